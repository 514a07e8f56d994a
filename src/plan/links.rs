//! Where each link of a text leads. A link that leads nowhere is the author's to mend, so it is found here, before
//! anything is rendered.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::claims::without_index;
use super::files::Files;
use super::{Feed, Route};
use crate::diagnostic::{At, Place, Report, Span, catalog};
use crate::model::{Article, Journal, Kind, State};
use crate::parse::fields::nearest;
use crate::parse::markdown::{Link, Target};
use crate::parse::slug;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Landing {
    /// Another site, a mailbox, a telephone.
    External(String),
    /// A place on this site.
    Internal {
        /// What is there.
        route: Route,
        /// What follows `?`.
        query: Option<String>,
        /// What follows `#`.
        fragment: Option<String>,
    },
    /// A place on the page that the link is on.
    Here(String),
    /// Nowhere; that was reported.
    Nowhere,
}

/// What is known of a journal's addresses when links are followed.
pub(super) struct Map<'a> {
    pub(super) journal: &'a Journal,
    pub(super) files: &'a Files,
    /// Every route by the place of its file.
    pub(super) routes: &'a BTreeMap<String, Route>,
    /// Entries and pages by their names.
    pub(super) names: &'a Names<'a>,
}

/// Entries and pages by slug, by file name and by the path of their file.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    by_name: FxHashMap<&'a str, Vec<Route>>,
    by_source: FxHashMap<&'a str, Route>,
    /// Entries and pages that are not out, by the same names, and in what state they are.
    hidden: FxHashMap<String, State>,
}

/// What a text is, for links that are relative to it.
pub(super) struct Here<'a> {
    pub(super) article: &'a Article,
    /// Its own address, such as `/lessons/half-the-thanks/`.
    pub(super) address: String,
}

impl<'a> Names<'a> {
    /// Gathers the names of everything that is out, and of what is not.
    pub(super) fn of(journal: &'a Journal, hidden: &[(&Article, State)]) -> Self {
        let mut names = Self::default();
        for (index, entry) in journal.entries.iter().enumerate() {
            names.add(&entry.article, Route::Entry(index));
        }
        for (index, page) in journal.pages.iter().enumerate() {
            names.add(&page.article, Route::Page(index));
        }
        for (article, state) in hidden {
            let kind = article.source.path().split('/').nth(1).and_then(Kind::of_folder);
            let home = kind.map_or(String::new(), |kind| format!("/{}", kind.folder()));
            let places = [article.source.path().to_owned(), format!("{home}/{}/", article.slug)];
            names.hidden.extend(spellings(kind, article).into_iter().chain(places).map(|name| (name, *state)));
        }
        names
    }

    fn add(&mut self, article: &'a Article, route: Route) {
        self.by_source.insert(article.source.path(), route);
        for name in plain_names(article) {
            let routes = self.by_name.entry(name).or_default();
            if !routes.contains(&route) {
                routes.push(route);
            }
        }
    }

    /// What `[[name]]` or `[[kind/name]]` may mean.
    fn find(&self, journal: &Journal, name: &str) -> Vec<Route> {
        let (folder, plain) = name.split_once('/').map_or((None, name), |(folder, plain)| (Some(folder), plain));
        let is_meant = |route: &Route| folder.is_none_or(|folder| folder == folder_of(journal, *route));
        self.by_name.get(plain).into_iter().flatten().copied().filter(is_meant).collect()
    }

    fn nearest(&self, name: &str) -> Option<&str> {
        let mut known: Vec<_> = self.by_name.keys().copied().collect();
        known.sort_unstable();
        nearest(name, &known)
    }
}

/// The names by which `[[…]]` can call an article: slug, file name with and without date.
fn plain_names(article: &Article) -> [&str; 3] {
    [&article.slug, &article.name, &article.stem]
}

/// The same names, each also with the kind before it.
fn spellings(kind: Option<Kind>, article: &Article) -> Vec<String> {
    let folder = kind.map_or("pages", Kind::folder);
    plain_names(article).into_iter().flat_map(|name| [name.to_owned(), format!("{folder}/{name}")]).collect()
}

/// What stands before the name of an entry or a page in `[[…]]`.
fn folder_of(journal: &Journal, route: Route) -> &'static str {
    match route {
        Route::Entry(index) => journal.entries[index].kind().folder(),
        _ => "pages",
    }
}

impl Map<'_> {
    /// Where every link of a text leads.
    pub(super) fn follow_all(&self, report: &mut Report, here: &Here<'_>) -> Vec<Landing> {
        here.article.text.links.iter().map(|link| self.follow(report, here, link)).collect()
    }

    /// The picture for social cards: a file, if it is there.
    pub(super) fn image(&self, report: &mut Report, here: &Here<'_>, image: &At<String>) -> Option<usize> {
        match self.picture(report, here, &image.value, image.span) {
            Landing::Internal { route: Route::File(index), .. } => Some(index),
            _ => None,
        }
    }

    fn follow(&self, report: &mut Report, here: &Here<'_>, link: &Link) -> Landing {
        match &link.target {
            Target::External(url) => Landing::External(url.clone()),
            Target::Picture(path) => self.picture(report, here, path, link.span),
            Target::Entry { name, fragment } => self.entry(report, here, link, name, fragment.clone()),
            Target::Path { path, fragment: Some(fragment), .. } if path.is_empty() => {
                let fragment = Self::fragment(report, here, link, here.article, fragment.clone());
                fragment.map_or(Landing::Nowhere, Landing::Here)
            }
            Target::Path { path, query, fragment } => {
                self.path(report, here, link, path, query.clone(), fragment.clone())
            }
        }
    }

    /// `[[name]]`, `[[kind/name]]`.
    fn entry(
        &self,
        report: &mut Report,
        here: &Here<'_>,
        link: &Link,
        name: &str,
        fragment: Option<String>,
    ) -> Landing {
        let place = here.article.place(link.span);
        let routes = self.names.find(self.journal, name);
        match *routes {
            [route] => self.landing(report, here, link, route, None, fragment),
            [] => {
                let state = self.names.hidden.get(name);
                report.push(match state {
                    Some(state) => catalog::link_to_unpublished(place, name, &describe(*state)),
                    None => catalog::dead_wikilink(place, name, self.names.nearest(name)),
                });
                Landing::Nowhere
            }
            _ => {
                let candidates: Vec<_> = routes.iter().filter_map(|route| self.full_name(*route)).collect();
                report.push(catalog::ambiguous_wikilink(place, name, &candidates));
                Landing::Nowhere
            }
        }
    }

    /// A path: an address on the site, or a file as it lies in the journal.
    fn path(
        &self,
        report: &mut Report,
        here: &Here<'_>,
        link: &Link,
        path: &str,
        query: Option<String>,
        fragment: Option<String>,
    ) -> Landing {
        let from_source = || Self::source_path(here, path);
        let address = join(&here.address, path);
        let found = address.as_deref().and_then(|address| self.address(address)).or_else(|| {
            let source = from_source()?;
            let file = || self.files.find(&source).map(Route::File);
            self.names.by_source.get(source.as_str()).copied().or_else(file)
        });
        if let Some(route) = found {
            return self.landing(report, here, link, route, query, fragment);
        }
        let place = here.article.place(link.span);
        let hidden = |key: Option<String>| key.and_then(|key| self.names.hidden.get(&key));
        let with_slash = address.clone().map(|address| format!("{}/", address.trim_end_matches('/')));
        if let Some(state) = hidden(from_source()).or_else(|| hidden(with_slash)) {
            report.push(catalog::link_to_unpublished(place, &link.written, &describe(*state)));
            return Landing::Nowhere;
        }
        let suggestion = address.and_then(|address| self.nearest(&address));
        report.push(catalog::dead_link(place, &link.written, suggestion.as_deref()));
        Landing::Nowhere
    }

    fn landing(
        &self,
        report: &mut Report,
        here: &Here<'_>,
        link: &Link,
        route: Route,
        query: Option<String>,
        fragment: Option<String>,
    ) -> Landing {
        let fragment = match fragment.filter(|fragment| !fragment.is_empty()) {
            None => None,
            Some(fragment) => {
                let found = match self.article(route) {
                    Some(article) => Self::fragment(report, here, link, article, fragment),
                    None => self.page_fragment(report, here, link, route, fragment),
                };
                match found {
                    Some(fragment) => Some(fragment),
                    None => return Landing::Nowhere,
                }
            }
        };
        Landing::Internal { route, query, fragment }
    }

    /// A heading of a text.
    fn fragment(
        report: &mut Report,
        here: &Here<'_>,
        link: &Link,
        article: &Article,
        fragment: String,
    ) -> Option<String> {
        if fragment.is_empty() || fragment == "main" || article.text.has_id(&fragment) {
            return Some(fragment);
        }
        // `[[name#Heading words]]` may give the words instead of the id.
        let words = slug::slug(&fragment);
        let meant = article.text.headings.iter().find(|heading| slug::slug(&heading.text) == words);
        if let Some(heading) = meant {
            return Some(heading.id.clone());
        }
        let known: Vec<_> = article.text.headings.iter().map(|heading| heading.id.as_str()).collect();
        let place = here.article.place(link.span);
        report.push(catalog::dead_fragment(place, &fragment, nearest(&fragment, &known)));
        None
    }

    /// A place on a page that we make: its main part, or a year of the archive.
    fn page_fragment(
        &self,
        report: &mut Report,
        here: &Here<'_>,
        link: &Link,
        route: Route,
        fragment: String,
    ) -> Option<String> {
        let year = |text: &str| text.strip_prefix('y')?.parse::<i32>().ok();
        let is_list = matches!(route, Route::Archive | Route::Kind(_) | Route::Tag(_));
        let is_year = year(&fragment).is_some_and(|year| {
            is_list && (0..self.journal.listed().len()).any(|index| self.journal.year(index) == year)
        });
        if fragment == "main" || is_year {
            return Some(fragment);
        }
        report.push(catalog::dead_fragment(here.article.place(link.span), &fragment, None));
        None
    }

    fn picture(&self, report: &mut Report, here: &Here<'_>, path: &str, span: Span) -> Landing {
        let place: Place = here.article.place(span);
        let source = Self::source_path(here, path);
        let found = source.as_deref().and_then(|source| self.files.find(source));
        let Some(index) = found else {
            let folder = format!("{}/", here.article.folder);
            let known: Vec<_> = self.files.names_in(folder.trim_end_matches('/')).collect();
            report.push(catalog::missing_picture(place, path, nearest(path, &known)));
            return Landing::Nowhere;
        };
        if let Err(why) = self.files.get(index).size() {
            report.push(catalog::broken_picture(place, path, why));
            return Landing::Nowhere;
        }
        Landing::Internal { route: Route::File(index), query: None, fragment: None }
    }

    /// The route at an address, which may lack the slash at its end or name the index file.
    fn address(&self, address: &str) -> Option<Route> {
        let place = address.strip_prefix('/')?;
        let at = |place: &str| self.routes.get(place).copied().map(Route::target).filter(|route| is_linkable(*route));
        let is_folder = place.is_empty() || place.ends_with('/');
        let file = || at(place).filter(|_| !is_folder);
        file().or_else(|| at(&format!("{place}{}index.html", if is_folder { "" } else { "/" })))
    }

    /// The address of what can be linked to that is most like one that nobody has.
    fn nearest(&self, address: &str) -> Option<String> {
        let linkable = self.routes.iter().filter(|(_, route)| is_linkable(route.target()));
        let mut known: Vec<_> = linkable.map(|(place, _)| format!("/{}", without_index(place))).collect();
        known.sort_unstable();
        let known: Vec<_> = known.iter().map(String::as_str).collect();
        nearest(address, &known).map(str::to_owned)
    }

    /// A relative path as a path in the journal; one from the root is in `static/`.
    fn source_path(here: &Here<'_>, path: &str) -> Option<String> {
        match path.strip_prefix('/') {
            Some(path) => Some(format!("static/{path}")),
            None => join(&format!("/{}/", here.article.folder), path).map(|path| path[1..].to_owned()),
        }
    }

    fn article(&self, route: Route) -> Option<&Article> {
        match route {
            Route::Entry(index) => Some(&self.journal.entries[index].article),
            Route::Page(index) => Some(&self.journal.pages[index].article),
            _ => None,
        }
    }

    fn full_name(&self, route: Route) -> Option<String> {
        self.article(route).map(|article| format!("{}/{}", folder_of(self.journal, route), article.slug))
    }
}

/// Whether a route is worth suggesting or linking as a file of its own.
fn is_linkable(route: Route) -> bool {
    let feeds = matches!(route, Route::Feed(Feed::Rss | Feed::Atom | Feed::Json | Feed::Kind(_) | Feed::Tag(_)));
    route.is_page() || feeds || matches!(route, Route::Opml | Route::File(_) | Route::Sitemap)
}

/// Resolves a path against an address (RFC 3986, section 5.2.4); nothing where it climbs above the root.
fn join(base: &str, path: &str) -> Option<String> {
    let folder = if path.starts_with('/') { "" } else { &base[..base.rfind('/')?] };
    let mut parts = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    let is_folder = !parts.is_empty() && matches!(path.rsplit('/').next(), None | Some("" | "." | ".."));
    Some(format!("/{}{}", parts.join("/"), if is_folder { "/" } else { "" }))
}

fn describe(state: State) -> String {
    match state {
        State::Draft => "still a draft".to_owned(),
        State::Scheduled(day) => format!("scheduled for {day}"),
        State::Expired(_) | State::Published => state.word().to_owned(),
    }
}
