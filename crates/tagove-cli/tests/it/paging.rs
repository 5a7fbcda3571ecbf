//! A list from a server that reads `page` and `limit` in its own way: the right records, and the right reason to end.

use crate::command::{Served, run_with};
use std::collections::BTreeSet;

/// What a list of 95 chats in pages of 20 gives.
struct Gives {
    flags: &'static [&'static str],
    records: usize,
    pages: u64,
    duplicates: u64,
    ended: &'static str,
    complete: bool,
}

const fn gives(flags: &'static [&'static str], pages: u64, ended: &'static str) -> Gives {
    Gives {
        flags,
        records: 95,
        pages,
        duplicates: 0,
        ended,
        complete: true,
    }
}

#[test]
fn paging_ends_for_the_right_reason_however_the_server_reads_it() {
    let repeated = |flags, pages, records, duplicates| Gives {
        records,
        duplicates,
        complete: false,
        ..gives(flags, pages, "repeated_page")
    };
    for case in [
        gives(&[], 6, "empty_page"),
        gives(&["--ignore-limit"], 11, "empty_page"),
        gives(&["--max-limit", "7"], 15, "empty_page"),
        gives(&["--not-found-past-end"], 5, "not_found"),
        gives(&["--zone", "Asia/Kolkata"], 6, "empty_page"),
        repeated(&["--ignore-page"], 2, 20, 20),
        repeated(&["--repeat-last-page"], 6, 95, 15),
    ] {
        let served = Served::start(&[&["--port", "0", "--chats", "95"], case.flags].concat());
        let mut outputs = BTreeSet::new();
        for accept in ["json", "xml"] {
            let run = run_with(
                &[
                    "list-chats",
                    "--limit",
                    "20",
                    "--accept",
                    accept,
                    "--include",
                    "account",
                ],
                &[("TAGOVE_API_KEY", "k"), ("TAGOVE_BASE_URL", &served.url)],
            );
            let ids: BTreeSet<String> = run
                .records()
                .iter()
                .map(|chat| chat["id"].to_string())
                .collect();
            let summary = run.message("summary");
            assert_eq!(
                (run.code, ids.len()),
                (Some(0), case.records),
                "{:?}",
                case.flags
            );
            assert_eq!(
                (
                    &summary["pages"],
                    &summary["records"],
                    &summary["duplicates"]
                ),
                (
                    &case.pages.into(),
                    &case.records.into(),
                    &case.duplicates.into()
                ),
                "{:?}",
                case.flags
            );
            assert_eq!(
                (&summary["ended"], &summary["complete"]),
                (&case.ended.into(), &case.complete.into()),
                "{:?}",
                case.flags
            );
            outputs.insert(run.stdout);
        }
        assert_eq!(
            outputs.len(),
            1,
            "JSON and XML differ with {:?}",
            case.flags
        );
    }
}

#[test]
fn paging_over_records_that_come_and_go_delivers_none_twice() {
    for seed in ["1", "2", "3"] {
        let drift = format!("--drift={seed}");
        let served = Served::start(&["--port", "0", "--chats", "200", &drift]);
        let run = run_with(
            &["list-chats", "--limit", "10", "--prefetch", "0"],
            &[("TAGOVE_API_KEY", "k"), ("TAGOVE_BASE_URL", &served.url)],
        );
        let ids: Vec<String> = run
            .records()
            .iter()
            .map(|chat| chat["id"].to_string())
            .collect();
        let distinct: BTreeSet<&String> = ids.iter().collect();
        let summary = run.message("summary");
        assert_eq!((run.code, distinct.len()), (Some(0), ids.len()));
        assert_eq!(summary["records"], ids.len());
        assert!(summary["duplicates"].as_u64() > Some(0), "{summary}");
        assert_eq!(summary["ended"], "empty_page");
    }
}

#[test]
fn paging_takes_as_many_as_asked() {
    let served = Served::start(&["--port", "0", "--chats", "95"]);
    let run = run_with(
        &[
            "list-chats",
            "--limit",
            "20",
            "--take",
            "30",
            "--prefetch",
            "0",
        ],
        &[("TAGOVE_API_KEY", "k"), ("TAGOVE_BASE_URL", &served.url)],
    );
    let summary = run.message("summary");
    assert_eq!((run.code, run.records().len()), (Some(0), 30));
    assert_eq!(
        (&summary["pages"], &summary["ended"]),
        (&2.into(), &"taken".into())
    );
}
