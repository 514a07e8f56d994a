//! Walking the folders of a journal, and reading the texts that are found there.

use std::path::{MAIN_SEPARATOR, Path};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::{Blob, litter, text};
use crate::diagnostic::{Place, Report, Source, catalog};
use crate::error::{Error, Result};

/// What looks up the text of a file that is known to be the same as before.
pub(super) type Known<'k> = dyn Fn(&str) -> Option<Arc<Source>> + Sync + 'k;

/// Reads texts on all processors; what has more than `limit` bytes is reported and left out, and what is `known` is not
/// read again.
pub(super) fn read_texts(
    report: &mut Report,
    blobs: Vec<Blob>,
    limit: u64,
    known: &Known<'_>,
) -> Result<Vec<Arc<Source>>> {
    let read = |blob: Blob| {
        let mut report = Report::new();
        if let Some(source) = known(blob.path()) {
            return Ok((report, Some(source)));
        }
        let source = match blob.within(limit)? {
            Ok(bytes) => Some(text::decode(&mut report, blob.path(), bytes)),
            Err(size) => {
                let place = Place::start_of(&Source::new(blob.path(), ""));
                report.push(catalog::too_large(place, size, limit));
                None
            }
        };
        Ok((report, source))
    };
    let read: Vec<_> = blobs.into_par_iter().map(read).collect::<Result<_>>()?;
    let merge = |(found, source)| {
        report.merge(found);
        source
    };
    Ok(read.into_iter().filter_map(merge).collect())
}

/// Whether there is something, be it a link that leads nowhere. That the system cannot say so is no reason to believe that
/// there is nothing.
pub(super) fn is_there(path: &Path) -> Result<bool> {
    match path.symlink_metadata() {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Error::io("read", path)(error)),
    }
}

/// Adds every publishable file below `folder` to `found`.
pub(super) fn walk(report: &mut Report, root: &Path, folder: &str, found: &mut Vec<Blob>) -> Result<()> {
    let top = root.join(folder);
    let entries = WalkDir::new(&top).follow_root_links(false).sort_by_file_name().into_iter();
    let mut listed = top.clone();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_litter(entry)) {
        let entry = entry.map_err(|error| walk_error(error, &listed))?;
        let Some(path) = relative(root, entry.path()) else {
            let lossy = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy();
            let path = lossy.replace(char::is_control, "\u{fffd}");
            report
                .push(catalog::bad_name(Place::start_of(&Source::new(path, "")), "has characters that no address has"));
            continue;
        };
        let kind = entry.file_type();
        if kind.is_dir() {
            listed = entry.into_path();
            continue;
        }
        let place = || Place::start_of(&Source::new(path.clone(), ""));
        if kind.is_file() && entry.depth() == 0 {
            report.push(catalog::not_a_folder(place()));
        } else if kind.is_file() {
            found.push(Blob::on_disk(path, entry.into_path()));
        } else if kind.is_symlink() && !leads_within(&top, entry.path()) {
            report.push(catalog::symlink(place()));
        } else if kind.is_symlink() {
            found.push(Blob::on_disk(path, entry.into_path()));
        } else {
            report.push(catalog::not_a_file(place()));
        }
    }
    Ok(())
}

/// Whether a link leads to a file below `top`.
fn leads_within(top: &Path, link: &Path) -> bool {
    let (Ok(target), Ok(top)) = (link.canonicalize(), top.canonicalize()) else { return false };
    target.is_file() && (target.starts_with(top) || cfg!(leak = "links-are-followed"))
}

fn is_litter(entry: &DirEntry) -> bool {
    entry.file_name().to_str().is_some_and(litter::is_litter)
}

/// The path below the root, with `/` between its parts; nothing for a name that is not UTF-8, or has control characters.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let path = path.strip_prefix(root).ok()?.to_str()?.replace(MAIN_SEPARATOR, "/");
    Some(path).filter(|path| !path.contains(char::is_control))
}

/// What goes wrong while a folder is listed comes without a path; the folder is the one that was begun last.
fn walk_error(error: walkdir::Error, listed: &Path) -> Error {
    let path = error.path().unwrap_or(listed).to_path_buf();
    let source = error.into_io_error().unwrap_or_else(|| std::io::Error::other("a folder contains itself"));
    Error::Io { verb: "read", path, source }
}
