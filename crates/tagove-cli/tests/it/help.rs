use crate::command::{Served, run, run_with};
use crate::serve::ask;

pub(crate) const COMMANDS: [&str; 11] = [
    "list-chats",
    "get-chat",
    "list-messages",
    "get-recording",
    "list-visitor-sessions",
    "get-visitor-sessions",
    "export",
    "serve",
    "corpus",
    "snippet",
    "user-hash",
];

/// The arguments of the example at the end of a help text.
fn example(help: &str) -> Vec<&str> {
    let line = help.trim_end().lines().last().expect("a line");
    let mut words = line.split_whitespace();
    assert_eq!(words.next(), Some("tagove"), "{help}");
    words.collect()
}

#[test]
fn help_example_of_every_command_works() {
    let dir = tempfile::tempdir().expect("a directory");
    for command in COMMANDS {
        let help = run(&[command, "--help"]);
        assert_eq!((help.code, help.stderr.as_str()), (Some(0), ""));
        let mut args = example(&help.stdout);
        assert_eq!(args[0], command);
        match command {
            "serve" => {
                assert!(help.stdout.contains("[default: 8787]"));
                assert!(Served::start(&args[1..]).url.starts_with("http://"));
            }
            "export" => {
                let to = dir.path().join(args.pop().expect("a directory"));
                args.push(to.to_str().expect("UTF-8"));
                assert_eq!(run(&args).code, Some(0));
            }
            "user-hash" => {
                let path = dir.path().join(args.pop().expect("a file"));
                std::fs::write(&path, "secret of an example").expect("written");
                args.push(path.to_str().expect("UTF-8"));
                assert_eq!(run(&args).stdout.len(), 65, "{args:?}");
            }
            "corpus" => {
                let words = help.stdout.split_whitespace();
                let made = words.skip_while(|word| *word != "get-chat");
                let mut made: Vec<_> = made.take_while(|word| *word != "tagove").collect();
                let case = made.pop().and_then(|last| last.strip_suffix(':'));
                assert_eq!(
                    (case, made[3]),
                    (args.last().copied(), "--record"),
                    "{help:?}"
                );
                let case = dir.path().join("case");
                let case = case.to_str().expect("UTF-8");
                made.push(case);
                args.pop();
                args.push(case);
                assert_eq!(run(&made).code, Some(0), "{made:?}");
                assert_eq!(run(&args).code, Some(0), "{args:?}");
            }
            _ => {
                let run = run(&args);
                assert!(
                    run.code == Some(0) && !run.stdout.is_empty(),
                    "{args:?} {run:?}"
                );
            }
        }
    }
}

#[test]
fn help_of_the_whole_names_every_command_code_and_variable() {
    let help = run(&["--help"]);
    let codes = [
        "0 ok",
        "1 findings: an export that may be incomplete",
        "9 disk",
        "130 interrupted",
    ];
    let variables = [
        "TAGOVE_API_KEY",
        "TAGOVE_BASE_URL",
        "TAGOVE_USER_HASH_SECRET",
        "HTTPS_PROXY",
        "NO_PROXY",
        "RUST_LOG",
    ];
    for word in COMMANDS.iter().chain(&codes).chain(&variables) {
        assert!(help.stdout.contains(word), "{word}");
    }
    assert_eq!(run(&example(&help.stdout)).code, Some(0));
}

#[test]
fn help_of_serve_shows_its_use_and_every_path() {
    let help = run(&["serve", "--help"]).stdout;
    let served = Served::start(&["--port", "0"]);
    let line = help
        .lines()
        .find_map(|line| line.trim().strip_prefix("TAGOVE_API_KEY=any tagove "));
    let line = line.expect("how it is used").to_owned();
    assert!(line.ends_with(" --base-url http://127.0.0.1:8787"));
    let line = line.replace("http://127.0.0.1:8787", &served.url);
    let args: Vec<_> = line.split(' ').collect();
    let list = run_with(&args, &[("TAGOVE_API_KEY", "any")]);
    assert_eq!((list.code, list.records().len()), (Some(0), 500));

    let paths = help.lines().filter(|line| line.starts_with("  /"));
    let paths: Vec<_> = paths
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(paths.len(), 7, "{help}");
    let asked = |path: &str| match path.starts_with("/visitor") {
        true => path.replace("ID", "838161"),
        false => path.replace("ID", "43079"),
    };
    // `ask` asserts that each is answered with 200.
    for path in &paths {
        ask(&served.url, &asked(path));
    }
    assert_eq!(paths.last(), Some(&"/__requests"));
}

#[test]
fn help_of_export_says_when_it_ends_with_one() {
    let help = run(&["export", "--help"]).stdout;
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        help.contains("the exit code is 1: findings, an export that may be incomplete"),
        "{help}"
    );
}

#[test]
fn help_shows_prefetch_only_where_there_are_pages() {
    for command in COMMANDS {
        let paged = command.starts_with("list-") && command != "list-messages";
        let help = run(&[command, "--help"]).stdout;
        assert_eq!(
            help.contains("--prefetch"),
            paged || command == "export",
            "{command}"
        );
    }
}

#[test]
fn help_says_in_which_form_messages_are() {
    let help = run(&["--help"]).stdout;
    assert!(help.contains("JSON lines; jsonl is the default when stdout is no terminal"));
    assert!(help.contains(
        "usage errors (an unknown flag, a missing argument) are plain text in every form"
    ));
}

#[test]
fn version_is_the_packages() {
    let run = run(&["--version"]);
    let version = concat!("tagove ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), version));
}
