// The tracking snippet as a component, where a server renders it. Browsers get react_browser.ts in its place.
import type { ReactElement } from "react";
import type { Customer, SnippetOptions } from "./page_snippet";
import { type Script, scripts } from "./react_scripts";
import { customerSnippet } from "./web";

/** What `TagoveCustomer` takes: the customer, and the options of `customerSnippet`. */
export interface TagoveCustomerProps extends SnippetOptions {
  /** Who is logged in. */
  readonly customer: Customer;
}

/**
 * `customerSnippet` as a component for `<head>`, byte for byte; nothing if nobody is given. It is rendered on the server: in
 * a browser it keeps what the server has sent, and what changes there later is not told to the widget.
 *
 * ```tsx
 * <head><TagoveCustomer customer={{ name: user.name, email: user.email }} nonce={nonce} /></head>
 * ```
 */
export function TagoveCustomer({ customer, ...options }: TagoveCustomerProps): ReactElement | null {
  // No text in the snippet holds a `<`, nor a nonce a quote.
  const found = customerSnippet(customer, options).matchAll(/<script(?: type="([^"]*)")?(?: nonce="([^"]*)")?>([^<]*)<\/script>/g);
  return scripts(Array.from(found, ([, type, nonce, text]): Script => ({ type, nonce, text: text! })));
}
