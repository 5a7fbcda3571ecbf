// Ends worker threads with calls in flight, many times: `node test/workers.mjs [how many]`, 100 unless said. In turn they
// are ended while the server is silent, while answers come without a pause, and before anything was sent.
import { Worker } from "node:worker_threads";
import { once } from "node:events";
import { pathToFileURL } from "node:url";
import { Client } from "tagove";
import { LocalServer } from "tagove/testing";

const PROGRAM = `
  const { parentPort, workerData } = require("node:worker_threads");
  const { Client } = require("tagove");
  const { LocalServer } = require("tagove/testing");
  const own = new LocalServer({ chats: 5 });
  new Client({ apiKey: "k", baseUrl: own.url }).getChat("43074").then(({ id }) => {
    const client = new Client({ apiKey: "k", baseUrl: workerData, prefetch: 3 });
    const again = () => client.listMessages("43074").then(again, again);
    const read = async () => { for await (const _ of client.listChats({ limit: 2, include: ["messages"] })); };
    for (let call = 0; call < 8; call++) again();
    for (let list = 0; list < 4; list++) read().then(read, read);
    parentPort.postMessage(id);
  });`;

const TURNS = [
  { latencyMs: 60_000, before: async (server) => server.waitForRequests(12) },
  { latencyMs: 0, before: async (server) => server.waitForRequests(200) },
  { latencyMs: 0, before: async () => true },
];

/** Ends so many workers; throws if one did not come so far, or if this thread's own calls suffer. */
export async function workers(count) {
  for (let turn = 0; turn < count; turn++) {
    const { latencyMs, before } = TURNS[turn % TURNS.length];
    const server = new LocalServer({ chats: 40, latencyMs });
    const worker = new Worker(PROGRAM, { eval: true, workerData: server.url });
    const [id] = await once(worker, "message");
    if (id !== "43074") throw new Error(`worker ${turn}: it read ${id}`);
    if (!(await before(server))) throw new Error(`worker ${turn}: its calls never came`);
    await worker.terminate();
    // What it asked is given up with it: nobody is there to hear the answers.
    if (latencyMs > 0 && !(await server.waitForHangUps(12))) throw new Error(`worker ${turn}: ${server.hangUps} of 12 calls were given up`);
    const own = new LocalServer({ chats: 5 });
    await new Client({ apiKey: "k", baseUrl: own.url }).getChat("43074");
    await Promise.all([own.close(), server.close()]);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const count = Number(process.argv[2] ?? 100);
  await workers(count);
  console.log(`check: ${count} worker threads ended with calls in flight: ok`);
}
