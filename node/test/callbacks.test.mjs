// Who is called back, when, and with what: hooks, and the provider of the key.
import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { inspect } from "node:util";
import { AuthenticationError, Client, ConfigurationError } from "tagove";
import { WAIT, local } from "./local.mjs";
import { ROOT, answering } from "./server.mjs";

const KEY = "sekret-key-of-a-customer";
const ANSWER = '{"success": true, "data": {"chat": {"id": "7"}}}';
const NAMES = ["onRequest", "onResponse", "onRetry", "onPage"];

/** Hooks that write down what they hear, by their names. */
const writing = (heard) => Object.fromEntries(NAMES.map((name) => [name, (event) => heard.push([name, event])]));

/** Collects the warnings of a process as long as a test runs. */
function warnings(t) {
  const told = [];
  const hear = (warning) => told.push(warning);
  process.on("warning", hear);
  t.after(() => process.off("warning", hear));
  return told;
}

test("hooks_hear_each_step_before_the_call_ends", async (t) => {
  const stub = await answering(t, ANSWER, { statuses: [503, 200], headers: { "retry-after": "0" } });
  const heard = [];
  await new Client({ apiKey: KEY, baseUrl: stub.url, ...writing(heard) }).getChat("7");
  const names = ["onRequest", "onResponse", "onRetry", "onRequest", "onResponse", "onPage"];
  assert.deepEqual(heard.map(([name]) => name), names);
  const [first, answered, again, second, , page] = heard.map(([, event]) => event);
  assert.deepEqual({ ...first, requestId: "" }, { operation: "getChat", url: `${stub.url}/chat/7`, requestId: "", attempt: 1 });
  assert.match(first.requestId, /^[0-9a-f]{32}$/);
  assert.deepEqual([second.attempt, second.requestId], [2, first.requestId]);
  assert.deepEqual([answered.request, answered.status, answered.bytes], [first, 503, ANSWER.length]);
  assert.deepEqual([again.request, again.status, again.kind], [first, 503, "Server"]);
  assert.ok(again.waitMs >= 0 && again.waitMs < 30_000);
  assert.deepEqual({ ...page, elapsedMs: 0 }, { operation: "getChat", page: 1, records: 1, warnings: 0, elapsedMs: 0 });
  assert.ok(page.elapsedMs >= answered.elapsedMs && answered.elapsedMs > 0);
  for (const [, event] of heard) assert.ok(Object.isFrozen(event) && Object.isFrozen(event.request ?? event));
});

test("hooks_hear_of_a_retry_without_an_answer", async (t) => {
  const { client } = local(t, { faults: { 1: "closed-before-head" } });
  const heard = [];
  await client({ onRetry: (event) => heard.push(event) }).getChat("43074");
  assert.deepEqual(heard.map(({ status, kind }) => [status, kind]), [[null, "Connection"]]);
});

test("events_do_not_hold_the_key", async (t) => {
  const stub = await answering(t, ANSWER, { statuses: [500, 200] });
  const heard = [];
  const client = new Client({ apiKey: KEY, baseUrl: stub.url, ...writing(heard) });
  await client.request("GET", "/x", { query: { token: KEY } });
  assert.equal(heard.length, 5);
  assert.ok(!inspect(heard, { depth: 9 }).includes(KEY));
});

test("hooks_hear_of_every_page_of_a_list", async (t) => {
  for (const prefetch of [0, 2]) {
    const heard = [];
    const client = Client.demo({ chats: 25, prefetch, onPage: (event) => heard.push(event) });
    assert.equal((await client.listChats({ limit: 10 }).toArray()).length, 25);
    await client.close();
    const pages = new Map(heard.map(({ page, records }) => [page, records]));
    assert.deepEqual([1, 2, 3].map((page) => pages.get(page)), [10, 10, 5]);
  }
});

test("hook_that_throws_is_a_warning_and_the_call_goes_on", async (t) => {
  const told = warnings(t);
  const { client } = local(t);
  const error = new Error("of a hook");
  const throwing = () => { throw error; };
  const rejecting = async () => { throw error; };
  const odd = () => ({ get then() { throw error; } });
  const one = client({ onRequest: throwing, onResponse: rejecting, onPage: odd });
  assert.equal((await one.getChat("43074")).id, "43074");
  await one.close();
  await new Promise((done) => setImmediate(done));
  assert.deepEqual(told.map(({ name, cause }) => [name, cause]), Array(3).fill(["TagoveHookWarning", error]));
  for (const hook of ["onRequest", "onResponse", "onPage"]) assert.ok(told.some(({ message }) => message.includes(hook)));
});

test("hook_may_throw_anything", async (t) => {
  const told = warnings(t);
  const things = [undefined, null, Symbol("s"), Object.create(null), "text"];
  let index = 0;
  const { client } = local(t);
  const one = client({ onRequest() { throw things[index++]; } });
  for (const _ of things) await one.getChat("43074");
  await new Promise((done) => setImmediate(done));
  assert.deepEqual(told.map(({ cause }) => cause), things);
});

test("hook_may_use_its_client_and_close_it", { timeout: WAIT }, async (t) => {
  const { client, server } = local(t);
  const seen = [];
  const one = client({
    prefetch: 0,
    onPage: async ({ operation }) => {
      if (operation !== "listChats") return;
      seen.push((await one.getChat("43074")).id);
      await one.close();
      seen.push("closed");
    },
  });
  await one.listChats().take(1).toArray();
  await server.waitForRequests(2, WAIT);
  while (!one.closed) await new Promise((done) => setImmediate(done));
  await one.close();
  assert.deepEqual(seen, ["43074", "closed"]);
});

test("close_waits_for_the_promises_of_hooks", async (t) => {
  const { client } = local(t);
  let ended = 0;
  let end;
  const open = new Promise((done) => (end = done));
  const one = client({ onRequest: () => open.then(() => void ended++) });
  await one.getChat("43074");
  let over = false;
  const closing = one.close().then(() => (over = true));
  await new Promise((done) => setImmediate(done));
  assert.deepEqual([ended, over], [0, false]);
  end();
  await closing;
  assert.equal(ended, 1);
});

test("close_tells_what_came_and_then_nothing", async (t) => {
  const { client, server } = local(t, { faults: { 3: "silence" } });
  const heard = [];
  const one = client({ prefetch: 2, ...writing(heard) });
  const list = one.listChats({ limit: 5 });
  await list.pages().next();
  await server.waitForRequests(3, WAIT);
  await one.close();
  const count = heard.length;
  assert.ok(heard.filter(([name]) => name === "onRequest").length >= 3);
  assert.ok(await server.waitForHangUps(1, WAIT));
  await new Promise((done) => setImmediate(done));
  assert.equal(heard.length, count);
});

test("close_tells_what_lies_there", async (t) => {
  const { client, server } = local(t);
  const heard = [];
  const one = client(writing(heard));
  const asked = one.getChat("43074").catch((error) => error.name);
  // Nothing of JavaScript runs meanwhile.
  while (server.requests().length === 0);
  assert.deepEqual(heard, []);
  const closing = one.close();
  assert.equal(heard[0][0], "onRequest");
  await Promise.all([asked, closing]);
});

test("hooks_do_not_keep_the_process_and_never_hold_it_up", () => {
  const program = `
    const { Client } = require("tagove");
    const hook = () => {};
    const open = Client.demo({ chats: 50, onRequest: hook, onResponse: hook, onRetry: hook, onPage: hook, credentials: async () => "k" });
    open.listChats({ limit: 5 }).pages().next().then(({ value }) => console.log(value.length));
  `;
  const ended = spawnSync(process.execPath, ["-e", program], { cwd: `${ROOT}/node`, encoding: "utf8", timeout: WAIT });
  assert.deepEqual([ended.stdout, ended.stderr, ended.status], ["5\n", "", 0]);
});

test("calls_work_while_somebody_listens_to_promises", async (t) => {
  const { client } = local(t);
  await new AsyncLocalStorage().run(1, async () => {
    const one = client({ onPage() {} });
    assert.equal((await one.getChat("43074", { timeoutMs: WAIT })).id, "43074");
    assert.equal((await one.listChats({ limit: 10 }).toArray()).length, 25);
    assert.equal((await one.request("GET", "/chats")).status, 200);
  });
});

test("provider_is_asked_first_when_expired_and_at_401", async (t) => {
  const stub = await answering(t, ANSWER, { statuses: [200, 200, 401, 200] });
  const keys = [{ apiKey: "first", expiresInMs: 3_600_000 }, "second", { apiKey: "third", expiresInMs: 0 }, "fourth"];
  const credentials = () => keys.shift();
  const one = new Client({ baseUrl: stub.url, credentials });
  for (let call = 0; call < 5; call++) await one.getChat("7");
  const other = new Client({ baseUrl: stub.url, credentials: async () => credentials() });
  for (let call = 0; call < 2; call++) await other.getChat("7");
  const sent = stub.requests.map(({ headers }) => headers.authorization.replace("Bearer ", ""));
  assert.deepEqual(sent, ["first", "first", "first", "second", "second", "second", "third", "fourth"]);
});

test("provider_that_throws_is_the_cause", async (t) => {
  const { client, server } = local(t);
  const thrown = new Error(`holds ${KEY}`);
  const providers = [() => { throw thrown; }, async () => { throw thrown; }];
  for (const credentials of providers) {
    const error = await client({ credentials }).getChat("7").catch((error) => error);
    assert.ok(error instanceof AuthenticationError);
    assert.deepEqual([error.kind, error.attempts, error.status], ["Authentication", 0, null]);
    assert.equal(error.cause, thrown);
    assert.ok(!`${error.message}${JSON.stringify(error)}`.includes(KEY));
  }
  const undefinedThrown = await client({ credentials: () => Promise.reject() }).listChats().toArray().catch((error) => error);
  assert.ok(undefinedThrown instanceof AuthenticationError && "cause" in undefinedThrown && undefinedThrown.cause === undefined);
  assert.equal(server.requests().length, 0);
});

test("provider_that_gives_no_key_is_refused_without_showing_it", async (t) => {
  const { client } = local(t);
  const times = [-1, NaN, "soon"].map((expiresInMs) => ({ apiKey: KEY, expiresInMs }));
  const wrong = [undefined, null, 7, [KEY], { key: KEY }, { apiKey: 7 }, {}, { apiKey: KEY, expiresIn: 3600 }, ...times];
  for (const given of wrong) {
    const error = await client({ credentials: () => given }).getChat("7").catch((error) => error);
    assert.ok(error instanceof AuthenticationError, inspect(given));
    assert.ok(error.cause instanceof TypeError || error.cause instanceof RangeError, inspect(given));
    assert.match(error.cause.message, /^credentials/);
    assert.ok(!inspect(error).includes(KEY), inspect(given));
  }
  const good = [{ apiKey: "k", expiresInMs: Infinity }, { apiKey: "k", expiresInMs: 1e300 }, { apiKey: "k", expiresInMs: null }];
  for (const given of good) assert.ok(await client({ credentials: () => given }).getChat("43074"));
});

test("provider_that_never_answers_ends_with_the_budget", async (t) => {
  const { client, server } = local(t);
  const error = await client({ credentials: () => new Promise(() => {}), timeoutMs: 100 }).getChat("7").catch((error) => error);
  assert.equal(error.name, "TimeoutError");
  assert.match(error.reason, /raise timeoutMs/);
  assert.equal(server.requests().length, 0);
});

test("provider_under_way_is_given_up_with_its_call", async (t) => {
  const { client } = local(t);
  const controller = new AbortController();
  let asked;
  const asks = new Promise((done) => (asked = done));
  const one = client({ credentials: () => { asked(); return new Promise(() => {}); } });
  const aborted = assert.rejects(one.getChat("7", { signal: controller.signal }), { name: "AbortError" });
  await asks;
  controller.abort();
  await aborted;
  const closed = assert.rejects(one.getChat("7"), { name: "CancelledError" });
  await one.close();
  await closed;
});

test("what_cannot_be_called_back_is_a_type_error", () => {
  for (const name of ["credentials", ...NAMES]) {
    for (const wrong of [7, KEY, {}, true]) {
      const own = name === "credentials" ? {} : { apiKey: KEY };
      assert.throws(() => new Client({ ...own, [name]: wrong }), (error) => {
        assert.ok(error instanceof TypeError && error.message.startsWith(`Client: ${name} is a function, not `) && !error.message.includes(KEY));
        return true;
      });
    }
  }
  const both = { apiKey: KEY, credentials: () => KEY };
  assert.throws(() => new Client(both), (error) => error instanceof ConfigurationError && /apiKey and credentials/.test(error.reason));
});

test("client_known_to_its_hook_is_collected", async () => {
  const program = `
    const { Client } = require("tagove");
    let gone = false;
    const registry = new FinalizationRegistry(() => (gone = true));
    (async () => {
      await (async () => {
        const one = Client.demo({ chats: 1, onPage: () => one.closed });
        registry.register(one);
        await one.getChat("43074");
      })();
      for (let turn = 0; turn < 100 && !gone; turn++) { gc(); await new Promise((done) => setImmediate(done)); }
      console.log(gone);
    })();
  `;
  const ended = spawnSync(process.execPath, ["--expose-gc", "-e", program], { cwd: `${ROOT}/node`, encoding: "utf8", timeout: WAIT });
  assert.deepEqual([ended.stdout, ended.stderr], ["true\n", ""]);
});
