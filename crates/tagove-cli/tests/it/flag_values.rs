//! Values of flags that make no sense.

use crate::command::run;
use serde_json::json;

#[test]
fn value_that_is_none_is_refused_by_the_name_of_its_option() {
    for (flag, values, instead) in [
        ("--timeout", &["soon", "", "0", "-1", "nan"][..], ""),
        (
            "--attempt-timeout",
            &["soon", "", "1s"],
            "seconds, for example 2.5",
        ),
        ("--attempt-timeout", &["0", "-0.5", "nan", "1e300"], ""),
        (
            "--connect-timeout",
            &["soon", ""],
            "seconds, for example 2.5",
        ),
        ("--connect-timeout", &["0", "-1", "inf"], ""),
        (
            "--max-retries",
            &["many", "", "-1", "1.5", "99999999999"],
            "whole number from 0",
        ),
        (
            "--on-rate-limit",
            &["ignore", "", "Wait"],
            "`wait` or `raise`",
        ),
        (
            "--requests-per-second",
            &["many", "", "0", "-1", "nan"],
            "above 0",
        ),
        ("--prefetch", &["all", "", "-1", "65"], "64"),
        (
            "--max-body-bytes",
            &["1MB", "", "0", "-1", "268435457"],
            "to 268435456",
        ),
        (
            "--max-rows",
            &["all", "", "0", "-1", "10000001"],
            "to 10000000",
        ),
        ("--max-depth", &["deep", "", "0", "-1", "513"], "to 512"),
        (
            "--proxy",
            &["", "proxy:3128", "ftp://proxy", "http://"],
            "http://",
        ),
    ] {
        for value in values {
            let args = ["list-chats", "--demo", flag, value];
            let name = &flag[2..];
            let jsonl = run(&args);
            let reason = jsonl.message("error")["reason"]
                .to_string()
                .replace('_', "-");
            assert!(reason.contains(name), "{value:?}: {reason}");
            jsonl.assert_refused(2, &json!("Configuration"), &[instead]);
            let table = run(&[&args[..], &["--format", "table"]].concat());
            assert_eq!(
                (table.code, table.stderr.lines().count()),
                (Some(2), 1),
                "{table:?}"
            );
            assert!(table.stderr.starts_with("error: "), "{table:?}");
        }
    }
}
