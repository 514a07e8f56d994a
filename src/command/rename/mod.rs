//! `rename`: somebody or something gets another name, and whatever calls it by the old one follows.

mod edits;
mod entry;
mod follow;
mod person;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Both, World, change, prove};
use crate::diagnostic::{Report, Source};
use crate::error::{Error, Result};
use crate::model::{Article, Notebook};
use crate::parse::slug;

/// What was renamed.
#[derive(Clone, Debug, Default)]
pub struct Renamed {
    /// Where it is now, relative to the journal.
    pub path: String,
    /// Other files that call it by its new name.
    pub followed: Vec<String>,
    /// The old address, which leads to the new one.
    pub alias: Option<String>,
    /// Where the old name still stands, as `FILE:LINE`: in a comment or in code, which nobody but its author changes.
    pub left: Vec<String>,
}

/// Renames a contact (`@old`, `@new`) or an entry or page (its name, another slug). Nothing is returned, and nothing
/// changed, where the journal has errors.
///
/// # Errors
/// [`Error::Usage`] where there is no such thing, or another one has the new name.
pub fn rename(report: &mut Report, world: &World, old: &str, new: &str) -> Result<Option<Renamed>> {
    change::begin(&world.root)?;
    let both = world.read_both(report)?;
    if report.has_errors() {
        return Ok(None);
    }
    let wanted = wanted(old, new)?;
    let (steps, renamed) = match old.strip_prefix('@') {
        Some(handle) => person::person(&both, handle, wanted)?,
        None => entry::entry(&both, old, wanted)?,
    };
    prove::both(world, &steps)?;
    change::change(&world.root, &steps, &|_| true)?;
    Ok(Some(renamed))
}

/// The new name without its `@`, if it can be one.
fn wanted<'n>(old: &str, new: &'n str) -> Result<&'n str> {
    let no = |why: &str| Err(Error::Usage(format!("{why}; nothing was changed")));
    let bare = new.strip_prefix('@').unwrap_or(new);
    if !slug::is_slug(bare) {
        let has_letters = bare.contains(char::is_alphanumeric);
        let better = has_letters.then(|| format!("; write it as `{}`", slug::slug(bare)));
        let better = better.unwrap_or_else(|| ": it has neither letters nor digits".to_owned());
        return no(&format!("`{new}` can be no name{better}"));
    }
    if bare != new && !old.starts_with('@') {
        return no(&format!("{old} is an entry or a page, and `{new}` is how people are called"));
    }
    if old.strip_prefix('@') == Some(bare) {
        return Err(same(old));
    }
    Ok(bare)
}

fn same(name: &str) -> Error {
    Error::Usage(format!("{name} is called that already; nothing was changed"))
}

/// Every text of the journal in which a name may stand, once.
fn sources(both: &Both) -> impl Iterator<Item = &Arc<Source>> {
    let circle = &both.circle;
    let own = circle.contacts.iter().map(|contact| &contact.source);
    let own = own.chain(circle.inbox.iter().map(|item| &item.source));
    let own = own.chain(circle.events.iter().map(|event| &event.source));
    let all = own.chain(articles(&both.notebook).map(|article| &article.source));
    all.map(|source| (source.path(), source)).collect::<BTreeMap<_, _>>().into_values()
}

fn articles(notebook: &Notebook) -> impl Iterator<Item = &Article> {
    let pages = notebook.pages.iter().map(|page| &page.article);
    notebook.entries.iter().map(|entry| &entry.article).chain(pages)
}
