// How clients begin and end: `demo`, `withOptions`, `request`, `close`; and the budget of one call.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { once } from "node:events";
import { test } from "node:test";
import { inspect } from "node:util";
import {
  CancelledError,
  Client,
  ConfigurationError,
  ConnectionError,
  InvalidRequestError,
  NotFoundError,
  RawAnswer,
  ServerError,
  TimeoutError,
} from "tagove";
import { WAIT, local } from "./local.mjs";
import { ROOT, answering } from "./server.mjs";

const KEY = "sekret-key-of-a-customer";

const closed = (error) => {
  assert.ok(error instanceof ConfigurationError);
  assert.equal(error.reason, "this client is closed; make a new one");
  assert.equal(error.attempts, 0);
  return true;
};

test("closed_client_refuses_calls_and_keeps_what_it_read", async (t) => {
  const { client, server } = local(t);
  // No page is asked ahead, which the server might hear of after the count.
  const one = client({ prefetch: 0 });
  const other = one.withOptions({ timeoutMs: 3000 });
  const unread = one.listChats();
  const halfRead = one.listChats({ limit: 10 });
  const records = halfRead[Symbol.asyncIterator]();
  const chat = (await records.next()).value;
  assert.equal(one.closed, false);
  await one.close();
  await one.close();
  assert.deepEqual([one.closed, other.closed, inspect(one)], [true, true, "Client { closed }"]);
  const count = server.requests().length;
  for (const each of [one, other]) {
    for (const call of ["getChat", "listMessages", "getRecording", "getVisitorSessions"]) await assert.rejects(each[call]("7"), closed);
    await assert.rejects(each.request("GET", "/chats"), closed);
    for (const call of ["listChats", "listVisitorSessions"]) assert.throws(() => each[call](), closed);
    assert.throws(() => each.withOptions({ strict: true }), closed);
  }
  await assert.rejects(unread.toArray(), closed);
  // What came is still there.
  const rest = [];
  for (let index = 0; index < 9; index++) rest.push((await records.next()).value.id);
  await assert.rejects(records.next(), closed);
  assert.equal(new Set([chat.id, ...rest]).size, 10);
  assert.equal(halfRead.summary().pages, 1);
  assert.equal(server.requests().length, count);
});

test("close_ends_calls_on_their_way", async (t) => {
  const { client, server } = local(t, { faults: { 1: "silence", 2: "silence", 3: "silence" } });
  const one = client();
  const asked = [one.getChat("7"), one.listChats().pages().next(), one.request("GET", "/chats")];
  const ended = Promise.all(asked.map((call) => call.catch((error) => error)));
  assert.ok(await server.waitForRequests(3, WAIT));
  await one.close();
  for (const error of await ended) {
    assert.ok(error instanceof CancelledError, inspect(error));
    assert.match(error.reason, /the client was closed/);
  }
  assert.ok(await server.waitForHangUps(3, WAIT));
});

test("close_stops_what_is_asked_ahead_and_lets_the_connections_go", async (t) => {
  const { client, server } = local(t, { faults: { 2: "silence", 3: "silence" } });
  const one = client({ prefetch: 2 });
  const list = one.withOptions({ prefetch: 2 }).listChats({ limit: 5 });
  await list.pages().next();
  assert.ok(await server.waitForRequests(3, WAIT));
  await one.close();
  assert.ok(await server.waitForHangUps(2, WAIT));

  const sockets = createServer((_, response) => response.end('{"success": true, "data": {"chat": {"id": "7"}}}'));
  sockets.listen(0, "127.0.0.1");
  t.after(() => sockets.close().closeAllConnections());
  await once(sockets, "listening");
  const idle = new Client({ apiKey: KEY, baseUrl: `http://127.0.0.1:${sockets.address().port}` });
  const connected = once(sockets, "connection");
  await idle.getChat("7");
  const [socket] = await connected;
  const gone = once(socket, "close");
  await idle.close();
  await gone;
});

test("client_is_closed_at_the_end_of_its_block", async (t) => {
  const { client } = local(t);
  const one = client();
  await one[Symbol.asyncDispose]();
  assert.equal(one.closed, true);
});

test("with_options_changes_what_is_given_and_shares_the_rest", async (t) => {
  const stub = await answering(t, "{}", { statuses: [500], headers: { "retry-after": "0" } });
  const heard = [];
  const one = new Client({ apiKey: KEY, baseUrl: stub.url, maxRetries: 0, onRequest: (event) => heard.push(event) });
  const once = one.withOptions({ maxRetries: 1 });
  const twice = once.withOptions({ strict: true, timeZone: undefined });
  const attempts = [];
  for (const each of [one, once, twice, one]) {
    const error = await each.getChat("7").catch((error) => error);
    assert.ok(error instanceof ServerError);
    attempts.push(error.attempts);
  }
  assert.deepEqual([attempts, heard.length], [[1, 2, 2, 1], 6]);
  assert.ok(stub.requests.every(({ headers }) => headers.authorization === `Bearer ${KEY}`));
});

test("with_options_bear_on_reading", async (t) => {
  const { client } = local(t);
  const one = client();
  assert.match((await one.withOptions({ timeZone: "UTC" }).getChat("43074")).dateCreated, /Z$/);
  assert.doesNotMatch((await one.getChat("43074")).dateCreated, /Z$/);
});

test("with_options_is_checked_at_once", (t) => {
  const one = local(t).client();
  const wrong = {
    timeoutMs: 0, attemptTimeoutMs: NaN, maxRetries: -1, prefetch: 65, maxRows: 0, maxDepth: 513,
    maxBodyBytes: 2 ** 70, timeZone: "Berlin", onRateLimit: "never",
  };
  for (const [name, value] of Object.entries(wrong)) {
    assert.throws(() => one.withOptions({ [name]: value }), (error) => error instanceof ConfigurationError && error.reason.includes(name), name);
    assert.throws(() => one.withOptions({ [name]: [KEY] }), (error) => error instanceof TypeError && !error.message.includes(KEY), name);
  }
  for (const name of ["baseUrl", "apiKey", "onPage", "connectTimeoutMs"]) {
    assert.throws(() => one.withOptions({ [name]: "x" }), { name: "TypeError", message: /has no option/ });
  }
  assert.throws(() => one.withOptions(), TypeError);
});

test("request_gives_the_whole_answer", async (t) => {
  const body = '{"words": "of somebody"}';
  const headers = { "retry-after": "0", "x-request-id": "abc", "x-more": "1", "set-cookie": ["a=1", "b=2"] };
  const stub = await answering(t, body, { statuses: [500, 200], headers });
  const one = new Client({ apiKey: KEY, baseUrl: stub.url });
  const answer = await one.request("GET", "/departments", { query: { limit: 5, q: "a b&c", none: undefined, big: 2n ** 70n } });
  assert.ok(answer instanceof RawAnswer);
  assert.deepEqual([answer.status, answer.attempts, answer.requestId], [200, 2, "abc"]);
  assert.ok(Buffer.isBuffer(answer.body));
  assert.equal(answer.body.toString(), body);
  assert.equal(answer.headers["x-more"], "1");
  assert.equal(answer.headers["set-cookie"], "a=1, b=2");
  assert.deepEqual(answer.rawHeaders.filter(([name]) => name === "set-cookie"), [["set-cookie", "a=1"], ["set-cookie", "b=2"]]);
  assert.equal(inspect(answer), `RawAnswer { status: 200, bytes: ${body.length}, attempts: 2 }`);
  assert.ok(!JSON.stringify(answer).includes("somebody"));
  for (const query of [[["a", "1"], ["a", "2"]], new URLSearchParams("a=1&a=2"), new Map([["a", 1]])]) await one.request("GET", "/x", { query });
  const targets = ["/departments?limit=5&q=a+b%26c&big=1180591620717411303424", "/x?a=1&a=2", "/x?a=1&a=2", "/x?a=1"];
  assert.deepEqual(stub.requests.slice(1).map(({ target }) => target), targets);
});

test("request_refuses_what_it_does_not_do", async (t) => {
  const { client, server } = local(t);
  const one = client();
  for (const [method, path] of [["POST", "/chats"], ["GET", "chats"], ["GET", "//host/x"], ["GET", "/../x"], ["GET", "/\ud800"]]) {
    await assert.rejects(one.request(method, path), (error) => error instanceof InvalidRequestError && error.attempts === 0);
  }
  const wrong = [5, "a=b", [5], ["ab"], [["a"]], { a: 1.5 }, { a: true }, { a: null }, [["a", undefined]], { a: ["b"] }, new Date()];
  for (const query of wrong) await assert.rejects(one.request("GET", "/chats", { query }), TypeError, inspect(query));
  for (const path of [undefined, null, 5, ["/chats"]]) await assert.rejects(one.request("GET", path), TypeError);
  await assert.rejects(one.request("GET", "/chats", { querry: {} }), { message: "request has no option querry; did you mean query?" });
  assert.equal(server.requests().length, 0);
  await assert.rejects(one.request("GET", "/chat/no-such"), NotFoundError);
});

test("request_is_cancelled_by_its_signal", async (t) => {
  const { client, server } = local(t, { faults: { 1: "silence" } });
  const controller = new AbortController();
  const asked = assert.rejects(client().request("GET", "/chats", { signal: controller.signal }), { name: "AbortError" });
  assert.ok(await server.waitForRequests(1, WAIT));
  controller.abort();
  await asked;
  assert.ok(await server.waitForHangUps(1, WAIT));
});

test("timeout_of_a_call_is_of_that_call_alone", async (t) => {
  // As many as ask in vain; whoever comes behind them is answered.
  const { client } = local(t, { faults: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((number) => [number, "silence"])) });
  const one = client();
  const soon = { timeoutMs: 3000 };
  const asked = [
    ...["getChat", "listMessages", "getRecording", "getVisitorSessions"].map((call) => one[call]("43074", soon)),
    one.request("GET", "/chats", soon),
    one.listChats(soon).toArray(),
    one.listVisitorSessions(soon).toArray(),
  ];
  const late = (error) => error instanceof TimeoutError && /within 3s/.test(error.reason);
  await Promise.all(asked.map((call) => assert.rejects(call, late)));
  assert.equal((await one.getChat("43074")).id, "43074");
  // Of a list, each page has it for itself.
  const slow = local(t, { latencyMs: 600 }).client();
  assert.equal((await slow.listChats({ limit: 5, timeoutMs: 3000 }).toArray()).length, 25);
  for (const timeoutMs of [0, -1, NaN, Infinity]) {
    await assert.rejects(one.getChat("7", { timeoutMs }), ConfigurationError);
    assert.throws(() => one.listChats({ timeoutMs }), ConfigurationError);
  }
  for (const timeoutMs of ["5", [5]]) await assert.rejects(one.getChat("7", { timeoutMs }), TypeError);
});

test("demo_runs_anywhere_and_ends_with_the_client", async () => {
  const options = { chats: 12, days: 3, seed: 1 };
  const read = async (own) => {
    const one = Client.demo({ ...options, ...own });
    const chats = await one.listChats({ include: ["messages"] }).toArray();
    await one.close();
    return chats.map((chat) => chat.toJSON());
  };
  const chats = await read();
  assert.equal(chats.length, 12);
  assert.deepEqual(await read({ prefetch: 0 }), chats);
  assert.notDeepEqual(await read({ seed: 2 }), chats);
  let url;
  const one = Client.demo({ ...options, onRequest: (event) => (url = event.url) });
  await one.getChat(chats[0].id);
  await one.close();
  await assert.rejects(new Client({ apiKey: KEY, baseUrl: url.split("/chat/")[0], maxRetries: 0 }).getChat("7"), ConnectionError);
});

test("demo_lives_as_long_as_a_list_of_it_and_no_longer", () => {
  const program = `
    const { Client } = require("tagove");
    let url;
    const turn = () => { gc(); return new Promise((done) => setImmediate(done)); };
    (async () => {
      await (async () => {
        const list = Client.demo({ chats: 25, onRequest: (event) => (url = event.url) }).listChats({ limit: 5 });
        for (let count = 0; count < 10; count++) await turn();
        console.log((await list.toArray()).length);
      })();
      const one = new Client({ apiKey: "k", baseUrl: url.split("/chats")[0], maxRetries: 0 });
      for (;;) {
        await turn();
        const error = await one.getChat("43074").then(() => undefined, (error) => error);
        if (error) return console.log(error.name);
      }
    })();
  `;
  const ended = spawnSync(process.execPath, ["--expose-gc", "-e", program], { cwd: `${ROOT}/node`, encoding: "utf8", timeout: WAIT });
  assert.deepEqual([ended.stdout, ended.stderr, ended.status], ["25\nConnectionError\n", "", 0]);
});

test("demo_waits_as_long_as_it_is_told", async () => {
  const one = Client.demo({ chats: 1, latencyMs: 80 });
  assert.ok((await one.getChat("43074")).page.elapsedMs >= 80);
  await one.close();
});

test("demo_refuses_what_it_cannot_be", () => {
  const wrong = { chats: [-1, 1.5, 1e9, NaN], days: [0, 36_501], seed: [-1, 2 ** 53], latencyMs: [-1, NaN, Infinity], prefetch: [-1] };
  for (const [name, values] of Object.entries(wrong)) {
    for (const value of values) {
      assert.throws(() => Client.demo({ [name]: value }), (error) => error instanceof ConfigurationError && error.reason.includes(name));
    }
  }
  for (const options of [{ chats: "5" }, { latencyMs: 5n }, { nobody: 1 }, { timeoutMs: "x" }, { baseUrl: "http://127.0.0.1:9" }]) {
    assert.throws(() => Client.demo(options), TypeError);
  }
  assert.throws(() => Client.demo({ latency: 5 }), { message: "Client.demo has no option latency; did you mean latencyMs?" });
});
