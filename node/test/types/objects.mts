// Compiled, never run: plain objects of records, and the closed sets of words.
import {
  Client,
  TagoveError,
  type AccountObject,
  type ChatObject,
  type Ended,
  type ErrorFields,
  type ErrorKind,
  type MessageObject,
  type Model,
  type ModelObject,
  type Operation,
  type RecordingObject,
  type Summary,
  type VisitorDetailObject,
  type VisitorObject,
  type VisitorSessionObject,
  type Warning,
  type WarningCode,
} from "tagove";

const client = new Client({
  onRequest: ({ operation }) => {
    const name: Operation | "request" = operation;
    // @ts-expect-error the name of the method
    return operation === "list_chats" ? "" : name;
  },
  onPage: ({ operation }) => {
    const name: Operation = operation;
    // @ts-expect-error it gives no page
    return operation === "request" ? "" : name;
  },
  onRetry: ({ kind }) => {
    const name: ErrorKind = kind;
    // @ts-expect-error no such kind
    return kind === "ServerError" ? "" : name;
  },
});

const chat = (await client.getChat("7")).toObject();
const same: ChatObject = chat;
const id: string | null = chat.id;
const seconds: number | null = chat.chatDuration;
const account: AccountObject | null = chat.account;
const messages: MessageObject[] | null = chat.messages;
// Open: the service may say more.
const status: string | null = chat.status;
chat.comments = "a plain object is its owner's";
messages?.push({ ...messages[0]!, id: "8" });
console.log(same, id, seconds, account?.email, status, chat.extra["tags"], messages?.[0]?.message);
// @ts-expect-error no such member
console.log(chat.date_created);
// @ts-expect-error as JSON has it, without what a record adds
console.log(chat.dateCreatedAsDate);
// @ts-expect-error it knows no page
console.log(chat.page);

const recording = (await client.getRecording("7")).toObject();
const recorded: RecordingObject = recording;
// @ts-expect-error no such member
console.log(recorded, recording.files);
const paths: string[] | null = recording.paths;
const session = (await client.getVisitorSessions("7"))[0]!.toObject();
const visited: VisitorSessionObject = session;
// @ts-expect-error no such member
console.log(visited, session.visitor_id);
const [visitor, detail]: [VisitorObject | null, VisitorDetailObject | null] = [session.visitor, session.visitorDetail];
console.log(paths?.length, recording.chat?.messages, visitor?.locationGeoIpLat?.toFixed(), detail?.name);
const any: ModelObject = (null as unknown as Model).toObject();
console.log(any.extra);
const clones: ChatObject[] = structuredClone((await client.listChats().toArray()).map((each) => each.toObject()));
console.log(clones.length);

/** Every word, and no other. */
const endings: { [word in Ended]: string } = { empty_page: "", not_found: "", repeated_page: "", taken: "", error: "" };
const summary: Summary = client.listChats().summary();
if (summary.ended !== null) console.log(endings[summary.ended]);
// @ts-expect-error no such end
console.log(summary.ended === "emptyPage");
declare const warning: Warning;
const code: WarningCode = warning.code;
// @ts-expect-error no such code
console.log(code === "unfitValue");

try {
  await client.getChat("7");
} catch (error) {
  if (!(error instanceof TagoveError)) throw error;
  switch (error.kind) {
    case "Timeout":
    case "Connection":
      break;
    // @ts-expect-error the class's name, not the kind
    case "NotFoundError":
  }
  // The server's own word may be any.
  const said: string | null = error.code;
  console.log(said);
}
const fields: ErrorFields = { kind: "NotFound", status: 404, code: null, reason: "r", request_id: null, retry_after: null, attempts: 1, at: null };
// @ts-expect-error no such kind
const odd: ErrorFields = { ...fields, kind: "Gone" };
console.log(new TagoveError(fields), odd);
