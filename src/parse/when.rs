//! Days in English words: `yesterday`, `next tuesday`, `3 days ago`, `on 12 november`.

use std::ops::Range;

use chrono::{Datelike, Days, Month, Months, Weekday};

use super::date::{self, Day};

/// Which way a day without a year, or a day of the week, is to be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// Something happened: the last such day.
    Past,
    /// Something is to come: the next such day.
    Future,
}

/// Words that name a day, and where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The bytes, with an `on` that goes before.
    pub range: Range<usize>,
    /// Whether it is nothing but the name of a day of the week, which stands before other words too: a Tuesday walk.
    pub is_bare: bool,
    meaning: Meaning,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    /// A day of the calendar, whatever today is.
    Fixed(Day),
    /// So many days from today.
    Days(i64),
    /// So many months from today.
    Months(i32),
    /// Later today.
    Tonight,
    /// A day of the week; with `this`, today counts, and with `last` or `next` the sense is said.
    Week(Weekday, Option<Which>),
    /// The last day of this month.
    MonthEnd,
    /// A day of a month, and of the week where that is said too.
    Date(u32, u32, Option<Weekday>),
    /// A day of whichever month is nearest.
    OfMonth(u32),
    /// No calendar has it.
    Never,
    /// Words such as `last week`, which name no single day.
    Vague(Sense),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Last,
    This,
    Next,
}

/// The day that a text means, where it is nothing but the name of a day.
pub fn day(text: &str, today: Day, sense: Sense) -> Option<Day> {
    let text = text.trim();
    let marks = marks(text);
    let (meaning, length, _) = expression(&marks)?;
    (length == marks.len()).then(|| settle(meaning, today, sense))?
}

/// Every place of a text that names a day, from left to right; each is the longest that begins there.
pub fn find(text: &str) -> Vec<Found> {
    let marks = marks(text);
    let (mut at, mut found) = (0, Vec::new());
    while at < marks.len() {
        let Some((meaning, length, is_bare)) = expression(&marks[at..]).filter(|_| starts_apart(text, &marks[at]))
        else {
            at += 1;
            continue;
        };
        let range = marks[at].range.start..marks[at + length - 1].range.end;
        // `the 2nd` alone may be of anything; only with its `on` is it a day.
        let is_loose = matches!(meaning, Meaning::OfMonth(_)) && marks[at].word != "on";
        if !is_loose && ends_apart(text, range.end) {
            found.push(Found { range, is_bare, meaning });
        }
        at += length;
    }
    found
}

impl Found {
    /// The day; nothing where no calendar has it, or where the words leave it open (`last week`).
    pub fn day(&self, today: Day, sense: Sense) -> Option<Day> {
        settle(self.meaning, today, sense)
    }

    /// Whether the words can only mean a day to come, or tonight.
    pub fn is_ahead(&self, today: Day) -> bool {
        match self.meaning {
            Meaning::Tonight | Meaning::Vague(Sense::Future) => true,
            Meaning::Date(..) => self.is_nearer_ahead(today),
            meaning => settle(meaning, today, Sense::Past).is_some_and(|day| day > today),
        }
    }

    /// Whether the words can only mean a day that is over, or today.
    pub fn is_behind(&self, today: Day) -> bool {
        match self.meaning {
            Meaning::Vague(sense) => sense == Sense::Past,
            Meaning::Tonight | Meaning::Date(..) => false,
            meaning => settle(meaning, today, Sense::Future).is_some_and(|day| day <= today),
        }
    }

    /// A date without its year is taken for the one that is nearer, where nothing else tells, if that is soon.
    fn is_nearer_ahead(&self, today: Day) -> bool {
        let next = settle(self.meaning, today, Sense::Future);
        let last = settle(self.meaning, today, Sense::Past);
        next.zip(last)
            .is_some_and(|(next, last)| next > today && (next - today).num_days() < 92 && next - today < today - last)
    }
}

fn settle(meaning: Meaning, today: Day, sense: Sense) -> Option<Day> {
    let found = match meaning {
        Meaning::Fixed(day) => Some(day),
        Meaning::Days(days) => offset(today, days),
        Meaning::Months(months) if months < 0 => today.checked_sub_months(Months::new(months.unsigned_abs())),
        Meaning::Months(months) => today.checked_add_months(Months::new(months.unsigned_abs())),
        Meaning::Tonight => Some(today),
        Meaning::Week(weekday, which) => week(weekday, which, today, sense),
        Meaning::MonthEnd => beside_months(today, 1, Sense::Future)?.pred_opt(),
        Meaning::Date(month, day, weekday) => {
            // A leap day may be eight years away.
            let near = (0..=8).filter_map(|years| Day::from_ymd_opt(beside(today.year(), years, sense), month, day));
            let found = near.into_iter().find(|day| is_on_side(*day, today, sense));
            found.filter(|found| weekday.is_none_or(|weekday| found.weekday() == weekday))
        }
        Meaning::OfMonth(day) => (0..=12)
            .filter_map(|months| beside_months(today, months, sense)?.with_day(day))
            .find(|day| is_on_side(*day, today, sense)),
        Meaning::Never | Meaning::Vague(_) => None,
    };
    // Whatever the words: a day of the years that the house knows.
    found.and_then(|found| date::day(&found.to_string()))
}

fn offset(today: Day, days: i64) -> Option<Day> {
    let length = Days::new(days.unsigned_abs());
    if days < 0 { today.checked_sub_days(length) } else { today.checked_add_days(length) }
}

fn beside(year: i32, years: i32, sense: Sense) -> i32 {
    if sense == Sense::Past { year - years } else { year + years }
}

fn beside_months(today: Day, months: u32, sense: Sense) -> Option<Day> {
    let first = today.with_day(1)?;
    let months = Months::new(months);
    if sense == Sense::Past { first.checked_sub_months(months) } else { first.checked_add_months(months) }
}

fn is_on_side(day: Day, today: Day, sense: Sense) -> bool {
    if sense == Sense::Past { day <= today } else { day >= today }
}

/// Today is never meant by the name of its own day, but with `this`.
fn week(weekday: Weekday, which: Option<Which>, today: Day, sense: Sense) -> Option<Day> {
    let sense = match which {
        Some(Which::Last) => Sense::Past,
        Some(Which::Next) => Sense::Future,
        _ => sense,
    };
    let ahead = i64::from(weekday.days_since(today.weekday()));
    match (sense, ahead) {
        (_, 0) if which == Some(Which::This) => Some(today),
        (Sense::Past, ahead) => offset(today, ahead - 7),
        (Sense::Future, 0) => offset(today, 7),
        (Sense::Future, ahead) => offset(today, ahead),
    }
}

/// A word, number or comma, in lower case.
struct Mark {
    word: String,
    range: Range<usize>,
}

fn marks(text: &str) -> Vec<Mark> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '+');
    let (mut found, mut start): (Vec<Mark>, _) = (Vec::new(), None);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if let Some(from) = start.filter(|_| !is_part(c)) {
            found.push(Mark { word: text[from..at].to_lowercase(), range: from..at });
            start = None;
        }
        if is_part(c) {
            start = start.or(Some(at));
        } else if !c.is_whitespace() {
            found.push(Mark { word: c.to_string(), range: at..at + c.len_utf8() });
        }
    }
    found
}

/// Nothing within a word, a handle, a tag or a number is a day.
fn starts_apart(text: &str, mark: &Mark) -> bool {
    !text[..mark.range.start].ends_with(['@', '#', '[', '/', '_', '\'', '’', '.', ':'])
}

fn ends_apart(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    let joint = rest.starts_with(['\'', '’', '/', '_', '@', ']']);
    let decimal = rest.starts_with(['.', ':']) && rest[1..].starts_with(char::is_alphanumeric);
    !joint && !decimal
}

/// What the first words mean, how many they are, and whether they are a bare day of the week.
fn expression(marks: &[Mark]) -> Option<(Meaning, usize, bool)> {
    let words: Vec<&str> = marks.iter().take(9).map(|mark| mark.word.as_str()).collect();
    let ways = [relative, counted, of_week, calendar];
    let plain = ways.iter().filter_map(|way| way(&words)).max_by_key(|(_, length)| *length);
    if let Some((meaning, length)) = plain {
        return Some((meaning, length, matches!(meaning, Meaning::Week(_, None))));
    }
    let after_on = words.strip_prefix(&["on"])?;
    let ways = [of_week, calendar, short_weekday];
    let (meaning, length) = ways.iter().filter_map(|way| way(after_on)).max_by_key(|(_, length)| *length)?;
    Some((meaning, length + 1, false))
}

/// `the day before yesterday`, `this morning`, `tonight`, `-3d`; `last week` is a time, but no day.
fn relative(words: &[&str]) -> Option<(Meaning, usize)> {
    const PAST: Meaning = Meaning::Vague(Sense::Past);
    const FUTURE: Meaning = Meaning::Vague(Sense::Future);
    const FIXED: [(&str, Meaning); 24] = [
        ("the day before yesterday", Meaning::Days(-2)),
        ("the day after tomorrow", Meaning::Days(2)),
        ("yesterday", Meaning::Days(-1)),
        ("last night", Meaning::Days(-1)),
        ("earlier today", Meaning::Days(0)),
        ("later today", Meaning::Tonight),
        ("today", Meaning::Days(0)),
        ("this morning", Meaning::Days(0)),
        ("this lunchtime", Meaning::Days(0)),
        ("this afternoon", Meaning::Days(0)),
        ("this evening", Meaning::Tonight),
        ("tonight", Meaning::Tonight),
        ("tomorrow", Meaning::Days(1)),
        ("the end of the month", Meaning::MonthEnd),
        ("the end of this month", Meaning::MonthEnd),
        ("last week", PAST),
        ("last month", PAST),
        ("last year", PAST),
        ("the other day", PAST),
        ("a few days ago", PAST),
        ("a few weeks ago", PAST),
        ("next week", FUTURE),
        ("next month", FUTURE),
        ("next year", FUTURE),
    ];
    let fixed = FIXED.iter().filter_map(|(phrase, meaning)| Some((*meaning, starts(words, phrase)?)));
    let found = fixed.max_by_key(|(_, length)| *length);
    match found {
        Some((meaning @ Meaning::Days(-1 | 1), length)) => Some((meaning, length + time_of_day(&words[length..]))),
        Some(found) => Some(found),
        None => Some((signed(words.first()?)?, 1)),
    }
}

fn starts(words: &[&str], phrase: &str) -> Option<usize> {
    let length = phrase.split(' ').count();
    (words.len() >= length && phrase.split(' ').eq(words[..length].iter().copied())).then_some(length)
}

fn time_of_day(words: &[&str]) -> usize {
    let times = ["morning", "lunchtime", "afternoon", "evening", "night"];
    usize::from(words.first().is_some_and(|word| times.contains(word)))
}

/// `-3d`, `+2w`, `-1m`.
fn signed(word: &str) -> Option<Meaning> {
    let count = word.strip_prefix(['-', '+'])?;
    let unit = count.chars().last()?;
    let number: i32 = count[..count.len() - unit.len_utf8()].parse().ok().filter(|n| (0..=3660).contains(n))?;
    let number = if word.starts_with('-') { -number } else { number };
    span(number, &unit.to_string())
}

/// `3 days ago`, `a couple of weeks ago`, `in a fortnight`.
fn counted(words: &[&str]) -> Option<(Meaning, usize)> {
    let skipped = usize::from(words.first() == Some(&"in"));
    let (number, length) = number(&words[skipped..])?;
    let at = skipped + length;
    let (unit, rest) = words[at..].split_first()?;
    let ago = starts(rest, "ago").map(|length| (-1, length));
    let ahead = starts(rest, "from now").or_else(|| starts(rest, "from today")).map(|length| (1, length));
    let (sign, length) = if skipped == 1 { (1, 0) } else { ago.or(ahead)? };
    Some((span(sign * number, unit)?, at + 1 + length))
}

fn span(number: i32, unit: &str) -> Option<Meaning> {
    match unit.strip_suffix('s').filter(|unit| unit.len() > 2).unwrap_or(unit) {
        "d" | "day" => Some(Meaning::Days(number.into())),
        "w" | "week" => Some(Meaning::Days(i64::from(number) * 7)),
        "fortnight" => Some(Meaning::Days(i64::from(number) * 14)),
        "m" | "month" => Some(Meaning::Months(number)),
        "y" | "year" => Some(Meaning::Months(number * 12)),
        _ => None,
    }
}

fn number(words: &[&str]) -> Option<(i32, usize)> {
    const NUMBERS: &str = "a one two three four five six seven eight nine ten";
    if let Some(length) = starts(words, "a couple of") {
        return Some((2, length));
    }
    let word = *words.first()?;
    let word = if word == "an" { "a" } else { word };
    let in_words = NUMBERS.split(' ').position(|number| number == word).map(|at| at.max(1));
    let digits = word.parse().ok().filter(|number| (1..=3660).contains(number) && !word.starts_with(['+', '-']));
    Some((in_words.and_then(|at| i32::try_from(at).ok()).or(digits)?, 1))
}

/// `tuesday`, `last friday`, `next monday evening`, `this coming saturday`.
fn of_week(words: &[&str]) -> Option<(Meaning, usize)> {
    let (which, skipped) = which(words);
    let word = words.get(skipped)?;
    let weekday = weekday(word).or_else(|| short(word, which.is_some()))?;
    let length = skipped + 1;
    Some((Meaning::Week(weekday, which), length + time_of_day(&words[length..])))
}

fn which(words: &[&str]) -> (Option<Which>, usize) {
    let first = match words.first() {
        Some(&("last" | "past")) => Which::Last,
        Some(&("next" | "coming")) => Which::Next,
        Some(&"this") if words.get(1) == Some(&"coming") => return (Some(Which::Next), 2),
        Some(&"this") if words.get(1) == Some(&"past") => return (Some(Which::Last), 2),
        Some(&"this") => Which::This,
        _ => return (None, 0),
    };
    (Some(first), 1)
}

fn weekday(word: &str) -> Option<Weekday> {
    word.parse().ok().filter(|_| word.ends_with("day"))
}

/// Short names that are words of their own (`sat`, `sun`, `wed`) need something before them.
fn short(word: &str, introduced: bool) -> Option<Weekday> {
    let three = match word {
        "tues" => "tue",
        "weds" => "wed",
        "thur" | "thurs" => "thu",
        "sat" | "sun" | "wed" if !introduced => return None,
        _ => word,
    };
    three.parse().ok().filter(|_| three.len() == 3)
}

fn short_weekday(words: &[&str]) -> Option<(Meaning, usize)> {
    Some((Meaning::Week(short(words.first()?, true)?, None), 1 + time_of_day(&words[1..])))
}

/// `2026-11-18`, `12 november`, `the 3rd of Dec`, `Thursday, 3 December 2026`, `May 4th`, `the 12th`.
fn calendar(words: &[&str]) -> Option<(Meaning, usize)> {
    let first = *words.first()?;
    if let Some(meaning) = iso(first) {
        return Some((meaning, 1));
    }
    let named = weekday(first).or_else(|| short(first, true));
    let mut at = usize::from(named.is_some());
    at += usize::from(at == 1 && words.get(1) == Some(&","));
    let the = usize::from(words.get(at) == Some(&"the"));
    at += the;
    let (day, month, length) = day_and_month(&words[at..]).or_else(|| month_and_day(&words[at..])).or_else(|| {
        let day = ordinal(words.get(at)?).filter(|_| the == 1)?;
        Some((day, None, 1))
    })?;
    at += length;
    let Some(month) = month else { return Some((Meaning::OfMonth(day).sound(day <= 31), at)) };
    let comma = usize::from(words.get(at) == Some(&","));
    let Some(year) = words.get(at + comma).and_then(|word| year(word)) else {
        // A leap year has every day.
        let exists = Day::from_ymd_opt(2000, month, day).is_some();
        return Some((Meaning::Date(month, day, named).sound(exists), at));
    };
    let whole = Day::from_ymd_opt(year, month, day).filter(|day| named.is_none_or(|named| day.weekday() == named));
    Some((whole.map_or(Meaning::Never, Meaning::Fixed), at + comma + 1))
}

impl Meaning {
    fn sound(self, exists: bool) -> Self {
        if exists { self } else { Self::Never }
    }
}

fn iso(word: &str) -> Option<Meaning> {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let shape = word.len() == 10 && digits == 8 && word.as_bytes()[4] == b'-' && word.as_bytes()[7] == b'-';
    shape.then(|| date::day(word).map_or(Meaning::Never, Meaning::Fixed))
}

fn day_and_month(words: &[&str]) -> Option<(u32, Option<u32>, usize)> {
    let day = words.first().and_then(|word| ordinal(word).or_else(|| plain_day(word)))?;
    let of = usize::from(words.get(1) == Some(&"of"));
    Some((day, Some(month(words.get(1 + of)?)?), 2 + of))
}

fn month_and_day(words: &[&str]) -> Option<(u32, Option<u32>, usize)> {
    let month = month(words.first()?)?;
    let day = words.get(1).and_then(|word| ordinal(word).or_else(|| plain_day(word)))?;
    Some((day, Some(month), 2))
}

fn plain_day(word: &str) -> Option<u32> {
    let digits = word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|_| digits)
}

fn ordinal(word: &str) -> Option<u32> {
    ["st", "nd", "rd", "th"].iter().find_map(|end| plain_day(word.strip_suffix(end)?))
}

fn month(word: &str) -> Option<u32> {
    let word = if word == "sept" { "sep" } else { word };
    word.parse().ok().map(|month: Month| month.number_from_month())
}

fn year(word: &str) -> Option<i32> {
    word.parse().ok().filter(|_| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))
}
