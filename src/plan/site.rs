//! The public site: everything parsed, sorted, counted and linked, and a map from address to route.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use super::Route;
use super::claims::{self, SITEMAP_PART, without_index};
use super::files::{self, Files};
use super::links::{Here, Landing, Map, Names};
use super::years::{self, Year};
use crate::audience::{List, ListOf, PublicPage};
use crate::diagnostic::{Report, catalog};
use crate::model::{Article, Include, Journal, Notebook, Theme};
use crate::parse::address;
use crate::parse::date::Day;
use crate::parse::markup::HERE;

/// An immutable plan of the public site.
#[derive(Debug)]
pub struct PublicSite {
    /// What is out.
    pub journal: Journal,
    /// What it looks like.
    pub theme: Theme,
    /// Files that may be published.
    pub files: Files,
    /// Whether drafts or the future are shown.
    pub preview: bool,
    /// Every route and the place of its file, in the order of the places.
    routes: BTreeMap<String, Route>,
    /// The address of every route, relative to the site's root and percent-encoded.
    addresses: HashMap<Route, String>,
    /// Where each link of each entry leads, and its picture for social cards.
    entries: Vec<Landings>,
    /// The same for pages.
    pages: Vec<Landings>,
    /// How pages address each other.
    addressing: Addressing,
}

/// How pages address each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Addressing {
    /// From the root of the host, as a site on the web does.
    #[default]
    Rooted,
    /// From [`HERE`], which whoever renders a page replaces by the way from that page to the root of the site: so that
    /// pages open from a disk.
    Relative,
}

/// Where the links of one text lead.
#[derive(Clone, Debug, Default, Hash)]
pub struct Landings {
    /// One for each link, in the order of the text.
    pub links: Vec<Landing>,
    /// The picture for social cards.
    pub image: Option<usize>,
}

impl PublicSite {
    /// Plans the public site of a notebook on a day.
    pub fn plan(report: &mut Report, notebook: &Notebook, theme: Theme, day: Day, include: Include) -> Self {
        Self::addressed(report, notebook, theme, day, include, Addressing::Rooted)
    }

    /// The same, for pages that address each other in a way of their own.
    pub fn addressed(
        report: &mut Report,
        notebook: &Notebook,
        theme: Theme,
        day: Day,
        include: Include,
        addressing: Addressing,
    ) -> Self {
        let journal = Journal::on(notebook, day, include);
        let files = Files::of(report, &journal);
        let hidden: Vec<_> = notebook.articles(day).filter(|(_, state)| !include.shows(*state)).collect();
        let (routes, names) =
            rayon::join(|| claims::claim_all(report, &journal, &theme, &files), || Names::of(&journal, &hidden));
        let map = Map { journal: &journal, files: &files, routes: &routes, names: &names };
        let entries = follow(
            report,
            &map,
            journal
                .entries
                .iter()
                .map(|entry| (&entry.article, format!("/{}/{}/", entry.kind().folder(), entry.article.slug))),
        );
        let pages =
            follow(report, &map, journal.pages.iter().map(|page| (&page.article, format!("/{}/", page.article.slug))));
        let mut site = Self {
            preview: include != Include::default(),
            addresses: routes
                .iter()
                .map(|(place, route)| (*route, address::encode_path(without_index(place))))
                .collect(),
            routes,
            entries,
            pages,
            journal,
            theme,
            files,
            addressing,
        };
        site.drop_unused_files(report);
        site
    }

    /// The page at a route that is one.
    pub fn page(&self, route: Route) -> Option<PublicPage<'_>> {
        let journal = &self.journal;
        let list = |of, year| PublicPage::List(journal, List { of, year });
        Some(match route {
            Route::Home => PublicPage::Home(journal),
            Route::Entry(index) => PublicPage::Entry { journal, entry: &journal.entries[index], index },
            Route::Page(index) => PublicPage::Page { journal, page: &journal.pages[index], index },
            Route::Kind(kind) => list(ListOf::Kind(kind), None),
            Route::KindYear(kind, year) => list(ListOf::Kind(kind), Some(year)),
            Route::Tag(tag) => list(ListOf::Tag(tag), None),
            Route::TagYear(tag, year) => list(ListOf::Tag(tag), Some(year)),
            Route::Archive => list(ListOf::Archive, None),
            Route::ArchiveYear(year) => list(ListOf::Archive, Some(year)),
            Route::Tags => PublicPage::Tags(journal),
            Route::Subscribe => PublicPage::Subscribe(journal),
            Route::Search => PublicPage::Search(journal),
            Route::NotFound => PublicPage::NotFound(journal),
            Route::EntryAlias(..) | Route::PageAlias(..) => PublicPage::Redirect(journal),
            Route::SearchWords(_)
            | Route::SearchEntries(_)
            | Route::Feed(_)
            | Route::Opml
            | Route::Sitemap
            | Route::SitemapPart(_)
            | Route::Robots
            | Route::Style
            | Route::Script(_)
            | Route::ThemeFile(_)
            | Route::File(_) => return None,
        })
    }

    /// Every route with the place of its file, relative to the output folder.
    pub fn routes(&self) -> impl ExactSizeIterator<Item = (&str, Route)> {
        self.routes.iter().map(|(place, route)| (place.as_str(), *route))
    }

    /// Whether a file goes out as it lies in `static/`, whatever any entry says.
    pub fn is_copied(&self, route: Route) -> bool {
        matches!(route, Route::File(file) if self.files.get(file).always)
    }

    /// The route whose file has this place.
    pub fn at(&self, place: &str) -> Option<Route> {
        self.routes.get(place).copied()
    }

    /// The address of a route relative to the site's root, percent-encoded, without a leading slash.
    pub fn path(&self, route: Route) -> &str {
        self.addresses.get(&route).map_or("", String::as_str)
    }

    /// The address of a route as links on the site have it.
    pub fn href(&self, route: Route) -> String {
        match self.addressing {
            Addressing::Rooted => format!("{}{}", self.journal.settings.base_url.path(), self.path(route)),
            Addressing::Relative => format!("{HERE}{}", self.path(route)),
        }
    }

    /// Whether this is a copy for the journal's owner, which no search engine is to find.
    pub fn is_copy(&self) -> bool {
        self.addressing == Addressing::Relative
    }

    /// The address of a route in full.
    pub fn absolute(&self, route: Route) -> String {
        self.journal.settings.base_url.absolute(self.path(route))
    }

    /// Where the links of entry number `index` lead.
    pub fn entry_landings(&self, index: usize) -> &Landings {
        &self.entries[index]
    }

    /// Where the links of page number `index` lead.
    pub fn page_landings(&self, index: usize) -> &Landings {
        &self.pages[index]
    }

    /// The years of a list.
    pub fn years(&self, of: ListOf) -> Vec<Year> {
        years::by_year(&self.journal, &of.entries(&self.journal))
    }

    /// The routes of one part of the sitemap, or all of them where it has no parts.
    pub fn sitemap(&self, part: Option<usize>) -> Vec<Route> {
        let listed = self.routes.values().copied().filter(|route| self.is_listed(*route));
        match part {
            None => listed.collect(),
            Some(part) => listed.skip(part * SITEMAP_PART).take(SITEMAP_PART).collect(),
        }
    }

    /// How many parts the sitemap has; none where it is one file.
    pub fn sitemap_parts(&self) -> usize {
        self.routes.values().filter(|route| matches!(route, Route::SitemapPart(_))).count()
    }

    /// Whether a page is worth finding: not what has expired, and no list of nothing.
    fn is_listed(&self, route: Route) -> bool {
        match route {
            Route::Entry(index) => index < self.journal.listed().len(),
            Route::Kind(kind) => !self.journal.of_kind(kind).is_empty(),
            other => other.is_page(),
        }
    }

    /// A file beside an entry is published when something that is out refers to it, and not otherwise.
    fn drop_unused_files(&mut self, report: &mut Report) {
        let mut used = HashSet::new();
        for landings in self.entries.iter().chain(&self.pages) {
            used.extend(landings.image);
            used.extend(landings.links.iter().filter_map(|landing| match landing {
                Landing::Internal { route: Route::File(index), .. } => Some(*index),
                _ => None,
            }));
        }
        for (index, file) in self.files.iter().enumerate().filter(|(_, file)| !file.always) {
            if !used.contains(&index) {
                report.push(catalog::unused_file(files::start(&file.blob)));
                self.routes.remove(&file.place);
                self.addresses.remove(&Route::File(index));
            } else if !files::is_publishable(&file.blob) {
                report.push(catalog::unpublishable(files::start(&file.blob)));
            }
        }
    }
}

/// Follows the links of many texts at once.
fn follow<'a>(
    report: &mut Report,
    map: &Map<'_>,
    articles: impl Iterator<Item = (&'a Article, String)>,
) -> Vec<Landings> {
    let articles: Vec<_> = articles.collect();
    let followed: Vec<_> = articles
        .into_par_iter()
        .map(|(article, address)| {
            let mut report = Report::new();
            let here = Here { article, address };
            let links = map.follow_all(&mut report, &here);
            let image = article.image.as_ref().and_then(|image| map.image(&mut report, &here, image));
            (report, Landings { links, image })
        })
        .collect();
    let mut all = Vec::with_capacity(followed.len());
    for (found, landings) in followed {
        report.merge(found);
        all.push(landings);
    }
    all
}
