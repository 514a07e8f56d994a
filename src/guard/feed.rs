//! Feeds in RSS: an entry is an item of several of them, of the journal's, of its kind's and of its tags', byte for byte
//! the same. Each item is a text by itself and is searched once. It begins and ends with a tag that nothing else can be
//! taken for, since all words in it are escaped; in JSON they are not.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Hit;
use crate::load::Fingerprint;

/// What was found in items, by what they are known by.
#[derive(Debug, Default)]
pub(super) struct Searched(Mutex<HashMap<Fingerprint, Vec<Hit>>>);

impl Searched {
    /// What is found in an item, which is searched unless it was.
    pub(super) fn once(&self, item: &str, search: impl FnOnce() -> Vec<Hit>) -> Vec<Hit> {
        let known_by = Fingerprint::of([if cfg!(leak = "items-are-alike") { END } else { item }]);
        let known = self.known().get(&known_by).cloned();
        known.unwrap_or_else(|| {
            let hits = search();
            self.known().insert(known_by, hits.clone());
            hits
        })
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Fingerprint, Vec<Hit>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A part of a feed.
pub(super) struct Part<'f> {
    /// Where it begins.
    pub(super) at: usize,
    pub(super) text: &'f str,
    /// Whether it is a whole item; else it stands around them.
    pub(super) is_item: bool,
}

const BEGINNING: &str = "<item>";
const END: &str = "</item>";

/// All that a feed consists of, one after the other.
pub(super) fn parts(feed: &str) -> impl Iterator<Item = Part<'_>> {
    let texts = feed.split_inclusive(END).flat_map(|text| {
        let (around, item) = text.split_at(text.find(BEGINNING).unwrap_or(text.len()));
        [around, item]
    });
    texts.scan(0, |end, text| {
        let at = *end;
        *end += text.len();
        Some(Part { at, text, is_item: text.starts_with(BEGINNING) && text.ends_with(END) })
    })
}
