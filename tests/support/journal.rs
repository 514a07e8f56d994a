//! From a fixture to what the program makes of it, without a disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use goodturn::diagnostic::Report;
use goodturn::guard::{Verdict, watch};
use goodturn::load::{private, public, text};
use goodturn::model::{Circle, Include, Notebook, Settings, Theme};
use goodturn::parse::date::{self, Day};
use goodturn::plan::PublicSite;
use goodturn::render::{Failure, Renderer};

use super::{Expected, Fixture};

/// The day on which every fixture is read, unless its test says otherwise.
pub(crate) const TODAY: &str = "2026-11-20";

/// A site in memory: every file by its place.
#[derive(Debug)]
pub(crate) struct Built(pub(crate) BTreeMap<String, Vec<u8>>);

impl Built {
    /// The text of the file at `place`.
    #[track_caller]
    pub(crate) fn text(&self, place: &str) -> &str {
        let bytes = self.0.get(place).unwrap_or_else(|| panic!("no {place} in {:?}", self.0.keys()));
        std::str::from_utf8(bytes).unwrap()
    }

    pub(crate) fn has(&self, place: &str) -> bool {
        self.0.contains_key(place)
    }

    /// The page at `place`, parsed.
    #[track_caller]
    pub(crate) fn page(&self, place: &str) -> scraper::Html {
        scraper::Html::parse_document(self.text(place))
    }

    /// The feed at `place`, as a reader that is not ours understands it.
    #[track_caller]
    pub(crate) fn feed(&self, place: &str) -> feed_rs::model::Feed {
        feed_rs::parser::parse(self.text(place).as_bytes()).unwrap()
    }

    /// The texts of everything that `selector` finds on the page at `place`.
    #[track_caller]
    pub(crate) fn select(&self, place: &str, selector: &str) -> Vec<String> {
        let selector = scraper::Selector::parse(selector).unwrap();
        let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.page(place).select(&selector).map(|found| words(found.text().collect())).collect()
    }
}

/// What a fixture becomes on a day: the report, and the site where nothing is wrong.
pub(crate) fn try_site(fixture: &Fixture, day: Day, include: Include) -> (Report, Option<Built>) {
    let mut report = Report::new();
    let source = text::decode(&mut report, "site.toml", fixture.settings());
    let settings = Settings::read(&mut report, source, None);
    let mut files = public::sort(&mut report, fixture.blobs(), settings.entry_limit).unwrap();
    let theme = Theme::read(&mut report, &settings, &std::mem::take(&mut files.themes)).unwrap();
    let notebook = Notebook::read(&mut report, files, Arc::new(settings));
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
                report.extend(verdict.on_output(place, page.bytes(), site.is_copied(place)));
                files.insert(place.to_owned(), page.bytes().to_vec());
            }
            Err(Failure::Diagnostic(diagnostic)) => report.push(*diagnostic),
            Err(Failure::Error(error)) => panic!("{error}"),
        }
    }
    Built(files)
}

/// The site of a fixture in which nothing is wrong.
#[track_caller]
pub(crate) fn site(fixture: &str) -> Built {
    site_on(Fixture::parse(fixture))
}

/// The same for a fixture that was put together in another way.
#[track_caller]
pub(crate) fn site_on(fixture: Fixture) -> Built {
    let (report, built) = try_site(&fixture.complete(), date::day(TODAY).unwrap(), Include::default());
    built.unwrap_or_else(|| panic!("{}", goodturn::diagnostic::show::terminal(&report, false, "no site")))
}

/// The body of an entry with this text, as its own page shows it.
#[track_caller]
pub(crate) fn body(markdown: &str) -> String {
    let built = site_on(
        Fixture::default().with("content/lessons/2026-01-02-x.md", format!("+++\ntitle = \"X\"\n+++\n{markdown}")),
    );
    let page = built.text("lessons/x/index.html");
    let (_, rest) = page.split_once("<div class=\"e-content prose\">").unwrap_or_else(|| panic!("no body in {page}"));
    let (body, _) = rest.rsplit_once("\n</div>\n</div>\n<aside").unwrap_or_else(|| panic!("no end in {page}"));
    body.trim_start_matches('\n').to_owned()
}

/// Compares what is said of a fixture with what its marks want: every diagnostic, and no other.
#[track_caller]
pub(crate) fn check(fixture: &str) {
    let fixture = Fixture::parse(fixture);
    let (report, _) = try_site(&fixture, date::day(TODAY).unwrap(), Include::default());
    let found = report.sorted().into_iter().map(|diagnostic| {
        let at = diagnostic.place.position();
        Expected {
            path: diagnostic.place.source.path().to_owned(),
            line: at.line,
            column: at.column,
            severity: diagnostic.severity.word().to_owned(),
            message: diagnostic.message.clone(),
        }
    });
    let mut found: Vec<_> = found.collect();
    found.sort();
    pretty_assert(&found, &fixture.expected);
}

#[track_caller]
fn pretty_assert(found: &[Expected], expected: &[Expected]) {
    let lines = |list: &[Expected]| {
        let line = |e: &Expected| format!("{}:{}:{}: {}: {}", e.path, e.line, e.column, e.severity, e.message);
        list.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    snapbox::assert_data_eq!(lines(found), snapbox::Data::text(lines(expected)).raw());
}
