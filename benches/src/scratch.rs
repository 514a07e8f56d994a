//! A folder to work in, gone at the end; in memory where the system has such a place.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::machine;

/// The folder. No name in it is used twice: on some file systems, files that are made where others were just removed cost
/// many times more.
#[derive(Debug)]
pub struct Scratch {
    dir: PathBuf,
    used: usize,
}

impl Scratch {
    /// A new folder in `parent`, or in memory.
    pub fn make(parent: Option<PathBuf>) -> io::Result<Self> {
        let shared = PathBuf::from("/dev/shm");
        let parent = parent.unwrap_or_else(|| if shared.is_dir() { shared } else { std::env::temp_dir() });
        let dir = parent.join(format!("goodturn-bench-{}", std::process::id()));
        fs::create_dir_all(&dir)?;
        Ok(Self { dir, used: 0 })
    }

    /// A path at which nothing ever was.
    pub fn fresh(&mut self, name: &str) -> PathBuf {
        self.used += 1;
        self.dir.join(format!("{}-{name}", self.used))
    }

    /// Where it is.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Takes away what is not wanted any more, where that costs memory. On a disk it stays to the end (see above).
    pub fn discard(&self, paths: &[PathBuf]) -> io::Result<()> {
        if machine::file_system(&self.dir) != "tmpfs" {
            return Ok(());
        }
        paths.iter().filter(|path| path.starts_with(&self.dir) && path.exists()).try_for_each(fs::remove_dir_all)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}
