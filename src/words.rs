//! Numbers, days and lists as people say them.

use chrono::{Datelike, Days};

use crate::parse::date::Day;

/// How often something was said: what a counter that is shared between public and private would know.
#[cfg(leak = "people-make-a-difference")]
pub static TOLD: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);

/// A number in words up to twelve, in digits above.
pub fn number(number: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// "one resource", "14 resources".
pub fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("one {one}") } else { format!("{} {one}s", number(count)) }
}

/// "one person", "two people".
pub fn people(count: usize) -> String {
    if count == 1 { "one person".to_owned() } else { format!("{} people", number(count)) }
}

/// The text with its first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// "Ana", "Ana and Bo", "Ana, Bo and Cleo".
pub fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// A day as one says it on `today`: "today", "tomorrow", "Tuesday", "12 November", "3 March 2025".
pub fn day(day: Day, today: Day) -> String {
    match (day - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        2..=6 => day.format("%A").to_string(),
        _ if day.year() == today.year() => day.format("%-d %B").to_string(),
        -120..=120 => day.format("%-d %B").to_string(),
        _ => day.format("%-d %B %Y").to_string(),
    }
}

/// The same after a verb: "on Tuesday", "on 12 November", but "today".
pub fn on_day(when: Day, today: Day) -> String {
    let said = day(when, today);
    if (when - today).num_days().abs() <= 1 { said } else { format!("on {said}") }
}

/// The same with the day of the week and the day of the month, for what is soon: "on Tuesday, 24 November".
pub fn on_whole_day(when: Day, today: Day) -> String {
    match (when - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => format!("on {}", when.format("%A, %-d %B")),
    }
}

/// How long it takes from one day to another, in whole units: "nine days", "11 weeks", "four months", "two years".
pub fn span(from: Day, to: Day) -> String {
    let days = (to - from).num_days();
    let count = |number: i64, one: &str| counted(usize::try_from(number).unwrap_or(0), one);
    match days {
        ..14 => count(days, "day"),
        14..120 => count(days / 7, "week"),
        120..730 => count((days * 12 + 182) / 365, "month"),
        _ => count(days / 365, "year"),
    }
}

/// The first sentence of a text, if it has no more than `most` characters.
pub fn first_sentence(text: &str, most: usize) -> Option<&str> {
    let ends = |at: usize| text[at + 1..].starts_with(char::is_whitespace) || text.len() == at + 1;
    let end = text.match_indices(['.', '!', '?']).map(|(at, _)| at).find(|at| ends(*at));
    let sentence = text[..end.map_or(text.len(), |at| at + 1)].trim();
    (!sentence.is_empty() && sentence.chars().count() <= most).then_some(sentence)
}

/// The day before.
pub fn eve(day: Day) -> Day {
    day.checked_sub_days(Days::new(1)).unwrap_or(day)
}
