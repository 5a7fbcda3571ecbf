// The API on this machine, with made-up chats.
import { checked, isPlain } from "../checks";
import { direct, rebuild } from "../errors";
import { local } from "../local";
import type { AskedFacts, NativeServer } from "../server-addon";

/** What a local server makes up, and how it behaves. */
export interface LocalServerOptions {
  /** How many chats, from 0 to 1 000 000; they are the same each time. Default: 25. */
  chats?: number | undefined;
  /** Over how many days they spread, from 1 to 36 500. Default: 123, from 2016-08-01 on. */
  days?: number | undefined;
  /** The same seed makes up the same chats everywhere; from 0 on. */
  seed?: number | undefined;
  /** How long every answer waits, in milliseconds, from 0 on. Default: 0. */
  latencyMs?: number | undefined;
  /** The only key that is let in. Default: any that is not empty. */
  key?: string | undefined;
  /**
   * What goes wrong with the request of a number, counted from 1: a status (`"503"`, or `"503:2"` with
   * `Retry-After: 2`), `"reset-before-head"`, `"closed-before-head"`, `"reset-in-body"`, `"truncated"`,
   * `"slow:SECONDS"`, `"dribbled:BYTES:SECONDS"`, `"wrong-content-type"`, `"false-gzip"`, `"redirect"`, `"silence"`.
   */
  faults?: { readonly [request: number]: string } | undefined;
}

/** A request that a `LocalServer` had. Never holds a key. */
export interface AskedRequest {
  /** From 1 on, in order of arrival. */
  readonly number: number;
  /** The connection it came by, from 1 on. */
  readonly connection: number;
  /** `GET`, of this API. */
  readonly method: string;
  /** The path with its query, as sent: `/chats?page=1`. */
  readonly target: string;
  /** What its answer suffered, by `faults`. */
  readonly fault: string | null;
  /** Its header `X-Request-Id`. */
  readonly requestId: string | null;
  /** Whether it had a header `Authorization`. */
  readonly authorization: boolean;
}

const KNOWN = { chats: "number", days: "number", seed: "number", latencyMs: "number", key: "text" } as const;
/** Named among the others; its type is checked by `script`. */
const FAULTS = { faults: "text" } as const;

/** Those that are not closed: who asks one needs its address alone, and may have let go of it. */
const OPEN = new Set<LocalServer>();

/**
 * A server of the API on 127.0.0.1, on a free port, in this process, which it does not keep alive. It listens as soon as
 * it is made, until `close`.
 *
 * ```ts
 * const server = new LocalServer({ chats: 3, faults: { 1: "503" } });
 * const client = new Client({ apiKey: "any", baseUrl: server.url });
 * const chats = await client.listChats().toArray();
 * await server.close();
 * ```
 */
export class LocalServer {
  readonly #native: NativeServer;

  /**
   * Starts it.
   *
   * @throws {ConfigurationError} for a fault that there is not, and for a number out of its range.
   * @throws {TypeError} if an option is of the wrong type or unknown.
   */
  constructor(options: LocalServerOptions = {}) {
    const { faults, ...rest } = Object(options) as LocalServerOptions;
    const plain = options === Object(options) ? rest : options;
    const given = checked("LocalServer", plain, { ...KNOWN, ...FAULTS }) as { [name: string]: never };
    const { NativeServer } = local();
    this.#native = direct(() => new NativeServer({ chats: 25, ...given, faults: script(faults) }));
    OPEN.add(this);
  }

  /** The `baseUrl` of a client that asks it. */
  get url(): string {
    return this.#native.url;
  }

  /** What was asked so far, in order, the latest 10 000 at most; after `close`, what was asked until then. */
  requests(): readonly AskedRequest[] {
    return this.#native.requests().map(asked);
  }

  /** How many requests their clients gave up before the answer was written. */
  get hangUps(): number {
    return this.#native.hangUps();
  }

  /**
   * Waits until so many requests came, for `timeoutMs` at most; gives whether they did.
   *
   * @throws {ConfigurationError} after `close`.
   */
  async waitForRequests(count: number, timeoutMs = 10_000): Promise<boolean> {
    return this.#wait("waitForRequests", count, timeoutMs);
  }

  /**
   * Waits until so many requests were given up, for `timeoutMs` at most; gives whether they were.
   *
   * @throws {ConfigurationError} after `close`.
   */
  async waitForHangUps(count: number, timeoutMs = 10_000): Promise<boolean> {
    return this.#wait("waitForHangUps", count, timeoutMs);
  }

  /** Ends it and cuts its connections; called again, it does nothing. */
  async close(): Promise<void> {
    OPEN.delete(this);
    await this.#native.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** The key is not shown, a test's own neither. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `LocalServer { url: '${this.url}' }`;
  }

  async #wait(call: "waitForRequests" | "waitForHangUps", count: number, timeoutMs: number): Promise<boolean> {
    checked(call, { count, timeoutMs }, { count: "number", timeoutMs: "number" });
    try {
      return await this.#native[call](count, timeoutMs);
    } catch (error) {
      throw rebuild(error);
    }
  }
}

function asked(facts: AskedFacts): AskedRequest {
  const { fault = null, requestId = null, ...rest } = facts;
  return { ...rest, fault, requestId };
}

function script(faults: unknown): { [request: string]: string } {
  if (faults === undefined || faults === null) return {};
  // Of a Map all that would be taken is nothing.
  if (!isPlain(faults) || !Object.values(faults).every((fault) => typeof fault === "string")) {
    throw new TypeError('LocalServer: faults is a plain object of strings by the request\'s number, as { 1: "503", 3: "reset-in-body" }');
  }
  return { ...(faults as { [request: string]: string }) };
}
