//! Places in which a site cannot be written, and others that write or read it at the same time.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Output, Stdio};

use super::faults::{State, state};
use super::{can, note};
use crate::serve::preview::Preview;
use crate::support::{Project, is_long};

const JOURNAL: &str = "
//- content/lessons/2026-01-02-x.md
+++
title = \"One\"
+++
Words.
//- private/contacts/ana-ruiz.md
+++
name = \"Ana Ruiz\"
+++
";

/// A journal with a site in `out/site`.
fn built() -> Project {
    let project = Project::new(JOURNAL);
    project.run(&["build", "--output", "out/site"]).code(0);
    project
}

fn edit(project: &Project) {
    project.write("content/lessons/2026-01-02-x.md", "+++\ntitle = \"Another\"\n+++\nWords.\n");
}

/// Runs a script of a shell, in a room of its own, where it may mount.
fn in_a_room(project: &Project, script: &str) -> Option<Output> {
    if !can("unshare", &["-Urm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]) {
        note("nobody may mount anything here: no full and no read-only disk was tried");
        return None;
    }
    let build = project.command(&["build", "--output", "out/site"]);
    let words = [build.get_program()].into_iter().chain(build.get_args()).map(|word| word.to_str().unwrap());
    let script = script.replace("BUILD", &words.collect::<Vec<_>>().join(" "));
    let mut command = Command::new("unshare");
    Some(command.args(["-Urm", "sh", "-c", &script]).current_dir(project.path("")).output().unwrap())
}

#[track_caller]
fn refused(ran: &Output, words: &[&str]) {
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(3), "{said}");
    assert!(words.iter().any(|words| said.contains(words)) && said.contains("error: cannot "), "{said}");
}

#[test]
fn a_disk_that_is_full_keeps_the_old_site() {
    let project = Project::new(JOURNAL);
    project.run(&["build", "--output", "new"]).code(0);
    let new = state(&project.path("new"));
    // There is room for the small site; then comes a file that is too large, and then it goes again.
    let script = "mkdir out && mount -t tmpfs -o size=1m tmpfs out && BUILD && \
        mkdir static && dd if=/dev/zero of=static/large.pdf bs=1k count=2000 status=none && \
        { BUILD; code=$?; rm -r static; ls -A out >names; cp -a out/site kept; BUILD && exit $code; }";
    let Some(ran) = in_a_room(&project, script) else { return };
    refused(&ran, &["/static/large.pdf: no space left on device", "/large.pdf: no space left on device"]);
    assert_eq!(state(&project.path("kept")), new);
    assert_eq!(
        project.read("names"),
        ".goodturn-site.lock\n.goodturn-site.memory\nsite\n",
        "the stage is gone, so the disk is not full of it"
    );
}

#[test]
fn a_disk_that_cannot_be_written_keeps_its_site() {
    let project = built();
    let old = state(&project.path("out"));
    edit(&project);
    let script = "mount --bind out out && mount -o remount,bind,ro out && BUILD";
    let Some(ran) = in_a_room(&project, script) else { return };
    refused(&ran, &["out/.goodturn-site.lock: read-only file system"]);
    assert_eq!(state(&project.path("out")), old);
    project.run(&["build", "--output", "out/site"]).code(0);
}

/// As another person: root may do everything.
fn as_nobody(project: &Project, args: &[&str]) -> Output {
    let build = project.command(args);
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    command.arg(build.get_program()).args(build.get_args()).current_dir(project.path("")).output().unwrap()
}

/// Whether this is root, and the program is where others may run it.
fn is_root(project: &Project) -> bool {
    fs::set_permissions(project.path(""), fs::Permissions::from_mode(0o755)).unwrap();
    let ran =
        can("setpriv", &["--reuid=65534", "--regid=65534", "--clear-groups", env!("CARGO_BIN_EXE_goodturn"), "--help"]);
    if !ran {
        note("nobody can become another person here: what is refused to others was not tried");
    }
    ran
}

#[test]
fn what_belongs_to_somebody_else_stays_as_it_is() {
    let project = built();
    if !is_root(&project) {
        return;
    }
    fs::remove_dir_all(project.path("private")).unwrap();
    let old = state(&project.path(""));
    edit(&project);
    let edited = state(&project.path(""));
    refused(&as_nobody(&project, &["build", "--output", "out/site"]), &["out/.goodturn-site.lock: permission denied"]);
    refused(&as_nobody(&project, &["build"]), &[".goodturn-public.lock: permission denied"]);
    refused(&as_nobody(&project, &["new", "lesson", "Ask"]), &["content/lessons/2026-11-20-ask.md: permission denied"]);
    assert_eq!(state(&project.path("")), edited);
    assert_ne!(old, edited);
}

#[test]
fn what_cannot_be_read_is_not_left_out() {
    let project = built();
    if !is_root(&project) {
        return;
    }
    fs::create_dir(project.path("theirs")).unwrap();
    fs::set_permissions(project.path("theirs"), fs::Permissions::from_mode(0o777)).unwrap();
    let close = |path: &str, mode| fs::set_permissions(project.path(path), fs::Permissions::from_mode(mode)).unwrap();
    for (path, mode) in [("content/lessons/2026-01-02-x.md", 0o644), ("content/lessons", 0o755), ("private", 0o755)] {
        close(path, 0);
        refused(&as_nobody(&project, &["build", "--output", "theirs/site"]), &[path]);
        close(path, mode);
    }
    assert!(!project.path("theirs/site").exists());
    let ran = as_nobody(&project, &["build", "--output", "theirs/site"]);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

fn start(project: &Project) -> Child {
    project.command(&["build"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Twenty builds of the same folder: one writes at a time, and the others say so and write nothing.
#[test]
fn twenty_builds_at_once_make_one_site() {
    for _ in 0..if is_long() { 20 } else { 1 } {
        let project = Project::new(JOURNAL);
        let all: Vec<_> = (0..20).map(|_| start(&project)).collect();
        let ended: Vec<_> = all.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
        let done = ended.iter().filter(|ran| ran.status.success()).count();
        assert!(done > 0, "nobody built anything");
        for ran in ended.iter().filter(|ran| !ran.status.success()) {
            let said = String::from_utf8_lossy(&ran.stderr);
            assert_eq!(ran.status.code(), Some(3), "{said}");
            assert!(said.contains("another goodturn is writing"), "{said}");
        }
        let site = state(&project.path("public"));
        let ran = project.run(&["build"]).code(0);
        assert!(ran.stdout.contains("nothing changed"), "{}", ran.stdout);
        project.run(&["build", "--output", "again"]).code(0);
        assert_eq!(state(&project.path("again")), site);
        assert_eq!(project.names(), NAMES);
    }
}

const NAMES: [&str; 9] = [
    ".goodturn-again.lock",
    ".goodturn-again.memory",
    ".goodturn-public.lock",
    ".goodturn-public.memory",
    "again",
    "content",
    "private",
    "public",
    "site.toml",
];

/// A preview lives in memory and a build on the disk: neither sees the other.
#[test]
fn a_build_and_a_preview_leave_each_other_alone() {
    let project = Project::new(JOURNAL);
    let title = |text: &str, title: &str| text.contains(&format!("<title>{title}"));
    let preview = Preview::of(&project, &[]);
    assert!(title(&preview.get("/lessons/x/").text(), "One"));
    project.run(&["build"]).code(0);
    let first: State = state(&project.path("public"));
    edit(&project);
    assert!(title(&preview.get("/lessons/x/").text(), "One"), "nobody asked it to look again");
    project.run(&["build"]).code(0);
    assert!(title(&project.read("public/lessons/x/index.html"), "Another"));
    assert_ne!(state(&project.path("public")), first);
    // What is gone from the disk is in the preview all the same.
    fs::remove_dir_all(project.path("public")).unwrap();
    assert!(title(&preview.get("/lessons/x/").text(), "One"));
    assert!(!project.path("public").exists(), "a preview writes nothing");
    assert_eq!(
        project.names(),
        [".goodturn-public.lock", ".goodturn-public.memory", "content", "private", "site.toml"]
    );
}
