//! Days, counted from 1970 on.

use std::fmt;

/// A day; it is written as 2026-11-20.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i64);

/// The day on which every journal is built.
pub const TODAY: Day = Day(20_777);

/// So many days lie between the oldest entry and today: twenty years.
const SPAN: i64 = 7_300;

impl Day {
    /// The day of the thing number `index` of `count`, the oldest first; the last is yesterday's.
    pub fn spread(index: usize, count: usize) -> Self {
        let back = (count - index) * usize::try_from(SPAN).unwrap_or(0) / count;
        Self(TODAY.0 - i64::try_from(back.max(1)).unwrap_or(1))
    }

    /// The year.
    pub fn year(self) -> i64 {
        self.civil().0
    }

    /// Year, month and day of the month (in the proleptic Gregorian calendar, by Hinnant's method).
    fn civil(self) -> (i64, i64, i64) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        (year + era * 400 + i64::from(month <= 2), month, day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}
