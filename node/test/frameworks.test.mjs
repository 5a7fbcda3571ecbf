// The helpers inside of their frameworks.
import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import helmet from "@fastify/helmet";
import express from "express";
import fastify from "fastify";
import { InvalidRequestError, customerSnippet } from "tagove";
import { tagoveCustomer } from "tagove/express";
import { tagoveCustomer as plugin } from "tagove/fastify";

const HOSTILE = "O'Hara </script><script>alert(1)</script> {{ 7 * 7 }} & \u2028 é";
const ADA = { name: HOSTILE, email: "ada@example.com", phone: null };
const NONCE = "cGFnZQ==";

/** What an app of Express answers. */
async function asked(t, app, path = "/") {
  const server = app.listen(0, "127.0.0.1");
  t.after(() => server.close().closeAllConnections());
  await once(server, "listening");
  const answer = await fetch(`http://127.0.0.1:${server.address().port}${path}`);
  return { status: answer.status, text: await answer.text() };
}

/** An app whose views are functions of what a template sees. */
function site(middleware, cspNonce) {
  const app = express();
  app.engine("cjs", (file, seen, done) => done(null, `<head>${seen.tagoveCustomer(seen.user, seen.how)}</head>`));
  app.set("views", import.meta.dirname);
  app.use((request, response, next) => {
    if (cspNonce) response.locals.cspNonce = cspNonce;
    next();
  });
  app.use(middleware);
  // Any file that is there: the engine does not read it.
  app.get("/view", (request, response) => response.render("smoke.cjs", { user: ADA, how: { form: "data_block" } }));
  app.get("/", (request, response) => response.send(response.locals.tagoveCustomer(ADA)));
  app.get("/own", (request, response) => response.send(response.locals.tagoveCustomer(ADA, { nonce: "b3RoZXI=" })));
  app.get("/wrong", (request, response) => response.send(response.locals.tagoveCustomer({ nmae: "Ada" })));
  app.use((error, request, response, next) => response.status(500).send(`${error instanceof InvalidRequestError} ${error.reason}`));
  return app;
}

test("express_page_has_the_snippet_with_its_nonce", async (t) => {
  for (const [middleware, given] of [
    [tagoveCustomer(), NONCE],
    [tagoveCustomer((request, response) => response.locals.cspNonce && NONCE), "another"],
    [tagoveCustomer((request) => request.headers.host && NONCE), undefined],
  ]) {
    const app = site(middleware, given);
    assert.deepEqual(await asked(t, app), { status: 200, text: customerSnippet(ADA, { nonce: NONCE }) });
    const block = customerSnippet(ADA, { nonce: NONCE, form: "data_block" });
    assert.deepEqual(await asked(t, app, "/view"), { status: 200, text: `<head>${block}</head>` });
    assert.equal((await asked(t, app, "/own")).text, customerSnippet(ADA, { nonce: "b3RoZXI=" }));
    assert.deepEqual(await asked(t, app, "/wrong"), { status: 500, text: "true `nmae` is no field of a customer; did you mean `name`?" });
  }
  assert.equal((await asked(t, site(tagoveCustomer()))).text, customerSnippet(ADA));
  const refused = await asked(t, site(tagoveCustomer(), 'a" onload="x'));
  assert.match(refused.text, /^true nonce is not base64/);
});

test("fastify_page_has_the_snippet_with_its_nonce", async (t) => {
  const app = fastify();
  t.after(() => app.close());
  await app.register(helmet, { enableCSPNonces: true });
  await app.register(plugin);
  app.get("/", (request, reply) => reply.type("text/html").send(reply.tagoveCustomer(ADA)));
  app.get("/own", (request, reply) => reply.send(reply.tagoveCustomer(ADA, { nonce: NONCE, form: "data_block" })));
  app.get("/wrong", (request, reply) => reply.send(reply.tagoveCustomer({ nmae: "Ada" })));
  const page = await app.inject("/");
  const [, nonce] = /script-src [^;]*'nonce-([^']+)'/.exec(page.headers["content-security-policy"]);
  assert.equal(page.body, customerSnippet(ADA, { nonce }));
  assert.notEqual((await app.inject("/")).body, page.body);
  assert.equal((await app.inject("/own")).body, customerSnippet(ADA, { nonce: NONCE, form: "data_block" }));
  assert.match((await app.inject("/wrong")).json().message, /did you mean `name`\?$/);
});

test("fastify_without_helmet_takes_a_nonce_or_none", async (t) => {
  for (const [options, nonce] of [[{}, undefined], [{ nonce: (reply) => reply.request.headers["x-nonce"] }, NONCE]]) {
    const app = fastify();
    t.after(() => app.close());
    app.register(plugin, options);
    app.get("/", (request, reply) => reply.send(reply.tagoveCustomer(ADA)));
    const page = await app.inject({ url: "/", headers: { "x-nonce": NONCE } });
    assert.equal(page.body, customerSnippet(ADA, { nonce }));
  }
});
