//! Days, moments and spans of days, as they are written.

use std::fmt;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use toml::value::Offset;

/// The years that an entry may be from; anything else is a slip of the finger.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// A calendar day without a time zone.
pub type Day = NaiveDate;

/// When something was published: a day, or a day with time and offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A whole day, in the site's time zone.
    Day(Day),
    /// A time of day, with its offset from UTC.
    Time(DateTime<FixedOffset>),
}

/// A day of which only the month may be known; dates can identify people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrMonth {
    /// A whole day.
    Day(Day),
    /// A month, as its first day.
    Month(Day),
}

impl Moment {
    /// The day on which it falls in `zone`.
    pub fn day(self, zone: Tz) -> Day {
        match self {
            Self::Day(day) => day,
            Self::Time(time) => time.with_timezone(&zone).date_naive(),
        }
    }

    /// The instant: a whole day begins at its first moment in `zone`, which is not always midnight.
    pub fn instant(self, zone: Tz) -> DateTime<FixedOffset> {
        match self {
            Self::Day(day) => start_of(day, zone),
            Self::Time(time) => time,
        }
    }
}

impl fmt::Display for Moment {
    /// As RFC 3339 writes it: `2026-11-18`, `2026-11-18T08:30:00+01:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Time(time) => f.write_str(&time.to_rfc3339_opts(chrono::SecondsFormat::Secs, false)),
        }
    }
}

/// The first moment of `day` in `zone`. Where clocks go forward at midnight the day begins an hour later; where that
/// cannot be told, UTC stands in.
fn start_of(day: Day, zone: Tz) -> DateTime<FixedOffset> {
    let hours = (0..=3).filter_map(|hour| day.and_hms_opt(hour, 0, 0));
    let first = hours.map(|time| zone.from_local_datetime(&time)).find_map(chrono::LocalResult::earliest);
    first.map_or_else(|| day.and_time(NaiveTime::MIN).and_utc().fixed_offset(), |time| time.fixed_offset())
}

/// A day as the command line and file names have it: exactly `YYYY-MM-DD`.
pub fn day(text: &str) -> Option<Day> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| shape)?;
    YEARS.contains(&day.year()).then_some(day)
}

/// A month: exactly `YYYY-MM`.
pub fn month(text: &str) -> Option<Day> {
    (text.len() == 7).then(|| day(&format!("{text}-01"))).flatten()
}

/// Splits `2026-11-18-half-the-thanks` into its day and the rest. A name that begins with something like a date, but
/// no day of the calendar, is an error that names the day.
pub fn of_name(stem: &str) -> Result<(Option<Day>, &str), &str> {
    let Some((front, rest)) = stem.split_at_checked(10) else { return Ok((None, stem)) };
    let digits = front.bytes().filter(u8::is_ascii_digit).count();
    if digits != 8 || front.as_bytes()[4] != b'-' || front.as_bytes()[7] != b'-' {
        return Ok((None, stem));
    }
    let day = day(front).ok_or(front)?;
    match rest.strip_prefix('-') {
        Some(slug) => Ok((Some(day), slug)),
        None if rest.is_empty() => Ok((Some(day), "")),
        None => Ok((None, stem)),
    }
}

/// A TOML date or date-time.
///
/// # Errors
/// Says why it is none for an entry: a local time without its offset, a year far from any journal.
pub fn moment(value: &toml::value::Datetime) -> Result<Moment, &'static str> {
    let Some(date) = value.date else { return Err("it has a time but no day") };
    let day = NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
        .ok_or("no calendar has it")?;
    if !YEARS.contains(&day.year()) {
        return Err("its year is far from any journal's");
    }
    match (value.time, value.offset) {
        (None, _) => Ok(Moment::Day(day)),
        (Some(_), None) => Err("it has a time but no offset from UTC"),
        (Some(time), Some(offset)) => {
            let minutes = match offset {
                Offset::Z => 0,
                Offset::Custom { minutes } => i32::from(minutes),
            };
            let second = u32::from(time.second.unwrap_or(0));
            let local = day.and_hms_opt(u32::from(time.hour), u32::from(time.minute), second);
            let zone = FixedOffset::east_opt(minutes * 60);
            let found = local.zip(zone).and_then(|(local, zone)| zone.from_local_datetime(&local).single());
            found.map(Moment::Time).ok_or("its time is none of any clock's")
        }
    }
}

/// A span of days as it is written: `8d`, `6w`. In days.
pub fn days(text: &str) -> Option<i64> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let count: i64 = number.parse().ok().filter(|count| (0..=3660).contains(count))?;
    match unit {
        "d" => Some(count),
        "w" => Some(count * 7),
        _ => None,
    }
}

/// A span of time between two calendar days, as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// So many days.
    Days(u32),
    /// So many months; a day that the month lacks becomes its last.
    Months(u32),
}

impl Period {
    /// As it is written: `10d`, `6w`, `3m`, `1y`; nothing for anything else, and for none at all (`0d`).
    pub fn parse(text: &str) -> Option<Self> {
        let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
        let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        let count: u32 = number.parse().ok().filter(|count| digits && (1..=3660).contains(count))?;
        match unit {
            "d" => Some(Self::Days(count)),
            "w" => Some(Self::Days(count * 7)),
            "m" => Some(Self::Months(count)),
            "y" => Some(Self::Months(count * 12)),
            _ => None,
        }
    }

    /// The day that is this much later.
    pub fn after(self, day: Day) -> Day {
        let later = match self {
            Self::Days(days) => day.checked_add_days(chrono::Days::new(days.into())),
            Self::Months(months) => day.checked_add_months(chrono::Months::new(months)),
        };
        later.unwrap_or(Day::MAX)
    }

    /// The same span two times.
    #[must_use]
    pub fn doubled(self) -> Self {
        match self {
            Self::Days(days) => Self::Days(days * 2),
            Self::Months(months) => Self::Months(months * 2),
        }
    }
}

impl fmt::Display for Period {
    /// In words that follow "every": "6 weeks", "month", "2 years".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match *self {
            Self::Days(days) if days % 7 == 0 => (days / 7, "week"),
            Self::Days(days) => (days, "day"),
            Self::Months(months) if months % 12 == 0 => (months / 12, "year"),
            Self::Months(months) => (months, "month"),
        };
        if count == 1 { f.write_str(unit) } else { write!(f, "{count} {unit}s") }
    }
}

/// A day of every year, or of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anniversary {
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31. The 29 February is kept as such.
    pub day: u32,
    /// The year of which it was written, if one was.
    pub year: Option<i32>,
}

impl Anniversary {
    /// From `03-14` or `2027-04-18`.
    pub fn parse(text: &str) -> Option<Self> {
        // A leap year has every day of the calendar.
        let (whole, year) = if text.len() == 5 { (format!("2000-{text}"), None) } else { (text.to_owned(), Some(())) };
        let day = day(&whole)?;
        Some(Self { month: day.month(), day: day.day(), year: year.map(|()| day.year()) })
    }

    /// The day on which it is observed in a year: 29 February on the 28th where there is none.
    pub fn in_year(self, year: i32) -> Option<Day> {
        Day::from_ymd_opt(year, self.month, self.day).or_else(|| Day::from_ymd_opt(year, self.month, self.day - 1))
    }
}
