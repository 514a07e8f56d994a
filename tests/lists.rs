//! Which pages exist, what they list, and in which order.

use crate::support::{Built, Fixture, check, site, site_on};

/// A journal of lessons: one for each `(name, date, tags)`.
fn lessons<'a>(entries: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> Fixture {
    let text = |title: &str, date: &str, tags: &str| {
        format!("+++\ntitle = \"{title}\"\ndate = {date}\ntags = [{tags}]\n+++\nWords.\n")
    };
    entries.into_iter().fold(Fixture::default(), |fixture, (name, date, tags)| {
        fixture.with(&format!("content/lessons/{name}.md"), text(name, date, tags))
    })
}

/// So many lessons, one a day, going back from a day in November 2026.
fn many(count: u32) -> Built {
    let last = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let fixture = (0..count).fold(Fixture::default(), |fixture, back| {
        let day = last - chrono::Days::new(back.into());
        fixture.with(
            &format!("content/lessons/{day}-n{back}.md"),
            format!("+++\ntitle = \"N{back}\"\ntags = [\"all\"]\n+++\nWords.\n"),
        )
    });
    site_on(fixture)
}

fn places<'b>(built: &'b Built, folder: &str) -> Vec<&'b str> {
    built.0.keys().map(String::as_str).filter(|place| place.starts_with(folder)).collect()
}

#[test]
fn the_newest_stands_first_and_those_of_one_day_by_their_files_names() {
    let built = site_on(lessons([
        ("b", "2026-01-02", ""),
        ("a", "2026-01-02", ""),
        ("c", "2026-01-03", ""),
        ("d", "2026-01-01", ""),
    ]));
    assert_eq!(built.select("archive/index.html", ".list a.p-name"), ["c", "a", "b", "d"]);
    let feed: Vec<_> = built.feed("feed.xml").entries.into_iter().map(|entry| entry.title.unwrap().content).collect();
    assert_eq!(feed, ["c", "a", "b", "d"]);
}

#[test]
fn every_site_has_these_pages() {
    let built = site_on(Fixture::default());
    let expected = [
        "404.html",
        "archive/index.html",
        "atom.xml",
        "feed.json",
        "feed.xml",
        "feeds.opml.xml",
        "index.html",
        "introductions/index.html",
        "lessons/index.html",
        "resources/index.html",
        "robots.txt",
        "search/index.html",
        "search/words-0.json",
        "sitemap.xml",
        "subscribe/index.html",
        "tags/index.html",
    ];
    for place in expected {
        assert!(built.has(place), "no {place}");
    }
}

#[test]
fn a_long_list_is_split_by_year_and_a_short_one_is_not() {
    let short = many(100);
    assert_eq!(places(&short, "lessons/2"), [""; 0]);
    assert_eq!(short.select("lessons/index.html", ".list li").len(), 100);
    let long = many(500);
    assert_eq!(places(&long, "lessons/2"), ["lessons/2025/index.html", "lessons/2026/index.html"]);
    assert_eq!(places(&long, "tags/all/2"), ["tags/all/2025/index.html", "tags/all/2026/index.html"]);
    assert_eq!(places(&long, "archive/2"), ["archive/2025/index.html", "archive/2026/index.html"]);
    let (own, of_2026, of_2025) = ("lessons/index.html", "lessons/2026/index.html", "lessons/2025/index.html");
    assert_eq!(long.select(own, ".list li").len(), 324, "the newest year stands on the list's own page");
    assert_eq!(long.select(of_2026, ".list li").len() + long.select(of_2025, ".list li").len(), 500);
}

#[test]
fn a_new_entry_moves_no_older_one_to_another_page() {
    let (before, after) = (many(500), many(501));
    let lists = |built: &Built| places(built, "lessons/2").into_iter().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lists(&before), lists(&after));
    let rows = |built: &Built| built.select("lessons/2026/index.html", ".list a.p-name");
    assert_eq!(rows(&before), rows(&after));
}

#[test]
fn tags_that_differ_in_case_are_one_under_the_commonest_spelling() {
    let built = site_on(lessons([
        ("a", "2026-01-01", "\"Rust\""),
        ("b", "2026-01-02", "\"rust\", \"RUST\""),
        ("c", "2026-01-03", "\"rust\""),
    ]));
    assert_eq!(built.select("tags/index.html", ".tags a"), ["rust"]);
    assert_eq!(built.select("tags/rust/index.html", ".list li").len(), 3);
}

#[test]
fn tags_keep_their_meaning_in_their_addresses() {
    let built = site_on(lessons([("a", "2026-01-01", "\"C++\", \"C#\", \"Æsthetik\", \"日本\", \"…\"")]));
    for place in ["tags/c-plus-plus", "tags/c-sharp", "tags/aesthetik", "tags/ri-ben", "tags/u2026"] {
        assert!(built.has(&format!("{place}/index.html")), "no {place} in {:?}", places(&built, "tags/"));
    }
}

#[test]
fn two_tags_for_one_address_are_said() {
    check(
        "
//- content/lessons/2026-01-02-a.md
+++
title = \"A\"
tags = [\"café\"]
+++
Words.
//- content/lessons/2026-01-03-b.md
+++
title = \"B\"
tags = [\"cafe\"]
        ^^^^^^ error: the tags `cafe` and `café` would both be /tags/cafe/
+++
Words.
",
    );
}

#[test]
fn two_files_for_one_address_are_said_with_both_names() {
    check(
        "
//- content/lessons/2026-01-02-a.md
+++
^ error: `content/lessons/2026-01-03-b.md` and `content/lessons/2026-01-02-a.md` both want the address /lessons/a/
title = \"A\"
+++
Words.
//- content/lessons/2026-01-03-b.md
+++
title = \"B\"
slug = \"a\"
+++
Words.
//- static/feed.xml
^ error: the address /feed.xml is needed for something that goodturn makes itself
x
",
    );
}

#[test]
fn old_addresses_lead_to_the_new_ones() {
    let built = site(
        "
//- content/lessons/2026-01-02-a.md
+++
title = \"A\"
aliases = [\"/2019/01/a/\", \"/old.html\", \"/no-slash\"]
+++
Words.
",
    );
    for place in ["2019/01/a/index.html", "old.html", "no-slash/index.html"] {
        let page = built.text(place);
        assert!(page.contains("url=/lessons/a/") && page.contains("noindex"), "{page}");
        assert!(page.contains("<link rel=\"canonical\" href=\"https://test.example/lessons/a/\">"), "{page}");
    }
    assert!(!built.text("sitemap.xml").contains("2019"));
}

#[test]
fn neighbours_and_related_entries() {
    let built = site_on(lessons([
        ("one", "2026-01-01", "\"x\", \"y\""),
        ("two", "2026-01-02", "\"y\""),
        ("three", "2026-01-03", "\"x\", \"y\""),
        ("four", "2026-01-04", "\"z\""),
    ]));
    assert_eq!(built.select("lessons/two/index.html", "a[rel=prev]"), ["one"]);
    assert_eq!(built.select("lessons/two/index.html", "a[rel=next]"), ["three"]);
    assert_eq!(built.select("lessons/one/index.html", "a[rel=prev]"), [""; 0]);
    assert_eq!(
        built.select("lessons/one/index.html", "section .list a"),
        ["three", "two"],
        "most tags in common first"
    );
    assert_eq!(built.select("lessons/four/index.html", "section .list a"), [""; 0]);
}

#[test]
fn a_file_is_published_where_an_entry_refers_to_it() {
    let png = include_bytes!("../content/introductions/2026-05-06-ottilie-and-the-baths/sign.png");
    let fixture = Fixture::parse(
        "
//- content/lessons/2026-01-02-a/index.md
+++
title = \"A\"
+++
![A sign](sign.png) and [notes](notes.txt)
//- content/lessons/2026-01-02-a/notes.txt
Notes.
//- content/lessons/2026-01-02-a/unused.txt
Never mentioned.
//- content/lessons/2026-01-03-b/index.md
+++
title = \"B\"
draft = true
+++
![A sign](secret.png)
",
    );
    let fixture = fixture
        .with("content/lessons/2026-01-02-a/sign.png", png.as_slice())
        .with("content/lessons/2026-01-03-b/secret.png", png.as_slice())
        .with("static/robots-too.txt", "x")
        .with("static/.well-known/security.txt", "x");
    let built = site_on(fixture);
    for place in ["lessons/a/sign.png", "lessons/a/notes.txt", "robots-too.txt", ".well-known/security.txt"] {
        assert!(built.has(place), "no {place}");
    }
    assert!(!built.0.keys().any(|place| place.contains("unused") || place.contains("secret")));
    assert!(built.text("lessons/a/index.html").contains("alt=\"A sign\" width=\""));
}

#[test]
fn what_is_switched_off_is_not_made_and_nothing_leads_to_it() {
    let entries = || lessons([("a", "2026-01-02", "\"bread\""), ("b", "2026-01-03", "\"bread\"")]);
    let with = |settings: &str| {
        let fixture = entries().complete();
        let written = String::from_utf8(fixture.settings()).unwrap();
        site_on(fixture.with("site.toml", format!("{settings}{written}")))
    };
    let (all, no_search) = (site_on(entries()), with("search = false\n"));
    let no_tags = with("feed.tags = false\n");
    let is_search = |place: &&String| place.starts_with("search/");
    assert!(all.0.keys().any(|place| is_search(&place)) && all.0.contains_key("tags/bread/feed.xml"));
    assert_eq!(no_search.0.keys().find(is_search), None);
    assert!(!no_tags.0.contains_key("tags/bread/feed.xml") && no_tags.0.contains_key("tags/bread/index.html"));
    for (built, gone) in [(no_search, "/search/"), (no_tags, "/tags/bread/feed.xml")] {
        for (place, bytes) in built.0.iter().filter(|(place, _)| !place.starts_with("assets/")) {
            assert!(!String::from_utf8_lossy(bytes).contains(gone), "{place} leads to {gone}");
        }
    }
}
