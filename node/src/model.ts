// What all records have in common: the normalised form, a plain object, and a look that shows nobody's words.
import type { InspectOptionsStylized } from "node:util";
import { parsed } from "./parsed";

/** One member of a record: its name on the wire and here, and what `util.inspect` shows of it. */
export interface Field {
  /** Its name on the wire and in `toJSON()`: `date_created`. */
  readonly wire: string;
  /** Its name here: `dateCreated`. */
  readonly name: string;
  /** What `util.inspect` shows: the value; the length of people's words, or of a list; nothing. */
  readonly shown: "value" | "words" | "count" | "hidden";
}

/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** What `toObject()` of any record gives. */
export interface ModelObject {
  /** The members that the model does not know, as `extra` of the record has them. */
  extra: { [name: string]: Json };
}

/** A record: a view of its page. Every attribute is `null` where the answer had none. */
export abstract class Model {
  /** The members that the model does not know, as one JSON object with every digit kept. */
  abstract get extraJson(): string;

  /**
   * The same, parsed; numbers may round where JavaScript's do. One beyond its range is no `Infinity`, but the text as it
   * was sent: `"1e400"`.
   */
  get extra(): { [name: string]: Json } {
    return parsed(this.extraJson);
  }

  /** The normalised form, the same in every language, under the wire's names. */
  toJSON(): { [name: string]: Json } {
    return this.#copy("wire", (model) => model.toJSON()) as { [name: string]: Json };
  }

  /** A plain object under this language's names, which keeps nothing of the page but its texts. */
  toObject(): ModelObject {
    return this.#copy("name", (model) => model.toObject()) as unknown as ModelObject;
  }

  /**
   * Whether the other is the same kind of record with the same content, wherever each was read; `extraJson` is compared
   * as it was sent. `assert.deepEqual` and its like see no content in a record: give them `toObject()`.
   */
  equals(other: unknown): boolean {
    if (this === other) return true;
    if (!(other instanceof Model) || this.constructor !== other.constructor) return false;
    const same = (a: unknown, b: unknown): boolean => {
      if (a instanceof Model) return a.equals(b);
      if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b);
      return a.length === b.length && a.every((item, index) => same(item, b[index]));
    };
    const fields = this.#fields();
    return fields.every((field) => same(this.#value(field), other.#value(field))) && this.extraJson === other.extraJson;
  }

  /** Ids, states, times and lengths; never people's words. */
  [Symbol.for("nodejs.util.inspect.custom")](
    depth: number,
    options: InspectOptionsStylized,
    inspect: (value: unknown, options: object) => string,
  ): string {
    const name = this.constructor.name;
    if (depth < 0) return `[${name}]`;
    const shown: { [name: string]: unknown } = {};
    for (const field of this.#fields()) {
      const value = this.#value(field);
      if (field.shown === "hidden") continue;
      const length = value !== null && field.shown !== "value" ? (value as string | unknown[]).length : undefined;
      shown[field.name] = length === undefined ? value : { [SHORT]: () => `<${length}>` };
    }
    return `${name} ${inspect(shown, { ...options, depth: options.depth == null ? options.depth : options.depth - 1 })}`;
  }

  #fields(): readonly Field[] {
    return (this.constructor as unknown as { fields: readonly Field[] }).fields;
  }

  #value(field: Field): unknown {
    return (this as unknown as { [name: string]: unknown })[field.name];
  }

  #copy(names: "wire" | "name", inner: (model: Model) => object): { [name: string]: unknown } {
    const copy = (value: unknown): unknown => {
      if (value instanceof Model) return inner(value);
      return Array.isArray(value) ? value.map(copy) : value;
    };
    const out: { [name: string]: unknown } = {};
    for (const field of this.#fields()) out[field[names]] = copy(this.#value(field));
    out["extra"] = this.extra;
    return out;
  }
}

const SHORT = Symbol.for("nodejs.util.inspect.custom");
