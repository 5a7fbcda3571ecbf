//! Which columns a table has, and how wide they are.

use crate::screen::Screen;
use tagove::schema::{CHAT, MESSAGE, Model, VISITOR_SESSION};

/// One column: the path of a field, its name for people, and how wide it is.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) path: &'static str,
    pub(crate) head: &'static str,
    least: usize,
    most: usize,
    /// Half an id is none, half a time is another, and half a message misleads: these are never cut.
    pub(crate) whole: bool,
    /// Where there is no room, those of the lowest number go first; those without stay.
    goes: Option<u8>,
}

impl Column {
    /// Whether its text may be of any length, and goes on below itself.
    pub(crate) fn folds(&self) -> bool {
        self.most == usize::MAX
    }
}

const fn whole(path: &'static str, head: &'static str, width: usize) -> Column {
    Column {
        path,
        head,
        least: width,
        most: width,
        whole: true,
        goes: None,
    }
}

const fn cut(
    path: &'static str,
    head: &'static str,
    least: usize,
    most: usize,
    goes: u8,
) -> Column {
    Column {
        path,
        head,
        least,
        most,
        whole: false,
        goes: Some(goes),
    }
}

const ID: usize = 8;
/// The vendor's times have 19 characters, those with an offset 25.
const TIME: usize = 19;
/// Blanks between two columns.
pub(crate) const GAP: usize = 2;

const CHATS: &[Column] = &[
    whole("id", "id", ID),
    whole("date_created", "created", TIME),
    cut("type", "type", 10, 10, 6),
    cut("status", "status", 11, 11, 5),
    cut("initiator", "from", 7, 7, 2),
    cut("chat_wait_time", "wait", 5, 5, 3),
    cut("chat_duration", "duration", 8, 8, 4),
    cut("messages", "messages", 8, 8, 1),
];

const MESSAGES: &[Column] = &[
    whole("id", "id", ID),
    whole("date_created", "created", TIME),
    cut("sender_type", "sender", 7, 7, 2),
    cut("type", "type", 5, 5, 1),
    Column {
        most: usize::MAX,
        ..whole("message", "message", 20)
    },
];

const SESSIONS: &[Column] = &[
    whole("id", "id", ID),
    whole("visitor_id", "visitor", ID),
    whole("date_created", "created", TIME),
    Column {
        goes: Some(1),
        ..whole("date_close", "closed", TIME)
    },
    cut("status", "status", 7, 7, 4),
    cut("visitor.user_agent_browser_name", "browser", 9, 15, 3),
    cut("visitor.location_full_name", "location", 15, 40, 2),
];

const OTHERS: &[Column] = &[whole("id", "id", ID)];

/// The columns that fit, each with its width.
pub(crate) type Layout = Vec<(&'static Column, usize)>;

/// The columns of a model's records for this screen.
pub(crate) fn layout(model: &Model, screen: Screen) -> Layout {
    let all = match model.index {
        index if index == CHAT.index => CHATS,
        index if index == MESSAGE.index => MESSAGES,
        index if index == VISITOR_SESSION.index => SESSIONS,
        _ => OTHERS,
    };
    let mut layout: Layout = all.iter().map(|column| (column, column.least)).collect();
    while width(&layout) > screen.columns {
        let first = (0..layout.len())
            .filter(|&at| layout[at].0.goes.is_some())
            .min_by_key(|&at| layout[at].0.goes);
        match first {
            Some(at) => drop(layout.remove(at)),
            None => break,
        }
    }
    let mut free = screen.columns.saturating_sub(width(&layout));
    for (column, width) in &mut layout {
        let more = free.min(column.most - *width);
        *width += more;
        free -= more;
    }
    layout
}

fn width(layout: &Layout) -> usize {
    let gaps = GAP * layout.len().saturating_sub(1);
    layout.iter().map(|(_, width)| width).sum::<usize>() + gaps
}
