//! Plays the recorded exchanges of a corpus, byte for byte.

mod call;
mod case;
mod cassette;
mod connection;
mod exchange;
mod head;
mod player;
mod response;

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use self::{case::Case, player::Player};
use crate::{Journal, Server, ServerError, listening::Listeners};

/// The cases of a corpus, or the calls of a cassette, all of them read and found in order. Clones share them.
#[derive(Debug, Clone)]
pub struct Replay {
    cases: Arc<Cases>,
}

#[derive(Debug)]
enum Cases {
    /// By `operation/behaviour`, which is where they are served.
    Corpus(BTreeMap<String, Case>),
    /// Served at the root: all calls as if they were one, and how many they are.
    Cassette(Case, usize),
}

impl Replay {
    /// Reads `dir/<operation>/<behaviour>/`, or `dir` itself with the further calls in `dir/2/`, `dir/3/`, … if it is a
    /// recording: one of them has a `case.json`.
    ///
    /// # Errors
    /// The first file that is missing or malformed.
    pub fn load(dir: impl AsRef<Path>) -> Result<Self, ServerError> {
        let dir = dir.as_ref();
        if let Some((case, calls)) = cassette::load(dir)? {
            return Ok(Self {
                cases: Arc::new(Cases::Cassette(case, calls)),
            });
        }
        let mut cases = BTreeMap::new();
        for operation in folders(dir)? {
            for behaviour in folders(&operation)? {
                let name = format!("{}/{}", last(&operation), last(&behaviour));
                let case = Case::load(&behaviour, Some(&last(&operation)))?;
                cases.insert(name, case);
            }
        }
        if cases.is_empty() {
            return Err(ServerError::corpus(
                dir,
                "holds no case: <operation>/<behaviour>/case.json",
            ));
        }
        Ok(Self {
            cases: Arc::new(Cases::Corpus(cases)),
        })
    }

    /// How many cases there are that HTTP plays a part in.
    #[must_use]
    pub fn playable(&self) -> usize {
        let played = |case: &&Case| !case.exchanges.is_empty();
        match &*self.cases {
            Cases::Corpus(cases) => cases.values().filter(played).count(),
            Cases::Cassette(_, calls) => *calls,
        }
    }
}

/// A player that does not run yet.
#[derive(Debug)]
pub struct ReplayServer {
    replay: Replay,
}

impl ReplayServer {
    pub(crate) fn new(replay: Replay) -> Self {
        Self { replay }
    }

    /// Listens on 127.0.0.1; port 0 takes a free one.
    ///
    /// # Errors
    /// The port is taken.
    pub async fn bind(self, port: u16) -> Result<Server, ServerError> {
        let journal = Journal::new();
        let player = Player::new(self.replay, Arc::clone(&journal));
        let listeners = Listeners::bind(port, false).await?;
        Ok(Server::start(listeners, journal, player, None))
    }
}

/// The folders in `dir`, in order of their names, hidden ones left out.
fn folders(dir: &Path) -> Result<Vec<PathBuf>, ServerError> {
    let mut folders = entries(dir)?;
    folders.retain(|path| path.is_dir() && !last(path).starts_with('.'));
    Ok(folders)
}

fn entries(dir: &Path) -> Result<Vec<PathBuf>, ServerError> {
    let read = || -> io::Result<Vec<PathBuf>> {
        fs::read_dir(dir)?.map(|entry| Ok(entry?.path())).collect()
    };
    let mut entries = read().map_err(|error| ServerError::corpus(dir, error))?;
    entries.sort();
    Ok(entries)
}

fn last(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
