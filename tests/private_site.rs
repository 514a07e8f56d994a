//! The owner's own site: every page of it, as it lies on a disk.
#![expect(clippy::case_sensitive_file_extension_comparisons, reason = "these names are ours, in lower case")]

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use goodturn::parse::address;
use goodturn::parse::slug::fold_words;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use crate::support::owner::{addresses, attributes, dead_ends, file_at, own, pages, sample, try_own};
use crate::support::people::people;
use crate::support::{Built, Fixture, Project};

const TODAY: &str = "2026-11-20";

/// A site with something on every page.
const WEEK: &str = "
@ana-ruiz email = \"ana@ruiz.example\"; cadence = \"6w\"; values = [\"maps\"]; needs = [\"a bookbinder\"]; \
    circles = [\"kitchen\"]
@bo-lee cadence = \"1w\"; close = true; offers = [\"bookbinding\"]; dates = { birthday = \"1979-11-24\" }
@gus-holt status = \"archived\"
@hal-okafor cadence = \"2w\"; met = 2026-11-12; via = \"ana-ruiz\"
- 2025-12-01 met = @ana-ruiz: tea
- 2026-03-01 gave > @ana-ruiz: a map [[old-maps]]
- 2026-04-02 intro = @ana-ruiz @hal-okafor: maps
- 2026-11-02 got < @bo-lee #job: an hour on paper
- 2026-11-03 mail > @hal-okafor: hello; promise: a list by 2026-11-21; up to: a move
- 2026-11-10 outcome #job: it was a yes
inbox two-seats for = \"bo-lee\"; expires = 2026-11-28; from = \"ana-ruiz\"; permission = \"granted\"
inbox a-loom from = \"hal-okafor\"
resource 2026-02-02-old-maps tags = [\"maps\"]; aliases = [\"/old/maps/\"]
lesson 2026-11-10-ask-twice
set offers = [\"an hour of reading\"]
set signature = \"Wren\"
set [circles.kitchen]
set cadence = \"2m\"
";

fn week() -> Built {
    own(TODAY, &people(WEEK))
}

fn sample_site() -> Built {
    own(TODAY, &sample())
}

/// Names as people have them, and as they break programs.
const NAMES: [(&str, &str); 9] = [
    ("quotes", "Ana \"Nita\" O'Brien"),
    ("tags", "<b>Bo</b> & <script>alert(1)</script>"),
    ("braces", "{{ site.title }} {% raw %}"),
    ("emoji", "Zoë 🐝 Quill"),
    ("hebrew", "שירה לוי"),
    ("arabic", "ليلى بنت حسن"),
    ("chinese", "王小明"),
    ("comma", "Lee, Bo; the younger\\elder"),
    ("lengthy", "Wolfeschlegelsteinhausenbergerdorff Hubert Blaine Adolph Charles David Earl Frederick Gerald"),
];

/// Everybody with such a name, each with all that can be said of somebody; they are all due, and all met.
fn strange_names() -> Fixture {
    let mut fixture = Fixture::default().with("content/lessons/2026-11-10-x.md", "+++\ntitle = \"X\"\n+++\nWords.\n");
    let mut log = String::new();
    for (handle, name) in NAMES {
        let name = toml_quoted(name);
        let circle = toml_quoted(NAMES[log.len() % 5].1);
        let text = format!(
            "+++\nname = {name}\naka = [{name}]\nemail = \"{handle}@host.example\"\nphone = \"+44 131 496 0000\"\n\
             role = {name}\norg = {name}\ncity = {name}\nvalues = [{name}]\nneeds = [{name}]\noffers = [{name}]\n\
             circles = [{circle}]\ncadence = \"1w\"\nvia = {name}\n\
             dates = {{ {name} = \"11-25\" }}\nsource = {name}\nurl = \"https://{handle}.example/\"\n+++\n\n{}\n",
            name.trim_matches('"')
        );
        fixture = fixture.with(&format!("private/contacts/{handle}.md"), text);
        let words = NAMES.iter().find(|(other, _)| *other == handle).unwrap().1.replace(';', ",");
        log.push_str(&format!("- 2026-10-01 met = @{handle}: {words}, up to: nothing; up to: {words}\n"));
        log.push_str(&format!("- 2026-10-02 got < @{handle}: {words}\n"));
    }
    log.push_str("- 2026-10-03 intro = @quotes @tags @hebrew: <em>\n");
    fixture.with("private/log/2026.md", log)
}

/// So many lines of a fixture.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().concat()
}

fn toml_quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A journal without anybody in it.
fn nobody() -> Fixture {
    Fixture::default().with("content/lessons/2026-11-10-x.md", "+++\ntitle = \"X\"\n+++\nWords.\n")
}

/// The sites that everything below is true of.
fn sites() -> Vec<(&'static str, Built)> {
    let below = people(WEEK).with(
        "site.toml",
        "title = \"Below\"\nbase_url = \"https://test.example/~ana/blog/\"\nid = \"tag:t,2026:t\"\nlang = \"ar\"\n",
    );
    vec![
        ("a week", week()),
        ("the sample", sample_site()),
        ("strange names", own(TODAY, &strange_names())),
        ("nobody", own(TODAY, &nobody())),
        ("nothing at all", own(TODAY, &Fixture::default())),
        ("below a path", own(TODAY, &below)),
    ]
}

// ---- pages and links --------------------------------------------------------------------------------------------

#[test]
fn these_are_all_the_pages() {
    let site = week();
    let of_its_own: Vec<_> = site.0.keys().filter(|place| !place.starts_with("site/")).map(String::as_str).collect();
    let plain: BTreeSet<_> = of_its_own.iter().map(|place| without_digest(place)).collect();
    assert_eq!(
        plain.iter().map(String::as_str).collect::<Vec<_>>(),
        [
            "assets/private.css",
            "assets/private.js",
            "due.ics",
            "index.html",
            "log/2025/index.html",
            "log/index.html",
            "matches/index.html",
            "people/ana-ruiz/index.html",
            "people/bo-lee/index.html",
            "people/gus-holt/index.html",
            "people/hal-okafor/index.html",
            "people/index.html",
            "people/index.js",
        ]
    );
    let copy: BTreeSet<_> = site.0.keys().filter_map(|place| place.strip_prefix("site/")).collect();
    let public = crate::support::site_on(people(WEEK));
    assert_eq!(copy, public.0.keys().map(String::as_str).collect());
}

fn without_digest(place: &str) -> String {
    match place.split('.').collect::<Vec<_>>()[..] {
        [front, digest, end] if digest.len() == 8 => format!("{front}.{end}"),
        _ => place.to_owned(),
    }
}

#[test]
fn every_link_leads_to_a_file_when_it_is_followed_as_a_path() {
    for (name, site) in sites() {
        let dead = dead_ends(&site);
        assert!(dead.is_empty(), "{name}:\n{}", dead.join("\n"));
        let all = pages(&site).iter().map(|place| addresses(&site.page(place)).len()).sum::<usize>();
        assert!(all > 100, "{name} has {all} links, so nothing was looked at");
    }
}

#[test]
fn a_link_that_leads_nowhere_would_be_seen() {
    let page = |link: &str| {
        let page = format!("<a href=\"{link}\">x</a><p id=\"here\">");
        let files = [("a/index.html", page.into_bytes()), ("b/x y.html", b"<p id=\"\xc3\xa9\">".to_vec())];
        dead_ends(&Built(files.into_iter().map(|(place, bytes)| (place.to_owned(), bytes)).collect()))
    };
    for fine in ["#here", "index.html#here", "../b/x%20y.html", "../b/x%20y.html#%C3%A9", "mailto:a@b.example", "#"] {
        assert_eq!(page(fine), [""; 0], "{fine}");
    }
    for dead in ["/a/index.html", "../", "../b/", "..", "#there", "../../a/index.html", "index.html?x", "//a/"] {
        assert_eq!(page(dead).len(), 1, "{dead}");
    }
}

#[test]
fn every_page_can_be_reached_from_the_first() {
    for (name, site) in sites() {
        let mut seen = BTreeSet::from(["index.html".to_owned()]);
        let mut left = vec!["index.html".to_owned()];
        while let Some(place) = left.pop() {
            for (element, _, written) in addresses(&site.page(&place)) {
                let path = written.split('#').next().unwrap_or_default();
                let target = file_at(&place, path).filter(|target| element == "a" && site.has(target));
                if let Some(target) = target.filter(|target| target.ends_with(".html"))
                    && seen.insert(target.clone())
                {
                    left.push(target);
                }
            }
        }
        let lost: Vec<_> =
            pages(&site).into_iter().filter(|place| !seen.contains(*place) && !is_apart(&site, place)).collect();
        assert_eq!(lost, [""; 0], "{name}");
    }
}

/// Whether nothing need lead to a page: an old address, something that has expired, an empty list, no page at all.
fn is_apart(site: &Built, place: &str) -> bool {
    let text = site.text(place);
    let is_empty = text.contains("<span>0 entries</span>");
    place == "site/404.html"
        || text.contains("http-equiv=\"refresh\"")
        || text.contains("This was worth passing on until")
        || is_empty
}

#[test]
fn what_a_line_of_the_log_cites_is_a_link_into_the_copy() {
    let site = week();
    for page in ["people/ana-ruiz/index.html", "log/index.html"] {
        let links: Vec<_> = addresses(&site.page(page)).into_iter().map(|(_, _, address)| address).collect();
        let wanted = links.iter().find(|link| link.ends_with("site/resources/old-maps/index.html"));
        assert!(wanted.is_some(), "{page}: {links:?}");
    }
}

// ---- who may read it --------------------------------------------------------------------------------------------

#[test]
fn no_search_engine_is_to_keep_any_page() {
    for (name, site) in sites() {
        for place in pages(&site) {
            let robots = attributes(&site, place, "meta[name=robots]", "content");
            assert!(robots.iter().any(|robots| robots.contains("noindex")), "{name}: {place}: {robots:?}");
        }
        assert!(pages(&site).contains(&"site/404.html"));
    }
}

#[test]
fn the_owners_pages_tell_nobody_where_they_were() {
    for (name, site) in sites() {
        for place in pages(&site).into_iter().filter(|place| !place.starts_with("site/")) {
            assert_eq!(attributes(&site, place, "meta[name=referrer]", "content"), ["no-referrer"], "{name}: {place}");
        }
    }
}

#[test]
fn no_page_calls_another_host() {
    let loads = ["link", "script", "img", "source", "video", "audio", "iframe", "embed", "object", "image", "use"];
    for (name, site) in sites() {
        for place in pages(&site) {
            for (element, attribute, address) in addresses(&site.page(place)) {
                let foreign = address.starts_with("//") || address.starts_with("http");
                let canonical = place.starts_with("site/") && element == "link" && is_canonical(&site, place, &address);
                let loads = loads.contains(&element.as_str()) && !canonical;
                assert!(!(foreign && loads), "{name}: {place}: <{element} {attribute}={address}>");
            }
        }
        for (place, bytes) in site.0.iter().filter(|(place, _)| place.ends_with(".css")) {
            let text = String::from_utf8_lossy(bytes);
            let calls = ["url(//", "url(http", "url(\"http", "url('http", "@import"];
            assert!(!calls.iter().any(|call| text.contains(call)), "{name}: {place}");
        }
    }
}

/// The public address of a page, which browsers note and do not fetch.
fn is_canonical(site: &Built, place: &str, address: &str) -> bool {
    attributes(site, place, "link[rel=canonical]", "href").iter().any(|canonical| canonical == address)
}

#[test]
fn what_pages_may_do_is_what_they_do_and_no_more() {
    for (name, site) in sites() {
        for place in pages(&site) {
            let policy = attributes(&site, place, "meta[http-equiv=Content-Security-Policy]", "content");
            let [policy] = &policy[..] else { panic!("{name}: {place} has {} policies", policy.len()) };
            assert!(policy.starts_with("default-src 'none'"), "{name}: {place}: {policy}");
            assert!(!policy.contains("unsafe") && !policy.contains('*'), "{name}: {place}: {policy}");
            assert!(!policy.contains("http"), "{name}: {place}: {policy}");
            let page = site.page(place);
            for script in page.select(&scraper::Selector::parse("script:not([src])").unwrap()) {
                if script.value().attr("type").is_some_and(|kind| kind.contains("json")) {
                    continue;
                }
                let text: String = script.text().collect();
                let hash = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
                assert!(policy.contains(&hash), "{name}: {place}: a script that may not run");
            }
            assert_eq!(attributes(&site, place, "[style]", "style"), [""; 0], "{name}: {place}");
            assert!(page.select(&scraper::Selector::parse("style").unwrap()).next().is_none(), "{name}: {place}");
            let acts = ["onclick", "onload", "onerror", "onfocus"];
            assert!(acts.iter().all(|act| attributes(&site, place, &format!("[{act}]"), act).is_empty()), "{place}");
        }
    }
}

// ---- the first page ---------------------------------------------------------------------------------------------

fn heading(fixture: &str) -> (String, String, Vec<String>) {
    let site = own(TODAY, &people(fixture));
    let one = |selector: &str| site.select("index.html", selector).concat();
    (one(".hero h1"), one(".hero .lead"), site.select("index.html", ".hero code"))
}

#[test]
fn a_first_run_says_how_to_begin() {
    let (headline, lead, commands) = heading("");
    assert_eq!(headline, "Start with one person.");
    assert!(lead.starts_with("Think of somebody who helped you"), "{lead}");
    assert_eq!(commands, ["goodturn new contact \"Ruth Penhaligon\""]);
    let site = own(TODAY, &Fixture::default());
    assert!(site.select("people/index.html", "table").is_empty());
    assert!(site.select("index.html", "section").is_empty(), "nothing is drawn of nobody");
}

#[test]
fn where_nobody_waits_the_page_says_so_and_shows_what_was_given() {
    let (headline, lead, commands) = heading("@ana\n- 2026-11-10 gave > @ana: a map\n");
    assert_eq!(headline, "Nobody is waiting on you.");
    assert!(lead.contains("Every thank-you has been sent"), "{lead}");
    assert_eq!(commands, [""; 0]);
    let site = own(TODAY, &people("@ana\n- 2026-11-10 gave > @ana: a map\n"));
    assert_eq!(site.select("index.html", "section[aria-labelledby=given] li"), ["10 NovAna A map."]);
    let quiet = own(TODAY, &people("@ana\n"));
    assert_eq!(quiet.select("index.html", ".hero h1"), ["Nobody is waiting on you."]);
    assert!(quiet.select("index.html", "#given").is_empty());
}

#[test]
fn the_headline_counts_the_people_on_the_page() {
    let due = |count: usize| lines(count, |n| format!("@p{n} close = true; cadence = \"1w\"\n"));
    let (headline, ..) = heading(&due(1));
    assert_eq!(headline, "One person would be glad of a word.");
    let (headline, ..) = heading(&due(3));
    assert_eq!(headline, "Three people would be glad of a word.");
    let (headline, lead, _) = heading("@ana\n- 2026-11-10 got < @ana: a map\n");
    assert_eq!(headline, "One small thing you have in mind.");
    assert_eq!(lead, "One thank-you is waiting.");
    let (headline, lead, _) = heading(
        "@ana\n@bo\n- 2026-11-10 got < @ana: a map\n- 2026-11-11 mail > @bo: tea; promise: a list by 2026-11-20\n",
    );
    assert_eq!(headline, "Two small things you have in mind.");
    assert_eq!(lead, "One thank-you is waiting, and one promise or ask wants doing.");
    let site = own(TODAY, &people(&due(8)));
    assert_eq!(site.select("index.html", "#now ~ article").len(), 5);
    assert_eq!(site.select("index.html", "#now ~ p.soft")[1], "Three people more can wait their turn.");
}

#[test]
fn the_ways_down_the_page_count_what_is_there() {
    for (name, site) in sites() {
        let counted = [
            ("#now", "#now ~ article"),
            ("#thanks", "section[aria-labelledby=thanks] .todo > li"),
            ("#promises", "section[aria-labelledby=promises] .todo > li"),
            ("#find", "section[aria-labelledby=find] article"),
            ("#help", "section[aria-labelledby=help] article"),
            ("#coming", "section[aria-labelledby=coming] li"),
            ("#resting", "section[aria-labelledby=resting] li"),
        ];
        let ways = attributes(&site, "index.html", ".hero .jump a", "href");
        let texts = site.select("index.html", ".hero .jump a");
        for (id, things) in counted {
            let things = site.select("index.html", things).len();
            let says = ways.iter().position(|way| way == id).map(|at| texts[at].clone());
            let number = says.as_deref().and_then(|text| text.rsplit(' ').next()).map_or(0, |n| n.parse().unwrap());
            assert_eq!(number, things, "{name}: {id}: {says:?}");
        }
    }
}

// ---- people -----------------------------------------------------------------------------------------------------

#[test]
fn the_index_of_people_stands_in_the_order_of_their_table() {
    for (name, site) in sites() {
        let script = site.text("people/index.js");
        let json = script.strip_prefix("window.goodturnPeople=").and_then(|rest| rest.strip_suffix(";\n")).unwrap();
        let index: Vec<String> = serde_json::from_str(json).unwrap();
        let names = site.select("people/index.html", "table.people tbody th a");
        let rows = site.select("people/index.html", "table.people tbody tr");
        assert_eq!((index.len(), names.len()), (rows.len(), rows.len()), "{name}");
        for (known, who) in index.iter().zip(&names) {
            let known: BTreeSet<_> = known.split(' ').collect();
            for word in fold_words(who) {
                assert!(known.contains(word.as_str()), "{name}: {who}: no {word} in {known:?}");
            }
        }
        let said = site.select("people/index.html", "#found").concat();
        assert!(names.is_empty() || said.starts_with(&format!("{} ", names.len())), "{name}: {said}");
    }
}

#[test]
fn a_person_is_found_by_all_that_is_known_of_them() {
    let site = week();
    let names = site.select("people/index.html", "table.people tbody th a");
    let script = site.text("people/index.js");
    let json = script.trim_start_matches("window.goodturnPeople=").trim_end_matches(";\n");
    let index: Vec<String> = serde_json::from_str(json).unwrap();
    let of = |who: &str| index[names.iter().position(|name| name == who).unwrap()].split(' ').collect::<Vec<_>>();
    for word in ["ana", "maps", "bookbinder", "kitchen", "tea"] {
        assert!(of("Ana Ruiz").contains(&word), "{word}");
    }
    for word in ["bookbinding", "hour", "paper"] {
        assert!(of("Bo Lee").contains(&word), "{word}");
    }
    assert!(!of("Bo Lee").contains(&"maps"));
    assert!(of("Gus Holt").contains(&"gus"), "also those who are archived");
}

#[test]
fn names_of_any_kind_are_shown_as_they_were_written() {
    let site = own(TODAY, &strange_names());
    for (handle, name) in NAMES {
        let page = format!("people/{handle}/index.html");
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(site.select(&page, "h1"), [name.as_str()]);
        assert!(site.select("people/index.html", "th a").contains(&name), "{handle}");
        let title = site.select(&page, "title").concat();
        assert!(title.chars().count() <= 71, "{handle}: {title}");
        let link = attributes(&site, "people/index.html", "th a", "href");
        assert!(link.contains(&format!("../people/{handle}/index.html")), "{link:?}");
    }
    for place in pages(&site) {
        let inline = site.select(place, "script:not([src])").join(" ");
        assert!(!inline.contains("alert(1)"), "{place}");
        assert!(site.select(place, "b script, h1 b, th b").is_empty(), "{place}");
    }
}

#[test]
fn no_two_things_on_a_page_have_one_id() {
    let notes = "# Main\n\n## Now\n\n## Q\n\n## Found\n\n### Found\n\n[a](#now)\n";
    let file = format!("+++\nname = \"Ana\"\nclose = true\ncadence = \"1w\"\nvalues = [\"maps\"]\n+++\n{notes}");
    let others = own(TODAY, &people(WEEK).with("private/contacts/main.md", file));
    for (name, site) in sites().into_iter().chain([("notes with headings", others)]) {
        for place in pages(&site) {
            let ids = attributes(&site, place, "[id]", "id");
            let once: BTreeSet<_> = ids.iter().collect();
            assert_eq!(once.len(), ids.len(), "{name}: {place}: {ids:?}");
            for by in ["aria-labelledby", "aria-describedby", "for"] {
                let named = attributes(&site, place, &format!("[{by}]"), by);
                assert!(named.iter().all(|id| once.contains(id)), "{name}: {place}: {by} {named:?}");
            }
        }
    }
}

#[test]
fn notes_are_one_text_whatever_headings_they_have() {
    let notes = "[g][1]\n\n## Now\n\na\n\n## Now\n\n[1]: https://g.example/\n";
    let site = own(TODAY, &people(WEEK).with("private/contacts/main.md", format!("+++\nname = \"Ana\"\n+++\n{notes}")));
    let page = "people/main/index.html";
    assert_eq!(attributes(&site, page, ".prose a:not(.anchor)", "href")[0], "https://g.example/");
    let ids = attributes(&site, page, "[id]", "id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
}

#[test]
fn code_in_a_note_is_shown() {
    let file = "+++\nname = \"Ana\"\n+++\n```rust\nlet tea = \"<black>\";\n```\n";
    let site = own(TODAY, &people(WEEK).with("private/contacts/main.md", file));
    assert_eq!(site.select("people/main/index.html", ".prose pre code").concat(), "let tea = \"<black>\";");
}

#[test]
fn what_a_note_shows_from_elsewhere_is_not_fetched() {
    let notes = "![a](https://other.example/a.png) ![b](b.png) <img src=\"https://other.example/c.png\"> \
                 [d](https://other.example/) [e](../x.md) [[old-maps]] [[nothing]] [f](javascript:alert(1))\n";
    let file = format!("+++\nname = \"Ana\"\n+++\n{notes}");
    let site = own(TODAY, &people(WEEK).with("private/contacts/main.md", file));
    let page = "people/main/index.html";
    let shown = attributes(&site, page, ".prose [src]", "src");
    assert!(shown.iter().all(|address| !address.contains("other.example")), "{shown:?}");
    let links = attributes(&site, page, ".prose a", "href");
    assert!(links.contains(&"https://other.example/".to_owned()), "{links:?}");
    assert!(links.contains(&"../../site/resources/old-maps/index.html".to_owned()), "{links:?}");
    assert!(links.iter().all(|link| !link.contains("javascript")), "{links:?}");
    let text = site.select(page, ".prose").concat();
    assert!(text.contains("old-maps") || text.contains("Old maps"), "{text}");
}

#[test]
fn two_people_with_one_first_name_are_told_apart() {
    let site = own(
        TODAY,
        &people(
            "
@ana-ruiz needs = [\"a bookbinder\"]; email = \"ana@ruiz.example\"; values = [\"maps\"]
@ana-holt offers = [\"bookbinding\"]; email = \"ana@holt.example\"; values = [\"bees\"]
- 2026-11-10 got < @ana-ruiz: a map
- 2026-11-11 got < @ana-holt: a hive
",
        ),
    );
    let asks = site.select("matches/index.html", ".pairs .act a");
    assert_eq!(asks, ["Ask Ana Ruiz about meeting Ana Holt", "Ask Ana Holt about meeting Ana Ruiz"]);
    for (handle, name) in [("ana-ruiz", "Ana Ruiz"), ("ana-holt", "Ana Holt")] {
        let page = format!("people/{handle}/index.html");
        assert_eq!(site.select(&page, "dt.lab")[0], format!("What {name} values"));
        let label = attributes(&site, &page, "figure.rhythm svg", "aria-label").concat();
        assert!(label.contains(&format!("{name} once")), "{label}");
    }
    let summaries = site.select("index.html", ".todo summary");
    assert_eq!(summaries, ["Write to Ana Ruiz", "Write to Ana Holt"]);
}

#[test]
fn somebody_who_has_died_or_is_archived_has_a_page_and_is_never_due() {
    let site = own(
        TODAY,
        &people(
            "
@ana status = \"archived\"; cadence = \"1w\"; close = true
@bo status = \"deceased\"; dates = { birthday = \"11-21\" }
- 2026-11-10 got < @ana: a map
- 2026-11-10 got < @bo: a map
",
        ),
    );
    assert_eq!(site.select("people/ana/index.html", ".state"), ["Archived: never in a due list."]);
    assert_eq!(site.select("people/bo/index.html", ".state"), ["Has died. The file stays."]);
    assert_eq!(site.select("index.html", ".hero h1"), ["Nobody is waiting on you."]);
    assert!(!site.text("due.ics").contains("VEVENT"));
}

// ---- letters ----------------------------------------------------------------------------------------------------

/// A link as a mail program reads it (RFC 6068): to whom, subject, text.
fn mail(link: &str) -> (String, String, String) {
    let rest = link.strip_prefix("mailto:").unwrap_or_else(|| panic!("no mailto: {link}"));
    let (to, fields) = rest.split_once('?').unwrap_or((rest, ""));
    let field = |name: &str| {
        let value = fields.split('&').find_map(|field| field.strip_prefix(&format!("{name}="))).unwrap_or_default();
        address::decode(value).into_owned()
    };
    (address::decode(to).into_owned(), field("subject"), field("body"))
}

#[test]
fn the_link_to_a_letter_is_the_letter_on_the_page() {
    let mut letters = 0;
    for (name, site) in sites() {
        for place in pages(&site).into_iter().filter(|place| !place.starts_with("site/")) {
            let page = site.page(place);
            let select = |selector: &str| scraper::Selector::parse(selector).unwrap();
            for draft in page.select(&select(".draft")) {
                let text = |selector: &str| {
                    draft.select(&select(selector)).next().map(|found| found.text().collect::<String>()).unwrap()
                };
                let Some(link) = draft.select(&select("a.btn")).next() else {
                    assert!(!text(".act .soft").is_empty(), "{name}: {place}: no link, and no word why");
                    continue;
                };
                let (_, subject, body) = mail(link.value().attr("href").unwrap());
                assert_eq!(format!("Subject: {subject}"), text(".letter p"), "{name}: {place}");
                assert_eq!(body.replace("\r\n", "\n"), text(".letter > div"), "{name}: {place}");
                assert!(!body.replace("\r\n", "").contains(['\n', '\r']), "{name}: {place}: a bare line end");
                assert!(!subject.contains(['\n', '\r']), "{name}: {place}");
                assert!(body.lines().all(|line| line == line.trim_end()), "{name}: {place}: {body:?}");
                letters += 1;
            }
        }
    }
    assert!(letters > 20, "{letters} letters are too few to say anything");
}

#[test]
fn whoever_has_no_address_has_a_letter_to_copy() {
    let site = own(TODAY, &people("@ana\n- 2026-11-10 got < @ana: a map\n"));
    let page = "people/ana/index.html";
    assert_eq!(site.select(page, ".draft .act .soft"), ["No address noted for Ana."]);
    assert_eq!(site.select(page, ".draft a.btn"), [""; 0]);
    assert_eq!(site.select(page, ".draft button.copy"), ["Copy the letter to Ana"]);
    let pair = own(TODAY, &people("@ana needs = [\"a bookbinder\"]\n@bo offers = [\"bookbinding\"]\n"));
    let notes = pair.select("matches/index.html", ".pairs .act .soft");
    assert_eq!(notes, ["No address noted for Ana.", "No address noted for Bo."]);
}

#[test]
fn a_letter_that_is_too_long_for_a_link_is_there_to_copy() {
    let long = "a very long story ".repeat(120);
    let with = |text: &str| {
        let fixture = format!("@ana email = \"ana@ruiz.example\"\n- 2026-11-10 got < @ana: {text}\n");
        own(TODAY, &people(&fixture))
    };
    let page = "people/ana/index.html";
    let site = with(long.trim());
    assert_eq!(site.select(page, ".draft .act .soft"), ["Too long for a link; copy it."]);
    assert_eq!(site.select(page, ".draft a.btn"), [""; 0]);
    assert!(site.select(page, ".letter > div")[0].contains("a very long story a very long story"));
    let short = with("a story");
    assert_eq!(short.select(page, ".draft a.btn"), ["Open in your mail: the letter to Ana"]);
}

#[test]
fn an_address_with_signs_in_it_is_one_address_to_a_mail_program() {
    let site = own(
        TODAY,
        &people("@ana email = \"ana+maps&x=y?z#1@ruiz.example\"\n- 2026-11-10 got < @ana: a map & 100% “tea” + é\n"),
    );
    let links = attributes(&site, "people/ana/index.html", "a[href^=mailto]", "href");
    for link in &links {
        assert_eq!(mail(link).0, "ana+maps&x=y?z#1@ruiz.example", "{link}");
    }
    let letter = links.iter().map(|link| mail(link)).find(|(_, subject, _)| !subject.is_empty()).unwrap();
    assert_eq!(letter.1, "Thank you: a map & 100% “tea” + é");
}

#[test]
fn a_letter_that_asks_one_of_a_pair_does_not_name_the_other() {
    let site = week();
    let links = attributes(&site, "matches/index.html", ".pairs .act a", "href");
    assert!(!links.is_empty());
    for link in links {
        let (to, subject, body) = mail(&link);
        let other = if to.contains("ana") { ["Bo", "Lee"] } else { ["Ana", "Ruiz"] };
        assert!(!other.iter().any(|name| subject.contains(name) || body.contains(name)), "{to}: {body}");
    }
}

// ---- charts -----------------------------------------------------------------------------------------------------

/// How many dots a path has, of all paths in that colour and width.
fn dots(site: &Built, place: &str, figure: &str, colour: &str, width: &str) -> usize {
    let path = format!("{figure} svg path[stroke='var(--{colour})'][stroke-width='{width}']");
    attributes(site, place, &path, "d").iter().map(|d| d.matches("h0").count()).sum()
}

/// The number before a word in a sentence: "12 gifts", "one lesson", "no introductions".
fn number_before(text: &str, word: &str) -> usize {
    let words: Vec<_> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let at = words.iter().position(|found| found.trim_end_matches('s') == word).unwrap_or_else(|| panic!("{text}"));
    number(words[at - 1])
}

fn number(word: &str) -> usize {
    let words =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let word = word.to_lowercase();
    let known = match word.as_str() {
        "once" => Some(1),
        "twice" => Some(2),
        word => words.iter().position(|known| *known == word),
    };
    known.unwrap_or_else(|| word.parse().unwrap_or_else(|_| panic!("{word} is no number")))
}

/// The picture of the first page with this title: its place among the charts and its sentence.
fn chart(site: &Built, title: &str) -> Option<(String, String)> {
    let titles = site.select("index.html", "figure.chart h3");
    let at = titles.iter().position(|found| found == title)?;
    let figure = format!("figure.chart:nth-of-type({})", at + 1);
    let label = attributes(site, "index.html", &format!("{figure} svg[role=img]"), "aria-label").concat();
    Some((figure, label))
}

#[test]
fn the_chart_of_what_was_given_has_as_many_marks_as_it_says() {
    for (name, site) in sites() {
        let Some((figure, label)) = chart(&site, "What you’ve given") else { continue };
        let gifts = dots(&site, "index.html", &figure, "res", "11");
        let lessons = dots(&site, "index.html", &figure, "paper", "7");
        let rings = attributes(&site, "index.html", &format!("{figure} svg g circle"), "cx").len() / 2;
        assert_eq!(gifts, number_before(&label, "gift"), "{name}: {label}");
        assert_eq!(rings, number_before(&label, "introduction"), "{name}: {label}");
        assert_eq!(lessons, number_before(&label, "lesson"), "{name}: {label}");
    }
}

#[test]
fn a_month_of_much_giving_is_drawn_whole_or_says_that_it_is_not() {
    let lines = lines(15, |n| format!("- 2026-11-{:02} gave > @ana: thing {n}\n", n + 1));
    let site = own(TODAY, &people(&format!("@ana\n{lines}")));
    let (figure, label) = chart(&site, "What you’ve given").unwrap();
    let drawn = dots(&site, "index.html", &figure, "res", "11");
    let words = site.select("index.html", &format!("{figure} p, {figure} figcaption")).join(" ");
    assert_eq!(number_before(&label, "gift"), 15);
    assert!(drawn == 15 || words.contains(&format!("{drawn}")) || words.contains("twelve"), "{drawn} marks: {words}");
}

#[test]
fn many_circles_and_many_introductions_are_drawn_whole_or_the_chart_says_that_they_are_not() {
    let one = |n: usize| format!("@p{n} cadence = \"1w\"; met = 2026-11-18; circles = [\"c{n}\"]\n");
    let site = own(TODAY, &people(&lines(9, one)));
    let (figure, label) = chart(&site, "Keeping in rhythm").unwrap();
    let drawn = dots(&site, "index.html", &figure, "int", "9");
    let words = site.select("index.html", &format!("{figure} p, {figure} figcaption")).join(" ");
    assert!(drawn == 9 || words.to_lowercase().contains("seven"), "{drawn} dots: {label} {words}");
    let introductions = lines(30, |n| format!("- 2026-11-01 intro = @p{n} @p{}: x\n", n + 30));
    let everybody = lines(60, |n| format!("@p{n}\n"));
    let site = own(TODAY, &people(&format!("{everybody}{introductions}")));
    let (figure, _) = chart(&site, "Who has met whom").unwrap();
    let words = site.select("index.html", &format!("{figure} p")).join(" ");
    assert!(words.contains("24"), "{words}");
}

#[test]
fn a_year_between_two_has_as_many_marks_as_it_says() {
    let mut drawn = 0;
    for (name, site) in sites() {
        for place in pages(&site).into_iter().filter(|place| place.starts_with("people/")) {
            let label = attributes(&site, place, "figure.rhythm svg", "aria-label").concat();
            if label.is_empty() {
                continue;
            }
            let name_of = site.select(place, "h1").concat();
            let (mine, rest) =
                label.strip_prefix("Over the past year you reached out ").unwrap().split_once(", ").unwrap();
            let (theirs, rest) = rest.rsplit_once(", and ").unwrap();
            let both = rest.split(" it was").next().unwrap();
            let times = |text: &str| {
                let words: Vec<_> = text.split(' ').collect();
                if text.ends_with("times") { number(words[words.len() - 2]) } else { number(words[words.len() - 1]) }
            };
            let found = ["les", "int", "soft"].map(|colour| dots(&site, place, "figure.rhythm", colour, "9"));
            assert_eq!(found, [times(mine), times(theirs), times(both)], "{name}: {name_of}: {label}");
            drawn += 1;
        }
    }
    assert!(drawn > 20, "{drawn}");
}

#[test]
fn a_section_shows_what_anybody_reads_and_says_how_many_more_there_are() {
    let given = lines(150, |number| format!("@p{number}\n- 2026-11-{:02} got < @p{number}: a map\n", number % 15 + 1));
    let site = own(TODAY, &people(&given));
    let shown = site.select("index.html", "#thanks + ul.todo > li").len();
    let page = site.select("index.html", "main").concat();
    assert_eq!(shown, 100);
    assert!(page.contains("And 50 more") && page.contains("150 thank-yous are waiting"), "{page}");
}

#[test]
fn a_name_without_end_has_room_in_the_chart_of_rhythms() {
    let name = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren Ruiz";
    let contact = format!("+++\nname = \"{name}\"\ncadence = \"1w\"\nmet = 2026-01-01\n+++\n");
    let fixture = people("@ana\n- 2026-05-10 call @wolf: boats\n").with("private/contacts/wolf.md", contact);
    let site = own(TODAY, &fixture);
    let (figure, _) = chart(&site, "Keeping in rhythm").unwrap();
    let inside = site.select("index.html", &format!("{figure} svg text")).concat();
    assert!(inside.contains("Wolfeschlegelstei…") && !inside.contains("dorff"), "{inside}");
}

#[test]
fn the_chart_of_rhythms_has_a_dot_for_everybody_whom_it_counts() {
    for (name, site) in sites() {
        let Some((figure, label)) = chart(&site, "Keeping in rhythm") else { continue };
        let inside = dots(&site, "index.html", &figure, "int", "9");
        let past = dots(&site, "index.html", &figure, "res", "12");
        if label.starts_with("Everybody is") {
            assert_eq!(past, 0, "{name}: {label}");
        } else if label.starts_with("Everybody’s") {
            assert_eq!(inside, 0, "{name}: {label}");
        } else {
            let (some, rest) = label.split_once(" of ").unwrap();
            assert_eq!(inside, number(some), "{name}: {label}");
            assert_eq!(inside + past, number(rest.split(' ').next().unwrap()), "{name}: {label}");
        }
        assert!(inside + past > 0, "{name}: {label}");
    }
}

#[test]
fn the_chart_of_introductions_has_an_arc_for_each() {
    for (name, site) in sites() {
        let Some((figure, label)) = chart(&site, "Who has met whom") else { continue };
        let arcs = |colour: &str| {
            let path = format!("{figure} svg path[stroke='var(--{colour})']");
            attributes(&site, "index.html", &path, "d").iter().map(|d| d.matches('C').count()).sum::<usize>()
        };
        assert_eq!(arcs("int"), number_before(&label, "introduction"), "{name}: {label}");
        let might = label.split("you have made, and ").nth(1).unwrap().split(' ').next().unwrap();
        assert_eq!(arcs("res"), number(might), "{name}: {label}");
    }
}

// ---- the calendar -----------------------------------------------------------------------------------------------

type Event = BTreeMap<String, String>;

/// The events of a calendar, read as RFC 5545 wants it read; whatever breaks its rules is a panic.
fn calendar(text: &str) -> Vec<Event> {
    assert!(text.ends_with("\r\n"), "the last line has no end");
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "a line end that is none (3.1)");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} octets (3.1): {line}", line.len());
        assert!(!line.chars().any(|c| c.is_control() && c != '\t'), "a control character (3.3.11): {line:?}");
    }
    let unfolded = text.replace("\r\n ", "").replace("\r\n\t", "");
    let mut events: Vec<Event> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for line in unfolded.lines().filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("no content line: {line}"));
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || "-;=".contains(c)), "{name}");
        match name {
            "BEGIN" => {
                open.push(value.to_owned());
                if value == "VEVENT" {
                    events.push(Event::new());
                }
            }
            "END" => assert_eq!(open.pop().as_deref(), Some(value)),
            _ if open.last().is_some_and(|open| open == "VEVENT") => {
                let before = events.last_mut().unwrap().insert(name.to_owned(), value.to_owned());
                assert_eq!(before, None, "{name} twice in one event");
            }
            _ => assert_eq!(open, ["VCALENDAR"], "{line}"),
        }
        if ["SUMMARY", "DESCRIPTION", "X-WR-CALNAME"].contains(&name) {
            unescaped(value);
        }
    }
    assert!(open.is_empty(), "never ended: {open:?}");
    for needed in ["VERSION:2.0\r\n", "PRODID:"] {
        assert_eq!(unfolded.matches(needed).count(), 1, "{needed}");
    }
    for event in &events {
        let day = |name: &str| {
            let value = event.get(name).unwrap_or_else(|| panic!("no {name} in {event:?}"));
            chrono::NaiveDate::parse_from_str(value, "%Y%m%d").unwrap_or_else(|_| panic!("{name}: {value}"))
        };
        assert_eq!(day("DTEND;VALUE=DATE"), day("DTSTART;VALUE=DATE").succ_opt().unwrap(), "{event:?}");
        let stamp = chrono::NaiveDateTime::parse_from_str(&event["DTSTAMP"], "%Y%m%dT%H%M%SZ");
        assert!(stamp.is_ok(), "{event:?}");
        assert!(event["UID"].is_ascii() && !event["UID"].contains(' '), "{event:?}");
        assert!(!event["SUMMARY"].is_empty());
    }
    let uids: BTreeSet<_> = events.iter().map(|event| &event["UID"]).collect();
    let all: Vec<_> = events.iter().map(|event| event["UID"].as_str()).collect();
    assert_eq!(uids.len(), events.len(), "two events with one UID (3.8.4.7): {all:#?}");
    events
}

/// A text without its escapes; whatever is not escaped and should be is a panic (3.3.11).
fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        assert!(!matches!(c, ';' | ','), "{c} should have a \\ in {value}");
        out.push(match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n' | 'N') => '\n',
                Some(sign @ ('\\' | ';' | ',')) => sign,
                other => panic!("\\{other:?} is no escape in {value}"),
            },
            (c, false) => c,
        });
    }
    out
}

fn events(day: &str, fixture: &str) -> Vec<Event> {
    calendar(own(day, &people(fixture)).text("due.ics"))
}

fn summaries(events: &[Event]) -> Vec<String> {
    events.iter().map(|event| unescaped(&event["SUMMARY"])).collect()
}

#[test]
fn every_calendar_is_one_that_calendars_read() {
    for (_, site) in sites() {
        calendar(site.text("due.ics"));
    }
    assert!(calendar(sample_site().text("due.ics")).len() > 10);
}

#[test]
fn the_calendar_says_who_and_why() {
    let found = events(TODAY, WEEK);
    let wanted = [
        "Bo Lee: birthday",
        "Bo Lee: Something kept for them is ending",
        "Bo Lee: Say thank you",
        "Bo Lee: Tell how it turned out",
        "Bo Lee: A word",
        "Hal Okafor: A promise of yours",
        "Hal Okafor: A word",
        "Ana Ruiz: Ask how the introduction went",
        "Ana Ruiz: A word",
    ];
    assert_eq!(summaries(&found), wanted);
    assert!(found.iter().all(|event| event["CLASS"] == "PRIVATE"));
}

#[test]
fn what_is_past_is_put_on_today_and_what_is_ahead_on_its_day() {
    let found = events(
        TODAY,
        "
@ana
@bo
- 2026-11-02 got < @ana: a map
- 2026-11-03 mail > @bo: hello; promise: a list by 2026-11-21
- 2026-11-29 plan = @bo: a walk
",
    );
    let starts: BTreeMap<_, _> =
        summaries(&found).into_iter().zip(found.iter().map(|event| event["DTSTART;VALUE=DATE"].clone())).collect();
    assert_eq!(starts["Ana: Say thank you"], "20261120");
    assert_eq!(starts["Bo: A promise of yours"], "20261121");
}

#[test]
fn one_reason_is_one_event_from_day_to_day() {
    let fixture = people(WEEK);
    let (first, second) = (own(TODAY, &fixture), own("2026-11-21", &fixture));
    let key = |event: &Event| (event["SUMMARY"].clone(), event["UID"].clone());
    let (first, second) = (calendar(first.text("due.ics")), calendar(second.text("due.ics")));
    let uids: BTreeMap<_, _> = first.iter().map(key).collect();
    for event in &second {
        if let Some(uid) = uids.get(&event["SUMMARY"]) {
            assert_eq!(uid, &event["UID"], "{}", event["SUMMARY"]);
        }
    }
    assert!(second.len() >= first.len() && first.len() > 4);
}

#[test]
fn the_sample_keeps_its_events_for_two_weeks() {
    let fixture = sample();
    let days = ["2026-11-20", "2026-11-21", "2026-11-25", "2026-12-01", "2026-12-04"];
    let mut known: BTreeMap<(String, String), String> = BTreeMap::new();
    for day in days {
        let mut uids = BTreeMap::new();
        for event in calendar(own(day, &fixture).text("due.ics")) {
            // Several promises to one person have one title; what they are tells them apart.
            let about = event["UID"].split('@').next().unwrap().splitn(7, '-').last().unwrap_or_default().to_owned();
            uids.insert((event["SUMMARY"].clone(), about), event["UID"].clone());
        }
        for (reason, uid) in &uids {
            if let Some(before) = known.get(reason) {
                assert_eq!(before, uid, "{day}: {reason:?}");
            }
        }
        known.extend(uids);
    }
}

#[test]
fn somebody_who_was_never_written_to_is_one_event_and_not_one_a_day() {
    let fixture = "@ana cadence = \"6w\"; close = true\n";
    let uid = |day: &str| events(day, fixture).iter().map(|event| event["UID"].clone()).collect::<Vec<_>>();
    assert_eq!(uid("2026-11-20").len(), 1);
    assert_eq!(uid("2026-11-20"), uid("2026-11-21"));
}

#[test]
fn two_things_of_one_day_are_two_events() {
    let thanks = events(TODAY, "@ana\n- 2026-11-02 got < @ana: tea!\n- 2026-11-02 got < @ana: tea?\n");
    assert_eq!(thanks.len(), 2);
    let long = "a very long promise that goes on and on until no address of a page could hold all of it and then some";
    let promises =
        format!("- 2026-11-02 mail > @ana: x; promise: {long} one by 2026-11-20; promise: {long} two by 2026-11-20\n");
    assert_eq!(events(TODAY, &format!("@ana\n{promises}")).len(), 2);
    let dates = events(
        TODAY,
        "@ana dates = { \"A run\" = \"2026-11-24\", \"a run!\" = \"2026-11-24\", \"跑\" = \"11-24\", \
         \"走\" = \"11-24\" }",
    );
    assert_eq!(dates.len(), 4);
}

#[test]
fn the_29_of_february_is_kept_on_the_last_of_the_month() {
    let rule = |dates: &str, day: &str| {
        let found = events(day, &format!("@ana dates = {{ {dates} }}\n"));
        let [event] = &found[..] else { panic!("{found:#?}") };
        (event["DTSTART;VALUE=DATE"].clone(), event.get("RRULE").cloned().unwrap_or_default())
    };
    let last = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1";
    let of = |day: &str, rule: &str| (day.to_owned(), rule.to_owned());
    assert_eq!(rule("birthday = \"02-29\"", "2026-02-20"), of("20260228", last));
    assert_eq!(rule("birthday = \"02-29\"", "2028-02-20"), of("20280229", last));
    assert_eq!(rule("birthday = \"2000-02-29\"", "2026-02-20").1, last);
    assert_eq!(rule("birthday = \"03-14\"", "2026-03-10"), of("20260314", "FREQ=YEARLY"));
    assert_eq!(rule("birthday = \"1980-03-14\"", "2026-03-10").1, "FREQ=YEARLY");
    assert_eq!(rule("\"a run\" = \"2026-03-14\"", "2026-03-10"), of("20260314", ""));
    assert_eq!(rule("\"a run\" = \"2028-02-29\"", "2028-02-20"), of("20280229", ""));
}

#[test]
fn the_first_day_of_a_rule_is_one_that_the_rule_gives() {
    for (_, site) in sites() {
        for event in calendar(site.text("due.ics")).iter().filter(|event| event.contains_key("RRULE")) {
            let start = &event["DTSTART;VALUE=DATE"];
            if event["RRULE"].contains("BYMONTHDAY=-1") {
                assert!(start.ends_with("0228") || start.ends_with("0229"), "{event:?}");
            }
        }
    }
}

#[test]
fn names_and_words_come_through_a_calendar_whole() {
    let site = own(TODAY, &strange_names());
    let said = summaries(&calendar(site.text("due.ics"))).join("\n");
    for (_, name) in NAMES {
        assert!(said.contains(name), "{name} in {said}");
    }
}

#[test]
fn no_clock_and_no_attendee_is_in_a_calendar() {
    let text = sample_site();
    let text = text.text("due.ics");
    for never in ["ATTENDEE", "ORGANIZER", "VALARM", "mailto:", "METHOD"] {
        assert!(!text.contains(never), "{never}");
    }
    assert!(calendar(text).iter().all(|event| event["DTSTAMP"] == "20261120T000000Z"));
}

// ---- the same again ---------------------------------------------------------------------------------------------

#[test]
fn the_same_sources_and_day_give_the_same_bytes() {
    for fixture in [people(WEEK), sample(), strange_names()] {
        let first = own(TODAY, &fixture);
        let mut turned = Fixture { files: fixture.files.clone(), ..Fixture::default() };
        turned.files.reverse();
        let second = own(TODAY, &turned);
        let differs: Vec<_> = first.0.iter().filter(|(place, bytes)| second.0.get(*place) != Some(*bytes)).collect();
        assert!(differs.is_empty(), "{:?}", differs.iter().map(|(place, _)| place).collect::<Vec<_>>());
        assert_eq!(first.0.len(), second.0.len());
        assert_ne!(first.0, own("2026-12-20", &fixture).0, "a month makes no difference, so nothing was compared");
    }
}

#[test]
fn where_a_journal_lies_and_where_its_owner_is_make_no_difference() {
    let (here, there) = (Project::with(&people(WEEK).complete()), Project::with(&people(WEEK).complete()));
    here.run(&["build", "--private"]).code(0);
    let mut command = there.command(&["build", "--private"]);
    command.env("TZ", "Pacific/Kiritimati").env("LANG", "ar_SA.UTF-8").env("LC_ALL", "tr_TR.UTF-8");
    command.env("RAYON_NUM_THREADS", "1");
    assert!(command.output().unwrap().status.success());
    assert_eq!(here.tree("private-site"), there.tree("private-site"));
}

#[test]
fn what_the_program_writes_is_what_is_looked_at_here() {
    let project = Project::with(&people(WEEK).complete());
    project.run(&["build", "--private"]).code(0);
    let mut written = project.tree("private-site");
    assert!(written.remove(".goodturn-private").is_some());
    assert_eq!(written, week().0);
}

// ---- whatever is written ----------------------------------------------------------------------------------------

/// Text of every kind for names, notes and lines.
fn any_text() -> impl Strategy<Value = String> {
    let breaking = proptest::sample::select(vec![
        "<",
        ">",
        "\"",
        "'",
        "&amp;",
        "{{",
        "{%",
        "]]",
        "[[",
        "\\",
        ";",
        ",",
        "%",
        "?",
        "#",
        "@",
        "é",
        "🐝",
        "שלום",
        "王",
        "\u{200d}",
        "</script>",
        "-->",
        "javascript:",
    ]);
    let word = proptest::string::string_regex("[A-Za-z0-9 ]{1,12}").unwrap();
    proptest::collection::vec(prop_oneof![word, breaking.prop_map(str::to_owned)], 1..6)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_noted_the_site_holds_together(texts in proptest::collection::vec(any_text(), 12)) {
        let quoted: Vec<_> = texts.iter().map(|text| toml_quoted(text)).collect();
        let line = |at: usize| texts[at].replace(['\n', ';'], " ").replace("[[", " ");
        let file = format!(
            "+++\nname = {}\naka = [{}]\nrole = {}\norg = {}\nvalues = [{}]\nneeds = [{}]\noffers = [{}]\n\
             cadence = \"1w\"\n\
             dates = {{ {} = \"11-25\" }}\nemail = \"a@b.example\"\n+++\n{}\n",
            quoted[0], quoted[1], quoted[2], quoted[3], quoted[4], quoted[5], quoted[6], quoted[7], texts[8],
        );
        let other = format!("+++\nname = {}\noffers = [{}]\nneeds = [{}]\n+++\n", quoted[9], quoted[5], quoted[6]);
        let log = format!(
            "- 2026-11-01 got < @ana: x{}\n- 2026-11-02 met = @ana @bo: x{}; up to: x{}; promise: x{} by 2026-11-20\n",
            line(10), line(11), line(4), line(5),
        );
        let fixture = nobody()
            .with("private/contacts/ana.md", file)
            .with("private/contacts/bo.md", other)
            .with("private/log/2026.md", log);
        let (report, built) = try_own(TODAY, &fixture);
        let Some(site) = built else {
            prop_assert!(report.sorted().iter().all(|found| found.place.source.path().starts_with("private/")));
            return Ok(());
        };
        let dead = dead_ends(&site);
        prop_assert!(dead.is_empty(), "{}", dead.join("\n"));
        calendar(site.text("due.ics"));
        for place in pages(&site) {
            let page = site.page(place);
            for (element, _, address) in addresses(&page) {
                let runs = address.trim().to_lowercase().starts_with("javascript:");
                prop_assert!(!runs, "{}: {} {}", place, element, address);
            }
            prop_assert!(!site.text(place).contains('\u{fdd0}'), "{}", place);
        }
        let name = site.select("people/ana/index.html", "h1").concat();
        prop_assert_eq!(name, texts[0].split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

#[test]
fn what_leads_nowhere_in_a_note_is_left_as_words() {
    let notes = "![b](b.png) [e](../x.md) [[nothing]]\n";
    let site = own(TODAY, &people(WEEK).with("private/contacts/main.md", format!("+++\nname = \"Ana\"\n+++\n{notes}")));
    let page = "people/main/index.html";
    assert_eq!(attributes(&site, page, ".prose [src]", "src"), [""; 0]);
    assert_eq!(attributes(&site, page, ".prose a", "href"), [""; 0]);
    assert_eq!(site.select(page, ".prose"), ["b e nothing"]);
}

#[test]
fn the_sign_for_the_root_cannot_be_written() {
    let file = "+++\ntitle = \"X\"\n+++\na \u{fdd0} b `c \u{fdd0}`\n";
    let fixture = nobody().with("content/lessons/2026-11-10-x.md", file);
    let (_, built) = try_own(TODAY, &fixture);
    assert!(built.is_none_or(|site| !site.text("site/lessons/x/index.html").contains("a ../../index.html b")));
}
