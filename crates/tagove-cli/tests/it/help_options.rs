//! Where the help shows the options of a client.

use crate::command::run;
use crate::help::COMMANDS;

/// The headings of the options that make a client, and those that stand below them.
const OPTIONS: [(&str, &[&str]); 5] = [
    (
        "Connection:",
        &[
            "api-key-file",
            "base-url",
            "auth",
            "accept",
            "strict",
            "time-zone",
            "timeout",
            "demo",
        ],
    ),
    (
        "Retries and pace:",
        &[
            "max-retries",
            "on-rate-limit",
            "requests-per-second",
            "attempt-timeout",
            "connect-timeout",
        ],
    ),
    ("Recording:", &["record", "redact", "replay"]),
    (
        "Proxy and certificates:",
        &["proxy", "ca-file", "client-certificate"],
    ),
    (
        "Limits of one answer:",
        &["max-body-bytes", "max-rows", "max-depth"],
    ),
];

#[test]
fn help_shows_every_option_where_requests_are_made_those_that_matter_first() {
    for command in &COMMANDS[..7] {
        let help = run(&[command, "--help"]).stdout;
        let mut rest = help.as_str();
        for (heading, flags) in OPTIONS {
            let (_, below) = rest
                .split_once(&format!("\n{heading}\n"))
                .unwrap_or_else(|| {
                    panic!("{command}: no {heading} here: {rest}");
                });
            rest = below;
            let below = below.split("\n\n").next().expect("a paragraph");
            for flag in flags {
                assert!(
                    below.contains(&format!("  --{flag}")),
                    "{command}: {heading} {flag}"
                );
            }
        }
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            help.contains("see a user name and password in it (ps)"),
            "{help}"
        );
        assert!(
            help.contains("put a URL with those into HTTPS_PROXY"),
            "{help}"
        );
    }
}
