//! `export`: what is known of people, and what was published, as other programs read it.

use std::io::ErrorKind;
use std::path::Path;

use serde_json::{Value, json};

use super::{Both, World, create};
use crate::diagnostic::Report;
use crate::error::{Error, Result};
use crate::exchange::out::{bookmarks, cards, events, outlines, table};
use crate::exchange::{Person, days};
use crate::model::{Circle, Contact, Include};
use crate::plan::site::Addressing;
use crate::plan::{PrivateRoute, PrivateSite, PublicSite};
use crate::render::{Failure, PrivateRenderer};

pub use cards::Version;

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Who is due, as a calendar.
    Calendar,
    /// What takes place, as a calendar for everybody.
    Events,
    /// Contacts as cards.
    Cards(Version),
    /// What contacts write, as a list of feeds.
    Feeds,
    /// Published resources as bookmarks.
    Bookmarks,
    /// Contacts as a table.
    Table,
    /// Contacts and the log, for programs.
    Json,
}

/// What goes out.
#[derive(Clone, Debug)]
pub struct Exported {
    /// The text.
    pub text: String,
    /// How many people it tells of; none where all of it is public.
    pub people: Option<usize>,
    /// Files of entries that could not be part of it.
    pub left: Vec<String>,
}

/// The one folder of a journal that nobody else gets.
const OWN: &str = "private";

/// Makes the text. Nothing is returned where the journal has errors.
pub fn export(report: &mut Report, world: &World, what: What) -> Result<Option<Exported>> {
    let both = world.read_both(report)?;
    if report.has_errors() {
        return Ok(None);
    }
    let all = || both.circle.contacts.iter();
    let people = Some(both.circle.contacts.len());
    let mut left = Vec::new();
    let (text, people) = match what {
        What::Calendar => return calendar(report, both),
        What::Events => {
            let (text, open) = events::events(both.journal.listed().iter().map(AsRef::as_ref), &both.notebook.settings);
            left.extend(open.into_iter().map(str::to_owned));
            (text, None)
        }
        What::Cards(version) => (cards::cards(all(), version), people),
        What::Table => (table::table(all()), people),
        What::Json => (serde_json::to_string_pretty(&json(&both.circle)).unwrap_or_default() + "\n", people),
        What::Feeds => {
            let title = format!("What the people of {} write", both.notebook.settings.title);
            (outlines::outlines(all(), &title), Some(all().filter(|contact| contact.feed.is_some()).count()))
        }
        What::Bookmarks => {
            (bookmarks::bookmarks(both.journal.listed().iter().map(AsRef::as_ref), &both.notebook.settings), None)
        }
    };
    Ok(Some(Exported { text, people, left }))
}

/// The calendar of the private build, to the byte.
fn calendar(report: &mut Report, both: Both) -> Result<Option<Exported>> {
    let Both { notebook, theme, circle, day, .. } = both;
    let public = PublicSite::addressed(report, &notebook, theme, day, Include::default(), Addressing::Relative);
    let site = PrivateSite::plan(public, circle, day);
    let Some(renderer) = PrivateRenderer::new(report, &site) else { return Ok(None) };
    match renderer.render(PrivateRoute::Calendar) {
        Ok(page) => {
            let text = String::from_utf8_lossy(page.bytes()).into_owned();
            Ok(Some(Exported { text, people: Some(site.circle.contacts.len()), left: Vec::new() }))
        }
        Err(Failure::Error(error)) => Err(error),
        Err(Failure::Diagnostic(diagnostic)) => {
            report.push(*diagnostic);
            Ok(None)
        }
    }
}

/// Writes what goes out into a new file; what tells of people is for its owner alone, and nowhere where it would be
/// published.
///
/// # Errors
/// [`Error::Usage`] for a place in the journal that others may get, and for a folder that is not there;
/// [`Error::Exists`] where the file is there.
pub fn write(world: &World, path: &Path, exported: &Exported) -> Result<()> {
    if exported.people.is_none() {
        return create::new_file(path, &exported.text);
    }
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().map_err(|error| match error.kind() {
        ErrorKind::NotFound => Error::Usage(format!("there is no folder {}; nothing was written", folder.display())),
        _ => Error::io("find", folder)(error),
    })?;
    let root = world.root.dir().canonicalize().map_err(Error::io("find", world.root.dir()))?;
    if is_shared(&root, &folder) {
        let why = "lies in the journal, where others may get it with the next upload or `git add`; name a place in \
                   private/, or one outside";
        return Err(Error::Usage(format!("{} {why}", path.display())));
    }
    create::own_new_file(path, &exported.text)
}

/// Whether a folder is part of the journal, and not of what is its owner's alone.
fn is_shared(root: &Path, folder: &Path) -> bool {
    folder.strip_prefix(root).is_ok_and(|inside| !inside.starts_with(OWN))
}

fn json(circle: &Circle) -> Value {
    let log: Vec<_> = circle.events.iter().map(|event| event.line.to_string()).collect();
    json!({ "contacts": circle.contacts.iter().map(contact).collect::<Vec<_>>(), "log": log })
}

/// A contact by the keys of its file.
fn contact(contact: &Contact) -> Value {
    let person = Person::of(contact);
    let mut object = serde_json::Map::new();
    object.insert("handle".to_owned(), contact.handle.as_str().into());
    object.insert("name".to_owned(), contact.name.as_str().into());
    object.extend(person.lists.iter().map(|(key, list)| ((*key).to_owned(), json!(list))));
    object.extend(person.texts.iter().map(|(key, text)| ((*key).to_owned(), json!(text))));
    object.extend(person.days.iter().map(|(key, day)| ((*key).to_owned(), json!(day.to_string()))));
    let dates = person.dates.iter().map(|(name, day)| (name.clone(), json!(days::written(*day))));
    object.insert("dates".to_owned(), Value::Object(dates.collect()));
    object.insert("close".to_owned(), contact.close.into());
    object.insert("status".to_owned(), contact.status.word().into());
    object.insert("subscribed".to_owned(), contact.subscribed.into());
    object.insert("consent_name".to_owned(), contact.consent.into());
    object.insert("notes".to_owned(), person.note.into());
    Value::Object(object)
}
