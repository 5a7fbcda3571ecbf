// `take`: so many records of a list, and no request more.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AuthenticationError, Client, InvalidRequestError } from "tagove";
import { serve } from "./server.mjs";

let server;
before(async () => {
  server = await serve(null, "--chats", "25");
});
after(() => server.stop());

const list = (prefetch = 0, url = server.url) => new Client({ apiKey: "k", baseUrl: url, prefetch }).listChats({ limit: 10 });
const summary = (pages, records, ended = "taken", complete = false) => ({ pages, records, duplicates: 0, ended, complete });

const READERS = {
  records: async (from) => {
    const ids = [];
    for await (const chat of from) ids.push(chat.id);
    return ids;
  },
  pages: async (from) => {
    const ids = [];
    for await (const page of from.pages()) ids.push(...page.records.map((chat) => chat.id));
    return ids;
  },
};

test("take_gives_so_many_and_tells_so", async () => {
  const all = await READERS.records(list());
  const cases = [
    [0, summary(0, 0)],
    [1, summary(1, 1)],
    [7, summary(1, 7)],
    [10, summary(1, 10)],
    [11, summary(2, 11)],
    [25, summary(3, 25)],
    [26, summary(4, 25, "empty_page", true)],
    [Number.MAX_SAFE_INTEGER, summary(4, 25, "empty_page", true)],
  ];
  for (const [n, expected] of cases) {
    for (const [how, read] of Object.entries(READERS)) {
      for (const prefetch of [0, 1, 3]) {
        const taken = list(prefetch).take(n);
        assert.deepEqual(await read(taken), all.slice(0, n), `${n} ${how}`);
        assert.deepEqual(taken.summary(), expected, `${n} ${how}`);
        assert.deepEqual(await read(taken), []);
      }
    }
  }
});

test("take_makes_no_request_more", async (t) => {
  for (const read of Object.values(READERS)) {
    for (const [n, requests] of [[0, 0], [10, 1], [15, 2]]) {
      const own = await serve(t, "--chats", "25");
      assert.equal((await read(list(0, own.url).take(n))).length, n);
      assert.equal((await own.seen("requests", 0)).request_count, requests);
    }
  }
});

test("take_of_sessions", async () => {
  const sessions = new Client({ apiKey: "k", baseUrl: server.url }).listVisitorSessions({ limit: 3 }).take(4);
  assert.equal((await READERS.pages(sessions)).length, 4);
  assert.equal(sessions.summary().ended, "taken");
});

test("take_gives_the_list_itself_and_the_last_call_counts", async () => {
  const one = list();
  assert.equal(one.take(1), one);
  assert.equal((await READERS.records(one.take(12))).length, 12);
});

test("take_of_no_count_is_invalid_request_or_type_error", () => {
  for (const n of [-1, 1.5, NaN, Infinity, -Infinity, 2 ** 53]) {
    assert.throws(() => list().take(n), (error) => {
      assert.ok(error instanceof InvalidRequestError);
      assert.equal(error.attempts, 0);
      assert.equal(error.reason, `take: n is ${n}; it is a whole number of records, from 0 on`);
      return true;
    });
  }
  for (const n of ["1", null, undefined, 1n, [1], {}]) assert.throws(() => list().take(n), TypeError);
});

test("take_of_a_list_that_has_begun_is_refused", async () => {
  const refused = (error) => error instanceof InvalidRequestError && /has begun/.test(error.reason) && error.attempts === 0;
  const byRecord = list();
  await byRecord[Symbol.asyncIterator]().next();
  assert.throws(() => byRecord.take(3), refused);
  const byPage = list();
  await byPage.pages().next();
  assert.throws(() => byPage.take(3), refused);
  const asked = list();
  const first = asked.pages().next();
  assert.throws(() => asked.take(3), refused);
  await first;
  // What was begun goes on as if nothing had been said.
  assert.equal((await READERS.records(byRecord)).length, 24);
  assert.equal((await READERS.records(byPage)).length, 15);
  assert.throws(() => byPage.take(0), refused);
});

test("take_goes_on_after_an_error", async (t) => {
  const own = await serve(t, "--chats", "25", "--key", "right-key");
  const taken = list(0, own.url).take(3);
  for (const _ of [1, 2]) await assert.rejects(READERS.records(taken), AuthenticationError);
  assert.deepEqual(taken.summary(), summary(0, 0, "error"));
});

test("take_of_a_stopped_list_counts_all_the_same", async () => {
  const stopped = list(1);
  stopped.stop();
  assert.equal((await READERS.records(stopped.take(12))).length, 12);
});
