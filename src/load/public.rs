//! The public half of a journal: `site.toml`, `content/`, `static/` and the theme.

use std::fs::Metadata;
use std::sync::Arc;

use rayon::prelude::*;

use super::walk::{Known, is_there, read_texts, walk};
use super::{Blob, Fingerprint, Root, text};
use crate::diagnostic::{Report, Source};
use crate::error::Result;

/// All files of the public half, sorted by what they are. Paths are in order, so that nothing depends on the order in
/// which a disk lists its files.
#[derive(Clone, Debug, Default)]
pub struct PublicFiles {
    /// Markdown files of `content/`, in the order of their paths.
    pub markdown: Vec<Arc<Source>>,
    /// Everything else in `content/`: pictures, documents.
    pub beside: Arc<Vec<Blob>>,
    /// Everything in `static/`.
    pub statics: Arc<Vec<Blob>>,
    /// Everything in `themes/`.
    pub themes: Vec<Blob>,
}

/// The text of `site.toml`.
pub fn settings(report: &mut Report, root: &Root) -> Result<Arc<Source>> {
    let file = root.join("site.toml");
    let bytes = Blob::on_disk("site.toml", file).bytes()?;
    Ok(text::decode(report, "site.toml", bytes))
}

/// The folders of the public half.
const FOLDERS: [&str; 3] = ["content", "static", "themes"];

/// Reads the public half. `limit` is the most bytes that an entry may have; texts that are `known` are not read again.
pub fn public(report: &mut Report, root: &Root, limit: u64, known: &Known<'_>) -> Result<PublicFiles> {
    let mut found = Vec::new();
    for folder in FOLDERS {
        if is_there(&root.join(folder))? {
            walk(report, root.dir(), folder, &mut found)?;
        }
    }
    sorted(report, found, limit, known)
}

/// Sorts files by what they are and reads the texts. Tests come in here, with files that are on no disk.
pub fn sort(report: &mut Report, found: Vec<Blob>, limit: u64) -> Result<PublicFiles> {
    sorted(report, found, limit, &|_| None)
}

fn sorted(report: &mut Report, mut found: Vec<Blob>, limit: u64, known: &Known<'_>) -> Result<PublicFiles> {
    found.sort_by(|a, b| a.path().cmp(b.path()));
    let (mut texts, mut beside, mut statics, mut themes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for blob in found {
        match blob.path().split('/').next() {
            Some("static") => statics.push(blob),
            Some("themes") => themes.push(blob),
            _ if blob.extension() != "md" => beside.push(blob),
            _ => texts.push(blob),
        }
    }
    let markdown = read_texts(report, texts, limit, known)?;
    Ok(PublicFiles { markdown, beside: Arc::new(beside), statics: Arc::new(statics), themes })
}

/// All paths and texts.
pub(super) fn fingerprint(texts: &[Arc<Source>]) -> Fingerprint {
    let of = |source: &Arc<Source>| Fingerprint::of([source.path(), source.text()]);
    Fingerprint::of(texts.par_iter().map(of).collect::<Vec<_>>())
}

impl PublicFiles {
    /// All paths and texts, but not what is [on the disk](Self::fingerprint_on_disk).
    pub fn fingerprint(&self) -> Fingerprint {
        fingerprint(&self.markdown)
    }

    /// All paths and bytes of what is not in memory, and so may be another at any moment; each is read.
    pub fn fingerprint_on_disk(&self) -> Result<Fingerprint> {
        let Self { markdown: _, beside, statics, themes } = self;
        let blob = |blob: &Blob| Ok(Fingerprint::of([blob.path().as_bytes(), &blob.bytes()?]));
        let folder = |blobs: &[Blob]| Ok(Fingerprint::of(blobs.par_iter().map(blob).collect::<Result<Vec<_>>>()?));
        Ok(Fingerprint::of([folder(beside)?, folder(statics)?, folder(themes)?]))
    }

    /// The same files, where nobody touched more of them than the texts at `touched` since they were read; nothing where
    /// that is not certain, or where something is wrong with one of them: then the folders have to be walked again.
    #[must_use]
    pub fn again(mut self, root: &Root, limit: u64, touched: &[String]) -> Option<Self> {
        let is_public = |path: &&String| FOLDERS.iter().any(|folder| path.starts_with(folder));
        for path in touched.iter().filter(is_public) {
            let known = self.markdown.binary_search_by(|source| source.path().cmp(path)).ok()?;
            let file = root.join(path);
            file.symlink_metadata().ok().filter(Metadata::is_file)?;
            let mut report = Report::new();
            let bytes = Blob::on_disk(path, file).within(limit).ok()?.ok()?;
            self.markdown[known] = text::decode(&mut report, path, bytes);
            if !report.is_empty() {
                return None;
            }
        }
        Some(self)
    }
}
