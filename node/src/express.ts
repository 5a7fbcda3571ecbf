// The tracking snippet in pages of Express: a function that every template sees, and that knows the nonce of its answer.
import type { Customer, SnippetOptions } from "./page_snippet";
import { customerSnippet } from "./web";

declare global {
  namespace Express {
    interface Locals {
      /** `customerSnippet` with the nonce of this answer; there once `tagoveCustomer()` of `tagove/express` is in use. */
      tagoveCustomer(customer: Customer, options?: SnippetOptions): string;
    }
  }
}

/** What is used of an answer. */
interface Answer {
  locals: object;
}

/**
 * Gives `response.locals` a function `tagoveCustomer(customer, options)`, which is `customerSnippet` with the nonce of this
 * answer. A template calls it unescaped, since Express has no safe string of its own: `<%- tagoveCustomer({ name }) %>` in
 * EJS, `!= tagoveCustomer({ name })` in Pug.
 *
 * ```ts
 * app.use(tagoveCustomer());
 * app.get("/", (request, response) => response.send(`<head>${response.locals.tagoveCustomer({ name: "Ada" })}</head>`));
 * ```
 *
 * @param nonce Where the nonce is, when the snippet is made. Default: `response.locals.cspNonce`, if there is one.
 */
export function tagoveCustomer<Request, Response extends Answer>(
  nonce: (request: Request, response: Response) => string | null | undefined = ({}, { locals }) =>
    (locals as { cspNonce?: string }).cspNonce,
): (request: Request, response: Response, next: () => void) => void {
  return (request, response, next) => {
    const snippet = (customer: Customer, options: SnippetOptions = {}) =>
      customerSnippet(customer, { ...options, nonce: options.nonce ?? nonce(request, response) });
    Object.assign(response.locals, { tagoveCustomer: snippet });
    next();
  };
}
