// Texts of JavaScript that are text everywhere. Half of a surrogate pair would be replaced on the way out of the engine,
// and the page or the hash be another than was asked for.
import { kind } from "./checks";
import { refused } from "./errors";

/** The text as given, in which every surrogate has its other half. The text itself is never repeated. */
export function whole(call: string, name: string, value: unknown): string {
  if (typeof value !== "string") throw new TypeError(`${call}: ${name} is a string, not ${kind(value)}`);
  if (!/\p{Surrogate}/u.test(value)) return value;
  throw refused(
    "InvalidRequest",
    `${call}: ${name} holds half of a surrogate pair, which is no text; replace it, for example by text.toWellFormed()`,
  );
}
