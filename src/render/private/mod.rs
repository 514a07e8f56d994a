//! The owner's own pages, and the copy of the public site that lies beside them.

mod calendar;
mod card;
mod charts;
mod due;
mod lines;
mod people;
mod person;
mod relative;

use std::collections::HashMap;

use serde::Serialize;
use tera::{Context, Value};

use super::page::content_security_policy;
use super::view::{direction, theme_file};
use super::words::Date;
use super::{Failure, Renderer, Templates};
use crate::audience::{Private, Rendered};
use crate::diagnostic::Report;
use crate::model::Journal;
use crate::model::due::{Pair, Shelf};
use crate::parse::markup::{self, HERE};
use crate::plan::{PrivateRoute, PrivateSite, Route};

/// What checkers and browsers' tabs take of a title, in characters.
const LONGEST_TITLE: usize = 70;

/// Makes the bytes of any private route, in any order, on any thread.
///
/// What it makes is for the owner alone:
///
/// ```
/// use goodturn::{audience::{Private, Rendered}, plan::PrivateRoute, render::PrivateRenderer};
/// fn page(renderer: &PrivateRenderer) -> Option<Rendered<Private>> { renderer.render(PrivateRoute::Due).ok() }
/// ```
///
/// ```compile_fail
/// use goodturn::{audience::{Public, Rendered}, plan::PrivateRoute, render::PrivateRenderer};
/// fn page(renderer: &PrivateRenderer) -> Option<Rendered<Public>> { renderer.render(PrivateRoute::Due).ok() }
/// ```
#[derive(Debug)]
pub struct PrivateRenderer<'a> {
    desk: Desk<'a>,
    copy: Renderer<'a>,
    templates: Templates,
}

/// What every private page is made from.
#[derive(Debug)]
struct Desk<'a> {
    site: &'a PrivateSite,
    /// First names that several people have.
    shared: HashMap<&'a str, usize>,
    /// Everybody who might like to meet.
    pairs: Vec<Pair<'a>>,
    /// Entries by every name that the log may give them.
    entries: HashMap<String, usize>,
}

/// What every private page knows of the site.
#[derive(Serialize)]
struct SiteView {
    title: String,
    lang: String,
    dir: &'static str,
    motto: Option<String>,
    today: Date,
    style: String,
    private_style: String,
    scripts: Scripts,
    icon: Option<String>,
    head_script: String,
    home: String,
    people: String,
    log: String,
    matches: String,
    calendar: String,
    public: String,
    nav: Vec<NavItem>,
}

#[derive(Serialize)]
struct Scripts {
    page: String,
    private: String,
}

#[derive(Serialize)]
struct NavItem {
    title: &'static str,
    url: String,
    key: &'static str,
}

/// What a page says of itself.
#[derive(Serialize)]
struct PageView {
    title: String,
    heading: String,
    section: &'static str,
    kind: &'static str,
    lang: String,
    dir: &'static str,
    csp: String,
}

/// A word in front of a link.
#[derive(Clone, Serialize)]
struct Link {
    title: String,
    url: String,
}

impl<'a> PrivateRenderer<'a> {
    /// Compiles the theme. Mistakes in its templates are reported, and then there is no renderer.
    pub fn new(report: &mut Report, site: &'a PrivateSite) -> Option<Self> {
        let copy = Renderer::new(report, &site.public)?;
        let desk = Desk::of(site);
        let templates = Templates::compile(report, &site.public.theme, Value::from_serializable(&desk.site_view()))?;
        Some(Self { desk, copy, templates })
    }

    /// See [`Renderer::prepare`].
    pub fn prepare(&self) {
        self.copy.prepare();
    }

    /// The bytes of a route.
    pub fn render(&self, route: PrivateRoute) -> Result<Rendered<Private>, Failure> {
        let site = self.desk.site;
        let bytes = match route {
            PrivateRoute::Public(route) => {
                let page = self.copy.render(route)?;
                return Ok(Rendered::new(relative::resolve(page.bytes(), site.public.path(route))));
            }
            PrivateRoute::Style => site.public.theme.private_stylesheet.clone().into_bytes(),
            PrivateRoute::Script => site.public.theme.private_script.clone().into_bytes(),
            PrivateRoute::PeopleIndex => people::index(&self.desk),
            PrivateRoute::Calendar => calendar::calendar(&self.desk).into_bytes(),
            page => {
                let page = self.page(page)?;
                let href = site.href(route);
                relative::resolve(&page, href.trim_start_matches(HERE))
            }
        };
        Ok(Rendered::new(bytes))
    }

    fn page(&self, route: PrivateRoute) -> Result<Vec<u8>, Failure> {
        let desk = &self.desk;
        let mut context = Context::new();
        let (template, view) = match route {
            PrivateRoute::People => {
                context.insert("people", &people::view(desk));
                ("private/people.html", desk.page_view("People", "people", "people"))
            }
            PrivateRoute::Person(index) => {
                context.insert("person", &person::view(desk, index));
                let name = &desk.site.circle.contacts[index].name;
                ("private/person.html", desk.page_view(name, "people", "person"))
            }
            PrivateRoute::Log | PrivateRoute::LogYear(_) => {
                let year = if let PrivateRoute::LogYear(year) = route { Some(year) } else { None };
                context.insert("log", &lines::log(desk, year));
                let heading = year.map_or_else(|| "Log".to_owned(), |year| format!("Log, {year}"));
                ("private/log.html", desk.page_view(&heading, "log", "log"))
            }
            PrivateRoute::Matches => {
                context.insert("matches", &due::matches(desk));
                ("private/matches.html", desk.page_view("Might like to meet", "matches", "matches"))
            }
            _ => {
                context.insert("due", &due::view(desk));
                ("private/due.html", desk.page_view("This week", "due", "due"))
            }
        };
        context.insert("page", &view);
        self.templates.render(template, &context).map_err(Failure::Diagnostic)
    }
}

impl<'a> Desk<'a> {
    fn of(site: &'a PrivateSite) -> Self {
        let mut shared = HashMap::new();
        for contact in &site.circle.contacts {
            *shared.entry(contact.first_name()).or_default() += 1;
        }
        let pairs = Shelf::of(&site.circle, &site.public.journal, site.day).pairs();
        Self { site, shared, pairs, entries: names_of(&site.public.journal) }
    }

    /// How to call somebody: by the first name, or by the whole one where two have the same.
    fn first(&self, contact: usize) -> String {
        let contact = &self.site.circle.contacts[contact];
        let first = contact.first_name();
        if self.shared.get(first).is_some_and(|count| *count > 1) { contact.name.clone() } else { first.to_owned() }
    }

    fn person_url(&self, contact: usize) -> String {
        self.site.href(PrivateRoute::Person(contact))
    }

    fn person_link(&self, contact: usize) -> Link {
        Link { title: self.site.circle.contacts[contact].name.clone(), url: self.person_url(contact) }
    }

    /// The page of an entry in the copy, by any name that the log may give it.
    fn entry_url(&self, name: &str) -> Option<(String, &str)> {
        let name = name.split(['|', '#']).next().unwrap_or_default().trim();
        let index = *self.entries.get(name)?;
        let entries = &self.site.public.journal.entries;
        Some((self.site.href(Route::Entry(index)), &entries[index].article.title))
    }

    fn page_view(&self, heading: &str, section: &'static str, kind: &'static str) -> PageView {
        let settings = &self.site.public.journal.settings;
        let whole = format!("{heading} · {} (private)", settings.title);
        let fits = whole.chars().count() <= LONGEST_TITLE;
        PageView {
            title: if fits { whole } else { markup::shorten(heading, LONGEST_TITLE) },
            heading: heading.to_owned(),
            section,
            kind,
            lang: settings.lang.clone(),
            dir: direction(&settings.lang),
            csp: content_security_policy(&self.site.public.theme, None),
        }
    }

    fn site_view(&self) -> SiteView {
        let site = self.site;
        let settings = &site.public.journal.settings;
        let script = site.public.theme.scripts.keys().position(|name| name == "page");
        let nav = |title, route, key| NavItem { title, url: site.href(route), key };
        let public = NavItem { title: "Public site", url: site.href(Route::Home), key: "public" };
        SiteView {
            title: settings.title.clone(),
            lang: settings.lang.clone(),
            dir: direction(&settings.lang),
            motto: settings.motto.clone(),
            today: Date::of_day(site.day),
            style: site.href(Route::Style),
            private_style: site.href(PrivateRoute::Style),
            scripts: Scripts {
                page: script.map(|index| site.href(Route::Script(index))).unwrap_or_default(),
                private: site.href(PrivateRoute::Script),
            },
            icon: theme_file(&site.public, "favicon.svg").map(|route| site.href(route)),
            head_script: site.public.theme.head_script.clone(),
            home: site.href(PrivateRoute::Due),
            people: site.href(PrivateRoute::People),
            log: site.href(PrivateRoute::Log),
            matches: site.href(PrivateRoute::Matches),
            calendar: site.href(PrivateRoute::Calendar),
            public: site.href(Route::Home),
            nav: vec![
                nav("This week", PrivateRoute::Due, "due"),
                nav("People", PrivateRoute::People, "people"),
                nav("Log", PrivateRoute::Log, "log"),
                nav("Might like to meet", PrivateRoute::Matches, "matches"),
                public,
            ],
        }
    }
}

/// Entries by every name that the log may give them, as places in the journal.
fn names_of(journal: &Journal) -> HashMap<String, usize> {
    let mut names = HashMap::new();
    for (index, entry) in journal.entries.iter().enumerate() {
        let article = &entry.article;
        let whole = format!("{}/{}", entry.kind().folder(), article.slug);
        for name in [article.slug.clone(), article.name.clone(), article.stem.clone(), whole] {
            names.entry(name).or_insert(index);
        }
    }
    names
}
