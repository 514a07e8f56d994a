//! `rename`: somebody or something gets another name, and whatever calls it by the old one follows.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::change::{self, Step};
use super::{Both, World, prove};
use crate::diagnostic::{At, Report, Source, Span};
use crate::error::{Error, Result};
use crate::exchange::file;
use crate::model::contact::Via;
use crate::model::{Article, Circle, Contact, Kind, Notebook};
use crate::parse::fields::nearest;
use crate::parse::markdown::{Link, Target};
use crate::parse::{Document, date, slug};

/// What was renamed.
#[derive(Clone, Debug)]
pub struct Renamed {
    /// Where it is now, relative to the journal.
    pub path: String,
    /// Other files that call it by its new name.
    pub followed: Vec<String>,
    /// The old address, which leads to the new one.
    pub alias: Option<String>,
}

/// Renames a contact (`@old`, `@new`) or an entry or page (its name, another slug). Nothing is returned, and nothing
/// changed, where the journal has errors.
///
/// # Errors
/// [`Error::Usage`] where there is no such thing, or another one has the new name.
pub fn rename(report: &mut Report, world: &World, old: &str, new: &str) -> Result<Option<Renamed>> {
    let both = world.read_both(report)?;
    if report.has_errors() {
        return Ok(None);
    }
    let wanted = new.strip_prefix('@').unwrap_or(new);
    if !slug::is_slug(wanted) {
        let better = slug::slug(wanted);
        return Err(Error::Usage(format!("`{new}` can be no name; write it as `{better}`; nothing was changed")));
    }
    if old.strip_prefix('@') == Some(wanted) {
        return Err(same(old));
    }
    let (steps, renamed) = match old.strip_prefix('@') {
        Some(handle) => contact(&both.circle, handle, wanted)?,
        None => entry(&both, old, wanted)?,
    };
    prove::both(world, &steps)?;
    change::change(&world.root, &steps, &|_| ())?;
    Ok(Some(renamed))
}

fn same(name: &str) -> Error {
    Error::Usage(format!("{name} is called that already; nothing was changed"))
}

/// Texts that change, by their files.
#[derive(Default)]
struct Edits(BTreeMap<String, Edited>);

/// A file, and what is put into which places of it.
struct Edited {
    source: Arc<Source>,
    edits: Vec<(Span, String)>,
}

impl Edits {
    fn put(&mut self, source: &Arc<Source>, span: Span, text: String) {
        let new = || Edited { source: Arc::clone(source), edits: Vec::new() };
        let edited = self.0.entry(source.path().to_owned()).or_insert_with(new);
        if !edited.edits.iter().any(|(other, _)| *other == span) {
            edited.edits.push((span, text));
        }
    }

    /// Puts `new` where `old` stands last in a place, which may have quotation marks or an address around it.
    fn swap(&mut self, source: &Arc<Source>, span: Span, old: &str, new: &str) {
        let text = &source.text()[span.range()];
        if let Some(at) = text.rfind(old) {
            self.put(source, span, format!("{}{new}{}", &text[..at], &text[at + old.len()..]));
        }
    }

    /// Puts `new` where `old` stands last in the path of a link: a heading below it may be called the same.
    fn swap_path(&mut self, source: &Arc<Source>, link: &Link, old: &str, new: &str) {
        let text = &source.text()[link.span.range()];
        let path = text.find(['#', '?']).map_or(text, |end| &text[..end]);
        if let Some(at) = path.rfind(old) {
            self.put(source, link.span, format!("{}{new}{}", &text[..at], &text[at + old.len()..]));
        }
    }

    /// Puts `new` where `old` stands first in a place: words may follow.
    fn swap_first(&mut self, source: &Arc<Source>, span: Span, old: &str, new: &str) {
        let text = &source.text()[span.range()];
        if let Some(at) = text.find(old) {
            self.put(source, span, format!("{}{new}{}", &text[..at], &text[at + old.len()..]));
        }
    }

    /// The files as they are to be.
    fn steps(self) -> Vec<Step> {
        self.0.into_values().map(Edited::step).collect()
    }
}

impl Edited {
    fn step(mut self) -> Step {
        self.edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
        let old = self.source.text().to_owned();
        let mut text = old.clone();
        for (span, new) in self.edits {
            text.replace_range(span.range(), &new);
        }
        Step::Replace { path: self.source.path().to_owned(), old, text }
    }
}

// ---- people -----------------------------------------------------------------------------------------------------

fn contact(circle: &Circle, old: &str, new: &str) -> Result<(Vec<Step>, Renamed)> {
    let Some(index) = circle.find(old) else {
        let near = circle.nearest_to(old).map(|near| format!("; did you mean @{near}?")).unwrap_or_default();
        return Err(Error::Usage(format!("nobody here has the handle @{old}{near}")));
    };
    if circle.find(new).is_some() {
        return Err(Error::Usage(format!("@{new} is somebody already; nothing was changed")));
    }
    let mut edits = Edits::default();
    for event in &circle.events {
        for who in event.line.who.iter().filter(|who| who.value == old) {
            // In somebody's own file the line does not name them, and its place is the whole line.
            let written = event.source.text()[who.span.range()].starts_with('@');
            if written {
                edits.put(&event.source, who.span, format!("@{new}"));
            }
        }
    }
    let mentions =
        circle.inbox.iter().flat_map(|item| item.kept_for.iter().chain(&item.from).map(|at| (&item.source, at)));
    for (source, at) in mentions.filter(|(_, at)| at.value == old) {
        edits.swap(source, at.span, old, new);
    }
    for other in &circle.contacts {
        if let Some(Via::Handle(via)) =
            other.via.as_ref().filter(|via| matches!(via, Via::Handle(at) if at.value == old))
        {
            introduced(&mut edits, other, via, new);
        }
    }
    let (from, path) = (circle.contacts[index].source.path().to_owned(), format!("private/contacts/{new}.md"));
    let mut steps = edits.steps();
    let followed = paths(&steps).filter(|other| *other != from).map(str::to_owned).collect();
    steps.push(Step::Move { from, to: path.clone() });
    Ok((steps, Renamed { path, followed, alias: None }))
}

/// `via` as a handle has its place; where it only turned out to be one, the line says it in some other way.
fn introduced(edits: &mut Edits, other: &Contact, via: &At<String>, new: &str) {
    if via.span != Span::default() {
        return edits.swap(&other.source, via.span, &via.value, new);
    }
    let front = &other.source.text()[other.front.range()];
    let line = front.lines().find(|line| line.trim_start().starts_with("via"));
    if let Some(at) = line.and_then(|line| Some(front.find(line)? + line.rfind(&via.value)?)) {
        let span = Span::new(at..at + via.value.len()).shifted(other.front.start as usize);
        edits.put(&other.source, span, new.to_owned());
    }
}

fn paths(steps: &[Step]) -> impl Iterator<Item = &str> {
    steps.iter().filter_map(|step| if let Step::Replace { path, .. } = step { Some(path.as_str()) } else { None })
}

// ---- entries and pages ------------------------------------------------------------------------------------------

/// What is renamed, and what of it must not change.
struct Thing<'a> {
    article: &'a Article,
    kind: Option<Kind>,
    /// Where it is, below the site's root.
    address: String,
    /// What feeds know it by, where that hangs on the file's name and somebody may have seen it.
    id: Option<String>,
}

fn entry(both: &Both, old: &str, new: &str) -> Result<(Vec<Step>, Renamed)> {
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
    let mut edits = Edits::default();
    for other in articles(&both.notebook) {
        for link in &other.text.links {
            follow(&mut edits, &thing, other, link, new);
        }
    }
    for event in &both.circle.events {
        for cite in event.line.cites.iter().filter(|cite| is_called(&thing, cite.value.split('|').next().unwrap_or("")))
        {
            let text = &event.source.text()[cite.span.range()];
            let (name, words) = text.split_at(text.find('|').unwrap_or(text.len()));
            edits.put(&event.source, cite.span, format!("{}{words}", renamed(name.trim(), new)));
        }
    }
    let mut steps = edits.steps();
    let alias = lasting(&mut steps, &thing, new)?;
    let (from, to) = moved(article, &path);
    let followed = paths(&steps).filter(|other| *other != article.source.path()).map(str::to_owned).collect();
    if from != to {
        steps.push(Step::Move { from, to });
    }
    Ok((steps, Renamed { path, followed, alias }))
}

fn articles(notebook: &Notebook) -> impl Iterator<Item = &Article> {
    let pages = notebook.pages.iter().map(|page| &page.article);
    notebook.entries.iter().map(|entry| &entry.article).chain(pages)
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

fn address(kind: Option<Kind>, slug: &str) -> String {
    kind.map_or_else(|| format!("/{slug}/"), |kind| format!("/{}/{slug}/", kind.folder()))
}

/// Whether a name, perhaps with its kind before it, is one of this thing's.
fn is_called(thing: &Thing<'_>, name: &str) -> bool {
    let folder = thing.kind.map_or("pages", Kind::folder);
    let bare = name.trim().strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')).unwrap_or(name.trim());
    [&thing.article.slug, &thing.article.name, &thing.article.stem].into_iter().any(|known| known == bare)
}

/// A name with its last part new.
fn renamed(name: &str, new: &str) -> String {
    name.rsplit_once('/').map_or_else(|| new.to_owned(), |(folder, _)| format!("{folder}/{new}"))
}

/// The file's path with another slug in it; its day stays.
fn new_path(article: &Article, new: &str) -> String {
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
fn moved(article: &Article, path: &str) -> (String, String) {
    let folder = |path: &str| path.rsplit_once('/').map_or_else(String::new, |(folder, _)| folder.to_owned());
    let from = article.source.path();
    if article.own_folder { (folder(from), folder(path)) } else { (from.to_owned(), path.to_owned()) }
}

/// A link to the thing gets its new name.
fn follow(edits: &mut Edits, thing: &Thing<'_>, other: &Article, link: &Link, new: &str) {
    match &link.target {
        Target::Entry { name, .. } if is_called(thing, name) => {
            edits.swap_first(&other.source, link.span, name, &renamed(name, new));
        }
        Target::Path { path, .. } if !path.is_empty() => {
            let old = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            let whole = |base: &str| url::Url::parse(&format!("file://{base}")).and_then(|base| base.join(path)).ok();
            let lands = |base: &str| whole(base).map(|url| url.path().trim_end_matches('/').to_owned());
            let folder = other.source.path().split('/').nth(1).and_then(Kind::of_folder);
            let by_address = lands(&address(folder, &other.slug));
            let home = address(thing.kind, &thing.article.slug);
            if by_address.as_deref() == Some(home.trim_end_matches('/')) {
                edits.swap_path(&other.source, link, old, new);
            } else if lands(&format!("/{}", other.source.path())) == Some(format!("/{}", thing.article.source.path())) {
                let (stem, to) = (&thing.article.stem, new_path(thing.article, new));
                let to = to.trim_end_matches("/index.md").trim_end_matches(".md");
                edits.swap_path(&other.source, link, stem, to.rsplit('/').next().unwrap_or(new));
            }
        }
        _ => {}
    }
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
