//! How answers are read: what the caller asked of the decoder.

use crate::limits::Limits;
use crate::zone::Zone;

/// The options that bear on reading.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    pub(crate) limits: Limits,
    /// Whether a warning is an error.
    pub(crate) strict: bool,
    /// The zone of civil times, if the caller knows it.
    pub(crate) zone: Option<Zone>,
}
