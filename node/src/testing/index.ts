// What tests of your own need: a server on this machine, and recorded answers. They work with any test runner.
export { Cassette, type CassetteOptions, cassette } from "./cassette";
export { type AskedRequest, LocalServer, type LocalServerOptions } from "./server";
