// Where a list stands, for all its readers together: each record goes to one of them, and what is lost to one that gave
// up is not lost to the others.
import type { List as NativeList } from "./addon";
import { cancellable } from "./cancel";
import type { Maker } from "./dense";
import type { Life } from "./life";
import type { Model } from "./model";
import { Page } from "./page";
import type { Source } from "./streams";

export class Cursor<R extends Model> {
  readonly #native: NativeList;
  readonly #make: Maker<R>;
  readonly #signal: AbortSignal | undefined;
  readonly #life: Life;
  /** Records of the page in use that no reader has had yet. */
  #rest: IterableIterator<R> | undefined;
  /** The page that the readers of records wait for, all of them together. */
  #filling: Promise<boolean> | undefined;
  /** The same, once it was given up. */
  #stopped: Promise<boolean> | undefined;
  /** How many readers wait for a page. */
  #waiting = 0;

  constructor(native: NativeList, make: Maker<R>, signal: AbortSignal | undefined, life: Life) {
    this.#native = native;
    this.#make = make;
    this.#signal = signal;
    this.#life = life;
  }

  /** The records one by one. */
  async *records(): AsyncGenerator<R, void, undefined> {
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
      for (;;) {
        this.#waiting++;
        const page = await this.#next().finally(() => this.#waiting--);
        if (!page) return;
        handed = true;
        yield page;
        handed = false;
      }
    } finally {
      this.#leave(handed);
    }
  }

  /** What is left, in memory all at once. If that fails, the next reader begins with what came before. */
  async toArray(): Promise<R[]> {
    const { next, more } = this.source();
    const records: R[] = [];
    try {
      do {
        for (let record = next(); record !== undefined; record = next()) records.push(record);
      } while (await more());
      return records;
    } catch (error) {
      this.#rest = [...records, ...(this.#rest ?? [])][Symbol.iterator]();
      throw error;
    }
  }

  /** Gives up what is on its way. A later reader asks for it again. */
  stop(): void {
    this.#stopped = this.#filling;
    this.#native.stop();
  }

  /** The records for a reader that can go away while it waits. */
  source(): Source<R> {
    let waits = false;
    return {
      next: () => {
        if (this.#signal?.aborted) {
          this.#native.stopAhead();
          throw this.#signal.reason;
        }
        const next = this.#rest?.next();
        return next && !next.done ? next.value : undefined;
      },
      more: async () => {
        waits = true;
        try {
          return await this.#fill();
        } finally {
          waits = false;
        }
      },
      back: (record) => {
        this.#rest = [record, ...(this.#rest ?? [])][Symbol.iterator]();
      },
      // What others wait for goes on.
      leave: () => (waits && this.#waiting === 1 ? this.stop() : this.#native.stopAhead()),
    };
  }

  /** A loop has ended. What another one waits for goes on, unless the signal has ended them all. */
  #leave(handed: boolean): void {
    if (handed || this.#signal?.aborted) this.#native.stopAhead();
  }

  /** Whether there is another page, whose records are the rest then; asked only when the rest is empty. */
  async #fill(): Promise<boolean> {
    const fill = async () => {
      try {
        const page = await this.#next();
        // Behind what a reader that failed has put back meanwhile.
        if (page) this.#rest = [...(this.#rest ?? []), ...page][Symbol.iterator]();
        return page !== undefined;
      } finally {
        this.#filling = undefined;
      }
    };
    this.#waiting++;
    try {
      // What was given up fails those who waited for it, and nobody else; if it came all the same, it is not lost.
      const stopped = this.#stopped;
      if (stopped && stopped === this.#filling && (await stopped.catch(() => false))) return true;
      return await (this.#filling ??= fill());
    } finally {
      this.#waiting--;
    }
  }

  async #next(): Promise<Page<R> | undefined> {
    const crossing = await cancellable(
      this.#signal,
      () => this.stop(),
      () => this.#native.nextPage(),
      this.#life.callbacks,
    );
    return crossing ? new Page(crossing, this.#make) : undefined;
  }
}
