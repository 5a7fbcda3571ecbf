// What an adversary found: readers that share a list with one that fails, errors of another realm, providers that hang.
import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import vm from "node:vm";
import { Client } from "tagove";
import { LocalServer, cassette } from "tagove/testing";

test("list_stopped_under_to_array_loses_no_record_to_the_next_reader", async () => {
  const server = new LocalServer({ chats: 30, faults: { 3: "slow:0.2" } });
  try {
    const list = new Client({ apiKey: "k", baseUrl: server.url, prefetch: 0 }).listChats({ limit: 10 });
    const first = list.toArray().catch((error) => error);
    assert.ok(await server.waitForRequests(3, 20_000));
    list.stop();
    const rest = [];
    for await (const chat of list) rest.push(chat.id);
    assert.equal((await first).kind, "Cancelled");
    for await (const chat of list) rest.push(chat.id);
    assert.equal(new Set(rest).size, 30);
    assert.equal(rest.length, 30);
  } finally {
    await server.close();
  }
});

test("stream_ends_with_an_error_whatever_the_reason_is", async () => {
  for (const reason of [null, 0, "", false]) {
    const end = new AbortController();
    const server = new LocalServer({ faults: { 1: "silence" } });
    try {
      const stream = new Client({ apiKey: "k", baseUrl: server.url }).listChats({ signal: end.signal }).toReadable();
      stream.resume();
      const failed = once(stream, "error");
      assert.ok(await server.waitForRequests(1, 20_000));
      end.abort(reason);
      assert.equal((await failed)[0].name, "AbortError");
    } finally {
      await server.close();
    }
  }
});

test("hook_that_throws_what_cannot_be_shown_ends_neither_call_nor_process", async () => {
  const warnings = [];
  const heard = (warning) => warnings.push(warning.name);
  process.on("warning", heard);
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const hard = Object.defineProperty(new Error("x"), "stack", { get: () => assert.fail("its stack was asked for") });
  const foreign = vm.runInNewContext("new Error('of another realm')");
  for (const thrown of [proxy, hard, foreign]) {
    for (const onPage of [() => { throw thrown; }, () => Promise.reject(thrown)]) {
      const client = Client.demo({ chats: 1, onPage });
      assert.equal((await client.getChat("43074")).id, "43074");
      await client.close();
    }
  }
  while (warnings.length < 6) await new Promise(setImmediate);
  process.off("warning", heard);
  assert.deepEqual(new Set(warnings), new Set(["TagoveHookWarning"]));
});

test("hook_that_closes_its_client_does_not_keep_others_from_what_was_told", async () => {
  const heard = [];
  const client = Client.demo({
    chats: 1,
    onRequest: () => (heard.push("request"), void client.close()),
    onResponse: () => heard.push("response"),
    onPage: () => heard.push("page"),
  });
  const call = client.getChat("43074").catch((error) => error);
  // The loop stands still until all of the call has been told, and leaves the core to who tells.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3000);
  await call;
  assert.deepEqual(heard, ["request", "response", "page"]);
});

test("cassette_with_undefined_options_has_no_words", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tagove-words-"));
  const server = new LocalServer({ chats: 2 });
  try {
    let words = "";
    await cassette(join(folder, "c"), async (tape) => {
      const client = tape.client({ baseUrl: server.url, apiKey: "k", redact: undefined, replay: undefined });
      words = (await client.listMessages("43074")).messages.map((message) => message.message).find((text) => text?.length > 12);
    }, { record: true });
    assert.ok(existsSync(join(folder, "c", "1", "case.json")));
    const files = readdirSync(join(folder, "c"), { recursive: true }).filter((name) => name.endsWith(".http"));
    assert.ok(files.length > 0 && words.length > 12);
    for (const file of files) assert.ok(!readFileSync(join(folder, "c", file), "utf8").includes(words));
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});

test("include_may_be_a_proxy_and_has_no_holes", async () => {
  const client = Client.demo({ chats: 1 });
  assert.equal((await client.listChats({ include: new Proxy(["messages"], {}) }).toArray()).length, 1);
  assert.throws(() => client.listChats({ include: [, "messages"] }), TypeError);
  await client.close();
});

test("clients_with_hooks_share_one_storage_which_every_promise_of_the_process_visits", async () => {
  const hooks = createRequire(import.meta.url)("node:async_hooks");
  const { AsyncLocalStorage } = hooks;
  let made = 0;
  hooks.AsyncLocalStorage = class extends AsyncLocalStorage {
    constructor() {
      super();
      made++;
    }
  };
  try {
    let heard = 0;
    for (let index = 0; index < 5; index++) {
      const client = Client.demo({ chats: 0, onRequest: () => heard++ });
      await client.listChats().toArray();
      await client.close();
    }
    assert.equal(heard, 5);
    // None where an earlier test has made it.
    assert.ok(made <= 1, `${made} storages`);
  } finally {
    hooks.AsyncLocalStorage = AsyncLocalStorage;
  }
});
