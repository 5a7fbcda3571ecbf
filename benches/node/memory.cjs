// How much memory a page takes that is held: `memory.cjs CONTENDER LIBRARY BASE PAGES`. As it is handed over, and, as
// `touched`, once each of its messages was read, which makes a record of each of ours. Resident is what the process has
// more than before, after collecting: it counts what the addon holds, too.
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

// A record is made when it is asked for, and stays.
function touch(page) {
  let longest = 0;
  for (const row of page) for (const message of (row.chat ?? row).messages) longest = Math.max(longest, message.id.length);
  return longest;
}

(async () => {
  const next = ways[contender]();
  const held = [];
  const hold = async (count) => {
    while (held.length < count) held.push(await next((held.length % Number(pages)) + 1));
    return settled();
  };
  // The slope, from where all that is there once is there: V8's heap and malloc grow in steps until then.
  const [few, many] = [250, 1000];
  const [before, after] = [await hold(few), await hold(many)];
  if (!held.every((page) => page.length === 100)) throw new Error("a page is not whole");
  if (!held.every(touch)) throw new Error("a message is missing");
  const touched = settled();
  const each = (figure) => (after[figure] - before[figure]) / (many - few);
  const made = (figure) => each(figure) + (touched[figure] - after[figure]) / many;
  console.log(JSON.stringify({ resident: each("resident"), heap: each("heap"), "heap, touched": made("heap") }));
  process.exit();
})();
