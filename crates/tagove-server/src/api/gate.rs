//! What every request passes: the journal, the key, the wait and the request id.

use std::sync::atomic::Ordering;

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{Api, credentials};

static REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

pub(super) async fn pass(State(Api(state)): State<Api>, request: Request, next: Next) -> Response {
    let target = request
        .uri()
        .path_and_query()
        .map_or("", |target| target.as_str());
    // Hyper drops this future when the client is gone, and the guard with it.
    let unanswered = state.journal.open(request.method().as_str(), target);
    let id = request
        .headers()
        .get(&REQUEST_ID)
        .filter(|id| is_sane(id))
        .cloned();
    let id = id.unwrap_or_else(|| {
        let number = state.answers.fetch_add(1, Ordering::Relaxed) + 1;
        let text = format!("demo-{number:06}");
        HeaderValue::from_str(&text).expect("letters and digits are a header value")
    });
    let mut response = match credentials::check(request.headers(), state.key.as_deref()) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    };
    if !state.latency.is_zero() {
        tokio::time::sleep(state.latency).await;
    }
    response.headers_mut().insert(&REQUEST_ID, id);
    unanswered.answered();
    response
}

/// Short, and of characters that can do no harm in a log.
fn is_sane(id: &HeaderValue) -> bool {
    let bytes = id.as_bytes();
    (1..=128).contains(&bytes.len())
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
}
