// From before `require` to the first answer, read: `first.cjs CONTENDER LIBRARY BASE`.
const [contender, library, base] = process.argv.slice(2);

const ways = {
  undici: async () => {
    const { request } = require("undici");
    return (await (await request(`${base}/chat/43074`, { headers: { authorization: "Bearer k" } })).body.json()).data.chat.id;
  },
  fetch: async () => (await (await fetch(`${base}/chat/43074`, { headers: { authorization: "Bearer k" } })).json()).data.chat.id,
  tagove: async () => (await new (require(library).Client)({ apiKey: "k", baseUrl: base }).getChat("43074")).id,
};

const [begin, before] = [performance.now(), process.cpuUsage()];
ways[contender]().then((id) => {
  const [wall, used] = [performance.now() - begin, process.cpuUsage(before)];
  if (id !== "43074") throw new Error(`it read ${id}`);
  console.log(JSON.stringify({ wall, cpu: (used.user + used.system) / 1e3 }));
  process.exit();
});
