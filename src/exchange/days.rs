//! Days as other programs write them.

use chrono::{DateTime, NaiveDate};

use crate::parse::date::{self, Anniversary, Day};

/// A year that address books write where they know none.
const NO_YEAR: &str = "1604";

/// A day of the calendar: `2024-03-15`, `20240315`, `15 Mar 2024`, `3/15/2024`, each also with a time behind it.
pub fn day(text: &str) -> Option<Day> {
    let text = text.trim();
    let front = text.split(['T', ',']).next().unwrap_or_default().trim();
    let iso = front.split(' ').next().unwrap_or_default();
    if iso.len() == 8 && iso.bytes().all(|b| b.is_ascii_digit()) {
        return date::day(&format!("{}-{}-{}", &iso[..4], &iso[4..6], &iso[6..]));
    }
    let other = || {
        let forms = ["%d %b %Y", "%d %B %Y", "%m/%d/%Y", "%d-%b-%Y"];
        forms.into_iter().find_map(|form| NaiveDate::parse_from_str(front, form).ok())
    };
    date::day(iso).or_else(|| date::day(&other()?.to_string()))
}

/// A moment as a number of seconds since 1970; larger numbers are thousandths or millionths of them.
pub fn epoch(text: &str) -> Option<Day> {
    let number: i64 = text.trim().split('.').next()?.parse().ok().filter(|number| *number > 0)?;
    let seconds = match number {
        ..100_000_000_000 => number,
        100_000_000_000..100_000_000_000_000 => number / 1000,
        _ => number / 1_000_000,
    };
    date::day(&DateTime::from_timestamp(seconds, 0)?.date_naive().to_string())
}

/// A birthday or the like, of which the year may be missing: `1990-03-14`, `--0314`, `--03-14`, `03-14`, `1604-03-14`.
pub fn anniversary(text: &str) -> Option<Anniversary> {
    let text = text.trim();
    let text = text.strip_prefix(NO_YEAR).map_or(text, |rest| rest.trim_start_matches('-'));
    let bare = text.strip_prefix("--").unwrap_or(text);
    let digits = bare.replace('-', "");
    if digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Anniversary::parse(&format!("{}-{}", &digits[..2], &digits[2..]));
    }
    Anniversary::parse(&day(text)?.to_string())
}

/// As a contact's file has it: `03-14`, `1990-03-14`.
pub fn written(day: Anniversary) -> String {
    let tail = format!("{:02}-{:02}", day.month, day.day);
    day.year.map_or(tail.clone(), |year| format!("{year:04}-{tail}"))
}
