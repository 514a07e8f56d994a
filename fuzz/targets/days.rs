//! Days, spans and rhythms, in figures and in words.

use chrono::{Datelike, NaiveDate};
use goodturn::parse::date::{self, Anniversary, Period};
use goodturn::parse::when::{self, Sense};

pub(crate) fn target(data: &[u8]) {
    let text = super::text(data);
    for line in text.lines() {
        figures(line);
        words(line);
    }
}

fn figures(text: &str) {
    if let Some(day) = date::day(text) {
        assert_eq!(day.to_string(), text);
        assert!((1900..=2199).contains(&day.year()), "{text}");
    }
    if let Some(month) = date::month(text) {
        assert_eq!(month.format("%Y-%m").to_string(), text);
    }
    if let Ok((Some(day), rest)) = date::of_name(text) {
        assert!(text.starts_with(&day.to_string()) && text.ends_with(rest), "{text}");
    }
    if let Some(days) = date::days(text) {
        assert!((0..=7 * 3660).contains(&days), "{text}");
    }
    if let Some(period) = Period::parse(text) {
        let start = super::today();
        assert!(period.after(start) > start && period.doubled().after(start) > period.after(start), "{text}");
        assert_eq!(period.after(NaiveDate::MAX), NaiveDate::MAX);
        assert!(!period.to_string().is_empty());
    }
    if let Some(anniversary) = Anniversary::parse(text) {
        for year in [1900, 2000, 2023, 2024, 2100, 2199] {
            let day = anniversary.in_year(year).expect("every year has every day, or the one before");
            assert_eq!((day.year(), day.month()), (year, anniversary.month), "{text}");
        }
    }
}

fn words(text: &str) {
    for sense in [Sense::Past, Sense::Future] {
        for today in [super::today(), NaiveDate::from_ymd_opt(2024, 2, 29).expect("a leap year")] {
            let _ = when::day(text, today, sense);
            for found in when::find(text) {
                assert!(text.get(found.range.clone()).is_some_and(|words| !words.is_empty()), "{text:?}: {found:?}");
                let _ = found.day(today, sense);
            }
        }
    }
    let found = when::find(text);
    for one in &found {
        let _ = (one.is_ahead(super::today()), one.is_behind(super::today()));
    }
    assert!(found.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start), "{text:?}: {found:?}");
}
