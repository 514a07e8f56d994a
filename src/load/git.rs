//! What a git repository says of files, as far as it can be read without git.

use std::path::{Path, PathBuf};

use super::Blob;
use crate::error::{Error, Result};

/// Whether anything below `folder` of the journal is tracked by a repository that has a remote: then it is, or will be,
/// on somebody else's machine too. A name that does not end in a slash is that of a file.
pub fn is_shared(journal: &Path, folder: &str) -> Result<bool> {
    let Ok(journal) = journal.canonicalize() else { return Ok(false) };
    let Some((top, own)) = journal.ancestors().find_map(|dir| Some((dir, repository(dir)?))) else { return Ok(false) };
    let shared = common(&own)?;
    if !String::from_utf8_lossy(&read(&shared.join("config"))?).contains("[remote ") {
        return Ok(false);
    }
    let below = journal.strip_prefix(top).unwrap_or(Path::new("")).join(folder);
    let below = below.to_string_lossy().replace('\\', "/");
    let index = read(&own.join("index"))?;
    // What cannot be understood had better be looked at by a person.
    let Some(names) = names(&index) else { return Ok(!index.is_empty()) };
    Ok(names.iter().any(|name| name.starts_with(below.as_bytes())))
}

/// The folder of a repository whose work tree this is. In a second work tree and in a submodule `.git` is a file that
/// says where (gitrepository-layout).
fn repository(dir: &Path) -> Option<PathBuf> {
    let git = dir.join(".git");
    if git.is_dir() {
        return Some(git);
    }
    let text = read(&git).ok()?;
    let target = String::from_utf8_lossy(&text).strip_prefix("gitdir:")?.trim().to_owned();
    Some(dir.join(target)).filter(|target| target.is_dir())
}

/// Where the settings are that all work trees of a repository share.
fn common(own: &Path) -> Result<PathBuf> {
    let text = read(&own.join("commondir"))?;
    let text = String::from_utf8_lossy(&text).trim().to_owned();
    Ok(if text.is_empty() { own.to_path_buf() } else { own.join(text) })
}

/// The names of all tracked files, as git's index has them (gitformat-index, versions 2 to 4); nothing where it is not
/// understood.
fn names(index: &[u8]) -> Option<Vec<Vec<u8>>> {
    let number = |at: usize| Some(u32::from_be_bytes(index.get(at..at + 4)?.try_into().ok()?));
    if index.get(..4)? != b"DIRC" {
        return None;
    }
    let (version, count) = (number(4)?, number(8)?);
    let (mut names, mut at): (Vec<Vec<u8>>, usize) = (Vec::new(), 12);
    for _ in 0..count {
        let flags = u16::from_be_bytes(index.get(at + 60..at + 62)?.try_into().ok()?);
        let head = if version > 2 && flags & 0x4000 != 0 { 64 } else { 62 };
        let mut start = at + head;
        let mut name = Vec::new();
        if version == 4 {
            let (cut, length) = variable(index.get(start..)?)?;
            start += length;
            let last = names.last().map_or(&[][..], Vec::as_slice);
            name.extend_from_slice(last.get(..last.len().checked_sub(cut)?)?);
        }
        let end = start + index.get(start..)?.iter().position(|byte| *byte == 0)?;
        name.extend_from_slice(&index[start..end]);
        names.push(name);
        // Other versions fill an entry up with one to eight zeros.
        at = if version == 4 { end + 1 } else { at + (end - at + 8) / 8 * 8 };
    }
    Some(names)
}

/// A number of variable length, as pack files have it, and how many bytes it takes.
fn variable(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = usize::from(bytes.first()? & 0x7f);
    let mut length = 1;
    while bytes[length - 1] & 0x80 != 0 {
        value = ((value + 1) << 7) | usize::from(bytes.get(length)? & 0x7f);
        length += 1;
    }
    Some((value, length))
}

/// A file's bytes; none where there is no such file.
fn read(file: &Path) -> Result<Vec<u8>> {
    match file.metadata() {
        Ok(meta) if meta.is_dir() => Ok(Vec::new()),
        Ok(_) => Blob::on_disk(file.to_string_lossy(), file.to_path_buf()).bytes(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(Error::io("read", file)(error)),
    }
}
