//! Somebody gets another handle.

use std::sync::Arc;

use super::edits::{Edits, paths};
use super::{Renamed, sources};
use crate::command::Both;
use crate::command::change::Step;
use crate::diagnostic::{At, Source, Span};
use crate::error::{Error, Result};
use crate::model::Contact;
use crate::model::contact::Via;

/// What changes when `@old` is called `@new`.
pub(super) fn person(both: &Both, old: &str, new: &str) -> Result<(Vec<Step>, Renamed)> {
    let circle = &both.circle;
    let Some(index) = circle.find(old) else {
        let near = circle.nearest_to(old).map(|near| format!("; did you mean @{near}?")).unwrap_or_default();
        return Err(Error::Usage(format!("nobody here has the handle @{old}{near}; nothing was changed")));
    };
    if circle.find(new).is_some() {
        return Err(Error::Usage(format!("@{new} is somebody already; nothing was changed")));
    }
    let mut edits = Edits::default();
    for event in &circle.events {
        for who in event.line.who.iter().filter(|who| who.value == old) {
            // In somebody's own file the line does not name them, and its place is the whole line.
            let written = event.source.text()[who.span.range()].starts_with('@');
            if written {
                edits.put(&event.source, who.span, format!("@{new}"));
            }
        }
    }
    let named =
        circle.inbox.iter().flat_map(|item| item.kept_for.iter().chain(&item.from).map(|at| (&item.source, at)));
    for (source, at) in named.filter(|(_, at)| at.value == old) {
        edits.swap(source, at.span, old, new);
    }
    for other in &circle.contacts {
        if let Some(Via::Handle(via)) =
            other.via.as_ref().filter(|via| matches!(via, Via::Handle(at) if at.value == old))
        {
            introduced(&mut edits, other, via, new);
        }
    }
    for source in sources(both).filter(|source| source.path().starts_with("private/")) {
        mentions_in(&mut edits, source, old, new);
    }
    let (from, path) = (circle.contacts[index].source.path().to_owned(), format!("private/contacts/{new}.md"));
    let mut steps = edits.steps();
    let followed = paths(&steps).filter(|other| *other != from).map(str::to_owned).collect();
    steps.push(Step::Move { from, to: path.clone() });
    Ok((steps, Renamed { path, followed, ..Renamed::default() }))
}

/// `via` as a handle has its place; where it only turned out to be one, the line says it in some other way.
fn introduced(edits: &mut Edits, other: &Contact, via: &At<String>, new: &str) {
    if via.span != Span::default() {
        return edits.swap(&other.source, via.span, &via.value, new);
    }
    let front = &other.source.text()[other.front.range()];
    let line = front.lines().find(|line| line.trim_start().starts_with("via"));
    if let Some(at) = line.and_then(|line| Some(front.find(line)? + line.rfind(&via.value)?)) {
        let span = Span::new(at..at + via.value.len()).shifted(other.front.start as usize);
        edits.put(&other.source, span, new.to_owned());
    }
}

/// `@old` wherever it stands in a text: in words, in notes, in comments. `ana@old.example` and `@old@elsewhere` are
/// addresses.
fn mentions_in(edits: &mut Edits, source: &Arc<Source>, old: &str, new: &str) {
    let text = source.text();
    let wanted = format!("@{old}");
    for (at, _) in text.match_indices(&wanted) {
        let rest = &text[at + wanted.len()..];
        let in_word = |c: char| c.is_alphanumeric() || "-_@".contains(c);
        let before = text[..at].ends_with(|c: char| in_word(c) || c == '.');
        let dotted = rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        if !before && !dotted && !rest.starts_with(in_word) {
            edits.put(source, Span::new(at + 1..at + wanted.len()), new.to_owned());
        }
    }
}
