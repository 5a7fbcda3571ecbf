//! A page, or one record of it, as one text that another process reads back: for a language's own way of keeping objects
//! (Python's `pickle`). Made and read by the same release.

use crate::answer::{Inner, PageInfo};
use crate::extra::members;
use crate::page::{Builder, Span};
use crate::schema::{ALL, Kind, Model};
use crate::zone::Zone;
use crate::{ErrorKind, Row, TagoveError, Time, Warning};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::sync::Arc;
use std::time::Duration;

/// What the text holds, as JSON.
#[derive(Serialize, Deserialize)]
struct Kept {
    model: String,
    number: u64,
    status: u16,
    request_id: Option<String>,
    attempts: u32,
    elapsed: Duration,
    zone: Option<String>,
    /// With their offsets, which the normalised form has not.
    warnings: Vec<(Warning, Option<usize>)>,
    extra: Box<RawValue>,
    /// The answer; of a single record none, because it holds all the others too.
    body: Option<String>,
    records: Box<RawValue>,
}

impl PageInfo {
    /// These records, which must be rows of this page and of one model, as a text for [`PageInfo::from_kept`].
    ///
    /// With `whole`, what comes back has body, warnings and `extra` of this page; without, it is a page of these records
    /// alone: its body is their normalised form, and it has neither warnings nor `extra`.
    ///
    /// ```
    /// use tagove::{Chat, Page, PageInfo, View as _};
    ///
    /// let page = Page::<Chat>::from_body(br#"{"data": {"chat": {"id": "7", "mood": 1.50}}}"#)?;
    /// let chat = page.iter().next().unwrap().row();
    /// let again = PageInfo::from_kept(&page.info().to_kept(chat.model(), [chat], false)?)?;
    /// assert_eq!(again.rows().next().unwrap().to_json(), chat.to_json());
    /// # Ok::<(), tagove::TagoveError>(())
    /// ```
    ///
    /// # Errors
    /// `Decode` if an unknown member is no JSON, which no page has.
    pub fn to_kept<'p>(
        &self,
        model: &'static Model,
        rows: impl IntoIterator<Item = Row<'p>>,
        whole: bool,
    ) -> Result<String, TagoveError> {
        let mut records = String::from("[");
        for row in rows {
            if records.len() > 1 {
                records.push(',');
            }
            row.write_json(&mut records);
        }
        records.push(']');
        let warnings = self.warnings().iter().filter(|_| whole);
        let extra = match whole {
            true => self.extra(),
            false => crate::Extra::default(),
        };
        let kept = Kept {
            model: model.name.to_owned(),
            number: self.number(),
            status: self.status(),
            request_id: self.request_id().map(str::to_owned),
            attempts: self.attempts(),
            elapsed: self.elapsed(),
            zone: self.time_zone().map(str::to_owned),
            warnings: warnings.map(|w| (w.clone(), w.offset)).collect(),
            extra: RawValue::from_string(extra.as_json().to_owned()).map_err(|_| unreadable())?,
            body: whole.then(|| String::from_utf8_lossy(self.body()).into_owned()),
            records: RawValue::from_string(records).map_err(|_| unreadable())?,
        };
        serde_json::to_string(&kept).map_err(|_| unreadable())
    }

    /// The page of a text that [`PageInfo::to_kept`] made. Its records are equal to those that were kept.
    ///
    /// # Errors
    /// `Decode` if it is no such text; `Configuration` if nobody here knows its zone.
    pub fn from_kept(text: &str) -> Result<Self, TagoveError> {
        let kept: Kept = serde_json::from_str(text).map_err(|_| unreadable())?;
        let model = ALL.into_iter().find(|model| model.name == kept.model);
        let model = model.ok_or_else(unreadable)?;
        let body = kept.body.as_deref().unwrap_or(kept.records.get());
        let mut builder = Builder::new(body);
        let sources: Vec<Box<RawValue>> = parsed(&kept.records)?;
        let first = push_rows(&mut builder, model, sources.len());
        for (row, source) in (first..).zip(&sources) {
            fill(&mut builder, model, row, source)?;
        }
        if builder.overfull() {
            return Err(unreadable());
        }
        let records = (first..).take(sources.len()).collect();
        let extra = kept.extra.get().to_owned();
        let mut decoded = builder.finish().page(body, model, records, extra, None);
        decoded.warnings = kept
            .warnings
            .into_iter()
            .map(|(warning, offset)| Warning { offset, ..warning })
            .collect();
        Ok(Self(Arc::new(Inner {
            decoded: Arc::new(decoded),
            number: kept.number,
            status: kept.status,
            request_id: kept.request_id,
            attempts: kept.attempts,
            elapsed: kept.elapsed,
            zone: kept.zone.as_deref().map(Zone::named).transpose()?,
            kept: None,
        })))
    }
}

/// New rows, one behind the other, as a list has them; gives the first.
fn push_rows(builder: &mut Builder<'_>, model: &'static Model, count: usize) -> u32 {
    let first = builder.count(model) as u32;
    for _ in 0..count {
        builder.push_row(model);
    }
    first
}

/// Fills a row from a record in the normalised form.
fn fill(
    builder: &mut Builder<'_>,
    model: &'static Model,
    row: u32,
    source: &RawValue,
) -> Result<(), TagoveError> {
    for (name, value) in members(source.get()).ok_or_else(unreadable)? {
        let column = model.fields.iter().position(|field| field.name == name);
        match column {
            Some(column) if value.get() != "null" => {
                let span = cell(builder, model.fields[column].kind, &value)?;
                builder.set(model, row, column, Some(span));
            }
            Some(_) => {}
            None if name == "extra" => {
                let unknown = members(value.get()).ok_or_else(unreadable)?;
                let spans: Vec<(Span, Span)> = unknown
                    .iter()
                    .map(|(name, value)| (builder.in_side(name), builder.in_side(value.get())))
                    .collect();
                builder.set_extras(model, row, &spans);
            }
            None => return Err(unreadable()),
        }
    }
    Ok(())
}

fn cell(builder: &mut Builder<'_>, kind: Kind, value: &RawValue) -> Result<Span, TagoveError> {
    Ok(match kind {
        Kind::Id | Kind::Text | Kind::OpenSet => builder.in_side(&parsed::<String>(value)?),
        Kind::Time => {
            let text: String = parsed(value)?;
            let _: Time = text.parse().map_err(|_| unreadable())?;
            builder.in_side(&text)
        }
        Kind::Seconds => builder.in_side(&parsed::<u64>(value)?.to_string()),
        Kind::Number => {
            parsed::<f64>(value)?;
            builder.in_side(value.get())
        }
        Kind::Record(model) => {
            let row = push_rows(builder, model, 1);
            fill(builder, model, row, value)?;
            Span::run(row as usize, 1)
        }
        Kind::List(model) => {
            let sources: Vec<Box<RawValue>> = parsed(value)?;
            let first = push_rows(builder, model, sources.len());
            for (row, source) in (first..).zip(&sources) {
                fill(builder, model, row, source)?;
            }
            Span::run(first as usize, sources.len())
        }
        Kind::Texts => {
            let texts: Vec<String> = parsed(value)?;
            let first = builder.texts_len();
            for text in &texts {
                let span = builder.in_side(text);
                builder.push_text(span);
            }
            Span::run(first, texts.len())
        }
    })
}

fn parsed<'de, T: Deserialize<'de>>(value: &'de RawValue) -> Result<T, TagoveError> {
    serde_json::from_str(value.get()).map_err(|_| unreadable())
}

fn unreadable() -> TagoveError {
    TagoveError::new(
        ErrorKind::Decode,
        "what was kept is no page or record of this release; keep it anew, or keep its JSON instead",
    )
}
