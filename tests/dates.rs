//! What is out on a day, and in which zone a day begins.

use goodturn::model::Include;
use goodturn::parse::date;

use crate::support::{Fixture, check, site, try_site};

const LESSON: &str = "
//- content/lessons/2026-12-03-later.md
+++
title = \"Later\"
tags = [\"future\"]
+++
Words.
//- content/lessons/2026-11-19-draft.md
+++
title = \"Unfinished\"
draft = true
tags = [\"secret\"]
+++
Words.
//- content/lessons/2026-01-02-gone.md
+++
title = \"Gone by\"
expires = 2026-03-01
tags = [\"past\"]
+++
Words.
//- content/lessons/2026-11-18-here.md
+++
title = \"Here now\"
+++
Words.
";

#[test]
fn drafts_and_the_future_are_nowhere() {
    let built = site(LESSON);
    for (place, bytes) in &built.0 {
        let text = String::from_utf8_lossy(bytes);
        for word in ["Later", "Unfinished", "secret", "future", "2026-12-03"] {
            assert!(!text.contains(word) && !place.contains(&word.to_lowercase()), "{word} in {place}");
        }
    }
    assert!(built.text("index.html").contains("Here now"), "the control: what is out is there");
}

#[test]
fn an_expired_entry_keeps_its_page_and_leaves_everything_else() {
    let built = site(LESSON);
    let page = built.text("lessons/gone/index.html");
    assert!(page.contains("until 1 March 2026") && page.contains("noindex"));
    for place in
        ["index.html", "archive/index.html", "lessons/index.html", "feed.xml", "atom.xml", "feed.json", "sitemap.xml"]
    {
        assert!(!built.text(place).contains("gone"), "{place} shows what has expired");
    }
    assert!(!built.has("tags/past/index.html"));
}

#[test]
fn previews_show_what_they_are_asked_for() {
    let fixture = Fixture::parse(LESSON);
    let day = date::day("2026-11-20").unwrap();
    let (_, built) = try_site(&fixture, day, Include { drafts: true, future: false });
    let built = built.unwrap();
    assert!(built.has("lessons/draft/index.html") && !built.has("lessons/later/index.html"));
    assert!(built.text("robots.txt").contains("Disallow: /"));
    let (_, built) = try_site(&fixture, day, Include { drafts: false, future: true });
    let built = built.unwrap();
    assert!(built.has("lessons/later/index.html") && !built.has("lessons/draft/index.html"));
}

#[test]
fn a_scheduled_entry_comes_out_on_its_day() {
    let fixture = Fixture::parse(LESSON);
    let on = |day| try_site(&fixture, date::day(day).unwrap(), Include::default()).1.unwrap();
    assert!(!on("2026-12-02").has("lessons/later/index.html"));
    assert!(on("2026-12-03").has("lessons/later/index.html"));
}

#[test]
fn the_day_begins_in_the_journals_zone() {
    let zone = |zone: &str| {
        format!(
            "//- site.toml\ntitle = \"T\"\nbase_url = \"https://t.example/\"\nid = \"tag:t,2026:t\"\ntimezone = \"{zone}\"\n\
             //- content/lessons/x.md\n+++\ntitle = \"X\"\ndate = 2026-11-20T23:30:00+00:00\n+++\nWords.\n"
        )
    };
    assert!(site(&zone("UTC")).has("lessons/x/index.html"));
    let fixture = Fixture::parse(&zone("Asia/Tokyo"));
    let (_, tokyo) = try_site(&fixture, date::day("2026-11-20").unwrap(), Include::default());
    assert!(!tokyo.unwrap().has("lessons/x/index.html"), "in Tokyo it is the 21st already");
}

#[test]
fn a_whole_day_begins_at_its_first_moment_in_the_zone() {
    let built = site(
        "//- site.toml\ntitle = \"T\"\nbase_url = \"https://t.example/\"\nid = \"tag:t,2026:t\"\ntimezone = \"America/New_York\"\n\
         //- content/lessons/2026-07-01-x.md\n+++\ntitle = \"X\"\n+++\nWords.\n",
    );
    let feed = built.feed("feed.xml");
    assert_eq!(feed.entries[0].published.unwrap().to_rfc3339(), "2026-07-01T04:00:00+00:00");
    assert!(built.text("feed.xml").contains("<pubDate>Wed, 1 Jul 2026 00:00:00 -0400</pubDate>"));
}

#[test]
fn the_days_in_a_name_and_in_the_front_matter_agree() {
    check(
        "
//- content/lessons/2026-11-18-x.md
+++
title = \"X\"
date = 2026-11-17
       ^^^^^^^^^^ error: the file's name says 2026-11-18
+++
Words.
//- content/lessons/no-date.md
+++
^ error: this entry has no date
title = \"X\"
+++
Words.
//- content/lessons/2026-02-30-x.md
+++
^ error: this entry has no date
^ error: this is no date for an entry: the file's name begins with 2026-02-30, and no calendar has that day
title = \"X\"
+++
Words.
",
    );
}

#[test]
fn a_change_that_is_still_to_come_is_in_no_feed() {
    let built = site("//- content/lessons/2026-01-02-x.md\n+++\ntitle = \"X\"\nupdated = 2027-01-01\n+++\nWords.\n");
    assert!(!built.text("feed.xml").contains("2027") && !built.text("atom.xml").contains("2027"));
}

#[test]
fn what_comes_later_has_the_later_date() {
    check(
        "
//- content/lessons/2026-01-02-x.md
+++
^ error: `expires` is not after `date`
^ error: `updated` is before `date`
title = \"X\"
updated = 2026-01-01
expires = 2026-01-02
+++
Words.
",
    );
}

#[test]
fn a_date_that_is_none_is_said_once() {
    check(
        "
//- content/lessons/2026-01-02-x.md
+++
title = \"X\"
updated = 2026-02-29
          ^^^^^^^^^^ error: this is not TOML: invalid date, expected day between 01 and 28
+++
Words.
",
    );
}
