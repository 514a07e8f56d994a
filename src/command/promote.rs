//! `promote`: a link of the inbox becomes the draft of a resource. What was noted of it elsewhere is a quotation there,
//! so that the words that make it worth sharing are still to be one's own.

use std::collections::HashSet;
use std::path::PathBuf;

use super::change::{self, Step};
use super::{Both, World};
use super::{new, prove};
use crate::diagnostic::Report;
use crate::error::{Error, Result};
use crate::model::{Circle, Item, Kind, Notebook};
use crate::parse::date::Day;
use crate::parse::markdown::{Link, Target};

/// What came of it.
#[derive(Clone, Debug)]
pub struct Promoted {
    /// The draft, relative to the journal.
    pub path: PathBuf,
    /// The file of the inbox, which stays.
    pub item: String,
}

/// Writes the draft. The link stays in the inbox, where the log may cite it. Nothing is returned, and nothing written,
/// where the journal has errors.
///
/// # Errors
/// [`Error::Usage`] for what is no link, or not to be passed on.
pub fn promote(report: &mut Report, world: &World, stem: &str) -> Result<Option<Promoted>> {
    change::begin(&world.root)?;
    let Both { circle, notebook, day, .. } = world.read_both(report)?;
    if report.has_errors() {
        return Ok(None);
    }
    let item = only(&circle.inbox, stem)?;
    let no = |why: String| Error::Usage(format!("{}: {why}; nothing was written", item.source.path()));
    let url = item.url.as_deref().ok_or_else(|| no("it has no `url`, so it is no link".to_owned()))?;
    if !item.permission.is_settled() {
        let why = format!("its permission is `{}`, so it stays in the inbox", item.permission.word());
        return Err(no(why));
    }
    if let Some(entry) = notebook.entries.iter().find(|entry| entry.resource().is_some_and(|it| it.url == url)) {
        return Err(no(format!("{} is about it already", entry.article.source.path())));
    }
    let text = draft(item, url, day);
    // An address is one entry's alone, whatever the day in its file's name; and a name that stands in `[[…]]` goes on
    // meaning what it means.
    let cited = cited(&circle, &notebook);
    let numbered = (2..).map(|number| format!("{}-{number}", item.name));
    let entry_has =
        |name: &str| notebook.entries.iter().any(|entry| entry.resource().is_some() && entry.article.slug == name);
    let taken =
        |name: &String| entry_has(name) || cited.contains(name.as_str()) || cited.contains(&*format!("{day}-{name}"));
    let name = std::iter::once(item.name.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or_default();
    let path = new::free(world, &format!("content/{}", Kind::Resource.folder()), &format!("{day}-{name}"))?;
    let steps = [Step::Create { path: path.clone(), text }];
    prove::both(world, &steps)?;
    change::change(&world.root, &steps, &|_| true)?;
    Ok(Some(Promoted { path: path.into(), item: item.source.path().to_owned() }))
}

/// Every name that stands in `[[…]]` somewhere.
fn cited<'a>(circle: &'a Circle, notebook: &'a Notebook) -> HashSet<&'a str> {
    let cites = circle.events.iter().flat_map(|event| &event.line.cites);
    let pages = notebook.pages.iter().map(|page| &page.article);
    let links = notebook.entries.iter().map(|entry| &entry.article).chain(pages).flat_map(|it| &it.text.links);
    let name = |link: &'a Link| if let Target::Entry { name, .. } = &link.target { Some(name.trim()) } else { None };
    cites.filter_map(|cite| cite.value.split('|').next()).map(str::trim).chain(links.filter_map(name)).collect()
}

/// The one thing of that name, as the log may call it.
fn only<'i>(inbox: &'i [Item], stem: &str) -> Result<&'i Item> {
    let bare = stem.rsplit('/').next().unwrap_or(stem);
    let bare = bare.strip_suffix(".md").unwrap_or(bare);
    let all: Vec<_> = inbox.iter().filter(|item| item.stem == bare || item.name == bare).collect();
    match all[..] {
        [only] => Ok(only),
        [] => {
            let names: Vec<_> = inbox.iter().map(|item| item.name.as_str()).collect();
            let near = crate::parse::fields::nearest(bare, &names);
            let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            Err(Error::Usage(format!("nothing in private/inbox/ is called `{stem}`{near}")))
        }
        ref several => {
            let names: Vec<_> = several.iter().map(|item| format!("  {}", item.stem)).collect();
            Err(Error::Usage(format!("several things are called `{stem}`; which of them?\n{}", names.join("\n"))))
        }
    }
}

fn draft(item: &Item, url: &str, day: Day) -> String {
    let body = item.source.text()[item.body.range()].replace("\r\n", "\n");
    let mut text = new::resource(&item.title, url, &day.to_string(), &item.tags);
    let quoted: Vec<_> = body.trim().lines().map(in_quotation).collect();
    if !quoted.is_empty() {
        text.push_str(&format!("\n{}\n", quoted.join("\n")));
    }
    text
}

/// What stands in the inbox is a quotation in the draft, whether or not it was one there.
fn in_quotation(line: &str) -> String {
    match line {
        "" => ">".to_owned(),
        line if line.starts_with('>') => line.to_owned(),
        line => format!("> {line}"),
    }
}
