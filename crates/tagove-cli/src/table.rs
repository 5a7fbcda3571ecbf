//! Columns for people.

use crate::escape;
use std::borrow::Cow;
use tagove::Row;
use tagove::schema::{CHAT, Kind, MESSAGE, Model, VISITOR_SESSION};

/// What stands where there is no value.
const NONE: &str = "-";

/// One column: the path of a field, and how wide it is.
struct Column {
    path: &'static str,
    width: usize,
    /// Half an id is none, half a time is another: these are never cut, nor is what stands last.
    whole: bool,
}

const fn cut(path: &'static str, width: usize) -> Column {
    Column {
        path,
        width,
        whole: false,
    }
}

const fn whole(path: &'static str, width: usize) -> Column {
    Column {
        path,
        width,
        whole: true,
    }
}

/// The vendor's times have 19 characters, those with an offset 25.
const TIME: usize = 19;

const CHATS: &[Column] = &[
    whole("id", 10),
    whole("date_created", TIME),
    cut("type", 10),
    cut("status", 11),
    cut("initiator", 10),
    cut("chat_wait_time", 14),
    cut("chat_duration", 13),
    cut("messages", 8),
];

const MESSAGES: &[Column] = &[
    whole("id", 10),
    whole("date_created", TIME),
    cut("sender_type", 11),
    cut("type", 10),
    whole("message", 7),
];

const SESSIONS: &[Column] = &[
    whole("id", 10),
    whole("visitor_id", 10),
    whole("date_created", TIME),
    whole("date_close", TIME),
    cut("status", 10),
    cut("visitor.user_agent_browser_name", 31),
    cut("visitor.location_full_name", 40),
];

const OTHERS: &[Column] = &[whole("id", 10)];

fn columns(model: &Model) -> &'static [Column] {
    match model.index {
        index if index == CHAT.index => CHATS,
        index if index == MESSAGE.index => MESSAGES,
        index if index == VISITOR_SESSION.index => SESSIONS,
        _ => OTHERS,
    }
}

/// The line of names above a list.
pub(crate) fn head(model: &Model, out: &mut String) {
    let names = columns(model)
        .iter()
        .map(|column| (column, column.path.into()));
    write_cells(out, names);
}

/// One record of a list.
pub(crate) fn line(row: Row<'_>, out: &mut String) {
    let cells = columns(row.model()).iter();
    write_cells(out, cells.map(|column| (column, cell(row, column.path))));
}

fn write_cells<'a>(out: &mut String, cells: impl Iterator<Item = (&'static Column, Cow<'a, str>)>) {
    let begin = out.len();
    for (column, text) in cells {
        let text = escape::text(&text);
        let text = match column.whole {
            true => text,
            false => escape::cut(&text, column.width).into_owned().into(),
        };
        if out.len() > begin {
            out.push_str("  ");
        }
        out.push_str(&text);
        let blanks = column.width.saturating_sub(escape::width(&text));
        out.extend(std::iter::repeat_n(' ', blanks));
    }
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}

/// The value at a dotted path; a list is its length.
fn cell<'p>(row: Row<'p>, path: &str) -> Cow<'p, str> {
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    let fields = row.model().fields;
    let Some(index) = fields.iter().position(|field| field.name == name) else {
        return NONE.into();
    };
    let value = match fields[index].kind {
        Kind::Record(_) => row.record(index).map(|inner| cell(inner, rest)),
        Kind::List(_) => row.rows(index).map(|rows| rows.len().to_string().into()),
        Kind::Texts => row.texts(index).map(|texts| texts.len().to_string().into()),
        _ => row.text(index).map(Cow::Borrowed),
    };
    value.unwrap_or(NONE.into())
}

/// One record as lines of name and value; a list of records follows as a table of its own.
pub(crate) fn record(row: Row<'_>, out: &mut String) {
    let mut pairs = Vec::new();
    let mut lists = Vec::new();
    collect(row, "", &mut pairs, &mut lists);
    let width = pairs.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, value) in pairs {
        out.push_str(&format!("{name:width$}  {}\n", escape::text(&value)));
    }
    for (model, rows) in lists {
        out.push('\n');
        head(model, out);
        rows.for_each(|row| line(row, out));
    }
}

type Pairs<'p> = Vec<(String, Cow<'p, str>)>;
type Lists<'p> = Vec<(&'static Model, tagove::Rows<'p>)>;

fn collect<'p>(row: Row<'p>, prefix: &str, pairs: &mut Pairs<'p>, lists: &mut Lists<'p>) {
    for (index, field) in row.model().fields.iter().enumerate() {
        let name = format!("{prefix}{}", field.name);
        match field.kind {
            Kind::Record(_) => match row.record(index) {
                Some(inner) => collect(inner, &format!("{name}."), pairs, lists),
                None => pairs.push((name, NONE.into())),
            },
            Kind::List(model) => {
                pairs.push((name, cell(row, field.name)));
                lists.extend(
                    row.rows(index)
                        .filter(|rows| rows.len() > 0)
                        .map(|rows| (model, rows)),
                );
            }
            Kind::Texts => {
                let texts: Vec<_> = row.texts(index).into_iter().flatten().collect();
                match texts.as_slice() {
                    [] => pairs.push((name, NONE.into())),
                    texts => pairs.extend(texts.iter().map(|&text| (name.clone(), text.into()))),
                }
            }
            _ => pairs.push((name, cell(row, field.name))),
        }
    }
    if row.extras().len() > 0 {
        pairs.push((format!("{prefix}extra"), row.extra_json().into()));
    }
}
