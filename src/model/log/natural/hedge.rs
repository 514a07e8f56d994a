//! What has not happened, and what has happened nobody knows when: neither may be noted as a touch of today.

use crate::parse::date;
use crate::parse::slug::fold_words;

/// Beginnings that speak of what ought to be done. They are read as "going to", which is no touch.
const INTENTS: [&str; 14] = [
    "i need to ",
    "i have to ",
    "i ought to ",
    "i should remember to ",
    "need to ",
    "have to ",
    "got to ",
    "ought to ",
    "remember to ",
    "try to ",
    "don't forget to ",
    "time to ",
    "let's ",
    "todo: ",
];

/// Days that are none: nobody can say how long ago they were.
const VAGUE: [&str; 6] = ["recently", "lately", "a while ago", "the other day", "ages ago", "long ago"];

const MONTHS: [&str; 24] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// The words, with a beginning that speaks of what ought to be done as "going to".
pub(super) fn as_intent(words: &str) -> String {
    let plain = words.replace('’', "'");
    let lower = plain.to_lowercase();
    let found = INTENTS.iter().find(|intent| lower.starts_with(**intent) && plain.is_char_boundary(intent.len()));
    found.map_or_else(|| words.to_owned(), |intent| format!("going to {}", &plain[intent.len()..]))
}

/// The part of the words that names a time without naming a day.
pub(super) fn vague(words: &str) -> Option<String> {
    let lower = words.to_lowercase();
    let phrase = VAGUE.iter().find(|phrase| has_words(&lower, phrase)).map(|phrase| (*phrase).to_owned());
    let tokens: Vec<_> = words.split_whitespace().map(|token| token.trim_matches([',', '.', ';', ':'])).collect();
    let shaped = tokens.iter().find(|token| is_date_of_another_kind(token)).map(|token| (*token).to_owned());
    let after_in = tokens.windows(2).find(|pair| pair[0].eq_ignore_ascii_case("in") && is_month_or_year(pair[1]));
    phrase.or(shaped).or_else(|| after_in.map(|pair| pair.join(" ")))
}

fn has_words(text: &str, phrase: &str) -> bool {
    let (text, phrase) = (fold_words(text), fold_words(phrase));
    text.windows(phrase.len()).any(|part| part == phrase)
}

/// `5/11`, `11/5/26`, `15.11.2026`, `2026-11-5`.
fn is_date_of_another_kind(token: &str) -> bool {
    let parts: Vec<_> = token.split(['/', '.', '-']).collect();
    let digits =
        parts.iter().all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()));
    let is_short = |part: &&str| part.len() <= 2;
    let slashes = token.contains('/') && parts.len() == 2 && parts.iter().all(is_short);
    let three = parts.len() == 3 && parts.iter().filter(|part| !is_short(part)).count() <= 1;
    digits && (slashes || three) && date::day(token).is_none()
}

/// A month with a capital, because one may meet somebody in may, or a year.
fn is_month_or_year(token: &str) -> bool {
    let is_year = token.len() == 4
        && (token.starts_with("19") || token.starts_with("20"))
        && token.bytes().all(|b| b.is_ascii_digit());
    let is_month = token.starts_with(char::is_uppercase) && MONTHS.contains(&token.to_lowercase().as_str());
    is_year || is_month
}
