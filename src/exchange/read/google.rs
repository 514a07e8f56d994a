//! Google Contacts as CSV: in the form of today, and in the one before, which is still in many a backup.

use super::has_all;
use crate::exchange::table::{Row, Table};
use crate::exchange::{Found, Person, days, words};

/// Labels that every account has; they say nothing of a person.
const SYSTEM: [&str; 2] = ["myContacts", "starred"];

/// Parts of a name.
const NAMES: [&str; 5] = ["Name", "First Name", "Given Name", "Last Name", "Family Name"];

/// Columns whose cells have one line.
fn flat(head: &[String]) -> Vec<&str> {
    let numbered = |column: &str| {
        let is_address = column.starts_with("E-mail ") || column.starts_with("Website ");
        is_address && column.ends_with(" - Value")
    };
    head.iter().map(String::as_str).filter(|column| NAMES.contains(column) || numbered(column)).collect()
}

/// Whether this is the header, in either form.
pub fn is_head(head: &[String]) -> bool {
    let now = has_all(head, &["First Name", "Last Name"])
        && ["Labels", "File As", "E-mail 1 - Value"].iter().any(|name| has_all(head, &[name]));
    now || has_all(head, &["Given Name", "Family Name"])
}

/// The people; nothing where there is no header.
pub fn read(text: &str) -> Option<Found> {
    let table = Table::read(text, is_head)?;
    let mut found = Found::default();
    for row in table.rows(&mut found, &flat(&table.head)) {
        let name = name(&row);
        if name.is_empty() {
            found.skip(row.line, "it has no name");
        } else {
            let person = person(&mut found, &row, &name);
            found.people.push(person);
        }
    }
    found.unknown = table.unknown();
    // Labels of values, pieces of a name and of an address that are told otherwise, and a picture's address.
    let told = |column: &str| {
        let numbered = column.chars().any(|c| c.is_ascii_digit());
        let ends = [" - Label", " - Type", " - Formatted", " - Street", " - Region", " - Country", " - Postal Code"];
        numbered && ends.iter().any(|end| column.ends_with(end)) || matches!(column, "File As" | "Photo")
    };
    found.unknown.retain(|column, _| !told(column));
    Some(found)
}

/// The first of several cells that says something.
fn first<'t>(row: &Row<'t>, columns: &[&str]) -> &'t str {
    columns.iter().map(|column| row.get(column)).find(|cell| !cell.is_empty()).unwrap_or("")
}

fn name(row: &Row<'_>) -> String {
    let parts = [
        row.get("Name Prefix"),
        first(row, &["First Name", "Given Name"]),
        first(row, &["Middle Name", "Additional Name"]),
        first(row, &["Last Name", "Family Name"]),
        row.get("Name Suffix"),
    ];
    let whole = words::line(&parts.join(" "));
    let others = first(row, &["Name", "File As", "Nickname", "Organization Name", "Organization 1 - Name"]);
    if whole.is_empty() { words::line(others) } else { whole }
}

fn person(found: &mut Found, row: &Row<'_>, name: &str) -> Person {
    let mut person = Person::new(row.line, name);
    // What Google has for other names, in the form of today and of before.
    let aka = first(row, &["Nickname"]);
    if aka != name {
        person.add("aka", aka);
    }
    let org = first(row, &["Organization Name", "Organization 1 - Name"]);
    if org != name {
        person.put("org", org);
    }
    person.put("role", first(row, &["Organization Title", "Organization 1 - Title"]));
    row.numbered("Address", "City").into_iter().for_each(|city| person.put("city", city));
    row.numbered("Phone", "Value").into_iter().for_each(|phone| person.add_phone(phone));
    let emails = row.numbered("E-mail", "Value").into_iter().map(|email| person.add_email(email));
    let mut wrong: Vec<_> = emails.filter_map(Result::err).collect();
    wrong.extend(row.numbered("Website", "Value").into_iter().filter_map(|url| person.add_url(url).err()));
    for label in first(row, &["Labels", "Group Membership"]).split(" ::: ") {
        let label = label.trim().trim_start_matches('*').trim();
        if !SYSTEM.contains(&label) {
            person.add("circles", label);
        }
    }
    occasions(row, &mut person, &mut wrong);
    person.note = words::note(row.get("Notes"));
    for why in wrong {
        found.lacks(row.line, why);
    }
    person
}

fn occasions(row: &Row<'_>, person: &mut Person, wrong: &mut Vec<String>) {
    let names = row.numbered("Event", "Label").into_iter().chain(row.numbered("Event", "Type"));
    let names = names.map(|name| words::line(name.trim_start_matches('*')).to_lowercase());
    let events = names.zip(row.numbered("Event", "Value"));
    let all = std::iter::once(("birthday".to_owned(), row.get("Birthday"))).chain(events);
    for (name, text) in all.filter(|(_, text)| !text.is_empty()) {
        match days::anniversary(text) {
            Some(day) => {
                let name = if name.is_empty() { "a day".to_owned() } else { name };
                person.dates.entry(name).or_insert(day);
            }
            None => wrong.push(format!("`{text}` is no day")),
        }
    }
}
