//! Records as JSON, in any form that the contract allows.

use super::chance::Chance;
use super::record::{Content, Sent};
use serde_json::Value;
use tagove::schema::{self, Kind, Model};

/// A whole answer.
pub(super) fn body(model: &Model, records: &[Sent], chance: &mut Chance) -> Vec<u8> {
    let mut json = Json { chance };
    let mut members = vec![("data".to_owned(), json.data(model, records))];
    if !json.chance.once_in(3) {
        let success = json.chance.of(&["true", "\"true\"", "1", "\"1\""]);
        members.push(("success".to_owned(), success.to_owned()));
    }
    if json.chance.once_in(3) {
        let unknown = r#"{"id":[1,{"chat":{}}]}"#;
        members.push(("x_server".to_owned(), unknown.to_owned()));
    }
    let body = json.object(members);
    let mark = json.chance.of(&["", "", "", "\u{feff}"]);
    format!("{mark}{}{body}{}", json.blank(), json.blank()).into_bytes()
}

type Members = Vec<(String, String)>;

struct Json<'c> {
    chance: &'c mut Chance,
}

impl Json<'_> {
    /// `data`: the list itself, or an object with the list under one of its names.
    fn data(&mut self, model: &Model, records: &[Sent]) -> String {
        if self.chance.once_in(2) {
            let items = records.iter().map(|record| self.item(record)).collect();
            return self.many(items);
        }
        let mut members = Members::new();
        let list = match records {
            [only] => {
                let record = self.apart(only, &mut members, false);
                match self.chance.once_in(2) {
                    true => record,
                    false => self.many(vec![record]),
                }
            }
            _ => {
                let items = records.iter().map(|record| self.item(record)).collect();
                self.many(items)
            }
        };
        members.push((self.list_name(model), list));
        self.object(members)
    }

    fn list_name(&mut self, model: &Model) -> String {
        let names = match model.index == schema::CHAT.index {
            true => ["chat", "chats"],
            false => ["visitor_session", "visitor_sessions"],
        };
        self.chance.of(&names).to_owned()
    }

    /// An element of a list: the record, an array of one, or an item around it.
    fn item(&mut self, record: &Sent) -> String {
        match self.chance.below(4) {
            0 | 1 => self.record(record),
            2 => format!("[{}{}]", self.record(record), self.blank()),
            _ => {
                let mut members = Members::new();
                let inner = self.apart(record, &mut members, true);
                let inner = match self.chance.once_in(2) {
                    true => inner,
                    false => self.many(vec![inner]),
                };
                members.push((self.list_name(record.model), inner));
                self.object(members)
            }
        }
    }

    /// A record, with its account beside it or not; in an item its unknown members may stand there too.
    fn apart(&mut self, record: &Sent, beside: &mut Members, in_item: bool) -> String {
        let mut record = record.clone();
        if record.model.index == schema::CHAT.index && self.chance.once_in(2) {
            let account = &mut record.fields[schema::chat::ACCOUNT];
            let account = std::mem::replace(account, Content::None);
            let field = &record.model.fields[schema::chat::ACCOUNT];
            let sent = self.content(field.kind, &account);
            beside.extend(sent.map(|sent| (field.name.to_owned(), sent)));
        }
        if in_item && self.chance.once_in(2) {
            for (name, value) in std::mem::take(&mut record.unknown) {
                let value = self.value(&value);
                beside.push((name, value));
            }
        }
        self.record(&record)
    }

    fn record(&mut self, record: &Sent) -> String {
        let mut members = Members::new();
        for (field, content) in record.members() {
            let sent = self.content(field.kind, content);
            members.extend(sent.map(|sent| (field.name.to_owned(), sent)));
        }
        for (name, value) in &record.unknown {
            let value = self.value(value);
            members.push((name.clone(), value));
        }
        if members.is_empty() {
            // An object of nothing is an empty list.
            members.push((record.model.fields[0].name.to_owned(), "null".to_owned()));
        }
        self.object(members)
    }

    /// What a field's member is; none if it does not come.
    fn content(&mut self, kind: Kind, content: &Content) -> Option<String> {
        Some(match content {
            Content::None => self.none(kind)?,
            Content::Scalar(text) if bare(kind, text) && self.chance.once_in(2) => text.clone(),
            Content::Scalar(text) => self.text(text),
            Content::Time(date, clock, None) => self.text(&format!("{date} {clock}")),
            Content::Time(date, clock, Some(offset)) => {
                let between = self.chance.of(&["T", "t", " "]);
                self.text(&format!("{date}{between}{clock}{offset}"))
            }
            Content::Record(record) => {
                let record = self.record(record);
                match self.chance.once_in(4) {
                    true => format!("[{record}{}]", self.blank()),
                    false => record,
                }
            }
            Content::List(records) => {
                let items: Vec<String> = records.iter().map(|record| self.record(record)).collect();
                match &items[..] {
                    [only] if self.chance.once_in(2) => only.clone(),
                    _ => self.many(items),
                }
            }
        })
    }

    /// The forms of none.
    fn none(&mut self, kind: Kind) -> Option<String> {
        let forms: &[&str] = match kind {
            Kind::List(_) | Kind::Texts => return None,
            Kind::Text | Kind::OpenSet => &["null"],
            Kind::Id | Kind::Seconds | Kind::Number => &["null", "\"\""],
            Kind::Time => &["null", "\"\"", "\"0000-00-00\"", "\"0000-00-00 00:00:00\""],
            Kind::Record(_) => &["null", "[]"],
        };
        let form = self.chance.of(forms).to_owned();
        (!self.chance.once_in(2)).then_some(form)
    }

    /// A list in one of its forms.
    fn many(&mut self, items: Vec<String>) -> String {
        if items.is_empty() {
            return self.chance.of(&["[]", "{}", "null"]).to_owned();
        }
        if self.chance.once_in(2) {
            return self.array(items);
        }
        let mut key = self.chance.below(3);
        let mut members = Members::new();
        for item in items {
            members.push((key.to_string(), item));
            key += 1 + self.chance.below(3);
        }
        self.in_order(members)
    }

    fn value(&mut self, value: &Value) -> String {
        match value {
            Value::String(text) => self.text(text),
            Value::Array(values) => {
                let values = values.iter().map(|value| self.value(value)).collect();
                self.array(values)
            }
            Value::Object(members) => {
                let member = |(name, value): (&String, &Value)| (name.clone(), self.value(value));
                let members = members.iter().map(member).collect();
                self.object(members)
            }
            other => other.to_string(),
        }
    }

    fn array(&mut self, items: Vec<String>) -> String {
        let items: Vec<String> = items.iter().map(|item| self.spaced(item)).collect();
        format!("[{}]", items.join(","))
    }

    fn object(&mut self, mut members: Members) -> String {
        self.chance.shuffle(&mut members);
        self.in_order(members)
    }

    fn in_order(&mut self, members: Members) -> String {
        let mut sources = Vec::new();
        for (name, value) in members {
            let name = self.text(&name);
            sources.push(format!("{}:{}", self.spaced(&name), self.spaced(&value)));
        }
        format!("{{{}}}", sources.join(","))
    }

    fn spaced(&mut self, token: &str) -> String {
        format!("{}{token}{}", self.blank(), self.blank())
    }

    fn blank(&mut self) -> &'static str {
        self.chance
            .of(&["", "", "", "", "", " ", "\n", "\t", "\r\n  "])
    }

    /// A text with as many escapes as it must have, or more.
    fn text(&mut self, text: &str) -> String {
        let zeal = self.chance.of(&[&0, &0, &3, &1]);
        let mut out = String::from("\"");
        for letter in text.chars() {
            let short = match letter {
                '"' | '\\' => Some(letter),
                '\n' => Some('n'),
                '\t' => Some('t'),
                _ => None,
            };
            if *zeal > 0 && self.chance.once_in(*zeal) {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            } else if let Some(short) = short {
                out.extend(['\\', short]);
            } else {
                out.push(letter);
            }
        }
        out.push('"');
        out
    }
}

/// Whether a scalar may come without quotes.
fn bare(kind: Kind, text: &str) -> bool {
    let number = serde_json::from_str::<serde_json::Number>(text).is_ok() && text.trim() == text;
    match kind {
        Kind::Id => number && !text.contains(['.', 'e']),
        Kind::Text | Kind::OpenSet => number || matches!(text, "true" | "false"),
        _ => number,
    }
}
