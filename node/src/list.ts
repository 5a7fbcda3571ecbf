// A list: records or pages, to its end. It is a cursor: a second loop goes on where the first one stopped.
import type { List as NativeList } from "./addon";
import { cancellable } from "./cancel";
import type { Maker } from "./dense";
import { direct } from "./errors";
import type { Json, Model } from "./model";
import { count } from "./options";
import { Page, Warning } from "./page";

/** What is known of a list so far. */
export interface Summary {
  /** Pages that were read, the empty last one included. */
  readonly pages: number;
  /** Records that were delivered; the page in use is counted in full. */
  readonly records: number;
  /** Records that were dropped because they had been delivered before. */
  readonly duplicates: number;
  /** How it ended: `empty_page`, `not_found`, `repeated_page`, `taken`, `error`; null before the end. */
  readonly ended: string | null;
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
  readonly #make: Maker<R>;
  readonly #signal: AbortSignal | undefined;
  /** Records of the page in use that no loop has had yet. */
  #rest: Iterator<R> | undefined;
  /** The page that the loops over records wait for, all of them together. */
  #filling: Promise<boolean> | undefined;

  /** @internal */
  constructor(native: NativeList, make: Maker<R>, signal: AbortSignal | undefined) {
    this.#native = native;
    this.#make = make;
    this.#signal = signal;
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
  async *[Symbol.asyncIterator](): AsyncGenerator<R, void, undefined> {
    let handed = false;
    try {
      for (;;) {
        this.#signal?.throwIfAborted();
        const next = this.#rest?.next();
        if (next && !next.done) {
          handed = true;
          yield next.value;
          handed = false;
        } else if (!(await this.#fill())) {
          return;
        }
      }
    } finally {
      this.#leave(handed);
    }
  }

  /** The same list page by page; the last one may be empty. */
  async *pages(): AsyncGenerator<Page<R>, void, undefined> {
    let handed = false;
    try {
      for (let page = await this.#next(); page; page = await this.#next()) {
        handed = true;
        yield page;
        handed = false;
      }
    } finally {
      this.#leave(handed);
    }
  }

  /** What is known of the list so far. */
  summary(): Summary {
    return this.#native.summary();
  }

  /** What was noticed about the list as a whole, once it has ended. The pages have warnings of their own. */
  get warnings(): readonly Warning[] {
    return this.#native.warnings().map((facts) => new Warning(facts));
  }

  /** Gives up what is on its way, which closes the sockets. A later loop asks for it again. */
  stop(): void {
    this.#native.stop();
  }

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

  /** A loop has ended. What another one waits for goes on, unless the signal has ended them all. */
  #leave(handed: boolean): void {
    if (handed || this.#signal?.aborted) this.#native.stopAhead();
  }

  /** Whether there is another page, whose records are the rest then; asked only when the rest is empty. */
  #fill(): Promise<boolean> {
    const fill = async () => {
      try {
        const page = await this.#next();
        if (page) this.#rest = page[Symbol.iterator]();
        return page !== undefined;
      } finally {
        this.#filling = undefined;
      }
    };
    return (this.#filling ??= fill());
  }

  async #next(): Promise<Page<R> | undefined> {
    const crossing = await cancellable(
      this.#signal,
      () => this.stop(),
      () => this.#native.nextPage(),
    );
    return crossing ? new Page(crossing, this.#make) : undefined;
  }
}

type Inspect = (value: unknown, options: object) => string;
