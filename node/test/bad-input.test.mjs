// What makes no sense is refused by the right error, before any request, and names what is meant.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { inspect } from "node:util";
import { Client, InvalidRequestError } from "tagove";
import { local } from "./local.mjs";
import { ROOT } from "./server.mjs";

const SINGLE = ["getChat", "listMessages", "getRecording", "getVisitorSessions"];
const LISTS = ["listChats", "listVisitorSessions"];
const KEY = "sekret-key-of-a-customer";

/** A client whose server must not be asked. */
function unasked(t) {
  const { client, server } = local(t);
  t.after(() => assert.deepEqual(server.requests(), []));
  return client();
}

test("day_that_is_none_is_refused", async (t) => {
  const one = unasked(t);
  for (const call of LISTS) {
    for (const name of ["startDate", "endDate"]) {
      for (const day of ["2016-13-01", "2016-02-30", "01.08.2016", "20160801", "yesterday", "", "2016-08-01T00:00:00"]) {
        await assert.rejects(one[call]({ [name]: day }).toArray(), (error) => {
          assert.ok(error instanceof InvalidRequestError && error.attempts === 0);
          assert.ok(error.reason.includes(name), error.reason);
          return true;
        });
      }
      for (const wrong of [new Date(), 20160801, 1.5, ["2016", "08", "01"], {}, 5n]) {
        assert.throws(() => one[call]({ [name]: wrong }), { name: "TypeError", message: new RegExp(`^${call}: ${name} is a string, yyyy-mm-dd`) });
      }
    }
    const swapped = one[call]({ startDate: "2016-08-02", endDate: "2016-08-01" }).toArray();
    await assert.rejects(swapped, InvalidRequestError);
  }
});

test("id_that_is_none_is_refused", async (t) => {
  const one = unasked(t);
  for (const call of SINGLE) {
    for (const id of [{}, { id: "7" }, ["7"], 43074, 43074n, null, undefined, true, Symbol("7"), new String("7"), () => "7"]) {
      await assert.rejects(one[call](id), { name: "TypeError", message: /^\w+: (chatId|visitorId) is a string, not / }, inspect(id));
    }
    for (const id of ["", ".", "..", "\ud800", "a\ud83d"]) {
      await assert.rejects(one[call](id), (error) => error instanceof InvalidRequestError && /chatId|visitorId/.test(error.reason));
    }
  }
});

test("option_that_nobody_knows_is_named_with_the_one_that_is_meant", async (t) => {
  const one = unasked(t);
  const client = {
    api_key: "apiKey", APIKEY: "apiKey", baseURL: "baseUrl", base_url: "baseUrl", timeout: "timeoutMs", timeout_ms: "timeoutMs",
    "max-retries": "maxRetries", maxRetrys: "maxRetries", timezone: "timeZone", prefech: "prefetch", onPages: "onPage",
  };
  for (const [wrong, meant] of Object.entries(client)) {
    assert.throws(() => new Client({ apiKey: KEY, [wrong]: KEY }), (error) => {
      assert.ok(error instanceof TypeError);
      assert.equal(error.message, `Client has no option ${wrong}; did you mean ${meant}?`);
      return true;
    });
  }
  assert.throws(() => new Client({ verbose: true }), { message: /^Client has no option verbose; it takes .*\bapiKey\b.*\bonPage\b/ });
  for (const [wrong, meant] of [["start_date", "startDate"], ["endDat", "endDate"], ["includes", "include"], ["timeout", "timeoutMs"]]) {
    assert.throws(() => one.listChats({ [wrong]: "x" }), { message: `listChats has no option ${wrong}; did you mean ${meant}?` });
  }
  for (const wrong of ["include", "sort", "__proto__x", "constructor", "toString"]) {
    assert.throws(() => one.listVisitorSessions({ [wrong]: "x" }), { name: "TypeError", message: new RegExp(`has no option ${wrong};`) });
  }
  for (const call of SINGLE) await assert.rejects(one[call]("7", { singal: 1 }), { message: `${call} has no option singal; did you mean signal?` });
});

test("options_that_are_no_plain_object_are_refused", async (t) => {
  const one = unasked(t);
  const wrong = [null, 5, "2016-08-01", [], new AbortController().signal, new Map(), new Date(), Object.create({ limit: 5 }), () => {}];
  for (const options of wrong) {
    const refused = { name: "TypeError", message: /: its options are a plain object, not / };
    for (const call of LISTS) assert.throws(() => one[call](options), refused, inspect(options));
    for (const call of SINGLE) await assert.rejects(one[call]("7", options), refused, inspect(options));
    assert.throws(() => new Client(options), refused, inspect(options));
    assert.throws(() => Client.demo(options), refused, inspect(options));
  }
});

test("signal_that_is_none_or_aborted_sends_nothing", async (t) => {
  const one = unasked(t);
  for (const signal of [new AbortController(), {}, "abort", { aborted: false, addEventListener() {} }]) {
    for (const call of SINGLE) await assert.rejects(one[call]("7", { signal }), { name: "TypeError", message: new RegExp(`^${call}: signal is an AbortSignal, not `) });
    for (const call of LISTS) assert.throws(() => one[call]({ signal }), TypeError);
  }
  const reason = { why: "the user went away" };
  const signal = AbortSignal.abort(reason);
  const aborted = (error) => error === reason;
  for (const call of SINGLE) await assert.rejects(one[call]("7", { signal }), aborted);
  await assert.rejects(one.request("GET", "/chats", { signal }), aborted);
  for (const call of LISTS) {
    await assert.rejects(one[call]({ signal }).toArray(), aborted);
    await assert.rejects(one[call]({ signal }).pages().next(), aborted);
    await assert.rejects(one[call]({ signal }).toWeb().getReader().read(), aborted);
    await assert.rejects(one[call]({ signal }).toReadable().toArray(), aborted);
  }
});

test("number_that_is_none_is_refused", async (t) => {
  const one = unasked(t);
  for (const call of LISTS) {
    for (const name of ["page", "limit"]) {
      for (const wrong of ["1", 1.5, NaN, Infinity, 5n, [1], 2 ** 53]) assert.throws(() => one[call]({ [name]: wrong }), TypeError, inspect(wrong));
      for (const wrong of [0, -1, -(2 ** 53) + 1]) await assert.rejects(one[call]({ [name]: wrong }).toArray(), (error) => error instanceof InvalidRequestError && error.reason.includes(name));
    }
  }
  await assert.rejects(one.listChats({ include: ["message"] }).toArray(), { reason: /did you mean `messages`\?/ });
  for (const include of ["messages", [5], [["messages"]], {}]) assert.throws(() => one.listChats({ include }), TypeError);
});

test("methods_without_their_client_are_errors_of_javascript", () => {
  const program = `
    const { Client } = require("tagove");
    const { getChat, listChats, close } = Client.prototype;
    const one = Client.demo({ chats: 1 });
    (async () => {
      for (const call of [() => getChat("7"), () => listChats.call({}), () => close.call(null), () => Client()]) {
        try { await call(); console.log("no error"); } catch (error) { console.log(error.name); }
      }
      await one.close();
    })();
  `;
  const ended = spawnSync(process.execPath, ["-e", program], { cwd: `${ROOT}/node`, encoding: "utf8" });
  assert.deepEqual([ended.stdout, ended.stderr, ended.status], ["TypeError\n".repeat(4), "", 0]);
});

test("refusals_name_options_as_they_are_called_here", () => {
  const made = (options) => () => new Client({ baseUrl: "http://127.0.0.1:9", apiKey: KEY, ...options });
  assert.throws(made({ baseUrl: "http://example.com" }), { reason: /^baseUrl / });
  assert.throws(made({ timeZone: "Berlin" }), { reason: /^timeZone / });
  assert.throws(made({ apiKey: "a b" }), { reason: /^apiKey / });
  // Words of somebody else stay as they are.
  assert.throws(made({ caFile: "/no/such/ca_file" }), { reason: /^caFile \/no\/such\/ca_file/ });
});
