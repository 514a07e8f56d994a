//! What entries and pages have in common: a file, a title, an address, a text.

use std::sync::Arc;

use super::{Kind, Settings, settings};
use crate::diagnostic::{At, Place, Report, Source, Span, catalog};
use crate::parse::date::{self, Day, Moment};
use crate::parse::fields::nearest;
use crate::parse::markdown::{self, Text};
use crate::parse::{Document, Fields, slug};

/// The part that every Markdown file of `content/` has.
#[derive(Clone, Debug)]
pub struct Article {
    /// The file.
    pub source: Arc<Source>,
    /// The file's name without date and ending, or its folder's.
    pub name: String,
    /// The file's name without ending, or its folder's: what feed ids are made of.
    pub stem: String,
    /// The folder that pictures are looked for in, relative to the journal.
    pub folder: String,
    /// Whether that folder is the article's alone.
    pub own_folder: bool,
    /// The title.
    pub title: String,
    /// The last part of its address.
    pub slug: String,
    /// When it was last changed in a way worth telling.
    pub updated: Option<Moment>,
    /// The author's own summary.
    pub summary: Option<String>,
    /// Old addresses.
    pub aliases: Vec<At<String>>,
    /// Whether it is not to be published yet.
    pub draft: bool,
    /// Its language, where it is another than the site's.
    pub lang: Option<String>,
    /// The picture for social cards: a path beside the file or under `static/`.
    pub image: Option<At<String>>,
    /// The body.
    pub text: Text,
}

/// A page: about, now.
#[derive(Clone, Debug)]
pub struct Page {
    /// What it shares with entries.
    pub article: Article,
    /// Its place in the menu; smaller comes first.
    pub nav: Option<i64>,
}

/// Where a Markdown file lies, and so what it is.
#[derive(Clone, Debug)]
pub(super) struct Location {
    /// The kind of entry; nothing for a page.
    pub(super) kind: Option<Kind>,
    stem: String,
    folder: String,
    own_folder: bool,
}

/// The date in a file's name and the rest of it.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) day: Option<Day>,
    rest: String,
}

impl Location {
    /// From a path below `content/`; reports a place where no entry can be.
    pub(super) fn read(report: &mut Report, source: &Arc<Source>) -> Option<Self> {
        let parts: Vec<_> = source.path().split('/').skip(1).collect();
        let place = Place::start_of(source);
        let (stem, own_folder) = match parts[..] {
            [_, file] => (file.rsplit_once('.').map_or(file, |(stem, _)| stem), false),
            [_, folder, "index.md"] => (folder, true),
            _ => {
                report.push(catalog::misplaced(place));
                return None;
            }
        };
        let kind = Kind::of_folder(parts[0]);
        if kind.is_none() && parts[0] != "pages" {
            let known: Vec<_> = Kind::ALL.iter().map(|kind| kind.folder()).chain(["pages"]).collect();
            report.push(catalog::unknown_folder(place, parts[0], nearest(parts[0], &known)));
            return None;
        }
        let folder = source.path().rsplit_once('/').map(|(folder, _)| folder.to_owned()).unwrap_or_default();
        Some(Self { kind, stem: stem.to_owned(), folder, own_folder })
    }

    /// The name taken apart; reports a date that no calendar has.
    pub(super) fn name(&self, report: &mut Report, source: &Arc<Source>) -> Name {
        match date::of_name(&self.stem) {
            Ok((day, rest)) => Name { day, rest: rest.to_owned() },
            Err(front) => {
                let why = format!("the file's name begins with {front}, and no calendar has that day");
                report.push(catalog::bad_date(Place::start_of(source), &why));
                Name { day: None, rest: self.stem[front.len()..].trim_start_matches('-').to_owned() }
            }
        }
    }
}

impl Article {
    /// Reads the keys that every kind has, and the body.
    pub(super) fn read(
        report: &mut Report,
        fields: &mut Fields<'_>,
        document: &Document,
        location: &Location,
        name: &Name,
        settings: &Settings,
    ) -> Self {
        let draft = fields.bool(report, "draft").unwrap_or(false);
        let title = title(report, fields, draft);
        let slug = slug_of(report, fields, &name.rest);
        let text = markdown::parse(report, &document.source, document.body, settings.markdown);
        Self {
            name: slug::slug(if name.rest.is_empty() { &location.stem } else { &name.rest }),
            stem: location.stem.clone(),
            folder: location.folder.clone(),
            own_folder: location.own_folder,
            title,
            slug,
            updated: fields.moment(report, "updated").map(|updated| updated.value),
            summary: fields.text(report, "summary"),
            aliases: fields.strings(report, "aliases"),
            draft,
            lang: settings::lang(report, fields, "lang"),
            image: fields.string(report, "image").filter(|image| !image.value.is_empty()),
            text,
            source: Arc::clone(&document.source),
        }
    }

    /// A place in this file.
    pub fn place(&self, span: Span) -> Place {
        span.of(&self.source)
    }

    /// The beginning of the file, for what is missing in it.
    pub fn start(&self) -> Place {
        Place::start_of(&self.source)
    }
}

impl Page {
    /// Reads a page. Pages have no date of their own; one in the name or the front matter is allowed.
    pub(super) fn read(
        report: &mut Report,
        fields: &mut Fields<'_>,
        document: &Document,
        location: &Location,
        settings: &Settings,
    ) -> Self {
        let name = location.name(report, &document.source);
        let slug = fields.span("slug");
        let article = Article::read(report, fields, document, location, &name, settings);
        if is_reserved(&article.slug) {
            report.push(catalog::reserved_slug(fields.place(slug), &article.slug));
        }
        let _ = fields.moment(report, "date");
        let nav = fields.integer(report, "nav", 1..=99).map(|nav| nav.value);
        Self { article, nav }
    }
}

/// Names that the site itself uses at its root, or that people would take for something else.
fn is_reserved(slug: &str) -> bool {
    let own = ["tags", "archive", "search", "subscribe", "assets", "index", "404", "private", "site", "static"];
    own.contains(&slug) || Kind::of_folder(slug).is_some()
}

/// A title is missing while the entry is a draft, and an error afterwards.
fn title(report: &mut Report, fields: &mut Fields<'_>, draft: bool) -> String {
    let is_there = fields.has("title");
    match fields.string(report, "title") {
        Some(title) if title.value.is_empty() => {
            report.push_held_to(draft, catalog::empty_value(fields.place(title.span), "title"));
            String::new()
        }
        Some(title) => title.value.split_whitespace().collect::<Vec<_>>().join(" "),
        // It is something else than words, which was said.
        None if is_there => String::new(),
        None => {
            let missing = catalog::missing_key(fields.place(fields.whole()), "title", "\"What it is called\"");
            report.push_held_to(draft, missing);
            String::new()
        }
    }
}

/// The `slug` key, or the file's name as a slug.
fn slug_of(report: &mut Report, fields: &mut Fields<'_>, name: &str) -> String {
    let Some(own) = fields.string(report, "slug") else {
        if name.is_empty() {
            report.push(catalog::bad_name(fields.place(Span::default()), "has nothing behind its date"));
        }
        return if slug::is_slug(name) { name.to_owned() } else { slug::slug(name) };
    };
    if slug::is_slug(&own.value) {
        return own.value;
    }
    let better = slug::slug(&own.value);
    report.push(catalog::bad_slug(fields.place(own.span), &own.value, &better));
    better
}
