//! From front matter to an entry, and what each kind is held to.

use std::collections::HashSet;

use super::{Detail, Entry, Introduction, Lesson, OWN_WORDS, Resource, Side, Step, Via};
use crate::diagnostic::{At, Place, Report, Span, catalog};
use crate::model::article::Location;
use crate::model::settings::web_address;
use crate::model::{Article, Kind, Settings};
use crate::parse::date::{Day, Moment};
use crate::parse::{Document, Fields, address, chars, slug};

impl Entry {
    /// Reads an entry. Without any date there is none, because nothing could place it.
    pub(in crate::model) fn read(
        report: &mut Report,
        fields: &mut Fields<'_>,
        document: &Document,
        location: &Location,
        kind: Kind,
        settings: &Settings,
    ) -> Option<Self> {
        let name = location.name(report, &document.source);
        let slug = fields.span("slug");
        let article = Article::read(report, fields, document, location, &name, settings);
        if article.slug.len() == 4 && article.slug.bytes().all(|b| b.is_ascii_digit()) {
            report.push(catalog::reserved_slug(fields.place(slug), &article.slug));
        }
        let date = date(report, fields, name.day, settings);
        let tags = tags(report, fields);
        let id = fields.string(report, "id").filter(|id| !id.value.is_empty());
        let id = id.unwrap_or_else(|| made_id(settings, kind, &article.stem));
        let expires = fields.moment(report, "expires").map(|expires| expires.value.day(settings.timezone));
        check_order(report, fields, &article, date, expires, settings);
        let held = Held { draft: article.draft, start: article.start() };
        let detail = match kind {
            Kind::Resource => Detail::Resource(Box::new(Resource::read(report, fields, &held, &article))),
            Kind::Introduction => Detail::Introduction(Introduction::read(report, fields, &held)),
            Kind::Lesson => Detail::Lesson(Lesson::read(report, fields)),
        };
        Some(Self { article, date: date?, tags, id, expires, detail })
    }
}

/// What feeds know an entry by that does not say.
fn made_id(settings: &Settings, kind: Kind, stem: &str) -> At<String> {
    let value = format!("{}/{}/{}", settings.id, kind.folder(), address::encode(stem));
    At { value, span: Span::default() }
}

/// A tag has a page and a feed, so each of them costs; more than this is a slip.
const MOST_TAGS: usize = 100;

/// How hard an entry is held to what its kind needs.
struct Held {
    draft: bool,
    start: Place,
}

impl Resource {
    fn read(report: &mut Report, fields: &mut Fields<'_>, held: &Held, article: &Article) -> Self {
        let resource = Self {
            url: required_url(report, fields, held),
            author: fields.text(report, "author"),
            source: fields.text(report, "source"),
            year: fields.integer(report, "year", -3000..=2199).map(|year| year.value),
            via: via(report, fields),
            good_for: fields.text(report, "good_for"),
            less_good_for: fields.text(report, "less_good_for"),
            minutes: fields.integer(report, "minutes", 1..=10_000).map(|minutes| minutes.value),
            when: fields.text(report, "when"),
            place: fields.text(report, "where"),
        };
        let words = article.text.own_words;
        if words < OWN_WORDS {
            let source = &article.source;
            let last = source.text().trim_end().len();
            let place = Span::new(last..last).of(source);
            report.push_held_to(held.draft, catalog::too_few_words(place, words, OWN_WORDS));
        }
        resource
    }
}

impl Introduction {
    fn read(report: &mut Report, fields: &mut Fields<'_>, held: &Held) -> Self {
        let span = fields.span("sides");
        let sides: Vec<_> =
            fields.tables(report, "sides", "who").into_iter().filter_map(|side| side_of(report, side, held)).collect();
        if sides.len() < 2 {
            let place = if span == Span::default() { held.start.clone() } else { fields.place(span) };
            report.push_held_to(held.draft, catalog::too_few_sides(place));
        }
        Self {
            sides,
            in_common: fields.text(report, "in_common"),
            both_said_yes: fields.bool(report, "both_said_yes").unwrap_or(false),
            steps: fields
                .tables(report, "steps", "text")
                .into_iter()
                .filter_map(|step| step_of(report, step))
                .collect(),
            outcome: fields.text(report, "outcome"),
            named: fields.strings(report, "named"),
        }
    }
}

impl Lesson {
    fn read(report: &mut Report, fields: &mut Fields<'_>) -> Self {
        Self { learned_from: fields.text(report, "learned_from"), try_when: fields.text(report, "try_when") }
    }
}

/// The `date` key, the date in the file's name, or both where they agree.
fn date(report: &mut Report, fields: &mut Fields<'_>, in_name: Option<Day>, settings: &Settings) -> Option<Moment> {
    let has_key = fields.has("date");
    let key = fields.moment(report, "date");
    match (key, in_name) {
        (Some(key), Some(day)) if key.value.day(settings.timezone) != day => {
            report.push(catalog::date_disagrees(fields.place(key.span), &day.to_string()));
            Some(key.value)
        }
        (Some(key), _) => Some(key.value),
        (None, Some(day)) => Some(Moment::Day(day)),
        (None, None) => {
            if !has_key {
                report.push(catalog::no_date(fields.place(fields.whole())));
            }
            None
        }
    }
}

/// What comes later has the later date.
fn check_order(
    report: &mut Report,
    fields: &Fields<'_>,
    article: &Article,
    date: Option<Moment>,
    expires: Option<Day>,
    settings: &Settings,
) {
    let Some(date) = date.map(|date| date.day(settings.timezone)) else { return };
    let start = || article.place(fields.whole());
    if article.updated.is_some_and(|updated| updated.day(settings.timezone) < date) {
        report.push(catalog::bad_value(start(), "updated", "is before `date`", "leave it out, or mend one of the two"));
    }
    if expires.is_some_and(|expires| expires <= date) {
        let help = "it is the first day on which the entry is no longer shown";
        report.push(catalog::bad_value(start(), "expires", "is not after `date`", help));
    }
}

/// The tags, each once; tags that differ in case only are one.
fn tags(report: &mut Report, fields: &mut Fields<'_>) -> Vec<At<String>> {
    let span = fields.span("tags");
    let mut tags: Vec<At<String>> = Vec::new();
    let mut seen = HashSet::new();
    for tag in fields.strings(report, "tags") {
        if tag.value.is_empty() || chars::hidden(&tag.value).is_some() {
            if tag.value.is_empty() {
                report.push(catalog::empty_value(fields.place(tag.span), "tags"));
            }
        } else if seen.insert(slug::fold(&tag.value)) {
            tags.push(tag);
        }
    }
    if tags.len() > MOST_TAGS {
        let why = format!("has {} tags; {MOST_TAGS} are the most", tags.len());
        report.push(catalog::bad_value(fields.place(span), "tags", &why, "keep those that somebody would look for"));
        tags.truncate(MOST_TAGS);
    }
    tags
}

fn required_url(report: &mut Report, fields: &mut Fields<'_>, held: &Held) -> String {
    if !fields.has("url") {
        let missing = catalog::missing_key(held.start.clone(), "url", "\"https://example.org/what-you-found\"");
        report.push_held_to(held.draft, missing);
    }
    let Some(written) = fields.string(report, "url") else { return String::new() };
    let place = fields.place(written.span);
    if written.value.is_empty() {
        report.push_held_to(held.draft, catalog::empty_value(place, "url"));
        return String::new();
    }
    match address::web(&written.value) {
        Ok(url) => url.into(),
        Err(why) => {
            report.push(catalog::bad_url(place, &written.value, &why));
            String::new()
        }
    }
}

/// `via = { name = "…", url = "…" }`, or only a name.
fn via(report: &mut Report, fields: &mut Fields<'_>) -> Option<Via> {
    if !fields.has("via") {
        // Asked for all the same, so that `vai` finds its suggestion.
        let _ = fields.text(report, "via");
        return None;
    }
    let span = fields.span("via");
    let mut via = fields.table(report, "via")?;
    let name = via.text(report, "name");
    let url = web_address(report, &mut via, "url");
    if name.is_none() {
        report.push(catalog::missing_key(via.place(span), "name", "\"a friend\""));
    }
    via.finish(report);
    Some(Via { name: name?, url })
}

fn side_of(report: &mut Report, mut fields: Fields<'_>, held: &Held) -> Option<Side> {
    let who = fields.text(report, "who");
    let brings = fields.text(report, "brings");
    if who.is_none() {
        let missing = catalog::missing_key(fields.place(fields.whole()), "who", "\"a hospice nurse\"");
        report.push_held_to(held.draft, missing);
    }
    fields.finish(report);
    Some(Side { who: who?, brings })
}

fn step_of(report: &mut Report, mut fields: Fields<'_>) -> Option<Step> {
    let has_date = fields.has("date");
    let date = fields.day_or_month(report, "date");
    let text = fields.text(report, "text");
    let place = fields.place(fields.whole());
    if !has_date {
        report.push(catalog::missing_key(place.clone(), "date", "2026-09-16` or `date = \"2026-09\""));
    }
    if text.is_none() {
        report.push(catalog::missing_key(place, "text", "\"Introduced them in four lines\""));
    }
    fields.finish(report);
    Some(Step { date: date?, text: text? })
}
