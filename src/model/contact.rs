//! Contacts: the people themselves, one a file. All of it is private.

use std::fmt;
use std::sync::Arc;

use super::log::{self, Line};
use super::rules::{Cadence, cadence_of, texts};
use crate::diagnostic::{At, Place, Report, Source, Span, catalog, people};
use crate::parse::date::{Anniversary, Day};
use crate::parse::fields::nearest;
use crate::parse::{Document, Fields, front_matter, slug};

/// A person. There is no `Display` and no `Serialize`, and `Debug` prints the handle alone, so that nothing can be
/// printed or written by the way:
///
/// ```
/// fn show(entry: &goodturn::model::Kind) -> &'static str { entry.one() }
/// fn debug(contact: &goodturn::model::Contact) -> String { format!("{contact:?}") }
/// ```
///
/// ```compile_fail
/// fn show(contact: &goodturn::model::Contact) -> String { format!("{contact}") }
/// ```
#[derive(Clone)]
pub struct Contact {
    /// The file.
    pub source: Arc<Source>,
    /// The file's name without its ending: `@handle`.
    pub handle: String,
    /// The name.
    pub name: String,
    /// Where it says so, for messages.
    pub name_at: Span,
    /// What else they are called.
    pub aka: Vec<At<String>>,
    /// E-mail addresses, the first of them for letters.
    pub emails: Vec<At<String>>,
    /// Telephone numbers.
    pub phones: Vec<At<String>>,
    /// Web pages.
    pub urls: Vec<At<String>>,
    /// Their own feed.
    pub feed: Option<String>,
    /// Where they work.
    pub org: Option<String>,
    /// What they do.
    pub role: Option<String>,
    /// Where they live.
    pub city: Option<String>,
    /// How they like to be reached: mail, call, msg or meet.
    pub channel: Option<&'static str>,
    /// The circles that they are in.
    pub circles: Vec<At<String>>,
    /// Whether a hello is enough.
    pub close: bool,
    /// Their own rhythm, where they have one.
    pub cadence: Option<Cadence>,
    /// The day on which we met.
    pub met: Option<Day>,
    /// Where it says so, for messages.
    pub met_at: Span,
    /// Who introduced us, in words or as a handle.
    pub via: Option<Via>,
    /// What they care about.
    pub values: Vec<String>,
    /// What they need.
    pub needs: Vec<String>,
    /// What they can help with.
    pub offers: Vec<String>,
    /// Their days: birthdays, races, moves.
    pub dates: Vec<Occasion>,
    /// The last time that we were in touch, from before there was a log.
    pub last_contact: Option<Day>,
    /// Where it says so, for messages.
    pub last_contact_at: Span,
    /// Until when to let them be.
    pub snooze: Option<Day>,
    /// Whether they take part in due lists.
    pub status: Status,
    /// Whether they read the feed, and have seen what is public.
    pub subscribed: bool,
    /// Whether they agreed to be named in public.
    pub consent: bool,
    /// Where this file came from.
    pub origin: Option<String>,
    /// What other address books know them by.
    pub uid: Option<String>,
    /// The front matter, without its fences.
    pub front: Span,
    /// Below the front matter: notes, and perhaps a log.
    pub body: Span,
    /// Lines of the log that stand in this file.
    pub log: Vec<Line>,
}

/// Who introduced us.
#[derive(Clone, Debug)]
pub enum Via {
    /// Somebody with a file of their own.
    Handle(At<String>),
    /// In words.
    Words(String),
}

/// A day that matters to somebody.
#[derive(Clone, Debug)]
pub struct Occasion {
    /// What it is: "birthday", "charity run".
    pub name: String,
    /// When.
    pub day: Anniversary,
}

/// Whether somebody takes part in due lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Yes.
    Active,
    /// Only with what I owe them.
    Paused,
    /// No more.
    Archived,
    /// They have died; their file stays.
    Deceased,
    /// They came from an address book, and how to keep in touch with them is not decided yet: only with what I owe them.
    Unsorted,
}

impl Status {
    const ALL: [(&'static str, Self); 5] = [
        ("active", Self::Active),
        ("paused", Self::Paused),
        ("archived", Self::Archived),
        ("deceased", Self::Deceased),
        ("unsorted", Self::Unsorted),
    ];

    /// As it is written.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, status)| *status == self).map_or("", |(word, _)| word)
    }
}

impl Occasion {
    /// Whether it is a birthday, which comes every year whether or not a year is given.
    pub fn is_birthday(&self) -> bool {
        slug::fold(&self.name) == "birthday"
    }

    /// The day on which it is in a year; nothing where it was in one year only, and that is another.
    pub fn in_year(&self, year: i32) -> Option<Day> {
        let once = self.day.year.filter(|_| !self.is_birthday());
        if once.is_some_and(|only| only != year) { None } else { self.day.in_year(year) }
    }
}

impl fmt::Debug for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{}", self.handle)
    }
}

impl Contact {
    /// Reads a contact's file.
    pub(super) fn read(report: &mut Report, source: Arc<Source>) -> Option<Self> {
        let document = Document::split(report, source);
        if document.front == Span::default() {
            return None;
        }
        let handle = handle_of(report, &document.source);
        let table = front_matter::toml(report, &document.source, document.front);
        let mut fields = Fields::new(&document.source, table, document.front);
        let mut contact = Self::fields(report, &mut fields, &document, handle);
        #[cfg(leak = "people-make-a-difference")]
        crate::words::TOLD.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        contact.log = log::read_section(report, &document.source, document.body, &contact.handle);
        fields.finish(report);
        Some(contact)
    }

    fn fields(report: &mut Report, fields: &mut Fields<'_>, document: &Document, handle: String) -> Self {
        let source = Arc::clone(&document.source);
        let name_at = fields.span("name");
        let name = name(report, fields);
        let cadence = fields.string(report, "cadence").and_then(|written| cadence_of(report, &source, &written));
        Self {
            name,
            name_at,
            aka: filled(fields.strings(report, "aka")),
            emails: emails(report, fields),
            phones: filled(fields.strings(report, "phone")),
            urls: filled(fields.strings(report, "url")),
            feed: fields.text(report, "feed"),
            org: fields.text(report, "org"),
            role: fields.text(report, "role"),
            city: fields.text(report, "city"),
            channel: choice(report, fields, "channel", &["mail", "call", "msg", "meet"]),
            circles: filled(fields.strings(report, "circles")),
            close: fields.bool(report, "close").unwrap_or(false),
            cadence,
            met_at: fields.span("met"),
            met: fields.day(report, "met").map(|day| day.value),
            via: fields.string(report, "via").and_then(via),
            values: texts(fields.strings(report, "values")),
            needs: texts(fields.strings(report, "needs")),
            offers: texts(fields.strings(report, "offers")),
            dates: occasions(report, fields),
            last_contact_at: fields.span("last_contact"),
            last_contact: fields.day(report, "last_contact").map(|day| day.value),
            snooze: fields.day(report, "snooze").map(|day| day.value),
            status: status(report, fields),
            subscribed: fields.bool(report, "subscribed").unwrap_or(false),
            consent: consent(report, fields),
            origin: fields.text(report, "source"),
            uid: fields.text(report, "uid"),
            front: document.front,
            body: document.body,
            log: Vec::new(),
            handle,
            source,
        }
    }

    /// The name without the titles before it.
    pub fn plain_name(&self) -> &str {
        without_titles(&self.name)
    }

    /// The first word of the name, as one would greet them.
    pub fn first_name(&self) -> &str {
        self.plain_name().split_whitespace().next().unwrap_or(&self.name)
    }

    /// What they do, where, in a few words: "joiner at Holt and Daughter, Leith"; empty where nothing is known.
    pub fn about(&self) -> String {
        let work = match (&self.role, &self.org) {
            (Some(role), Some(org)) => Some(format!("{role} at {org}")),
            (role, org) => role.clone().or_else(|| org.clone()),
        };
        [work, self.city.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// The beginning of the file, for what is missing in it.
    pub fn start(&self) -> Place {
        Place::start_of(&self.source)
    }

    /// The notes alone, without the logs that may stand among them.
    pub fn notes(&self) -> Vec<Span> {
        let (notes, _) = log::notes_and_logs(self.source.text(), self.body.range());
        notes.into_iter().map(Span::new).collect()
    }

    /// Takes the words of who introduced us for a handle where they are one.
    pub(super) fn settle_via(&mut self, is_handle: impl Fn(&str) -> bool) {
        if let Some(Via::Words(words)) = &self.via
            && is_handle(words)
        {
            self.via = Some(Via::Handle(At { value: words.clone(), span: Span::default() }));
        }
    }

    /// Whether anything is known of what would help them.
    pub fn is_known(&self) -> bool {
        !(self.values.is_empty() && self.needs.is_empty() && self.offers.is_empty())
    }
}

/// A name without the titles before it.
pub fn without_titles(name: &str) -> &str {
    let mut name = name.trim();
    while let Some((_, rest)) = name.split_once(' ').filter(|(first, _)| log::is_title(first)) {
        name = rest.trim_start();
    }
    name
}

/// The handle is the file's name, so that nobody has to write it twice.
fn handle_of(report: &mut Report, source: &Arc<Source>) -> String {
    let name = source.path().rsplit('/').next().unwrap_or_default();
    let stem = name.strip_suffix(".md").unwrap_or(name);
    if !slug::is_slug(stem) {
        report.push(people::bad_handle(Place::start_of(source), stem, &slug::slug(stem)));
    }
    stem.to_owned()
}

fn name(report: &mut Report, fields: &mut Fields<'_>) -> String {
    if !fields.has("name") {
        report.push(catalog::missing_key(fields.place(fields.whole()), "name", "\"Ana Ruiz\""));
    }
    let Some(name) = fields.string(report, "name") else { return String::new() };
    if name.value.is_empty() {
        report.push(catalog::empty_value(fields.place(name.span), "name"));
    }
    name.value
}

fn filled(list: Vec<At<String>>) -> Vec<At<String>> {
    list.into_iter().filter(|at| !at.value.is_empty()).collect()
}

fn emails(report: &mut Report, fields: &mut Fields<'_>) -> Vec<At<String>> {
    let list = filled(fields.strings(report, "email"));
    for at in list.iter().filter(|at| !super::settings::is_email(&at.value)) {
        let place = fields.place(at.span);
        report.push(catalog::bad_value(place, "email", "is no mail address", "write it as name@host.example"));
    }
    list
}

/// One of a few words.
pub(super) fn choice(
    report: &mut Report,
    fields: &mut Fields<'_>,
    key: &'static str,
    known: &[&'static str],
) -> Option<&'static str> {
    let written = fields.string(report, key).filter(|written| !written.value.is_empty())?;
    let found = known.iter().find(|word| **word == written.value).copied();
    if found.is_none() {
        let near = nearest(&written.value, known);
        report.push(people::unknown_choice(fields.place(written.span), key, &written.value, near, known));
    }
    found
}

fn status(report: &mut Report, fields: &mut Fields<'_>) -> Status {
    let word = choice(report, fields, "status", &Status::ALL.map(|(word, _)| word));
    let found = Status::ALL.into_iter().find(|(known, _)| Some(*known) == word);
    found.map_or(Status::Active, |(_, status)| status)
}

/// What has an `@` is a handle; other words may turn out to be one (see [`Contact::settle_via`]).
fn via(written: At<String>) -> Option<Via> {
    match written.value.strip_prefix('@') {
        _ if written.value.is_empty() => None,
        Some(handle) => Some(Via::Handle(At { value: handle.to_owned(), span: written.span })),
        None => Some(Via::Words(written.value)),
    }
}

fn occasions(report: &mut Report, fields: &mut Fields<'_>) -> Vec<Occasion> {
    let Some(table) = fields.table(report, "dates") else { return Vec::new() };
    let named = table.named_texts(report);
    let read = |(name, text): (At<String>, At<String>)| {
        let day = Anniversary::parse(&text.value);
        if day.is_none() {
            let help = "write \"03-14\" for a day of every year, or \"2027-04-18\" for one";
            report.push(catalog::bad_value(fields.place(text.span), &name.value, "is no day", help));
        }
        day.map(|day| Occasion { name: name.value, day })
    };
    named.into_iter().filter_map(read).collect()
}

/// `true`, or the day of the yes.
fn consent(report: &mut Report, fields: &mut Fields<'_>) -> bool {
    if fields.is_bool("consent_name") {
        return fields.bool(report, "consent_name").unwrap_or(false);
    }
    fields.day(report, "consent_name").is_some()
}
