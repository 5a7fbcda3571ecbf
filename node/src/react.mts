export * from "./react.js";
