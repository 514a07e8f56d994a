//! A line at the end of a year's log, and not another byte; and back again.
//!
//! A line is added in one write, under a lock. What was added, and where, is remembered beside the journal in
//! `.goodturn-log`, so that it can be taken back as long as nothing was written after it. What is to be remembered is on
//! the disk before the line is, and counts from the moment when both are there; if one fails, neither is.
#![expect(
    clippy::disallowed_methods,
    reason = "adds lines to the log, takes back what it added, and does nothing else"
)]

use std::fs::{self, File};
use std::io::{ErrorKind, Write};

use chrono::Datelike;

use super::create::{self, MEMORY, NEW_MEMORY};
use crate::diagnostic::{Report, Source};
use crate::error::{Error, Result};
use crate::load::Root;
use crate::model::log::{self, Line};

/// So many lines can be taken back, one after the other.
const REMEMBERED: usize = 50;
const LOCK: &str = ".goodturn-log.lock";

/// Adds a line to the log of its year, and makes that file where there is none. Returns the file's path, relative to
/// the journal.
///
/// # Errors
/// [`Error::Usage`] where the file ends so that the line would not be read: in the middle of a comment.
pub fn append(root: &Root, line: &Line) -> Result<String> {
    let _lock = lock(root)?;
    let path = format!("private/log/{}.md", line.day.year());
    let file = root.join(&path);
    if file.symlink_metadata().is_ok_and(|meta| !meta.is_file()) {
        return Err(Error::Usage(format!("{path} is no plain file; nothing was written")));
    }
    let old = match fs::read_to_string(&file) {
        Ok(old) => old,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Error::io("read", &file)(error)),
    };
    let added = addition(&old, line);
    if !is_read_back(&old, &added, line) {
        let why = format!("{path} ends in the middle of something, so the line would not be read; nothing was written");
        return Err(Error::Usage(why));
    }
    remember(root, &path, old.len(), &added)?;
    create::add_text(&file, &old, &added).inspect_err(|_| forget(root))?;
    settle(root).inspect_err(|_| create::remove_text(&file, &old, &added))?;
    Ok(path)
}

/// Takes the last added line back. Returns it and the file's path; nothing where there is none to take back.
///
/// # Errors
/// [`Error::Usage`] where something was written after it.
pub fn take_back(root: &Root) -> Result<Option<(String, String)>> {
    let _lock = lock(root)?;
    let mut notes = memory(root)?;
    let Some(note) = notes.pop() else { return Ok(None) };
    let Ok((path, start, added)) = serde_json::from_str::<(String, usize, String)>(&note) else { return Ok(None) };
    let file = root.join(&path);
    let text = fs::read_to_string(&file).map_err(Error::io("read", &file))?;
    // Where a run was cut short, the line is gone, and is remembered still.
    if text.len() != start && text.get(start..) != Some(added.as_str()) {
        let why =
            format!("{path} was changed after that line was written; take the line out by hand\n  {}", added.trim());
        return Err(Error::Usage(why));
    }
    keep(root, &notes)?;
    let cut = File::options().write(true).open(&file).and_then(|open| open.set_len(start as u64));
    cut.inspect_err(|_| forget(root)).map_err(Error::io("write", &file))?;
    settle(root).inspect_err(|_| drop(create::add_text(&file, &text[..start], &text[start..])))?;
    let line = added.lines().rfind(|line| line.starts_with("- ")).unwrap_or_default();
    Ok(Some((line.to_owned(), path)))
}

/// What is added: the line, after an end for an unfinished last one, with the file's own kind of line ends.
fn addition(old: &str, line: &Line) -> String {
    let end = if old.contains("\r\n") { "\r\n" } else { "\n" };
    let before = match old {
        "" => format!("# {}\n\n", line.day.year()),
        old if old.ends_with('\n') => String::new(),
        _ => end.to_owned(),
    };
    format!("{before}{line}{end}")
}

/// Whether the line will mean in the file what it means here.
fn is_read_back(old: &str, added: &str, line: &Line) -> bool {
    let read = |text: &str| log::read_lines(&mut Report::new(), &Source::new("log", text));
    let whole = read(&format!("{old}{added}"));
    whole.last().is_some_and(|last| last.to_string() == line.to_string()) && whole.len() == read(old).len() + 1
}

/// One program at a time writes the log; another waits its turn, which is short.
pub(super) fn lock(root: &Root) -> Result<File> {
    let path = root.join(LOCK);
    let file = File::options().create(true).append(true).open(&path).map_err(Error::io("open", &path))?;
    file.lock().map_err(Error::io("lock", &path))?;
    Ok(file)
}

fn memory(root: &Root) -> Result<Vec<String>> {
    match fs::read_to_string(root.join(MEMORY)) {
        Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(Error::io("read", root.join(MEMORY))(error)),
    }
}

fn remember(root: &Root, path: &str, start: usize, added: &str) -> Result<()> {
    let mut notes = memory(root)?;
    notes.push(serde_json::json!([path, start, added]).to_string());
    let skip = notes.len().saturating_sub(REMEMBERED);
    keep(root, &notes[skip..])
}

/// Writes down what is to be remembered, beside what is remembered now. Only the owner may read it: it is as private as
/// the log.
fn keep(root: &Root, notes: &[String]) -> Result<()> {
    let path = root.join(NEW_MEMORY);
    let text = notes.iter().map(|note| format!("{note}\n")).collect::<Vec<_>>().concat();
    let written = create::own_file(File::options().create(true).write(true).truncate(true), &path);
    let written = written.and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()));
    written.inspect_err(|_| forget(root)).map_err(Error::io("write", &path))
}

/// The new memory takes the place of the old one, once the log is as it says.
fn settle(root: &Root) -> Result<()> {
    let renamed = fs::rename(root.join(NEW_MEMORY), root.join(MEMORY));
    renamed.inspect_err(|_| forget(root)).map_err(Error::io("write", root.join(MEMORY)))
}

/// Of what was not done nothing is remembered.
fn forget(root: &Root) {
    let _ = fs::remove_file(root.join(NEW_MEMORY));
}
