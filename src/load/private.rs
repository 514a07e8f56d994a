//! The private half of a journal: `private/`, and nothing else.

use std::sync::Arc;

use super::public::fingerprint;
use super::walk::{is_there, read_texts, walk};
use super::{Blob, Fingerprint, Root};
use crate::diagnostic::{Place, Report, Source, catalog, people};
use crate::error::Result;

/// All files of the private half, sorted by what they are. A [`Notebook`](crate::model::Notebook), and so everything
/// that is public, is made of [`PublicFiles`](super::PublicFiles) and of nothing else:
///
/// ```
/// use std::sync::Arc;
/// use goodturn::{diagnostic::Report, load::PublicFiles, model::{Notebook, Settings}};
/// fn read(report: &mut Report, files: PublicFiles, settings: Arc<Settings>) -> Notebook {
///     Notebook::read(report, files, settings)
/// }
/// ```
///
/// ```compile_fail
/// use std::sync::Arc;
/// use goodturn::{diagnostic::Report, load::PrivateFiles, model::{Notebook, Settings}};
/// fn read(report: &mut Report, files: PrivateFiles, settings: Arc<Settings>) -> Notebook {
///     Notebook::read(report, files, settings)
/// }
/// ```
#[derive(Clone, Debug, Default)]
pub struct PrivateFiles {
    /// `private/settings.toml`.
    pub settings: Option<Arc<Source>>,
    /// `private/contacts/*.md`, in the order of their paths.
    pub contacts: Vec<Arc<Source>>,
    /// `private/log/*.md`, in the order of their paths.
    pub logs: Vec<Arc<Source>>,
    /// `private/inbox/*.md`, in the order of their paths.
    pub inbox: Vec<Arc<Source>>,
}

impl PrivateFiles {
    /// All paths and texts.
    pub fn fingerprint(&self) -> Fingerprint {
        let Self { settings, contacts, logs, inbox } = self;
        let settings: Vec<_> = settings.iter().cloned().collect();
        Fingerprint::of([&settings, contacts, logs, inbox].map(|texts| fingerprint(texts)))
    }
}

/// The folders of the private half.
const FOLDERS: [&str; 3] = ["private/contacts", "private/log", "private/inbox"];

/// Reads the private half; nothing where there is none. `limit` is the most bytes that a file may have.
pub fn private(report: &mut Report, root: &Root, limit: u64) -> Result<Option<PrivateFiles>> {
    // Where the system cannot say, the guard would know nobody and let everything pass.
    if !is_there(&root.join("private"))? {
        return Ok(None);
    }
    let mut found = Vec::new();
    walk(report, root.dir(), "private", &mut found)?;
    sort(report, found, limit).map(Some)
}

/// Sorts files by what they are and reads the texts. Tests come in here, with files that are on no disk. Pictures and
/// documents may lie anywhere; a text where none is looked for would be missed, so that is a mistake.
pub fn sort(report: &mut Report, mut found: Vec<Blob>, limit: u64) -> Result<PrivateFiles> {
    found.sort_by(|a, b| a.path().cmp(b.path()));
    for blob in &found {
        let place = || Place::start_of(&Source::new(blob.path(), ""));
        if FOLDERS.contains(&blob.path()) {
            report.push(catalog::not_a_folder(place()));
        } else if FOLDERS.iter().any(|folder| blob.path().starts_with(folder)) && is_other_text(blob) {
            report.push(people::misplaced(place()));
        }
    }
    let texts = found.into_iter().filter(|blob| matches!(blob.extension().as_str(), "md" | "toml")).collect();
    let mut files = PrivateFiles::default();
    for source in read_texts(report, texts, limit, &|_| None)? {
        let parts: Vec<_> = source.path().split('/').skip(1).collect();
        match parts[..] {
            ["settings.toml"] => files.settings = Some(source),
            ["contacts", name] if is_markdown(name) => files.contacts.push(source),
            ["log", name] if is_markdown(name) => files.logs.push(source),
            ["inbox", name] if is_markdown(name) => files.inbox.push(source),
            _ => report.push(people::misplaced(Place::start_of(&source))),
        }
    }
    Ok(files)
}

/// A text that nobody would read: a contact in it would be unknown to the guard as well.
fn is_other_text(blob: &Blob) -> bool {
    matches!(blob.extension().as_str(), "txt" | "text" | "markdown" | "mdown" | "mkd" | "mdx" | "rst" | "org")
}

fn is_markdown(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending == "md")
}
