//! Lists of entries and of tags.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::{KindView, Rows, TagView, kind_view, tags};
use crate::audience::{List, ListOf};
use crate::model::Kind;
use crate::plan::{Feed, PublicSite, Route, years};
use crate::render::asked::Told;

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
    home: String,
    /// What is told of it in the same words on each page.
    told: Vec<(&'static str, Value)>,
}

impl Whole {
    /// What the pages of a list have in common.
    pub(super) fn of(rows: &Rows<'_>, of: ListOf) -> Self {
        let site = rows.site;
        let years = site.years(of);
        let entries: Vec<usize> = years.iter().flat_map(|year| year.entries.iter().copied()).collect();
        let (home, feed) = places(site, of);
        let kind = if let ListOf::Kind(kind) = of { Some(kind_view(site, kind, entries.len())) } else { None };
        let tag = if let ListOf::Tag(tag) = of { Some(tag) } else { None };
        let told = vec![
            ("kind", super::of(&kind)),
            ("tag", tag.map(|tag| rows.tag(tag)).into()),
            ("alongside", tag.map(|tag| alongside(rows, tag)).unwrap_or_default().into()),
            ("total", entries.len().into()),
            ("kinds", super::of(&kinds_among(site, &entries))),
            ("feed", feed.into()),
            ("home", home.as_str().into()),
        ];
        Self { years, home, told }
    }
}

/// A list of entries, a kind, a tag, the archive, or one year of it; `rows` are the lines of all entries.
pub fn list(list: &List, rows: &Rows<'_>) -> Value {
    let whole = rows.list(list.of);
    let shown_first = years::shown_first(&whole.years);
    let shown = whole.years.iter().enumerate().filter(|(index, year)| match list.year {
        Some(only) => year.year == only,
        None => *index < shown_first,
    });
    let told = rows.told().put("year", || list.year);
    let told = told.put("years", || shown.map(|(_, year)| one_year(rows, year)).collect::<Vec<_>>());
    let told = told.put("all_years", || all_years(rows, list, whole));
    whole.told.iter().fold(told, |told, (name, value)| told.put(name, || value.clone())).into()
}

fn one_year<'r>(rows: &'r Rows<'_>, year: &years::Year) -> Told<'r> {
    let told = rows.told().put("year", || year.year).put("id", || format!("y{}", year.year));
    told.put("rows", || rows.of_entries(year.entries.iter().copied()))
}

/// A link for each year: to its own page where it has one, else to its place in the list.
fn all_years<'r>(rows: &'r Rows<'_>, list: &List, whole: &Whole) -> Vec<Told<'r>> {
    let link = |year: &years::Year| {
        let route = match list.of {
            ListOf::Kind(kind) => Route::KindYear(kind, year.year),
            ListOf::Tag(tag) => Route::TagYear(tag, year.year),
            ListOf::Archive => Route::ArchiveYear(year.year),
        };
        let is_a_page = !rows.site.path(route).is_empty();
        let url = || if is_a_page { rows.site.href(route) } else { format!("{}#y{}", whole.home, year.year) };
        let told = rows.told().put("year", || year.year).put("count", || year.entries.len()).put("url", url);
        told.put("current", || list.year == Some(year.year))
    };
    whole.years.iter().map(link).collect()
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
fn alongside(rows: &Rows<'_>, tag: usize) -> Vec<Value> {
    let site = rows.site;
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for index in &site.journal.tags[tag].entries {
        for other in site.journal.tags_of(*index).iter().filter(|other| **other != tag) {
            *counts.entry(*other).or_default() += 1;
        }
    }
    let mut found: Vec<_> = counts.into_iter().collect();
    found.sort_by_key(|(other, count)| (Reverse(*count), *other));
    found.into_iter().take(6).map(|(other, _)| rows.tag(other)).collect()
}
