//! The public interface against the local server.

mod aside;
mod astray;
mod blocking;
mod cassettes;
mod corpus;
mod credentials;
mod depth;
mod failures;
mod found;
mod hooks;
mod hostile;
mod http2;
mod json;
mod judge;
mod kept;
mod listening;
mod lists;
mod options;
mod raw;
mod records;
mod requests;
mod retries;
mod route;
mod scripted;
mod secrets;
mod shapes;
mod take;
mod told;
#[cfg(feature = "opentelemetry")]
mod traces;
mod web;
mod wire;
mod xml;

use tagove::Client;
use tagove_server::{Demo, DemoOptions, Server};

/// A server with this many chats, and a client of it.
async fn demo(chats: usize, prefetch: usize) -> (Server, Client) {
    let demo = Demo::generate(DemoOptions {
        chats,
        ..DemoOptions::default()
    });
    let server = Server::demo(demo).bind(0).await.expect("a free port");
    let client = client(&server, prefetch);
    (server, client)
}

fn client(server: &Server, prefetch: usize) -> Client {
    let client = Client::builder().api_key("key").base_url(server.url());
    client.prefetch(prefetch).build().expect("a client")
}
