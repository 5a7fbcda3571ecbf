// The client and its six operations: convert, call, convert.
import type { Call as NativeCall, Crossing, NativeClient } from "./addon";
import { cancellable } from "./cancel";
import { CALL, CHANGES, CHATS, CLIENT, DEMO, LIST, REQUEST, checked, pairs, text } from "./checks";
import type { Maker } from "./dense";
import { direct } from "./errors";
import { Chat, Recording, VisitorSession } from "./generated/models";
import type { Life } from "./life";
import { List } from "./list";
import { local } from "./local";
import type { Model } from "./model";
import { native } from "./native";
import type {
  CallOptions,
  ClientChanges,
  ClientOptions,
  DemoOptions,
  ListChatsOptions,
  ListOptions,
  RequestOptions,
} from "./options";
import { Page } from "./page";
import { Parts, made } from "./parts";
import { RawAnswer } from "./raw";

/** All sessions of one visitor, with the page that they came with. */
export type VisitorSessions = readonly VisitorSession[] & { readonly page: Page<VisitorSession> };

/**
 * A client of the API. Nothing that prints it shows the key.
 *
 * ```ts
 * const client = new Client({ timeZone: "Europe/Berlin", strict: true, maxBodyBytes: 8 * 1024 * 1024 });
 * ```
 */
export class Client {
  readonly #native: NativeClient;
  readonly #life: Life;

  /**
   * Makes a client; no request is made.
   *
   * @throws {ConfigurationError} if an option is missing or out of its range.
   * @throws {TypeError} if an option is of the wrong type or unknown.
   */
  constructor(options: ClientOptions = {}) {
    const { client, life } = options instanceof Parts ? options : made(checked("Client", options, CLIENT));
    this.#native = client;
    this.#life = life;
  }

  /**
   * A client of made-up chats, which a server inside of this process answers on 127.0.0.1: no key, no network. The
   * server ends with the client: with `close`, or when nothing holds the client or one of its lists any more. Making a
   * million chats up takes seconds, in which nothing else runs.
   *
   * ```ts
   * for await (const chat of Client.demo({ chats: 20 }).listChats().take(3)) console.log(chat.id, chat.status);
   * ```
   *
   * @throws {ConfigurationError} if an option is out of its range.
   * @throws {TypeError} if an option is of the wrong type or unknown.
   */
  static demo(options: DemoOptions = {}): Client {
    const { chats, days, seed, latencyMs, ...own } = checked("Client.demo", options, DEMO);
    const wanted: object = { chats, days, seed, latencyMs };
    const { NativeServer } = local();
    const server = direct(() => new NativeServer(wanted));
    const key = own.credentials ? {} : { apiKey: "demo" };
    try {
      return new Client(made({ ...key, ...own, baseUrl: server.url }, server) as object);
    } catch (error) {
      void server.close();
      throw error;
    }
  }

  /** All chats of a date range (`GET /chats`). */
  listChats(options: ListChatsOptions = {}): List<Chat> {
    const { signal, ...given } = checked("listChats", options, CHATS) as { [name: string]: never };
    return new List(direct(() => this.#native.listChats(given)), Chat, signal, this.#life);
  }

  /** One chat (`GET /chat/{chat-id}`). */
  async getChat(chatId: string, options: CallOptions = {}): Promise<Chat> {
    return this.#one("getChat", "chatId", chatId, options, Chat);
  }

  /** One chat with its messages (`GET /chat/{chat-id}/messages`). */
  async listMessages(chatId: string, options: CallOptions = {}): Promise<Chat> {
    return this.#one("listMessages", "chatId", chatId, options, Chat);
  }

  /** One chat with the paths of its recorded files (`GET /chat/{chat-id}/recording`). */
  async getRecording(chatId: string, options: CallOptions = {}): Promise<Recording> {
    return this.#one("getRecording", "chatId", chatId, options, Recording);
  }

  /** All visitor sessions of a date range (`GET /visitor`). */
  listVisitorSessions(options: ListOptions = {}): List<VisitorSession> {
    const { signal, ...given } = checked("listVisitorSessions", options, LIST) as { [name: string]: never };
    return new List(direct(() => this.#native.listVisitorSessions(given)), VisitorSession, signal, this.#life);
  }

  /** All sessions of one visitor, in the server's order (`GET /visitor/{visitor-id}`). */
  async getVisitorSessions(visitorId: string, options: CallOptions = {}): Promise<VisitorSessions> {
    const page = await this.#page("getVisitorSessions", "visitorId", visitorId, options, VisitorSession);
    // Not listed, so that the array prints and serialises as one.
    const sessions = Object.defineProperty([...page.records], "page", { value: page });
    return Object.freeze(sessions) as unknown as VisitorSessions;
  }

  /**
   * Asks for a path below `baseUrl` that no operation models, with the same key, retries, budgets and errors.
   *
   * ```ts
   * const answer = await client.request("GET", "/departments", { query: { limit: 5 } });
   * console.log(answer.status, answer.headers["content-type"], answer.body.length);
   * ```
   *
   * @param method `GET`: this API only reads.
   * @param path Begins with one `/`, and stays below `baseUrl`.
   * @throws {InvalidRequestError} for another method or path, before any request.
   * @throws {TagoveError} of the kind of the status, if that is 300 or above; any other kind as it comes.
   * @throws {TypeError} if something is of the wrong type or unknown.
   */
  async request(method: string, path: string, options: RequestOptions = {}): Promise<RawAnswer> {
    const { query, ...call } = checked("request", options, REQUEST);
    const asked = [text("request", "method", method), text("request", "path", path)] as const;
    const names = pairs("request", query);
    return new RawAnswer(await this.#call(call, (handle) => this.#native.request(...asked, names, handle)));
  }

  /**
   * A client with other options that shares connections, key, callbacks, rate limit and retries with this one. What is
   * not given stays as it is. They end together: closing one closes all of them.
   *
   * ```ts
   * const patient = client.withOptions({ timeoutMs: 600_000, maxRetries: 8 });
   * ```
   *
   * @throws {ConfigurationError} if an option is out of its range, or the client is closed.
   * @throws {TypeError} if an option is of the wrong type or unknown.
   */
  withOptions(options: ClientChanges): Client {
    const given = checked("withOptions", options, CHANGES) as { [name: string]: never };
    return new Client(new Parts(direct(() => this.#native.withOptions(given)), this.#life) as object);
  }

  /**
   * Lets the connections go, at once. Calls on their way end with `CancelledError`; later calls, and further pages of
   * its lists, are a `ConfigurationError`; records stay as they are. Hooks hear what they have not heard yet, and then
   * nothing more; the promise is kept when those of hooks are. Closing again does nothing.
   */
  async close(): Promise<void> {
    this.#native.close();
    await this.#life.end();
  }

  /** Whether it was closed. */
  get closed(): boolean {
    return this.#native.closed;
  }

  /** As `close`, at the end of an `await using` block. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.closed ? "Client { closed }" : "Client {}";
  }

  async #one<R extends Model>(call: Single, name: string, id: string, options: CallOptions, make: Maker<R>): Promise<R> {
    const page = await this.#page(call, name, id, options, make);
    // The core has made an error of an answer without a record.
    return page.records[0]!;
  }

  async #page<R extends Model>(call: Single, name: string, id: string, options: CallOptions, make: Maker<R>): Promise<Page<R>> {
    const given = checked(call, options, CALL);
    const known = text(call, name, id);
    return new Page(await this.#call<Crossing>(given, (handle) => this.#native[call](known, handle)), make);
  }

  async #call<T>({ signal, timeoutMs }: CallOptions, ask: (handle: NativeCall) => Promise<T>): Promise<T> {
    const handle = new native.Call(timeoutMs);
    return cancellable(signal, () => handle.abort(), () => ask(handle), this.#life.callbacks);
  }
}

type Single = "getChat" | "listMessages" | "getRecording" | "getVisitorSessions";
