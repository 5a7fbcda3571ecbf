// The cases of tests/corpus that need no HTTP.
import assert from "node:assert/strict";
import { TagoveError, customerSnippet, parseWebhook, userHash, verifyWebhookSignature } from "tagove";

export const WEB = ["customer_snippet", "user_hash", "parse_webhook", "verify_webhook_signature"];

/** What the public functions make of a case; `input` gives its body. */
export function answered(how, input) {
  try {
    return { value: value(how, input) };
  } catch (error) {
    if (!(error instanceof TagoveError)) throw error;
    return { error };
  }
}

function value({ operation, arguments: given, options }, input) {
  if (operation === "customer_snippet") {
    const { user_hash, ...rest } = options;
    return customerSnippet(given.customer, { ...rest, userHash: user_hash });
  }
  if (operation === "user_hash") return userHash(given.secret, given.email);
  const body = input();
  if (operation === "verify_webhook_signature") return verifyWebhookSignature(given.secret, body, given.header);
  const event = parseWebhook(body);
  const marked = body.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]));
  assert.ok(Buffer.from(event.raw).equals(marked ? body.subarray(3) : body), "the raw text is not the body");
  return event;
}
