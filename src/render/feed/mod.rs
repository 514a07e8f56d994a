//! Feeds: what contacts subscribe to. Written in Rust, never by a template, so that a theme cannot break them.
//!
//! The same [`Channel`] becomes RSS 2.0, Atom 1.0 or JSON Feed 1.1. An item's id is made from the entry's file name
//! (`id` in `site.toml`), so neither a new title nor a move of the site makes an old entry new.

mod atom;
mod json;
mod opml;
mod rss;
pub mod xml;

use std::sync::{Arc, OnceLock};

use chrono::{DateTime, FixedOffset};

use super::body::{self, Shown};
use super::view::{self, SourceView};
use super::words;
use crate::model::{Detail, Entry, Journal, entry};
use crate::parse::markup::{escaped, shorten};
use crate::plan::{Feed, PublicSite, Route};

pub use opml::opml;

/// A feed larger than this is refused by some readers and services; the oldest items are left out.
const LARGEST: usize = 512 * 1024;
/// What a feed has before its first item, and an item besides its texts, in bytes and with room to spare.
const HEAD: usize = 4 * 1024;
const ITEM: usize = 2 * 1024;
/// So many of the newest entries are kept as items once they are made: each is in the feeds of its kind and its tags, too.
const IN_SEVERAL: usize = 256;

/// A feed, ready to be written in any format.
struct Channel<'a> {
    title: String,
    description: String,
    /// The page that the feed is of.
    home: String,
    /// Its own address.
    address: String,
    lang: &'a str,
    author: &'a str,
    author_url: &'a str,
    /// What Atom knows the feed itself by.
    id: String,
    /// The newest change of any item; for a feed without items, the date of the journal's newest entry; for a journal without entries, 1970.
    updated: DateTime<FixedOffset>,
    stylesheet: Option<String>,
    items: Vec<Placed<'a>>,
}

/// An item in one feed.
struct Placed<'a> {
    item: Arc<Item<'a>>,
    /// Whether there is room for its text.
    has_room: bool,
}

/// The entries of a site as items, made when a feed first shows them.
#[derive(Debug)]
pub struct Items<'a> {
    site: &'a PublicSite,
    newest: Vec<OnceLock<Arc<Item<'a>>>>,
}

/// An entry, as any feed shows it.
#[derive(Debug)]
struct Item<'a> {
    id: String,
    title: &'a str,
    permalink: String,
    /// What was found, for a resource.
    target: Option<&'a str>,
    /// Where it was heard of.
    via: Option<&'a str>,
    /// Whether the item's own link is the target.
    link_to_target: bool,
    summary: String,
    /// The whole text, unless the journal's feeds have only summaries.
    content: Option<String>,
    published: DateTime<FixedOffset>,
    updated: DateTime<FixedOffset>,
    tags: Vec<&'a str>,
    /// Its language, where it is another than the feed's.
    lang: Option<&'a str>,
    /// How many bytes it has at most, without its text and with it.
    sizes: [usize; 2],
    /// The whole of it in RSS, once a feed has shown it.
    rss: OnceLock<Vec<u8>>,
}

/// Writes a feed.
pub fn feed(items: &Items<'_>, feed: Feed) -> Vec<u8> {
    let channel = Channel::of(items, feed);
    match feed {
        Feed::Atom => atom::write(&channel),
        Feed::Json => json::write(&channel),
        Feed::Rss | Feed::Kind(_) | Feed::Tag(_) => rss::write(&channel),
    }
}

/// The name of a feed, for links to it and in its own head.
pub fn title(site: &PublicSite, feed: Feed) -> String {
    let title = &site.journal.settings.title;
    match feed {
        Feed::Rss | Feed::Atom | Feed::Json => title.clone(),
        Feed::Kind(kind) => format!("{title}: {}", kind.many().to_lowercase()),
        Feed::Tag(tag) => format!("{title}: #{}", site.journal.tags[tag].name),
    }
}

/// The page that a feed is of.
pub fn home(feed: Feed) -> Route {
    match feed {
        Feed::Rss | Feed::Atom | Feed::Json => Route::Home,
        Feed::Kind(kind) => Route::Kind(kind),
        Feed::Tag(tag) => Route::Tag(tag),
    }
}

impl<'a> Items<'a> {
    /// The items of a site, none of them made yet.
    pub fn of(site: &'a PublicSite) -> Self {
        let newest = site.journal.listed().len().min(IN_SEVERAL);
        Self { site, newest: (0..newest).map(|_| OnceLock::new()).collect() }
    }

    fn get(&self, index: usize) -> Arc<Item<'a>> {
        let made = || Arc::new(Item::of(self.site, index));
        self.newest.get(index).map_or_else(made, |item| Arc::clone(item.get_or_init(made)))
    }
}

impl<'a> Channel<'a> {
    fn of(items: &Items<'a>, feed: Feed) -> Self {
        let site = items.site;
        let journal = &site.journal;
        let settings = &journal.settings;
        let most = settings.feed.items;
        let entries: Vec<usize> = match feed {
            Feed::Rss | Feed::Atom | Feed::Json => (0..journal.listed().len().min(most)).collect(),
            Feed::Kind(kind) => journal.of_kind(kind).iter().copied().take(most).collect(),
            Feed::Tag(tag) => journal.tags[tag].entries.iter().copied().take(most).collect(),
        };
        let mut room = LARGEST - HEAD;
        let items = entries.into_iter().map_while(|index| Placed::within(&mut room, items.get(index)));
        let items: Vec<_> = items.collect();
        let newest = items.iter().map(|placed| placed.item.updated).max();
        let path = site.path(home(feed));
        Self {
            title: title(site, feed),
            description: settings.description.clone(),
            home: site.absolute(home(feed)),
            address: site.absolute(Route::Feed(feed)),
            lang: &settings.lang,
            author: &settings.author.name,
            author_url: &settings.author.url,
            id: format!("{}/{}", settings.id, path.trim_end_matches('/')).trim_end_matches('/').to_owned(),
            updated: newest.or_else(|| newest_of(journal)).unwrap_or_default(),
            stylesheet: view::theme_file(site, "feed.css").map(|route| site.href(route)),
            items,
        }
    }
}

impl<'a> Item<'a> {
    fn of(site: &'a PublicSite, index: usize) -> Self {
        let settings = &site.journal.settings;
        let entry = &site.journal.entries[index];
        let article = &entry.article;
        let permalink = site.absolute(Route::Entry(index));
        // Where the item's link leads away, its text leads to our page, so that both are always there.
        let own = settings.feed.link_to_target.then_some((permalink.as_str(), settings.title.as_str()));
        let content = settings.feed.full.then(|| {
            let body = body::html(site, article, site.entry_landings(index), Shown::Feed(&permalink));
            #[cfg(leak = "source-in-feed")]
            let body = body + &format!("<!-- {} -->", article.source.text());
            lead(entry, own) + &body
        });
        let published = entry.date.instant(settings.timezone);
        // A change that is still to come has not happened; feeds have no dates in the future.
        let come = article.updated.filter(|updated| updated.day(settings.timezone) <= site.journal.day);
        let updated = come.map_or(published, |updated| updated.instant(settings.timezone));
        let resource = entry.resource().filter(|resource| !resource.url.is_empty());
        let summary = summary(site, index);
        let bare = escaped_size(&summary) + escaped_size(&article.title) + ITEM;
        Self {
            sizes: [bare, bare + content.as_deref().map_or(0, escaped_size)],
            id: entry.id.value.clone(),
            title: &article.title,
            target: resource.map(|resource| resource.url.as_str()),
            via: resource.and_then(|resource| resource.via.as_ref()?.url.as_deref()),
            link_to_target: settings.feed.link_to_target,
            summary,
            content,
            published,
            updated: updated.max(published),
            tags: site.journal.tags_of(index).iter().map(|tag| site.journal.tags[*tag].name.as_str()).collect(),
            lang: article.lang.as_deref(),
            permalink,
            rss: OnceLock::new(),
        }
    }

    /// The item's own link: our page, or what was found.
    fn link(&self) -> &str {
        self.target.filter(|_| self.link_to_target).unwrap_or(&self.permalink)
    }
}

impl<'a> Placed<'a> {
    /// An item as far as there is room for it: whole, without its text, or not at all.
    fn within(room: &mut usize, item: Arc<Item<'a>>) -> Option<Self> {
        let [bare, whole] = item.sizes;
        let has_room = whole <= *room;
        *room = room.checked_sub(if has_room { whole } else { bare })?;
        Some(Self { item, has_room })
    }

    /// The text, where it is wanted and there is room for it.
    fn content(&self) -> Option<&str> {
        self.item.content.as_deref().filter(|_| self.has_room)
    }
}

/// When the newest entry of a journal was published.
fn newest_of(journal: &Journal) -> Option<DateTime<FixedOffset>> {
    journal.listed().first().map(|entry| entry.date.instant(journal.settings.timezone))
}

/// So many bytes a text has at most once it is escaped: for HTML in XML, or for JSON.
fn escaped_size(text: &str) -> usize {
    let more = text.bytes().map(|byte| match byte {
        b'"' => 5,
        b'&' => 4,
        b'<' | b'>' => 3,
        b'\n' | b'\\' => 1,
        _ => 0,
    });
    text.len() + more.sum::<usize>()
}

/// The author's own summary, or the beginning of the text, or who was introduced.
pub fn summary(site: &PublicSite, index: usize) -> String {
    let entry = &site.journal.entries[index];
    let article = &entry.article;
    let said = || article.summary.clone();
    let begun = || Some(shorten(&body::plain(site, article, site.entry_landings(index)), 200));
    let sides = || match &entry.detail {
        Detail::Introduction(it) => {
            let sides: Vec<_> = it.sides.iter().map(|side| side.who.as_str()).collect();
            Some(words::capitalised(&sides.join(" – ")))
        }
        _ => None,
    };
    let is_something = |text: &String| !text.is_empty();
    let found = said().filter(is_something).or_else(|| begun().filter(is_something)).or_else(sides);
    found.filter(is_something).unwrap_or_else(|| site.journal.settings.description.clone())
}

/// What stands before the text in a feed, where there are no columns: the thing itself and whom it suits, or the two
/// who met.
fn lead(entry: &Entry, own: Option<(&str, &str)>) -> String {
    match &entry.detail {
        Detail::Resource(resource) if !resource.url.is_empty() => resource_lead(entry, resource, own),
        Detail::Introduction(introduction) => introduction_lead(introduction),
        _ => String::new(),
    }
}

fn resource_lead(entry: &Entry, resource: &entry::Resource, own: Option<(&str, &str)>) -> String {
    let mut out = format!("<p><a href=\"{}\">{}</a>", escaped(&resource.url), escaped(&entry.article.title));
    out.push_str(&format!("<br>{}", escaped(SourceView::of(resource).line())));
    if let Some(via) = &resource.via {
        let name = escaped(&via.name);
        match &via.url {
            Some(url) => out.push_str(&format!(" Found through <a href=\"{}\">{name}</a>.", escaped(url))),
            None => out.push_str(&format!(" Found through {name}.")),
        }
    }
    for (label, text) in [
        ("When", &resource.when),
        ("Where", &resource.place),
        ("Good for", &resource.good_for),
        ("Less good for", &resource.less_good_for),
    ] {
        if let Some(text) = text {
            out.push_str(&format!("<br>{label}: {}", escaped(text)));
        }
    }
    if let Some((permalink, title)) = own {
        out.push_str(&format!("<br><a href=\"{}\">On this in {}</a>", escaped(permalink), escaped(title)));
    }
    out + "</p>\n"
}

fn introduction_lead(introduction: &entry::Introduction) -> String {
    let mut out = String::from("<ul>\n");
    for side in &introduction.sides {
        let brings = side.brings.as_ref().map(|brings| format!(": {}", escaped(brings))).unwrap_or_default();
        out.push_str(&format!("<li>{}{brings}</li>\n", escaped(&words::capitalised(&side.who))));
    }
    out.push_str("</ul>\n");
    for (label, text) in [("What they share", &introduction.in_common), ("What came of it", &introduction.outcome)] {
        if let Some(text) = text {
            out.push_str(&format!("<p>{label}: {}</p>\n", escaped(text)));
        }
    }
    out
}
