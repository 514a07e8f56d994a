//! `log`: what happened, in a sentence or in the log's own form, becomes a line of the log.

use super::{Reading, World, append};
use crate::diagnostic::{Diagnostic, Report};
use crate::error::{Error, Result};
use crate::model::log::Line;
use crate::model::log::natural::{Person, Unclear, understand};
use crate::model::{Circle, Contact};

/// What came of it.
#[derive(Debug)]
pub enum Logged {
    /// A line that was written or taken back.
    Line {
        /// The line.
        line: String,
        /// Its file, relative to the journal.
        path: String,
    },
    /// Several people have the name: nothing was written.
    Who {
        /// The name.
        word: String,
        /// Who may be meant: handle, and handle with name and work.
        candidates: Vec<(String, String)>,
    },
}

/// Writes the line that the words mean. Where several people have a name, `refused` are the handles of those not meant.
///
/// # Errors
/// [`Error::Usage`] where the words are not clear for another reason than a name; nothing is written.
pub fn log(report: &mut Report, world: &World, words: &str, refused: &[String]) -> Result<Logged> {
    let Reading { notebook, day, .. } = world.read(report, None)?;
    let circle = world.read_circle(report, &notebook)?.unwrap_or_default();
    let aka: Vec<Vec<String>> = circle.contacts.iter().map(other_names).collect();
    let all = circle.contacts.iter().zip(&aka);
    let people = all.map(|(contact, aka)| Person { handle: &contact.handle, name: &contact.name, aka });
    let people: Vec<_> = people.filter(|person| !refused.iter().any(|handle| handle == person.handle)).collect();
    match understand(words, &people, day) {
        Ok(line) => {
            let mut found = Report::new();
            circle.check_line(&mut found, &line, &notebook);
            match found.sorted().first() {
                Some(wrong) => Err(Error::Usage(format!("{}; nothing was noted\n  {}", wrong.message, advice(wrong)))),
                None => write(world, &line),
            }
        }
        Err(Unclear::Who { word, candidates }) => {
            let line = |handle: String| {
                let contact = circle.find(&handle).map(|index| &circle.contacts[index]);
                (handle, contact.map(super::people::line_of).unwrap_or_default())
            };
            Ok(Logged::Who { word, candidates: candidates.into_iter().map(line).collect() })
        }
        Err(unclear) => Err(Error::Usage(question(&circle, unclear))),
    }
}

fn advice(wrong: &Diagnostic) -> &str {
    wrong.help.as_deref().unwrap_or_default()
}

/// Takes the last line that was written back.
pub fn undo(world: &World) -> Result<Logged> {
    match append::take_back(&world.root)? {
        Some((line, path)) => Ok(Logged::Line { line, path }),
        None => Err(Error::Usage("there is no line to take back: `goodturn log` has written none here".to_owned())),
    }
}

fn write(world: &World, line: &Line) -> Result<Logged> {
    let path = append::append(&world.root, line)?;
    Ok(Logged::Line { line: line.to_string(), path })
}

fn other_names(contact: &Contact) -> Vec<String> {
    contact.aka.iter().map(|aka| aka.value.clone()).collect()
}

/// Why nothing was written, and what to do.
fn question(circle: &Circle, unclear: Unclear) -> String {
    let kinds = "`goodturn log 'met @handle: what happened'`";
    match unclear {
        Unclear::Who { word, .. } => format!("several people are called `{word}`"),
        Unclear::Nobody { word, nearest } => {
            let near = nearest.or_else(|| circle.nearest_to(&word).map(str::to_owned));
            let near = near.map(|handle| format!("; did you mean @{handle}?")).unwrap_or_default();
            format!("nobody here is called `{word}`{near}\n  `goodturn new contact NAME` makes a file for somebody new")
        }
        Unclear::NoPerson => format!("with whom? Name somebody, or write it out: {kinds}"),
        Unclear::What(words) => format!("`{words}` says whom, but not what happened; write it out: {kinds}"),
        Unclear::Day(day) => format!("`{day}` is no day that this can have happened on; a meeting to come is a plan"),
        Unclear::Broken(message) => format!("{message}\n  a line is written like this: {kinds}"),
    }
}
