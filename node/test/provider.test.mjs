// A provider of keys that asks through its own client, and the context in which callbacks run.
import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { test } from "node:test";
import { AuthenticationError, Client, ConfigurationError } from "tagove";
import { WAIT, local } from "./local.mjs";

test("provider_that_asks_its_own_client_ends_with_the_call", { timeout: WAIT }, async (t) => {
  const { client, server } = local(t);
  const ways = {
    getChat: (one) => one.getChat("7"),
    list: (one) => one.listChats().toArray(),
    pages: (one) => one.listChats().pages().next(),
    request: (one) => one.request("GET", "/chats"),
    changed: (one) => one.withOptions({ timeoutMs: 5000 }).getChat("7"),
    later: async (one) => (await new Promise((done) => setImmediate(done)), one.getChat("7")),
  };
  for (const [name, way] of Object.entries(ways)) {
    let asked = 0;
    const one = client({ credentials: async () => (asked++, await way(one), "k") });
    const error = await one.getChat("7").catch((error) => error);
    assert.ok(error instanceof AuthenticationError, name);
    assert.ok(error.cause instanceof ConfigurationError, name);
    assert.equal(error.cause.reason, "credentials asks through its own client, which waits for it; ask through another client");
    assert.equal(asked, 1, name);
  }
  assert.deepEqual(server.requests(), []);
});

test("provider_may_ask_another_client_and_its_own_once_it_has_answered", { timeout: WAIT }, async (t) => {
  const { client, targets } = local(t);
  const other = client();
  let later;
  const one = client({
    credentials: async () => {
      later = new Promise((done) => setImmediate(done)).then(() => answered).then(() => one.getChat("43075").catch((error) => error.kind));
      return (await other.getChat("43074")).id;
    },
  });
  let told;
  const answered = new Promise((done) => (told = done));
  await one.listChats({ limit: 1 }).take(1).toArray();
  told();
  // A timer that it left behind is none of its calls.
  assert.equal(await later, "NotFound");
  assert.deepEqual(targets(), ["/chat/43074", "/chats?limit=1&page=1", "/chat/43075"]);
});

test("callbacks_run_where_the_client_was_made_and_never_in_a_call_of_somebody_else", { timeout: WAIT }, async () => {
  const storage = new AsyncLocalStorage();
  const seen = new Set();
  const see = () => void seen.add(storage.getStore());
  const hooks = { onRequest: see, onResponse: see, onPage: see, credentials: async () => (see(), "k") };
  const one = await storage.run("made", async () => Client.demo({ chats: 30, ...hooks }));
  const calls = [];
  for (let call = 0; call < 20; call++) {
    calls.push(storage.run(`call ${call}`, () => (call % 2 ? one.getChat("43074") : one.listChats({ limit: 5 }).toArray())));
  }
  await Promise.all(calls);
  await storage.run("end", () => one.close());
  assert.deepEqual([...seen], ["made"]);
});
