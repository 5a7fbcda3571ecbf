// Compiled, never run: what a strict program may and may not write with `tagove/testing`.
import { Client, type Chat } from "tagove";
import { type AskedRequest, type Cassette, LocalServer, cassette } from "tagove/testing";

const server = new LocalServer({ chats: 3, days: 2, seed: 1, latencyMs: 5, key: "k", faults: { 1: "503", 2: "slow:0.1" } });
const asked: readonly AskedRequest[] = server.requests();
const fault: string | null | undefined = asked[0]?.fault;
const came: boolean = await server.waitForHangUps(1, 500);
new Client({ apiKey: "k", baseUrl: server.url });
console.log(fault, came, server.hangUps);
await server.close();
// @ts-expect-error a fault is a text
new LocalServer({ faults: { 1: 503 } });
// @ts-expect-error no such option
new LocalServer({ latency: 1 });
// @ts-expect-error it is told, not changed
asked[0]!.number = 1;

const chat: Chat = await cassette("cassettes/chat", (tape: Cassette) => tape.client({ redact: false }).getChat("1"), { record: true });
const count: number = await cassette(new URL("cassettes/", import.meta.url), () => 1);
console.log(chat.id, count);
// @ts-expect-error a folder is a path or a URL
cassette(7, () => 1);
