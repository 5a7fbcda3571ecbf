// What the web side tells of arguments that nobody meant.
import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidRequestError, customerSnippet, userHash, verifyWebhookSignature } from "tagove";

const told = (call) => {
  try {
    call();
  } catch (error) {
    assert.ok(!error.message.includes("\n") && error.message.length < 300, error.message.slice(0, 300));
    return error;
  }
  return assert.fail("not refused");
};

test("unknown_field_is_named_whatever_its_value", () => {
  for (const value of ["x", null, undefined, 5, "\ud800", Buffer.from("x")]) {
    const error = told(() => customerSnippet({ nmae: value }));
    assert.ok(error instanceof InvalidRequestError, String(error));
    assert.match(error.reason, /`nmae` is no field of a customer; did you mean `name`/);
    assert.ok(told(() => customerSnippet({ ["a\nb".repeat(100_000)]: value })) instanceof InvalidRequestError);
  }
});

test("wrong_type_is_told_by_what_it_is_and_never_by_what_it_says", () => {
  class Account {
    name = "s3cret";
  }
  const cases = [
    [() => customerSnippet({ name: 5 }), "customerSnippet: name is a string, not a number"],
    [() => customerSnippet({ name: Buffer.from("s3cret") }), "customerSnippet: name is a string, not an object of the class Buffer"],
    [() => customerSnippet(new Account()), "customerSnippet: customer is a plain object, not an object of the class Account"],
    [() => customerSnippet(null), "customerSnippet: customer is a plain object, not null"],
    [() => userHash(undefined, "ada@example.com"), "userHash: secret is a string, not undefined"],
    [() => verifyWebhookSignature(Buffer.from("s3cret"), Buffer.alloc(0), null), "verifyWebhookSignature: secret is a string, not an object of the class Buffer"],
  ];
  for (const [call, message] of cases) {
    const error = told(call);
    assert.ok(error instanceof TypeError);
    assert.equal(error.message, message);
  }
});

test("unknown_option_is_named_on_one_short_line", () => {
  assert.equal(told(() => customerSnippet({}, { nounce: "x" })).message, "customerSnippet has no option nounce; did you mean nonce?");
  for (const name of ["a\nb".repeat(100_000), "a\u2028b", "\ud800"]) {
    const { message } = told(() => customerSnippet({}, { [name]: "x" }));
    assert.ok(message.isWellFormed() && !message.includes("\u2028"), message);
  }
});
