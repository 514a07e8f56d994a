//! The program as people run it.

use crate::support::Project;

#[test]
fn a_first_journal_builds_and_has_nothing_to_mend() {
    let project = Project::empty();
    let ran = project.run(&["init", "j"]).code(0);
    assert!(ran.stdout.contains("j/site.toml") && ran.stdout.contains(".gitignore"), "{}", ran.stdout);
    let ran = project.run(&["check", "--root", "j"]).code(0);
    assert!(ran.stdout.contains("nothing to mend"), "{}", ran.stdout);
    project.run(&["build", "--root", "j"]).code(0);
    assert!(project.path("j/public/index.html").exists());
    assert!(project.read("j/.gitignore").lines().any(|line| line == "/private/"));
}

#[test]
fn init_overwrites_nothing() {
    let project = Project::empty();
    project.write("content/pages/about.md", "mine");
    project.write(".gitignore", "/target");
    let before = project.tree(".");
    let ran = project.run(&["init"]).code(2);
    assert!(ran.stderr.contains("about.md is there already"), "{}", ran.stderr);
    assert_eq!(project.tree("."), before);
}

#[test]
fn init_adds_to_a_gitignore_that_is_there() {
    let project = Project::empty();
    project.write(".gitignore", "/target\n/public/");
    project.run(&["init"]).code(0);
    assert_eq!(project.read(".gitignore"), "/target\n/public/\n/private/\n/private-site/\n/preview/\n.goodturn*\n");
}

/// The story of a first resource: a draft may lack what a published entry may not.
#[test]
fn a_new_resource_is_a_draft_until_it_has_what_it_needs() {
    let project = Project::empty();
    project.run(&["init"]).code(0);
    let ran = project.run(&["new", "resource", "https://www.rfc-editor.org/rfc/rfc4287"]).code(0);
    let path = ran.stdout.trim().to_owned();
    assert_eq!(path, "content/resources/2026-11-20-rfc4287.md");
    let ran = project.run(&["build"]).code(0);
    assert!(ran.stdout.contains("1 draft"), "{}", ran.stdout);
    let old = project.tree("public");
    let ran = project.run(&["check"]).code(0);
    assert!(ran.stdout.contains("note: this resource has 0 words of your own"), "{}", ran.stdout);
    assert!(ran.stdout.contains("2026-11-20-rfc4287.md:11:"), "{}", ran.stdout);

    let text = project.read(&path).replace("draft = true\n", "");
    project.write(&path, text);
    let ran = project.run(&["check"]).code(1);
    assert!(ran.stdout.contains("error: this resource has 0 words"), "{}", ran.stdout);
    let ran = project.run(&["build"]).code(1);
    assert!(ran.stderr.contains("nothing was published"), "{}", ran.stderr);
    assert_eq!(project.tree("public"), old);
}

#[test]
fn every_kind_of_draft_is_new_and_valid() {
    let project = Project::empty();
    project.run(&["init"]).code(0);
    for args in [
        &["new", "introduction", "A baker and a bookbinder"][..],
        &["new", "introduction"],
        &["new", "introduction"],
        &["new", "lesson", "It is \"never\" too late \\ to write"],
        &["new", "page", "Colophon"],
        &["new", "resource", "https://example.org/", "--title", "C++ & friends"],
    ] {
        project.run(args).code(0);
    }
    let names: Vec<_> = project.tree("content").into_keys().collect();
    for name in [
        "introductions/2026-11-20-a-baker-and-a-bookbinder.md",
        "introductions/2026-11-20-an-introduction.md",
        "introductions/2026-11-20-an-introduction-2.md",
        "lessons/2026-11-20-it-is-never-too-late-to-write.md",
        "pages/colophon.md",
        "resources/2026-11-20-c-plus-plus-and-friends.md",
    ] {
        assert!(names.iter().any(|found| found == name), "no {name} in {names:?}");
    }
    project.run(&["check"]).code(0);
    project.run(&["build", "--drafts"]).code(0);
}

#[test]
fn an_address_that_is_none_writes_nothing() {
    let project = Project::empty();
    project.run(&["init"]).code(0);
    let before = project.tree(".");
    for address in ["nonsense", "javascript:alert(1)", "https://"] {
        project.run(&["new", "resource", address]).code(2);
    }
    assert_eq!(project.tree("."), before);
}

#[test]
fn the_list_says_why_an_entry_is_not_there() {
    let project = Project::new(
        "
//- content/lessons/2026-12-03-later.md
+++
title = \"Later\"
+++
Words.
//- content/lessons/2026-11-19-draft.md
+++
title = \"Unfinished\"
draft = true
+++
Words.
//- content/introductions/2026-01-02-gone.md
+++
title = \"Gone by\"
expires = 2026-03-01
sides = [\"a\", \"b\"]
+++
Words.
",
    );
    let ran = project.run(&["list"]).code(0);
    snapbox::assert_data_eq!(
        ran.stdout,
        snapbox::Data::text(
            "2026-12-03  scheduled  lesson        Later\n\
             2026-11-19  draft      lesson        Unfinished\n\
             2026-01-02  expired    introduction  Gone by\n"
        )
        .raw()
    );
    let ran = project.run(&["list", "--json"]).code(0);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json[0]["state"], "scheduled");
    assert_eq!(json[0]["until"], "2026-12-02");
    assert_eq!(json[2]["address"], "/introductions/gone/");
}

#[test]
fn a_folder_without_a_journal_is_said() {
    let project = Project::empty();
    for command in ["build", "check", "list"] {
        let ran = project.run(&[command]).code(2);
        assert!(
            ran.stderr.contains("there is no journal in") && ran.stderr.contains("goodturn init"),
            "{}",
            ran.stderr
        );
    }
}

#[test]
fn a_disk_that_refuses_is_named() {
    let project = Project::empty();
    project.run(&["init"]).code(0);
    project.write("blocked", "a file where a folder should be made");
    let ran = project.run(&["build", "--output", "blocked/x/y"]);
    assert!(ran.code == 2 || ran.code == 3, "{}", ran.stderr);
    assert!(ran.stderr.contains("blocked"), "{}", ran.stderr);
}

#[test]
fn what_programs_read_is_json() {
    let project = Project::empty();
    project.run(&["init"]).code(0);
    project.run(&["new", "lesson"]).code(0);
    let ran = project.run(&["build", "--json"]).code(0);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["held_back"][0]["state"], "draft");
    assert!(json["pages"].as_u64().unwrap() > 10);
    let ran = project.run(&["check", "--json"]).code(0);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json[0]["severity"], "note");
    assert_eq!(json[0]["code"], "empty-value");
}

#[test]
fn completions_and_the_manual_are_printed() {
    let project = Project::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(project.run(&["completions", shell]).code(0).stdout.contains("goodturn"));
    }
    assert!(project.run(&["man"]).code(0).stdout.contains(".TH goodturn"));
}

#[test]
fn words_that_are_no_command_end_with_two() {
    let project = Project::empty();
    project.run(&["biuld"]).code(2);
    project.run(&["build", "--today", "tomorrow"]).code(2);
    project.run(&["build", "--base-url", "ftp://x"]).code(2);
}

#[test]
fn the_same_journal_gives_the_same_bytes_anywhere() {
    let fixture = || {
        let project = Project::empty();
        project.run(&["init"]).code(0);
        project
    };
    let build = |project: &Project, environment: &[(&str, &str)]| {
        let status = project.command(&["build"]).envs(environment.iter().copied()).output().unwrap();
        assert!(status.status.success());
        project.tree("public")
    };
    let (here, there) = (fixture(), fixture());
    let tokyo = build(&here, &[("TZ", "Asia/Tokyo"), ("LANG", "ja_JP.UTF-8"), ("RAYON_NUM_THREADS", "1")]);
    let angeles = build(&there, &[("TZ", "America/Los_Angeles"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "2")]);
    assert!(tokyo.len() > 20);
    assert_eq!(tokyo, angeles);
}

#[test]
fn what_is_scheduled_is_looked_at_as_it_will_be_on_its_day() {
    let project = Project::new(
        "
//- content/lessons/2026-12-01-first.md
+++
title = \"First\"
+++
[[second]] and [[page]]
//- content/lessons/2026-12-05-second.md
+++
title = \"Second\"
+++
[[first]]
//- content/pages/page.md
+++
title = \"Page\"
draft = true
+++
[x](/nowhere/)
",
    );
    let ran = project.run(&["check"]).code(1);
    assert!(ran.stdout.contains("`second` is scheduled for 2026-12-05"), "{}", ran.stdout);
    assert!(ran.stdout.contains("`page` is still a draft"), "{}", ran.stdout);
    assert!(ran.stdout.contains("note: `/nowhere/` leads nowhere"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("`first` is"), "{}", ran.stdout);
    project.run(&["build"]).code(0);
    project.run(&["build", "--today", "2026-12-01"]).code(1);
}

#[test]
fn a_half_written_introduction_is_not_published() {
    let project = Project::empty();
    project.run(&["init"]).code(0);
    let ran = project.run(&["new", "introduction", "Two people"]).code(0);
    project.run(&["check"]).code(0);
    let path = ran.stdout.trim();
    project.write(path, project.read(path).replace("draft = true\n", ""));
    let ran = project.run(&["build"]).code(1);
    assert!(ran.stderr.contains("`who` is missing"), "{}", ran.stderr);
}

#[test]
fn one_run_shows_every_mistake_also_of_pictures() {
    let project = Project::new("//- content/lessons/2026-01-02-x.md\n+++\ntitle = \"X\"\nnope = 1\n+++\n[[nobody]]\n");
    project.write("static/a.svg", "<svg><script/></svg>");
    let ran = project.run(&["build"]).code(1);
    for word in ["unknown key `nope`", "no entry is called `nobody`", "`a.svg` cannot be published"] {
        assert!(ran.stderr.contains(word), "no {word} in {}", ran.stderr);
    }
}

#[test]
fn another_address_is_everywhere() {
    let project = Project::empty();
    project.run(&["init"]).code(0);
    project.run(&["build", "--base-url", "https://elsewhere.example/sub/"]).code(0);
    for (place, bytes) in project.tree("public") {
        // Feed ids are made of the domain in `id` and stay.
        let text = String::from_utf8_lossy(&bytes).replace("tag:example.org", "");
        assert!(!text.contains("https://example.org/"), "{place}");
    }
    project.run(&["build", "--base-url", "https://e.example//evil.example/"]).code(2);
}

#[test]
fn a_draft_page_is_told_of_like_a_draft_entry() {
    let project = Project::empty();
    project.run(&["init"]).code(0);
    project.run(&["new", "page", "Plans"]).code(0);
    let ran = project.run(&["build"]).code(0);
    assert!(ran.stdout.contains("1 draft"), "{}", ran.stdout);
}

/// The stages that a build says it went through.
fn stages(project: &Project, args: &[&str]) -> Vec<String> {
    let printed = project.run(&[&["build", "--timings"], args].concat()).code(0).stderr;
    printed.lines().filter_map(|line| line.split_once(" %  ")).map(|(_, stage)| stage.to_owned()).collect()
}

#[test]
fn timings_name_every_stage_of_a_build() {
    let project = Project::empty();
    project.run(&["init"]).code(0);
    let public = ["load", "parse", "people", "plan", "guard texts, templates", "compare", "search", "folders"];
    let public = [&public[..], &["unchanged", "render", "guard pages", "write", "publish", "the rest"]].concat();
    assert_eq!(stages(&project, &[]), public);
    let private = ["read", "plan", "templates", "search", "folders", "render", "write", "publish", "the rest"];
    assert_eq!(stages(&project, &["--private"]), private);
    // Who did not ask is not told.
    assert_eq!(project.run(&["build"]).code(0).stderr.lines().count(), 1);
}

#[test]
fn timings_for_programs_are_those_of_the_stages_and_only_where_they_are_wanted() {
    let project = Project::empty();
    project.run(&["init"]).code(0);
    for build in [&["build", "--json"][..], &["build", "--private", "--json"]] {
        let printed = |args: &[&str]| -> serde_json::Value {
            serde_json::from_str(&project.run(&[build, args].concat()).code(0).stdout).unwrap()
        };
        let timings = printed(&["--timings"])["timings"].take();
        assert_eq!(printed(&[]).get("timings"), None);
        let took = |stage: &str| {
            let lap = timings.as_array().unwrap().iter().find(|lap| lap["stage"] == stage);
            lap.unwrap_or_else(|| panic!("no {stage} in {timings}"))["ms"].as_f64().unwrap()
        };
        for stage in ["plan", "render", "write", "publish", "the rest"] {
            assert!(took(stage) > 0.0, "{stage} took no time: {timings}");
        }
    }
}
