//! Where the system does not tell of changes, the preview looks for itself.

use super::note;
use super::preview::{LESSON, Preview, journal, lesson, replace};
use crate::support::Project;

/// Changes are shown, also in folders that were made only now.
#[track_caller]
fn assert_follows(project: &Project, preview: &Preview) {
    preview.shows("/lessons/first/", "One word.");
    project.write(LESSON, lesson("First", "Polled."));
    preview.shows("/lessons/first/", "Polled.");
    let deep = "content/lessons/2026-03-03-deep/index.md";
    project.write(deep, lesson("Deep", "In a new folder."));
    preview.shows("/lessons/deep/", "In a new folder.");
    replace(project, deep, lesson("Deep", "Changed in it."));
    preview.shows("/lessons/deep/", "Changed in it.");
}

#[test]
fn looking_is_enough_where_the_system_tells_nothing() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch", "--poll"]);
    assert_follows(&project, &preview);
    assert!(!preview.said().contains("the system"), "{}", preview.said());
}

/// A system that watches nothing, or too little. Linux can be made to be one for a single program, in two ways.
#[cfg(target_os = "linux")]
mod limited {
    use std::process::{Command, Stdio};

    use super::*;

    /// In a room of its own, where a limit holds for nobody else.
    fn room(limit: &str) -> Vec<String> {
        let line = format!("echo {limit} && exec \"$@\"");
        ["unshare", "--user", "--map-root-user", "sh", "-c", &line, "sh"].map(str::to_owned).into()
    }

    /// Under a tracer that makes calls fail.
    fn tracer(fault: &str) -> Vec<String> {
        let fault = format!("inject={fault}");
        ["strace", "-D", "-f", "-qq", "-o", "/dev/null", "-e", &fault].map(str::to_owned).into()
    }

    /// Where neither can be had, this says so and proves nothing.
    #[track_caller]
    fn assert_follows_all_the_same(ways: &[Vec<String>; 2], why: &str) {
        let works = |way: &&Vec<String>| {
            let mut probe = Command::new(&way[0]);
            probe.args(&way[1..]).arg("true").stdout(Stdio::null()).stderr(Stdio::null());
            probe.status().is_ok_and(|ended| ended.success())
        };
        let Some(way) = ways.iter().find(works) else {
            note("neither unshare nor strace may be used: nobody looked at what happens without a watcher");
            return;
        };
        let way: Vec<_> = way.iter().map(String::as_str).collect();
        let project = journal();
        let preview = Preview::under(&project, &way, &["--watch"]);
        preview.says("the system does not tell of changes (");
        preview.says("); looking twice a second");
        assert!(preview.said().contains(why), "{}", preview.said());
        assert_follows(&project, &preview);
        assert_eq!(preview.said().matches("twice a second").count(), 1, "{}", preview.said());
    }

    #[test]
    fn a_system_that_watches_nothing_is_done_without() {
        let ways =
            [room("0 > /proc/sys/user/max_inotify_instances"), tracer("inotify_init,inotify_init1:error=EMFILE")];
        assert_follows_all_the_same(&ways, "Too many open files");
    }

    #[test]
    fn a_system_that_watches_too_few_folders_is_done_without() {
        let ways = [room("2 > /proc/sys/user/max_inotify_watches"), tracer("inotify_add_watch:error=ENOSPC:when=3+")];
        assert_follows_all_the_same(&ways, "watch limit");
    }

    /// The limit may be reached only later, by folders that were not there at the beginning.
    #[test]
    fn a_system_that_has_enough_of_watching_is_done_without() {
        let way = room("15 > /proc/sys/user/max_inotify_watches");
        let way: Vec<_> = way.iter().map(String::as_str).collect();
        let project = journal();
        let preview = Preview::under(&project, &way, &["--watch"]);
        for number in 0..40 {
            let path = format!("content/lessons/2026-03-03-e{number}/index.md");
            project.write(&path, lesson("Deep", "In a new folder."));
        }
        preview.shows("/lessons/e39/", "In a new folder.");
        preview.says("); looking twice a second");
        for number in [0, 20, 39] {
            let path = format!("content/lessons/2026-03-03-e{number}/index.md");
            replace(&project, &path, lesson("Deep", "Changed in it."));
            preview.shows(&format!("/lessons/e{number}/"), "Changed in it.");
        }
    }
}
