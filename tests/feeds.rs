//! Feeds: well-formed, complete, absolute, and the same entry always under the same id.
//!
//! They are read back by programs that are not ours: quick-xml for what exactly was written, feed-rs for what a reader
//! makes of it, `serde_json` for JSON Feed.
#![expect(clippy::case_sensitive_file_extension_comparisons, reason = "these names are ours, in lower case")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use goodturn::model::Include;
use goodturn::parse::chars;
use goodturn::parse::date;
use goodturn::parse::picture::Kind;
use quick_xml::XmlVersion;
use quick_xml::events::Event;
use scraper::{Html, Selector};
use serde_json::Value;

use crate::pictures::picture;
use crate::support::{Built, Fixture, Project, site, site_on, try_site};

const FORMATS: [&str; 3] = ["feed.xml", "atom.xml", "feed.json"];

/// One of everything that a feed may hold.
const JOURNAL: &str = r#"
//- site.toml
title = "Second <Helpings> & more"
base_url = "https://one.example/sub/"
id = "tag:one.example,2026:journal"
timezone = "Europe/London"
description = "Good things & people, passed <on>."
[author]
name = "Wren & Co"
//- content/resources/2026-03-01-guide/index.md
+++
title = 'Tom & Jerry <3 "x"'
url = "https://found.example/a?b=1&c=2"
author = "A. Author & Daughters"
good_for = "people who <like> it"
via = { name = "a friend", url = "https://friend.example/" }
tags = ["C++", "plain words", "R&D"]
updated = 2026-03-05
+++
Worth an hour of anybody's week.
First words, with [a page](../../pages/about.md) and [[ask-both]] and [a heading](#a-heading).

![a sign](sign.png "A sign & its caption") and ![another](sign.png)

## A heading

`if a < b && c > d` twice.[^1] Again.[^1] One [more](/lessons/ask-both/#second-part) and [search](/search/?q=x).

```html
<p title="]]>">&lt;</p>
```

[^1]: A note with [a link](https://noted.example/?a=1&b=2).
//- content/resources/2026-04-01-guide-again.md
+++
title = "The same once more"
url = "https://found.example/a?b=1&c=2"
+++
It was shared before, and a year of using it every week has shown me a second side of it that is worth some words.
//- content/introductions/2026-03-02-two.md
+++
title = "A cook and an editor"
sides = [{ who = "a cook", brings = "bread & salt" }, { who = "an editor" }]
in_common = "they <both> mend"
+++
They met on a Tuesday. See [what I learned](../lessons/2026-03-03-ask-both.md).
//- content/lessons/2026-03-03-ask-both.md
+++
title = "Ask both ☕ 😱 👩‍👩‍👧 🏴󠁧󠁢󠁳󠁣󠁴󠁿"
lang = "fr"
aliases = ["/old/ask/"]
+++
Les mots d'abord.

## Second part

Fin ]]> de <!-- dropped --> tout.
//- content/lessons/2026-02-01-draft.md
+++
title = "unseen-draft"
draft = true
tags = ["unseen-tag"]
+++
unseen-words
//- content/lessons/2026-12-24-future.md
+++
title = "unseen-future"
tags = ["unseen-tag"]
+++
unseen-words
//- content/lessons/2026-01-05-expired.md
+++
title = "unlisted-expired"
expires = 2026-02-01
tags = ["unlisted-tag"]
+++
unlisted-words
//- content/pages/about.md
+++
title = "About"
nav = 1
+++
Somebody.
"#;

fn journal() -> Fixture {
    Fixture::parse(JOURNAL).with("content/resources/2026-03-01-guide/sign.png", picture(Kind::Png))
}

/// The journal with something in one of its files replaced.
#[track_caller]
fn changed(path: &str, from: &str, to: &str) -> Fixture {
    replaced(journal(), path, from, to)
}

#[track_caller]
fn replaced(fixture: Fixture, path: &str, from: &str, to: &str) -> Fixture {
    let (_, bytes) = fixture.files.iter().find(|(other, _)| other == path).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains(from), "no {from} in {path}");
    fixture.with(path, text.replace(from, to))
}

fn moved(fixture: Fixture, from: &str, to: &str) -> Fixture {
    let mut fixture = fixture;
    for (path, _) in &mut fixture.files {
        *path = path.replace(from, to);
    }
    fixture
}

/// A piece of XML, as it was written.
#[derive(Debug, Default)]
struct Node {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    children: Vec<Node>,
}

impl Node {
    fn all<'n>(&'n self, name: &str) -> impl Iterator<Item = &'n Node> + use<'n> {
        let name = name.to_owned();
        self.children.iter().filter(move |child| child.name == name)
    }

    #[track_caller]
    fn one(&self, name: &str) -> &Node {
        let found: Vec<_> = self.all(name).collect();
        assert_eq!(found.len(), 1, "{name} in {}", self.name);
        found[0]
    }

    #[track_caller]
    fn text(&self, name: &str) -> &str {
        &self.one(name).text
    }

    #[track_caller]
    fn get(&self, attribute: &str) -> &str {
        self.attributes.get(attribute).unwrap_or_else(|| panic!("no {attribute} in {self:?}"))
    }

    fn names(&self) -> Vec<&str> {
        self.children.iter().map(|child| child.name.as_str()).collect()
    }
}

/// Reads XML and insists on everything that XML 1.0 insists on.
#[track_caller]
pub(crate) fn well_formed(text: &str) {
    let _ = xml(text);
}

#[track_caller]
fn xml(text: &str) -> Node {
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>"), "{}", &text[..60.min(text.len())]);
    let bad = text.chars().find(|c| !matches!(*c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..));
    assert_eq!(bad, None, "a character that XML cannot hold");
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().enable_all_checks(true);
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error} at {}", reader.error_position())) {
            Event::Start(tag) => open.push(node(&tag)),
            Event::Empty(tag) => open.last_mut().unwrap().children.push(node(&tag)),
            Event::End(_) => {
                let closed = open.pop().unwrap();
                open.last_mut().unwrap().children.push(closed);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) => {
                let c = match &*entity.xml10_content() {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    other => entity.resolve_char_ref().unwrap().unwrap_or_else(|| panic!("the entity {other}")),
                };
                open.last_mut().unwrap().text.push(c);
            }
            Event::CData(_) => panic!("a CDATA section"),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "something stays open");
    open.pop().unwrap().children.pop().unwrap()
}

fn node(tag: &quick_xml::events::BytesStart<'_>) -> Node {
    let attribute = |attribute: quick_xml::events::attributes::Attribute<'_>| {
        let value = attribute.normalized_value(XmlVersion::Explicit1_0).unwrap().into_owned();
        (attribute.key.as_ref().to_owned(), value)
    };
    let attributes = tag.attributes().map(|found| attribute(found.unwrap())).collect();
    Node { name: tag.name().as_ref().to_owned(), attributes, ..Node::default() }
}

/// What the three formats say of an entry alike.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    id: String,
    title: String,
    permalink: String,
    target: Option<String>,
    html: Option<String>,
    summary: String,
    published: DateTime<FixedOffset>,
    tags: Vec<String>,
}

/// The items of a feed, by its place.
#[track_caller]
fn items(built: &Built, place: &str) -> Vec<Item> {
    let text = built.text(place);
    if place.ends_with(".json") {
        let feed: Value = serde_json::from_str(text).unwrap();
        feed["items"].as_array().unwrap().iter().map(json_item).collect()
    } else if place.ends_with("atom.xml") {
        xml(text).all("entry").map(atom_item).collect()
    } else {
        xml(text).one("channel").all("item").map(rss_item).collect()
    }
}

fn rss_item(item: &Node) -> Item {
    Item {
        id: item.text("guid").to_owned(),
        title: item.text("title").to_owned(),
        permalink: item.text("link").to_owned(),
        target: None,
        html: item.all("content:encoded").next().map(|content| content.text.clone()),
        summary: decoded(item.text("description")),
        published: DateTime::parse_from_rfc2822(item.text("pubDate")).unwrap(),
        tags: item.all("category").map(|tag| tag.text.clone()).collect(),
    }
}

fn atom_item(entry: &Node) -> Item {
    let link =
        |rel: &str| entry.all("link").find(|link| link.get("rel") == rel).map(|link| link.get("href").to_owned());
    Item {
        id: entry.text("id").to_owned(),
        title: entry.text("title").to_owned(),
        permalink: link("alternate").unwrap(),
        target: link("related"),
        html: entry.all("content").next().map(|content| content.text.clone()),
        summary: entry.text("summary").to_owned(),
        published: DateTime::parse_from_rfc3339(entry.text("published")).unwrap(),
        tags: entry.all("category").map(|tag| tag.get("term").to_owned()).collect(),
    }
}

fn json_item(item: &Value) -> Item {
    let text = |key: &str| item[key].as_str().unwrap_or_else(|| panic!("no {key} in {item}")).to_owned();
    Item {
        id: text("id"),
        title: text("title"),
        permalink: text("url"),
        target: item["external_url"].as_str().map(str::to_owned),
        html: item["content_html"].as_str().map(str::to_owned),
        summary: text("summary"),
        published: DateTime::parse_from_rfc3339(&text("date_published")).unwrap(),
        tags: item["tags"].as_array().into_iter().flatten().map(|tag| tag.as_str().unwrap().to_owned()).collect(),
    }
}

/// The text of a piece of HTML.
fn decoded(html: &str) -> String {
    Html::parse_fragment(html).root_element().text().collect()
}

fn ids(built: &Built, place: &str) -> Vec<String> {
    items(built, place).into_iter().map(|item| item.id).collect()
}

/// All feeds of a site.
fn feeds(built: &Built) -> Vec<&str> {
    let is_feed = |place: &&String| place.ends_with("feed.xml") || matches!(place.as_str(), "atom.xml" | "feed.json");
    built.0.keys().filter(is_feed).map(String::as_str).collect()
}

fn selected<'h>(html: &'h Html, selector: &str) -> Vec<scraper::ElementRef<'h>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// A lesson of this title and text.
fn lesson(title: &str, body: &str) -> Fixture {
    let title = serde_json::to_string(title).unwrap();
    Fixture::default()
        .with("content/lessons/2026-01-02-x.md", format!("+++\ntitle = {title}\n+++\n{body}\n"))
        .complete()
}

#[test]
fn every_feed_is_well_formed_and_begins_without_a_byte_order_mark() {
    let built = site_on(journal());
    assert_eq!(feeds(&built).len(), 3 + 3 + 3, "{:?}", feeds(&built));
    for place in feeds(&built) {
        match place.strip_suffix(".json") {
            Some(_) => drop(serde_json::from_str::<Value>(built.text(place)).unwrap()),
            None => well_formed(built.text(place)),
        }
    }
}

#[test]
fn a_reader_that_is_not_ours_understands_every_feed() {
    let built = site_on(journal());
    for place in feeds(&built) {
        let feed = built.feed(place);
        let ours = items(&built, place);
        assert_eq!(feed.entries.len(), ours.len(), "{place}");
        for (theirs, ours) in feed.entries.iter().zip(&ours) {
            assert_eq!(theirs.id, ours.id, "{place}");
            assert_eq!(theirs.published.unwrap().timestamp(), ours.published.timestamp(), "{place}");
            let body = theirs.content.as_ref().unwrap().body.as_deref().unwrap();
            assert_eq!(body.trim(), ours.html.as_deref().unwrap().trim(), "{place}");
        }
    }
}

#[test]
fn the_three_formats_say_the_same() {
    let built = site_on(journal());
    let [rss, atom, json] = FORMATS.map(|place| items(&built, place));
    assert_eq!(atom, json);
    let without_target = |item: &Item| Item { target: None, ..item.clone() };
    assert_eq!(rss, atom.iter().map(without_target).collect::<Vec<_>>());
    assert_eq!(rss.len(), 4);
}

#[test]
fn an_rss_channel_has_all_that_it_needs() {
    let built = site_on(journal());
    let rss = xml(built.text("feed.xml"));
    assert_eq!((rss.name.as_str(), rss.get("version")), ("rss", "2.0"));
    let channel = rss.one("channel");
    assert_eq!(channel.text("title"), "Second <Helpings> & more");
    assert_eq!(channel.text("link"), "https://one.example/sub/");
    assert_eq!(decoded(channel.text("description")), "Good things & people, passed <on>.");
    assert_eq!(channel.text("language"), "en");
    assert_eq!(channel.text("generator"), "goodturn");
    let own = channel.one("atom:link");
    assert_eq!(own.get("rel"), "self");
    assert_eq!(own.get("type"), "application/rss+xml");
    assert_eq!(own.get("href"), "https://one.example/sub/feed.xml");
}

#[test]
fn a_feed_is_as_new_as_its_newest_item_and_not_as_its_build() {
    for place in ["feed.xml", "atom.xml"] {
        let last = |built: &Built| {
            let feed = xml(built.text(place));
            match place {
                "feed.xml" => DateTime::parse_from_rfc2822(feed.one("channel").text("lastBuildDate")).unwrap(),
                _ => DateTime::parse_from_rfc3339(feed.text("updated")).unwrap(),
            }
        };
        let expected = DateTime::parse_from_rfc3339("2026-04-01T00:00:00+01:00").unwrap();
        assert_eq!(last(&site_on(journal())), expected, "{place}");
        let edited =
            changed("content/resources/2026-03-01-guide/index.md", "updated = 2026-03-05", "updated = 2026-11-19");
        let expected = DateTime::parse_from_rfc3339("2026-11-19T00:00:00+00:00").unwrap();
        assert_eq!(last(&site_on(edited)), expected, "{place}");
    }
}

#[test]
fn the_day_of_the_build_changes_nothing_in_a_feed() {
    let on = |day: &str| try_site(&journal(), date::day(day).unwrap(), Include::default()).1.unwrap();
    let (first, second) = (on("2026-11-20"), on("2026-12-20"));
    for place in feeds(&first) {
        assert_eq!(first.text(place), second.text(place), "{place}");
    }
}

#[test]
fn the_zone_and_the_folder_of_the_machine_change_nothing() {
    let build = |zone: &str| {
        let project = Project::with(&journal());
        let ran = project.command(&["build"]).env("TZ", zone).env("LANG", "tr_TR.UTF-8").output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        project.tree("public")
    };
    assert_eq!(build("Asia/Tokyo"), build("America/Los_Angeles"));
}

#[test]
fn every_rss_item_has_what_readers_ask_for_and_in_the_order_they_want() {
    let built = site_on(journal());
    for place in feeds(&built).into_iter().filter(|place| place.ends_with("feed.xml")) {
        for item in xml(built.text(place)).one("channel").all("item") {
            assert_eq!(item.one("guid").get("isPermaLink"), "false");
            assert!(item.text("link").starts_with("https://one.example/sub/"), "{}", item.text("link"));
            assert_eq!(item.text("dc:creator"), "Wren & Co");
            assert!(item.all("author").next().is_none(), "an author is a mail address in RSS");
            assert!(item.all("source").next().is_none(), "a source is a feed in RSS");
            let at = |name: &str| item.names().iter().position(|other| *other == name).unwrap();
            assert!(at("description") < at("content:encoded"));
            let date = item.text("pubDate");
            let parsed = DateTime::parse_from_rfc2822(date).unwrap();
            assert_eq!(parsed.to_rfc2822(), date, "the day of the week is right and the year has four digits");
        }
    }
}

#[test]
fn an_atom_feed_has_all_that_it_needs() {
    let built = site_on(journal());
    let feed = xml(built.text("atom.xml"));
    assert_eq!((feed.name.as_str(), feed.get("xmlns")), ("feed", "http://www.w3.org/2005/Atom"));
    assert_eq!(feed.get("xml:lang"), "en");
    assert_eq!(feed.text("id"), "tag:one.example,2026:journal");
    assert_eq!(feed.text("title"), "Second <Helpings> & more");
    assert_eq!(feed.text("subtitle"), "Good things & people, passed <on>.");
    assert_eq!(feed.one("author").text("name"), "Wren & Co");
    let links: Vec<_> = feed.all("link").map(|link| (link.get("rel"), link.get("type"), link.get("href"))).collect();
    assert_eq!(
        links,
        [
            ("self", "application/atom+xml", "https://one.example/sub/atom.xml"),
            ("alternate", "text/html", "https://one.example/sub/")
        ]
    );
    for entry in feed.all("entry") {
        let time = |name| DateTime::parse_from_rfc3339(entry.text(name)).unwrap();
        assert!(time("updated") >= time("published"));
        assert_eq!(entry.one("content").get("type"), "html");
        assert_eq!(entry.one("summary").get("type"), "text");
    }
    let langs: Vec<_> = feed.all("entry").filter_map(|entry| entry.attributes.get("xml:lang")).collect();
    assert_eq!(langs, ["fr"]);
}

#[test]
fn a_json_feed_has_the_keys_of_the_specification_and_no_others() {
    let built = site_on(journal());
    let feed: Value = serde_json::from_str(built.text("feed.json")).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    let known = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    let top = ["version", "title", "home_page_url", "feed_url", "description", "language", "authors", "items"];
    assert_eq!(keys(&feed), known(&top));
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["title"], "Second <Helpings> & more");
    assert_eq!(feed["home_page_url"], "https://one.example/sub/");
    assert_eq!(feed["feed_url"], "https://one.example/sub/feed.json");
    let item = [
        "id",
        "url",
        "external_url",
        "title",
        "content_html",
        "content_text",
        "summary",
        "date_published",
        "date_modified",
        "tags",
        "language",
    ];
    for found in feed["items"].as_array().unwrap() {
        assert!(keys(found).is_subset(&known(&item)), "{:?}", keys(found));
        assert!(found.get("content_html").is_some());
    }
}

#[test]
fn a_resource_has_both_addresses_in_every_format() {
    let built = site_on(journal());
    for place in ["atom.xml", "feed.json"] {
        let guide = items(&built, place).into_iter().find(|item| item.title.starts_with("Tom")).unwrap();
        assert_eq!(guide.permalink, "https://one.example/sub/resources/guide/");
        assert_eq!(guide.target.as_deref(), Some("https://found.example/a?b=1&c=2"));
    }
    for place in FORMATS {
        let guide = items(&built, place).into_iter().find(|item| item.title.starts_with("Tom")).unwrap();
        let html = Html::parse_fragment(guide.html.as_deref().unwrap());
        let first = selected(&html, "a")[0];
        assert_eq!(first.attr("href"), Some("https://found.example/a?b=1&c=2"), "{place}");
        assert_eq!(first.text().collect::<String>(), "Tom & Jerry <3 \"x\"");
    }
    let via: Vec<_> = xml(built.text("atom.xml"))
        .all("entry")
        .flat_map(|entry| entry.all("link").filter(|link| link.get("rel") == "via"))
        .map(|link| link.get("href").to_owned())
        .collect();
    assert_eq!(via, ["https://friend.example/"]);
}

#[test]
fn the_link_may_be_the_target_and_the_id_does_not_care() {
    let settings = "description = \"Good things & people, passed <on>.\"";
    let fixture = changed("site.toml", "[author]", "[feed]\nlink = \"target\"\n[author]");
    assert!(String::from_utf8(fixture.settings()).unwrap().contains(settings));
    let (before, after) = (site_on(journal()), site_on(fixture));
    for place in feeds(&before) {
        assert_eq!(ids(&before, place), ids(&after, place), "{place}");
    }
    let links: Vec<_> = items(&after, "feed.xml").into_iter().map(|item| item.permalink).collect();
    let found = "https://found.example/a?b=1&c=2";
    let lessons = "https://one.example/sub/lessons/ask-both/";
    assert_eq!(links, [found, lessons, "https://one.example/sub/introductions/two/", found]);
    let html = items(&after, "feed.xml")[3].html.clone().unwrap();
    assert!(html.contains("https://found.example/a?b=1&amp;c=2"), "{html}");
    let addresses = |built: &Built| {
        let items = items(built, "feed.json").into_iter();
        items.map(|item| (item.permalink, item.target)).collect::<Vec<_>>()
    };
    assert_eq!(addresses(&before), addresses(&after), "JSON Feed has a key for each of the two");
}

#[test]
fn an_item_has_its_own_page_in_it_when_its_link_is_the_target() {
    let after = site_on(changed("site.toml", "[author]", "[feed]\nlink = \"target\"\n[author]"));
    for item in xml(after.text("feed.xml")).one("channel").all("item") {
        let whole: String = item.children.iter().map(|child| child.text.as_str()).collect();
        assert!(whole.contains("https://one.example/sub/"), "{}", item.text("title"));
    }
}

#[test]
fn ids_are_made_of_the_journals_id_and_the_files_name() {
    let built = site_on(journal());
    let expected = [
        "tag:one.example,2026:journal/resources/2026-04-01-guide-again",
        "tag:one.example,2026:journal/lessons/2026-03-03-ask-both",
        "tag:one.example,2026:journal/introductions/2026-03-02-two",
        "tag:one.example,2026:journal/resources/2026-03-01-guide",
    ];
    for place in FORMATS {
        assert_eq!(ids(&built, place), expected, "{place}");
    }
}

/// Every feed of the journal has the same ids before and after a change.
#[track_caller]
fn ids_stay(after: Fixture) {
    let (before, after) = (site_on(journal()), site_on(after));
    for place in feeds(&before) {
        assert_eq!(ids(&before, place), ids(&after, place), "{place}");
    }
}

#[test]
fn a_new_title_keeps_the_id() {
    ids_stay(changed("content/resources/2026-04-01-guide-again.md", "The same once more", "Another title"));
}

#[test]
fn a_new_slug_keeps_the_id_and_the_old_address_leads_on() {
    let path = "content/lessons/2026-03-03-ask-both.md";
    let fixture = changed(path, "\"/old/ask/\"", "\"/old/ask/\", \"/lessons/ask-both/\"");
    let fixture = replaced(fixture, path, "lang = \"fr\"", "lang = \"fr\"\nslug = \"asking\"");
    let fixture =
        replaced(fixture, "content/resources/2026-03-01-guide/index.md", "/lessons/ask-both/#", "/lessons/asking/#");
    ids_stay(fixture.clone_of());
    let built = site_on(fixture);
    assert!(built.has("lessons/asking/index.html"));
    for old in ["lessons/ask-both/index.html", "old/ask/index.html"] {
        let page = built.page(old);
        let refresh = selected(&page, "meta[http-equiv=refresh]")[0].attr("content").unwrap().to_owned();
        assert_eq!(refresh, "0; url=/sub/lessons/asking/", "{old}");
        let canonical = selected(&page, "link[rel=canonical]")[0].attr("href").unwrap().to_owned();
        assert_eq!(canonical, "https://one.example/sub/lessons/asking/", "{old}");
    }
}

#[test]
fn a_move_of_the_site_keeps_the_ids() {
    for base in ["http://one.example/sub/", "https://two.example/", "https://two.example:8080/a/b/"] {
        ids_stay(changed("site.toml", "https://one.example/sub/", base));
    }
}

#[test]
fn another_theme_keeps_the_ids() {
    let (before, mut after) = (site_on(journal()), changed("site.toml", "[author]", "theme = \"mine\"\n[author]"));
    after = after.with("themes/mine/styles/1-tokens.css", ":root{--paper:#fff}\n");
    let after = site_on(after);
    for place in FORMATS {
        assert_eq!(ids(&before, place), ids(&after, place), "{place}");
    }
}

#[test]
fn an_id_of_ones_own_wins_over_the_files_name() {
    let path = "content/resources/2026-04-01-guide-again.md";
    let own = "tag:one.example,2011:old/42";
    let fixture = changed(path, "title =", &format!("id = \"{own}\"\ntitle ="));
    let fixture = moved(fixture, "2026-04-01-guide-again", "2026-04-01-renamed");
    let built = site_on(fixture);
    for place in FORMATS {
        assert_eq!(ids(&built, place)[0], own, "{place}");
    }
}

#[test]
fn one_thing_shared_twice_is_two_entries() {
    let built = site_on(journal());
    for place in FORMATS {
        let shared: BTreeSet<_> =
            items(&built, place).into_iter().filter(|item| item.id.contains("guide")).map(|i| i.id).collect();
        assert_eq!(shared.len(), 2, "{place}");
    }
}

#[test]
fn a_feed_of_a_kind_or_a_tag_has_the_ids_of_the_main_one_and_its_own_name() {
    let built = site_on(journal());
    let all: BTreeSet<_> = ids(&built, "feed.xml").into_iter().collect();
    let mut titles = BTreeSet::new();
    for place in feeds(&built) {
        assert!(ids(&built, place).iter().all(|id| all.contains(id)), "{place}");
        if place.ends_with("feed.xml") {
            let feed = xml(built.text(place));
            let channel = feed.one("channel");
            assert_eq!(channel.one("atom:link").get("href"), format!("https://one.example/sub/{place}"));
            let page = channel.text("link").strip_prefix("https://one.example/sub/").unwrap().to_owned();
            assert!(built.has(&format!("{page}index.html")), "{place} is of {page}");
            assert!(titles.insert(channel.text("title").to_owned()), "two feeds called {}", channel.text("title"));
        }
    }
    assert_eq!(ids(&built, "tags/c-plus-plus/feed.xml").len(), 1);
    assert_eq!(ids(&built, "resources/feed.xml").len(), 2);
}

#[test]
fn no_address_in_any_feed_is_relative() {
    let built = site_on(journal());
    for place in feeds(&built) {
        for item in items(&built, place) {
            let html = Html::parse_fragment(item.html.as_deref().unwrap());
            let mut seen = 0;
            for element in selected(&html, "*") {
                for key in ["href", "src", "cite", "poster", "srcset", "data", "action"] {
                    let Some(address) = element.attr(key) else { continue };
                    let url =
                        url::Url::parse(address).unwrap_or_else(|error| panic!("{place}: {key}={address}: {error}"));
                    assert!(matches!(url.scheme(), "http" | "https" | "mailto"), "{place}: {address}");
                    seen += 1;
                }
            }
            assert!(seen > 0 || !item.id.contains("guide"), "{place} has no address at all");
            assert!(url::Url::parse(&item.permalink).is_ok());
        }
    }
    let html = items(&built, "feed.xml")[3].html.clone().unwrap();
    for address in [
        "https://one.example/sub/about/",
        "https://one.example/sub/lessons/ask-both/",
        "https://one.example/sub/lessons/ask-both/#second-part",
        "https://one.example/sub/resources/guide/#a-heading",
        "https://one.example/sub/resources/guide/#note_1",
        "https://one.example/sub/resources/guide/#note_1_ref",
        "https://one.example/sub/resources/guide/#note_1_ref_2",
        "https://one.example/sub/resources/guide/sign.png",
        "https://one.example/sub/search/?q=x",
    ] {
        assert!(html.contains(&format!("=\"{address}\"")), "no {address} in {html}");
    }
}

#[test]
fn an_address_in_a_feed_that_is_on_this_site_leads_somewhere() {
    let built = site_on(journal());
    for place in feeds(&built) {
        for item in items(&built, place) {
            let html = Html::parse_fragment(item.html.as_deref().unwrap());
            for element in selected(&html, "[href], [src]") {
                let address = element.attr("href").or(element.attr("src")).unwrap();
                let Some(path) = address.strip_prefix("https://one.example/sub/") else { continue };
                let path = path.split(['#', '?']).next().unwrap();
                assert!(built.has(path) || built.has(&format!("{path}index.html")), "{place}: {address}");
            }
        }
    }
}

/// The text of an element, without the links that only a page has.
fn words(html: &Html, within: &str) -> String {
    let mut out = String::new();
    for root in selected(html, within) {
        for node in root.descendants() {
            if let Some(text) = node.value().as_text() {
                out.push_str(text);
            }
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_feed_has_the_whole_text_of_the_page_after_the_lines_that_lead_to_it() {
    let built = site_on(journal());
    for place in FORMATS {
        for item in items(&built, place) {
            let path = item.permalink.strip_prefix("https://one.example/sub/").unwrap();
            let page = words(&built.page(&format!("{path}index.html")), ".e-content");
            let feed = words(&Html::parse_fragment(item.html.as_deref().unwrap()), "html");
            let lead = feed.strip_suffix(&page).unwrap_or_else(|| panic!("{place}: {feed:?} does not end in {page:?}"));
            assert_eq!(lead.is_empty(), item.id.contains("lessons"), "{place}: {lead}");
        }
    }
}

#[test]
fn an_item_says_whom_a_thing_suits_and_who_met() {
    let built = site_on(journal());
    let feed = items(&built, "feed.xml");
    let lead = decoded(feed[3].html.as_deref().unwrap());
    for words in ["A. Author & Daughters", "Found through a friend.", "Good for: people who <like> it"] {
        assert!(lead.contains(words), "no {words} in {lead}");
    }
    let lead = decoded(feed[2].html.as_deref().unwrap());
    for words in ["A cook: bread & salt", "An editor", "What they share: they <both> mend"] {
        assert!(lead.contains(words), "no {words} in {lead}");
    }
}

#[test]
fn a_title_with_signs_reads_as_it_was_written_in_every_format() {
    let title = "Tom & Jerry <3 \"x\" &amp; 'y' > z";
    let built = site_on(lesson(title, "Words."));
    for place in FORMATS {
        assert_eq!(items(&built, place)[0].title, title, "{place}");
        assert_eq!(built.feed(place).entries[0].title.as_ref().unwrap().content, title, "{place}");
    }
    let written = built.text("feed.xml");
    assert!(
        written.contains("Tom &#x26; Jerry &#x3C;3"),
        "a title that readers take for HTML says the same: {written}"
    );
}

#[test]
fn characters_that_xml_cannot_hold_warn_and_are_left_out() {
    let body = "One\u{8}two\u{10}three\u{fffe}four\u{7f}five `co\u{1f}de`.";
    let fixture = lesson("X", body);
    let (report, built) = try_site(&fixture, date::day("2026-11-20").unwrap(), Include::default());
    assert!(report.sorted().len() >= 5, "{}", report.sorted().len());
    let built = built.expect("control characters are no reason to refuse a site");
    for place in ["feed.xml", "atom.xml"] {
        assert!(built.text(place).chars().all(chars::is_text), "{place}");
        assert_eq!(items(&built, place)[0].summary, "Onetwothreefourfive code.", "{place}");
    }
    for place in FORMATS {
        let html = items(&built, place)[0].html.clone().unwrap();
        assert_eq!(decoded(&html).trim(), "Onetwothreefourfive code.", "{place}");
    }
}

#[test]
fn emoji_survive_whole() {
    let title = "☕ 😱 👩‍👩‍👧 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🇺🇳 a\u{200d}b";
    let built = site_on(lesson(title, title));
    for place in FORMATS {
        let item = &items(&built, place)[0];
        assert_eq!(item.title, title, "{place}");
        assert!(item.html.as_ref().unwrap().contains(title), "{place}");
        assert!(built.text(place).contains(title), "{place}: not even written as numbers");
    }
}

#[test]
fn the_end_of_a_cdata_section_is_words_like_any_other() {
    let built = site_on(lesson("]]>", "a ]]> b `]]>` <![CDATA[ c ]]>\n\n```\n]]>\n```"));
    for place in FORMATS {
        let item = &items(&built, place)[0];
        assert_eq!(item.title, "]]>", "{place}");
        assert!(decoded(item.html.as_deref().unwrap()).contains("a ]]> b ]]>"), "{place}");
    }
    assert!(!built.text("feed.xml").contains("]]>"), "XML 1.0, section 2.4: `>` is escaped after `]]`");
}

#[test]
fn two_thousand_entries_make_a_feed_of_the_newest_that_is_no_larger_than_half_a_megabyte() {
    let mut fixture = Fixture::default().complete();
    let settings = String::from_utf8(fixture.settings()).unwrap() + "[feed]\nitems = 1000\n";
    fixture = fixture.with("site.toml", settings);
    let first = date::day("2020-01-01").unwrap();
    for n in 0..2_000_u64 {
        let day = first + chrono::Days::new(n);
        let body = format!("+++\ntitle = \"Number {n}\"\n+++\n{}\n", "Some <words> & more, said often. ".repeat(60));
        fixture.files.push((format!("content/lessons/{day}-number-{n}.md"), body.into()));
    }
    let built = site_on(fixture);
    for place in ["feed.xml", "atom.xml", "feed.json", "lessons/feed.xml"] {
        let (size, items) = (built.text(place).len(), items(&built, place));
        assert!(size <= 512 * 1024, "{place} has {size} bytes");
        assert!(items.len() >= 20, "{place} has {} items", items.len());
        assert_eq!(items[0].title, "Number 1999", "{place}");
    }
}

#[test]
fn a_feed_has_as_many_items_as_it_was_asked_for() {
    let mut fixture = Fixture::default().complete();
    for n in 1..=28 {
        fixture = fixture
            .with(&format!("content/lessons/2026-01-{n:02}-x{n}.md"), format!("+++\ntitle = \"{n}\"\n+++\nX.\n"));
        fixture = fixture
            .with(&format!("content/lessons/2026-02-{n:02}-y{n}.md"), format!("+++\ntitle = \"y{n}\"\n+++\nX.\n"));
    }
    assert_eq!(ids(&site_on(fixture.clone_of()), "feed.xml").len(), 30);
    let settings = String::from_utf8(fixture.settings()).unwrap() + "[feed]\nitems = 5\n";
    let built = site_on(fixture.with("site.toml", settings));
    for place in ["feed.xml", "atom.xml", "feed.json", "lessons/feed.xml"] {
        assert_eq!(ids(&built, place).len(), 5, "{place}");
        assert_eq!(items(&built, place)[0].title, "y28", "{place}");
    }
}

#[test]
fn entries_of_one_day_keep_one_order_and_a_time_puts_them_in_theirs() {
    let mut fixture = Fixture::default();
    for (name, date) in
        [("b", ""), ("a", ""), ("d", "date = 2026-01-02T08:00:00Z"), ("c", "date = 2026-01-02T21:30:00+01:00")]
    {
        let text = format!("+++\ntitle = \"{name}\"\n{date}\n+++\nX.\n");
        fixture = fixture.with(&format!("content/lessons/2026-01-02-{name}.md"), text);
    }
    let mut turned = Fixture { files: fixture.files.clone(), ..Fixture::default() };
    turned.files.reverse();
    let titles =
        |fixture: Fixture| items(&site_on(fixture), "feed.xml").into_iter().map(|item| item.title).collect::<Vec<_>>();
    let order = titles(fixture);
    assert_eq!(order[..2], ["c", "d"]);
    assert_eq!(titles(turned), order);
}

#[test]
fn a_bare_date_begins_the_day_in_the_journals_own_zone() {
    for (zone, expected) in [
        ("UTC", "2026-07-02T00:00:00+00:00"),
        ("Asia/Tokyo", "2026-07-02T00:00:00+09:00"),
        ("America/Los_Angeles", "2026-07-02T00:00:00-07:00"),
    ] {
        let fixture =
            Fixture::default().with("content/lessons/2026-07-02-x.md", "+++\ntitle = \"X\"\n+++\nX.\n").complete();
        let settings = String::from_utf8(fixture.settings()).unwrap() + &format!("timezone = \"{zone}\"\n");
        let built = site_on(fixture.with("site.toml", settings));
        for place in FORMATS {
            assert_eq!(items(&built, place)[0].published.to_rfc3339(), expected, "{place}");
        }
    }
}

#[test]
fn drafts_the_future_and_what_expired_are_in_no_feed() {
    let built = site_on(journal());
    for (place, bytes) in &built.0 {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("unseen-") && !place.contains("unseen-"), "{place}");
        let page_of_its_own = place == "lessons/expired/index.html";
        assert!(page_of_its_own || !text.contains("unlisted-"), "{place}");
        assert!(!place.contains("unlisted-"), "{place}");
    }
    let day = date::day("2026-12-24").unwrap();
    let later = try_site(&journal(), day, Include::default()).1.unwrap();
    assert_eq!(items(&later, "feed.xml")[0].title, "unseen-future", "it comes out on its day");
}

#[test]
fn what_is_gone_from_the_journal_is_gone_from_its_feeds() {
    let mut fixture = journal();
    fixture.files.retain(|(path, _)| !path.contains("guide-again"));
    let (before, after) = (site_on(journal()), site_on(fixture));
    for place in FORMATS {
        assert_eq!(ids(&after, place), &ids(&before, place)[1..], "{place}");
    }
}

/// A journal that lets raw HTML through.
fn raw(body: &str) -> Fixture {
    let fixture = lesson("X", body);
    let settings = String::from_utf8(fixture.settings()).unwrap() + "[markdown]\nraw_html = true\n";
    fixture.with("site.toml", settings)
}

#[test]
fn what_would_be_embedded_becomes_a_link() {
    let embeds = [
        "<iframe src=\"https://video.example/1?a=1&amp;b=2\" width=\"560\" allowfullscreen></iframe>",
        "<embed src=\"https://video.example/1?a=1&amp;b=2\">",
        "<object data=\"https://video.example/1?a=1&amp;b=2\"></object>",
        "<video controls src=\"https://video.example/1?a=1&amp;b=2\"></video>",
        "<audio src=\"https://video.example/1?a=1&amp;b=2\"></audio>",
        "<video><source src=\"https://video.example/1?a=1&amp;b=2\"></video>",
    ];
    for embed in embeds {
        let built = site_on(raw(&format!("Look:\n\n{embed}\n\nThere.")));
        for place in FORMATS {
            let html = items(&built, place)[0].html.clone().unwrap();
            let link = "<a href=\"https://video.example/1?a=1&amp;b=2\">https://video.example/1?a=1&amp;b=2</a>";
            assert!(html.contains(link), "{place}: {html}");
            for tag in ["iframe", "embed", "object", "video", "audio", "source"] {
                assert!(!html.contains(&format!("<{tag}")), "{place}: {html}");
            }
        }
    }
}

#[test]
fn nothing_that_runs_or_loads_gets_into_a_feed() {
    let body = "<script>alert(1)</script>\n\n<p onclick=\"alert(1)\" style=\"position:fixed\" id=\"x\">Words</p>\n\n\
        <form action=\"https://evil.example/\"><input name=\"a\"><button>b</button></form>\n\n\
        <style>p{color:red}</style>\n\n<meta http-equiv=\"refresh\" content=\"0\">\n\n\
        <link rel=\"stylesheet\" href=\"https://evil.example/x.css\">\n\n<svg onload=\"alert(1)\"></svg>\n\n\
        <base href=\"https://evil.example/\">\n\n<math><mi xlink:href=\"x\"></mi></math>\n";
    for fixture in [raw(body), lesson("X", body)] {
        let built = site_on(fixture);
        for place in FORMATS {
            let html = Html::parse_fragment(items(&built, place)[0].html.as_deref().unwrap());
            for element in selected(&html, "html *") {
                let name = element.value().name();
                let bad =
                    ["script", "style", "form", "input", "button", "meta", "link", "svg", "base", "math", "iframe"];
                assert!(!bad.contains(&name), "{place}: {name}");
                for (key, _) in element.value().attrs() {
                    assert!(!key.starts_with("on") && key != "style", "{place}: {key}");
                }
            }
        }
    }
}

#[test]
fn addresses_in_raw_html_are_absolute_in_a_feed_too() {
    let fixture = raw("<blockquote cite=\"/lessons/x/\"><p>Said <a href=\"../x/\" title=\"T\">here</a> \
         <img src=\"/sign.png\" alt=\"a sign\">\
         <q cite=\"#top-words\">q</q></p></blockquote>\n\n## Top words\n");
    let built = site_on(fixture.with("static/sign.png", picture(Kind::Png)));
    for place in FORMATS {
        let html = items(&built, place)[0].html.clone().unwrap();
        for address in [
            "cite=\"https://test.example/lessons/x/\"",
            "href=\"https://test.example/lessons/x/\"",
            "src=\"https://test.example/sign.png\"",
            "cite=\"https://test.example/lessons/x/#top-words\"",
        ] {
            assert!(html.contains(address), "{place}: no {address} in {html}");
        }
    }
}

#[test]
fn summaries_alone_are_a_choice() {
    let whole = site_on(journal());
    let built = site_on(changed("site.toml", "[author]", "[feed]\nfull = false\n[author]"));
    for place in feeds(&built) {
        assert_eq!(ids(&built, place), ids(&whole, place), "{place}");
        for (short, long) in items(&built, place).iter().zip(items(&whole, place)) {
            assert_eq!(short.html, None, "{place}");
            let after = short.summary.strip_prefix(&long.summary).unwrap();
            assert!(after.is_empty() || after.contains("://found.example/"), "{place}: {after}");
            assert!(!short.summary.is_empty(), "{place}");
        }
    }
    let feed: Value = serde_json::from_str(built.text("feed.json")).unwrap();
    for item in feed["items"].as_array().unwrap() {
        assert_eq!(item["content_text"], item["summary"], "an item needs one of the two contents");
    }
}

#[test]
fn a_summary_is_the_authors_or_the_beginning_of_the_text() {
    let fixture = changed("content/lessons/2026-03-03-ask-both.md", "lang = \"fr\"", "summary = \"Short & <sweet>\"");
    let built = site_on(fixture);
    for place in FORMATS {
        let items = items(&built, place);
        assert_eq!(items[1].summary, "Short & <sweet>", "{place}");
        assert!(items[2].summary.starts_with("They met on a Tuesday."), "{place}");
    }
}

#[test]
fn a_journal_without_entries_has_feeds_without_items() {
    let built = site_on(Fixture::default().complete());
    for place in
        ["feed.xml", "atom.xml", "feed.json", "resources/feed.xml", "introductions/feed.xml", "lessons/feed.xml"]
    {
        assert_eq!(items(&built, place), [], "{place}");
        assert_eq!(built.feed(place).entries.len(), 0, "{place}");
    }
    assert!(!xml(built.text("feed.xml")).one("channel").text("description").is_empty());
    assert!(!xml(built.text("atom.xml")).text("updated").is_empty());
}

#[test]
fn the_opml_lists_every_rss_feed_and_nothing_else() {
    let built = site_on(journal());
    let opml = xml(built.text("feeds.opml.xml"));
    assert_eq!((opml.name.as_str(), opml.get("version")), ("opml", "2.0"));
    assert_eq!(opml.one("head").text("title"), "The feeds of Second <Helpings> & more");
    let mut listed = BTreeSet::new();
    for outline in opml.one("body").all("outline") {
        assert_eq!(outline.get("type"), "rss");
        assert!(!outline.get("text").is_empty());
        let place = outline.get("xmlUrl").strip_prefix("https://one.example/sub/").unwrap();
        let feed = xml(built.text(place));
        assert_eq!(outline.get("text"), feed.one("channel").text("title"));
        assert_eq!(outline.get("htmlUrl"), feed.one("channel").text("link"));
        listed.insert(place.to_owned());
    }
    let all: BTreeSet<_> =
        feeds(&built).into_iter().filter(|place| place.ends_with("feed.xml")).map(str::to_owned).collect();
    assert_eq!(listed, all);
}

#[test]
fn every_page_announces_the_feeds_and_lists_announce_their_own() {
    let built = site_on(journal());
    let types = [
        ("feed.xml", "application/rss+xml"),
        ("atom.xml", "application/atom+xml"),
        ("feed.json", "application/feed+json"),
    ];
    let mut pages = 0;
    for place in built.0.keys().filter(|place| place.ends_with(".html")) {
        let page = built.page(place);
        if !selected(&page, "meta[http-equiv=refresh]").is_empty() {
            continue;
        }
        let announced: Vec<_> = selected(&page, "head link[rel=alternate]");
        let announced: Vec<_> =
            announced.iter().map(|link| (link.attr("href").unwrap(), link.attr("type").unwrap())).collect();
        for (feed, kind) in types {
            assert!(announced.contains(&(&format!("/sub/{feed}"), kind)), "{place}: {announced:?}");
        }
        let own = format!("{}feed.xml", place.strip_suffix("index.html").unwrap_or_default());
        let has_own = own != "feed.xml" && built.has(&own);
        assert_eq!(announced.len(), if has_own { 4 } else { 3 }, "{place}: {announced:?}");
        if has_own {
            assert_eq!(announced[3], (format!("/sub/{own}").as_str(), "application/rss+xml"));
            let title = selected(&page, "head link[rel=alternate]")[3].attr("title").unwrap().to_owned();
            assert_eq!(title, xml(built.text(&own)).one("channel").text("title"));
        }
        assert!(
            selected(&page, "head link[rel=alternate]")
                .iter()
                .all(|link| link.attr("title").is_some_and(|t| !t.is_empty()))
        );
        assert!(
            !selected(&page, "body a[href='/sub/feed.xml']").is_empty(),
            "{place} has no link that a person can see"
        );
        assert!(
            !selected(&page, "body a[href='/sub/subscribe/']").is_empty(),
            "{place} has no way to the page for people"
        );
        pages += 1;
    }
    assert!(pages > 10, "{pages}");
}

#[test]
fn feeds_in_a_browser_have_a_stylesheet_and_no_program() {
    let built = site_on(journal());
    for place in feeds(&built).into_iter().filter(|place| place.ends_with(".xml")) {
        let text = built.text(place);
        assert!(text.contains("<?xml-stylesheet type=\"text/css\" href=\"/sub/assets/feed.css\"?>"), "{place}");
        assert!(!text.contains("text/xsl") && !text.contains("<script"), "{place}");
    }
    assert!(built.has("assets/feed.css"));
}

#[test]
fn an_address_for_letters_is_in_no_feed() {
    let fixture = changed("site.toml", "name = \"Wren & Co\"", "name = \"Wren\"\nemail = \"wren@one.example\"");
    let built = site_on(fixture);
    for place in feeds(&built) {
        assert!(!built.text(place).contains("wren@one.example"), "{place}");
    }
}

#[test]
fn the_atom_id_of_a_feed_does_not_move_with_its_site() {
    let id = |base: &str| {
        let built = site_on(changed("site.toml", "https://one.example/sub/", base));
        xml(built.text("atom.xml")).text("id").to_owned()
    };
    assert_eq!(id("https://one.example/sub/"), id("http://two.example/"));
}

#[test]
fn a_feeds_stylesheet_may_stand_under_any_path() {
    let built = site(
        "
//- site.toml
title = \"T\"
base_url = \"https://one.example/a'b&c/\"
id = \"tag:one.example,2026:t\"
",
    );
    well_formed(built.text("feed.xml"));
}

impl Fixture {
    /// The same files once more.
    fn clone_of(&self) -> Self {
        Self { files: self.files.clone(), ..Self::default() }
    }
}

#[test]
fn the_newest_entry_is_in_the_feed_however_long_it_is() {
    let built = site_on(lesson("Long", &"Many words, one after another. ".repeat(20_000)));
    for place in FORMATS {
        assert_eq!(items(&built, place).len(), 1, "{place}");
        assert!(built.text(place).len() <= 512 * 1024, "{place} has {} bytes", built.text(place).len());
    }
}

#[test]
fn a_text_full_of_signs_does_not_outgrow_the_feed() {
    let mut fixture = Fixture::default().complete();
    let settings = String::from_utf8(fixture.settings()).unwrap() + "[feed]\nitems = 1000\n";
    fixture = fixture.with("site.toml", settings);
    for n in 1..=28 {
        let body = format!("+++\ntitle = \"{n}\"\n+++\n    {}\n", "&<>\"".repeat(5_000));
        fixture = fixture.with(&format!("content/lessons/2026-01-{n:02}-x{n}.md"), body);
    }
    let built = site_on(fixture);
    for place in FORMATS {
        assert!(built.text(place).len() <= 512 * 1024, "{place} has {} bytes", built.text(place).len());
    }
}

#[test]
fn a_link_that_shows_another_entrys_title_shows_it_in_summaries_too() {
    let fixture = Fixture::default()
        .with("content/lessons/2026-01-03-y.md", "+++\ntitle = \"Y\"\n+++\nSee [[x]] and more.\n")
        .with("content/lessons/2026-01-02-x.md", "+++\ntitle = \"The other\"\n+++\nX.\n");
    let built = site_on(fixture.complete());
    assert_eq!(items(&built, "feed.xml")[0].summary, "See The other and more.");
    let page = built.page("lessons/y/index.html");
    assert_eq!(selected(&page, "meta[name=description]")[0].attr("content"), Some("See The other and more."));
}

#[test]
fn characters_that_xml_cannot_hold_are_in_no_file_at_all() {
    let fixture = lesson("X", "One\u{8}two\u{10}three\u{fffe}four\u{7f}five.");
    let (_, built) = try_site(&fixture, date::day("2026-11-20").unwrap(), Include::default());
    let built = built.unwrap();
    for place in built.0.keys().filter(|place| !place.ends_with(".png")) {
        let text = built.text(place);
        assert!(text.chars().all(chars::is_text), "{place}");
        assert!(!text.contains("\\b") && !text.contains("\\u0010"), "{place}");
    }
    assert_eq!(items(&built, "feed.json")[0].summary, "Onetwothreefourfive.");
}

#[test]
fn a_journal_without_entries_has_the_same_feeds_every_day() {
    let fixture = Fixture::default().complete();
    let on = |day: &str| try_site(&fixture, date::day(day).unwrap(), Include::default()).1.unwrap();
    let (first, second) = (on("2026-11-20"), on("2026-11-21"));
    for place in FORMATS {
        assert_eq!(first.text(place), second.text(place), "{place}");
    }
}
