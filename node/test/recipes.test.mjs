// Every example of README.md, run as it stands there, but for the server's address: programs as programs, tests by the
// test runners that they are for. What the first ones print is looked at by readme.test.mjs.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { ROOT, serve } from "./server.mjs";

const README = readFileSync(`${ROOT}/node/README.md`, "utf8");
const BLOCKS = [...README.matchAll(/^```(\w+)\n(.*?)^```/gms)].map(([, language, text]) => ({ language, text }));
const JS = BLOCKS.filter(({ language }) => language === "js").map(({ text }) => text);
/** The file that a test of the README is, by its first line. */
const named = (block) => /^\/\/ (\S+\.(?:test|spec)\.mjs)\n/.exec(block)?.[1];
const PROGRAMS = JS.filter((block) => !named(block));
const TESTS = JS.filter(named);
const SERVER = "http://127.0.0.1:8787";

/** The heading that an example stands under. */
const title = (block) => [...README.slice(0, README.indexOf(block)).matchAll(/^#+ (.*)$/gm)].at(-1)[1];

/** What the command prints, if it ends well and says nothing else. */
async function run(args, options = {}) {
  // Not part of this run of tests, whatever it tests.
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined, NO_COLOR: "1", ...options.env };
  const child = spawn(process.execPath, args, { cwd: `${ROOT}/node`, stdio: ["ignore", "pipe", "pipe"], timeout: 60_000, ...options, env });
  const [out, said] = ["", ""].map(() => []);
  child.stdout.on("data", (data) => out.push(data));
  child.stderr.on("data", (data) => said.push(data));
  const [status] = await once(child, "close");
  const [stdout, stderr] = [out, said].map((parts) => Buffer.concat(parts).toString());
  assert.deepEqual({ status, stderr }, { status: 0, stderr: "" }, stdout);
  return stdout;
}

/** What recipes print, by a piece of their heading. */
const PRINTED = {
  "A route of Express": /^43074\nthe browser: AbortError\ngiven up: true\n404\n$/,
  // One nonce in the policy and in the page, and no word of the visitor that could end the script.
  "A page of Express with a nonce": /^script-src 'nonce-([\w+/]{22}==)'\n<!doctype html><head><title>Home<\/title><script nonce="\1">[^<]*\{"name":"Ada O\\u0027Hara"\}[^<]*<\/script><\/head>\n$/,
  "Webhooks and the user hash": /^(?:200\n)?ChatClosed 43074 \{ comments: \[\], id: '43074' \}\n(?:200\n){1,2}403\n[0-9a-f]{64}\n$/,
  "In a web page": /^<script nonce="cGFnZQ==">[^<]*<\/script>\n<script type="application\/json">[^<]*<\/script><script>[^<]*<\/script>\n.*'sha256-[\w+/]{43}='\n<input data-skip-cobrowse /,
  "Stream a history": /^true 40 chats in \d{5,} bytes\n$/,
  "Retries and errors": /^3 attempts\ntry again in 3600 s\nno such chat, request [0-9a-f]{32}\n$/,
};

for (const [index, block] of PROGRAMS.entries()) {
  test(`recipe_program: ${index + 1}, ${title(block)}`, async (t) => {
    const server = await serve(t, "--chats", "40");
    const TMPDIR = mkdtempSync(join(tmpdir(), "tagove-recipe-"));
    t.after(() => rmSync(TMPDIR, { recursive: true, force: true }));
    const stdout = await run(["--input-type=module", "-e", block.replaceAll(SERVER, server.url)], { env: { TMPDIR } });
    const [, printed] = Object.entries(PRINTED).find(([piece]) => title(block).includes(piece)) ?? [];
    assert.match(stdout, printed ?? /\n/);
  });
}

/** How each kind of test file is run, and what says that all of them passed. */
const RUNNERS = {
  test: (folder, file) => [["--test", "--test-reporter=tap", join(folder, file)], (count) => `# pass ${count}\n# fail 0\n`],
  spec: (folder, file) => {
    const required = createRequire(import.meta.url);
    const vitest = join(dirname(required.resolve("vitest/package.json")), "vitest.mjs");
    return [[vitest, "run", "--root", folder, file], (count) => `Tests  ${count} passed (${count})\n`];
  },
};

for (const block of TESTS) {
  const file = named(block);
  test(`recipe_tests: ${file} pass, and what they recorded replays`, async (t) => {
    const server = await serve(t, "--chats", "40");
    // Beside this file, so that they find the package as it does.
    const folder = mkdtempSync(join(import.meta.dirname, "recipe-"));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const [args, passed] = RUNNERS[file.split(".")[1]](folder, file);
    const count = block.match(/^test\(/gm).length;
    writeFileSync(join(folder, file), block.replaceAll(SERVER, server.url));
    const recorded = await run(args, { env: { TAGOVE_RECORD: "1", TAGOVE_API_KEY: "any" } });
    assert.ok(recorded.includes(passed(count)), recorded);
    // Without a server and a key, from the recording alone.
    writeFileSync(join(folder, file), block.replaceAll(SERVER, "http://127.0.0.1:9"));
    const replayed = await run(args);
    assert.ok(replayed.includes(passed(count)), replayed);
  });
}

test("recipes_are_all_of_the_readme", () => {
  assert.equal(JS.length, README.split("```js\n").length - 1);
  assert.equal(BLOCKS.filter(({ language }) => /^(mjs|cjs|javascript|ts|typescript)$/.test(language)).length, 0);
  assert.ok(PROGRAMS.length >= 4, String(PROGRAMS.length));
  assert.deepEqual(TESTS.map(named), ["history.test.mjs", "history.spec.mjs"]);
  for (const piece of Object.keys(PRINTED)) assert.ok(PROGRAMS.some((block) => title(block).includes(piece)), piece);
});
