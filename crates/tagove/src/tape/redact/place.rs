//! Where in an answer a value stands, and whether it may be read by everybody.

use crate::schema::{self, Kind, Model};

/// What surrounds a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The model whose records the answer holds, and the names under which they stand.
    top: &'static Model,
    names: [&'static str; 2],
    inside: Inside,
}

#[derive(Debug, Clone, Copy)]
enum Inside {
    /// Around the records: the root, `data`, lists, items. A record may stand in it as it is.
    Envelope,
    Record(&'static Model),
    /// A list of records, in one of its forms: its members are records, or it is one itself.
    List(&'static Model),
    /// Members that no model knows.
    Unknown,
}

/// What may be left of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    Id,
    /// One of a few words.
    Word,
    Time,
    /// Digits that count something.
    Count,
    /// A number in which only the digits tell anything.
    Place,
    Nothing,
}

impl Place {
    /// The root of an answer.
    pub(super) fn root(operation: &str) -> Self {
        let (top, names): (&'static Model, _) = match operation {
            "list_visitor_sessions" | "get_visitor_sessions" => (
                &schema::VISITOR_SESSION,
                ["visitor_session", "visitor_sessions"],
            ),
            _ => (&schema::CHAT, ["chat", "chats"]),
        };
        Self {
            top,
            names,
            inside: Inside::Envelope,
        }
    }

    /// The inside of the member of this name, if it is an object or a list.
    pub(super) fn member(self, name: &str) -> Self {
        let of_field = |model: &'static Model| match field(model, name) {
            Some(Kind::Record(of)) => Some(Inside::Record(of)),
            Some(Kind::List(of)) => Some(Inside::List(of)),
            _ => None,
        };
        let is_top = self.names.contains(&name);
        let inside = match self.inside {
            Inside::Envelope if is_top => Inside::List(self.top),
            Inside::Envelope => of_field(self.top).unwrap_or(Inside::Envelope),
            Inside::Record(model) if is_top && model.index == self.top.index => Inside::List(model),
            Inside::Record(model) => of_field(model).unwrap_or(Inside::Unknown),
            // A record of the list, or a member of the one record that it is.
            Inside::List(model) => of_field(model).unwrap_or(Inside::Record(model)),
            Inside::Unknown => Inside::Unknown,
        };
        Self { inside, ..self }
    }

    /// The inside of an element of an array that stands here.
    pub(super) fn element(self) -> Self {
        let inside = match self.inside {
            Inside::List(model) => Inside::Record(model),
            other => other,
        };
        Self { inside, ..self }
    }

    /// Whether nobody knows yet if what stands here is a record or holds some.
    pub(super) fn may_be_record(self) -> bool {
        matches!(self.inside, Inside::Envelope | Inside::List(_))
    }

    /// The same once a member of this name was seen: only records have an id.
    pub(super) fn after(self, name: &str) -> Self {
        let inside = match self.inside {
            Inside::Envelope if name == "id" => Inside::Record(self.top),
            Inside::List(model) if name == "id" => Inside::Record(model),
            other => other,
        };
        Self { inside, ..self }
    }

    /// What may be left of the member of this name, if it is a text or a number.
    pub(super) fn keep(self, name: &str) -> Keep {
        match self.inside {
            Inside::Envelope => match name {
                "success" | "code" | "errorCode" => Keep::Word,
                "count" | "total" | "totalCount" => Keep::Count,
                _ => of(field(self.top, name)),
            },
            Inside::Record(model) | Inside::List(model) => of(field(model, name)),
            Inside::Unknown => Keep::Nothing,
        }
    }
}

fn field(model: &'static Model, name: &str) -> Option<Kind> {
    let mut fields = model.fields.iter();
    fields
        .find(|field| field.name == name)
        .map(|field| field.kind)
}

fn of(kind: Option<Kind>) -> Keep {
    match kind {
        Some(Kind::Id) => Keep::Id,
        Some(Kind::OpenSet) => Keep::Word,
        Some(Kind::Time) => Keep::Time,
        Some(Kind::Seconds) => Keep::Count,
        // Where somebody was.
        Some(Kind::Number) => Keep::Place,
        Some(Kind::Text | Kind::Record(_) | Kind::List(_) | Kind::Texts) | None => Keep::Nothing,
    }
}

impl Keep {
    /// Whether a text stays as it is: nobody's words look like that, whatever the field is called.
    pub(super) fn keeps(self, text: &str) -> bool {
        // In XML they are texts, and `nil="true"` says that there is none.
        if matches!(text, "" | "true" | "false" | "null") {
            return true;
        }
        let all = |allowed: fn(u8) -> bool| text.bytes().all(allowed);
        match self {
            Self::Id => {
                text.len() <= 64
                    && all(|byte| byte.is_ascii_alphanumeric() || b"-_:.+/".contains(&byte))
            }
            Self::Word => {
                text.len() <= 40
                    && all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
            }
            Self::Time => {
                text.len() <= 40
                    && all(|byte| byte.is_ascii_digit() || b"-: TtZz.+".contains(&byte))
            }
            Self::Count => {
                text.len() <= 20 && all(|byte| byte.is_ascii_digit() || b"-+.:".contains(&byte))
            }
            Self::Place | Self::Nothing => false,
        }
    }

    /// Whether a number stays as it is.
    pub(super) fn keeps_number(self) -> bool {
        !matches!(self, Self::Place | Self::Nothing)
    }
}
