//! A body as it arrives: compressed or not, and never more of it than was allowed.
//!
//! Not reqwest's own decompression: that drops, depending on how the packets fall, what stands behind the end of a
//! compressed stream, and a body with something behind its end is not whole.

use brotli_decompressor::DecompressorWriter;
use flate2::write::MultiGzDecoder;
use std::io::{self, Write};

/// What is asked for.
pub(crate) const ACCEPTED: &str = "gzip, br, zstd";

/// Takes a body piece by piece.
pub(crate) struct Inflate {
    coding: Coding,
    /// Bytes that came, as they came.
    taken: usize,
}

enum Coding {
    Identity(Capped),
    Gzip(Box<MultiGzDecoder<Capped>>),
    Brotli(Box<DecompressorWriter<Capped>>),
    Zstd(zstd::stream::write::Decoder<'static, Capped>),
}

/// Why a body is not taken further, and how many decompressed bytes came before that.
#[derive(Debug, PartialEq)]
pub(crate) enum Stopped {
    /// It is larger than allowed.
    TooLarge,
    /// It is not what its `Content-Encoding` says, or ends too early for it.
    Corrupt(usize),
}

impl Inflate {
    /// For a body with this `Content-Encoding`; none if we do not know it.
    pub(crate) fn new(encoding: &str, announced: usize, limit: usize) -> Option<Self> {
        let capped = Capped::new(announced, limit);
        let coding = match encoding.trim().to_ascii_lowercase().as_str() {
            "" | "identity" => Coding::Identity(capped),
            "gzip" | "x-gzip" => Coding::Gzip(Box::new(MultiGzDecoder::new(capped))),
            "br" => Coding::Brotli(Box::new(DecompressorWriter::new(capped, 16 << 10))),
            "zstd" => Coding::Zstd(zstd::stream::write::Decoder::new(capped).ok()?),
            _ => return None,
        };
        Some(Self { coding, taken: 0 })
    }

    /// Takes the next piece.
    pub(crate) fn write(&mut self, piece: &[u8]) -> Result<(), Stopped> {
        self.taken += piece.len();
        let written = match &mut self.coding {
            Coding::Identity(capped) => capped.write_all(piece),
            Coding::Gzip(decoder) => decoder.write_all(piece),
            Coding::Brotli(decoder) => decoder.write_all(piece),
            Coding::Zstd(decoder) => decoder.write_all(piece),
        };
        written.map_err(|_| self.stopped())
    }

    /// The whole body, once its end came.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, Stopped> {
        // Nothing at all is an empty body in every coding.
        if self.taken == 0 {
            return Ok(Vec::new());
        }
        let ended = match &mut self.coding {
            Coding::Identity(_) => Ok(()),
            Coding::Gzip(decoder) => decoder.try_finish(),
            Coding::Brotli(decoder) => decoder.close(),
            Coding::Zstd(decoder) => decoder.do_finish(),
        };
        match ended {
            Ok(()) => Ok(std::mem::take(&mut self.capped_mut().body)),
            Err(_) => Err(self.stopped()),
        }
    }

    /// How many bytes there are so far, decompressed.
    pub(crate) fn len(&self) -> usize {
        self.capped().body.len()
    }

    fn stopped(&self) -> Stopped {
        match self.capped().full {
            true => Stopped::TooLarge,
            false => Stopped::Corrupt(self.len()),
        }
    }

    fn capped(&self) -> &Capped {
        match &self.coding {
            Coding::Identity(capped) => capped,
            Coding::Gzip(decoder) => decoder.get_ref(),
            Coding::Brotli(decoder) => decoder.get_ref(),
            Coding::Zstd(decoder) => decoder.get_ref(),
        }
    }

    fn capped_mut(&mut self) -> &mut Capped {
        match &mut self.coding {
            Coding::Identity(capped) => capped,
            Coding::Gzip(decoder) => decoder.get_mut(),
            Coding::Brotli(decoder) => decoder.get_mut(),
            Coding::Zstd(decoder) => decoder.get_mut(),
        }
    }
}

/// The bytes of a body, up to a limit.
struct Capped {
    body: Vec<u8>,
    limit: usize,
    full: bool,
}

impl Capped {
    fn new(announced: usize, limit: usize) -> Self {
        // An announced length is the server's word: it sizes the buffer only as far as any page would.
        let body = Vec::with_capacity(announced.min(limit).min(1 << 20));
        Self {
            body,
            limit,
            full: false,
        }
    }
}

impl Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.full || bytes.len() > self.limit - self.body.len() {
            self.full = true;
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.body.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
