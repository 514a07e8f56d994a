//! Planted leaks: a line each in `src`, that is compiled in only where somebody asks for it, and that lets something
//! through. Each must be found, or the tests of the boundary are blind.
//!
//! The long run compiles them one by one. What is not here cannot be planted, because it does not compile (the doctests
//! of `audience`, `load::private`, `model::contact`, `plan::private` and `render::private` say so): a notebook of
//! private files, a public page of a person, private bytes in a public folder, a private route in a public list, and a
//! contact that is printed.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::is_long;

/// A leak's name, what it lets through, and the test that finds it.
struct Leak {
    name: &'static str,
    what: &'static str,
    found_by: &'static str,
}

const INTERFERENCE: &str = "boundary::whatever_is_private_the_public_site_is_the_same_or_none";
const PROGRAM: &str = "boundary::the_program_writes_and_says_the_same_whatever_is_private";
const CANARIES: &str = "boundary::nothing_private_and_nothing_that_is_not_out_is_in_any_public_byte_or_name";
const PASTED: &str = "boundary::what_is_pasted_into_a_text_is_refused_at_its_place";
const CREDIT: &str = "boundary::a_yes_without_a_credit_and_a_credit_without_a_yes_are_refused";
const MODES: &str = "boundary::only_the_owner_may_open_the_private_site_whatever_the_umask";

const fn leak(name: &'static str, what: &'static str, found_by: &'static str) -> Leak {
    Leak { name, what, found_by }
}

const LEAKS: [Leak; 29] = [
    leak("draft-is-out", "a draft in every list, feed and index", CANARIES),
    leak("future-is-out", "an entry before its day", CANARIES),
    leak("draft-page-is-out", "a page that is a draft", CANARIES),
    leak("comments-stay", "what an author notes in a comment", CANARIES),
    leak("source-in-feed", "front matter with its comments, in feeds", CANARIES),
    leak("words-are-shared", "words of people's notes in the search index, through a cache", INTERFERENCE),
    leak("people-make-a-difference", "how many people there are, by the order of the sitemap", INTERFERENCE),
    leak("people-are-counted", "how many people there are, in a number that is printed", PROGRAM),
    leak("time-of-a-contact", "when a contact was last changed, as the time of a page", PROGRAM),
    leak(
        "log-is-checked",
        "what is odd in the log, among what is said of the site",
        "boundary::what_is_odd_in_private_is_no_business_of_a_public_build",
    ),
    leak("sources-are-not-judged", "whatever an author pastes", PASTED),
    leak("telephones-are-forgotten", "telephone numbers", PASTED),
    leak("notes-are-forgotten", "sentences of notes", PASTED),
    leak("escapes-hide", "an address that is written with escapes", PASTED),
    leak("stage-is-left", "the pages that were refused, beside the site", "boundary::what_a_theme_says_is_refused"),
    leak("log-is-forgotten", "sentences of the log", "boundary::what_the_log_says_is_refused_as_well"),
    leak(
        "names-of-files-pass",
        "a name in a file's name",
        "boundary::what_is_in_a_file_or_a_name_of_a_file_is_refused",
    ),
    leak("items-are-alike", "all items of feeds but the first", "guard::a_feed_is_searched_item_by_item_and_whole"),
    leak("output-is-not-judged", "what a theme says", "boundary::what_a_theme_says_is_refused"),
    leak(
        "copies-are-settled",
        "in a file that is copied, what an entry may say",
        "boundary::what_an_entry_may_say_a_file_that_is_copied_may_not",
    ),
    leak("published-in-spite", "a site that was refused", "boundary::what_a_theme_says_is_refused"),
    leak("nobody-is-asked", "names without a yes", CREDIT),
    leak("a-name-permits-all", "an address, because its owner may be named", CREDIT),
    leak(
        "picture-as-it-is",
        "who took a picture",
        "boundary::what_a_picture_says_of_its_maker_is_stripped_and_so_it_is_fine",
    ),
    leak(
        "links-are-followed",
        "files of `private/`, through a link",
        "boundary::a_link_into_the_private_folder_is_not_followed",
    ),
    leak("preview-is-public", "drafts in the folder that is uploaded", "publish::previews_go_elsewhere"),
    leak("private-folders-are-open", "the private site to others on the machine", MODES),
    leak("private-files-are-open", "the private pages to others on the machine", MODES),
    leak(
        "memory-is-open",
        "the last lines of the log to others on the machine",
        "boundary::what_is_remembered_of_the_log_is_the_owners_alone",
    ),
];

#[test]
fn every_leak_has_a_name_a_line_and_a_test_that_finds_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut planted = BTreeSet::new();
    for file in walkdir::WalkDir::new(src).into_iter().filter_map(Result::ok).filter(|it| it.file_type().is_file()) {
        let text = fs::read_to_string(file.path()).unwrap();
        planted.extend(text.split("leak = \"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()));
    }
    let listed: BTreeSet<_> = LEAKS.iter().map(|leak| leak.name.to_owned()).collect();
    assert_eq!(planted, listed);
    assert_eq!(listed.len(), LEAKS.len(), "one is listed twice");
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for leak in &LEAKS {
        let (module, test) = leak.found_by.split_once("::").unwrap();
        let text = fs::read_to_string(tests.join(format!("{module}.rs"))).unwrap();
        assert!(text.contains(&format!("fn {test}()")), "{} is found by no test: {}", leak.name, leak.what);
    }
}

/// With one of the leaks, of everything that is ours and of nothing else: what comes from elsewhere is compiled once.
fn with(leak: &Leak, args: &[&str]) -> Output {
    let folder = folder();
    fs::create_dir_all(&folder).unwrap();
    let wrapper = folder.join(leak.name);
    let script = format!("#!/bin/sh\nexec \"$@\" -C debuginfo=0 --cfg 'leak=\"{}\"'\n", leak.name);
    fs::write(&wrapper, script).unwrap();
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755)).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["test", "--locked", "--quiet", "--test", "tests"]).args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
    cargo.env("RUSTC_WORKSPACE_WRAPPER", &wrapper).env("CARGO_TARGET_DIR", folder.join("target"));
    cargo.env("CARGO_INCREMENTAL", "0").env_remove("GOODTURN_LONG").output().unwrap()
}

/// Takes what was compiled to leak away again: all of it together fills a disk.
fn forget() {
    let target = folder().join("target");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["clean", "--quiet", "--package", "goodturn"]).env("CARGO_TARGET_DIR", target);
    assert!(cargo.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap().success());
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("leaks")
}

#[test]
fn every_leak_is_found() {
    if !is_long() {
        return;
    }
    let mut lost = Vec::new();
    for leak in &LEAKS {
        let built = with(leak, &["--no-run"]);
        assert!(built.status.success(), "{}: {}", leak.name, String::from_utf8_lossy(&built.stderr));
        let ran = with(leak, &["--", "--exact", leak.found_by]);
        forget();
        let said = String::from_utf8_lossy(&ran.stdout);
        if ran.status.success() || !said.contains("0 passed; 1 failed") {
            lost.push(format!("{}: {}\n{said}", leak.name, leak.what));
        }
    }
    assert!(lost.is_empty(), "not found:\n{}", lost.join("\n"));
}
