//! What a trace holds of a request: a span for each attempt, and the headers by which the server's trace continues ours.

use crate::ErrorKind;
use crate::call::Call;
use crate::secret::Secret;
use reqwest::header::HeaderMap;
use tracing::Span;
use tracing::field::Empty;

/// A span by OpenTelemetry's conventions for HTTP clients.
pub(crate) fn span(call: &Call, key: &Secret, attempt: u32) -> Span {
    let span = tracing::info_span!(
        "GET",
        "otel.kind" = "client",
        "otel.name" = Empty,
        "http.request.method" = "GET",
        "url.full" = Empty,
        "url.template" = call.template,
        "server.address" = call.url.host_str(),
        "server.port" = call.url.port_or_known_default(),
        "http.request.resend_count" = attempt.checked_sub(2).map(|_| attempt - 1),
        "http.response.status_code" = Empty,
        "error.type" = Empty,
        "otel.status_code" = Empty,
    );
    if !span.is_disabled() {
        span.record("url.full", &*key.hide(call.url.as_str()));
        if let Some(template) = call.template {
            span.record("otel.name", format!("GET {template}"));
        }
    }
    span
}

/// That the attempt ended so: the status of its answer, or why there is none.
pub(crate) fn ended(span: &Span, status: Result<u16, ErrorKind>) {
    match status {
        Ok(status) => {
            span.record("http.response.status_code", status);
            if status >= 400 {
                span.record("error.type", status.to_string());
                span.record("otel.status_code", "ERROR");
            }
        }
        Err(kind) => {
            span.record("error.type", tracing::field::display(kind));
            span.record("otel.status_code", "ERROR");
        }
    }
}

/// `traceparent` and `tracestate` of the attempt's span, if a layer of OpenTelemetry keeps it; else of the context that
/// the program has entered without one.
#[cfg(feature = "opentelemetry")]
pub(crate) fn headers(span: &Span) -> HeaderMap {
    use opentelemetry::trace::TraceContextExt as _;
    use reqwest::header::{HeaderName, HeaderValue};
    use tracing_opentelemetry::OpenTelemetrySpanExt as _;

    let mut headers = HeaderMap::new();
    let own = span.context();
    let current = opentelemetry::Context::current();
    let contexts = [own.span().span_context(), current.span().span_context()].map(Clone::clone);
    let Some(context) = contexts.iter().find(|context| context.is_valid()) else {
        return headers;
    };
    let parent = format!(
        "00-{}-{}-{:02x}",
        context.trace_id(),
        context.span_id(),
        context.trace_flags()
    );
    let state = context.trace_state().header();
    for (name, value) in [("traceparent", parent), ("tracestate", state)] {
        if let (false, Ok(value)) = (value.is_empty(), HeaderValue::from_str(&value)) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    headers
}

#[cfg(not(feature = "opentelemetry"))]
pub(crate) fn headers(_: &Span) -> HeaderMap {
    HeaderMap::new()
}
