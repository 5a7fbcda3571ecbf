// How much memory a page takes that is held, with a record of each of its rows made: `memory.cjs CONTENDER LIBRARY BASE
// PAGES`. Resident is what the process has more than before, after collecting: it counts what the addon holds, too.
const [contender, library, base, pages] = process.argv.slice(2);

const target = (page) => `/chats?page=${page}&with=messages,account`;
const ways = {
  undici: () => {
    const pool = new (require("undici").Pool)(base, { connections: 1 });
    return async (page) => (await (await pool.request({ path: target(page), method: "GET" })).body.json()).data;
  },
  fetch: () => async (page) => (await (await fetch(base + target(page))).json()).data,
  tagove: () => {
    const { Client } = require(library);
    const client = new Client({ apiKey: "k", baseUrl: base, prefetch: 0 });
    return async (page) => (await client.listChats({ page, include: ["messages", "account"] }).pages().next()).value;
  },
};

function settled() {
  for (let turn = 0; turn < 4; turn++) gc();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { resident: rss, heap: heapUsed + external };
}

(async () => {
  const next = ways[contender]();
  const held = [];
  const hold = async (count) => {
    while (held.length < count) held.push(await next((held.length % Number(pages)) + 1));
    return settled();
  };
  // The slope, from where all that is there once is there.
  const [few, many] = [50, 250];
  const [before, after] = [await hold(few), await hold(many)];
  if (!held.every((page) => page.length === 100)) throw new Error("a page is not whole");
  const each = (figure) => (after[figure] - before[figure]) / (many - few);
  console.log(JSON.stringify({ resident: each("resident"), heap: each("heap") }));
  process.exit();
})();
