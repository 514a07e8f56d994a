//! What a template is told of the page that it makes, and which template that is.

use serde::Serialize;
use tera::{Context, Value};

use super::body::{self, Shown};
use super::view::{self, EntryView, ListView, Rows, theme_file};
use super::{chart, feed, words};
use crate::audience::{List, ListOf, PublicPage};
use crate::model::theme::policy_hash;
use crate::model::{Article, Entry, Journal, Page, Settings, Theme};
use crate::parse::markup;
use crate::plan::site::Landings;
use crate::plan::{Feed, PublicSite, Route, shards};

/// The home page shows so many entries.
const NEWEST: usize = 20;
/// What search engines and browsers' tabs show of a title, in characters.
const LONGEST_TITLE: usize = 70;
/// The subscribe page shows so many.
const LATEST: usize = 3;

/// What every page says of itself.
#[derive(Serialize)]
struct PageView {
    title: String,
    heading: String,
    description: String,
    url: String,
    canonical: Option<String>,
    section: String,
    lang: String,
    dir: &'static str,
    noindex: bool,
    kind: &'static str,
    og_type: &'static str,
    image: Option<String>,
    image_alt: &'static str,
    feed: Option<FeedView>,
    json_ld: Option<String>,
    csp: String,
    published: Option<String>,
    updated: Option<String>,
    preview: bool,
}

#[derive(Serialize)]
struct FeedView {
    title: String,
    url: String,
}

/// The template of a page and everything that it is told. `rows` are the lines of all entries.
pub fn context(site: &PublicSite, route: Route, page: &PublicPage<'_>, rows: &Rows<'_>) -> (&'static str, Context) {
    let mut context = Context::new();
    let mut view = PageView::new(site, route);
    let template = match page {
        PublicPage::Home(journal) => home(site, journal, &mut view, &mut context),
        PublicPage::Entry { entry, index, .. } => entry_page(site, entry, *index, rows, &mut view, &mut context),
        PublicPage::Page { page, index, .. } => own_page(site, page, *index, &mut view, &mut context),
        PublicPage::List(_, list) => list_page(site, list, rows, &mut view, &mut context),
        PublicPage::Tags(_) => tags(site, &mut view, &mut context),
        PublicPage::Subscribe(_) => {
            view.name(
                "subscribe",
                "Follow along",
                &format!(
                    "How to follow {} with any feed reader, also if you have never used one.",
                    site.journal.settings.title
                ),
            );
            context.insert_value("latest", Value::from(rows.of_entries(0..site.journal.listed().len().min(LATEST))));
            "subscribe.html"
        }
        PublicPage::Search(_) => {
            view.name("search", "Search", &format!("Search everything in {}.", site.journal.settings.title));
            context.insert("index", &SearchView::of(site));
            "search.html"
        }
        PublicPage::NotFound(_) => {
            view.name("404", "That isn’t here", "There is nothing at this address.");
            (view.noindex, view.canonical, view.image) = (true, None, None);
            "404.html"
        }
        PublicPage::Redirect(_) => redirect(site, route, &mut view, &mut context),
    };
    view.finish(site);
    context.insert("page", &view);
    (template, context)
}

/// Where the search index is and how it is divided (see [`shards`]).
#[derive(Serialize)]
struct SearchView {
    base: String,
    words: usize,
    size: usize,
    entries: usize,
}

impl SearchView {
    fn of(site: &PublicSite) -> Self {
        let entries = site.journal.listed().len();
        // A copy is opened from a disk, where only what lies beside the page is found.
        let base = if site.is_copy() { "./".to_owned() } else { site.href(Route::Search) };
        Self { base, words: shards::words(entries), size: shards::ENTRIES, entries }
    }
}

impl PageView {
    /// What a page says of itself if it has nothing of its own to say.
    fn new(site: &PublicSite, route: Route) -> Self {
        let settings = &site.journal.settings;
        Self {
            title: String::new(),
            heading: String::new(),
            description: settings.description.clone(),
            url: site.href(route),
            canonical: Some(site.absolute(route)),
            section: String::new(),
            lang: settings.lang.clone(),
            dir: view::direction(&settings.lang),
            noindex: site.preview || site.is_copy(),
            kind: "home",
            og_type: "website",
            image: theme_file(site, "card.png").map(|route| site.absolute(route)),
            image_alt: "Two overlapping circles above a line of small marks",
            feed: None,
            json_ld: None,
            csp: String::new(),
            published: None,
            updated: None,
            preview: site.preview,
        }
    }

    fn name(&mut self, kind: &'static str, heading: &str, description: &str) {
        self.kind = kind;
        kind.clone_into(&mut self.section);
        heading.clone_into(&mut self.heading);
        description.clone_into(&mut self.description);
    }

    /// A language and a picture of its own, where an article has them.
    fn take_from(&mut self, site: &PublicSite, article: &Article, landings: &Landings) {
        if let Some(lang) = &article.lang {
            self.lang.clone_from(lang);
            self.dir = view::direction(lang);
        }
        if let Some(file) = landings.image {
            self.image = Some(site.absolute(Route::File(file)));
            self.image_alt = "";
        }
    }

    /// What depends on the rest: the title in the browser's tab, which ends with the journal's where there is room,
    /// and what the page may load.
    fn finish(&mut self, site: &PublicSite) {
        if self.title.is_empty() {
            let whole = format!("{} · {}", self.heading, site.journal.settings.title);
            let fits = whole.chars().count() <= LONGEST_TITLE;
            self.title = if fits { whole } else { self.heading.clone() };
        }
        self.title = markup::shorten(&self.title, LONGEST_TITLE);
        self.description = markup::shorten(&self.description, 200);
        self.csp = content_security_policy(&site.theme, self.json_ld.as_deref());
    }
}

fn home(site: &PublicSite, journal: &Journal, view: &mut PageView, context: &mut Context) -> &'static str {
    let settings = &journal.settings;
    view.heading.clone_from(&settings.title);
    view.title = if settings.description == settings.title {
        settings.title.clone()
    } else {
        format!("{}: {}", settings.title, settings.description.trim_end_matches('.'))
    };
    view.json_ld = Some(site_data(site));
    let newest = journal.listed().len().min(NEWEST);
    let cards: Vec<_> = (0..newest).map(|index| EntryView::card(site, index)).collect();
    context.insert("entries", &cards);
    context.insert("strip", &chart::strip(journal));
    "home.html"
}

fn entry_page(
    site: &PublicSite,
    entry: &Entry,
    index: usize,
    rows: &Rows<'_>,
    view: &mut PageView,
    context: &mut Context,
) -> &'static str {
    let article = &entry.article;
    view.name("entry", &article.title, &feed::summary(site, index));
    entry.kind().folder().clone_into(&mut view.section);
    view.og_type = "article";
    view.take_from(site, article, site.entry_landings(index));
    let instant = |moment: crate::parse::date::Moment| moment.instant(site.journal.settings.timezone).to_rfc3339();
    view.published = Some(instant(entry.date));
    view.updated = article.updated.map(instant);
    view.noindex |= index >= site.journal.listed().len();
    view.json_ld = Some(entry_data(site, entry, view));
    context.insert("entry", &EntryView::page(site, index, rows));
    "entry.html"
}

fn own_page(site: &PublicSite, page: &Page, index: usize, view: &mut PageView, context: &mut Context) -> &'static str {
    let article = &page.article;
    let landings = site.page_landings(index);
    let description = article.summary.clone().unwrap_or_else(|| body::plain(site, article, landings));
    view.name("page", &article.title, &description);
    view.section.clone_from(&article.slug);
    view.take_from(site, article, landings);
    let zone = site.journal.settings.timezone;
    context.insert("body", &body::html(site, article, landings, Shown::Page));
    context.insert("toc", &view::page_toc(page));
    context.insert("updated", &article.updated.map(|updated| words::Date::of(updated, zone)));
    "page.html"
}

fn list_page(
    site: &PublicSite,
    list: &List,
    rows: &Rows<'_>,
    view: &mut PageView,
    context: &mut Context,
) -> &'static str {
    let title = &site.journal.settings.title;
    let (template, heading, feed) = match list.of {
        ListOf::Kind(kind) => {
            view.name("kind", kind.many(), &format!("{} in {title}, newest first.", kind.many()));
            kind.folder().clone_into(&mut view.section);
            ("kind.html", kind.many().to_owned(), Some(Feed::Kind(kind)))
        }
        ListOf::Tag(index) => {
            let tag = &site.journal.tags[index];
            let count = words::capitalised(&words::counted(tag.entries.len(), "thing"));
            view.name("tag", &tag.name, &format!("{count} in {title} about {}.", tag.name));
            "tags".clone_into(&mut view.section);
            ("tag.html", format!("#{}", tag.name), site.journal.settings.feed.tags.then_some(Feed::Tag(index)))
        }
        ListOf::Archive => {
            view.name("archive", "Archive", &format!("Everything in {title}, newest first."));
            ("archive.html", "Archive".to_owned(), None)
        }
    };
    view.title = match list.year {
        Some(year) => format!("{heading}, {year} · {title}"),
        None => format!("{heading} · {title}"),
    };
    if let Some(year) = list.year {
        view.description.push_str(&format!(" The year {year}."));
    }
    view.feed = feed.map(|feed| FeedView { title: feed::title(site, feed), url: site.href(Route::Feed(feed)) });
    view.noindex |= matches!(list.of, ListOf::Kind(kind) if site.journal.of_kind(kind).is_empty());
    context.insert("list", &ListView::of(site, list, rows));
    template
}

fn tags(site: &PublicSite, view: &mut PageView, context: &mut Context) -> &'static str {
    view.name("tags", "Tags", &format!("What {} is about, by subject.", site.journal.settings.title));
    context.insert("tags", &view::tags(site));
    context.insert("letters", &view::letters(site));
    "tags.html"
}

fn redirect(site: &PublicSite, route: Route, view: &mut PageView, context: &mut Context) -> &'static str {
    let target = route.target();
    view.name("redirect", "This has moved", "This has moved to another address.");
    view.canonical = Some(site.absolute(target));
    (view.noindex, view.image) = (true, None);
    context.insert("target", &site.href(target));
    context.insert("target_absolute", &site.absolute(target));
    "redirect.html"
}

/// Somebody, as schema.org describes a person.
#[derive(Serialize)]
struct PersonData<'a> {
    #[serde(rename = "@type")]
    of: &'static str,
    name: &'a str,
    url: &'a str,
}

impl<'a> PersonData<'a> {
    fn author(settings: &'a Settings) -> Self {
        Self { of: "Person", name: &settings.author.name, url: &settings.author.url }
    }
}

/// A posting, as schema.org describes one.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PostingData<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    of: &'static str,
    headline: &'a str,
    description: &'a str,
    url: Option<&'a str>,
    in_language: &'a str,
    date_published: Option<&'a str>,
    date_modified: Option<&'a str>,
    author: PersonData<'a>,
    keywords: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    citation: Option<&'a str>,
}

/// A blog, as schema.org describes one.
fn site_data(site: &PublicSite) -> String {
    let settings = &site.journal.settings;
    script_safe(&serde_json::json!({
        "@context": "https://schema.org",
        "@type": "Blog",
        "name": settings.title,
        "description": settings.description,
        "url": settings.base_url.absolute(""),
        "inLanguage": settings.lang,
        "author": PersonData::author(settings),
    }))
}

fn entry_data(site: &PublicSite, entry: &Entry, view: &PageView) -> String {
    let published = view.published.as_deref();
    script_safe(&PostingData {
        context: "https://schema.org",
        of: "BlogPosting",
        headline: &entry.article.title,
        description: &markup::shorten(&view.description, 200),
        url: view.canonical.as_deref(),
        in_language: &view.lang,
        date_published: published,
        date_modified: view.updated.as_deref().or(published),
        author: PersonData::author(&site.journal.settings),
        keywords: entry.tags.iter().map(|tag| tag.value.as_str()).collect(),
        citation: entry.resource().map(|resource| resource.url.as_str()).filter(|url| !url.is_empty()),
    })
}

/// JSON that can stand in a `script` element: no `<` can end it there.
fn script_safe(data: &impl Serialize) -> String {
    let json = serde_json::to_string(data).unwrap_or_default();
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// What a page may load: itself. The scripts that stand in it are known by their hashes; a block of data counts as one.
pub(super) fn content_security_policy(theme: &Theme, data: Option<&str>) -> String {
    let data = data.map(|data| format!(" {}", policy_hash(data))).unwrap_or_default();
    format!(
        "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self' {}{data}; connect-src 'self'; \
         form-action 'self'; base-uri 'none'",
        theme.head_hash
    )
}
