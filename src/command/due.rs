//! `due`: whom to write to, why now, and what to bring.

use serde::Serialize;

use super::{Both, World};
use crate::diagnostic::Report;
use crate::error::Result;
use crate::model::due::{self, Due, Gift, Letter, Reason, Row};
use crate::model::{Circle, Contact};
use crate::parse::date::Day;

/// What is due, with everything that it speaks of.
#[derive(Debug)]
pub struct DueList {
    /// Today.
    pub day: Day,
    /// The people.
    pub circle: Circle,
    /// What is due.
    pub due: Due,
}

/// What is due today; nothing where the journal has errors.
pub fn due(report: &mut Report, world: &World) -> Result<Option<DueList>> {
    let Both { circle, journal, day, .. } = world.read_both(report)?;
    if report.has_errors() {
        return Ok(None);
    }
    let due = due::due(&circle, &journal, day);
    Ok(Some(DueList { day, circle, due }))
}

/// `due --json`: stable, described in the read-me.
#[derive(Debug, Serialize)]
pub struct Json<'a> {
    today: String,
    sections: Sections<'a>,
    /// How many more are due by rhythm alone than the limit shows.
    more: usize,
    /// How many more there are for whom something fits.
    more_help: usize,
    /// What may be passed on once its giver says yes.
    permissions: Vec<PermissionJson<'a>>,
    /// Where nobody is due: the last gifts, as lines of the log.
    given_lately: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Sections<'a> {
    now: Vec<RowJson<'a>>,
    find_first: Vec<RowJson<'a>>,
    could_help: Vec<RowJson<'a>>,
    coming_up: Vec<RowJson<'a>>,
    resting: Vec<RowJson<'a>>,
}

/// One person, for programs.
#[derive(Debug, Serialize)]
pub struct RowJson<'a> {
    handle: &'a str,
    name: &'a str,
    reasons: Vec<ReasonJson<'a>>,
    bring: Vec<GiftJson<'a>>,
    draft: Option<LetterJson<'a>>,
}

#[derive(Debug, Serialize)]
struct PermissionJson<'a> {
    item: &'a str,
    title: &'a str,
    giver: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct ReasonJson<'a> {
    kind: &'static str,
    text: &'a str,
    date: String,
}

#[derive(Debug, Serialize)]
struct GiftJson<'a> {
    kind: &'static str,
    text: &'a str,
    why: &'a str,
    url: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct LetterJson<'a> {
    to: Option<&'a str>,
    subject: &'a str,
    body: &'a str,
}

impl DueList {
    /// For programs.
    pub fn json(&self) -> Json<'_> {
        let due = &self.due;
        let sections = Sections {
            now: self.rows(&due.now),
            find_first: self.rows(&due.find_first),
            could_help: self.rows(&due.could_help),
            coming_up: self.rows(&due.coming_up),
            resting: self.rows(&due.resting),
        };
        let given_lately = due.given_lately.iter().map(|index| self.circle.events[*index].line.to_string()).collect();
        Json {
            today: self.day.to_string(),
            sections,
            more: due.more,
            more_help: due.more_help,
            permissions: self.permissions(),
            given_lately,
        }
    }

    fn permissions(&self) -> Vec<PermissionJson<'_>> {
        let items = self.due.permissions.iter().map(|index| &self.circle.inbox[*index]);
        let asked = items.map(|item| PermissionJson {
            item: &item.stem,
            title: &item.title,
            giver: item.from.as_ref().map(|from| from.value.as_str()),
        });
        asked.collect()
    }

    fn rows<'a>(&'a self, rows: &'a [Row]) -> Vec<RowJson<'a>> {
        rows.iter().map(|row| RowJson::of(&self.circle, row)).collect()
    }
}

impl<'a> RowJson<'a> {
    /// One row of a circle.
    pub fn of(circle: &'a Circle, row: &'a Row) -> Self {
        let contact = &circle.contacts[row.contact];
        Self {
            handle: &contact.handle,
            name: &contact.name,
            reasons: row.reasons.iter().map(ReasonJson::of).collect(),
            bring: row.bring.iter().map(GiftJson::of).collect(),
            draft: row.draft.as_ref().map(|draft| LetterJson::of(contact, draft)),
        }
    }
}

impl<'a> ReasonJson<'a> {
    fn of(reason: &'a Reason) -> Self {
        Self { kind: reason.kind.word(), text: &reason.text, date: reason.date.to_string() }
    }
}

impl<'a> GiftJson<'a> {
    fn of(gift: &'a Gift) -> Self {
        Self { kind: gift.kind.word(), text: &gift.text, why: &gift.why, url: gift.url.as_deref() }
    }
}

impl<'a> LetterJson<'a> {
    fn of(contact: &'a Contact, letter: &'a Letter) -> Self {
        let to = contact.emails.first().map(|email| email.value.as_str());
        Self { to, subject: &letter.subject, body: &letter.body }
    }
}
