//! The boundary between private and public: what is private changes nothing that is public, and is found nowhere in it.
#![expect(clippy::case_sensitive_file_extension_comparisons, reason = "these names are ours, in lower case")]

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use aho_corasick::AhoCorasick;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use goodturn::command::{Clock, World, check};
use goodturn::diagnostic::{Report, Severity};
use goodturn::load::Root;
use goodturn::model::Include;
use goodturn::parse::date;
use goodturn::parse::picture::Kind;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{TestCaseError, TestRunner};

use crate::pictures::picture;
use crate::support::owner::own;
use crate::support::people::people;
use crate::support::project::Ran;
use crate::support::{Built, Fixture, Project, is_long, try_site};

const TODAY: &str = "2026-11-20";

// ---- what is private changes nothing ----------------------------------------------------------------------------

/// What becomes of a journal: a site and what a build would count besides, or a refusal with its reasons.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    Site { files: BTreeMap<String, Vec<u8>>, said: Vec<String> },
    Refused(Vec<Reason>),
}

/// The code and the file of a mistake.
type Reason = (&'static str, String);

fn outcome(fixture: &Fixture) -> Outcome {
    let fixture = Fixture { files: fixture.files.clone(), ..Fixture::default() }.complete();
    let (report, built) = try_site(&fixture, date::day(TODAY).unwrap(), Include::default());
    let said = report.sorted().into_iter().map(|found| format!("{}: {}", found.place.source.path(), found.message));
    let Some(Built(files)) = built else {
        let errors = report.sorted().into_iter().filter(|found| found.severity == Severity::Error);
        return Outcome::Refused(errors.map(|found| (found.code, found.place.source.path().to_owned())).collect());
    };
    Outcome::Site { files, said: said.collect() }
}

/// The same site, or a refusal for something private; never a third thing. Tells which of the two it was.
fn compare(without: &Outcome, with: &Outcome) -> Result<bool, String> {
    match with {
        Outcome::Site { files, said } => {
            let Outcome::Site { files: old, said: old_said } = without else {
                return Err("it was refused before, and is no longer".to_owned());
            };
            let (new_names, old_names): (Vec<_>, Vec<_>) = (files.keys().collect(), old.keys().collect());
            if new_names != old_names {
                return Err(format!("other files: {new_names:?} instead of {old_names:?}"));
            }
            if let Some((place, _)) = files.iter().find(|(place, bytes)| old[*place] != **bytes) {
                return Err(format!("other bytes in {place}"));
            }
            if said != old_said {
                return Err(format!("other words: {said:?} instead of {old_said:?}"));
            }
            Ok(true)
        }
        Outcome::Refused(reasons) => {
            let private =
                |(code, path): &Reason| path.starts_with("private/") || matches!(*code, "leak" | "named-unasked");
            match reasons.iter().find(|reason| !private(reason)) {
                None if !reasons.is_empty() => Ok(false),
                other => Err(format!("refused for {other:?}")),
            }
        }
    }
}

/// A public half: entries of every kind and state, pages, pictures, tags.
fn any_public() -> impl Strategy<Value = Fixture> {
    // Of these words the last few are also in somebody's file.
    let word = prop_oneof![
        60 => select(vec!["bread", "maps", "a loom", "half the thanks", "tides", "plain words", "Ana", "designer"]),
        1 => select(vec!["Ana Ruiz", "ana@ruiz.example", "@bo-lee", "+44 131 496 0001", SENTENCE]),
    ];
    let entry = (
        select(vec!["resources", "introductions", "lessons", "pages"]),
        1..28_u32,
        select(vec![
            "",
            "draft = true\n",
            "date = 2026-12-24\n",
            "expires = 2026-11-01\n",
            "aliases = [\"/old/$/\"]\n",
        ]),
        word.clone(),
        vec(select(vec!["Bees", "C++", "café", "open source"]), 0..3),
        word,
        any::<bool>(),
    );
    vec(entry, 1..7).prop_map(|entries| {
        let site = String::from_utf8(Fixture::default().complete().settings()).unwrap();
        let mut fixture = Fixture::default().with("site.toml", format!("{site}[share]\ngap = \"0d\"\n"));
        for (number, (kind, day, state, title, tags, words, own_folder)) in entries.into_iter().enumerate() {
            let tags: Vec<_> = tags.iter().map(|tag| format!("\"{tag}\"")).collect();
            let state = if kind == "pages" && !state.starts_with("draft") { "" } else { state };
            let own = match kind {
                "resources" => "url = \"https://found.example/\"\nauthor = \"Ada\"\n",
                "introductions" => "sides = [\"a baker\", \"a printer\"]\n",
                "lessons" => "learned_from = \"a neighbour\"\n",
                _ => "",
            };
            let tags = if kind == "pages" { String::new() } else { format!("tags = [{}]\n", tags.join(", ")) };
            let date =
                if kind == "pages" || state.contains("date") { String::new() } else { format!("2026-10-{day:02}-") };
            let state = state.replace('$', &number.to_string());
            let filler = "one two three four five six seven eight nine ten ".repeat(2);
            let image = if own_folder { "\n![a loaf](loaf.png)\n" } else { "" };
            let text = format!("+++\ntitle = \"{title} {number}\"\n{tags}{state}{own}+++\n{words}\n{filler}\n{image}");
            if own_folder {
                fixture = fixture
                    .with(&format!("content/{kind}/{date}n{number}/index.md"), text)
                    .with(&format!("content/{kind}/{date}n{number}/loaf.png"), picture(Kind::Png));
            } else {
                fixture = fixture.with(&format!("content/{kind}/{date}n{number}.md"), text);
            }
        }
        fixture.with("static/robots-too.txt", "hello")
    })
}

const SENTENCE: &str = "She would rather be asked in spring than in autumn.";

/// Everything private that a test may change.
#[derive(Clone, Debug, Default)]
struct Half {
    people: BTreeMap<&'static str, BTreeMap<&'static str, &'static str>>,
    notes: BTreeMap<&'static str, &'static str>,
    lines: Vec<(u32, usize)>,
    items: BTreeMap<&'static str, Vec<usize>>,
    settings: BTreeSet<usize>,
    /// Anything else, broken files among it.
    others: BTreeMap<String, Vec<u8>>,
}

const HANDLES: [&str; 6] = ["ana-ruiz", "bo-lee", "gus", "hal-okafor", "tove", "x-y-z"];

/// Every key of a contact with values that it may have.
const KEYS: [(&str, &[&str]); 26] = [
    ("name", &["\"Ana Ruiz\"", "\"Bo Lee\"", "\"Gus\"", "\"Zoë <Quill>\"", "\"שירה לוי\"", "\"bread maps\""]),
    ("aka", &["\"Nita\"", "[\"Anita Ruiz\", \"A. R.\"]", "\"half the\""]),
    ("email", &["\"ana@ruiz.example\"", "[\"bo@lee.example\", \"b@lee.example\"]", "\"c@d.example\""]),
    ("phone", &["\"+44 131 496 0001\"", "[\"0131 496 0002\"]", "\"999\""]),
    ("url", &["\"https://found.example/\"", "[\"https://ana.example/\"]", "\"https://bo.example/\""]),
    ("feed", &["\"https://ana.example/feed.xml\"", "\"https://bo.example/rss\"", "\"/feed.xml\""]),
    ("org", &["\"Baton\"", "\"the printers\"", "\"Test\""]),
    ("role", &["\"baker\"", "\"designer\"", "\"a neighbour\""]),
    ("city", &["\"Leith\"", "\"Porto\"", "\"東京\""]),
    ("channel", &["\"mail\"", "\"call\"", "\"meet\""]),
    ("circles", &["[\"kitchen\"]", "[\"kitchen\", \"leith\"]", "\"bees\""]),
    ("close", &["true", "false", "true"]),
    ("cadence", &["\"6w\"", "\"1y\"", "\"none\""]),
    ("met", &["2020-02-29", "2026-10-01", "2026-11-20"]),
    ("via", &["\"a neighbour\"", "\"at a fair\"", "\"the printers\""]),
    ("values", &["[\"maps\"]", "[\"bread\", \"tides\"]", "[]"]),
    ("needs", &["[\"a designer\"]", "[\"a loom\", \"maps\"]", "[]"]),
    ("offers", &["[\"bookbinding\"]", "[\"plain words\"]", "[]"]),
    ("dates", &["{ birthday = \"02-29\" }", "{ birthday = \"11-21\", \"a run\" = \"2027-04-18\" }", "{}"]),
    ("last_contact", &["2025-01-01", "2026-11-01", "2026-11-20"]),
    ("snooze", &["2026-12-24", "2026-11-21", "2025-01-01"]),
    ("status", &["\"active\"", "\"paused\"", "\"deceased\""]),
    ("subscribed", &["true", "false", "true"]),
    ("consent_name", &["true", "false", "2026-11-01"]),
    ("source", &["\"an old address book\"", "\"vcard\"", "\"\""]),
    ("uid", &["\"urn:uuid:1\"", "\"2\"", "\"3\""]),
];

const NOTES: [&str; 4] = ["", SENTENCE, "## Log\n- 2026-09-01 met: tea\n", "Likes [[n0]] and `code`.\n\n> quoted\n"];

/// Lines of the log for people 0 and 1 of whoever is there.
const LINES: [&str; 12] = [
    "met < @0: coffee; needs: a freelance designer; up to: leaving in January",
    "got! < @0 #job: an hour on the printing market",
    "gave > @0 @1: maps",
    "mail > @0: hello; promise: the deck by 2026-11-30; waiting: an answer",
    "intro = @0 @1: looms; check: 2w",
    "thanks > @0",
    "note @0: likes tides; values: bread; offers: bookbinding",
    "outcome #job: accepted",
    "told > @0 #job",
    "plan = @0: a walk",
    "done @0: the deck",
    "for @0: maps",
];

const ITEMS: [&str; 5] = [
    "kind = \"link\"",
    "url = \"https://found.example/\"",
    "expires = 2026-11-24",
    "type = \"ticket\"",
    "permission = \"granted\"",
];

const SETTINGS: [&str; 7] = [
    "signature = \"Wren\"",
    "offers = [\"an hour of reading\"]",
    "fictional = true",
    "[circles.kitchen]\ncadence = \"2m\"",
    "[circles.leith]",
    "[due]\nlimit = 2\nneed_days = 20",
    "# nothing",
];

/// What may lie about in `private/` or break it.
const OTHERS: [(&str, &[u8]); 10] = [
    ("private/photos/ana.jpg", b"\xff\xd8 not looked at"),
    ("private/contacts/card.pdf", b"%PDF"),
    ("private/contacts/broken.md", b"+++\nnaem = \"X\"\n+++\n"),
    ("private/contacts/never-closed.md", b"+++\nname = \"X\"\n"),
    ("private/contacts/bytes.md", b"+++\nname = \"caf\xe9\"\n+++\n"),
    ("private/log/2027.md", b"- 2026-11-01 mett @ana: x\n"),
    ("private/log/2024.md", b"# 2024\n\n<!-- - 2024-01-01 met @nobody -->\n"),
    ("private/inbox/nothing.md", b""),
    ("private/todo.md", b"misplaced"),
    ("private/settings.toml", b"signature = \n"),
];

impl Half {
    /// The whole half as files.
    fn onto(&self, public: &Fixture) -> Fixture {
        let mut fixture = Fixture { files: public.files.clone(), ..Fixture::default() };
        for (handle, keys) in &self.people {
            let mut front = keys.iter().map(|(key, value)| format!("{key} = {value}\n")).collect::<Vec<_>>().concat();
            if !keys.contains_key("name") {
                front.push_str("name = \"Somebody\"\n");
            }
            let notes = self.notes.get(handle).copied().unwrap_or_default();
            fixture = fixture.with(&format!("private/contacts/{handle}.md"), format!("+++\n{front}+++\n{notes}\n"));
        }
        let handles: Vec<_> = self.people.keys().collect();
        if handles.len() > 1 {
            let line = |(at, (day, text)): (usize, &(u32, usize))| {
                let (one, two) = (handles[at % handles.len()], handles[(at + 1) % handles.len()]);
                let text = LINES[*text].replace("@0", &format!("@{one}")).replace("@1", &format!("@{two}"));
                format!("- 2026-{:02}-{:02} {text}\n", day % 11 + 1, day % 19 + 1)
            };
            let log: String = self.lines.iter().enumerate().map(line).collect();
            fixture = fixture.with("private/log/2026.md", log);
        }
        for (name, keys) in &self.items {
            let keys: BTreeSet<_> = keys.iter().map(|key| ITEMS[*key]).collect();
            let keys: Vec<_> = keys.into_iter().collect();
            let text = format!("+++\ntitle = \"Two seats\"\n{}\n+++\nAsk early.\n", keys.join("\n"));
            fixture = fixture.with(&format!("private/inbox/{name}.md"), text);
        }
        if !self.settings.is_empty() {
            let lines: Vec<_> = self.settings.iter().map(|line| SETTINGS[*line]).collect();
            fixture = fixture.with("private/settings.toml", lines.join("\n") + "\n");
        }
        for (path, bytes) in &self.others {
            fixture = fixture.with(path, bytes.clone());
        }
        fixture
    }

    /// One change: a value, a person, a line, a thing or a setting comes, goes or becomes another.
    fn change(&mut self, [what, a, b, c]: [usize; 4]) {
        let (handle, (key, values)) = (HANDLES[a % HANDLES.len()], KEYS[b % KEYS.len()]);
        match what % 20 {
            0..=5 => drop(self.people.entry(handle).or_default().insert(key, values[c % values.len()])),
            6 => drop(self.people.entry(handle).or_default().remove(key)),
            7 => drop(self.people.remove(handle)),
            8 => {
                // Somebody gets another handle and keeps all else.
                if let Some(person) = self.people.remove(handle) {
                    self.people.insert(HANDLES[c % HANDLES.len()], person);
                }
            }
            9 | 10 => drop(self.notes.insert(handle, NOTES[b % NOTES.len()])),
            11..=13 => self.lines.push((u32::try_from(a % 200).unwrap(), b % LINES.len())),
            14 => {
                let at = a % (self.lines.len() + 1);
                if let Some(line) = self.lines.get_mut(at) {
                    line.0 = u32::try_from(b % 200).unwrap();
                }
            }
            15 => {
                self.lines.truncate(a % (self.lines.len() + 1));
            }
            16 => self.items.entry(["seats", "loom", "2026-11-01-shed"][a % 3]).or_default().push(b % ITEMS.len()),
            17 => drop(self.items.remove(["seats", "loom", "2026-11-01-shed"][a % 3])),
            18 => {
                let line = a % SETTINGS.len();
                if !self.settings.remove(&line) {
                    self.settings.insert(line);
                }
            }
            // What breaks is rare: a refusal says less than a site.
            _ if b % 3 == 0 => {
                let (path, bytes) = OTHERS[a % OTHERS.len()];
                self.others.insert(path.to_owned(), bytes.to_vec());
            }
            _ => drop(self.others.pop_first()),
        }
    }

    fn of(changes: &[[usize; 4]]) -> Self {
        let mut half = Self::default();
        for change in changes {
            half.change(*change);
        }
        half
    }
}

fn any_changes(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<[usize; 4]>> {
    vec([0..1000_usize, 0..1000_usize, 0..1000_usize, 0..1000_usize], count)
}

/// So many cases in the ordinary run, and twenty times as many in the long one.
fn cases(cases: u32) -> ProptestConfig {
    let cases = if is_long() { cases * 20 } else { cases };
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default() }
}

#[test]
fn whatever_is_private_the_public_site_is_the_same_or_none() {
    let (same, refused) = (Cell::new(0), Cell::new(0));
    let result = TestRunner::new(cases(256)).run(&(any_public(), any_changes(4..28)), |(public, changes)| {
        let without = outcome(&public);
        let with = outcome(&Half::of(&changes).onto(&public));
        let built = compare(&without, &with).map_err(TestCaseError::fail)?;
        let count = if built { &same } else { &refused };
        count.set(count.get() + 1);
        Ok(())
    });
    result.unwrap();
    let (same, refused) = (same.get(), refused.get());
    assert!(
        same > 80 && refused > 20 && same + refused >= 256,
        "{same} sites and {refused} refusals: too few of one to say anything"
    );
}

/// A half with everything in it.
fn full_half() -> Half {
    let mut half = Half::default();
    for (at, (key, values)) in KEYS.into_iter().enumerate() {
        half.people.entry(HANDLES[at % 3]).or_default().insert(key, values[0]);
    }
    half.people.entry("bo-lee").or_default().insert("name", "\"Bo Lee\"");
    half.people.entry("gus").or_default().insert("name", "\"Gus\"");
    half.notes.insert("ana-ruiz", SENTENCE);
    half.lines = (0..LINES.len()).map(|line| (u32::try_from(line).unwrap(), line)).collect();
    half.items.insert("seats", vec![0, 2]);
    half.settings = (0..SETTINGS.len()).collect();
    half
}

/// A journal with something of every kind.
const PUBLIC: &str = "
//- content/resources/2026-02-02-old-maps.md
+++
title = \"Old maps\"
url = \"https://found.example/\"
tags = [\"maps\"]
+++
It says in plain words what most of us take ten years to find out, and it sells nothing to anybody. Read it twice.
//- content/introductions/2026-03-03-two.md
+++
title = \"A baker and a printer\"
sides = [\"a baker\", \"a printer\"]
named = []
+++
They met.
//- content/lessons/2026-04-04-ask.md
+++
title = \"Ask twice\"
aliases = [\"/ask/\"]
+++
Words.
//- content/lessons/2026-12-24-later.md
+++
title = \"Later\"
+++
Words.
//- content/lessons/2026-05-05-draft.md
+++
title = \"A draft\"
draft = true
+++
Words.
//- content/pages/about.md
+++
title = \"About\"
+++
Somebody.
//- static/hello.txt
hello
";

#[test]
fn a_half_with_everything_in_it_changes_nothing() {
    let public = Fixture::parse(PUBLIC);
    assert_eq!(compare(&outcome(&public), &outcome(&full_half().onto(&public))), Ok(true));
}

#[test]
fn one_public_byte_would_be_seen() {
    let public = Fixture::parse(PUBLIC);
    let with = outcome(&full_half().onto(&public));
    let changes = [
        ("content/resources/2026-02-02-old-maps.md", "Old maps", "Old mapt"),
        ("content/resources/2026-02-02-old-maps.md", "Read it", "Reed it"),
        ("content/resources/2026-02-02-old-maps.md", "\"maps\"", "\"mapt\""),
        ("content/introductions/2026-03-03-two.md", "a printer\"]", "a pruner\"]"),
        ("content/lessons/2026-04-04-ask.md", "/ask/", "/asp/"),
        ("content/pages/about.md", "Somebody", "Sumebody"),
        ("static/hello.txt", "hello", "hullo"),
        ("site.toml", "\"Test\"", "\"Tess\""),
    ];
    for (path, from, to) in changes {
        let (_, bytes) = public.files.iter().find(|(other, _)| other == path).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        let other =
            Fixture { files: public.files.clone(), ..Fixture::default() }.with(path, text.replacen(from, to, 1));
        assert!(text.contains(from), "{path}: {from}");
        let found = compare(&outcome(&other), &with);
        assert!(found.is_err_and(|why| why.starts_with("other")), "{path}: {from}");
    }
}

/// Ways in which a program could let something through, each told of by a letter too many or too few.
#[test]
fn a_program_that_leaks_would_be_seen() {
    type Leak = fn(&Half, &mut BTreeMap<String, Vec<u8>>, &mut Vec<String>);
    let leaks: [(&str, Leak); 7] = [
        ("how many there are", |half, files, _| {
            let page = files.get_mut("index.html").unwrap();
            page.extend(half.people.len().to_string().bytes());
        }),
        ("a space where somebody is", |half, files, _| {
            if half.people.contains_key("gus") {
                files.get_mut("sitemap.xml").unwrap().push(b' ');
            }
        }),
        ("an empty file", |_, files, _| drop(files.insert("people.json".to_owned(), Vec::new()))),
        ("a file that is gone", |_, files, _| drop(files.remove("robots.txt"))),
        ("another name for a file", |_, files, _| {
            let bytes = files.remove("feed.xml").unwrap();
            files.insert("Feed.xml".to_owned(), bytes);
        }),
        ("another order", |_, files, _| files.get_mut("tags/maps/index.html").unwrap().rotate_left(1)),
        ("a warning more", |_, _, said| said.push("private/contacts/gus.md: nothing says what @gus values".to_owned())),
    ];
    let public = Fixture::parse(PUBLIC);
    let without = outcome(&public);
    let half = full_half();
    let Outcome::Site { files, said } = outcome(&half.onto(&public)) else { panic!("refused") };
    for (name, leak) in leaks {
        let (mut files, mut said) = (files.clone(), said.clone());
        leak(&half, &mut files, &mut said);
        assert!(compare(&without, &Outcome::Site { files, said }).is_err(), "{name}");
    }
    let third = Outcome::Refused(vec![("leak", "content/x.md".to_owned()), ("unknown-key", "content/x.md".to_owned())]);
    assert!(compare(&without, &third).is_err() && compare(&without, &Outcome::Refused(Vec::new())).is_err());
}

#[test]
fn a_public_text_that_really_has_it_is_refused() {
    let leaks = ["Ana Ruiz", "ana@ruiz.example", "@bo-lee", "0131 496 0001", SENTENCE, "ana-ruiz"];
    for leak in leaks {
        let public = Fixture::parse(PUBLIC).with("content/lessons/2026-06-06-x.md", lesson("", leak));
        assert!(matches!(outcome(&public), Outcome::Site { .. }), "{leak}");
        assert_eq!(compare(&outcome(&public), &outcome(&full_half().onto(&public))), Ok(false), "{leak}");
    }
}

fn lesson(keys: &str, body: &str) -> String {
    format!("+++\ntitle = \"X\"\n{keys}\n+++\n{body}\n")
}

/// Every file and folder of the public site with all that an upload would look at.
fn on_disk(project: &Project) -> Vec<(String, u32, i64, i64, u64, Vec<u8>)> {
    let top = project.path("public");
    let all = walkdir::WalkDir::new(&top).sort_by_file_name().into_iter().filter_map(Result::ok);
    all.map(|entry| {
        let meta = entry.metadata().unwrap();
        let name = entry.path().strip_prefix(&top).unwrap().to_str().unwrap().to_owned();
        let bytes = if meta.is_file() { fs::read(entry.path()).unwrap() } else { Vec::new() };
        (name, meta.mode(), meta.mtime(), meta.mtime_nsec(), meta.ino(), bytes)
    })
    .collect()
}

fn rewrite(project: &Project, old: &Fixture, new: &Fixture) {
    for (path, _) in old.files.iter().filter(|(path, _)| path.starts_with("private/")) {
        let _ = fs::remove_file(project.path(path));
    }
    for (path, bytes) in new.files.iter().filter(|(path, _)| path.starts_with("private/")) {
        project.write(path, bytes);
    }
}

#[test]
fn the_program_writes_and_says_the_same_whatever_is_private() {
    let strategy = (any_public(), any_changes(4..20), any_changes(1..8));
    let result = TestRunner::new(cases(12)).run(&strategy, |(public, first, then)| {
        let project = Project::with(&public);
        let clean = project.run(&["build"]).code(0);
        let (site, again) = (on_disk(&project), project.run(&["build"]).code(0));
        let mut half = Half::of(&first);
        let before = half.onto(&public);
        for change in then {
            half.change(change);
        }
        let after = half.onto(&public);
        let mut last = public;
        for half in [&before, &after] {
            rewrite(&project, &last, half);
            let ran = project.run(&["build"]);
            prop_assert_eq!(&on_disk(&project), &site, "{}", ran.stderr);
            match ran.code {
                0 => prop_assert_eq!(&ran.stdout, &again.stdout),
                1 => prop_assert_eq!(&ran.stdout, "", "{}", ran.stderr),
                code => prop_assert!(false, "{} {}", code, ran.stderr),
            }
            last = Fixture { files: half.files.clone(), ..Fixture::default() };
        }
        fs::remove_dir_all(project.path("public")).unwrap();
        let anew = project.run(&["build", "--json"]);
        if anew.code == 0 {
            let whole = |site: Vec<(String, u32, i64, i64, u64, Vec<u8>)>| {
                site.into_iter().map(|(name, mode, .., bytes)| (name, mode, bytes)).collect::<Vec<_>>()
            };
            prop_assert_eq!(whole(on_disk(&project)), whole(site));
            rewrite(&project, &last, &Fixture::default());
            let _ = fs::remove_dir_all(project.path("private"));
            fs::remove_dir_all(project.path("public")).unwrap();
            prop_assert_eq!(anew.stdout, project.run(&["build", "--json"]).code(0).stdout);
            fs::remove_dir_all(project.path("public")).unwrap();
            prop_assert_eq!(clean.stdout, project.run(&["build"]).code(0).stdout);
        } else {
            prop_assert!(!project.path("public").exists());
        }
        Ok(())
    });
    result.unwrap();
}

// ---- what is private is found nowhere -----------------------------------------------------------------------------

/// An unlikely word for a place in a fixture, always the same: letters alone, so that it survives every address, slug
/// and escape that leaves letters alone.
pub(crate) fn canary(label: &str) -> String {
    let hash = label
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    let letters = b"bcdfghjklmnpqrstvwxz";
    let word = (0..8).map(|at| char::from(letters[usize::try_from(hash >> (at * 7) & 0x7f).unwrap() % 20]));
    format!("zq{}", word.collect::<String>())
}

/// Writes a canary for every `~label~`, and tells which.
fn plant(fixture: &str, labels: &mut BTreeSet<String>) -> Fixture {
    let mut text = String::new();
    for (at, part) in fixture.split('~').enumerate() {
        if at % 2 == 0 {
            text.push_str(part);
        } else {
            text.push_str(&canary(part));
            labels.insert(part.to_owned());
        }
    }
    Fixture::parse(&text)
}

/// A word in every disguise in which a program might have published it.
pub(crate) fn disguises(word: &str) -> Vec<(&'static str, Vec<u8>)> {
    let each = |write: fn(char) -> String| word.chars().map(write).collect::<String>().into_bytes();
    let mut all = vec![
        ("as it is", word.into()),
        ("backwards", word.chars().rev().collect::<String>().into()),
        ("in entities", each(|c| format!("&#{};", u32::from(c)))),
        ("in hexadecimal entities", each(|c| format!("&#x{:x};", u32::from(c)))),
        ("percent-encoded", each(|c| format!("%{:X}", u32::from(c)))),
        ("escaped for JSON", each(|c| format!("\\u{:04x}", u32::from(c)))),
        ("percent-encoded twice", each(|c| format!("%25{:X}", u32::from(c)))),
        ("escaped twice for JSON", each(|c| format!("\\\\u{:04x}", u32::from(c)))),
        ("escaped for a script", each(|c| format!("\\x{:02x}", u32::from(c)))),
        ("in hexadecimal", each(|c| format!("{:x}", u32::from(c)))),
        ("in UTF-16", word.encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ];
    for skip in 0..3 {
        let coded = STANDARD.encode([vec![0; skip], word.into()].concat());
        let (from, to) = ((skip * 8).div_ceil(6), (skip + word.len()) * 8 / 6);
        all.push(("in base64", coded[from..to].into()));
    }
    all
}

/// Where words are, in any disguise and any case, in bytes and in names of files.
pub(crate) fn sightings(
    files: &BTreeMap<String, Vec<u8>>,
    labels: &BTreeSet<String>,
) -> BTreeSet<(String, String, &'static str)> {
    let needles: Vec<_> = labels
        .iter()
        .flat_map(|label| disguises(&canary(label)).into_iter().map(move |(how, bytes)| (label, how, bytes)))
        .collect();
    let automaton =
        AhoCorasick::builder().ascii_case_insensitive(true).build(needles.iter().map(|(.., bytes)| bytes)).unwrap();
    let mut seen = BTreeSet::new();
    for (place, bytes) in files {
        for text in [bytes.as_slice(), place.as_bytes()] {
            for found in automaton.find_overlapping_iter(text) {
                let (label, how, _) = &needles[found.pattern().as_usize()];
                seen.insert(((*label).clone(), place.clone(), *how));
            }
        }
    }
    seen
}

/// Everything that a person may write into `private/`.
const PRIVATE_CANARIES: &str = "
//- private/settings.toml
# ~settings.comment~
signature = \"~settings.signature~\"
offers = [\"~settings.offers~\"]
[circles.~settings.circle~]
cadence = \"6w\"
//- private/contacts/~contact.handle~-z.md
+++
# ~contact.comment~
name = \"~contact.first~ ~contact.last~\"
aka = [\"~contact.aka~\", \"~contact.other~ ~contact.name~\"]
email = [\"~contact.email~@~contact.host~.example\", \"~contact.second~@b.example\"]
phone = \"+44 131 496 0007\"
url = [\"https://~contact.url~.example/~contact.path~?~contact.query~#~contact.fragment~\"]
feed = \"https://~contact.feed~.example/feed.xml\"
org = \"~contact.org~\"
role = \"~contact.role~\"
city = \"~contact.city~\"
channel = \"call\"
circles = [\"~settings.circle~\", \"~contact.circle~\"]
close = true
cadence = \"1w\"
met = 2019-03-07
via = \"~contact.via~\"
values = [\"~contact.values~\"]
needs = [\"~contact.needs~\"]
offers = [\"~contact.offers~\"]
dates = { birthday = \"1979-11-24\", \"~contact.occasion~\" = \"11-25\" }
last_contact = 2019-04-08
subscribed = false
consent_name = true
source = \"~contact.source~\"
uid = \"~contact.uid~\"
+++

# ~notes.heading~

~notes.text~ and *~notes.emphasis~*, `~notes.code~`, [~notes.link~](https://~notes.address~.example/).

<!-- ~notes.comment~ -->

| ~notes.cell~ | x |
|---|---|
| a | b |

## Log

- 2026-09-01 met: ~own.log~
//- private/contacts/other-person.md
+++
name = \"~other.name~\"
via = \"@~contact.handle~-z\"
offers = [\"~contact.needs~ made to measure\"]
email = \"~other.email~@c.example\"
+++
//- private/log/2026.md
# ~log.heading~

<!-- ~log.comment~ -->
- 2026-11-02 met < @~contact.handle~-z: ~log.text~; needs: ~log.needs~; offers: ~log.offers~
- 2026-11-02 call @~contact.handle~-z: ~log.call~; values: ~log.values~; up to: ~log.up-to~
- 2026-11-03 got! < @~contact.handle~-z #~log.goal~: ~log.got~
- 2026-11-04 mail > @~contact.handle~-z: ~log.mail~; promise: ~log.promise~ by 2026-11-25; waiting: ~log.waiting~
- 2026-11-05 outcome #~log.goal~: ~log.outcome~
- 2026-11-06 note @~contact.handle~-z: ~log.note~
- 2026-11-07 for @~contact.handle~-z: [[~item.name~]]
- 2026-12-07 plan = @~contact.handle~-z: ~log.plan~
- 2026-10-07 gave > @other-person: [[old-maps|~log.cited~]]
//- private/inbox/2026-11-01-~item.name~.md
+++
title = \"~item.title~\"
url = \"https://~item.url~.example/\"
for = \"~contact.handle~-z\"
expires = 2026-11-29
type = \"ticket\"
+++
~item.notes~
//- private/inbox/~ask.name~.md
+++
title = \"~ask.title~\"
from = \"other-person\"
+++
~ask.notes~
//- private/photos/~photo.name~.jpg
~photo.bytes~
//- private/.~litter.name~.md.swp
~litter.bytes~
";

/// An entry of each kind with all that it may say, and a page. `$` stands for which of them this is.
const EVERY_FIELD: &str = "
//- content/resources/2026-02-02-~$resource.stem~/index.md
+++
# ~$resource.comment~
title = \"~$resource.title~\"
slug = \"~$resource.slug~\"
url = \"https://~$resource.host~.example/~$resource.path~\"
tags = [\"~$resource.tag~\"]
summary = \"~$resource.summary~\"
aliases = [\"/~$resource.alias~/\"]
image = \"~$resource.image~.png\"
author = \"~$resource.author~\"
source = \"~$resource.source~\"
via = { name = \"~$resource.via~\", url = \"https://~$resource.via-url~.example/\" }
good_for = \"~$resource.good-for~\"
less_good_for = \"~$resource.less-good-for~\"
when = \"~$resource.when~\"
where = \"~$resource.where~\"
id = \"tag:test.example,2026:~$resource.id~\"
STATE
+++
~$resource.text~ says in plain words what most of us take ten years to find out, and it sells nothing to
anybody. Read it.

![~$resource.alt~](~$resource.image~.png \"~$resource.caption~\")

<!-- ~$resource.html-comment~ -->
//- content/introductions/2026-03-03-~$introduction.slug~.md
+++
title = \"~$introduction.title~\"
tags = [\"~$introduction.tag~\"]
sides = [{ who = \"~$introduction.who~\", brings = \"~$introduction.brings~\" }, \"~$introduction.other~\"]
in_common = \"~$introduction.in-common~\"
steps = [{ date = 2026-01-02, text = \"~$introduction.step~\" }]
outcome = \"~$introduction.outcome~\"
NAMED
STATE
+++
~$introduction.text~.
//- content/lessons/2026-04-04-~$lesson.slug~.md
+++
title = \"~$lesson.title~\"
tags = [\"~$lesson.tag~\"]
learned_from = \"~$lesson.learned-from~\"
try_when = \"~$lesson.try-when~\"
STATE
+++
## ~$lesson.heading~

~$lesson.text~ *~$lesson.emphasis~* `~$lesson.code~`
[~$lesson.link~](https://~$lesson.address~.example/?q=~$lesson.query~)[^1].

[^1]: ~$lesson.footnote~.
";

const PAGE: &str = "
//- content/pages/~$page.slug~.md
+++
title = \"~$page.title~\"
summary = \"~$page.summary~\"
aliases = [\"/~$page.alias~/\"]
nav = 3
STATE
+++
~$page.text~.
";

fn every_field(which: &str, state: &str, labels: &mut BTreeSet<String>) -> Fixture {
    // Whoever is named has to have agreed, which what is not out need not wait for; a page is never scheduled.
    let named = if which.is_empty() { "" } else { "named = [\"~$introduction.named~\"]" };
    let scheduled = state.starts_with("date");
    let text = EVERY_FIELD.to_owned() + if scheduled { "" } else { PAGE };
    let mut text = text.replace("NAMED", named).replace("STATE", state).replace('$', which);
    for day in ["2026-02-02-", "2026-03-03-", "2026-04-04-"].into_iter().filter(|_| scheduled) {
        text = text.replace(day, "");
    }
    let fixture = plant(&text, labels);
    let folder = fixture.files.iter().find_map(|(path, _)| path.strip_suffix("index.md").map(str::to_owned)).unwrap();
    let image = canary(&format!("{which}resource.image"));
    fixture.with(&format!("{folder}{image}.png"), picture(Kind::Png))
}

/// A journal that is full of canaries: the public ones, those of what is not out, the private ones.
pub(crate) fn aviary() -> (Fixture, [BTreeSet<String>; 3]) {
    let [mut public, mut held, mut private] = [const { BTreeSet::new() }; 3];
    let site = format!(
        "title = \"{}\"\nbase_url = \"https://test.example/\"\nid = \"tag:test.example,2026:t\"\n\
         [share]\ngap = \"0d\"\n",
        canary("site.title")
    );
    let mut fixture = Fixture::parse(PUBLIC).with("site.toml", site);
    let mut files = every_field("", "", &mut public).files;
    files.extend(every_field("draft.", "draft = true", &mut held).files);
    files.extend(every_field("scheduled.", "date = 2026-12-24", &mut held).files);
    files.extend(plant(PRIVATE_CANARIES, &mut private).files);
    files.retain(|(path, _)| path != "site.toml");
    fixture.files.extend(files);
    (fixture, [public, held, private])
}

#[test]
fn every_canary_is_another_word() {
    let (_, labels) = aviary();
    let all: Vec<_> = labels.iter().flatten().map(|label| canary(label)).collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    assert!(all.len() > 150, "{}", all.len());
}

#[test]
fn nothing_private_and_nothing_that_is_not_out_is_in_any_public_byte_or_name() {
    let (fixture, [public, held, private]) = aviary();
    let Outcome::Site { files, .. } = outcome(&fixture) else { panic!("{:?}", outcome(&fixture)) };
    let silent = held.union(&private).cloned().collect();
    let seen = sightings(&files, &silent);
    assert!(seen.is_empty(), "{seen:#?}");
    for needle in ["1979", "0131", "496 0007", "7 March 2019", "2019-03-07", "2019-04-08", "due.ics", "people/"] {
        let found = files.iter().find(|(place, bytes)| {
            place.contains(needle) || bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
        });
        assert!(found.is_none(), "{needle} in {}", found.unwrap().0);
    }
    // The same eyes see what is public.
    let unseen: Vec<_> = {
        let seen: BTreeSet<_> = sightings(&files, &public).into_iter().map(|(label, ..)| label).collect();
        public.difference(&seen).cloned().collect()
    };
    assert_eq!(unseen, ["resource.comment", "resource.html-comment", "resource.stem"], "of these nothing is published");
}

#[test]
fn the_program_writes_no_canary_either() {
    let (fixture, [public, held, private]) = aviary();
    let project = Project::with(&fixture);
    let ran = project.run(&["build"]).code(0);
    let mut files = project.tree("public");
    assert!(files.len() > 40);
    files.insert("stdout".to_owned(), ran.stdout.into_bytes());
    let silent = held.union(&private).cloned().collect();
    assert_eq!(sightings(&files, &silent), BTreeSet::new());
    assert!(sightings(&files, &public).len() > 100);
}

#[test]
fn a_canary_in_any_disguise_would_be_seen() {
    let label = "contact.email".to_owned();
    let word = canary(&label);
    let labels = BTreeSet::from([label]);
    for (how, bytes) in disguises(&word) {
        let file = [b"<p>before ", bytes.as_slice(), b" after"].concat();
        let seen = sightings(&BTreeMap::from([("a/index.html".to_owned(), file)]), &labels);
        assert!(seen.iter().any(|(.., found)| *found == how), "{how}: {seen:?}");
    }
    for around in ["", "a", "ab", "abc"] {
        let coded = STANDARD.encode(format!("{around}{word}@host.example"));
        let seen = sightings(&BTreeMap::from([("x".to_owned(), coded.into_bytes())]), &labels);
        assert!(!seen.is_empty(), "{around:?}");
    }
    let upper = BTreeMap::from([("a".to_owned(), word.to_uppercase().into_bytes()), (format!("{word}/x"), Vec::new())]);
    assert_eq!(sightings(&upper, &labels).len(), 2);
}

#[test]
fn public_canaries_are_wherever_readers_look() {
    let (fixture, [public, ..]) = aviary();
    let Outcome::Site { files, .. } = outcome(&fixture) else { panic!() };
    let seen = sightings(&files, &public);
    let is_in = |label: &str, place: &str| {
        let fits = |found: &str| match place {
            "search" => found.starts_with("search/words-"),
            "its page" => found.contains(&canary(&format!("{}.slug", label.split('.').next().unwrap()))),
            place => found == place,
        };
        seen.iter().any(|(found, at, _)| found == label && fits(at))
    };
    let everywhere = ["its page", "index.html", "feed.xml", "atom.xml", "feed.json", "search"];
    for label in [
        "resource.title",
        "resource.tag",
        "resource.author",
        "resource.source",
        "resource.good-for",
        "introduction.title",
        "introduction.tag",
        "introduction.who",
        "lesson.title",
        "lesson.tag",
    ] {
        let on_cards = label != "introduction.who";
        for place in everywhere.into_iter().filter(|place| on_cards || *place != "index.html") {
            assert!(is_in(label, place), "{label} is not in {place}");
        }
    }
    for label in ["resource.slug", "resource.tag", "introduction.slug", "lesson.slug", "lesson.tag", "page.slug"] {
        assert!(is_in(label, "sitemap.xml"), "{label}");
    }
    for label in public.iter().filter(|label| !label.ends_with("comment") && !label.ends_with("stem")) {
        let only_in_feeds = label.ends_with(".id");
        let redirect = label.ends_with("alias");
        assert!(only_in_feeds || redirect || is_in(label, "its page"), "{label} is not on its page");
    }
    for label in ["resource.text", "introduction.text", "lesson.text", "lesson.footnote", "lesson.heading"] {
        for place in ["feed.xml", "atom.xml", "feed.json"] {
            assert!(is_in(label, place), "{label} is not in {place}");
        }
    }
    assert!(is_in("resource.id", "feed.xml") && is_in("resource.id", "feed.json"));
    assert!(is_in("lesson.text", "search") && is_in("resource.text", "search"));
}

#[test]
fn private_canaries_are_on_the_owners_pages() {
    let (fixture, [_, held, private]) = aviary();
    let site = own(TODAY, &fixture);
    let seen = sightings(&site.0, &private);
    let is_in = |label: &str, place: &str| seen.iter().any(|(found, at, _)| found == label && at == place);
    let person = format!("people/{}-z/index.html", canary("contact.handle"));
    let unseen = ["contact.comment", "contact.uid", "notes.comment"];
    let of_them = private.iter().filter(|label| label.starts_with("contact.") || label.starts_with("notes."));
    for label in of_them.filter(|label| !unseen.contains(&label.as_str())) {
        assert!(is_in(label, &person), "{label} is not on the person's page");
    }
    for label in ["own.log", "settings.signature", "settings.circle", "item.title", "log.got"] {
        assert!(is_in(label, &person), "{label} is not on the person's page");
    }
    for label in ["contact.first", "contact.values", "notes.text", "notes.code", "log.text", "log.up-to", "own.log"] {
        assert!(is_in(label, "people/index.js"), "{label} is not in the index of people");
    }
    let of_log = private.iter().filter(|label| label.starts_with("log."));
    for label in of_log.filter(|label| !label.ends_with("heading") && !label.ends_with("comment")) {
        assert!(is_in(label, "log/index.html"), "{label} is not in the log");
    }
    for label in ["ask.title", "item.title", "contact.first"] {
        assert!(is_in(label, "index.html"), "{label} is not on the first page");
    }
    let apart: BTreeSet<_> = seen.iter().filter(|(_, place, _)| place.starts_with("site/")).collect();
    assert!(apart.is_empty(), "the copy of the public site is as public as the site: {apart:#?}");
    assert_eq!(sightings(&site.0, &held), BTreeSet::new(), "drafts are in previews alone");
}

// ---- the guard, with the program itself -------------------------------------------------------------------------

/// Two people: one may be named, the other has not been asked.
const CIRCLE: &str = "
//- private/contacts/ana-ruiz.md
+++
name = \"Ana Ruiz\"
aka = [\"Nita Holt-Ruiz\"]
email = \"bread@oven.example\"
phone = \"+44 131 496 0001\"
+++
She would rather be asked in spring than in autumn.
//- private/contacts/bo-lee.md
+++
name = \"Bo Lee\"
email = \"press@lee.example\"
consent_name = 2026-11-01
+++
//- content/lessons/2026-04-04-ask.md
+++
title = \"Ask twice\"
+++
Words.
";

/// A built journal with the circle above.
fn guarded() -> Project {
    let project = Project::with(&Fixture::parse(CIRCLE));
    project.run(&["build"]).code(0);
    project
}

/// Expects that the build is refused once a file is there, with this place in the message and this contact's file, and
/// that the old site is what it was, to the last byte, time and mode.
#[track_caller]
fn refused(project: &Project, path: &str, bytes: impl AsRef<[u8]>, at: &str, contact: &str) -> Ran {
    let old = on_disk(project);
    let names = project.names();
    project.write(path, bytes);
    let ran = project.run(&["build"]).code(1);
    let place = format!("--> {at}");
    assert!(ran.stderr.contains(&place), "no {place} in\n{}", ran.stderr);
    assert!(ran.stderr.contains(&format!("private/contacts/{contact}.md:")), "{}", ran.stderr);
    assert!(ran.stderr.contains(&format!("@{contact}")), "{}", ran.stderr);
    assert!(ran.stderr.contains("nothing was published"), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
    assert_eq!(on_disk(project), old);
    assert!(project.names().iter().all(|name| names.contains(name) || !name.starts_with(".goodturn")), "litter");
    // Also what the build before it left, whose pages nobody judged again.
    assert!(!project.path(".goodturn-public.stage").exists(), "a stage is left");
    fs::remove_file(project.path(path)).unwrap();
    ran
}

#[test]
fn what_is_pasted_into_a_text_is_refused_at_its_place() {
    let project = guarded();
    let path = "content/lessons/2026-05-05-x.md";
    let pastes = [
        ("Write to bread@oven.example at once.", "5:10"),
        ("Write to Bread@Oven.Example.", "5:10"),
        ("![A loaf of Ana Ruiz](loaf.svg)", "5:13"),
        ("[write](mailto:bread%40oven.example)", "5:16"),
        ("[write](mailto:bread%2540oven.example)", "5:16"),
        ("<mailto:bread@oven.example>", "5:9"),
        ("Thanks to ANA RUIZ and others", "5:11"),
        ("Thanks to ana ruíz", "5:11"),
        ("Thanks to **Ana** *Ruiz*", "5:13"),
        ("Thanks to Ana\nRuiz", "5:11"),
        ("Thanks to Nita Holt Ruiz", "5:11"),
        ("Thanks to @ana-ruiz", "5:11"),
        ("Call 0131 496 0001", "5:6"),
        ("Call +44 (0)131-496-0001", "5:7"),
        ("Call [me](tel:+441314960001)", "5:16"),
        ("As I said: she would rather\nbe asked in spring, than in *autumn*!", "5:12"),
        ("`bread@oven.example`", "5:2"),
        ("<!-- bread@oven.example -->", "5:6"),
        ("[1]: https://x.example/?who=bread%40oven.example", "5:29"),
        ("bread&#64;oven.example", "5:1"),
        ("| a |\n|---|\n| Ana Ruiz |", "7:3"),
    ];
    for (body, at) in pastes {
        refused(&project, path, lesson("", body), &format!("{path}:{at}"), "ana-ruiz");
    }
    let keys = [
        ("summary = \"By Ana Ruiz\"", "3:15"),
        ("tags = [\"Ana Ruiz\"]", "3:10"),
        ("aliases = [\"/ana-ruiz/\"]", "3:14"),
        ("learned_from = \"Ana Ruiz\"", "3:17"),
        ("# bread@oven.example", "3:3"),
        ("slug = \"ana-ruiz\"", "3:9"),
    ];
    for (line, at) in keys {
        refused(&project, path, lesson(line, "Words."), &format!("{path}:{at}"), "ana-ruiz");
    }
    refused(
        &project,
        "content/pages/about.md",
        lesson("", "I know Ana Ruiz."),
        "content/pages/about.md:5:8",
        "ana-ruiz",
    );
}

#[test]
fn what_an_entry_may_say_a_file_that_is_copied_may_not() {
    let project = guarded();
    let named = "+++\ntitle = \"Two\"\nsides = [\"a baker\", \"a printer\"]\nnamed = [\"Bo Lee\"]\n+++\nBo Lee came.\n";
    project.write("content/introductions/2026-05-05-x.md", named);
    project.run(&["build"]).code(0);
    refused(&project, "static/papers.pdf", b"%PDF-1.4 \xff\xfe (by Bo Lee)", "papers.pdf:1:1", "bo-lee");
}

#[test]
fn what_is_odd_in_private_is_no_business_of_a_public_build() {
    let project = guarded();
    let before = project.run(&["build"]).code(0);
    project.write("private/log/2027.md", "- 2027-01-02 met @ana-ruiz: tea\n");
    let after = project.run(&["build"]).code(0);
    assert_eq!(before.stdout, after.stdout);
    assert!(!after.stderr.contains("private"), "{}", after.stderr);
    let checked = project.run(&["check"]).stdout;
    assert!(checked.contains("private/log/2027.md:1"), "nothing is odd: {checked}");
}

#[test]
fn what_the_log_says_is_refused_as_well() {
    let project = guarded();
    let line = "- 2026-11-02 met @ana-ruiz: she thinks of leaving the bakery in January; needs: somebody who knows \
                the law of leases well\n";
    project.write("private/log/2026.md", line);
    let path = "content/lessons/2026-05-05-x.md";
    for said in ["She thinks of leaving the bakery in January.", "Somebody who *knows* the law of leases well"] {
        project.write(path, lesson("", said));
        let ran = project.run(&["build"]).code(1);
        assert!(ran.stderr.contains(&format!("--> {path}:5:1")), "{}", ran.stderr);
        assert!(ran.stderr.contains("private/log/2026.md:1"), "{}", ran.stderr);
    }
}

/// Somebody's file with these notes, the first of them in line 4.
fn with_notes(notes: &str) -> Project {
    let project = guarded();
    project.write("private/contacts/cy-hale.md", format!("+++\nname = \"Cy Hale\"\n+++\n{notes}\n"));
    project
}

#[test]
fn each_sentence_of_a_note_is_found_alone_and_half_of_one_is_not() {
    let notes = "She told me one thing in the kitchen. Did he ask whether it was any good? We will not tell him before May!\n\
                 - the well-known loom that she wants is in Porto\n\
                 * her brother would sell the house\n\
                 ## a heading of more than six words\n\
                 > quoted is what he said to me\n\
                 and went on in the next line\n\n\
                 It weighs 3.5 kilos with the bag on\n\n\
                 昨日、山田太郎さんと話した。来月、新しい店を開く。\n\n\
                 An end without a stop comes here at last";
    let project = with_notes(notes);
    let path = "content/lessons/2026-05-05-x.md";
    let sentences = [
        ("She told me one thing in the kitchen", 4),
        ("did he ask whether it was any good", 4),
        ("We will not tell him before May", 4),
        ("The well-known loom that she wants is in Porto", 5),
        ("Her brother would sell the house", 6),
        ("A heading of more than six words", 7),
        ("Quoted is what he said to me and went on in the next line", 8),
        ("It weighs 3.5 kilos with the bag on", 11),
        ("昨日、山田太郎さんと話した。", 13),
        ("来月、新しい店を開く。", 13),
        ("An end without a stop comes here at last", 15),
    ];
    for (sentence, line) in sentences {
        let ran = refused(&project, path, lesson("", sentence), &format!("{path}:5:1"), "cy-hale");
        assert!(ran.stderr.contains(&format!("private/contacts/cy-hale.md:{line}\n")), "{sentence}: {}", ran.stderr);
    }
    let halves = "In the kitchen. Tell him before May. 5 kilos with the bag on. Known loom that she wants is in Porto.";
    project.write(path, lesson("", halves));
    project.run(&["build"]).code(0);
}

#[test]
fn addresses_and_names_of_entries_in_a_note_are_no_secrets() {
    let notes = "- https://found.example/a/long/way/to/one/small/shop\n- [[2026-05-05-no-more-than-a-long-way-to-go]]";
    let project = with_notes(notes);
    let body = "[Shop](https://found.example/a/long/way/to/one/small/shop)";
    project.write("content/lessons/2026-05-05-no-more-than-a-long-way-to-go.md", lesson("", body));
    project.run(&["build"]).code(0);
}

#[test]
fn what_is_in_a_file_or_a_name_of_a_file_is_refused() {
    let project = guarded();
    let refused_at = |path: &str, bytes: &[u8], at: &str| refused(&project, path, bytes, at, "ana-ruiz");
    refused_at("static/hello.txt", b"one\ntwo bread@oven.example\n", "static/hello.txt:2:5");
    refused_at("static/.well-known/contact", b"Ana Ruiz", "static/.well-known/contact:1:1");
    refused_at("static/ana-ruiz.txt", b"hello", "static/ana-ruiz.txt:1:1");
    refused_at(
        "content/lessons/2026-05-05-ana-ruiz.md",
        lesson("", "Words.").as_bytes(),
        "content/lessons/2026-05-05-ana-ruiz.md:1:1",
    );
    refused_at("static/papers.pdf", b"%PDF-1.4 \xff\xfe (bread@oven.example)", "papers.pdf:1:1");
    project.write("content/lessons/2026-05-06-y/ana-ruiz.png", picture(Kind::Png));
    let ran = refused_at(
        "content/lessons/2026-05-06-y/index.md",
        lesson("", "![a loaf](ana-ruiz.png)").as_bytes(),
        "content/lessons/2026-05-06-y/index.md:5:11",
    );
    assert!(ran.stderr.contains("1 file has 1 error"), "told of the output again: {}", ran.stderr);
}

#[test]
fn what_a_theme_says_is_refused() {
    let project = guarded();
    let theme =
        |path: &str| fs::read_to_string(format!("{}/themes/airmail/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let template = theme("templates/404.html").replacen("<h1", "{# by Ana Ruiz #}<h1", 1);
    let line = template.lines().position(|line| line.contains("Ana")).unwrap() + 1;
    let path = "themes/airmail/templates/404.html";
    refused(&project, path, template, &format!("{path}:{line}:"), "ana-ruiz");
    let style = theme("styles/6-prose.css") + "/* bread@oven.example */";
    let ran = refused(&project, "themes/airmail/styles/6-prose.css", style, "assets/style.", "ana-ruiz");
    assert!(ran.stderr.contains("no text of yours says it"), "{}", ran.stderr);
    let script = theme("scripts/page.js") + "// bread@oven.example\n";
    refused(&project, "themes/airmail/scripts/page.js", script, "assets/page.", "ana-ruiz");
}

/// A PNG with a chunk of text in it.
fn png_with_text(text: &str) -> Vec<u8> {
    let plain = picture(Kind::Png);
    // After the signature and the header, which is 13 bytes in a frame of 12.
    let at = 8 + 13 + 12;
    let content = [b"tEXt", text.as_bytes()].concat();
    let length = u32::try_from(text.len()).unwrap().to_be_bytes();
    let chunk = [&length[..], &content, &crc(&content).to_be_bytes()].concat();
    [&plain[..at], &chunk, &plain[at..]].concat()
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

#[test]
fn what_a_picture_says_of_its_maker_is_stripped_and_so_it_is_fine() {
    let project = guarded();
    let bytes = png_with_text("Author\0Ana Ruiz <bread@oven.example>");
    project.write("static/loaf.png", &bytes);
    project.write("content/lessons/2026-05-05-x/index.md", lesson("", "![a loaf](loaf.png)"));
    project.write("content/lessons/2026-05-05-x/loaf.png", &bytes);
    project.run(&["build"]).code(0);
    let files = project.tree("public");
    let has = |bytes: &[u8]| bytes.windows(8).any(|window| window == b"Ana Ruiz");
    assert!(has(&bytes) && files["loaf.png"].starts_with(b"\x89PNG"));
    assert!(!files.values().any(|bytes| has(bytes)));
}

#[test]
fn what_is_not_out_is_told_by_check_and_does_not_stop_a_build() {
    let project = guarded();
    let path = "content/lessons/2026-12-24-x.md";
    project.write(path, lesson("", "Thanks to Ana Ruiz."));
    project.run(&["build"]).code(0);
    assert!(!project.path("public/lessons/x").exists());
    let ran = project.run(&["check"]).code(1);
    assert!(ran.stdout.contains(&format!("{path}:5:11")) && ran.stdout.contains("error: `Ana Ruiz`"), "{}", ran.stdout);
    project.run(&["build", "--today", "2026-12-24"]).code(1);
    let ran = project.run(&["build", "--future"]).code(1);
    assert!(ran.stderr.contains(path), "a preview may be uploaded too: {}", ran.stderr);
    project.write(path, lesson("draft = true", "Thanks to Ana Ruiz."));
    project.run(&["build"]).code(0);
    let ran = project.run(&["check"]).code(0);
    assert!(ran.stdout.contains("note: `Ana Ruiz`"), "{}", ran.stdout);
}

fn introduction(named: &str, body: &str) -> String {
    format!("+++\ntitle = \"Two\"\nsides = [\"a baker\", \"a printer\"]\nnamed = [{named}]\n+++\n{body}\n")
}

#[test]
fn whoever_agreed_and_is_named_is_named_wherever_the_entry_is_shown() {
    let project = guarded();
    project.write(
        "content/introductions/2026-05-05-bo-lee.md",
        introduction("\"Bo Lee\"", "Bo Lee came, and BO LEE’s press."),
    );
    project.write(
        "content/lessons/2026-05-06-y.md",
        lesson("learned_from = \"Bo Lee\"\nsummary = \"Bo Lee said so\"", "Words."),
    );
    project.run(&["build"]).code(0);
    let files = project.tree("public");
    let has = |place: &str| String::from_utf8_lossy(&files[place]).to_lowercase().contains("bo lee");
    for place in
        ["introductions/bo-lee/index.html", "lessons/y/index.html", "feed.xml", "atom.xml", "feed.json", "index.html"]
    {
        assert!(has(place), "{place}");
    }
    let words: String = files
        .iter()
        .filter(|(place, _)| place.starts_with("search/words"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    assert!(words.contains("\"lee\""), "{words}");
    project.run(&["check"]).code(0);
    project.write("content/introductions/2026-05-07-bo.md", introduction("\"Bo\"", "Bo came."));
    project.run(&["build"]).code(0);
}

#[test]
fn a_yes_without_a_credit_and_a_credit_without_a_yes_are_refused() {
    let project = guarded();
    let path = "content/introductions/2026-05-05-x.md";
    let ran = refused(&project, path, introduction("", "Bo Lee came."), &format!("{path}:6:1"), "bo-lee");
    assert!(ran.stderr.contains("take it out, or name them in `named`"), "{}", ran.stderr);
    let ran = refused(&project, path, introduction("\"Ana Ruiz\"", "They came."), &format!("{path}:4:11"), "ana-ruiz");
    assert!(ran.stderr.contains("`consent_name` into private/contacts/ana-ruiz.md"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("has not agreed"), "once is enough: {}", ran.stderr);
    // What one entry may say, another may not.
    project.write("content/introductions/2026-05-04-y.md", introduction("\"Bo Lee\"", "Bo Lee came."));
    project.run(&["build"]).code(0);
    refused(&project, path, introduction("", "Bo Lee came."), &format!("{path}:6:1"), "bo-lee");
    // A yes to a name is no yes to an address or a handle.
    let named = |body: &str| introduction("\"Bo Lee\"", body);
    refused(&project, path, named("Bo Lee: press@lee.example"), &format!("{path}:6:9"), "bo-lee");
    refused(&project, path, named("Bo Lee is @bo-lee"), &format!("{path}:6:11"), "bo-lee");
}

#[test]
fn nobody_is_named_of_whom_nothing_is_known() {
    let project = guarded();
    let old = on_disk(&project);
    let path = "content/introductions/2026-05-05-x.md";
    for named in ["Zed Nobody", "Ana", "@ana-ruiz"] {
        project.write(path, introduction(&format!("\"{named}\""), "They came."));
        let ran = project.run(&["build"]).code(1);
        assert!(ran.stderr.contains(&format!("--> {path}:4:1")), "{named}: {}", ran.stderr);
        assert_eq!(on_disk(&project), old);
    }
    fs::remove_dir_all(project.path("private")).unwrap();
    project.write(path, introduction("\"Zed Nobody\"", "They came."));
    project.run(&["build"]).code(0);
}

#[test]
fn what_the_settings_make_public_is_no_secret() {
    let project = guarded();
    let path = "content/lessons/2026-05-05-x.md";
    let body = lesson("", "Write to bread@oven.example, or to Ana Ruiz.");
    refused(&project, path, &body, &format!("{path}:5:10"), "ana-ruiz");
    let site = String::from_utf8(Fixture::default().complete().settings()).unwrap();
    let author = "[author]\nname = \"Ana Ruiz\"\nemail = \"bread@oven.example\"\n";
    project.write("site.toml", format!("{site}{author}"));
    project.write(path, &body);
    project.run(&["build"]).code(0);
    let both = lesson("", "Write to bread@oven.example, or call 0131 496 0001.");
    fs::remove_file(project.path(path)).unwrap();
    refused(&project, path, both, &format!("{path}:5:38"), "ana-ruiz");
}

#[test]
fn nobody_can_ask_the_guard_to_look_away() {
    let project = guarded();
    for flag in ["--no-guard", "--force", "--skip-guard", "--allow-leaks"] {
        let ran = project.run(&["build", flag]).code(2);
        assert!(ran.stderr.contains("unexpected argument"), "{}", ran.stderr);
    }
    let help = project.run(&["build", "--help"]).code(0).stdout;
    assert!(!help.to_lowercase().contains("guard"), "{help}");
}

#[test]
fn a_link_into_the_private_folder_is_not_followed() {
    let project = guarded();
    // Nothing in a picture is a secret that the guard could know.
    project.write("private/photos/ana.png", picture(Kind::Png));
    let old = on_disk(&project);
    for (link, target) in [
        ("static/ana.md", "private/contacts/ana-ruiz.md"),
        ("static/loaf.png", "private/photos/ana.png"),
        ("static/all", "private"),
        ("content/lessons/2026-05-05-x.md", "private/contacts/ana-ruiz.md"),
        ("themes", "private"),
    ] {
        fs::create_dir_all(project.path(link).parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(project.path(target), project.path(link)).unwrap();
        let ran = project.run(&["build"]).code(1);
        assert!(ran.stderr.contains(&format!("--> {link}")), "{link}: {}", ran.stderr);
        assert_eq!(on_disk(&project), old);
        fs::remove_file(project.path(link)).unwrap();
    }
}

#[test]
fn private_files_that_cannot_be_read_refuse_the_build() {
    let project = guarded();
    let old = on_disk(&project);
    for (path, bytes) in
        OTHERS.iter().filter(|(path, _)| path.contains("broken") || path.contains("todo") || path.contains("bytes"))
    {
        project.write(path, bytes);
        let ran = project.run(&["build"]).code(1);
        assert!(ran.stderr.contains(&format!("--> {path}")), "{path}: {}", ran.stderr);
        assert_eq!(on_disk(&project), old);
        fs::remove_file(project.path(path)).unwrap();
    }
    fs::rename(project.path("private"), project.path("elsewhere")).unwrap();
    project.write("private", "a file");
    project.run(&["build"]).code(1);
    fs::remove_file(project.path("private")).unwrap();
    std::os::unix::fs::symlink(project.path("elsewhere"), project.path("private")).unwrap();
    project.run(&["build"]).code(1);
    assert_eq!(on_disk(&project), old);
}

// ---- two folders ------------------------------------------------------------------------------------------------

/// The permissions of everything below a folder, and of itself.
fn modes(project: &Project, folder: &str) -> BTreeSet<(bool, u32)> {
    let all = walkdir::WalkDir::new(project.path(folder)).into_iter().map(Result::unwrap);
    all.map(|entry| {
        let meta = entry.metadata().unwrap();
        (meta.is_dir(), meta.permissions().mode() & 0o7777)
    })
    .collect()
}

/// Runs the program under a umask.
fn under_umask(project: &Project, umask: &str, args: &[&str]) {
    let script = format!("umask {umask}; exec \"$0\" \"$@\" --today {TODAY}");
    let mut command = std::process::Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_goodturn")]).args(args).current_dir(project.path("."));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn only_the_owner_may_open_the_private_site_whatever_the_umask() {
    for umask in ["000", "022", "077", "027"] {
        let project = Project::with(&Fixture::parse(CIRCLE));
        under_umask(&project, umask, &["build", "--private"]);
        assert_eq!(modes(&project, "private-site"), BTreeSet::from([(true, 0o700), (false, 0o600)]), "{umask}");
        under_umask(&project, umask, &["build"]);
        assert_eq!(modes(&project, "public"), BTreeSet::from([(true, 0o755), (false, 0o644)]), "{umask}");
        // What did not change keeps its permissions, and what was opened is closed again.
        let page = project.path("private-site/index.html");
        fs::set_permissions(&page, fs::Permissions::from_mode(0o644)).unwrap();
        fs::set_permissions(project.path("private-site/people"), fs::Permissions::from_mode(0o755)).unwrap();
        project.write("private/contacts/new.md", "+++\nname = \"New\"\n+++\n");
        under_umask(&project, umask, &["build", "--private"]);
        assert_eq!(modes(&project, "private-site"), BTreeSet::from([(true, 0o700), (false, 0o600)]), "{umask}");
    }
}

#[test]
fn what_is_remembered_of_the_log_is_the_owners_alone() {
    let project = Project::with(&Fixture::parse(CIRCLE));
    under_umask(&project, "000", &["log", "2026-11-18 met @ana-ruiz: tea"]);
    let mode = fs::metadata(project.path(".goodturn-log")).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
}

#[test]
fn each_site_is_marked_as_what_it_is() {
    let project = guarded();
    project.run(&["build", "--private"]).code(0);
    let marked = |folder: &str, audience: &str| project.path(folder).join(format!(".goodturn-{audience}")).exists();
    assert!(marked("private-site", "private") && !marked("private-site", "public"));
    assert!(marked("public", "public") && !marked("public", "private"));
}

#[test]
fn the_order_of_building_makes_no_difference_and_neither_touches_the_other() {
    let (one, two) = (Project::with(&Fixture::parse(CIRCLE)), Project::with(&Fixture::parse(CIRCLE)));
    one.run(&["build"]).code(0);
    let public = on_disk(&one);
    one.run(&["build", "--private"]).code(0);
    assert_eq!(on_disk(&one), public);
    two.run(&["build", "--private"]).code(0);
    let private = two.tree("private-site");
    two.run(&["build"]).code(0);
    assert_eq!(two.tree("private-site"), private);
    assert_eq!((one.tree("public"), one.tree("private-site")), (two.tree("public"), private));
    one.run(&["build"]).code(0);
    one.run(&["build", "--private"]).code(0);
    assert_eq!(on_disk(&one), public);
}

#[test]
fn nothing_of_the_private_site_is_below_the_public_one() {
    let project = guarded();
    project.run(&["build", "--private"]).code(0);
    let (public, private) = (project.tree("public"), project.tree("private-site"));
    let own: Vec<_> = private.keys().filter(|place| !place.starts_with("site/")).collect();
    let shared: Vec<_> = own.into_iter().filter(|place| public.contains_key(*place)).collect();
    assert_eq!(shared, ["index.html"], "the two first pages");
    assert_ne!(public["index.html"], private["index.html"]);
    let pages = ["people", "log", "matches", "due.ics", "site", "private"];
    assert!(public.keys().all(|place| !pages.iter().any(|page| place.split('/').next() == Some(page))));
    assert!(!public.keys().any(|place| place.contains("private.")), "neither its stylesheet nor its script");
    let style = String::from_utf8_lossy(
        &private[private.keys().find(|place| place.ends_with(".css") && !place.starts_with("site/")).unwrap()],
    )
    .into_owned();
    assert!(!public.values().any(|bytes| String::from_utf8_lossy(bytes).contains(style.trim())));
}

#[test]
fn neither_site_is_written_over_the_other() {
    let project = guarded();
    project.run(&["build", "--private"]).code(0);
    let (public, private) = (project.tree("public"), project.tree("private-site"));
    let whole = || (project.tree("public"), project.tree("private-site"));
    for output in
        ["private-site", "private-site/", "./public/../private-site", "private-site/sub", "private", "private/sub"]
    {
        let ran = project.run(&["build", "--output", output]).code(2);
        assert!(ran.stderr.contains("will not replace"), "{output}: {}", ran.stderr);
    }
    for args in
        [&["build", "--private", "--output", "x"][..], &["build", "--private", "--base-url", "https://x.example/"]]
    {
        let ran = project.run(args).code(2);
        assert!(ran.stderr.contains("cannot be used with"), "{}", ran.stderr);
    }
    assert!(!project.path("x").exists());
    assert_eq!(whole(), (public.clone(), private.clone()));
    // The two folders change places, as a slip of `mv` has it.
    fs::rename(project.path("public"), project.path("aside")).unwrap();
    fs::rename(project.path("private-site"), project.path("public")).unwrap();
    fs::rename(project.path("aside"), project.path("private-site")).unwrap();
    for args in [&["build"][..], &["build", "--private"]] {
        let ran = project.run(args).code(2);
        assert!(ran.stderr.contains("for another audience"), "{}", ran.stderr);
    }
    assert_eq!(whole(), (private, public));
}

#[test]
fn a_link_is_no_way_from_one_site_to_the_other() {
    let project = guarded();
    std::os::unix::fs::symlink(project.path("public"), project.path("private-site")).unwrap();
    let old = on_disk(&project);
    project.run(&["build", "--private"]).code(2);
    assert_eq!(on_disk(&project), old);
    fs::remove_file(project.path("private-site")).unwrap();
    project.run(&["build", "--private"]).code(0);
    fs::rename(project.path("public"), project.path("aside")).unwrap();
    std::os::unix::fs::symlink(project.path("private-site"), project.path("public")).unwrap();
    let private = project.tree("private-site");
    project.run(&["build"]).code(2);
    assert_eq!(project.tree("private-site"), private);
}

// ---- what `check` says of people --------------------------------------------------------------------------------

/// What `check` finds in a journal on a disk, a line each: weight, code, file and place.
fn checked(project: &Project) -> Vec<String> {
    checked_in(project, ".")
}

/// The same for a journal in a folder of the project.
fn checked_in(project: &Project, folder: &str) -> Vec<String> {
    let clock = Clock::Day(date::day(TODAY).unwrap());
    let world = World { root: Root::at(project.path(folder)).unwrap(), clock, home: None, program: None };
    let mut report = Report::new();
    check::check(&mut report, &world).unwrap();
    let line = |found: &goodturn::diagnostic::Diagnostic| {
        let at = found.place.position();
        format!("{} {} {}:{}:{}", found.severity.word(), found.code, found.place.source.path(), at.line, at.column)
    };
    report.sorted().into_iter().map(line).collect()
}

fn check_of(fixture: &str) -> Vec<String> {
    checked(&Project::with(&people(fixture).complete()))
}

#[test]
fn somebody_to_write_to_of_whom_nothing_is_known_is_told_after_two_weeks() {
    let warning = ["warning nothing-known private/contacts/ana.md:1:1"];
    for known in [
        "@ana cadence = \"6w\"; met = 2026-11-06",
        "@ana met = 2026-01-06",
        "@ana cadence = \"none\"; met = 2026-01-06",
        "@ana cadence = \"6w\"; met = 2026-01-06; values = [\"maps\"]",
        "@ana cadence = \"6w\"; met = 2026-01-06; needs = [\"maps\"]",
        "@ana cadence = \"6w\"; met = 2026-01-06; offers = [\"maps\"]",
        "@ana cadence = \"6w\"; met = 2026-01-06; status = \"paused\"",
        "@ana cadence = \"6w\"; met = 2026-01-06; status = \"deceased\"",
        "@ana cadence = \"6w\"\n- 2026-11-06 met = @ana: tea",
        "@ana cadence = \"6w\"\n- 2026-01-06 met = @ana: tea; needs: maps",
        "@ana cadence = \"6w\"\n- 2026-01-06 note @ana: x; values: maps",
    ] {
        assert_eq!(check_of(known), [""; 0], "{known}");
    }
    for unknown in [
        "@ana cadence = \"6w\"; met = 2026-11-05",
        "@ana cadence = \"6w\"; met = 2026-11-19\n- 2026-11-05 met = @ana: tea",
        "@ana cadence = \"6w\"; role = \"baker\"; met = 2026-01-06",
        "@ana circles = [\"kitchen\"]; met = 2026-01-06\nset [circles.kitchen]\nset cadence = \"2m\"",
        "@ana cadence = \"6w\"\n- 2026-01-06 met = @ana: tea; up to: a move",
    ] {
        assert_eq!(check_of(unknown), warning, "{unknown}");
    }
}

#[test]
fn a_first_name_in_public_is_worth_a_second_look() {
    let told = |keys: &str, body: &str| {
        let project = Project::with(&people(&format!("@ana-ruiz {keys}\n")).complete());
        project.write("content/lessons/2026-01-02-x.md", lesson("", body));
        let ran = project.run(&["check"]).code(0);
        project.run(&["build"]).code(0);
        let found = checked(&project);
        assert_eq!(found.is_empty(), ran.stdout.contains("nothing to mend"), "{}", ran.stdout);
        found
    };
    let at = |place: &str| [format!("warning first-name-in-public content/lessons/2026-01-02-x.md:{place}")];
    assert_eq!(told("", "I met Ana there, and Ana said no."), at("5:7"));
    assert_eq!(told("", "*Ana* said no."), at("5:2"));
    assert_eq!(told("aka = \"Nita\"", "Nita’s loom."), at("5:1"));
    for fine in ["Banana", "Ana-Maria", "ana", "Anna", "ANA", "Ruiz"] {
        assert_eq!(told("", fine), [""; 0], "{fine}");
    }
    assert_eq!(told("consent_name = true", "Ana said no."), [""; 0]);
    assert_eq!(told("name = \"Al Ruiz\"", "Al said no."), [""; 0], "two letters are too few");
}

/// Runs git here, for somebody whose own settings do not matter.
fn git(project: &Project, args: &[&str]) {
    let mut command = std::process::Command::new("git");
    command.current_dir(project.path(".")).args(args);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    let ran = command.output().expect("these tests need git");
    assert!(ran.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn private_files_in_a_repository_that_is_also_elsewhere_are_told_of() {
    let tracked = ["warning tracked private/contacts/ana-ruiz.md:1:1"];
    let project = Project::with(&Fixture::parse(CIRCLE));
    assert_eq!(checked(&project), [""; 0]);
    git(&project, &["init", "--quiet"]);
    git(&project, &["remote", "add", "origin", "https://code.example/x.git"]);
    assert_eq!(checked(&project), [""; 0], "a remote, and nothing tracked");
    git(&project, &["add", "content"]);
    assert_eq!(checked(&project), [""; 0], "only what is public is tracked");
    git(&project, &["add", "private"]);
    assert_eq!(checked(&project), tracked);
    project.run(&["check"]).code(0);
    project.run(&["build"]).code(0);
    project.write("private/settings.toml", "fictional = true\n");
    assert_eq!(checked(&project), [""; 0], "people who were invented may be anywhere");
    project.write("private/settings.toml", "fictional = false\n");
    assert_eq!(checked(&project), tracked);
    git(&project, &["remote", "remove", "origin"]);
    assert_eq!(checked(&project), [""; 0], "a repository that is nowhere else");
    git(&project, &["remote", "add", "origin", "https://code.example/x.git"]);
    git(&project, &["rm", "--quiet", "-r", "--cached", "private"]);
    assert_eq!(checked(&project), [""; 0], "taken out again");
}

#[test]
fn a_journal_in_a_folder_of_a_repository_is_looked_up_in_it() {
    let outer = Project::empty();
    for (path, bytes) in Fixture::parse(CIRCLE).files {
        outer.write(&format!("my/journal/{path}"), bytes);
    }
    git(&outer, &["init", "--quiet"]);
    git(&outer, &["remote", "add", "origin", "https://code.example/x.git"]);
    assert_eq!(checked_in(&outer, "my/journal"), [""; 0]);
    git(&outer, &["add", "my"]);
    assert_eq!(checked_in(&outer, "my/journal"), ["warning tracked private/contacts/ana-ruiz.md:1:1"]);
}

#[test]
fn an_address_before_the_ending_of_a_files_name_is_an_address() {
    let project = guarded();
    for path in ["static/bread@oven.example.txt", "static/bread@oven.example/x.txt"] {
        let ran = refused(&project, path, "hello", &format!("{path}:1:1"), "ana-ruiz");
        assert!(ran.stderr.contains("`bread@oven.example`"), "{}", ran.stderr);
    }
}

#[test]
fn every_form_of_gits_index_is_read() {
    for version in ["2", "3", "4"] {
        let project = Project::with(&Fixture::parse(CIRCLE));
        git(&project, &["init", "--quiet"]);
        git(&project, &["remote", "add", "origin", "https://code.example/x.git"]);
        // Version 4 leaves out what a name has in common with the one before.
        project.write("prior.txt", "x");
        project.write("priva.txt", "x");
        git(&project, &["add", "priva.txt", "prior.txt", "private"]);
        git(&project, &["update-index", "--index-version", version]);
        assert_eq!(checked(&project), ["warning tracked private/contacts/ana-ruiz.md:1:1"], "version {version}");
    }
}

#[test]
fn a_second_checkout_of_a_repository_is_one_too() {
    let project = Project::with(&Fixture::parse(CIRCLE));
    git(&project, &["init", "--quiet"]);
    git(&project, &["remote", "add", "origin", "https://code.example/x.git"]);
    git(&project, &["add", "."]);
    git(&project, &["-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "--quiet", "-m", "x"]);
    git(&project, &["worktree", "add", "--quiet", "second"]);
    assert_eq!(checked_in(&project, "second"), ["warning tracked private/contacts/ana-ruiz.md:1:1"]);
}

#[test]
fn another_folder_called_private_is_none_of_ours() {
    let project = Project::with(&Fixture::parse(CIRCLE));
    git(&project, &["init", "--quiet"]);
    git(&project, &["remote", "add", "origin", "https://code.example/x.git"]);
    project.write("docs/private/notes.txt", "x");
    project.write("not-private/notes.txt", "x");
    git(&project, &["add", "docs", "not-private"]);
    assert_eq!(checked(&project), [""; 0]);
}
