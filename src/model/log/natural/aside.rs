//! What was learned on the way: what they need, can help with, love and are up to; what I promised; what I wait for.

use std::ops::Range;

use super::sentence::Sentence;
use super::verbs::{self, Form, among, is_form};
use crate::model::log::Marker;

/// Of whom an aside tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// She, he, who: the last who was named.
    Last,
    /// They: the last who was named, or all.
    They,
    /// By name: the places of the names.
    Named(Vec<usize>),
    /// Nobody is said: the line's own people.
    Open,
}

/// A part of a sentence that becomes a marker.
#[derive(Clone, Debug)]
pub(super) struct Aside {
    pub(super) subject: Subject,
    pub(super) marker: Marker,
    /// Where it begins, with the comma or the `and` before it.
    pub(super) start: usize,
    /// What goes behind the marker.
    pub(super) value: Range<usize>,
    /// A word such as "urgently", which moves behind the value.
    pub(super) emphasis: Option<usize>,
}

/// What a marker's words are, after whom they tell of; `is` stands for its short forms too.
const TELLS: &[(&str, Marker)] = &[
    (
        "needs|wants|could use|could do with|is looking for|is after|is in need of|is searching for|is hunting for|\
         is seeking|is short of|is on the lookout for|is on the look-out for|has been looking for|would like|\
         would love|is keen to find",
        Marker::Needs,
    ),
    (
        "can help with|can help|could help with|can offer|could offer|offers|knows about|knows a lot about|\
         knows all about|is happy to|is willing to|is glad to|would be happy to|is good at|is great at|has offered to|\
         offered to|offers to|is happy to help with|can help out with",
        Marker::Offers,
    ),
    (
        "loves|cares about|values|is keen on|likes|enjoys|adores|is fond of|is passionate about|is mad about|\
         is crazy about|is into|is interested in|believes in|cares a lot about|cares deeply about",
        Marker::Values,
    ),
    ("is up to", Marker::UpTo),
];
/// The same of several people.
const THEY_TELL: &[(&str, Marker)] = &[
    ("need|want", Marker::Needs),
    ("offer|know about|know a lot about", Marker::Offers),
    ("love|care about|value|like|enjoy|adore|believe in", Marker::Values),
];
/// After `is`: what somebody is up to.
const DOINGS: &str = "working starting writing building moving leaving learning planning launching opening training \
    studying organising organizing setting running recording making preparing finishing teaching retiring expecting \
    restoring renovating editing translating curating designing directing researching changing switching hosting \
    joining founding growing putting thinking hoping trying getting expanding touring painting rehearsing travelling \
    looking doing-up clearing applying about busy back";
/// After `has`.
const DONE: &str = "started joined left moved begun opened launched taken finished retired become got founded sold";
/// What may stand before these words without changing them.
const PASSING: &str = "now also still really just always currently actually very so already both all too";
const EMPHASIS: &str = "badly urgently desperately";
/// A need that help can meet; `needs to rest` is none.
const MEETABLE: &str = "find hire borrow rent meet buy get learn talk speak sell practise practice move";

/// Every aside of a sentence, from left to right.
pub(super) fn asides(s: &Sentence<'_>) -> Vec<Aside> {
    let mut found: Vec<Aside> = Vec::new();
    let theirs = is_theirs(s);
    let mut at = 0;
    while at < s.words.len() {
        let after = found.last().map_or(0, |aside| aside.value.start + 1);
        let aside = (at >= after || at == 0).then(|| begin(s, at, theirs, found.last())).flatten();
        if let Some(aside) = aside {
            if let Some(last) = found.last_mut() {
                last.value.end = last.value.end.min(aside.start);
            }
            at = aside.value.start;
            found.push(aside);
        }
        at += 1;
    }
    for aside in &mut found {
        let end = sentence_end(s, aside.value.clone());
        aside.value.end = end;
    }
    found.retain(|aside| aside.value.clone().any(|at| s.words[at].is_word()));
    found
}

/// Whether somebody else is the one who did it: what is promised then is not promised by me.
fn is_theirs(s: &Sentence<'_>) -> bool {
    let did = |at: usize| verbs::verb(&s.words, at).is_some_and(|verb| verb.form == Form::Past);
    s.list(0, s.words.len()).is_some_and(|list| !list.with_me && did(list.end))
}

/// An aside that begins at a word: at the sentence's beginning, or after a sign or a word that may part two of them.
fn begin(s: &Sentence<'_>, at: usize, theirs: bool, last: Option<&Aside>) -> Option<Aside> {
    if at == 0 {
        return whole(s, 0, 0, false, theirs);
    }
    if s.list(0, s.words.len()).is_some_and(|list| at < list.end) {
        return None;
    }
    let sign = s.is_mark(at) && is_break(s, at);
    let mut from = at + usize::from(sign);
    let joint = s.any(from, "and also|but also|and|but|so|because").filter(|_| s.key(from) != "because").unwrap_or(0);
    from += joint;
    if sign || joint > 0 || s.key(at) == "who" {
        // Without a sign before it, only a word that cannot be a thing may follow: "needs and wants".
        let open = sign || joint > 0 && (theirs || last.is_some_and(|last| !is_mine(last)));
        return whole(s, from, at, open, theirs);
    }
    let said = theirs && among("that say says said mentioned me us saying", s.key(at - 1));
    let subject = matches!(s.key(at), "she" | "he" | "they") || s.hit(at).is_some();
    (said && subject).then(|| whole(s, at, said_from(s, at), false, theirs)).flatten()
}

/// Where "to say that" begins, before a word.
fn said_from(s: &Sentence<'_>, at: usize) -> usize {
    let glue = ["to say that", "to say", "saying that", "saying", "that", "to tell me that", "to tell me"];
    let before = glue.iter().filter_map(|phrase| {
        let start = at.checked_sub(phrase.split(' ').count())?;
        s.phrase(start, phrase).map(|_| start)
    });
    before.min().unwrap_or(at)
}

fn is_mine(aside: &Aside) -> bool {
    matches!(aside.marker, Marker::Promise | Marker::Waiting)
}

/// Whether a sign parts two clauses. A full stop after one or two letters may be an abbreviation's.
pub(super) fn is_break(s: &Sentence<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |at| s.words[at].text);
    match s.words[at].text {
        "." => before.chars().count() > 2 && !among("mrs prof rev etc", &before.to_lowercase()),
        "-" | "–" | "—" => s.words.get(at + 1).is_some_and(|next| next.range.start > s.words[at].range.end),
        text => matches!(text, "," | ";" | ":" | "!" | "?" | "("),
    }
}

/// Where the words of a value end: at the end of its sentence, if not before.
fn sentence_end(s: &Sentence<'_>, value: Range<usize>) -> usize {
    let ends = |at: &usize| matches!(s.words[*at].text, "." | "!" | "?") && is_break(s, *at);
    value.clone().find(ends).unwrap_or(value.end)
}

fn whole(s: &Sentence<'_>, from: usize, start: usize, open: bool, theirs: bool) -> Option<Aside> {
    let end = s.words.len();
    let made = |subject, marker, value: usize| {
        let says = (value..end).any(|at| s.words[at].is_word());
        says.then_some(Aside { subject, marker, start, value: value..end, emphasis: None })
    };
    if let Some((marker, value)) = explicit(s, from).filter(|_| from == 0 || s.is_mark(start)) {
        return made(Subject::Open, marker, value);
    }
    if let Some((subject, value)) = promise(s, from, start > 0, theirs) {
        return made(subject, Marker::Promise, value);
    }
    if let Some(value) = waiting(s, from) {
        return made(Subject::Open, Marker::Waiting, value);
    }
    let (subject, from) = subject(s, from, open)?;
    let (marker, value, emphasis) = tells(s, from, &subject)?;
    made(subject, marker, value).map(|aside| Aside { emphasis, ..aside })
}

/// `needs:` as lines have it.
fn explicit(s: &Sentence<'_>, at: usize) -> Option<(Marker, usize)> {
    Marker::ALL.into_iter().find_map(|marker| {
        let after = at + s.phrase(at, marker.word())?;
        (s.key(after) == ":").then_some((marker, after + 1))
    })
}

fn subject(s: &Sentence<'_>, at: usize, open: bool) -> Option<(Subject, usize)> {
    let told = |at: usize| {
        // What somebody told me is a line of its own kind, so that it stays when it begins the sentence.
        let told = s.any(at, "told me that|told me").filter(|_| s.hit(0).is_none() || at > 3);
        let verb = s.any(at, "says that|said that|says|said|mentioned that|mentioned|thinks").or(told)?;
        subject(s, at + verb, false)
    };
    let (found, after) = match s.key(at) {
        "she" | "he" | "who" => (Subject::Last, at + 1),
        "they" => (Subject::They, at + 1),
        _ => match s.list(at, s.words.len()).filter(|list| !list.with_me) {
            Some(list) => (Subject::Named(list.at), list.end),
            // "Ana's" may be "Ana is".
            None => match s.name_end(at) {
                Some((end, true)) => (Subject::Named(vec![at]), end),
                _ if open => (Subject::Open, at),
                _ => return None,
            },
        },
    };
    told(after).or(Some((found, after)))
}

/// The marker that some words make of what follows them, where its value begins, and an emphasis on the way.
fn tells(s: &Sentence<'_>, at: usize, subject: &Subject) -> Option<(Marker, usize, Option<usize>)> {
    let skipped = |at: &usize| among(PASSING, s.key(*at)) || among(EMPHASIS, s.key(*at));
    let read: Vec<usize> = (at..s.words.len()).filter(|at| !skipped(at)).take(7).collect();
    let emphasis = |end: usize| (at..end).find(|at| among(EMPHASIS, s.key(*at)));
    let phrase = |phrase: &str| {
        let length = phrase.split(' ').count();
        let fits = |(one, at): (&str, &usize)| is_form(one, s.key(*at));
        (read.len() >= length && phrase.split(' ').zip(&read).all(fits)).then(|| read[length - 1] + 1)
    };
    let many = match subject {
        Subject::Named(names) => names.len() > 1,
        subject => *subject != Subject::Open,
    };
    let lists = TELLS.iter().chain(THEY_TELL.iter().filter(|_| many));
    let phrases = lists.flat_map(|(phrases, marker)| phrases.split('|').map(move |phrase| (phrase, *marker)));
    let found = phrases.filter_map(|(words, marker)| Some((marker, phrase(words)?))).max_by_key(|(_, end)| *end);
    if let Some((marker, end)) = found {
        let fit = fits(s, marker, end);
        return fit.then(|| (marker, end, emphasis(end)));
    }
    let doing = |one: &str, list: &str| {
        let second = *read.get(1)?;
        (is_form(one, s.key(read[0])) && among(list, s.key(second))).then_some(second)
    };
    let value = doing("is", DOINGS).or_else(|| doing("has", DONE))?;
    (*subject != Subject::Open).then_some((Marker::UpTo, value, emphasis(value)))
}

/// "Needs to rest" is no need that anybody can meet, and "offered me a job" is no offer to all.
fn fits(s: &Sentence<'_>, marker: Marker, end: usize) -> bool {
    match marker {
        _ if among("and or of , ; . ! ? )", s.key(end)) => false,
        Marker::Needs if s.key(end) == "to" => among(MEETABLE, s.key(end + 1)),
        Marker::Needs => !among("no nothing", s.key(end)),
        Marker::Offers => !among("me us nothing no", s.key(end)),
        _ => !among("nothing no", s.key(end)),
    }
}

/// "promised Ana to", "I'll", "said I'd", "I owe her".
fn promise(s: &Sentence<'_>, at: usize, inside: bool, theirs: bool) -> Option<(Subject, usize)> {
    let i = s.any(at, "i have|i").unwrap_or(0);
    if theirs && i == 0 {
        return None;
    }
    let at = at + i;
    let promised = s.any(at, "promised|promise|have promised");
    let will = s.any(at, "will").filter(|_| inside && (i > 0 || s.key(at) == "will"));
    let said = s.any(at, "said i would|said i will|said that i would|said that i will");
    let owe = s.any(at, "owe").filter(|_| i > 0 || s.list(at + 1, s.words.len()).is_some());
    let verb = promised.or(will).or(said).or(owe)?;
    let after = at + verb;
    let (subject, mut value) = match s.list(after, s.words.len()).filter(|_| will.is_none() && said.is_none()) {
        Some(list) => (Subject::Named(list.at), list.end),
        None if among("her him them", s.key(after)) && will.is_none() && said.is_none() => (Subject::Last, after + 1),
        None => (Subject::Open, after),
    };
    value += usize::from(promised.is_some() && s.key(value) == ":");
    let glue = "to|that i would|that i will|i would|i will";
    value += s.any(value, glue).filter(|_| promised.is_some()).unwrap_or(0);
    Some((subject, value))
}

/// "waiting for", "still waiting to", "awaiting".
fn waiting(s: &Sentence<'_>, at: usize) -> Option<usize> {
    let at = at + s.any(at, "i am|i 'm|am|i|we are|we 're").unwrap_or(0);
    let at = at + s.any(at, "still|now|just").unwrap_or(0);
    if let Some(length) = s.any(at, "waiting for|waiting on|awaiting") {
        return Some(at + length);
    }
    // "to hear from Ana" keeps its "to".
    s.phrase(at, "waiting to").map(|_| at + 1)
}

/// The names in the value of a promise or of something waited for, when nobody is named elsewhere.
pub(super) fn named_within(s: &Sentence<'_>, aside: &Aside) -> Vec<usize> {
    let first = s.named(aside.value.clone()).next();
    first.map_or_else(Vec::new, |at| s.list(at, aside.value.end).map_or_else(|| vec![at], |list| list.at))
}
