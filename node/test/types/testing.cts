import testing = require("tagove/testing");

const server: testing.LocalServer = new testing.LocalServer();
void server.close();
