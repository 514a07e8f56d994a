//! What happened, with whom, and who did it: the main clause of a sentence.

use std::ops::Range;

use super::clause::{Clause, Event, Intent, Row, Tense, glue, sending, tense};
use super::sentence::Sentence;
use super::verbs::{self, Deed, Form, Trace, Verb, among};
use super::words::Word;
use super::{Unclear, loose, theirs};
use crate::model::log::{Act, Direction};

const LEADS: &str = "i have|we have|i|we|just|also|finally|then|today";
const WILL: &str = "i will|we will|will|i am going to|i 'm going to|'m going to|going to|i am about to";
const PLANS: &str = "hope to|hoping to|to|plan to|plan on|planning to|planned to|plan :|plan|planned|planning|\
    arranged to|arranged|booked|agreed to|agreed on|i am|i 'm|we are|we 're|am|'m";

/// Reads a clause and takes from the sentence what the head of a line will tell.
pub(super) fn read(clause: &mut Clause<'_, '_>, start: usize) -> Result<Event, Unclear> {
    let (at, tense) = lead(clause.s, start);
    if let Some(row) = clause.row(at)? {
        // "Will Ana come?" is nothing that I did or shall do.
        let asks = matches!(tense, Some(Tense::Will | Tense::Going));
        if asks {
            return loose::named(clause, start, Tense::Fact);
        }
        clause.s.take(start..at);
        return theirs::read(clause, at, &row, tense);
    }
    let verb = verbs::verb(&clause.s.words, at).filter(|_| at < clause.end);
    let done = match verb.filter(|verb| verb.deed != Deed::Say) {
        Some(verb) => mine(clause, at, &verb, tense)?,
        None => None,
    };
    let mut event = done.map_or_else(|| loose::read(clause, at, None, tense), Ok)?;
    if event.act != Act::Note || event.intent.is_some() {
        clause.s.take(start..at);
    } else if tense == Some(Tense::Will) {
        event.tense = Tense::Will;
        event.intent = Some(Intent { words: at..clause.end, head: Vec::new(), may_be_plan: false });
    }
    Ok(event)
}

/// Past `I have just`, and whether what follows is to come.
fn lead(s: &Sentence<'_>, start: usize) -> (usize, Option<Tense>) {
    let (mut at, mut tense) = (start, None);
    while s.hit(at).is_none() {
        let plan = s.any(at, PLANS);
        let will = s.any(at, WILL).filter(|length| plan.is_none_or(|plan| *length >= plan));
        let is_am = plan.is_some_and(|plan| among("am 'm are 're", s.key(at + plan - 1)));
        let (length, found) = match (will, plan, s.any(at, LEADS)) {
            (Some(length), ..) => (length, Some(Tense::Will)),
            (_, Some(length), _) => (length, Some(if is_am { Tense::Going } else { Tense::Plan })),
            (_, _, Some(length)) => (length, None),
            _ => break,
        };
        tense = found.or(tense);
        at += length;
    }
    (at, tense)
}

/// What I did. Nothing where the verb says less than the nouns around it.
fn mine(c: &mut Clause<'_, '_>, at: usize, verb: &Verb, lead: Option<Tense>) -> Result<Option<Event>, Unclear> {
    let after = at + verb.length;
    match verb.deed {
        Deed::Introduce => return introduce(c, at, verb, lead),
        Deed::Together => return loose::read(c, at, Some(verb), lead).map(Some),
        _ => {}
    }
    let (before, row) = match whom(c, after, verb)? {
        Some(found) => found,
        None if verb.deed == Deed::Get => return loose::read(c, at, Some(verb), lead).map(Some),
        None => return Ok(None),
    };
    if c.s.key(at) == "let" && c.s.key(row.end) != "know" {
        return Ok(None);
    }
    // "Got Ana a book" was a gift to her; "got ana: a book", with the colon of lines, was one from her.
    let is_gift = verb.deed == Deed::Get && c.s.key(before) != "from" && c.s.key(row.end) != ":";
    let deed = if is_gift { Deed::Give } else { verb.deed };
    let tense = tense(verb, lead);
    if lead == Some(Tense::Will) {
        return Ok(Some(intent(c, at, before, &row, verb)));
    }
    c.s.take(before..row.end + usize::from(c.s.key(at) == "let"));
    trace(c, at, verb, before..row.end);
    let (act, direction) = outcome(c, at, deed, row.end);
    let event = Event::new(act, direction, row.people, tense);
    let verb = if deed == Deed::Meet { at..at } else { at..after };
    Ok(Some(Event { verb, glue: glue(deed), ..event }))
}

/// What I will do.
fn intent(c: &Clause<'_, '_>, at: usize, before: usize, row: &Row, verb: &Verb) -> Event {
    let verb_said = if verb.deed == Deed::Meet { at..at + verb.length } else { at..at };
    let intent = Intent {
        words: at..c.end,
        head: vec![verb_said, before..row.end],
        may_be_plan: matches!(verb.deed, Deed::Meet | Deed::Speak | Deed::Reach(_)),
    };
    let event = Event::new(Act::Note, None, row.people.clone(), Tense::Will);
    Event { intent: Some(intent), ..event }
}

/// To whom it was done: right after the verb, or later on after "to" or "with".
fn whom(c: &Clause<'_, '_>, after: usize, verb: &Verb) -> Result<Option<(usize, Row)>, Unclear> {
    if let Some(found) = direct(c, after, verb)? {
        return Ok(Some(found));
    }
    // "Call with Ana" is a noun, and got something "from" her is told by its nouns too.
    let is_noun = verb.form == Form::Base && matches!(verb.deed, Deed::Reach(_)) || verb.deed == Deed::Get;
    c.stranger(after)?;
    let found = c.row_after(after, elsewhere(verb.deed))?.filter(|_| !is_noun);
    Ok(found.map(|(before, row)| (before - usize::from(c.s.key(before - 1) == "on"), row)))
}

/// Names right after the verb, with the place where what goes with them begins.
fn direct(c: &Clause<'_, '_>, after: usize, verb: &Verb) -> Result<Option<(usize, Row)>, Unclear> {
    let before = match verb.deed {
        Deed::Kind(_) => "on|about|with|:|-",
        Deed::Heard => "from|back from",
        Deed::Get => "from",
        _ => "to|with|back to|:|-",
    };
    let skipped = c.s.any(after, before).unwrap_or(0);
    if c.s.name_end(after + skipped).is_some_and(|(_, owned)| owned) {
        return Ok(None);
    }
    Ok(c.row(after + skipped)?.map(|row| (after, row)))
}

/// Before which words the person may stand later on.
fn elsewhere(deed: Deed) -> &'static str {
    match deed {
        Deed::Meet | Deed::Speak => "with",
        Deed::Give => "to for",
        Deed::Reach(_) | Deed::Thank | Deed::Favour => "to",
        Deed::Heard => "from",
        Deed::Keep => "for",
        _ => "",
    }
}

/// Leaves of the verb and its people in the text what the kind of the line does not tell.
fn trace(c: &mut Clause<'_, '_>, at: usize, verb: &Verb, row: Range<usize>) {
    match verb.trace {
        Trace::Gone => c.s.take(at..at + verb.length),
        Trace::Whole => c.s.keep(row),
        Trace::Verb => {}
    }
}

/// The kind of line and who reached out, where I did.
fn outcome(c: &Clause<'_, '_>, at: usize, deed: Deed, after: usize) -> (Act, Option<Direction>) {
    let cites = c.s.cites(at..c.end) && c.s.key(after) != "about";
    let sent = among("sent send posted post", c.s.key(at));
    let act = match deed {
        Deed::Meet => Act::Met,
        Deed::Speak if loose::meeting(c.s, after..c.end) => Act::Met,
        Deed::Speak => return (Act::Call, Some(Direction::Mutual)),
        Deed::Heard => return (Act::Mail, Some(Direction::Theirs)),
        Deed::Reach(Act::Mail | Act::Msg) if cites => Act::Gave,
        Deed::Reach(act) => return (act, Some(Direction::Mine)),
        Deed::Give | Deed::Favour if sent && !cites => return (sending(c, at, Act::Gave), Some(Direction::Mine)),
        Deed::Give | Deed::Favour => Act::Gave,
        Deed::Get => Act::Got,
        Deed::Ask => Act::Ask,
        Deed::Thank => Act::Thanks,
        Deed::Tell => Act::Told,
        Deed::Keep => Act::For,
        Deed::Kind(act) => act,
        Deed::Together | Deed::Introduce | Deed::Say => Act::Note,
    };
    (act, act.usual_direction())
}

/// Two or more people, all of whom are contacts.
fn introduce(c: &mut Clause<'_, '_>, at: usize, verb: &Verb, lead: Option<Tense>) -> Result<Option<Event>, Unclear> {
    let after = at + verb.length;
    if c.s.any(after, "myself to|myself with").is_some() {
        let Some((before, row)) = c.row_after(after, "to with")? else { return Ok(None) };
        c.s.take(before..row.end);
        return Ok(Some(Event::new(Act::Met, Some(Direction::Mutual), row.people, tense(verb, lead))));
    }
    let from = after + c.s.any(after, ":|-").unwrap_or(0);
    let Some(first) = c.row(from)? else {
        c.stranger(from)?;
        return Ok(None);
    };
    let joint = c.s.any(first.end, "in touch with|together with|in touch|together|to|with|and").unwrap_or(0);
    if c.s.key(at) == "put" && joint == 0 {
        return Ok(None);
    }
    let second = if joint > 0 { c.row(first.end + joint)? } else { None };
    let end = second.as_ref().map_or(first.end, |row| row.end);
    let mut who = first.people;
    who.extend(second.into_iter().flat_map(|row| row.people));
    let mut seen = Vec::new();
    who.retain(|person| {
        !seen.contains(person) && {
            seen.push(*person);
            true
        }
    });
    if who.len() < 2 {
        let at = first.end + joint;
        return if c.s.words.get(at).is_some_and(Word::is_capital) {
            Err(c.s.names.nobody(c.s.words[at].text))
        } else {
            Ok(None)
        };
    }
    let end = if c.s.key(at) == "put" && end == first.end { end + joint } else { end };
    c.s.take(at..end);
    Ok(Some(Event::new(Act::Intro, Some(Direction::Mutual), who, tense(verb, lead))))
}
