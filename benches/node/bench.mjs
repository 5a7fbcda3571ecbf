// Our client beside its peers, at their best: pages fetched and looked at, eight at once at 20 ms, one small answer after
// another, memory of pages that are held, and a process's first answer. `benches/node/run [pages] [rounds]`
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Pool } from "undici";
import { children } from "./children.mjs";
import { compare } from "./rounds.mjs";
import { everyOfJson, everyOfRecords, nothing, threeOfJson, threeOfRecords } from "./touch.mjs";

const [library, fixed, pages = "30", counted = "7"] = process.argv.slice(2);
const { Client } = createRequire(import.meta.url)(library);
const [PAGES, ROUNDS] = [Number(pages), Number(counted)];
const SINGLES = 300;
const KEY = { authorization: "Bearer k" };
const INCLUDE = { include: ["messages", "account"] };

/** A server as a process of its own: its CPU time is nobody's. Gives the words of its first line. */
async function server(command, args) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const stop = async () => {
    child.kill();
    await once(child, "exit");
  };
  return { words: line.trim().split(" "), stop };
}
const paged = (count, letters, latency) =>
  server(process.execPath, [fileURLToPath(new URL("pages.mjs", import.meta.url)), count, letters, latency].map(String));

/** Runs one call so many times, so many of them at once. */
const times = (count, call, atOnce = 1) => async () => {
  let [sum, turn] = [0, 0];
  const lane = async () => {
    while (turn < count) {
      const seen = await call(++turn);
      sum += seen;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return sum;
};

function lists(base, ofJson, ofRecords, { count = PAGES, prefetches, atOnce = 1, bare = false }) {
  const target = (page) => `/chats?page=${page}&with=messages,account`;
  const pool = new Pool(base, { connections: atOnce });
  const asked = async (page) => (await pool.request({ path: target(page), method: "GET", headers: KEY })).body;
  const contenders = {
    "undici, JSON.parse": times(count, async (page) => ofJson((await (await asked(page)).json()).data), atOnce),
    "fetch, json()": times(count, async (page) => ofJson((await (await fetch(base + target(page))).json()).data), atOnce),
  };
  for (const prefetch of prefetches) {
    const client = new Client({ apiKey: "k", baseUrl: base, prefetch });
    contenders[`tagove, prefetch ${prefetch}`] = async () => {
      let seen = 0;
      for await (const page of client.listChats(INCLUDE).pages()) seen += ofRecords(page);
      return seen;
    };
  }
  if (bare) contenders["undici, body only"] = times(count, async (page) => (await (await asked(page)).arrayBuffer(), 2000));
  return contenders;
}

function singles(base) {
  const client = new Client({ apiKey: "k", baseUrl: base });
  const pool = new Pool(base, { connections: 1 });
  const known = (id) => (id === "43074" ? 1 : 0);
  const asked = async () => (await pool.request({ path: "/chat/43074", method: "GET", headers: KEY })).body.json();
  return {
    "undici, JSON.parse": times(SINGLES, async () => known((await asked()).data.chat.id)),
    "fetch, json()": times(SINGLES, async () => known((await (await fetch(`${base}/chat/43074`)).json()).data.chat.id)),
    tagove: times(SINGLES, async () => known((await client.getChat("43074")).id)),
  };
}

const eachOf = (count) => ({ rounds: ROUNDS, turns: count, expected: count * 2000 });
for (const letters of ["ascii", "mixed"]) {
  const { words, stop } = await paged(PAGES, letters, 0);
  const [base, bytes] = words;
  const page = `${letters}: a page of 100 chats with 20 messages, ${bytes} bytes`;
  await compare(`${page}; three fields of every message`, lists(base, threeOfJson, threeOfRecords, { prefetches: [0, 1], bare: true }), eachOf(PAGES));
  await compare(`${page}; every field of every record`, lists(base, everyOfJson, everyOfRecords, { prefetches: [0, 1] }), eachOf(PAGES));
  if (letters === "ascii") await children("memory", { library, base, pages: PAGES, rounds: Math.min(ROUNDS, 5) });
  await stop();
}
{
  const { words, stop } = await paged(PAGES * 3, "ascii", 20);
  const flights = lists(words[0], threeOfJson, threeOfRecords, { count: PAGES * 3, prefetches: [7], atOnce: 8 });
  await compare("the same pages at 20 ms latency, 8 in flight; three fields", flights, eachOf(PAGES * 3));
  await stop();
}
{
  const { words, stop } = await server(fixed, ["fixed-answer"]);
  await compare("one small GET after the other", singles(words[0]), { rounds: ROUNDS, turns: SINGLES, expected: SINGLES });
  await children("first", { library, base: words[0], pages: 1, rounds: ROUNDS * 3 });
  await stop();
}
process.exit(nothing() ? 1 : 0);
