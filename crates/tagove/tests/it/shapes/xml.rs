//! Records as XML, in any form that our mapping allows (`docs/`: a documented assumption).

use super::chance::Chance;
use super::record::{Content, Sent};
use serde_json::Value;
use tagove::schema::{self, Kind, Model};

/// A whole answer.
pub(super) fn body(model: &Model, records: &[Sent], chance: &mut Chance) -> Vec<u8> {
    let mut xml = Xml { chance };
    let mut members = xml.data(model, records);
    if !xml.chance.once_in(3) {
        let success = xml.chance.of(&["true", "1", "TRUE"]);
        members.insert(0, element("success", success));
    }
    if xml.chance.once_in(3) {
        members.push("<x_server><id>1</id></x_server>".to_owned());
    }
    let declared = xml.chance.of(&[
        "",
        "<?xml version=\"1.0\"?>",
        "<?xml version='1.0' encoding=\"UTF-8\"?>\n",
    ]);
    let mark = xml.chance.of(&["", "", "", "\u{feff}"]);
    let root = xml.chance.of(&["response", "xml", "t:answer", "items"]);
    let inside = xml.joined(&members);
    format!("{mark}{declared}<{root} xmlns:t=\"urn:t\" xmlns:xsi=\"urn:xsi\">{inside}</{root}>\n")
        .into_bytes()
}

fn element(name: &str, inside: &str) -> String {
    format!("<{name}>{inside}</{name}>")
}

/// An element that says that it is none.
fn nil(name: &str) -> String {
    format!("<{name} xsi:nil=\"true\"/>")
}

struct Xml<'c> {
    chance: &'c mut Chance,
}

impl Xml<'_> {
    /// `data`, once or repeated.
    fn data(&mut self, model: &Model, records: &[Sent]) -> Vec<String> {
        let names = match model.index == schema::CHAT.index {
            true => ["chat", "chats"],
            false => ["visitor_session", "visitor_sessions"],
        };
        let (one, plural) = (names[0], names[1]);
        if records.is_empty() {
            let empty = ["<data/>", "<data></data>", "<data>\n</data>"];
            let inside = format!("<data><{}/></data>", self.chance.of(&names));
            return vec![match self.chance.once_in(2) {
                true => self.chance.of(&empty).to_owned(),
                false => inside,
            }];
        }
        match self.chance.below(5) {
            // `data` is the list.
            0 if records.len() > 1 => records
                .iter()
                .map(|record| self.item("data", record))
                .collect(),
            1 => {
                let items: Vec<String> = records
                    .iter()
                    .map(|record| self.item("item", record))
                    .collect();
                vec![element("data", &self.joined(&items))]
            }
            // The list is in `data`: the singular in the plural, items, or one name repeated.
            2 => {
                let items: Vec<String> = records
                    .iter()
                    .map(|record| self.record(one, record))
                    .collect();
                let list = element(plural, &self.joined(&items));
                vec![element("data", &list)]
            }
            3 => {
                let items: Vec<String> = records
                    .iter()
                    .map(|record| self.item("item", record))
                    .collect();
                let list = element(self.chance.of(&names), &self.joined(&items));
                vec![element("data", &list)]
            }
            _ => {
                let items: Vec<String> = records
                    .iter()
                    .map(|record| self.record(one, record))
                    .collect();
                vec![element("data", &self.joined(&items))]
            }
        }
    }

    /// An element of a list: the record, or the record with its account beside it.
    fn item(&mut self, name: &str, record: &Sent) -> String {
        if record.model.index != schema::CHAT.index || self.chance.once_in(2) {
            return self.record(name, record);
        }
        let mut record = record.clone();
        let account = &mut record.fields[schema::chat::ACCOUNT];
        let account = std::mem::replace(account, Content::None);
        let field = &record.model.fields[schema::chat::ACCOUNT];
        let mut members = self.content(field.name, field.kind, &account);
        members.push(self.record("chat", &record));
        self.chance.shuffle(&mut members);
        element(name, &self.joined(&members))
    }

    fn record(&mut self, name: &str, record: &Sent) -> String {
        let mut members = Vec::new();
        let mut attributes = Vec::new();
        for (field, content) in record.members() {
            match content {
                // An attribute has its blanks made alike, so only a word can be one.
                Content::Scalar(text) if is_word(text) && self.chance.once_in(4) => {
                    attributes.push((field.name, text));
                }
                _ => members.push(self.content(field.name, field.kind, content)),
            }
        }
        for (name, value) in &record.unknown {
            members.push(self.unknown(name, value));
        }
        self.chance.shuffle(&mut members);
        let mut members = members.concat();
        // A record of nothing is an empty text, one of messages alone is a list of them, with attributes or without, and
        // attributes alone under a list's name are an empty list: such a record says what it is in elements.
        let list = members
            .iter()
            .all(|member| member.starts_with("<message>") || member.starts_with("<message "));
        if list {
            let told = attributes.drain(..);
            members.extend(told.map(|(name, text)| element(name, text)));
            let still = members.iter().all(|member| member.starts_with("<message"));
            if still {
                members.insert(0, nil(record.model.fields[0].name));
            }
        }
        let attributes: String = attributes
            .iter()
            .map(|(name, text)| format!(" {name}=\"{text}\""))
            .collect();
        format!("<{name}{attributes}>{}</{name}>", self.joined(&members))
    }

    /// The elements of a field: none, one, or several of one name.
    fn content(&mut self, name: &str, kind: Kind, content: &Content) -> Vec<String> {
        match content {
            Content::None => self.none(name, kind).into_iter().collect(),
            Content::Scalar(text) => vec![element(name, &self.text(text))],
            Content::Time(date, clock, None) => vec![element(name, &format!("{date} {clock}"))],
            Content::Time(date, clock, Some(offset)) => {
                let between = self.chance.of(&["T", "t", " "]);
                vec![element(name, &format!("{date}{between}{clock}{offset}"))]
            }
            Content::Record(record) => vec![self.record(name, record)],
            Content::List(records) => self.list(name, records),
        }
    }

    fn list(&mut self, name: &str, records: &[Sent]) -> Vec<String> {
        if records.is_empty() {
            return vec![
                self.chance
                    .of(&[&*format!("<{name}/>"), &nil(name), &element(name, " ")])
                    .to_owned(),
            ];
        }
        if self.chance.once_in(3) {
            return records
                .iter()
                .map(|record| self.record(name, record))
                .collect();
        }
        let inner = self.chance.of(&["item", name.trim_end_matches('s')]);
        let items: Vec<String> = records
            .iter()
            .map(|record| self.record(inner, record))
            .collect();
        vec![element(name, &self.joined(&items))]
    }

    /// The forms of none.
    fn none(&mut self, name: &str, kind: Kind) -> Option<String> {
        let empty = element(name, "");
        let form = match kind {
            Kind::List(_) | Kind::Texts => return None,
            Kind::Text | Kind::OpenSet => nil(name),
            Kind::Time if self.chance.once_in(3) => element(name, "0000-00-00 00:00:00"),
            _ if self.chance.once_in(2) => nil(name),
            _ => empty,
        };
        (!self.chance.once_in(2)).then_some(form)
    }

    fn unknown(&mut self, name: &str, value: &Value) -> Vec<String> {
        match value {
            Value::Null => vec![nil(name)],
            Value::String(text) => vec![element(name, &self.text(text))],
            Value::Array(values) => {
                let repeated: Vec<String> = values
                    .iter()
                    .flat_map(|value| self.unknown(name, value))
                    .collect();
                match self.chance.once_in(2) {
                    true => repeated,
                    false => {
                        let items: Vec<String> = values
                            .iter()
                            .flat_map(|value| self.unknown("item", value))
                            .collect();
                        vec![element(name, &self.joined(&items))]
                    }
                }
            }
            Value::Object(members) => {
                let members: Vec<String> = members
                    .iter()
                    .flat_map(|(name, value)| self.unknown(name, value))
                    .collect();
                vec![element(name, &self.joined(&members))]
            }
            other => vec![element(name, &other.to_string())],
        }
    }

    /// Elements side by side, with what a reader passes over between them.
    fn joined(&mut self, elements: &[String]) -> String {
        let mut out = String::new();
        for element in elements {
            out.push_str(
                self.chance
                    .of(&["", "", "", "\n  ", "<!-- a < b -->", "<?x y?>"]),
            );
            out.push_str(element);
        }
        out.push_str(self.chance.of(&["", "\n"]));
        out
    }

    /// Text as it stands, in references, or in CDATA.
    fn text(&mut self, text: &str) -> String {
        if self.chance.once_in(5) && !text.is_empty() && !text.contains("]]>") {
            return format!("<![CDATA[{text}]]>");
        }
        let zeal = self.chance.of(&[&0, &0, &3]);
        let mut out = String::new();
        for letter in text.chars() {
            match letter {
                _ if *zeal > 0 && self.chance.once_in(*zeal) => match self.chance.once_in(2) {
                    true => out.push_str(&format!("&#{};", u32::from(letter))),
                    false => out.push_str(&format!("&#x{:X};", u32::from(letter))),
                },
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '&' => out.push_str("&amp;"),
                '"' => out.push_str(self.chance.of(&["\"", "&quot;"])),
                '\'' => out.push_str(self.chance.of(&["'", "&apos;"])),
                other => out.push(other),
            }
        }
        out
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
}
