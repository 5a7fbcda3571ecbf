// One class a kind of error. The addon sends one JSON object as the text of a plain error; here it becomes the class.
import { types } from "node:util";
import type { Json } from "./model";
import type { ErrorKind } from "./words";

/** What an error is made of: the normalised form, the same in every language. `retry_after` is in seconds. */
export interface ErrorFields {
  /** What kind of thing went wrong. */
  kind: ErrorKind;
  /** The HTTP status, if there was an answer. */
  status: number | null;
  /** The server's own code. */
  code: string | null;
  /** One line for people. */
  reason: string;
  /** The answer's `X-Request-Id`. */
  request_id: string | null;
  /** How long the server asked to wait, in seconds. */
  retry_after: number | null;
  /** How many requests were made for it. */
  attempts: number;
  /** The place in the answer that could not be read. */
  at: string | null;
}

/** What went wrong, where, and what to do next. Never holds the key nor people's words. */
export class TagoveError extends Error {
  /** What kind of thing went wrong. */
  readonly kind: ErrorKind;
  /** The HTTP status, if there was an answer. */
  readonly status: number | null;
  /** The server's own code. */
  readonly code: string | null;
  /** The answer's `X-Request-Id`. */
  readonly requestId: string | null;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs: number | null;
  /** How many requests were made for it; 0 if it was refused before the first. */
  readonly attempts: number;
  /** The place in the answer that could not be read: a JSON pointer, or `byte N`. */
  readonly at: string | null;

  /** From the normalised form; `options` may have the `cause`. */
  constructor(fields: ErrorFields, options?: { cause?: unknown }) {
    super(fields.reason, options);
    // As for the built-in errors: on the error, but not listed.
    Object.defineProperty(this, "name", { value: classOf(fields.kind) ? `${fields.kind}Error` : "TagoveError" });
    this.kind = fields.kind;
    this.status = fields.status;
    this.code = fields.code;
    this.requestId = fields.request_id;
    this.retryAfterMs = fields.retry_after === null ? null : fields.retry_after * 1000;
    this.attempts = fields.attempts;
    this.at = fields.at;
  }

  /** One line for people; the same as `message`. */
  get reason(): string {
    return this.message;
  }

  /** The normalised form. */
  toJSON(): { [name: string]: Json } {
    return {
      kind: this.kind,
      status: this.status,
      code: this.code,
      reason: this.reason,
      request_id: this.requestId,
      retry_after: this.retryAfterMs === null ? null : this.retryAfterMs / 1000,
      attempts: this.attempts,
      at: this.at,
    };
  }
}

/** An option of the client is wrong. */
export class ConfigurationError extends TagoveError {}
/** The request makes no sense: refused before it was sent, or by the server. */
export class InvalidRequestError extends TagoveError {}
/** The key is missing, wrong or expired. */
export class AuthenticationError extends TagoveError {}
/** The key may not do this. */
export class PermissionDeniedError extends TagoveError {}
/** There is no such record. */
export class NotFoundError extends TagoveError {}
/** Too many requests. */
export class RateLimitedError extends TagoveError {}
/** The server failed. */
export class ServerError extends TagoveError {}
/** The server could not be reached, or the connection broke. */
export class ConnectionError extends TagoveError {}
/** The time allowed was not enough. */
export class TimeoutError extends TagoveError {}
/** The answer cannot be read as what was asked for. */
export class DecodeError extends TagoveError {}
/** The call was cancelled without an `AbortSignal`, whose own reason is thrown where there is one. */
export class CancelledError extends TagoveError {}

const CLASSES: { readonly [kind in ErrorKind]: typeof TagoveError } = {
  Configuration: ConfigurationError,
  InvalidRequest: InvalidRequestError,
  Authentication: AuthenticationError,
  PermissionDenied: PermissionDeniedError,
  NotFound: NotFoundError,
  RateLimited: RateLimitedError,
  Server: ServerError,
  Connection: ConnectionError,
  Timeout: TimeoutError,
  Decode: DecodeError,
  Cancelled: CancelledError,
};

/** Of its own words alone: whoever makes an error may call its kind `constructor`. */
function classOf(kind: string): typeof TagoveError | undefined {
  return Object.hasOwn(CLASSES, kind) ? CLASSES[kind as ErrorKind] : undefined;
}

/** What providers of keys threw lately, by the number under which the addon's errors speak of it. */
const thrown = new Map<number, unknown>();
let count = 0;

/** Keeps what a provider threw for the error that it leads to; of errors that nobody is given, only the last few. */
export function remembered(error: unknown): number {
  count = (count + 1) % 0x7fffffff;
  thrown.set(count, error);
  for (const old of thrown.keys()) {
    if (thrown.size <= 1024) break;
    thrown.delete(old);
  }
  return count;
}

/** The error as its class. What is none of ours stays what it is. */
export function rebuild(error: unknown): unknown {
  // Not `instanceof`: a test runner may have this module in a realm of its own, with another `Error`.
  if (!types.isNativeError(error)) return error;
  if (error.message.startsWith('{"kind":')) return read(error.message);
  // The addon's own errors are all written so. What else comes as this is a panic, whose text could be anybody's words.
  return (error as NodeJS.ErrnoException).code === "GenericFailure" ? refused("Decode", FAULT) : error;
}

/** As bindings/node/src/failure.rs has it, which says so of all that does not answer at once. */
const FAULT = "a fault of this library, please report it";

function read(json: string): TagoveError {
  const { cause, ...fields } = JSON.parse(json) as ErrorFields & { cause?: number };
  if (cause === undefined || !thrown.has(cause)) return make(fields);
  const options = { cause: thrown.get(cause) };
  thrown.delete(cause);
  return make(fields, options);
}

/** What is refused here, because no number of the core could hold it. */
export function refused(kind: "Configuration" | "InvalidRequest" | "Decode", reason: string): TagoveError {
  const none = { status: null, code: null, request_id: null, retry_after: null, at: null };
  return make({ ...none, kind, reason, attempts: 0 });
}

/** Calls what answers at once. */
export function direct<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw rebuild(error);
  }
}

function make(fields: ErrorFields, options?: { cause?: unknown }): TagoveError {
  return new (classOf(fields.kind) ?? TagoveError)({ ...fields, reason: inCamelCase(fields) }, options);
}

const SPELT =
  /(?<![\w./\\?&=])(?:api_key|base_url|attempt_timeout|connect_timeout|max_retries|on_rate_limit|requests_per_second|time_zone|max_body_bytes|max_rows|max_depth|ca_file|client_certificate|start_date|end_date|chat_id|visitor_id|user_hash|(?<=raise )timeout)(?![\w./\\=])/g;

/** Rust's word for what an error comes from, which is `cause` here. */
const PROVIDER = /^(the credentials provider gave no key; its own error is the )source\b/;

/** The core's reason with the names that options have here. What a server said stays as it was. */
function inCamelCase({ kind, status, reason }: ErrorFields): string {
  if (status !== null && status !== undefined && kind !== "Decode") {
    return reason
      .replace("check api_key (TAGOVE_API_KEY)", "check apiKey (TAGOVE_API_KEY)")
      .replace("check base_url, and any proxy in between", "check baseUrl, and any proxy in between");
  }
  return reason.replace(PROVIDER, "$1cause").replace(SPELT, (name) => {
    const camel = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    return name.endsWith("timeout") ? `${camel}Ms` : camel;
  });
}
