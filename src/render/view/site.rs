//! What every page knows of the site.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{KindView, direction, kind_view, theme_file};
use crate::model::{Kind, Settings};
use crate::parse::address;
use crate::plan::{Feed, PublicSite, Route};
use crate::render::words;

/// What every page knows of the site.
#[derive(Serialize)]
pub struct SiteView {
    title: String,
    description: String,
    motto: Option<String>,
    lang: String,
    dir: &'static str,
    promise: Promise,
    author: AuthorView,
    url: String,
    home: String,
    nav: Vec<NavItem>,
    kinds: Vec<KindView>,
    total: usize,
    since: Option<i32>,
    tag_count: usize,
    archive: String,
    tags: String,
    search: Option<String>,
    /// Whether each tag has a feed.
    tag_feeds: bool,
    subscribe: String,
    about: Option<String>,
    now: Option<String>,
    pace: &'static str,
    feeds: Feeds,
    style: String,
    scripts: BTreeMap<String, String>,
    icon: Option<String>,
    touch_icon: Option<String>,
    head_script: String,
}

#[derive(Serialize)]
struct Promise {
    head: String,
    tail: Option<String>,
}

#[derive(Serialize)]
struct AuthorView {
    name: String,
    url: String,
    email: Option<String>,
    links: Vec<AuthorLink>,
}

#[derive(Serialize)]
struct AuthorLink {
    url: String,
    label: String,
}

#[derive(Serialize)]
struct NavItem {
    title: String,
    url: String,
    key: String,
}

#[derive(Serialize)]
struct Feeds {
    rss: String,
    atom: String,
    json: String,
    opml: String,
    rss_absolute: String,
}

impl SiteView {
    /// What every page of `site` knows.
    pub fn of(site: &PublicSite) -> Self {
        let journal = &site.journal;
        let settings = &journal.settings;
        let page = |slug: &str| {
            let index = journal.pages.iter().position(|page| page.article.slug == slug);
            index.map(|index| site.href(Route::Page(index)))
        };
        let years = journal.listed().len().checked_sub(1).map(|last| journal.year(last));
        Self {
            title: settings.title.clone(),
            description: settings.description.clone(),
            motto: settings.motto.clone(),
            lang: settings.lang.clone(),
            dir: direction(&settings.lang),
            promise: promise(settings),
            author: AuthorView::of(settings),
            url: settings.base_url.absolute(""),
            home: site.href(Route::Home),
            nav: nav(site),
            kinds: Kind::ALL.into_iter().map(|kind| kind_view(site, kind, journal.of_kind(kind).len())).collect(),
            total: journal.listed().len(),
            since: years,
            tag_count: journal.tags.len(),
            archive: site.href(Route::Archive),
            tags: site.href(Route::Tags),
            search: settings.search.then(|| site.href(Route::Search)),
            tag_feeds: settings.feed.tags,
            subscribe: site.href(Route::Subscribe),
            about: page("about"),
            now: page("now"),
            pace: words::pace(settings.share_gap),
            feeds: Feeds {
                rss: site.href(Route::Feed(Feed::Rss)),
                atom: site.href(Route::Feed(Feed::Atom)),
                json: site.href(Route::Feed(Feed::Json)),
                opml: site.href(Route::Opml),
                rss_absolute: site.absolute(Route::Feed(Feed::Rss)),
            },
            style: site.href(Route::Style),
            scripts: site
                .theme
                .scripts
                .keys()
                .cloned()
                .zip((0..).map(|index| site.href(Route::Script(index))))
                .collect(),
            icon: theme_file(site, "favicon.svg").map(|route| site.href(route)),
            touch_icon: theme_file(site, "touch-icon.png").map(|route| site.href(route)),
            head_script: site.theme.head_script.clone(),
        }
    }
}

impl AuthorView {
    fn of(settings: &Settings) -> Self {
        let author = &settings.author;
        let label = |url: &String| address::web(url).map(|url| address::host(&url)).unwrap_or_default();
        let links = author.links.iter().map(|url| AuthorLink { url: url.clone(), label: label(url) });
        Self { name: author.name.clone(), url: author.url.clone(), email: author.email.clone(), links: links.collect() }
    }
}

/// The description as a headline; what follows its last comma is emphasised.
fn promise(settings: &Settings) -> Promise {
    if settings.description == settings.title {
        let tail = Some("before anyone asks.".to_owned());
        return Promise { head: "Useful things and good people, passed on".to_owned(), tail };
    }
    match settings.description.rsplit_once(", ") {
        Some((head, tail)) => Promise { head: format!("{head},"), tail: Some(tail.to_owned()) },
        None => Promise { head: settings.description.clone(), tail: None },
    }
}

fn nav(site: &PublicSite) -> Vec<NavItem> {
    let own =
        |title: &str, key: &str, route| NavItem { title: title.to_owned(), url: site.href(route), key: key.to_owned() };
    let mut items = vec![own("Archive", "archive", Route::Archive), own("Tags", "tags", Route::Tags)];
    let pages = site.journal.pages.iter().enumerate().filter(|(_, page)| page.nav.is_some());
    items.extend(pages.map(|(index, page)| own(&page.article.title, &page.article.slug, Route::Page(index))));
    items.extend(site.journal.settings.search.then(|| own("Search", "search", Route::Search)));
    items.push(own("Subscribe", "subscribe", Route::Subscribe));
    items
}
