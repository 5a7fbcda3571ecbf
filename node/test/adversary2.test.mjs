// What a second adversary found: digits without end, warnings asked for in a loop, words of a provider's errors, folders
// of cassettes that are none.
import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { AuthenticationError, Client, ConfigurationError } from "tagove";
import { cassette } from "tagove/testing";
import { parsed } from "../dist/parsed.js";
import { local } from "./local.mjs";

test("long_runs_of_digits_are_looked_at_once", () => {
  const size = 8e6;
  const spent = (json) => {
    const begin = process.cpuUsage();
    parsed(json);
    const { user, system } = process.cpuUsage(begin);
    return user + system;
  };
  const letters = `{"a":"${"x".repeat(size)}"}`;
  const digits = `{"a":"${`${"1".repeat(199)} `.repeat(size / 200)}"}`;
  spent(letters);
  // Looked at from each digit on it is about three hundred times the letters' time; from the first of a run, five times.
  const [few, many] = [spent(letters), spent(digits)];
  assert.ok(many < 50 * few, `${many} µs for digits, ${few} µs for letters`);
});

test("numbers_around_the_range_of_a_double_are_found", () => {
  const ones = (count) => "1".repeat(count);
  const far = ["1e400", "-1E+0400", "1.8e308", ones(310), `-${ones(310)}`, `${ones(310)}.5`, `${ones(250)}e99`, `0.1${ones(300)}e400`];
  const near = ["1e308", ones(199), ones(200), ones(309), `${ones(199)}e99`, `0.${ones(400)}`, "1e-400", "-0", "12"];
  for (const number of far) assert.deepEqual(parsed(`{"a":[${number}],"${number}":{"b":${number}}}`), { a: [number], [number]: { b: number } });
  for (const number of near) assert.deepEqual(parsed(`{"a":[${number}],"f":1e999}`), { a: [Number(number)], f: "1e999" });
});

test("warnings_of_a_page_are_made_once", async (t) => {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "application/json");
    response.end('{"success":true,"data":{"chat":[{"id":"1","chat_duration":"soon"},{"id":"2","chat_duration":"late"}]}}');
  }).listen(0, "127.0.0.1");
  t.after(() => server.close().closeAllConnections());
  await once(server, "listening");
  const client = new Client({ apiKey: "k", baseUrl: `http://127.0.0.1:${server.address().port}`, prefetch: 0 });
  const { value: page } = await client.listChats().pages().next();
  assert.deepEqual(page.warnings.map(({ code, at }) => [code, at]), [
    ["unfit_value", "/0/chat_duration"],
    ["unfit_value", "/1/chat_duration"],
  ]);
  assert.equal(page.warnings, page.warnings);
  assert.throws(() => page.warnings.pop(), TypeError);
});

test("a_provider_that_gives_no_key_is_told_in_words_of_node", async (t) => {
  const { client } = local(t);
  const failed = async (credentials) => {
    const error = await client({ credentials }).getChat("43074").catch((thrown) => thrown);
    assert.ok(error instanceof AuthenticationError, `${error}`);
    assert.equal(error.message, "the credentials provider gave no key; its own error is the cause of this one");
    return error.cause.message;
  };
  assert.equal(await failed(() => Promise.reject(new Error("no source"))), "no source");
  for (const given of [[], new Map(), new String("k"), null, undefined, 1]) {
    assert.equal(await failed(() => given), "credentials gives a string, or a plain object { apiKey, expiresInMs }");
  }
});

test("a_cassette_without_a_folder_of_its_own_is_refused_before_the_test_runs", async (t) => {
  const place = mkdtempSync(join(tmpdir(), "tagove-kept-"));
  t.after(() => rmSync(place, { recursive: true }));
  let ran = 0;
  const run = () => ran++;
  for (const record of [true, false]) await assert.rejects(cassette("", run, { record }), { name: "TypeError", message: /empty text/ });
  const file = join(place, "file");
  writeFileSync(file, "mine");
  await assert.rejects(cassette(file, run, { record: true }), (error) => {
    assert.ok(error instanceof ConfigurationError, `${error}`);
    assert.match(error.message, /file is no folder; give the cassette a folder of its own$/);
    return true;
  });
  assert.equal(ran, 0);
  assert.equal(readFileSync(file, "utf8"), "mine");
  assert.ok(!existsSync("1/case.json"));
});

test("list_that_has_ended_stays_so_when_its_client_closes", async (t) => {
  const { client } = local(t);
  const one = client();
  const list = one.listChats().take(1);
  const reader = list[Symbol.asyncIterator]();
  assert.equal((await reader.next()).done, false);
  assert.equal(list.summary().ended, "taken");
  await one.close();
  assert.deepEqual(await reader.next(), { value: undefined, done: true });
  assert.deepEqual(await list.toArray(), []);
});

test("run_that_records_nothing_leaves_an_older_recording", async (t) => {
  const { server } = local(t);
  const folder = mkdtempSync(join(tmpdir(), "tagove-kept-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const tape = (run) => cassette(folder, run, { record: true });
  await tape(async (tape) => tape.client({ apiKey: "k", baseUrl: server.url }).getChat("43074"));
  const kept = readFileSync(join(folder, "1", "case.json"), "utf8");
  await tape(() => "nothing is asked");
  assert.equal(readFileSync(join(folder, "1", "case.json"), "utf8"), kept);
});

test("call_that_waits_for_a_key_ends_as_cancelled_when_its_client_closes", async (t) => {
  const { client } = local(t);
  const names = new Set();
  // Whether the call hears first of the end or of the question that went with it is a matter of microseconds.
  for (let turn = 0; turn < 400; turn++) {
    let asked;
    const asks = new Promise((done) => (asked = done));
    const one = client({ credentials: () => { asked(); return new Promise(() => {}); } });
    const ended = one.getChat("7").catch((error) => error.name);
    if (turn % 2 === 1) await asks;
    await one.close();
    names.add(await ended);
  }
  assert.deepEqual([...names], ["CancelledError"]);
});
