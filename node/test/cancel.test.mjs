// Cancellation closes the socket: the server saw it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { CancelledError, Client, ServerError } from "tagove";
import { answering, serve } from "./server.mjs";

const client = (server, options) => new Client({ apiKey: "k", baseUrl: server.url, ...options });

/** A promise, and the callback that keeps it. */
function told() {
  let tell;
  return [new Promise((done) => (tell = done)), tell];
}

test("get_chat_aborted_closes_the_socket_and_throws_the_reason", async (t) => {
  const server = await serve(t, "--chats", "1", "--latency", "600");
  const controller = new AbortController();
  const reason = new Error("the user went away");
  const answer = client(server).getChat("43074", { signal: controller.signal });
  await server.seen("requests", 1);
  assert.equal(getEventListeners(controller.signal, "abort").length, 1);
  controller.abort(reason);
  await assert.rejects(answer, (error) => error === reason);
  assert.equal(getEventListeners(controller.signal, "abort").length, 0);
  assert.equal((await server.seen("hang_ups", 1)).hang_ups, 1);
});

test("list_aborted_closes_the_socket_and_throws_the_reason", async (t) => {
  const server = await serve(t, "--chats", "1", "--latency", "600");
  const controller = new AbortController();
  const next = client(server).listChats({ signal: controller.signal })[Symbol.asyncIterator]().next();
  await server.seen("requests", 1);
  controller.abort();
  await assert.rejects(next, { name: "AbortError" });
  assert.equal(getEventListeners(controller.signal, "abort").length, 0);
  assert.equal((await server.seen("hang_ups", 1)).hang_ups, 1);
});

test("wait_for_a_retry_is_ended_by_the_signal_at_once", async (t) => {
  for (const ask of [
    (one, options) => one.getChat("1", options),
    (one, options) => one.listChats(options)[Symbol.asyncIterator]().next(),
  ]) {
    const stub = await answering(t, "{}", { statuses: [503], headers: { "retry-after": "30" } });
    const controller = new AbortController();
    const reason = new Error("the user went away");
    const [waits, onRetry] = told();
    const over = assert.rejects(ask(client(stub, { onRetry }), { signal: controller.signal }), (error) => error === reason);
    await waits;
    const begin = performance.now();
    controller.abort(reason);
    await over;
    assert.ok(performance.now() - begin < 15_000);
    assert.equal(getEventListeners(controller.signal, "abort").length, 0);
    assert.equal(stub.requests.length, 1);
  }
});

test("wait_for_a_retry_that_was_ended_asks_no_more", async (t) => {
  const stub = await answering(t, "{}", { statuses: [503], headers: { "retry-after": "4" } });
  const controller = new AbortController();
  const asks = [(one, options) => one.getChat("1", options), (one, options) => one.listChats(options)[Symbol.asyncIterator]().next()];
  const begun = asks.map((ask) => {
    const [waits, onRetry] = told();
    return { waits, over: assert.rejects(ask(client(stub, { onRetry }), { signal: controller.signal }), { name: "AbortError" }) };
  });
  await Promise.all(begun.map(({ waits }) => waits));
  controller.abort();
  await Promise.all(begun.map(({ over }) => over));
  // Another that waits as long, from now on: when it has asked again, so would have those that were ended.
  await assert.rejects(client(stub, { maxRetries: 1 }).getChat("2"), ServerError);
  assert.deepEqual(stub.requests.slice(2).map(({ target }) => target), ["/chat/2", "/chat/2"]);
});

test("wait_for_a_retry_is_ended_by_stop_at_once", async (t) => {
  const stub = await answering(t, "{}", { statuses: [503], headers: { "retry-after": "30" } });
  const [waits, onRetry] = told();
  const list = client(stub, { onRetry }).listChats();
  const over = assert.rejects(list[Symbol.asyncIterator]().next(), CancelledError);
  await waits;
  const begin = performance.now();
  list.stop();
  await over;
  assert.ok(performance.now() - begin < 15_000);
});

test("list_stopped_while_a_page_is_awaited_is_cancelled_error_and_goes_on_later", async (t) => {
  const server = await serve(t, "--chats", "2", "--fault", "1=silence");
  const list = client(server).listChats();
  const next = list[Symbol.asyncIterator]().next();
  await server.seen("requests", 1);
  list.stop();
  await assert.rejects(next, (error) => error instanceof CancelledError && error.kind === "Cancelled");
  assert.equal((await server.seen("hang_ups", 1)).hang_ups, 1);
  let count = 0;
  for await (const _ of list) count++;
  assert.equal(count, 2);
});

test("signal_aborted_before_the_call_sends_nothing", async (t) => {
  const server = await serve(t, "--chats", "1");
  const signal = AbortSignal.abort();
  await assert.rejects(client(server).getChat("43074", { signal }), { name: "AbortError" });
  await assert.rejects(client(server).listChats({ signal })[Symbol.asyncIterator]().next(), { name: "AbortError" });
  assert.equal((await server.seen("requests", 0)).request_count, 0);
});

test("signal_not_aborted_has_no_listener_left", async (t) => {
  const server = await serve(t, "--chats", "30");
  const { signal } = new AbortController();
  const one = client(server);
  for await (const chat of one.listChats({ signal, limit: 10 })) await one.getChat(chat.id, { signal });
  assert.equal(getEventListeners(signal, "abort").length, 0);
});

test("list_break_stops_the_pages_asked_ahead", async (t) => {
  const server = await serve(t, "--chats", "50", "--fault", "2=silence", "--fault", "3=silence");
  const list = client(server, { prefetch: 2 }).listChats({ limit: 25 });
  for await (const page of list.pages()) {
    assert.equal(page.length, 25);
    await server.seen("requests", 3);
    break;
  }
  assert.equal((await server.seen("hang_ups", 2)).hang_ups, 2);
  // A list is a cursor: the next loop goes on, and loses nothing.
  const ids = new Set();
  for await (const chat of list) ids.add(chat.id);
  assert.equal(ids.size, 25);
  assert.deepEqual(list.summary(), { pages: 3, records: 50, duplicates: 0, ended: "empty_page", complete: true });
});

test("list_shared_by_loops_gives_each_record_once", async (t) => {
  const server = await serve(t, "--chats", "120");
  const list = client(server).listChats({ limit: 10 });
  const ids = [];
  const loop = async () => {
    for await (const chat of list) {
      ids.push(chat.id);
      await new Promise((done) => setTimeout(done, 1));
    }
  };
  await Promise.all([loop(), loop(), loop(), loop()]);
  const expected = [];
  for await (const chat of client(server).listChats({ limit: 50 })) expected.push(chat.id);
  assert.equal(expected.length, 120);
  assert.deepEqual(ids, expected);
  assert.equal(list.summary().complete, true);
});

test("list_asked_in_parallel_gives_different_records", async (t) => {
  const server = await serve(t, "--chats", "25");
  const list = client(server).listChats({ limit: 2 });
  const one = list[Symbol.asyncIterator]();
  const asked = [...Array(15)].map((_, index) => (index % 2 ? one : list[Symbol.asyncIterator]()).next());
  const ids = (await Promise.all(asked)).map(({ value }) => value.id);
  for await (const chat of list) ids.push(chat.id);
  assert.equal(ids.length, 25);
  assert.equal(new Set(ids).size, 25);
});

test("list_aborted_between_records_or_pages_stops_the_pages_asked_ahead", async (t) => {
  for (const by of ["records", "pages"]) {
    const server = await serve(t, "--chats", "50", ...[2, 3, 4].flatMap((number) => ["--fault", `${number}=silence`]));
    const controller = new AbortController();
    const list = client(server, { prefetch: 3 }).listChats({ limit: 5, signal: controller.signal });
    const items = by === "pages" ? list.pages() : list[Symbol.asyncIterator]();
    await items.next();
    await server.seen("requests", 4);
    controller.abort();
    await assert.rejects(items.next(), { name: "AbortError" });
    assert.equal((await server.seen("hang_ups", 3)).hang_ups, 3, by);
    assert.equal(getEventListeners(controller.signal, "abort").length, 0);
  }
});

test("list_break_leaves_another_loop_its_page", async (t) => {
  const server = await serve(t, "--chats", "30", "--latency", "0.2");
  const list = client(server).listChats({ limit: 10 });
  const ids = [];
  const breaking = list[Symbol.asyncIterator]();
  for (let count = 0; count < 10; count++) ids.push((await breaking.next()).value.id);
  const other = (async () => {
    for await (const chat of list) ids.push(chat.id);
  })();
  // It has asked for its page by now, for all that it does before is done in this turn.
  await new Promise((done) => setImmediate(done));
  await breaking.return();
  await other;
  assert.equal(ids.length, 30);
  assert.equal(new Set(ids).size, 30);
});

test("records_break_goes_on_with_the_next_record", async (t) => {
  const server = await serve(t, "--chats", "25");
  const list = client(server).listChats({ limit: 10 });
  const ids = [];
  for await (const chat of list) if (ids.push(chat.id) === 13) break;
  for await (const chat of list) ids.push(chat.id);
  assert.equal(new Set(ids).size, 25);
  assert.equal(ids.length, 25);
});

test("list_before_the_first_record_sends_nothing", async (t) => {
  const server = await serve(t, "--chats", "5");
  const list = client(server).listChats();
  assert.deepEqual(list.summary(), { pages: 0, records: 0, duplicates: 0, ended: null, complete: false });
  assert.equal((await server.seen("requests", 0)).request_count, 0);
});

test("process_ends_when_work_is_done_or_under_way", async (t) => {
  const server = await serve(t, "--chats", "50", "--latency", "0.05");
  const program = (rest) => `
    const { Client } = require("tagove");
    const client = new Client({ apiKey: "k", baseUrl: ${JSON.stringify(server.url)}, prefetch: 3 });
    (async () => { for await (const page of client.listChats({ limit: 5 }).pages()) { ${rest} } })();`;
  for (const [rest, out] of [["break;", ""], ["console.log(page.length); process.exit(0);", "5\n"], ["throw 1", ""]]) {
    const ended = spawnSync(process.execPath, ["-e", program(rest)], { cwd: import.meta.dirname, encoding: "utf8", timeout: 60_000 });
    assert.equal(ended.signal, null, "it had to be killed");
    assert.equal(ended.status, rest === "throw 1" ? 1 : 0, ended.stderr);
    assert.equal(ended.stdout, out);
  }
});

test("worker_reads_and_is_ended_in_the_middle", async (t) => {
  const server = await serve(t, "--chats", "20", "--latency", "0.01");
  const worker = new Worker(
    `const { parentPort } = require("node:worker_threads");
     const { Client } = require("tagove");
     (async () => {
       let count = 0;
       for await (const chat of new Client({ apiKey: "k", baseUrl: ${JSON.stringify(server.url)} }).listChats({ limit: 5 })) count++;
       parentPort.postMessage(count);
       new Client({ apiKey: "k", baseUrl: ${JSON.stringify(server.url)} }).getChat("43074");
     })();`,
    { eval: true },
  );
  const count = await new Promise((done, failed) => worker.once("message", done).once("error", failed));
  assert.equal(count, 20);
  await worker.terminate();
});
