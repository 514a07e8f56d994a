//! Every route gets its place, and no place is given twice.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::files::{self, Files};
use super::shards;
use super::years;
use super::{Feed, Route};
use crate::audience::ListOf;
use crate::diagnostic::{Place, Report, catalog};
use crate::model::{Article, Journal, Kind, Theme, theme};
use crate::parse::address::{self, Address};
use crate::parse::{chars, slug};

/// So many addresses fit into one sitemap with room to spare (sitemaps.org: 50,000).
pub(super) const SITEMAP_PART: usize = 40_000;

/// Routes with their places, and whose they are for messages about two that want the same.
struct Claims<'a> {
    report: &'a mut Report,
    routes: BTreeMap<String, Route>,
    /// Folded places, so that two files never differ by case alone.
    taken: FxHashMap<String, Option<Place>>,
    folders: FxHashSet<String>,
}

/// Gives every route its place; reports two that want the same.
pub(super) fn claim_all(
    report: &mut Report,
    journal: &Journal,
    theme: &Theme,
    files: &Files,
) -> BTreeMap<String, Route> {
    let mut claims =
        Claims { report, routes: BTreeMap::new(), taken: FxHashMap::default(), folders: FxHashSet::default() };
    claim_own(&mut claims, journal, theme);
    for (index, entry) in journal.entries.iter().enumerate() {
        let place = format!("{}/{}/index.html", entry.kind().folder(), entry.article.slug);
        claims.claim(place, Route::Entry(index), &entry.article.start());
    }
    for (index, page) in journal.pages.iter().enumerate() {
        claims.claim(format!("{}/index.html", page.article.slug), Route::Page(index), &page.article.start());
    }
    for (index, file) in files.iter().enumerate() {
        claims.claim(file.place.clone(), Route::File(index), &files::start(&file.blob));
    }
    for (index, entry) in journal.entries.iter().enumerate() {
        claims.aliases(&entry.article, |alias| Route::EntryAlias(index, alias));
    }
    for (index, page) in journal.pages.iter().enumerate() {
        claims.aliases(&page.article, |alias| Route::PageAlias(index, alias));
    }
    let pages = claims.routes.values().filter(|route| route.is_page()).count();
    if pages > SITEMAP_PART {
        for part in 0..pages.div_ceil(SITEMAP_PART) {
            claims.own(format!("sitemap-{}.xml", part + 1), Route::SitemapPart(part));
        }
    }
    claims.routes
}

/// The addresses that every site has, and those of lists.
fn claim_own(claims: &mut Claims<'_>, journal: &Journal, theme: &Theme) {
    let fixed = [
        ("index.html", Route::Home),
        ("tags/index.html", Route::Tags),
        ("archive/index.html", Route::Archive),
        ("subscribe/index.html", Route::Subscribe),
        ("404.html", Route::NotFound),
        ("feed.xml", Route::Feed(Feed::Rss)),
        ("atom.xml", Route::Feed(Feed::Atom)),
        ("feed.json", Route::Feed(Feed::Json)),
        ("feeds.opml.xml", Route::Opml),
        ("sitemap.xml", Route::Sitemap),
        ("robots.txt", Route::Robots),
    ];
    for (place, route) in fixed {
        claims.own(place.to_owned(), route);
    }
    if journal.settings.search {
        claim_search(claims, journal.listed().len());
    }
    for kind in Kind::ALL {
        claims.own(format!("{}/index.html", kind.folder()), Route::Kind(kind));
        claims.own(format!("{}/feed.xml", kind.folder()), Route::Feed(Feed::Kind(kind)));
        claims.years(journal, ListOf::Kind(kind), kind.folder(), years::LONG, |year| Route::KindYear(kind, year));
    }
    for (index, tag) in journal.tags.iter().enumerate() {
        let folder = format!("tags/{}", tag.slug);
        claims.own(format!("{folder}/index.html"), Route::Tag(index));
        if journal.settings.feed.tags {
            claims.own(format!("{folder}/feed.xml"), Route::Feed(Feed::Tag(index)));
        }
        claims.years(journal, ListOf::Tag(index), &folder, years::LONG, |year| Route::TagYear(index, year));
    }
    claims.years(journal, ListOf::Archive, "archive", 0, Route::ArchiveYear);
    claims.own(format!("assets/style.{}.css", theme::fingerprint(theme.stylesheet.as_bytes())), Route::Style);
    for (index, (name, script)) in theme.scripts.iter().enumerate() {
        claims.own(format!("assets/{name}.{}.js", theme::fingerprint(script.as_bytes())), Route::Script(index));
    }
    for (index, blob) in theme.assets.iter().enumerate() {
        let name = blob.path().split_once("/assets/").map_or(blob.name(), |(_, name)| name);
        // Browsers ask for an icon at the root, whatever a page says.
        if !files::is_publishable(blob) {
            claims.report.push(catalog::unpublishable(files::start(blob)));
        }
        let place = if name.starts_with("favicon.") { name.to_owned() } else { format!("assets/{name}") };
        claims.own(place, Route::ThemeFile(index));
    }
}

fn claim_search(claims: &mut Claims<'_>, listed: usize) {
    claims.own("search/index.html".to_owned(), Route::Search);
    for index in 0..shards::words(listed) {
        claims.own(format!("search/words-{index}.json"), Route::SearchWords(index));
    }
    for index in 0..shards::chunks(listed) {
        claims.own(format!("search/entries-{index}.json"), Route::SearchEntries(index));
    }
}

impl Claims<'_> {
    /// An address that the site itself needs.
    fn own(&mut self, place: String, route: Route) {
        self.enter(slug::fold(&place), None);
        self.routes.insert(place, route);
    }

    /// An address that a file of the journal wants.
    fn claim(&mut self, place: String, route: Route, source: &Place) {
        let folded = slug::fold(&place);
        let folder_in_the_way = self.folders.contains(&folded);
        let file_in_the_way = parents(&folded).find_map(|parent| self.taken.get(parent));
        let taken = self.taken.get(&folded).or(file_in_the_way);
        let address = || format!("/{}", without_index(&place));
        let complaint = match taken {
            Some(Some(other)) => catalog::path_taken(source.clone(), &address(), other.clone()),
            Some(None) => catalog::path_reserved(source.clone(), &address(), "something that goodturn makes itself"),
            None if folder_in_the_way => {
                catalog::path_reserved(source.clone(), &address(), "a folder of the site itself")
            }
            None => {
                self.enter(folded, Some(source.clone()));
                self.routes.insert(place, route);
                return;
            }
        };
        self.report.push(complaint);
    }

    fn enter(&mut self, folded: String, source: Option<Place>) {
        for parent in parents(&folded) {
            if !self.folders.contains(parent) {
                self.folders.insert(parent.to_owned());
            }
        }
        self.taken.insert(folded, source);
    }

    fn years(&mut self, journal: &Journal, of: ListOf, folder: &str, more_than: usize, route: impl Fn(i32) -> Route) {
        let entries = of.entries(journal);
        if entries.len() <= more_than {
            return;
        }
        for year in years::by_year(journal, &entries) {
            self.own(format!("{folder}/{}/index.html", year.year), route(year.year));
        }
    }

    fn aliases(&mut self, article: &Article, route: impl Fn(usize) -> Route) {
        for (index, alias) in article.aliases.iter().enumerate() {
            let place = article.place(alias.span);
            match alias_place(&alias.value) {
                Ok(path) => self.claim(path, route(index), &place),
                Err(why) => self.report.push(catalog::bad_alias(place, &alias.value, why)),
            }
        }
    }
}

/// Bytes that a name on a disk has room for, with some to spare.
const NAME: usize = 200;

/// The file that answers at an old address.
fn alias_place(alias: &str) -> Result<String, &'static str> {
    let Address::Internal { path, query: None, fragment: None } = address::read(alias) else {
        return Err("it is not a plain path");
    };
    let Some(path) = path.strip_prefix('/') else { return Err("it does not begin with `/`") };
    let part_ok = |part: &str| {
        let visible = chars::hidden(part).is_none() && !part.contains(char::is_control) && part.trim() == part;
        let plain = !part.starts_with('.') && !part.contains(['\\', ':']);
        !part.is_empty() && part.len() <= NAME && visible && plain
    };
    let folder = path.strip_suffix('/').unwrap_or(path);
    if !folder.split('/').all(part_ok) {
        return Err("one of its parts is empty, too long or begins with a point");
    }
    let last = folder.rsplit('/').next().unwrap_or_default();
    let is_file =
        !path.ends_with('/') && last.rsplit_once('.').is_some_and(|(_, ending)| matches!(ending, "html" | "htm"));
    Ok(if is_file { folder.to_owned() } else { format!("{folder}/index.html") })
}

/// The folders that a place lies in.
fn parents(place: &str) -> impl Iterator<Item = &str> {
    place.match_indices('/').map(|(at, _)| &place[..at])
}

/// A page's address is that of its folder.
pub(super) fn without_index(place: &str) -> &str {
    place.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(place)
}
