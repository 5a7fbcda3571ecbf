// Compiled, never run: what a strict program may and may not write.
import { Client, NotFoundError, TagoveError, type Chat, type List, type Message, type Page, type Summary } from "tagove";

const client = new Client({ apiKey: "k", baseUrl: "http://127.0.0.1:8787", auth: "basic", timeoutMs: 500, prefetch: 0 });
const list = client.listChats({ startDate: "2016-08-01", include: ["messages", "account"], signal: AbortSignal.timeout(9) });

for await (const chat of list) {
  const id: string | null = chat.id;
  const seconds: number | null = chat.chatDuration;
  const messages: readonly Message[] | null = chat.messages;
  const email: string | null | undefined = chat.account?.email;
  const page: Page = chat.page;
  console.log(id, seconds, messages, email, page.body.byteLength, chat.extra["tags"], chat.extraJson);
  // @ts-expect-error a field may be none
  const never: string = chat.status;
  // @ts-expect-error records do not change
  chat.id = never;
}
const zoned = new Client({ accept: "xml", strict: true, timeZone: "Europe/Berlin", maxBodyBytes: 1e6, maxRows: 1, maxDepth: 1 });
new Client({ attemptTimeoutMs: 1, connectTimeoutMs: 1, maxRetries: 0, onRateLimit: "raise", requestsPerSecond: 0.5 });
new Client({ proxy: "http://127.0.0.1", caFile: "a", clientCertificate: "b", record: "c", replay: "d", redact: true });
const taken: List<Chat> = zoned.listChats().take(10);
for await (const chat of taken) console.log(chat.dateCreated);
// @ts-expect-error no such form
new Client({ accept: "yaml" });
// @ts-expect-error no such way
new Client({ onRateLimit: "ignore" });
// @ts-expect-error a path is a string
new Client({ caFile: new URL("file:///a") });
// @ts-expect-error yes or no
new Client({ strict: "yes" });
// @ts-expect-error a number
new Client({ maxRows: 10n });
// @ts-expect-error a number
list.take("10");

for await (const page of list.pages()) page.records.map((chat: Chat) => chat.toJSON());
const summary: Summary = list.summary();

// @ts-expect-error no such include
client.listChats({ include: ["mesages"] });
// @ts-expect-error no such option
new Client({ api_key: "k" });
// @ts-expect-error visitors have no messages
client.listVisitorSessions({ include: ["messages"] });

try {
  await client.getChat("43074", { signal: AbortSignal.timeout(9) });
} catch (error) {
  if (error instanceof NotFoundError) console.log(error.status?.toFixed(), error.retryAfterMs, summary.ended);
  else if (error instanceof TagoveError) console.log(error.kind, error.toJSON()["request_id"]);
}
const sessions = await client.getVisitorSessions("1");
console.log(sessions[0]?.visitor?.locationGeoIpLat, sessions[0]?.visitorDetail?.name, sessions.page.number);
console.log((await client.getRecording("1")).paths?.length, (await client.listMessages("1")).messages);
