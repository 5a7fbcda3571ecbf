//! Records for people: lines under a head, or one record as lines of its own.

use crate::columns::{self, Layout};
use crate::escape;
use crate::screen::Screen;
use std::borrow::Cow;
use tagove::Row;
use tagove::schema::{Kind, Model};

/// What stands where there is no value.
const NONE: &str = "-";

/// The line of names above a list.
pub(crate) fn head(layout: &Layout, out: &mut String) {
    let names = layout.iter().map(|&(column, width)| Cell {
        text: column.head.into(),
        whole: false,
        width,
    });
    write_cells(out, names);
}

/// One record of a list. Where lines would be broken, the last cell goes on below itself.
pub(crate) fn line(row: Row<'_>, layout: &Layout, screen: Screen, out: &mut String) {
    let mut rest = None;
    let cells = layout.iter().map(|&(column, width)| {
        let mut text = escape::safe(cell(row, column.path));
        if screen.breaks && column.folds() {
            let first = escape::fold(&text, width);
            rest = Some((text[first..].to_owned(), width));
            text = text[..first].trim_end().to_owned().into();
        }
        Cell {
            text,
            whole: column.whole,
            width,
        }
    });
    write_cells(out, cells);
    let Some((rest, width)) = rest else { return };
    let before = layout.iter().rev().skip(1);
    let indent = before.map(|(_, width)| width + columns::GAP).sum();
    let mut rest = rest.as_str();
    while !rest.is_empty() {
        let (now, later) = rest.split_at(escape::fold(rest, width));
        out.extend(std::iter::repeat_n(' ', indent));
        out.push_str(now.trim_end());
        out.push('\n');
        rest = later;
    }
}

struct Cell<'a> {
    text: Cow<'a, str>,
    whole: bool,
    width: usize,
}

fn write_cells<'a>(out: &mut String, cells: impl Iterator<Item = Cell<'a>>) {
    let begin = out.len();
    for Cell { text, whole, width } in cells {
        let text = match whole {
            true => text,
            false => escape::cut(&text, width).into_owned().into(),
        };
        if out.len() > begin {
            out.extend(std::iter::repeat_n(' ', columns::GAP));
        }
        out.push_str(&text);
        let blanks = width.saturating_sub(escape::width(&text));
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
pub(crate) fn record(row: Row<'_>, screen: Screen, out: &mut String) {
    let mut pairs = Vec::new();
    let mut lists = Vec::new();
    collect(row, "", &mut pairs, &mut lists);
    let width = pairs.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, value) in pairs {
        out.push_str(&format!("{name:width$}  {}\n", escape::text(&value)));
    }
    for (model, rows) in lists {
        out.push('\n');
        let layout = columns::layout(model, screen);
        head(&layout, out);
        rows.for_each(|row| line(row, &layout, screen, out));
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
