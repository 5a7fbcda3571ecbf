// The examples of README.md, run as they stand there, but for the server's address.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, serve } from "./server.mjs";

const EXAMPLES = [...readFileSync(`${ROOT}/node/README.md`, "utf8").matchAll(/```js\n(.*?)```/gs)].map(([, example]) => example);

/** Runs a program as a module of this package's folder; gives what it printed. */
function run(program) {
  const ended = spawnSync(process.execPath, ["--input-type=module", "-e", program], { cwd: `${ROOT}/node`, encoding: "utf8" });
  assert.equal(ended.stderr, "");
  assert.equal(ended.status, 0);
  return ended.stdout;
}

const about = (word) => EXAMPLES.find((example) => example.includes(word));

test("readme_first_lines_run_anywhere", () => {
  const printed = run(EXAMPLES[0]);
  assert.ok(!EXAMPLES[0].includes("8787"));
  assert.match(printed, /│ +0 +│ +'43074' +│ +'2016-08-01T\d\d:\d\d:\d\d' +│ +\d+ +│/);
  assert.equal(printed.trimEnd().split("\n").length, 9);
});

test("readme_callbacks_print_what_they_say", () => {
  const lines = run(about("onPage:")).trimEnd().split("\n");
  assert.equal(lines[0], "listChats 1 50 true");
  assert.ok(lines.includes("listChats 3 20 true"));
  assert.match(lines.at(-2), /^200 application\/json true 1 [0-9a-f]{32}$/);
  assert.equal(lines.at(-1), "this client is closed; make a new one");
});

test("readme_streams_write_what_they_say", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "tagove-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const printed = run(about("toReadable()").replace("tmpdir()", JSON.stringify(folder)));
  assert.match(printed, /^43074\n\d+\n\d+\n$/);
  const [file] = readdirSync(folder);
  const chats = readFileSync(join(folder, file), "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.equal(chats.length, 200);
  assert.ok(chats.every(({ messages }) => Array.isArray(messages)));
});

test("readme_example_prints_what_it_says", async (t) => {
  const server = await serve(t, "--chats", "20");
  const example = about("http://127.0.0.1:8787");
  const printed = run(example.replace("http://127.0.0.1:8787", server.url));
  const lines = printed.trimEnd().split("\n");
  assert.match(lines[0], /^43074 2016-08-01T\d\d:\d\d:\d\d \d+$/);
  assert.match(printed, /ended: 'empty_page',\s+complete: true/);
  assert.match(printed, /(\nfirst \d+){3}\ntaken\n/);
  assert.match(lines.at(-2), /^\w+ [0-9a-f]{32} \{"id":"43074",.*"extra":\{\}\}$/);
  assert.match(lines.at(-1), /^true 404 [0-9a-f]{32}$/);
});
