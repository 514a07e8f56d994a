//! Everybody: a table, and what its search looks into.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use super::Desk;
use crate::model::Status;
use crate::model::due::Story;
use crate::parse::slug::fold_words;
use crate::plan::PrivateRoute;
use crate::render::words::{self, Date};

/// Everybody.
#[derive(Serialize)]
pub(super) struct PeopleView {
    total: usize,
    filter_note: &'static str,
    rows: Vec<PersonRow>,
    index: String,
}

#[derive(Serialize)]
struct PersonRow {
    name: String,
    url: String,
    about: String,
    circles: Vec<String>,
    last: Option<Date>,
    every: String,
    state: &'static str,
    state_text: &'static str,
}

/// The table of everybody.
pub(super) fn view(desk: &Desk<'_>) -> PeopleView {
    let site = desk.site;
    let due: HashMap<usize, &'static str> = states(desk);
    let row = |index: usize| {
        let contact = &site.circle.contacts[index];
        let story = Story::of(&site.circle, index, site.day);
        let state = match contact.status {
            Status::Active => due.get(&index).copied().unwrap_or_default(),
            other => other.word(),
        };
        PersonRow {
            name: contact.name.clone(),
            url: desk.person_url(index),
            about: words::capitalised(&contact.about()),
            circles: contact.circles.iter().map(|circle| circle.value.clone()).collect(),
            last: story.last_touch.map(Date::of_day),
            every: site.circle.period_of(contact).map(|period| format!("every {period}")).unwrap_or_default(),
            state,
            state_text: match state {
                "due" => "due",
                "resting" => "resting",
                "paused" => "paused",
                "archived" => "archived",
                "deceased" => "has died",
                "unsorted" => "unsorted",
                _ => "",
            },
        }
    };
    PeopleView {
        total: site.circle.contacts.len(),
        filter_note: "By name, work, place, what they value, need or offer, and what you noted.",
        rows: by_name(desk).into_iter().map(row).collect(),
        index: site.href(PrivateRoute::PeopleIndex),
    }
}

/// Who is due and who rests.
fn states(desk: &Desk<'_>) -> HashMap<usize, &'static str> {
    let due = &desk.site.due;
    let now = due.now.iter().chain(&due.find_first).map(|row| (row.contact, "due"));
    let resting = due.resting.iter().map(|row| (row.contact, "resting"));
    resting.chain(now).collect()
}

/// Everybody in the order of their names.
fn by_name(desk: &Desk<'_>) -> Vec<usize> {
    let contacts = &desk.site.circle.contacts;
    let mut all: Vec<_> = (0..contacts.len()).collect();
    all.sort_by_cached_key(|index| (fold_words(&contacts[*index].name), *index));
    all
}

/// The words of everybody, in the order of the table, as a script: a page that is opened from a disk may load no other
/// file.
pub(super) fn index(desk: &Desk<'_>) -> Vec<u8> {
    let words = |index: usize| {
        let circle = &desk.site.circle;
        // Of the log only what was said: the others who took part have rows of their own.
        let said = circle.events_of(index).flat_map(|event| {
            let told = event.line.markers.iter().map(|(_, value)| value.value.clone());
            std::iter::once(event.line.text.clone()).chain(told)
        });
        let known = circle.texts(index).into_iter().filter(|(field, _)| *field != "log").map(|(_, text)| text);
        let words: BTreeSet<_> = known.chain(said).flat_map(|text| fold_words(&text)).collect();
        words.into_iter().collect::<Vec<_>>().join(" ")
    };
    let all: Vec<_> = by_name(desk).into_iter().map(words).collect();
    let json = serde_json::to_string(&all).unwrap_or_default();
    format!("window.goodturnPeople={json};\n").into_bytes()
}
