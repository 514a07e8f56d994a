//! The inbox: what came one's way and is not given away yet. All of it is private.

use std::sync::Arc;

use super::contact::choice;
use crate::diagnostic::{At, Place, Report, Source, Span, catalog, people};
use crate::parse::date::{self, Day};
use crate::parse::{Document, Fields, address, front_matter, slug};

/// Something to give.
#[derive(Clone, Debug)]
pub struct Item {
    /// The file.
    pub source: Arc<Source>,
    /// The file's name without ending: what the log may call it.
    pub stem: String,
    /// The same without its date.
    pub name: String,
    /// The day in its name.
    pub day: Option<Day>,
    /// What it is.
    pub title: String,
    /// Whether it is a link to keep, and not an opportunity.
    pub is_link: bool,
    /// Where it is.
    pub url: Option<String>,
    /// Who gave it: a handle.
    pub from: Option<At<String>>,
    /// Whether it may be given on.
    pub permission: Permission,
    /// The last day on which it is worth anything.
    pub expires: Option<Day>,
    /// Whom it is kept for: handles.
    pub kept_for: Vec<At<String>>,
    /// What it is about, for the entry that it may become.
    pub tags: Vec<String>,
    /// What kind of opportunity: ticket, opening, loan, other.
    pub sort: &'static str,
    /// Notes.
    pub body: Span,
}

/// Whether something may be given on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Its giver is to be asked.
    Ask,
    /// Its giver said yes.
    Granted,
    /// Its giver said no.
    Refused,
    /// Nobody has to be asked.
    NotNeeded,
}

impl Permission {
    const ALL: [(&'static str, Self); 4] =
        [("ask", Self::Ask), ("granted", Self::Granted), ("refused", Self::Refused), ("not-needed", Self::NotNeeded)];

    /// As it is written.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(word, _)| word)
    }

    /// Whether it may be given on now.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Granted | Self::NotNeeded)
    }
}

impl Item {
    /// Reads a file of the inbox.
    pub(super) fn read(report: &mut Report, source: Arc<Source>) -> Option<Self> {
        let document = Document::split(report, source);
        if document.front == Span::default() {
            return None;
        }
        let source = Arc::clone(&document.source);
        let (stem, day, name) = name_of(report, &source);
        let table = front_matter::toml(report, &source, document.front);
        let mut fields = Fields::new(&source, table, document.front);
        let title = title(report, &mut fields);
        let from = handle(fields.string(report, "from"));
        let usual = if from.is_some() { Permission::Ask } else { Permission::NotNeeded };
        let word = choice(report, &mut fields, "permission", &Permission::ALL.map(|(word, _)| word));
        let permission = Permission::ALL.into_iter().find(|(known, _)| Some(*known) == word);
        let item = Self {
            title,
            is_link: choice(report, &mut fields, "kind", &["opportunity", "link"]) == Some("link"),
            url: url(report, &mut fields),
            permission: permission.map_or(usual, |(_, permission)| permission),
            expires: fields.day(report, "expires").map(|day| day.value),
            kept_for: fields.strings(report, "for").into_iter().filter_map(|at| handle(Some(at))).collect(),
            tags: fields.strings(report, "tags").into_iter().map(|at| at.value).collect(),
            sort: choice(report, &mut fields, "type", &["ticket", "opening", "loan", "other"]).unwrap_or("other"),
            body: document.body,
            from,
            stem,
            name,
            day,
            source: Arc::clone(&source),
        };
        fields.finish(report);
        Some(item)
    }

    /// Whether it is still worth something on a day.
    pub fn is_good_on(&self, day: Day) -> bool {
        self.expires.is_none_or(|expires| expires >= day)
    }
}

/// The whole name, the day in it, and the rest.
fn name_of(report: &mut Report, source: &Arc<Source>) -> (String, Option<Day>, String) {
    let file = source.path().rsplit('/').next().unwrap_or_default();
    let stem = file.strip_suffix(".md").unwrap_or(file);
    let (day, name) = match date::of_name(stem) {
        Ok((day, rest)) => (day, rest),
        Err(front) => {
            let why = format!("the file's name begins with {front}, and no calendar has that day");
            report.push(catalog::bad_date(Place::start_of(source), &why));
            (None, stem)
        }
    };
    let name = if name.is_empty() { stem } else { name };
    if !slug::is_slug(name) {
        report.push(people::bad_item_name(Place::start_of(source), stem, &slug::slug(name)));
    }
    (stem.to_owned(), day, name.to_owned())
}

fn title(report: &mut Report, fields: &mut Fields<'_>) -> String {
    if !fields.has("title") {
        report.push(catalog::missing_key(fields.place(fields.whole()), "title", "\"Two seats at a lecture\""));
    }
    let Some(title) = fields.string(report, "title") else { return String::new() };
    if title.value.is_empty() {
        report.push(catalog::empty_value(fields.place(title.span), "title"));
    }
    title.value
}

fn url(report: &mut Report, fields: &mut Fields<'_>) -> Option<String> {
    let url = fields.string(report, "url").filter(|url| !url.value.is_empty())?;
    match address::web(&url.value) {
        Ok(found) => Some(found.into()),
        Err(why) => {
            report.push(catalog::bad_url(fields.place(url.span), &url.value, &why));
            None
        }
    }
}

/// A handle stands with or without its `@`.
fn handle(written: Option<At<String>>) -> Option<At<String>> {
    let At { value, span } = written?;
    let value = value.strip_prefix('@').unwrap_or(&value).to_owned();
    (!value.is_empty()).then_some(At { value, span })
}
