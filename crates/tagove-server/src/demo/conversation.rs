//! What is said in one chat.

use super::{
    account::Account,
    clock::Moment,
    random::Random,
    tongues::{ODDITIES, Turn},
    visitor::Visitor,
};

/// One message.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) sender_type: &'static str,
    pub(super) sender_id: Option<u64>,
    pub(super) kind: &'static str,
    pub(super) text: String,
    pub(super) at: Moment,
    pub(super) seen: bool,
}

/// The two who talk, and when they begin.
#[derive(Debug)]
pub(super) struct Talk<'a> {
    pub(super) visitor: &'a Visitor,
    pub(super) agent: &'a Account,
    pub(super) answered: bool,
    pub(super) begin: Moment,
}

/// How long a chat gets.
#[derive(Debug, Clone, Copy)]
pub(super) enum Length {
    /// As long as what there is to say.
    Natural,
    Exactly(usize),
}

impl Talk<'_> {
    pub(super) fn lines(&self, random: &mut Random, length: Length) -> Vec<Line> {
        if matches!(length, Length::Exactly(0)) {
            return Vec::new();
        }
        let mut at = self.begin;
        let mut lines =
            vec![self.event(at, format!("#{} just joined this chat.", self.visitor.id))];
        if self.answered {
            at += random.between(3, 45) as Moment;
            lines.push(self.event(
                at,
                format!("{} has accepted the chat.", self.agent.first_name),
            ));
        }
        let order = random.between(100_000, 999_999).to_string();
        loop {
            for turn in random.pick(self.visitor.tongue.dialogues) {
                self.say(random, &mut lines, &mut at, *turn, &order);
                if random.percent(14) {
                    let oddity = random.pick(ODDITIES);
                    self.say(random, &mut lines, &mut at, oddity, &order);
                }
                if matches!(length, Length::Natural) && self.gives_up(random) {
                    break;
                }
            }
            match length {
                Length::Natural => break,
                Length::Exactly(count) if lines.len() >= count => {
                    lines.truncate(count);
                    break;
                }
                Length::Exactly(_) => {}
            }
        }
        if matches!(length, Length::Natural) && random.percent(80) {
            at += random.between(1, 120) as Moment;
            lines.push(self.event(at, format!("#{} left this chat.", self.visitor.id)));
        }
        lines
    }

    /// Nobody talks to themselves for long, and some close the page in the middle.
    fn gives_up(&self, random: &mut Random) -> bool {
        random.percent(if self.answered { 3 } else { 60 })
    }

    fn event(&self, at: Moment, text: String) -> Line {
        Line {
            sender_type: "system",
            sender_id: None,
            kind: "event",
            text,
            at,
            seen: false,
        }
    }

    fn say(
        &self,
        random: &mut Random,
        lines: &mut Vec<Line>,
        at: &mut Moment,
        turn: Turn,
        order: &str,
    ) {
        let (text, sender_type, sender_id) = match turn {
            Turn::V(text) => (text, "visitor", self.visitor.id),
            Turn::A(_) if !self.answered => return,
            Turn::A(text) => (text, "agent", self.agent.id),
        };
        *at += random.between(2, 75) as Moment;
        lines.push(Line {
            sender_type,
            sender_id: Some(sender_id),
            kind: if text.contains("</") { "html" } else { "text" },
            text: text
                .replace("{visitor}", self.visitor.person.0)
                .replace("{agent}", self.agent.first_name)
                .replace("{order}", order),
            at: *at,
            seen: self.answered && random.percent(95),
        });
    }
}
