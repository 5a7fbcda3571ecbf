// What a page keeps of its answer, however it came: exactly its bytes, for as long as the page is held.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { Client } from "tagove";
import { answering } from "./server.mjs";

/** A page of chats; blanks, escapes and several scripts have to come back as they stand. */
function chats(count, words = "Hello,\\u00e9 <b>\u{1F622}</b> Мой\\n") {
  const message = (id) => `{ "id":"${id}", "chat_id":"7" ,"type":"text","message":"${words} ${id}","date_created":"2016-11-08 13:35:05"}`;
  const chat = (id) => `{"id":"${id}","date_created":"2016-11-08 13:35:05","mood":1.50,"messages":[${[1, 2, 3].map((at) => message(id * 10 + at))}]}`;
  const of = Array.from({ length: count }, (_, at) => `{"chat": ${chat(at + 1)}}`);
  return `{"success":true,\n "data":[${of}], "note":"\\ud83d\\ude22"}`;
}

/** Letters that no packing makes fewer. */
function noise(length) {
  let [seed, out] = [7, ""];
  while (out.length < length) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    out += String.fromCharCode(0x4e00 + (seed >> 12) % 20000);
  }
  return out;
}

async function firstPage(t, body, { headers = {}, type, client: options = {} } = {}) {
  const { url } = await answering(t, body, { headers, ...(type ? { type } : {}) });
  const client = new Client({ apiKey: "any", baseUrl: url, prefetch: 0, ...options });
  t.after(() => client.close());
  const { value } = await client.listChats({ include: ["messages"] }).pages().next();
  return { page: value, client };
}

/** A frame of zstd whose blocks are as they are: Node 20 makes none. */
function zstdFrame(bytes) {
  const blocks = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58])];
  for (let at = 0, most = 100_000; at < bytes.length; at += most) {
    const block = bytes.subarray(at, at + most);
    const head = Buffer.alloc(3);
    head.writeUIntLE((block.length << 3) | (at + most >= bytes.length ? 1 : 0), 0, 3);
    blocks.push(head, block);
  }
  return Buffer.concat(blocks);
}

const codings = { gzip: gzipSync, br: brotliCompressSync, zstd: zstdFrame };
const bodies = {
  small: chats(2),
  packed: chats(200),
  ascii: chats(200, "Hello"),
  noise: chats(20, noise(3000)),
  mark: `\u{FEFF} ${chats(200)}\n `,
};

for (const [name, body] of Object.entries(bodies)) {
  test(`body_of_a_plain_answer_comes_back_as_it_came_${name}`, async (t) => {
    const { page, client } = await firstPage(t, body);
    assert.deepEqual(page.body, Buffer.from(body));
    client.close();
    // A copy each time, also after the client has gone.
    page.body.fill(0);
    assert.deepEqual(page.body, Buffer.from(body));
  });
  for (const [coding, compress] of Object.entries(codings)) {
    test(`body_of_a_${coding}_answer_comes_back_unpacked_${name}`, async (t) => {
      const { page } = await firstPage(t, compress(Buffer.from(body)), { headers: { "content-encoding": coding } });
      assert.deepEqual(page.body, Buffer.from(body));
    });
  }
}

test("body_of_an_xml_answer_is_the_xml", async (t) => {
  const chat = (id) => `<chat><id>${id}</id><status>closed</status></chat>`;
  const xml = `<?xml version="1.0"?><response><success>true</success><data>${Array.from({ length: 400 }, (_, id) => chat(id + 1)).join("\n")}</data></response>`;
  const { page } = await firstPage(t, xml, { type: "application/xml", client: { accept: "xml" } });
  assert.deepEqual([page.length, page.body], [400, Buffer.from(xml)]);
});

test("body_of_a_replayed_answer_is_the_recorded_one", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "kept-body-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const record = join(folder, "cassette");
  const { client } = await firstPage(t, bodies.ascii, { client: { record } });
  client.close();
  const replayed = new Client({ apiKey: "any", baseUrl: "http://127.0.0.1:9", replay: record });
  t.after(() => replayed.close());
  const { value } = await replayed.listChats({ include: ["messages"] }).pages().next();
  assert.deepEqual(value.body, Buffer.from(bodies.ascii));
});

test("texts_that_repeat_are_those_of_their_own_record", async (t) => {
  // Three in turn, more than are looked at; none, empty and equal ones between them; the same text in other fields.
  const senders = ['"visitor"', '"agent"', '"system"', "null", '""', '"text"'];
  const message = (id) => `{"id":"${id}","sender_type":${senders[id % 6]},"type":"${id % 2 ? "text" : "visitor"}","message":"${id % 5 ? "same" : ""}"}`;
  const many = Array.from({ length: 30_000 }, (_, id) => message(id));
  for (const count of [50, 30_000]) {
    const body = `{"data":[{"chat":{"id":"7","messages":[${many.slice(0, count)}]}}]}`;
    const { page } = await firstPage(t, body);
    const sent = JSON.parse(body).data[0].chat.messages;
    const read = page.records[0].messages.map(({ id, senderType, type, message, seen }) => ({ id, senderType, type, message, seen }));
    assert.deepEqual(read, sent.map(({ id, sender_type, type, message }) => ({ id, senderType: sender_type, type, message, seen: null })));
  }
});
