// A server of fixed pages, as a process of its own: its CPU time is nobody's. `node pages.mjs PAGES ascii|mixed LATENCY`,
// which is in milliseconds, of every answer.
import { createServer } from "node:http";

const [count, letters, latency] = [Number(process.argv[2]), process.argv[3], Number(process.argv[4] ?? 0)];
const WORDS = {
  ascii: ["Hello, how may I help you?", "My order <b>4711</b> has not arrived yet, and it is a gift.", "One moment please."],
  mixed: ["Bonjour, puis-je vous aider\u00a0?", "Мой заказ <b>4711</b> ещё не пришёл \u{1F622}", "One moment please."],
}[letters];

let id = 390000;
const message = (chat) => ({
  id: String(++id), chat_id: String(chat), account_id: "2675", sender_type: id % 3 ? "visitor" : "agent",
  sender_id: id % 5 ? "838161" : null, type: "text", message: `${WORDS[id % WORDS.length]} (${id})`,
  date_created: "2016-11-08 13:35:05", seen: "unseen",
});
const chat = (chat) => ({
  id: String(chat), account_id: "2675", session_id: String(900000 + chat), type: "text", status: "closed",
  date_created: "2016-11-08 13:35:05", date_updated: "2016-11-08 13:40:17", department_id: "140",
  chat_duration: "312", chat_wait_time: null, feedback_rating: null, feedback_message: null, comments: null,
  initiator: "visitor", messages: Array.from({ length: 20 }, () => message(chat)),
});
const page = (number) =>
  Buffer.from(JSON.stringify({
    success: true,
    data: Array.from({ length: 100 }, (_, index) => ({
      account: { first_name: "John", last_name: "", mobile_number: null, email: "john@example.com" },
      chat: chat(43000 + number * 100 + index),
    })),
  }));
const bodies = Array.from({ length: count }, (_, number) => page(number));
const empty = Buffer.from('{"success":true,"data":[]}');

const single = Buffer.from(JSON.stringify({ success: true, data: { chat: { ...chat(43074), messages: undefined } } }));

const server = createServer((request, response) => {
  const body = request.url.startsWith("/chat/") ? single : bodies[Number(new URL(request.url, "http://x").searchParams.get("page")) - 1] ?? empty;
  const answer = () => response.writeHead(200, { "content-type": "application/json", "content-length": body.length }).end(body);
  if (latency > 0) setTimeout(answer, latency);
  else answer();
});
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port} ${bodies[0].length} ${single.length}`));
