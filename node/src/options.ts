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
  /**
   * The whole time that one request may take (one page, not the list), in milliseconds, above 0 and finite: all
   * attempts, the waits between them, and the body to its last byte. Default: 60 000.
   */
  timeoutMs?: number | undefined;
  /** The time that one attempt may take, in milliseconds, above 0 and finite. Default: 30 000. */
  attemptTimeoutMs?: number | undefined;
  /** The time that making a connection may take, in milliseconds, above 0 and finite. Default: 10 000. */
  connectTimeoutMs?: number | undefined;
  /**
   * How often a request that failed in a way that may pass is made again within `timeoutMs`, from 0 on: after 408, 425,
   * 429 and 5xx, a connection that could not be made or broke, an attempt that was too slow, a body that was not whole.
   * The wait before it is drawn from 0 to 0.5, 1, 2, 4, 8 seconds, and never shorter than the server's `Retry-After`; if
   * that does not fit into `timeoutMs`, the error comes at once, with its `retryAfterMs`. Default: 2.
   */
  maxRetries?: number | undefined;
  /** What happens at a 429: `wait` asks again within `maxRetries` and `timeoutMs`, `raise` never. Default: `wait`. */
  onRateLimit?: "wait" | "raise" | undefined;
  /** At most so many requests a second, evenly spaced; above 0 and finite. Default: no limit. */
  requestsPerSecond?: number | undefined;
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
  /**
   * A proxy for all requests, as `http://user:password@proxy.example.com:3128`; never shown. Default: that of the
   * environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`), not for this machine's loopback.
   */
  proxy?: string | undefined;
  /** The path of a file of certificates in PEM that are trusted besides the system's. Default: none. */
  caFile?: string | undefined;
  /**
   * The path of a file with a certificate and its private key, both in PEM, that is shown to the server. Default: none.
   */
  clientCertificate?: string | undefined;
  /**
   * The path of a folder, empty or not there yet, into which every request and answer is written: without the key, but
   * with people's words unless `redact` is on. The first call is in the folder itself, later ones are in folders
   * inside, `2`, `3`, …; a list is one call. Default: none.
   */
  record?: string | undefined;
  /**
   * The path of a folder that was recorded: answers come from there, no connection is made, and no key is needed.
   * Each call plays one recorded call, in any order. A request that was not recorded is a `ConfigurationError`. Default:
   * none.
   */
  replay?: string | undefined;
  /**
   * Whether people's words and addresses are made unreadable in what is recorded; ids and parameters that could be
   * somebody's words are then refused. Default: false.
   */
  redact?: boolean | undefined;
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
  attemptTimeoutMs: "number",
  connectTimeoutMs: "number",
  maxRetries: "whole",
  onRateLimit: "text",
  requestsPerSecond: "number",
  prefetch: "whole",
  accept: "text",
  strict: "flag",
  timeZone: "text",
  // Whether it is a count that can be, the addon judges.
  maxBodyBytes: "number",
  maxRows: "number",
  maxDepth: "number",
  proxy: "text",
  caFile: "text",
  clientCertificate: "text",
  record: "text",
  replay: "text",
  redact: "flag",
} as const;
export const CALL = { signal: "signal" } as const;
export const LIST = { startDate: "text", endDate: "text", page: "whole", limit: "whole", ...CALL } as const;
export const CHATS = { ...LIST, include: "texts" } as const;

const TIMES = ["timeoutMs", "attemptTimeoutMs", "connectTimeoutMs"];

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
  for (const name of TIMES) {
    const time = out[name] as number | undefined;
    if (time !== undefined && !(time > 0 && time < Infinity)) {
      throw refused("Configuration", `${name} ${time} is no time; it is a finite number above 0`);
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
