//! What the last build left for the next one: it saves work, and it never decides what is published.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::support::{Project, Ran};

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
