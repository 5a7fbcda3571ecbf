// node tests/page/run.mjs BROWSER PLAYWRIGHT SNIPPETS: hostile texts in real pages; a `check:` line for each kind of page.
// BROWSER is Chromium's program, PLAYWRIGHT the folder of playwright-core, SNIPPETS the example of the core.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { Judge } from "./judge.mjs";
import { KINDS, NONCE, POLICIES, page } from "./pages.mjs";
import { strings } from "./strings.mjs";
import { filled } from "./vendor.mjs";

const [executablePath, playwright, snippets] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(resolve(playwright));
const BOOT_HASH = "sha256-Nngv3I3mPEeTkEjtMlT/+yysNMnlA4KJJJiZMlWkQN4=";
const FIELDS = ["name", "email", "phone", "remarks"];
const PER_PAGE = 200;

const texts = strings(2400);
// Each text is in each of the four fields, beside three others.
const customers = texts.map((_, at) => Object.fromEntries(FIELDS.map((field, shift) => [field, texts[(at + shift * 7) % texts.length]])));
const pushed = customers.map((customer) => ({ userDetails: customer }));

/** The snippets of all customers, made by the core. */
function made(options) {
  const input = customers.map((customer) => `${JSON.stringify({ customer, options })}\n`).join("");
  const run = spawnSync(snippets, { input, encoding: "utf8", maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(`${snippets} failed: ${run.stderr}`);
  return run.stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
}

let failed = false;
function check(name, ok, wrong = []) {
  if (!ok) for (const [kind, words] of wrong.slice(0, 10)) console.log(`  ${kind}: ${words}`);
  console.log(`check: ${name}: ${ok ? "ok" : "FAILED"}`);
  failed ||= !ok;
}

const counts = { pages: 0, snippets: 0, fields: 0 };

/** All customers in pages of this kind; what was wrong on them. */
async function tried(judge, kind, html, policy, scripts, size = PER_PAGE) {
  const wrong = [];
  for (let from = 0; from < html.length; from += size) {
    const here = html.slice(from, from + size);
    const head = here.join("");
    const elements = ["html", "head", "title", ...Array(here.length * scripts).fill("script"), "body"];
    const of = pushed.slice(from, from + here.length);
    wrong.push(...(await judge.wrong({ kind, text: page(kind, head), policy: policy(head), pushed: of, elements })));
    counts.pages++;
    counts.snippets += here.length;
    counts.fields += here.length * FIELDS.length;
  }
  return wrong;
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const judge = await Judge.open(browser);
  for (const form of ["inline", "data_block"]) {
    for (const [named, policy] of Object.entries(POLICIES)) {
      const html = made({ form, ...(named === "nonce" && { nonce: NONCE }) });
      for (const kind of Object.keys(KINDS)) {
        const wrong = await tried(judge, kind, html, (head) => policy(head, form, BOOT_HASH), form === "inline" ? 1 : 2);
        check(`${form}, ${named}, ${kind}: ${texts.length} texts in each of four fields arrive`, wrong.length === 0, wrong);
      }
    }
  }
  const { pages, snippets: snippetsShown, fields } = counts;
  console.log(`page: ${texts.length} texts, ${pages} pages, ${snippetsShown} snippets, ${fields} fields, Chromium ${browser.version()}`);

  for (const [named, policy] of Object.entries(POLICIES)) {
    if (named === "no policy") continue;
    const html = made({ form: "inline" }).slice(0, 1);
    const refused = await tried(judge, "UTF-8", html, () => policy("", "data_block", BOOT_HASH), 1);
    check(`the policy is in force: ${named}: an inline script that it does not name does not run`, refused.some(([kind]) => kind === "count"), refused);
  }

  // The same texts, the same judge: it has to see what a careless page does. Some of those pages never come to rest.
  judge.patience(2_000);
  const careless = await tried(judge, "UTF-8", customers.slice(0, 400).map(filled), () => null, 1, 5);
  const seen = new Map();
  for (const [kind] of careless) seen.set(kind, (seen.get(kind) ?? 0) + 1);
  console.log(`page: the vendor's sample filled in by hand: ${[...seen].map(([kind, count]) => `${kind} ${count}`).join(", ")}`);
  for (const kind of ["text", "dialog", "page error", "element", "request"]) {
    check(`the vendor's sample with the same texts is seen to fail: ${kind}`, seen.has(kind));
  }
} finally {
  await browser.close();
}
process.exitCode = failed ? 1 : 0;
