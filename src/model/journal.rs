//! What is out on a given day. A site is made of this and of nothing else.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::Datelike;

use super::{Entry, Kind, Notebook, Page, Settings, State};
use crate::load::Blob;
use crate::parse::date::Day;
use crate::parse::slug;

/// The published half of a notebook: it holds no draft and nothing scheduled, so no list, feed or count can show one.
#[derive(Clone, Debug)]
pub struct Journal {
    /// `site.toml`.
    pub settings: Arc<Settings>,
    /// The day for which this is true.
    pub day: Day,
    /// Entries, newest first; those of the same moment in the order of their files' paths. Expired ones come last.
    pub entries: Vec<Arc<Entry>>,
    /// How many of them are shown in lists, feeds and search: all but the expired.
    listed: usize,
    /// The year of each entry, in the site's time zone.
    years: Vec<i32>,
    /// The listed entries of each kind, newest first, as places in `entries`.
    kinds: [Vec<usize>; 3],
    /// Pages, in the order of the menu, then of their titles.
    pub pages: Vec<Arc<Page>>,
    /// Tags of listed entries, in the order of their names.
    pub tags: Vec<Tag>,
    /// The tags of each listed entry, in the order in which it gives them, as places in [`Journal::tags`].
    tags_of: Vec<Vec<usize>>,
    /// Files that lie beside entries; only those that an entry refers to are published.
    pub beside: Arc<Vec<Blob>>,
    /// Files that are published as they are.
    pub statics: Arc<Vec<Blob>>,
}

/// What of the unpublished a preview shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Include {
    /// Drafts.
    pub drafts: bool,
    /// Entries with a date to come.
    pub future: bool,
}

/// A tag and its entries.
#[derive(Clone, Debug)]
pub struct Tag {
    /// As most entries write it.
    pub name: String,
    /// Its part of an address.
    pub slug: String,
    /// Its entries, newest first, as places in [`Journal::entries`].
    pub entries: Vec<usize>,
}

impl Journal {
    /// What is out on `day`, or would be if the drafts and the future were.
    pub fn on(notebook: &Notebook, day: Day, include: Include) -> Self {
        let zone = notebook.settings.timezone;
        let shown = |entry: &&Arc<Entry>| match entry.state(day, zone) {
            State::Draft => include.drafts,
            State::Scheduled(_) => include.future,
            State::Published | State::Expired(_) => true,
        };
        let is_expired = |entry: &Arc<Entry>| matches!(entry.state(day, zone), State::Expired(_));
        let keyed = notebook.entries.iter().filter(shown);
        let mut keyed: Vec<_> =
            keyed.map(|entry| (is_expired(entry), Reverse(entry.date.instant(zone)), Arc::clone(entry))).collect();
        // The entries come in the order of their paths, and a stable sort keeps it among those of the same moment.
        keyed.sort_by_key(|(expired, instant, _)| (*expired, *instant));
        let listed = keyed.iter().filter(|(expired, ..)| !expired).count();
        let entries: Vec<_> = keyed.into_iter().map(|(.., entry)| entry).collect();
        let pages = notebook.pages.iter().filter(|page| include.drafts || !page.article.draft);
        let mut pages: Vec<_> = pages.map(Arc::clone).collect();
        let place = |page: &Page| page.nav.unwrap_or(i64::MAX);
        pages.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.article.title.cmp(&b.article.title)));
        let of_kind = |kind| (0..listed).filter(|index| entries[*index].kind() == kind).collect();
        let kinds = Kind::ALL.map(of_kind);
        let years = entries.iter().map(|entry| entry.date.day(zone).year()).collect();
        let (tags, tags_of) = tags(&entries[..listed]);
        Self {
            settings: Arc::clone(&notebook.settings),
            day,
            tags,
            tags_of,
            kinds,
            years,
            entries,
            listed,
            pages,
            beside: Arc::clone(&notebook.beside),
            statics: Arc::clone(&notebook.statics),
        }
    }

    /// The entries that lists, feeds and search show, newest first.
    pub fn listed(&self) -> &[Arc<Entry>] {
        &self.entries[..self.listed]
    }

    /// The listed entries of a kind, newest first, as places in [`Journal::entries`].
    pub fn of_kind(&self, kind: Kind) -> &[usize] {
        &self.kinds[kind as usize]
    }

    /// The year of an entry, in the site's time zone.
    pub fn year(&self, index: usize) -> i32 {
        self.years[index]
    }

    /// The tags of an entry, as places in [`Journal::tags`]; none for an expired one, which no list shows.
    pub fn tags_of(&self, index: usize) -> &[usize] {
        self.tags_of.get(index).map_or(&[], Vec::as_slice)
    }

    /// The state of an entry on the journal's day.
    pub fn state(&self, entry: &Entry) -> State {
        entry.state(self.day, self.settings.timezone)
    }

    /// The listed entries just before and just after one, in time.
    pub fn neighbours(&self, index: usize) -> (Option<usize>, Option<usize>) {
        if index >= self.listed {
            return (None, None);
        }
        (Some(index + 1).filter(|next| *next < self.listed), index.checked_sub(1))
    }

    /// Up to `most` listed entries that share tags with one: most tags first, then the nearest in time. Of each tag
    /// only the entries nearest in time are looked at, so that a large tag costs no more than a small one.
    pub fn related(&self, index: usize, most: usize) -> Vec<usize> {
        const NEAR: usize = 12;
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for tag in self.tags_of(index).iter().map(|tag| &self.tags[*tag]) {
            let here = tag.entries.partition_point(|other| *other < index);
            let near = here.saturating_sub(NEAR)..(here + NEAR + 1).min(tag.entries.len());
            for other in tag.entries[near].iter().filter(|other| **other != index) {
                *shared.entry(*other).or_default() += 1;
            }
        }
        let mut found: Vec<_> = shared.into_iter().collect();
        found.sort_by_key(|(other, count)| (Reverse(*count), other.abs_diff(index), *other));
        found.into_iter().take(most).map(|(other, _)| other).collect()
    }
}

/// The tags of entries, each under its most frequent spelling, in the order of their folded names; and for each entry
/// the places of its tags.
fn tags(entries: &[Arc<Entry>]) -> (Vec<Tag>, Vec<Vec<usize>>) {
    let mut found: BTreeMap<String, (BTreeMap<&str, usize>, Vec<usize>)> = BTreeMap::new();
    let folded: Vec<Vec<_>> =
        entries.iter().map(|entry| entry.tags.iter().map(|tag| slug::fold(&tag.value)).collect()).collect();
    for (index, entry) in entries.iter().enumerate() {
        for (tag, fold) in entry.tags.iter().zip(&folded[index]) {
            let (spellings, members) = found.entry(fold.clone()).or_default();
            *spellings.entry(&tag.value).or_default() += 1;
            members.push(index);
        }
    }
    let places: HashMap<_, _> = found.keys().cloned().zip(0..).collect();
    let tags_of = folded.iter().map(|tags| tags.iter().map(|fold| places[fold]).collect()).collect();
    let tag = |(spellings, entries): (BTreeMap<&str, usize>, Vec<usize>)| {
        // Of equally frequent spellings the first of the alphabet.
        let name = spellings.iter().rev().max_by_key(|(_, count)| **count).map(|(name, _)| *name);
        let name = name.unwrap_or_default().to_owned();
        Tag { slug: slug::slug(&name), name, entries }
    };
    (found.into_values().map(tag).collect(), tags_of)
}
