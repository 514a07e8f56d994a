//! From `site.toml` to settings.

use std::sync::Arc;

use chrono_tz::Tz;

use super::{Author, BUILT_IN_THEME, BaseUrl, FeedSettings, Settings, is_email};
use crate::diagnostic::{At, Place, Report, Source, Span, catalog};
use crate::parse::colour::{Colour, LEGIBLE};
use crate::parse::fields::nearest;
use crate::parse::markdown::Policy;
use crate::parse::{Fields, address, date, front_matter};

/// The paper on which an accent must be legible: the palest of the built-in theme's, and its night.
const PAPER: &str = "#f1eadc";
const NIGHT: &str = "#2b2621";

impl Settings {
    /// Reads `site.toml`; the site may live somewhere else `instead`. What is missing or wrong is reported; what is returned can be worked with all the same, so
    /// that the entries are checked in the same run.
    pub fn read(report: &mut Report, source: Arc<Source>, instead: Option<BaseUrl>) -> Self {
        let whole = Span::new(0..source.text().len());
        let table = front_matter::toml(report, &source, whole);
        let mut fields = Fields::new(&source, table, whole);
        let title = required(report, &mut fields, "title", "\"Good things, passed on\"");
        let written = base_url(report, &mut fields);
        let base_url = instead.unwrap_or(written);
        let id = id(report, &mut fields);
        let timezone = timezone(report, &mut fields);
        let lang = lang(report, &mut fields, "lang").unwrap_or_else(|| "en".to_owned());
        let description = fields.text(report, "description").unwrap_or_else(|| title.clone());
        let motto = fields.text(report, "motto");
        let theme = fields.string(report, "theme");
        let theme = theme.unwrap_or(At { value: BUILT_IN_THEME.to_owned(), span: Span::default() });
        let accent = accent(report, &mut fields);
        let author = Author::read(report, &mut fields, &title, &base_url);
        let feed = FeedSettings::read(report, &mut fields);
        let search = fields.bool(report, "search").unwrap_or(true);
        let share_gap = table_of(report, &mut fields, "share", |report, share| span_of_days(report, share, "gap"));
        let markdown = table_of(report, &mut fields, "markdown", |report, markdown| Some(policy(report, markdown)));
        let entry_limit = table_of(report, &mut fields, "limits", |report, limits| size(report, limits, "entry"));
        fields.finish(report);
        Self {
            title,
            base_url,
            id,
            timezone,
            lang,
            description,
            motto,
            theme,
            accent,
            author,
            feed,
            search,
            share_gap: share_gap.unwrap_or(8),
            markdown: markdown.unwrap_or_default(),
            entry_limit: entry_limit.unwrap_or(5_000_000),
            source,
        }
    }
}

fn policy(report: &mut Report, markdown: &mut Fields<'_>) -> Policy {
    let usual = Policy::default();
    Policy {
        raw_html: markdown.bool(report, "raw_html").unwrap_or(usual.raw_html),
        highlight: markdown.bool(report, "highlight").unwrap_or(usual.highlight),
    }
}

impl Author {
    fn read(report: &mut Report, fields: &mut Fields<'_>, title: &str, base_url: &BaseUrl) -> Self {
        let home = base_url.absolute("");
        let Some(mut author) = fields.table(report, "author") else {
            return Self { name: title.to_owned(), url: home, email: None, links: Vec::new() };
        };
        let name = author.text(report, "name").unwrap_or_else(|| title.to_owned());
        let url = web_address(report, &mut author, "url").unwrap_or(home);
        let email = author.string(report, "email").filter(|email| !email.value.is_empty());
        if let Some(email) = email.as_ref().filter(|email| !is_email(&email.value)) {
            let place = author.place(email.span);
            report.push(catalog::bad_value(place, "email", "is no mail address", "write it as name@example.org"));
        }
        let links = author.strings(report, "links");
        for link in &links {
            if let Err(why) = address::web(&link.value) {
                report.push(catalog::bad_url(author.place(link.span), &link.value, &why));
            }
        }
        author.finish(report);
        let links = links.into_iter().map(|link| link.value).collect();
        Self { name, url, email: email.map(|email| email.value), links }
    }
}

impl FeedSettings {
    fn read(report: &mut Report, fields: &mut Fields<'_>) -> Self {
        let mut settings = Self { items: 30, link_to_target: false, full: true, tags: true };
        let Some(mut feed) = fields.table(report, "feed") else { return settings };
        if let Some(items) = feed.integer(report, "items", 1..=1000) {
            settings.items = usize::try_from(items.value).unwrap_or(settings.items);
        }
        if let Some(link) = feed.string(report, "link") {
            settings.link_to_target = link.value == "target";
            if link.value != "target" && link.value != "permalink" {
                let help = "write \"permalink\" (your page) or \"target\" (what you found)";
                report.push(catalog::bad_value(feed.place(link.span), "link", "is neither of the two", help));
            }
        }
        settings.full = feed.bool(report, "full").unwrap_or(true);
        settings.tags = feed.bool(report, "tags").unwrap_or(true);
        feed.finish(report);
        settings
    }
}

/// A language tag (BCP 47), only its shape.
pub(in crate::model) fn lang(report: &mut Report, fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let found = fields.string(report, key)?;
    let part_ok = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let first = found.value.split('-').next().unwrap_or_default();
    let ok = found.value.split('-').all(part_ok) && (2..=3).contains(&first.len());
    if !ok {
        let help = "write a tag such as \"en\", \"pt-BR\" or \"zh-Hant\"";
        report.push(catalog::bad_value(fields.place(found.span), key, "is no language tag", help));
    }
    ok.then_some(found.value)
}

fn required(report: &mut Report, fields: &mut Fields<'_>, key: &'static str, example: &str) -> String {
    match fields.string(report, key) {
        Some(at) if at.value.is_empty() => {
            report.push(catalog::empty_value(fields.place(at.span), key));
            String::new()
        }
        Some(at) => at.value,
        None => {
            report.push(catalog::missing_key(Place::start_of(fields.source()), key, example));
            String::new()
        }
    }
}

fn base_url(report: &mut Report, fields: &mut Fields<'_>) -> BaseUrl {
    let span = fields.span("base_url");
    let written = required(report, fields, "base_url", "\"https://example.org/\"");
    let fallback = BaseUrl { origin: "https://example.org".to_owned(), path: "/".to_owned() };
    if written.is_empty() {
        return fallback;
    }
    BaseUrl::parse(&written).unwrap_or_else(|why| {
        report.push(catalog::bad_url(fields.place(span), &written, &why));
        fallback
    })
}

fn id(report: &mut Report, fields: &mut Fields<'_>) -> String {
    let span = fields.span("id");
    let id = required(report, fields, "id", "\"tag:example.org,2026:journal\"");
    if !id.is_empty() && (!id.contains(':') || id.contains(char::is_whitespace)) {
        let help = "write a tag such as \"tag:example.org,2026:journal\" (RFC 4151) and never change it";
        report.push(catalog::bad_value(fields.place(span), "id", "is no address that feeds can be known by", help));
    }
    id.trim_end_matches('/').to_owned()
}

fn timezone(report: &mut Report, fields: &mut Fields<'_>) -> Tz {
    let Some(name) = fields.string(report, "timezone") else { return Tz::UTC };
    name.value.parse().unwrap_or_else(|_| {
        let known: Vec<_> = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect();
        let help = nearest(&name.value, &known).map_or_else(
            || "write a name such as \"Europe/London\"".to_owned(),
            |zone| format!("did you mean `{zone}`?"),
        );
        report.push(catalog::bad_value(fields.place(name.span), "timezone", "is no time zone", &help));
        Tz::UTC
    })
}

/// An accent must be legible as text: as it is on light paper, lightened on dark.
fn accent(report: &mut Report, fields: &mut Fields<'_>) -> Option<(Colour, Colour)> {
    let found = fields.string(report, "accent")?;
    let (paper, night) = (Colour::parse(PAPER)?, Colour::parse(NIGHT)?);
    let place = fields.place(found.span);
    let Some(colour) = Colour::parse(&found.value) else {
        report.push(catalog::bad_value(place, "accent", "is no colour", "write it as \"#a63d1c\""));
        return None;
    };
    let contrast = colour.contrast(paper);
    if contrast < LEGIBLE {
        let why = format!("is too pale to read on paper: its contrast is {contrast:.1}, {LEGIBLE} is the least");
        report.push(catalog::bad_value(
            place,
            "accent",
            &why,
            "choose a darker one; on dark paper it is lightened for you",
        ));
        return None;
    }
    Some((colour, colour.lightened_for(night)))
}

/// Reads one value of a table that may be absent.
fn table_of<T>(
    report: &mut Report,
    fields: &mut Fields<'_>,
    key: &'static str,
    read: impl FnOnce(&mut Report, &mut Fields<'_>) -> Option<T>,
) -> Option<T> {
    let mut table = fields.table(report, key)?;
    let value = read(report, &mut table);
    table.finish(report);
    value
}

fn span_of_days(report: &mut Report, fields: &mut Fields<'_>, key: &'static str) -> Option<i64> {
    let found = fields.string(report, key)?;
    let days = date::days(&found.value);
    if days.is_none() {
        let place = fields.place(found.span);
        report.push(catalog::bad_value(place, key, "is no span of time", "write days or weeks: \"8d\", \"2w\""));
    }
    days
}

fn size(report: &mut Report, fields: &mut Fields<'_>, key: &'static str) -> Option<u64> {
    let found = fields.string(report, key)?;
    let (number, unit) = found.value.split_once(' ').unwrap_or((&found.value, "B"));
    let unit = match unit {
        "B" => Some(1),
        "KB" | "kB" => Some(1_000),
        "MB" => Some(1_000_000),
        _ => None,
    };
    let size = unit.zip(number.parse::<u64>().ok()).and_then(|(unit, number)| number.checked_mul(unit));
    // Places in a file are kept in 32 bits; a text of a gigabyte is no journal entry.
    let size = size.filter(|size| (1..=1_000_000_000).contains(size));
    if size.is_none() {
        let place = fields.place(found.span);
        report.push(catalog::bad_value(place, key, "is no size", "write \"500 KB\" or \"5 MB\", up to \"1000 MB\""));
    }
    size
}

/// A web address, checked.
pub(in crate::model) fn web_address(report: &mut Report, fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let found = fields.string(report, key).filter(|found| !found.value.is_empty())?;
    match address::web(&found.value) {
        Ok(url) => Some(url.into()),
        Err(why) => {
            report.push(catalog::bad_url(fields.place(found.span), &found.value, &why));
            None
        }
    }
}
