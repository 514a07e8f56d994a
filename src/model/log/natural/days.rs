//! On which day it was, or will be.

use std::ops::Range;

use super::Unclear;
use super::aside::is_break;
use super::clause::{Event, Tense};
use super::sentence::Sentence;
use super::verbs::among;
use crate::model::log::Act;
use crate::parse::date::Day;
use crate::parse::when::{self, Found, Sense};

/// After these words a day belongs to what was said or done, and is not the day of it.
const OWNERS: &str = "about of until till by from since the a an every each before after than to and or my her his our \
    their this";
/// Before these words a bare day of the week may stand: coffee tuesday with Ana.
const GOING_ON: &str = "with at about in for by to and because after before over";
const CLAUSES: &str = "i she he they we it whether if that who there";

/// A day that stands in the sentence.
struct Place {
    found: Found,
    words: Range<usize>,
}

/// The day of the line, and whether it is still to come. `lead` is a day that stood before the sentence.
pub(super) fn of_event(
    s: &mut Sentence<'_>,
    range: Range<usize>,
    event: &Event,
    lead: Option<(&Found, &str)>,
    today: Day,
) -> Result<(Day, bool), Unclear> {
    if let Some((found, text)) = lead {
        let sense = sense(event.tense, found, today);
        let day = found.day(today, sense).ok_or_else(|| Unclear::Day(text.to_owned()))?;
        let is_plan = is_plan(event.tense, found, day, today);
        return if day > today && !is_plan { Err(Unclear::Day(text.to_owned())) } else { Ok((day, is_plan)) };
    }
    for place in places(s, range.clone()) {
        if !may_be_of(s, &range, event, &place, today) {
            continue;
        }
        let text = s.original(place.words.clone()).to_owned();
        let sense = sense(event.tense, &place.found, today);
        let day = place.found.day(today, sense);
        let is_plan = day.is_some_and(|day| is_plan(event.tense, &place.found, day, today));
        // A day to come in a sentence about the past is part of what was said.
        let comes = day.is_some_and(|day| day > today) || day.is_none() && place.found.is_ahead(today);
        if comes
            && !is_plan
            && event.tense == Tense::Past
            && s.says(range.start..place.words.start)
            && !beside(s, &place)
        {
            continue;
        }
        let Some(day) = day.filter(|day| is_plan || *day <= today) else { return Err(Unclear::Day(text)) };
        // "Planned for tuesday."
        let from = place.words.start;
        let planned = event.tense == Tense::Plan && from > 0 && s.key(from - 1) == "for";
        s.take(from - usize::from(planned)..place.words.end);
        return Ok((day, is_plan));
    }
    Ok((today, false))
}

/// Whether the words right before a day were taken already, as its verb or its people.
fn beside(s: &Sentence<'_>, place: &Place) -> bool {
    place.words.start > 0 && !s.is_kept(place.words.start - 1)
}

fn sense(tense: Tense, found: &Found, today: Day) -> Sense {
    match tense {
        Tense::Plan | Tense::Will => Sense::Future,
        Tense::Going if !found.is_behind(today) => Sense::Future,
        Tense::Open if found.is_ahead(today) => Sense::Future,
        _ => Sense::Past,
    }
}

fn is_plan(tense: Tense, found: &Found, day: Day, today: Day) -> bool {
    match tense {
        Tense::Plan | Tense::Will | Tense::Going => day >= today,
        Tense::Open => day > today || day == today && found.is_ahead(today),
        Tense::Past | Tense::Fact => false,
    }
}

fn places(s: &Sentence<'_>, range: Range<usize>) -> Vec<Place> {
    let words = |found: &Found| {
        let inside = |at: &usize| {
            let word = &s.words[*at].range;
            word.start < found.range.end && word.end > found.range.start
        };
        let all: Vec<usize> = range.clone().filter(inside).collect();
        Some(*all.first()?..all.last()? + 1)
    };
    let found = when::find(s.text).into_iter();
    found.filter_map(|found| words(&found).map(|words| Place { found, words })).collect()
}

/// Whether a day may be that of the event, by where it stands.
fn may_be_of(s: &Sentence<'_>, range: &Range<usize>, event: &Event, place: &Place, today: Day) -> bool {
    let (start, end) = (place.words.start, place.words.end);
    let is_first = start == range.start || !s.says(range.start..start);
    let before = start.checked_sub(1).map_or("", |at| s.key(at));
    let taken = start > range.start && !s.is_kept(start - 1);
    let planned = event.tense == Tense::Plan && before == "for";
    if !taken && (among(OWNERS, before) || before == "for" && !planned) || s.key(end) == "'s" {
        return false;
    }
    if (range.start..start).any(|at| matches!(s.key(at), "." | ";" | "!" | "?") && is_break(s, at)) {
        return false;
    }
    let is_last = end >= range.end || s.is_mark(end);
    if event.tense == Tense::Fact {
        return is_first && !taken || is_last && place.found.is_behind(today);
    }
    let speaks = !matches!(event.act, Act::Met | Act::Plan | Act::Intro);
    if speaks && (range.start..start).any(|at| s.is_kept(at) && among(CLAUSES, s.key(at))) {
        return false;
    }
    !place.found.is_bare || is_first || is_last || taken || among(GOING_ON, s.key(end))
}

/// A promise with its day as lines have it: `send the deck by 2026-11-27`.
pub(super) fn of_promise(value: &str, today: Day) -> Result<String, Unclear> {
    let found = when::find(value);
    let before =
        |found: &Found| value[..found.range.start].trim_end().rsplit(' ').next().unwrap_or_default().to_owned();
    let limited = found.iter().find(|found| matches!(before(found).to_lowercase().as_str(), "by" | "before"));
    let is_last = |found: &&Found| value[found.range.end..].trim_matches(['.', ' ', '!']).is_empty();
    let last = || found.last().filter(is_last).filter(|found| !among(OWNERS, &before(found)) && before(found) != "for");
    let Some(found) = limited.or_else(last) else { return Ok(value.to_owned()) };
    let words = value[found.range.clone()].to_owned();
    if found.day(today, Sense::Future).is_none() && found.is_ahead(today) {
        return Ok(value.to_owned());
    }
    let limit = before(found).to_lowercase();
    let mut day = found.day(today, Sense::Future).ok_or(Unclear::Day(words))?;
    if limit == "before" {
        day = day.pred_opt().unwrap_or(day);
    }
    let front = value[..found.range.start].trim_end();
    let front = if limited.is_some() { front[..front.len() - limit.len()].trim_end() } else { front };
    let rest = value[found.range.end..].trim_matches(['.', ' ', ',']);
    let promised = [front.trim_end_matches(','), rest].join(" ");
    Ok(format!("{} by {day}", promised.trim()))
}
