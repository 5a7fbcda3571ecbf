//! Answers and refusals as the vendor writes them.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::json::Members;

/// A JSON text that is the whole body.
pub(super) struct Answer(String);

impl Answer {
    /// `{"success": true, "data": …}`, the data by `write`; `size` is about how long it is.
    pub(super) fn success(size: usize, write: impl FnOnce(&mut String)) -> Self {
        let mut body = String::with_capacity(size + 64);
        let mut envelope = Members::open(&mut body);
        write(envelope.raw("success", "true").name("data"));
        envelope.close();
        Self(body)
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        json(StatusCode::OK, self.0)
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Refusal {
    pub(super) fn unauthorized(message: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "ERROR_UNAUTHORIZED", message)
    }

    pub(super) fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "ERROR_RECORD_NOT_FOUND", message)
    }

    pub(super) fn invalid(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "ERROR_INVALID_INPUT", message)
    }

    /// A refusal for no other reason than that the script says so.
    pub(super) fn scripted(status: StatusCode) -> Self {
        let message = format!("The script of this local server says {}.", status.as_u16());
        Self::new(status, "ERROR_SCRIPTED", message)
    }

    pub(super) fn path() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "ERROR_NOT_FOUND",
            "There is nothing at this path; there are /chats, /chat/{chat-id}, /chat/{chat-id}/messages, /chat/{chat-id}/recording, /visitor and /visitor/{visitor-id}.",
        )
    }

    pub(super) fn method() -> Self {
        let message = "Everything here is read with GET.";
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "ERROR_METHOD_NOT_ALLOWED",
            message,
        )
    }

    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut body = String::new();
        let mut envelope = Members::open(&mut body);
        let error = envelope.raw("success", "false").name("error");
        Members::open(error)
            .text("code", self.code)
            .text("message", &*self.message)
            .close();
        envelope.close();
        let mut response = json(self.status, body);
        let headers = response.headers_mut();
        if self.status == StatusCode::METHOD_NOT_ALLOWED {
            headers.insert(header::ALLOW, HeaderValue::from_static("GET"));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static("Bearer, Basic realm=\"demo\""),
            );
        }
        response
    }
}

fn json(status: StatusCode, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}
