//! Where an export goes: files appear under their names when all of them are complete, or not at all.

use crate::failure::Failure;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file of an earlier export: back under its name if the new ones fail, else gone.
type Earlier = NamedTempFile<()>;

/// A directory that can be written to. What it had to make is gone again if the export fails.
pub(crate) struct Folder {
    path: PathBuf,
    replace: bool,
    /// Directories that were made for it, the deepest first.
    made: Vec<PathBuf>,
}

impl Folder {
    pub(crate) fn open(path: PathBuf, replace: bool) -> Result<Self, Failure> {
        let made = path
            .ancestors()
            .take_while(|dir| !dir.as_os_str().is_empty() && fs::symlink_metadata(dir).is_err())
            .map(Path::to_owned)
            .collect();
        let folder = Self {
            path,
            replace,
            made,
        };
        fs::create_dir_all(&folder.path).map_err(|error| folder.unusable(&error))?;
        Ok(folder)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// A file under a temporary name, removed when dropped. Refuses a final name that is taken.
    pub(crate) fn draft(&self, name: &str) -> Result<Draft, Failure> {
        let path = self.path.join(name);
        if fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir()) {
            return Err(Failure::disk(format!(
                "{} is a directory; remove it, or choose another directory with --to",
                path.display()
            )));
        }
        if !self.replace && fs::symlink_metadata(&path).is_ok() {
            return Err(taken(&path));
        }
        let file = tempfile::Builder::new()
            .prefix(&format!(".{name}."))
            .suffix(".partial")
            .tempfile_in(&self.path)
            .map_err(|error| self.unusable(&error))?;
        Ok(Draft {
            file: BufWriter::with_capacity(256 << 10, file),
            path,
        })
    }

    /// Gives all files their names, once the disk has every byte of them. If one cannot have its name, all is as before.
    pub(crate) fn commit<const N: usize>(
        &self,
        drafts: [Draft; N],
    ) -> Result<Vec<PathBuf>, Failure> {
        let mut complete = Vec::with_capacity(N);
        for draft in drafts {
            complete.push(draft.complete()?);
        }
        let mut named = Vec::with_capacity(N);
        for (file, path) in complete {
            match self.name(file, &path) {
                Ok(earlier) => named.push((path, earlier)),
                Err(failure) => {
                    for (path, earlier) in named {
                        match earlier {
                            Some(earlier) => drop(earlier.persist(path)),
                            None => drop(fs::remove_file(path)),
                        }
                    }
                    return Err(failure);
                }
            }
        }
        // The names too have to be on the disk. Where a directory cannot be synced there is nothing to do about it.
        let _ = File::open(&self.path).and_then(|dir| dir.sync_all());
        Ok(named.into_iter().map(|(path, _)| path).collect())
    }

    /// Gives a file its name, and the file that had it under a temporary one.
    fn name(&self, file: NamedTempFile, path: &Path) -> Result<Option<Earlier>, Failure> {
        let earlier = match self.replace {
            true => self.keep(path).map_err(|error| full(path, &error))?,
            false => None,
        };
        let named = if self.replace {
            file.persist(path)
        } else {
            file.persist_noclobber(path)
        };
        match named {
            Ok(_) => Ok(earlier),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(taken(path)),
            Err(error) => Err(full(path, &error.error)),
        }
    }

    fn keep(&self, path: &Path) -> io::Result<Option<Earlier>> {
        if fs::symlink_metadata(path).is_err() {
            return Ok(None);
        }
        tempfile::Builder::new()
            .prefix(".")
            .suffix(".earlier")
            // Not every file system has hard links.
            .make_in(&self.path, |to| {
                fs::hard_link(path, to).or_else(|_| fs::copy(path, to).map(drop))
            })
            .map(Some)
    }

    fn unusable(&self, error: &io::Error) -> Failure {
        Failure::disk(format!(
            "{} cannot be written to ({}); choose a directory of yours with --to",
            self.path.display(),
            cause(error)
        ))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Removes empty directories only: after an export that succeeded nothing happens. `a/b/..` is refused, `a/b` and
        // `a` that follow it are not.
        for dir in &self.made {
            let _ = fs::remove_dir(dir);
        }
    }
}

/// A file that is not complete yet.
pub(crate) struct Draft {
    file: BufWriter<NamedTempFile>,
    path: PathBuf,
}

impl Draft {
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.file
            .write_all(text.as_bytes())
            .map_err(|error| full(&self.path, &error))
    }

    fn complete(self) -> Result<(NamedTempFile, PathBuf), Failure> {
        let Self { file, path } = self;
        let file = file
            .into_inner()
            .map_err(|error| full(&path, error.error()))?;
        file.as_file()
            .sync_all()
            .map_err(|error| full(&path, &error))?;
        Ok((file, path))
    }
}

fn taken(path: &Path) -> Failure {
    Failure::disk(format!(
        "{} is there already; replace it with --force, or choose another directory with --to",
        path.display()
    ))
}

fn full(path: &Path, error: &io::Error) -> Failure {
    Failure::disk(format!(
        "{} cannot be written ({}); make room or choose another directory with --to",
        path.display(),
        cause(error)
    ))
}

/// What the system said, without the temporary name that `tempfile` adds.
fn cause(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" at path \"") {
        Some((cause, _)) => cause.to_owned(),
        None => text,
    }
}
