// What the calls take. Its types are checked in checks.ts; what a value means is for the core to judge.
import type { Credentials, PageEvent, RequestEvent, ResponseEvent, RetryEvent } from "./events";

/** Options that a client can differ in from the one that it was made of by `withOptions`. */
export interface ClientChanges {
  /**
   * The whole time that one request may take (one page, not the list), in milliseconds, above 0 and finite: all
   * attempts, the waits between them, and the body to its last byte. Default: 60 000.
   */
  timeoutMs?: number | undefined;
  /** The time that one attempt may take, in milliseconds, above 0 and finite. Default: 30 000. */
  attemptTimeoutMs?: number | undefined;
  /**
   * How often a request that failed in a way that may pass is made again within `timeoutMs`, from 0 on: after 408, 425,
   * 429 and 5xx, a connection that could not be made or broke, an attempt that was too slow, a body that was not whole.
   * The wait before it is drawn from 0 to 0.5, 1, 2, 4, 8 seconds, and never shorter than the server's `Retry-After`; if
   * that does not fit into `timeoutMs`, the error comes at once, with its `retryAfterMs`. Default: 2.
   */
  maxRetries?: number | undefined;
  /** What happens at a 429: `wait` asks again within `maxRetries` and `timeoutMs`, `raise` never. Default: `wait`. */
  onRateLimit?: "wait" | "raise" | undefined;
  /** How many pages are asked for ahead of the one in use. Default: 1; 0 asks for none. */
  prefetch?: number | undefined;
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

/**
 * Options of a client. One out of its range, or a file that cannot be used, is a `ConfigurationError`; one of another
 * type, or that nobody knows, a `TypeError`.
 */
export interface ClientOptions extends ClientChanges {
  /** The key of the account. Default: `TAGOVE_API_KEY` of the environment. */
  apiKey?: string | undefined;
  /** Where the API is. Default: `TAGOVE_BASE_URL` of the environment, else the vendor's. */
  baseUrl?: string | undefined;
  /** How the key is sent. Default: `bearer`. */
  auth?: "bearer" | "basic" | undefined;
  /** The time that making a connection may take, in milliseconds, above 0 and finite. Default: 10 000. */
  connectTimeoutMs?: number | undefined;
  /** At most so many requests a second, evenly spaced; above 0 and finite. Default: no limit. */
  requestsPerSecond?: number | undefined;
  /**
   * The form in which answers are asked for. An answer is read as what it is, whatever was asked for. Default: `json`.
   */
  accept?: "json" | "xml" | undefined;
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
  /**
   * Gives the key, in place of `apiKey`: asked before an attempt when there is no key yet or the last one expired, and
   * once when the server answered 401; its time counts to `timeoutMs`. What it throws is the `cause` of an
   * `AuthenticationError`. It must not ask through this client, which waits for it. Default: none.
   */
  credentials?: Credentials | undefined;
  /**
   * Is told before every attempt. A hook that throws, or whose promise is rejected, is told by
   * `process.emitWarning`, and the call goes on; nobody waits for its promise but `close`. Events hold neither the key
   * nor a body. Default: none.
   */
  onRequest?: ((event: RequestEvent) => unknown) | undefined;
  /** Is told of every whole answer, whatever its status; as `onRequest`. Default: none. */
  onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  /** Is told of every attempt that failed and is made again; as `onRequest`. Default: none. */
  onRetry?: ((event: RetryEvent) => unknown) | undefined;
  /** Is told of every page, and every single answer, that was read; as `onRequest`. Default: none. */
  onPage?: ((event: PageEvent) => unknown) | undefined;
}

/** Options of `Client.demo`: what is made up, and those of the client, whose server is its own. */
export interface DemoOptions extends Omit<ClientOptions, "baseUrl"> {
  /** How many chats are made up, each with its visitor, 0 to 1 000 000. Default: 500. */
  chats?: number | undefined;
  /** Over how many days they spread, from 2016-08-01 on, 1 to 36 500. Default: 123. */
  days?: number | undefined;
  /** The same seed makes up the same chats everywhere; a whole number from 0 on. Default: 838 161. */
  seed?: number | undefined;
  /** How long every answer waits, in milliseconds, from 0 on. Default: 0. */
  latencyMs?: number | undefined;
}

/** Options of a call. */
export interface CallOptions {
  /** Cancels the call and closes its socket; what is thrown is the signal's own reason. */
  signal?: AbortSignal | undefined;
  /** The client's `timeoutMs` for this call alone; of a list, for each of its pages. Milliseconds, above 0 and finite. */
  timeoutMs?: number | undefined;
}

/** Options of `request`. */
export interface RequestOptions extends CallOptions {
  /** Names and their values, as an object or as pairs (an array, a `URLSearchParams`); what is undefined is left out. */
  query?: Query | undefined;
}

/** What stands behind the `?` of a request: texts and whole numbers by name. */
export type Query =
  | { readonly [name: string]: QueryValue | undefined }
  | Iterable<readonly [name: string, value: QueryValue]>;
/** A text, or a whole number. */
export type QueryValue = string | number | bigint;

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
