// The tracking snippet in pages of Fastify: a method of every reply, which knows the reply's nonce.
import type { FastifyPluginCallback, FastifyReply } from "fastify";
import type { Customer, SnippetOptions } from "./page_snippet";
import { customerSnippet } from "./web";

declare module "fastify" {
  interface FastifyReply {
    /** `customerSnippet` with the nonce of this reply. */
    tagoveCustomer(customer: Customer, options?: SnippetOptions): string;
  }
}

/** Options of the plugin. */
export interface TagoveOptions {
  /** Where the nonce is, when the snippet is made. Default: `reply.cspNonce.script` (of @fastify/helmet), if there is one. */
  nonce?: ((reply: FastifyReply) => string | null | undefined) | undefined;
}

/**
 * A plugin that gives every reply a method `tagoveCustomer(customer, options)`, which is `customerSnippet` with the nonce of
 * this reply. Fastify has no safe string of its own: a template must not escape what it gives.
 *
 * ```ts
 * app.register(tagoveCustomer);
 * app.get("/", (request, reply) => reply.type("text/html").send(`<head>${reply.tagoveCustomer({ name: "Ada" })}</head>`));
 * ```
 */
export const tagoveCustomer: FastifyPluginCallback<TagoveOptions> = (app, { nonce = ofHelmet }, done) => {
  app.decorateReply("tagoveCustomer", function (customer, options = {}) {
    return customerSnippet(customer, { ...options, nonce: options.nonce ?? nonce(this) });
  });
  done();
};

// What fastify-plugin would say of it: the method is for all of the app, not for what is registered within the plugin.
Object.assign(tagoveCustomer, {
  [Symbol.for("skip-override")]: true,
  [Symbol.for("fastify.display-name")]: "tagove",
  [Symbol.for("plugin-meta")]: { name: "tagove", fastify: ">=4" },
});

function ofHelmet(reply: FastifyReply): string | undefined {
  return (reply as { cspNonce?: { script?: string } }).cspNonce?.script;
}
