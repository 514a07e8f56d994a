//! Files from elsewhere: what a reader makes of them, told in lines.
//!
//! ```text
//! 4 Ana Ruiz                     the line, and the name
//!   email ana@example.org | …    every key that has something, in the order of the alphabet
//!   birthday 03-14
//!   “a note”
//! ```

use goodturn::exchange::read::columns::Map;
use goodturn::exchange::{Format, Found, Link, Person, days, decode, read};

/// What a file holds, found out by its content.
#[track_caller]
pub(crate) fn found(bytes: impl AsRef<[u8]>) -> (Format, Found) {
    let text = decode::text(bytes.as_ref());
    let format = Format::of(&text).unwrap_or_else(|| panic!("not known: {text}"));
    (format, read::read(format, &text, &Map::default()).unwrap())
}

/// The same as text: people, links, what happened, and what was not taken.
pub(crate) fn told(found: &Found) -> String {
    let mut out: Vec<String> = found.people.iter().map(person).collect();
    out.extend(found.links.iter().map(link));
    out.extend(found.happened.iter().map(|it| {
        let what = if it.met { "met" } else { "note" };
        format!("{} {} {what} {}: {}", it.line, it.day, it.who.join(" | "), it.text)
    }));
    out.extend(found.remarks.iter().map(|it| {
        let what = if it.whole { "left out" } else { "in part" };
        format!("{} {what}: {}", it.line, it.why)
    }));
    out.extend(found.unknown.iter().map(|(what, count)| format!("unknown {what}: {count}")));
    out.join("\n")
}

pub(crate) fn person(person: &Person) -> String {
    let mut lines = vec![format!("{} {}", person.line, person.name)];
    let mut keys: Vec<(String, String)> = Vec::new();
    keys.extend(person.handle.iter().map(|handle| ("handle".to_owned(), handle.clone())));
    keys.extend(person.lists.iter().map(|(key, list)| ((*key).to_owned(), list.join(" | "))));
    keys.extend(person.texts.iter().map(|(key, text)| ((*key).to_owned(), text.clone())));
    keys.extend(person.days.iter().map(|(key, day)| ((*key).to_owned(), day.to_string())));
    keys.extend(person.dates.iter().map(|(key, day)| (key.clone(), days::written(*day))));
    keys.sort();
    lines.extend(keys.iter().map(|(key, value)| format!("  {key} {value}")));
    if !person.note.is_empty() {
        lines.push(format!("  “{}”", person.note.replace('\n', "/")));
    }
    lines.join("\n")
}

fn link(link: &Link) -> String {
    let mut lines = vec![format!("{} {} <{}>", link.line, link.title, link.url)];
    lines.extend(link.day.map(|day| format!("  day {day}")));
    if !link.tags.is_empty() {
        lines.push(format!("  tags {}", link.tags.join(" | ")));
    }
    if link.private {
        lines.push("  private".to_owned());
    }
    if !link.note.is_empty() {
        lines.push(format!("  “{}”", link.note.replace('\n', "/")));
    }
    lines.join("\n")
}

/// Compares what a file holds with what it should.
#[track_caller]
pub(crate) fn holds(format: Format, bytes: impl AsRef<[u8]>, expected: &str) {
    let (found_format, found) = found(bytes);
    assert_eq!(found_format, format);
    snapbox::assert_data_eq!(told(&found), snapbox::Data::text(expected.trim_matches('\n')).raw());
}
