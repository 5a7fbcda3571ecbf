use jiff::{
    ToSpan,
    civil::{Date, DateTime, date},
    tz::TimeZone,
};
use serde_json::Value;
use tagove_server::{Behaviour, DemoOptions, EndDate, FilterDate, Server};

use crate::client::{behaving, demo, get, records};

const LISTS: [&str; 2] = ["/chats?limit=10000", "/visitor?limit=10000"];

async fn server(behaviour: Behaviour) -> Server {
    behaving(DemoOptions::default(), behaviour).await
}

fn text<'a>(record: &'a Value, member: &str) -> &'a str {
    record[member].as_str().expect("a text")
}

/// The records whose day, in this member, lies from `start` up to, not including, `end`.
fn between(records: &[Value], member: &str, start: &str, end: &str) -> Vec<Value> {
    let days = records.iter();
    days.filter(|record| (start..end).contains(&&text(record, member)[..10]))
        .cloned()
        .collect()
}

#[tokio::test]
async fn end_date_excluded_ends_with_the_day_before() {
    let (_, usual) = demo(DemoOptions::default()).await;
    let server = server(Behaviour {
        end_date: EndDate::Excluded,
        ..Behaviour::default()
    })
    .await;
    for list in LISTS {
        let all = records(&usual, list).await;
        let given = records(
            &server,
            &format!("{list}&start_date=2016-10-05&end_date=2016-10-08"),
        )
        .await;
        let wanted = between(&all, "date_created", "2016-10-05", "2016-10-08");
        assert!(wanted.len() > 5 && given == wanted, "{list}");
        let included = records(
            &usual,
            &format!("{list}&start_date=2016-10-05&end_date=2016-10-08"),
        )
        .await;
        assert_eq!(
            included,
            between(&all, "date_created", "2016-10-05", "2016-10-09")
        );
        assert!(included.len() > given.len(), "{list}");
        let none = format!("{list}&start_date=2016-10-05&end_date=2016-10-05");
        assert!(records(&server, &none).await.is_empty());
        assert_eq!(records(&server, list).await, all);
    }
}

#[tokio::test]
async fn filter_date_updated_asks_for_the_other_date_and_keeps_the_order() {
    let (_, usual) = demo(DemoOptions::default()).await;
    let server = server(Behaviour {
        filter_date: FilterDate::Updated,
        ..Behaviour::default()
    })
    .await;
    for list in LISTS {
        let all = records(&usual, list).await;
        let day = |record: &Value, member: &str| text(record, member)[..10].to_owned();
        let over_midnight = all
            .iter()
            .find(|record| day(record, "date_created") != day(record, "date_updated"))
            .expect("one that began on the day before");
        let day: Date = day(over_midnight, "date_updated").parse().expect("a day");
        for (start, end) in [
            (day, day),
            (date(2016, 9, 20), date(2016, 10, 8)),
            (date(2016, 12, 1), date(2016, 12, 9)),
        ] {
            let target = format!("{list}&start_date={start}&end_date={end}");
            let given = records(&server, &target).await;
            let after = end.tomorrow().expect("a day").to_string();
            let wanted = between(&all, "date_updated", &start.to_string(), &after);
            assert!(!wanted.is_empty() && given == wanted, "{target}");
            if start == end {
                assert!(given.contains(over_midnight));
                let usual = records(&usual, &target).await;
                assert!(!usual.contains(over_midnight), "{target}");
            }
        }
    }
}

#[tokio::test]
async fn filter_date_updated_and_end_date_excluded_hold_together() {
    let (_, usual) = demo(DemoOptions::default()).await;
    let server = server(Behaviour {
        filter_date: FilterDate::Updated,
        end_date: EndDate::Excluded,
        ..Behaviour::default()
    })
    .await;
    let all = records(&usual, LISTS[0]).await;
    let target = format!("{}&start_date=2016-09-20&end_date=2016-10-08", LISTS[0]);
    let wanted = between(&all, "date_updated", "2016-09-20", "2016-10-08");
    assert_eq!(records(&server, &target).await, wanted);
}

/// Every time in `value`, whose names all begin alike, moved from UTC into `zone`.
fn moved(value: Value, zone: &TimeZone) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(|item| moved(item, zone)).collect(),
        Value::Object(members) => {
            let member = |(name, value): (String, Value)| match value {
                Value::String(time) if name.starts_with("date_") => {
                    let utc: DateTime = time.parse().expect("a time");
                    let instant = TimeZone::UTC.to_timestamp(utc).expect("an instant");
                    let there = zone.to_datetime(instant).strftime("%Y-%m-%d %H:%M:%S");
                    (name, Value::String(there.to_string()))
                }
                value => (name, moved(value, zone)),
            };
            Value::Object(members.into_iter().map(member).collect())
        }
        other => other,
    }
}

#[tokio::test]
async fn zone_shows_the_same_instants_on_its_clocks_and_days() {
    let (_, usual) = demo(DemoOptions::default()).await;
    // Half an hour beside the hours; across the end of summer time.
    for name in ["Asia/Kolkata", "America/New_York"] {
        let zone = TimeZone::get(name).expect("a zone");
        let server = server(Behaviour {
            zone: name.parse().expect("a zone"),
            ..Behaviour::default()
        })
        .await;
        for list in [
            "/chats?limit=10000&with=messages,account",
            LISTS[1],
            "/visitor/838161",
        ] {
            let utc = get(&usual, list).await.json();
            let here = get(&server, list).await.json();
            assert_ne!(here, utc, "{list}");
            assert!(here == moved(utc, &zone), "{name} {list}");
        }
        for list in LISTS {
            let all = records(&server, list).await;
            // With the day on which New York turned its clocks back.
            for day in date(2016, 11, 1).series(1.day()).take(10) {
                let after = day.tomorrow().expect("a day").to_string();
                let wanted = between(&all, "date_created", &day.to_string(), &after);
                let target = format!("{list}&start_date={day}&end_date={day}");
                assert!(records(&server, &target).await == wanted, "{name} {target}");
            }
        }
    }
}

#[tokio::test]
async fn zone_utc_gives_the_bytes_of_the_default() {
    let (_, usual) = demo(DemoOptions::default()).await;
    let server = server(Behaviour {
        zone: "Etc/UTC".parse().expect("a zone"),
        ..Behaviour::default()
    })
    .await;
    for list in LISTS {
        assert!(get(&usual, list).await.body == get(&server, list).await.body);
    }
}
