// What can only be measured in a process of its own, interleaved: memory of held pages, and the time until a first answer.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { median, table } from "./rounds.mjs";

const run = promisify(execFile);
const CONTENDERS = { undici: "undici, JSON.parse", fetch: "fetch, json()", tagove: "tagove" };

/** Runs `memory.cjs` or `first.cjs` for each contender, so many times, and prints the medians. */
export async function children(what, { library, base, pages, rounds }) {
  const script = fileURLToPath(new URL(`${what}.cjs`, import.meta.url));
  const runs = Object.entries(CONTENDERS).map(([contender, name]) => ({ contender, name, told: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const { contender, told } of runs) {
      const { stdout } = await run(process.execPath, ["--expose-gc", script, contender, library, base, String(pages)]);
      told.push(JSON.parse(stdout));
    }
  }
  if (what === "first") {
    for (const one of runs) Object.assign(one, { wall: one.told.map(({ wall }) => wall), cpu: one.told.map(({ cpu }) => cpu) });
    table(`require, a client, its first answer; median of ${rounds} processes each`, runs);
    return;
  }
  console.log(`\na page that is held (the slope from 250 to 1000), and once each of its messages was read; median of ${rounds} processes each`);
  const of = (one, figure) => median(one.told.map((each) => each[figure]));
  for (const figure of ["resident", "heap", "heap, touched"]) {
    const first = of(runs[0], figure);
    for (const one of runs) {
      const bytes = of(one, figure);
      console.log(`${one.name.padEnd(22)}${(bytes / 1e6).toFixed(2).padStart(7)} MB ${figure} a page   ${(bytes / first).toFixed(2)} of ${runs[0].name}`);
    }
  }
}
