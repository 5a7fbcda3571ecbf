// `tagove/testing` takes nothing away that it did not make, and takes nothing for what it is not.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { inspect } from "node:util";
import { Client, ConfigurationError } from "tagove";
import { LocalServer, cassette } from "tagove/testing";

/** A folder, and a server, that go with the test. */
function place(t) {
  const folder = mkdtempSync(join(tmpdir(), "tagove-safe-"));
  const server = new LocalServer({ chats: 3 });
  t.after(async () => (rmSync(folder, { recursive: true, force: true }), server.close()));
  const ask = (tape) => tape.client({ apiKey: "k", baseUrl: server.url }).getChat("43074");
  const record = (kept, parts = 1) =>
    cassette(kept, async (tape) => {
      for (let part = 0; part < parts; part++) await ask(tape);
    }, { record: true });
  return { folder, server, record };
}

/** A file of the tester's own. */
function own(...path) {
  const file = join(...path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, "of the tester's own");
  return file;
}

test("folders_with_a_case_that_no_cassette_recorded_stay", async (t) => {
  const { folder, record } = place(t);
  await record(folder, 2);
  const files = [
    own(folder, "get_chat", "case.json"), own(folder, "007", "case.json"), own(folder, "1.old", "case.json"),
    own(folder, "1", "notes.md"), own(folder, "2", "data", "case.json"), own(folder, "case.json.md"),
  ];
  await record(folder);
  for (const file of files) assert.equal(readFileSync(file, "utf8"), "of the tester's own");
  assert.ok(existsSync(join(folder, "1", "1.response.http")));
  // The part that is not recorded any more is gone, but for what it did not write.
  assert.deepEqual(readdirSync(join(folder, "2")), ["data"]);
});

test("link_in_the_place_of_a_recording_is_refused_and_its_target_stays", async (t) => {
  const { folder, record } = place(t);
  const [kept, elsewhere] = [join(folder, "kept"), join(folder, "elsewhere")];
  await record(elsewhere);
  mkdirSync(kept);
  symlinkSync(join(elsewhere, "1"), join(kept, "1"), "dir");
  const before = readdirSync(join(elsewhere, "1"));
  await assert.rejects(record(kept), (error) => error instanceof ConfigurationError && /is no recording.*move it away/.test(error.reason));
  assert.deepEqual(readdirSync(join(elsewhere, "1")), before);
});

test("what_stands_in_the_place_of_a_recording_is_refused_before_anything_goes", async (t) => {
  const { folder, record } = place(t);
  await record(folder);
  const before = readdirSync(join(folder, "1"));
  own(folder, "2");
  await assert.rejects(record(folder, 2), ConfigurationError);
  assert.deepEqual(readdirSync(join(folder, "1")), before);
  assert.equal(readFileSync(join(folder, "2"), "utf8"), "of the tester's own");
});

test("recording_of_the_option_record_is_no_folder_of_a_cassette", async (t) => {
  const { folder, server, record } = place(t);
  const one = new Client({ apiKey: "k", baseUrl: server.url, record: folder });
  for (let call = 0; call < 2; call++) await one.getChat("43074");
  await one.close();
  const before = readdirSync(folder, { recursive: true }).sort();
  assert.ok(before.includes(join("2", "case.json")));
  await assert.rejects(record(folder), (error) => error instanceof ConfigurationError && /folder of its own/.test(error.reason));
  assert.deepEqual(readdirSync(folder, { recursive: true }).sort(), before);
});

test("cassette_options_are_checked_as_the_clients_are", async (t) => {
  const { folder, server } = place(t);
  const run = () => assert.fail("it ran");
  const wrong = [
    [folder, run, { recrod: true }, /^cassette has no option recrod; did you mean record\?$/],
    [folder, run, { record: "yes" }, /^cassette: record is true or false, not a string$/],
    [folder, run, 7, /plain object/],
    [folder, run, null, /plain object/],
    [folder, undefined, {}, /^cassette: run is a function/],
    [7, run, {}, /^cassette: folder is a path/],
  ];
  for (const [path, ran, options, message] of wrong) await assert.rejects(cassette(path, ran, options), { name: "TypeError", message });
  const tape = (options) => cassette(folder, (tape) => tape.client(options), { record: true });
  for (const name of ["record", "replay"]) await assert.rejects(tape({ baseUrl: server.url, apiKey: "k", [name]: folder }), { name: "TypeError", message: /the cassette's own/ });
  for (const options of [7, null, [], { apikey: "k" }]) await assert.rejects(tape(options), TypeError, inspect(options));
  assert.deepEqual(readdirSync(folder), []);
});

test("faults_that_are_none_are_refused_with_the_right_form", () => {
  const form = /^LocalServer: faults is a plain object of strings by the request's number, as \{ 1: "503"/;
  for (const faults of [new Map([[1, "503"]]), [[1, "503"]], ["503"], new Set(["503"]), "503", 7, { 1: 503 }, new (class {})()]) {
    assert.throws(() => new LocalServer({ faults }), { name: "TypeError", message: form }, inspect(faults));
  }
  for (const fault of ["503:", "503: ", "503:\n", "", "200", "slow", "slow:", "slow:x", "dribbled:1:"]) {
    assert.throws(() => new LocalServer({ faults: { 1: fault } }), (error) => {
      assert.ok(error instanceof ConfigurationError && error.reason.includes("STATUS[:RETRY_AFTER]"), fault);
      assert.ok(error.reason.includes(JSON.stringify(fault)), error.reason);
      return true;
    });
  }
});
