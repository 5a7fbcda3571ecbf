// `tagove/testing`: recorded answers.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { Client, ConfigurationError } from "tagove";
import { LocalServer, cassette } from "tagove/testing";

const KEY = "b1adac97-secret";

/** A folder that goes with the test. */
function folder(t) {
  const path = mkdtempSync(join(tmpdir(), "tagove-test-"));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

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

const files = (path) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();

test("cassette_is_recorded_then_replayed_without_key_or_server", async (t) => {
  const kept = join(folder(t), "history");
  const drafts = folder(t);
  const saved = process.env.TMPDIR;
  process.env.TMPDIR = drafts;
  t.after(() => (saved === undefined ? delete process.env.TMPDIR : (process.env.TMPDIR = saved)));
  const server = new LocalServer({ key: KEY });
  let recording;
  const read = (options) =>
    cassette(kept, async (tape) => {
      recording = tape.recording;
      const found = await ids(tape.client({ ...options }).listChats({ limit: 10 }));
      return [...found, (await tape.client({ ...options }).listMessages("43074")).id];
    }, { record: options !== undefined });
  const made = await read({ apiKey: KEY, baseUrl: server.url });
  assert.equal(made.length, 26);
  assert.equal(recording, true);
  await server.close();
  assert.deepEqual(await read(undefined), made);
  assert.equal(recording, false);
  assert.deepEqual(readdirSync(kept), ["1", "2"]);
  assert.deepEqual(readdirSync(drafts), []);
});

test("cassette_holds_neither_key_nor_words", async (t) => {
  const kept = join(folder(t), "history");
  const server = local(t);
  const chat = await new Client({ apiKey: KEY, baseUrl: server.url }).listMessages("43074");
  const words = chat.messages.map(({ message }) => message ?? "").filter((text) => /\p{L}/u.test(text));
  assert.ok(words.length > 3);
  const record = (options) =>
    cassette(kept, (tape) => tape.client({ apiKey: KEY, baseUrl: server.url, ...options }).listMessages("43074"), { record: true });
  const written = () => files(kept).map((file) => readFileSync(file, "utf8")).join("\n");
  await record();
  assert.ok(written().includes("43074"));
  for (const secret of [KEY, ...words]) assert.ok(!written().includes(secret), secret);
  // The words are there if they are asked for; the key never.
  await record({ redact: false });
  assert.ok(words.some((text) => written().includes(text)));
  assert.ok(!written().includes(KEY));
});

test("cassette_of_a_test_that_fails_leaves_the_older_one", async (t) => {
  const kept = join(folder(t), "history");
  const server = local(t);
  const record = (parts, limit, after = () => {}) =>
    cassette(kept, async (tape) => {
      for (let part = 0; part < parts; part++) await ids(tape.client({ apiKey: KEY, baseUrl: server.url }).listChats({ limit }));
      after();
    }, { record: true });
  await record(2, 10);
  const before = files(kept).map((file) => [file, readFileSync(file, "utf8")]);
  const reason = new Error("the test's own");
  await assert.rejects(record(1, 5, () => { throw reason; }), (error) => error === reason);
  assert.deepEqual(files(kept).map((file) => [file, readFileSync(file, "utf8")]), before);
  // One that ends well takes its place, a part that is not recorded any more goes, and other files stay.
  writeFileSync(join(kept, "README.md"), "a file of the tester's own");
  await record(1, 5);
  assert.deepEqual(readdirSync(kept), ["1", "README.md"]);
  assert.equal(JSON.parse(readFileSync(join(kept, "1", "case.json"), "utf8")).arguments.limit, 5);
});

test("cassette_that_is_missing_tells_how_to_record_it", async (t) => {
  const kept = join(folder(t), "history");
  await assert.rejects(
    cassette(pathToFileURL(`${kept}/`), (tape) => tape.client(), { record: false }),
    (error) => error instanceof ConfigurationError && /holds no recording.*TAGOVE_RECORD=1/.test(error.reason),
  );
  assert.equal(existsSync(kept), false);
});

test("cassette_is_recorded_as_the_environment_says", async (t) => {
  const saved = process.env.TAGOVE_RECORD;
  t.after(() => (saved === undefined ? delete process.env.TAGOVE_RECORD : (process.env.TAGOVE_RECORD = saved)));
  for (const [word, expected] of [[undefined, false], ["", false], ["0", false], ["1", true]]) {
    if (word === undefined) delete process.env.TAGOVE_RECORD;
    else process.env.TAGOVE_RECORD = word;
    assert.equal(await cassette(join(folder(t), "history"), (tape) => tape.recording), expected, word);
  }
  process.env.TAGOVE_RECORD = "true";
  await assert.rejects(cassette(join(folder(t), "history"), (tape) => tape.recording), ConfigurationError);
});
