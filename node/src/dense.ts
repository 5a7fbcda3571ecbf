// Reads what bindings/node/src/dense.rs wrote; the picture of the layout stands there.
import type { Page } from "./page";

/** A table's words: 16 bits each as long as all fit. */
export type Words = Uint16Array | Uint32Array;

/** Makes a record from its row. */
export type Maker<R> = new (dense: Dense, row: number) => R;

/** One page: a string, where its texts end, and which of them each record has. A text taken from the string keeps the string in memory. */
export class Dense {
  constructor(
    readonly text: string,
    readonly ends: Uint32Array,
    readonly table: Words,
    readonly page: Page,
  ) {}

  /** The page's own records. */
  records<R>(make: Maker<R>): readonly R[] {
    return this.run(make, 0, this.table[0]!);
  }

  number(at: number): number | null {
    const text = this.string(at);
    return text === null ? null : Number(text);
  }

  texts(at: number): readonly string[] | null {
    const text = this.string(at);
    return text === null ? null : Object.freeze(JSON.parse(text));
  }

  record<R>(make: Maker<R>, at: number): R | null {
    const row = this.table[at]!;
    return row === 0 ? null : new make(this, row - 1);
  }

  list<R>(make: Maker<R>, at: number): readonly R[] | null {
    const first = this.table[at]!;
    return first === 0 ? null : this.run(make, first - 1, this.table[at + 1]!);
  }

  private string(at: number): string | null {
    const number = this.table[at]!;
    return number === 0 ? null : this.text.substring(this.ends[number - 1]!, this.ends[number]!);
  }

  private run<R>(make: Maker<R>, first: number, count: number): readonly R[] {
    const records = new Array<R>(count);
    for (let index = 0; index < count; index++) records[index] = new make(this, first + index);
    return Object.freeze(records);
  }
}
