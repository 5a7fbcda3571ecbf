// Prints what the built package offers, found by looking at its classes; names as on the wire, kinds as in the spec.
import * as tagove from "tagove";
import { CALL, CHATS, CLIENT, LIST } from "../dist/checks.js";

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const isGetter = (type, name) => Object.getOwnPropertyDescriptor(type.prototype, name)?.get !== undefined;
const methods = (type) => Object.getOwnPropertyNames(type.prototype).filter((name) => name !== "constructor");

const models = {};
const errors = [];
for (const [name, value] of Object.entries(tagove)) {
  if (typeof value !== "function") continue;
  if (value.prototype instanceof tagove.Model) {
    // A field counts only if its class has a getter for it.
    models[name] = value.fields.filter((field) => isGetter(value, field.name)).map((field) => field.wire);
  }
  if (value.prototype instanceof tagove.TagoveError) errors.push(name.replace(/Error$/, ""));
}
const getters = (type) => methods(type).filter((name) => isGetter(type, name)).map(snake);
// Durations carry their unit here.
const unitless = (name) => name.replace(/_ms$/, "");
const error = new tagove.TagoveError({ kind: "Server", reason: "a reason" });
const client = new tagove.Client({ apiKey: "any", baseUrl: "http://127.0.0.1:1" });
// What bears on a call is of no operation.
const options = (known) => Object.keys(known).filter((name) => known === CLIENT || !(name in CALL)).map(snake);
console.log(
  JSON.stringify({
    models,
    errors,
    // The others are no operations of the API: request, withOptions, close.
    operations: methods(tagove.Client).filter((name) => /^(list|get)[A-Z]/.test(name)).map(snake),
    options: options(CLIENT).map(unitless),
    page: getters(tagove.Page).map(unitless),
    summary: Object.keys(client.listChats().summary()).map(snake),
    error_fields: [...Object.keys(error).map(snake).map(unitless), ...getters(tagove.TagoveError)],
    // Beside the classes: functions, and constants.
    web: Object.entries(tagove).filter(([name, value]) => typeof value === "string" || (typeof value === "function" && /^[a-z]/.test(name))).map(([name]) => name),
    parameters: { list_chats: options(CHATS), list_visitor_sessions: options(LIST) },
  }),
);
