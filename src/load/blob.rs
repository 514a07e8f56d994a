//! A file whose bytes nobody has asked for yet.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

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
    Disk { file: PathBuf, size: u64 },
    Memory(Vec<u8>),
}

/// What a picture's size and orientation can be read from; they stand near the beginning of every format we publish.
const HEAD: u64 = 256 * 1024;

impl Blob {
    /// A file on disk; `path` is relative to the journal, with `/` between its parts.
    pub fn on_disk(path: impl Into<String>, file: PathBuf, size: u64) -> Self {
        Self { path: path.into(), data: Data::Disk { file, size } }
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

    /// Size in bytes, as it was when the folder was read.
    pub fn size(&self) -> u64 {
        match &self.data {
            Data::Disk { size, .. } => *size,
            Data::Memory(bytes) => bytes.len() as u64,
        }
    }

    /// All bytes.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        self.read(u64::MAX)
    }

    /// The first 256 KiB.
    pub fn head(&self) -> Result<Vec<u8>> {
        self.read(HEAD)
    }

    fn read(&self, limit: u64) -> Result<Vec<u8>> {
        match &self.data {
            Data::Memory(bytes) => Ok(bytes.clone()),
            Data::Disk { file, size } => {
                let mut bytes = Vec::with_capacity(usize::try_from(limit.min(*size)).unwrap_or(0) + 1);
                let read = File::open(file).and_then(|open| open.take(limit).read_to_end(&mut bytes));
                read.map_err(Error::io("read", file))?;
                Ok(bytes)
            }
        }
    }
}
