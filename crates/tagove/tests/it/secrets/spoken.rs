//! What was said, by whom, and the search in it.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use std::fmt::Debug;
use std::path::Path;
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span;
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

/// Everything that was heard: the speaker, and its words.
#[derive(Debug, Clone, Default)]
pub(super) struct Spoken(Arc<Mutex<Vec<(String, String)>>>);

impl Spoken {
    pub(super) fn hear(&self, speaker: &str, said: &(impl Debug + ?Sized)) {
        let said = (speaker.to_owned(), format!("{said:?} {said:#?}"));
        self.0.lock().expect("not poisoned").push(said);
    }

    /// Every file below a folder, and its name.
    pub(super) fn hear_files(&self, folder: &Path) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                self.hear_files(&path);
                continue;
            }
            let bytes = std::fs::read(&path).expect("a file");
            let said = format!("{} {}", path.display(), String::from_utf8_lossy(&bytes));
            self.0
                .lock()
                .expect("not poisoned")
                .push(("cassette".to_owned(), said));
        }
    }

    /// Every span and event of every library at every level, of those who use `log` as well, until this is dropped.
    pub(super) fn listen_to_logs(&self) -> DefaultGuard {
        // Another test of this process may have done it; what it forwards reaches the subscriber of its thread.
        let _ = tracing_log::LogTracer::init();
        let subscriber = tracing_subscriber::registry().with(Ear(self.clone()));
        crate::listening::listen(subscriber)
    }

    pub(super) fn said_by(&self, speaker: &str) -> usize {
        let said = self.0.lock().expect("not poisoned");
        said.iter()
            .filter(|(who, _)| who.starts_with(speaker))
            .count()
    }

    /// # Panics
    /// If a secret was said, as it is or in another form; with who said it and what stood before it, not with it.
    pub(super) fn search(&self, secrets: &[&str]) {
        let said = self.0.lock().expect("not poisoned");
        for secret in secrets {
            for form in forms(secret) {
                for (speaker, text) in said.iter() {
                    if let Some(at) = text.find(&form) {
                        let before: String = text[..at].chars().rev().take(120).collect();
                        let before: String = before.chars().rev().collect();
                        panic!("{speaker} says {form} after {before}");
                    }
                }
            }
        }
    }
}

/// The ways in which a secret is written in a header, a URL, JSON or a `Debug`.
fn forms(secret: &str) -> Vec<String> {
    let escaped = |upper: bool| -> String {
        let bytes = secret.bytes();
        bytes
            .map(
                |byte| match (byte.is_ascii_alphanumeric() || byte == b'-', upper) {
                    (true, _) => char::from(byte).to_string(),
                    (false, true) => format!("%{byte:02X}"),
                    (false, false) => format!("%{byte:02x}"),
                },
            )
            .collect()
    };
    let as_user = format!("{secret}:");
    let unpadded = |text: &str| STANDARD.encode(text).trim_end_matches('=').to_owned();
    vec![
        secret.to_owned(),
        escaped(true),
        escaped(false),
        unpadded(secret),
        unpadded(&as_user),
        unpadded(&format!("me:{secret}")),
        URL_SAFE_NO_PAD.encode(secret),
        URL_SAFE_NO_PAD.encode(&as_user),
        // Bytes as a list of numbers.
        secret
            .bytes()
            .take(8)
            .map(|byte| byte.to_string())
            .collect::<Vec<_>>()
            .join(", "),
    ]
}

/// Hears all spans and events.
struct Ear(Spoken);

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push_str(&format!("{field}={value:?} "));
    }
}

impl<S: tracing::Subscriber> Layer<S> for Ear {
    fn on_new_span(&self, attributes: &span::Attributes<'_>, _: &span::Id, _: Context<'_, S>) {
        let mut fields = Fields(String::new());
        attributes.record(&mut fields);
        let target = attributes.metadata().target();
        self.0.hear(&format!("log {target}"), &fields.0);
    }

    fn on_record(&self, _: &span::Id, values: &span::Record<'_>, _: Context<'_, S>) {
        let mut fields = Fields(String::new());
        values.record(&mut fields);
        self.0.hear("log record", &fields.0);
    }

    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields(String::new());
        event.record(&mut fields);
        // What comes from `log` has its own target among the fields.
        let logged = fields.0.split("log.target=\"").nth(1);
        let target = logged.and_then(|rest| rest.split('"').next());
        let target = target.unwrap_or_else(|| event.metadata().target());
        self.0.hear(&format!("log {target}"), &fields.0);
    }
}
