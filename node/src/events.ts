// What callbacks are told, and what a provider of keys gives.
import type { ErrorKind, Operation } from "./words";

/** A key, and for how long it is good. */
export interface ApiKey {
  /** The key. */
  readonly apiKey: string;
  /** For how many milliseconds it is good, from 0 on; without it, until the server refuses it. */
  readonly expiresInMs?: number | undefined;
}

/** Where a client's key comes from. */
export type Credentials = () => string | ApiKey | Promise<string | ApiKey>;

/** An attempt is about to be made. */
export interface RequestEvent {
  /** `listChats`, `getChat`, …, or `request`. */
  readonly operation: Operation | "request";
  /** The URL, query included. */
  readonly url: string;
  /** The `X-Request-Id` that is sent; the same for all attempts of a request. */
  readonly requestId: string;
  /** From 1. */
  readonly attempt: number;
}

/** A whole answer came, whatever its status. */
export interface ResponseEvent {
  /** What was asked. */
  readonly request: RequestEvent;
  /** The HTTP status. */
  readonly status: number;
  /** The body's size in bytes, decompressed. */
  readonly bytes: number;
  /** What this attempt took, in milliseconds. */
  readonly elapsedMs: number;
}

/** An attempt failed, and another one will be made. */
export interface RetryEvent {
  /** What was asked. */
  readonly request: RequestEvent;
  /** The HTTP status, if there was an answer. */
  readonly status: number | null;
  /** The kind of the failure, for example `Server`. */
  readonly kind: ErrorKind;
  /** How long until the next attempt, in milliseconds. */
  readonly waitMs: number;
}

/** A page, or a single answer, was read. */
export interface PageEvent {
  /** `listChats`, `getChat`, …. */
  readonly operation: Operation;
  /** Its number, from 1; 1 for single answers. */
  readonly page: number;
  /** How many records it has, those delivered before included. */
  readonly records: number;
  /** How many warnings it has. */
  readonly warnings: number;
  /** From the first attempt to the last byte, in milliseconds. */
  readonly elapsedMs: number;
}
