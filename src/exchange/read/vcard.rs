//! Cards of versions 2.1, 3.0 and 4.0: `calcard` reads the lines of one card; what they say is sorted here.

use std::borrow::Cow;
use std::collections::HashMap;

use calcard::common::IanaString;
use calcard::vcard::{VCard, VCardEntry, VCardProperty as Property, VCardValue};
use calcard::{Entry, Parser};

use crate::exchange::{Found, Person, days, words};
use crate::parse::date::Anniversary;

/// What our own cards have that no standard names: the key stands behind this.
pub const OWN: &str = "X-GOODTURN-";

/// Properties that say nothing of a person, or say again what another one says.
const PASSED: [Property; 9] = [
    Property::Begin,
    Property::End,
    Property::Version,
    Property::Prodid,
    Property::Rev,
    Property::N,
    Property::Kind,
    Property::Source,
    Property::Created,
];

/// Properties that are days.
const DAYS: [&str; 4] = ["BDAY", "ANNIVERSARY", "X-ANNIVERSARY", "X-ABDATE"];

/// What Apple's address book says beside another property.
const BESIDE: [&str; 4] = ["X-ABLABEL", "X-ABUID", "X-ABADR", "X-ABSHOWAS"];

/// The people of all cards.
pub fn read(text: &str) -> Found {
    let mut found = Found::default();
    for card in cards(text) {
        match card {
            Ok((line, text)) => match Parser::new(&text).entry() {
                Entry::VCard(card) => person(&mut found, line, &card),
                _ => found.skip(line, "this card cannot be read"),
            },
            Err((line, why)) => found.skip(line, why),
        }
    }
    found
}

type Card = Result<(u64, String), (u64, &'static str)>;

/// The text cut into cards, each with its line. One inside of another belongs to it.
fn cards(text: &str) -> Vec<Card> {
    let (mut cards, mut card, mut begin, mut depth) = (Vec::new(), String::new(), 0, 0_usize);
    for (number, line) in (1..).zip(text.lines()) {
        // A line that begins with a blank goes on with the value before it, whatever it says.
        let word = line.trim_end().to_ascii_uppercase();
        if word == "BEGIN:VCARD" {
            // A line that ends in the middle of a value (`AGENT:`) has a card in it; any other card was cut off.
            let inside = depth > 0 && card.trim_end().ends_with(':');
            if depth > 0 && !inside {
                cards.push(Err((begin, "this card has no end")));
                card.clear();
                depth = 0;
            }
            depth += 1;
            begin = if depth == 1 { number } else { begin };
        }
        if depth == 1 || depth > 1 && word.is_empty() {
            card.push_str(&without_dash(line));
            card.push_str("\r\n");
        } else if depth == 0 && !word.is_empty() {
            cards.push(Err((number, "it stands outside of any card")));
        }
        if word == "END:VCARD" && depth > 0 {
            depth -= 1;
            if depth == 0 {
                cards.push(Ok((begin, std::mem::take(&mut card))));
            }
        }
    }
    if depth > 0 {
        cards.push(Err((begin, "this card has no end")));
    }
    cards
}

/// A day without a year as the standard has it, `--0314`; many write `--03-14`.
fn without_dash(line: &str) -> Cow<'_, str> {
    let name = line.split([';', ':']).next().unwrap_or_default().rsplit('.').next().unwrap_or_default();
    let is_day = DAYS.iter().any(|known| known.eq_ignore_ascii_case(name));
    match line.trim_end().rsplit_once(":--").filter(|_| is_day) {
        Some((head, day)) if day.len() == 5 && day.as_bytes()[2] == b'-' => {
            Cow::Owned(format!("{head}:--{}", day.replace('-', "")))
        }
        _ => Cow::Borrowed(line),
    }
}

fn person(found: &mut Found, line: u64, card: &VCard) {
    let of = |wanted: &Property| card.entries.iter().find(|entry| entry.name == *wanted);
    let is_group = |entry: &&VCardEntry| {
        let kind = matches!(&entry.name, Property::Kind) || is(entry, "X-ADDRESSBOOKSERVER-KIND");
        kind && entry.values.iter().any(|value| told(value).eq_ignore_ascii_case("group"))
    };
    if card.entries.iter().any(|entry| is_group(&entry)) {
        return found.skip(line, "it is a group and no person");
    }
    let name = [of(&Property::Fn).map(whole), of(&Property::N).map(of_parts), of(&Property::Org).map(first)];
    let name = name.into_iter().flatten().map(|name| words::line(&name)).find(|name| !name.is_empty());
    let Some(name) = name else { return found.skip(line, "it has no name") };
    let labels: HashMap<&str, String> = card
        .entries
        .iter()
        .filter(|entry| is(entry, "X-ABLABEL"))
        .filter_map(|entry| Some((entry.group.as_deref()?, label(&whole(entry)))))
        .collect();
    let mut reader = Reader { person: Person::new(line, &name), notes: Vec::new(), found };
    for entry in &card.entries {
        let label = entry.group.as_deref().and_then(|group| labels.get(group));
        reader.entry(entry, label.map_or("", String::as_str));
    }
    let Reader { mut person, notes, .. } = reader;
    person.note = words::note(&notes.join("\n\n"));
    if person.text("org") == person.name {
        person.texts.remove("org");
    }
    found.people.push(person);
}

struct Reader<'f> {
    person: Person,
    notes: Vec<String>,
    found: &'f mut Found,
}

impl Reader<'_> {
    fn entry(&mut self, entry: &VCardEntry, label: &str) {
        match &entry.name {
            Property::Fn => {
                let name = words::line(&whole(entry));
                if name != self.person.name {
                    self.person.add("aka", &name);
                }
            }
            Property::Nickname => self.all(entry, "aka"),
            Property::Email => self.checked(entry, Person::add_email),
            Property::Url | Property::Socialprofile => self.checked(entry, Person::add_url),
            Property::Tel => texts(entry).iter().for_each(|phone| self.person.add_phone(phone)),
            Property::Org => self.person.put("org", &first(entry)),
            Property::Title | Property::Role => self.person.put("role", &whole(entry)),
            Property::Adr => self.person.put("city", &entry.values.get(3).map(told).unwrap_or_default()),
            Property::Categories => self.all(entry, "circles"),
            Property::Uid => self.person.put("uid", &whole(entry)),
            Property::Note => self.notes.push(whole(entry)),
            Property::Bday => self.day(entry, "birthday"),
            Property::Anniversary => self.day(entry, "anniversary"),
            Property::Other(name) => self.other(entry, &name.to_ascii_uppercase(), label),
            name if PASSED.contains(name) => {}
            name => self.not_understood(name.as_str()),
        }
    }

    fn other(&mut self, entry: &VCardEntry, name: &str, label: &str) {
        if let Some(key) = name.strip_prefix(OWN) {
            return self.own(entry, &key.to_ascii_lowercase().replace('-', "_"));
        }
        match name {
            "X-ABDATE" => self.day(entry, if label.is_empty() { "a day" } else { label }),
            "X-ANNIVERSARY" => self.day(entry, "anniversary"),
            "X-SOCIALPROFILE" => self.checked(entry, Person::add_url),
            "X-NICKNAME" => self.all(entry, "aka"),
            name if BESIDE.contains(&name) => {}
            name => self.not_understood(name),
        }
    }

    /// What goodturn wrote into a card of its own.
    fn own(&mut self, entry: &VCardEntry, key: &str) {
        use crate::exchange::person::{DAYS, LISTS, TEXTS};
        let text = whole(entry);
        if key == "handle" {
            self.person.handle = Some(text).filter(|text| !text.is_empty());
        } else if let Some(key) = LISTS.iter().find(|known| **known == key) {
            self.person.add(key, &text);
        } else if let Some(key) = TEXTS.iter().find(|known| **known == key) {
            self.checked(entry, |person, text| person.set(key, text));
        } else if let Some(key) = DAYS.iter().find(|known| **known == key) {
            self.person.days.extend(days::day(&text).map(|day| (*key, day)));
        } else {
            self.not_understood(&format!("{OWN}{}", key.to_ascii_uppercase()));
        }
    }

    fn all(&mut self, entry: &VCardEntry, key: &'static str) {
        for text in texts(entry) {
            self.person.add(key, &text);
        }
    }

    fn checked(&mut self, entry: &VCardEntry, add: impl Fn(&mut Person, &str) -> Result<(), String>) {
        if let Err(why) = add(&mut self.person, &whole(entry)) {
            self.found.lacks(self.person.line, why);
        }
    }

    fn day(&mut self, entry: &VCardEntry, name: &str) {
        let Some(value) = entry.values.first() else { return };
        match anniversary(value) {
            Some(day) => drop(self.person.dates.entry(words::line(name)).or_insert(day)),
            None if matches!(value, VCardValue::PartialDateTime(_)) => {
                self.found.lacks(self.person.line, format!("its `{}` is no whole day", words::line(name)));
            }
            None if whole(entry).trim().is_empty() => {}
            None => self.found.lacks(self.person.line, format!("`{}` is no day", words::line(&whole(entry)))),
        }
    }

    fn not_understood(&mut self, name: &str) {
        *self.found.unknown.entry(words::line(name)).or_default() += 1;
    }
}

fn is(entry: &VCardEntry, name: &str) -> bool {
    matches!(&entry.name, Property::Other(other) if other.eq_ignore_ascii_case(name))
}

/// `_$!<Anniversary>!$_` is one of Apple's own labels.
fn label(text: &str) -> String {
    let bare = text.trim().trim_start_matches("_$!<").trim_end_matches(">!$_");
    if bare == text.trim() { words::line(bare) } else { words::line(bare).to_lowercase() }
}

/// A value as a text.
fn told(value: &VCardValue) -> String {
    match value {
        VCardValue::Text(text) => text.clone(),
        VCardValue::Component(parts) => parts.join(", "),
        VCardValue::Integer(number) => number.to_string(),
        VCardValue::Kind(kind) => kind.as_str().to_owned(),
        VCardValue::Binary(data) => String::from_utf8_lossy(&data.data).into_owned(),
        _ => String::new(),
    }
}

fn texts(entry: &VCardEntry) -> Vec<String> {
    entry.values.iter().map(told).collect()
}

/// All of a value that should have been one: a comma that nobody escaped had cut it.
fn whole(entry: &VCardEntry) -> String {
    texts(entry).join(", ")
}

fn first(entry: &VCardEntry) -> String {
    entry.values.first().map(told).unwrap_or_default()
}

/// `Family;Given;Additional;Prefix;Suffix`, as it is said.
fn of_parts(entry: &VCardEntry) -> String {
    let part = |place: usize| entry.values.get(place).map(told).unwrap_or_default();
    [3, 1, 2, 0, 4].map(part).join(" ")
}

/// A day, of which the year may be missing or be one that stands for none.
fn anniversary(value: &VCardValue) -> Option<Anniversary> {
    let VCardValue::PartialDateTime(date) = value else { return days::anniversary(&told(value)) };
    let tail = format!("{:02}-{:02}", date.month?, date.day?);
    let year = date.year.map(|year| format!("{year:04}-{tail}"));
    days::anniversary(&year.unwrap_or(format!("--{tail}")))
}
