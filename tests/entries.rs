//! What each key of an entry does on its page and in the lists, and what an entry is held to once it is published.

use goodturn::model::Include;
use goodturn::parse::date;

use crate::support::{Built, Fixture, Project, check, site, site_on, try_site};

const PICTURE: &[u8] = include_bytes!("../themes/airmail/assets/touch-icon.png");

/// More than the twenty words that a resource wants.
const WORDS: &str = "It says in plain words what most of us take ten years to find out, and it does so without selling \
                     anything to anybody at all.\n";

/// A journal with one lesson, which has these lines.
fn lesson(lines: &str) -> Built {
    site(&format!("//- content/lessons/2026-01-02-x.md\n+++\ntitle = \"A lesson\"\n{lines}\n+++\nWords.\n"))
}

/// A journal with one resource.
fn resource(lines: &str) -> Built {
    site(&format!(
        "//- content/resources/2026-01-02-x.md\n+++\ntitle = \"A thing\"\nurl = \"https://www.thing.example/a?b=1&c\"\n\
         {lines}\n+++\n{WORDS}"
    ))
}

/// A journal with one introduction.
fn introduction(lines: &str) -> Built {
    site(&format!("//- content/introductions/2026-01-02-x.md\n+++\ntitle = \"A pair\"\n{lines}\n+++\nWords.\n"))
}

const SIDES: &str = "sides = [{ who = \"a hospice nurse\", brings = \"quiet\" }, \"a printer\"]";

/// The attribute of the first element that `selector` finds on the page at `place`.
#[track_caller]
fn attribute(built: &Built, place: &str, selector: &str, name: &str) -> String {
    let page = built.page(place);
    let selector = scraper::Selector::parse(selector).unwrap();
    let found = page.select(&selector).next().unwrap_or_else(|| panic!("no {selector:?} in {place}"));
    found.attr(name).unwrap_or_else(|| panic!("{} has no {name}", found.html())).to_owned()
}

/// The words of the note in the margin with this label.
#[track_caller]
fn note(built: &Built, place: &str, label: &str) -> String {
    let page = built.page(place);
    let (notes, words) = (".side .who", scraper::Selector::parse("p").unwrap());
    let head = scraper::Selector::parse("b").unwrap();
    let text = |element: scraper::ElementRef<'_>| element.text().collect::<String>().trim().to_owned();
    let selector = scraper::Selector::parse(notes).unwrap();
    let found = page.select(&selector).find(|note| note.select(&head).next().is_some_and(|b| text(b) == label));
    let found = found.unwrap_or_else(|| panic!("no note `{label}` in {}", built.text(place)));
    found.select(&words).next().map(text).unwrap_or_default()
}

/// Whether the search page's files have these words.
fn can_be_found(built: &Built, words: &str) -> bool {
    let mut places = built.0.keys().filter(|place| place.starts_with("search/"));
    places.any(|place| built.text(place).contains(words))
}

const LESSON: &str = "lessons/x/index.html";
const RESOURCE: &str = "resources/x/index.html";
const INTRODUCTION: &str = "introductions/x/index.html";

// ---- every kind -------------------------------------------------------------------------------------------------

#[test]
fn a_title_stands_on_the_page_in_lists_and_in_feeds() {
    let built = site(
        "
//- content/lessons/2026-01-02-x.md
+++
title = \"  Ask <both> &   wait  \"
+++
Words.
",
    );
    assert_eq!(built.select(LESSON, "h1"), ["Ask <both> & wait"]);
    assert_eq!(built.select("index.html", ".e h3"), ["Ask <both> & wait"]);
    for list in ["lessons/index.html", "archive/2026/index.html"] {
        assert_eq!(built.select(list, ".list .p-name"), ["Ask <both> & wait"], "{list}");
    }
    assert!(built.select(LESSON, "title")[0].starts_with("Ask <both> & wait"));
    for feed in ["feed.xml", "atom.xml", "feed.json", "lessons/feed.xml"] {
        assert_eq!(built.feed(feed).entries[0].title.as_ref().unwrap().content, "Ask <both> & wait", "{feed}");
    }
    assert!(can_be_found(&built, "Ask <both> & wait"));
}

#[test]
fn a_date_is_in_the_name_or_in_the_file_or_in_both() {
    let entry = |name: &str, lines: &str| {
        let text = format!("+++\ntitle = \"A\"\n{lines}\n+++\nWords.\n");
        site_on(Fixture::default().with(&format!("content/lessons/{name}.md"), text))
    };
    for (name, lines) in [
        ("2026-01-02-x", ""),
        ("x", "date = 2026-01-02"),
        ("2026-01-02-x", "date = 2026-01-02"),
        ("2026-01-02-x", "date = 2026-01-02T08:30:00Z"),
        ("2026-01-02-x", "date = 2026-01-02T23:30:00-00:15"),
    ] {
        let built = entry(name, lines);
        assert_eq!(built.select(LESSON, "time.dt-published"), ["2 January 2026"], "{name} {lines}");
        assert!(built.has("archive/2026/index.html"));
    }
    let built = entry("2026-01-02-x", "date = 2026-01-02T08:30:00+01:00");
    assert_eq!(attribute(&built, LESSON, "time.dt-published", "datetime"), "2026-01-02T08:30:00+01:00");
    assert_eq!(built.feed("feed.xml").entries[0].published.unwrap().to_rfc3339(), "2026-01-02T07:30:00+00:00");
}

#[test]
fn the_newest_comes_first_and_the_time_of_day_counts() {
    let built = site(
        "
//- content/lessons/2026-01-02-a.md
+++
title = \"Morning\"
date = 2026-01-02T08:00:00Z
+++
//- content/lessons/2026-01-02-b.md
+++
title = \"Evening\"
date = 2026-01-02T20:00:00Z
+++
//- content/lessons/2025-01-02-c.md
+++
title = \"Last year\"
+++
",
    );
    assert_eq!(built.select("index.html", ".e h3"), ["Evening", "Morning", "Last year"]);
    let titles: Vec<_> = built.feed("feed.xml").entries.into_iter().map(|entry| entry.title.unwrap().content).collect();
    assert_eq!(titles, ["Evening", "Morning", "Last year"]);
}

#[test]
fn an_update_is_told_on_the_page_and_in_feeds_and_moves_nothing() {
    let built = lesson("updated = 2026-03-04");
    assert_eq!(built.select(LESSON, "time.dt-updated"), ["4 March 2026"]);
    assert_eq!(built.feed("atom.xml").entries[0].updated.unwrap().to_rfc3339(), "2026-03-04T00:00:00+00:00");
    assert_eq!(built.feed("atom.xml").entries[0].published.unwrap().to_rfc3339(), "2026-01-02T00:00:00+00:00");
    assert!(built.text("sitemap.xml").contains("<lastmod>2026-03-04"));
    assert!(lesson("").select(LESSON, "time.dt-updated").is_empty());
}

#[test]
fn tags_that_differ_in_case_only_are_one() {
    let built = site(
        "
//- content/lessons/2026-01-02-x.md
+++
title = \"A\"
tags = [\"Letters\", \"letters\", \"time\"]
+++
//- content/lessons/2026-01-03-y.md
+++
title = \"B\"
tags = [\"letters\"]
+++
//- content/lessons/2026-01-04-z.md
+++
title = \"C\"
tags = \"letters\"
+++
",
    );
    assert_eq!(built.select("tags/letters/index.html", ".list .p-name"), ["C", "B", "A"]);
    assert_eq!(built.select(LESSON, ".side .tags a"), ["letters", "time"]);
    assert_eq!(built.feed("tags/letters/feed.xml").entries.len(), 3);
    let categories = &built.feed("feed.xml").entries[2].categories;
    assert_eq!(categories.iter().map(|tag| tag.term.as_str()).collect::<Vec<_>>(), ["letters", "time"]);
}

#[test]
fn a_summary_stands_for_the_text_in_lists_and_in_heads() {
    let built = lesson("summary = \"In short: ask <both>.\"");
    assert_eq!(built.select("index.html", ".e .p-summary"), ["In short: ask <both>."]);
    assert_eq!(attribute(&built, LESSON, "meta[name=description]", "content"), "In short: ask <both>.");
    assert_eq!(built.feed("atom.xml").entries[0].summary.as_ref().unwrap().content, "In short: ask <both>.");
    assert_eq!(built.select(LESSON, ".e-content"), ["Words."]);
}

#[test]
fn a_slug_is_the_address_and_leaves_the_feed_id_alone() {
    let built = lesson("slug = \"another_name-2\"");
    assert!(built.has("lessons/another_name-2/index.html") && !built.has(LESSON));
    assert_eq!(built.feed("atom.xml").entries[0].id, "tag:test.example,2026:t/lessons/2026-01-02-x");
    assert_eq!(built.feed("atom.xml").entries[0].links[0].href, "https://test.example/lessons/another_name-2/");
}

#[test]
fn an_id_is_what_feeds_know_an_entry_by() {
    let built = lesson("id = \"urn:uuid:1225c695\"");
    for feed in ["feed.xml", "atom.xml", "feed.json"] {
        assert_eq!(built.feed(feed).entries[0].id, "urn:uuid:1225c695", "{feed}");
    }
}

#[test]
fn aliases_lead_to_the_entry() {
    let built = lesson("aliases = [\"/2019/old name/\", \"/old.html\", \"/bare\"]");
    for place in ["2019/old name/index.html", "old.html", "bare/index.html"] {
        assert_eq!(
            attribute(&built, place, "link[rel=canonical]", "href"),
            "https://test.example/lessons/x/",
            "{place}"
        );
        assert!(built.text(place).contains("/lessons/x/"));
    }
    assert!(!built.text("sitemap.xml").contains("old"));
}

#[test]
fn a_draft_is_nowhere_but_in_the_list_of_what_is_held_back() {
    let built = site(
        "
//- content/lessons/2026-01-02-x.md
+++
title = \"Unfinished\"
draft = true
tags = [\"only-here\"]
+++
//- content/pages/hidden.md
+++
title = \"Hidden page\"
draft = true
nav = 1
+++
",
    );
    assert!(!built.has(LESSON) && !built.has("hidden/index.html") && !built.has("tags/only-here/index.html"));
    for (place, bytes) in &built.0 {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("Unfinished") && !text.contains("Hidden page"), "{place}");
    }
}

#[test]
fn what_expires_says_until_when() {
    let built = lesson("expires = 2027-01-01");
    assert_eq!(note(&built, LESSON, "Worth having until"), "1 January 2027");
    assert_eq!(built.select("index.html", ".e h3"), ["A lesson"]);
    let built = lesson("expires = 2026-11-20");
    assert!(built.select(LESSON, ".notice")[0].contains("20 November 2026"));
    assert!(built.select("index.html", ".e h3").is_empty());
}

#[test]
fn a_language_of_its_own_is_declared_where_the_words_are() {
    let built = lesson("lang = \"ar\"");
    assert_eq!(attribute(&built, LESSON, "html", "lang"), "ar");
    assert_eq!(attribute(&built, LESSON, "html", "dir"), "rtl");
    assert_eq!(attribute(&built, "index.html", ".e .what", "lang"), "ar");
    assert_eq!(attribute(&built, "index.html", ".e .what", "dir"), "rtl");
    assert_eq!(attribute(&built, "index.html", "html", "lang"), "en");
}

#[test]
fn an_image_is_the_picture_of_social_cards() {
    for (image, url) in [("dot.png", "lessons/x/dot.png"), ("/card-x.png", "card-x.png")] {
        let text = format!("+++\ntitle = \"A\"\nimage = \"{image}\"\n+++\nWords.\n");
        let fixture = Fixture::default().with("content/lessons/2026-01-02-x/index.md", text);
        let fixture = fixture.with("content/lessons/2026-01-02-x/dot.png", PICTURE).with("static/card-x.png", PICTURE);
        let built = site_on(fixture);
        let found = attribute(&built, LESSON, "meta[property=\"og:image\"]", "content");
        assert_eq!(found, format!("https://test.example/{url}"));
        assert!(built.has(url), "the picture itself is published");
    }
}

// ---- resources --------------------------------------------------------------------------------------------------

#[test]
fn a_resource_leads_to_what_was_found() {
    let built = resource("");
    let url = "https://www.thing.example/a?b=1&c";
    assert_eq!(attribute(&built, RESOURCE, ".act a", "href"), url);
    assert_eq!(built.select(RESOURCE, ".act a"), ["Read it at thing.example"]);
    assert_eq!(attribute(&built, "index.html", ".e h3 a", "href"), url);
    assert_eq!(built.feed("feed.xml").entries[0].links[0].href, "https://test.example/resources/x/");
    assert!(built.text("feed.json").contains("\"external_url\""));
}

#[test]
fn who_made_it_where_and_when_is_one_line() {
    let built = resource("author = \"Zoë O’Neil\"\nsource = \"The Sketch\"\nyear = 1998\nminutes = 90");
    assert_eq!(built.select(RESOURCE, ".src"), ["By Zoë O’Neil, The Sketch, 1998. About an hour and a half."]);
    assert_eq!(built.select("index.html", ".e .src"), ["Zoë O’Neil, The Sketch, 1998. An hour and a half."]);
    for word in ["zoe", "sketch"] {
        assert!(can_be_found(&built, word), "{word} cannot be found");
    }
    assert!(resource("").select(RESOURCE, ".src").is_empty(), "a line that says nothing is left out");
}

#[test]
fn each_part_of_the_line_stands_alone_too() {
    for (lines, byline) in [
        ("author = \"A. Nurse\"", "By A. Nurse."),
        ("source = \"The Sketch\"", "The Sketch."),
        ("year = -300", "-300."),
        ("minutes = 1", "About one minute."),
        ("minutes = 10", "About ten minutes."),
        ("minutes = 60", "About an hour."),
        ("minutes = 150", "About two hours and 30 minutes."),
    ] {
        assert_eq!(resource(lines).select(RESOURCE, ".src"), [byline], "{lines}");
    }
}

#[test]
fn a_way_by_which_it_came_is_told() {
    let built = resource("via = { name = \"a friend\", url = \"https://friend.example/\" }");
    assert_eq!(built.select(RESOURCE, ".src"), ["Found through a friend."]);
    assert_eq!(attribute(&built, RESOURCE, ".src a", "href"), "https://friend.example/");
    let built = resource("via = { name = \"a friend\" }");
    assert_eq!(built.select(RESOURCE, ".src"), ["Found through a friend."]);
    assert!(built.select(RESOURCE, ".src a").is_empty());
}

#[test]
fn whom_it_suits_stands_in_the_margin_in_lists_and_in_feeds() {
    let built = resource(
        "good_for = \"Nurses on nights, and others\"\nless_good_for = \"People in a hurry\"\n\
         when = \"3 December, 18:00\"\nwhere = \"The library\"",
    );
    assert_eq!(note(&built, RESOURCE, "Good for"), "Nurses on nights, and others");
    assert_eq!(note(&built, RESOURCE, "Less good for"), "People in a hurry");
    assert_eq!(note(&built, RESOURCE, "When"), "3 December, 18:00");
    assert_eq!(note(&built, RESOURCE, "Where"), "The library");
    assert_eq!(built.select("index.html", ".e .who p"), ["Nurses on nights, and others"]);
    assert_eq!(built.select("resources/index.html", ".list .s"), ["Nurses on nights"]);
    let feed = built.text("feed.xml");
    for words in ["Good for: Nurses on nights", "Less good for: People", "When: 3 December", "Where: The library"] {
        assert!(feed.contains(words), "{words}");
    }
}

// ---- introductions ----------------------------------------------------------------------------------------------

#[test]
fn both_sides_are_shown_by_role() {
    let built = introduction(SIDES);
    assert_eq!(built.select(INTRODUCTION, ".pair b"), ["A hospice nurse", "A printer"]);
    assert_eq!(built.select(INTRODUCTION, ".pair span"), ["quiet"]);
    assert_eq!(
        note(&built, INTRODUCTION, "Who they are"),
        "Here by role only. Names stay with the people they belong to."
    );
    assert!(built.text("feed.xml").contains("A hospice nurse: quiet"));
    assert!(can_be_found(&built, "hospice"));
    let built = introduction("sides = [\"one\", \"two\", \"three\"]");
    assert_eq!(built.select(INTRODUCTION, ".pair.many b"), ["One", "Two", "Three"]);
}

#[test]
fn what_they_shared_and_what_came_of_it() {
    let built = introduction(&format!("{SIDES}\nin_common = \"Paper\"\noutcome = \"A book\""));
    assert_eq!(note(&built, INTRODUCTION, "What they shared"), "Paper");
    assert_eq!(note(&built, INTRODUCTION, "What came of it"), "A book");
    assert_eq!(built.select("index.html", ".e .who p"), ["Paper"]);
    assert!(built.text("feed.xml").contains("What came of it: A book"));
}

#[test]
fn that_both_said_yes_is_told_only_where_it_is_so() {
    let said = |lines: &str| introduction(&format!("{SIDES}\n{lines}")).select(INTRODUCTION, ".src");
    assert_eq!(said("both_said_yes = true"), ["Each said yes before hearing the other’s name."]);
    assert!(said("both_said_yes = false").is_empty() && said("").is_empty());
}

#[test]
fn steps_are_told_with_a_day_or_only_a_month() {
    let built = introduction(&format!(
        "{SIDES}\nsteps = [{{ date = 2026-09-16, text = \"Asked <both>\" }}, \
         {{ date = \"2026-10\", text = \"They met\" }}, \
         {{ date = \"2026-11-02\", text = \"A book\" }}]"
    ));
    assert_eq!(built.select(INTRODUCTION, ".steps time"), ["16 Sep", "October", "2 Nov"]);
    assert_eq!(built.select(INTRODUCTION, ".steps span"), ["Asked <both>", "They met", "A book"]);
    assert_eq!(attribute(&built, INTRODUCTION, ".steps li:nth-child(2) time", "datetime"), "2026-10");
}

#[test]
fn who_agreed_to_be_named_is_named() {
    let built = introduction(&format!("{SIDES}\nnamed = [\"Hal Okafor\", \"Zoë\"]"));
    let said = note(&built, INTRODUCTION, "Who they are");
    assert_eq!(said, "Happy to be named: Hal Okafor, Zoë. Anyone else is here by role.");
}

// ---- lessons and pages ------------------------------------------------------------------------------------------

#[test]
fn a_lesson_says_when_to_try_it_and_who_taught_it() {
    let built = lesson("learned_from = \"a court clerk\"\ntry_when = \"Somebody thanks you\"");
    assert_eq!(note(&built, LESSON, "Learned from"), "a court clerk");
    assert_eq!(note(&built, LESSON, "Try it when"), "Somebody thanks you");
    assert_eq!(built.select("index.html", ".e .who p"), ["Somebody thanks you"]);
    assert!(can_be_found(&built, "somebody"));
}

#[test]
fn pages_stand_at_the_root_and_in_the_menu_in_their_order() {
    let page = |name: &str, lines: &str| {
        format!("//- content/pages/{name}.md\n+++\ntitle = \"The {name}\"\n{lines}\n+++\nWords of {name}.\n")
    };
    let all = page("zebra", "nav = 1")
        + &page("apple", "nav = 2")
        + &page("loose", "")
        + &page("2026-01-02-dated", "nav = 99");
    let built = site(&all);
    for place in ["zebra/index.html", "apple/index.html", "loose/index.html", "dated/index.html"] {
        assert!(built.has(place), "{place}");
    }
    let menu = built.select("index.html", "header nav a");
    let at = |title: &str| menu.iter().position(|item| item == title);
    assert!(at("The zebra").unwrap() < at("The apple").unwrap(), "{menu:?}");
    assert_eq!(built.select("zebra/index.html", "h1"), ["The zebra"]);
    assert!(!built.text("feed.xml").contains("zebra"), "pages are in no feed");
    assert!(built.text("sitemap.xml").contains("https://test.example/zebra/"));
}

#[test]
fn an_empty_value_counts_as_absent() {
    let empty = "author = \"\"\nsource = \" \"\ngood_for = \"\"\nsummary = \"\"\nid = \"\"\nimage = \"\"";
    assert_eq!(resource(empty).0, resource("").0);
}

// ---- what an entry is held to -----------------------------------------------------------------------------------

/// Files with everything wrong that is only wrong once it is published.
fn unready(line: &str) -> String {
    format!(
        "//- content/resources/2026-01-02-a.md\n+++\n{line}\n+++\nGood.\n\
         //- content/introductions/2026-01-02-b.md\n+++\n{line}\ntitle = \"\"\n+++\n\
         //- content/introductions/2026-01-02-c.md\n+++\n{line}\ntitle = \"C\"\nsides = [\"alone\"]\n+++\n\
         //- content/lessons/2026-01-02-d.md\n+++\n{line}\n+++\n\
         //- content/resources/2026-01-20-e.md\n+++\n{line}\ntitle = \"E\"\nurl = \"\"\n+++\n{WORDS}\
         //- content/pages/f.md\n+++\n{line}\n+++\nWords.\n"
    )
}

#[test]
fn what_is_missing_is_an_error_once_it_is_published() {
    let project = Project::new(&unready("draft = false"));
    let built = project.run(&["build"]).code(1);
    assert!(built.stderr.contains("6 files have 9 errors"), "{}", built.stderr);
    let checked = project.run(&["check"]).code(1);
    assert!(checked.stdout.contains("6 files have 9 errors"), "{}", checked.stdout);
    assert!(!project.path("public").exists());
}

#[test]
fn the_same_is_a_note_while_it_is_a_draft() {
    let project = Project::new(&unready("draft = true"));
    let checked = project.run(&["check"]).code(0);
    assert!(checked.stdout.contains("\n9 notes\n") && !checked.stdout.contains("error"), "{}", checked.stdout);
    let built = project.run(&["build"]).code(0);
    assert!(built.stdout.contains("6 drafts"), "{}", built.stdout);
    assert!(!built.stderr.contains("note:"), "a build says nothing of what drafts lack: {}", built.stderr);
}

#[test]
fn scheduled_entries_are_held_to_it_before_their_day() {
    check(
        "
//- content/resources/2026-12-24-a.md
+++
title = \"A\"
url = \"https://a.example/\"
+++
Good.
     ^ error: this resource has 1 word of your own; it wants 20 or more
",
    );
}

#[test]
fn what_is_wrong_in_a_draft_is_wrong_all_the_same() {
    check(
        "
//- content/lessons/2026-01-02-a.md
+++
title = \"A\"
draft = true
x = 1
^ error: unknown key `x`
+++
//- content/lessons/2026-01-03-b.md
+++
^ note: `title` is missing
draft = true
tags = 1
       ^ error: `tags` is a whole number; it should be a list of strings
+++
",
    );
}

#[test]
fn quotations_are_not_ones_own_words() {
    let day = date::day("2026-11-20").unwrap();
    let errors = |body: &str| {
        let text = format!("+++\ntitle = \"A\"\nurl = \"https://a.example/\"\n+++\n{body}\n");
        let fixture = Fixture::default().with("content/resources/2026-01-02-a.md", text).complete();
        try_site(&fixture, day, Include::default()).0.counts().errors
    };
    let twenty = "one two three four five six seven eight nine ten ".repeat(2);
    assert_eq!(errors(&twenty), 0);
    assert_eq!(errors(&format!("> {twenty}")), 1);
    assert_eq!(errors(&format!("> {twenty}\n\n{twenty}")), 0);
    assert_eq!(errors(&format!("```\n{twenty}\n```")), 1);
    assert_eq!(errors(&format!("<!-- {twenty} -->\n")), 1);
    assert_eq!(errors("一二三四五六七八九十一二三四五六七八九十"), 0, "ideographs are words");
    assert_eq!(errors("— – … · ".repeat(10).as_str()), 1, "signs are none");
}

/// A reader has to get through quotations and code as well.
#[test]
fn a_long_text_with_headings_has_a_table_of_contents() {
    let contents = |words: usize, headings: usize| {
        let headings: Vec<_> = (1..=headings).map(|number| format!("## No. {number}\n")).collect();
        let (told, quoted) = ("word ".repeat(300), "word ".repeat(words - 300 - 2 * headings.len()));
        let text = format!("+++\ntitle = \"A\"\n+++\n{}\n{told}\n\n> {quoted}\n", headings.concat());
        let built = site_on(Fixture::default().with("content/lessons/2026-01-02-a.md", text));
        built.select("lessons/a/index.html", ".toc a")
    };
    assert_eq!(contents(700, 4), ["No. 1", "No. 2", "No. 3", "No. 4"]);
    assert!(contents(699, 4).is_empty() && contents(2_000, 3).is_empty());
}

#[test]
fn two_shares_nearer_than_the_gap_are_a_warning_and_no_more() {
    let thing = |day: &str, name: &str| {
        format!(
            "//- content/resources/2026-01-{day}-{name}.md\n+++\ntitle = \"{name}\"\n\
             url = \"https://{name}.example/\"\n+++\n{WORDS}"
        )
    };
    let near = Project::new(&(thing("02", "a") + &thing("09", "b")));
    let said = near.run(&["check"]).code(0).stdout;
    assert!(said.contains("comes 7 days after the last one; you like to leave 8 days"), "{said}");
    assert!(near.run(&["build"]).code(0).stdout.contains("1 warning"));
    let far = Project::new(&(thing("02", "a") + &thing("10", "b")));
    assert!(far.run(&["check"]).code(0).stdout.contains("nothing to mend"));
    near.write(
        "site.toml",
        "title = \"T\"\nbase_url = \"https://t.example/\"\nid = \"tag:t,2026:t\"\n[share]\ngap = \"1w\"\n",
    );
    assert!(near.run(&["check"]).code(0).stdout.contains("nothing to mend"));
}
