//! Disk to text. The only room that reads.
//!
//! What is found is sorted by its place: the folder decides what a file is and who may see it. [`public`] never looks
//! into `private/`, so nothing that it returns can hold anything private; [`private`] looks nowhere else, and returns a
//! type that nothing public can be made of.

pub mod blob;
pub mod fingerprint;
pub mod litter;
pub mod text;
mod walk;
pub mod public;
pub mod private;
pub mod outside;
pub mod git;
pub mod stamps;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

pub use blob::Blob;
pub use fingerprint::Fingerprint;
pub use private::PrivateFiles;
pub use public::PublicFiles;

use crate::error::{Error, Result};

/// The folder of a journal: the one that holds `site.toml`.
#[derive(Clone, Debug)]
pub struct Root(PathBuf);

impl Root {
    /// The journal in `dir`.
    ///
    /// # Errors
    /// [`Error::NoJournal`] where there is no `site.toml`.
    pub fn at(dir: impl Into<PathBuf>) -> Result<Self> {
        let dir = dir.into();
        let settings = dir.join("site.toml");
        match settings.metadata() {
            Ok(meta) if meta.is_file() => Ok(Self(dir)),
            Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                Err(Error::io("read", settings)(error))
            }
            _ => Err(Error::NoJournal(dir)),
        }
    }

    /// The folder itself.
    pub fn dir(&self) -> &Path {
        &self.0
    }

    /// A path within the journal.
    pub fn join(&self, path: impl AsRef<Path>) -> PathBuf {
        self.0.join(path)
    }
}
