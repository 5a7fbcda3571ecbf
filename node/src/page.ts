// One page of records, with all that is known of the answer.
import type { Crossing, PageHandle, WarningFacts } from "./addon";
import { Dense, type Maker } from "./dense";
import type { Json, Model } from "./model";
import { parsed } from "./parsed";
import type { WarningCode } from "./words";

/** Something that was read with a reservation. The value as sent is in `extra`; nothing is lost. */
export class Warning {
  /** What it is. */
  readonly code: WarningCode;
  /** The page it was on, from 1; 1 for single answers. */
  readonly page: number;
  /** A JSON pointer into the page's normalised records, `""` for the page itself. */
  readonly at: string;
  /** The byte of the body where the value stands, if it stands somewhere. */
  readonly offset: number | null;

  /** @internal */
  constructor(facts: WarningFacts) {
    this.code = facts.code as WarningCode;
    this.page = facts.page;
    this.at = facts.at;
    this.offset = facts.offset ?? null;
  }

  /** The normalised form, in which the offset has no place. */
  toJSON(): { [name: string]: Json } {
    return { code: this.code, page: this.page, at: this.at };
  }
}

/**
 * A page of records. Its text, and any text taken from it, stays in memory as long as one of its records does: commonly
 * half a megabyte. `toObject()` and a copy of each text let go of it.
 */
export class Page<R extends Model = Model> implements Iterable<R> {
  /** The records; those delivered by an earlier page are not among them. */
  readonly records: readonly R[];
  readonly #handle: PageHandle;
  /** Made once: there may be as many as records, and `page.warnings[i]` in a loop asks for all of them each time. */
  #warnings: readonly Warning[] | undefined;

  /** @internal */
  constructor(crossing: Crossing, make: Maker<R>) {
    this.#handle = crossing.page;
    this.records = new Dense(crossing.text, crossing.ends, crossing.table, this).records(make);
  }

  /** The page's number, from 1; 1 for single answers. */
  get number(): number {
    return this.#handle.number;
  }

  /** The answer's HTTP status. */
  get status(): number {
    return this.#handle.status;
  }

  /** The answer's `X-Request-Id`, if it had one. */
  get requestId(): string | null {
    return this.#handle.requestId ?? null;
  }

  /** How many requests were made for it. */
  get attempts(): number {
    return this.#handle.attempts;
  }

  /** From the first request to the last byte, in milliseconds. */
  get elapsedMs(): number {
    return this.#handle.elapsedMs;
  }

  /** What was read with a reservation; the same array each time. */
  get warnings(): readonly Warning[] {
    return (this.#warnings ??= Object.freeze(this.#handle.warnings.map((facts) => new Warning(facts))));
  }

  /**
   * The members around the records that nobody has documented; those of `data` under `data`. Numbers are as in `extra` of
   * a record.
   */
  get extra(): { [name: string]: Json } {
    return parsed(this.extraJson);
  }

  /** The same as JSON, every digit kept. */
  get extraJson(): string {
    return this.#handle.extraJson;
  }

  /** The answer's bytes, as they came. Kept packed: each reading unpacks a new copy. */
  get body(): Buffer {
    return this.#handle.body();
  }

  /** How many records it holds. */
  get length(): number {
    return this.records.length;
  }

  [Symbol.iterator](): IterableIterator<R> {
    return this.records[Symbol.iterator]();
  }

  /** The records in the normalised form. */
  toJSON(): { [name: string]: Json }[] {
    return this.records.map((record) => record.toJSON());
  }

  /** Facts and counts; never people's words. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    const { number, length, status, warnings } = this;
    return `Page { number: ${number}, records: ${length}, status: ${status}, warnings: ${warnings.length} }`;
  }
}
