//! What the program makes of a fixture, and what it says of it.

use goodturn::model::Include;
use goodturn::parse::date;

pub(crate) use super::site::TODAY;
use super::{Built, Expected, Fixture, try_site};

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
    body_with("", markdown)
}

/// The same where `site.toml` begins with these settings.
pub(crate) fn body_with(settings: &str, markdown: &str) -> String {
    let lesson = format!("+++\ntitle = \"X\"\n+++\n{markdown}");
    let fixture = Fixture::default().with("content/lessons/2026-01-02-x.md", lesson).complete();
    let settings = format!("{settings}{}", String::from_utf8(fixture.settings()).unwrap());
    let built = site_on(fixture.with("site.toml", settings));
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
