//! Points in time: they cross as their text, and each language makes of it what it calls a time.

use serde::Serialize;

/// A time in its normalised text form, `2016-11-08T13:35:05`, with an offset where one was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Time(String);

uniffi::custom_type!(Time, String, {
    lower: |time| time.0,
    try_lift: |text| Ok(Time(text)),
});
