//! What `check` has to say of the private side, and of people in public texts.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::command::World;
use crate::diagnostic::{Place, Report, Span, people};
use crate::error::Result;
use crate::guard::{Guard, watch};
use crate::load::git;
use crate::model::due::Story;
use crate::model::log::Marker;
use crate::model::{Circle, Contact, Event, Notebook, State, Status};
use crate::parse::date::Day;

/// After so many days something should be known of somebody to whom one wants to write.
const KNOWN_AFTER: i64 = 14;
/// A name alone is looked for if it has so many letters.
const NAME: usize = 3;

/// Everything but what only the disk can tell.
pub(super) fn check(report: &mut Report, circle: &Circle, guard: &Guard, notebook: &Notebook, day: Day) {
    circle.check_days(report, day);
    twice(report, circle);
    unknown(report, circle, day);
    shared(report, circle);
    single_names(report, circle, notebook);
    unpublished(report, circle, guard, notebook, day);
}

/// `private/` in a repository that is also somewhere else. People who were invented may be anywhere.
pub(super) fn check_tracked(report: &mut Report, world: &World, circle: &Circle) -> Result<()> {
    let Some(contact) = circle.contacts.first().filter(|_| !circle.rules.fictional) else { return Ok(()) };
    for own in ["private/", "private-site/", ".goodturn-log"] {
        if git::is_shared(world.root.dir(), own)? {
            report.push(people::tracked(contact.start(), own));
        }
    }
    Ok(())
}

/// The same event in the log of the year and in somebody's own file.
fn twice(report: &mut Report, circle: &Circle) {
    for contact in 0..circle.contacts.len() {
        let mut seen: HashMap<_, &Event> = HashMap::new();
        for event in circle.events_of(contact) {
            let key = (event.line.day, event.line.act, event.line.text.to_lowercase());
            match seen.get(&key) {
                Some(other) if other.source.path() != event.source.path() => {
                    report.push(people::event_twice(event.place(), other.place()));
                }
                Some(_) => {}
                None => drop(seen.insert(key, event)),
            }
        }
    }
}

/// Somebody to write to, of whom nothing is known that would help them.
fn unknown(report: &mut Report, circle: &Circle, day: Day) {
    for (index, contact) in circle.contacts.iter().enumerate() {
        let story = Story::of(circle, index, day);
        let told =
            [Marker::Needs, Marker::Offers, Marker::Values].into_iter().any(|it| story.marked(it).next().is_some());
        let since = story.events.first().map(|event| event.line.day).into_iter().chain(contact.met).min();
        let long = since.is_none_or(|since| (day - since).num_days() > KNOWN_AFTER);
        let wanted = contact.status == Status::Active && circle.period_of(contact).is_some();
        if wanted && long && !told && !contact.is_known() {
            report.push(people::nothing_known(contact.start(), &contact.handle));
        }
    }
}

/// One address in two files: perhaps one person.
fn shared(report: &mut Report, circle: &Circle) {
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    for contact in &circle.contacts {
        for email in &contact.emails {
            let place = email.span.of(&contact.source);
            match seen.get(&email.value.to_lowercase()) {
                Some(other) => report.push(people::shared_address(place, &email.value, other.clone())),
                None => drop(seen.insert(email.value.to_lowercase(), place)),
            }
        }
    }
}

/// First names and names of one word: too common to refuse, too telling to pass over.
fn single_names(report: &mut Report, circle: &Circle, notebook: &Notebook) {
    let mut names: HashMap<&str, &Contact> = HashMap::new();
    for contact in circle.contacts.iter().filter(|contact| !contact.consent) {
        let aka = contact.aka.iter().map(|aka| aka.value.as_str()).filter(|aka| !aka.contains(' '));
        let telling = |name: &&str| name.chars().count() >= NAME && name.starts_with(char::is_uppercase);
        names.extend([contact.first_name()].into_iter().chain(aka).filter(telling).map(|name| (name, contact)));
    }
    let entries = notebook.entries.iter().map(|entry| &entry.article);
    for article in entries.chain(notebook.pages.iter().map(|page| &page.article)) {
        let mut told = HashSet::new();
        for (at, word) in words(article.source.text()) {
            if let Some(contact) = names.get(word).filter(|_| told.insert(word)) {
                let place = Span::new(at..at + word.len()).of(&article.source);
                report.push(people::first_name_in_public(place, word, &contact.handle));
            }
        }
    }
}

/// The words of a text, each with its place.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
    words.map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// What is not out yet: notes for a draft, errors for what will be out by itself.
fn unpublished(report: &mut Report, circle: &Circle, guard: &Guard, notebook: &Notebook, day: Day) {
    let zone = notebook.settings.timezone;
    let entries = notebook.entries.iter().map(|entry| (&entry.article, Some(&**entry), entry.state(day, zone)));
    let state = |draft| if draft { State::Draft } else { State::Published };
    let pages = notebook.pages.iter().map(|page| (&page.article, None, state(page.article.draft)));
    for (article, entry, state) in entries.chain(pages) {
        match state {
            State::Draft => drafted(report, &watch::judge_one(guard, circle, article, entry)),
            State::Scheduled(_) => report.merge(watch::judge_one(guard, circle, article, entry)),
            State::Published | State::Expired(_) => {}
        }
    }
}

fn drafted(report: &mut Report, found: &Report) {
    report.extend(found.sorted().into_iter().map(|diagnostic| diagnostic.clone().as_note()));
}
