//! Plays the recorded exchanges of a corpus, byte for byte.

mod call;
mod case;
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

/// The cases of a corpus, all of them read and found in order. Clones share them.
#[derive(Debug, Clone)]
pub struct Replay {
    /// By `operation/behaviour`.
    cases: Arc<BTreeMap<String, Case>>,
}

impl Replay {
    /// Reads `dir/<operation>/<behaviour>/`.
    ///
    /// # Errors
    /// The first file that is missing or malformed.
    pub fn load(dir: impl AsRef<Path>) -> Result<Self, ServerError> {
        let dir = dir.as_ref();
        let mut cases = BTreeMap::new();
        for operation in folders(dir)? {
            for behaviour in folders(&operation)? {
                let name = format!("{}/{}", last(&operation), last(&behaviour));
                cases.insert(name, Case::load(&behaviour)?);
            }
        }
        if cases.is_empty() {
            return Err(ServerError::corpus(
                dir,
                "holds no case: <operation>/<behaviour>/case.json",
            ));
        }
        Ok(Self {
            cases: Arc::new(cases),
        })
    }

    /// How many cases there are that HTTP plays a part in.
    #[must_use]
    pub fn playable(&self) -> usize {
        self.cases
            .values()
            .filter(|case| !case.exchanges.is_empty())
            .count()
    }

    fn case(&self, name: &str) -> Option<&Case> {
        self.cases.get(name)
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
