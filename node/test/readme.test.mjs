// The example of README.md, run as it stands there, but for the server's address.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ROOT, serve } from "./server.mjs";

test("readme_example_prints_what_it_says", async (t) => {
  const server = await serve(t, "--chats", "20");
  const example = /```js\n(.*?)```/s.exec(readFileSync(`${ROOT}/node/README.md`, "utf8"))[1];
  assert.ok(example.includes("http://127.0.0.1:8787"));
  const program = example.replace("http://127.0.0.1:8787", server.url);
  const ended = spawnSync(process.execPath, ["--input-type=module", "-e", program], { cwd: `${ROOT}/node`, encoding: "utf8" });
  assert.equal(ended.stderr, "");
  assert.equal(ended.status, 0);
  const lines = ended.stdout.trimEnd().split("\n");
  assert.match(lines[0], /^43074 2016-08-01T\d\d:\d\d:\d\d \d+$/);
  assert.match(ended.stdout, /ended: 'empty_page',\s+complete: true/);
  assert.match(ended.stdout, /(\nfirst \d+){3}\ntaken\n/);
  assert.match(lines.at(-2), /^\w+ [0-9a-f]{32} \{"id":"43074",.*"extra":\{\}\}$/);
  assert.match(lines.at(-1), /^true 404 [0-9a-f]{32}$/);
});
