//! A local server whose answers go wrong by script, and a client of it whose clock the test tells.

use crate::told::ToldClock;
use std::sync::Arc;
use tagove::{Client, ClientBuilder};
use tagove_server::{Demo, DemoOptions, Fault, Faults, Server};

pub(crate) async fn server(faults: Faults) -> Server {
    let demo = Demo::generate(DemoOptions {
        chats: 30,
        ..DemoOptions::default()
    });
    Server::demo(demo)
        .faults(faults)
        .bind(0)
        .await
        .expect("a free port")
}

pub(crate) fn status(code: u16, retry_after: Option<&str>) -> Fault {
    Fault::Status {
        code,
        retry_after: retry_after.map(str::to_owned),
    }
}

pub(crate) fn builder(server: &Server, clock: &Arc<ToldClock>) -> ClientBuilder {
    Client::builder()
        .api_key("test-key")
        .base_url(server.url())
        .clock(clock.clone())
}
