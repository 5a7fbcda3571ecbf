// Compiled, never run: callbacks, `request`, `withOptions`, `demo`, streams, and what ends a client.
import type { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import {
  Client,
  type ApiKey,
  type Chat,
  type ClientChanges,
  type Credentials,
  type DemoOptions,
  type PageEvent,
  type Query,
  type RawAnswer,
  type RequestEvent,
  type RetryEvent,
} from "tagove";

const key: ApiKey = { apiKey: "k", expiresInMs: 1000 };
const providers: Credentials[] = [() => "k", () => key, async () => "k", async () => key];
for (const credentials of providers) new Client({ credentials });
const client = new Client({
  onRequest: ({ operation, url, requestId, attempt }: RequestEvent) => console.log(operation, url, requestId, attempt.toFixed()),
  onResponse: async (event) => console.log(event.request.url, event.status.toFixed(), event.bytes, event.elapsedMs),
  onRetry: (event: RetryEvent) => event.status?.toFixed() ?? event.waitMs,
  onPage: (event: PageEvent) => event.page + event.records + event.warnings,
});
// @ts-expect-error a key is text
new Client({ credentials: () => 5 });
// @ts-expect-error its time has a unit
new Client({ credentials: () => ({ apiKey: "k", expiresIn: 5 }) as const satisfies ApiKey });
// @ts-expect-error a function
new Client({ onPage: "log" });
new Client({
  // @ts-expect-error events do not change
  onPage: (event) => (event.page = 2),
});

const changes: ClientChanges = { timeoutMs: 1, maxRetries: 0, strict: true, timeZone: "UTC", prefetch: undefined };
const other: Client = client.withOptions(changes);
// @ts-expect-error the key is shared
client.withOptions({ apiKey: "k" });

const made: DemoOptions = { chats: 5, days: 3, seed: 1, latencyMs: 0, strict: true };
await using demo = Client.demo(made);
// @ts-expect-error its server is its own
Client.demo({ baseUrl: "http://127.0.0.1" });

const queries: Query[] = [{ limit: 5, q: "a", none: undefined, big: 5n }, [["a", 1]], new URLSearchParams("a=1"), new Map([["a", 1]])];
for (const query of queries) {
  const answer: RawAnswer = await demo.request("GET", "/chats", { query, signal: AbortSignal.timeout(9), timeoutMs: 9 });
  const header: string | undefined = answer.headers["content-type"];
  console.log(header, answer.status, answer.body.byteLength, answer.attempts, answer.requestId, answer.rawHeaders[0]?.[1]);
  // @ts-expect-error an answer does not change
  answer.status = 5;
}
// @ts-expect-error what is no text
await demo.request("GET", "/chats", { query: { a: true } });

const chats: Chat[] = await other.listChats({ timeoutMs: 5 }).toArray({ take: 3 });
const opened: Date | null | undefined = chats[0]?.dateCreatedAsDate;
const stream: Readable = other.listChats().toReadable();
const web: ReadableStream<Chat> = other.listChats().take(3).toWeb();
for await (const chat of web) console.log(chat.id, opened, stream.readableObjectMode);
const end: Promise<void> = other.close();
const over: boolean = other.closed;
await end.then(() => over);
