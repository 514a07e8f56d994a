//! This repository's own journal, built for a fixed day and compared with what was looked at and found good.
//!
//! Texts are compared word for word with `tests/golden/`, everything else by its size and digest in
//! `tests/golden.txt`. `GOLDEN=update cargo test sample` takes today's output as good: look at the difference first.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::support::{Project, project::Ran, tree};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs the program on this repository's journal.
fn run(args: &[&str]) -> Ran {
    let root = root();
    let args: Vec<_> = args.iter().copied().chain(["--root", root.to_str().unwrap()]).collect();
    Project::empty().run(&args)
}

/// Without the fingerprints of stylesheet and script: a new colour is no change to every page.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = ["assets/style.", "assets/page.", "assets/search."]
        .iter()
        .filter_map(|name| Some(rest.find(name)? + name.len()))
        .min()
    {
        out.push_str(&rest[..at]);
        let digits = rest[at..].bytes().take_while(u8::is_ascii_hexdigit).count();
        rest = rest[at..].get(digits..).and_then(|rest| rest.strip_prefix('.')).unwrap_or(&rest[at..]);
    }
    out + rest
}

fn is_text(place: &str) -> bool {
    [".html", ".xml", ".json", ".txt", ".svg"].iter().any(|ending| place.ends_with(ending))
}

fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().take(8).fold(format!("{} ", bytes.len()), |text, byte| format!("{text}{byte:02x}"))
}

fn update(golden: &Path, texts: &BTreeMap<String, Vec<u8>>, list: &str) {
    let _ = fs::remove_dir_all(golden);
    for (place, bytes) in texts {
        let path = golden.join(place);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    fs::write(golden.with_extension("txt"), list).unwrap();
}

#[test]
fn the_sample_is_as_it_was_found_good() {
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("site");
    run(&["build", "--output", folder.to_str().unwrap()]).code(0);
    let built = tree(&folder);
    let list = built.iter().filter(|(place, _)| !is_text(place));
    let list: Vec<_> = list.map(|(place, bytes)| format!("{place} {}", digest(bytes))).collect();
    let list = list.join("\n") + "\n";
    let texts = built.into_iter().filter(|(place, _)| is_text(place));
    let texts: BTreeMap<_, _> =
        texts.map(|(place, bytes)| (plain(&place), plain(&String::from_utf8(bytes).unwrap()).into_bytes())).collect();
    let golden = root().join("tests/golden");
    if std::env::var("GOLDEN").is_ok_and(|value| value == "update") {
        update(&golden, &texts, &list);
    }
    let expected = tree(&golden);
    let names = |tree: &BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>().join("\n");
    snapbox::assert_data_eq!(names(&texts), snapbox::Data::text(names(&expected)).raw());
    for (place, bytes) in &texts {
        let (found, wanted) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&expected[place]));
        let differs = found.lines().zip(wanted.lines()).position(|(a, b)| a != b);
        assert!(
            found == wanted,
            "{place} differs from line {:?} on (GOLDEN=update takes it as good)",
            differs.map(|line| line + 1)
        );
    }
    assert_eq!(list, fs::read_to_string(golden.with_extension("txt")).unwrap());
}

#[test]
fn the_sample_has_nothing_to_mend() {
    let ran = run(&["check"]).code(0);
    assert!(ran.stdout.contains("nothing to mend"), "{}", ran.stdout);
}

/// Every feature is shown somewhere in the sample: what no entry uses would never be looked at.
#[test]
fn the_sample_shows_every_feature() {
    let files = tree(&root().join("content"));
    let all: String = files.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
    let keys = [
        "title",
        "date",
        "updated",
        "tags",
        "summary",
        "slug",
        "id",
        "aliases",
        "draft",
        "expires",
        "lang",
        "image",
        "url",
        "author",
        "source",
        "year",
        "via",
        "good_for",
        "less_good_for",
        "minutes",
        "when",
        "where",
        "sides",
        "in_common",
        "both_said_yes",
        "steps",
        "outcome",
        "named",
        "learned_from",
        "try_when",
        "nav",
    ];
    for key in keys {
        assert!(all.contains(&format!("\n{key} = ")), "no entry has `{key}`");
    }
    let marks = [
        "[^", "> [!", "- [x]", "~~", "\n: ", "| ", "```rust", "```diff", "[[", "<!--", "![", "mailto:", "\n***\n",
        "\n> ",
    ];
    for mark in marks {
        assert!(all.contains(mark), "no entry shows `{mark}`");
    }
    for ending in ["jpg", "png", "webp", "svg"] {
        assert!(files.keys().any(|path| path.ends_with(ending)), "no picture is a {ending}");
    }
    let entries =
        files.keys().filter(|path| path.split('.').next_back() == Some("md") && !path.starts_with("pages/")).count();
    assert!(entries >= 25, "{entries} entries");
}

/// The sample with both its halves, in a folder of its own.
fn both_halves() -> Project {
    let project = Project::empty();
    for folder in ["content", "static", "private"] {
        for (path, bytes) in tree(&root().join(folder)) {
            project.write(&format!("{folder}/{path}"), bytes);
        }
    }
    project.write("site.toml", fs::read(root().join("site.toml")).unwrap());
    project
}

#[test]
fn its_people_show_every_reason_and_every_section_on_its_own_day() {
    let ran = both_halves().run(&["due", "--json"]).code(0);
    let due: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let sections = due["sections"].as_object().unwrap();
    let short: Vec<_> = sections.iter().filter(|(_, rows)| rows.as_array().unwrap().is_empty()).collect();
    assert!(short.is_empty(), "nobody in {short:?}");
    let rows = sections["now"].as_array().unwrap();
    let kinds: BTreeSet<_> = rows
        .iter()
        .flat_map(|row| row["reasons"].as_array().unwrap())
        .map(|reason| reason["kind"].as_str().unwrap())
        .collect();
    let all =
        ["cadence", "date", "expiring", "giver", "introduction", "outcome", "plan", "promise", "thanks", "waiting"];
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), all);
    let names: Vec<_> = rows.iter().map(|row| row["handle"].as_str().unwrap()).collect();
    let order = [
        "tobias-lindqvist",
        "desmond-achterberg",
        "dagny-holt",
        "hamish-drummond-lowe",
        "bernadette-aku",
        "agnieszka-thorne",
        "ginevra-castellane",
        "callum-teviot",
        "solene-kervadec",
        "leszek-wolny",
        "shona-macaskill",
        "salma-haddadin",
    ];
    assert_eq!(names, order);
}

#[test]
fn what_its_due_page_suggests_to_note_settles_the_first_reason() {
    let project = both_halves();
    project.run(&["build", "--private"]).code(0);
    let page = scraper::Html::parse_document(&project.read("private-site/index.html"));
    let code = scraper::Selector::parse("code").unwrap();
    let commands = page.select(&code).map(|code| code.text().collect::<String>());
    let lines =
        commands.filter_map(|command| Some(command.strip_prefix("goodturn log '")?.strip_suffix('\'')?.to_owned()));
    let lines: Vec<_> = lines.collect();
    assert!(lines.len() >= 10, "{lines:?}");
    let best = |handle: &str| {
        let ran = project.run(&["due", "--json"]).code(0);
        let due: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        let now = due["sections"]["now"].as_array().unwrap().iter().find(|row| row["handle"] == handle).cloned();
        now.map(|row| row["reasons"][0].clone())
    };
    for line in lines {
        let handle = line.split('@').nth(1).unwrap().split([':', ' ']).next().unwrap().to_owned();
        let before = best(&handle);
        project.run(&["log", &line]).code(0);
        let after = best(&handle);
        // Nothing that is done today moves a birthday.
        let is_date = before.as_ref().is_some_and(|reason| reason["kind"] == "date");
        assert!(after.is_none() || after != before || is_date, "`{line}` leaves {after:?}");
    }
}
