//! What is wrong stands over the last good pages until it is mended.

use std::fs;

use super::preview::{LESSON, Preview, journal, lesson, replace};

#[test]
fn what_is_wrong_stands_over_the_last_good_page_until_it_is_mended() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    let at = "/lessons/first/";
    preview.shows(at, "One word.");
    let broken: [(&str, String, &str); 4] = [
        (LESSON, "+++\ntitle = \"First\"\nnope = 1\n+++\nx\n".to_owned(), "unknown key `nope`"),
        ("site.toml", project.read("site.toml") + "nope = 1\n", "unknown key `nope`"),
        ("themes/airmail/templates/entry.html", "{% if %}".to_owned(), "themes/airmail/templates/entry.html"),
        ("themes/airmail/templates/tags.html", "{{ page.nope }}".to_owned(), "themes/airmail/templates/tags.html"),
    ];
    for (path, text, words) in broken {
        let before = project.path(path).exists().then(|| project.read(path));
        replace(&project, path, text);
        let page = preview.shows(at, "goodturn-trouble");
        assert!(page.text().contains(words) && page.text().contains("One word."), "{path}: {}", page.text());
        preview.says(words);
        match before {
            Some(text) => project.write(path, text),
            None => fs::remove_file(project.path(path)).unwrap(),
        }
        preview.wait(at, |answer| answer.text().contains("One word.") && !answer.text().contains("goodturn-trouble"));
    }
    // A page that cannot be made any more is shown as it was.
    project.write("themes/airmail/templates/tags.html", "{{ page.nope }}");
    let page = preview.shows("/tags/", "goodturn-trouble");
    assert!(page.text().contains("</main>"), "{}", page.text());
}

/// Also where nobody had the time to try every page of what was shown last.
#[test]
fn a_page_that_cannot_be_made_is_as_it_was_last() {
    let project = journal();
    for number in 0..600 {
        let path = format!("content/lessons/2026-01-01-e{number}.md");
        project.write(&path, lesson(&format!("Number {number}"), "Words."));
    }
    let preview = Preview::of(&project, &["--watch"]);
    let at = "/lessons/first/";
    for words in ["Two words.", "Three words."] {
        replace(&project, LESSON, lesson("First", words));
        preview.shows(at, words);
    }
    replace(&project, "themes/airmail/templates/entry.html", "{{ page.nope }}");
    let page = preview.shows(at, "goodturn-trouble");
    assert!(page.text().contains("Three words."), "{}", page.text());
}

#[test]
fn settings_that_go_away_are_told_of_once() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    let site = project.read("site.toml");
    fs::remove_file(project.path("site.toml")).unwrap();
    let page = preview.shows("/lessons/first/", "goodturn-trouble");
    assert!(page.text().contains("cannot read") && page.text().contains("One word."), "{}", page.text());
    project.write("site.toml", site);
    preview.wait("/", |answer| answer.status == 200 && !answer.text().contains("goodturn-trouble"));
    assert_eq!(preview.said().matches("cannot read").count(), 1);
}

#[test]
fn a_journal_that_is_broken_from_the_beginning_is_told_of_and_mended() {
    let project = journal();
    let good = project.read(LESSON);
    project.write(LESSON, "+++\ntitle = \n+++\n<b>&\n");
    let preview = Preview::of(&project, &["--watch"]);
    let page = preview.get("/lessons/first/");
    assert_eq!(page.status, 500);
    assert!(page.text().contains(&format!("{LESSON}:2:9")), "{}", page.text());
    project.write(LESSON, good);
    let page = preview.shows("/lessons/first/", "One word.");
    assert!(!page.text().contains("goodturn-trouble"));
}
