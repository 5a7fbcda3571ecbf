// A list as an array, as a stream of Node's and as one of the web's.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { test } from "node:test";
import { DecodeError, InvalidRequestError, ServerError } from "tagove";
import { WAIT, local } from "./local.mjs";

const turn = () => new Promise((done) => setImmediate(done));

/** The ids of all records of a stream, as they come. */
async function read(stream, ids = []) {
  for await (const { id } of stream) ids.push(id);
  return ids;
}

test("to_array_gives_what_is_left", async (t) => {
  const { client, targets } = local(t);
  const one = client({ prefetch: 0 });
  const list = one.listChats({ limit: 10 });
  assert.equal(targets().length, 0);
  for await (const _ of list) break;
  assert.equal((await list.toArray()).length, 24);
  assert.deepEqual(await list.toArray(), []);
  assert.equal(list.summary().complete, true);
  const some = one.listChats({ limit: 10 });
  assert.equal((await some.toArray({ take: 12 })).length, 12);
  assert.equal(some.summary().ended, "taken");
  assert.deepEqual(await one.listChats().toArray({ take: 0 }), []);
});

test("to_array_refuses_a_wrong_take", async (t) => {
  const { client, targets } = local(t);
  const list = client().listChats();
  await assert.rejects(list.toArray({ take: -1 }), InvalidRequestError);
  for (const options of [{ take: "1" }, 5, null, { limit: 5 }]) await assert.rejects(list.toArray(options), TypeError);
  assert.equal(targets().length, 0);
});

test("to_array_that_fails_loses_nothing", async (t) => {
  const { client } = local(t, { faults: { 2: "500", 4: "500" } });
  const list = client({ prefetch: 0, maxRetries: 0 }).listChats({ limit: 10 });
  await assert.rejects(list.toArray(), ServerError);
  const ids = [];
  for await (const { id } of list) if (ids.push(id) === 3) break;
  await assert.rejects(list.toArray(), ServerError);
  ids.push(...(await list.toArray()).map(({ id }) => id));
  assert.equal(ids.length, 25);
  assert.deepEqual(ids, (await client().listChats({ limit: 50 }).toArray()).map(({ id }) => id));
});

for (const kind of ["toReadable", "toWeb"]) {
  test(`${kind}_gives_all_records_in_order`, async (t) => {
    const { client } = local(t);
    const ids = (await client().listChats({ limit: 50 }).toArray()).map(({ id }) => id);
    const list = client().listChats({ limit: 4 });
    assert.deepEqual(await read(list[kind]()), ids);
    assert.deepEqual(await read(list[kind]()), []);
    assert.equal(list.summary().complete, true);
    assert.deepEqual(await read(client().listChats({ limit: 4 }).take(6)[kind]()), ids.slice(0, 6));
  });

  test(`${kind}_asks_for_nothing_before_it_is_read`, async (t) => {
    const { client, targets } = local(t);
    client().listChats()[kind]();
    await turn();
    assert.equal(targets().length, 0);
  });

  test(`${kind}_ends_with_the_error_of_its_page`, async (t) => {
    const { client } = local(t, { faults: { 2: "truncated" } });
    const list = client({ prefetch: 0, maxRetries: 0 }).listChats({ limit: 10 });
    const ids = [];
    await assert.rejects(async () => {
      for await (const { id } of list[kind]()) ids.push(id);
    }, DecodeError);
    // What the stream did not give, the list has still.
    ids.push(...(await read(list)));
    assert.equal(new Set(ids).size, 25);
  });

  test(`${kind}_is_ended_by_the_signal`, async (t) => {
    const { client, server } = local(t, { faults: { 2: "silence" } });
    const controller = new AbortController();
    const reason = new Error("the user went away");
    const stream = client({ prefetch: 0 }).listChats({ limit: 5, signal: controller.signal })[kind]();
    const reading = assert.rejects(read(stream), (error) => error === reason);
    assert.ok(await server.waitForRequests(2, WAIT));
    controller.abort(reason);
    await reading;
    assert.equal(getEventListeners(controller.signal, "abort").length, 0);
    assert.ok(await server.waitForHangUps(1, WAIT));
  });
}

for (const kind of ["toReadable", "toWeb", Symbol.asyncIterator]) {
  test(`${String(kind)}_aborted_between_records_ends_at_once`, async (t) => {
    const { client, server } = local(t, { faults: { 2: "silence" } });
    const controller = new AbortController();
    const list = client().listChats({ limit: 20, signal: controller.signal });
    const records = list[kind]();
    const ids = [];
    const reading = async () => {
      for await (const { id } of records) {
        if (ids.push(id) !== 2) continue;
        assert.ok(await server.waitForRequests(2, WAIT), "the second page was not asked for");
        controller.abort();
      }
    };
    await assert.rejects(reading, { name: "AbortError" });
    assert.ok(ids.length < 20, `${ids.length}`);
    assert.ok(await server.waitForHangUps(1, WAIT), `nobody hung up on ${JSON.stringify(server.requests())}`);
    assert.equal(list.summary().pages, 1);
  });
}

test("to_readable_destroyed_gives_up_what_it_waits_for", async (t) => {
  const { client, server } = local(t, { faults: { 2: "silence", 3: "silence" } });
  const list = client({ prefetch: 2 }).listChats({ limit: 5 });
  const stream = list.toReadable();
  const ids = [];
  const reading = read(stream, ids).catch(() => {});
  assert.ok(await server.waitForRequests(3, WAIT));
  while (ids.length < 5) await turn();
  stream.destroy();
  await reading;
  assert.ok(await server.waitForHangUps(2, WAIT));
  await read(list, ids);
  assert.equal(ids.length, 25);
  assert.equal(new Set(ids).size, 25);
});

for (const how of ["break", "sink that fails", "destroy"]) {
  test(`to_readable_left_by_${how.replaceAll(" ", "_")}_loses_no_record`, async (t) => {
    const { client } = local(t, { chats: 100 });
    const list = client().listChats({ limit: 40 });
    const stream = list.toReadable();
    const ids = [];
    if (how === "break") {
      for await (const chat of stream) if (ids.push(chat.id) === 3) break;
    } else if (how === "destroy") {
      stream.on("data", (chat) => ids.push(chat.id) === 3 && stream.pause());
      while (ids.length < 3) await turn();
      stream.read(0); // one more lies in the stream
      for (let index = 0; index < 20; index++) await turn();
      stream.destroy();
    } else {
      const sink = new Writable({
        objectMode: true,
        highWaterMark: 1,
        write: (chat, _, done) => (ids.push(chat.id) === 3 ? done(new Error("disk full")) : done()),
      });
      await assert.rejects(pipeline(stream, sink), /disk full/);
    }
    for await (const chat of list) ids.push(chat.id);
    assert.equal(new Set(ids).size, 100);
    assert.equal(ids.length, 100);
  });
}

test("to_readable_is_read_at_the_pace_of_its_reader", async (t) => {
  const { client, targets } = local(t, { chats: 200 });
  const stream = client({ prefetch: 1 }).listChats({ limit: 10 }).toReadable();
  assert.ok(stream instanceof Readable && stream.readableObjectMode);
  let count = 0;
  let go;
  const slow = new Writable({
    objectMode: true,
    highWaterMark: 1,
    write(_, __, done) {
      if (++count === 20) go = done;
      else done();
    },
  });
  const done = pipeline(stream, slow);
  while (!go) await turn();
  for (let index = 0; index < 50; index++) await turn();
  // Twenty records that were taken, one that waits in the stream, and one page ahead.
  assert.ok(targets().length <= 5, `${targets().length} pages`);
  go();
  await done;
  assert.equal(count, 200);
});

test("to_web_is_read_at_the_pace_of_its_reader", async (t) => {
  const { client, targets } = local(t, { chats: 200 });
  const reader = client({ prefetch: 1 }).listChats({ limit: 10 }).toWeb().getReader();
  for (let count = 0; count < 10; count++) await reader.read();
  for (let index = 0; index < 50; index++) await turn();
  assert.ok(targets().length <= 2, `${targets().length} pages`);
  await reader.cancel();
});

test("to_web_cancelled_gives_up_what_it_waits_for", async (t) => {
  const { client, server } = local(t, { faults: { 2: "silence" } });
  const list = client({ prefetch: 0 }).listChats({ limit: 5 });
  const reader = list.toWeb().getReader();
  const ids = [];
  for (let count = 0; count < 5; count++) ids.push((await reader.read()).value.id);
  const waiting = reader.read();
  assert.ok(await server.waitForRequests(2, WAIT));
  await reader.cancel();
  assert.deepEqual(await waiting, { value: undefined, done: true });
  // At once: what was given up is not the next reader's matter.
  await read(list, ids);
  assert.equal(new Set(ids).size, 25);
  assert.equal(server.hangUps(), 1);
});

test("stream_given_up_leaves_another_reader_its_page", async (t) => {
  const { client, server } = local(t, { faults: { 2: "slow:0.3" } });
  const list = client({ prefetch: 0 }).listChats({ limit: 5 });
  const stream = list.toReadable();
  const ids = [];
  const reading = read(stream, ids).catch(() => {});
  assert.ok(await server.waitForRequests(2, WAIT));
  const other = read(list);
  while (ids.length < 5) await turn();
  stream.destroy();
  await reading;
  ids.push(...(await other));
  assert.equal(new Set(ids).size, 25);
  assert.equal(server.hangUps(), 0);
});
