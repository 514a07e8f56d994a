//! Whole journals in memory: a public build never panics, its feeds are well-formed, its pages run nothing of what a text
//! says, and people whom it knows of change nothing in it and are not found in it.
//!
//! Input: files as in the tests' fixtures, each after a line `//- path`.

use std::collections::BTreeMap;

use goodturn::diagnostic::{Report, Severity, show};
use goodturn::model::Include;

use super::html;
use crate::support::{Built, Fixture, try_site};

/// Somebody who is in no public text, with a word of their own in every place where something private stands.
const CIRCLE: [(&str, &str); 4] = [
    (
        "private/contacts/zqhandle-zqother.md",
        "+++\nname = \"Zqfirst Zqlast\"\naka = [\"Zqnick Zqname\"]\nemail = \"zqmail@zqhost.example\"\n\
         phone = \"+44 131 496 0007\"\norg = \"Zqorg\"\nneeds = [\"zqneeds\"]\n+++\nZqnotes would rather not be here at all.\n",
    ),
    ("private/log/2026.md", "- 2026-11-02 met < @zqhandle-zqother: zqlog; promise: zqpromise by 2026-11-25\n"),
    ("private/inbox/zqitem.md", "+++\ntitle = \"Zqtitle\"\nfor = \"zqhandle-zqother\"\n+++\nZqinbox.\n"),
    ("private/settings.toml", "signature = \"Zqsignature\"\n"),
];

pub(crate) fn target(data: &[u8]) {
    let text = super::text(data);
    let public = || files(&text);
    let without = built(&public());
    // A theme of the author's own may do as it likes.
    if let Some(site) = without.as_ref().filter(|_| !text.contains("themes/")) {
        sound(site, &text);
    }
    let people = CIRCLE.into_iter().fold(public(), |fixture, (path, text)| fixture.with(path, text));
    let with = built(&people);
    match (without, with) {
        (Some(Built(without)), Some(Built(with))) => same(&without, &with),
        (None, Some(_)) => panic!("what was refused is no longer, because somebody is known"),
        // Somebody was named, and the guard found it.
        (Some(_), None) => assert!(has_canary(data) || text.contains("0007"), "refused, and nobody was named"),
        (None, None) => {}
    }
}

/// The public files that the input has.
fn files(text: &str) -> Fixture {
    let mut fixture = Fixture::default();
    for part in text.split("//- ").skip(1).take(12) {
        let (path, text) = part.split_once('\n').unwrap_or((part, ""));
        let path = path.trim();
        let odd = path.split('/').any(|part| matches!(part, "" | "." | "..")) || path.contains(char::is_control);
        if !odd && !path.starts_with("private/") {
            fixture = fixture.with(path, text);
        }
    }
    fixture.complete()
}

fn built(fixture: &Fixture) -> Option<Built> {
    let (report, built): (Report, _) = try_site(fixture, super::today(), Include::default());
    let _ = show::terminal(&report, false, "nothing was published");
    let errors = report.sorted().into_iter().any(|found| found.severity == Severity::Error);
    assert_eq!(built.is_none(), errors, "no site, and no reason");
    built
}

/// Pages run nothing but the theme's own scripts, and feeds are XML and JSON. What is copied is the author's affair.
fn sound(Built(files): &Built, written: &str) {
    for (place, bytes) in files.iter().filter(|(place, _)| !written.contains(&format!("static/{place}"))) {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        match place.rsplit('.').next() {
            Some("xml") => well_formed(text),
            Some("html") => html::runs_only_the_theme(text),
            _ => {}
        }
    }
}

fn well_formed(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().enable_all_checks(true);
    while !matches!(reader.read_event().expect("well-formed XML"), quick_xml::events::Event::Eof) {}
}

fn same(without: &BTreeMap<String, Vec<u8>>, with: &BTreeMap<String, Vec<u8>>) {
    assert!(without.keys().eq(with.keys()), "other files, because somebody is known");
    let other = without.iter().find(|(place, bytes)| with[*place] != **bytes);
    assert!(other.is_none(), "other bytes in {}", other.expect("a file").0);
}

/// All those words begin in the same way, and no other word does.
fn has_canary(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|pair| pair.eq_ignore_ascii_case(b"zq"))
}
