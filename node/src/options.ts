// What the calls take, and the check of its types: a wrong one is a TypeError, as everywhere in JavaScript. What a
// value means is for the core to judge.
import { refused } from "./errors";

/** Options of a client. */
export interface ClientOptions {
  /** The key of the account. Default: `TAGOVE_API_KEY` of the environment. */
  apiKey?: string | undefined;
  /** Where the API is. Default: `TAGOVE_BASE_URL` of the environment, else the vendor's. */
  baseUrl?: string | undefined;
  /** How the key is sent. Default: `bearer`. */
  auth?: "bearer" | "basic" | undefined;
  /** The whole time that one request may take (one page, not the list). Default: 60 000. */
  timeoutMs?: number | undefined;
  /** How many pages are asked for ahead of the one in use. Default: 1; 0 asks for none. */
  prefetch?: number | undefined;
  /**
   * The form in which answers are asked for. An answer is read as what it is, whatever was asked for. Default: `json`.
   */
  accept?: "json" | "xml" | undefined;
  /**
   * Whether whatever would be a page's warning is a `DecodeError` instead. What is noticed of a list as a whole
   * (`repeated_page`, `fewer_than_announced`) stays a warning. Default: false.
   */
  strict?: boolean | undefined;
  /**
   * The zone that the account's times are in, by its IANA name (`Europe/Berlin`). Times then end with that zone's
   * offset; one that the zone skips or repeats stays without, with a warning. Default: none.
   */
  timeZone?: string | undefined;
  /**
   * The largest answer that is taken, in bytes after decompression, 1 to 268 435 456 (256 MiB); a longer one is a
   * `DecodeError`. Default: 67 108 864.
   */
  maxBodyBytes?: number | undefined;
  /** How many records of all kinds one answer may hold, 1 to 10 000 000; with more it is a `DecodeError`. Default: 500 000. */
  maxRows?: number | undefined;
  /** How deep an answer may be nested, 1 to 512; a deeper one is a `DecodeError`. Default: 128. */
  maxDepth?: number | undefined;
}

/** Options of a call for a single answer. */
export interface CallOptions {
  /** Cancels the call and closes its socket. */
  signal?: AbortSignal | undefined;
}

/** Parameters of both lists; one left out is not sent. */
export interface ListOptions extends CallOptions {
  /** First day, `yyyy-mm-dd`. */
  startDate?: string | undefined;
  /** Last day, `yyyy-mm-dd`. */
  endDate?: string | undefined;
  /** The page to begin with, from 1. */
  page?: number | undefined;
  /** Records a page, from 1; the server may cap it. */
  limit?: number | undefined;
}

/** Parameters of `listChats`. */
export interface ListChatsOptions extends ListOptions {
  /** What comes along with each chat. */
  include?: readonly ("messages" | "account")[] | undefined;
}

type Check = "text" | "texts" | "number" | "whole" | "flag" | "signal";

/** The options of each call, by name. */
export const CLIENT = {
  apiKey: "text",
  baseUrl: "text",
  auth: "text",
  timeoutMs: "number",
  prefetch: "whole",
  accept: "text",
  strict: "flag",
  timeZone: "text",
  // Whether it is a count that can be, the addon judges.
  maxBodyBytes: "number",
  maxRows: "number",
  maxDepth: "number",
} as const;
export const CALL = { signal: "signal" } as const;
export const LIST = { startDate: "text", endDate: "text", page: "whole", limit: "whole", ...CALL } as const;
export const CHATS = { ...LIST, include: "texts" } as const;

const WORDS: { readonly [check in Check]: string } = {
  text: "a string",
  texts: "an array of strings",
  number: "a number",
  whole: "a whole number",
  flag: "true or false",
  signal: "an AbortSignal",
};

/** The options that were given, each of its type. Their values are never repeated: one of them is the key. */
export function checked<T extends object>(call: string, given: T, known: { readonly [name: string]: Check }): T {
  if (typeof given !== "object" || given === null) throw new TypeError(`${call}: its options are an object`);
  const out: { [name: string]: unknown } = {};
  for (const [name, value] of Object.entries(given)) {
    const check = known[name];
    if (!Object.hasOwn(known, name) || check === undefined) {
      throw new TypeError(`${call} has no option ${name}; it takes ${Object.keys(known).join(", ")}`);
    }
    if (value === undefined || value === null) continue;
    if (!fits(check, value)) throw new TypeError(`${call}: ${name} is ${WORDS[check]}`);
    out[name] = value;
  }
  const time = out["timeoutMs"] as number | undefined;
  if (time !== undefined && !(time > 0 && time < Infinity)) {
    throw refused("Configuration", `timeoutMs ${time} is no time; it is a finite number above 0`);
  }
  // The core counts pages without a sign.
  const ahead = out["prefetch"] as number | undefined;
  if (ahead !== undefined && (ahead < 0 || ahead > 0xffffffff)) {
    throw refused("Configuration", `prefetch ${ahead} is no number of pages; 0 asks for none ahead`);
  }
  return out as T;
}

/** A count of records, from 0 on. */
export function count(call: string, name: string, value: unknown): number {
  if (typeof value !== "number") throw new TypeError(`${call}: ${name} is a number`);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw refused("InvalidRequest", `${call}: ${name} is ${value}; it is a whole number of records, from 0 on`);
}

/** An id. */
export function text(call: string, name: string, value: unknown): string {
  if (typeof value !== "string") throw new TypeError(`${call}: ${name} is a string`);
  return value;
}

function fits(check: Check, value: unknown): boolean {
  switch (check) {
    case "text":
      return typeof value === "string";
    case "texts":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
    case "number":
      return typeof value === "number";
    case "whole":
      return Number.isSafeInteger(value);
    case "flag":
      return typeof value === "boolean";
    case "signal":
      return value instanceof AbortSignal;
  }
}
