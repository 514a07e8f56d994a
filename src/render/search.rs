//! What the search page looks into: small JSON files, no server.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::words::Date;
use super::{body, view};
use crate::model::Detail;
use crate::parse::slug::fold_words;
use crate::parse::{address, markup};
use crate::plan::{PublicSite, Route, shards};

/// So many characters of an entry's text can be found.
const TEXT: usize = 600;

/// A word that more than one entry in so many has tells nothing; it is written as `*`, which matches all.
const COMMON: usize = 4;

/// The words of so many entries are in memory twice.
const AT_ONCE: usize = 512;

/// The words of all entries, divided as [`shards`] says.
#[derive(Debug)]
pub struct Words(Vec<FxHashMap<String, Hits>>);

/// The entries that have a word, oldest first, counted from the oldest.
#[derive(Debug, Default)]
struct Hits {
    anywhere: Vec<usize>,
    in_title: Vec<usize>,
}

/// The words of one entry, as search compares them.
struct EntryWords {
    title: Vec<String>,
    text: Vec<String>,
}

/// Address, title, mark, kind, date in words, date for machines.
#[derive(Serialize)]
struct Found(String, String, &'static str, &'static str, String, String);

impl Words {
    /// Gathers the words of all listed entries.
    pub fn of(site: &PublicSite) -> Self {
        Self::gathered(site, |ids| ids.map(|id| EntryWords::of(site, id)).collect())
    }

    /// The same on all processors. While they are at it they take up other work, so none of that may wait for this.
    pub fn on_all_processors(site: &PublicSite) -> Self {
        Self::gathered(site, |ids| ids.into_par_iter().map(|id| EntryWords::of(site, id)).collect())
    }

    fn gathered(site: &PublicSite, read: impl Fn(Range<usize>) -> Vec<EntryWords>) -> Self {
        let listed = site.journal.listed().len();
        let count = shards::words(listed);
        let mut words = Self((0..count).map(|_| FxHashMap::default()).collect());
        #[cfg(leak = "words-are-shared")]
        for word in crate::parse::slug::SEEN.lock().map(|seen| seen.clone()).unwrap_or_default() {
            words.add(0, vec![word], |hits| &mut hits.anywhere);
        }
        for first in (0..listed).step_by(AT_ONCE) {
            for (id, entry) in (first..).zip(read(first..listed.min(first + AT_ONCE))) {
                words.add(id, entry.title.clone(), |hits| &mut hits.in_title);
                words.add(id, entry.title, |hits| &mut hits.anywhere);
                words.add(id, entry.text, |hits| &mut hits.anywhere);
            }
        }
        words
    }

    /// One file: each of its words with the entries that have it.
    pub fn shard(&self, site: &PublicSite, index: usize) -> Vec<u8> {
        let common = site.journal.listed().len().max(64) / COMMON;
        let written = |hits: &Hits| {
            let anywhere = if hits.anywhere.len() > common { "*".to_owned() } else { steps(&hits.anywhere) };
            if hits.in_title.is_empty() { anywhere } else { format!("{anywhere}|{}", steps(&hits.in_title)) }
        };
        let shard: BTreeMap<_, _> = self.0[index].iter().map(|(word, hits)| (word, written(hits))).collect();
        serde_json::to_vec(&shard).unwrap_or_default()
    }

    fn add(&mut self, id: usize, words: Vec<String>, list: impl Fn(&mut Hits) -> &mut Vec<usize>) {
        let count = self.0.len();
        for word in words {
            let hits = list(self.0[shards::shard_of(&word, count)].entry(word).or_default());
            if hits.last() != Some(&id) {
                hits.push(id);
            }
        }
    }
}

impl EntryWords {
    fn of(site: &PublicSite, id: usize) -> Self {
        let index = site.journal.listed().len() - 1 - id;
        let title = fold_words(&site.journal.entries[index].article.title);
        Self { title, text: fold_words(&findable(site, index)) }
    }
}

/// One file of entries, oldest first.
pub fn chunk(site: &PublicSite, index: usize) -> Vec<u8> {
    let listed = site.journal.listed().len();
    let ids = index * shards::ENTRIES..((index + 1) * shards::ENTRIES).min(listed);
    let found: Vec<_> = ids.map(|id| found(site, listed - 1 - id)).collect();
    serde_json::to_vec(&found).unwrap_or_default()
}

fn found(site: &PublicSite, index: usize) -> Found {
    let entry = &site.journal.entries[index];
    let date = Date::of(entry.date, site.journal.settings.timezone);
    Found(
        site.href(Route::Entry(index)),
        entry.article.title.clone(),
        view::mark(entry.kind()),
        entry.kind().one(),
        format!("{} {}", date.short, date.year),
        date.iso,
    )
}

/// Ascending numbers as the steps between them, in base 36 and joined by points: two or three bytes each.
fn steps(ids: &[usize]) -> String {
    let mut last = 0;
    let step = |id: &usize| {
        let step = id - last;
        last = *id;
        base36(step)
    };
    ids.iter().map(step).collect::<Vec<_>>().join(".")
}

fn base36(number: usize) -> String {
    let digit = char::from(b"0123456789abcdefghijklmnopqrstuvwxyz"[number % 36]);
    if number < 36 { digit.to_string() } else { base36(number / 36) + &digit.to_string() }
}

/// What an entry can be found by besides its title.
fn findable(site: &PublicSite, index: usize) -> String {
    let entry = &site.journal.entries[index];
    let mut words: Vec<String> = vec![entry.kind().one().to_owned()];
    words.extend(entry.tags.iter().map(|tag| tag.value.clone()));
    match &entry.detail {
        Detail::Resource(it) => {
            words.extend([&it.good_for, &it.author, &it.source].into_iter().flatten().cloned());
            words.extend(address::web(&it.url).map(|url| address::host(&url)));
        }
        Detail::Introduction(it) => {
            words.extend(it.sides.iter().map(|side| side.who.clone()));
            words.extend(it.in_common.clone());
        }
        Detail::Lesson(it) => words.extend(it.try_when.clone()),
    }
    words.extend(entry.article.summary.clone());
    let text = body::plain(site, &entry.article, site.entry_landings(index));
    words.push(markup::shorten(&text, TEXT));
    words.join(" ")
}
