//! What holds for every journal, however strange.
#![expect(clippy::case_sensitive_file_extension_comparisons, reason = "these names are ours, in lower case")]

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;

use goodturn::diagnostic::{Report, Source, Span};
use goodturn::model::Include;
use goodturn::parse::address::{self, Address};
use goodturn::parse::markdown::{self, Policy};
use goodturn::parse::picture::{self, Kind};
use goodturn::parse::{chars, date, markup, slug};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use crate::feeds::well_formed;
use crate::pictures::picture;
use crate::support::{Built, Fixture, try_site};

/// As many cases as fit into a second or so.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() }
}

/// What a fixture becomes, if it becomes anything.
fn built(fixture: &Fixture) -> Option<Built> {
    let fixture = Fixture { files: fixture.files.clone(), ..Fixture::default() }.complete();
    try_site(&fixture, date::day("2026-11-20").unwrap(), Include::default()).1
}

/// Text of every kind: plain words, all of Unicode, and what breaks programs.
fn any_text() -> impl Strategy<Value = String> {
    let breaking = select(vec![
        "+++",
        "---",
        "]]>",
        "<!--",
        "-->",
        "<script>",
        "&amp;",
        "\"",
        "\\",
        "{{",
        "{%",
        "[[",
        "]]",
        "[^1]",
        "[^1]: ",
        "](",
        "![",
        "`",
        "```",
        "|",
        "> [!NOTE]",
        "\r\n",
        "\n\n",
        "\t",
        "\0",
        "\u{feff}",
        "\u{202e}",
        "\u{200d}",
        "://",
        "http://a.b",
        "..",
        "/",
        "#",
        "= ",
        "[x]\n",
        "\"\"\"",
        "'''",
        "2026-01-02",
        "title = \"x\"\n",
        "💖",
        "é",
        "e\u{301}",
        "ﷺ",
    ]);
    let part = prop_oneof![
        3 => "[a-z ]{0,8}".prop_map(String::from),
        3 => breaking.prop_map(str::to_owned),
        2 => any::<String>(),
        1 => "\\PC{0,4}".prop_map(String::from),
    ];
    vec(part, 0..12).prop_map(|parts| parts.concat())
}

/// A name as it could be given to a file.
fn file_name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z0-9-]{1,12}",
        "\\PC{1,8}",
        "[.a-zA-Z%~ ]{1,8}",
        Just("index".to_owned()),
        Just("..%2f..".to_owned())
    ]
    .prop_map(|name: String| name.replace(['/', '\0'], "_"))
    .prop_filter("not a folder of its own", |name| !matches!(name.as_str(), "" | "." | ".."))
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap().replace('\u{7f}', "\\u007f")
}

/// A journal with entries of any names, titles and tags.
fn any_journal() -> impl Strategy<Value = Fixture> {
    let entry = (
        select(vec!["resources", "introductions", "lessons"]),
        1..28_u8,
        file_name(),
        any::<bool>(),
        any_text(),
        vec(any_text(), 0..4),
        any::<bool>(),
    );
    vec(entry, 1..7).prop_map(|entries| {
        let mut fixture = Fixture::default().complete();
        let settings = String::from_utf8(fixture.settings()).unwrap() + "[share]\ngap = \"0d\"\n";
        fixture = fixture.with("site.toml", settings);
        for (kind, day, name, folder, title, tags, draft) in entries {
            let title = chars_of(&title);
            let tags: Vec<_> = tags.iter().map(|tag| quoted(&chars_of(tag))).collect();
            let own = match kind {
                "resources" => "url = \"https://found.example/\"",
                "introductions" => "sides = [\"a\", \"b\"]",
                _ => "",
            };
            let words = "one two three four five six seven eight nine ten ".repeat(2);
            let text = format!(
                "+++\ntitle = {}\ntags = [{}]\ndraft = {draft}\n{own}\n+++\n{words}\n",
                quoted(&title),
                tags.join(", ")
            );
            let end = if folder { "/index.md" } else { ".md" };
            fixture = fixture.with(&format!("content/{kind}/2026-02-{day:02}-{name}{end}"), text);
        }
        fixture
    })
}

/// A table with a text under every key that one may have.
fn table(text: &str) -> String {
    let keys = ["name", "url", "who", "brings", "date", "text"].map(|key| format!("{key} = {}", quoted(text)));
    format!("{{ {} }}", keys.join(", "))
}

/// The text without what no title may have, and with something in any case.
fn chars_of(text: &str) -> String {
    let kept: String = text.chars().filter(|c| chars::hidden(&c.to_string()).is_none()).collect();
    format!("t{kept}")
}

proptest! {
    #![proptest_config(cases(64))]
    #[test]
    fn what_leads_to_another_host_in_a_browser_is_no_address_on_this_site(
        front in select(vec!["", " ", "\t", "\u{1}"]), slashes in "[/\\\\\t\n]{2,4}", rest in "[a-z.]{1,8}",
    ) {
        let text = format!("{front}{slashes}{rest}");
        let here = url::Url::parse("https://here.example/lessons/x/").unwrap();
        if let (Address::Internal { .. }, Ok(theirs)) = (address::read(&text), here.join(&text)) {
            prop_assert_eq!(theirs.host_str(), Some("here.example"), "{:?}", text);
        }
    }


    #[test]
    fn building_twice_gives_the_same_bytes_in_whatever_order_files_come(
        journal in any_journal(),
        seed in any::<u64>(),
    ) {
        let first = built(&journal);
        let mut turned = Fixture { files: journal.files.clone(), ..Fixture::default() };
        let length = turned.files.len() as u64;
        let hash = |path: &str| path.bytes().fold(seed, |hash, b| hash.rotate_left(5) ^ u64::from(b) ^ length);
        turned.files.sort_by_key(|(path, _)| hash(path));
        let second = built(&turned);
        prop_assert_eq!(first.map(|site| site.0), second.map(|site| site.0));
    }

    #[test]
    fn routes_are_injective_and_stay_in_the_folder(journal in any_journal()) {
        let Some(site) = built(&journal) else { return Ok(()) };
        let mut folded = BTreeSet::new();
        for place in site.0.keys() {
            prop_assert!(!place.starts_with('/') && !place.contains(['\\', '\0', '\n']), "{}", place);
            prop_assert!(place.split('/').all(|part| !matches!(part, "" | "." | "..")), "{}", place);
            prop_assert!(place.is_ascii(), "{}", place);
            prop_assert!(folded.insert(slug::fold(place)), "{} differs from another by case alone", place);
        }
        let is_lesson = |place: &&String| place.matches('/').count() == 2 && place.starts_with("lessons/");
        let pages = site.0.keys().filter(is_lesson).count();
        let lessons = journal.files.iter().filter(|(path, bytes)| {
            path.starts_with("content/lessons/") && String::from_utf8_lossy(bytes).contains("draft = false")
        });
        prop_assert_eq!(pages, lessons.count());
    }

    #[test]
    fn a_journal_of_any_titles_and_tags_has_well_formed_feeds(journal in any_journal()) {
        let Some(site) = built(&journal) else { return Ok(()) };
        for (place, bytes) in &site.0 {
            if place.ends_with(".xml") && !place.starts_with("sitemap") {
                well_formed(std::str::from_utf8(bytes).unwrap());
            }
            if place.ends_with(".json") {
                prop_assert!(serde_json::from_slice::<serde_json::Value>(bytes).is_ok());
            }
        }
    }

    #[test]
    fn no_body_panics(text in any_text(), raw in any::<bool>()) {
        let settings = String::from_utf8(Fixture::default().complete().settings()).unwrap();
        let settings = format!("{settings}[markdown]\nraw_html = {raw}\n");
        let fixture = Fixture::default()
            .with("site.toml", settings)
            .with("content/lessons/2026-01-02-x.md", format!("+++\ntitle = \"X\"\n+++\n{text}"));
        if let Some(site) = built(&fixture) {
            well_formed(site.text("feed.xml"));
        }
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn no_settings_panic(
        text in any_text(),
        key in select(vec!["", "title", "base_url", "id", "lang", "timezone", "accent", "theme"]),
    ) {
        let settings = if key.is_empty() { text } else {
            let good = [("title", "T"), ("base_url", "https://t.example/"), ("id", "tag:t")];
            let others = good.iter().filter(|(other, _)| *other != key);
            let lines = others.map(|(key, value)| format!("{key} = \"{value}\"\n"));
            lines.collect::<String>() + &format!("{key} = {}\n", quoted(&text))
        };
        let fixture = Fixture::default().with("site.toml", settings);
        let _ = try_site(&fixture, date::day("2026-11-20").unwrap(), Include::default());
    }

    #[test]
    fn no_file_of_content_panics(
        text in any_text(),
        bytes in vec(any::<u8>(), 0..64),
        at in any::<Index>(),
        front in any::<bool>(),
    ) {
        let mut whole = if front { format!("+++\n{text}\n+++\n") } else { text }.into_bytes();
        whole.splice(at.index(whole.len() + 1).., bytes);
        for kind in ["resources", "introductions", "lessons", "pages", "other"] {
            let path = format!("content/{kind}/2026-01-02-x.md");
            let _ = built(&Fixture::default().with(&path, whole.clone()));
        }
    }

    #[test]
    fn no_value_of_any_key_panics(
        key in select(vec![
            "title", "date", "updated", "tags", "summary", "slug", "id", "aliases", "draft", "expires", "lang", "image",
            "url", "author", "source", "year", "via", "good_for", "minutes", "sides", "steps", "named", "nav",
            "both_said_yes",
        ]),
        value in prop_oneof![
            any_text().prop_map(|text| quoted(&text)),
            any::<i64>().prop_map(|n| n.to_string()),
            any::<f64>().prop_map(|n| format!("{n:?}").replace("NaN", "nan")),
            (any::<u16>(), any::<u8>(), any::<u8>()).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}")),
            vec(any_text(), 0..3).prop_map(|all| all.iter().map(|text| quoted(text) + ",").collect::<String>())
                .prop_map(|all| format!("[{all}]")),
            any_text().prop_map(|text| table(&text)),
            any_text().prop_map(|text| format!("[{}]", table(&text))),
        ],
    ) {
        for kind in ["resources", "introductions", "lessons", "pages"] {
            let title = if key == "title" { "" } else { "title = \"X\"\n" };
            let text = format!("+++\n{title}{key} = {value}\n+++\nWords.\n");
            let _ = built(&Fixture::default().with(&format!("content/{kind}/2026-01-02-x.md"), text));
        }
    }
}

proptest! {
    #![proptest_config(cases(1024))]

    #[test]
    fn slugs_are_never_empty_never_strange_and_idempotent(text in any_text()) {
        let made = slug::slug(&text);
        prop_assert!(slug::is_slug(&made), "{:?} from {:?}", made, text);
        prop_assert!(made.len() <= 80, "{}", made);
        prop_assert_eq!(&slug::slug(&made), &made);
        prop_assert_eq!(slug::slug(&format!(" {text} ")).is_empty(), false);
    }

    #[test]
    fn the_words_of_a_text_have_one_space_between_them(
        words in vec("[a-zé]{1,9}|[łжø漢]{1,3}|[A-Z][a-z]{20,40}", 1..30),
        blanks in vec(select(vec![" ", " ", " ", "  ", "\n", " \t ", "\u{a0}", "\u{3000} ", "\u{2003}\u{85}"]), 30),
    ) {
        let text: String = words.iter().zip(&blanks).flat_map(|(word, blank)| [word, *blank]).collect();
        let (source, whole) = (Source::new("a.md", text.clone()), Span::new(0..text.len()));
        let read = markdown::parse(&mut Report::new(), &source, whole, Policy::default());
        let plain = read.plain(|_| "");
        prop_assert_eq!(plain.trim_end(), words.join(" "));
    }

    #[test]
    fn a_slug_survives_an_address(text in any_text()) {
        let made = slug::slug(&text);
        prop_assert_eq!(&*address::encode(&made), &made);
        let encoded = address::encode_path(&text);
        prop_assert!(encoded.is_ascii());
        prop_assert_eq!(&*address::decode(&encoded), &text);
    }

    #[test]
    fn escaped_text_is_the_same_text_to_html_and_to_xml(text in any_text()) {
        let clean = chars::clean(&text).into_owned();
        let escaped = markup::escaped(&text);
        prop_assert_eq!(&*quick_xml::escape::unescape(&escaped).unwrap(), &clean);
        let lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
        let page = scraper::Html::parse_fragment(&format!("<p title=\"{escaped}\">{escaped}</p>"));
        let selector = scraper::Selector::parse("p").unwrap();
        let p = page.select(&selector).next().unwrap();
        prop_assert_eq!(p.attr("title"), Some(&*lines(&clean)));
        prop_assert_eq!(p.text().collect::<String>(), lines(&clean));
    }

    #[test]
    fn shortened_text_is_short(text in any_text(), most in 1..60_usize) {
        let short = markup::shorten(&text, most);
        prop_assert!(short.chars().count() <= most + 1, "{} in {:?}", most, short);
    }

    #[test]
    fn any_text_that_is_no_address_of_ours_is_no_address_of_ours(text in any_text()) {
        is_what_browsers_read(&text)?;
    }

    #[test]
    fn no_disguise_gets_a_scheme_through(text in disguised()) {
        is_what_browsers_read(&text)?;
    }

    #[test]
    fn no_bytes_of_a_picture_panic(kind in any_kind(), bytes in vec(any::<u8>(), 0..200)) {
        let _ = (picture::publishable(kind, &bytes), picture::size(kind, &bytes));
    }

    #[test]
    fn no_damage_to_a_picture_panics(
        kind in any_kind(),
        damage in vec((any::<Index>(), any::<u8>()), 0..6),
        end in any::<Index>(),
    ) {
        let mut bytes = picture(kind);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(end.index(bytes.len()) + 1);
        if let Ok(once) = picture::publishable(kind, &bytes)

        {
            prop_assert_eq!(picture::publishable(kind, &once), Ok(once));
        }
        let _ = picture::size(kind, &bytes);
    }

    #[test]
    fn no_svg_panics(text in any_text(), at in any::<Index>()) {
        let mut svg = String::from_utf8(picture(Kind::Svg)).unwrap();
        let places: Vec<_> = svg.char_indices().map(|(at, _)| at).collect();
        svg.insert_str(places[at.index(places.len())], &text);
        let _ = (picture::publishable(Kind::Svg, svg.as_bytes()), picture::size(Kind::Svg, svg.as_bytes()));
    }
}

fn any_kind() -> impl Strategy<Value = Kind> {
    select(vec![Kind::Jpeg, Kind::Png, Kind::WebP, Kind::Gif, Kind::Svg])
}

/// An address with a scheme that is not published, as people have hidden one from programs.
fn disguised() -> impl Strategy<Value = String> {
    let scheme = select(vec![
        "javascript",
        "vbscript",
        "data",
        "file",
        "blob",
        "about",
        "view-source",
        "ftp",
        "ws",
        "intent",
        "x-y+z.1",
    ]);
    let noise = select(vec![
        "", "", "", "\t", "\n", "\r", " ", "\u{1}", "\u{0}", "\u{7f}", "\u{a0}", "\u{feff}", "\u{200b}", "\u{2028}",
        "%09", "&#9;",
    ]);
    let rest = select(vec![
        "alert(1)",
        "//https://a.example/%0aalert(1)",
        "text/html,<script>alert(1)</script>",
        "///etc/passwd",
        "?http://",
        "#",
    ]);
    (scheme, vec((noise.clone(), any::<bool>()), 16), noise, rest).prop_map(|(scheme, noises, before_colon, rest)| {
        let mut out = String::new();
        for (c, (noise, upper)) in scheme.chars().zip(noises) {
            out.push_str(noise);
            out.push(if upper { c.to_ascii_uppercase() } else { c });
        }
        out + before_colon + ":" + rest
    })
}

/// What is published of an address is what a browser on our page would make of it, or it is not published at all.
fn is_what_browsers_read(text: &str) -> Result<(), TestCaseError> {
    let here = url::Url::parse("https://here.example/lessons/x/").unwrap();
    let theirs = here.join(text);
    let published = ["http", "https", "mailto", "tel"];
    match address::read(text) {
        Address::External(url) => {
            let ours = url::Url::parse(&url).unwrap();
            prop_assert!(published.contains(&ours.scheme()), "{:?} became {}", text, url);
            prop_assert!(!ours.scheme().starts_with("http") || ours.host_str().is_some_and(|host| !host.is_empty()));
        }
        Address::Internal { .. } => {
            if let Ok(theirs) = theirs {
                prop_assert!(theirs.scheme() == "https", "{:?} is {} to a browser", text, theirs);
            }
        }
        Address::Refused(_) | Address::Broken(_) => {}
    }
    Ok(())
}

#[test]
fn every_character_that_may_stand_in_a_title_gives_well_formed_feeds() {
    let permitted: Vec<char> = ('\0'..=char::MAX).filter(|c| chars::hidden(&c.to_string()).is_none()).collect();
    assert!(permitted.len() > 1_000_000);
    let unusual = |c: &char| !('\u{20000}'..='\u{10fffd}').contains(c) || u32::from(*c).is_multiple_of(257);
    let titles: Vec<String> = permitted
        .into_iter()
        .filter(unusual)
        .collect::<Vec<_>>()
        .chunks(8_000)
        .map(|chunk| chunk.iter().collect())
        .collect();
    let mut fixture = Fixture::default().complete();
    for (n, title) in titles.iter().enumerate() {
        let text = format!("+++\ntitle = {}\ntags = [\"t\"]\n+++\nX.\n", quoted(title));
        fixture = fixture.with(&format!("content/lessons/2026-01-{:02}-x{n}.md", n % 28 + 1), text);
    }
    let site = built(&fixture).expect("each of these may stand in a title");
    for place in ["feed.xml", "atom.xml", "lessons/feed.xml", "tags/t/feed.xml"] {
        well_formed(site.text(place));
        let feed = feed_rs::parser::parse(site.text(place).as_bytes()).unwrap();
        assert_eq!(feed.entries.len(), titles.len().min(30), "{place}");
    }
    serde_json::from_str::<serde_json::Value>(site.text("feed.json")).unwrap();
}

#[test]
fn no_theme_panics() {
    let mut runner = proptest::test_runner::TestRunner::new(cases(48));
    let files = subsequence(
        vec!["templates/entry.html", "templates/parts/head.html", "styles/1-tokens.css", "scripts/head.js", "x"],
        1..4,
    );
    let result = runner.run(&(files, any_text()), |(files, text)| {
        let mut fixture = Fixture::default().with("content/lessons/2026-01-02-x.md", "+++\ntitle = \"X\"\n+++\nX.\n");
        for file in files {
            fixture = fixture.with(&format!("themes/airmail/{file}"), text.clone());
        }
        let ran = std::panic::catch_unwind(AssertUnwindSafe(|| built(&fixture)));
        prop_assert!(ran.is_ok());
        Ok(())
    });
    result.unwrap();
}
