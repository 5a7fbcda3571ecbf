//! Texts in the fields of a record: what they say there.

use super::Decoder;
use crate::json::Quoted;
use crate::path::with_member;
use crate::scalar::{self, Fit};
use crate::schema::{Field, Kind};
use crate::time_text::{self, Read};
use crate::unescape::unescape;
use crate::warning::WarningCode;
use crate::zone::Placed;

impl Decoder<'_> {
    /// The text in a field of any kind but record and list.
    pub(super) fn scalar_text(&mut self, field: &Field, quoted: Quoted) -> Fit {
        if let Kind::Text | Kind::OpenSet = field.kind {
            return Fit::Value(self.string(quoted, Some(field)));
        }
        let source = &self.text[quoted.piece.start..quoted.piece.end];
        // An escaped scalar is rare: it is read from where it was unescaped to.
        if quoted.escaped {
            let mut plain = String::new();
            if unescape(source, &mut plain) {
                return Fit::Unfit;
            }
            if let Kind::Time = field.kind {
                return self.time(field, &plain, quoted.piece.start);
            }
            let span = self.page.in_side(&plain);
            return scalar::text(field.kind, &plain, span);
        }
        if let Kind::Time = field.kind {
            if let Some((before, span)) = self.last_time
                && source == &self.text[before.start..before.end]
            {
                return Fit::Value(span);
            }
            let warned = self.page.warnings.len();
            let fit = self.time(field, source, quoted.piece.start);
            // One with a warning has to warn again.
            if let Fit::Value(span) = fit
                && self.page.warnings.len() == warned
            {
                self.last_time = Some((quoted.piece, span));
            }
            return fit;
        }
        let span = self.string(quoted, Some(field));
        scalar::text(field.kind, source, span)
    }

    /// A time, in its zone if the caller named one.
    fn time(&mut self, field: &Field, text: &str, at: usize) -> Fit {
        match time_text::read(text) {
            Read::None => Fit::None,
            Read::Plain => {
                if let Some(zone) = self.zone
                    && let Some(time) = time_text::parse(text)
                {
                    let code = match zone.place(time) {
                        Placed::Once(time) => {
                            return Fit::Value(self.page.in_side(&time.to_string()));
                        }
                        Placed::Skipped => WarningCode::SkippedTime,
                        Placed::Repeated => WarningCode::AmbiguousTime,
                    };
                    self.warn(code, with_member(&self.path, field.name), at);
                }
                let write = |side: &mut String| {
                    side.push_str(&text[..10]);
                    side.push('T');
                    side.push_str(&text[11..]);
                };
                Fit::Value(self.page.with_side(write).1)
            }
            Read::Other(time) => Fit::Value(self.page.in_side(&time.to_string())),
            Read::Unfit => Fit::Unfit,
        }
    }
}
