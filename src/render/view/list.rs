//! Lists of entries and of tags.

use serde::Serialize;
use tera::Value;

use super::{KindView, TagView, kind_view, tag_view, tags};
use crate::audience::{List, ListOf, Public};
use crate::model::{Kind, Tag};
use crate::plan::{Feed, Route, Site, years};

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
pub fn letters(site: &Site<Public>) -> Vec<Letter> {
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

impl ListView {
    /// A list, or one year of it; `rows` are the lines of all entries.
    pub fn of(site: &Site<Public>, list: &List<'_>, rows: &[Value]) -> Self {
        let years = site.years(&list.of);
        let shown_first = years::shown_first(&years);
        let shown = years.iter().enumerate().filter(|(index, year)| match list.year {
            Some(only) => year.year == only,
            None => *index < shown_first,
        });
        let entries: Vec<usize> = years.iter().flat_map(|year| year.entries.iter().copied()).collect();
        let (home, feed) = places(site, &list.of);
        Self {
            kind: if let ListOf::Kind(kind) = list.of { Some(kind_view(site, kind, entries.len())) } else { None },
            tag: tag_index(site, &list.of).map(|tag| tag_view(site, tag)),
            alongside: if let ListOf::Tag(tag) = list.of { alongside(site, tag) } else { Vec::new() },
            total: entries.len(),
            kinds: kinds_among(site, &entries),
            year: list.year,
            years: shown.map(|(_, year)| year_view(year, rows)).collect(),
            all_years: all_years(site, list, &years, &home),
            feed,
            home,
        }
    }
}

fn year_view(year: &years::Year, rows: &[Value]) -> YearView {
    let rows = year.entries.iter().map(|index| rows[*index].clone()).collect();
    YearView { year: year.year, id: format!("y{}", year.year), rows }
}

/// A link for each year: to its own page where it has one, else to its place in the list.
fn all_years(site: &Site<Public>, list: &List<'_>, years: &[years::Year], home: &str) -> Vec<YearLink> {
    let link = |year: &years::Year| {
        let route = match list.of {
            ListOf::Kind(kind) => Route::KindYear(kind, year.year),
            ListOf::Tag(_) => tag_index(site, &list.of).map_or(Route::Tags, |tag| Route::TagYear(tag, year.year)),
            ListOf::Archive => Route::ArchiveYear(year.year),
        };
        let path = site.path(route);
        let url = if path.is_empty() { format!("{home}#y{}", year.year) } else { site.href(route) };
        YearLink { year: year.year, count: year.entries.len(), url, current: list.year == Some(year.year) }
    };
    years.iter().map(link).collect()
}

/// The address of a list and of its feed.
fn places(site: &Site<Public>, of: &ListOf<'_>) -> (String, Option<String>) {
    match (of, tag_index(site, of)) {
        (ListOf::Kind(kind), _) => (site.href(Route::Kind(*kind)), Some(site.href(Route::Feed(Feed::Kind(*kind))))),
        (ListOf::Tag(_), Some(tag)) => (site.href(Route::Tag(tag)), Some(site.href(Route::Feed(Feed::Tag(tag))))),
        _ => (site.href(Route::Archive), Some(site.href(Route::Feed(Feed::Rss)))),
    }
}

fn tag_index(site: &Site<Public>, of: &ListOf<'_>) -> Option<usize> {
    let ListOf::Tag(tag) = of else { return None };
    site.journal
        .tags
        .binary_search_by(|other| {
            let fold = crate::parse::slug::fold;
            fold(&other.name).cmp(&fold(&tag.name))
        })
        .ok()
}

fn kinds_among(site: &Site<Public>, entries: &[usize]) -> Vec<KindView> {
    let count = |kind: Kind| entries.iter().filter(|index| site.journal.entries[**index].kind() == kind).count();
    let counted = Kind::ALL.into_iter().map(|kind| (kind, count(kind)));
    counted.filter(|(_, count)| *count > 0).map(|(kind, count)| kind_view(site, kind, count)).collect()
}

/// The tags that entries with this one also have, the most frequent first.
fn alongside(site: &Site<Public>, tag: &Tag) -> Vec<TagView> {
    let mut counts: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    for index in &tag.entries {
        for other in site.journal.tags_of(*index) {
            *counts.entry(*other).or_default() += 1;
        }
    }
    let mut found: Vec<_> =
        counts.into_iter().filter(|(other, _)| site.journal.tags[*other].slug != tag.slug).collect();
    found.sort_by_key(|(other, count)| (std::cmp::Reverse(*count), *other));
    found.into_iter().take(6).map(|(other, _)| tag_view(site, other)).collect()
}
