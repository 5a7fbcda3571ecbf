// The addon of the local server: loaded when one is asked for, never before, and missed by nobody else.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const BUILT = dirname(fileURLToPath(import.meta.resolve("tagove")));

/** What a program prints that is run beside the package's files, without those that are left out. */
function printed(t, program, isLeftOut = () => false) {
  const folder = mkdtempSync(join(tmpdir(), "tagove-local-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(BUILT, join(folder, "dist"), { recursive: true, filter: (path) => !isLeftOut(path) });
  const ended = spawnSync(process.execPath, ["-e", program], { cwd: folder, encoding: "utf8" });
  assert.deepEqual([ended.status, ended.stderr], [0, ""]);
  return ended.stdout.trimEnd();
}

test("server_addon_is_loaded_when_a_server_is_asked_for", (t) => {
  const said = printed(
    t,
    `const { Client } = require("./dist/index.js");
    require("./dist/testing/index.js");
    const addons = () => Object.keys(require.cache).filter((path) => path.endsWith(".node")).length;
    new Client({ apiKey: "any", baseUrl: "http://127.0.0.1:9" });
    const before = addons();
    Client.demo();
    console.log(before, addons());
    process.exit();`,
  );
  assert.equal(said, "1 2");
});

test("missing_server_addon_is_named_and_the_client_works_without", (t) => {
  const said = printed(
    t,
    `const { Client } = require("./dist/index.js");
    console.log(new Client({ apiKey: "any", baseUrl: "http://127.0.0.1:9" }).closed);
    try { Client.demo(); } catch (error) { console.log(error.message); }`,
    (path) => /tagove-server\.[^/\\]*\.node$/.test(path),
  );
  const [closed, message] = said.split("\n");
  assert.equal(closed, "false");
  assert.match(message, /^tagove-server has no addon for .+: install @tagove\/native-[a-z0-9-]+ .* or build it from a checkout with `npm run build`$/);
});
