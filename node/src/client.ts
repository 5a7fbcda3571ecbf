// The client and its six operations: convert, call, convert.
import type { Call as NativeCall, Crossing, NativeClient } from "./addon";
import { cancellable } from "./cancel";
import type { Maker } from "./dense";
import { direct } from "./errors";
import { Chat, Recording, VisitorSession } from "./generated/models";
import { List } from "./list";
import type { Model } from "./model";
import { native } from "./native";
import { CALL, CHATS, CLIENT, LIST, checked, text } from "./options";
import type { CallOptions, ClientOptions, ListChatsOptions, ListOptions } from "./options";
import { Page } from "./page";

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

  /**
   * Makes a client; no request is made.
   *
   * @throws {ConfigurationError} if an option is missing or out of its range.
   * @throws {TypeError} if an option is of the wrong type or unknown.
   */
  constructor(options: ClientOptions = {}) {
    const given = checked("Client", options, CLIENT) as { [name: string]: never };
    this.#native = direct(() => new native.NativeClient(given));
  }

  /** All chats of a date range (`GET /chats`). */
  listChats(options: ListChatsOptions = {}): List<Chat> {
    const { signal, ...given } = checked("listChats", options, CHATS) as { [name: string]: never };
    return new List(direct(() => this.#native.listChats(given)), Chat, signal);
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
    return new List(direct(() => this.#native.listVisitorSessions(given)), VisitorSession, signal);
  }

  /** All sessions of one visitor, in the server's order (`GET /visitor/{visitor-id}`). */
  async getVisitorSessions(visitorId: string, options: CallOptions = {}): Promise<VisitorSessions> {
    const page = await this.#page("getVisitorSessions", "visitorId", visitorId, options, VisitorSession);
    // Not listed, so that the array prints and serialises as one.
    const sessions = Object.defineProperty([...page.records], "page", { value: page });
    return Object.freeze(sessions) as unknown as VisitorSessions;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "Client {}";
  }

  async #one<R extends Model>(call: Single, name: string, id: string, options: CallOptions, make: Maker<R>): Promise<R> {
    const page = await this.#page(call, name, id, options, make);
    // The core has made an error of an answer without a record.
    return page.records[0]!;
  }

  async #page<R extends Model>(call: Single, name: string, id: string, options: CallOptions, make: Maker<R>): Promise<Page<R>> {
    const { signal } = checked(call, options, CALL);
    const handle: NativeCall = new native.Call();
    const ask = (): Promise<Crossing> => this.#native[call](text(call, name, id), handle);
    return new Page(await cancellable(signal, () => handle.abort(), ask), make);
  }
}

type Single = "getChat" | "listMessages" | "getRecording" | "getVisitorSessions";
