//! Publishing: all of it or none, and nothing that is not ours.

use std::fs;

use crate::support::Project;

const LESSON: &str = "
//- content/lessons/2026-01-02-x.md
+++
title = \"One\"
+++
Words.
";

const BROKEN: &str = "+++\ntitle = \"Two\"\nnonsense = 1\n+++\nWords.\n";

#[test]
fn a_failed_build_leaves_the_old_site_as_it_was() {
    let project = Project::new(LESSON);
    project.run(&["build"]).code(0);
    let old = project.tree("public");
    project.write("content/lessons/2026-01-03-y.md", BROKEN);
    let ran = project.run(&["build"]).code(1);
    assert!(ran.stderr.contains("nothing was published"), "{}", ran.stderr);
    assert_eq!(project.tree("public"), old);
}

#[test]
fn nothing_changed_means_nothing_published() {
    let project = Project::new(LESSON);
    project.run(&["build"]).code(0);
    let inode = |path: &str| std::os::unix::fs::MetadataExt::ino(&fs::metadata(project.path(path)).unwrap());
    let (folder, page) = (inode("public"), inode("public/lessons/x/index.html"));
    let ran = project.run(&["build"]).code(0);
    assert!(ran.stdout.contains("nothing changed"), "{}", ran.stdout);
    assert_eq!((inode("public"), inode("public/lessons/x/index.html")), (folder, page));
}

#[test]
fn what_was_done_is_counted() {
    let project = Project::new(LESSON);
    project.write("static/a.txt", "A.");
    let counts = || {
        let told: serde_json::Value = serde_json::from_str(&project.run(&["build", "--json"]).code(0).stdout).unwrap();
        ["written", "unchanged", "removed"].map(|what| told[what].as_u64().unwrap())
    };
    let [files, unchanged, removed] = counts();
    assert_eq!((unchanged, removed), (0, 0));
    fs::remove_file(project.path("static/a.txt")).unwrap();
    assert_eq!(counts(), [0, files - 1, 1]);
    assert_eq!(counts(), [0, files - 1, 0]);
}

#[test]
fn files_that_did_not_change_keep_their_times() {
    let project = Project::new(LESSON);
    project.write("content/lessons/2026-01-03-y.md", "+++\ntitle = \"Two\"\n+++\nWords.\n");
    project.run(&["build"]).code(0);
    let time = |path: &str| fs::metadata(project.path(path)).unwrap().modified().unwrap();
    let robots = time("public/robots.txt");
    project.write("content/lessons/2026-01-03-y.md", "+++\ntitle = \"Three\"\n+++\nWords.\n");
    project.run(&["build"]).code(0);
    assert_eq!(time("public/robots.txt"), robots);
    assert!(project.read("public/lessons/y/index.html").contains("Three"));
}

#[test]
fn what_is_gone_from_the_journal_is_gone_from_the_site() {
    let project = Project::new(LESSON);
    project.write("content/lessons/2026-01-03-y.md", "+++\ntitle = \"Two\"\n+++\nWords.\n");
    project.run(&["build"]).code(0);
    fs::remove_file(project.path("content/lessons/2026-01-03-y.md")).unwrap();
    project.run(&["build"]).code(0);
    assert!(!project.path("public/lessons/y").exists());
}

#[test]
fn only_our_own_folders_are_replaced() {
    let project = Project::new(LESSON);
    project.write("mine/thesis.txt", "years of work");
    project.write("repo/.git/HEAD", "ref");
    project.write("file", "a file");
    project.write("owner/.goodturn-private", "the owner's");
    let before = project.tree(".");
    for folder in ["mine", "repo", "file", "owner", ".", "..", "/", "content", "content/lessons", "private", "static/x"]
    {
        let ran = project.run(&["build", "--output", folder]).code(2);
        assert!(ran.stderr.contains("will not replace"), "{folder}: {}", ran.stderr);
    }
    assert_eq!(project.tree("."), before);
}

#[test]
fn a_link_to_a_folder_is_no_way_around() {
    let project = Project::new(LESSON);
    project.write("mine/thesis.txt", "years of work");
    std::os::unix::fs::symlink(project.path("mine"), project.path("public")).unwrap();
    project.run(&["build"]).code(2);
    assert_eq!(project.read("mine/thesis.txt"), "years of work");
}

#[test]
fn a_folder_that_cannot_be_found_is_not_taken_for_a_new_one() {
    let project = Project::new(LESSON);
    project.write("file", "a file");
    std::os::unix::fs::symlink("loop", project.path("loop")).unwrap();
    for folder in ["file/x", "loop", "loop/x"] {
        let ran = project.run(&["build", "--output", folder]).code(3);
        assert!(ran.stderr.contains("cannot find"), "{folder}: {}", ran.stderr);
    }
}

#[test]
fn an_empty_folder_and_a_new_one_will_do() {
    let project = Project::new(LESSON);
    fs::create_dir(project.path("empty")).unwrap();
    project.run(&["build", "--output", "empty"]).code(0);
    project.run(&["build", "--output", "a/b/new"]).code(0);
    assert!(project.path("empty/index.html").exists() && project.path("a/b/new/index.html").exists());
}

#[test]
fn permissions_do_not_depend_on_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new(LESSON);
    let program = env!("CARGO_BIN_EXE_goodturn");
    let script = format!("umask 077; {program} build --today 2026-11-20");
    let status =
        std::process::Command::new("sh").args(["-c", &script]).current_dir(project.path(".")).output().unwrap();
    assert!(status.status.success());
    let mode = |path: &str| fs::metadata(project.path(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("public"), 0o755);
    assert_eq!(mode("public/lessons/x"), 0o755);
    assert_eq!(mode("public/lessons/x/index.html"), 0o644);
}

#[test]
fn previews_go_elsewhere() {
    let project = Project::new(LESSON);
    project.write("content/lessons/2026-01-03-y.md", "+++\ntitle = \"Two\"\ndraft = true\n+++\nWords.\n");
    project.run(&["build", "--drafts"]).code(0);
    assert!(!project.path("public").exists());
    assert!(project.read("preview/lessons/y/index.html").contains("noindex"));
}

#[test]
fn what_an_interrupted_build_left_is_cleared_away() {
    let project = Project::new(LESSON);
    project.run(&["build"]).code(0);
    let names = project.names();
    project.write(".goodturn-public.stage/half/a", "litter");
    project.write("content/lessons/2026-01-03-y.md", "+++\ntitle = \"Two\"\n+++\nWords.\n");
    project.run(&["build"]).code(0);
    assert_eq!(project.names(), names);
}

/// What is removed is the link, and what is inside of a folder is not looked for behind one.
#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_never_cleared_away() {
    let project = Project::new(LESSON);
    project.run(&["build"]).code(0);
    let names = project.names();
    project.write("mine/album/photograph", "dear");
    std::os::unix::fs::symlink(project.path("mine"), project.path(".goodturn-public.stage")).unwrap();
    project.write(".goodturn-public.old/half/a", "litter");
    std::os::unix::fs::symlink(project.path("mine"), project.path(".goodturn-public.old/album")).unwrap();
    project.write("content/lessons/2026-01-03-y.md", "+++\ntitle = \"Two\"\n+++\nWords.\n");
    project.run(&["build"]).code(0);
    assert_eq!(project.read("mine/album/photograph"), "dear");
    fs::remove_dir_all(project.path("mine")).unwrap();
    assert_eq!(project.names(), names);
}

#[test]
fn what_cannot_be_cleared_away_is_told() {
    let project = Project::new(LESSON);
    project.run(&["build"]).code(0);
    let old = project.tree("public");
    project.write(".goodturn-public.old", "no folder");
    project.write("content/lessons/2026-01-03-y.md", "+++\ntitle = \"Two\"\n+++\nWords.\n");
    let ran = project.run(&["build"]).code(3);
    assert!(ran.stderr.contains("cannot remove"), "{}", ran.stderr);
    assert_eq!(project.tree("public"), old);
}

#[test]
fn a_site_that_was_set_aside_comes_back() {
    let project = Project::new(LESSON);
    project.run(&["build"]).code(0);
    // As after a kill between the two renames of a system that cannot exchange folders.
    fs::rename(project.path("public"), project.path(".goodturn-public.old")).unwrap();
    let ran = project.run(&["build"]).code(0);
    assert!(ran.stdout.contains("nothing changed"), "{}", ran.stdout);
    assert!(project.path("public/index.html").exists());
}

#[test]
fn one_build_at_a_time() {
    let project = Project::new(LESSON);
    let lock = fs::File::create(project.path(".goodturn-public.lock")).unwrap();
    lock.lock().unwrap();
    let ran = project.run(&["build"]).code(3);
    assert!(ran.stderr.contains("another goodturn is writing"), "{}", ran.stderr);
    assert!(!project.path("public").exists());
    drop(lock);
    project.run(&["build"]).code(0);
}

/// A build that is killed at any moment leaves the old site or the new one, whole.
#[test]
fn killed_at_any_moment_the_site_is_whole() {
    let project = Project::new(LESSON);
    for number in 0..40 {
        project.write(
            &format!("content/lessons/2026-02-{:02}-n{number}.md", number % 28 + 1),
            format!("+++\ntitle = \"N {number}\"\n+++\nWords.\n"),
        );
    }
    let settings =
        |title: &str| format!("title = \"{title}\"\nbase_url = \"https://t.example/\"\nid = \"tag:t,2026:t\"\n");
    let build = |title: &str| {
        project.write("site.toml", settings(title));
        project.run(&["build"]).code(0);
        project.tree("public")
    };
    let (second, first) = (build("Second"), build("First"));
    let started = std::time::Instant::now();
    build("Second");
    let whole = started.elapsed();
    build("First");
    let mut seen = [0, 0];
    for attempt in 0..100_u32 {
        project.write("site.toml", settings(if attempt % 2 == 0 { "Second" } else { "First" }));
        let mut child = project
            .command(&["build"])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        // A different moment each time, from the first to just past the last.
        std::thread::sleep(whole * ((attempt * 37) % 100) / 90);
        let _ = child.kill();
        child.wait().unwrap();
        let found = project.tree("public");
        assert!(found == first || found == second, "attempt {attempt}: a site that is neither");
        seen[usize::from(found == second)] += 1;
    }
    assert!(seen[0] > 0 && seen[1] > 0, "the moments were not spread: {seen:?}");
    build("Second");
    assert_eq!(project.names(), [".goodturn-public.lock", ".goodturn-public.memory", "content", "public", "site.toml"]);
}

#[test]
fn no_site_is_built_inside_another() {
    let project = Project::new(LESSON);
    project.run(&["build"]).code(0);
    let ran = project.run(&["build", "--output", "public/sub"]).code(2);
    assert!(ran.stderr.contains("lies in a site that goodturn made"), "{}", ran.stderr);
}

#[test]
fn a_file_that_was_tampered_with_is_written_anew() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new(LESSON);
    project.run(&["build"]).code(0);
    fs::set_permissions(project.path("public/robots.txt"), fs::Permissions::from_mode(0o600)).unwrap();
    fs::rename(project.path("public/feed.xml"), project.path("elsewhere.xml")).unwrap();
    std::os::unix::fs::symlink(project.path("elsewhere.xml"), project.path("public/feed.xml")).unwrap();
    project.run(&["build"]).code(0);
    assert_eq!(fs::metadata(project.path("public/robots.txt")).unwrap().permissions().mode() & 0o777, 0o644);
    assert!(fs::symlink_metadata(project.path("public/feed.xml")).unwrap().is_file());
}
