// A list: records or pages, to its end. It is a cursor: a second loop goes on where the first one stopped.
import type { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { List as NativeList } from "./addon";
import { TO_ARRAY, checked, count } from "./checks";
import { Cursor } from "./cursor";
import type { Maker } from "./dense";
import { direct } from "./errors";
import type { Life } from "./life";
import type { Json, Model } from "./model";
import { type Page, Warning } from "./page";
import { readable, web } from "./streams";
import type { Ended } from "./words";

/** What is known of a list so far. */
export interface Summary {
  /** Pages that were read, the empty last one included. */
  readonly pages: number;
  /** Records that were delivered; the page in use is counted in full. */
  readonly records: number;
  /** Records that were dropped because they had been delivered before. */
  readonly duplicates: number;
  /** How it ended: `empty_page`, `not_found`, `repeated_page`, `taken`, `error`; null before the end. */
  readonly ended: Ended | null;
  /** Whether all that the server has was delivered, as far as anybody can know. */
  readonly complete: boolean;
}

/**
 * A list of records. Nothing is sent before the first one is asked for; `break` stops the pages asked ahead. After an
 * error another loop asks for the same page again. Several loops at once share the records: each has every record that
 * no other one had.
 */
export class List<R extends Model> implements AsyncIterable<R> {
  readonly #native: NativeList;
  readonly #cursor: Cursor<R>;

  /** @internal */
  constructor(native: NativeList, make: Maker<R>, signal: AbortSignal | undefined, life: Life) {
    this.#native = native;
    this.#cursor = new Cursor(native, make, signal, life);
  }

  /**
   * Ends the list after `n` records at most, and gives the list itself, which also its `pages()` are of.
   *
   * `summary().ended` is `taken` then, and no further page is asked for; 0 asks for none at all. A list that has fewer
   * ends as it would have. Called again before the list has begun, the last call counts.
   *
   * ```ts
   * for await (const chat of client.listChats().take(10)) console.log(chat.id);
   * ```
   *
   * @param n How many records, a whole number from 0 on.
   * @throws {InvalidRequestError} if `n` is no such number, or if a record or page was asked for already.
   * @throws {TypeError} if `n` is not a number.
   */
  take(n: number): this {
    const records = count("take", "n", n);
    direct(() => this.#native.take(records));
    return this;
  }

  /** The records one by one. */
  [Symbol.asyncIterator](): AsyncGenerator<R, void, undefined> {
    return this.#cursor.records();
  }

  /** The same list page by page; the last one may be empty. */
  pages(): AsyncGenerator<Page<R>, void, undefined> {
    return this.#cursor.pages();
  }

  /**
   * What is left of the list, in memory all at once.
   *
   * A page that fails fails all of it: nothing is lost, and the next reader of the list begins with the records that
   * came before it.
   *
   * ```ts
   * const newest = await client.listChats().toArray({ take: 10 });
   * ```
   *
   * @param options `take`: at most so many records, as `take(n)`.
   * @throws {TagoveError} whatever a page of it fails with; the signal's own reason if it is aborted.
   * @throws {TypeError} if an option is of the wrong type or unknown.
   */
  async toArray(options: { take?: number | undefined } = {}): Promise<R[]> {
    const { take } = checked("toArray", options, TO_ARRAY);
    if (take !== undefined) this.take(take);
    return this.#cursor.toArray();
  }

  /**
   * The records as a stream of Node's in object mode, at the pace of who reads it. `destroy` gives up what is on its
   * way, and loses no record.
   *
   * ```ts
   * import { pipeline } from "node:stream/promises";
   * await pipeline(client.listChats().toReadable(), async function* (chats) {
   *   for await (const chat of chats) yield `${JSON.stringify(chat)}\n`;
   * }, process.stdout);
   * ```
   */
  toReadable(): Readable {
    return readable(this.#cursor.source());
  }

  /**
   * The records as a stream of the web's, at the pace of who reads it. `cancel` gives up what is on its way, and loses
   * no record.
   *
   * ```ts
   * for await (const chat of client.listChats().toWeb()) console.log(chat.id);
   * ```
   */
  toWeb(): ReadableStream<R> {
    return web(this.#cursor.source());
  }

  /** What is known of the list so far. */
  summary(): Summary {
    return this.#native.summary() as Summary;
  }

  /** What was noticed about the list as a whole, once it has ended. The pages have warnings of their own. */
  get warnings(): readonly Warning[] {
    return this.#native.warnings().map((facts) => new Warning(facts));
  }

  /** Gives up what is on its way, which closes the sockets. A later loop asks for it again. */
  stop(): void {
    this.#cursor.stop();
  }

  /** As `stop`, at the end of an `await using` block. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.stop();
  }

  /** The summary; the records are not here yet. */
  toJSON(): { [name: string]: Json } {
    return { ...this.summary() };
  }

  [Symbol.for("nodejs.util.inspect.custom")](_depth: number, options: object, inspect: Inspect): string {
    return `List ${inspect(this.summary(), options)}`;
  }
}

type Inspect = (value: unknown, options: object) => string;
