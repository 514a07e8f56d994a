//! What is said of mistakes in front matter and settings: all of them, at their places, with what to do.

use goodturn::diagnostic::{Report, show};
use goodturn::model::Include;
use goodturn::parse::date;

use crate::support::{Fixture, Project, check, try_site};

/// What is said of a fixture.
fn report(fixture: &Fixture) -> Report {
    try_site(fixture, date::day("2026-11-20").unwrap(), Include::default()).0
}

/// What is said of a lesson with these lines and this body: code and help.
fn said(lines: &str, body: &str) -> Vec<(&'static str, String)> {
    let text = format!("+++\ntitle = \"A\"\n{lines}\n+++\n{body}\n");
    let fixture = Fixture::default().with("content/lessons/2026-01-02-half-the-thanks.md", text).complete();
    let report = report(&fixture);
    report.sorted().into_iter().map(|d| (d.code, d.help.clone().unwrap_or_default())).collect()
}

#[track_caller]
fn suggests(lines: &str, body: &str, suggestion: &str) {
    let said = said(lines, body);
    let wanted = format!("did you mean `{suggestion}`?");
    assert!(said.len() == 1 && said[0].1 == wanted, "{lines}{body}: wanted {suggestion}, got {said:?}");
}

#[test]
fn every_mistake_of_a_file_is_said_in_one_run() {
    check(
        "
//- content/lessons/2026-01-02-x.md
+++
^ error: `title` is missing
titel = \"A\"
^^^^^ error: unknown key `titel`
tags = 3
       ^ error: `tags` is a whole number; it should be a list of strings
draft = \"no\"
        ^^^^ error: `draft` is a string; it should be true or false
updated = \"2026-01-02\"
          ^^^^^^^^^^^^ error: `updated` is a string; it should be a date, without quotation marks
+++
Words.
",
    );
}

#[test]
fn a_slip_of_the_finger_is_met_with_the_word_that_was_meant() {
    for (slip, key) in [
        ("titel", "title"),
        ("tag", "tags"),
        ("Tags", "tags"),
        ("summry", "summary"),
        ("slugs", "slug"),
        ("alias", "aliases"),
        ("drafts", "draft"),
        ("expire", "expires"),
        ("language", "lang"),
        ("updatet", "updated"),
        ("learnt_from", "learned_from"),
        ("learned-from", "learned_from"),
        ("trywhen", "try_when"),
    ] {
        suggests(&format!("{slip} = 1"), "Words.", key);
    }
}

#[test]
fn a_word_that_is_like_none_is_met_with_all_there_are() {
    let said = said("zzz = 1", "Words.");
    assert!(said[0].1.starts_with("the keys are ") && said[0].1.contains("learned_from"), "{said:?}");
    assert!(!said[0].1.contains("url"), "a lesson has none: {said:?}");
}

#[test]
fn keys_within_keys_are_known_too() {
    let words =
        "It says in plain words what most of us take ten years to find out, and it sells nothing to anybody. Good.";
    let help = |path: &str, lines: &str| {
        let text = format!("+++\ntitle = \"A\"\n{lines}\n+++\n{words}\n");
        let report = report(&Fixture::default().with(path, text).complete());
        report.sorted().into_iter().filter_map(|d| d.help.clone()).collect::<Vec<_>>().join("; ")
    };
    let (resource, introduction) = ("content/resources/2026-01-02-x.md", "content/introductions/2026-01-02-x.md");
    let via = "url = \"https://x.example/\"\nvia = { name = \"a friend\", ulr = \"https://y.example/\" }";
    assert_eq!(help(resource, via), "did you mean `url`?");
    let sides = "sides = [\"a\", { who = \"b\", bring = \"c\" }]";
    assert_eq!(help(introduction, sides), "did you mean `brings`?");
    let steps = "sides = [\"a\", \"b\"]\nsteps = [{ date = \"2026-01\", text = \"c\", txet = \"d\" }]";
    assert_eq!(help(introduction, steps), "did you mean `text`?");
}

#[test]
fn links_folders_and_names_are_met_with_the_nearest() {
    for (body, suggestion) in [
        ("[x](/lesons/half-the-thanks/)", "/lessons/half-the-thanks/"),
        ("[x](/lessons/half-thanks/)", "/lessons/half-the-thanks/"),
        ("[x](/lessns/)", "/lessons/"),
        ("[x](/feeds.xml)", "/feed.xml"),
        ("[[half-the-thank]]", "[[half-the-thanks]]"),
    ] {
        suggests("", body, suggestion);
    }
    assert_eq!(said("", "## A part of it\n\n[x](#a-part-off-it)")[0].1, "did you mean `#a-part-of-it`?");
    assert!(said("", "[[zzz]]")[0].1.contains("slug"), "what is like nothing is explained");
    let settings = "title = \"T\"\nbase_url = \"https://t.example/\"\nid = \"tag:t,2026:t\"\n";
    for (line, suggestion) in [
        ("timezone = \"Europe/Lodnon\"", "Europe/London"),
        ("timezone = \"Asia/Tokio\"", "Asia/Tokyo"),
        ("theme = \"airmial\"", "airmail"),
        ("lnag = \"en\"", "lang"),
        ("[fed]", "feed"),
        ("[feed]\nitem = 3", "items"),
    ] {
        let report = report(&Fixture::default().with("site.toml", format!("{settings}{line}\n")));
        let helps: Vec<_> = report.sorted().into_iter().filter_map(|d| d.help.clone()).collect();
        assert_eq!(helps, [format!("did you mean `{suggestion}`?")], "{line}");
    }
}

#[test]
fn what_other_formats_write_is_met_with_how_to_write_it_here() {
    for (line, advice) in [
        ("summary: \"x\"", "write `summary = \"x\"`"),
        ("summary: a b", "write `summary = \"a b\"`"),
        ("summary = Words", "put the value in quotation marks: `summary = \"Words\"`"),
        ("summary = “x”", "use straight quotation marks: \"…\""),
        ("updated = 2026-02-30", "dates are written 2026-11-18, and only days that the calendar has"),
        ("updated = 2026-1-1", "dates are written 2026-11-18, and only days that the calendar has"),
    ] {
        let said = said(line, "Words.");
        assert!(said.iter().any(|(code, help)| *code == "toml-syntax" && help == advice), "{line}: {said:?}");
    }
}

#[test]
fn several_files_come_in_the_order_of_their_paths_and_each_from_top_to_bottom() {
    check(
        "
//- content/lessons/2026-01-03-b.md
+++
title = \"B\"
y = 1
^ error: unknown key `y`
x = 1
^ error: unknown key `x`
+++
[[nowhere]] and [x](/nowhere/)
  ^^^^^^^ error: no entry is called `nowhere`
                    ^^^^^^^^^ error: `/nowhere/` leads nowhere on this site
//- content/lessons/2026-01-02-a.md
+++
title = \"A\"
z = 1
^ error: unknown key `z`
+++
",
    );
    let fixture = Fixture::parse(
        "
//- content/pages/b.md
+++
title = \"B\"
y = 1
x = 1
+++
//- content/lessons/2026-01-02-a.md
No front matter.
//- site.toml
base_url = \"https://t.example/\"
id = \"tag:t,2026:t\"
title = 3
",
    );
    let report = report(&fixture);
    let order: Vec<_> = report.sorted().into_iter().map(show::short).collect();
    let places: Vec<_> = order.iter().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!(places[..2], ["content/lessons/2026-01-02-a.md:1:1", "content/pages/b.md:3:1"]);
    assert_eq!(places[2], "content/pages/b.md:4:1");
    assert!(places[3..].iter().all(|place| place.starts_with("site.toml:")), "{places:?}");
    assert!(places.contains(&"site.toml:3:9"), "{places:?}");
}

/// A journal with so many lessons, each with one mistake.
fn mistaken(count: usize) -> Project {
    let project = Project::new("");
    for number in 0..count {
        let path = format!("content/lessons/2026-01-02-n{number:03}.md");
        project.write(&path, format!("+++\ntitle = \"N\"\nx{number} = 1\n+++\nWords.\n"));
    }
    project
}

#[test]
fn the_closing_line_counts_files_errors_and_the_rest() {
    let closing = |project: &Project, command: &str| {
        let ran = project.run(&[command]).code(1);
        let text = if command == "check" { ran.stdout } else { ran.stderr };
        text.trim_end().rsplit('\n').next().unwrap().to_owned()
    };
    let one = mistaken(1);
    assert_eq!(closing(&one, "build"), "1 file has 1 error; nothing was published");
    assert_eq!(closing(&one, "check"), "1 file has 1 error; `build` refuses this, today or on the day it comes out");
    one.write("content/lessons/2026-01-03-b.md", "+++\ntitle = \"B\"\na = 1\nb = 2\n+++\na\u{1}b\n");
    one.write("content/lessons/2026-01-04-c.md", "+++\ndraft = true\n+++\n");
    assert_eq!(closing(&one, "build"), "2 files have 3 errors; nothing was published");
    assert_eq!(
        closing(&one, "check"),
        "2 files have 3 errors, 1 warning, 1 note; `build` refuses this, today or on the day it comes out"
    );
}

#[test]
fn at_most_fifty_are_drawn_and_the_rest_are_counted() {
    for (count, drawn, more) in
        [(49, 49, None), (50, 50, None), (51, 50, Some("… and 1 more")), (120, 50, Some("… and 70 more"))]
    {
        let project = mistaken(count);
        let said = project.run(&["build"]).code(1).stderr;
        assert_eq!(said.matches("error: unknown key").count(), drawn, "{said}");
        assert_eq!(said.lines().find(|line| line.starts_with('…')), more, "{count}");
        assert!(said.contains(&format!("{count} files have {count} errors; nothing was published")), "{said}");
        assert!(said.contains("`x0`") && said.contains("`x48`") && !said.contains("`x50`"), "the first are drawn");
        let json: serde_json::Value = serde_json::from_str(&project.run(&["check", "--json"]).code(1).stdout).unwrap();
        assert_eq!(json.as_array().unwrap().len(), count, "programs get all of them");
    }
}

#[test]
fn programs_get_every_part_by_name() {
    let project = Project::new(
        "
//- content/lessons/2026-01-02-x.md
+++
title = \"Größer\"
titel = \"A\"
tags = [\"ü\", 3]
+++
Words.
",
    );
    let expected = serde_json::json!([
        {
            "severity": "error",
            "code": "unknown-key",
            "path": "content/lessons/2026-01-02-x.md",
            "line": 3,
            "column": 1,
            "message": "unknown key `titel`",
            "help": "did you mean `title`?",
        },
        {
            "severity": "error",
            "code": "wrong-type",
            "path": "content/lessons/2026-01-02-x.md",
            "line": 4,
            "column": 14,
            "message": "`tags` is a whole number; it should be a string",
            "help": null,
        },
    ]);
    let checked = project.run(&["check", "--json"]).code(1);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&checked.stdout).unwrap(), expected);
    let built = project.run(&["build", "--json"]).code(1);
    let json: serde_json::Value = serde_json::from_str(&built.stdout).unwrap();
    assert_eq!(json["diagnostics"], expected);
    assert_eq!(json["folder"], serde_json::Value::Null);
    assert!(built.stderr.contains("nothing was published"), "people are told too: {}", built.stderr);
}

#[test]
fn a_person_sees_the_line_the_carets_and_what_to_do() {
    let fixture = Fixture::parse(
        "
//- content/lessons/2026-01-02-x.md
+++
title = \"A\"
+++
Größer 👋: [one](/nowhere/) and on.
",
    );
    let expected = "\
error: `/nowhere/` leads nowhere on this site
 --> content/lessons/2026-01-02-x.md:4:17
  |
4 | Größer 👋: [one](/nowhere/) and on.
  |                  ^^^^^^^^^
  |
  = help: check the address, or write `[[SLUG]]` to link an entry by its name

1 file has 1 error; nothing was published";
    let shown = show::terminal(&report(&fixture), false, "nothing was published");
    snapbox::assert_data_eq!(shown, snapbox::Data::text(expected.to_owned()).raw());
}

#[test]
fn two_places_are_shown_where_two_files_are_at_odds() {
    let project = Project::new("");
    for day in ["02", "03"] {
        project.write(&format!("content/lessons/2026-01-{day}-x.md"), "+++\ntitle = \"A\"\n+++\nWords.\n");
    }
    let said = project.run(&["build"]).code(1).stderr;
    for part in
        ["content/lessons/2026-01-02-x.md:1:1", "content/lessons/2026-01-03-x.md:1:1", "/lessons/x/", "the other one"]
    {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let project = mistaken(1);
    assert!(!project.run(&["build"]).code(1).stderr.contains('\u{1b}'));
    assert!(project.run(&["build", "--color", "always"]).code(1).stderr.contains('\u{1b}'));
}
