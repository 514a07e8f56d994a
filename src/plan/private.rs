//! The private site: a plan of the owner's own pages, with a copy of the public site beside them.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::claims::without_index;
use super::{PublicSite, Route};
use crate::model::due::{self, Due, Row};
use crate::model::{Circle, theme};
use crate::parse::address;
use crate::parse::date::Day;
use crate::parse::markup::HERE;

/// A page or file for the journal's owner. A public route is one of them; never the other way round:
///
/// ```
/// use goodturn::plan::{PrivateRoute, Route};
/// let _: PrivateRoute = Route::Home.into();
/// ```
///
/// ```compile_fail
/// use goodturn::plan::{PrivateRoute, Route};
/// let _: Route = PrivateRoute::Due.into();
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrivateRoute {
    /// `/`: who is due.
    Due,
    /// `/people/`
    People,
    /// What the people's page looks into.
    PeopleIndex,
    /// `/people/HANDLE/`, by the place among the contacts.
    Person(usize),
    /// `/log/`: the newest year.
    Log,
    /// `/log/YEAR/`: an older one.
    LogYear(i32),
    /// `/matches/`: who might like to meet.
    Matches,
    /// `/due.ics`
    Calendar,
    /// The stylesheet of these pages.
    Style,
    /// Their script.
    Script,
    /// Something of the public site, below `/site/`.
    Public(Route),
}

impl From<Route> for PrivateRoute {
    fn from(route: Route) -> Self {
        Self::Public(route)
    }
}

/// An immutable plan of the private site.
#[derive(Debug)]
pub struct PrivateSite {
    /// The public site, as a copy whose pages address each other relatively.
    pub public: PublicSite,
    /// The people, and what happened.
    pub circle: Circle,
    /// What is due.
    pub due: Due,
    /// Everybody's own page, in the order of the contacts.
    pub people: Vec<Row>,
    /// Today.
    pub day: Day,
    routes: BTreeMap<String, PrivateRoute>,
    addresses: BTreeMap<PrivateRoute, String>,
}

/// The folder of the public site's copy.
const COPY: &str = "site/";

impl PrivateSite {
    /// Plans the private site for a day.
    pub fn plan(public: PublicSite, circle: Circle, day: Day) -> Self {
        let (due, people) = due::week(&circle, &public.journal, day);
        let mut site = Self { public, circle, due, people, day, routes: BTreeMap::new(), addresses: BTreeMap::new() };
        site.claim();
        site
    }

    fn claim(&mut self) {
        let style = theme::fingerprint(self.public.theme.private_stylesheet.as_bytes());
        let script = theme::fingerprint(self.public.theme.private_script.as_bytes());
        let mut routes = BTreeMap::from([
            ("index.html".to_owned(), PrivateRoute::Due),
            ("people/index.html".to_owned(), PrivateRoute::People),
            ("people/index.js".to_owned(), PrivateRoute::PeopleIndex),
            ("log/index.html".to_owned(), PrivateRoute::Log),
            ("matches/index.html".to_owned(), PrivateRoute::Matches),
            ("due.ics".to_owned(), PrivateRoute::Calendar),
            (format!("assets/private.{style}.css"), PrivateRoute::Style),
            (format!("assets/private.{script}.js"), PrivateRoute::Script),
        ]);
        for (index, contact) in self.circle.contacts.iter().enumerate() {
            routes.insert(format!("people/{}/index.html", contact.handle), PrivateRoute::Person(index));
        }
        for year in self.log_years().into_iter().skip(1) {
            routes.insert(format!("log/{year}/index.html"), PrivateRoute::LogYear(year));
        }
        routes.extend(self.public.routes().map(|(place, route)| (format!("{COPY}{place}"), route.into())));
        let address = |place: &String| address::encode_path(without_index(place));
        self.addresses = routes.iter().map(|(place, route)| (*route, address(place))).collect();
        self.routes = routes;
    }

    /// The years of the log, the newest first.
    pub fn log_years(&self) -> Vec<i32> {
        let mut years: Vec<_> = self.circle.events.iter().map(|event| event.line.day.year()).collect();
        years.dedup();
        years.reverse();
        years
    }

    /// Every route with the place of its file, relative to the output folder.
    pub fn routes(&self) -> impl ExactSizeIterator<Item = (&str, PrivateRoute)> {
        self.routes.iter().map(|(place, route)| (place.as_str(), *route))
    }

    /// The route whose file has this place.
    pub fn at(&self, place: &str) -> Option<PrivateRoute> {
        self.routes.get(place).copied()
    }

    /// The address of a route, for whoever renders a page to make relative to it.
    pub fn href(&self, route: impl Into<PrivateRoute>) -> String {
        format!("{HERE}{}", self.addresses.get(&route.into()).map_or("", String::as_str))
    }
}
