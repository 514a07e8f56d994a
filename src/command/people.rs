//! `show`, `who` and `draft`: one person on one screen, people by what they care about, a letter.

use std::collections::HashSet;

use serde::Serialize;

use super::due::RowJson;
use super::{Both, World};
use crate::diagnostic::Report;
use crate::error::{Error, Result};
use crate::model::due::{self, Row, Story};
use crate::model::log::Marker;
use crate::model::{Circle, Contact, Event};
use crate::parse::date::Day;
use crate::parse::slug::fold_words;

/// One person, with everything that is known of them.
#[derive(Debug)]
pub struct Person {
    /// Today.
    pub day: Day,
    /// Everybody.
    pub circle: Circle,
    /// Why now, what to bring and what to write.
    pub row: Row,
}

/// Where words were found.
#[derive(Debug, Serialize)]
pub struct Found {
    /// Whose.
    pub handle: String,
    /// Their name.
    pub name: String,
    /// Where: values, needs, offers, notes, log and so on.
    pub field: &'static str,
    /// The text that has the words.
    pub text: String,
}

/// One person, by handle or name; nothing where the journal has errors.
///
/// # Errors
/// [`Error::Usage`] where nobody, or more than one, is called so.
pub fn show(report: &mut Report, world: &World, who: &str) -> Result<Option<Person>> {
    let Both { circle, journal, day, .. } = world.read_both(report)?;
    if report.has_errors() {
        return Ok(None);
    }
    let contact = only(&circle, who)?;
    let row = due::portrait(&circle, &journal, day, contact);
    Ok(Some(Person { day, circle, row }))
}

/// The one person who is called so.
fn only(circle: &Circle, who: &str) -> Result<usize> {
    match circle.called(who)[..] {
        [only] => Ok(only),
        [] => {
            let near = circle.nearest_to(who).map(|handle| format!("; did you mean @{handle}?")).unwrap_or_default();
            Err(Error::Usage(format!("nobody here is called `{who}`{near}")))
        }
        ref several => {
            let list = several.iter().map(|index| line_of(&circle.contacts[*index])).collect::<Vec<_>>();
            Err(Error::Usage(format!("several people are called `{who}`; which of them?\n{}", list.join("\n"))))
        }
    }
}

/// A person in a list to choose from.
pub fn line_of(contact: &Contact) -> String {
    let about = contact.about();
    if about.is_empty() {
        format!("  @{}  {}", contact.handle, contact.name)
    } else {
        format!("  @{}  {}, {about}", contact.handle, contact.name)
    }
}

/// Words of a question: "who likes golf?" asks for golf.
const ASKING: [&str; 18] = [
    "who", "whom", "whose", "which", "what", "likes", "loves", "knows", "needs", "offers", "values", "can", "could",
    "help", "with", "about", "a", "the",
];

/// Everywhere that has all of the words, people in the order of their handles.
pub fn who(report: &mut Report, world: &World, words: &str) -> Result<Option<Vec<Found>>> {
    let Both { circle, .. } = world.read_both(report)?;
    if report.has_errors() {
        return Ok(None);
    }
    let all = fold_words(words);
    let telling: Vec<_> = all.iter().filter(|word| !ASKING.contains(&word.as_str())).cloned().collect();
    let words = if telling.is_empty() { all } else { telling };
    let contacts = 0..circle.contacts.len();
    Ok(Some(contacts.flat_map(|contact| search(&circle, contact, &words)).collect()))
}

/// Whether a text has every word, each as the beginning of one of its own.
fn has_all(text: &str, words: &[String]) -> bool {
    let own = fold_words(text);
    !words.is_empty() && words.iter().all(|word| own.iter().any(|own| own.starts_with(word.as_str())))
}

fn search(circle: &Circle, index: usize, words: &[String]) -> Vec<Found> {
    let contact = &circle.contacts[index];
    let mut found = Vec::new();
    for (field, text) in circle.texts(index) {
        if has_all(&text, words) {
            found.push(Found { handle: contact.handle.clone(), name: contact.name.clone(), field, text });
        }
    }
    found
}

/// `show --json`.
#[derive(Debug, Serialize)]
pub struct PersonJson<'a> {
    #[serde(flatten)]
    row: RowJson<'a>,
    about: String,
    values: &'a [String],
    needs: Vec<&'a str>,
    offers: Vec<&'a str>,
    last_touch: Option<String>,
    every: Option<String>,
    heard: Option<&'a str>,
    history: Vec<String>,
}

impl Person {
    /// The person.
    pub fn contact(&self) -> &Contact {
        &self.circle.contacts[self.row.contact]
    }

    /// What happened, as far as it matters.
    pub fn story(&self) -> Story<'_> {
        Story::of(&self.circle, self.row.contact, self.day)
    }

    /// What they need now, also what they only spoke of.
    pub fn needs(&self) -> Vec<&str> {
        let needs = self.story().open_needs(self.day, self.circle.rules.need_days);
        needs.into_iter().map(|need| need.text).collect()
    }

    /// What they can help with, also what they only spoke of.
    pub fn offers(&self) -> Vec<&str> {
        let told = self.circle.events_of(self.row.contact).flat_map(|event| event.line.marked(Marker::Offers));
        let all = self.contact().offers.iter().map(String::as_str).chain(told.map(|at| at.value.as_str()));
        let mut seen = HashSet::new();
        all.filter(|offer| seen.insert(*offer)).collect()
    }

    /// What happened, the newest first.
    pub fn history(&self) -> impl Iterator<Item = &Event> {
        self.circle.events_of(self.row.contact).rev()
    }

    /// How often, in words.
    pub fn every(&self) -> Option<String> {
        self.circle.period_of(self.contact()).map(|period| format!("every {period}"))
    }

    /// For programs.
    pub fn json(&self) -> PersonJson<'_> {
        let story = self.story();
        PersonJson {
            row: RowJson::of(&self.circle, &self.row),
            about: self.contact().about(),
            values: &self.contact().values,
            needs: self.needs(),
            offers: self.offers(),
            last_touch: story.last_touch.map(|day| day.to_string()),
            every: self.every(),
            heard: story.heard().map(|heard| heard.text),
            history: self.history().map(|event| event.line.to_string()).collect(),
        }
    }
}
