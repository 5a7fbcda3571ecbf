// Compiled, never run: what a strict program may and may not write of web pages and webhooks.
import {
  BOOT_SCRIPT_HASH,
  SKIP_COBROWSE,
  WEBHOOK_SIGNATURE_HEADER,
  customerSnippet,
  parseWebhook,
  userHash,
  verifyWebhookSignature,
  type Customer,
  type SnippetOptions,
  type WebhookEvent,
  type WebhookKind,
} from "tagove";
import type { IncomingMessage } from "node:http";

const user: { readonly name: string; readonly email: string | null } = { name: "Ada", email: null };
const customer: Customer = { ...user, phone: undefined, remarks: "" };
const options: SnippetOptions = { nonce: "cGFnZQ==", form: "data_block", userHash: userHash("secret", "ada@example.com") };
const html: string = customerSnippet(user) + customerSnippet(customer, options);
// @ts-expect-error no such field
customerSnippet({ nmae: "Ada" });
// @ts-expect-error a text
customerSnippet({ name: 7 });
// @ts-expect-error no such form
customerSnippet({}, { form: "block" });
// @ts-expect-error no such option
customerSnippet({}, { user_hash: "" });

declare const request: IncomingMessage;
const verified: boolean = verifyWebhookSignature("key", Buffer.from("{}"), request.headers[WEBHOOK_SIGNATURE_HEADER]);
const event: WebhookEvent = parseWebhook(new ArrayBuffer(2));
const kind: WebhookKind = event.kind;
const id: string | null = event.chatId;
console.log(html, BOOT_SCRIPT_HASH, SKIP_COBROWSE, verified, kind === "ChatClosed", id, event.data["comments"], event.dataJson, event.raw, event.key);
// @ts-expect-error bytes
parseWebhook("{}");
// @ts-expect-error no such event
console.log(event.kind === "CHAT_ON_CLOSE");
// @ts-expect-error an event does not change
event.name = "x";
