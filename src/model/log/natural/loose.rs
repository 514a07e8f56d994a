//! Clauses without a verb that tells ("coffee with Ana", "had a letter from Bo"): their nouns tell.

use std::ops::Range;

use super::Unclear;
use super::clause::{Clause, Event, Row, Tense, tense};
use super::sentence::Sentence;
use super::verbs::{self, Deed, Trace, Verb};
use super::words::Sort;
use crate::model::log::{Act, Direction};

/// Reads a clause from `at`, after a verb such as `had` if there is one.
pub(super) fn read(
    c: &mut Clause<'_, '_>,
    at: usize,
    light: Option<&Verb>,
    lead: Option<Tense>,
) -> Result<Event, Unclear> {
    let from = at + light.map_or(0, |verb| verb.length);
    let is_over = light.map_or(Tense::Open, |verb| tense(verb, None));
    let tense = lead.unwrap_or(is_over);
    let Some((place, before, row)) = somebody(c, from, light.is_some())? else { return named(c, at, tense) };
    let over = || noun(c.s, row.end..c.end).filter(|(_, act)| *act == Act::Met && !matches!(before, "from" | "by"));
    let noun = noun(c.s, from..place).or_else(over).map(|(_, act)| act);
    let got = light.is_some_and(|verb| verb.deed == Deed::Get);
    let refused = (at..place).any(|at| c.s.key(at).ends_with("n't") || verbs::among("not never no", c.s.key(at)));
    let is_shared = light.is_some() && c.s.key(at) == "shared";
    let found = match noun {
        _ if is_shared && c.s.cites(from..c.end) => Some((Act::Gave, Some(Direction::Mine))),
        None if is_shared => None,
        noun => kind(noun, before, light.is_some(), got),
    };
    let Some((act, direction)) = found.filter(|_| !refused) else {
        return named(c, at, tense);
    };
    c.s.take(place..row.end);
    if let Some(verb) = light.filter(|verb| verb.trace == Trace::Gone) {
        c.s.take(at..at + verb.length);
    }
    let glue = if light.is_some() { "for" } else { "" };
    Ok(Event { glue, ..Event::new(act, direction, row.people, tense) })
}

/// The kind of line and who reached out, from the noun and what stands before the name.
fn kind(noun: Option<Act>, before: &str, light: bool, got: bool) -> Option<(Act, Option<Direction>)> {
    let found = match (noun, before) {
        (Some(Act::Met) | None, "from" | "by") if got => (Act::Got, Some(Direction::Theirs)),
        (Some(Act::Met), _) => (Act::Met, Some(Direction::Mutual)),
        (None, "with" | "") if light && !got => (Act::Met, Some(Direction::Mutual)),
        (Some(act), "from" | "by") => (act, Some(Direction::Theirs)),
        (Some(act), "to") => (act, Some(Direction::Mine)),
        (Some(Act::Call), "with") => (Act::Call, Some(Direction::Mutual)),
        (Some(act), _) => (act, None),
        (None, _) => return None,
    };
    Some(found)
}

/// The first people after "with" or "from", or right after a noun or a verb such as `had`.
fn somebody<'w>(c: &Clause<'_, '_>, from: usize, light: bool) -> Result<Option<(usize, &'w str, Row)>, Unclear> {
    if light && let Some(row) = c.row(from)? {
        return Ok(Some((from, "", row)));
    }
    for word in ["with", "from", "by", "to"] {
        if let Some((place, row)) = c.row_after(from, word)? {
            return Ok(Some((place, word, row)));
        }
    }
    for at in from..c.end {
        if verbs::noun(c.s.key(at)).is_some() {
            let next = at + 1 + c.s.any(at + 1, ":|,|-").unwrap_or(0);
            let row = c.row(next)?.filter(|_| c.s.name_end(next).is_some_and(|(_, owned)| !owned));
            if let Some(row) = row {
                return Ok(Some((next, "", row)));
            }
        }
    }
    let same = || Row { people: c.known.to_vec(), end: from, with_me: false };
    Ok((light && !c.known.is_empty()).then(|| (from, "with", same())))
}

/// Whoever is named in the clause, of which the text then tells everything.
pub(super) fn named(c: &Clause<'_, '_>, at: usize, tense: Tense) -> Result<Event, Unclear> {
    let range = at..c.end;
    let owned = |at: &usize| c.s.name_end(*at).is_some_and(|(_, owned)| owned);
    let all: Vec<usize> = c.s.named(range.clone()).collect();
    let (theirs, own): (Vec<usize>, Vec<usize>) = all.iter().copied().partition(owned);
    if all.is_empty() {
        return nobody(c, at);
    }
    // At Hal's is with Hal; with Hal's mother is not.
    let at_home = theirs.iter().all(|at| {
        let end = c.s.name_end(*at).map_or(0, |(end, _)| end + 1);
        let ends = "on at in by with for yesterday today tomorrow tonight last next this";
        c.s.words.get(end).is_none_or(|next| c.s.is_mark(end) || verbs::among(ends, &next.key))
    });
    if (at_home || !own.is_empty()) && meeting(c.s, range) {
        let who = c.s.people(if at_home { &all } else { &own }, c.known)?;
        return Ok(Event::new(Act::Met, Act::Met.usual_direction(), who, tense));
    }
    let who = c.s.people(if own.is_empty() { &theirs } else { &own }, c.known)?;
    Ok(Event::new(Act::Note, None, who, Tense::Fact))
}

/// What may stand before a meeting, and is no name.
const PLAIN: &str = "a an the my our another long short quick lovely nice great good first late early i we";

fn nobody(c: &Clause<'_, '_>, at: usize) -> Result<Event, Unclear> {
    if !c.known.is_empty() {
        return Ok(Event::new(Act::Note, None, c.known.to_vec(), Tense::Fact));
    }
    for before in at..c.end {
        if verbs::among("with from to by and called met told asked", c.s.key(before)) {
            c.stranger(before + 1)?;
        }
    }
    let Some(first) = c.s.words.get(at).filter(|first| first.is_word()) else { return Err(Unclear::NoPerson) };
    let is_close = matches!(c.s.key(at + 1), ":" | "," | "and" | "&");
    let is_word = verbs::is_one(&first.key) || verbs::noun(&first.key).is_some() || verbs::among(PLAIN, &first.key);
    let is_slip = c.s.names.nearest(first.text, true).is_some();
    let is_meant = !is_word && first.sort == Sort::Plain && (is_close || is_slip || follows_name(c, at + 1));
    Err(if is_meant { c.s.names.nobody(first.text) } else { Unclear::NoPerson })
}

fn follows_name(c: &Clause<'_, '_>, at: usize) -> bool {
    at < c.end && (verbs::tells(&c.s.words, at) || verbs::is_meeting(c.s.key(at)))
}

/// Whether people met over something, by the first words.
pub(super) fn meeting(s: &Sentence<'_>, range: Range<usize>) -> bool {
    noun(s, range).is_some_and(|(_, act)| act == Act::Met)
}

/// The first noun that makes a kind of line, where it stands among the first words and nothing before it denies it.
pub(super) fn noun(s: &Sentence<'_>, range: Range<usize>) -> Option<(usize, Act)> {
    let mut seen = 0;
    for at in range {
        let key = s.key(at);
        if let Some(act) = verbs::noun(key) {
            return Some((at, act));
        }
        let plain = key.ends_with('s') && !key.ends_with("ss") && key.len() > 3 && key != "christmas";
        let denied = verbs::is_refusal(key) || key.len() > 4 && key.ends_with("ed") || seen == 0 && plain;
        seen += usize::from(s.words[at].is_word());
        if denied || seen > 5 || s.is_mark(at) && matches!(key, "." | ";") {
            return None;
        }
    }
    None
}
