// Opens pages and says what is wrong with them.
import { KINDS, MARK } from "./pages.mjs";

/** Where the pages are. No such host: every request is answered, or refused, before it leaves the browser. */
const ORIGIN = "http://page.invalid";

export class Judge {
  #page;
  #wrong;
  #answer;

  static async open(browser) {
    const judge = new Judge();
    const context = await browser.newContext();
    judge.#page = await context.newPage();
    judge.patience(60_000);
    await context.route("**/*", (route) => {
      const url = route.request().url();
      if (url === `${ORIGIN}/` && judge.#answer) {
        const answer = judge.#answer;
        judge.#answer = null;
        return route.fulfill(answer);
      }
      judge.#wrong.push(["request", url.slice(0, 60)]);
      return route.abort();
    });
    judge.#page.on("dialog", (dialog) => {
      judge.#wrong.push(["dialog", dialog.type()]);
      // A page that is led elsewhere takes its dialog along.
      return dialog.dismiss().catch(() => {});
    });
    judge.#page.on("pageerror", (error) => judge.#wrong.push(["page error", String(error.message).slice(0, 60)]));
    // What a policy refuses is told here.
    judge.#page.on("console", (message) => {
      if (message.type() === "error") judge.#wrong.push(["console", message.text().slice(0, 60)]);
    });
    return judge;
  }

  /** How many milliseconds a page may take; one that takes longer is wrong. */
  patience(most) {
    this.#page.setDefaultTimeout(most);
  }

  /**
   * Opens the page. `pushed` is what has to arrive in `window.tagove`, `elements` the names of all elements, in order.
   * Gives a pair for each thing that is wrong: its kind, and a few words.
   */
  async wrong({ kind, text, policy, pushed, elements }) {
    this.#wrong = [];
    const headers = { "content-type": KINDS[kind].type };
    if (policy) headers["content-security-policy"] = policy;
    this.#answer = { status: 200, headers, body: KINDS[kind].bytes(text) };
    const seen = await this.#seen();
    const wrong = this.#wrong;
    if (!seen) return wrong;
    const arrived = seen.pushed.map((json) => JSON.parse(json));
    pushed.forEach((expected, at) => {
      if (!same(arrived[at], expected)) wrong.push(["text", `snippet ${at}`]);
    });
    if (arrived.length !== pushed.length) wrong.push(["count", `${arrived.length} of ${pushed.length} snippets`]);
    if (seen.elements.join() !== elements.join()) wrong.push(["element", `${seen.elements.length} of ${elements.length} elements`]);
    if (seen.beside !== 0) wrong.push(["element", `${seen.beside} characters of text beside the scripts`]);
    if (seen.title !== MARK || seen.characterSet !== KINDS[kind].characterSet) wrong.push(["charset", seen.characterSet]);
    if (!KINDS[kind].type.startsWith(`${seen.contentType};`)) wrong.push(["type", seen.contentType]);
    return wrong;
  }

  /** What the page holds; nothing if it led somewhere else, which is wrong as well. */
  async #seen() {
    try {
      await this.#page.goto(`${ORIGIN}/`, { waitUntil: "load" });
      return await this.#page.evaluate(see);
    } catch (error) {
      this.#wrong.push(["navigation", String(error.message).split("\n")[0]]);
      return null;
    }
  }
}

/** Runs in the page. Texts leave it as ASCII, so that nothing on the way can change them. */
function see() {
  const unit = (letter) => "\\u" + letter.charCodeAt(0).toString(16).padStart(4, "0");
  const ascii = (value) => JSON.stringify(value ?? null).replace(/[^ -~]/g, unit);
  const scripts = [...document.querySelectorAll("title, script")];
  const length = (nodes) => nodes.reduce((sum, node) => sum + node.textContent.length, 0);
  return {
    pushed: (window.tagove ?? []).map(ascii),
    elements: [...document.querySelectorAll("*")].map((element) => element.localName),
    beside: length([document.documentElement]) - length(scripts),
    title: document.title,
    characterSet: document.characterSet,
    contentType: document.contentType,
  };
}

/** The same members in the same order with the same texts, code unit by code unit. */
const same = (given, expected) => JSON.stringify(given) === JSON.stringify(expected);
