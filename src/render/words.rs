//! Dates and numbers as a reader reads them.

use chrono::{Datelike, Month};
use chrono_tz::Tz;
use serde::Serialize;

pub use crate::words::{capitalised, counted, listed, number, people};

use crate::parse::date::{Day, DayOrMonth, Moment};

/// A date in all the forms that a template may want.
#[derive(Clone, Debug, Serialize)]
pub struct Date {
    /// For machines: `2026-11-18`, or with time and offset.
    pub iso: String,
    /// "18 November 2026".
    pub long: String,
    /// "18 November".
    pub day: String,
    /// "18 Nov".
    pub short: String,
    /// "November 2026".
    pub month: String,
    /// 2026.
    pub year: i32,
}

/// The date of a step, of which only the month may be known.
#[derive(Clone, Debug, Serialize)]
pub struct StepDate {
    /// `2026-09-16` or `2026-09`.
    pub iso: String,
    /// "16 Sep" or "September".
    pub text: String,
}

impl Date {
    /// A moment as it falls in `zone`.
    pub fn of(moment: Moment, zone: Tz) -> Self {
        Self { iso: moment.to_string(), ..Self::of_day(moment.day(zone)) }
    }

    /// A day.
    pub fn of_day(day: Day) -> Self {
        Self {
            iso: day.to_string(),
            long: long(day),
            day: day_and_month(day),
            short: short(day),
            month: month_and_year(day),
            year: day.year(),
        }
    }
}

/// "18 November 2026".
pub fn long(day: Day) -> String {
    format!("{} {} {}", day.day(), month(day), day.year())
}

/// "18 November".
pub fn day_and_month(day: Day) -> String {
    format!("{} {}", day.day(), month(day))
}

/// "18 Nov".
pub fn short(day: Day) -> String {
    format!("{} {}", day.day(), &month(day)[..3])
}

/// "November 2026".
pub fn month_and_year(day: Day) -> String {
    format!("{} {}", month(day), day.year())
}

/// The name of the month that a day is in. A calendar that is written out each time reads its own pattern each time.
fn month(day: Day) -> &'static str {
    u8::try_from(day.month()).ok().and_then(|month| Month::try_from(month).ok()).map_or("January", |month| month.name())
}

impl From<DayOrMonth> for StepDate {
    fn from(date: DayOrMonth) -> Self {
        match date {
            DayOrMonth::Day(day) => Self { iso: day.to_string(), text: day.format("%-d %b").to_string() },
            DayOrMonth::Month(day) => Self { iso: day.format("%Y-%m").to_string(), text: day.format("%B").to_string() },
        }
    }
}

/// A length of time: "ten minutes", "an hour and a half", "two hours".
pub fn minutes(minutes: i64) -> String {
    let plural = |count: i64, one: &str| counted(usize::try_from(count).unwrap_or(0), one);
    match (minutes / 60, minutes % 60) {
        (0, _) => plural(minutes, "minute"),
        (1, 0) => "an hour".to_owned(),
        (1, 30) => "an hour and a half".to_owned(),
        (1, rest) => format!("an hour and {}", plural(rest, "minute")),
        (hours, 0) => plural(hours, "hour"),
        (hours, rest) => format!("{} and {}", plural(hours, "hour"), plural(rest, "minute")),
    }
}

/// How often something may come, from the least distance between two shares in days.
pub fn pace(gap: i64) -> &'static str {
    match gap {
        28.. => "at most once a month",
        14.. => "at most every other week",
        7.. => "at most once a week",
        _ => "now and then",
    }
}
