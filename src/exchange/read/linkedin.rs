//! LinkedIn's `Connections.csv`: a preamble of any length, then a row a person. Most have no mail address.

use super::has_all;
use crate::exchange::table::{Row, Table};
use crate::exchange::{Found, Person, days};

/// What stands in one line, if every quotation mark has its partner.
const FLAT: [&str; 4] = ["First Name", "Last Name", "URL", "Email Address"];

/// Whether this is the header; older files have no `URL`.
pub fn is_head(head: &[String]) -> bool {
    has_all(head, &["First Name", "Last Name", "Connected On"])
}

/// The people; nothing where there is no header.
pub fn read(text: &str) -> Option<Found> {
    let table = Table::read(text, is_head)?;
    let mut found = Found::default();
    for row in table.rows(&mut found, &FLAT) {
        let person = person(&mut found, &row);
        if person.name.is_empty() {
            found.skip(row.line, "it has no name");
        } else {
            found.people.push(person);
        }
    }
    found.unknown = table.unknown();
    Some(found)
}

/// To be connected is no contact: the day is the one on which they met, and says nothing of being in touch.
fn person(found: &mut Found, row: &Row<'_>) -> Person {
    let name = format!("{} {}", row.get("First Name"), row.get("Last Name"));
    let mut person = Person::new(row.line, &name);
    person.put("org", row.get("Company"));
    person.put("role", row.get("Position"));
    let urls = person.add_url(row.get("URL"));
    let emails = person.add_email(row.get("Email Address"));
    let connected = row.get("Connected On");
    let day = days::day(connected);
    person.days.extend(day.map(|day| ("met", day)));
    if !person.name.is_empty() {
        for why in [urls, emails].into_iter().filter_map(Result::err) {
            found.lacks(row.line, why);
        }
        if day.is_none() && !connected.is_empty() {
            found.lacks(row.line, format!("`{connected}` is no day"));
        }
    }
    person
}
