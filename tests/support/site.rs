//! From a fixture to the site that it becomes, without a disk. Fuzzing comes this way too (`fuzz/targets/`).

use std::collections::BTreeMap;
use std::sync::Arc;

use goodturn::diagnostic::Report;
use goodturn::guard::{Verdict, watch};
use goodturn::load::{private, public, text};
use goodturn::model::{Circle, Include, Notebook, Settings, Theme};
use goodturn::parse::date::Day;
use goodturn::plan::PublicSite;
use goodturn::render::{Failure, Renderer};

use super::Fixture;

/// The day on which every fixture is read, unless its test says otherwise.
pub(crate) const TODAY: &str = "2026-11-20";

/// A site in memory: every file by its place.
#[derive(Debug)]
pub(crate) struct Built(pub(crate) BTreeMap<String, Vec<u8>>);

/// The public half of a fixture.
pub(crate) fn read(report: &mut Report, fixture: &Fixture) -> (Notebook, Theme) {
    let source = text::decode(report, "site.toml", fixture.settings());
    let settings = Settings::read(report, source, None);
    let mut files = public::sort(report, fixture.blobs(), settings.entry_limit).unwrap();
    let theme = Theme::read(report, &settings, &std::mem::take(&mut files.themes)).unwrap();
    (Notebook::read(report, files, Arc::new(settings)), theme)
}

/// What a fixture becomes on a day: the report, and the site where nothing is wrong.
pub(crate) fn try_site(fixture: &Fixture, day: Day, include: Include) -> (Report, Option<Built>) {
    let mut report = Report::new();
    let (notebook, theme) = read(&mut report, fixture);
    let circle = fixture.private().map(|own| {
        let own = private::sort(&mut report, own, notebook.settings.entry_limit).unwrap();
        Circle::read(&mut report, own, &notebook)
    });
    let site = PublicSite::plan(&mut report, &notebook, theme, day, include);
    let guard = watch::over(circle.as_ref(), &notebook.settings);
    let verdict = watch::judge(&mut report, &guard, circle.as_ref(), &site);
    let built = Renderer::new(&mut report, &site).map(|renderer| render(&mut report, &site, &renderer, &verdict));
    let built = built.filter(|_| !report.has_errors());
    (report, built)
}

fn render(report: &mut Report, site: &PublicSite, renderer: &Renderer<'_>, verdict: &Verdict<'_>) -> Built {
    let mut files = BTreeMap::new();
    for (place, route) in site.routes() {
        match renderer.render(route) {
            Ok(page) => {
                report.extend(watch::judge_file(verdict, site, (place, route), page.bytes()));
                files.insert(place.to_owned(), page.bytes().to_vec());
            }
            Err(Failure::Diagnostic(diagnostic)) => report.push(*diagnostic),
            Err(Failure::Error(error)) => panic!("{error}"),
        }
    }
    Built(files)
}
