// What a request, its answer and its errors promise at their edges.
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { once } from "node:events";
import { test } from "node:test";
import { Client, ConfigurationError, DecodeError, InvalidRequestError, NotFoundError, TagoveError, parseWebhook } from "tagove";
import { local } from "./local.mjs";
import { answering } from "./server.mjs";

/** A client of one answer. */
async function asking(t, body, options) {
  const stub = await answering(t, body, options);
  return { stub, one: new Client({ apiKey: "k", baseUrl: stub.url, maxRetries: 0 }) };
}

test("path_with_parameters_is_refused_and_query_is_named", async (t) => {
  const { client, server } = local(t);
  for (const [path, mark] of [["/chats?limit=5", "`?`"], ["/chats#top", "`#`"], ["/?", "`?`"]]) {
    await assert.rejects(client().request("GET", path), (error) => {
      assert.ok(error instanceof InvalidRequestError && error.attempts === 0);
      assert.ok(error.reason.includes(mark) && error.reason.includes("the option query"), error.reason);
      assert.ok(!error.reason.includes("limit=5"), error.reason);
      return true;
    });
  }
  assert.deepEqual(server.requests(), []);
});

test("html_in_the_place_of_an_answer_tells_where_and_what_to_check", async (t) => {
  const { one } = await asking(t, "<!doctype html>\n<p>Ada, log in</p>", { type: "text/html" });
  const error = await one.getChat("43074").catch((error) => error);
  assert.ok(error instanceof DecodeError);
  assert.deepEqual([error.status, error.at, error.requestId], [200, "byte 0", null]);
  assert.match(
    error.reason,
    /^the answer to GET \/chat\/43074 \(status 200, content type text\/html\) .* an HTML page; .* check baseUrl, and any proxy in between \(sent as request id [0-9a-f]{32}\)$/,
  );
  assert.ok(!error.reason.includes("Ada"));
  const { one: other } = await asking(t, "<html>Ada", { type: "text/html", statuses: [404] });
  const missing = await other.getChat("43074").catch((error) => error);
  assert.ok(missing instanceof NotFoundError);
  assert.equal(
    missing.reason,
    "the server refused with status 404: the body is an HTML page; a login or a proxy's page comes so: check baseUrl, and any proxy in between",
  );
});

test("times_that_are_none_are_refused_by_name", async (t) => {
  const { client, server } = local(t);
  const told = [
    [1e-9, "timeoutMs 1e-9 is below a nanosecond, in which nothing can be asked; give some milliseconds"],
    ...[NaN, Infinity, -1].map((time) => [time, `timeoutMs ${time} is no time; it is a finite number above 0`]),
  ];
  for (const [timeoutMs, reason] of told) {
    const refusal = (error) => error instanceof ConfigurationError && assert.equal(error.reason, reason) === undefined;
    assert.throws(() => client({ timeoutMs }), refusal);
    assert.throws(() => client().withOptions({ timeoutMs }), refusal);
    assert.throws(() => client().listChats({ timeoutMs }), refusal);
    await assert.rejects(client().getChat("7", { timeoutMs }), refusal);
  }
  assert.deepEqual(server.requests(), []);
  assert.equal((await client({ timeoutMs: 2 ** 53 }).getChat("43074", { timeoutMs: 2 ** 53 })).id, "43074");
});

test("count_that_is_none_is_told_as_it_was_given", (t) => {
  const { client } = local(t);
  for (const wrong of [NaN, Infinity, 1.5, 2 ** 53]) {
    for (const [call, name, make] of [
      ["Client", "maxRetries", () => client({ maxRetries: wrong })],
      ["listChats", "page", () => client().listChats({ page: wrong })],
    ]) {
      assert.throws(make, { name: "TypeError", message: `${call}: ${name} is a whole number below 2^53, not ${wrong}` });
    }
  }
});

test("header_in_latin_1_comes_through", async (t) => {
  const head = "HTTP/1.1 200 OK\r\nX-Place: caf\xe9 \xff\r\nX-Place: M\xfcnchen\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
  const server = createServer((socket) => socket.on("error", () => {}).once("data", () => socket.end(Buffer.from(head, "latin1"))));
  server.listen(0, "127.0.0.1");
  t.after(() => server.close());
  await once(server, "listening");
  const one = new Client({ apiKey: "k", baseUrl: `http://127.0.0.1:${server.address().port}` });
  const answer = await one.request("GET", "/x");
  assert.equal(answer.headers["x-place"], "caf\xe9 \xff, M\xfcnchen");
  assert.deepEqual(answer.rawHeaders.filter(([name]) => name === "x-place").map(([, value]) => value), ["caf\xe9 \xff", "M\xfcnchen"]);
});

test("number_beyond_the_range_of_javascript_is_its_text", async (t) => {
  const odd = String.raw`{"a": 1e400, "b": [-1e999, 1e308, {"c": 12E+0400}], "d": "1e400, \"2e999\\", "e\"1e400": 1, "f": ${"9".repeat(309)}, "g": 0.5}`;
  const { one } = await asking(t, `{"success": true, "about": 1e400, "data": {"chat": {"id": "7", "odd": ${odd}}}}`);
  const chat = await one.getChat("7");
  const expected = {
    odd: { a: "1e400", b: ["-1e999", 1e308, { c: "12E+0400" }], d: '1e400, "2e999\\', 'e"1e400': 1, f: "9".repeat(309), g: 0.5 },
  };
  assert.deepEqual(chat.extra, expected);
  assert.deepEqual(chat.toObject().extra, expected);
  assert.deepEqual(JSON.parse(JSON.stringify(chat)).extra, expected);
  assert.ok(chat.extraJson.includes('"a":1e400,') && chat.extraJson.includes("12E+0400"));
  assert.deepEqual(chat.page.extra, { about: "1e400" });
  assert.equal(parseWebhook(Buffer.from('{"event": "CHAT_ON_START", "id": "7", "far": 1e400}')).data.far, "1e400");
});

test("names_of_the_answer_touch_no_prototype", async (t) => {
  const evil = '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}, "toString": 1}';
  const body = `{"success": true, "__proto__": {"polluted": true}, "data": {"chat": {"id": "7", "__proto__": {"polluted": true}, "hasOwnProperty": 1, "odd": ${evil}}}}`;
  const { one } = await asking(t, body, { headers: { __proto__: null, ["__proto__"]: "x", constructor: "y" } });
  const chat = await one.getChat("7");
  for (const value of [chat.extra, chat.toObject().extra, chat.toJSON().extra, chat.page.extra, chat.extra.odd]) {
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
    assert.deepEqual(Object.getOwnPropertyDescriptor(value, "__proto__").value, { polluted: true });
    assert.equal(value.polluted, undefined);
  }
  assert.equal(chat.toObject().polluted, undefined);
  const { headers } = await one.request("GET", "/x");
  assert.deepEqual([headers["__proto__"], headers.constructor, Object.getPrototypeOf(headers)], ["x", "y", null]);
  const event = parseWebhook(Buffer.from('{"event": "CHAT_ON_START", "__proto__": {"polluted": true}, "data": {"__proto__": {"polluted": true}}}'));
  assert.equal(event.data.polluted, undefined);
  assert.equal({}.polluted, undefined);
});

test("names_of_options_touch_no_prototype", async (t) => {
  const { client, targets } = local(t);
  const given = (json) => JSON.parse(json);
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    const options = given(`{"${name}": {"apiKey": "k"}}`);
    for (const call of [() => new Client(options), () => client().listChats(options), () => client().withOptions(options)]) {
      assert.throws(call, { name: "TypeError", message: new RegExp(`has no option ${name};`) });
    }
    await client().request("GET", "/chats", { query: given(`{"${name}": "v"}`) });
    assert.equal(targets().at(-1), `/chats?${name}=v`);
    // One of the caller's own making.
    assert.equal(new TagoveError({ kind: name, reason: "r" }).name, "TagoveError");
  }
  // What is inherited was not given.
  assert.throws(() => new Client({ __proto__: { apiKey: "k" } }), TypeError);
  assert.equal({}.apiKey, undefined);
});
