//! Contacts as a table that a spreadsheet can open and `import` can read again.

use crate::exchange::person::{DAYS, LISTS, TEXTS};
use crate::exchange::{Person, cell, days};
use crate::model::{Cadence, Contact};
use crate::parse::date::Period;

/// Columns of what is decided here, and that no import takes over.
const OURS: [&str; 5] = ["status", "close", "cadence", "subscribed", "consent_name"];

/// The table: a line a person, the values of a list on lines of their own within their cell.
pub fn table<'c>(contacts: impl Iterator<Item = &'c Contact>) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory cannot fail, and every row has as many cells as the header.
    let _ = writer.write_record(head());
    for contact in contacts {
        let row = row(contact);
        let _ = writer.write_record(row.iter().map(|text| cell::write(text).into_owned()));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn head() -> Vec<&'static str> {
    let mut head = vec!["handle", "name"];
    head.extend(LISTS.into_iter().chain(TEXTS).chain(DAYS).chain(["dates", "notes"]).chain(OURS));
    head
}

fn row(contact: &Contact) -> Vec<String> {
    let person = Person::of(contact);
    let mut row = vec![contact.handle.clone(), person.name.clone()];
    row.extend(LISTS.map(|key| person.list(key).join("\n")));
    row.extend(TEXTS.map(|key| person.text(key).to_owned()));
    row.extend(DAYS.map(|key| person.days.get(key).map(ToString::to_string).unwrap_or_default()));
    let dates = person.dates.iter().map(|(name, day)| format!("{} {name}", days::written(*day)));
    row.push(dates.collect::<Vec<_>>().join("\n"));
    row.push(person.note.clone());
    row.extend(ours(contact));
    row
}

/// A rhythm as the key has it: `6w`, `3m`.
fn written(period: Period) -> String {
    match period {
        Period::Days(days) if days % 7 == 0 => format!("{}w", days / 7),
        Period::Days(days) => format!("{days}d"),
        Period::Months(months) if months % 12 == 0 => format!("{}y", months / 12),
        Period::Months(months) => format!("{months}m"),
    }
}

fn ours(contact: &Contact) -> [String; 5] {
    let yes = |is: bool| if is { "true".to_owned() } else { String::new() };
    let cadence = match contact.cadence {
        None => String::new(),
        Some(Cadence::Never) => "none".to_owned(),
        Some(Cadence::Every(period)) => written(period),
    };
    [contact.status.word().to_owned(), yes(contact.close), cadence, yes(contact.subscribed), yes(contact.consent)]
}
