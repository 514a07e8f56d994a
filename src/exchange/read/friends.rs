//! `friends.md`: people with their other names, places and tags, and what was done with them.

use crate::exchange::{Found, Happened, Person, words};
use crate::parse::date;

/// What a part of the file holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Activities,
    Notes,
    Friends,
    Other,
}

/// Whether a text is such a file.
pub fn looks_like(text: &str) -> bool {
    text.lines().take(1000).filter_map(heading).any(|part| part != Part::Other)
}

/// What is in it.
pub fn read(text: &str) -> Found {
    let mut found = Found::default();
    let mut part = Part::Other;
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(next) = heading(line) {
            part = next;
            continue;
        }
        let Some(item) = line.trim().strip_prefix("- ").or_else(|| line.trim().strip_prefix("* ")) else {
            if !line.trim().is_empty() && part != Part::Other {
                found.skip(number, "it is no item of a list");
            }
            continue;
        };
        match part {
            Part::Friends => friend(&mut found, number, item),
            Part::Activities | Part::Notes => happened(&mut found, number, item, part == Part::Activities),
            Part::Other => *found.unknown.entry("places".to_owned()).or_default() += 1,
        }
    }
    found
}

fn heading(line: &str) -> Option<Part> {
    let words = line.strip_prefix('#')?.trim_start_matches('#').trim().trim_end_matches(':');
    Some(match words.to_lowercase().as_str() {
        "activities" => Part::Activities,
        "notes" => Part::Notes,
        "friends" => Part::Friends,
        _ => Part::Other,
    })
}

/// `Grace Hopper (a.k.a. The Admiral a.k.a. Amazing Grace) [Paris] @navy @science`
fn friend(found: &mut Found, line: u64, item: &str) {
    let end = item.find([' ', '\t']).map_or(item.len(), |_| {
        [" (", " [", " @"].iter().filter_map(|mark| item.find(mark)).min().unwrap_or(item.len())
    });
    let (name, rest) = item.split_at(end);
    let mut person = Person::new(line, name);
    if person.name.is_empty() {
        return found.skip(line, "it has no name");
    }
    let between = |open: char, close: char| rest.split_once(open).and_then(|(_, rest)| rest.split_once(close));
    if let Some((names, _)) = between('(', ')') {
        names.split("a.k.a.").for_each(|name| person.add("aka", name));
    }
    if let Some((place, _)) = between('[', ']') {
        person.put("city", place);
    }
    let tags = rest.split_whitespace().filter_map(|word| word.strip_prefix('@'));
    tags.for_each(|tag| person.add("circles", tag));
    found.people.push(person);
}

/// `2018-01-04: Got lunch with **Grace Hopper** in _Paris_. @food`
fn happened(found: &mut Found, line: u64, item: &str, met: bool) {
    let Some((front, rest)) = item.split_once(':') else { return found.skip(line, "it has no day") };
    let Some(day) = date::day(front.trim()) else { return found.skip(line, format!("`{front}` is no day")) };
    let mut who = Vec::new();
    for name in rest.split("**").skip(1).step_by(2).map(words::line) {
        if !name.is_empty() && !who.contains(&name) {
            who.push(name);
        }
    }
    let text = words::line(&plain(&rest.replace("**", "")));
    found.happened.push(Happened { line, day, met, who, text });
}

/// A text without the marks around places, `_Paris_`; a mark inside of a word belongs to it.
fn plain(text: &str) -> String {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut before = None;
    let mut chars = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        if c != '_' || is_word(before) && is_word(chars.peek().copied()) {
            out.push(c);
        }
        before = Some(c);
    }
    out
}
