//! Any table: the one that goodturn writes itself, or one of which somebody tells which column is what.

use super::has_all;
use crate::exchange::cell;
use crate::exchange::person::{DAYS, LISTS, TEXTS};
use crate::exchange::table::{Row, Table};
use crate::exchange::{Found, Person, days, words};
use crate::parse::fields::nearest;

/// Which column is what: a key, and the column's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map(Vec<(&'static str, String)>);

/// Keys that a column may be, besides those of a person.
const OTHERS: [&str; 3] = ["name", "birthday", "notes"];
/// Columns of our own table that say what was decided about somebody.
const OURS: [&str; 5] = ["status", "close", "cadence", "subscribed", "consent_name"];

impl Map {
    /// From what was written: `name=Full Name,email=Mail`. A comma belongs to a column's name where no key follows it.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(written: &[String]) -> Result<Self, String> {
        let mut pairs: Vec<(&'static str, String)> = Vec::new();
        for piece in written.iter().flat_map(|text| text.split(',')) {
            match (piece.split_once('='), pairs.last_mut()) {
                (Some((key, column)), _) => pairs.push((known(key.trim())?, column.trim().to_owned())),
                (None, Some((_, column))) => column.push_str(&format!(",{piece}")),
                (None, None) => return Err(format!("`{piece}` tells no column: write `name=Full Name,email=Mail`")),
            }
        }
        Ok(Self(pairs))
    }

    /// Whether nothing is told.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn columns(&self, wanted: &'static str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(key, _)| *key == wanted).map(|(_, column)| column.as_str())
    }
}

/// The keys that a column may be.
fn keys() -> impl Iterator<Item = &'static str> {
    OTHERS.into_iter().chain(LISTS).chain(TEXTS).chain(DAYS)
}

fn known(key: &str) -> Result<&'static str, String> {
    let all: Vec<_> = keys().collect();
    all.iter().find(|known| **known == key).copied().ok_or_else(|| {
        let near = nearest(key, &all).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        format!("no column can be `{key}`{near}\n  the keys are {}", all.join(", "))
    })
}

/// Whether goodturn wrote this.
pub fn is_own(head: &[String]) -> bool {
    has_all(head, &["handle", "name", "email", "circles", "notes"])
}

/// The people of a table.
///
/// # Errors
/// Says which column is missing.
pub fn read(text: &str, map: &Map) -> Result<Found, String> {
    if map.is_empty() {
        let table = Table::read(text, is_own).ok_or("say which column is what: `--map name='Full Name',email=Mail`")?;
        return Ok(people(&table, &["handle", "name"], own));
    }
    if map.columns("name").next().is_none() {
        return Err("say which column has the names: `--map name='Full Name'`".to_owned());
    }
    let wanted: Vec<_> = map.0.iter().map(|(_, column)| column.as_str()).collect();
    let Some(table) = Table::read(text, |head| has_all(head, &wanted)) else { return Err(missing(text, &wanted)) };
    let flat: Vec<_> = ["name", "email", "url"].into_iter().flat_map(|key| map.columns(key)).collect();
    Ok(people(&table, &flat, |found, row| mapped(found, row, map)))
}

/// What to say of columns that are not there: those that are.
fn missing(text: &str, wanted: &[&str]) -> String {
    let Some(first) = Table::read(text, |head| head.iter().filter(|cell| !cell.is_empty()).count() > 1) else {
        return "it is no table".to_owned();
    };
    let absent: Vec<_> = wanted.iter().filter(|name| !first.has(name)).map(|name| format!("`{name}`")).collect();
    format!("there is no column {}\n  the columns are {}", absent.join(" or "), first.head.join(", "))
}

fn people(table: &Table, flat: &[&str], read: impl Fn(&mut Found, &Row<'_>) -> Person) -> Found {
    let mut found = Found::default();
    for row in table.rows(&mut found, flat) {
        let person = read(&mut found, &row);
        if person.name.is_empty() {
            found.skip(row.line, "it has no name");
        } else {
            found.people.push(person);
        }
    }
    found.unknown = table.unknown();
    found
}

fn mapped(found: &mut Found, row: &Row<'_>, map: &Map) -> Person {
    let all = |key: &'static str| map.columns(key).map(|column| row.get(column)).filter(|cell| !cell.is_empty());
    let name = all("name").collect::<Vec<_>>().join(" ");
    let mut person = Person::new(row.line, &name);
    for key in LISTS {
        all(key).for_each(|cell| list(found, &mut person, key, cell.split(" ::: ")));
    }
    for key in TEXTS {
        all(key).for_each(|cell| text(found, &mut person, key, cell));
    }
    for key in DAYS {
        all(key).for_each(|cell| day(found, &mut person, key, cell));
    }
    all("birthday").for_each(|cell| occasion(found, &mut person, "birthday", cell));
    person.note = words::note(&all("notes").collect::<Vec<_>>().join("\n\n"));
    person
}

/// A row of our own: the values of a list stand on lines of their own. A rhythm, and who is close, are decided here and
/// nowhere else, so they are not asked for.
fn own(found: &mut Found, row: &Row<'_>) -> Person {
    let get = |key: &str| cell::read(row.get(key));
    let mut person = Person::new(row.line, &get("name"));
    let handle = get("handle");
    person.handle = (!handle.is_empty()).then_some(handle);
    for key in LISTS {
        list(found, &mut person, key, get(key).lines());
    }
    for key in TEXTS {
        text(found, &mut person, key, &get(key));
    }
    // Decided here and nowhere else; that they are there is no news.
    for key in OURS {
        row.pass(key);
    }
    for key in DAYS {
        day(found, &mut person, key, &get(key));
    }
    for line in get("dates").lines() {
        match line.split_once(' ') {
            Some((text, name)) if !name.trim().is_empty() => occasion(found, &mut person, name, text),
            _ => found.lacks(row.line, format!("`{}` names no day of theirs", words::line(line))),
        }
    }
    person.note = words::note(&get("notes"));
    person
}

fn list<'c>(found: &mut Found, person: &mut Person, key: &'static str, values: impl Iterator<Item = &'c str>) {
    for value in values {
        let added = match key {
            "email" => person.add_email(value),
            "url" => person.add_url(value),
            _ => {
                person.add(key, value);
                Ok(())
            }
        };
        if let Err(why) = added {
            found.lacks(person.line, why);
        }
    }
}

fn text(found: &mut Found, person: &mut Person, key: &'static str, text: &str) {
    if let Err(why) = person.set(key, text) {
        found.lacks(person.line, why);
    }
}

fn day(found: &mut Found, person: &mut Person, key: &'static str, text: &str) {
    match days::day(text) {
        Some(day) => drop(person.days.entry(key).or_insert(day)),
        None if text.is_empty() => {}
        None => found.lacks(person.line, format!("`{text}` is no day")),
    }
}

fn occasion(found: &mut Found, person: &mut Person, name: &str, text: &str) {
    match days::anniversary(text) {
        Some(day) => drop(person.dates.entry(words::line(name)).or_insert(day)),
        None => found.lacks(person.line, format!("`{text}` is no day")),
    }
}
