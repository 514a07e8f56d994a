//! Which files a journal has, and whether they are still the same.
//!
//! A system's word that something changed is a hint: it may come for nothing, and it may not come. What counts is what
//! is found by looking. A file that was only touched, or whose permissions changed, is the same file.

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::fs::Metadata;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::{Blob, Root, litter};

/// Larger files are told apart by what the disk says of them, without reading them.
const LARGE: u64 = 5_000_000;

/// All files of a journal, as they were at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamps(BTreeMap<String, Stamp>);

/// How to know a file again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    outside: Outside,
    content: u64,
}

/// What the disk says of a file: its size, when it was written, and which one it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Outside {
    size: u64,
    written: Option<SystemTime>,
    number: u64,
}

/// The folders that a site is made of; the last is looked at for the owner alone.
const FOLDERS: [&str; 4] = ["content", "static", "themes", "private"];

/// The folders of a journal that a site is made of.
pub fn folders(private: bool) -> &'static [&'static str] {
    if private { &FOLDERS } else { &FOLDERS[..3] }
}

impl Stamps {
    /// Looks at the files of a journal, and at those of its private half if that is wanted.
    pub fn of(root: &Root, private: bool) -> Self {
        Self::default().again(root, private)
    }

    /// Looks again. Only what the disk says is another file is read.
    #[must_use]
    pub fn again(&self, root: &Root, private: bool) -> Self {
        let names = std::iter::once("site.toml").chain(folders(private).iter().copied());
        let files: Vec<_> = names.flat_map(|name| files(root.dir(), name)).collect();
        let stamps = files.into_par_iter().filter_map(|file| {
            let outside = Outside::of(&file.metadata().or_else(|_| file.symlink_metadata()).ok()?);
            let path = file.strip_prefix(root.dir()).unwrap_or(&file).to_string_lossy().into_owned();
            let known = self.0.get(&path).filter(|stamp| stamp.outside == outside);
            let content = known.map_or_else(|| content(root, &path, outside), |stamp| stamp.content);
            Some((path, Stamp { outside, content }))
        });
        Self(stamps.collect())
    }

    /// The files whose content is another in `newer`, in order.
    pub fn changes(&self, newer: &Self) -> Vec<String> {
        self.differences(newer, |one, other| one.content != other.content)
    }

    /// The files that somebody touched until `newer`, whether or not their content is another now.
    pub fn touched(&self, newer: &Self) -> Vec<String> {
        self.differences(newer, |one, other| one != other)
    }

    fn differences(&self, newer: &Self, differ: impl Fn(&Stamp, &Stamp) -> bool) -> Vec<String> {
        let is_new = |path: &&String| match (self.0.get(*path), newer.0.get(*path)) {
            (Some(one), Some(other)) => differ(one, other),
            _ => true,
        };
        let gone = self.0.keys().filter(|path| !newer.0.contains_key(*path));
        let mut changes: Vec<_> = newer.0.keys().filter(is_new).chain(gone).cloned().collect();
        changes.sort();
        changes
    }
}

/// Every file below a folder that can be listed.
fn files(root: &Path, folder: &str) -> impl Iterator<Item = PathBuf> {
    let walk = WalkDir::new(root.join(folder)).into_iter();
    let wanted =
        walk.filter_entry(|entry| entry.depth() == 0 || !litter::is_litter(&entry.file_name().to_string_lossy()));
    wanted.filter_map(Result::ok).filter(|entry| !entry.file_type().is_dir()).map(walkdir::DirEntry::into_path)
}

/// A number for what is in a file. A pipe or a device is never read.
fn content(root: &Root, path: &str, outside: Outside) -> u64 {
    let mut hasher = DefaultHasher::new();
    let file = root.join(path);
    let is_small = outside.size <= LARGE && file.metadata().is_ok_and(|meta| meta.is_file());
    match is_small.then(|| Blob::on_disk(path, file).bytes()) {
        Some(Ok(bytes)) => bytes.hash(&mut hasher),
        _ => (outside.size, outside.written, outside.number).hash(&mut hasher),
    }
    hasher.finish()
}

impl Outside {
    fn of(meta: &Metadata) -> Self {
        Self { size: meta.len(), written: meta.modified().ok(), number: number(meta) }
    }
}

#[cfg(unix)]
fn number(meta: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(meta)
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> u64 {
    0
}
