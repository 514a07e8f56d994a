//! A file whose bytes nobody has asked for yet.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// A file of the journal, known by its path and read when its bytes are wanted: a journal may hold more pictures than
/// memory.
#[derive(Clone, Debug)]
pub struct Blob {
    path: String,
    data: Data,
}

#[derive(Clone, Debug)]
enum Data {
    Disk(PathBuf),
    Memory(Vec<u8>),
}

/// What a picture's size and orientation can be read from; they stand near the beginning of every format we publish.
const HEAD: u64 = 256 * 1024;

impl Blob {
    /// A file on disk; `path` is relative to the journal, with `/` between its parts.
    pub fn on_disk(path: impl Into<String>, file: PathBuf) -> Self {
        Self { path: path.into(), data: Data::Disk(file) }
    }

    /// A file that exists in memory only: the built-in theme's, a test's.
    pub fn in_memory(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), data: Data::Memory(bytes.into()) }
    }

    /// The path, relative to the journal, with `/` between its parts.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The part of the name after its last dot, in lower case; empty where there is none.
    pub fn extension(&self) -> String {
        self.name().rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
    }

    /// All bytes.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        Ok(self.read(|_| u64::MAX)?.0)
    }

    /// The first 256 KiB.
    pub fn head(&self) -> Result<Vec<u8>> {
        Ok(self.read(|_| HEAD)?.0)
    }

    /// All bytes; where they are more than `limit`, only how many.
    pub fn within(&self, limit: u64) -> Result<std::result::Result<Vec<u8>, u64>> {
        let (bytes, size) = self.read(|size| if size > limit { 0 } else { u64::MAX })?;
        Ok(if size > limit { Err(size) } else { Ok(bytes) })
    }

    /// As many bytes as are wanted of a file of that size, and the size.
    fn read(&self, wanted: impl FnOnce(u64) -> u64) -> Result<(Vec<u8>, u64)> {
        match &self.data {
            Data::Memory(bytes) => Ok((bytes.clone(), bytes.len() as u64)),
            Data::Disk(file) => read(file, wanted).map_err(Error::io("read", file)),
        }
    }
}

fn read(file: &Path, wanted: impl FnOnce(u64) -> u64) -> io::Result<(Vec<u8>, u64)> {
    let open = File::open(file)?;
    let size = open.metadata()?.len();
    // Asking for no more than there is saves the call that finds the end. 0 may mean that nobody knows.
    let wanted = wanted(size).min(if size > 0 { size } else { u64::MAX });
    let mut bytes = Vec::with_capacity(usize::try_from(wanted.min(size)).unwrap_or(0));
    open.take(wanted).read_to_end(&mut bytes)?;
    Ok((bytes, size))
}
