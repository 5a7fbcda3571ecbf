//! What every request passes: the journal, its fault, the wait, the request id, and the key.

use std::sync::atomic::Ordering;

use axum::{
    Extension,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Version, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{
    Api,
    answer::Refusal,
    connection::Connection,
    credentials,
    faulty::{self, Scripted},
};
use crate::{Asked, asked::Connected};

static REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Stands outside of everything: a fault strikes the answer as it would leave.
pub(super) async fn pass(
    State(Api(state)): State<Api>,
    Extension(connection): Extension<Connection>,
    mut request: Request,
    next: Next,
) -> Response {
    let asked = asked(&request, &connection.connected);
    let sent_id = asked.request_id.clone();
    // Hyper drops this future when the client is gone, and the guard with it.
    let (unanswered, fault) = state
        .journal
        .open(asked, &connection.connected, &state.faults);
    let id = sent_id.unwrap_or_else(|| {
        let number = state.answers.fetch_add(1, Ordering::Relaxed) + 1;
        format!("demo-{number:06}")
    });
    let id = HeaderValue::from_str(&id).expect("letters and digits are a header value");
    let instead = match &fault {
        Some(fault) => {
            let other = state.other_url.as_deref().unwrap_or_default();
            faulty::before(fault, &mut request, &connection.cut, other).await
        }
        None => None,
    };
    let mut response = match instead {
        Some(response) => response,
        None => next.run(request).await,
    };
    if !state.latency.is_zero() {
        tokio::time::sleep(state.latency).await;
    }
    response.headers_mut().insert(&REQUEST_ID, id);
    match fault {
        Some(fault) => faulty::after(fault, response, connection.cut, unanswered).await,
        None => {
            unanswered.answered();
            response
        }
    }
}

fn asked(request: &Request, connected: &Connected) -> Asked {
    let target = request
        .uri()
        .path_and_query()
        .map_or("", |target| target.as_str());
    let headers = request.headers();
    let version = match request.version() {
        Version::HTTP_2 => "HTTP/2",
        Version::HTTP_10 => "HTTP/1.0",
        _ => "HTTP/1.1",
    };
    Asked::new(connected, version, request.method().as_str(), target).headers(
        headers.get(&REQUEST_ID).map(HeaderValue::as_bytes),
        headers.contains_key(header::AUTHORIZATION),
    )
}

/// Lets in who has a key. Stands inside of form and compression, for it refuses.
pub(super) async fn admit(State(Api(state)): State<Api>, request: Request, next: Next) -> Response {
    if let Some(Scripted(status)) = request.extensions().get() {
        return Refusal::scripted(*status).into_response();
    }
    match credentials::check(request.headers(), state.key.as_deref()) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}
