//! What the last build left for the next one: it saves work, and it never decides what is published.

use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use crate::support::edit::{self, Dice, Files};
use crate::support::{Project, Ran, is_long};

/// A journal with something of every kind that a site is made of.
const JOURNAL: &str = "
//- content/lessons/2026-01-02-bread.md
+++
title = \"Bread\"
tags = [\"kitchen\"]
+++
Words of [mine](/now/).
//- content/lessons/2026-01-09-later.md
+++
title = \"Later\"
+++
Words.
//- content/pages/now.md
+++
title = \"Now\"
+++
Here.
//- static/note.txt
A note.
//- private/contacts/ana-ruiz.md
+++
name = \"Ana Ruiz\"
+++
";

/// The stages of the last build, as `--timings` names them.
fn stages(project: &Project, args: &[&str]) -> Vec<String> {
    let all = [&["build", "--timings", "--json"], args].concat();
    let told: serde_json::Value = serde_json::from_str(&project.run(&all).code(0).stdout).unwrap();
    let stages = told["timings"].as_array().unwrap().iter();
    stages.map(|stage| stage["stage"].as_str().unwrap().to_owned()).collect()
}

fn renders(project: &Project, args: &[&str]) -> bool {
    stages(project, args).iter().any(|stage| stage == "render")
}

/// Whether a build looks at more than what files there are.
fn understands(project: &Project, args: &[&str]) -> bool {
    stages(project, args).iter().any(|stage| stage == "parse")
}

/// A journal that was built, and all of whose files are seen as they were.
fn built() -> Project {
    let project = Project::new(JOURNAL);
    assert!(renders(&project, &["--today", "2026-01-05"]));
    project
}

/// Whether the folder holds what a build into another one makes.
fn is_right(project: &Project, args: &[&str]) -> bool {
    project.run(&[&["build", "--output", "fresh"], args].concat()).code(0);
    let fresh = project.tree("fresh");
    fs::remove_dir_all(project.path("fresh")).unwrap();
    project.tree("public") == fresh
}

#[test]
fn where_nothing_is_new_nothing_is_rendered_and_the_same_is_said() {
    let project = Project::new(JOURNAL);
    let say = |project: &Project| project.run(&["build", "--today", "2026-01-05"]).code(0);
    let first = say(&project);
    let (second, third) = (say(&project), say(&project));
    assert!(!renders(&project, &["--today", "2026-01-05"]));
    assert!(second.stdout.contains("nothing changed"), "{}", second.stdout);
    let said = |ran: &Ran| ran.stderr.lines().filter(|line| !line.starts_with("done in")).collect::<String>();
    assert_eq!((said(&second), said(&third)), (said(&first), said(&first)));
    let left_out = |ran: &Ran| ran.stdout.contains("1 scheduled");
    assert!(left_out(&first) && left_out(&second), "{}", second.stdout);
}

#[test]
fn whatever_is_new_is_seen() {
    const TODAY: &[&str] = &["--today", "2026-01-05"];
    type Change = fn(&Project);
    let changes: &[(&str, Change, &[&str])] = &[
        ("a text", |it| it.write("content/lessons/2026-01-02-bread.md", "+++\ntitle = \"Salt\"\n+++\nWords.\n"), TODAY),
        ("a page", |it| it.write("content/pages/now.md", "+++\ntitle = \"Now\"\n+++\nThere.\n"), TODAY),
        ("an entry more", |it| it.write("content/lessons/2026-01-03-y.md", "+++\ntitle = \"Y\"\n+++\nW.\n"), TODAY),
        ("an entry less", |it| fs::remove_file(it.path("content/lessons/2026-01-02-bread.md")).unwrap(), TODAY),
        ("a file that is copied", |it| it.write("static/note.txt", "A nota."), TODAY),
        ("a file's name", |it| fs::rename(it.path("static/note.txt"), it.path("static/nota.txt")).unwrap(), TODAY),
        (
            "the settings",
            |it| it.write("site.toml", it.read("site.toml").replace("title = \"", "title = \"New ")),
            TODAY,
        ),
        ("the theme", |it| it.write("themes/airmail/templates/parts/footer.html", "<footer>Mine.</footer>"), TODAY),
        ("another day", |_| {}, &["--today", "2026-01-09"]),
        ("another address", |_| {}, &["--today", "2026-01-05", "--base-url", "https://elsewhere.example/x/"]),
        ("a page that somebody touched", |it| it.write("public/lessons/bread/index.html", "<p>Mine."), TODAY),
        (
            "a page that somebody removed",
            |it| fs::remove_file(it.path("public/lessons/bread/index.html")).unwrap(),
            TODAY,
        ),
        ("a file that somebody added", |it| it.write("public/more.html", "<p>More."), TODAY),
        ("a folder that went", |it| fs::remove_dir_all(it.path("public")).unwrap(), TODAY),
        (
            "a page that not everybody may read",
            |it| {
                fs::set_permissions(it.path("public/index.html"), fs::Permissions::from_mode(0o600)).unwrap();
            },
            TODAY,
        ),
        (
            "a folder behind a link",
            |it| {
                fs::rename(it.path("public/lessons/bread"), it.path("elsewhere")).unwrap();
                it.write("elsewhere/secret.txt", "Mine.");
                std::os::unix::fs::symlink("../../elsewhere", it.path("public/lessons/bread")).unwrap();
            },
            TODAY,
        ),
        (
            "a page behind a link",
            |it| {
                fs::rename(it.path("public/index.html"), it.path("elsewhere.html")).unwrap();
                std::os::unix::fs::symlink("../elsewhere.html", it.path("public/index.html")).unwrap();
            },
            TODAY,
        ),
    ];
    for (what, change, args) in changes {
        let project = built();
        change(&project);
        assert!(renders(&project, args), "{what}");
        assert!(is_right(&project, args), "{what}");
        assert!(!renders(&project, args), "{what}: again");
    }
}

#[test]
fn where_nothing_is_new_and_all_was_well_nothing_is_understood() {
    let project = built();
    let today = ["--today", "2026-01-05"];
    let say = || project.run(&[&["build", "--json"][..], &today].concat()).code(0).stdout;
    fs::remove_file(project.path(".goodturn-public.memory")).unwrap();
    project.write("public/index.html", "<p>Mine.");
    let mut first: serde_json::Value = serde_json::from_str(&say()).unwrap();
    assert!(!understands(&project, &today));
    let second: serde_json::Value = serde_json::from_str(&say()).unwrap();
    // Of what was written that time, this time it is said that it is unchanged.
    first["unchanged"] = (first["written"].as_u64().unwrap() + first["unchanged"].as_u64().unwrap()).into();
    first["written"] = 0.into();
    assert_eq!(second, first);
    assert_eq!(second["held_back"][0]["title"], "Later");
}

#[test]
fn what_was_wrong_is_said_again() {
    let project = built();
    project.write("content/lessons/2026-01-03-y/index.md", "+++\ntitle = \"Y\"\n+++\nWords.\n");
    project.write("content/lessons/2026-01-03-y/y.txt", "Nobody links to it.");
    let today = ["--today", "2026-01-05"];
    for _ in 0..3 {
        let ran = project.run(&[&["build"], &today[..]].concat()).code(0);
        assert!(ran.stdout.contains("1 warning"), "{}", ran.stdout);
        assert!(understands(&project, &today));
    }
}

#[test]
fn what_the_disk_refuses_is_said_also_where_nothing_else_is_new() {
    let project = built();
    std::os::unix::fs::symlink("/etc/passwd", project.path("static/link.txt")).unwrap();
    let ran = project.run(&["build", "--today", "2026-01-05"]);
    assert!(ran.stderr.contains("static/link.txt"), "{}", ran.stderr);
}

#[test]
fn whoever_becomes_a_contact_is_thought_of_also_where_nothing_public_is_new() {
    let project = built();
    project.write("private/contacts/bread.md", "+++\nname = \"Words of Mine\"\n+++\n");
    let ran = project.run(&["build", "--today", "2026-01-05"]).code(1);
    assert!(ran.stderr.contains("Words of Mine"), "{}", ran.stderr);
    fs::remove_dir_all(project.path("private")).unwrap();
    assert!(understands(&project, &["--today", "2026-01-05"]));
}

/// A line of the log with nothing in it that anybody would have to be protected from: it is looked at once.
#[test]
fn what_changes_nothing_is_understood_once() {
    let project = built();
    let today = ["--today", "2026-01-05"];
    project.write("private/log/2026.md", "- 2026-01-02 mail > @ana-ruiz: hello\n");
    assert!(understands(&project, &today) && !renders(&project, &today));
    assert!(!understands(&project, &today));
}

/// A page whose text and surroundings are as they were is not made again; whoever touched it meanwhile sees it mended.
#[test]
fn an_edit_makes_only_those_pages_again_that_may_show_it() {
    let project = built();
    let file = |place: &str| fs::metadata(project.path(&format!("public/{place}"))).unwrap().ino();
    let places = ["lessons/bread/index.html", "lessons/index.html", "tags/kitchen/index.html", "now/index.html"];
    let before = places.map(file);
    project.write("public/lessons/index.html", "<p>Mine.");
    project.write("content/pages/now.md", "+++\ntitle = \"Now\"\n+++\nThere.\n");
    assert!(renders(&project, &["--today", "2026-01-05"]));
    assert!(is_right(&project, &["--today", "2026-01-05"]));
    let after = places.map(file);
    let same: Vec<_> = before.iter().zip(&after).map(|(before, after)| before == after).collect();
    assert_eq!(same, [true, false, true, false]);
}

/// What pages show of each other: titles of what they link to, pictures that lie beside another's text, neighbours.
#[test]
fn what_a_page_shows_of_another_follows_it() {
    let picture = crate::pictures::picture(goodturn::parse::picture::Kind::Png);
    let project = Project::new(JOURNAL);
    let entry = |title: &str, body: &str| format!("+++\ntitle = \"{title}\"\n+++\n{body}\n");
    let today = ["--today", "2026-01-05"];
    project.write("content/lessons/2026-01-01-a/index.md", entry("A", "Words and ![a square](a.png)."));
    project.write("content/lessons/2026-01-01-a/a.png", &picture);
    project.write("content/lessons/2026-01-03-b.md", entry("B", "[[a]] and [its picture](/lessons/a/a.png)."));
    let changes: [(&str, String); 5] = [
        ("content/lessons/2026-01-01-a/index.md", entry("Another A", "Words and ![a square](a.png).")),
        ("content/lessons/2026-01-01-a/index.md", entry("Another A", "Words, ![a square](a.png), and more.")),
        ("content/lessons/2026-01-01-a/index.md", entry("Another A", "## New\n\nWords and ![a square](a.png).")),
        ("content/lessons/2026-01-03-b.md", entry("B", "[[a#New]] and [its picture](/lessons/a/a.png).")),
        ("content/lessons/2026-01-01-a/index.md", entry("Another A", "## New {#fresh}\n\nWords and ![it](a.png).")),
    ];
    project.run(&[&["build"], &today[..]].concat()).code(0);
    for (path, text) in changes {
        project.write(path, &text);
        project.run(&[&["build"], &today[..]].concat()).code(0);
        assert!(is_right(&project, &today), "{path}: {text}");
    }
}

/// Edits at random; after each, a build that remembers says and makes what one says and makes that does not.
#[test]
fn after_any_edits_a_build_is_one_from_the_beginning() {
    let seed = std::env::var("GOODTURN_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = seed.unwrap_or_else(|| RandomState::new().build_hasher().finish());
    let mut dice = Dice(seed);
    let project = Project::empty();
    let mut files = Files::new();
    let mut next = edit::beginning(&mut dice);
    let mut story = Vec::new();
    for _ in 0..if is_long() { 1_000 } else { 60 } {
        files
            .keys()
            .filter(|path| !next.contains_key(*path))
            .for_each(|path| fs::remove_file(project.path(path)).unwrap());
        for (path, bytes) in &next {
            project.write(path, bytes);
        }
        files = next.clone();
        let before = project.tree("public");
        let said = |args: &[&str]| {
            let ran = project.run(&[&["build", "--json"], args].concat());
            assert!((0..=2).contains(&ran.code), "GOODTURN_SEED={seed}\n{}\n{}", story.join("\n"), ran.stderr);
            let mut said: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap_or_default();
            for key in ["folder", "written", "unchanged", "removed"] {
                said[key].take();
            }
            (ran.code, said)
        };
        let fresh = said(&["--output", "fresh"]);
        let right = if fresh.0 == 0 { project.tree("fresh") } else { before };
        for _ in 0..2 {
            let (remembered, tree) = (said(&[]), project.tree("public"));
            let story = story.join("\n");
            assert!(remembered == fresh, "GOODTURN_SEED={seed}\n{story}\n{remembered:#?}\nis not\n{fresh:#?}");
            let differs = tree.iter().find(|(place, bytes)| right.get(*place) != Some(bytes)).map(|(place, _)| place);
            assert!(
                tree == right,
                "GOODTURN_SEED={seed}\n{story}\n{differs:?} is not as it is made from the beginning"
            );
        }
        let _ = fs::remove_dir_all(project.path("fresh"));
        let _ = fs::remove_file(project.path(".goodturn-fresh.memory"));
        story.push(edit::edit(&mut dice, &mut next, true).words);
    }
}

/// How the day of an entry is written is in no source: the files themselves have to be searched.
#[test]
fn who_becomes_a_contact_is_looked_for_in_files_that_are_as_they_were() {
    let project = built();
    let old = project.tree("public");
    project.write("private/contacts/january.md", "+++\nname = \"January 2026\"\n+++\n");
    for _ in 0..2 {
        let ran = project.run(&["build", "--today", "2026-01-05"]).code(1);
        assert!(ran.stderr.contains("January 2026"), "{}", ran.stderr);
    }
    assert_eq!(project.tree("public"), old);
}

#[test]
fn who_is_a_contact_is_looked_for_in_files_that_are_new() {
    let project = Project::new(JOURNAL);
    project.write("private/contacts/march.md", "+++\nname = \"March 2026\"\n+++\n");
    project.run(&["build", "--today", "2026-04-05"]).code(0);
    project.write("content/lessons/2026-03-03-y.md", "+++\ntitle = \"Y\"\n+++\nWords.\n");
    let ran = project.run(&["build", "--today", "2026-04-05"]).code(1);
    assert!(ran.stderr.contains("March 2026"), "{}", ran.stderr);
}

/// The same bytes at the same place: beside an entry that names her it was fine.
#[test]
fn what_becomes_a_copy_is_judged_as_one() {
    let project = Project::new(JOURNAL);
    project.write("private/contacts/ana-ruiz.md", "+++\nname = \"Ana Ruiz\"\nconsent_name = true\n+++\n");
    let entry = |link: &str| {
        let own = "title = \"Two\"\nsides = [\"a baker\", \"a printer\"]\nnamed = [\"Ana Ruiz\"]";
        format!("+++\n{own}\n+++\nAna Ruiz and [data]({link}).\n")
    };
    let folder = "content/introductions/2026-01-03-two";
    project.write(&format!("{folder}/index.md"), entry("data.pdf"));
    project.write(&format!("{folder}/data.pdf"), b"\xff\x00Ana Ruiz\x00");
    project.run(&["build", "--today", "2026-01-05"]).code(0);
    project.write(&format!("{folder}/index.md"), entry("/introductions/two/data.pdf"));
    fs::create_dir_all(project.path("static/introductions/two")).unwrap();
    fs::rename(project.path(&format!("{folder}/data.pdf")), project.path("static/introductions/two/data.pdf")).unwrap();
    let ran = project.run(&["build", "--today", "2026-01-05"]).code(1);
    assert!(ran.stderr.contains("introductions/two/data.pdf"), "{}", ran.stderr);
}

#[test]
fn one_edit_does_not_hide_what_is_new() {
    let project = built();
    project.write("content/lessons/2026-01-03-y.md", "+++\ntitle = \"Colour\"\n+++\n*Thanks to* <b>Ana</b> Ruiz.\n");
    let ran = project.run(&["build", "--today", "2026-01-05"]).code(1);
    assert!(ran.stderr.contains("Ana Ruiz"), "{}", ran.stderr);
}

#[test]
fn a_memory_that_is_not_whole_is_none() {
    for broken in ["", "goodturn 1\n", "\u{0}", "goodturn 1\n00000000000000000000000000000000\n"] {
        let project = built();
        project.write(".goodturn-public.memory", broken);
        assert!(renders(&project, &["--today", "2026-01-05"]), "{broken:?}");
        assert!(!renders(&project, &["--today", "2026-01-05"]), "{broken:?}");
    }
}

#[test]
fn it_is_nobody_elses_and_leaves_no_traces_of_being_written() {
    let project = built();
    let mode = fs::metadata(project.path(".goodturn-public.memory")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let ours = |name: &String| name.starts_with(".goodturn");
    let names = fs::read_dir(project.path(".")).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut found: Vec<_> = names.filter(ours).collect();
    found.sort();
    assert_eq!(found, [".goodturn-public.lock", ".goodturn-public.memory"]);
}

#[test]
fn what_a_killed_build_left_is_cleared_away_also_where_nothing_is_new() {
    let project = built();
    project.write(".goodturn-public.stage/half", "half a page");
    assert!(!renders(&project, &["--today", "2026-01-05"]));
    assert!(!project.path(".goodturn-public.stage").exists());
}

#[test]
fn where_it_cannot_be_written_the_build_is_none_the_worse() {
    let project = Project::new(JOURNAL);
    fs::create_dir_all(project.path(".goodturn-public.memory/x")).unwrap();
    assert!(renders(&project, &[]));
    assert!(renders(&project, &[]));
    assert!(is_right(&project, &[]));
}
