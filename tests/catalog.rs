//! Every message there is: a fixture brings out each of them, and all of them are written alike.

use std::collections::BTreeSet;
use std::fs;

use goodturn::diagnostic::Severity;
use goodturn::model::Include;
use goodturn::parse::date;

use crate::support::{Fixture, Project, try_site};

/// Messages that say all there is to do, and why they need no help.
const NEED_NO_HELP: [(&str, &str); 4] = [
    ("wrong-type", "the message names the type that it should be"),
    ("empty-value", "the message names what is empty; what to write there is the author's"),
    ("template", "the message is the template engine's own, at its place"),
    ("toml-syntax", "the message is the parser's own; advice is added for what people of other formats write"),
];

/// A message as it is said.
struct Said {
    code: &'static str,
    severity: Severity,
    message: String,
    help: Option<String>,
}

/// The code of every constructor: what stands first in the brackets of `error(` and `warning(`.
fn codes() -> Vec<String> {
    let read =
        |name: &str| fs::read_to_string(format!("{}/src/diagnostic/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let text = read("catalog.rs") + &read("people.rs");
    let calls = ["error(", "warning("].into_iter().flat_map(|call| text.split(call).skip(1));
    let code = |rest: &str| Some(rest.trim_start().strip_prefix('"')?.split_once('"')?.0.to_owned());
    calls.filter_map(code).collect()
}

/// A lesson with these lines of front matter and this body, in the journal of a test.
fn lesson(lines: &str, body: &str) -> Fixture {
    let title = if lines.contains("title") { "" } else { "title = \"A\"\n" };
    let text = format!("+++\n{title}{lines}\n+++\n{body}\n");
    Fixture::default().with("content/lessons/2026-01-02-x.md", text)
}

fn body(body: &str) -> Fixture {
    lesson("", body)
}

fn resource(name: &str, lines: &str) -> Fixture {
    let words = "It says in plain words what most of us take ten years to find out, and it sells nothing to anybody.";
    let text = format!("+++\ntitle = \"A\"\n{lines}\n+++\n{words} It is good.\n");
    Fixture::default().with(&format!("content/resources/{name}.md"), text)
}

const SITE: &str = "title = \"Test\"\nbase_url = \"https://test.example/\"\nid = \"tag:test.example,2026:t\"\n";

fn site(lines: &str) -> Fixture {
    body("Words.").with("site.toml", format!("{SITE}{lines}\n"))
}

/// A fixture for each code but those that only a disk can bring out; they have theirs below.
fn fixtures() -> Vec<(&'static str, Fixture)> {
    let path = "content/lessons/2026-01-02-x.md";
    let whole = "+++\ntitle = \"B\"\n+++\nWords.\n";
    let only = |text: &str| Fixture::default().with(path, text);
    let own = |name: &str, bytes: &str, link: &str| {
        let entry = format!("+++\ntitle = \"A\"\n+++\n{link}\n");
        Fixture::default()
            .with("content/lessons/2026-01-02-x/index.md", entry)
            .with(&format!("content/lessons/2026-01-02-x/{name}"), bytes)
    };
    vec![
        ("invalid-utf8", Fixture::default().with(path, b"caf\xe9".as_slice())),
        ("utf-16", Fixture::default().with(path, b"\xff\xfea\0".as_slice())),
        ("nul", body("a\0b")),
        ("too-large", site("[limits]\nentry = \"10 B\"")),
        ("unknown-folder", Fixture::default().with("content/lesson/x.md", whole)),
        ("misplaced", Fixture::default().with("content/x.md", whole)),
        ("unpublishable", own("a.docx", "x", "[a](a.docx)")),
        ("unused-file", own("a.txt", "x", "Words.")),
        ("path-taken", body("Words.").with("content/lessons/2026-01-03-x.md", whole)),
        ("path-reserved", lesson("aliases = [\"/tags/\"]", "Words.")),
        ("no-front-matter", only("Words.")),
        ("yaml-front-matter", only("---\ntitle: A\n---\n")),
        ("unclosed-front-matter", only("+++\ntitle = \"A\"\n")),
        ("toml-syntax", lesson("draft = True", "Words.")),
        ("unknown-key", lesson("titel = 1", "Words.")),
        ("wrong-type", lesson("tags = 3", "Words.")),
        ("missing-key", only("+++\n+++\nWords.\n")),
        ("empty-value", lesson("title = \"\"", "Words.")),
        ("bad-value", lesson("lang = \"english\"", "Words.")),
        ("bad-date", lesson("updated = 1066-10-14", "Words.")),
        ("no-date", Fixture::default().with("content/lessons/x.md", whole)),
        ("date-disagrees", lesson("date = 2026-01-03", "Words.")),
        ("hidden-character", lesson("title = \"a\u{202e}b\"", "Words.")),
        ("control-character", body("a\u{1}b")),
        ("bad-slug", lesson("slug = \"A B\"", "Words.")),
        ("bad-name", Fixture::default().with("content/lessons/2026-02-03.md", "+++\ntitle = \"A\"\n+++\nWords.\n")),
        ("reserved-slug", lesson("slug = \"2024\"", "Words.")),
        ("tags-collide", lesson("tags = [\"C++\", \"c plus plus\"]", "Words.")),
        (
            "id-taken",
            lesson("id = \"urn:a\"", "Words.")
                .with("content/lessons/y.md", "+++\ntitle = \"B\"\ndate = 2026-01-05\nid = \"urn:a\"\n+++\n"),
        ),
        ("bad-alias", lesson("aliases = [\"a\"]", "Words.")),
        ("refused-scheme", body("[a](javascript:x)")),
        ("bad-url", body("[a](//x.example/)")),
        ("dead-link", body("[a](/nowhere/)")),
        ("dead-fragment", body("[a](#nowhere)")),
        ("dead-wikilink", body("[[nowhere]]")),
        ("ambiguous-wikilink", body("[[x]]").with("content/pages/x.md", whole)),
        ("link-to-unpublished", body("[[y]]").with("content/lessons/2027-01-01-y.md", whole)),
        ("remote-picture", body("![a](https://x.example/a.png)")),
        ("missing-picture", body("![a](a.png)")),
        ("broken-picture", own("a.png", "x", "![a](a.png)")),
        ("unclosed-comment", body("<!-- a")),
        (
            "too-few-words",
            Fixture::default().with(
                "content/resources/2026-01-02-x.md",
                "+++\ntitle = \"A\"\nurl = \"https://x.example/\"\n+++\nGood.\n",
            ),
        ),
        (
            "too-few-sides",
            Fixture::default().with("content/introductions/2026-01-02-x.md", "+++\ntitle = \"A\"\n+++\nGood.\n"),
        ),
        ("pacing", {
            let other = resource("2026-01-05-y", "url = \"https://y.example/\"").files.remove(0);
            resource("2026-01-02-x", "url = \"https://x.example/\"").with(&other.0, other.1)
        }),
        ("no-theme", site("theme = \"nothing\"")),
        ("template", body("Words.").with("themes/airmail/templates/home.html", "{{ never")),
        ("unknown-theme-file", body("Words.").with("themes/airmail/template/home.html", "x")),
    ]
}

/// Somebody with these lines in their file, and these in the year's log.
fn somebody(lines: &str, log: &str) -> Fixture {
    body("Words.")
        .with("private/contacts/ana-ruiz.md", format!("+++\nname = \"Ana Ruiz\"\n{lines}\n+++\n"))
        .with("private/log/2026.md", format!("{log}\n"))
}

/// The same for the messages about the private side.
fn private_fixtures() -> Vec<(&'static str, Fixture)> {
    let log = |line: &str| somebody("", line);
    let item = |lines: &str, line: &str| {
        log(line).with("private/inbox/seats.md", format!("+++\ntitle = \"Seats\"\n{lines}\n+++\n"))
    };
    let named = |name: &str| {
        let entry = format!("+++\ntitle = \"A\"\nsides = [\"a\", \"b\"]\nnamed = [\"{name}\"]\n+++\n");
        log("").with("content/introductions/2026-01-02-x.md", entry)
    };
    vec![
        ("no-log-line", log("met Ana")),
        ("bad-log-date", log("- 2026-02-30 met @ana-ruiz")),
        ("unknown-act", log("- 2026-02-03 meet @ana-ruiz")),
        ("only-got-is-kind", log("- 2026-02-03 met! @ana-ruiz")),
        ("not-a-handle", log("- 2026-02-03 met Ana: tea")),
        ("incomplete-line", log("- 2026-02-03 met: tea")),
        ("unknown-marker", log("- 2026-02-03 met @ana-ruiz: tea; need: a van")),
        ("unclosed-citation", log("- 2026-02-03 gave @ana-ruiz: [[seats")),
        ("empty-marker", log("- 2026-02-03 met @ana-ruiz: tea; needs:")),
        ("bad-marker-day", log("- 2026-02-03 met @ana-ruiz: tea; check: soon")),
        ("misplaced-private", log("").with("private/notes.md", "x")),
        ("bad-handle", log("").with("private/contacts/Bo Lee.md", "+++\nname = \"Bo\"\n+++\n")),
        ("unknown-handle", log("- 2026-02-03 met @ana-ruis")),
        ("unknown-circle", {
            somebody("circles = [\"kichen\"]", "")
                .with("private/settings.toml", "[circles.kitchen]\ncadence = \"6w\"\n")
        }),
        ("unknown-citation", log("- 2026-02-03 gave @ana-ruiz: [[nothing]]")),
        (
            "ambiguous-citation",
            item("", "- 2026-02-03 gave @ana-ruiz: [[x]]").with("content/resources/2026-01-02-x.md", {
                "+++\ntitle = \"A\"\nurl = \"https://x.example/\"\n+++\n"
            }),
        ),
        ("not-permitted", item("from = \"ana-ruiz\"", "- 2026-02-03 gave @ana-ruiz: [[seats]]")),
        ("unknown-choice", somebody("status = \"activ\"", "")),
        ("bad-cadence", somebody("cadence = \"often\"", "")),
        ("bad-item-name", log("").with("private/inbox/Two Seats.md", "+++\ntitle = \"Seats\"\n+++\n")),
        ("named-unasked", named("Bo Lee")),
        ("leak", log("").with("content/lessons/2026-01-02-x.md", "+++\ntitle = \"A\"\n+++\nAna Ruiz told me.\n")),
    ]
}

/// A mistake for each message of the catalogue, called by its code.
pub(crate) fn one_of_each() -> Vec<(&'static str, Fixture)> {
    fixtures().into_iter().chain(private_fixtures()).collect()
}

/// What only `check` says of the private side, as `check --json` says it.
fn said_of_people() -> Vec<(&'static str, serde_json::Value)> {
    let log = "- 2026-02-03 met @ana-ruiz: tea\n- 2026-12-24 met @bo: punch\n";
    let own =
        "+++\nname = \"Ana Ruiz\"\nemail = \"a@b.example\"\ncadence = \"6w\"\n+++\n## Log\n\n- 2026-02-03 met: tea\n";
    let fixture = body("Tea with Ana.")
        .with("private/contacts/ana-ruiz.md", own)
        .with("private/contacts/bo.md", "+++\nname = \"Bo\"\nemail = \"a@b.example\"\n+++\n")
        .with("private/log/2026.md", log)
        .with(".git/config", "[remote \"origin\"]\n")
        .with(".git/index", "DIRC private/contacts/ana-ruiz.md");
    let ran = Project::with(&fixture.complete()).run(&["check", "--json"]).code(1);
    let all: Vec<serde_json::Value> = serde_json::from_str(&ran.stdout).unwrap();
    let of =
        |code: &str| all.iter().find(|d| d["code"] == code).unwrap_or_else(|| panic!("{code}: {}", ran.stdout)).clone();
    let codes = ["future-touch", "event-twice", "nothing-known", "shared-address", "first-name-in-public", "tracked"];
    codes.map(|code| (code, of(code))).into()
}

fn said(fixture: &Fixture) -> Vec<Said> {
    let day = date::day("2026-11-20").unwrap();
    let fixture = Fixture { files: fixture.files.clone(), ..Fixture::default() }.complete();
    let (report, _) = try_site(&fixture, day, Include::default());
    let said = |d: &goodturn::diagnostic::Diagnostic| Said {
        code: d.code,
        severity: d.severity,
        message: d.message.clone(),
        help: d.help.clone(),
    };
    report.sorted().into_iter().map(said).collect()
}

/// The codes that only a disk can bring out, as `check --json` says them.
fn said_of_a_disk() -> Vec<(&'static str, serde_json::Value)> {
    let project = Project::with(&site(""));
    project.write("static/a.txt", "a");
    std::os::unix::fs::symlink("/etc/passwd", project.path("static/link.txt")).unwrap();
    drop(std::os::unix::net::UnixListener::bind(project.path("static/socket")).unwrap());
    project.write("themes", "a file");
    project.write(".goodturn-change/private/list", "[]");
    let ran = project.run(&["check", "--json"]).code(1);
    let all: Vec<serde_json::Value> = serde_json::from_str(&ran.stdout).unwrap();
    let of =
        |code: &str| all.iter().find(|d| d["code"] == code).unwrap_or_else(|| panic!("{code}: {}", ran.stdout)).clone();
    ["not-a-file", "not-a-folder", "symlink", "unfinished-change"].map(|code| (code, of(code))).into()
}

#[track_caller]
fn assert_well_written(code: &str, message: &str, help: Option<&str>) {
    let first = message.chars().next().unwrap();
    assert!(!first.is_uppercase(), "{code}: `{message}` begins with a capital");
    assert!(!message.ends_with(['.', '!']), "{code}: `{message}` ends like a sentence");
    assert!(!message.contains('\n'), "{code}: `{message}` has more than one line");
    assert!(message.matches('`').count().is_multiple_of(2), "{code}: `{message}` has a lonely backtick");
    match help {
        Some(help) => {
            assert!(!help.chars().next().unwrap().is_uppercase(), "{code}: the help `{help}` begins with a capital");
            assert!(!help.ends_with('.'), "{code}: the help `{help}` ends with a full stop");
        }
        None => assert!(NEED_NO_HELP.iter().any(|(known, _)| *known == code), "{code}: `{message}` has no help"),
    }
}

#[test]
fn a_fixture_brings_out_every_message_of_the_catalogue() {
    let codes: BTreeSet<String> = codes().into_iter().collect();
    assert!(codes.len() > 40, "the catalogue is not read any more: {codes:?}");
    let disk: Vec<_> = said_of_a_disk().into_iter().chain(said_of_people()).collect();
    let mut tried: BTreeSet<String> = disk.iter().map(|(code, _)| (*code).to_owned()).collect();
    for (code, said) in &disk {
        assert_well_written(code, said["message"].as_str().unwrap(), said["help"].as_str());
    }
    for (code, fixture) in fixtures().into_iter().chain(private_fixtures()) {
        let said = said(&fixture);
        let heard: Vec<_> = said.iter().map(|said| (said.code, &said.message)).collect();
        assert!(heard.iter().any(|(heard, _)| *heard == code), "{code} is not brought out: {heard:?}");
        for said in &said {
            assert_well_written(said.code, &said.message, said.help.as_deref());
        }
        tried.insert(code.to_owned());
    }
    let untried: Vec<_> = codes.difference(&tried).collect();
    let unknown: Vec<_> = tried.difference(&codes).collect();
    assert!(untried.is_empty() && unknown.is_empty(), "without a fixture: {untried:?}; gone: {unknown:?}");
}

#[test]
fn every_code_belongs_to_one_message() {
    let codes = codes();
    let unique: BTreeSet<_> = codes.iter().collect();
    assert_eq!(codes.len(), unique.len(), "{codes:?}");
    let plain = |code: &&String| code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    assert_eq!(codes.iter().filter(plain).count(), codes.len(), "{codes:?}");
}

#[test]
fn what_is_only_worth_a_second_look_is_a_warning() {
    let warnings: BTreeSet<_> = fixtures()
        .iter()
        .flat_map(|(_, fixture)| said(fixture))
        .filter(|said| said.severity == Severity::Warning)
        .map(|said| said.code)
        .collect();
    assert_eq!(warnings.into_iter().collect::<Vec<_>>(), ["control-character", "pacing", "unused-file"]);
}

#[test]
fn the_list_of_those_without_help_is_no_longer_than_it_must_be() {
    let bare: BTreeSet<_> = fixtures()
        .iter()
        .flat_map(|(_, fixture)| said(fixture))
        .filter(|said| said.help.is_none())
        .map(|said| said.code)
        .collect();
    let listed: BTreeSet<_> =
        NEED_NO_HELP.iter().map(|(code, _)| *code).filter(|code| *code != "toml-syntax").collect();
    let bare: BTreeSet<_> = bare.into_iter().filter(|code| *code != "toml-syntax").collect();
    assert_eq!(bare, listed);
}
