// Compiled, never run: the component in a strict program of React.
import { TagoveCustomer, type TagoveCustomerProps } from "tagove/react";

const props: TagoveCustomerProps = { customer: { name: "Ada", email: null }, nonce: undefined, form: "data_block" };
export const page = (
  <head>
    <TagoveCustomer {...props} />
    <TagoveCustomer customer={{ phone: "1" }} nonce="cGFnZQ==" userHash={null} />
  </head>
);
// @ts-expect-error no such field
export const wrong = <TagoveCustomer customer={{ nmae: "Ada" }} />;
// @ts-expect-error a customer is needed
export const nobody = <TagoveCustomer nonce="cGFnZQ==" />;
