// The component of React: as a server renders it, and as a browser takes it over.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { Window } from "happy-dom";
import { createElement } from "react";
import { renderToReadableStream } from "react-dom/server.edge";
import { renderToStaticMarkup, renderToString } from "react-dom/server";
import { InvalidRequestError, customerSnippet } from "tagove";
import { TagoveCustomer } from "tagove/react";
import { TagoveCustomer as InBrowser } from "../dist/react_browser.mjs";

const ADA = { name: "O'Hara </script><script>alert(1)</script> {{ 7 * 7 }} & \u2028 é", email: "ada@example.com", phone: undefined };
const HOW = [{}, { nonce: "cGFnZQ==" }, { form: "data_block" }, { form: "data_block", nonce: "cGFnZQ==" }];
const page = (component, props) => createElement("head", null, createElement("title", null, "a page"), createElement(component, props));

test("component_on_the_server_is_the_snippet", async () => {
  for (const how of HOW) {
    const snippet = customerSnippet(ADA, how);
    const expected = `<head><title>a page</title>${snippet}</head>`;
    assert.equal(renderToStaticMarkup(page(TagoveCustomer, { customer: ADA, ...how })), expected);
    assert.ok(renderToString(page(TagoveCustomer, { customer: ADA, ...how })).includes(snippet));
    const stream = await renderToReadableStream(page(TagoveCustomer, { customer: ADA, ...how }));
    assert.ok((await new Response(stream).text()).includes(snippet));
  }
  assert.equal(renderToStaticMarkup(createElement(TagoveCustomer, { customer: { name: null } })), "");
});

test("component_refuses_what_the_snippet_refuses", () => {
  const rendered = (props) => () => renderToStaticMarkup(createElement(TagoveCustomer, props));
  assert.throws(rendered({ customer: { nmae: "Ada" } }), InvalidRequestError);
  assert.throws(rendered({ customer: ADA, nonce: "a b" }), InvalidRequestError);
  assert.throws(rendered({ customer: ADA, nonse: "a" }), TypeError);
  assert.throws(rendered({}), TypeError);
});

/** What React says while it takes a page of the server over, and what then stands there; `again` renders once more. */
async function hydrated(server, browser) {
  const window = new Window();
  const names = ["window", "document", "navigator", "HTMLElement", "HTMLIFrameElement", "Node"];
  const before = names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  const said = [];
  const [{ error }, set] = [console, (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })];
  for (const name of names) set(name, name === "window" ? window : window[name]);
  console.error = (...words) => said.push(words.join(" "));
  try {
    const { hydrateRoot } = await import("react-dom/client");
    const { act } = await import("react");
    globalThis.IS_REACT_ACT_ENVIRONMENT = true;
    const root = window.document.createElement("div");
    window.document.body.append(root);
    root.innerHTML = renderToString(server);
    const scripts = () => Array.from(root.querySelectorAll("script"));
    const sent = scripts();
    const texts = sent.map((script) => script.textContent);
    const react = await act(() => hydrateRoot(root, browser, { onRecoverableError: (error) => said.push(String(error)) }));
    await act(() => react.render(browser));
    const kept = scripts().length === sent.length && scripts().every((script, at) => script === sent[at] && script.textContent === texts[at]);
    await act(() => react.unmount());
    return { said, kept, texts };
  } finally {
    console.error = error;
    delete globalThis.IS_REACT_ACT_ENVIRONMENT;
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else delete globalThis[name];
    }
    await window.happyDOM.close();
  }
}
const app = (component, props) => createElement("div", null, createElement(component, props), createElement("p", null, "text"));

test("component_in_the_browser_keeps_what_the_server_sent", async () => {
  for (const how of HOW) {
    // In the browser the nonce is not known.
    for (const seen of [how, { ...how, nonce: undefined }]) {
      const { said, kept, texts } = await hydrated(app(TagoveCustomer, { customer: ADA, ...how }), app(InBrowser, { customer: ADA, ...seen }));
      assert.deepEqual([said, kept], [[], true]);
      assert.ok(texts.join("").includes("O\\u0027Hara"), texts.join("\n"));
    }
  }
  const nobody = await hydrated(app(TagoveCustomer, { customer: {} }), app(InBrowser, { customer: {} }));
  assert.deepEqual(nobody, { said: [], kept: true, texts: [] });
});

test("mismatch_would_be_seen", async () => {
  const { said } = await hydrated(app(TagoveCustomer, { customer: ADA }), app(InBrowser, { customer: ADA, form: "data_block" }));
  assert.notDeepEqual(said, []);
});

test("browsers_get_the_component_without_the_addon", () => {
  const program = `
    import { TagoveCustomer } from "tagove/react";
    import { createRequire } from "node:module";
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    console.log(TagoveCustomer.length, loaded.some((file) => /react_browser\\.js$/.test(file)), loaded.some((file) => /native|\\.node$/.test(file)));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--conditions=browser", "--input-type=module", "-e", program], { cwd: import.meta.dirname, encoding: "utf8" });
  assert.deepEqual([stdout, stderr], ["1 true false\n", ""]);
});
