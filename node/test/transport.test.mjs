// Options of how requests are made: retries, pace, proxy, certificates, cassettes.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { inspect } from "node:util";
import { Client, ConfigurationError, ConnectionError, RateLimitedError, ServerError, TagoveError, TimeoutError } from "tagove";
import { PEM, answering, serve } from "./server.mjs";

const SECRETS = ["sekret-key-of-a-customer", "proxy-user-of-a-customer", "proxy-password-of-a-customer"];
const [KEY, USER, PASSWORD] = SECRETS;
const BODY = JSON.stringify({ success: true, data: { chat: { id: "7" } } });

const make = (options) => new Client({ apiKey: KEY, baseUrl: "http://127.0.0.1:9", ...options });
const ask = (url, options) => make({ baseUrl: url, ...options }).getChat("7");
const withUser = (url) => url.replace("//", `//${USER}:${PASSWORD}@`);

function shows_no_secret(...things) {
  for (const thing of things) {
    for (const text of [inspect(thing, { depth: 9, showHidden: true }), String(thing), JSON.stringify(thing)]) {
      for (const secret of SECRETS) assert.ok(!text.includes(secret), text);
    }
  }
}

/** The error of a call, in which no secret stands. */
async function failed(asked, kind) {
  const error = await asked.then(() => assert.fail("it was answered"), (error) => error);
  assert.ok(error instanceof TagoveError && error instanceof kind, inspect(error));
  shows_no_secret(error);
  return error;
}

/** What a client is refused with. */
function refused(options) {
  try {
    make(options);
  } catch (error) {
    assert.ok(error instanceof ConfigurationError, inspect(error));
    shows_no_secret(error);
    return error.reason;
  }
  assert.fail(inspect(options));
}

function folder(t) {
  const path = mkdtempSync(join(tmpdir(), "tagove-"));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

test("option_of_transport_out_of_range_is_configuration_error", (t) => {
  for (const maxRetries of [-1, -(2 ** 31), -(2 ** 53) + 1]) {
    assert.equal(refused({ maxRetries }), `maxRetries ${maxRetries} is below 0; 0 asks only once`);
  }
  for (const onRateLimit of ["", "WAIT", "never"]) assert.equal(refused({ onRateLimit }), "onRateLimit is `wait` or `raise`");
  for (const requestsPerSecond of [0, -0, -1, -0.5, NaN, Infinity, -Infinity]) {
    assert.match(refused({ requestsPerSecond }), /^requestsPerSecond is .*; it has to be above 0$/);
  }
  const path = folder(t);
  writeFileSync(join(path, "empty.pem"), "no certificate\n");
  for (const name of ["caFile", "clientCertificate"]) {
    for (const file of [join(path, "absent.pem"), path, "", `${path}\0`, join(path, "empty.pem")]) {
      assert.ok(refused({ [name]: file }).startsWith(`${name} ${file}`));
    }
  }
  const allowed = [
    ...[0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1].map((maxRetries) => ({ maxRetries })),
    ...[1, 0.001, 1e300].map((requestsPerSecond) => ({ requestsPerSecond })),
    { proxy: `http://${USER}:${PASSWORD}@127.0.0.1:3128` },
    { proxy: "https://127.0.0.1" },
  ];
  for (const options of allowed) assert.ok(make(options));
});

test("folder_of_a_cassette_is_a_path", (t) => {
  const path = folder(t);
  for (const redact of [false, true]) assert.ok(make({ record: join(path, `${redact}`), redact }));
  // Whether a folder that is not there is refused at once, the core judges.
  try {
    make({ replay: join(path, "absent") });
  } catch (error) {
    assert.ok(error instanceof ConfigurationError, inspect(error));
  }
});

test("retry_that_is_answered_tells_its_attempts", async (t) => {
  const { url, requests } = await answering(t, BODY, { statuses: [503, 200] });
  assert.equal((await ask(url)).page.attempts, 2);
  // The same request, under the same id.
  assert.equal(requests.length, 2);
  assert.equal(new Set(requests.map(({ headers }) => headers["x-request-id"])).size, 1);
});

test("retries_end_with_the_error_of_the_last", async (t) => {
  for (const [options, attempts] of [[{}, 3], [{ maxRetries: 0 }, 1]]) {
    const { url, requests } = await answering(t, "{}", { statuses: [503] });
    const error = await failed(ask(url, options), ServerError);
    assert.deepEqual([error.status, error.attempts, requests.length], [503, attempts, attempts]);
  }
  const { url, requests } = await answering(t, "{}", { statuses: [404] });
  assert.equal((await failed(ask(url), TagoveError)).attempts, 1);
  assert.equal(requests.length, 1);
});

test("rate_limit_waits_or_raises", async (t) => {
  const soon = await answering(t, BODY, { statuses: [429, 200], headers: { "retry-after": "0" } });
  assert.equal((await ask(soon.url, { onRateLimit: "wait" })).page.attempts, 2);
  const later = await answering(t, BODY, { statuses: [429, 200], headers: { "retry-after": "7" } });
  const error = await failed(ask(later.url, { onRateLimit: "raise" }), RateLimitedError);
  assert.deepEqual([error.attempts, error.retryAfterMs, later.requests.length], [1, 7000, 1]);
});

test("retry_that_does_not_fit_the_timeout_is_not_waited_for", async (t) => {
  const { url, requests } = await answering(t, "{}", { statuses: [503], headers: { "retry-after": "30" } });
  const begin = performance.now();
  const error = await failed(ask(url, { timeoutMs: 20_000 }), ServerError);
  assert.deepEqual([error.attempts, error.retryAfterMs, requests.length], [1, 30_000, 1]);
  assert.ok(performance.now() - begin < 15_000);
});

test("slow_attempt_is_made_again", async (t) => {
  const server = await serve(t, "--chats", "1", "--latency", "120");
  const error = await failed(ask(server.url, { attemptTimeoutMs: 50, maxRetries: 1 }), TimeoutError);
  assert.equal(error.attempts, 2);
  assert.match(error.reason, /raise attemptTimeoutMs \(sent as request id [0-9a-f]{32}\)$/);
});

test("requests_per_second_spreads_requests", async (t) => {
  const { url, requests } = await answering(t, BODY);
  const client = make({ baseUrl: url, requestsPerSecond: 20 });
  const begin = performance.now();
  await Promise.all([1, 2, 3, 4].map(() => client.getChat("7")));
  assert.ok(performance.now() - begin >= 150);
  assert.equal(requests.length, 4);
});

test("proxy_is_asked_with_its_own_password", async (t) => {
  const { url, requests } = await answering(t, BODY);
  assert.equal((await ask("http://127.0.0.1:1", { proxy: withUser(url) })).id, "7");
  const [{ target, headers }] = requests;
  assert.equal(target, "http://127.0.0.1:1/chat/7");
  assert.equal(headers["proxy-authorization"], `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString("base64")}`);
});

test("proxy_is_shown_nowhere", async (t) => {
  const { server, url } = await answering(t, "{}", { statuses: [407] });
  assert.equal((await failed(ask("http://127.0.0.1:1", { proxy: withUser(url) }), TagoveError)).status, 407);
  await new Promise((done) => server.close(done).closeAllConnections());
  for (const baseUrl of ["http://127.0.0.1:1", "https://127.0.0.1:1"]) {
    const error = await failed(ask(baseUrl, { proxy: withUser(url), maxRetries: 0 }), ConnectionError);
    assert.equal(error.attempts, 1);
  }
  const client = make({ proxy: withUser(url) });
  shows_no_secret(client, client.listChats());
});

test("certificates_of_files_are_trusted_and_shown", async (t) => {
  const { url, requests } = await answering(t, BODY, { tls: true });
  assert.equal((await ask(url, { caFile: PEM, clientCertificate: PEM })).id, "7");
  for (const options of [{}, { caFile: PEM }, { clientCertificate: PEM }]) {
    await failed(ask(url, { maxRetries: 0, ...options }), ConnectionError);
  }
  assert.equal(requests.length, 1);
});
