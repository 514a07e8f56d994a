//! Making files in a journal: never over one that is there.
#![expect(clippy::disallowed_methods, reason = "together with publish/ the only place that writes, and only new files")]

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use crate::error::{Error, Result};

/// What the log remembers of the lines that it added.
pub const MEMORY: &str = ".goodturn-log";

/// Writes a new file and the folders that it lies in.
///
/// # Errors
/// [`Error::Exists`] where a file of that name is there already.
pub fn new_file(path: &Path, content: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    let opened = own_file(File::options().write(true).create_new(true), path);
    let mut file = opened.map_err(|error| {
        if error.kind() == std::io::ErrorKind::AlreadyExists {
            Error::Exists(path.to_path_buf())
        } else {
            Error::io("write", path)(error)
        }
    })?;
    file.write_all(content.as_bytes()).map_err(Error::io("write", path))
}

/// Writes a new file that only its owner may read, wherever it lies.
///
/// # Errors
/// [`Error::Exists`] where a file of that name is there already.
pub fn own_new_file(path: &Path, content: &str) -> Result<()> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let exists = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Error::Exists(path.to_path_buf()),
        _ => Error::io("write", path)(error),
    };
    let mut file = options.open(path).map_err(exists)?;
    file.write_all(content.as_bytes()).map_err(Error::io("write", path))
}

/// Makes a folder and those that it lies in; `private/` and what is in it for its owner alone.
pub fn make_folder(folder: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    if is_private(folder) {
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    }
    builder.create(folder).map_err(Error::io("make", folder))
}

/// Opens a file; if it is made here and lies in `private/`, only its owner may read it.
pub fn own_file(options: &mut fs::OpenOptions, path: &Path) -> std::io::Result<File> {
    #[cfg(unix)]
    if is_private(path) {
        std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    }
    options.open(path)
}

/// Whether something lies in `private/`, or is what the log remembers beside it.
fn is_private(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "private")
        || path.file_name().is_some_and(|name| name == MEMORY && cfg!(not(leak = "memory-is-open")))
}

/// Adds the lines that a text file lacks at its end; makes the file where there is none. Returns how many were added.
pub fn add_lines(path: &Path, lines: &[&str]) -> Result<usize> {
    let old = match fs::read_to_string(path) {
        Ok(old) => old,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Error::io("read", path)(error)),
    };
    let missing: Vec<_> = lines.iter().filter(|line| !old.lines().any(|other| other.trim() == **line)).collect();
    let mut added = String::new();
    if !missing.is_empty() && !old.is_empty() && !old.ends_with('\n') {
        added.push('\n');
    }
    for line in &missing {
        added.push_str(line);
        added.push('\n');
    }
    let mut file = File::options().create(true).append(true).open(path).map_err(Error::io("write", path))?;
    file.write_all(added.as_bytes()).map_err(Error::io("write", path))?;
    Ok(missing.len())
}
