// The same package as CommonJS.
const assert = require("node:assert/strict");
const { Client, NotFoundError } = require("tagove");
const { LocalServer } = require("tagove/testing");

const server = new LocalServer({ chats: 3 });
const client = new Client({ apiKey: "any", baseUrl: server.url });
client.getChat("43074").then(async ({ id }) => {
  assert.equal(id, "43074");
  await assert.rejects(client.getChat("1"), NotFoundError);
  console.log("ok");
});
