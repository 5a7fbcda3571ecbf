// Recorded answers beside a test.
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "../client";
import { refused } from "../errors";
import type { ClientOptions } from "../options";

/** How a cassette is used. */
export interface CassetteOptions {
  /** Whether the server is asked, and its answers are recorded. Default: whether `TAGOVE_RECORD` is `1`. */
  record?: boolean | undefined;
}

/** The file that every recording has, and nothing else. */
const MARK = "case.json";

/**
 * A folder of recordings, one for each client that is made of it, in order: `1`, `2`, … Given by `cassette`.
 *
 * All calls of a client are recorded. What people wrote is made unreadable in a recording unless the client is made with
 * `redact: false`, so a replay tells other words than the recording run saw; ids, times and counts are the same. The key
 * is in none.
 */
export class Cassette {
  readonly #folder: string;
  readonly #draft: string | undefined;
  #parts = 0;

  /** @internal */
  constructor(folder: string, draft: string | undefined) {
    this.#folder = folder;
    this.#draft = draft;
  }

  /** Whether the server is asked, and its answers are recorded. */
  get recording(): boolean {
    return this.#draft !== undefined;
  }

  /**
   * A client with these options that records the next part, or replays it, for which it needs no key and no server.
   *
   * @throws {ConfigurationError} if that part was not recorded, and for what `Client` refuses.
   * @throws {TypeError} for what `Client` does.
   */
  client(options: ClientOptions = {}): Client {
    const name = String(this.#parts + 1);
    // What is undefined was not given: `redact: undefined` is no wish to have words in a recording.
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined && value !== null));
    const client = new Client({ ...this.#part(name), ...given });
    this.#parts++;
    return client;
  }

  #part(name: string): ClientOptions {
    if (this.#draft !== undefined) return { record: join(this.#draft, name), redact: true };
    const replay = join(this.#folder, name);
    if (existsSync(join(replay, MARK))) return { replay };
    throw refused("Configuration", `${replay} holds no recording; run the test once with TAGOVE_RECORD=1, against a server`);
  }
}

/**
 * Runs a test with recorded answers, under any test runner: with `TAGOVE_RECORD=1` in the environment its clients ask the
 * server, and what it answers is kept in `folder` when `run` has ended well, in the place of an older recording; without
 * it they replay that, with no connection and no key.
 *
 * ```ts
 * test("history", () =>
 *   cassette(new URL("cassettes/history/", import.meta.url), async (tape) => {
 *     const client = tape.client({ baseUrl: "http://127.0.0.1:8787" });
 *     assert.equal((await client.getChat("43074")).id, "43074");
 *   }));
 * ```
 *
 * @param folder Where it is kept, for this test alone: a path, or a URL of a file.
 * @returns What `run` gives.
 * @throws {ConfigurationError} if `TAGOVE_RECORD` is neither `1` nor `0` nor empty.
 */
export async function cassette<T>(
  folder: string | URL,
  run: (tape: Cassette) => T | Promise<T>,
  options: CassetteOptions = {},
): Promise<T> {
  const place = typeof folder === "string" ? folder : fileURLToPath(folder);
  if (!(options.record ?? asked())) return run(new Cassette(place, undefined));
  const draft = mkdtempSync(join(tmpdir(), "tagove-cassette-"));
  try {
    const given = await run(new Cassette(place, draft));
    keep(draft, place);
    return given;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function asked(): boolean {
  const word = process.env["TAGOVE_RECORD"] ?? "";
  if (word === "1") return true;
  if (word === "" || word === "0") return false;
  throw refused("Configuration", "TAGOVE_RECORD is neither 1, which records, nor 0 or empty, which replay; set one of them");
}

/** What is no recording stays where it is. */
function keep(draft: string, folder: string): void {
  for (const old of recordings(folder)) rmSync(join(folder, old), { recursive: true });
  for (const made of recordings(draft)) cpSync(join(draft, made), join(folder, made), { recursive: true });
}

function recordings(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => existsSync(join(folder, name, MARK))) : [];
}
