//! What changes on the disk changes on the page, however it was changed.

use std::fs;
use std::process::Command;
use std::time::SystemTime;

use super::preview::{LESSON, Preview, assert_as_built, journal, lesson, replace};

#[test]
fn whatever_way_a_file_is_written_the_page_follows() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    let at = "/lessons/first/";
    preview.shows(at, "One word.");
    project.write(LESSON, lesson("First", "Written plainly."));
    preview.shows(at, "Written plainly.");
    preview.says(&format!("{LESSON}: shown after "));
    project.write("content/lessons/.first.swp", lesson("First", "Renamed over."));
    fs::rename(project.path("content/lessons/.first.swp"), project.path(LESSON)).unwrap();
    preview.shows(at, "Renamed over.");
    fs::rename(project.path(LESSON), project.path(&format!("{LESSON}~"))).unwrap();
    project.write(LESSON, lesson("First", "Backed up."));
    preview.shows(at, "Backed up.");
    let sed = Command::new("sed").args(["-i.bak", "s/Backed/Patched/", LESSON]).current_dir(project.path(".")).status();
    assert!(sed.expect("these tests need sed").success());
    preview.shows(at, "Patched up.");
    fs::remove_file(project.path(LESSON)).unwrap();
    preview.wait(at, |answer| answer.status == 404);
    project.write(LESSON, lesson("First", "Back again."));
    preview.shows(at, "Back again.");
    project.write("content/lessons/2026-03-03-deep/index.md", lesson("Deep", "In a new folder."));
    preview.shows("/lessons/deep/", "In a new folder.");
    fs::rename(project.path("content/lessons/2026-03-03-deep"), project.path("content/lessons/2026-03-03-far"))
        .unwrap();
    preview.shows("/lessons/far/", "In a new folder.");
    preview.wait("/lessons/deep/", |answer| answer.status == 404);
    project.write("static/a/b/c/x.txt", "deep");
    preview.wait("/a/b/c/x.txt", |answer| answer.text() == "deep");
    project.write("themes/airmail/styles/9-own.css", "p{color:red}");
    preview.wait("/", |answer| {
        let text = answer.text();
        let style = text.split("rel=\"stylesheet\" href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        preview.get(style).text().contains("p{color:red}")
    });
    assert_as_built(&project, &preview);
}

#[test]
fn folders_that_are_made_anew_are_watched_anew() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    preview.shows("/lessons/first/", "One word.");
    for round in 0..3 {
        fs::remove_dir_all(project.path("content")).unwrap();
        preview.wait("/lessons/first/", |answer| answer.status == 404);
        project.write(LESSON, lesson("First", &format!("Round {round}.")));
        preview.shows("/lessons/first/", &format!("Round {round}."));
        project.write(LESSON, lesson("First", &format!("Round {round}, again.")));
        preview.shows("/lessons/first/", &format!("Round {round}, again."));
    }
}

#[test]
fn what_changes_nothing_builds_nothing() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    preview.shows("/lessons/first/", "One word.");
    let text = project.read(LESSON);
    replace(&project, LESSON, &text);
    let touched = fs::File::options().append(true).open(project.path(LESSON)).unwrap();
    touched.set_modified(SystemTime::now()).unwrap();
    for junk in ["4913", ".first.md.swp", "#first.md#", "first.md~", ".DS_Store", "first.md.tmp"] {
        project.write(&format!("content/lessons/{junk}"), lesson("Junk", "Junk."));
    }
    project.write("public/index.html", "x");
    project.write("private/contacts/x.md", "x");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(project.path(LESSON), fs::Permissions::from_mode(0o600)).unwrap();
    }
    // What came before this change was looked at before it, too.
    replace(&project, "content/lessons/2026-04-04-last.md", lesson("Last", "Last."));
    preview.shows("/lessons/last/", "Last.");
    preview.says("2026-04-04-last.md: shown after ");
    assert_eq!(preview.readings(), 1, "{}", preview.said());
}
