// The local server of this workspace, as a process of its own, which ends with the test: `serve(t, "--chats", "50")`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TARGET = process.env.CARGO_TARGET_DIR ?? `${ROOT}/target`;
const COMMAND = process.env.TAGOVE_COMMAND ?? `${TARGET}/debug/tagove`;

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
