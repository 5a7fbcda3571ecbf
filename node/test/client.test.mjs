// What a client takes, refuses and shows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import * as tagove from "tagove";
import { Client, TagoveError } from "tagove";
import { native } from "../dist/native.js";
import { serve } from "./server.mjs";

const KEY = "b1adac97-secret";
const FIELDS = ["kind", "status", "code", "reason", "requestId", "retryAfterMs", "attempts", "at"];

/** The error, of this class, with all fields, without the key in any of its texts. */
async function failed(run, kind) {
  try {
    await run();
  } catch (error) {
    assert.ok(error instanceof tagove[`${kind}Error`], inspect(error));
    assert.ok(error instanceof TagoveError && error instanceof Error);
    assert.equal(error.name, `${kind}Error`);
    assert.equal(error.kind, kind);
    for (const field of FIELDS) assert.notEqual(error[field], undefined, field);
    for (const text of [inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error), String(error.stack)]) {
      assert.ok(!text.includes(KEY), text);
    }
    return error;
  }
  assert.fail(`no ${kind}Error`);
}

test("errors_every_kind_of_the_core_has_its_class", () => {
  for (const kind of native.errorKinds()) assert.ok(tagove[`${kind}Error`]?.prototype instanceof TagoveError, kind);
});

test("client_refused_option_is_configuration_error", async () => {
  await failed(() => new Client({ apiKey: `${KEY}\n` }), "Configuration");
  await failed(() => new Client({ apiKey: KEY, baseUrl: "http://example.com" }), "Configuration");
  await failed(() => new Client({ apiKey: KEY, baseUrl: `https://${KEY}@example.com` }), "Configuration");
  await failed(() => new Client({ apiKey: KEY, auth: KEY }), "Configuration");
  for (const name of ["timeoutMs", "attemptTimeoutMs", "connectTimeoutMs"]) {
    for (const time of [0, -5, NaN, Infinity, -Infinity]) {
      const { reason } = await failed(() => new Client({ apiKey: KEY, [name]: time }), "Configuration");
      assert.equal(reason, `${name} ${time} is no time; it is a finite number above 0`);
    }
    // Less than a nanosecond: the core's words.
    await failed(() => new Client({ apiKey: KEY, [name]: 1e-9 }), "Configuration");
    assert.ok(new Client({ apiKey: KEY, [name]: 1e300 }));
  }
  await failed(() => new Client({ apiKey: KEY, proxy: `socks4://${KEY}:${KEY}@127.0.0.1` }), "Configuration");
  await failed(() => new Client({ apiKey: KEY, proxy: `${KEY}@127.0.0.1` }), "Configuration");
  await failed(() => new Client({ apiKey: KEY, prefetch: -1 }), "Configuration");
  assert.ok(new Client({ apiKey: KEY, timeoutMs: 1e300, prefetch: 0, auth: "basic", baseUrl: undefined }));
});

test("client_option_of_wrong_type_is_type_error_without_its_value", () => {
  const wrong = [
    { apiKey: 123_456 }, { apiKey: [KEY] }, { baseUrl: 1 }, { timeoutMs: "1" }, { prefetch: 1.5 }, { api_key: KEY }, 7, null,
  ];
  for (const options of wrong) {
    assert.throws(() => new Client(options), (error) => error instanceof TypeError && !/123456|secret/.test(inspect(error)));
  }
  const client = new Client({ apiKey: KEY, baseUrl: "http://127.0.0.1:9" });
  for (const options of [{ page: "1" }, { limit: 1.5 }, { include: "messages" }, { include: [1] }, { with: [] }, { signal: {} }]) {
    assert.throws(() => client.listChats(options), TypeError);
  }
  return Promise.all([1, null, undefined, {}].map((id) => assert.rejects(client.getChat(id), TypeError)));
});

test("request_refused_before_it_is_sent_is_invalid_request", async () => {
  const client = new Client({ apiKey: KEY, baseUrl: "http://127.0.0.1:9" });
  const lists = [
    { startDate: "2016-02-30" }, { startDate: "2016-02-02", endDate: "2016-01-01" }, { page: 0 }, { limit: -1 }, { include: ["mesages"] },
  ];
  for (const options of lists) {
    const error = await failed(async () => { for await (const _ of client.listChats(options)); }, "InvalidRequest");
    assert.equal(error.attempts, 0);
  }
  for (const id of ["", ".", ".."]) assert.equal((await failed(() => client.getChat(id), "InvalidRequest")).attempts, 0);
});

test("client_without_key_takes_the_environment", async (t) => {
  const server = await serve(t, "--chats", "3", "--key", KEY);
  const saved = { ...process.env };
  try {
    delete process.env.TAGOVE_API_KEY;
    await failed(() => new Client({ baseUrl: server.url }), "Configuration");
    Object.assign(process.env, { TAGOVE_API_KEY: KEY, TAGOVE_BASE_URL: server.url });
    let count = 0;
    for await (const _ of new Client().listChats()) count++;
    assert.equal(count, 3);
  } finally {
    for (const name of ["TAGOVE_API_KEY", "TAGOVE_BASE_URL"]) delete process.env[name];
    Object.assign(process.env, saved);
  }
});

test("wrong_key_is_authentication_error_with_all_fields", async (t) => {
  const server = await serve(t, "--chats", "3", "--key", "another-key");
  const client = new Client({ apiKey: KEY, baseUrl: server.url });
  const error = await failed(() => client.getChat("43074"), "Authentication");
  assert.equal(error.status, 401);
  assert.equal(error.attempts, 1);
  assert.ok(error.requestId);
  assert.match(error.reason, /check apiKey \(TAGOVE_API_KEY\)/);
  await failed(async () => { for await (const _ of client.listChats()); }, "Authentication");
});

test("unreachable_server_is_connection_error", async (t) => {
  const server = await serve(t, "--chats", "1");
  await server.stop();
  for (const [options, attempts] of [[{}, 3], [{ maxRetries: 0 }, 1]]) {
    const client = new Client({ apiKey: KEY, baseUrl: server.url, ...options });
    const error = await failed(() => client.getChat("43074"), "Connection");
    assert.deepEqual([error.status, error.requestId, error.attempts], [null, null, attempts]);
  }
});

test("slow_server_is_timeout_error", async (t) => {
  const server = await serve(t, "--chats", "1", "--latency", "30");
  await failed(() => new Client({ apiKey: KEY, baseUrl: server.url, timeoutMs: 50 }).getChat("43074"), "Timeout");
});

test("client_printed_shows_no_key", () => {
  const client = new Client({ apiKey: KEY, baseUrl: "http://127.0.0.1:9", proxy: `http://${KEY}:${KEY}@127.0.0.1:9` });
  const shown = [inspect(client, { depth: 9, showHidden: true }), JSON.stringify(client), String(client), inspect(client.listChats(), { depth: 9, showHidden: true })];
  for (const text of shown) assert.ok(!text.includes(KEY), text);
});
