//! What templates are told: words, addresses and numbers, ready to be printed.
//!
//! These are the only values that templates can see. Everything optional is always there, as `none` or an empty list,
//! so that a template can ask for it without asking first whether it may.

mod entry;
mod list;
mod site;

use std::sync::OnceLock;

use serde::Serialize;
use tera::Value;

pub use entry::{EntryView, SourceView, page_toc};
use list::Whole;
pub use list::{ListView, letters};
pub use site::SiteView;

use super::words::Date;
use crate::audience::ListOf;
use crate::model::{Kind, Settings};
use crate::plan::{Feed, PublicSite, Route};

/// What stands at the end of a line in a list has room for so many characters.
const SHORT: usize = 30;

/// A kind and how many entries are of it.
#[derive(Clone, Debug, Serialize)]
struct KindView {
    kind: &'static str,
    one: &'static str,
    many: &'static str,
    mark: &'static str,
    url: String,
    count: usize,
    feed: String,
}

/// A word in front of a link.
#[derive(Clone, Serialize)]
pub struct LinkView {
    title: String,
    url: String,
}

/// A tag and how many entries have it.
#[derive(Clone, Debug, Serialize)]
pub struct TagView {
    name: String,
    url: String,
    count: usize,
}

/// A line in a list.
#[derive(Clone, Serialize)]
pub struct Row {
    kind: &'static str,
    one: &'static str,
    mark: &'static str,
    title: String,
    url: String,
    date: Date,
    who: Option<String>,
    lang: String,
    dir: &'static str,
    state: &'static str,
}

/// The theme's file of that name.
pub fn theme_file(site: &PublicSite, name: &str) -> Option<Route> {
    site.theme.assets.iter().position(|blob| blob.name() == name).map(Route::ThemeFile)
}

/// `rtl` or `ltr`.
pub fn direction(lang: &str) -> &'static str {
    if Settings::is_right_to_left(lang) { "rtl" } else { "ltr" }
}

/// The mark that stands for a kind.
pub fn mark(kind: Kind) -> &'static str {
    match kind {
        Kind::Resource => "res",
        Kind::Introduction => "int",
        Kind::Lesson => "les",
    }
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Resource => "resource",
        Kind::Introduction => "introduction",
        Kind::Lesson => "lesson",
    }
}

fn kind_view(site: &PublicSite, kind: Kind, count: usize) -> KindView {
    KindView {
        kind: name(kind),
        one: kind.one(),
        many: kind.many(),
        mark: mark(kind),
        url: site.href(Route::Kind(kind)),
        count,
        feed: site.href(Route::Feed(Feed::Kind(kind))),
    }
}

fn tag_view(site: &PublicSite, index: usize) -> TagView {
    let tag = &site.journal.tags[index];
    TagView { name: tag.name.clone(), url: site.href(Route::Tag(index)), count: tag.entries.len() }
}

/// All tags, in the order of their names.
pub fn tags(site: &PublicSite) -> Vec<TagView> {
    (0..site.journal.tags.len()).map(|index| tag_view(site, index)).collect()
}

/// An entry as a line in a list.
fn row(site: &PublicSite, index: usize) -> Row {
    let entry = &site.journal.entries[index];
    let lang = entry.article.lang.as_ref().unwrap_or(&site.journal.settings.lang);
    Row {
        kind: name(entry.kind()),
        one: entry.kind().one(),
        mark: mark(entry.kind()),
        title: entry.article.title.clone(),
        url: site.href(Route::Entry(index)),
        date: Date::of(entry.date, site.journal.settings.timezone),
        who: entry.resource().and_then(|resource| short_words(resource.good_for.as_deref()?)),
        lang: lang.clone(),
        dir: direction(lang),
        state: site.journal.state(entry).word(),
    }
}

/// Each entry as a line in a list, and what the pages of each list have in common: made when a page first shows it, and
/// shown on several.
#[derive(Debug)]
pub struct Rows<'a> {
    site: &'a PublicSite,
    made: Vec<OnceLock<Value>>,
    archive: OnceLock<Whole>,
    kinds: [OnceLock<Whole>; Kind::ALL.len()],
    tags: Vec<OnceLock<Whole>>,
}

impl<'a> Rows<'a> {
    /// The lines of all entries of a site, none of them made yet.
    pub fn of(site: &'a PublicSite) -> Self {
        let made = site.journal.entries.iter().map(|_| OnceLock::new()).collect();
        let tags = site.journal.tags.iter().map(|_| OnceLock::new()).collect();
        Self { site, made, archive: OnceLock::new(), kinds: Default::default(), tags }
    }

    /// The lines of some entries.
    pub fn of_entries(&self, entries: impl IntoIterator<Item = usize>) -> Vec<Value> {
        entries.into_iter().map(|index| self.row(index).clone()).collect()
    }

    fn list(&self, of: ListOf) -> &Whole {
        let made = match of {
            ListOf::Archive => &self.archive,
            ListOf::Kind(kind) => &self.kinds[kind as usize],
            ListOf::Tag(tag) => &self.tags[tag],
        };
        made.get_or_init(|| Whole::of(self.site, of))
    }

    fn row(&self, index: usize) -> &Value {
        self.made[index].get_or_init(|| Value::from_serializable(&row(self.site, index)))
    }
}

/// Whom something suits, where a few words at the beginning say it; half a sentence would say nothing.
fn short_words(text: &str) -> Option<String> {
    let first = text.split(['.', ';', ',', '–', '(']).next().unwrap_or(text).trim();
    (!first.is_empty() && first.chars().count() <= SHORT).then(|| first.to_owned())
}
