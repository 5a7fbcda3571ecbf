// Fetches every page and touches three fields of every message, with our client and with its peers, interleaved round
// by round in one process; prints medians and ratios. `benches/node/run [pages] [rounds]`
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Agent, request } from "undici";

const [library, pages = "30", rounds = "7"] = process.argv.slice(2);
const { Client } = createRequire(import.meta.url)(library);
const PAGES = Number(pages);
const SINGLES = 300;
let sink = 0;

function ofJson(items) {
  let count = 0;
  for (const { chat } of items) {
    for (const message of chat.messages) {
      sink ^= message.id.length ^ message.sender_type.length ^ (message.message?.length ?? 0);
      count++;
    }
  }
  return count;
}

function ofRecords(chats) {
  let count = 0;
  for (const chat of chats) {
    for (const message of chat.messages) {
      sink ^= message.id.length ^ message.senderType.length ^ (message.message?.length ?? 0);
      count++;
    }
  }
  return count;
}

const agent = new Agent();
const get = async (url) => (await request(url, { dispatcher: agent, headers: { authorization: "Bearer k" } })).body;

/** Runs one call so many times, one after the other. */
const times = (count, call) => async () => {
  let sum = 0;
  for (let turn = 1; turn <= count; turn++) sum += await call(turn);
  return sum;
};

function lists(base) {
  const url = (page) => `${base}/chats?page=${page}&with=messages`;
  const ours = (prefetch) => {
    const client = new Client({ apiKey: "k", baseUrl: base, prefetch });
    return async () => {
      let count = 0;
      for await (const page of client.listChats({ include: ["messages"] }).pages()) count += ofRecords(page);
      return count;
    };
  };
  return {
    "undici, JSON.parse": times(PAGES, async (page) => ofJson((await (await get(url(page))).json()).data)),
    "fetch, json()": times(PAGES, async (page) => ofJson((await (await fetch(url(page))).json()).data)),
    "tagove, prefetch 0": ours(0),
    "tagove, prefetch 1": ours(1),
    "undici, body only": times(PAGES, async (page) => (await (await get(url(page))).arrayBuffer(), 2000)),
  };
}

function singles(base) {
  const client = new Client({ apiKey: "k", baseUrl: base });
  const url = `${base}/chat/43074`;
  const known = (id) => (id === "43074" ? 1 : 0);
  return {
    "undici, JSON.parse": times(SINGLES, async () => known((await (await get(url)).json()).data.chat.id)),
    "fetch, json()": times(SINGLES, async () => known((await (await fetch(url)).json()).data.chat.id)),
    "tagove": times(SINGLES, async () => known((await client.getChat("43074")).id)),
  };
}

const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];

async function compare(title, contenders, turns, expected) {
  const runs = Object.entries(contenders).map(([name, run]) => ({ name, run, wall: [], cpu: [] }));
  for (let round = -1; round < Number(rounds); round++) {
    for (const { name, run, wall, cpu } of runs) {
      const [begin, before] = [performance.now(), process.cpuUsage()];
      const count = await run();
      const [took, used] = [performance.now() - begin, process.cpuUsage(before)];
      if (count !== expected) throw new Error(`${name}: ${count} in place of ${expected}`);
      // The first round warms up.
      if (round < 0) continue;
      wall.push(took / turns);
      cpu.push((used.user + used.system) / 1e3 / turns);
    }
  }
  console.log(`\n${title}; median of ${rounds} interleaved rounds`);
  console.log(`${"".padEnd(22)}${"wall ms".padStart(9)}${"cpu ms".padStart(9)}   undici takes … times as much`);
  const [wall, cpu] = [median(runs[0].wall), median(runs[0].cpu)];
  for (const run of runs) {
    const [w, c] = [median(run.wall), median(run.cpu)];
    const row = [run.name.padEnd(22), w.toFixed(3).padStart(9), c.toFixed(3).padStart(9)];
    console.log(`${row.join("")}   cpu ${(cpu / c).toFixed(2)}  wall ${(wall / w).toFixed(2)}`);
  }
}

for (const letters of ["ascii", "mixed"]) {
  const script = fileURLToPath(new URL("pages.mjs", import.meta.url));
  const server = spawn(process.execPath, [script, pages, letters], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(createInterface({ input: server.stdout }), "line");
  const [base, bytes, small] = line.split(" ");
  await compare(`${letters}: a page of 100 chats with 20 messages, ${bytes} bytes`, lists(base), PAGES, PAGES * 2000);
  if (letters === "ascii") await compare(`one small GET, ${small} bytes`, singles(base), SINGLES, SINGLES);
  server.kill();
  await once(server, "exit");
}
await agent.close();
process.exitCode = sink === -1 ? 1 : 0;
