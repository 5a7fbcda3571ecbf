// What the options of a client refuse and do.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { Client, ConfigurationError, DecodeError } from "tagove";
import { answering as stub } from "./server.mjs";

const KEY = "sekret-key-of-a-customer";

/** A server of one answer, and a call that it answers. */
async function answering(t, body, type = "application/json") {
  const { url: baseUrl, requests } = await stub(t, body, { type });
  return { requests, chat: (options) => new Client({ apiKey: KEY, baseUrl, ...options }).getChat("7") };
}

const accepted = ({ requests }) => requests.map(({ headers }) => headers.accept);

const body = (members) => JSON.stringify({ success: true, data: { chat: { id: "7", ...members } } });

/** What a client is refused with. */
function refused(options) {
  let reason;
  assert.throws(
    () => new Client({ apiKey: KEY, baseUrl: "http://127.0.0.1:9", ...options }),
    (error) => {
      assert.ok(error instanceof ConfigurationError, inspect(error));
      assert.deepEqual([error.kind, error.attempts, error.status], ["Configuration", 0, null]);
      assert.ok(!inspect(error, { depth: 9, showHidden: true }).includes(KEY));
      reason = error.reason;
      return true;
    },
    inspect(options),
  );
  return reason;
}

const LIMITS = { maxBodyBytes: 268_435_456, maxRows: 10_000_000, maxDepth: 512 };

test("limit_out_of_range_is_configuration_error", () => {
  for (const [name, most] of Object.entries(LIMITS)) {
    for (const number of [0, -1, -5e9, most + 1, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1, 1.5, -0.5, NaN, 1e-9]) {
      assert.equal(refused({ [name]: number }), `${name} is ${number}; it goes from 1 to ${most}`);
    }
    assert.match(refused({ [name]: -0 }), / is 0; /);
    for (const number of [2 ** 53, 2 ** 53 + 2, 2 ** 64, 2 ** 64 + 2 ** 32, 1e300, Infinity]) {
      assert.equal(refused({ [name]: number }), `${name} is beyond 2^53; it goes from 1 to ${most}`);
    }
    for (const number of [-(2 ** 53), -1e300, -Infinity]) {
      assert.equal(refused({ [name]: number }), `${name} is below -2^53; it goes from 1 to ${most}`);
    }
    for (const number of [1, most, undefined, null]) {
      assert.ok(new Client({ apiKey: KEY, baseUrl: "http://127.0.0.1:9", [name]: number }));
    }
  }
});

test("option_that_nobody_knows_is_configuration_error", () => {
  for (const accept of ["yaml", "JSON", ""]) assert.equal(refused({ accept }), "accept is `json` or `xml`");
  assert.match(refused({ timeZone: "Berlin" }), /did you mean `Europe\/Berlin`\?/);
  for (const timeZone of ["", "Europe/Atlantis", "+02:00", "../../etc/localtime", "Europe/Berlin\0", "\ud800"]) {
    assert.match(refused({ timeZone }), /^timeZone /);
  }
});

test("option_of_wrong_type_is_type_error", () => {
  const flags = ["strict", "redact"];
  const texts = ["accept", "timeZone", "onRateLimit", "proxy", "caFile", "clientCertificate", "record", "replay"];
  const numbers = ["attemptTimeoutMs", "connectTimeoutMs", "maxRetries", "requestsPerSecond", ...Object.keys(LIMITS)];
  for (const name of [...flags, ...texts, ...numbers]) {
    const wrong = [[KEY], { KEY }, Symbol(KEY), 5n, () => KEY];
    if (!flags.includes(name)) wrong.push(true);
    if (!numbers.includes(name)) wrong.push(1);
    if (!texts.includes(name)) wrong.push("5", KEY);
    if (name === "maxRetries") wrong.push(1.5, NaN, Infinity, 2 ** 53);
    for (const value of wrong) {
      assert.throws(
        () => new Client({ apiKey: KEY, [name]: value }),
        (error) => error instanceof TypeError && error.message.startsWith(`Client: ${name} is `) && !inspect(error).includes(KEY),
        `${name}: ${inspect(value)}`,
      );
    }
  }
});

test("accept_asks_for_a_form_and_the_answer_is_read_as_what_it_is", async (t) => {
  const xml = '<response><success>true</success><data><chat id="7"><mood>fine</mood></chat></data></response>';
  const asXml = await answering(t, xml, "application/xml");
  for (const accept of ["xml", "json"]) {
    const chat = await asXml.chat({ accept });
    assert.deepEqual([chat.id, chat.extra, chat.page.body.toString()], ["7", { mood: "fine" }, xml]);
  }
  assert.deepEqual(accepted(asXml), ["application/xml", "application/json"]);
  const asJson = await answering(t, body({}));
  for (const accept of ["xml", undefined]) assert.equal((await asJson.chat({ accept })).id, "7");
  assert.deepEqual(accepted(asJson), ["application/xml", "application/json"]);
});

test("strict_makes_a_warning_an_error", async (t) => {
  const { chat } = await answering(t, body({ chat_duration: "-3" }));
  for (const strict of [false, undefined]) {
    const [warning] = (await chat({ strict })).page.warnings;
    assert.deepEqual([warning.code, warning.at], ["unfit_value", "/0/chat_duration"]);
  }
  await assert.rejects(chat({ strict: true }), (error) => {
    assert.ok(error instanceof DecodeError);
    assert.deepEqual([error.at, error.attempts], ["/0/chat_duration", 1]);
    return true;
  });
});

test("time_zone_gives_times_its_offset", async (t) => {
  const sent = { date_created: "2016-11-08 13:35:05", date_updated: "2016-07-08T13:35:05-03:00" };
  const { chat } = await answering(t, body(sent));
  for (const timeZone of ["Europe/Berlin", "europe/berlin"]) {
    const { dateCreated, dateUpdated } = await chat({ timeZone });
    assert.deepEqual([dateCreated, dateUpdated], ["2016-11-08T13:35:05+01:00", "2016-07-08T13:35:05-03:00"]);
    assert.equal(new Date(dateCreated).toISOString(), "2016-11-08T12:35:05.000Z");
  }
  assert.equal((await chat({ timeZone: "UTC" })).dateCreated, "2016-11-08T13:35:05Z");
  assert.equal((await chat()).dateCreated, "2016-11-08T13:35:05");
});

test("time_zone_has_any_offset_and_any_year", async (t) => {
  const cases = [
    ["1950-01-01 12:00:00", "Africa/Monrovia", "1950-01-01T12:00:00-00:44:30"],
    ["1890-01-01 12:00:00", "Europe/Berlin", "1890-01-01T12:00:00+00:53:28"],
    ["0001-01-01 00:00:00", "Asia/Tokyo", "0001-01-01T00:00:00+09:18:59"],
    ["9999-12-31 23:59:59", "Pacific/Honolulu", "9999-12-31T23:59:59-10:00"],
  ];
  for (const [sent, timeZone, text] of cases) {
    const one = await (await answering(t, body({ date_created: sent }))).chat({ timeZone });
    assert.equal(one.dateCreated, text);
    assert.deepEqual([one.toJSON().date_created, one.toObject().dateCreated], [text, text]);
    assert.ok(inspect(one).includes(text));
  }
});

test("time_that_the_zone_skips_or_repeats_stays_without_offset_with_a_warning", async (t) => {
  const sent = { date_created: "2016-03-27 02:30:00", date_updated: "2016-10-30 02:30:00" };
  const { chat } = await answering(t, body(sent));
  const one = await chat({ timeZone: "Europe/Berlin" });
  assert.deepEqual([one.dateCreated, one.dateUpdated], ["2016-03-27T02:30:00", "2016-10-30T02:30:00"]);
  assert.deepEqual(one.page.warnings.map(({ code, at }) => [code, at]), [
    ["skipped_time", "/0/date_created"],
    ["ambiguous_time", "/0/date_updated"],
  ]);
});

test("answer_beyond_a_limit_is_decode_error", async (t) => {
  const sent = body({ comments: "x".repeat(100), account: {} });
  const { chat } = await answering(t, sent);
  const account = sent.lastIndexOf("{");
  const cases = [
    [{ maxBodyBytes: sent.length - 1 }, { maxBodyBytes: sent.length }, sent.length - 1],
    [{ maxDepth: 3 }, { maxDepth: 4 }, account],
    [{ maxRows: 1 }, { maxRows: 2 }, account],
  ];
  for (const [tooSmall, enough, byte] of cases) {
    await assert.rejects(chat(tooSmall), (error) => {
      assert.ok(error instanceof DecodeError, inspect(error));
      assert.equal(error.at, `byte ${byte}`);
      assert.ok(!error.reason.includes("xxxx"));
      return true;
    });
    assert.equal((await chat(enough)).id, "7");
  }
});
