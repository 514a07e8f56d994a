//! What comes being put to what is there, key by key: what is empty is filled, what differs is told.

use super::{Difference, Entry};
use crate::exchange::person::{DAYS, LISTS, TEXTS, linkedin};
use crate::exchange::{Person, days};
use crate::parse::date::Day;

/// What comes being put to what is there.
pub(super) struct Filling<'m> {
    pub(super) entry: &'m mut Entry,
    pub(super) differences: &'m mut Vec<Difference>,
}

impl Filling<'_> {
    /// All that comes; what somebody has stays, and where it differs that is told.
    pub(super) fn all(&mut self, person: Person) {
        self.entry.touched = true;
        if person.name != self.entry.person.name && !self.entry.person.list("aka").contains(&person.name) {
            self.differs("name", self.entry.person.name.clone(), person.name.clone());
        }
        for key in LISTS {
            self.list(key, person.list(key));
        }
        for key in TEXTS {
            self.text(key, person.text(key));
        }
        for key in DAYS {
            self.day(key, person.days.get(key).copied());
        }
        for (name, day) in person.dates {
            match self.entry.person.dates.get(&name) {
                None => {
                    self.entry.person.dates.insert(name.clone(), day);
                    self.added(|added| added.dates.extend([(name, day)]));
                }
                Some(here) if *here != day => self.differs(&name, days::written(*here), days::written(day)),
                Some(_) => {}
            }
        }
        self.note(&person.note);
    }

    /// What comes to somebody new is theirs at once; what comes to somebody who was here is noted.
    fn added(&mut self, add: impl FnOnce(&mut Person)) {
        if let Some(added) = &mut self.entry.added {
            add(added);
        }
    }

    fn list(&mut self, key: &'static str, there: &[String]) {
        let here = self.entry.person.list(key).to_vec();
        // Somebody whose place was decided stays there: a circle may have a rhythm.
        if key == "circles" && self.entry.sorted {
            return;
        }
        // What they need would make them due; that it is said to be so is told.
        let decided = key == "needs" && self.entry.sorted;
        if here.is_empty() && !there.is_empty() && !decided {
            self.entry.person.lists.insert(key, there.to_vec());
            self.added(|added| added.lists.extend([(key, there.to_vec())]));
            return;
        }
        let same = |a: &str, b: &str| match key {
            "phone" => digits(a) == digits(b),
            "url" if linkedin(a).is_some() => linkedin(a) == linkedin(b),
            _ => a.to_lowercase().trim_end_matches('/') == b.to_lowercase().trim_end_matches('/'),
        };
        let missing = there.iter().filter(|value| !here.iter().any(|here| same(here, value)));
        let missing: Vec<_> = missing.map(String::as_str).collect();
        if !missing.is_empty() {
            self.differs(key, here.join(", "), missing.join(", "));
        }
    }

    fn text(&mut self, key: &'static str, there: &str) {
        let here = self.entry.person.text(key).to_owned();
        if here.is_empty() && !there.is_empty() {
            self.entry.person.texts.insert(key, there.to_owned());
            self.added(|added| added.texts.extend([(key, there.to_owned())]));
        } else if !there.is_empty() && here != there {
            self.differs(key, here, there.to_owned());
        }
    }

    fn day(&mut self, key: &'static str, there: Option<Day>) {
        let Some(there) = there else { return };
        match self.entry.person.days.get(key).copied() {
            None => {
                self.entry.person.days.insert(key, there);
                self.added(|added| added.days.extend([(key, there)]));
            }
            Some(here) if here != there => self.differs(key, here.to_string(), there.to_string()),
            Some(_) => {}
        }
    }

    fn note(&mut self, there: &str) {
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let here = flat(&self.entry.person.note);
        if there.is_empty() || here.contains(&flat(there)) {
            return;
        }
        if here.is_empty() {
            there.clone_into(&mut self.entry.person.note);
            self.added(|added| there.clone_into(&mut added.note));
        } else {
            self.differs("notes", here, flat(there));
        }
    }

    fn differs(&mut self, key: &str, here: String, there: String) {
        let (handle, (file, line)) = (self.entry.handle.clone(), self.entry.from.clone());
        self.differences.push(Difference { file, line, handle, key: key.to_owned(), here, there });
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
