//! The owner's own site without a disk, and the ways through it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use goodturn::diagnostic::{Report, show};
use goodturn::load::{private, public, text};
use goodturn::model::{Circle, Include, Notebook, Settings, Theme};
use goodturn::parse::address;
use goodturn::parse::date;
use goodturn::plan::site::Addressing;
use goodturn::plan::{PrivateSite, PublicSite};
use goodturn::render::{Failure, PrivateRenderer};
use scraper::{Html, Selector};

use super::{Built, Fixture, site, tree};

/// The owner's site of a fixture on a day: the report, and the files where nothing is wrong.
pub(crate) fn try_own(day: &str, fixture: &Fixture) -> (Report, Option<Built>) {
    let day = date::day(day).unwrap();
    let fixture = Fixture { files: fixture.files.clone(), ..Fixture::default() }.complete();
    let mut report = Report::new();
    let (notebook, theme) = site::read(&mut report, &fixture);
    let own = fixture.private().unwrap_or_default();
    let own = private::sort(&mut report, own, notebook.settings.entry_limit).unwrap();
    let circle = Circle::read(&mut report, own, &notebook);
    circle.check_days(&mut report, day);
    let addressing = Addressing::Relative;
    let public = PublicSite::addressed(&mut report, &notebook, theme, day, Include::default(), addressing);
    let site = PrivateSite::plan(public, circle, day);
    let built = PrivateRenderer::new(&mut report, &site).map(|renderer| render(&mut report, &site, &renderer));
    let built = built.filter(|_| !report.has_errors());
    (report, built)
}

fn render(report: &mut Report, site: &PrivateSite, renderer: &PrivateRenderer<'_>) -> Built {
    let mut files = std::collections::BTreeMap::new();
    for (place, route) in site.routes() {
        match renderer.render(route) {
            Ok(page) => drop(files.insert(place.to_owned(), page.bytes().to_vec())),
            Err(Failure::Diagnostic(diagnostic)) => report.push(*diagnostic),
            Err(Failure::Error(error)) => panic!("{error}"),
        }
    }
    Built(files)
}

/// The owner's site of a fixture in which nothing is wrong.
#[track_caller]
pub(crate) fn own(day: &str, fixture: &Fixture) -> Built {
    let (report, built) = try_own(day, fixture);
    built.unwrap_or_else(|| panic!("{}", show::terminal(&report, false, "no site")))
}

/// This repository's own journal.
pub(crate) fn sample() -> Fixture {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut fixture = Fixture::default();
    for folder in ["content", "static", "private"] {
        let files = tree(&root.join(folder));
        fixture.files.extend(files.into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)));
    }
    fixture.with("site.toml", std::fs::read(root.join("site.toml")).unwrap())
}

/// The places of all pages.
pub(crate) fn pages(site: &Built) -> Vec<&str> {
    site.0.keys().map(String::as_str).filter(|place| is_page(place)).collect()
}

pub(crate) fn is_page(place: &str) -> bool {
    Path::new(place).extension().is_some_and(|ending| ending == "html")
}

/// Every address on a page, with the element and the attribute that it stands in.
pub(crate) fn addresses(page: &Html) -> Vec<(String, &'static str, String)> {
    let mut found = Vec::new();
    for attribute in ["href", "src", "poster", "action", "data", "xlink:href"] {
        let selector = Selector::parse(&format!("[{}]", attribute.replace(':', "\\:"))).unwrap();
        for element in page.select(&selector) {
            let address = element.value().attr(attribute).unwrap_or_default().to_owned();
            found.push((element.value().name().to_owned(), attribute, address));
        }
    }
    for element in page.select(&Selector::parse("[srcset]").unwrap()) {
        let set = element.value().attr("srcset").unwrap_or_default();
        let each = set.split(',').filter_map(|one| one.split_whitespace().next());
        found.extend(each.map(|address| (element.value().name().to_owned(), "srcset", address.to_owned())));
    }
    for element in page.select(&Selector::parse("meta[http-equiv=refresh]").unwrap()) {
        let content = element.value().attr("content").unwrap_or_default();
        let address = content.split_once("url=").map_or("", |(_, url)| url);
        found.push(("meta".to_owned(), "content", address.to_owned()));
    }
    found
}

/// What does not lead anywhere when the links of a site are followed as the paths of files: whether or not a server
/// would have known what is meant.
pub(crate) fn dead_ends(site: &Built) -> Vec<String> {
    let mut dead = Vec::new();
    for place in pages(site) {
        for (element, _, written) in addresses(&site.page(place)) {
            if let Some(why) = dead_end(site, place, &written) {
                dead.push(format!("{place}: <{element}> {written}: {why}"));
            }
        }
    }
    dead
}

fn dead_end(site: &Built, place: &str, written: &str) -> Option<String> {
    if ["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| written.starts_with(scheme)) {
        return None;
    }
    let (path, fragment) = written.split_once('#').map_or((written, None), |(path, part)| (path, Some(part)));
    if path.contains('?') {
        return Some("a query means nothing to a disk".to_owned());
    }
    let Some(target) = file_at(place, path) else { return Some("it leads out of the folder".to_owned()) };
    if !site.has(&target) {
        return Some(format!("no {target}"));
    }
    let fragment = address::decode(fragment.filter(|fragment| !fragment.is_empty())?);
    (!ids(&site.page(&target)).contains(&*fragment)).then(|| format!("no #{fragment} in {target}"))
}

/// The file that a relative address means, seen from a file.
pub(crate) fn file_at(place: &str, path: &str) -> Option<String> {
    if path.is_empty() {
        return Some(place.to_owned());
    }
    let mut parts: Vec<&str> = place.split('/').collect();
    parts.pop();
    let decoded = address::decode(path);
    for part in decoded.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            "." => {}
            part => parts.push(part),
        }
    }
    (!path.starts_with('/')).then(|| parts.join("/"))
}

/// The ids on a page.
pub(crate) fn ids(page: &Html) -> BTreeSet<String> {
    let selector = Selector::parse("[id]").unwrap();
    page.select(&selector).filter_map(|element| element.value().attr("id").map(str::to_owned)).collect()
}

/// The value of an attribute on everything that a selector finds on a page.
#[track_caller]
pub(crate) fn attributes(site: &Built, place: &str, selector: &str, attribute: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let page = site.page(place);
    page.select(&selector).filter_map(|found| found.value().attr(attribute).map(str::to_owned)).collect()
}
