// The local server of this workspace, as a process of its own, which ends with the test: `serve(t, "--chats", "50")`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TARGET = process.env.CARGO_TARGET_DIR ?? `${ROOT}/target`;
const COMMAND = process.env.TAGOVE_COMMAND ?? `${TARGET}/debug/tagove`;

/** A certificate of its own for 127.0.0.1, and its key, which opens nothing else. */
export const PEM = fileURLToPath(new URL("localhost.pem", import.meta.url));

/**
 * A server of one answer, and each request that it had; the last of its statuses stays. With `tls` it asks for a
 * client's certificate, and takes only its own.
 */
export async function answering(t, body, { type = "application/json", statuses = [200], headers = {}, tls = false } = {}) {
  const requests = [];
  const answer = (request, response) => {
    requests.push({ target: request.url, headers: request.headers });
    const status = statuses[Math.min(requests.length, statuses.length) - 1];
    response.writeHead(status, { "content-type": type, ...headers }).end(body);
  };
  const pem = readFileSync(PEM);
  const server = tls
    ? createTlsServer({ key: pem, cert: pem, ca: pem, requestCert: true, rejectUnauthorized: true }, answer)
    : createServer(answer);
  server.listen(0, "127.0.0.1");
  t.after(() => server.close().closeAllConnections());
  await once(server, "listening");
  return { server, requests, url: `http${tls ? "s" : ""}://127.0.0.1:${server.address().port}` };
}

export async function serve(test, ...options) {
  const child = spawn(COMMAND, ["serve", "--port", "0", ...options], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([
    once(lines, "line"),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`${COMMAND} ended with ${code}`))),
  ]);
  const url = line.trim();
  const gone = once(child, "exit");
  const stop = async () => {
    child.kill();
    await gone;
  };
  test?.after(stop);
  return {
    url,
    stop,
    /** What the server saw, once that many requests came or that many callers have hung up on it. */
    seen: async (what, count) => (await fetch(`${url}/__requests?${what}=${count}`)).json(),
  };
}
