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

impl Include {
    /// Whether an article in this state has a page.
    pub fn shows(self, state: State) -> bool {
        match state {
            State::Draft => self.drafts || cfg!(leak = "draft-is-out"),
            State::Scheduled(_) => self.future || cfg!(leak = "future-is-out"),
            State::Published | State::Expired(_) => true,
        }
    }
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
        let keyed = notebook.entries.iter().filter_map(|entry| {
            let state = entry.state(day, zone);
            let keys = (matches!(state, State::Expired(_)), Reverse(entry.date.instant(zone)));
            include.shows(state).then(|| (keys, Arc::clone(entry)))
        });
        let mut keyed: Vec<_> = keyed.collect();
        // The entries come in the order of their paths, and a stable sort keeps it among those of the same moment.
        keyed.sort_by_key(|(keys, _)| *keys);
        let listed = keyed.iter().filter(|((is_expired, _), _)| !is_expired).count();
        let entries: Vec<_> = keyed.into_iter().map(|(_, entry)| entry).collect();
        let pages = notebook
            .pages
            .iter()
            .filter(|page| include.drafts || !page.article.draft || cfg!(leak = "draft-page-is-out"));
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
        let mut shared: Vec<usize> = Vec::new();
        for tag in self.tags_of(index).iter().map(|tag| &self.tags[*tag]) {
            let here = tag.entries.partition_point(|other| *other < index);
            let near = here.saturating_sub(NEAR)..(here + NEAR + 1).min(tag.entries.len());
            shared.extend(tag.entries[near].iter().filter(|other| **other != index));
        }
        shared.sort_unstable();
        let mut found: Vec<_> = shared.chunk_by(|one, other| one == other).map(|same| (same[0], same.len())).collect();
        let by_rank = |(other, count): &(usize, usize)| (Reverse(*count), other.abs_diff(index), *other);
        if found.len() > most {
            found.select_nth_unstable_by_key(most, by_rank);
            found.truncate(most);
        }
        found.sort_unstable_by_key(by_rank);
        found.into_iter().map(|(other, _)| other).collect()
    }
}

/// The tags of entries, each under its most frequent spelling, in the order of their folded names; and for each entry
/// the places of its tags.
fn tags(entries: &[Arc<Entry>]) -> (Vec<Tag>, Vec<Vec<usize>>) {
    let (spellings, spelled) = spellings(entries);
    let mut folded: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (spelling, (text, _)) in spellings.iter().enumerate() {
        folded.entry(slug::fold(text)).or_default().push(spelling);
    }
    let mut places = vec![0; spellings.len()];
    let mut tags = Vec::with_capacity(folded.len());
    for (place, same) in folded.into_values().enumerate() {
        for spelling in &same {
            places[*spelling] = place;
        }
        // Of equally frequent spellings the first of the alphabet.
        let best =
            same.into_iter().map(|spelling| spellings[spelling]).min_by_key(|(text, uses)| (Reverse(*uses), *text));
        let name = best.map(|(text, _)| text.to_owned()).unwrap_or_default();
        tags.push(Tag { slug: slug::slug(&name), name, entries: Vec::new() });
    }
    let place = |spellings: Vec<usize>| spellings.into_iter().map(|spelling| places[spelling]).collect();
    let tags_of: Vec<Vec<_>> = spelled.into_iter().map(place).collect();
    for (index, places) in tags_of.iter().enumerate() {
        for place in places {
            tags[*place].entries.push(index);
        }
    }
    (tags, tags_of)
}

/// Every spelling of a tag with the number of its uses, and for each entry its spellings' places: there are far fewer
/// of them than uses.
fn spellings(entries: &[Arc<Entry>]) -> (Vec<(&str, usize)>, Vec<Vec<usize>>) {
    let (mut spellings, mut places) = (Vec::new(), HashMap::new());
    let mut spelled = Vec::with_capacity(entries.len());
    for entry in entries {
        let mut own = Vec::with_capacity(entry.tags.len());
        for tag in &entry.tags {
            let place = *places.entry(tag.value.as_str()).or_insert_with(|| {
                spellings.push((tag.value.as_str(), 0));
                spellings.len() - 1
            });
            spellings[place].1 += 1;
            own.push(place);
        }
        spelled.push(own);
    }
    (spellings, spelled)
}
