//! What OpenTelemetry sees of a request, and what the server is told of it.

use crate::told::ToldClock;
use opentelemetry::trace::{SpanId, Status, TracerProvider as _};
use opentelemetry_sdk::trace::{InMemorySpanExporter, SdkTracerProvider, SpanData};
use tagove::Client;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tracing::Instrument as _;
use tracing_subscriber::layer::SubscriberExt as _;

const CHAT: &str = r#"{"success":true,"data":{"chat":{"id":"7"}}}"#;

/// A server that answers once with each of these statuses; its base URL, and the heads of what was asked.
async fn server(statuses: &'static [u16]) -> (String, tokio::task::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let base = format!("http://{}", listener.local_addr().expect("its address"));
    let asked = tokio::spawn(async move {
        let mut heads = Vec::new();
        for status in statuses {
            let (mut socket, _) = listener.accept().await.expect("a client");
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(socket.read_u8().await.expect("a request"));
            }
            heads.push(String::from_utf8(head).expect("text"));
            let length = CHAT.len();
            let answer = format!(
                "HTTP/1.1 {status} Status\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{CHAT}"
            );
            socket.write_all(answer.as_bytes()).await.expect("taken");
        }
        heads
    });
    (base, asked)
}

fn client(base: String) -> Client {
    let client = Client::builder().api_key("test-key").base_url(base);
    client.clock(ToldClock::new()).build().expect("a client")
}

fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let mut lines = head.lines();
    lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

fn attribute(span: &SpanData, name: &str) -> Option<String> {
    let mut found = span
        .attributes
        .iter()
        .filter(|pair| pair.key.as_str() == name);
    found.next().map(|pair| pair.value.as_str().into_owned())
}

#[tokio::test]
async fn every_attempt_is_a_span_of_the_callers_trace_and_the_server_is_told_which() {
    let kept = InMemorySpanExporter::default();
    let provider = SdkTracerProvider::builder()
        .with_simple_exporter(kept.clone())
        .build();
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("test"));
    let _here = crate::listening::listen(tracing_subscriber::registry().with(layer));

    let (base, asked) = server(&[503, 200]).await;
    let port = base.rsplit(':').next().expect("a port").to_owned();
    let chat = client(base.clone())
        .get_chat("7")
        .instrument(tracing::info_span!("ticket"))
        .await;
    chat.expect("the second time");

    let heads = asked.await.expect("two requests");
    let spans = kept.get_finished_spans().expect("kept");
    let [first, second, caller] = &spans[..] else {
        panic!("{spans:?}");
    };
    assert_eq!(caller.name, "ticket");
    for (span, head) in [first, second].into_iter().zip(&heads) {
        let context = &span.span_context;
        assert_eq!(span.name, "GET /chat/{chat-id}");
        assert_eq!(context.trace_id(), caller.span_context.trace_id());
        assert_eq!(span.parent_span_id, caller.span_context.span_id());
        let parent = format!("00-{}-{}-01", context.trace_id(), context.span_id());
        assert_eq!(header(head, "traceparent"), Some(&*parent));
        for (name, value) in [
            ("http.request.method", "GET"),
            ("url.full", &*format!("{base}/chat/7")),
            ("url.template", "/chat/{chat-id}"),
            ("server.address", "127.0.0.1"),
            ("server.port", &*port),
        ] {
            assert_eq!(attribute(span, name).as_deref(), Some(value), "{name}");
        }
    }
    let told = |span| {
        [
            "http.response.status_code",
            "http.request.resend_count",
            "error.type",
        ]
        .map(|name| attribute(span, name))
    };
    assert_eq!(
        told(first),
        [Some("503".to_owned()), None, Some("503".to_owned())]
    );
    assert_eq!(
        told(second),
        [Some("200".to_owned()), Some("1".to_owned()), None]
    );
    assert!(matches!(first.status, Status::Error { .. }) && second.status == Status::Unset);
}

#[tokio::test]
async fn context_of_a_program_that_has_no_layer_of_spans_is_told_as_well() {
    use opentelemetry::Context;
    use opentelemetry::trace::{
        FutureExt as _, SpanContext, TraceContextExt as _, TraceFlags, TraceId, TraceState,
    };
    let context = SpanContext::new(
        TraceId::from(0xabc),
        SpanId::from(0xdef),
        TraceFlags::default(),
        true,
        TraceState::from_key_value([("shop", "7")]).expect("a state"),
    );
    let (base, asked) = server(&[200]).await;
    let client = client(base);
    let chat = client.get_chat("7");
    let context = Context::new().with_remote_span_context(context);
    chat.with_context(context).await.expect("a chat");
    let heads = asked.await.expect("a request");
    assert_eq!(
        header(&heads[0], "traceparent"),
        Some("00-00000000000000000000000000000abc-0000000000000def-00")
    );
    assert_eq!(header(&heads[0], "tracestate"), Some("shop=7"));
}

#[tokio::test]
async fn no_trace_is_told_where_there_is_none() {
    let (base, asked) = server(&[200]).await;
    client(base).get_chat("7").await.expect("a chat");
    let heads = asked.await.expect("a request");
    assert!(!heads[0].contains("trace"), "{}", heads[0]);
    assert!(header(&heads[0], "x-request-id").is_some());
}
