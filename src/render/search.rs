//! What the search page looks into: one JSON file, no server.

use serde::Serialize;

use super::view;
use super::words::Date;
use crate::audience::Public;
use crate::model::{Detail, Entry};
use crate::parse::slug::fold_marks;
use crate::parse::{address, markup};
use crate::plan::{Route, Site};

/// So many characters of an entry's text can be found.
const TEXT: usize = 400;

#[derive(Serialize)]
struct Index {
    entries: Vec<Found>,
}

/// Address, title, mark, kind, date in words, date for machines, and folded words to match.
#[derive(Serialize)]
struct Found(String, String, &'static str, &'static str, String, String, String);

/// The index, newest entries first.
pub fn index(site: &Site<Public>) -> Vec<u8> {
    let found = |(index, entry): (usize, &std::sync::Arc<Entry>)| {
        let date = Date::of(entry.date, site.journal.settings.timezone);
        Found(
            site.href(Route::Entry(index)),
            entry.article.title.clone(),
            view::mark(entry.kind()),
            entry.kind().one(),
            format!("{} {}", date.short, date.year),
            date.iso,
            fold_marks(&words(entry)),
        )
    };
    let entries = site.journal.listed().iter().enumerate().map(found).collect();
    serde_json::to_vec(&Index { entries }).unwrap_or_default()
}

/// What an entry can be found by besides its title.
fn words(entry: &Entry) -> String {
    let mut words: Vec<String> = entry.tags.iter().map(|tag| tag.value.clone()).collect();
    match &entry.detail {
        Detail::Resource(it) => {
            words.extend(it.good_for.clone());
            words.extend(it.author.clone());
            words.extend(it.source.clone());
            words.extend(address::web(&it.url).map(|url| address::host(&url)));
        }
        Detail::Introduction(it) => {
            words.extend(it.sides.iter().map(|side| side.who.clone()));
            words.extend(it.in_common.clone());
        }
        Detail::Lesson(it) => words.extend(it.try_when.clone()),
    }
    words.extend(entry.article.summary.clone());
    words.push(markup::shorten(&entry.article.text.plain, TEXT));
    words.join(" ")
}
