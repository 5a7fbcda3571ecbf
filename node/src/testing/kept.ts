// Recordings in a folder, which is the tester's own: nothing is taken away from it that no recording wrote.
import { cpSync, existsSync, lstatSync, readdirSync, rmSync, rmdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { refused } from "../errors";

/** The file that every recording has, and nothing else. */
export const MARK = "case.json";
/** What a recording is written into, and the calls inside of it. */
const NUMBER = /^[1-9]\d*$/;
/** What is written into it. */
const WRITTEN = /^(?:case\.json|[1-9]\d*\.(?:request|response|response\.xml)\.http)$/;

/** Refuses a folder into which a recording cannot be kept without losing what is there. */
export function keepable(folder: string): void {
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there && !there.isDirectory()) {
    throw refused("Configuration", `${folder} is no folder; give the cassette a folder of its own`);
  }
  if (existsSync(join(folder, MARK))) {
    throw refused("Configuration", `${folder} is a recording itself, of the option record; give the cassette a folder of its own`);
  }
}

/** Puts what was recorded in the place of an older recording; a run without a call leaves that one as it is. */
export function keep(draft: string, folder: string): void {
  const made = recordings(draft);
  if (made.length === 0) return;
  const old = recordings(folder);
  for (const name of made) {
    const place = join(folder, name);
    if (old.includes(name) || !lstatSync(place, { throwIfNoEntry: false })) continue;
    throw refused("Configuration", `${place} is no recording, and one is to be kept there; move it away, then record again`);
  }
  for (const name of old) forget(join(folder, name));
  for (const name of made) cpSync(join(draft, name), join(folder, name), { recursive: true });
}

/** The folders of recordings, of which none is a link to elsewhere. */
function recordings(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => name).filter((name) => NUMBER.test(name) && existsSync(join(folder, name, MARK)));
}

/** Takes away what a recording wrote, and the folder if nothing else is in it. */
function forget(recording: string): void {
  for (const call of recordings(recording)) forget(join(recording, call));
  for (const entry of readdirSync(recording, { withFileTypes: true })) {
    if (entry.isFile() && WRITTEN.test(entry.name)) rmSync(join(recording, entry.name));
  }
  if (readdirSync(recording).length === 0) rmdirSync(recording);
}
