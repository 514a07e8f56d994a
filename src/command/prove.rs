//! What the private half would be after a change, read before the change is made: whatever comes in, it stays whole.

use super::change::Step;
use crate::diagnostic::{Report, Severity, Source};
use crate::error::{Error, Result};
use crate::load::PrivateFiles;
use crate::model::{Circle, Notebook};

/// Reads the private half as it would be.
///
/// # Errors
/// [`Error::Usage`] with the first thing that would be wrong.
pub(super) fn private(own: &PrivateFiles, steps: &[Step], notebook: &Notebook) -> Result<()> {
    let mut after = PrivateFiles {
        settings: own.settings.clone(),
        contacts: own.contacts.clone(),
        logs: own.logs.clone(),
        inbox: own.inbox.clone(),
    };
    for step in steps {
        apply(&mut after, step);
    }
    let mut report = Report::new();
    Circle::read(&mut report, after, notebook);
    // A log may cite what the public half will only have after the change.
    let known = |code: &str| code == "unknown-citation" && steps.iter().any(|step| matches!(step, Step::Move { .. }));
    let all = report.sorted().into_iter().filter(|wrong| wrong.severity == Severity::Error && !known(wrong.code));
    let Some(wrong) = all.into_iter().next() else { return Ok(()) };
    let why = format!("{} would have an error: {}; nothing was written", wrong.place.source.path(), wrong.message);
    Err(Error::Usage(why))
}

fn apply(after: &mut PrivateFiles, step: &Step) {
    let (old, path, text) = match step {
        Step::Create { path, text } => ("", path, text.clone()),
        Step::Replace { path, text, .. } => (path.as_str(), path, text.clone()),
        Step::Move { from, to } => {
            let text =
                after.contacts.iter().find(|source| source.path() == from).map(|source| source.text().to_owned());
            let Some(text) = text else { return };
            (from.as_str(), to, text)
        }
    };
    let files = match path.split('/').collect::<Vec<_>>()[..] {
        ["private", "contacts", _] => &mut after.contacts,
        ["private", "log", _] => &mut after.logs,
        ["private", "inbox", _] => &mut after.inbox,
        _ => return,
    };
    files.retain(|source| source.path() != old);
    files.push(Source::new(path.clone(), text));
}
