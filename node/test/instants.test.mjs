// Times as a `Date`: where the moment is known, and nowhere else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "tagove";
import { answering } from "./server.mjs";

async function created(t, sent, timeZone) {
  const stub = await answering(t, JSON.stringify({ success: true, data: { chat: { id: "7", date_created: sent } } }));
  return new Client({ apiKey: "k", baseUrl: stub.url, timeZone }).getChat("7");
}

test("time_with_an_offset_is_a_date", async (t) => {
  const cases = [
    ["2016-11-08 13:35:05", "Europe/Berlin", "2016-11-08T12:35:05.000Z"],
    ["2016-11-08 13:35:05", "UTC", "2016-11-08T13:35:05.000Z"],
    ["2016-11-08T13:35:05-03:30", undefined, "2016-11-08T17:05:05.000Z"],
    ["2016-11-08T13:35:05.123456Z", undefined, "2016-11-08T13:35:05.123Z"],
    ["2016-11-08T13:35:05.5Z", undefined, "2016-11-08T13:35:05.500Z"],
    // Offsets with seconds, which `Date` does not read by itself.
    ["1890-01-01 12:00:00", "Europe/Berlin", "1890-01-01T11:06:32.000Z"],
    ["1950-01-01 12:00:00", "Africa/Monrovia", "1950-01-01T12:44:30.000Z"],
    ["0001-01-01 00:00:00", "UTC", "0001-01-01T00:00:00.000Z"],
    ["9999-12-31 23:59:59", "Pacific/Honolulu", "+010000-01-01T09:59:59.000Z"],
  ];
  for (const [sent, timeZone, iso] of cases) {
    const chat = await created(t, sent, timeZone);
    assert.ok(chat.dateCreatedAsDate instanceof Date);
    assert.equal(chat.dateCreatedAsDate.toISOString(), iso, `${sent} ${timeZone}`);
  }
});

test("time_without_an_offset_is_no_date", async (t) => {
  const cases = [["2016-11-08 13:35:05"], ["2016-03-27 02:30:00", "Europe/Berlin"], ["0000-00-00 00:00:00", "UTC"], [null, "UTC"], ["soon", "UTC"]];
  for (const [sent, timeZone] of cases) assert.equal((await created(t, sent, timeZone)).dateCreatedAsDate, null);
});

test("date_is_of_no_other_form_of_the_record", async (t) => {
  const chat = await created(t, "2016-11-08 13:35:05", "UTC");
  for (const names of [chat.toJSON(), chat.toObject()]) assert.ok(Object.keys(names).every((name) => !name.endsWith("AsDate")));
  assert.equal(chat.dateUpdatedAsDate, null);
  assert.equal(chat.toObject().dateCreated, "2016-11-08T13:35:05Z");
});
