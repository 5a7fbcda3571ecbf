// Reads what bindings/node/src/dense.rs wrote; the picture of the layout stands there.
import type { Page } from "./page";

/** Marks what is none. */
export const NONE = 0x20000000;
/** Takes the mark off. */
export const MASK = NONE - 1;

/** Makes a record from its row. */
export type Maker<R> = new (dense: Dense, row: number) => R;

/** One page: a string, and where in it everything stands. A text taken from the string keeps the string in memory. */
export class Dense {
  constructor(
    readonly text: string,
    readonly table: Uint32Array,
    readonly page: Page,
  ) {}

  /** The page's own records. */
  records<R>(make: Maker<R>): readonly R[] {
    return this.run(make, 0, this.table[0]!);
  }

  number(at: number): number | null {
    const from = this.table[at]!;
    return from >= NONE ? null : Number(this.text.substring(from, this.table[at + 1]! & MASK));
  }

  texts(at: number): readonly string[] | null {
    const from = this.table[at]!;
    return from >= NONE ? null : Object.freeze(JSON.parse(this.text.substring(from, this.table[at + 1]! & MASK)));
  }

  record<R>(make: Maker<R>, at: number): R | null {
    const row = this.table[at]!;
    return row >= NONE ? null : new make(this, row);
  }

  list<R>(make: Maker<R>, at: number): readonly R[] | null {
    const first = this.table[at]!;
    return first >= NONE ? null : this.run(make, first, this.table[at + 1]!);
  }

  private run<R>(make: Maker<R>, first: number, count: number): readonly R[] {
    const records = new Array<R>(count);
    for (let index = 0; index < count; index++) records[index] = new make(this, first + index);
    return Object.freeze(records);
  }
}
