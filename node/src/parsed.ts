// JSON that the core wrote, as JavaScript's values, of which `Infinity` is none: it would become `null` on the way out.
import type { Json } from "./model";

/**
 * Found in every text that has a number beyond the range of a double; in others it costs a second look. Digits are counted
 * from their first one only: counted from each, long runs of them would take two hundred times as long.
 */
const FAR = /[eE]\+?\d{3}|(?<!\d)\d{200}/;

/** One object. A number beyond the range of JavaScript's is the text as it was sent. */
export function parsed(json: string): { [name: string]: Json } {
  return JSON.parse(FAR.test(json) ? inQuotes(json) : json);
}

/** The same with numbers that would be infinite in quotes. */
function inQuotes(json: string): string {
  const tokens = /"|-?\d[\d.eE+-]*/g;
  let [out, kept] = ["", 0];
  for (let token = tokens.exec(json); token !== null; token = tokens.exec(json)) {
    const [begin] = token;
    if (begin === '"') {
      tokens.lastIndex = behind(json, token.index);
    } else if (!Number.isFinite(Number(begin))) {
      out += `${json.slice(kept, token.index)}"${begin}"`;
      kept = tokens.lastIndex;
    }
  }
  return out + json.slice(kept);
}

/** Where the text ends that begins there. */
function behind(json: string, quote: number): number {
  for (let end = json.indexOf('"', quote + 1); ; end = json.indexOf('"', end + 1)) {
    if (end < 0) return json.length;
    let slashes = 0;
    while (json[end - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
}
