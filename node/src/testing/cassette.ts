// Recorded answers beside a test.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checked, isPlain } from "../checks";
import { Client } from "../client";
import { refused } from "../errors";
import type { ClientOptions } from "../options";
import { MARK, keep, keepable } from "./kept";

/** How a cassette is used. */
export interface CassetteOptions {
  /** Whether the server is asked, and its answers are recorded. Default: whether `TAGOVE_RECORD` is `1`. */
  record?: boolean | undefined;
}

const KNOWN = { record: "flag" } as const;

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
   * @param options Those of `Client`, but for `record` and `replay`, which are the cassette's own.
   * @throws {ConfigurationError} if that part was not recorded, and for what `Client` refuses.
   * @throws {TypeError} for what `Client` does, and for `record` and `replay`.
   */
  client(options: ClientOptions = {}): Client {
    // What that is says the client.
    if (!isPlain(options)) return new Client(options);
    const name = String(this.#parts + 1);
    // What is undefined was not given: `redact: undefined` is no wish to have words in a recording.
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined && value !== null));
    for (const own of ["record", "replay"]) {
      if (own in given) throw new TypeError(`Cassette.client: ${own} is the cassette's own; leave it out, or use Client`);
    }
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
 * @param folder Where it is kept, for this test alone: a path, or a URL of a file. Of what it holds only older recordings
 * of a cassette are replaced, `1`, `2`, …; other files stay.
 * @returns What `run` gives.
 * @throws {ConfigurationError} if `TAGOVE_RECORD` is neither `1` nor `0` nor empty, or if the folder holds something else
 * where a recording is to be kept.
 * @throws {TypeError} if an argument is of the wrong type, or an option unknown.
 */
export async function cassette<T>(
  folder: string | URL,
  run: (tape: Cassette) => T | Promise<T>,
  options: CassetteOptions = {},
): Promise<T> {
  const { record } = checked("cassette", options, KNOWN);
  if (typeof run !== "function") throw new TypeError("cassette: run is a function, which is given the tape");
  if (typeof folder !== "string" && !(folder instanceof URL)) throw new TypeError("cassette: folder is a path, or a URL of a file");
  const place = typeof folder === "string" ? folder : fileURLToPath(folder);
  // Else it would be whatever folder the tests happen to be run in.
  if (place === "") throw new TypeError("cassette: folder is a path, or a URL of a file, not an empty text");
  if (!(record ?? asked())) return run(new Cassette(place, undefined));
  keepable(place);
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
