//! What templates are told: words, addresses and numbers, ready to be printed.
//!
//! These are the only values that templates can see. Everything optional is always there, as `none` or an empty list,
//! so that a template can ask for it without asking first whether it may.

mod entry;
mod list;
mod site;

use std::sync::OnceLock;

use chrono::Datelike;
use serde::Serialize;
use tera::Value;

pub use entry::{SourceView, card, page, page_toc};
use list::Whole;
pub use list::{letters, list};
pub use site::SiteView;

use super::asked::{Asked, Told};
use super::words;
use crate::audience::ListOf;
use crate::model::{Article, Kind, Settings};
use crate::parse::date::Moment;
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

/// A tag and how many entries have it.
#[derive(Clone, Debug, Serialize)]
pub struct TagView {
    name: String,
    url: String,
    count: usize,
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

/// Something as a template is told of it.
fn of(it: &impl Serialize) -> Value {
    Value::from_serializable(it)
}

/// What is told on many pages: each entry as a line in a list, each tag, what the pages of a list have in common. Made
/// when a page first shows it, as far as the theme asks for it.
#[derive(Debug)]
pub struct Rows<'a> {
    site: &'a PublicSite,
    asked: Asked,
    made: Vec<OnceLock<Value>>,
    archive: OnceLock<Whole>,
    kinds: [OnceLock<Whole>; Kind::ALL.len()],
    tags: Vec<OnceLock<Whole>>,
    tag_links: Vec<OnceLock<Value>>,
}

impl<'a> Rows<'a> {
    /// What is told of a site, none of it made yet.
    pub fn of(site: &'a PublicSite) -> Self {
        fn unmade<T>(count: usize) -> Vec<OnceLock<T>> {
            (0..count).map(|_| OnceLock::new()).collect()
        }
        let tags = site.journal.tags.len();
        Self {
            site,
            asked: Asked::of(&site.theme),
            made: unmade(site.journal.entries.len()),
            archive: OnceLock::new(),
            kinds: Default::default(),
            tags: unmade(tags),
            tag_links: unmade(tags),
        }
    }

    /// The site whose pages they are told on.
    pub fn site(&self) -> &'a PublicSite {
        self.site
    }

    /// What the theme asks for.
    pub fn asked(&self) -> &Asked {
        &self.asked
    }

    /// The lines of some entries.
    pub fn of_entries(&self, entries: impl IntoIterator<Item = usize>) -> Vec<Value> {
        entries.into_iter().map(|index| self.row(index)).collect()
    }

    fn told(&self) -> Told<'_> {
        self.asked.told()
    }

    fn list(&self, of: ListOf) -> &Whole {
        let made = match of {
            ListOf::Archive => &self.archive,
            ListOf::Kind(kind) => &self.kinds[kind as usize],
            ListOf::Tag(tag) => &self.tags[tag],
        };
        made.get_or_init(|| Whole::of(self, of))
    }

    fn tag(&self, index: usize) -> Value {
        self.tag_links[index].get_or_init(|| of(&tag_view(self.site, index))).clone()
    }

    fn row(&self, index: usize) -> Value {
        self.made[index].get_or_init(|| self.line(index)).clone()
    }

    /// An entry as a line in a list.
    fn line(&self, index: usize) -> Value {
        let site = self.site;
        let entry = &site.journal.entries[index];
        let lang = self.lang(&entry.article);
        let told = self.told().put("kind", || name(entry.kind())).put("one", || entry.kind().one());
        told.put("mark", || mark(entry.kind()))
            .put("title", || entry.article.title.as_str())
            .put("url", || site.href(Route::Entry(index)))
            .put("date", || self.moment(entry.date))
            .put("who", || entry.resource().and_then(|resource| short_words(resource.good_for.as_deref()?)))
            .put("lang", || lang)
            .put("dir", || direction(lang))
            .put("state", || site.journal.state(entry).word())
            .into()
    }

    /// The language of an article.
    fn lang<'l>(&'l self, article: &'l Article) -> &'l str {
        article.lang.as_ref().unwrap_or(&self.site.journal.settings.lang)
    }

    /// A moment, as a [date](words::Date) in the journal's own time zone.
    fn moment(&self, moment: Moment) -> Value {
        let day = moment.day(self.site.journal.settings.timezone);
        let told = self.told().put("iso", || moment.to_string()).put("long", || words::long(day));
        told.put("day", || words::day_and_month(day))
            .put("short", || words::short(day))
            .put("month", || words::month_and_year(day))
            .put("year", || day.year())
            .into()
    }
}

/// Whom something suits, where a few words at the beginning say it; half a sentence would say nothing.
fn short_words(text: &str) -> Option<String> {
    let first = text.split(['.', ';', ',', '–', '(']).next().unwrap_or(text).trim();
    (!first.is_empty() && first.chars().count() <= SHORT).then(|| first.to_owned())
}
