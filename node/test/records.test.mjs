// Records as JavaScript sees them.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { before, after, test } from "node:test";
import { inspect } from "node:util";
import * as esm from "tagove";
import { Chat, Client, Message, Page } from "tagove";
import { serve } from "./server.mjs";

let server, client, chat;
before(async () => {
  server = await serve(null, "--chats", "30");
  client = new Client({ apiKey: "k", baseUrl: server.url });
  for await (const first of client.listChats({ include: ["messages", "account"] })) {
    chat = first;
    break;
  }
});
after(() => server.stop());

test("chat_getters_equal_the_body", () => {
  const { data } = JSON.parse(chat.page.body.toString());
  assert.ok(chat instanceof Chat && chat.page instanceof Page);
  for (const [index, { chat: sent, account }] of data.entries()) {
    const read = chat.page.records[index];
    assert.equal(read.id, sent.id);
    assert.equal(read.dateCreated, sent.date_created.replace(" ", "T"));
    assert.equal(read.chatDuration, sent.chat_duration === null ? null : Number(sent.chat_duration));
    assert.equal(read.account?.firstName, account?.first_name);
    assert.deepEqual(read.messages.map((message) => message.message), sent.messages.map((message) => message.message));
  }
  assert.ok(data.some((item) => /[^\x00-\x7f]/.test(JSON.stringify(item))), "the page is to be more than ASCII");
});

test("chat_asked_twice_gives_the_same_objects", () => {
  assert.equal(chat.messages, chat.messages);
  assert.equal(chat.account, chat.account);
  assert.ok(chat.messages[0] instanceof Message);
  assert.ok(Array.isArray(chat.messages));
});

test("chat_to_object_has_the_names_of_this_language", () => {
  const object = chat.toObject();
  assert.deepEqual(Object.keys(object), [...Chat.fields.map((field) => field.name), "extra"]);
  assert.equal(Object.getPrototypeOf(object.messages[0]), Object.prototype);
  assert.equal(object.messages[0].chatId, chat.id);
  assert.deepEqual(structuredClone(object), object);
});

test("chat_to_json_has_the_names_of_the_wire", () => {
  const json = JSON.parse(JSON.stringify(chat));
  assert.deepEqual(Object.keys(json), [...Chat.fields.map((field) => field.wire), "extra"]);
  assert.equal(json.messages[0].chat_id, chat.id);
});

test("chat_inspected_shows_nobodys_words", () => {
  const text = inspect(chat, { depth: 9, showHidden: true }) + inspect(chat.messages, { depth: 9 }) + inspect(chat.page, { depth: 9 });
  assert.match(text, new RegExp(`id: '${chat.id}'`));
  assert.match(text, /message: <\d+>/);
  const words = [chat.account.firstName, chat.account.email, ...chat.messages.map(({ message }) => message)];
  for (const word of words) assert.ok(word && !text.includes(word), word);
});

test("page_tells_what_is_known_of_the_answer", async () => {
  const one = await client.getChat(chat.id);
  const { page } = one;
  assert.deepEqual([page.number, page.status, page.attempts, page.length, page.warnings.length], [1, 200, 1, 1, 0]);
  assert.ok(page.elapsedMs > 0);
  assert.ok(page.requestId);
  assert.deepEqual(page.extra, {});
  assert.deepEqual(JSON.parse(page.body.toString()).data.chat.id, one.id);
  assert.deepEqual(JSON.parse(JSON.stringify(page)), [one.toJSON()]);
});

test("records_of_a_page_are_frozen", () => {
  assert.throws(() => chat.page.records.push(chat), TypeError);
  assert.throws(() => (chat.messages[0] = null), TypeError);
});

test("equals_compares_content_wherever_it_was_read", async () => {
  const [first, second] = chat.page.records;
  assert.ok(!first.equals(second) && !first.equals(null) && !first.equals(first.toObject()) && !first.equals(first.account));
  assert.ok(!first.messages[0].equals(first.messages[1]));
  assert.notDeepStrictEqual(first.toObject(), second.toObject());
  const again = client.listChats({ include: ["messages", "account"], limit: 2 });
  for await (const same of again) {
    assert.ok(same !== first && same.equals(first) && first.equals(same));
    break;
  }
});

test("extra_keeps_every_digit_and_any_name", async (t) => {
  const body = '{"success":true,"data":{"chat":{"id":7,"size":18446744073709551616,"__proto__":{"id":"9"},"type":"\u00e9"}}}';
  const stub = createServer((_, response) => response.end(body)).listen(0, "127.0.0.1");
  t.after(() => stub.close().closeAllConnections());
  await once(stub, "listening");
  const one = await new Client({ apiKey: "k", baseUrl: `http://127.0.0.1:${stub.address().port}` }).getChat("7");
  assert.deepEqual([one.id, one.type, one.messages], ["7", "\u00e9", null]);
  assert.equal(one.extraJson, '{"size":18446744073709551616,"__proto__":{"id":"9"}}');
  assert.deepEqual(Object.keys(one.extra), ["size", "__proto__"]);
  assert.equal(one.toObject().extra.id, undefined);
});

test("visitor_sessions_of_one_visitor_are_an_array_with_its_page", async () => {
  const list = client.listVisitorSessions({ limit: 1 });
  for await (const session of list) {
    const sessions = await client.getVisitorSessions(session.visitorId);
    assert.equal(sessions.page.length, sessions.length);
    assert.equal(typeof sessions[0].visitor.locationGeoIpLat, "number");
    assert.equal(sessions[0].visitorDetail?.visitorId ?? session.visitorId, session.visitorId);
    break;
  }
});

test("package_is_one_whether_required_or_imported", () => {
  const cjs = createRequire(import.meta.url)("tagove");
  assert.deepEqual(Object.keys(cjs).sort(), Object.keys(esm).filter((name) => !["default", "module.exports", "__esModule"].includes(name)).sort());
  assert.equal(cjs.Client, esm.Client);
});
