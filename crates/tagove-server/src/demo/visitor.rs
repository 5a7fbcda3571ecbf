//! Visitors and their sessions.

use super::{
    account::ACCOUNTS,
    clock::{Clock, Moment},
    device::{self, DEVICES, Device},
    random::Random,
    tongues::{Person, TONGUES, Tongue},
};
use crate::json::Members;

/// Somebody on the web site.
#[derive(Debug)]
pub(super) struct Visitor {
    pub(super) id: u64,
    pub(super) tongue: &'static Tongue,
    pub(super) person: Person,
    /// Whether the visitor said who they are.
    named: bool,
    ip: String,
    place: &'static str,
    coordinates: Option<[String; 2]>,
    device: Device,
    pub(super) first_visit: Moment,
    pub(super) last_visit: Moment,
    /// The place of the latest session among the sessions.
    pub(super) last_session: Option<usize>,
    detail_id: u64,
    phone: String,
    remarks: &'static str,
    external_id: Option<String>,
    disposition: Option<&'static str>,
    update_by: &'static str,
}

impl Visitor {
    pub(super) fn new(random: &mut Random, id: u64, detail_id: u64, at: Moment) -> Self {
        let tongue = if random.percent(40) {
            TONGUES[0]
        } else {
            random.pick(TONGUES)
        };
        let (place, latitude, longitude) = random.pick(tongue.places);
        let coordinates = random
            .percent(93)
            .then(|| [latitude, longitude].map(|degrees| device::coordinate(random, degrees)));
        let named = random.percent(60);
        Self {
            id,
            tongue,
            person: random.pick(tongue.people),
            named,
            ip: device::address(random),
            place,
            coordinates,
            device: random.pick(DEVICES),
            first_visit: at,
            last_visit: at,
            last_session: None,
            detail_id,
            phone: if named && random.percent(50) {
                phone(random)
            } else {
                String::new()
            },
            remarks: random.pick(&[
                "",
                "",
                "",
                "VIP",
                "calls back\n\"after 5 pm\"",
                "Größe 42 & 43",
            ]),
            external_id: random
                .percent(30)
                .then(|| format!("CRM-{:06}", random.below(1_000_000))),
            disposition: random.pick(&[None, None, None, Some("lead"), Some("customer"), Some("")]),
            update_by: random.pick(&["app", "app", "agent", "visitor"]),
        }
    }

    fn write(&self, out: &mut String, clock: &Clock) {
        let device = self.device;
        let [latitude, longitude] = match &self.coordinates {
            Some([latitude, longitude]) => [Some(latitude.as_str()), Some(longitude.as_str())],
            None => [None, None],
        };
        Members::open(out)
            .digits("id", self.id)
            .text("ip", self.ip.as_str())
            .text("date_created", &*clock.text(self.first_visit))
            .text("date_updated", &*clock.text(self.last_visit))
            .text("date_last_visit", &*clock.text(self.last_visit))
            .text("date_first_visit", &*clock.text(self.first_visit))
            .text("location_full_name", self.place)
            .text("location_geo_ip_lat", latitude)
            .text("location_geo_ip_lng", longitude)
            .text("user_agent_browser_name", device.browser[0])
            .text("user_agent_browser_version", device.browser[1])
            .text("user_agent_os_name", device.os[0])
            .text("user_agent_os_version", device.os[1])
            .text("user_agent_engine_name", device.engine[0])
            .text("user_agent_engine_version", device.engine[1])
            .text("user_agent_cpu_arch", device.cpu)
            .close();
    }

    fn write_detail(&self, out: &mut String, account: usize) {
        let (given, family, handle) = self.person;
        let (name, email) = if self.named {
            (format!("{given} {family}"), format!("{handle}@example.org"))
        } else {
            (String::new(), String::new())
        };
        Members::open(out)
            .digits("id", self.detail_id)
            .digits("visitor_id", self.id)
            .digits("account_id", ACCOUNTS[account].id)
            .text("name", name.as_str())
            .text("email", email.as_str())
            .text("first_name", self.named.then_some(given))
            .text("last_name", self.named.then_some(family))
            .text("phone", self.phone.as_str())
            .text("remarks", self.remarks)
            .text("external_account_id", self.external_id.as_deref())
            .text("disposition", self.disposition)
            .text("update_by", self.update_by)
            .close();
    }
}

/// A number of a range kept free for fiction.
fn phone(random: &mut Random) -> String {
    let last = random.between(10, 99);
    match random.below(3) {
        0 => format!("+1-202-555-01{last}"),
        1 => format!("+44 20 7946 00{last}"),
        _ => format!("030/23125 0{last}"),
    }
}

/// One stay of a visitor on the web site.
#[derive(Debug)]
pub(super) struct Session {
    /// 0 until all sessions are known and in order.
    pub(super) id: u64,
    /// The place of the visitor among the visitors.
    pub(super) visitor: usize,
    pub(super) account: usize,
    pub(super) created: Moment,
    pub(super) updated: Moment,
    pub(super) online: bool,
}

impl Session {
    pub(super) fn write(&self, out: &mut String, clock: &Clock, visitor: &Visitor) {
        let updated = clock.text(self.updated);
        let mut session = Members::open(out);
        session
            .digits("id", self.id)
            .digits("visitor_id", visitor.id)
            .digits("account_id", ACCOUNTS[self.account].id)
            .text("date_created", &*clock.text(self.created))
            .text("date_updated", updated.as_str())
            .text("date_close", (!self.online).then_some(updated.as_str()))
            .text("status", if self.online { "online" } else { "offline" });
        visitor.write(session.name("visitor"), clock);
        visitor.write_detail(session.name("visitorDetail"), self.account);
        session.close();
    }
}
