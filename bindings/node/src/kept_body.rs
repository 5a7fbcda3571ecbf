//! A page's body while nobody asks for it: packed, because a page may be held long for its records alone.
//!
//! LZ4: it takes a tenth of a millisecond for half a megabyte of JSON, whose names come again in every record, and leaves
//! a fifth of it or less. Of any body exactly the bytes come back.

use crate::failure::bare;
use tagove::ErrorKind;

/// Below that, packing saves less than it costs: single answers stay as they are.
const SMALL: usize = 8 << 10;

/// The bytes of an answer.
pub(crate) enum KeptBody {
    Plain(Box<[u8]>),
    Packed { bytes: Box<[u8]>, len: usize },
}

impl KeptBody {
    pub(crate) fn new(body: &[u8]) -> Self {
        if body.len() >= SMALL {
            let packed = lz4_flex::block::compress(body);
            // What hardly shrinks is not worth a second look at every reading.
            if packed.len() < body.len() / 4 * 3 {
                return Self::Packed {
                    // Its own allocation: the one it was made in is larger than the body.
                    bytes: packed.as_slice().into(),
                    len: body.len(),
                };
            }
        }
        Self::Plain(body.into())
    }

    /// A copy of the bytes as they came.
    pub(crate) fn bytes(&self) -> napi::Result<Vec<u8>> {
        match self {
            Self::Plain(bytes) => Ok(bytes.to_vec()),
            Self::Packed { bytes, len } => {
                lz4_flex::block::decompress(bytes, *len).map_err(|_| {
                    let reason = "a body that was kept cannot be read, which is a fault of this library: please report it";
                    bare(ErrorKind::Decode, reason)
                })
            }
        }
    }
}
