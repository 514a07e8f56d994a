//! `export` and `rename`: what goes out and comes back the same, and what follows when a name changes.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use goodturn::exchange::out::{cards, table};
use goodturn::exchange::read::columns::Map;
use goodturn::exchange::{Format, Person, cell, read};
use proptest::prelude::*;

use crate::support::Project;
use crate::support::outside;
use crate::support::people::circle;

/// Everything that an address book can know of somebody, and some of what makes it hard.
const ANA: &str = r#"
@bo-lee
//- private/contacts/ana-ruiz.md
+++
name = "Ana María Ruiz; née Vale, \"Anita\""
aka = ["Anita", "A, M; R"]
email = ["ana@mail.example", "ruiz@work.example"]
phone = "+44 131 496 0000"
url = ["https://ana.example/a,b;c", "https://www.linkedin.com/in/ana"]
feed = "https://ana.example/feed.xml"
org = "=cmd|' /C calc'!A0"
role = "-editor"
city = "Leith, by the water"
channel = "call"
circles = ["kitchen", "choir"]
close = true
cadence = "6w"
met = 2019-05-01
via = "@bo-lee"
values = ["old maps", "plain; words"]
needs = ["a bookbinder"]
offers = ["'proofreading"]
dates = { birthday = "03-14", anniversary = "2015-06-20", "charity run" = "2027-04-18", "leap" = "02-29" }
last_contact = 2026-01-05
uid = "urn:uuid:1"
+++

She knows every well in Leith; a long line that has to be folded somewhere because it is so very long, and ü.

## Wells

One, two.
"#;

fn people(format: Format, text: &str) -> Vec<Person> {
    let found = read::read(format, text, &Map::default()).unwrap();
    assert_eq!(found.remarks, []);
    found.people
}

/// Somebody without where they stood.
fn bare(person: &Person) -> String {
    outside::person(&Person { line: 0, ..person.clone() })
}

#[test]
fn people_come_back_the_same() {
    let circle = circle(ANA);
    let there: Vec<_> = circle.contacts.iter().map(|contact| bare(&Person::of(contact))).collect();
    let back = |format, text: String| people(format, &text).iter().map(bare).collect::<Vec<_>>();
    let cards = |version| cards::cards(circle.contacts.iter(), version);
    assert_eq!(back(Format::Csv, table::table(circle.contacts.iter())), there);
    assert_eq!(back(Format::VCard, cards(cards::Version::Four)), there);
    assert_eq!(back(Format::VCard, cards(cards::Version::Three)), there);
    assert_eq!(Format::of(&table::table(circle.contacts.iter())), Some(Format::Csv));
}

#[test]
fn cards_are_as_the_standard_has_them() {
    let circle = circle(ANA);
    let text = cards::cards(circle.contacts.iter(), cards::Version::Four);
    let unfolded = text.replace("\r\n ", "");
    for line in [
        "VERSION:4.0\r\n",
        "FN:Ana María Ruiz; née Vale\\, \"Anita\"\r\n",
        "BDAY:--0314\r\n",
        "ANNIVERSARY:20150620\r\n",
        "UID;VALUE=text:urn:uuid:1\r\n",
        "item1.X-ABDATE:2027-04-18\r\nitem1.X-ABLABEL:charity run\r\n",
        "NOTE:She knows every well in Leith; a long",
    ] {
        assert!(unfolded.contains(line), "no {line} in {unfolded}");
    }
    assert!(text.split("\r\n").all(|line| line.len() <= 75) && !text.replace("\r\n", "").contains(['\r', '\n']));
    assert!(!text.to_lowercase().contains("cadence"));
    let three = cards::cards(circle.contacts.iter(), cards::Version::Three);
    assert!(
        three.contains("VERSION:3.0\r\n") && three.contains("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-14\r\n"),
        "{three}"
    );
}

#[test]
fn a_rhythm_is_written_as_its_key_has_it() {
    for cadence in ["6w", "10d", "3m", "1y", "none"] {
        let text = table::table(circle(&format!("@ana cadence = \"{cadence}\"")).contacts.iter());
        let row = text.lines().nth(1).unwrap();
        assert!(row.ends_with(&format!(",active,,{cadence},,")), "{row}");
    }
}

#[test]
fn a_cell_does_nothing_in_a_spreadsheet() {
    let text = table::table(circle(ANA).contacts.iter());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let cells: Vec<String> =
        reader.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect();
    assert!(cells.iter().any(|cell| cell.starts_with("'=cmd")) && cells.iter().any(|cell| cell.starts_with("'+44")));
    for cell in cells {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_cell_comes_back_the_same(text in "['=+@\t\r-]{0,3}\\PC{0,9}") {
        let cell = cell::write(&text);
        prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
        prop_assert_eq!(cell::read(&cell), text);
    }

    #[test]
    fn whoever_goes_out_comes_back_the_same(
        name in "[A-Za-zÀ-ž][\\PC&&[^\"\\\\+]]{0,20}",
        words in prop::collection::vec("[\\PC&&[^\"\\\\]]{1,30}", 0..4),
        note in "(\\PC|\n|\n## Log\n){0,60}",
    ) {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let list: Vec<_> = words.iter().map(|word| quoted(word)).collect();
        let hidden = |text: &str| goodturn::parse::chars::hidden(text).is_some();
        prop_assume!(!hidden(&name) && !words.iter().any(|word| hidden(word)) && !hidden(&note));
        prop_assume!(!name.trim().is_empty());
        let org = words.first().map_or(String::new(), |word| format!("org = {}\n", quoted(word)));
        let body = goodturn::exchange::words::body(&note);
        let text = format!("+++\nname = {}\nvalues = [{}]\n{org}+++\n\n{body}\n", quoted(&name), list.join(", "));
        let circle = circle(&format!("//- private/contacts/a.md\n{text}"));
        let there: Vec<_> = circle.contacts.iter().map(|contact| bare(&Person::of(contact))).collect();
        for (format, text) in [
            (Format::Csv, table::table(circle.contacts.iter())),
            (Format::VCard, cards::cards(circle.contacts.iter(), cards::Version::Four)),
            (Format::VCard, cards::cards(circle.contacts.iter(), cards::Version::Three)),
        ] {
            let back: Vec<_> = people(format, &text).iter().map(bare).collect();
            prop_assert_eq!(&back, &there, "{}", text);
        }
    }
}

const JOURNAL: &str = "
//- private/contacts/ana-ruiz.md
+++
name = \"Ana Ruiz\"
email = \"ana@example.org\"
feed = \"https://ana.example/feed.xml\"
url = \"https://ana.example/\"
dates = { birthday = \"03-14\" }
+++
//- private/contacts/bo-lee.md
+++
name = \"Bo Lee\"
via = \"ana-ruiz\"
feed = \"not an address\"
+++

## Log

- 2026-01-02 met = @ana-ruiz: tea
//- private/inbox/two-seats.md
+++
title = \"Two seats\"
from = \"@ana-ruiz\"
for = [\"bo-lee\", \"ana-ruiz\"]
+++
//- private/log/2026.md
- 2026-11-10 got < @ana-ruiz @bo-lee: an hour, said ana-ruiz
- 2026-11-11 gave > @bo-lee: [[maps]] and [[resources/maps|the maps]]
//- content/resources/2026-01-02-maps.md
+++
title = \"Old <maps>\"
url = \"https://maps.example/?a=1&b=2\"
tags = [\"maps\", \"old things\"]
+++
It says in plain words what most of us take ten years to find out, and it sells nothing to anybody. It is good.

## Top
//- content/lessons/2026-01-03-x/index.md
+++
title = \"X\"
+++
[[maps]], [[resources/maps|mine]], [a](/resources/maps/), [b](../../resources/maps/#top), [c](../../resources/2026-01-02-maps.md),
[d](https://elsewhere.example/maps/).

[maps]: /resources/maps/
";

#[test]
fn what_tells_of_people_says_so_and_is_its_owners_alone() {
    let project = Project::new(JOURNAL);
    for (args, holds) in [
        (&["--vcard"][..], "FN:Ana Ruiz"),
        (&["--vcard", "--3"], "VERSION:3.0"),
        (&["--csv"], "ana-ruiz,Ana Ruiz"),
        (&["--json"], "\"handle\": \"ana-ruiz\""),
        (&["--ics"], "SUMMARY:Ana Ruiz"),
        (&["--opml"], "https://ana.example/feed.xml"),
    ] {
        let name = format!("private/out{}", args.concat());
        let ran = project.run(&[&["export"], args, &["--output", &name]].concat()).code(0);
        assert!(ran.stderr.contains("mind where it goes"), "{}", ran.stderr);
        assert!(project.read(&name).contains(holds), "{args:?}: {}", project.read(&name));
        assert_eq!(fs::metadata(project.path(&name)).unwrap().permissions().mode() & 0o777, 0o600);
        let printed = project.run(&[&["export"], args].concat()).code(0);
        assert_eq!(printed.stdout.trim_end(), project.read(&name).trim_end());
        project.run(&[&["export"], args, &["--output", &name]].concat()).code(2);
    }
    fs::create_dir(project.path("static")).unwrap();
    for place in ["static/people.csv", "people.csv", "private/../people.csv"] {
        let ran = project.run(&["export", "--csv", "--output", place]).code(2);
        assert!(ran.stderr.contains("lies in the journal, where others may get it"), "{}", ran.stderr);
        assert!(!project.path(place).exists());
    }
    let ran = project.run(&["export", "--csv", "--output", "no/such/people.csv"]).code(2);
    assert!(ran.stderr.contains("there is no folder no/such"), "{}", ran.stderr);
    let outside = tempfile::tempdir().unwrap();
    let path = outside.path().join("people.csv");
    project.run(&["export", "--csv", "--output", path.to_str().unwrap()]).code(0);
    assert!(path.exists());
    // Nothing that is public has to be hidden.
    project.run(&["export", "--bookmarks", "--output", "bookmarks.html"]).code(0);
    project.run(&["export"]).code(2);
    project.run(&["export", "--csv", "--ics"]).code(2);
}

#[test]
fn the_calendar_is_that_of_the_private_build() {
    let project = Project::new(JOURNAL);
    project.run(&["build", "--private"]).code(0);
    project.run(&["export", "--ics", "--output", "private/due.ics"]).code(0);
    assert_eq!(project.read("private/due.ics"), project.read("private-site/due.ics"));
}

#[test]
fn standard_output_and_input_are_files_too() {
    let project = Project::new(JOURNAL);
    let cards = project.run(&["export", "--vcard", "--output", "-"]).code(0).stdout;
    assert!(cards.ends_with("END:VCARD\r\n"), "{cards:?}");
    assert!(!project.path("-").exists());
    let other = Project::new("");
    let mut import = other.command(&["import", "-"]);
    let mut child = import.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(cards.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "-: vCards, 2 people\n2 people added\n1 in part only\n\n\
        not taken:\n  standard input:11: in part: `not an address` is no address of a feed: it does not begin with \
        https:// or http://\n"
    );
    assert!(other.read("private/contacts/ana-ruiz.md").contains("source = \"standard input\"\n"));
}

#[test]
fn what_takes_place_is_a_calendar_for_everybody() {
    let project = Project::new(JOURNAL);
    let words = "It says in plain words what most of us take ten years to find out, and it sells nothing to anybody.";
    for (name, when) in [
        ("walk", "Saturday 28 November 2026, two until five"),
        ("course", "10 and 11 October 2026"),
        ("days", "28 November 2026 to 3 December 2026"),
        ("soon", "next Tuesday"),
        ("yearly", "28 November"),
    ] {
        let front = format!("title = \"A {name}, free\"\nurl = \"https://{name}.example/\"\nwhen = \"{when}\"\n");
        let text = format!("+++\n{front}where = \"Leith; upstairs\"\n+++\n{words} It is good.\n");
        project.write(&format!("content/resources/2026-11-02-{name}.md"), text);
    }
    let ran = project.run(&["export", "--public-ics"]).code(0);
    assert_eq!(
        ran.stdout,
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//goodturn//events//EN\r\nCALSCALE:GREGORIAN\r\n\
         X-WR-CALNAME:Test\r\nBEGIN:VEVENT\r\nUID:tag:test.example\\,2026:t/resources/2026-11-02-walk\r\n\
         DTSTAMP:20261102T000000Z\r\nDTSTART;VALUE=DATE:20261128\r\nDTEND;VALUE=DATE:20261129\r\n\
         SUMMARY:A walk\\, free\r\nDESCRIPTION:Saturday 28 November 2026\\, two until five\r\n\
         LOCATION:Leith\\; upstairs\r\nURL:https://test.example/resources/walk/\r\nTRANSP:TRANSPARENT\r\n\
         END:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    for name in ["course", "days", "soon", "yearly"] {
        assert!(ran.stderr.contains(&format!("content/resources/2026-11-02-{name}.md is not in it")), "{}", ran.stderr);
    }
    assert!(!ran.stderr.contains("walk") && !ran.stderr.contains("mind where it goes"), "{}", ran.stderr);
}

#[test]
fn feeds_that_are_none_are_left_out() {
    let project = Project::new(JOURNAL);
    let feeds = project.run(&["export", "--opml"]).code(0).stdout;
    assert_eq!(feeds.matches("<outline").count(), 1, "{feeds}");
    assert!(feeds.contains("text=\"Ana Ruiz\"") && feeds.contains("htmlUrl=\"https://ana.example/\""), "{feeds}");
}

#[test]
fn bookmarks_hold_what_is_published_and_come_back() {
    let project = Project::new(JOURNAL);
    let ran = project.run(&["export", "--bookmarks"]).code(0);
    assert!(!ran.stderr.contains("mind where it goes"), "{}", ran.stderr);
    outside::holds(
        Format::Bookmarks,
        &ran.stdout,
        "
6 Old <maps> <https://maps.example/?a=1&b=2>
  day 2026-01-02
  tags maps | old things
  “It says in plain words what most of us take ten years to find out, and it sells nothing to anybody. It is good. Top”",
    );
}

// ---- names ------------------------------------------------------------------------------------------------------

#[test]
fn everything_that_calls_somebody_by_name_follows() {
    let project = Project::new(JOURNAL);
    let ran = project.run(&["rename", "@ana-ruiz", "@ana"]).code(0);
    assert!(ran.stdout.starts_with("private/contacts/ana.md\n"), "{}", ran.stdout);
    assert!(!project.path("private/contacts/ana-ruiz.md").exists());
    let bo = project.read("private/contacts/bo-lee.md");
    assert!(bo.contains("via = \"ana\"\n") && bo.contains("- 2026-01-02 met = @ana: tea"), "{bo}");
    let item = project.read("private/inbox/two-seats.md");
    assert!(item.contains("from = \"@ana\"\nfor = [\"bo-lee\", \"ana\"]\n"), "{item}");
    // Words are not names.
    let log = project.read("private/log/2026.md");
    assert!(log.starts_with("- 2026-11-10 got < @ana @bo-lee: an hour, said ana-ruiz\n"), "{log}");
    project.run(&["check"]).code(0);
    assert_eq!(fs::metadata(project.path("private/log/2026.md")).unwrap().permissions().mode() & 0o777, 0o644);
    project.run(&["rename", "@bo-lee", "@bo"]).code(0);
    assert!(project.read("private/contacts/bo.md").contains("- 2026-01-02 met"));
    project.run(&["check"]).code(0);
}

#[test]
fn a_name_that_is_none_or_is_taken_changes_nothing() {
    let project = Project::new(JOURNAL);
    let before = (project.tree("private"), project.tree("content"));
    for (old, new, words) in [
        ("@ana-ruiz", "@bo-lee", "is somebody already"),
        ("@ana-riuz", "@ana", "did you mean @ana-ruiz?"),
        ("@ana-ruiz", "@Ana Ruiz", "write it as `ana-ruiz`"),
        ("mops", "x", "did you mean `maps`?"),
        ("ana-ruiz", "ana", "a person has an `@` in front"),
        ("@nobody", "@ana", "nobody here has the handle @nobody; nothing was changed"),
        ("maps", "@later", "`@later` is how people are called; nothing was changed"),
        ("@ana-ruiz", "@", "it has neither letters nor digits; nothing was changed"),
    ] {
        let ran = project.run(&["rename", old, new]).code(2);
        assert!(ran.stderr.contains(words), "{}", ran.stderr);
    }
    assert_eq!((project.tree("private"), project.tree("content")), before);
}

#[test]
fn a_handle_follows_in_words_notes_and_comments_and_an_address_is_no_handle() {
    let project = Project::new(JOURNAL);
    let log = "- 2026-11-12 note @bo-lee: ask @ana-ruiz, or @ana-ruiz-2\n<!-- @ana-ruiz. -->\n";
    project.write("private/log/2025.md", "- 2025-11-12 note @bo-lee: x@ana-ruiz.example, @ana-ruiz@social.example\n");
    project.write("private/log/2026.md", log);
    let bo = project.read("private/contacts/bo-lee.md").replace("## Log", "With @ana-ruiz, always.\n\n## Log");
    project.write("private/contacts/bo-lee.md", bo);
    project.write("private/inbox/two-seats.md", project.read("private/inbox/two-seats.md") + "Said @ana-ruiz.\n");
    let before = project.read("private/log/2025.md");
    project.run(&["rename", "@ana-ruiz", "@ana"]).code(0);
    let log = "- 2026-11-12 note @bo-lee: ask @ana, or @ana-ruiz-2\n<!-- @ana. -->\n";
    assert_eq!(project.read("private/log/2026.md"), log);
    assert_eq!(project.read("private/log/2025.md"), before);
    assert!(project.read("private/contacts/bo-lee.md").contains("With @ana, always."));
    let item = project.read("private/inbox/two-seats.md");
    assert!(item.contains("from = \"@ana\"\n") && item.ends_with("Said @ana.\n"), "{item}");
    project.run(&["check"]).code(0);
}

#[test]
fn names_follow_in_private_notes_and_where_an_address_stands_by_itself() {
    let project = Project::new(JOURNAL);
    let item = project.read("private/inbox/two-seats.md");
    project.write("private/inbox/two-seats.md", item + "See [[maps|these]] and [[resources/maps#top]].\n");
    let bo = project.read("private/contacts/bo-lee.md").replace("## Log", "Liked [[maps]].\n\n## Log");
    project.write("private/contacts/bo-lee.md", bo);
    let log = project.read("private/log/2026.md") + "<!-- not [[maps]] -->\n";
    project.write("private/log/2026.md", log);
    let lesson = "content/lessons/2026-01-03-x/index.md";
    let more = "\n[maps] and [the maps][r].\n\n[r]: </resources/maps/#top> \"Maps\"\n\n```\n[[maps]]\n```\n";
    project.write(lesson, project.read(lesson) + more);
    let ran = project.run(&["rename", "maps", "charts"]).code(0);
    let item = project.read("private/inbox/two-seats.md");
    assert!(item.ends_with("See [[charts|these]] and [[resources/charts#top]].\n"), "{item}");
    assert!(project.read("private/contacts/bo-lee.md").contains("Liked [[charts]]."));
    assert!(project.read("private/log/2026.md").contains("<!-- not [[charts]] -->"));
    let text = project.read(lesson);
    assert!(text.contains("\n[maps]: /resources/charts/\n"), "{text}");
    assert!(text.contains("\n[maps] and [the maps][r].\n\n[r]: </resources/charts/#top> \"Maps\"\n"), "{text}");
    // Code is an example of something; its author knows of what.
    assert!(text.ends_with("```\n[[maps]]\n```\n"), "{text}");
    let line = text.lines().count() - 1;
    assert!(ran.stdout.contains(&format!("  {lesson}:{line} still has the old name\n")), "{}", ran.stdout);
    project.run(&["check"]).code(0);
    let page = |project: &Project| {
        project.run(&["build"]).code(0);
        project.read("public/lessons/x/index.html")
    };
    assert!(page(&project).contains("/resources/charts/#top") && !page(&project).contains("/resources/maps"));
}

#[test]
fn what_lies_in_an_entrys_own_folder_is_found_where_it_is_shown() {
    let project = Project::new(JOURNAL);
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
    let folder = "content/lessons/2026-01-03-x";
    project.write(&format!("{folder}/2026-01-03-x.svg"), svg);
    project.write(&format!("{folder}/index.md"), {
        project.read(&format!("{folder}/index.md")) + "\n![own](2026-01-03-x.svg)\n"
    });
    project.write(
        "content/lessons/2026-01-04-bar.md",
        "+++\ntitle = \"Bar\"\nimage = \"2026-01-03-x/2026-01-03-x.svg\"\n+++\n\
         ![p](2026-01-03-x/2026-01-03-x.svg) ![q](../lessons/2026-01-03-x/2026-01-03-x.svg \"Q\") ![r][s]\n\n\
         [s]: ./2026-01-03-x/2026-01-03-x.svg\n",
    );
    project.run(&["check"]).code(0);
    project.run(&["rename", "x", "y"]).code(0);
    let text = project.read("content/lessons/2026-01-04-bar.md");
    for words in [
        "image = \"2026-01-03-y/2026-01-03-x.svg\"",
        "![p](2026-01-03-y/2026-01-03-x.svg) ![q](../lessons/2026-01-03-y/2026-01-03-x.svg \"Q\") ![r][s]",
        "[s]: ./2026-01-03-y/2026-01-03-x.svg",
    ] {
        assert!(text.contains(words), "no {words} in {text}");
    }
    assert!(project.read("content/lessons/2026-01-03-y/index.md").contains("![own](2026-01-03-x.svg)"));
    project.run(&["check"]).code(0);
}

#[test]
fn an_entry_keeps_its_id_and_its_old_address() {
    let project = Project::new(JOURNAL);
    project.run(&["build"]).code(0);
    let feed = |project: &Project| feed_rs::parser::parse(project.read("public/atom.xml").as_bytes()).unwrap();
    let ids = |project: &Project| feed(project).entries.iter().map(|entry| entry.id.clone()).collect::<Vec<_>>();
    let before = ids(&project);
    let ran = project.run(&["rename", "maps", "good-maps"]).code(0);
    assert!(ran.stdout.starts_with("content/resources/2026-01-02-good-maps.md\n"), "{}", ran.stdout);
    assert!(ran.stderr.contains("/resources/maps/ still leads to it"), "{}", ran.stderr);
    project.run(&["check"]).code(0);
    project.run(&["build"]).code(0);
    assert_eq!(ids(&project), before);
    assert!(project.read("public/resources/maps/index.html").contains("/resources/good-maps/"));
    assert!(project.read("public/resources/good-maps/index.html").contains("Old &lt;maps&gt;"));
    let lesson = project.read("content/lessons/2026-01-03-x/index.md");
    for words in [
        "[[good-maps]], [[resources/good-maps|mine]]",
        "[a](/resources/good-maps/), [b](../../resources/good-maps/#top)",
        "[c](../../resources/2026-01-02-good-maps.md)",
        "[d](https://elsewhere.example/maps/)",
    ] {
        assert!(lesson.contains(words), "no {words} in {lesson}");
    }
    let log = project.read("private/log/2026.md");
    assert!(log.contains("[[good-maps]] and [[resources/good-maps|the maps]]"), "{log}");
    // Once more: both old addresses lead there, and the id stays.
    project.run(&["rename", "good-maps", "better-maps"]).code(0);
    let text = project.read("content/resources/2026-01-02-better-maps.md");
    assert!(text.contains("aliases = [\"/resources/maps/\", \"/resources/good-maps/\"]"), "{text}");
    project.run(&["build"]).code(0);
    assert_eq!(ids(&project), before);
}

#[test]
fn an_entry_in_a_folder_of_its_own_moves_with_all_that_is_in_it() {
    let project = Project::new(JOURNAL);
    project.write("content/lessons/2026-01-03-x/a.txt", "beside it");
    let path = "content/lessons/2026-01-03-x/index.md";
    project.write(path, project.read(path).replace("title", "slug = \"other\"\ntitle"));
    let ran = project.run(&["rename", "other", "y"]).code(0);
    assert!(ran.stdout.starts_with("content/lessons/2026-01-03-y/index.md\n"), "{}", ran.stdout);
    let text = project.read("content/lessons/2026-01-03-y/index.md");
    assert!(text.contains("aliases = [\"/lessons/other/\"]") && !text.contains("slug ="), "{text}");
    assert!(text.contains("id = \"tag:test.example,2026:t/lessons/2026-01-03-x\""), "{text}");
    assert_eq!(project.read("content/lessons/2026-01-03-y/a.txt"), "beside it");
}

#[test]
fn what_was_never_out_has_no_old_address() {
    let project = Project::new("//- content/lessons/2026-01-02-x.md\n+++\ntitle = \"X\"\ndraft = true\n+++\nWords.\n");
    project.run(&["rename", "x", "y"]).code(0);
    assert_eq!(project.read("content/lessons/2026-01-02-y.md"), "+++\ntitle = \"X\"\ndraft = true\n+++\nWords.\n");
}

#[test]
fn a_name_that_comes_back_is_an_address_of_its_own_again() {
    let project = Project::new(JOURNAL);
    for name in ["maps", "@bo-lee"] {
        let ran = project.run(&["rename", name, name]).code(2);
        assert!(ran.stderr.contains("is called that already"), "{}", ran.stderr);
    }
    let aliases = |project: &Project| {
        let text = project.read("content/resources/2026-01-02-maps.md");
        text.lines().find(|line| line.starts_with("aliases")).map(str::to_owned)
    };
    assert_eq!(aliases(&project), None);
    for _ in 0..2 {
        project.run(&["rename", "maps", "charts"]).code(0);
        project.run(&["rename", "charts", "maps"]).code(0);
        assert_eq!(aliases(&project).as_deref(), Some("aliases = [\"/resources/charts/\"]"));
        project.run(&["build"]).code(0);
    }
}

#[test]
fn a_heading_that_is_called_like_the_entry_stays() {
    let project = Project::new(JOURNAL);
    let path = "content/lessons/2026-01-03-x/index.md";
    project.write("content/resources/2026-01-02-maps.md", {
        project.read("content/resources/2026-01-02-maps.md").replace("## Top", "## Top\n\n## Maps")
    });
    project.write(path, format!("{}\n[e](/resources/maps/#maps) [f](/resources/maps/?maps)\n", project.read(path)));
    project.run(&["rename", "maps", "charts"]).code(0);
    let text = project.read(path);
    assert!(text.contains("[e](/resources/charts/#maps) [f](/resources/charts/?maps)"), "{text}");
    project.run(&["check"]).code(0);
}

#[test]
fn a_name_that_would_leave_an_error_changes_nothing() {
    let project = Project::new(JOURNAL);
    let lesson = |name: &str, more: &str| {
        let text = format!("+++\ntitle = \"{name}\"\n{more}+++\nWords enough to be read by somebody.\n");
        project.write(&format!("content/lessons/{name}.md"), text);
    };
    lesson("2026-01-04-quay", "aliases = [\"/lessons/quux/\"]\n");
    lesson("undated", "date = 2026-01-01\n");
    project.write("private/inbox/lnk.md", "+++\ntitle = \"A link\"\n+++\n");
    project.write("private/log/2025.md", "- 2025-11-01 gave > @bo-lee: [[lnk]]\n");
    project.run(&["check"]).code(0);
    let before = (project.tree("private"), project.tree("content"));
    for (old, new, words) in [
        ("x", "quux", "both want the address /lessons/quux/"),
        ("x", "lnk", "`lnk` is the name of several"),
        ("undated", "2026-05-05-zed", "the file's name says 2026-05-05"),
    ] {
        let ran = project.run(&["rename", old, new]).code(2);
        assert!(ran.stderr.contains(words) && ran.stderr.contains("nothing was"), "{}", ran.stderr);
    }
    assert_eq!((project.tree("private"), project.tree("content")), before);
}

#[test]
fn what_was_noted_of_a_key_that_goes_stays() {
    let project = Project::new(JOURNAL);
    let path = "content/lessons/2026-01-03-x/index.md";
    let keys = "# keep me\nslug = \"fox\" # why\naliases = [\n  \"/old/\", # one\n]\ntitle";
    project.write(path, project.read(path).replace("title", keys));
    project.run(&["rename", "fox", "y"]).code(0);
    let text = project.read("content/lessons/2026-01-03-y/index.md");
    assert!(text.starts_with("+++\n# keep me\n# why\naliases = [\n  \"/old/\", "), "{text}");
    assert!(text.contains("# one\n") && text.contains("\"/lessons/fox/\"") && !text.contains("slug ="), "{text}");
    project.run(&["check"]).code(0);
}
