//! What a preview should show: the same files, made into a site from the beginning, without a disk and without a port.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use goodturn::diagnostic::{Report, show};
use goodturn::load::{Blob, PrivateFiles, private, public, text};
use goodturn::model::settings::BaseUrl;
use goodturn::model::{Circle, Include, Notebook, Settings, Theme};
use goodturn::parse::date::{self, Day};
use goodturn::plan::site::Addressing;
use goodturn::plan::{PrivateRoute, PrivateSite, PublicSite, Route};
use goodturn::render::{PrivateRenderer, Renderer};

use crate::support::edit::Files;
use crate::support::journal::TODAY;

/// A site as it should be shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Fresh {
    /// Where it begins: `/` or `/sub/path/`.
    pub(super) base: String,
    /// Every place with its bytes; nothing for a page that cannot be made.
    pub(super) places: BTreeMap<String, Option<Vec<u8>>>,
    /// The places whose bytes are read from the disk when somebody asks for them.
    pub(super) copied: BTreeSet<String>,
}

impl Fresh {
    /// The site of these files for a preview on this port; what is wrong where there is none.
    pub(super) fn of(files: &Files, port: u16, is_private: bool) -> Result<Self, String> {
        let mut report = Report::new();
        let fresh = Self::read(&mut report, files, port, is_private);
        fresh.filter(|_| !report.has_errors()).ok_or_else(|| show::terminal(&report, false, "nothing was made"))
    }

    /// Whether every page of it can be made.
    pub(super) fn is_whole(&self) -> bool {
        self.places.values().all(Option::is_some)
    }

    fn read(report: &mut Report, files: &Files, port: u16, is_private: bool) -> Option<Self> {
        let source = text::decode(report, "site.toml", files.get("site.toml")?.clone());
        let own = Settings::read(&mut Report::new(), Arc::clone(&source), None);
        let base = if is_private { "/".to_owned() } else { own.base_url.path().to_owned() };
        let here = BaseUrl::parse(&format!("http://127.0.0.1:{port}{base}")).unwrap();
        let settings = Settings::read(report, source, Some(here));
        let (hidden, seen): (Vec<_>, Vec<_>) = blobs(files).partition(|blob| blob.path().starts_with("private/"));
        let mut sorted = public::sort(report, seen, settings.entry_limit).unwrap();
        let theme = Theme::read(report, &settings, &std::mem::take(&mut sorted.themes)).unwrap();
        let notebook = Notebook::read(report, sorted, Arc::new(settings));
        Some(if is_private {
            let hidden = private::sort(report, hidden, notebook.settings.entry_limit).unwrap();
            Self { base, ..Self::private(report, &notebook, theme, hidden)? }
        } else {
            Self { base, ..Self::public(report, &notebook, theme)? }
        })
    }

    fn public(report: &mut Report, notebook: &Notebook, theme: Theme) -> Option<Self> {
        let site = PublicSite::plan(report, notebook, theme, today(), Include::default());
        let renderer = Renderer::new(report, &site)?;
        let render = |route| renderer.render(route).ok().map(|page| page.bytes().to_vec());
        let places = site.routes().map(|(place, route)| (place.to_owned(), render(route))).collect();
        let copied = site.routes().filter(|(_, route)| matches!(route, Route::File(_)));
        let copied = copied.map(|(place, _)| place.to_owned()).collect();
        Some(Self { places, copied, ..Self::default() })
    }

    fn private(report: &mut Report, notebook: &Notebook, theme: Theme, hidden: PrivateFiles) -> Option<Self> {
        let circle = Circle::read(report, hidden, notebook);
        circle.check_days(report, today());
        let (include, addressing) = (Include::default(), Addressing::Relative);
        let site = PublicSite::addressed(report, notebook, theme, today(), include, addressing);
        let site = PrivateSite::plan(site, circle, today());
        let renderer = PrivateRenderer::new(report, &site)?;
        let render = |route| renderer.render(route).ok().map(|page| page.bytes().to_vec());
        let places = site.routes().map(|(place, route)| (place.to_owned(), render(route))).collect();
        let copied = site.routes().filter(|(_, route)| matches!(route, PrivateRoute::Public(Route::File(_))));
        let copied = copied.map(|(place, _)| place.to_owned()).collect();
        Some(Self { places, copied, ..Self::default() })
    }
}

fn today() -> Day {
    date::day(TODAY).unwrap()
}

fn blobs(files: &Files) -> impl Iterator<Item = Blob> {
    let files = files.iter().filter(|(path, _)| *path != "site.toml");
    files.map(|(path, bytes)| Blob::in_memory(path.clone(), bytes.clone()))
}
