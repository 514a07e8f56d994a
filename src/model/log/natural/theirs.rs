//! Clauses that begin with people: what they did ("Ana called"), what we did ("Ana and I had lunch"), and the short
//! form ("ana coffee"), which leaves the doing out.

use super::Unclear;
use super::clause::{Clause, Event, LETTERS, MESSAGES, Row, Tense, glue, sending};
use super::loose;
use super::verbs::{self, Deed, Form, Trace, Verb, among};
use crate::model::log::{Act, Direction};
use crate::parse::when;

/// What stands before a thing or another person: "Ana called the council" was no call to me.
const THINGS: &str = "a an the her his their its our my some any another it him them herself himself no off out \
    every each both";

/// Reads a clause that begins with a row of people.
pub(super) fn read(c: &mut Clause<'_, '_>, at: usize, row: &Row, lead: Option<Tense>) -> Result<Event, Unclear> {
    let colon = usize::from(matches!(c.s.key(row.end), ":" | "," | "-"));
    let shall = c.s.any(row.end, "are going to|are|'re|will|'ll").filter(|_| row.with_me).unwrap_or(0);
    let next = row.end + colon + shall;
    let verb = verbs::verb(&c.s.words, next).filter(|_| next < c.end);
    if let Some(verb) = verb {
        let found = match verb.form {
            _ if row.with_me => ours(c, next, &verb, row, shall > 0),
            Form::Past if colon == 0 => match kind(c, next, &verb, row) {
                None => did(c, next, &verb, row)?,
                found => found,
            },
            Form::Base if colon == 0 && c.s.key(next + 1) == ":" && verb.length == 1 => {
                kind(c, next, &verb, row).or_else(|| short(c, next, &verb, row))
            }
            Form::Base if colon == 0 || verb.deed == Deed::Thank => short(c, next, &verb, row),
            _ => None,
        };
        if let Some(event) = found {
            c.s.take(at..row.end);
            return Ok(event);
        }
        if verb.form == Form::Past && colon == 0 {
            c.s.take(at..row.end);
            return Ok(Event::new(Act::Note, None, row.people.clone(), Tense::Fact));
        }
    }
    matter(c, at, row, lead)
}

/// The short form: a name, and what it was about.
fn matter(c: &mut Clause<'_, '_>, at: usize, row: &Row, lead: Option<Tense>) -> Result<Event, Unclear> {
    let plan = c.s.any(row.end, "plan :|plan|: plan|planned").unwrap_or(0);
    let lead = if plan > 0 { Some(Tense::Plan) } else { lead };
    let from = row.end + plan;
    let noun = loose::noun(c.s, from..c.end).filter(|(_, act)| matches!(act, Act::Met | Act::Call));
    let says = c.s.says(from..c.end);
    if noun.is_none() && plan == 0 && !c.has_asides && (!says || c.s.cites(from..c.end)) {
        return Err(Unclear::What(c.s.original(at..c.end).to_owned()));
    }
    c.s.take(at..from);
    let Some((noun, act)) = noun else {
        let tense = if plan > 0 { Tense::Plan } else { Tense::Fact };
        return Ok(Event::new(Act::Note, None, row.people.clone(), tense));
    };
    if c.s.first_kept(from..c.end) == Some(noun) && c.s.key(noun) == act.word() {
        c.s.take(noun..noun + 1);
    }
    let direction = if row.with_me && act == Act::Call { Some(Direction::Mutual) } else { act.usual_direction() };
    Ok(Event::new(act, direction, row.people.clone(), lead.unwrap_or(Tense::Open)))
}

/// `ana call`, `ana thanks for the notes`: the kind with its usual direction.
fn short(c: &mut Clause<'_, '_>, at: usize, verb: &Verb, row: &Row) -> Option<Event> {
    let act = match verb.deed {
        Deed::Reach(act) | Deed::Kind(act) => act,
        Deed::Meet if c.s.key(at) == "meet" => Act::Met,
        Deed::Ask => Act::Ask,
        Deed::Thank => Act::Thanks,
        Deed::Introduce if row.people.len() > 1 => Act::Intro,
        _ => return None,
    };
    c.s.take(at..at + verb.length);
    let glue = if matches!(verb.deed, Deed::Ask | Deed::Thank) { "for" } else { "" };
    let said = if verb.deed == Deed::Meet { at..at } else { at..at + verb.length };
    let event = Event::new(act, act.usual_direction(), row.people.clone(), Tense::Open);
    Some(Event { glue, verb: said, ..event })
}

/// `ana gave: the survey`: a kind with its colon, as lines have it.
fn kind(c: &mut Clause<'_, '_>, at: usize, verb: &Verb, row: &Row) -> Option<Event> {
    let act = Act::ALL.into_iter().find(|act| act.word() == c.s.key(at))?;
    if c.s.key(at + 1) != ":" || verb.length != 1 || act == Act::Intro && row.people.len() < 2 || act == Act::Outcome {
        return None;
    }
    c.s.take(at..at + 2);
    Some(Event::new(act, act.usual_direction(), row.people.clone(), Tense::Open))
}

/// "Ana and I had lunch", "Ana and I spoke".
fn ours(c: &mut Clause<'_, '_>, at: usize, verb: &Verb, row: &Row, to_come: bool) -> Option<Event> {
    let from = at + verb.length;
    let noun = loose::noun(c.s, from..c.end).map(|(_, act)| act);
    let act = match verb.deed {
        Deed::Together if noun == Some(Act::Call) => Act::Call,
        Deed::Speak if noun != Some(Act::Met) => Act::Call,
        Deed::Meet | Deed::Together | Deed::Speak => Act::Met,
        _ => return None,
    };
    if verb.trace == Trace::Gone {
        c.s.take(row.end..from);
    }
    let tense = super::clause::tense(verb, to_come.then_some(Tense::Plan));
    let event = Event::new(act, Some(Direction::Mutual), row.people.clone(), tense);
    Some(Event { glue: "for", ..event })
}

/// What they did, if they did it to me.
fn did(c: &mut Clause<'_, '_>, at: usize, verb: &Verb, row: &Row) -> Result<Option<Event>, Unclear> {
    let after = at + verb.length;
    let me = c.s.any(after, "to me|to us|with me|with us|me|us|for me|for us").unwrap_or(0);
    let later = (after..c.end).find(|at| verb.deed == Deed::Give && c.s.any(*at, "to me|to us").is_some());
    if me == 0 && (c.s.hit(after).is_some() || c.row_after(after, "to")?.is_some()) {
        return Ok(None);
    }
    let Some((act, trace)) = to_me(c, at, verb, me.max(usize::from(later.is_some()))) else {
        return Ok(None);
    };
    if let Some(later) = later.filter(|_| me == 0) {
        c.s.take(later..later + 2);
    }
    let direction = if act == Act::Met || verb.deed == Deed::Speak { Direction::Mutual } else { Direction::Theirs };
    let direction = Some(direction).filter(|_| act != Act::Note);
    let know = usize::from(c.s.key(at) == "let");
    if trace == Trace::Gone {
        c.s.take(at..after + me + know);
    }
    let tense = if act == Act::Note { Tense::Fact } else { Tense::Past };
    let event = Event::new(act, direction, row.people.clone(), tense);
    Ok(Some(Event { glue: glue(verb.deed), ..event }))
}

/// The kind of line that somebody's deed makes for me, and what of the verb stays in its text.
fn to_me(c: &Clause<'_, '_>, at: usize, verb: &Verb, me: usize) -> Option<(Act, Trace)> {
    let after = at + verb.length;
    let next = c.s.words.get(after).filter(|_| after < c.end);
    let letter = c.soon(after, LETTERS) || c.soon(after, MESSAGES);
    let to_me = me > 0;
    // Nothing that could be somebody or something else follows.
    let day = next.is_some_and(|next| when::find(c.s.text).iter().any(|found| found.range.start == next.range.start));
    let alone = to_me || day || next.is_none_or(|next| !among(THINGS, &next.key) && !next.is_capital());
    let with_me = (after..c.end).any(|at| c.s.any(at, "with me|with us").is_some());
    let known = c.s.key(at) != "let" || c.s.key(after + me) == "know";
    let (act, trace) = match verb.deed {
        Deed::Meet if to_me || alone && verb.trace != Trace::Whole => (Act::Met, verb.trace),
        Deed::Together if with_me => (Act::Met, Trace::Verb),
        Deed::Speak if to_me => (Act::Call, Trace::Gone),
        Deed::Reach(Act::Mail | Act::Msg) if to_me && c.s.cites(at..c.end) => (Act::Got, Trace::Gone),
        Deed::Reach(act) if alone || letter => (act, Trace::Gone),
        Deed::Give if to_me && c.soon(after, "call ring") => (Act::Call, Trace::Gone),
        Deed::Give if to_me || c.s.key(at) == "sent" => {
            let act = if c.s.key(at) == "sent" { sending(c, after, Act::Got) } else { Act::Got };
            (act, verb.trace)
        }
        Deed::Favour if to_me || among("my our", c.s.key(after)) => (Act::Got, Trace::Verb),
        Deed::Favour if among("helped recommended", c.s.key(at)) => (Act::Got, Trace::Verb),
        Deed::Introduce if to_me => (Act::Got, Trace::Verb),
        Deed::Ask if alone => (Act::Ask, Trace::Gone),
        Deed::Thank if to_me => (Act::Thanks, Trace::Gone),
        Deed::Tell if to_me && known => (Act::Told, Trace::Gone),
        Deed::Say => (Act::Note, Trace::Verb),
        _ => return None,
    };
    Some((act, trace))
}
