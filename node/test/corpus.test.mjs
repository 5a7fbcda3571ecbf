// Every case of tests/corpus, through the public client, against the player.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { inspect } from "node:util";
import { Client, ConfigurationError } from "tagove";
import { ROOT, serve } from "./server.mjs";
import { WEB, answered } from "./web-cases.mjs";

const CORPUS = `${ROOT}/tests/corpus`;
const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
const renamed = (members) => Object.fromEntries(Object.entries(members).map(([name, value]) => [camel(name), value]));
const json = (value) => JSON.parse(JSON.stringify(value));
const folders = (path) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

/** Page by page, then again as records with pages asked ahead: both must tell the same. */
async function listed(list, again) {
  const out = { records: [], extra: [], warnings: [], summary: null, error: null };
  try {
    for await (const page of list.pages()) {
      out.records.push(...page.records);
      out.extra.push(page.extra);
      out.warnings.push(...page.warnings);
    }
  } catch (error) {
    out.error = error;
  }
  out.warnings.push(...list.warnings);
  out.summary = list.summary();
  const streamed = { records: [], error: null };
  try {
    for await (const record of again) streamed.records.push(record);
  } catch (error) {
    streamed.error = error;
  }
  // The reason may tell what differs from request to request.
  const told = ({ records, error }) => json({ records, error: error && { ...error.toJSON(), reason: "" } });
  assert.deepEqual(told(streamed), told(out), "pages and records differ");
  assert.deepEqual(again.summary(), out.summary);
  return out;
}

async function single(asked) {
  try {
    const answer = await asked;
    const records = Array.isArray(answer) ? answer : [answer];
    const { extra, warnings } = answer.page;
    return { records, extra: [extra], warnings, summary: null, error: null };
  } catch (error) {
    return { records: [], extra: [], warnings: [], summary: null, error };
  }
}

async function given(how, base) {
  const { take, ...rest } = how.arguments;
  const call = camel(how.operation);
  const lists = how.operation === "list_chats" || how.operation === "list_visitor_sessions";
  const begun = (prefetch) => {
    const client = new Client({ apiKey: "corpus-key", baseUrl: base, maxRetries: 0, prefetch, ...renamed(how.options) });
    if (!lists) return client[call](...Object.values(rest));
    const list = client[call](renamed(rest));
    return take === undefined ? list : list.take(take);
  };
  try {
    return lists ? await listed(begun(0), begun(3)) : await single(begun(0));
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { records: [], extra: [], warnings: [], summary: null, error };
  }
}

/** The reason is for people: one line, and no more is compared. */
function same(answer, expected, name) {
  if (answer.error && expected.error) {
    assert.match(answer.error.reason, /^[^\n\r]+$/, name);
    expected.error.reason = answer.error.reason;
  }
  assert.deepEqual(answer, expected, name);
}

let server;
let cases = 0;
const notYet = [];
before(async () => {
  server = await serve(null, "--replay", CORPUS);
});
after(async () => {
  await server?.stop();
  console.log(`corpus: ${cases} cases, ${notYet.length} not yet${notYet.map((name) => `\n  not yet: ${name}`).join("")}`);
});

for (const operation of folders(CORPUS)) {
  test(operation, async () => {
    const differ = [];
    for (const behaviour of folders(`${CORPUS}/${operation}`)) {
      const name = `${operation}/${behaviour}`;
      const read = (file) => JSON.parse(readFileSync(`${CORPUS}/${name}/${file}`, "utf8"));
      const how = read("case.json");
      if (WEB.includes(how.operation)) {
        try {
          const answer = answered(how, () => readFileSync(`${CORPUS}/${name}/input.bin`));
          same(json(answer), read("expected.json"), name);
        } catch (difference) {
          differ.push(inspect(difference, { depth: 9 }));
        }
        cases++;
        continue;
      }
      if (!(camel(how.operation) in Client.prototype)) {
        notYet.push(name);
        continue;
      }
      for (const format of how.formats) {
        const answer = json(await given(how, `${server.url}/${name}/${format}`));
        const twin = format === "xml" && existsSync(`${CORPUS}/${name}/expected.xml.json`);
        try {
          same(answer, read(twin ? "expected.xml.json" : "expected.json"), `${name} (${format})`);
        } catch (difference) {
          differ.push(inspect(difference, { depth: 9 }));
        }
        cases++;
      }
    }
    assert.ok(differ.length === 0, differ.join("\n"));
  });
}

test("corpus_is_found_whole", () => {
  const every = readdirSync(CORPUS, { recursive: true }).filter((path) => path.endsWith("case.json"));
  const runs = every.map((path) => JSON.parse(readFileSync(`${CORPUS}/${path}`, "utf8")).formats?.length ?? 1);
  assert.equal(cases, runs.reduce((sum, formats) => sum + formats, 0));
  assert.ok(cases > 1000, `only ${cases} cases`);
  assert.deepEqual(notYet, []);
});
