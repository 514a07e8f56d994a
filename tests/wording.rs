//! What a person reads when something is wrong: three hundred mistakes, and of each the very lines that are said of it.
//!
//! They are in `tests/wording.txt`, to be read from the top like a letter. `GOLDEN=update cargo test wording` takes
//! today's words as good: look at the difference first.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use goodturn::diagnostic::{Diagnostic, Report, show};
use goodturn::model::Include;
use goodturn::parse::date;
use rayon::prelude::*;

use crate::support::{Fixture, Project, site, try_site};
use crate::{bad_input, catalog};

/// What it is called, and the journal in which it stands.
type Case = (String, Fixture);

/// So many of each group of `bad_input.rs`.
const OF_A_GROUP: usize = 6;

const FRIENDS: &str = "
//- content/lessons/2026-01-02-x.md
+++
title = \"X\"
+++
Words.
//- private/settings.toml
offers = [\"proofreading\"]

[circles.kitchen]
cadence = \"6w\"
//- private/contacts/ana-ruiz.md
+++
name = \"Ana Ruiz\"
aka = [\"Anita R.\"]
email = \"ana@ruiz.example\"
phone = \"+44 131 496 0123\"
circles = [\"kitchen\"]
+++
She wants to leave the printing house before the spring.
//- private/contacts/bo-lee.md
+++
name = \"Bo Lee\"
consent_name = 2026-01-01
+++
//- private/inbox/seats.md
+++
title = \"Two seats\"
from = \"ana-ruiz\"
permission = \"ask\"
+++
";

/// A journal with these words instead of those, or after everything, in one of its files.
fn friends(path: &str, change: impl Fn(&str) -> String) -> Fixture {
    let fixture = Fixture::parse(FRIENDS);
    let old = fixture.files.iter().find(|(known, _)| known == path);
    let old = old.map_or_else(String::new, |(_, bytes)| String::from_utf8(bytes.clone()).unwrap());
    fixture.with(path, change(&old))
}

/// One more key in front matter.
fn with_key(path: &str, line: &str) -> Fixture {
    let without = |old: &str, key: &str| -> String {
        old.split_inclusive('\n').filter(|line| !line.starts_with(&format!("{key} ="))).collect()
    };
    let key = line.split([' ', '=', '.']).next().unwrap();
    friends(path, |old| without(old, key).replacen("+++\n", &format!("+++\n{line}\n"), 1))
}

/// A case for each line.
fn each(what: &str, lines: &[&str], make: impl Fn(&str) -> Fixture) -> Vec<Case> {
    lines.iter().map(|line| (format!("{what}: {}", line.replace('\n', " / ")), make(line))).collect()
}

const CONTACT: &[&str] = &[
    "email = 3",
    "phone = 3",
    "values = 3",
    "dates = \"03-14\"",
    "dates = { birthday = 3 }",
    "subscribed = \"yes\"",
    "met = 1066-10-14",
    "org = [\"Baton\"]",
    "nmae = \"Ana\"",
    "name = 3",
    "name = \"\"",
    "name = \"A\u{200b}na\"",
    "email = \"ana at ruiz\"",
    "email = [\"ana@ruiz.example\", \"ruiz.example\"]",
    "status = \"retired\"",
    "status = true",
    "channel = \"pigeon\"",
    "cadence = \"monthly\"",
    "cadence = \"0w\"",
    "cadence = 6",
    "close = \"yes\"",
    "circles = [\"kitchens\"]",
    "met = 2026-02-30",
    "met = \"spring\"",
    "snooze = 2w",
    "dates = { birthday = \"14 March\" }",
    "dates = { birthday = \"02-30\" }",
    "via = \"@nobody\"",
    "last_contact = 2026-11",
];

const LOG: &[&str] = &[
    "- yesterday met @ana-ruiz: tea",
    "- 2026-5-12 met @ana-ruiz: tea",
    "- 2026-05-12 plan @: tea",
    "- 2026-05-12 for @bo-lee: [[nothing like it]]",
    "- 2026-05-12 note: tea",
    "- 2026-05-12 met @ana-ruiz @ana-ruis @bo-le: tea",
    "2026-05-12 met @ana-ruiz: tea",
    "met Ana",
    "* met @ana-ruiz: tea",
    "- 2026-02-30 met @ana-ruiz: tea",
    "- 12 May met @ana-ruiz: tea",
    "- 2026-05-12",
    "- 2026-05-12 met",
    "- 2026-05-12 meet @ana-ruiz: tea",
    "- 2026-05-12 lunched @ana-ruiz: tea",
    "- 2026-05-12 Met @ana-ruiz: tea",
    "- 2026-05-12 gave! @ana-ruiz: tea",
    "- 2026-05-12 met ana-ruiz: tea",
    "- 2026-05-12 met @ana-ruiz and @bo-lee: tea",
    "- 2026-05-12 met @ana-ruis: tea",
    "- 2026-05-12 met @cleo: tea",
    "- 2026-05-12 intro @ana-ruiz: bread",
    "- 2026-05-12 outcome @ana-ruiz: a yes",
    "- 2026-05-12 met @ana-ruiz: tea; need: a van",
    "- 2026-05-12 met @ana-ruiz: tea; needs:",
    "- 2026-05-12 met @ana-ruiz: tea; promise: a map by 2026-02-30",
    "- 2026-05-12 met @ana-ruiz: tea; check: soon",
    "- 2026-05-12 met @ana-ruiz: tea; snooze: 3 weeks",
    "- 2026-05-12 gave @ana-ruiz: [[seats",
    "- 2026-05-12 gave @ana-ruiz: [[seat]]",
    "- 2026-05-12 gave @ana-ruiz: [[seats]]",
    "- 2026-05-12 gave @ana-ruiz: [[]]",
    "- 2026-05-12 met @ana-ruiz: te\u{202e}a",
    "- 2026-05-12 met @ana-ruiz #: tea",
    "<!-- a remark without an end",
];

const ITEM: &[&str] = &[
    "url = \"javascript:alert(1)\"",
    "permision = \"ask\"",
    "from = 3",
    "titel = \"Seats\"",
    "title = \"\"",
    "kind = \"links\"",
    "kind = 3",
    "permission = \"yes\"",
    "from = \"cleo\"",
    "for = [\"ana-ruis\"]",
    "type = \"tickets\"",
    "expires = \"soon\"",
    "url = \"seats\"",
];

const RULES: &[&str] = &[
    "circles.kitchen = \"6w\"",
    "due = 3",
    "circles.kitchen.cadence = 6",
    "signatur = \"A.\"",
    "fictional = \"no\"",
    "circles = [\"kitchen\"]",
    "[circles.garden]\ncadence = \"weekly\"",
    "[circles.garden]\ncadance = \"6w\"",
    "[due]\nlimit = -1",
    "[due]\nlimit = 2000",
    "[due]\none_sided = 1",
    "[due]\nneed_days = \"a month\"",
    "[due]\nneed_day = 30",
    "[dues]\nlimit = 3",
];

/// What must not be said in public, in a lesson.
const PUBLIC: &[&str] = &[
    "Ana Ruiz told me.",
    "ANA  RUIZ told me.",
    "Anita R. told me.",
    "Write to ana@ruiz.example.",
    "Write to [her](mailto:Ana@Ruiz.example).",
    "Call 0131 496 0123.",
    "Call +441314960123.",
    "Ask @ana-ruiz.",
    "Bo Lee told me.",
    "She wants to leave the printing house before the spring.",
    "Ana&nbsp;Ruiz told me.",
    "[Ask](https://x.example/?q=Ana%20Ruiz)",
];

const NAMES: &[&str] = &[
    "private/notes.md",
    "private/contact/cleo.md",
    "private/contacts/Cleo Dean.md",
    "private/contacts/cleo/index.md",
    "private/contacts/cleo.txt",
    "private/log/november.md",
    "private/log/2026-11.md",
    "private/log/1066.md",
    "private/inbox/Two Seats.md",
    "private/inbox/2026-02-30-seats.md",
    "private/setting.toml",
];

/// Two of them that do not go together, or one that is not what it should be.
fn apart() -> Vec<Case> {
    let bo = "private/contacts/bo-lee.md";
    let one = |name: &str, path: &str, text: &str| (name.to_owned(), friends(path, |_| text.to_owned()));
    vec![
        one("a contact without a name", bo, "+++\nemail = \"bo@lee.example\"\n+++\n"),
        one("a contact without front matter", bo, "Bo plays the oboe.\n"),
        one("a contact in YAML", bo, "---\nname: Bo Lee\n---\n"),
        one("a contact that is not closed", bo, "+++\nname = \"Bo Lee\"\n"),
        one("a contact without anything", bo, ""),
        one(
            "a line of the log in a contact's own file",
            bo,
            "+++\nname = \"Bo Lee\"\n+++\n## Log\n\n- 2026-02-03 tea\n",
        ),
        one("somebody else's line in a contact's own log", bo, {
            "+++\nname = \"Bo Lee\"\n+++\n## Log\n\n- 2026-02-03 intro @cleo: bread\n"
        }),
        one("an item without a title", "private/inbox/van.md", "+++\nkind = \"link\"\n+++\n"),
        one("rules that are no TOML", "private/settings.toml", "circles:\n  kitchen: 6w\n"),
        (
            "a byte that is no text in a contact".to_owned(),
            Fixture::parse(FRIENDS).with(bo, b"+++\nname = \"J\xf6rg\"\n+++\n".as_slice()),
        ),
        ("a log in UTF-16".to_owned(), Fixture::parse(FRIENDS).with("private/log/2026.md", b"\xff\xfe-\0".as_slice())),
        one("an introduction that names somebody who was not asked", "content/introductions/2026-01-03-y.md", {
            "+++\ntitle = \"Y\"\nsides = [\"a baker\", \"a printer\"]\nnamed = [\"Ana Ruiz\"]\n+++\nThey met.\n"
        }),
        one("an introduction that names a stranger", "content/introductions/2026-01-03-y.md", {
            "+++\ntitle = \"Y\"\nsides = [\"a baker\", \"a printer\"]\nnamed = [\"Cleo Dean\"]\n+++\nThey met.\n"
        }),
    ]
}

fn cases() -> Vec<Case> {
    let one_of_each = catalog::one_of_each().into_iter().map(|(code, fixture)| (code.to_owned(), fixture.complete()));
    let public = bad_input::samples(OF_A_GROUP);
    let private = [
        each("a contact", CONTACT, |line| with_key("private/contacts/ana-ruiz.md", line)),
        each("the log", LOG, |line| friends("private/log/2026.md", |_| format!("# 2026\n\n{line}\n"))),
        each("the inbox", ITEM, |line| with_key("private/inbox/seats.md", line)),
        each("the rules", RULES, |line| friends("private/settings.toml", |_| format!("{line}\n"))),
        each("in public", PUBLIC, |line| {
            friends("content/lessons/2026-01-03-y.md", |_| format!("+++\ntitle = \"Y\"\n+++\n{line}\n"))
        }),
        each("a name", NAMES, |path| friends(path, |_| "+++\nname = \"Cleo\"\ntitle = \"Cleo\"\n+++\n".to_owned())),
        apart(),
    ];
    one_of_each.chain(public).chain(private.into_iter().flatten()).collect()
}

/// All that is said of a journal, each in the short form, with its line and the place in it.
fn told((name, fixture): &Case) -> String {
    let report: Report = try_site(fixture, date::day(site::TODAY).unwrap(), Include::default()).0;
    let all: String = report.sorted().into_iter().map(drawn).collect();
    assert!(!all.is_empty(), "{name}: nothing is said of it");
    format!("== {}\n{all}\n", seen(name))
}

/// What a text looks like in which some characters cannot be seen, or would make others look otherwise.
fn seen(text: &str) -> String {
    let is_unseen = |c: char| c.is_control() || c.is_whitespace() && c != ' ' || c.escape_debug().len() > 3;
    text.chars().map(|c| if is_unseen(c) { '¿' } else { c }).collect()
}

fn drawn(found: &Diagnostic) -> String {
    const WIDTH: usize = 100;
    let at = found.place.position();
    let line: String = seen(found.place.source.line(at.line)).chars().take(WIDTH).collect();
    let place = if line.is_empty() || at.column > WIDTH {
        String::new()
    } else {
        format!("    {line}\n    {}^\n", " ".repeat(at.column - 1))
    };
    let also = found.also.as_ref().map(|(place, label)| {
        let at = place.position();
        format!("    {}:{}:{}: {label}\n", place.source.path(), at.line, at.column)
    });
    format!("{}\n{place}{}", seen(&show::short(found)), also.unwrap_or_default())
}

/// What the program itself says, of what can only lie on a disk, and of what it will not do.
fn told_by_the_program() -> String {
    type Prepare = fn(&Project);
    let cases: [(&str, &[&str], Prepare); 9] = [
        ("no journal", &["build"], |project| fs::remove_file(project.path("site.toml")).unwrap()),
        ("a pipe", &["build"], |project| {
            assert!(Command::new("mkfifo").arg(project.path("content/lessons/pipe.md")).status().unwrap().success());
        }),
        ("a link to elsewhere", &["build"], |project| {
            fs::create_dir(project.path("static")).unwrap();
            std::os::unix::fs::symlink("/etc/passwd", project.path("static/passwd.txt")).unwrap();
        }),
        ("a file for a folder", &["build"], |project| project.write("static", "words")),
        ("a file that is too large", &["build"], |project| {
            let file = fs::File::create(project.path("content/lessons/2026-01-03-y.md")).unwrap();
            file.set_len(1 << 40).unwrap();
        }),
        ("three mistakes in two files", &["build"], |project| {
            project.write("content/lessons/2026-01-03-y.md", "+++\ntitel = \"Y\"\n+++\n[x](/no/)\n");
            project.write("private/log/2026.md", "met Ana\n");
        }),
        ("a folder that is not ours", &["build", "--output", "mine"], |project| project.write("mine/thesis.txt", "")),
        ("the journal itself", &["build", "--output", "."], |_| ()),
        ("a folder of sources", &["build", "--output", "content/site"], |_| ()),
    ];
    let told = |(name, args, prepare): (&str, &[&str], Prepare)| {
        let project = Project::with(&Fixture::parse(FRIENDS));
        prepare(&project);
        let ran = project.run(args);
        let here = fs::canonicalize(project.path("")).unwrap();
        let said = ran.stderr.replace(here.to_str().unwrap(), "HERE");
        format!("== the program: {name}: exit code {}\n{}\n\n", ran.code, said.trim_end())
    };
    cases.into_iter().map(told).collect()
}

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wording.txt")
}

#[test]
fn three_hundred_mistakes_are_told_as_they_were_found_good() {
    let cases = cases();
    assert!(cases.len() >= 300, "only {}", cases.len());
    let all = cases.par_iter().map(told).collect::<Vec<_>>().concat() + &told_by_the_program();
    if std::env::var("GOLDEN").is_ok_and(|value| value == "update") {
        fs::write(golden(), &all).unwrap();
    }
    snapbox::assert_data_eq!(all, snapbox::Data::text(fs::read_to_string(golden()).unwrap()).raw());
}
