// The one thread that requests run on, and how a large answer gets out of the way of the others.
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { test } from "node:test";
import { Client } from "tagove";

/** How many threads the engine has; they have its name. */
function threads() {
  const names = readdirSync("/proc/self/task").map((task) => readFileSync(`/proc/self/task/${task}/comm`, "utf8").trim());
  return names.filter((name) => name === "tagove").length;
}

test("large_answer_is_read_aside_of_the_one_thread", { skip: process.platform !== "linux" && "tells threads by /proc" }, async (t) => {
  const server = createServer((request, response) => {
    const remarks = "x".repeat(request.url.endsWith("/large") ? 3 << 20 : 10);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ success: true, data: { chat: { id: "7", remarks } } }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const client = new Client({ apiKey: "any", baseUrl: `http://127.0.0.1:${server.address().port}` });
  t.after(() => client.close());
  for (let turn = 0; turn < 5; turn++) assert.equal((await client.getChat("small")).id, "7");
  assert.equal(threads(), 1);
  assert.equal((await client.getChat("large")).id, "7");
  assert.ok(threads() > 1, `${threads()} after a large one`);
});
