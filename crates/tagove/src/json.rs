//! JSON, token by token, over a text that is already known to be UTF-8.
//!
//! Our own, because no library gives all that an honest decoder needs at once: the source text of a number (ids of
//! any length), the byte position of a fault, the span of a value to keep, and a lone `\ud83d` read instead of
//! refused. `ARCHITECTURE.md` has the comparison. Strict otherwise: what RFC 8259 refuses is a [`Fault`].

use std::borrow::Cow;

/// Why the text cannot be read on, and where. Boxed, so that the result of every token stays small.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Offset of the first byte that cannot be right; the length of the text if it ends too early.
    pub(crate) at: usize,
    /// What is wrong, without a word of the body.
    pub(crate) what: &'static str,
    /// Where in the answer, as a JSON pointer, if the text is sound and only its form is wrong. (A limit that an XML
    /// answer passes has its place in the records: its bytes are not those of the body.)
    pub(crate) pointer: Option<Cow<'static, str>>,
}

impl Fault {
    /// The text is no JSON from this byte on.
    #[cold]
    pub(crate) fn byte(at: usize, what: &'static str) -> Box<Self> {
        Box::new(Self {
            at,
            what,
            pointer: None,
        })
    }

    /// The JSON is sound, but what stands at this place has a form that no answer has.
    #[cold]
    pub(crate) fn form(pointer: &'static str, at: usize, what: &'static str) -> Box<Self> {
        Box::new(Self {
            at,
            what,
            pointer: Some(Cow::Borrowed(pointer)),
        })
    }
}

type Result<T> = std::result::Result<T, Box<Fault>>;

/// A piece of the text: `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A string token: the piece between the quotes, and whether it holds a backslash.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quoted {
    pub(crate) piece: Piece,
    pub(crate) escaped: bool,
}

/// A place in the text, moved forward token by token.
pub(crate) struct Cursor<'a> {
    bytes: &'a [u8],
    pub(crate) at: usize,
    depth: usize,
    max_depth: usize,
    /// Whether a text with a backslash was passed since somebody last set it to false.
    pub(crate) escapes: bool,
}

pub(crate) const TRUNCATED: &str = "the body ends in the middle of a value";

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a str, at: usize, max_depth: usize) -> Self {
        Self {
            bytes: text.as_bytes(),
            at,
            depth: 0,
            max_depth,
            escapes: false,
        }
    }

    /// What is wrong where the cursor stands; at the end of the text it is always that it ended.
    pub(crate) fn fault_here(&self, what: &'static str) -> Box<Fault> {
        let what = if self.at >= self.bytes.len() {
            TRUNCATED
        } else {
            what
        };
        Fault::byte(self.at.min(self.bytes.len()), what)
    }

    fn fault<T>(&self, what: &'static str) -> Result<T> {
        Err(self.fault_here(what))
    }

    /// The next byte that is not white space; the cursor stands on it.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    /// Whether exactly these bytes come next.
    #[inline]
    pub(crate) fn comes(&self, bytes: &[u8]) -> bool {
        self.bytes
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(bytes))
    }

    /// Takes exactly these bytes if they come next.
    #[inline]
    pub(crate) fn eat(&mut self, bytes: &[u8]) -> bool {
        let found = self.comes(bytes);
        if found {
            self.at += bytes.len();
        }
        found
    }

    /// Steps into an object or array; the cursor stands on its bracket.
    #[inline]
    pub(crate) fn enter(&mut self) -> Result<()> {
        if self.depth >= self.max_depth {
            return Err(Fault::byte(self.at, "nested deeper than max_depth allows"));
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    /// Whether another member or element follows; takes the comma, or the closing bracket.
    #[inline]
    pub(crate) fn more(&mut self, first: &mut bool, close: u8) -> Result<bool> {
        let was_first = std::mem::replace(first, false);
        match self.peek() {
            Some(byte) if byte == close => {
                self.at += 1;
                self.depth -= 1;
                Ok(false)
            }
            _ if was_first => Ok(true),
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            _ if close == b'}' => self.fault("a comma or the end of an object was expected"),
            _ => self.fault("a comma or the end of an array was expected"),
        }
    }

    /// A member's name and its colon.
    pub(crate) fn key(&mut self) -> Result<Quoted> {
        if self.peek() != Some(b'"') {
            return self.fault("a member's name was expected");
        }
        let key = self.string()?;
        if self.peek() != Some(b':') {
            return self.fault("a colon was expected");
        }
        self.at += 1;
        Ok(key)
    }

    /// A string; the cursor stands on its opening quote.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<Quoted> {
        let start = self.at + 1;
        let end = plain(self.bytes, start);
        if self.bytes.get(end) != Some(&b'"') {
            return self.string_from(start, end);
        }
        self.at = end + 1;
        Ok(Quoted {
            piece: Piece { start, end },
            escaped: false,
        })
    }

    /// A string that is plain up to `at`.
    #[cold]
    fn string_from(&mut self, start: usize, mut at: usize) -> Result<Quoted> {
        let mut escaped = false;
        loop {
            match self.bytes.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Ok(Quoted {
                        piece: Piece { start, end: at },
                        escaped,
                    });
                }
                Some(b'\\') => {
                    escaped = true;
                    self.escapes = true;
                    at = self.escape(at)?;
                }
                Some(_) => return Err(Fault::byte(at, "a raw control character in a text")),
                None => return Err(Fault::byte(self.bytes.len(), TRUNCATED)),
            }
            at = plain(self.bytes, at);
        }
    }

    /// Checks one escape and gives the place after it.
    fn escape(&self, backslash: usize) -> Result<usize> {
        match self.bytes.get(backslash + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(backslash + 2),
            Some(b'u') => {
                for at in backslash + 2..backslash + 6 {
                    match self.bytes.get(at) {
                        Some(byte) if byte.is_ascii_hexdigit() => {}
                        Some(_) => {
                            return Err(Fault::byte(at, "a \\u escape without four hex digits"));
                        }
                        None => return Err(Fault::byte(self.bytes.len(), TRUNCATED)),
                    }
                }
                Ok(backslash + 6)
            }
            Some(_) => Err(Fault::byte(
                backslash + 1,
                "an escape that JSON does not know",
            )),
            None => Err(Fault::byte(self.bytes.len(), TRUNCATED)),
        }
    }

    /// A number; the cursor stands on its first byte. Its source text is the value.
    pub(crate) fn number(&mut self) -> Result<Piece> {
        let start = self.at;
        self.at += usize::from(self.bytes.get(self.at) == Some(&b'-'));
        if self.bytes.get(self.at) == Some(&b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.bytes.get(self.at) {
            self.at += 1;
            if let Some(b'+' | b'-') = self.bytes.get(self.at) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(Piece {
            start,
            end: self.at,
        })
    }

    fn digits(&mut self) -> Result<()> {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        if self.at == start {
            self.fault("a digit was expected")
        } else {
            Ok(())
        }
    }

    /// `true`, `false`, `null`; the cursor stands on the first letter. NaN and its kin end here as faults.
    pub(crate) fn literal(&mut self) -> Result<Piece> {
        let start = self.at;
        let word: &[u8] = match self.bytes.get(start) {
            Some(b't') => b"true",
            Some(b'f') => b"false",
            Some(b'n') => b"null",
            _ => return self.fault("a value was expected"),
        };
        for &byte in word {
            if self.bytes.get(self.at) != Some(&byte) {
                return self.fault("a value was expected");
            }
            self.at += 1;
        }
        Ok(Piece {
            start,
            end: self.at,
        })
    }

    /// A text, number or literal; the piece is its source, quotes included.
    fn scalar(&mut self, first: u8) -> Result<Piece> {
        match first {
            b'"' => {
                let text = self.string()?;
                Ok(Piece {
                    start: text.piece.start - 1,
                    end: text.piece.end + 1,
                })
            }
            b'-' | b'0'..=b'9' => self.number(),
            _ => self.literal(),
        }
    }

    /// Whether a text of nothing but white space comes next.
    pub(crate) fn at_blank_text(&mut self) -> bool {
        if self.peek() != Some(b'"') {
            return false;
        }
        let mut rest = self.bytes.get(self.at + 1..).unwrap_or_default();
        loop {
            rest = match rest {
                [b'"', ..] => return true,
                [b' ', rest @ ..] | [b'\\', b'n' | b'r' | b't', rest @ ..] => rest,
                _ => return false,
            };
        }
    }

    /// Reads any value to its end and gives its source.
    #[inline]
    pub(crate) fn value(&mut self) -> Result<Piece> {
        match self.peek().unwrap_or(0) {
            // Nearly all.
            b'"' => {
                let Quoted { piece, .. } = self.string()?;
                Ok(Piece {
                    start: piece.start - 1,
                    end: piece.end + 1,
                })
            }
            first @ (b'{' | b'[') => self.nested(first),
            first => self.scalar(first),
        }
    }

    /// An object or array. Not recursive: depth costs a byte, not a stack frame.
    fn nested(&mut self, first: u8) -> Result<Piece> {
        let start = self.at;
        let outer = self.depth;
        let mut closers = Vec::new();
        let mut fresh = true;
        self.open(first, &mut closers)?;
        while let Some(&close) = closers.last() {
            if !self.more(&mut fresh, close)? {
                closers.pop();
                continue;
            }
            if close == b'}' {
                self.key()?;
            }
            match self.peek().unwrap_or(0) {
                byte @ (b'{' | b'[') => {
                    self.open(byte, &mut closers)?;
                    fresh = true;
                }
                byte => {
                    self.scalar(byte)?;
                }
            }
        }
        debug_assert_eq!(self.depth, outer);
        Ok(Piece {
            start,
            end: self.at,
        })
    }

    fn open(&mut self, bracket: u8, closers: &mut Vec<u8>) -> Result<()> {
        self.enter()?;
        closers.push(if bracket == b'{' { b'}' } else { b']' });
        Ok(())
    }

    /// The text of a piece.
    pub(crate) fn slice(&self, piece: Piece) -> Option<&'a str> {
        let bytes = self.bytes.get(piece.start..piece.end)?;
        std::str::from_utf8(bytes).ok()
    }

    /// How deep the cursor stands; [`Cursor::rewind`] needs it back.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// Goes back to a place where it stood before.
    pub(crate) fn rewind(&mut self, at: usize, depth: usize) {
        self.at = at;
        self.depth = depth;
    }
}

/// The first byte from `at` on that ends a run of plain text: a quote, a backslash, a control character, the end.
#[inline]
pub(crate) fn plain(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // Eight bytes a step: subtracting borrows into a byte's high bit exactly where the byte is the one looked for.
    // A borrow can only disturb bytes above a hit, and the lowest hit is the one taken.
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(*chunk);
        let quote = word ^ (ONES * b'"' as u64);
        let slash = word ^ (ONES * b'\\' as u64);
        let hits = ((quote.wrapping_sub(ONES) & !quote)
            | (slash.wrapping_sub(ONES) & !slash)
            | (word.wrapping_sub(ONES * 0x20) & !word))
            & HIGH;
        if hits != 0 {
            return at + (hits.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while bytes
        .get(at)
        .is_some_and(|&byte| byte >= 0x20 && byte != b'"' && byte != b'\\')
    {
        at += 1;
    }
    at
}
