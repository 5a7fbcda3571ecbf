// What stands in a web page, and what the vendor posts back. No request is made. What does it is loaded when it is first
// called: most programs never do.
import type { Customer, SnippetOptions } from "./page_snippet";
import { native } from "./native";
import type { WebhookEvent } from "./webhook";

/** The script of the form `data_block`, the same in every page. */
export const BOOT_SCRIPT: string = native.BOOT_SCRIPT;
/**
 * The hash of `BOOT_SCRIPT` for a Content-Security-Policy, where it stands in single quotes: `script-src 'sha256-…'`. It
 * changes only with a new major version of this package.
 */
export const BOOT_SCRIPT_HASH: string = native.BOOT_SCRIPT_HASH;
/**
 * The attribute that hides an input from a co-browsing agent: `<input data-skip-cobrowse …>`, without a value.
 *
 * Documented for text boxes and nothing else. Nothing promises that it hides an element that is no input, what stands
 * inside of one, a label, or what a script copies out of the input; nor can this package see whether the widget obeys.
 */
export const SKIP_COBROWSE: string = native.SKIP_COBROWSE;
/**
 * The attribute that hides all text and fields inside of any element. Of the vendor's later product (Acquire, 2018).
 *
 * Nothing promises that an account of Tagove's own obeys it, nor that it hides images or what styles draw.
 */
export const SKIP_UI_COBROWSE: string = native.SKIP_UI_COBROWSE;
/** The header that `verifyWebhookSignature` checks. Of the vendor's later product (Acquire, 2021). */
export const WEBHOOK_SIGNATURE_HEADER: string = native.WEBHOOK_SIGNATURE_HEADER;

/**
 * The HTML that tells the chat widget who is logged in; empty if nothing is given.
 *
 * It belongs into `<head>`, before the widget's own code, as it is: a template must not escape it again. Every text
 * arrives in the browser character for character, in HTML and XHTML pages of every charset that contains ASCII, and
 * never ends the script or begins another element.
 *
 * ```ts
 * const html = customerSnippet({ name: "Ada O'Hara", email: "ada@example.com" }, { nonce: "cGFnZQ==" });
 * ```
 *
 * @param customer A plain object; fields that are absent, `null` or `undefined` are left out, empty ones are sent empty.
 * @param options The nonce, the form and the user hash; none is needed.
 * @throws {InvalidRequestError} and nothing of the HTML: a nonce that is not base64 or base64url of 1 to 256 characters, a
 * field above 65 536 bytes of UTF-8 or with half of a surrogate pair, an unknown field or form (the near match is named), a
 * user hash that is none or comes without the e-mail.
 * @throws {TypeError} if an argument is of the wrong type, or an option unknown.
 */
export function customerSnippet(customer: Customer, options: SnippetOptions = {}): string {
  return page().customerSnippet(customer, options);
}

/**
 * The proof that a page's customer is who it says: HMAC-SHA256 of the e-mail as given, as 64 lower-case hex digits. Of the
 * vendor's later product (Acquire). On the server only: who has the secret can be every customer. It is worth nothing
 * without the same e-mail in the page.
 *
 * ```ts
 * const html = customerSnippet({ email }, { userHash: userHash(process.env.ACQUIRE_SECRET ?? "", email) });
 * ```
 *
 * @throws {InvalidRequestError} if one of them is empty or holds half of a surrogate pair; neither is in the error.
 * @throws {TypeError} if one of them is no string.
 */
export function userHash(secret: string, email: string): string {
  return page().userHash(secret, email);
}

/**
 * What the vendor posted, in one form however it was sent. Of the vendor's later product (Acquire).
 *
 * ```ts
 * app.post("/webhook", express.raw({ type: () => true }), (request, response) => {
 *   const event = parseWebhook(request.body);
 *   response.sendStatus(200);
 * });
 * ```
 *
 * @param body The bytes as they came, at most 4 194 304.
 * @throws {DecodeError} with its place `at`, if they are no JSON object with an `event`.
 * @throws {TypeError} if they are no bytes: a text, or what a framework has parsed already.
 */
export function parseWebhook(body: Uint8Array | ArrayBuffer): WebhookEvent {
  return webhook().parseWebhook(body);
}

/**
 * Whether `header` (the value of `WEBHOOK_SIGNATURE_HEADER`) is the signature of the body: HMAC-SHA256 as 64 lower-case hex
 * digits. Of the vendor's later product (Acquire, 2021). The comparison takes the same time wherever the two differ.
 *
 * @param rawBody The bytes as they came, before anything parsed them.
 * @param header One that is absent, several, or of any other form gives false.
 * @throws {InvalidRequestError} if the secret is empty (everybody could sign), or holds half of a surrogate pair.
 * @throws {TypeError} if an argument is of the wrong type.
 */
export function verifyWebhookSignature(
  secret: string,
  rawBody: Uint8Array | ArrayBuffer,
  header: string | readonly string[] | null | undefined,
): boolean {
  return webhook().verifyWebhookSignature(secret, rawBody, header);
}

const page = () => require("./page_snippet") as typeof import("./page_snippet");
const webhook = () => require("./webhook") as typeof import("./webhook");
