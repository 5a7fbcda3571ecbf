//! Records on stdout, in one of the three forms, as they come.

use crate::columns::{self, Layout};
use crate::failure::Failure;
use crate::format::Format;
use crate::screen::Screen;
use crate::table;
use std::io::{BufWriter, StdoutLock, Write as _};
use tagove::Row;
use tagove::schema::Model;

/// A text that is no record, the same in every form. One that is empty is no line either.
pub(crate) fn line(text: &str) -> Result<(), Failure> {
    if text.is_empty() {
        return Ok(());
    }
    let mut out = std::io::stdout().lock();
    let written = writeln!(out, "{text}").and_then(|()| out.flush());
    written.map_err(Failure::stdout)
}

/// stdout. Nothing is written before there is something: an error that comes first leaves it empty.
pub(crate) struct Output {
    out: BufWriter<StdoutLock<'static>>,
    format: Format,
    screen: Screen,
    /// The columns of the list, once it began as a table.
    layout: Layout,
    /// Used again for every record.
    text: String,
    /// Records of the list so far; none before it began.
    listed: Option<u64>,
}

impl Output {
    pub(crate) fn new(format: Format) -> Self {
        Self {
            out: BufWriter::with_capacity(64 << 10, std::io::stdout().lock()),
            format,
            screen: Screen::of_stdout(),
            layout: Layout::new(),
            text: String::new(),
            listed: None,
        }
    }

    /// Some records of a list, visible at once.
    pub(crate) fn page<'p>(
        &mut self,
        model: &Model,
        rows: impl Iterator<Item = Row<'p>>,
    ) -> Result<(), Failure> {
        if self.listed.is_none() {
            self.listed = Some(0);
            match self.format {
                Format::Json => self.text.push('['),
                Format::Jsonl => {}
                Format::Table => {
                    self.layout = columns::layout(model, self.screen);
                    table::head(&self.layout, &mut self.text);
                }
            }
        }
        for row in rows {
            self.item(row)?;
        }
        self.write()?;
        self.out.flush().map_err(Failure::stdout)
    }

    fn item(&mut self, row: Row<'_>) -> Result<(), Failure> {
        match self.format {
            Format::Json => {
                self.text
                    .push_str(if self.listed == Some(0) { "\n" } else { ",\n" });
                row.write_json(&mut self.text);
            }
            Format::Jsonl => {
                row.write_json(&mut self.text);
                self.text.push('\n');
            }
            Format::Table => table::line(row, &self.layout, self.screen, &mut self.text),
        }
        self.listed = self.listed.map(|count| count + 1);
        self.write()
    }

    /// Ends a list that began, so that what was written is one document whatever happened.
    pub(crate) fn end(&mut self) -> Result<(), Failure> {
        if self.format == Format::Json
            && let Some(count) = self.listed
        {
            self.text.push_str(if count == 0 { "]\n" } else { "\n]\n" });
        }
        self.write()?;
        self.out.flush().map_err(Failure::stdout)
    }

    /// The one record of an answer.
    pub(crate) fn one(&mut self, row: Row<'_>) -> Result<(), Failure> {
        match self.format {
            Format::Json | Format::Jsonl => {
                row.write_json(&mut self.text);
                self.text.push('\n');
            }
            Format::Table => table::record(row, self.screen, &mut self.text),
        }
        self.write()?;
        self.out.flush().map_err(Failure::stdout)
    }

    fn write(&mut self) -> Result<(), Failure> {
        let written = self.out.write_all(self.text.as_bytes());
        self.text.clear();
        written.map_err(Failure::stdout)
    }
}
