//! The agents of the demo, each with an account.

use crate::json::Members;

/// One agent.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) id: u64,
    pub(super) first_name: &'static str,
    last_name: &'static str,
    mobile_number: Option<&'static str>,
    email: &'static str,
}

/// All agents. The telephone numbers are of ranges kept free for fiction.
pub(super) const ACCOUNTS: &[Account] = &[
    agent(2675, "John", "", None, "john@example.com"),
    agent(
        2676,
        "Anneliese",
        "Müller-Lüdenscheidt",
        Some("+49 30 23125 017"),
        "anneliese@example.com",
    ),
    agent(
        2681,
        "Siobhán",
        "O'Connor",
        Some("020 7946 0018"),
        "siobhan.oconnor@example.com",
    ),
    agent(2690, "Дмитрий", "Соловьёв", Some(""), "dmitri@example.net"),
    agent(
        2702,
        "美咲",
        "佐藤",
        Some("(202) 555-0143"),
        "misaki@example.net",
    ),
    agent(
        2715,
        "فاطمة",
        "الزهراء",
        Some("+33 1 99 00 12 34"),
        "fatima@example.org",
    ),
];

const fn agent(
    id: u64,
    first_name: &'static str,
    last_name: &'static str,
    mobile_number: Option<&'static str>,
    email: &'static str,
) -> Account {
    Account {
        id,
        first_name,
        last_name,
        mobile_number,
        email,
    }
}

impl Account {
    pub(super) fn write(&self, out: &mut String) {
        Members::open(out)
            .text("first_name", self.first_name)
            .text("last_name", self.last_name)
            .text("mobile_number", self.mobile_number)
            .text("email", self.email)
            .close();
    }
}
