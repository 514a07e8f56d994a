//! Long lists are split by year. Nothing is numbered, so a new entry never moves another to a different page.

use crate::model::Journal;

/// A list of more entries than this is split.
pub const LONG: usize = 100;

/// A split list's own page shows whole years until it has at least so many entries.
const FIRST_PAGE: usize = 20;

/// The entries of one year of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// Its entries, newest first, as places in [`Journal::entries`].
    pub entries: Vec<usize>,
}

/// Groups the entries of a list by year, newest first.
pub fn by_year(journal: &Journal, entries: &[usize]) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for index in entries {
        let year = journal.year(*index);
        match years.last_mut() {
            Some(last) if last.year == year => last.entries.push(*index),
            _ => years.push(Year { year, entries: vec![*index] }),
        }
    }
    years
}

/// How many of the years a list's own page shows: all of a short list, the newest of a long one.
pub fn shown_first(years: &[Year]) -> usize {
    let total: usize = years.iter().map(|year| year.entries.len()).sum();
    if total <= LONG {
        return years.len();
    }
    let mut shown = 0;
    let enough = years.iter().position(|year| {
        shown += year.entries.len();
        shown >= FIRST_PAGE
    });
    enough.map_or(years.len(), |at| at + 1)
}
