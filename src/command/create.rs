//! Making files in a journal: never over one that is there.
#![expect(clippy::disallowed_methods, reason = "together with publish/ the only place that writes, and only new files")]

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::error::{Error, Result};

/// What the log remembers of the lines that it added.
pub const MEMORY: &str = ".goodturn-log";
/// The same, before it takes the place of what was remembered before.
pub const NEW_MEMORY: &str = ".goodturn-log.new";

/// The permissions of a file that only its owner may read.
const OWN: u32 = 0o600;
/// Those of any other, from which the umask takes what it takes.
const EVERYBODY: u32 = 0o666;

/// Writes a new file and the folders that it lies in.
///
/// # Errors
/// [`Error::Exists`] where a file of that name is there already.
pub fn new_file(path: &Path, content: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    write_whole(path, content, if is_private(path) { OWN } else { EVERYBODY })
}

/// Writes a new file that only its owner may read, wherever it lies.
///
/// # Errors
/// [`Error::Exists`] where a file of that name is there already.
pub fn own_new_file(path: &Path, content: &str) -> Result<()> {
    write_whole(path, content, OWN)
}

/// Writes all of a new file or none of it: it gets its name when everything is in it.
fn write_whole(path: &Path, content: &str, mode: u32) -> Result<()> {
    let written = write_nameless(path, content, mode);
    let written = written.and_then(|done| if done { Ok(()) } else { write_aside(path, content, mode) });
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Error::Exists(path.to_path_buf()),
        _ => Error::io("write", path)(error),
    })
}

/// Fills a file that has no name, so that nothing is left where the program is killed, and gives it one; false where
/// the file system cannot do that.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn write_nameless(path: &Path, content: &str, mode: u32) -> std::io::Result<bool> {
    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    let Ok(file) = open(folder, flags, Mode::from_raw_mode(mode)) else { return Ok(false) };
    let mut file = File::from(file);
    file.write_all(content.as_bytes())?;
    file.sync_all()?;
    let open = format!("/proc/self/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&file));
    match linkat(CWD, open, CWD, path, AtFlags::SYMLINK_FOLLOW) {
        Ok(()) => Ok(true),
        Err(rustix::io::Errno::EXIST) => Err(ErrorKind::AlreadyExists.into()),
        Err(_) => Ok(false),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn write_nameless(_: &Path, _: &str, _: u32) -> std::io::Result<bool> {
    Ok(false)
}

/// Fills a file beside the one that is to be, and gives it its name. A link and no renaming, where there are links: it
/// fails where a file of that name is there.
fn write_aside(path: &Path, content: &str, mode: u32) -> std::io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let early = path.with_file_name(format!(".goodturn-new-{}", std::process::id()));
    let mut options = File::options();
    options.write(true).create_new(true);
    let written = open_with(&mut options, &early, mode).and_then(|mut file| {
        file.write_all(content.as_bytes())?;
        file.sync_all()?;
        fs::hard_link(&early, path).or_else(|error| match error.kind() {
            ErrorKind::AlreadyExists => Err(error),
            _ => fs::rename(&early, path),
        })
    });
    let _ = fs::remove_file(&early);
    written
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
    open_with(options, path, if is_private(path) { OWN } else { EVERYBODY })
}

/// Opens a file; if it is made here, it has these permissions, from which the umask takes what it takes.
fn open_with(options: &mut fs::OpenOptions, path: &Path, mode: u32) -> std::io::Result<File> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    options.open(path)
}

/// Whether something lies in `private/`, or is what the log remembers beside it.
fn is_private(path: &Path) -> bool {
    let memory = |name| [MEMORY, NEW_MEMORY].iter().any(|memory| name == *memory);
    path.components().any(|part| part.as_os_str() == "private")
        || path.file_name().is_some_and(|name| memory(name) && cfg!(not(leak = "memory-is-open")))
}

/// Adds the lines that a text file lacks at its end; makes the file where there is none. Returns how many were added.
pub fn add_lines(path: &Path, lines: &[&str]) -> Result<usize> {
    let old = match fs::read_to_string(path) {
        Ok(old) => old,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
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
    add_text(path, &old, &added)?;
    Ok(missing.len())
}

/// Adds a text at the end of a file that says `old`, all of it or nothing, and makes the file where there is none.
pub fn add_text(path: &Path, old: &str, added: &str) -> Result<()> {
    if old.is_empty() && path.symlink_metadata().is_err() {
        return new_file(path, added);
    }
    let written = File::options().append(true).open(path).and_then(|mut file| file.write_all(added.as_bytes()));
    written.map_err(|error| {
        remove_text(path, old, added);
        Error::io("write", path)(error)
    })
}

/// Takes away what was added, and what came of it where the disk was full in the middle; nothing else. Whoever asks for
/// this has something worse to tell than that it could not be done.
pub fn remove_text(path: &Path, old: &str, added: &str) {
    let now = fs::read(path).unwrap_or_default();
    if !now.strip_prefix(old.as_bytes()).is_some_and(|rest| added.as_bytes().starts_with(rest)) {
        return;
    }
    let _ = match old {
        "" => fs::remove_file(path),
        _ => File::options().write(true).open(path).and_then(|file| file.set_len(old.len() as u64)),
    };
}
