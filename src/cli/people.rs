//! What the owner reads of people: on a terminal, never in a file.

use super::output::{Output, json, say};
use super::{DONE, ERRORS};
use crate::command::due::DueList;
use crate::diagnostic::{Report, show};
use crate::model::Circle;
use crate::model::due::{Gift, Row};
use crate::words;

/// Lines are broken here, and what belongs to a person stands so far in.
const WIDTH: usize = 92;
const INDENT: &str = "   ";

impl Output {
    pub(super) fn due(&self, report: &Report, list: Option<&DueList>) -> u8 {
        let Some(list) = list else { return self.refused(report) };
        if self.json {
            json(&list.json());
        } else {
            self.sections(list);
        }
        DONE
    }

    /// What is wrong, where a command needs all of the journal.
    pub(super) fn refused(&self, report: &Report) -> u8 {
        if self.json {
            json(&show::json(report));
        } else {
            super::output::aside(&show::terminal(report, self.colour_err, "mend this first"));
        }
        ERRORS
    }

    fn sections(&self, list: &DueList) {
        let DueList { day, circle, due } = list;
        say(&format!("{}: {}", day.format("%A, %-d %B %Y"), headline(list)));
        self.section("Now", circle, &due.now, true);
        if due.more > 0 {
            let people = words::counted(due.more, "person").replace("persons", "people");
            say(&format!("\n{INDENT}{} more can wait their turn.", words::capitalised(&people)));
        }
        for item in &due.permissions {
            let item = &circle.inbox[*item];
            let giver = item.from.as_ref().map_or_else(|| "its giver".to_owned(), |from| format!("@{}", from.value));
            say(&format!("\n{INDENT}Ask {giver} whether you may pass on “{}”.", item.title));
        }
        self.section("Find something to bring first", circle, &due.find_first, false);
        self.section("Could help", circle, &due.could_help, true);
        self.short_section("Coming up", list, &due.coming_up);
        self.short_section("Resting", list, &due.resting);
    }

    fn heading(&self, title: &str) {
        say("");
        say(&self.bold(title));
    }

    pub(super) fn bold(&self, text: &str) -> String {
        if self.colour_out { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn section(&self, title: &str, circle: &Circle, rows: &[Row], numbered: bool) {
        if rows.is_empty() {
            return;
        }
        self.heading(title);
        for (number, row) in (1..).zip(rows) {
            let contact = &circle.contacts[row.contact];
            let number = if numbered { format!("{number:>2}. ") } else { "  – ".to_owned() };
            say(&format!("\n{number}{}  @{}", self.bold(&contact.name), contact.handle));
            for reason in &row.reasons {
                paragraph("    ", &format!("{}.", reason.text));
            }
            if row.bring.is_empty() && !contact.values.is_empty() {
                paragraph("    ", &format!("Look for something on: {}.", contact.values.join("; ")));
            }
            row.bring.iter().take(3).for_each(bring);
            if row.bring.is_empty() && !row.room.is_empty() {
                paragraph("    ", &row.room);
            }
        }
    }

    fn short_section(&self, title: &str, list: &DueList, rows: &[Row]) {
        if rows.is_empty() {
            return;
        }
        self.heading(title);
        for row in rows {
            let name = &list.circle.contacts[row.contact].name;
            for reason in &row.reasons {
                let day =
                    if title == "Resting" { String::new() } else { reason.date.format("%a %-d %b  ").to_string() };
                paragraph("  ", &format!("{day}{name}: {}.", reason.text));
            }
        }
    }
}

/// "Three people would be glad of a word."
pub(super) fn headline(list: &DueList) -> String {
    match list.due.now.len() {
        _ if list.circle.contacts.is_empty() => "start with one person. `goodturn new contact NAME`".to_owned(),
        0 => "nobody is waiting on you.".to_owned(),
        1 => "one person would be glad of a word.".to_owned(),
        many => format!("{} people would be glad of a word.", words::number(i64::try_from(many).unwrap_or(0))),
    }
}

pub(super) fn bring(gift: &Gift) {
    paragraph("    → ", &gift.text);
    let link = gift.url.as_ref().map(|url| format!(" {url}")).unwrap_or_default();
    paragraph("      ", &format!("{}.{link}", gift.why));
}

/// Words, broken at spaces, each line set in as far as the first.
pub(super) fn paragraph(indent: &str, text: &str) {
    let mut line = indent.to_owned();
    let blank = " ".repeat(indent.chars().count());
    let mut empty = true;
    for word in text.split_whitespace() {
        if !empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
            say(&line);
            line.clone_from(&blank);
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    say(&line);
}
