//! What was noticed while a list was read. For people one line a kind and place, after the list; for programs as it comes.

use crate::count::{count, noun};
use crate::escape;
use crate::report::Report;
use tagove::schema::Model;
use tagove::{PageInfo, Warning, WarningCode};

/// Kinds and places that are told apart, however many a server thinks of.
const MOST: usize = 100;
/// Of a place or an id, which are as long as a server likes.
const COLUMNS: usize = 80;

pub(crate) struct Warnings {
    report: Report,
    model: &'static Model,
    groups: Vec<Group>,
    /// Warnings of no group.
    more: u64,
}

struct Group {
    code: WarningCode,
    /// A pointer without its indices.
    place: String,
    count: u64,
    first: String,
}

impl Warnings {
    pub(crate) fn new(report: Report, model: &'static Model) -> Self {
        Self {
            report,
            model,
            groups: Vec::new(),
            more: 0,
        }
    }

    /// Those of a page.
    pub(crate) fn take(&mut self, page: &PageInfo) {
        for warning in page.warnings() {
            if self.report.for_people() {
                self.group(warning, page);
            } else {
                self.report.warning(warning);
            }
        }
    }

    fn group(&mut self, warning: &Warning, page: &PageInfo) {
        let place = place(&warning.at);
        let same = |group: &&mut Group| group.code == warning.code && group.place == place;
        if let Some(group) = self.groups.iter_mut().find(same) {
            group.count += 1;
        } else if self.groups.len() < MOST {
            self.groups.push(Group {
                code: warning.code,
                place,
                count: 1,
                first: self.first(warning, page),
            });
        } else {
            self.more += 1;
        }
    }

    /// Where the first of a group is: the record by its id if it has one, and the page.
    fn first(&self, warning: &Warning, page: &PageInfo) -> String {
        let index = warning.at.split('/').nth(1);
        let row = index
            .and_then(|index| index.parse().ok())
            .and_then(|index| page.row_of(self.model, index));
        let id = row.and_then(|row| row.text(self.model.id?));
        match id {
            Some(id) => format!(
                "{} {}, page {}",
                noun(self.model),
                escape::cut(id, COLUMNS),
                warning.page
            ),
            None => format!("page {}", warning.page),
        }
    }

    /// Tells what was not told yet, and what was noticed of the list as a whole. Gives the latter in words.
    pub(crate) fn end(self, of_list: &[Warning]) -> Vec<String> {
        let noun = noun(self.model);
        for group in &self.groups {
            let number = if group.count > 1 { "first: " } else { "" };
            let text = group.words(noun);
            self.report
                .note(&format!("warning: {text} ({number}{})", group.first));
        }
        if self.more > 0 {
            let more = count(self.more, "warning");
            self.report.note(&format!(
                "warning: and {more} more of other kinds or places"
            ));
        }
        let tell = |warning: &Warning| {
            let text = of_list_in_words(warning, noun);
            if self.report.for_people() {
                self.report.note(&format!("warning: {text}"));
            } else {
                self.report.warning(warning);
            }
            text
        };
        of_list.iter().map(tell).collect()
    }
}

impl Group {
    /// What happened how often, for a list of these.
    fn words(&self, noun: &str) -> String {
        let (code, number) = (self.code, self.count);
        let place = match self.place.as_str() {
            "" => format!("{noun}s"),
            place => format!("{noun}s' {place}"),
        };
        match code {
            WarningCode::UnfitValue => format!(
                "{code}: {} of {place} {} not fit; kept in extra",
                count(number, "value"),
                if number == 1 { "does" } else { "do" }
            ),
            WarningCode::MissingId => format!("{code}: no {place}, {}", count(number, "time")),
            WarningCode::DuplicateMember => format!(
                "{code}: {place} sent twice, {}; the last one counts",
                count(number, "time")
            ),
            WarningCode::LoneSurrogate => format!(
                "{code}: half a character in {place}, {}; it reads as U+FFFD",
                count(number, "time")
            ),
            WarningCode::AmbiguousTime => format!(
                "{code}: {} of {place} that the zone repeats; left without an offset",
                count(number, "time")
            ),
            WarningCode::SkippedTime => format!(
                "{code}: {} of {place} that the zone skips; left without an offset",
                count(number, "time")
            ),
            WarningCode::ErrorBesideData => format!(
                "the server sent an error text beside the data of {}; {noun}s may be missing",
                count(number, "page")
            ),
            // These are of a list, never of a page.
            WarningCode::RepeatedPage | WarningCode::FewerThanAnnounced => {
                format!("{code}: {}", count(number, "time"))
            }
        }
    }
}

fn of_list_in_words(warning: &Warning, noun: &str) -> String {
    const ADVICE: &str = "compare with shorter ranges of --start-date and --end-date";
    match warning.code {
        WarningCode::RepeatedPage => format!(
            "the server repeated page {}: more {noun}s may be there; {ADVICE}",
            warning.page
        ),
        WarningCode::FewerThanAnnounced => format!(
            "the server announced more {noun}s than it gave: some may be missing; run it again, or {ADVICE}"
        ),
        _ => warning.to_string(),
    }
}

/// `/3/messages/0/date_created` is `messages/date_created`.
fn place(at: &str) -> String {
    let names = at
        .split('/')
        .filter(|part| part.bytes().any(|byte| !byte.is_ascii_digit()));
    let place = names.collect::<Vec<_>>().join("/");
    escape::cut(&place, COLUMNS).into_owned()
}
