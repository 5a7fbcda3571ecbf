//! A page as it crosses: its records, and what is known of it besides.

use crate::bytes::Bytes;
use crate::failure::Failure;
use crate::fault::guarded;
use crate::generated::{Chat, Recording, VisitorSession};
use crate::rows::Rows;
use std::sync::Arc;
use tagove::PageInfo;

/// What is known of an answer besides its records.
#[derive(Debug, uniffi::Record)]
pub struct PageFacts {
    /// The page's number, from 1; 1 for single answers.
    pub number: i64,
    /// The answer's HTTP status.
    pub status: i32,
    /// The answer's `X-Request-Id`.
    pub request_id: Option<String>,
    /// How many requests were made for it.
    pub attempts: i64,
    /// From the first request to the last byte.
    pub elapsed_seconds: f64,
    /// What was read with a reservation.
    pub warnings: Vec<Warning>,
    /// The members around the records that nobody has documented.
    pub extra_json: String,
    /// The answer's bytes, which cross when they are asked for.
    pub body: Arc<PageBody>,
}

/// Something that was read with a reservation.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Warning {
    /// What it is: one of a closed list of words, `unfit_value` for example.
    pub code: String,
    /// The page it was on, from 1.
    pub page: i64,
    /// A JSON pointer into the page's normalised records, `""` for the page itself.
    pub at: String,
    /// The byte of the body where the value stands, if it stands somewhere.
    pub offset: Option<i64>,
}

impl From<&tagove::Warning> for Warning {
    fn from(warning: &tagove::Warning) -> Self {
        Self {
            code: warning.code.to_string(),
            page: whole(warning.page),
            at: warning.at.clone(),
            offset: warning.offset.map(|offset| whole(offset as u64)),
        }
    }
}

/// The bytes of an answer; keeps the page in memory.
#[derive(Debug, uniffi::Object)]
pub struct PageBody(PageInfo);

#[uniffi::export]
impl PageBody {
    /// The bytes as they came.
    #[must_use]
    pub fn bytes(&self) -> Bytes {
        Bytes(self.0.body().to_vec())
    }

    /// The normalised form of a record of a packed page, by the place of its model in `models.toml` and its row.
    #[must_use]
    pub fn record_json(&self, model: i32, row: i32) -> Option<String> {
        let model = tagove::schema::ALL.get(usize::try_from(model).ok()?)?;
        let row = self.0.row_of(model, u32::try_from(row).ok()?)?;
        Some(row.to_json())
    }
}

impl From<&PageInfo> for PageFacts {
    fn from(page: &PageInfo) -> Self {
        Self {
            number: whole(page.number()),
            status: page.status().into(),
            request_id: page.request_id().map(str::to_owned),
            attempts: page.attempts().into(),
            elapsed_seconds: page.elapsed().as_secs_f64(),
            warnings: page.warnings().iter().map(Into::into).collect(),
            extra_json: page.extra().as_json().to_owned(),
            body: Arc::new(PageBody(page.clone())),
        }
    }
}

/// Counts are signed on the other side: unsigned ones are awkward from Java.
pub(crate) fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

macro_rules! pages {
    ($($name:ident of $record:ident),*) => {$(
        /// Records with their page; a single answer has one record.
        #[derive(Debug, uniffi::Record)]
        pub struct $name {
            /// What is known of the answer besides.
            pub facts: PageFacts,
            /// The records.
            pub records: Rows<$record>,
        }

        impl From<&PageInfo> for $name {
            fn from(page: &PageInfo) -> Self {
                Self { facts: page.into(), records: Rows::new(page.clone()) }
            }
        }
    )*};
}
pages!(ChatPage of Chat, RecordingPage of Recording, VisitorSessionPage of VisitorSession);

/// Reads a body of `GET /chats` that was kept.
///
/// # Errors
/// `Decode` if it cannot be read, or the kind of the failure that it tells of.
#[uniffi::export]
pub fn decode_chats(body: Bytes) -> Result<ChatPage, Failure> {
    guarded(|| {
        let page = tagove::Page::<tagove::Chat>::from_body(&body.0)?;
        Ok(page.info().into())
    })
}
