// The unions of the types are the core's closed sets: no word less, no word more.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { Client } from "tagove";
import { native } from "../dist/native.js";
import { ROOT } from "./server.mjs";

const TYPES = readFileSync(new URL("../dist/words.d.ts", import.meta.url), "utf8");
const words = (type) => {
  const [, union] = new RegExp(`export type ${type} =([^;]+);`).exec(TYPES);
  return [...union.matchAll(/"(\w+)"/g)].map(([, word]) => word).sort();
};
const sorted = (set) => [...set].filter((word) => word !== null && word !== undefined).sort();

/** What all cases of the corpus tell. */
function told() {
  const [ended, codes, operations] = [new Set(), new Set(), new Set()];
  for (const path of readdirSync(`${ROOT}/tests/corpus`, { recursive: true })) {
    if (!/expected(\.xml)?\.json$/.test(path)) continue;
    const { summary, warnings } = JSON.parse(readFileSync(`${ROOT}/tests/corpus/${path}`, "utf8"));
    ended.add(summary?.ended);
    for (const { code } of warnings ?? []) codes.add(code);
    const [operation] = path.split(/[\\/]/);
    const name = operation.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
    if (name in Client.prototype) operations.add(name);
  }
  return { ended, codes, operations };
}

test("error_kinds_are_those_of_the_core", () => {
  assert.deepEqual(words("ErrorKind"), native.errorKinds().sort());
});

test("ends_codes_and_operations_are_those_of_the_corpus", () => {
  const { ended, codes, operations } = told();
  assert.deepEqual(words("Ended"), sorted(ended));
  assert.deepEqual(words("WarningCode"), sorted(codes));
  assert.deepEqual(words("Operation"), sorted(operations));
});
