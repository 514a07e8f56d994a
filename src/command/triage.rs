//! `triage`: those who came from an address book and of whom it is not decided yet how to keep in touch, a few at a time.

use super::change::{self, Step};
use super::{World, prove};
use crate::diagnostic::{Report, Source};
use crate::error::{Error, Result};
use crate::exchange::{file, words};
use crate::load::{self, PrivateFiles};
use crate::model::{Circle, Contact, Notebook, Status};
use crate::parse::Document;
use crate::parse::date::Period;

/// Somebody to decide about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Their handle.
    pub handle: String,
    /// Their name.
    pub name: String,
    /// What they do and where.
    pub about: String,
    /// Where and when one met, and what was noted: a line each.
    pub facts: Vec<String>,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// They belong to a circle.
    Circle(String),
    /// They get a rhythm.
    Cadence(String),
    /// They care about something. Nothing is decided by it.
    Values(String),
    /// They stay as they are: no rhythm, but no question any more.
    Leave,
}

/// Everybody to decide about, and the circles to choose from.
#[derive(Clone, Debug, Default)]
pub struct Heap {
    /// The people, in the order of their handles.
    pub questions: Vec<Question>,
    /// Circles of the settings and of those who are sorted, the largest first.
    pub circles: Vec<String>,
}

/// Reads who is unsorted; nothing where the private half has errors.
pub fn heap(report: &mut Report, world: &World) -> Result<Option<Heap>> {
    let (_, circle, _) = read(report, world)?;
    if report.has_errors() {
        return Ok(None);
    }
    let unsorted = circle.contacts.iter().filter(|contact| contact.status == Status::Unsorted);
    Ok(Some(Heap { questions: unsorted.map(question).collect(), circles: circles(&circle) }))
}

fn read(report: &mut Report, world: &World) -> Result<(PrivateFiles, Circle, Notebook)> {
    change::begin(&world.root)?;
    let notebook = world.read(&mut Report::new(), None)?.notebook;
    let limit = notebook.settings.entry_limit;
    let own = load::private::private(&mut Report::new(), &world.root, limit)?.unwrap_or_default();
    let circle = world.read_circle(report, &notebook)?.unwrap_or_default();
    Ok((own, circle, notebook))
}

fn circles(circle: &Circle) -> Vec<String> {
    let mut counts: Vec<(String, usize)> = circle.rules.circles.keys().map(|name| (name.clone(), 0)).collect();
    for name in circle.contacts.iter().flat_map(|contact| &contact.circles) {
        match counts.iter_mut().find(|(known, _)| *known == name.value) {
            Some((_, count)) => *count += 1,
            None => counts.push((name.value.clone(), 1)),
        }
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.into_iter().map(|(name, _)| name).collect()
}

fn question(contact: &Contact) -> Question {
    let mut facts = Vec::new();
    facts.extend(contact.met.map(|day| format!("met {day}")));
    let circles: Vec<_> = contact.circles.iter().map(|circle| circle.value.as_str()).collect();
    facts.extend((!circles.is_empty()).then(|| format!("circles {}", circles.join(", "))));
    facts.extend(contact.emails.first().map(|email| email.value.clone()));
    facts.extend(contact.urls.first().map(|url| url.value.clone()));
    let notes = contact.notes().into_iter().map(|span| words::line(&contact.source.text()[span.range()]));
    facts.extend(notes.filter(|note| !note.is_empty()).map(|note| crate::parse::markup::shorten(&note, 200)));
    Question { handle: contact.handle.clone(), name: contact.name.clone(), about: contact.about(), facts }
}

/// Writes an answer into somebody's file, at once, so that one can stop at any time.
///
/// # Errors
/// [`Error::Usage`] for a rhythm that is none, or an answer that would not be understood.
pub fn answer(world: &World, handle: &str, answer: &Answer) -> Result<()> {
    if let Answer::Cadence(text) = answer
        && Period::parse(text).is_none()
        && text != "none"
    {
        return Err(Error::Usage(format!("`{text}` is no rhythm: write `10d`, `6w`, `3m`, `1y` or `none`")));
    }
    let (own, circle, notebook) = read(&mut Report::new(), world)?;
    let gone = || Error::Usage(format!("@{handle} is not there any more"));
    let contact = &circle.contacts[circle.find(handle).ok_or_else(gone)?];
    let (path, old) = (contact.source.path().to_owned(), contact.source.text().to_owned());
    let text = answered(contact, answer);
    let text = text.ok_or_else(|| Error::Usage(format!("{path} cannot be added to; nothing was written")))?;
    let steps = [Step::Replace { path, old, text }];
    prove::private(&own, &steps, &notebook)?;
    change::change(&world.root, &steps, &|_| true)
}

fn answered(contact: &Contact, answer: &Answer) -> Option<String> {
    let sorted = |text: String| set(&text, "status", None);
    let text = contact.source.text();
    let more = |list: &[String], new: &str| {
        let mut list = list.to_vec();
        let new = new.split(',').map(words::line).filter(|word| !word.is_empty());
        for word in new {
            if !list.contains(&word) {
                list.push(word);
            }
        }
        Some(file::list(&list))
    };
    match answer {
        Answer::Leave => sorted(text.to_owned()),
        Answer::Cadence(cadence) => sorted(set(text, "cadence", Some(cadence.into()))?),
        Answer::Values(values) => set(text, "values", more(&contact.values, values)),
        Answer::Circle(name) => {
            let circles: Vec<_> = contact.circles.iter().map(|circle| circle.value.clone()).collect();
            sorted(set(text, "circles", more(&circles, name))?)
        }
    }
}

fn set(text: &str, key: &str, value: Option<toml_edit::Value>) -> Option<String> {
    let front = Document::split(&mut Report::new(), Source::new("contact", text)).front;
    file::with_key(text, front.range(), key, value)
}
