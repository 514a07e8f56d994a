//! The public half of a journal: `site.toml`, `content/`, `static/` and the theme.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::walk::{read_texts, walk};
use super::{Blob, Root, text};
use crate::diagnostic::{Report, Source};
use crate::error::{Error, Result};

/// All files of the public half, sorted by what they are. Paths are in order, so that nothing depends on the order in
/// which a disk lists its files.
#[derive(Debug, Default)]
pub struct PublicFiles {
    /// Markdown files of `content/`, in the order of their paths.
    pub markdown: Vec<Arc<Source>>,
    /// Everything else in `content/`: pictures, documents.
    pub beside: Vec<Blob>,
    /// Everything in `static/`.
    pub statics: Vec<Blob>,
    /// Everything in `themes/`.
    pub themes: Vec<Blob>,
}

/// The text of `site.toml`.
pub fn settings(report: &mut Report, root: &Root) -> Result<Arc<Source>> {
    let file = root.join("site.toml");
    let size = std::fs::metadata(&file).map_err(Error::io("read", &file))?.len();
    let bytes = Blob::on_disk("site.toml", file, size).bytes()?;
    Ok(text::decode(report, "site.toml", bytes))
}

/// Reads the public half. `limit` is the most bytes that an entry may have; texts that are `known` are not read again.
pub fn public(
    report: &mut Report,
    root: &Root,
    limit: u64,
    known: &BTreeMap<String, Arc<Source>>,
) -> Result<PublicFiles> {
    let mut found = Vec::new();
    for folder in ["content", "static", "themes"] {
        if root.join(folder).symlink_metadata().is_ok() {
            walk(report, root.dir(), folder, &mut found)?;
        }
    }
    sorted(report, found, limit, known)
}

/// Sorts files by what they are and reads the texts. Tests come in here, with files that are on no disk.
pub fn sort(report: &mut Report, found: Vec<Blob>, limit: u64) -> Result<PublicFiles> {
    sorted(report, found, limit, &BTreeMap::new())
}

fn sorted(
    report: &mut Report,
    mut found: Vec<Blob>,
    limit: u64,
    known: &BTreeMap<String, Arc<Source>>,
) -> Result<PublicFiles> {
    found.sort_by(|a, b| a.path().cmp(b.path()));
    let mut files = PublicFiles::default();
    let mut texts = Vec::new();
    for blob in found {
        match blob.path().split('/').next() {
            Some("static") => files.statics.push(blob),
            Some("themes") => files.themes.push(blob),
            _ if blob.extension() != "md" => files.beside.push(blob),
            _ => texts.push(blob),
        }
    }
    files.markdown = read_texts(report, texts, limit, known)?;
    Ok(files)
}
