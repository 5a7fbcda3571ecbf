//! `GET /__requests`: what was asked so far, for tests in every language. Needs no key, and is not itself counted.

use axum::{
    extract::{RawQuery, State},
    http::header::CONTENT_TYPE,
    response::IntoResponse,
};
use serde_json::{Value, json};

use super::Api;
use crate::{Asked, query};

/// The journal as JSON. `?requests=N` and `?hang_ups=N` wait until there are as many.
pub(super) async fn show(
    State(Api(state)): State<Api>,
    RawQuery(text): RawQuery,
) -> impl IntoResponse {
    let journal = &state.journal;
    for (name, value) in query::pairs(text.as_deref().unwrap_or_default()) {
        let count = String::from_utf8(value)
            .ok()
            .and_then(|digits| digits.parse().ok())
            .unwrap_or(0);
        match name.as_slice() {
            b"requests" => journal.wait_for_requests(count).await,
            b"hang_ups" => journal.wait_for_hang_ups(count).await,
            _ => {}
        }
    }
    let requests = journal.requests();
    let targets: Vec<String> = requests
        .iter()
        .map(|asked| format!("{} {}", asked.method, asked.target))
        .collect();
    let body = json!({
        "request_count": journal.request_count(),
        "connections": journal.connections(),
        "hang_ups": journal.hang_ups(),
        "requests": targets,
        "log": requests.iter().map(entry).collect::<Vec<_>>(),
    });
    ([(CONTENT_TYPE, "application/json")], body.to_string())
}

/// All that is kept of a request.
fn entry(asked: &Asked) -> Value {
    json!({
        "number": asked.number,
        "port": asked.port,
        "connection": asked.connection,
        "version": asked.version,
        "method": asked.method,
        "target": asked.target,
        "fault": asked.fault.as_ref().map(ToString::to_string),
        "request_id": asked.request_id,
        "authorization": asked.authorization,
    })
}
