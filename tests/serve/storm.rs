//! Very many files at once, and whole trees that become others.

use std::fs;
use std::process::Command;

use super::is_long;
use super::preview::{Preview, assert_as_built, journal, lesson};
use super::target;
use crate::support::{Project, tree};

#[test]
fn a_storm_of_files_is_shown_whole() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    for file in 0..300 {
        let path = format!("content/lessons/2026-01-{:02}-e{file}/index.md", file % 28 + 1);
        project.write(&path, lesson(&format!("Number {file}"), "Words."));
    }
    for file in [0, 150, 299] {
        preview.shows(&format!("/lessons/e{file}/"), &format!("Number {file}"));
    }
    fs::rename(project.path("content/lessons"), project.path("content/gone")).unwrap();
    preview.shows("/lessons/e0/", "goodturn-trouble");
    fs::rename(project.path("content/gone"), project.path("content/lessons")).unwrap();
    preview.wait("/lessons/e299/", |answer| answer.status == 200 && !answer.text().contains("goodturn-trouble"));
    assert_as_built(&project, &preview);
}

/// Every list and feed, and two hundred of the rest, are as a fresh build has them.
#[track_caller]
fn assert_mostly_as_built(project: &Project, preview: &Preview) {
    project.run(&["build", "--base-url", &preview.address]).code(0);
    let built = tree(&project.path("public"));
    let is_entry = |place: &str| place.ends_with("/index.html") && place.starts_with("lessons/e");
    let (entries, lists): (Vec<_>, Vec<_>) =
        built.into_iter().filter(|(place, _)| !place.starts_with('.')).partition(|(place, _)| is_entry(place));
    let every = (entries.len() / 200).max(1);
    for (place, bytes) in lists.into_iter().chain(entries.into_iter().step_by(every)) {
        preview.wait(&target("/", &place), |answer| answer.status == 200 && answer.plain() == (bytes.clone(), false));
    }
}

/// Folders in folders, which appear faster than a system can be told to watch them.
#[test]
fn ten_thousand_files_that_come_at_once_are_shown() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    let many = if is_long() { 10_000 } else { 1_000 };
    for file in 0..many {
        let folder = format!("content/lessons/2026-{:02}-{:02}-e{file}", file % 10 + 1, file % 28 + 1);
        project.write(&format!("{folder}/index.md"), lesson(&format!("Number {file}"), "Words."));
    }
    preview.shows("/lessons/e0/", "Number 0");
    preview.shows(&format!("/lessons/e{}/", many - 1), &format!("Number {}", many - 1));
    assert_mostly_as_built(&project, &preview);
    fs::remove_dir_all(project.path("content/lessons")).unwrap();
    preview.wait("/lessons/e0/", |answer| answer.status == 404);
    assert_as_built(&project, &preview);
}

/// Runs git here, for somebody whose own settings do not matter.
fn git(project: &Project, args: &[&str]) {
    let mut command = Command::new("git");
    command
        .current_dir(project.path("."))
        .args(["-c", "user.name=Wren", "-c", "user.email=wren@example.org"])
        .args(args);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    let ran = command.output().expect("these tests need git");
    assert!(ran.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn another_branch_is_another_site() {
    let project = journal();
    let number = |branch: &str, file| lesson(&format!("Number {file}"), &format!("On {branch}."));
    git(&project, &["init", "--quiet", "--initial-branch", "one"]);
    for file in 0..60 {
        project.write(&format!("content/lessons/2026-02-02-e{file}.md"), number("one", file));
    }
    git(&project, &["add", "."]);
    git(&project, &["commit", "--quiet", "--message", "one"]);
    git(&project, &["checkout", "--quiet", "-b", "two"]);
    fs::remove_dir_all(project.path("content/lessons")).unwrap();
    for file in 30..90 {
        project.write(&format!("content/lessons/2026-02-02-e{file}/index.md"), number("two", file));
    }
    project.write("themes/airmail/styles/9-own.css", "p{color:red}");
    git(&project, &["add", "--all"]);
    git(&project, &["commit", "--quiet", "--message", "two"]);
    let preview = Preview::of(&project, &["--watch"]);
    preview.shows("/lessons/e30/", "On two.");
    for _ in 0..3 {
        git(&project, &["checkout", "--quiet", "one"]);
        preview.shows("/lessons/e30/", "On one.");
        preview.shows("/lessons/e0/", "On one.");
        preview.wait("/lessons/e89/", |answer| answer.status == 404);
        git(&project, &["checkout", "--quiet", "two"]);
        preview.shows("/lessons/e89/", "On two.");
        preview.wait("/lessons/e0/", |answer| answer.status == 404);
    }
    assert_as_built(&project, &preview);
}
