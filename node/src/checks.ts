// The check of what calls are given: a wrong type is a TypeError, as everywhere in JavaScript, before any request.
import { refused } from "./errors";
import { near } from "./near";
import type { Query } from "./options";

export type Check = "text" | "day" | "texts" | "number" | "whole" | "flag" | "signal" | "function" | "any";

/** The options of each call, by name. */
export const CHANGES = {
  timeoutMs: "number",
  attemptTimeoutMs: "number",
  maxRetries: "whole",
  onRateLimit: "text",
  prefetch: "whole",
  strict: "flag",
  timeZone: "text",
  // Whether it is a count that can be, the addon judges.
  maxBodyBytes: "number",
  maxRows: "number",
  maxDepth: "number",
} as const;
const OWN = {
  apiKey: "text",
  auth: "text",
  connectTimeoutMs: "number",
  requestsPerSecond: "number",
  accept: "text",
  proxy: "text",
  caFile: "text",
  clientCertificate: "text",
  record: "text",
  replay: "text",
  redact: "flag",
  credentials: "function",
  onRequest: "function",
  onResponse: "function",
  onRetry: "function",
  onPage: "function",
  ...CHANGES,
} as const;
export const CLIENT = { ...OWN, baseUrl: "text" } as const;
export const DEMO = { chats: "number", days: "number", seed: "number", latencyMs: "number", ...OWN } as const;
export const CALL = { signal: "signal", timeoutMs: "number" } as const;
export const REQUEST = { query: "any", ...CALL } as const;
export const LIST = { startDate: "day", endDate: "day", page: "whole", limit: "whole", ...CALL } as const;
export const CHATS = { ...LIST, include: "texts" } as const;
export const TO_ARRAY = { take: "number" } as const;
export const KEY = { apiKey: "text", expiresInMs: "number" } as const;

const TIMES = ["timeoutMs", "attemptTimeoutMs", "connectTimeoutMs"];

/** In milliseconds; the core counts in whole ones. */
const NANOSECOND = 1e-6;

const WORDS: { readonly [check in Check]: string } = {
  text: "a string",
  day: "a string, yyyy-mm-dd; which day a Date is depends on a zone",
  texts: "an array of strings",
  number: "a number",
  whole: "a whole number below 2^53",
  flag: "true or false",
  signal: "an AbortSignal",
  function: "a function",
  any: "anything",
};

/** The options that were given, each of its type. Their values are never repeated: one of them is the key. */
export function checked<T extends object>(call: string, given: T, known: { readonly [name: string]: Check }): T {
  if (!isPlain(given)) throw new TypeError(`${call}: its options are a plain object, not ${kind(given)}`);
  const out: { [name: string]: unknown } = Object.create(null) as { [name: string]: unknown };
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(known, name)) throw unknown(call, name, Object.keys(known));
    if (value === undefined || value === null) continue;
    const check = known[name]!;
    if (!fits(check, value)) throw new TypeError(`${call}: ${name} is ${WORDS[check]}, not ${instead(check, value)}`);
    // A plain one, whatever it is: the addon takes no proxy of an array.
    out[name] = check === "texts" ? [...(value as string[])] : value;
  }
  for (const name of TIMES) {
    const time = out[name] as number | undefined;
    if (time !== undefined && !(time > 0 && time < Infinity)) {
      throw refused("Configuration", `${name} ${time} is no time; it is a finite number above 0`);
    }
    if (time !== undefined && time < NANOSECOND) {
      throw refused("Configuration", `${name} ${time} is below a nanosecond, in which nothing can be asked; give some milliseconds`);
    }
  }
  // The core counts retries and pages without a sign, in 32 bits.
  const retries = out["maxRetries"] as number | undefined;
  if (retries !== undefined) {
    if (retries < 0) throw refused("Configuration", `maxRetries ${retries} is below 0; 0 asks only once`);
    out["maxRetries"] = Math.min(retries, 0xffffffff);
  }
  const ahead = out["prefetch"] as number | undefined;
  if (ahead !== undefined && (ahead < 0 || ahead > 0xffffffff)) {
    throw refused("Configuration", `prefetch ${ahead} is no number of pages; 0 asks for none ahead`);
  }
  return out as T;
}

/** A count of records, from 0 on. */
export function count(call: string, name: string, value: unknown): number {
  if (typeof value !== "number") throw new TypeError(`${call}: ${name} is a number, not ${kind(value)}`);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw refused("InvalidRequest", `${call}: ${name} is ${value}; it is a whole number of records, from 0 on`);
}

/** A text that goes into a URL. */
export function text(call: string, name: string, value: unknown): string {
  if (typeof value !== "string") throw new TypeError(`${call}: ${name} is a string, not ${kind(value)}`);
  if (!/\p{Surrogate}/u.test(value)) return value;
  throw refused("InvalidRequest", `${call}: ${name} holds half a character (a lone surrogate), which cannot be sent`);
}

/** Names of a query and their values, in turn. */
export function pairs(call: string, query: Query | undefined): string[] {
  if (query === undefined) return [];
  const wrong = () => new TypeError(`${call}: query is a plain object, or pairs of a name and a value`);
  if (typeof query !== "object" || query === null) throw wrong();
  const each = Symbol.iterator in query;
  if (!each && !isPlain(query)) throw wrong();
  const out: string[] = [];
  for (const pair of each ? query : Object.entries(query)) {
    if (!Array.isArray(pair) || pair.length !== 2) throw wrong();
    const [name, value] = pair as [unknown, unknown];
    if (value === undefined && !each) continue;
    const whole = Number.isSafeInteger(value) || typeof value === "bigint";
    if (!whole && typeof value !== "string") throw new TypeError(`${call}: a value of query is a string or a whole number`);
    out.push(text(call, "a name of query", name), text(call, "a value of query", String(value)));
  }
  return out;
}

/** Whether all that it holds is on itself: an instance of a class may hold it elsewhere, and would be taken for empty. */
export function isPlain(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const proto = Object.getPrototypeOf(value);
  return proto === null || Object.getPrototypeOf(proto) === null;
}

/** What was given. Where a count is meant, no number is a key. */
function instead(check: Check, value: unknown): string {
  return check === "whole" && typeof value === "number" ? String(value) : kind(value);
}

/** What something is, in words; never what it says, which may be the key. */
export function kind(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value !== "object") return `a ${typeof value}`;
  if (value instanceof AbortController) return "an AbortController; give its signal";
  if (value instanceof Promise) return "a promise; await it, or give a function as credentials";
  const made = Object.getPrototypeOf(value)?.constructor?.name;
  return typeof made === "string" && made !== "Object" ? `an object of the class ${made}` : "an object";
}

function unknown(call: string, name: string, known: readonly string[]): TypeError {
  const meant = near(name, known);
  const which = meant === undefined ? `it takes ${known.join(", ")}` : `did you mean ${meant}?`;
  return new TypeError(`${call} has no option ${shown(name)}; ${which}`);
}

/** A name that came from outside, short and on one line. */
function shown(name: string): string {
  return JSON.stringify(name.slice(0, 40)).slice(1, -1).replace(/[\u0085\u2028\u2029]/g, "?");
}

function fits(check: Check, value: unknown): boolean {
  switch (check) {
    case "text":
    case "day":
      return typeof value === "string";
    case "texts":
      return Array.isArray(value) && [...value].every((item) => typeof item === "string");
    case "number":
      return typeof value === "number";
    case "whole":
      return Number.isSafeInteger(value);
    case "flag":
      return typeof value === "boolean";
    case "signal":
      return value instanceof AbortSignal;
    case "function":
      return typeof value === "function";
    case "any":
      return true;
  }
}
