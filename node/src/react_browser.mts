export * from "./react_browser.js";
