//! Does to an answer what the script says.

use std::{convert::Infallible, future::pending, task::Poll, time::Duration};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures_util::{
    StreamExt as _,
    stream::{iter, once, poll_fn},
};

use crate::{
    Fault,
    cut::{Cut, End},
    journal::Unanswered,
};

/// The most of a body that is sent before the connection is cut, so that it fits into the
/// first window of HTTP/2 and into the system's buffers.
const PART: usize = 16 * 1024;

/// Tells the inside of the router to refuse with this status.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scripted(pub(super) StatusCode);

/// What a fault does before there is an answer; one given back stands for that of the API.
pub(super) async fn before(
    fault: &Fault,
    request: &mut Request,
    cut: &Cut,
    other_url: &str,
) -> Option<Response> {
    match fault {
        Fault::Status { code, .. } => {
            // One of 1xx would be no answer yet.
            let status = StatusCode::from_u16(*code).ok();
            let status = status.filter(|status| !status.is_informational());
            let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            request.extensions_mut().insert(Scripted(status));
        }
        Fault::Slow(wait) => tokio::time::sleep(*wait).await,
        // Plain is what the body has to be.
        Fault::FalseGzip => {
            request.headers_mut().remove(header::ACCEPT_ENCODING);
        }
        Fault::Silence => pending().await,
        // Never seen: whatever is written of it, the cut comes before.
        Fault::ResetBeforeHead => {
            cut.before_more(End::Reset);
            return Some(StatusCode::NO_CONTENT.into_response());
        }
        Fault::ClosedBeforeHead => {
            cut.before_more(End::Close);
            return Some(StatusCode::NO_CONTENT.into_response());
        }
        Fault::RedirectToOtherPort => {
            // Without the place: HTTP/2 has ours in the URI.
            let target = request.uri().path_and_query();
            let target = target.map_or("/", |target| target.as_str());
            let location = format!("{other_url}{target}");
            return Some((StatusCode::FOUND, [(header::LOCATION, location)]).into_response());
        }
        Fault::ResetInBody
        | Fault::Truncated
        | Fault::Dribbled { .. }
        | Fault::WrongContentType => {}
    }
    None
}

/// What a fault does to the answer.
pub(super) async fn after(
    fault: Fault,
    mut response: Response,
    cut: Cut,
    unanswered: Unanswered,
) -> Response {
    let header = match fault {
        Fault::ResetInBody => {
            unanswered.answered();
            return in_part(response, cut, End::Reset).await;
        }
        Fault::Truncated => {
            unanswered.answered();
            return in_part(response, cut, End::Close).await;
        }
        Fault::Dribbled { bytes, pause } => {
            return dribbled(response, bytes.max(1), pause, unanswered).await;
        }
        Fault::Status { retry_after, .. } => retry_after
            .and_then(|wait| HeaderValue::try_from(wait).ok())
            .map(|wait| (header::RETRY_AFTER, wait)),
        Fault::WrongContentType => Some((
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        )),
        Fault::FalseGzip => Some((header::CONTENT_ENCODING, HeaderValue::from_static("gzip"))),
        Fault::ResetBeforeHead
        | Fault::ClosedBeforeHead
        | Fault::Slow(_)
        | Fault::RedirectToOtherPort
        | Fault::Silence => None,
    };
    if let Some((name, value)) = header {
        response.headers_mut().insert(name, value);
    }
    unanswered.answered();
    response
}

/// Announces the whole body, writes a part of it and ends the connection.
async fn in_part(response: Response, cut: Cut, end: End) -> Response {
    let (response, body) = announced(response).await;
    let part = body.slice(..(body.len() / 2).min(PART));
    let enough = cut.written() + part.len() as u64;
    let stop = poll_fn(move |_| {
        // Asked for more, whoever writes has the part, and flushes it now that there is
        // nothing to follow: that is where the cut waits. Nobody has to wake this again.
        cut.after(enough, end);
        Poll::Pending
    });
    let body = once(async { Ok::<_, Infallible>(part) }).chain(stop);
    response.map(|()| Body::from_stream(body))
}

/// Writes the whole body in pieces, each after a pause.
async fn dribbled(
    response: Response,
    bytes: usize,
    pause: Duration,
    unanswered: Unanswered,
) -> Response {
    let (response, body) = announced(response).await;
    let count = body.len().div_ceil(bytes);
    // Who hangs up in between is counted: the last piece takes the guard along.
    let mut unanswered = Some(unanswered);
    let pieces = iter(0..count).then(move |index| {
        let piece = body.slice(index * bytes..body.len().min((index + 1) * bytes));
        let last = (index + 1 == count).then(|| unanswered.take()).flatten();
        async move {
            tokio::time::sleep(pause).await;
            if let Some(unanswered) = last {
                unanswered.answered();
            }
            Ok::<_, Infallible>(piece)
        }
    });
    response.map(|()| Body::from_stream(pieces))
}

/// The head, with the length of the body, and the body.
async fn announced(response: Response) -> (Response<()>, Bytes) {
    let (mut head, body) = response.into_parts();
    // Every answer of ours is in memory: a failure is a fault of this server's.
    let body = to_bytes(body, usize::MAX).await.expect("a whole body");
    head.headers
        .insert(header::CONTENT_LENGTH, body.len().into());
    (Response::from_parts(head, ()), body)
}
