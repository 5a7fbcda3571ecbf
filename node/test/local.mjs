// The local server inside of this process, and clients that ask it; both end with the test.
import { Client } from "tagove";
import { local as addon } from "../dist/local.js";

/** A server of made-up chats whose journal can be read: `local(t, { chats: 3, faults: { 1: "503" } })`. */
export function local(t, options = {}) {
  const server = new (addon().NativeServer)({ chats: 25, ...options });
  t.after(() => server.close());
  const client = (own = {}) => {
    const made = new Client({ baseUrl: server.url, ...(own.credentials ? {} : { apiKey: "any" }), ...own });
    t.after(() => made.close());
    return made;
  };
  const targets = () => server.requests().map(({ target }) => target);
  return { server, client, targets };
}

/** Fails by itself where an endless wait would hold up all tests. */
export const WAIT = 20_000;
