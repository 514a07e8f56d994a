//! The corpus is what `RESULTS.md` says it is.

use std::collections::BTreeSet;

use goodturn_bench::corpus::day::{Day, TODAY};
use goodturn_bench::corpus::{Corpus, Kind};

const CORPUS: Corpus = Corpus { seed: 1, entries: 1_000 };

#[test]
fn the_same_seed_makes_the_same_entries_and_another_one_others() {
    let texts = |seed| (0..20).map(|index| Corpus { seed, entries: 20 }.entry(index).text()).collect::<Vec<_>>();
    assert_eq!(texts(1), texts(1));
    assert!(texts(1).iter().zip(texts(2)).all(|(one, other)| *one != other));
}

#[test]
fn three_in_five_are_resources_and_one_in_five_is_each_of_the_others() {
    let count = |kind| (0..CORPUS.entries).filter(|index| CORPUS.head(*index).kind == kind).count();
    assert_eq!([Kind::Resource, Kind::Introduction, Kind::Lesson].map(count), [600, 200, 200]);
}

#[test]
fn entries_have_two_to_four_tags_and_about_seventeen_hundred_bytes_in_twenty_years() {
    let entries: Vec<_> = (0..CORPUS.entries).map(|index| CORPUS.entry(index)).collect();
    assert!(entries.iter().all(|entry| (2..=4).contains(&entry.head.tags.len())));
    let bytes = entries.iter().map(|entry| entry.body.len()).sum::<usize>() / entries.len();
    assert!((1_500..2_000).contains(&bytes), "{bytes} bytes");
    let years: BTreeSet<_> = entries.iter().map(|entry| entry.head.day.year()).collect();
    assert_eq!(years.len(), 21);
    assert!(entries.iter().all(|entry| entry.head.day < TODAY));
    let all: String = entries.into_iter().map(|entry| entry.body).collect();
    for part in ["```rust\n", "|---|", "\n- ", "\n> ", "](../../", "γέφυρα", "é"] {
        assert!(all.contains(part), "no entry has {part:?}");
    }
}

#[test]
fn names_of_entries_and_people_are_given_once() {
    let slugs: BTreeSet<_> = (0..CORPUS.entries).map(|index| CORPUS.head(index).slug).collect();
    assert_eq!(slugs.len(), CORPUS.entries);
    let handles: BTreeSet<_> = (0..20_000).map(Corpus::handle).collect();
    assert_eq!(handles.len(), 20_000);
}

#[test]
fn days_are_those_of_the_calendar() {
    for (number, day) in [(0, "1970-01-01"), (11_016, "2000-02-29"), (19_782, "2024-02-29"), (TODAY.0, "2026-11-20")] {
        assert_eq!(Day(number).to_string(), day);
    }
}
