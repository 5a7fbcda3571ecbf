// The customer in a web page: what is given is checked here, and crosses once.
import { checked, isPlain, kind, type Check } from "./checks";
import { direct } from "./errors";
import { native } from "./native";
import { whole } from "./well_formed";

/** Who is logged in. A field that is absent, `null` or `undefined` is left out of the page; an empty one is sent empty. */
export interface Customer {
  /** The full name. */
  readonly name?: string | null | undefined;
  /** The e-mail address. */
  readonly email?: string | null | undefined;
  /** The phone number, in any form. */
  readonly phone?: string | null | undefined;
  /** Whatever the agent should know. The visitor can read it in the page's source. */
  readonly remarks?: string | null | undefined;
}

/** How the customer stands in the page. */
export interface SnippetOptions {
  /** The nonce of this answer's Content-Security-Policy: base64 or base64url, 1 to 256 characters, without `nonce-`. */
  readonly nonce?: string | null | undefined;
  /**
   * `inline` is one script with the customer in it. `data_block` is a block of data and one script that is the same in
   * every page, for policies that name its hash (`BOOT_SCRIPT_HASH`); the two have to stay side by side. Default: `inline`.
   */
  readonly form?: "inline" | "data_block" | null | undefined;
  /** What `userHash` gave for the customer's e-mail. Of the vendor's later product (Acquire). */
  readonly userHash?: string | null | undefined;
}

const FIELDS: ReadonlySet<string> = new Set(["name", "email", "phone", "remarks"] satisfies (keyof Customer)[]);
const OPTIONS = { nonce: "text", form: "text", userHash: "text" } as const satisfies { [name: string]: Check };

export function customerSnippet(customer: Customer, options: SnippetOptions): string {
  const call = "customerSnippet";
  if (!isPlain(customer)) throw new TypeError(`${call}: customer is a plain object, not ${kind(customer)}`);
  const names: string[] = [];
  const values: (string | undefined)[] = [];
  for (const [name, value] of Object.entries(customer)) {
    names.push(whole(call, "the name of a field", name));
    // Of a wrong name the value does not matter: the addon refuses it, and knows what was meant.
    const none = value === null || value === undefined || !FIELDS.has(name);
    values.push(none ? undefined : whole(call, name, value));
  }
  const given = checked<SnippetOptions>(call, options, OPTIONS) as { [name: string]: string };
  for (const [name, value] of Object.entries(given)) whole(call, name, value);
  return direct(() => native.customerSnippet(names, values, given));
}

export function userHash(secret: string, email: string): string {
  const [key, given] = [whole("userHash", "secret", secret), whole("userHash", "email", email)];
  return direct(() => native.userHash(key, given));
}
