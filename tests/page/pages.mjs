// Pages around snippets: three kinds, under three policies.
import { createHash } from "node:crypto";

/** What a server says a page is. `bytes` makes it so; `mark` is a letter that shows whether the browser believed it. */
export const KINDS = {
  "UTF-8": { type: "text/html; charset=utf-8", characterSet: "UTF-8", bytes: (page) => Buffer.from(page, "utf8") },
  "windows-1252": { type: "text/html; charset=windows-1252", characterSet: "windows-1252", bytes: (page) => Buffer.from(page, "latin1") },
  XHTML: { type: "application/xhtml+xml; charset=utf-8", characterSet: "UTF-8", bytes: (page) => Buffer.from(page, "utf8") },
};

export const MARK = "é";
export const NONCE = "cGFnZQ+/cGFnZQ==";

/** The Content-Security-Policy of a page with these snippets, or none. */
export const POLICIES = {
  "no policy": () => null,
  nonce: () => `default-src 'none'; script-src 'nonce-${NONCE}'`,
  hash: (html, form, bootHash) => {
    // A block of data needs the one documented hash; of inline scripts each page has its own.
    const inline = () => [...html.matchAll(/<script[^>]*>([^<]*)<\/script>/g)].map(([, text]) => sha256(text));
    return `default-src 'none'; script-src ${(form === "data_block" ? [bootHash] : inline()).map((hash) => `'${hash}'`).join(" ")}`;
  },
};

const sha256 = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** The whole page. Nothing stands in its body, so that whatever is found there came out of a snippet. */
export function page(kind, html) {
  if (kind !== "XHTML") return `<!DOCTYPE html><html><head><title>${MARK}</title>${html}</head><body></body></html>`;
  const head = '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml">';
  return `${head}<head><title>${MARK}</title>${html}</head><body></body></html>`;
}
