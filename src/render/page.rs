//! What a template is told of the page that it makes, and which template that is.

use std::borrow::Cow;

use serde::Serialize;
use tera::{Context, Value};

use super::asked::{Asked, Told};
use super::body::{self, Shown};
use super::view::{self, Rows, theme_file};
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
/// And of a description.
const LONGEST_DESCRIPTION: usize = 200;
/// The subscribe page shows so many.
const LATEST: usize = 3;

/// What every page says of itself.
struct PageView<'a> {
    title: String,
    heading: Cow<'a, str>,
    description: Cow<'a, str>,
    url: Route,
    canonical: Option<Route>,
    section: &'a str,
    lang: &'a str,
    noindex: bool,
    kind: &'static str,
    og_type: &'static str,
    image: Option<Route>,
    image_alt: &'static str,
    feed: Option<Feed>,
    json_ld: Option<String>,
    published: Option<String>,
    updated: Option<String>,
}

/// The template of a page and everything that it is told. `rows` are what many pages are told.
pub fn context(rows: &Rows<'_>, route: Route, page: &PublicPage<'_>) -> (&'static str, Context) {
    let site = rows.site();
    let mut context = Context::new();
    let mut view = PageView::new(site, route);
    let template = match page {
        PublicPage::Home(journal) => home(rows, journal, &mut view, &mut context),
        PublicPage::Entry { entry, index, .. } => entry_page(rows, entry, *index, &mut view, &mut context),
        PublicPage::Page { page, index, .. } => own_page(site, page, *index, &mut view, &mut context),
        PublicPage::List(_, list) => list_page(rows, list, &mut view, &mut context),
        PublicPage::Tags(_) => tags(site, &mut view, &mut context),
        PublicPage::Subscribe(_) => {
            view.name(
                "subscribe",
                "Follow along",
                format!(
                    "How to follow {} with any feed reader, also if you have never used one.",
                    site.journal.settings.title
                ),
            );
            context.insert_value("latest", Value::from(rows.of_entries(0..site.journal.listed().len().min(LATEST))));
            "subscribe.html"
        }
        PublicPage::Search(_) => {
            view.name("search", "Search", format!("Search everything in {}.", site.journal.settings.title));
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
    context.insert_value("page", view.told(site, rows.asked()).into());
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

impl<'a> PageView<'a> {
    /// What a page says of itself if it has nothing of its own to say.
    fn new(site: &'a PublicSite, route: Route) -> Self {
        let settings = &site.journal.settings;
        Self {
            title: String::new(),
            heading: "".into(),
            description: settings.description.as_str().into(),
            url: route,
            canonical: Some(route),
            section: "",
            lang: &settings.lang,
            noindex: site.preview || site.is_copy(),
            kind: "home",
            og_type: "website",
            image: theme_file(site, "card.png"),
            image_alt: "Two overlapping circles above a line of small marks",
            feed: None,
            json_ld: None,
            published: None,
            updated: None,
        }
    }

    fn name(&mut self, kind: &'static str, heading: impl Into<Cow<'a, str>>, description: impl Into<Cow<'a, str>>) {
        (self.kind, self.section) = (kind, kind);
        self.heading = heading.into();
        self.description = description.into();
    }

    /// A language and a picture of its own, where an article has them.
    fn take_from(&mut self, article: &'a Article, landings: &Landings) {
        if let Some(lang) = &article.lang {
            self.lang = lang;
        }
        if let Some(file) = landings.image {
            self.image = Some(Route::File(file));
            self.image_alt = "";
        }
    }

    /// The title in the browser's tab, which ends with the journal's where there is room.
    fn tab(&self, site: &PublicSite) -> String {
        if !self.title.is_empty() {
            return markup::shorten(&self.title, LONGEST_TITLE);
        }
        let whole = format!("{} · {}", self.heading, site.journal.settings.title);
        let fits = whole.chars().count() <= LONGEST_TITLE;
        if fits { whole } else { markup::shorten(&self.heading, LONGEST_TITLE) }
    }

    fn told<'t>(&self, site: &PublicSite, asked: &'t Asked) -> Told<'t> {
        let feed = |feed| {
            let told = asked.told().put("title", || feed::title(site, feed));
            told.put("url", || site.href(Route::Feed(feed)))
        };
        let told = asked.told().put("title", || self.tab(site)).put("heading", || &*self.heading);
        told.put("description", || markup::shorten(&self.description, LONGEST_DESCRIPTION))
            .put("url", || site.href(self.url))
            .put("canonical", || self.canonical.map(|route| site.absolute(route)))
            .put("section", || self.section)
            .put("lang", || self.lang)
            .put("dir", || view::direction(self.lang))
            .put("noindex", || self.noindex)
            .put("kind", || self.kind)
            .put("og_type", || self.og_type)
            .put("image", || self.image.map(|route| site.absolute(route)))
            .put("image_alt", || self.image_alt)
            .put("feed", || self.feed.map(feed))
            .put("json_ld", || self.json_ld.as_deref())
            .put("csp", || content_security_policy(&site.theme, self.json_ld.as_deref()))
            .put("published", || self.published.as_deref())
            .put("updated", || self.updated.as_deref())
            .put("preview", || site.preview)
    }
}

fn home<'a>(rows: &Rows<'a>, journal: &'a Journal, view: &mut PageView<'a>, context: &mut Context) -> &'static str {
    let (site, settings) = (rows.site(), &journal.settings);
    view.heading = settings.title.as_str().into();
    view.title = if settings.description == settings.title {
        settings.title.clone()
    } else {
        format!("{}: {}", settings.title, settings.description.trim_end_matches('.'))
    };
    view.json_ld = Some(site_data(site));
    let newest = journal.listed().len().min(NEWEST);
    let cards: Vec<_> = (0..newest).map(|index| view::card(rows, index)).collect();
    context.insert_value("entries", cards.into());
    context.insert("strip", &chart::strip(journal));
    "home.html"
}

fn entry_page<'a>(
    rows: &Rows<'a>,
    entry: &'a Entry,
    index: usize,
    view: &mut PageView<'a>,
    context: &mut Context,
) -> &'static str {
    let (site, asked) = (rows.site(), rows.asked());
    let article = &entry.article;
    // Data for programs have all that follows in them.
    let has_data = asked.is("json_ld") || asked.is("csp");
    let is_asked = |name| has_data || asked.is(name);
    let description = if is_asked("description") { feed::summary(site, index) } else { String::new() };
    view.name("entry", article.title.as_str(), description);
    view.section = entry.kind().folder();
    view.og_type = "article";
    view.take_from(article, site.entry_landings(index));
    let instant = |moment: crate::parse::date::Moment| moment.instant(site.journal.settings.timezone).to_rfc3339();
    view.published = is_asked("published").then(|| instant(entry.date));
    view.updated = article.updated.filter(|_| is_asked("updated")).map(instant);
    view.noindex |= index >= site.journal.listed().len();
    view.json_ld = has_data.then(|| entry_data(site, entry, view));
    context.insert_value("entry", view::page(rows, index));
    "entry.html"
}

fn own_page<'a>(
    site: &'a PublicSite,
    page: &'a Page,
    index: usize,
    view: &mut PageView<'a>,
    context: &mut Context,
) -> &'static str {
    let article = &page.article;
    let landings = site.page_landings(index);
    let description = article.summary.clone().unwrap_or_else(|| body::plain(site, article, landings));
    view.name("page", article.title.as_str(), description);
    view.section = &article.slug;
    view.take_from(article, landings);
    let zone = site.journal.settings.timezone;
    context.insert("body", &body::html(site, article, landings, Shown::Page));
    context.insert("toc", &view::page_toc(page));
    context.insert("updated", &article.updated.map(|updated| words::Date::of(updated, zone)));
    "page.html"
}

fn list_page<'a>(rows: &Rows<'a>, list: &List, view: &mut PageView<'a>, context: &mut Context) -> &'static str {
    let site = rows.site();
    let title = &site.journal.settings.title;
    let (template, heading, feed) = match list.of {
        ListOf::Kind(kind) => {
            view.name("kind", kind.many(), format!("{} in {title}, newest first.", kind.many()));
            view.section = kind.folder();
            ("kind.html", kind.many().to_owned(), Some(Feed::Kind(kind)))
        }
        ListOf::Tag(index) => {
            let tag = &site.journal.tags[index];
            let count = words::capitalised(&words::counted(tag.entries.len(), "thing"));
            view.name("tag", tag.name.as_str(), format!("{count} in {title} about {}.", tag.name));
            view.section = "tags";
            ("tag.html", format!("#{}", tag.name), site.journal.settings.feed.tags.then_some(Feed::Tag(index)))
        }
        ListOf::Archive => {
            view.name("archive", "Archive", format!("Everything in {title}, newest first."));
            ("archive.html", "Archive".to_owned(), None)
        }
    };
    view.title = match list.year {
        Some(year) => format!("{heading}, {year} · {title}"),
        None => format!("{heading} · {title}"),
    };
    if let Some(year) = list.year {
        view.description.to_mut().push_str(&format!(" The year {year}."));
    }
    view.feed = feed;
    view.noindex |= matches!(list.of, ListOf::Kind(kind) if site.journal.of_kind(kind).is_empty());
    context.insert_value("list", view::list(list, rows));
    template
}

fn tags(site: &PublicSite, view: &mut PageView<'_>, context: &mut Context) -> &'static str {
    view.name("tags", "Tags", format!("What {} is about, by subject.", site.journal.settings.title));
    context.insert("tags", &view::tags(site));
    context.insert("letters", &view::letters(site));
    "tags.html"
}

fn redirect(site: &PublicSite, route: Route, view: &mut PageView<'_>, context: &mut Context) -> &'static str {
    let target = route.target();
    view.name("redirect", "This has moved", "This has moved to another address.");
    view.canonical = Some(target);
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

fn entry_data(site: &PublicSite, entry: &Entry, view: &PageView<'_>) -> String {
    let published = view.published.as_deref();
    script_safe(&PostingData {
        context: "https://schema.org",
        of: "BlogPosting",
        headline: &entry.article.title,
        description: &markup::shorten(&view.description, LONGEST_DESCRIPTION),
        url: view.canonical.map(|route| site.absolute(route)).as_deref(),
        in_language: view.lang,
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
