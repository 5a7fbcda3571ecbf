// The answer to a request that no operation models.
import type { RawCrossing } from "./addon";

/** A whole answer to `client.request`. Printed, it shows no body. */
export class RawAnswer {
  /** The HTTP status, below 300: others are errors. */
  readonly status: number;
  /** The headers by name, in lower case; values of one that came twice are joined by `, `. */
  readonly headers: { readonly [name: string]: string };
  /** The same as they came: names in lower case, with their values. */
  readonly rawHeaders: readonly (readonly [name: string, value: string])[];
  /** How many requests were made for it. */
  readonly attempts: number;
  readonly #body: Buffer;

  /** @internal */
  constructor({ status, headers, body, attempts }: RawCrossing) {
    this.status = status;
    const names: { [name: string]: string } = Object.create(null);
    const pairs: (readonly [string, string])[] = [];
    for (let at = 0; at < headers.length; at += 2) {
      const [name, value] = [headers[at]!, headers[at + 1]!];
      names[name] = name in names ? `${names[name]}, ${value}` : value;
      pairs.push(Object.freeze([name, value] as const));
    }
    this.headers = Object.freeze(names);
    this.rawHeaders = Object.freeze(pairs);
    this.attempts = attempts;
    this.#body = body;
  }

  /** The body, decompressed. */
  get body(): Buffer {
    return this.#body;
  }

  /** The answer's `X-Request-Id`, if it had one. */
  get requestId(): string | null {
    return this.headers["x-request-id"] ?? null;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `RawAnswer { status: ${this.status}, bytes: ${this.#body.length}, attempts: ${this.attempts} }`;
  }
}
