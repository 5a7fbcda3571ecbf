//! Runs the binary.

use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Longer than anything takes: only a test that fails waits for it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The command with these arguments and nothing of ours in its environment.
pub(crate) fn tagove(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tagove"));
    command
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for name in [
        "TAGOVE_API_KEY",
        "TAGOVE_BASE_URL",
        "TAGOVE_USER_HASH_SECRET",
        "RUST_LOG",
    ] {
        command.env_remove(name);
    }
    for name in ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command
}

/// How it ended and what it printed.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

pub(crate) fn run(args: &[&str]) -> Run {
    finish(tagove(args).spawn().expect("started"))
}

pub(crate) fn run_with(args: &[&str], environment: &[(&str, &str)]) -> Run {
    let mut command = tagove(args);
    command.envs(environment.iter().copied());
    finish(command.spawn().expect("started"))
}

/// Waits for the end, and kills what does not come to one.
pub(crate) fn finish(child: Child) -> Run {
    let (id, (sender, receiver)) = (child.id(), mpsc::channel());
    thread::spawn(move || sender.send(child.wait_with_output()));
    match receiver.recv_timeout(PATIENCE) {
        Ok(output) => Run::of(output.expect("waited for")),
        Err(_) => {
            signal(id, "-KILL");
            panic!("the command did not end");
        }
    }
}

impl Run {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Self {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// stdout as one JSON document.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// stdout as JSON lines.
    pub(crate) fn records(&self) -> Vec<Value> {
        lines(&self.stdout)
    }

    /// stderr as JSON lines.
    pub(crate) fn messages(&self) -> Vec<Value> {
        lines(&self.stderr)
    }

    /// The last message of this name.
    pub(crate) fn message(&self, name: &str) -> Value {
        let messages = self.messages();
        let found = messages.iter().rev().find_map(|message| message.get(name));
        found
            .unwrap_or_else(|| panic!("no {name}: {self:?}"))
            .clone()
    }

    /// Asserts that it ended with this one error and nothing else.
    pub(crate) fn assert_refused(&self, code: i32, kind: &Value, words: &[&str]) {
        assert_eq!(
            (self.code, self.stdout.as_str()),
            (Some(code), ""),
            "{self:?}"
        );
        assert_eq!(self.messages().len(), 1, "{self:?}");
        let error = self.message("error");
        assert_eq!(&error["kind"], kind, "{self:?}");
        let members: Vec<_> = error.as_object().expect("an object").keys().collect();
        assert_eq!(
            members,
            [
                "kind",
                "status",
                "code",
                "reason",
                "request_id",
                "retry_after",
                "attempts",
                "at"
            ]
        );
        let reason = error["reason"].as_str().expect("a text");
        assert!(!reason.contains('\n'), "{reason}");
        for word in words {
            assert!(reason.contains(word), "{word:?} is not in {reason:?}");
        }
    }
}

pub(crate) fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

/// Sends a signal to one process that a test started.
pub(crate) fn signal(id: u32, name: &str) {
    let sent = Command::new("kill").args([name, &id.to_string()]).status();
    assert!(sent.expect("kill is there").success());
}

/// `tagove serve` in a process of its own.
pub(crate) struct Served {
    child: Option<Child>,
    pub(crate) url: String,
    /// What follows the first line; kept open, or the server could not print.
    pub(crate) stdout: Option<BufReader<ChildStdout>>,
}

impl Served {
    pub(crate) fn start(args: &[&str]) -> Self {
        let mut child = tagove(&[&["serve"], args].concat())
            .spawn()
            .expect("started");
        let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("read");
        Self {
            child: Some(child),
            url: line.trim_end().to_owned(),
            stdout: Some(stdout),
        }
    }

    /// Ends it with this signal.
    pub(crate) fn end(mut self, name: &str) -> Run {
        let child = self.child.take().expect("running");
        signal(child.id(), name);
        finish(child)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            // It may have ended by itself.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
