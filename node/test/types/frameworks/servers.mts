// Compiled, never run: the helpers in strict programs of their frameworks. The types of frameworks are not checked here.
import express from "express";
import fastify from "fastify";
import { tagoveCustomer } from "tagove/express";
import { tagoveCustomer as plugin, type TagoveOptions } from "tagove/fastify";

const app = express();
app.use(tagoveCustomer());
app.use(tagoveCustomer((request: express.Request, response: express.Response) => String(response.locals["nonce"]) + request.path));
app.get("/", (request, response) => {
  const html: string = response.locals.tagoveCustomer({ name: request.path }, { form: "data_block" });
  response.send(html);
  // @ts-expect-error no such field
  response.locals.tagoveCustomer({ nmae: "Ada" });
});

const server = fastify();
const options: TagoveOptions = { nonce: (reply) => String(reply.request.headers["x-nonce"]) };
await server.register(plugin);
await server.register(plugin, options);
// @ts-expect-error a function
await server.register(plugin, { nonce: "cGFnZQ==" });
server.get("/", async (request, reply) => {
  const html: string = reply.tagoveCustomer({ name: request.url }, { nonce: null });
  // @ts-expect-error no such form
  reply.tagoveCustomer({}, { form: "block" });
  return reply.send(html);
});
