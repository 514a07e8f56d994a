//! Changing several files of a journal at once: all of them or none.
//!
//! What is to be written is written beside the journal first and brought to the disk. Then a list of what is about to
//! happen is put there, and only then do files change their places. If one cannot, those before it go back; if the power
//! fails, the next command that changes something finds the list and takes them back. When the list is gone, it is done.
#![expect(
    clippy::disallowed_methods,
    reason = "changes files of the journal, all of them or none, and takes that back"
)]

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::{append, create};
use crate::diagnostic::Source;
use crate::error::{Error, Result};
use crate::load::Root;

/// Where what is to come lies until it is there.
pub const WHOLE: &str = ".goodturn-change";
/// The part of it for what only the owner may read; its name is what keeps it so.
const STAGE: &str = ".goodturn-change/private";
/// The list of what is happening.
const LIST: &str = "list";

/// One thing that changes. Paths are relative to the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A new file.
    Create {
        /// Where.
        path: String,
        /// What.
        text: String,
    },
    /// Another text for a file.
    Replace {
        /// Which.
        path: String,
        /// What it says now; where it says something else by then, nothing is changed.
        old: String,
        /// What it is to say.
        text: String,
    },
    /// A file or folder that gets another name.
    Move {
        /// Its name.
        from: String,
        /// The other.
        to: String,
    },
}

/// Does all of it. `go_on` is told how many of the files are written, none at first, and says whether to go on; once all
/// are, it is not asked any more.
///
/// # Errors
/// [`Error::Exists`] and [`Error::Usage`] where a file is not as it was expected, and [`Error::Stopped`]; then nothing
/// has changed.
pub fn change(root: &Root, steps: &[Step], go_on: &dyn Fn(usize) -> bool) -> Result<()> {
    let _lock = append::lock(root)?;
    if recover(root)? {
        // Whoever made the steps had read what is not there any more.
        let why =
            "a change that was cut off earlier has just been taken back; nothing else was written, so do it again";
        return Err(Error::Usage(why.to_owned()));
    }
    if steps.is_empty() {
        return Ok(());
    }
    if !go_on(0) {
        return Err(Error::Stopped);
    }
    steps.iter().try_for_each(|step| check(root, step))?;
    let stage = root.join(STAGE);
    create::make_folder(&stage)?;
    let result = prepare(root, steps, go_on).and_then(|()| {
        let moved = steps.iter().enumerate().try_for_each(|(index, step)| take_place(root, index, step));
        let done = moved.and_then(|()| {
            sync_folders(root, steps);
            remove_file(&stage.join(LIST))
        });
        done.or_else(|error| recover(root).and(Err(error)))
    });
    // What is left there is not needed any more, or is needed to take the rest back.
    if stage.join(LIST).try_exists().is_ok_and(|is_there| !is_there) {
        let _ = clear(root);
    }
    result
}

/// Whether a file is as the step expects it.
fn check(root: &Root, step: &Step) -> Result<()> {
    let absent = |path: &str| {
        let whole = root.join(path);
        if whole.symlink_metadata().is_ok() { Err(Error::Exists(PathBuf::from(path))) } else { Ok(()) }
    };
    match step {
        Step::Create { path, .. } => absent(path),
        Step::Move { from, to } => {
            root.join(from).symlink_metadata().map_err(Error::io("read", from))?;
            absent(to)
        }
        Step::Replace { path, old, .. } => {
            let now = fs::read_to_string(root.join(path)).map_err(Error::io("read", path))?;
            let why = || Error::Usage(format!("{path} was changed in the meantime; nothing was written"));
            if Source::new(path, now).text() == old { Ok(()) } else { Err(why()) }
        }
    }
}

/// Everything that comes, on the disk; then the list.
fn prepare(root: &Root, steps: &[Step], go_on: &dyn Fn(usize) -> bool) -> Result<()> {
    let stage = root.join(STAGE);
    for (index, step) in steps.iter().enumerate() {
        let (path, text) = match step {
            Step::Create { path, text } => (path, text.clone()),
            Step::Replace { path, old, text } => {
                let raw = fs::read_to_string(root.join(path)).map_err(Error::io("read", path))?;
                (path, with_ends_of(&raw, old, text))
            }
            Step::Move { .. } => continue,
        };
        let new = staged(root, index, path);
        let write = |file: &Path| create::own_file(File::options().write(true).create_new(true), file);
        let written = write(&new).and_then(|mut file| file.write_all(text.as_bytes()).map(|()| file));
        let file = written.map_err(Error::io("write", &new))?;
        if let Step::Replace { .. } = step {
            keep_mode(&root.join(path), &file).map_err(Error::io("write", &new))?;
            let old = stage.join(format!("{index}.old"));
            fs::copy(root.join(path), &old).map_err(Error::io("write", &old))?;
        }
        if !go_on(index + 1) {
            return Err(Error::Stopped);
        }
    }
    sync(&stage)?;
    let list: Vec<_> = steps.iter().enumerate().map(|(index, step)| listed(root, index, step)).collect();
    let text = serde_json::to_string(&list).unwrap_or_default();
    let (early, path) = (stage.join("list.new"), stage.join(LIST));
    let written = create::own_file(File::options().write(true).create_new(true), &early);
    let written = written.and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()));
    written.and_then(|()| fs::rename(&early, &path)).map_err(Error::io("write", &path))
}

/// The new text with the line ends, and the mark at its beginning, that the file has on the disk: what is read has one
/// kind of line end, and lines that do not change keep theirs to the byte.
fn with_ends_of(raw: &str, old: &str, new: &str) -> String {
    let split = |text: &str| text.split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>();
    let (raw, old, new) = (split(raw), split(old), split(new));
    if raw.len() != old.len() {
        return new.concat();
    }
    let front = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let most = old.len().min(new.len()) - front;
    let back = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(old, new)| old == new).count();
    let crlf = raw.first().is_some_and(|line| line.ends_with("\r\n"));
    let middle = new[front..new.len() - back].concat();
    let middle = if crlf { middle.replace('\n', "\r\n") } else { middle };
    raw[..front].concat() + &middle + &raw[raw.len() - back..].concat()
}

/// Where the text for a path waits, with the permissions that a file of its half gets.
fn staged(root: &Root, index: usize, path: &str) -> PathBuf {
    let folder = if path.starts_with("private/") { STAGE } else { WHOLE };
    root.join(folder).join(format!("{index}.new"))
}

/// A step as the list has it: what it does, to what, and the other name or the digest of what is written.
fn listed(root: &Root, index: usize, step: &Step) -> [String; 3] {
    let (what, path) = match step {
        Step::Create { path, .. } => ("create", path),
        Step::Replace { path, .. } => ("replace", path),
        Step::Move { from, to } => return ["move".to_owned(), from.clone(), to.clone()],
    };
    [what.to_owned(), path.clone(), digest(&staged(root, index, path)).unwrap_or_default()]
}

/// What tells a text from another one; nothing where there is no such file.
fn digest(path: &Path) -> Option<String> {
    fs::read(path).ok().map(|bytes| STANDARD.encode(Sha256::digest(bytes)))
}

fn take_place(root: &Root, index: usize, step: &Step) -> Result<()> {
    match step {
        Step::Create { path, .. } => {
            let new = staged(root, index, path);
            let place = root.join(path);
            place.parent().map_or(Ok(()), create::make_folder)?;
            // A link and no renaming: it fails where a file of that name has come in the meantime.
            fs::hard_link(&new, &place).or_else(|error| create_without_link(&new, &place, error)).map_err(|error| {
                let exists = error.kind() == ErrorKind::AlreadyExists;
                if exists { Error::Exists(PathBuf::from(path)) } else { Error::io("write", path)(error) }
            })
        }
        Step::Replace { path, .. } => {
            fs::rename(staged(root, index, path), root.join(path)).map_err(Error::io("write", path))
        }
        Step::Move { from, to } => {
            let place = root.join(to);
            place.parent().map_or(Ok(()), create::make_folder)?;
            fs::rename(root.join(from), place).map_err(Error::io("rename", from))
        }
    }
}

/// On a file system without links the file itself goes, unless one is there.
fn create_without_link(new: &Path, place: &Path, error: std::io::Error) -> std::io::Result<()> {
    let exists = error.kind() == ErrorKind::AlreadyExists || place.symlink_metadata().is_ok();
    if exists { Err(error) } else { fs::copy(new, place).map(drop) }
}

/// Whether a change that was cut off waits to be taken back.
pub fn is_unfinished(root: &Root) -> bool {
    root.join(WHOLE).symlink_metadata().is_ok()
}

/// Whatever is going to change something begins with this, before it reads what is there: what an earlier change left
/// half-way would be read otherwise, and be gone when something is written.
pub fn begin(root: &Root) -> Result<()> {
    if !is_unfinished(root) {
        return Ok(());
    }
    let _lock = append::lock(root)?;
    recover(root).map(drop)
}

/// Takes back what a change left half-way, whether it failed or the power did; whether there was something.
pub fn recover(root: &Root) -> Result<bool> {
    let stage = root.join(STAGE);
    let list = match fs::read_to_string(stage.join(LIST)) {
        Ok(list) => list,
        Err(error) if error.kind() == ErrorKind::NotFound => return clear(root).map(|()| false),
        Err(error) => return Err(Error::io("read", stage.join(LIST))(error)),
    };
    let steps: Vec<[String; 3]> = serde_json::from_str(&list).unwrap_or_default();
    for (index, [what, path, to]) in steps.iter().enumerate().rev() {
        take_back(root, index, [what, path, to])?;
    }
    remove_file(&stage.join(LIST))?;
    clear(root)?;
    Ok(true)
}

fn take_back(root: &Root, index: usize, [what, path, to]: [&String; 3]) -> Result<()> {
    let place = root.join(path);
    let (new, old) = (staged(root, index, path), root.join(STAGE).join(format!("{index}.old")));
    // What was edited since is its owner's.
    let is_ours = || to.is_empty() || digest(&place).as_ref() == Some(to);
    match what.as_str() {
        "create" if is_same(&place, &new) && is_ours() => remove_file(&place),
        // What was renamed away has taken the place.
        "replace" if !new.exists() && old.exists() && is_ours() => {
            fs::rename(&old, &place).map_err(Error::io("restore", &place))
        }
        "move" if place.symlink_metadata().is_err() && root.join(to).symlink_metadata().is_ok() => {
            fs::rename(root.join(to), &place).map_err(Error::io("restore", &place))
        }
        _ => Ok(()),
    }
}

/// Whether a file is the one that we put there.
fn is_same(place: &Path, new: &Path) -> bool {
    let read = |path: &Path| fs::read(path).ok();
    read(place).zip(read(new)).is_some_and(|(place, new)| place == new)
}

fn remove_file(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::io("remove", path)(error)),
        _ => Ok(()),
    }
}

/// Removes the stage, once nothing in it is needed any more.
fn clear(root: &Root) -> Result<()> {
    match fs::remove_dir_all(root.join(WHOLE)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::io("remove", root.join(WHOLE))(error)),
        _ => Ok(()),
    }
}

/// Brings everything in the stage to the disk: at once where a system can, else file by file.
fn sync(stage: &Path) -> Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let synced = File::open(stage).and_then(|open| Ok(rustix::fs::syncfs(open)?));
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let synced =
        fs::read_dir(stage).and_then(|mut all| all.try_for_each(|entry| File::open(entry?.path())?.sync_all()));
    synced.map_err(Error::io("write", stage))
}

/// Brings the folders' own lists of names to the disk; a file system that cannot loses nothing that it promised.
fn sync_folders(root: &Root, steps: &[Step]) {
    let path = |step: &Step| match step {
        Step::Create { path, .. } | Step::Replace { path, .. } => path.clone(),
        Step::Move { from, .. } => from.clone(),
    };
    let paths = steps.iter().map(|step| Path::new(&path(step)).parent().unwrap_or(Path::new("")).to_path_buf());
    let folders: std::collections::BTreeSet<_> = paths.collect();
    for folder in folders {
        let _ = File::open(root.join(folder)).and_then(|open| open.sync_all());
    }
}

/// A file that is replaced keeps its permissions.
fn keep_mode(old: &Path, new: &File) -> std::io::Result<()> {
    new.set_permissions(fs::metadata(old)?.permissions())
}
