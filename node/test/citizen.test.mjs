// How the package gets on with the process that it is in: secrets, listeners, the end of processes, panics.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { inspect } from "node:util";
import { serialize } from "node:v8";
import { CancelledError, Client, DecodeError, TagoveError } from "tagove";
import { LocalServer } from "tagove/testing";
import { cancellable } from "../dist/cancel.js";
import { direct } from "../dist/errors.js";
import { native } from "../dist/native.js";
import { answering } from "./server.mjs";
import { workers } from "./workers.mjs";

const KEY = "b1adac97-secret";

function local(t, options) {
  const server = new LocalServer(options);
  t.after(() => server.close());
  return server;
}

/** All that is written of a value by those who write values. */
function shown(value) {
  const deep = { depth: 12, showHidden: true, showProxy: true, getters: true, maxStringLength: null };
  const texts = [inspect(value, deep), JSON.stringify(value), String(value), JSON.stringify(Object.getOwnPropertyDescriptors(value))];
  texts.push(inspect(structuredClone(value), deep), serialize(value).toString("latin1"), serialize(value).toString("utf16le"));
  if (value instanceof Error) texts.push(String(value.stack), value.cause ? shown(value.cause) : "");
  return texts.join("\n");
}

test("client_written_in_any_way_holds_no_key", () => {
  const proxy = `http://${KEY}:${KEY}@127.0.0.1:9`;
  for (const auth of ["bearer", "basic"]) {
    const client = new Client({ apiKey: KEY, auth, baseUrl: "http://127.0.0.1:9", proxy });
    const basic = Buffer.from(KEY).toString("base64").slice(0, 16);
    for (const value of [client, client.listChats(), Client]) {
      const text = shown(value instanceof Function ? { ...value } : value);
      assert.ok(!text.includes(KEY) && !text.includes(basic), text);
    }
  }
});

test("error_of_every_kind_holds_no_key", async (t) => {
  const faults = { 1: "401", 2: "403", 3: "404", 4: "429", 5: "500", 6: "closed-before-head", 7: "truncated", 8: "false-gzip", 9: "silence", 10: "silence" };
  const server = local(t, { faults });
  const options = { apiKey: KEY, baseUrl: server.url, maxRetries: 0, proxy: undefined };
  const client = new Client(options);
  const list = new Client(options).listChats();
  const failing = [
    ...["401", "403", "404", "429", "500", "connection", "body", "form"].map(() => () => client.getChat("43074")),
    () => new Client({ ...options, timeoutMs: 50 }).getChat("43074"),
    async () => {
      const page = list.pages().next();
      await server.waitForRequests(10);
      list.stop();
      await page;
    },
    () => client.getChat("."),
    () => new Client({ ...options, auth: KEY }),
    () => new Client({ ...options, baseUrl: `https://${KEY}:${KEY}@example.com` }),
    () => new Client({ ...options, proxy: `socks9://${KEY}:${KEY}@127.0.0.1` }),
    () => new Client({ ...options, timeZone: KEY, caFile: `/${KEY}`, [KEY.slice(0, 3)]: KEY }),
  ];
  const kinds = new Set();
  for (const fail of failing) {
    const error = await (async () => fail())().then(() => assert.fail(`${server.requests().length} did not`), (thrown) => thrown);
    kinds.add(error.kind ?? error.name);
    assert.ok(!shown(error).includes(KEY), shown(error));
  }
  assert.deepEqual([...kinds].sort(), [...native.errorKinds(), "TypeError"].sort());
});

test("error_of_a_server_that_repeats_the_key_holds_no_key", async (t) => {
  for (const status of [400, 401, 500, 200]) {
    const stub = await answering(t, JSON.stringify({ success: false, message: `the key ${KEY} is bad`, error: KEY }), { statuses: [status], headers: { "x-request-id": KEY } });
    const asked = new Client({ apiKey: KEY, baseUrl: stub.url, maxRetries: 0 }).getChat("43074");
    await assert.rejects(asked, (error) => error instanceof TagoveError && !shown(error).includes(KEY));
  }
});

test("signal_of_calls_that_ended_in_any_way_has_no_listener_left", async (t) => {
  const server = local(t, { faults: { 1: "404", 2: "truncated" } });
  const client = new Client({ apiKey: KEY, baseUrl: server.url, maxRetries: 0 });
  const { signal } = new AbortController();
  await assert.rejects(client.getChat("43074", { signal }));
  await assert.rejects(client.listChats({ signal }).pages().next());
  await assert.rejects(client.getChat(".", { signal }));
  await client.getChat("43074", { signal });
  for await (const _ of client.listChats({ signal, limit: 10 })) break;
  await client.listChats({ signal }).pages().next();
  assert.equal(getEventListeners(signal, "abort").length, 0);
});

/** Runs a program of its own, with a local server and a client in it. */
function run(program, options = "{}") {
  const head = `
    const { Client } = require("tagove");
    const { LocalServer } = require("tagove/testing");
    const server = new LocalServer(${options});
    const client = new Client({ apiKey: "k", baseUrl: server.url, prefetch: 3 });
    const until = (count) => server.waitForRequests(count);\n`;
  const ended = spawnSync(process.execPath, ["-e", head + program], { cwd: import.meta.dirname, encoding: "utf8", timeout: 60_000 });
  const { status, signal, stdout, stderr } = ended;
  return { status, signal, stdout, stderr };
}
const well = { status: 0, signal: null, stdout: "", stderr: "" };

test("signal_shared_by_many_calls_at_once_warns_of_nothing", () => {
  const program = `
    const { signal } = new AbortController();
    Promise.all(Array.from({ length: 50 }, () => client.getChat("43074", { signal })));`;
  assert.deepEqual(run(program), well);
});

test("process_ends_by_itself_when_work_is_done", () => {
  for (const program of [
    'client.getChat("43074");',
    'client.getChat("1").catch(() => {});',
    "(async () => { for await (const _ of client.listChats()); })();",
    "(async () => { for await (const _ of client.listChats({ limit: 2 })) break; })();",
    "client.listChats().pages();",
    // Kept connections, an open server and a wait that nobody asks about.
    'client.getChat("43074").then(() => void client.listChats().pages().next());',
    'client.getChat("43074", { signal: AbortSignal.timeout(3_600_000) });',
  ]) {
    assert.deepEqual(run(program), well, program);
  }
});

test("process_exit_with_calls_in_flight_is_no_abort", () => {
  const eight = 'for (let call = 0; call < 8; call++) client.getChat("43074").catch(() => {});\n';
  const lists = "for (let list = 0; list < 4; list++) client.listChats({ limit: 1 }).pages().next().catch(() => {});\n";
  const forever = `const again = () => client.listMessages("43074").then(again, again);\nfor (let n = 0; n < 8; n++) again();\n`;
  const ends = { 'process.exit(3)': 3, "process.reallyExit(3)": 3, "process.exitCode = 3; process.emit('SIGINT'); process.exit()": 3 };
  for (const [end, status] of Object.entries(ends)) {
    // While the server is silent, while answers come, and before anything was sent.
    assert.deepEqual(run(`${eight}${lists}until(12).then(() => { ${end} });`, "{ latencyMs: 60_000 }"), { ...well, status }, end);
    assert.deepEqual(run(`${forever}${lists}until(100).then(() => { ${end} });`), { ...well, status }, end);
    assert.deepEqual(run(`${eight}${lists}${end};`), { ...well, status }, end);
  }
  const thrown = run(`${eight}until(8).then(() => { throw new Error("own") });`, "{ latencyMs: 60_000 }");
  assert.deepEqual([thrown.status, thrown.signal], [1, null]);
  assert.match(thrown.stderr, /Error: own/);
});

test("panic_is_an_error_and_the_process_goes_on", async (t) => {
  assert.equal(typeof native.panicAtOnce, "function", "the addon was built without debug assertions; `npm run build:native` builds it with them");
  const later = () => cancellable(undefined, () => {}, () => native.panicLater());
  for (const fail of [async () => direct(() => native.panicAtOnce()), later]) {
    await assert.rejects(fail, (error) => {
      assert.ok(error instanceof DecodeError && !(error instanceof CancelledError));
      assert.match(error.reason, /^a fault of this library, please report it/);
      assert.ok(!shown(error).includes("somebody's words"));
      return true;
    });
  }
  assert.equal((await new Client({ apiKey: KEY, baseUrl: local(t).url }).getChat("43074")).id, "43074");
});

test("worker_threads_are_ended_with_calls_in_flight", async () => {
  // `scripts/workers` ends a hundred.
  await workers(10);
});
