//! The form of every answer, refusals included.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};

use super::{
    accept::{self, Format},
    xml,
};

/// Writes the JSON answer in the form that was asked for. Stands outside of who
/// refuses, which is in JSON too.
pub(super) async fn write(request: Request, next: Next) -> Response {
    let format = accept::format(request.headers());
    let mut response = next.run(request).await;
    if let Format::Xml(media) = format {
        response = in_xml(response, media).await;
    }
    let varies = HeaderValue::from_static("accept");
    response.headers_mut().append(header::VARY, varies);
    response
}

async fn in_xml(response: Response, media: &'static str) -> Response {
    let (mut head, body) = response.into_parts();
    // Every answer of ours is JSON in memory: a failure is a fault of this server's.
    let json = to_bytes(body, usize::MAX).await.expect("a whole body");
    let answer = serde_json::from_slice(&json).expect("an answer in JSON");
    head.headers
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    Response::from_parts(head, Body::from(xml::document(&answer)))
}
