//! What a journal would be after a change, read before the change is made: whatever comes in or gets another name, it
//! stays whole.

use std::sync::Arc;

use super::change::Step;
use super::{Reading, World};
use crate::diagnostic::{Diagnostic, Place, Report, Severity, Source, catalog};
use crate::error::{Error, Result};
use crate::load::{self, Blob, PrivateFiles, PublicFiles, Root};
use crate::model::notebook::Kept;
use crate::model::{Circle, Include, Notebook};
use crate::plan::PublicSite;

/// The private half as it would be, and what would be wrong with it.
pub(super) struct Proved {
    /// Everybody, and everything that happened.
    pub(super) circle: Circle,
    /// The errors, in the order of the files.
    pub(super) wrong: Vec<Diagnostic>,
}

/// Reads the private half as it would be, beside the public one as it is.
pub(super) fn proved(own: &PrivateFiles, steps: &[Step], notebook: &Notebook) -> Proved {
    let (mut after, mut report) = (own.clone(), Report::new());
    for step in steps {
        in_private(&mut after, step);
    }
    for files in [&mut after.contacts, &mut after.logs, &mut after.inbox] {
        files.sort_by(|a, b| a.path().cmp(b.path()));
    }
    sizes(&mut report, steps, notebook.settings.entry_limit);
    let circle = Circle::read(&mut report, after, notebook);
    Proved { circle, wrong: errors(&report) }
}

/// The same, where anything wrong is a reason to write nothing.
///
/// # Errors
/// [`Error::Usage`] with the first thing that would be wrong.
pub(super) fn private(own: &PrivateFiles, steps: &[Step], notebook: &Notebook) -> Result<()> {
    proved(own, steps, notebook).wrong.first().map_or(Ok(()), refuse)
}

/// A text that is larger than the journal reads would stop every command that comes after.
fn sizes(report: &mut Report, steps: &[Step], limit: u64) {
    for step in steps {
        if let Step::Create { path, text } | Step::Replace { path, text, .. } = step
            && text.len() as u64 > limit
        {
            let place = Place::start_of(&Source::new(path.clone(), ""));
            report.push(catalog::too_large(place, text.len() as u64, limit));
        }
    }
}

/// Reads both halves as they would be, up to the addresses of what is out today. What is wrong already is no reason not
/// to change something else.
///
/// # Errors
/// [`Error::Usage`] with the first thing that would be wrong and is not now; [`Error::Io`] where the journal cannot be
/// read.
pub(super) fn both(world: &World, steps: &[Step]) -> Result<()> {
    let after = wrong(world, steps)?;
    if after.is_empty() {
        return Ok(());
    }
    let before = wrong(world, &[])?;
    let known = |it: &Diagnostic| before.iter().any(|old| (old.code, &old.message) == (it.code, &it.message));
    after.iter().find(|it| !known(it)).map_or(Ok(()), refuse)
}

/// What is wrong with the journal once the steps are done.
fn wrong(world: &World, steps: &[Step]) -> Result<Vec<Diagnostic>> {
    let (mut report, mut kept) = (Report::new(), Kept::default());
    let mut loaded = world.load(&mut report, None, &mut kept, &[])?;
    for step in steps {
        in_public(&mut loaded.files, &world.root, step);
    }
    loaded.files.markdown.sort_by(|a, b| a.path().cmp(b.path()));
    let Reading { notebook, theme, day } = world.understand(&mut report, loaded, &mut kept)?;
    let own = load::private::private(&mut report, &world.root, notebook.settings.entry_limit)?;
    let mut own = own.unwrap_or_default();
    for step in steps {
        in_private(&mut own, step);
    }
    Circle::read(&mut report, own, &notebook);
    sizes(&mut report, steps, notebook.settings.entry_limit);
    PublicSite::plan(&mut report, &notebook, theme, day, Include::default());
    Ok(errors(&report))
}

fn errors(report: &Report) -> Vec<Diagnostic> {
    report.sorted().into_iter().filter(|it| it.severity == Severity::Error).cloned().collect()
}

pub(super) fn refuse<T>(wrong: &Diagnostic) -> Result<T> {
    let why = format!("{} would have an error: {}; nothing was written", wrong.place.source.path(), wrong.message);
    Err(Error::Usage(why))
}

fn in_private(after: &mut PrivateFiles, step: &Step) {
    for (folder, files) in [
        ("private/contacts/", &mut after.contacts),
        ("private/log/", &mut after.logs),
        ("private/inbox/", &mut after.inbox),
    ] {
        apply(files, folder, step);
    }
}

fn in_public(after: &mut PublicFiles, root: &Root, step: &Step) {
    apply(&mut after.markdown, "content/", step);
    let Step::Move { from, to } = step else { return };
    let blob = |blob: &Blob| {
        let path = moved(blob.path(), from, to)?;
        Some(Blob::on_disk(path, root.join(blob.path())))
    };
    let beside = after.beside.iter().map(|old| blob(old).unwrap_or_else(|| old.clone()));
    after.beside = Arc::new(beside.collect());
}

/// A step among the files of one folder.
fn apply(files: &mut Vec<Arc<Source>>, folder: &str, step: &Step) {
    match step {
        Step::Create { path, text } if path.starts_with(folder) => files.push(Source::new(path.clone(), text.clone())),
        Step::Replace { path, text, .. } if path.starts_with(folder) => {
            let new = Source::new(path.clone(), text.clone());
            match files.iter_mut().find(|source| source.path() == path) {
                Some(source) => *source = new,
                None => files.push(new),
            }
        }
        Step::Create { .. } | Step::Replace { .. } => {}
        Step::Move { from, to } => {
            for source in files {
                if let Some(path) = moved(source.path(), from, to) {
                    *source = Source::new(path, source.text());
                }
            }
        }
    }
}

/// Where a file is after a move, if it is moved: it, or the folder that it is in.
pub(super) fn moved(path: &str, from: &str, to: &str) -> Option<String> {
    let rest = path.strip_prefix(from)?;
    (rest.is_empty() || rest.starts_with('/')).then(|| format!("{to}{rest}"))
}
