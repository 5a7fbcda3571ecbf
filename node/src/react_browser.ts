// The component of `tagove/react` in browsers, where no addon is: the same elements, which keep what the server has sent.
import type { ReactElement } from "react";
import type { TagoveCustomerProps } from "./react";
import { type Script, scripts } from "./react_scripts";

export type { TagoveCustomerProps } from "./react";

/** As on the server, for hydration. Without a server it renders scripts that do nothing. */
export function TagoveCustomer({ customer, form }: TagoveCustomerProps): ReactElement | null {
  const given = Object.values(customer).some((value) => value !== null && value !== undefined);
  const script: Script = { type: undefined, nonce: undefined, text: "" };
  if (!given) return null;
  return scripts(form === "data_block" ? [{ ...script, type: "application/json" }, script] : [script]);
}
