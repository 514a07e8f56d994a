//! An entry or a page gets another name: what it is, and what of it must not change.

use super::edits::paths;
use super::{Renamed, articles, follow, same};
use crate::command::Both;
use crate::command::change::Step;
use crate::diagnostic::{Report, Source, Span};
use crate::error::{Error, Result};
use crate::exchange::file;
use crate::model::{Article, Kind};
use crate::parse::fields::nearest;
use crate::parse::{Document, date};

/// What is renamed, and what of it must not change.
pub(super) struct Thing<'a> {
    pub(super) article: &'a Article,
    pub(super) kind: Option<Kind>,
    /// Where it is, below the site's root.
    pub(super) address: String,
    /// What feeds know it by, where that hangs on the file's name and somebody may have seen it.
    id: Option<String>,
}

/// What changes when the thing called `old` is called `new`.
pub(super) fn entry(both: &Both, old: &str, new: &str) -> Result<(Vec<Step>, Renamed)> {
    let thing = only(both, old)?;
    let article = thing.article;
    let path = new_path(article, new);
    if article.slug == new && article.source.path() == path {
        return Err(same(&path));
    }
    let taken =
        |other: &Article, kind: Option<Kind>| kind == thing.kind && other.slug == new && !std::ptr::eq(other, article);
    let entries = both.notebook.entries.iter().map(|entry| (&entry.article, Some(entry.kind())));
    let pages = both.notebook.pages.iter().map(|page| (&page.article, None));
    if let Some((other, _)) = entries.chain(pages).find(|(other, kind)| taken(other, *kind)) {
        return Err(Error::Usage(format!("{} has this name already; nothing was changed", other.source.path())));
    }
    let edits = follow::all(both, &thing, new);
    let mut steps = edits.steps();
    let alias = lasting(&mut steps, &thing, new)?;
    let (from, to) = moved(article, &path);
    let followed = paths(&steps).filter(|other| *other != article.source.path()).map(str::to_owned).collect();
    if from != to {
        steps.push(Step::Move { from, to });
    }
    let left = follow::left(both, &thing, &steps);
    Ok((steps, Renamed { path, followed, alias, left }))
}

/// The one thing of that name: its slug, its file's name, or its path.
fn only<'b>(both: &'b Both, name: &str) -> Result<Thing<'b>> {
    let notebook = &both.notebook;
    let (zone, today) = (notebook.settings.timezone, both.day);
    let entries = notebook.entries.iter().map(|entry| {
        let kind = entry.kind();
        let was_out = !entry.article.draft && entry.date.day(zone) <= today;
        let id = (was_out && entry.id.span == Span::default()).then(|| entry.id.value.clone());
        (
            Thing { article: &entry.article, kind: Some(kind), address: address(Some(kind), &entry.article.slug), id },
            was_out,
        )
    });
    let pages = notebook.pages.iter().map(|page| {
        let article = &page.article;
        (Thing { article, kind: None, address: address(None, &article.slug), id: None }, !article.draft)
    });
    let all = entries.chain(pages).filter(|(thing, _)| is_called(thing, name) || thing.article.source.path() == name);
    let mut all: Vec<_> = all.collect();
    match all.len() {
        1 => {
            let (thing, was_out) = all.remove(0);
            Ok(if was_out { thing } else { Thing { address: String::new(), ..thing } })
        }
        0 => {
            let names: Vec<_> = articles(notebook).map(|article| article.slug.as_str()).collect();
            let near = nearest(name, &names).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            Err(Error::Usage(format!("no entry and no page is called `{name}`{near}; a person has an `@` in front")))
        }
        _ => {
            let paths: Vec<_> = all.iter().map(|(thing, _)| format!("  {}", thing.article.source.path())).collect();
            Err(Error::Usage(format!("several are called `{name}`; which of them?\n{}", paths.join("\n"))))
        }
    }
}

/// Where something of this name is, below the site's root.
pub(super) fn address(kind: Option<Kind>, slug: &str) -> String {
    kind.map_or_else(|| format!("/{slug}/"), |kind| format!("/{}/{slug}/", kind.folder()))
}

/// Whether a name, perhaps with its kind before it, is one of this thing's.
pub(super) fn is_called(thing: &Thing<'_>, name: &str) -> bool {
    let folder = thing.kind.map_or("pages", Kind::folder);
    let bare = name.trim().strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')).unwrap_or(name.trim());
    [&thing.article.slug, &thing.article.name, &thing.article.stem].into_iter().any(|known| known == bare)
}

/// A name with its last part new.
pub(super) fn renamed(name: &str, new: &str) -> String {
    name.rsplit_once('/').map_or_else(|| new.to_owned(), |(folder, _)| format!("{folder}/{new}"))
}

/// The file's path with another slug in it; its day stays.
pub(super) fn new_path(article: &Article, new: &str) -> String {
    let path = article.source.path();
    let day = date::of_name(&article.stem).ok().and_then(|(day, _)| day);
    let stem = day.map_or_else(|| new.to_owned(), |day| format!("{day}-{new}"));
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    if article.own_folder {
        let (outer, _) = folder.rsplit_once('/').unwrap_or(("", folder));
        return format!("{outer}/{stem}/{file}");
    }
    format!("{folder}/{stem}.md")
}

/// What is moved: the file, or its own folder with all that is in it.
pub(super) fn moved(article: &Article, path: &str) -> (String, String) {
    let folder = |path: &str| path.rsplit_once('/').map_or_else(String::new, |(folder, _)| folder.to_owned());
    let from = article.source.path();
    if article.own_folder { (folder(from), folder(path)) } else { (from.to_owned(), path.to_owned()) }
}

/// Writes down what must not change with the name: the id that feeds know, and the old address. A slug of its own goes,
/// since the file is called so now. What was never out has neither.
fn lasting(steps: &mut Vec<Step>, thing: &Thing<'_>, new: &str) -> Result<Option<String>> {
    let path = thing.article.source.path();
    let known = steps.iter().position(|step| matches!(step, Step::Replace { path: other, .. } if other == path));
    let old = thing.article.source.text().to_owned();
    let now = known.map_or_else(
        || old.clone(),
        |index| match &steps[index] {
            Step::Replace { text, .. } => text.clone(),
            _ => old.clone(),
        },
    );
    let set = |text: String, key: &str, value: Option<toml_edit::Value>| {
        let front = Document::split(&mut Report::new(), Source::new(path, text.clone())).front;
        file::with_key(&text, front.range(), key, value)
            .ok_or_else(|| Error::Usage(format!("{path} cannot be added to; nothing was changed")))
    };
    let mut text = set(now, "slug", None)?;
    if let Some(id) = &thing.id {
        text = set(text, "id", Some(id.into()))?;
    }
    let now = address(thing.kind, new);
    let alias = Some(thing.address.clone()).filter(|address| !address.is_empty() && *address != now);
    // A name that comes back is an address of its own again and leads nowhere else.
    let before: Vec<_> = thing.article.aliases.iter().map(|at| at.value.clone()).collect();
    let mut aliases: Vec<_> =
        before.iter().filter(|known| known.trim_matches('/') != now.trim_matches('/')).cloned().collect();
    aliases.extend(alias.clone().filter(|alias| !aliases.contains(alias)));
    if aliases != before {
        text = set(text, "aliases", (!aliases.is_empty()).then(|| file::list(&aliases)))?;
    }
    let step = Step::Replace { path: path.to_owned(), old, text };
    match known {
        Some(index) => steps[index] = step,
        None => steps.push(step),
    }
    Ok(alias)
}
