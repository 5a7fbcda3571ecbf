//! Runs of bytes, copied in one go. UniFFI's own `Vec<u8>` crosses byte by byte, which for half a megabyte takes longer
//! than to read the answer; this is of the same foreign type, and writes and reads the same bytes.

use uniffi::deps::anyhow::{Result, bail};
use uniffi::{Lift, Lower, MetadataBuffer, RustBuffer, TypeId};

/// Bytes; `ByteArray` and `Data` on the other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bytes(pub(crate) Vec<u8>);

// Sound because the bytes are those of `Vec<u8>`: a count, then each.
unsafe impl Lower<crate::UniFfiTag> for Bytes {
    type FfiType = RustBuffer;

    fn lower(bytes: Self) -> RustBuffer {
        Self::lower_into_rust_buffer(bytes)
    }

    fn write(bytes: Self, out: &mut Vec<u8>) {
        // What crosses is a body, or a packed page, which fits: `packed.rs` tests that.
        let length = i32::try_from(bytes.0.len()).unwrap_or(i32::MAX);
        out.reserve(4 + bytes.0.len());
        out.extend_from_slice(&length.to_be_bytes());
        out.extend_from_slice(&bytes.0);
    }
}

unsafe impl Lift<crate::UniFfiTag> for Bytes {
    type FfiType = RustBuffer;

    fn try_lift(buffer: RustBuffer) -> Result<Self> {
        Self::try_lift_from_rust_buffer(buffer)
    }

    fn try_read(buffer: &mut &[u8]) -> Result<Self> {
        let Some((length, rest)) = buffer.split_first_chunk() else {
            bail!("bytes without a length");
        };
        let length = usize::try_from(i32::from_be_bytes(*length))?;
        let Some((bytes, rest)) = rest.split_at_checked(length) else {
            bail!("fewer bytes than announced");
        };
        *buffer = rest;
        Ok(Self(bytes.to_vec()))
    }
}

impl TypeId<crate::UniFfiTag> for Bytes {
    const TYPE_ID_META: MetadataBuffer = <Vec<u8> as TypeId<crate::UniFfiTag>>::TYPE_ID_META;
}

uniffi::derive_ffi_traits!(impl LowerReturn<crate::UniFfiTag> for Bytes);

#[cfg(test)]
mod tests {
    use super::{Bytes, Lift, Lower};

    type Tag = crate::UniFfiTag;

    #[test]
    fn bytes_cross_as_a_list_of_them_does() {
        let bytes = vec![0, 1, 254, 255];
        let (mut ours, mut theirs) = (vec![7], vec![7]);
        <Bytes as Lower<Tag>>::write(Bytes(bytes.clone()), &mut ours);
        <Vec<u8> as Lower<Tag>>::write(bytes.clone(), &mut theirs);
        assert_eq!(ours, theirs);
        theirs.push(9);
        let mut rest = &theirs[1..];
        let read = <Bytes as Lift<Tag>>::try_read(&mut rest).expect("as many as announced");
        assert_eq!((read.0, rest), (bytes, &[9_u8][..]));
        assert!(<Bytes as Lift<Tag>>::try_read(&mut &[0, 0, 0, 2, 1][..]).is_err());
    }
}
