//! What the owner reads of people: on a terminal, never in a file.

use super::output::{Output, aside, json, say};
use super::times::Took;
use super::{DONE, ERRORS};
use crate::command::due::DueList;
use crate::command::log::Logged;
use crate::command::people::{Found, Person};
use crate::command::private;
use crate::diagnostic::{Report, show};
use crate::model::Status;
use crate::model::due::{Gift, GiftKind, Row, Story};
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
            say(self.sections(list).text.trim_end());
        }
        DONE
    }

    pub(super) fn built_private(&self, report: &Report, built: Option<&private::Built>, took: &Took) -> u8 {
        let Some(built) = built else { return self.refused(report) };
        let people = show::counted(built.people, "contact");
        let folder = built.folder.file_name().unwrap_or_default().to_string_lossy();
        if self.json {
            let mut value = serde_json::json!({
                "folder": built.folder,
                "contacts": built.people,
                "due": built.due,
                "files": built.files,
                "written": built.published.written,
                "unchanged": built.published.unchanged,
                "removed": built.published.removed,
            });
            if let Some(timings) = took.json(&built.laps) {
                value["timings"] = serde_json::json!(timings);
            }
            json(&value);
        } else {
            say(&format!("{folder}/index.html: {people}, {} due; for your eyes only", built.due));
        }
        took.tell(&built.laps);
        DONE
    }

    /// What is wrong, where a command needs all of the journal.
    pub(super) fn refused(&self, report: &Report) -> u8 {
        if self.json {
            json(&show::json(report));
        } else {
            aside(&show::terminal(report, self.colour_err, "mend this first"));
        }
        ERRORS
    }

    /// The line as it stands in the file now, or as it stood.
    pub(super) fn logged(&self, logged: &Logged, undone: bool) -> u8 {
        let Logged::Line { line, path } = logged else { return DONE };
        if self.json {
            json(&serde_json::json!({ "line": line, "path": path, "undone": undone }));
            return DONE;
        }
        say(line);
        aside(&if undone { format!("taken back from {path}") } else { format!("noted in {path}") });
        DONE
    }

    pub(super) fn person(&self, report: &Report, person: Option<&Person>) -> u8 {
        let Some(person) = person else { return self.refused(report) };
        if self.json {
            json(&person.json());
        } else {
            say(self.brief(person).text.trim_end());
        }
        DONE
    }

    pub(super) fn found(&self, report: &Report, found: Option<&[Found]>, words: &str) -> u8 {
        let Some(found) = found else { return self.refused(report) };
        if self.json {
            json(&found);
        } else if found.is_empty() {
            aside(&format!("nobody, as far as you have noted, has to do with “{words}”"));
        }
        let mut paper = Paper::default();
        let mut last = "";
        for line in found.iter().filter(|_| !self.json) {
            if line.handle != last {
                paper.line(&format!("{}  @{}", self.bold(&line.name), line.handle));
                last = &line.handle;
            }
            paper.paragraph(&format!("  {:<8}", line.field), &line.text);
        }
        if !paper.text.is_empty() {
            say(paper.text.trim_end());
        }
        DONE
    }

    pub(super) fn draft(&self, report: &Report, person: Option<&Person>, mailto: bool) -> u8 {
        let Some(person) = person else { return self.refused(report) };
        let contact = person.contact();
        let first = contact.first_name();
        if self.json {
            json(&person.json());
            return DONE;
        }
        let Some(letter) = &person.row.draft else {
            aside(&match contact.status {
                Status::Deceased => format!("{first} has died; there is no draft"),
                Status::Archived => format!("{first} is archived; there is no draft"),
                _ => format!("nothing in your notebook suits {first} yet, so there is no draft. That’s all right."),
            });
            return DONE;
        };
        let email = contact.emails.first().map(|email| email.value.as_str());
        if mailto {
            match email.map(|email| letter.mailto(email)) {
                Some(Some(link)) => say(&link),
                Some(None) => aside("the letter is too long for a link; `goodturn draft` prints it"),
                None => aside(&format!("no address noted for {first}; `goodturn draft` prints the letter")),
            }
            return DONE;
        }
        if let Some(email) = email {
            say(&format!("To: {} <{email}>", contact.name));
        }
        say(&format!("Subject: {}\n\n{}", letter.subject, letter.body));
        DONE
    }

    /// Who, what they value, need and offer, last heard, history, debts, what to bring.
    fn brief(&self, person: &Person) -> Paper {
        let mut paper = Paper::default();
        let (contact, story) = (person.contact(), person.story());
        paper.line(&format!("{}  @{}", self.bold(&contact.name), contact.handle));
        let status = if contact.status == Status::Active { String::new() } else { contact.status.word().to_owned() };
        let circles = contact.circles.iter().map(|circle| circle.value.clone());
        let circles: Vec<_> = circles.chain(person.every()).chain(Some(status).filter(|it| !it.is_empty())).collect();
        paper.fact("", &contact.about());
        paper.fact("circle", &circles.join(", "));
        paper.fact(
            "reach",
            &contact.emails.iter().chain(&contact.phones).map(|at| at.value.as_str()).collect::<Vec<_>>().join(", "),
        );
        paper.fact("values", &contact.values.join("; "));
        paper.fact("needs", &person.needs().join("; "));
        paper.fact("offers", &person.offers().join("; "));
        let on = |day| words::on_day(day, person.day);
        if let Some(heard) = story.heard() {
            paper.fact("up to", &format!("{} ({})", heard.text, heard.day.map(on).unwrap_or_default()));
        }
        paper.fact("last", &story.last_touch.map(|day| format!("in touch {}", on(day))).unwrap_or_default());
        person.row.reasons.iter().for_each(|reason| paper.fact("now", &format!("{}.", reason.text)));
        person.row.bring.iter().take(3).for_each(|gift| paper.fact("bring", &format!("{} ({})", gift.text, gift.why)));
        paper.fact("", if person.row.bring.is_empty() { &person.row.room } else { "" });
        for event in person.history().take(8) {
            paper.fact("log", event.line.to_string().trim_start_matches("- "));
        }
        paper.fact("file", contact.source.path());
        paper
    }

    fn sections(&self, list: &DueList) -> Paper {
        let DueList { day, circle, due } = list;
        let mut paper = Paper::default();
        paper.line(&format!("{}: {}", day.format("%A, %-d %B %Y"), headline(list)));
        self.section(&mut paper, "Now", list, &due.now, true);
        if due.more > 0 {
            let people = words::people(due.more);
            paper.line(&format!("\n{INDENT}{} more can wait their turn.", words::capitalised(&people)));
        }
        for item in &due.permissions {
            let item = &circle.inbox[*item];
            let giver = item.from.as_ref().map_or_else(|| "its giver".to_owned(), |from| format!("@{}", from.value));
            paper.line(&format!("\n{INDENT}Ask {giver} whether you may pass on “{}”.", item.title));
        }
        if !due.given_lately.is_empty() {
            self.heading(&mut paper, "Given lately");
            let lines = due.given_lately.iter().map(|index| circle.events[*index].line.to_string());
            lines.for_each(|line| paper.paragraph("  ", line.trim_start_matches("- ")));
        }
        self.section(&mut paper, "Find something to bring first", list, &due.find_first, false);
        self.section(&mut paper, "Could help", list, &due.could_help, true);
        if due.more_help > 0 {
            paper.line(&format!("\n{INDENT}And {} more for whom something fits.", words::number(due.more_help)));
        }
        self.short_section(&mut paper, "Coming up", list, &due.coming_up);
        self.short_section(&mut paper, "Next to come round", list, &due.next);
        self.short_section(&mut paper, "Resting", list, &due.resting);
        paper
    }

    fn heading(&self, paper: &mut Paper, title: &str) {
        paper.line("");
        paper.line(&self.bold(title));
    }

    pub(super) fn bold(&self, text: &str) -> String {
        if self.colour_out { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn section(&self, paper: &mut Paper, title: &str, list: &DueList, rows: &[Row], numbered: bool) {
        let (circle, day) = (&list.circle, list.day);
        if rows.is_empty() {
            return;
        }
        self.heading(paper, title);
        for (number, row) in (1..).zip(rows) {
            let contact = &circle.contacts[row.contact];
            let number = if numbered { format!("{number:>2}. ") } else { "  – ".to_owned() };
            paper.line(&format!("\n{number}{}  @{}", self.bold(&contact.name), contact.handle));
            for reason in &row.reasons {
                paper.paragraph("    ", &format!("{}.", reason.text));
            }
            let story = Story::of(circle, row.contact, day);
            let asked = row.bring.iter().any(|gift| gift.kind == GiftKind::Question);
            if let Some(heard) = story.heard().filter(|_| !asked) {
                paper.paragraph("    ", &format!("Last you heard: {}.", heard.text));
            }
            if !numbered && !contact.values.is_empty() {
                paper.paragraph("    ", &format!("Look for something on: {}.", contact.values.join("; ")));
            }
            row.bring.iter().take(3).for_each(|gift| paper.bring(gift));
            if row.bring.is_empty() && !row.room.is_empty() {
                paper.paragraph("    ", &row.room);
            }
        }
    }

    fn short_section(&self, paper: &mut Paper, title: &str, list: &DueList, rows: &[Row]) {
        if rows.is_empty() {
            return;
        }
        self.heading(paper, title);
        for row in rows {
            let name = &list.circle.contacts[row.contact].name;
            for reason in &row.reasons {
                let day =
                    if title == "Resting" { String::new() } else { reason.date.format("%a %-d %b  ").to_string() };
                paper.paragraph("  ", &format!("{day}{name}: {}.", reason.text));
            }
        }
    }
}

/// "Three people would be glad of a word."
pub(super) fn headline(list: &DueList) -> String {
    match list.due.now.len() {
        _ if list.circle.contacts.is_empty() => "start with one person. `goodturn new contact NAME`".to_owned(),
        0 => "nobody is waiting on you.".to_owned(),
        many => format!("{} would be glad of a word.", words::people(many)),
    }
}

/// What is going to be printed, all at once.
#[derive(Default)]
struct Paper {
    text: String,
}

impl Paper {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn bring(&mut self, gift: &Gift) {
        self.paragraph("    → ", &gift.text);
        let link = gift.url.as_ref().map(|url| format!(" {url}")).unwrap_or_default();
        self.paragraph("      ", &format!("{}.{link}", gift.why));
    }

    /// A line with a word in front of it; no line where there is nothing to say.
    fn fact(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            self.paragraph(&format!("  {label:<8}"), text);
        }
    }

    /// Words, broken at spaces, each line set in as far as the first.
    fn paragraph(&mut self, indent: &str, text: &str) {
        let mut width = indent.chars().count();
        let blank = " ".repeat(width);
        self.text.push_str(indent);
        let mut empty = true;
        for word in text.split_whitespace() {
            let length = word.chars().count();
            if !empty && width + 1 + length > WIDTH {
                self.text.push('\n');
                self.text.push_str(&blank);
                width = blank.len();
                empty = true;
            }
            if !empty {
                self.text.push(' ');
                width += 1;
            }
            self.text.push_str(word);
            width += length;
            empty = false;
        }
        self.text.push('\n');
    }
}
