//! Lists of entries and of tags.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::{KindView, Rows, TagView, kind_view, tag_view, tags};
use crate::audience::{List, ListOf};
use crate::model::Kind;
use crate::plan::{Feed, PublicSite, Route, years};

/// A list of entries: a kind, a tag, the archive; or one year of it.
#[derive(Serialize)]
pub struct ListView {
    kind: Option<KindView>,
    tag: Option<TagView>,
    alongside: Vec<TagView>,
    total: usize,
    kinds: Vec<KindView>,
    year: Option<i32>,
    years: Vec<YearView>,
    all_years: Vec<YearLink>,
    feed: Option<String>,
    home: String,
}

#[derive(Serialize)]
struct YearView {
    year: i32,
    id: String,
    rows: Vec<Value>,
}

#[derive(Serialize)]
struct YearLink {
    year: i32,
    count: usize,
    url: String,
    current: bool,
}

/// The tags under one letter.
#[derive(Serialize)]
pub struct Letter {
    letter: String,
    tags: Vec<TagView>,
}

/// All tags under their first letters.
pub fn letters(site: &PublicSite) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    for tag in tags(site) {
        let first = tag.name.chars().next().unwrap_or('·').to_uppercase().to_string();
        match letters.last_mut() {
            Some(last) if last.letter == first => last.tags.push(tag),
            _ => letters.push(Letter { letter: first, tags: vec![tag] }),
        }
    }
    letters
}

/// What all pages of one list say: its years share it.
#[derive(Debug)]
pub(super) struct Whole {
    years: Vec<years::Year>,
    total: usize,
    kind: Option<KindView>,
    tag: Option<TagView>,
    alongside: Vec<TagView>,
    kinds: Vec<KindView>,
    feed: Option<String>,
    home: String,
}

impl Whole {
    /// What the pages of a list have in common.
    pub(super) fn of(site: &PublicSite, of: ListOf) -> Self {
        let years = site.years(of);
        let entries: Vec<usize> = years.iter().flat_map(|year| year.entries.iter().copied()).collect();
        let (home, feed) = places(site, of);
        Self {
            total: entries.len(),
            kind: if let ListOf::Kind(kind) = of { Some(kind_view(site, kind, entries.len())) } else { None },
            tag: if let ListOf::Tag(tag) = of { Some(tag_view(site, tag)) } else { None },
            alongside: if let ListOf::Tag(tag) = of { alongside(site, tag) } else { Vec::new() },
            kinds: kinds_among(site, &entries),
            years,
            feed,
            home,
        }
    }
}

impl ListView {
    /// A list, or one year of it; `rows` are the lines of all entries.
    pub fn of(site: &PublicSite, list: &List, rows: &Rows<'_>) -> Self {
        let whole = rows.list(list.of);
        let shown_first = years::shown_first(&whole.years);
        let shown = whole.years.iter().enumerate().filter(|(index, year)| match list.year {
            Some(only) => year.year == only,
            None => *index < shown_first,
        });
        Self {
            kind: whole.kind.clone(),
            tag: whole.tag.clone(),
            alongside: whole.alongside.clone(),
            total: whole.total,
            kinds: whole.kinds.clone(),
            year: list.year,
            years: shown.map(|(_, year)| year_view(year, rows)).collect(),
            all_years: all_years(site, list, &whole.years, &whole.home),
            feed: whole.feed.clone(),
            home: whole.home.clone(),
        }
    }
}

fn year_view(year: &years::Year, rows: &Rows<'_>) -> YearView {
    let rows = rows.of_entries(year.entries.iter().copied());
    YearView { year: year.year, id: format!("y{}", year.year), rows }
}

/// A link for each year: to its own page where it has one, else to its place in the list.
fn all_years(site: &PublicSite, list: &List, years: &[years::Year], home: &str) -> Vec<YearLink> {
    let link = |year: &years::Year| {
        let route = match list.of {
            ListOf::Kind(kind) => Route::KindYear(kind, year.year),
            ListOf::Tag(tag) => Route::TagYear(tag, year.year),
            ListOf::Archive => Route::ArchiveYear(year.year),
        };
        let path = site.path(route);
        let url = if path.is_empty() { format!("{home}#y{}", year.year) } else { site.href(route) };
        YearLink { year: year.year, count: year.entries.len(), url, current: list.year == Some(year.year) }
    };
    years.iter().map(link).collect()
}

/// The address of a list and of its feed.
fn places(site: &PublicSite, of: ListOf) -> (String, Option<String>) {
    let (home, feed) = match of {
        ListOf::Kind(kind) => (Route::Kind(kind), Some(Feed::Kind(kind))),
        ListOf::Tag(tag) => (Route::Tag(tag), site.journal.settings.feed.tags.then_some(Feed::Tag(tag))),
        ListOf::Archive => (Route::Archive, Some(Feed::Rss)),
    };
    (site.href(home), feed.map(|feed| site.href(Route::Feed(feed))))
}

fn kinds_among(site: &PublicSite, entries: &[usize]) -> Vec<KindView> {
    let count = |kind: Kind| entries.iter().filter(|index| site.journal.entries[**index].kind() == kind).count();
    let counted = Kind::ALL.into_iter().map(|kind| (kind, count(kind)));
    counted.filter(|(_, count)| *count > 0).map(|(kind, count)| kind_view(site, kind, count)).collect()
}

/// The tags that entries with this one also have, the most frequent first.
fn alongside(site: &PublicSite, tag: usize) -> Vec<TagView> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for index in &site.journal.tags[tag].entries {
        for other in site.journal.tags_of(*index).iter().filter(|other| **other != tag) {
            *counts.entry(*other).or_default() += 1;
        }
    }
    let mut found: Vec<_> = counts.into_iter().collect();
    found.sort_by_key(|(other, count)| (Reverse(*count), *other));
    found.into_iter().take(6).map(|(other, _)| tag_view(site, other)).collect()
}
