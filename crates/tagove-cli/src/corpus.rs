//! `tagove corpus`: recordings as cases of the corpus.

mod call;
mod case;

use crate::Context;
use crate::failure::Failure;
use crate::logs;
use call::Outcome;
use case::Case;
use serde_json::Value;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) const AFTER_HELP: &str = "\
Example, after tagove get-chat --demo 43074 --record tests/corpus/get_chat/my-case:
  tagove corpus accept tests/corpus/get_chat/my-case";

const ACCEPT_HELP: &str = "\
The recording is read as the corpus's runners do: the call and the options of its case.json, no retries, no page asked \
for ahead. What came is written beside it, in the form of tests/corpus/README.md: records, extra, warnings, summary, \
error. Look through it: from then on it is what every client must give. Of a case in two forms the JSON is read.

Example:
  tagove corpus accept tests/corpus/get_chat/my-case";

#[derive(clap::Args)]
pub(crate) struct Corpus {
    #[command(subcommand)]
    command: CorpusCommand,
}

#[derive(clap::Subcommand)]
enum CorpusCommand {
    /// Write expected.json from what a recording gives
    #[command(after_help = ACCEPT_HELP)]
    Accept(Accept),
}

#[derive(clap::Args)]
struct Accept {
    /// Directory that was recorded, with its case.json
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Replace the expected.json that is there
    #[arg(long)]
    force: bool,
}

pub(crate) async fn run(args: Corpus, context: &mut Context) -> Result<(), Failure> {
    logs::begin()?;
    let CorpusCommand::Accept(args) = args.command;
    let path = args.dir.join("expected.json");
    if !args.force && path.symlink_metadata().is_ok() {
        return Err(taken(&path));
    }
    let case = Case::read(&args.dir)?;
    let asked = Arc::new(AtomicU64::new(0));
    let count = asked.clone();
    let builder = case.builder()?.replay(&args.dir).on_request(move |_| {
        count.fetch_add(1, Ordering::Relaxed);
    });
    let outcome = context
        .interrupt
        .or(call::outcome(&case, builder.build()?))
        .await??;
    let expected = match outcome {
        Outcome::Expected(expected) => expected,
        Outcome::Unplayed(error) => return Err(error.into()),
    };
    write(&path, &expected, args.force)?;
    context.report.summary(
        &serde_json::json!({"file": path.display().to_string()}),
        &format!("written {}; look through it", path.display()),
    );
    let (asked, recorded) = (asked.load(Ordering::Relaxed), case.recorded);
    if asked < recorded {
        context.report.note(&format!(
            "only {asked} of {recorded} recorded requests were made: runners make no retries, and stop at the first error"
        ));
    }
    Ok(())
}

/// The file is whole or not there.
fn write(path: &Path, expected: &Value, force: bool) -> Result<(), Failure> {
    let failed = |error: io::Error| {
        Failure::disk(format!(
            "{} cannot be written ({error}); check the directory, and run the command again",
            path.display()
        ))
    };
    let dir = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(".expected.json.")
        .suffix(".partial")
        .tempfile_in(dir)
        .map_err(failed)?;
    writeln!(file, "{expected:#}").map_err(failed)?;
    let named = match force {
        true => file.persist(path),
        false => file.persist_noclobber(path),
    };
    match named {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(taken(path)),
        Err(error) => Err(failed(error.error)),
    }
}

fn taken(path: &Path) -> Failure {
    Failure::disk(format!(
        "{} is there already; replace it with --force if it is no longer what is meant",
        path.display()
    ))
}
