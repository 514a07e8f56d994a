//! What a person means by `goodturn log "had coffee with Ana, she needs a designer"`: one explicit line of the log.
//!
//! A sentence is read from the outside to the inside: its asides first (what they need, what I promised), then the
//! clause that tells what happened, then its day. What was understood is taken from the sentence and said by the line's
//! head or by a marker; everything else stays as the line's text, in its order. So no word of the matter is lost, none
//! is invented, and what is not understood is still told.
//!
//! Names are never guessed. A kind is, cautiously: a name alone (`ana coffee`) is `met` if the first words speak of a
//! meeting, `call` if of a call, and else `note`, because a note is no sign of having been in touch. So is a sentence
//! whose verb is not known; its text is then the whole of it. A marker is only made of what is said of everybody on the
//! line, for it has no name of its own.

mod words;
mod verbs;
mod names;
mod sentence;
mod aside;
mod clause;
mod loose;
mod theirs;
mod event;
mod days;
mod explicit;
mod hedge;
mod compose;

use super::{Act, Line};
use crate::parse::date::Day;

/// Somebody who may be meant.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    /// As lines name them, without `@`.
    pub handle: &'a str,
    /// In full.
    pub name: &'a str,
    /// What else they are called.
    pub aka: &'a [String],
}

/// What could not be told from the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// Several people have this name; nothing is guessed.
    Who {
        /// The name.
        word: String,
        /// The handles of all who have it, in the order of the list.
        candidates: Vec<String>,
    },
    /// Nobody has this name.
    Nobody {
        /// The name.
        word: String,
        /// The handle of whoever is called nearly so.
        nearest: Option<String>,
    },
    /// No person was named at all.
    NoPerson,
    /// People were named, but not what happened; or a thing to pass on, but not whether it was given or is kept.
    What(String),
    /// A day that is none, that is too vague to be one, or that is to come where only a plan may be.
    Day(String),
    /// Words in the shape of a line, which the grammar refuses: its message.
    Broken(String),
}

/// The explicit line that a person's words mean.
pub fn understand(words: &str, people: &[Person<'_>], today: Day) -> Result<Line, Unclear> {
    explicit::no_hidden(words)?;
    let is_bulleted = |line: &&str| line.trim_start().starts_with(['-', '*']);
    if words.trim().lines().skip(1).any(|line| is_bulleted(&line)) {
        return Err(Unclear::Broken("these are several lines; log one event at a time".to_owned()));
    }
    let in_full = |word| if word == "w/" { "with" } else { word };
    let words = words.split_whitespace().map(in_full).collect::<Vec<_>>().join(" ");
    if explicit::is_line(&words) {
        return explicit::read(&words, people, today);
    }
    let words = hedge::as_intent(explicit::unbulleted(&words));
    let line = compose::line(&words, people, today)?;
    // What was told, asked or thanked for may speak of other days.
    let is_speech = matches!(line.act, Act::Told | Act::Ask | Act::Thanks);
    match hedge::vague(&line.text).filter(|_| line.act.is_touch() && !is_speech && line.day == today) {
        Some(vague) => Err(Unclear::Day(vague)),
        None => Ok(line),
    }
}
