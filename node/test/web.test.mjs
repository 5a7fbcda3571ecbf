// The web side: what no file of the corpus can say, and an oracle that shares no code with the core.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash, createHmac } from "node:crypto";
import { test } from "node:test";
import { inspect } from "node:util";
import * as tagove from "tagove";
import { DecodeError, InvalidRequestError, customerSnippet, parseWebhook, userHash, verifyWebhookSignature } from "tagove";

const FIELDS = ["name", "email", "phone", "remarks"];
const [HIGH, LOW] = ["\ud83d", "\ude00"];
const HEX = "ab".repeat(32);
const BODY = Buffer.from('{"event": "CHAT_ON_CLOSE", "id": "7", "comments": "[]"}');
const signed = (body, key = "key") => createHmac("sha256", key).update(body).digest("hex");

/** JSON as JavaScript writes it, with all that is not plain ASCII escaped. */
const escaped = (customer) =>
  JSON.stringify({ userDetails: customer }).replace(/[<>&'\x7f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Texts of pieces and of any characters; the same in each run. */
function* texts(count, seed = 43074) {
  const pieces = ["</script>", "<!--", "]]>", "&lt;", "{{7*7}}", "\r\n", "'", '"', "\\", "\u2028", "\0", "\x7f", "\ufeff", "😀", "é"];
  const number = (below) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % 65_537 % below;
  const character = () => {
    const code = [number(0x80), number(0xd800), 0xe000 + number(0x2000), 0x10000 + number(16) * 0x10000 + number(0x10000)][number(4)];
    return number(3) === 0 ? pieces[number(pieces.length)] : String.fromCodePoint(code);
  };
  for (let made = 0; made < count; made++) yield Array.from({ length: number(20) }, character).join("");
}

test("snippet_is_what_another_json_writes", () => {
  for (const text of texts(2000)) {
    const customer = { name: text, remarks: `${text}.` };
    const json = escaped(customer);
    assert.equal(customerSnippet(customer), `<script>window.tagove=window.tagove||[];window.tagove.push(${json});</script>`);
    const block = `<script type="application/json">${json}</script><script nonce="cGFnZQ==">${tagove.BOOT_SCRIPT}</script>`;
    assert.equal(customerSnippet(customer, { form: "data_block", nonce: "cGFnZQ==" }), block);
    assert.deepEqual(JSON.parse(json), { userDetails: customer });
  }
});

test("constants_are_those_of_the_documentation", () => {
  const hash = createHash("sha256").update(tagove.BOOT_SCRIPT).digest("base64");
  assert.equal(tagove.BOOT_SCRIPT_HASH, `sha256-${hash}`);
  assert.deepEqual([tagove.SKIP_COBROWSE, tagove.SKIP_UI_COBROWSE], ["data-skip-cobrowse", "data-skipui-cobrowse"]);
  assert.equal(tagove.WEBHOOK_SIGNATURE_HEADER, "x-acquire-signature");
});

test("lone_surrogate_is_refused_everywhere", () => {
  for (const half of [HIGH, LOW, `a${LOW}b`, LOW + HIGH, `😀${HIGH}`]) {
    const calls = [
      ...FIELDS.map((name) => () => customerSnippet({ [name]: half })),
      () => customerSnippet({ [half]: "Ada" }),
      () => customerSnippet({ [half]: null }),
      () => customerSnippet({ name: "Ada" }, { nonce: half }),
      () => customerSnippet({ name: "Ada" }, { form: half }),
      () => customerSnippet({ email: "ada@example.com" }, { userHash: half + HEX }),
      () => userHash(half, "ada@example.com"),
      () => userHash("secret", half),
      () => verifyWebhookSignature(half, BODY, HEX),
    ];
    for (const call of calls) assert.throws(call, (error) => error instanceof InvalidRequestError && /^[^\n]*half of a surrogate pair[^\n]*$/.test(error.reason), String(call));
    assert.equal(verifyWebhookSignature("key", BODY, half), false);
  }
  assert.match(customerSnippet({ name: HIGH + LOW }), /"\\ud83d\\ude00"/);
});

test("what_is_too_large_is_refused", () => {
  assert.ok(customerSnippet({ remarks: "x".repeat(65_536) }).length > 65_536);
  for (const text of ["x".repeat(65_537), "x".repeat(2 ** 20), "é".repeat(32_769)]) {
    assert.throws(() => customerSnippet({ remarks: text }), (error) => error instanceof InvalidRequestError && /^remarks is /.test(error.reason));
  }
  const large = Buffer.alloc(10_000_000, " ").fill("{", 0, 1);
  assert.throws(() => parseWebhook(large), (error) => error instanceof DecodeError && error.at === "byte 4194304" && /10000000 bytes/.test(error.reason));
});

test("what_is_unknown_is_named_with_its_near_match", () => {
  for (const [name, near] of Object.entries({ nmae: "name", e_mail: "email", phoneNumber: "phone", __proto_: undefined })) {
    for (const value of ["Ada", null, undefined]) {
      const said = near === undefined ? "it takes `name`, `email`, `phone`, `remarks`" : `did you mean \`${near}\`?`;
      assert.throws(() => customerSnippet({ [name]: value }), (error) => error instanceof InvalidRequestError && error.reason.includes(`\`${name}\``) && error.reason.includes(said));
    }
  }
  assert.throws(() => customerSnippet({}, { form: "dataBlock" }), (error) => error instanceof InvalidRequestError && /did you mean `data_block`/.test(error.reason));
  assert.throws(() => customerSnippet({}, { nonse: "a" }), { name: "TypeError", message: "customerSnippet has no option nonse; did you mean nonce?" });
  assert.throws(() => customerSnippet({}, { user_hash: HEX }), { name: "TypeError", message: /did you mean userHash/ });
  // By their names here.
  assert.throws(() => customerSnippet({ name: "Ada" }, { userHash: HEX }), /^InvalidRequestError: userHash comes without .* leave userHash out$/);
});

test("wrong_types_are_type_errors", () => {
  const calls = [
    ...["Ada", null, undefined, 7, [], new Map([["name", "Ada"]]), new (class { name = "Ada"; })()].map((customer) => () => customerSnippet(customer)),
    ...[7, true, ["Ada"], Buffer.from("Ada"), new String("Ada"), Symbol("Ada")].map((name) => () => customerSnippet({ name })),
    ...["Ada", 7, null].map((options) => () => customerSnippet({ name: "Ada" }, options)),
    () => customerSnippet({ name: "Ada" }, { nonce: 7 }),
    () => userHash(Buffer.from("secret"), "ada@example.com"),
    () => userHash("secret"),
    ...["{}", {}, null, undefined, [123], new Uint16Array(4), new DataView(new ArrayBuffer(4))].map((body) => () => parseWebhook(body)),
    () => verifyWebhookSignature("key", "{}", HEX),
    () => verifyWebhookSignature(undefined, BODY, HEX),
    () => verifyWebhookSignature("key", BODY, Buffer.from(HEX)),
  ];
  for (const call of calls) assert.throws(call, (error) => error.constructor === TypeError && !/Ada|\n/.test(error.message), String(call));
});

test("empty_and_absent_are_told_apart", () => {
  assert.equal(customerSnippet({}), "");
  assert.equal(customerSnippet({ name: null, email: undefined }, { nonce: null, form: undefined, userHash: undefined }), "");
  assert.match(customerSnippet({ name: "" }), /\{"userDetails":\{"name":""\}\}/);
  assert.equal(customerSnippet(Object.assign(Object.create(null), { name: "" })), customerSnippet({ name: "" }));
});

test("body_may_be_any_bytes", () => {
  const padded = Buffer.concat([Buffer.from("_"), BODY, Buffer.from("_")]);
  const shared = new Uint8Array(new SharedArrayBuffer(BODY.length));
  shared.set(BODY);
  const own = Uint8Array.from(BODY);
  for (const given of [BODY, own, own.buffer, padded.subarray(1, -1), shared]) {
    assert.deepEqual(parseWebhook(given).data, { id: "7", comments: [] });
    assert.equal(verifyWebhookSignature("key", given, signed(BODY)), true);
  }
  assert.throws(() => parseWebhook(new Uint8Array(0)), (error) => error instanceof DecodeError && /is empty/.test(error.reason));
});

test("header_that_is_none_or_several_is_no_signature", () => {
  for (const header of [null, undefined, "", [], [signed(BODY)], [signed(BODY), signed(BODY)], signed(BODY).toUpperCase()]) {
    assert.equal(verifyWebhookSignature("key", BODY, header), false);
  }
  assert.throws(() => verifyWebhookSignature("", BODY, [HEX]), InvalidRequestError);
});

test("user_hash_is_that_of_another_library", () => {
  for (const text of texts(200)) if (text !== "") assert.equal(userHash("🔑 key", text), signed(text, "🔑 key"));
});

test("event_is_a_citizen", () => {
  const body = Buffer.from('{"event": "CHAT_ON_MESSAGE", "id": 12345678901234567890123, "message": {"msg": "very private"}}');
  const event = parseWebhook(body);
  assert.deepEqual([event.kind, event.name, event.chatId], ["ChatMessage", "CHAT_ON_MESSAGE", "12345678901234567890123"]);
  assert.equal(event.raw, String(body));
  assert.match(event.dataJson, /^\{"id":12345678901234567890123,/);
  assert.deepEqual(event, parseWebhook(body));
  assert.notDeepEqual(event, parseWebhook(BODY));
  assert.equal(inspect(event), `WebhookEvent { kind: 'ChatMessage', chatId: "12345678901234567890123", letters: ${body.length} }`);
  assert.ok(!inspect(event, { showHidden: true, depth: 9 }).includes("private"));
  event.data.id = 7;
  assert.notEqual(event.data.id, 7);
  assert.throws(() => (event.raw = "x"), TypeError);
  assert.equal(parseWebhook(Buffer.from('{"event": "X"}')).chatId, null);
});

test("errors_hold_neither_secret_nor_words", () => {
  const calls = [
    () => customerSnippet({ email: "ada@private.example" }, { userHash: "s3cret" }),
    () => customerSnippet({ name: "Ada" }, { nonce: 's3cret"' }),
    () => customerSnippet({ name: `s3cret${HIGH}` }),
    () => userHash("s3cret", ""),
    () => userHash(`s3cret${HIGH}`, "ada@private.example"),
    () => parseWebhook(Buffer.from('{"message": "s3cret"')),
  ];
  for (const call of calls) assert.throws(call, (error) => error instanceof tagove.TagoveError && !/s3cret|private/.test(inspect(error, { depth: 9 })));
});

test("what_is_for_pages_is_loaded_when_it_is_called", () => {
  const program = `
    const loaded = () => Object.keys(require.cache).filter((file) => /(page_snippet|well_formed|webhook|express|fastify|react\\w*)\\.js$/.test(file)).length;
    const { customerSnippet } = require("tagove");
    const before = loaded();
    customerSnippet({});
    console.log(before, loaded());`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", program], { cwd: import.meta.dirname, encoding: "utf8" });
  assert.deepEqual([stdout, stderr], ["0 2\n", ""]);
});
