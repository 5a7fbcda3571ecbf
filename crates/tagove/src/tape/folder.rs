//! The folder of a recording. Files appear under their names when they are whole.

use crate::TagoveError;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

#[derive(Debug)]
pub(super) struct Folder(PathBuf);

impl Folder {
    /// A folder that is empty, made if it is not there, and can be written to.
    pub(super) fn open(path: PathBuf) -> Result<Self, TagoveError> {
        let folder = Self(path);
        fs::create_dir_all(&folder.0).map_err(|error| folder.unusable(&error))?;
        let mut entries = fs::read_dir(&folder.0).map_err(|error| folder.unusable(&error))?;
        if entries.next().is_some() {
            return Err(TagoveError::configuration(format!(
                "record: {} is not empty; name a new folder for each client and process, or empty this one",
                folder.0.display()
            )));
        }
        // Better now than after the first answer.
        let probe = folder.partial("probe");
        create(&probe)
            .and_then(|_| fs::remove_file(&probe))
            .map_err(|error| folder.unusable(&error))?;
        Ok(folder)
    }

    /// The folder of the call of this number: the first one's is this, the others have one inside, which is made now.
    pub(super) fn part(&self, number: usize) -> Result<Self, TagoveError> {
        let part = Self(path(&self.0, number));
        if number > 1 {
            fs::create_dir(&part.0).map_err(|error| unwritten(&part.0, &error))?;
        }
        Ok(part)
    }

    /// Not synced: that would cost fifty times the writing (4 to 12 ms an exchange), and what a machine that goes down
    /// leaves of a file is shorter than what the file announces, which a replay refuses by its name.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), TagoveError> {
        let partial = self.partial(name);
        create(&partial)
            .and_then(|mut file| file.write_all(bytes))
            .and_then(|()| name_anew(&partial, &self.0.join(name)))
            .map_err(|error| {
                // What is left of it would be in the way of the next recording.
                let _ = fs::remove_file(&partial);
                unwritten(&self.0.join(name), &error)
            })
    }

    fn partial(&self, name: &str) -> PathBuf {
        self.0.join(format!(".{name}.partial"))
    }

    fn unusable(&self, error: &io::Error) -> TagoveError {
        TagoveError::configuration(format!(
            "record: {} cannot be written to ({error}); name a folder of yours",
            self.0.display()
        ))
    }
}

/// Where the part of this number is.
pub(super) fn path(folder: &Path, number: usize) -> PathBuf {
    match number {
        1 => folder.to_owned(),
        number => folder.join(number.to_string()),
    }
}

fn unwritten(path: &Path, error: &io::Error) -> TagoveError {
    let (what, next) = match error.kind() {
        io::ErrorKind::AlreadyExists => (
            "is there already: somebody else records into the same folder".to_owned(),
            "give each client and process a folder of its own",
        ),
        _ => (
            format!("cannot be written ({error})"),
            "make room, and record again into a new folder",
        ),
    };
    TagoveError::configuration(format!("record: {} {what}; {next}", path.display()))
}

/// Gives a file its name, unless another has it: two recordings in one folder must not make one of both.
fn name_anew(partial: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(partial, path) {
        Ok(()) => fs::remove_file(partial),
        // Not every file system has hard links.
        Err(_) if fs::symlink_metadata(path).is_err() => fs::rename(partial, path),
        Err(_) => Err(io::ErrorKind::AlreadyExists.into()),
    }
}

/// A new file that only its owner reads: it may hold people's words.
fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
