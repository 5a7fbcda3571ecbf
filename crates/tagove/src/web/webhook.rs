//! What the vendor posts when something happens in a chat.

use super::hmac_hex;
use super::json_tree::{Members, Tree, write_object};
use super::webhook_body;
use crate::{Extra, TagoveError};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// The largest body that [`parse_webhook`] reads, in bytes.
pub const MAX_WEBHOOK_BYTES: usize = 4 << 20;

/// What happened. The names are the vendor's; those that it does not document are `Other`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WebhookKind {
    /// `CHAT_ON_START`: a visitor began a chat.
    ChatStarted,
    /// `CHAT_ON_ACCEPT`: an agent took it.
    ChatAccepted,
    /// `CHAT_ON_MESSAGE`: somebody wrote.
    ChatMessage,
    /// `CHAT_ON_CLOSE`: it is over.
    ChatClosed,
    /// Any other event, by the vendor's name.
    Other(String),
}

impl WebhookKind {
    fn of(name: &str) -> Self {
        match name {
            "CHAT_ON_START" => Self::ChatStarted,
            "CHAT_ON_ACCEPT" => Self::ChatAccepted,
            "CHAT_ON_MESSAGE" => Self::ChatMessage,
            "CHAT_ON_CLOSE" => Self::ChatClosed,
            other => Self::Other(other.to_owned()),
        }
    }

    /// Its name, the same in every language: `ChatStarted`, `ChatAccepted`, `ChatMessage`, `ChatClosed`, `Other`.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::ChatStarted => "ChatStarted",
            Self::ChatAccepted => "ChatAccepted",
            Self::ChatMessage => "ChatMessage",
            Self::ChatClosed => "ChatClosed",
            Self::Other(_) => "Other",
        }
    }
}

/// An event that the vendor posted. **Of the vendor's later product** (Acquire). `Debug` shows nobody's words.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookEvent {
    kind: WebhookKind,
    name: String,
    chat_id: Option<String>,
    key: String,
    data: Extra,
    raw: String,
}

impl WebhookEvent {
    /// What happened.
    #[must_use]
    pub fn kind(&self) -> &WebhookKind {
        &self.kind
    }

    /// The vendor's name of what happened, for example `CHAT_ON_START`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Identifier of the chat: `chat_id`, else the `id` of the four known events, every digit as sent. None where
    /// neither is a text or a whole number.
    #[must_use]
    pub fn chat_id(&self) -> Option<&str> {
        self.chat_id.as_deref()
    }

    /// The key of the delivery, 64 hex digits, equal for what is delivered twice. The vendor sends no id, and sends
    /// again (up to five times) what was not answered with 200.
    ///
    /// It is the SHA-256 of the event's name and of [`WebhookEvent::data`], so neither white space, the order of
    /// members nor the wrapping matter. Two events that say exactly the same (the same visitor typing the same word in
    /// a body without any time or id) have one key too: nothing tells them from a repetition.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What it is about, in one form however it was sent: the members of `data` and those around it without `event`;
    /// names trimmed (the vendor has sent `" id"`); of these members a `"null"` is `null`, and JSON that came as a text
    /// is read, except in `message`, `msg` and `text`, which people type. Sorted by name; deeper values are as sent.
    #[must_use]
    pub fn data(&self) -> &Extra {
        &self.data
    }

    /// The body as it was sent, without a byte order mark.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }
}

/// Reads the body of a webhook. **Of the vendor's later product** (Acquire).
///
/// Check it first with [`verify_webhook_signature`](crate::verify_webhook_signature): anybody can post to your address.
/// Answer 200 at once and work afterwards, for any other answer, and a late one, brings the event again.
///
/// # Errors
/// `Decode`, with the place in `at`, for a body that is empty, above 4 MiB, no JSON object (XML and forms are refused:
/// the webhook's format has to be JSON), or names no event. No error holds a word of the body.
///
/// ```
/// use tagove::WebhookKind;
///
/// let event = tagove::parse_webhook(br#"{"event": "CHAT_ON_ACCEPT", "data": {" id": 43074, "user": "null"}}"#)?;
/// assert_eq!(event.kind(), &WebhookKind::ChatAccepted);
/// assert_eq!(event.chat_id(), Some("43074"));
/// assert_eq!(event.data().as_json(), r#"{"id":43074,"user":null}"#);
/// # Ok::<(), tagove::TagoveError>(())
/// ```
pub fn parse_webhook(body: &[u8]) -> Result<WebhookEvent, TagoveError> {
    let raw = webhook_body::text(body)?;
    let (name, members) = webhook_body::read(raw, body.len() - raw.len())?;
    let kind = WebhookKind::of(&name);
    let mut data = String::new();
    write_object(&members, &mut data);
    let hash = Sha256::new_with_prefix(&name)
        .chain_update("\n")
        .chain_update(&data);
    Ok(WebhookEvent {
        chat_id: chat_id(&kind, &members),
        key: hmac_hex::text(&hash.finalize()),
        kind,
        name,
        data: Extra::from_json(data),
        raw: raw.to_owned(),
    })
}

fn chat_id(kind: &WebhookKind, members: &Members) -> Option<String> {
    let own = match kind {
        WebhookKind::Other(_) => None,
        _ => members.get("id"),
    };
    // The vendor sends none as `"null"`, also beside the other.
    let named = members.get("chat_id").and_then(id);
    named.or_else(|| own.and_then(id))
}

fn id(value: &Tree) -> Option<String> {
    match value {
        Tree::Text(id) if !id.is_empty() => Some(id.clone()),
        Tree::Plain(id)
            if id
                .strip_prefix('-')
                .unwrap_or(id)
                .bytes()
                .all(|byte| byte.is_ascii_digit()) =>
        {
            Some(id.clone())
        }
        _ => None,
    }
}

impl fmt::Debug for WebhookEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookEvent")
            .field("kind", &self.kind)
            .field("chat_id", &self.chat_id)
            .field("key", &self.key)
            .field("data", &self.data)
            .finish_non_exhaustive()
    }
}

impl Serialize for WebhookEvent {
    /// The form that is the same in every language: `kind`, `name`, `chat_id`, `key`, `data`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("WebhookEvent", 5)?;
        out.serialize_field("kind", self.kind.as_str())?;
        out.serialize_field("name", &self.name)?;
        out.serialize_field("chat_id", &self.chat_id)?;
        out.serialize_field("key", &self.key)?;
        out.serialize_field("data", &self.data)?;
        out.end()
    }
}
