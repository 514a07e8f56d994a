//! `due.ics`: what is due, for a calendar (RFC 5545). One all-day event a reason, with the person's name in it.

use chrono::{Datelike, Days};

use super::Desk;
use crate::model::contact::Occasion;
use crate::model::due::{ReasonKind, Row};
use crate::model::{Contact, Status, theme};
use crate::parse::address;
use crate::parse::date::Day;
use crate::render::content::{self, escaped};
use crate::render::words;

/// The whole calendar. What is past is put on today; dates of every year are said once and for all.
pub(super) fn calendar(desk: &Desk<'_>) -> String {
    let site = desk.site;
    let settings = &site.public.journal.settings;
    let host = address::web(&settings.base_url.absolute("")).map(|url| address::host(&url)).unwrap_or_default();
    let mut calendar = Calendar { out: String::new(), host, today: site.day };
    calendar.line("BEGIN:VCALENDAR");
    calendar.line("VERSION:2.0");
    calendar.line("PRODID:-//goodturn//due//EN");
    calendar.line("CALSCALE:GREGORIAN");
    calendar.line(&format!("X-WR-CALNAME:{}", escaped(&format!("{}: who is due", settings.title))));
    for contact in site.circle.contacts.iter().filter(|contact| is_alive(contact)) {
        contact.dates.iter().for_each(|occasion| calendar.occasion(contact, occasion));
    }
    for row in site.due.now.iter().chain(&site.due.find_first).chain(&site.due.coming_up) {
        calendar.row(&site.circle.contacts[row.contact], row);
    }
    calendar.line("END:VCALENDAR");
    calendar.out
}

fn is_alive(contact: &Contact) -> bool {
    matches!(contact.status, Status::Active | Status::Paused)
}

struct Calendar {
    out: String,
    host: String,
    today: Day,
}

impl Calendar {
    /// A person's reasons; their dates have events of their own.
    fn row(&mut self, contact: &Contact, row: &Row) {
        for reason in row.reasons.iter().filter(|reason| reason.kind != ReasonKind::Date) {
            let day = reason.date.max(self.today);
            // A rhythm is one at a time, and of somebody never written to it would begin anew every day.
            let rhythm = reason.kind == ReasonKind::Cadence;
            let date = if rhythm { String::new() } else { format!("-{}", reason.date) };
            let uid = format!("{}-{}{date}{}", contact.handle, reason.kind.word(), digest(&reason.about));
            self.event(&uid, day, &format!("{}: {}", contact.name, words_of(reason.kind)), &reason.text, None);
        }
    }

    /// A date of every year, or of one.
    fn occasion(&mut self, contact: &Contact, occasion: &Occasion) {
        let yearly = occasion.is_birthday() || occasion.day.year.is_none();
        let year = occasion.day.year.filter(|_| !yearly).unwrap_or(self.today.year());
        let Some(day) = occasion.day.in_year(year) else { return };
        // The 29 February is kept on the last day of the month, which every year has.
        let leap = (occasion.day.month, occasion.day.day) == (2, 29);
        let rule = match (yearly, leap) {
            (false, _) => None,
            (true, false) => Some("FREQ=YEARLY"),
            (true, true) => Some("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
        };
        let uid = format!("{}{}", contact.handle, digest(&occasion.name));
        let uid = if yearly { uid } else { format!("{uid}-{day}") };
        let title = format!("{}: {}", contact.name, occasion.name);
        self.event(&uid, day, &title, &format!("{}’s {}", contact.first_name(), occasion.name), rule);
    }

    fn event(&mut self, uid: &str, day: Day, title: &str, text: &str, rule: Option<&str>) {
        let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{}@{}", uid, self.host));
        // No clock: the stamp is the day for which all this is true.
        self.line(&format!("DTSTAMP:{}T000000Z", self.today.format("%Y%m%d")));
        self.line(&format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")));
        self.line(&format!("DTEND;VALUE=DATE:{}", next.format("%Y%m%d")));
        if let Some(rule) = rule {
            self.line(&format!("RRULE:{rule}"));
        }
        self.line(&format!("SUMMARY:{}", escaped(title)));
        self.line(&format!("DESCRIPTION:{}", escaped(text)));
        self.line("CLASS:PRIVATE");
        self.line("TRANSP:TRANSPARENT");
        self.line("END:VEVENT");
    }

    fn line(&mut self, text: &str) {
        content::line(&mut self.out, text);
    }
}

/// What tells two events of one day apart, also where their words begin alike.
fn digest(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("-{}", theme::fingerprint(text.as_bytes())) }
}

/// What to do, in two or three words.
fn words_of(kind: ReasonKind) -> String {
    let text = match kind {
        ReasonKind::Expiring => "something kept for them is ending",
        ReasonKind::Date => "a date",
        ReasonKind::Promise => "a promise of yours",
        ReasonKind::Thanks => "say thank you",
        ReasonKind::Outcome => "tell how it turned out",
        ReasonKind::Giver => "tell that it was passed on",
        ReasonKind::Introduction => "ask how the introduction went",
        ReasonKind::Plan => "a plan",
        ReasonKind::Waiting => "one nudge",
        ReasonKind::Cadence => "a word",
    };
    words::capitalised(text)
}
