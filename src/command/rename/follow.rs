//! What calls an entry or a page by its name, or shows what lies in its folder, follows it.

use std::ops::Range;
use std::sync::Arc;

use super::edits::{Edits, last};
use super::entry::{Thing, address, is_called, moved, new_path, renamed};
use super::{articles, sources};
use crate::command::change::Step;
use crate::command::{Both, prove};
use crate::diagnostic::{Report, Span};
use crate::model::{Article, Kind};
use crate::parse::Document;
use crate::parse::address::decode;
use crate::parse::markdown::{Link, Target, definitions};

/// What to write where.
pub(super) fn all(both: &Both, thing: &Thing<'_>, new: &str) -> Edits {
    let mut edits = Edits::default();
    for other in articles(&both.notebook) {
        let body = Document::split(&mut Report::new(), Arc::clone(&other.source)).body;
        for link in other.text.links.iter().chain(&definitions(&other.source, body)) {
            follow(&mut edits, thing, other, link, new);
        }
        if let (Some(image), Some((folder, to))) = (&other.image, folder(thing, new)) {
            let quoted = |text: &str| {
                let bare = text.trim_matches(['"', '\'']);
                let at = text.find(bare)?;
                within(other, folder, bare).map(|part| part.start + at..part.end + at)
            };
            edits.swap_part(&other.source, image.span, quoted, name(&to));
        }
    }
    for source in sources(both).filter(|source| source.path().starts_with("private/")) {
        for (span, name) in cited(source.text()) {
            if means(both, thing, name) {
                edits.put(source, span, renamed(name, new));
            }
        }
    }
    edits
}

/// A link to the thing gets its new name.
fn follow(edits: &mut Edits, thing: &Thing<'_>, other: &Article, link: &Link, new: &str) {
    match &link.target {
        Target::Entry { name, .. } if is_called(thing, name) => {
            edits.swap_first(&other.source, link.span, name, &renamed(name, new));
        }
        Target::Path { path, .. } | Target::Picture(path) if !path.is_empty() => {
            let old = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            let whole = |base: &str| url::Url::parse(&format!("file://{base}")).and_then(|base| base.join(path)).ok();
            let lands = |base: &str| whole(base).map(|url| url.path().trim_end_matches('/').to_owned());
            let kind = other.source.path().split('/').nth(1).and_then(Kind::of_folder);
            let by_address = lands(&address(kind, &other.slug));
            let home = address(thing.kind, &thing.article.slug);
            if by_address.as_deref() == Some(home.trim_end_matches('/')) {
                edits.swap_path(&other.source, link, last(old), new);
            } else if lands(&format!("/{}", other.source.path())) == Some(format!("/{}", thing.article.source.path())) {
                let (stem, to) = (&thing.article.stem, new_path(thing.article, new));
                let to = to.trim_end_matches("/index.md").trim_end_matches(".md");
                edits.swap_path(&other.source, link, last(stem), name(to));
            } else if let Some((folder, to)) = folder(thing, new) {
                edits.swap_path(&other.source, link, |text| within(other, folder, text), name(&to));
            }
        }
        _ => {}
    }
}

/// The thing's own folder, if it has one, and what it will be.
fn folder<'a>(thing: &Thing<'a>, new: &str) -> Option<(&'a str, String)> {
    let (_, to) = moved(thing.article, &new_path(thing.article, new));
    thing.article.own_folder.then_some((thing.article.folder.as_str(), to))
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The part of a path, as it is written in an article, that is the name of this folder.
fn within(article: &Article, folder: &str, path: &str) -> Option<Range<usize>> {
    let mut at: Vec<&str> = article.folder.split('/').collect();
    let mut start = 0;
    for part in path.split('/') {
        let decoded = decode(part);
        match part {
            // From the root on there is `static/`, where no entry has its folder.
            "" => return None,
            "." => {}
            ".." => drop(at.pop()?),
            part => at.push(part),
        }
        let is_there = !matches!(part, "." | "..") && decoded == name(folder);
        if is_there && [&at[..at.len() - 1], &[&*decoded]].concat().join("/") == folder {
            return Some(start..start + part.len());
        }
        start += part.len() + 1;
    }
    None
}

/// Every name in `[[…]]`, with its place: what stands before the words and the heading.
fn cited(text: &str) -> impl Iterator<Item = (Span, &str)> {
    text.match_indices("[[").filter_map(|(at, _)| {
        let start = at + 2;
        let line = text[start..].lines().next()?;
        let inner = &line[..line.find("]]")?];
        let name = inner[..inner.find(['|', '#']).unwrap_or(inner.len())].trim();
        let from = start + inner.find(name)?;
        (!name.is_empty()).then(|| (Span::new(from..from + name.len()), name))
    })
}

/// Whether a name in a private text means the thing, and nothing else that is called so.
fn means(both: &Both, thing: &Thing<'_>, name: &str) -> bool {
    let called = |article: &&Article| [&article.slug, &article.name, &article.stem].into_iter().any(|it| it == name);
    let items = both.circle.inbox.iter().filter(|item| item.name == name || item.stem == name);
    is_called(thing, name) && articles(&both.notebook).filter(called).count() + items.count() <= 1
}

/// Where the old name still stands once all of it is done, in comments and in code.
pub(super) fn left(both: &Both, thing: &Thing<'_>, steps: &[Step]) -> Vec<String> {
    let mut left = Vec::new();
    for source in sources(both) {
        let after = steps.iter().find_map(|step| match step {
            Step::Replace { path, text, .. } if path == source.path() => Some(text.as_str()),
            _ => None,
        });
        let text = after.unwrap_or(source.text());
        let path = steps.iter().find_map(|step| match step {
            Step::Move { from, to } => prove::moved(source.path(), from, to),
            _ => None,
        });
        let path = path.unwrap_or_else(|| source.path().to_owned());
        for (span, _) in cited(text).filter(|(_, name)| means(both, thing, name)) {
            left.push(format!("{path}:{}", text[..span.start as usize].matches('\n').count() + 1));
        }
    }
    left.dedup();
    left
}
