// Finding the addon: what is said when there is none, or one that cannot be loaded.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const BUILT = dirname(fileURLToPath(import.meta.resolve("tagove")));
/** As the process says it: not every machine that tests run on has glibc. */
const LIBC = process.platform === "linux" ? (process.report.getReport().header.glibcVersionRuntime ? "glibc" : "musl") : undefined;

/** The package without its addon, in a folder of its own; gives what loading it there says on stderr. */
function loading(t, before = "", prepare = () => {}) {
  const folder = mkdtempSync(join(tmpdir(), "tagove-loader-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(BUILT, join(folder, "dist"), { recursive: true, filter: (path) => !path.endsWith(".node") });
  prepare(folder);
  const program = `${before}; try { require("./dist/index.js"); } catch (error) { console.log(error.message); }`;
  const ended = spawnSync(process.execPath, ["-e", program], { cwd: folder, encoding: "utf8" });
  assert.deepEqual([ended.status, ended.stderr], [0, ""]);
  return ended.stdout.trimEnd();
}

/** Makes the process say that it runs elsewhere. */
const elsewhere = (platform, arch) =>
  `Object.defineProperties(process, { platform: { value: "${platform}" }, arch: { value: "${arch}" } });`;
const report = (header) => `process.report.getReport = () => ({ header: ${JSON.stringify(header)} });`;

test("missing_addon_names_platform_libc_and_package", (t) => {
  const cases = [
    [elsewhere("linux", "x64") + report({ glibcVersionRuntime: "2.41" }), "linux-x64 with glibc", "@tagove/native-linux-x64-gnu"],
    [elsewhere("linux", "arm64") + report({}), "linux-arm64 with musl", "@tagove/native-linux-arm64-musl"],
    [elsewhere("darwin", "arm64"), "darwin-arm64", "@tagove/native-darwin-arm64"],
    [elsewhere("win32", "x64"), "win32-x64", "@tagove/native-win32-x64-msvc"],
    [elsewhere("freebsd", "x64"), "freebsd-x64", "@tagove/native-freebsd-x64"],
  ];
  for (const [before, here, name] of cases) {
    const said = loading(t, before);
    assert.ok(said.startsWith(`tagove has no addon for ${here}: install ${name} `), said);
    assert.match(said, /^[^\n]+ or build it from a checkout with `npm run build`$/);
  }
});

test("addon_that_cannot_be_loaded_says_why", { skip: process.platform !== "linux" }, (t) => {
  const said = loading(t, "", (folder) => writeFileSync(join(folder, "dist", `tagove.linux-${process.arch}-gnu.node`), "no library"));
  assert.match(said, new RegExp(`^linux-${process.arch} with ${LIBC} has an addon of tagove that cannot be loaded: .*tagove\\.linux-`));
});

test("addon_of_the_other_libc_is_passed_over", { skip: process.platform !== "linux" }, (t) => {
  const said = loading(t, "", (folder) => {
    writeFileSync(join(folder, "dist", `tagove.linux-${process.arch}-gnu.node`), "no library");
    const other = join(folder, "node_modules", "@tagove", `native-linux-${process.arch}-musl`);
    mkdirSync(other, { recursive: true });
    writeFileSync(join(other, "index.js"), "module.exports = {};");
  });
  assert.equal(said, "");
});
