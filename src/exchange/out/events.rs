//! What takes place, for anybody's calendar (RFC 5545): published resources that say when.

use chrono::Days;

use crate::model::{Entry, Settings};
use crate::parse::date::{self, Day};
use crate::parse::when::{self, Sense};
use crate::render::content::{self, escaped};

/// The calendar, and the files of those entries whose words leave it open on which day they are. An event takes all of
/// its day: its hours are words that no program knows.
pub fn events<'e>(entries: impl Iterator<Item = &'e Entry>, settings: &Settings) -> (String, Vec<&'e str>) {
    let (mut out, mut open) = (String::new(), Vec::new());
    for text in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//goodturn//events//EN", "CALSCALE:GREGORIAN"] {
        content::line(&mut out, text);
    }
    content::line(&mut out, &format!("X-WR-CALNAME:{}", escaped(&settings.title)));
    for entry in entries {
        let Some(words) = entry.resource().and_then(|resource| resource.when.as_deref()) else { continue };
        match day_of(words) {
            Some(day) => event(&mut out, entry, day, settings),
            None => open.push(entry.article.source.path()),
        }
    }
    content::line(&mut out, "END:VCALENDAR");
    (out, open)
}

/// The one day with which the words begin, if it is the same whenever they are read and no other day follows: of
/// "10 and 11 October 2026" nothing is guessed.
fn day_of(words: &str) -> Option<Day> {
    let words = words.trim();
    let found = when::find(words);
    let [only] = &found[..] else { return None };
    let read_in = |year: &str| only.day(date::day(year)?, Sense::Future);
    let (now, then) = (read_in("1970-01-01")?, read_in("2100-01-01")?);
    (only.range.start == 0 && now == then).then_some(now)
}

fn event(out: &mut String, entry: &Entry, day: Day, settings: &Settings) {
    let Some(resource) = entry.resource() else { return };
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    let mut line = |text: String| content::line(out, &text);
    line("BEGIN:VEVENT".to_owned());
    line(format!("UID:{}", escaped(&entry.id.value)));
    // No clock: the stamp is the day on which it was published.
    line(format!("DTSTAMP:{}T000000Z", entry.date.day(settings.timezone).format("%Y%m%d")));
    line(format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")));
    line(format!("DTEND;VALUE=DATE:{}", next.format("%Y%m%d")));
    line(format!("SUMMARY:{}", escaped(&entry.article.title)));
    line(format!("DESCRIPTION:{}", escaped(resource.when.as_deref().unwrap_or_default())));
    if let Some(place) = &resource.place {
        line(format!("LOCATION:{}", escaped(place)));
    }
    let path = format!("{}/{}/", entry.kind().folder(), entry.article.slug);
    line(format!("URL:{}", settings.base_url.absolute(&path)));
    line("TRANSP:TRANSPARENT".to_owned());
    line("END:VEVENT".to_owned());
}
