// What the vendor posts.
import type { EventFacts } from "./addon";
import { direct } from "./errors";
import type { Json } from "./model";
import { native } from "./native";
import { parsed } from "./parsed";
import { whole } from "./well_formed";

/**
 * What happened: the vendor's `CHAT_ON_START`, `CHAT_ON_ACCEPT`, `CHAT_ON_MESSAGE`, `CHAT_ON_CLOSE`; `Other` is any event
 * that it does not document.
 */
export type WebhookKind = "ChatStarted" | "ChatAccepted" | "ChatMessage" | "ChatClosed" | "Other";

/** An event that the vendor posted. Of the vendor's later product (Acquire). Printed, it shows nobody's words. */
export class WebhookEvent {
  /** What happened. */
  readonly kind: WebhookKind;
  /** The vendor's name of what happened, for example `CHAT_ON_START`. */
  readonly name: string;
  /** Identifier of the chat: `chat_id`, else the `id` of the four known events; null where there is neither. */
  readonly chatId: string | null;
  /**
   * The key of the delivery, 64 hex digits: equal for what is delivered twice, whatever its white space, order of members
   * or wrapping. Two events that say exactly the same have one key too.
   */
  readonly key: string;
  readonly #dataJson: string;
  readonly #raw: string;

  /** @internal */
  constructor({ kind, name, chatId, key, dataJson, raw }: EventFacts) {
    this.kind = kind;
    this.name = name;
    this.chatId = chatId ?? null;
    this.key = key;
    this.#dataJson = dataJson;
    this.#raw = raw;
  }

  /**
   * What it is about: the members of `data` and those around it, without `event`. Of these members (not deeper) `"null"` is
   * `null`, and JSON that came as a text is read, except in `message`, `msg` and `text`, which people type. A new object
   * each time; numbers may round where JavaScript's do, and one beyond its range is the text as it was sent.
   */
  get data(): { [name: string]: Json } {
    return parsed(this.#dataJson);
  }

  /** The same as JSON text, every digit as sent. */
  get dataJson(): string {
    return this.#dataJson;
  }

  /** The body as it was sent, without a byte order mark. */
  get raw(): string {
    return this.#raw;
  }

  /** The form that is the same in every language. */
  toJSON(): { [name: string]: Json } {
    return { kind: this.kind, name: this.name, chat_id: this.chatId, key: this.key, data: this.data };
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    const id = this.chatId === null ? "null" : JSON.stringify(this.chatId.slice(0, 40));
    return `WebhookEvent { kind: '${this.kind}', chatId: ${id}, letters: ${this.#raw.length} }`;
  }
}

export function parseWebhook(body: Uint8Array | ArrayBuffer): WebhookEvent {
  const given = bytes("parseWebhook", "body", body);
  return new WebhookEvent(direct(() => native.parseWebhook(given)));
}

export function verifyWebhookSignature(
  secret: string,
  rawBody: Uint8Array | ArrayBuffer,
  header: string | readonly string[] | null | undefined,
): boolean {
  const call = "verifyWebhookSignature";
  const key = whole(call, "secret", secret);
  const given = bytes(call, "rawBody", rawBody);
  if (header !== null && header !== undefined && typeof header !== "string" && !Array.isArray(header)) {
    throw new TypeError(`${call}: header is a string, or absent`);
  }
  // Half of a surrogate pair is no hex digit, whatever becomes of it; several values are none.
  const sent = typeof header === "string" ? header : undefined;
  return direct(() => native.verifyWebhookSignature(key, given, sent));
}

/** Bytes, never text: what was parsed and printed again has another signature. */
function bytes(call: string, name: string, value: unknown): Uint8Array {
  const given = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
  if (!(given instanceof Uint8Array)) {
    throw new TypeError(`${call}: ${name} is the bytes as they came (a Buffer, a Uint8Array), before anything parsed them`);
  }
  // What other threads can change is copied before it is read.
  return given.buffer instanceof ArrayBuffer ? given : Uint8Array.from(given);
}
