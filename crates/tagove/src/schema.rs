//! What the decoder and the normaliser loop over: records, their fields, their kinds.

pub use crate::generated::schema::*;

/// One kind of record: its name and its fields, in the order of `models.toml`.
#[derive(Debug)]
pub struct Model {
    /// Which table of a page holds its rows.
    pub index: usize,
    /// Its name, the same in every language.
    pub name: &'static str,
    /// The number of its `id` field, if it has one.
    pub id: Option<usize>,
    /// Its fields.
    pub fields: &'static [Field],
}

/// One member of a record.
#[derive(Debug)]
pub struct Field {
    /// The name on the wire.
    pub name: &'static str,
    /// The name as a compact JSON body has it, quotes and colon included: the decoder's first guess.
    pub key: &'static [u8],
    /// What the member becomes.
    pub kind: Kind,
}

/// What a member becomes; the rules stand in the reference page of the records.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Text, digit for digit; never through a number.
    Id,
    /// Text as sent.
    Text,
    /// Text as sent, of a set that nobody has listed in full.
    OpenSet,
    /// A whole number of seconds.
    Seconds,
    /// A finite decimal number.
    Number,
    /// A point in time, civil unless an offset was sent.
    Time,
    /// One record.
    Record(&'static Model),
    /// A list of records.
    List(&'static Model),
    /// A list of texts.
    Texts,
}
