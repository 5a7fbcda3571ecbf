// `tagove/testing`: the server in the process.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { test } from "node:test";
import { inspect } from "node:util";
import { Client, ConfigurationError, RateLimitedError, ServerError } from "tagove";
import { LocalServer, cassette } from "tagove/testing";

const KEY = "b1adac97-secret";

function local(t, options) {
  const server = new LocalServer(options);
  t.after(() => server.close());
  return server;
}

async function ids(list) {
  const found = [];
  for await (const record of list) found.push(record.id);
  return found;
}

test("testing_is_the_same_module_for_require_and_import", () => {
  const required = createRequire(import.meta.url)("tagove/testing");
  assert.equal(required.LocalServer, LocalServer);
  assert.equal(required.cassette, cassette);
});

test("server_answers_and_tells_what_it_was_asked", async (t) => {
  const server = local(t, { chats: 3, key: KEY });
  const client = new Client({ apiKey: KEY, baseUrl: server.url });
  assert.equal((await ids(client.listChats({ limit: 2 }))).length, 3);
  const asked = server.requests();
  assert.deepEqual(asked.map(({ target }) => target), ["/chats?limit=2&page=1", "/chats?limit=2&page=2", "/chats?limit=2&page=3"]);
  const { number, method, fault, authorization } = asked[0];
  assert.deepEqual({ number, method, fault, authorization }, { number: 1, method: "GET", fault: null, authorization: true });
  for (const shown of [inspect(server, { showHidden: true, depth: 9 }), JSON.stringify(server), JSON.stringify(asked)]) {
    assert.ok(!shown.includes(KEY), shown);
  }
});

test("server_has_25_chats_unless_said", async (t) => {
  const server = local(t);
  assert.equal((await ids(new Client({ apiKey: "any", baseUrl: server.url }).listChats())).length, 25);
});

test("server_faults_befall_their_requests", async (t) => {
  const server = local(t, { faults: { 1: "503", 2: "429:3600" } });
  const client = new Client({ apiKey: "any", baseUrl: server.url, maxRetries: 0 });
  await assert.rejects(client.getChat("43074"), ServerError);
  await assert.rejects(client.getChat("43074"), (error) => error instanceof RateLimitedError && error.retryAfterMs === 3_600_000);
  assert.deepEqual(server.requests().map(({ fault }) => fault), ["503", "429:3600"]);
});

test("server_sees_a_call_that_is_given_up", async (t) => {
  const server = local(t, { latencyMs: 60_000 });
  const gone = new AbortController();
  const asked = new Client({ apiKey: "any", baseUrl: server.url }).getChat("43074", { signal: gone.signal });
  assert.equal(await server.waitForRequests(1), true);
  assert.equal(server.hangUps, 0);
  gone.abort();
  await assert.rejects(asked, { name: "AbortError" });
  assert.equal(await server.waitForHangUps(1), true);
  assert.equal(server.hangUps, 1);
  assert.equal(await server.waitForRequests(2, 1), false);
});

test("server_closed_keeps_its_journal_and_refuses_to_wait", async () => {
  const server = new LocalServer({ chats: 1 });
  await ids(new Client({ apiKey: "any", baseUrl: server.url }).listChats());
  const waiting = assert.rejects(server.waitForRequests(99), ConfigurationError);
  await server.close();
  await server[Symbol.asyncDispose]();
  await waiting;
  assert.equal(server.requests().length, 2);
  await assert.rejects(server.waitForRequests(1), ConfigurationError);
});

test("server_option_that_is_wrong_is_refused", async (t) => {
  for (const options of [{ chats: -1 }, { chats: 1.5 }, { days: 0 }, { seed: -1 }, { latencyMs: NaN }, { faults: { 0: "503" } }, { faults: { 1: "no-such" } }]) {
    assert.throws(() => new LocalServer(options), ConfigurationError, inspect(options));
  }
  for (const options of [{ chats: "1" }, { key: 7 }, { chat: 1 }, { faults: { 1: 503 } }, { faults: "503" }, 7]) {
    assert.throws(() => new LocalServer(options), TypeError, inspect(options));
  }
  await assert.rejects(local(t).waitForRequests("1"), TypeError);
});

test("server_does_not_keep_the_process", () => {
  const program = 'const { LocalServer } = require("tagove/testing"); console.log(new LocalServer().url);';
  const ended = spawnSync(process.execPath, ["-e", program], { cwd: import.meta.dirname, encoding: "utf8", timeout: 30_000 });
  assert.deepEqual([ended.status, ended.signal, ended.stderr], [0, null, ""]);
});

test("server_that_nobody_holds_goes_on", () => {
  const program = `
    const { Client } = require("tagove");
    const { LocalServer } = require("tagove/testing");
    const client = new Client({ apiKey: "any", baseUrl: new LocalServer({ chats: 3 }).url });
    setImmediate(async () => {
      gc();
      await new Promise(setImmediate);
      console.log((await client.getChat("43074")).id);
    });`;
  const ended = spawnSync(process.execPath, ["--expose-gc", "-e", program], { cwd: import.meta.dirname, encoding: "utf8", timeout: 30_000 });
  assert.deepEqual([ended.status, ended.stderr, ended.stdout], [0, "", "43074\n"]);
});

