use crate::command::{Served, run};

const COMMANDS: [&str; 8] = [
    "list-chats",
    "get-chat",
    "list-messages",
    "get-recording",
    "list-visitor-sessions",
    "get-visitor-sessions",
    "export",
    "serve",
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
    let codes = ["0 ok", "9 disk", "130 interrupted"];
    let variables = ["TAGOVE_API_KEY", "TAGOVE_BASE_URL", "RUST_LOG"];
    for word in COMMANDS.iter().chain(&codes).chain(&variables) {
        assert!(help.stdout.contains(word), "{word}");
    }
    assert_eq!(run(&example(&help.stdout)).code, Some(0));
}

#[test]
fn version_is_the_packages() {
    let run = run(&["--version"]);
    let version = concat!("tagove ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), version));
}
