//! From a sentence to the line that says the same.

use std::ops::Range;

use super::super::grammar::misspelt;
use super::aside::{self, Aside, Subject};
use super::clause::{Clause, Event, Tense};
use super::sentence::Sentence;
use super::verbs::{self, Deed, Form};
use super::{Person, Unclear, days, event, explicit};
use crate::diagnostic::{Place, Source, people as messages};
use crate::model::log::{Act, Direction, Line, Marker};
use crate::parse::date::{Day, Period};
use crate::parse::when::{self, Found, Sense};

/// The parts of a line before they are written down.
struct Draft {
    day: Day,
    act: Act,
    direction: Option<Direction>,
    who: Vec<usize>,
    markers: Vec<(Marker, String)>,
}

pub(super) fn line(words: &str, people: &[Person<'_>], today: Day) -> Result<Line, Unclear> {
    let (lead, rest) = leading_day(words);
    if let Some(found) = lead.as_ref().filter(|_| explicit::is_line(rest)) {
        let sense = if rest.starts_with("plan") { Sense::Future } else { Sense::Past };
        let day = found.day(today, sense).ok_or_else(|| Unclear::Day(words[found.range.clone()].to_owned()))?;
        return explicit::read(&format!("{day} {rest}"), people, today);
    }
    let mut s = Sentence::new(rest, people)?;
    no_slip(&s)?;
    let mut asides = aside::asides(&s);
    let range = main_clause(&s, &mut asides);
    let known = known(&s, &asides)?;
    let mut clause = Clause { s: &mut s, end: range.end, known: &known, has_asides: !asides.is_empty() };
    let event = if range.is_empty() { of_asides(known.clone())? } else { event::read(&mut clause, range.start)? };
    let lead = lead.as_ref().map(|found| (found, &words[found.range.clone()]));
    let draft = draft(&mut s, range, event, asides, lead, today)?;
    written(&s, &draft)
}

/// A day before everything else: `yesterday ana coffee`, `2026-11-18 had lunch with Bo`.
fn leading_day(words: &str) -> (Option<Found>, &str) {
    let first = when::find(words).into_iter().next().filter(|found| found.range.start == 0);
    let Some(found) = first else { return (None, words) };
    let rest = words[found.range.end..].trim_start_matches([' ', ',', ':']);
    if rest.is_empty() { (None, words) } else { (Some(found), rest) }
}

/// What looks like a marker with a slip in it, after a `;`, is not silently made text.
fn no_slip(s: &Sentence<'_>) -> Result<(), Unclear> {
    for (at, word) in s.words.iter().enumerate().filter(|(_, word)| word.text == ";") {
        let rest = s.text[word.range.end..].trim_start();
        let is_marker = Marker::ALL.iter().any(|marker| s.phrase(at + 1, marker.word()).is_some());
        let Some(known) = misspelt(rest).filter(|_| !is_marker) else { continue };
        let found = rest.split(':').next().unwrap_or_default();
        let place = Place::start_of(&Source::new("private/log", ""));
        return Err(Unclear::Broken(explicit::told(&messages::unknown_marker(place, found, known))));
    }
    Ok(())
}

/// Where the clause stands that tells what happened: before the asides, or after the first of them.
fn main_clause(s: &Sentence<'_>, asides: &mut [Aside]) -> Range<usize> {
    let Some(first) = asides.first().map(|aside| aside.start) else { return 0..s.words.len() };
    if first > 0 {
        return 0..first;
    }
    for aside in asides.iter_mut() {
        for at in aside.value.clone() {
            let parts = s.is_mark(at) && aside::is_break(s, at) || s.key(at) == "and";
            let from = at + 1 + usize::from(s.is_mark(at) && s.key(at + 1) == "and");
            if parts && is_deed(s, from) {
                let end = std::mem::replace(&mut aside.value.end, at);
                return from..end;
            }
        }
    }
    0..0
}

/// Whether I did something here: "we had coffee", "called her".
fn is_deed(s: &Sentence<'_>, at: usize) -> bool {
    let at = at + s.any(at, "i|we").unwrap_or(0);
    let did = verbs::verb(&s.words, at).filter(|verb| verb.form == Form::Past);
    did.is_some_and(|verb| !matches!(verb.deed, Deed::Say | Deed::Favour | Deed::Kind(_)))
}

/// Who was named before the main clause.
fn known(s: &Sentence<'_>, asides: &[Aside]) -> Result<Vec<usize>, Unclear> {
    let Some(first) = asides.first().filter(|aside| aside.start == 0) else { return Ok(Vec::new()) };
    let names = match &first.subject {
        Subject::Named(names) => names.clone(),
        _ => s.named(0..first.value.start).collect(),
    };
    let names = if names.is_empty() { aside::named_within(s, first) } else { names };
    s.people(&names, &[])
}

/// Where nothing happened but what the asides tell.
fn of_asides(who: Vec<usize>) -> Result<Event, Unclear> {
    if who.is_empty() { Err(Unclear::NoPerson) } else { Ok(Event::new(Act::Note, None, who, Tense::Fact)) }
}

fn draft(
    s: &mut Sentence<'_>,
    range: Range<usize>,
    mut event: Event,
    asides: Vec<Aside>,
    lead: Option<(&Found, &str)>,
    today: Day,
) -> Result<Draft, Unclear> {
    let whole = range.clone();
    let (day, is_plan) = days::of_event(s, range, &event, lead, today)?;
    let intended = to_come(s, whole.clone(), &mut event, is_plan);
    let mut markers = Vec::new();
    if let Some(words) = intended {
        markers.push((Marker::Promise, days::of_promise(&words, today)?));
    }
    s.take_glue(whole, event.glue);
    for aside in asides {
        if is_of(s, &aside, &event.who) {
            markers.push((aside.marker, value(s, &aside, today)?));
            let open = s.is_mark(aside.start) && matches!(s.key(aside.start), "(");
            let end = aside.value.end + usize::from(open && s.key(aside.value.end) == ")");
            s.take(aside.start..end);
        }
    }
    let day = if event.act == Act::Note && day > today { today } else { day };
    Ok(Draft { day, act: event.act, direction: event.direction, who: event.who, markers })
}

/// Makes a plan of what is to come on a day. What I am going to do some time is a promise: its words are returned.
fn to_come(s: &mut Sentence<'_>, whole: Range<usize>, event: &mut Event, is_plan: bool) -> Option<String> {
    match event.intent.take() {
        Some(intent) if is_plan && intent.may_be_plan => {
            s.take(0..intent.words.start);
            intent.head.into_iter().for_each(|head| s.take(head));
        }
        Some(intent) => {
            s.keep(intent.words.clone());
            let words = s.show(intent.words.clone());
            s.take(0..intent.words.end);
            return Some(words);
        }
        None if is_plan => s.keep(event.verb.clone()),
        None if matches!(event.tense, Tense::Plan | Tense::Will) => {
            // What was planned for no day is only a fact.
            s.keep(whole);
            event.act = Act::Note;
            event.direction = None;
        }
        None => {}
    }
    if is_plan {
        event.act = Act::Plan;
        event.direction = None;
    }
    None
}

/// Whether an aside tells of everybody on the line: a marker has no name of its own, so that it must.
fn is_of(s: &Sentence<'_>, aside: &Aside, who: &[usize]) -> bool {
    let one_of_many = |names: &[usize]| {
        let people = s.people(names, who).unwrap_or_default();
        !people.is_empty() && people.len() == who.len() && people.iter().all(|person| who.contains(person))
    };
    let is_mine = matches!(aside.marker, Marker::Promise | Marker::Waiting | Marker::Check | Marker::Snooze);
    let is_explicit = aside.value.start.checked_sub(1).is_some_and(|at| s.key(at) == ":");
    if is_mine || is_explicit || who.len() == 1 && matches!(aside.subject, Subject::Open | Subject::They) {
        return true;
    }
    match &aside.subject {
        Subject::Named(names) => one_of_many(names),
        Subject::Last => s.named(0..aside.value.start).last().map_or(who.len() == 1, |name| one_of_many(&[name])),
        Subject::They => true,
        Subject::Open => false,
    }
}

fn value(s: &Sentence<'_>, aside: &Aside, today: Day) -> Result<String, Unclear> {
    let mut value = s.show(aside.value.clone());
    if let Some(emphasis) = aside.emphasis {
        value = format!("{value}, {}", s.words[emphasis].text);
    }
    match aside.marker {
        Marker::Promise => days::of_promise(&value, today),
        Marker::Check | Marker::Snooze if Period::parse(&value).is_none() => {
            Ok(when::day(&value, today, Sense::Future).map_or(value, |day| day.to_string()))
        }
        _ => Ok(value),
    }
}

/// The draft as a line, as the grammar reads it.
fn written(s: &Sentence<'_>, draft: &Draft) -> Result<Line, Unclear> {
    let mut line = Line::new(draft.day, draft.act);
    line.direction = draft.direction;
    let mut text = line.to_string();
    for who in &draft.who {
        text = format!("{text} @{}", s.names.handle(*who));
    }
    for goal in s.goals() {
        text = format!("{text} #{goal}");
    }
    let shown = s.show(0..s.words.len());
    let parts = std::iter::once(if says_nothing(&shown, draft.act) { String::new() } else { harmless(&shown) });
    let markers = draft.markers.iter().map(|(marker, value)| format!("{}: {value}", marker.word()));
    let parts: Vec<String> = parts.chain(markers).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() && draft.act == Act::Note {
        return Err(Unclear::What(s.text.to_owned()));
    }
    let colon = if parts.is_empty() { "" } else { ": " };
    explicit::settled(&format!("{text}{colon}{}", parts.join("; ")))
}

/// Text that begins like a marker, and is none, loses its colon.
fn harmless(text: &str) -> String {
    let begins = |marker: &Marker| text.strip_prefix(marker.word()).and_then(|rest| rest.strip_prefix(':'));
    let marker = Marker::ALL.into_iter().find_map(|marker| Some((marker, begins(&marker)?)));
    marker.map_or_else(|| text.to_owned(), |(marker, rest)| format!("{}{rest}", marker.word()))
}

/// "A call" is all in the line's kind.
fn says_nothing(text: &str, act: Act) -> bool {
    let text = text.to_lowercase();
    let noun = text.strip_prefix("a ").or_else(|| text.strip_prefix("an ")).unwrap_or(&text);
    match act {
        Act::Call => matches!(noun, "call" | "phone call"),
        Act::Mail => matches!(noun, "email" | "e-mail" | "mail"),
        Act::Msg => matches!(noun, "text" | "message" | "msg"),
        Act::Met => noun == "meeting",
        _ => false,
    }
}
