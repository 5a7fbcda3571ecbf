// What the package does, in short, as an ES module: also for Bun and Deno, which have no runner of these tests. Ends with
// "ok", or with an error.
import assert from "node:assert/strict";
import { inspect } from "node:util";
import { Client, NotFoundError, customerSnippet, parseWebhook, verifyWebhookSignature } from "tagove";
import { LocalServer } from "tagove/testing";

const KEY = "b1adac97-secret";
const server = new LocalServer({ chats: 120, key: KEY, faults: { 1: "503" } });
const client = new Client({ apiKey: KEY, baseUrl: server.url, prefetch: 2 });

const ids = new Set();
const chats = client.listChats({ limit: 25, include: ["messages"] });
for await (const chat of chats) if (chat.messages.every(({ message }) => typeof message === "string" || message === null)) ids.add(chat.id);
assert.equal(ids.size, 120);
assert.deepEqual(chats.summary(), { pages: 6, records: 120, duplicates: 0, ended: "empty_page", complete: true });
for await (const page of client.listChats({ limit: 10 }).pages()) {
  assert.equal(page.length, 10);
  assert.equal(JSON.parse(page.body.toString()).success, true);
  break;
}

const chat = await client.getChat("43074");
assert.equal(JSON.parse(JSON.stringify(chat)).id, "43074");
await assert.rejects(client.getChat("1"), (error) => error instanceof NotFoundError && error.status === 404);
assert.throws(() => new Client({ apiKye: KEY }), TypeError);
assert.ok(!`${inspect(client)}${JSON.stringify(client)}${String(client)}`.includes(KEY));

assert.match(customerSnippet({ name: "O'Hara" }, { nonce: "cGFnZQ==" }), /^<script nonce="cGFnZQ==">.*\{"name":"O\\u0027Hara"\}/);
assert.equal(parseWebhook(Buffer.from('{"event": "CHAT_ON_CLOSE", "id": 7}')).chatId, "7");
assert.equal(verifyWebhookSignature("key", Buffer.from("{}"), "ab".repeat(32)), false);

const slow = new LocalServer({ latencyMs: 60_000 });
const gone = new AbortController();
const reason = new Error("the user went away");
const asked = new Client({ apiKey: KEY, baseUrl: slow.url }).getChat("43074", { signal: gone.signal });
assert.ok(await slow.waitForRequests(1));
gone.abort(reason);
await assert.rejects(asked, (error) => error === reason);
assert.ok(await slow.waitForHangUps(1));
await Promise.all([slow.close(), server.close()]);
console.log("ok");
