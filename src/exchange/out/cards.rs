//! Contacts as vCards: 4.0 (RFC 6350), or 3.0 (RFC 2426) for programs that know no other. All in one file.

use crate::exchange::Person;
use crate::exchange::person::{DAYS, LISTS, TEXTS};
use crate::exchange::read::vcard::OWN;
use crate::model::Contact;
use crate::parse::date::Anniversary;
use crate::render::content::{self, escaped};

/// A version of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 3.0.
    Three,
    /// 4.0.
    Four,
}

/// Keys that have a property of their own; the others get one of ours.
const NAMED: [&str; 8] = ["aka", "email", "phone", "url", "circles", "org", "role", "uid"];

/// The cards.
pub fn cards<'c>(contacts: impl Iterator<Item = &'c Contact>, version: Version) -> String {
    let mut out = String::new();
    contacts.for_each(|contact| card(&mut out, &Person::of(contact), version));
    out
}

fn card(out: &mut String, person: &Person, version: Version) {
    let mut line = |text: String| content::line(out, &text);
    line("BEGIN:VCARD".to_owned());
    line(format!("VERSION:{}", if version == Version::Four { "4.0" } else { "3.0" }));
    let words = |text: &str| plain(text, version);
    line(format!("FN:{}", words(&person.name)));
    let (given, family) = person.name.rsplit_once(' ').unwrap_or((&person.name, ""));
    line(format!("N:{};{};;;", escaped(family), escaped(given)));
    let simple = [("aka", "NICKNAME"), ("email", "EMAIL"), ("url", "URL"), ("circles", "CATEGORIES")];
    for (key, property) in simple {
        for text in person.list(key) {
            // An address is no text: its commas stay as they are.
            line(format!("{property}:{}", if key == "url" { text.clone() } else { words(text) }));
        }
    }
    let tel = if version == Version::Four { "TEL;VALUE=text" } else { "TEL" };
    person.list("phone").iter().for_each(|text| line(format!("{tel}:{}", words(text))));
    let uid = if version == Version::Four { "UID;VALUE=text:" } else { "UID:" };
    let single = [("org", "ORG:", ""), ("role", "TITLE:", ""), ("city", "ADR:;;;", ";;;"), ("uid", uid, "")];
    for (key, front, back) in single {
        // A workplace and an address have parts, between which semicolons stand.
        let text = if matches!(key, "org" | "city") { escaped(person.text(key)) } else { words(person.text(key)) };
        if !text.is_empty() {
            line(format!("{front}{text}{back}"));
        }
    }
    dates(&mut line, person, version);
    ours(&mut line, person);
    if !person.note.is_empty() {
        line(format!("NOTE:{}", words(&person.note)));
    }
    line("END:VCARD".to_owned());
}

/// A value without parts: version 3.0 wants its semicolons escaped, and 4.0 can do without, which more programs read.
fn plain(text: &str, version: Version) -> String {
    let escaped = escaped(text);
    if version == Version::Four { escaped.replace("\\;", ";") } else { escaped }
}

/// A birthday without its year is `--0314`; where version 3.0 has no way to say that, it is as Apple and Google do it.
fn dates(line: &mut impl FnMut(String), person: &Person, version: Version) {
    let written = |day: &Anniversary| match (day.year, version) {
        (Some(year), Version::Four) => format!(":{year:04}{:02}{:02}", day.month, day.day),
        (None, Version::Four) => format!(":--{:02}{:02}", day.month, day.day),
        _ => of_apple(day),
    };
    let mut group = 0;
    for (name, day) in &person.dates {
        match (name.as_str(), version) {
            ("birthday", _) => line(format!("BDAY{}", written(day))),
            ("anniversary", Version::Four) => line(format!("ANNIVERSARY{}", written(day))),
            _ => {
                group += 1;
                line(format!("item{group}.X-ABDATE{}", of_apple(day)));
                line(format!("item{group}.X-ABLABEL:{}", escaped(name)));
            }
        }
    }
}

fn of_apple(day: &Anniversary) -> String {
    match day.year {
        Some(year) => format!(":{year:04}-{:02}-{:02}", day.month, day.day),
        None => format!(";X-APPLE-OMIT-YEAR=1604:1604-{:02}-{:02}", day.month, day.day),
    }
}

/// What no standard has a name for.
fn ours(line: &mut impl FnMut(String), person: &Person) {
    let property = |key: &str| format!("{OWN}{}", key.to_ascii_uppercase().replace('_', "-"));
    if let Some(handle) = &person.handle {
        line(format!("{}:{}", property("handle"), escaped(handle)));
    }
    for key in LISTS.into_iter().filter(|key| !NAMED.contains(key)) {
        person.list(key).iter().for_each(|text| line(format!("{}:{}", property(key), escaped(text))));
    }
    let named = |key: &&str| NAMED.contains(key) || *key == "city";
    for key in TEXTS.into_iter().filter(|key| !named(key)) {
        if !person.text(key).is_empty() {
            line(format!("{}:{}", property(key), escaped(person.text(key))));
        }
    }
    for key in DAYS {
        if let Some(day) = person.days.get(key) {
            line(format!("{}:{day}", property(key)));
        }
    }
}
