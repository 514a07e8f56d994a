//! Deliberate mistakes, thousands of them, each put into a good journal and built with the real program. Whatever it
//! is: exit code 1, a message at its file, line and column, no panic, and the site that was there stays as it was.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::support::{Fixture, Project, tree, try_site};

/// A build that takes longer than this hangs.
const DEADLINE: Duration = Duration::from_mins(1);

/// So many mistakes of a group are tried at a time.
const AT_A_TIME: usize = 3;

const PICTURE: &[u8] = include_bytes!("../themes/airmail/assets/touch-icon.png");

const SITE: &str = "title = \"Test\"\nbase_url = \"https://test.example/\"\nid = \"tag:test.example,2026:t\"\n";

/// More than the twenty words that a resource wants.
const WORDS: &str = "It says in plain words what most of us take ten years to find out, and it does so without selling \
                     anything to anybody at all.\n";

const GOOD: &str = "
//- content/lessons/2026-01-02-good.md
+++
title = \"Good\"
+++
## A part

Words.
//- content/lessons/2026-01-05-hidden.md
+++
title = \"Hidden\"
draft = true
+++
Words.
//- content/lessons/2026-12-24-later.md
+++
title = \"Later\"
+++
Words.
//- content/lessons/2026-01-06-seen/index.md
+++
title = \"Seen\"
+++
![A dot](dot.png)
//- content/resources/2026-01-03-thing.md
+++
title = \"Thing\"
url = \"https://thing.example/\"
+++
It says in plain words what most of us take ten years to find out, and it does so without selling anything at all.
//- content/introductions/2026-01-04-twin.md
+++
title = \"Pair\"
sides = [\"a baker\", \"a beekeeper\"]
+++
Words.
//- content/lessons/2026-01-07-twin.md
+++
title = \"Twin\"
+++
Words.
//- content/pages/about.md
+++
title = \"About\"
+++
Words.
";

/// A good journal.
fn good() -> Fixture {
    Fixture::parse(GOOD).with("content/lessons/2026-01-06-seen/dot.png", PICTURE).with("site.toml", SITE)
}

/// What is changed in a good journal, and what must be said of it.
struct Mistake {
    name: String,
    things: Vec<(String, Thing)>,
    said: Vec<Said>,
}

/// What can lie on a disk.
enum Thing {
    Bytes(Vec<u8>),
    Fifo,
    Socket,
    Link(String),
    /// So many bytes, none of which was ever written.
    Sparse(u64),
}

/// A diagnostic, as far as it is known beforehand.
#[derive(Clone, Debug)]
struct Said {
    code: &'static str,
    path: String,
    line: Option<usize>,
    column: Option<usize>,
    words: Vec<String>,
}

/// How a text is saved, or what stands before the mistake; none of it may move a mistake from where it is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dress {
    Plain,
    Mark,
    Windows,
    MarkedWindows,
    OldMac,
    Remark,
}

impl Dress {
    const ALL: [Self; 6] = [Self::Plain, Self::Mark, Self::Windows, Self::MarkedWindows, Self::OldMac, Self::Remark];

    /// What is written into the file before anything is counted.
    fn before(self, text: &str) -> String {
        let remark = "# Grüße aus 東京 👋🏽\n";
        match (self, text.strip_prefix("+++\n")) {
            (Self::Remark, Some(rest)) => format!("+++\n{remark}{rest}"),
            _ => text.to_owned(),
        }
    }

    /// What an editor does to it when it is saved.
    fn after(self, text: &str) -> String {
        match self {
            Self::Plain | Self::Remark => text.to_owned(),
            Self::Mark => format!("\u{feff}{text}"),
            Self::Windows => text.replace('\n', "\r\n"),
            Self::MarkedWindows => format!("\u{feff}{}", text.replace('\n', "\r\n")),
            Self::OldMac => text.replace('\n', "\r"),
        }
    }
}

impl Mistake {
    /// A text in which `¦` stands right before the mistake; where only its line is known, `¶` stands in the line.
    fn text(code: &'static str, path: &str, text: &str, dress: Dress) -> Self {
        let text = dress.before(text);
        let at = text.find(['¦', '¶']);
        let line = at.map(|at| text[..at].matches('\n').count() + 1);
        let exact = text.find('¦').map(|at| text[..at].rsplit('\n').next().unwrap().chars().count() + 1);
        let clean = dress.after(&text.replace(['¦', '¶'], ""));
        let said = Said { code, path: path.to_owned(), line, column: exact, words: Vec::new() };
        Self {
            name: format!("{code}, {dress:?}: {path}: {}", text.chars().take(160).collect::<String>()),
            things: vec![(path.to_owned(), Thing::Bytes(clean.into()))],
            said: vec![said],
        }
    }

    /// Bytes that are no text, or anything else; the place is known or not.
    fn thing(code: &'static str, path: &str, thing: Thing, at: Option<(usize, usize)>) -> Self {
        let said =
            Said { code, path: path.to_owned(), line: at.map(|at| at.0), column: at.map(|at| at.1), words: Vec::new() };
        Self { name: format!("{code}: {path}"), things: vec![(path.to_owned(), thing)], said: vec![said] }
    }

    fn bytes(code: &'static str, path: &str, bytes: impl Into<Vec<u8>>, at: Option<(usize, usize)>) -> Self {
        let bytes = bytes.into();
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(120)]).into_owned();
        let mistake = Self::thing(code, path, Thing::Bytes(bytes), at);
        Self { name: format!("{}: {shown}", mistake.name), ..mistake }
    }

    /// One more file that the mistake needs.
    fn with(mut self, path: &str, text: impl Into<Vec<u8>>) -> Self {
        self.things.push((path.to_owned(), Thing::Bytes(text.into())));
        self
    }

    /// The complaint is about another file than the last that was written.
    fn said_of(mut self, path: &str, line: usize, column: usize) -> Self {
        for said in &mut self.said {
            (said.path, said.line, said.column) = (path.to_owned(), Some(line), Some(column));
        }
        self
    }

    /// What to call it in a list: what it is, and where.
    fn called(&self) -> String {
        let (said, (path, _)) = (&self.said[0], &self.things[0]);
        format!("{} in {path}", said.code)
    }

    /// The journal with the mistake in it, where it is made of files and not of other things.
    fn fixture(&self) -> Option<Fixture> {
        let put = |fixture: Fixture, (path, thing): &(String, Thing)| match thing {
            Thing::Bytes(bytes) => Some(fixture.with(path, bytes.as_slice())),
            _ => None,
        };
        self.things.iter().try_fold(good(), put)
    }

    /// The message or its help has these words.
    fn says(mut self, words: &str) -> Self {
        for said in &mut self.said {
            said.words.push(words.to_owned());
        }
        self
    }
}

/// Texts with their codes and places, each in the next dress.
fn texts<P: AsRef<str>, T: AsRef<str>>(list: impl IntoIterator<Item = (&'static str, P, T)>) -> Vec<Mistake> {
    let dresses = Dress::ALL.into_iter().cycle();
    list.into_iter()
        .zip(dresses)
        .map(|((code, path, text), dress)| Mistake::text(code, path.as_ref(), text.as_ref(), dress))
        .collect()
}

// ---- running them -----------------------------------------------------------------------------------------------

/// Tries every mistake, a few at a time, and says of all that went wrong.
#[track_caller]
fn refused(mistakes: &[Mistake]) {
    let failures: Vec<String> = std::thread::scope(|scope| {
        let worker = |first: usize| move || try_some(mistakes.iter().skip(first).step_by(AT_A_TIME));
        let workers: Vec<_> = (0..AT_A_TIME).map(|first| scope.spawn(worker(first))).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert!(failures.is_empty(), "{} of {}:\n\n{}", failures.len(), mistakes.len(), failures.join("\n\n"));
}

fn try_some<'m>(mistakes: impl Iterator<Item = &'m Mistake>) -> Vec<String> {
    let fixture = good();
    let project = Project::with(&fixture);
    project.run(&["build"]).code(0);
    let published = project.tree("public");
    let mut failures = Vec::new();
    for mistake in mistakes {
        for (path, thing) in &mistake.things {
            put(&project, path, thing);
        }
        let verdict = verdict(&project, mistake).and_then(|()| {
            let same = tree(&project.path("public")) == published;
            if same { Ok(()) } else { Err("the published site has changed".to_owned()) }
        });
        if let Err(why) = verdict {
            failures.push(format!("{}\n  => {why}", mistake.name));
        }
        for (path, _) in &mistake.things {
            restore(&project, &fixture, path);
        }
        if tree(&project.path("public")) != published {
            project.run(&["build"]).code(0);
        }
    }
    // The control: without its mistakes the journal is as good as it was.
    project.run(&["build"]).code(0);
    failures
}

fn put(project: &Project, path: &str, thing: &Thing) {
    let place = project.path(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    match thing {
        Thing::Bytes(bytes) => fs::write(place, bytes).unwrap(),
        Thing::Fifo => assert!(std::process::Command::new("mkfifo").arg(place).status().unwrap().success()),
        Thing::Socket => drop(std::os::unix::net::UnixListener::bind(place).unwrap()),
        Thing::Link(target) => std::os::unix::fs::symlink(target, place).unwrap(),
        Thing::Sparse(size) => File::create(place).unwrap().set_len(*size).unwrap(),
    }
}

/// Takes a mistake back, with the folders that it needed.
fn restore(project: &Project, fixture: &Fixture, path: &str) {
    let place = project.path(path);
    fs::remove_file(&place).unwrap();
    if let Some((_, bytes)) = fixture.files.iter().find(|(known, _)| known == path) {
        fs::write(place, bytes).unwrap();
        return;
    }
    let root = project.path("");
    for folder in place.ancestors().skip(1).take_while(|folder| *folder != root.as_path()) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}

/// What a run said, if it came to an end.
struct Heard {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Runs the program and stops it when it takes too long.
fn run(project: &Project, args: &[&str]) -> Heard {
    let (out, err) = (tempfile::NamedTempFile::new().unwrap(), tempfile::NamedTempFile::new().unwrap());
    let mut command = project.command(args);
    command.stdout(out.reopen().unwrap()).stderr(err.reopen().unwrap());
    let mut child = command.spawn().unwrap();
    let started = Instant::now();
    let code = loop {
        match child.try_wait().unwrap() {
            Some(status) => break status.code(),
            None if started.elapsed() > DEADLINE => {
                child.kill().unwrap();
                child.wait().unwrap();
                break None;
            }
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let text = |path: &Path| String::from_utf8(fs::read(path).unwrap()).unwrap();
    Heard { code, stdout: text(out.path()), stderr: text(err.path()) }
}

fn verdict(project: &Project, mistake: &Mistake) -> Result<(), String> {
    let heard = run(project, &["build", "--json"]);
    let all = || format!("\n{}\n{}", heard.stderr, heard.stdout.chars().take(600).collect::<String>());
    if heard.stderr.contains("panicked") {
        return Err(format!("it panicked{}", all()));
    }
    if heard.code != Some(1) {
        return Err(format!("exit code {:?}{}", heard.code, all()));
    }
    if let Some(c) = heard.stderr.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Err(format!("U+{:04X} goes to the terminal{}", u32::from(c), all()));
    }
    if !heard.stderr.contains("nothing was published") {
        return Err(format!("no closing line{}", all()));
    }
    let json: serde_json::Value = serde_json::from_str(&heard.stdout).map_err(|error| format!("{error}{}", all()))?;
    let found = json["diagnostics"].as_array().unwrap();
    for said in &mistake.said {
        let Some(place) = found.iter().find_map(|diagnostic| said.is(diagnostic)) else {
            return Err(format!("wanted {said:?}{}", all()));
        };
        if found.len() <= 50 && !heard.stderr.contains(&place) {
            return Err(format!("{place} is not in what a person reads{}", all()));
        }
    }
    Ok(())
}

impl Said {
    /// The place of a diagnostic that is this one.
    fn is(&self, diagnostic: &serde_json::Value) -> Option<String> {
        let (line, column) = (diagnostic["line"].as_u64()?, diagnostic["column"].as_u64()?);
        let same = |wanted: Option<usize>, found: u64| wanted.is_none_or(|wanted| wanted as u64 == found);
        let words = format!("{} {}", diagnostic["message"], diagnostic["help"]);
        let is = diagnostic["severity"] == "error"
            && diagnostic["code"] == self.code
            && (self.path.is_empty() || diagnostic["path"] == self.path.as_str())
            && same(self.line, line)
            && same(self.column, column)
            && self.words.iter().all(|wanted| words.contains(wanted.as_str()));
        is.then(|| format!("{}:{line}:{column}", self.path))
    }
}

// ---- what a journal is made of ------------------------------------------------------------------------------------

/// What each kind of file in `content/` needs.
struct Kind {
    path: &'static str,
    needs: &'static [(&'static str, &'static str)],
    keys: &'static [(&'static str, Type)],
}

/// The type of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    Text,
    Bool,
    Number,
    Date,
    Texts,
    Table,
    Tables,
}
use Type::{Bool, Date, Number, Table, Tables, Text, Texts};

/// Keys of every kind but pages.
const ENTRY_KEYS: &[(&str, Type)] = &[("tags", Texts), ("id", Text), ("expires", Date)];

/// Keys of pages too.
const COMMON_KEYS: &[(&str, Type)] = &[
    ("title", Text),
    ("date", Date),
    ("updated", Date),
    ("summary", Text),
    ("slug", Text),
    ("aliases", Texts),
    ("draft", Bool),
    ("lang", Text),
    ("image", Text),
];

const TITLE: (&str, &str) = ("title", "title = \"A\"");

const KINDS: [Kind; 4] = [
    Kind {
        path: "content/resources/2026-02-03-bad.md",
        needs: &[TITLE, ("url", "url = \"https://bad.example/\"")],
        keys: &[
            ("url", Text),
            ("author", Text),
            ("source", Text),
            ("year", Number),
            ("via", Table),
            ("good_for", Text),
            ("less_good_for", Text),
            ("minutes", Number),
            ("when", Text),
            ("where", Text),
        ],
    },
    Kind {
        path: "content/introductions/2026-02-03-bad.md",
        needs: &[TITLE, ("sides", "sides = [\"a nurse\", { who = \"a printer\", brings = \"paper\" }]")],
        keys: &[
            ("sides", Tables),
            ("in_common", Text),
            ("both_said_yes", Bool),
            ("steps", Tables),
            ("outcome", Text),
            ("named", Texts),
        ],
    },
    Kind {
        path: "content/lessons/2026-02-03-bad.md",
        needs: &[TITLE],
        keys: &[("learned_from", Text), ("try_when", Text)],
    },
    Kind { path: "content/pages/bad.md", needs: &[TITLE], keys: &[("nav", Number)] },
];

impl Kind {
    fn is_page(&self) -> bool {
        self.path.contains("/pages/")
    }

    fn all_keys(&self) -> Vec<(&'static str, Type)> {
        let entry = if self.is_page() { &[][..] } else { ENTRY_KEYS };
        COMMON_KEYS.iter().chain(entry).chain(self.keys).copied().collect()
    }

    /// A file with these lines of front matter, and what the kind needs besides.
    fn file(&self, lines: &str, body: &str) -> String {
        let key_of = |line: &str| line.split(['=', ' ', '¦', '¶']).find(|word| !word.is_empty()).map(str::to_owned);
        let given: Vec<_> = lines.lines().filter_map(key_of).collect();
        let missing = self.needs.iter().filter(|(key, _)| !given.iter().any(|given| given == key));
        let more: Vec<_> = missing.map(|(_, line)| format!("{line}\n")).collect();
        format!("+++\n{lines}\n{}+++\n{WORDS}{body}", more.concat())
    }
}

/// A lesson with a body.
fn lesson(body: &str) -> String {
    KINDS[2].file("", body)
}

/// Where it lies.
const LESSON: &str = KINDS[2].path;

// ---- files ------------------------------------------------------------------------------------------------------

fn bytes_that_are_no_text() -> Vec<Mistake> {
    let mut all = Vec::new();
    let broken: [&[u8]; 7] =
        [b"\xff", b"\xc0\xaf", b"\xe2\x82", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\x80", b"caf\xe9"];
    let places = KINDS.iter().map(|kind| kind.path).chain(["content/lessons/2026-02-03-own/index.md"]);
    for (index, path) in places.enumerate() {
        let kind = KINDS.iter().find(|kind| kind.path.split('/').nth(1) == path.split('/').nth(1)).unwrap();
        let text = kind.file("", "Grüße, ");
        for broken in broken {
            let bytes = [text.as_bytes(), broken, b" and on.\n"].concat();
            let lead = broken.iter().take_while(|byte| byte.is_ascii()).count();
            let column = "Grüße, ".chars().count() + 1 + lead;
            let line = text.matches('\n').count() + 1;
            let offset = text.len() + lead;
            let mistake = Mistake::bytes("invalid-utf8", path, bytes, Some((line, column)));
            all.push(mistake.says(&format!("byte {offset}")));
        }
        let utf16 = |units: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
            let mark = if mark { "\u{feff}" } else { "" };
            format!("{mark}{text}").encode_utf16().flat_map(units).collect()
        };
        all.push(Mistake::bytes("utf-16", path, utf16(u16::to_le_bytes, true), Some((1, 1))));
        all.push(Mistake::bytes("utf-16", path, utf16(u16::to_be_bytes, true), Some((1, 1))));
        if index == 0 {
            all.push(Mistake::bytes("nul", path, "+++\ntitle = \"A\"\n+++\nOne\0two.\n", Some((4, 4))));
            all.push(Mistake::bytes("utf-16", path, b"\xff\xfe\0\0+\0\0\0".as_slice(), Some((1, 1))));
        }
        let nul = |lines: &str, body: &str| Mistake::text("nul", path, &kind.file(lines, body), Dress::Windows);
        all.push(nul("summary = \"a¦\0b\"", ""));
        all.push(nul("", "Ünder¦\0score."));
    }
    all.push(Mistake::bytes(
        "invalid-utf8",
        "site.toml",
        [SITE.as_bytes(), b"motto = \"\xff\"\n"].concat(),
        Some((4, 10)),
    ));
    all.push(Mistake::bytes("utf-16", "site.toml", b"\xff\xfet\0".as_slice(), Some((1, 1))));
    all.push(Mistake::bytes("nul", "site.toml", format!("{SITE}motto = \"a\0\"\n"), Some((4, 11))));
    for name in ["templates/home.html", "styles/20-own.css", "scripts/page.js"] {
        let path = format!("themes/airmail/{name}");
        all.push(Mistake::bytes("invalid-utf8", &path, b"caf\xe9".as_slice(), Some((1, 4))));
        all.push(Mistake::bytes("utf-16", &path, b"\xfe\xff\0a".as_slice(), Some((1, 1))));
    }
    all
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    refused(&bytes_that_are_no_text());
}

fn large_files() -> Vec<Mistake> {
    let mut all = Vec::new();
    for kind in &KINDS {
        let text = kind.file("", &"words and words\n".repeat(312_500));
        all.push(Mistake::bytes("too-large", kind.path, text, Some((1, 1))).says("5000000"));
        all.push(Mistake::thing("too-large", kind.path, Thing::Sparse(5_000_001), Some((1, 1))));
        // It would take long, and more memory than there is, if any of it were read.
        all.push(Mistake::thing("too-large", kind.path, Thing::Sparse(1 << 40), Some((1, 1))));
        let own = format!("{}/index.md", kind.path.trim_end_matches(".md"));
        all.push(Mistake::thing("too-large", &own, Thing::Sparse(1 << 40), Some((1, 1))));
    }
    for (limit, size) in [("400 B", 401), ("1 KB", 1001), ("1 kB", 1001), ("1 MB", 1_000_001)] {
        let site = format!("{SITE}[limits]\nentry = \"{limit}\"\n");
        let mistake = Mistake::thing("too-large", LESSON, Thing::Sparse(size), Some((1, 1)));
        all.push(mistake.with("site.toml", site).says(&size.to_string()));
    }
    all
}

#[test]
fn large_files_are_refused_unread() {
    refused(&large_files());
}

fn what_is_no_file() -> Vec<Mistake> {
    let mut all = Vec::new();
    let places = [
        "content/lessons/2026-02-03-pipe.md",
        "content/lessons/2026-02-03-pipe/index.md",
        "content/lessons/2026-01-06-seen/pipe.png",
        "content/pages/pipe.md",
        "content/pipe",
        "static/pipe.txt",
        "static/.well-known/pipe",
        "themes/airmail/templates/home.html",
        "themes/airmail/styles/pipe.css",
        "themes/airmail/assets/pipe.png",
    ];
    for path in places {
        all.push(Mistake::thing("not-a-file", path, Thing::Fifo, Some((1, 1))));
    }
    for path in ["content/lessons/s.md", "static/s.txt"] {
        all.push(Mistake::thing("not-a-file", path, Thing::Socket, Some((1, 1))));
    }
    for path in ["content", "static", "themes"] {
        if path != "content" {
            all.push(Mistake::thing("not-a-file", path, Thing::Fifo, Some((1, 1))));
        }
    }
    let targets = [
        "/etc/passwd",
        "/dev/zero",
        "/dev/stdin",
        "/etc",
        "nowhere",
        ".",
        "..",
        "../../site.toml",
        "../../private",
        "../../../..",
        "2026-02-03-link.md",
        "2026-01-06-seen",
    ];
    for target in targets {
        let path = "content/lessons/2026-02-03-link.md";
        let name = format!("a link to {target}");
        let mistake = Mistake::thing("symlink", path, Thing::Link(target.to_owned()), Some((1, 1)));
        all.push(Mistake { name, ..mistake });
    }
    for (path, target) in [
        ("static/passwd.txt", "/etc/passwd"),
        ("static/folder", "/etc"),
        ("static/entry.txt", "../content/lessons/2026-01-02-good.md"),
        ("content/lessons/2026-01-06-seen/other.png", "/etc/hostname"),
        ("themes/airmail/templates/home.html", "/etc/passwd"),
        ("themes/airmail/assets/a.png", "../../../content/lessons/2026-01-06-seen/dot.png"),
    ] {
        all.push(Mistake::thing("symlink", path, Thing::Link(target.to_owned()), Some((1, 1))));
    }
    all
}

#[test]
fn pipes_sockets_and_links_are_refused_and_nothing_hangs() {
    refused(&what_is_no_file());
}

fn misplaced_files() -> Vec<Mistake> {
    let text = lesson("");
    let mut all = Vec::new();
    for path in [
        "content/x.md",
        "content/lessons/a/b.md",
        "content/lessons/a/b/index.md",
        "content/lessons/a/Index.md",
        "content/lessons/2026-01-06-seen/more.md",
        "content/pages/a/b/c.md",
        "content/index.md",
    ] {
        all.push(Mistake::bytes("misplaced", path, text.clone(), Some((1, 1))));
    }
    for (path, nearest) in [
        ("content/lesson/2026-02-03-x.md", "`lessons`"),
        ("content/resource/2026-02-03-x/index.md", "`resources`"),
        ("content/introduction/x.md", "`introductions`"),
        ("content/Lessons/x.md", "`lessons`"),
        ("content/page/x.md", "`pages`"),
        ("content/contacts/x.md", ""),
        ("content/private/x.md", ""),
    ] {
        all.push(Mistake::bytes("unknown-folder", path, text.clone(), Some((1, 1))).says(nearest));
    }
    for name in ["letter.docx", "sheet.xlsx", "a.zip", "a.exe", "a.heic", "a.mp4", "no-extension", "a.php", "a.tar.gz"]
    {
        all.push(Mistake::bytes("unpublishable", &format!("static/{name}"), "x", Some((1, 1))));
        let own = "content/lessons/2026-02-03-own";
        let text = KINDS[2].file("", &format!("[It]({name})\n"));
        let mistake = Mistake::bytes("unpublishable", &format!("{own}/{name}"), "x", Some((1, 1)));
        all.push(mistake.with(&format!("{own}/index.md"), text));
    }
    all
}

#[test]
fn files_in_the_wrong_place_or_of_the_wrong_type_are_refused() {
    refused(&misplaced_files());
}

#[test]
fn a_folder_that_is_none_is_refused() {
    let project = Project::with(&good());
    project.run(&["build"]).code(0);
    let old = project.tree("public");
    fs::rename(project.path("content"), project.path("kept")).unwrap();
    for (name, thing) in [
        ("a dangling link", Thing::Link("nowhere".to_owned())),
        ("a link to itself", Thing::Link("content".to_owned())),
        ("a link to a folder", Thing::Link("kept".to_owned())),
        ("a file", Thing::Bytes(b"words".to_vec())),
        ("a pipe", Thing::Fifo),
    ] {
        put(&project, "content", &thing);
        let heard = run(&project, &["build"]);
        assert_eq!(heard.code, Some(1), "{name}: {}", heard.stderr);
        assert!(heard.stderr.contains("content:1:1"), "{name}: {}", heard.stderr);
        assert_eq!(project.tree("public"), old, "{name}");
        fs::remove_file(project.path("content")).unwrap();
    }
}

#[test]
fn a_name_that_is_no_text_is_refused() {
    let project = Project::with(&good());
    let name = std::ffi::OsStr::from_bytes(b"content/lessons/2026-02-03-caf\xe9.md");
    fs::write(project.path("").join(name), lesson("")).unwrap();
    let ran = project.run(&["build"]).code(1);
    assert!(ran.stderr.contains("content/lessons/2026-02-03-caf\u{fffd}.md:1:1"), "{}", ran.stderr);
}

// ---- front matter -----------------------------------------------------------------------------------------------

fn front_matter_that_is_none() -> Vec<Mistake> {
    let mut all = Vec::new();
    for kind in &KINDS {
        let list = [
            ("no-front-matter", "¦"),
            ("no-front-matter", "¦\n\n\n"),
            ("no-front-matter", "¦Words, and no more.\n"),
            ("no-front-matter", "¦\n+++\ntitle = \"A\"\n+++\nWords.\n"),
            ("no-front-matter", "¦ +++\ntitle = \"A\"\n+++\nWords.\n"),
            ("no-front-matter", "¦++++\ntitle = \"A\"\n++++\nWords.\n"),
            ("no-front-matter", "¦++\ntitle = \"A\"\n++\nWords.\n"),
            ("no-front-matter", "¦{ \"title\": \"A\" }\n\nWords.\n"),
            ("no-front-matter", "¦title = \"A\"\n+++\nWords.\n"),
            ("no-front-matter", "¦# Ein Titel, größer\n"),
            ("yaml-front-matter", "¦---\ntitle: A\n---\nWords.\n"),
            ("yaml-front-matter", "¦---  \ntitle: Å\ntags: [a, b]\n---\nWords.\n"),
            ("yaml-front-matter", "¦---"),
            ("unclosed-front-matter", "¦+++\ntitle = \"A\"\n"),
            ("unclosed-front-matter", "¦+++\ntitle = \"A\"\n++\nWords.\n"),
            ("unclosed-front-matter", "¦+++\ntitle = \"A\"\n +++\nWords.\n"),
            ("unclosed-front-matter", "¦+++\ntitle = \"A\"\n---\nWords.\n"),
            ("unclosed-front-matter", "¦+++"),
            ("unclosed-front-matter", "¦+++\n"),
        ];
        for dress in [Dress::Plain, Dress::MarkedWindows, Dress::OldMac] {
            all.extend(list.map(|(code, text)| Mistake::text(code, kind.path, text, dress)));
        }
    }
    all
}

#[test]
fn front_matter_that_is_missing_unclosed_or_yaml_is_refused() {
    refused(&front_matter_that_is_none());
}

/// Lines that are no TOML.
const NO_TOML: [&str; 30] = [
    "summary = ¶Bare words",
    "summary: ¶\"x\"",
    "summary = ¶\"never closed",
    "summary = ¶'never closed",
    "summary = ¶“curly”",
    "summary = ¶",
    "¶summary",
    "¶= 1",
    "a ¶b = 1",
    "tags = [¶\"a\" \"b\"]",
    "tags = [¶\"a\",, \"b\"]",
    "summary = \"¶\\q\"",
    "summary = \"¶\\u{110000}\"",
    "summary = \"¶\\uD800\"",
    "summary = \"¶\\U00110000\"",
    "summary = \"a ¶\u{1} control\"",
    "summary = ¶0123",
    "summary = ¶1__0",
    "summary = ¶1e",
    "summary = ¶True",
    "summary = ¶null",
    "summary = \"one\"\n¶summary = \"two\"",
    "summary = \"one\"\n¶\"summary\" = \"zwei\"",
    "summary = \"größer\" ¶summary = \"x\"",
    "draft = true\ndraft ¶= true",
    "tags = [\"a\"]\n[¶[tags]]",
    "x.y = 1\n¶x = 2",
    "¶[table",
    "summary = \"Ü\" ¶extra",
    "summary = { a = 1, ¶a = 2 }",
];

fn no_toml() -> Vec<Mistake> {
    let files = KINDS.iter().flat_map(|kind| NO_TOML.iter().map(|line| (kind.path, kind.file(line, ""))));
    let site = NO_TOML.iter().filter(|line| !line.contains("draft") && !line.contains("tags"));
    let site = site.map(|line| ("site.toml", format!("{SITE}{}\n", line.replace("summary", "motto"))));
    texts(files.chain(site).map(|(path, text)| ("toml-syntax", path, text)))
}

#[test]
fn what_is_no_toml_is_refused_at_its_line() {
    refused(&no_toml());
}

/// Values of every type, and the types of keys that they will do for.
const VALUES: [(&str, &[Type]); 9] = [
    ("\"words\"", &[Text, Texts]),
    ("3", &[Number]),
    ("1.5", &[]),
    ("true", &[Bool]),
    ("2026-02-03", &[Date]),
    ("[\"a\", \"b\"]", &[Texts, Tables]),
    ("{ a = 1 }", &[Table]),
    ("12:30:00", &[Date]),
    ("-0.0", &[]),
];

fn wrong_types() -> Vec<Mistake> {
    let mut all = Vec::new();
    for kind in &KINDS {
        for (key, wanted) in kind.all_keys() {
            for (value, _) in VALUES.iter().filter(|(_, fits)| !fits.contains(&wanted)) {
                all.push((kind.path, kind.file(&format!("{key} = ¦{value}"), "")));
            }
            if matches!(wanted, Texts | Tables) {
                all.push((kind.path, kind.file(&format!("{key} = [\"größer 👋\", ¦3]"), "")));
            }
        }
    }
    let (resource, introduction) = (&KINDS[0], &KINDS[1]);
    all.extend([
        (resource.path, resource.file("via = { name = \"Åsa 👋\", url = ¦3 }", "")),
        (resource.path, resource.file("via = { name = ¦[\"Åsa\"] }", "")),
        (introduction.path, introduction.file("sides = [{ who = \"Ü\", brings = ¦3 }, \"x\"]", "")),
        (introduction.path, introduction.file("sides = [\"x\", { who = ¦true }, \"y\"]", "")),
        (introduction.path, introduction.file("steps = [{ date = ¦3, text = \"x\" }]", "")),
        (introduction.path, introduction.file("steps = [{ date = 2026-01-01, text = ¦[] }]", "")),
        (introduction.path, introduction.file("steps = [\n  { date = \"2026-01\", text = ¦1.5 },\n]", "")),
    ]);
    texts(all.into_iter().map(|(path, text)| ("wrong-type", path, text)))
}

#[test]
fn a_wrong_type_is_refused_for_every_key_of_every_kind() {
    refused(&wrong_types());
}

/// What a slip of the finger makes of a word.
fn slips(word: &str) -> [String; 2] {
    let (head, last) = word.split_at(word.len() - 1);
    let (head, before) = head.split_at(head.len() - 1);
    [format!("{head}{last}{before}x"), format!("{word}s_")]
}

fn unknown_keys() -> Vec<Mistake> {
    let mut all = Vec::new();
    for kind in &KINDS {
        for (key, _) in kind.all_keys() {
            for slip in slips(key) {
                all.push((kind.path, kind.file(&format!("¦{slip} = 1"), "")));
            }
        }
        for key in ["\"größer\"", "''", "\"a b\"", "email", "contact", "\"\\u0000\"", "layout", "Title", "TITLE"] {
            all.push((kind.path, kind.file(&format!("¦{key} = \"x\""), "")));
        }
        for other in KINDS.iter().filter(|other| other.path != kind.path) {
            for (key, _) in other.keys {
                all.push((kind.path, kind.file(&format!("¦{key} = \"x\""), "")));
            }
        }
        all.push((kind.path, kind.file("[¦extra]\na = 1", "")));
        all.push((kind.path, kind.file("¦extra.größe = 1", "")));
    }
    for key in ["tags", "id", "expires"] {
        let page = &KINDS[3];
        all.push((page.path, page.file(&format!("¦{key} = \"x\""), "")));
    }
    let (resource, introduction) = (&KINDS[0], &KINDS[1]);
    all.extend([
        (resource.path, resource.file("via = { name = \"Åsa 👋\", ¦ulr = \"https://x.example/\" }", "")),
        (introduction.path, introduction.file("sides = [\"x\", { who = \"ü\", ¦bring = \"x\" }, \"y\"]", "")),
        (introduction.path, introduction.file("steps = [{ date = \"2026-01\", text = \"ü\", ¦who = \"x\" }]", "")),
    ]);
    texts(all.into_iter().map(|(path, text)| ("unknown-key", path, text)))
}

#[test]
fn unknown_keys_are_refused_in_every_kind() {
    refused(&unknown_keys());
}

fn missing_and_empty() -> Vec<Mistake> {
    let mut all = Vec::new();
    for kind in &KINDS {
        let nothing = format!("+++\n+++\n{WORDS}");
        all.push(Mistake::bytes("missing-key", kind.path, nothing, Some((1, 1))).says("`title`"));
        for empty in ["\"\"", "\"  \"", "''", "\"\\t\\n\""] {
            all.extend(texts([("empty-value", kind.path, kind.file(&format!("title = ¦{empty}"), ""))]));
        }
    }
    let (resource, introduction, _, _) = (&KINDS[0], &KINDS[1], &KINDS[2], &KINDS[3]);
    let few = |words: &str| format!("+++\ntitle = \"A\"\nurl = \"https://x.example/\"\n+++\n{words}¦\n");
    all.push(
        Mistake::bytes("missing-key", resource.path, format!("+++\ntitle = \"A\"\n+++\n{WORDS}"), Some((1, 1)))
            .says("`url`"),
    );
    all.extend(texts([
        ("empty-value", resource.path, resource.file("url = ¦\"\"", "")),
        ("missing-key", resource.path, resource.file("via = ¦{ url = \"https://x.example/\" }", "")),
        ("missing-key", resource.path, resource.file("via = ¦{ name = \"\" }", "")),
        ("too-few-words", resource.path, few("Nützlich.")),
        ("too-few-words", resource.path, few(&format!("> {WORDS}\nGood."))),
        ("too-few-words", resource.path, few(&format!("```\n{WORDS}```"))),
        ("too-few-words", resource.path, few(&format!("<!-- {WORDS} -->"))),
        (
            "too-few-words",
            resource.path,
            few("one two three four five six seven eight nine ten one two three four five six seven eight nine"),
        ),
        ("too-few-sides", introduction.path, introduction.file("sides = ¦[]", "")),
        ("too-few-sides", introduction.path, introduction.file("sides = ¦[\"alone\"]", "")),
        ("too-few-sides", introduction.path, introduction.file("sides = ¦[{ who = \"größer\" }]", "")),
        ("missing-key", introduction.path, introduction.file("sides = [\"x\", \"y\", ¦{ brings = \"z\" }]", "")),
        ("missing-key", introduction.path, introduction.file("sides = [\"x\", \"y\", ¦\"\"]", "")),
        ("missing-key", introduction.path, introduction.file("steps = [¦{ text = \"x\" }]", "")),
        ("missing-key", introduction.path, introduction.file("steps = [¦{ date = 2026-01-01 }]", "")),
        ("missing-key", introduction.path, introduction.file("steps = [¦\"words\"]", "")),
        ("empty-value", LESSON, KINDS[2].file("tags = [\"größer\", ¦\"\"]", "")),
        ("empty-value", LESSON, KINDS[2].file("tags = [¦\" \"]", "")),
    ]));
    all.push(Mistake::bytes(
        "too-few-sides",
        introduction.path,
        format!("+++\ntitle = \"A\"\n+++\n{WORDS}"),
        Some((1, 1)),
    ));
    all
}

#[test]
fn what_is_missing_or_empty_is_refused_once_it_is_published() {
    refused(&missing_and_empty());
}

fn impossible_dates() -> Vec<Mistake> {
    let mut all = Vec::new();
    let calendar = [
        "1899-12-31",
        "2200-01-01",
        "9999-12-31",
        "0000-01-01",
        "0001-01-01",
        "2026-02-03T10:00:00",
        "2026-02-03 10:00",
        "10:30:00",
    ];
    let syntax = [
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
        "2026-01-32",
        "2026-02-30",
        "2026-02-29",
        "2100-02-29",
        "2026-06-31",
        "2026-1-1",
        "2024-1-01",
        "26-01-02",
        "02-03-2026",
        "2026/02/03",
        "2026-02",
        "2026-02-03T25:00:00Z",
        "2026-02-03T10:60:00Z",
        "2026-02-03T10:00:00+99:00",
        "2026-02-03T",
        "-2026-02-03",
        "+2026-02-03",
        "12026-02-03",
        "2026-02-03T10:00:00 +01:00",
    ];
    for kind in &KINDS {
        let keys = kind.all_keys().into_iter().filter(|(_, wanted)| *wanted == Date);
        for (key, _) in keys {
            let line = |date: &str, mark: char| kind.file(&format!("{key} = {mark}{date}"), "");
            all.extend(calendar.map(|date| ("bad-date", kind.path.to_owned(), line(date, '¦'))));
            all.extend(syntax.map(|date| ("toml-syntax", kind.path.to_owned(), line(date, '¶'))));
        }
    }
    let introduction = &KINDS[1];
    let step = |date: &str| introduction.file(&format!("steps = [{{ text = \"größer\", date = ¦{date} }}]"), "");
    for date in [
        "\"2026-13\"",
        "\"September\"",
        "\"2026\"",
        "\"2026-9\"",
        "\"\"",
        "\"2026-02-30\"",
        "\"0000-01\"",
        "\"9999-01\"",
    ] {
        all.push(("bad-value", introduction.path.to_owned(), step(date)));
    }
    for date in ["1899-12-31", "2026-02-03T10:00:00", "10:30:00"] {
        all.push(("bad-date", introduction.path.to_owned(), step(date)));
    }
    let name = |name: &str| format!("content/lessons/{name}");
    for day in ["2026-02-30", "2026-02-29", "2026-13-01", "2026-00-01", "0000-01-01", "9999-12-31", "2026-04-31"] {
        all.push(("bad-date", name(&format!("{day}-x.md")), format!("¦{}", lesson(""))));
        all.push(("bad-date", name(&format!("{day}-x/index.md")), format!("¦{}", lesson(""))));
        all.push(("bad-date", format!("content/pages/{day}-x.md"), format!("¦{}", KINDS[3].file("", ""))));
    }
    for stem in ["x", "2026-x", "2026-1-1-x", "20260203-x", "2026-02-03x", "2026_02_03-x", "02-03-2026-x"] {
        all.push(("no-date", name(&format!("{stem}.md")), format!("¦{}", lesson(""))));
    }
    for date in ["2026-02-04", "2025-02-03", "2026-02-03T23:30:00-01:00", "2026-02-03T00:30:00+01:00"] {
        all.push(("date-disagrees", LESSON.to_owned(), KINDS[2].file(&format!("date = ¦{date}"), "")));
    }
    texts(all)
}

#[test]
fn impossible_dates_are_refused() {
    refused(&impossible_dates());
}

// ---- addresses --------------------------------------------------------------------------------------------------

fn two_for_one_address() -> Vec<Mistake> {
    let (other, folder) = ("content/lessons/2026-02-02-bad.md", "content/lessons/2026-02-03-bad/index.md");
    let is = |code, lines: &str| Mistake::text(code, LESSON, &KINDS[2].file(lines, ""), Dress::Plain);
    let taken = |lines: &str| is("path-taken", lines);
    let whole = lesson("");
    let mut all = vec![
        // The older of two entries is the one that comes too late.
        taken("").with(other, whole.clone()).said_of(other, 1, 1).says(LESSON).says(other).says("/lessons/bad/"),
        taken("").with(folder, whole.clone()).said_of(folder, 1, 1).says(LESSON).says(folder),
        taken("slug = \"good\"").said_of("content/lessons/2026-01-02-good.md", 1, 1).says(LESSON),
        taken("slug = \"seen\"").said_of("content/lessons/2026-01-06-seen/index.md", 1, 1).says(LESSON),
        taken("").with("static/lessons/bad/index.html", "<p>").said_of("static/lessons/bad/index.html", 1, 1),
        taken("").with("static/LESSONS/Bad/Index.html", "<p>").said_of("static/LESSONS/Bad/Index.html", 1, 1),
        taken("").with("static/about/index.html", "<p>").said_of("static/about/index.html", 1, 1),
    ];
    // The same letters in two forms of Unicode, and in two cases.
    for (one, two) in [
        ("caf\u{e9}", "cafe\u{301}"),
        ("\u{c5}ngstr\u{f6}m", "A\u{30a}ngstro\u{308}m"),
        ("\u{212b}", "\u{c5}"),
        ("\u{1100}\u{1161}", "\u{ac00}"),
        ("HALF", "half"),
        ("Straße", "strasse"),
        ("ÉCLAIR", "éclair"),
        ("two words", "two-words"),
    ] {
        let path = |name: &str| format!("content/lessons/2026-02-03-{name}.md");
        let (first, second) = (path(one).min(path(two)), path(one).max(path(two)));
        let mistake = Mistake::bytes("path-taken", &first, whole.clone(), None).with(&second, whole.clone());
        all.push(mistake.said_of(&second, 1, 1).says(&first).says(&second));
        let page = |name: &str| format!("content/pages/{name}.md");
        let (first, second) = (page(one).min(page(two)), page(one).max(page(two)));
        let text = KINDS[3].file("title = \"A\"", "");
        let later = KINDS[3].file("title = \"B\"", "");
        let mistake = Mistake::bytes("path-taken", &first, text, None).with(&second, later);
        all.push(mistake.said_of(&second, 1, 1).says(&first).says(&second));
    }
    for alias in [
        "/lessons/good/",
        "/lessons/good",
        "/lessons/good/index.html",
        "/Lessons/GOOD/",
        "/lessons/%67ood/",
        "/about/",
        "/About",
        "/lessons/good/index.html/",
        "/introductions/twin/",
        "/lessons/bad/",
    ] {
        all.push(taken(&format!("aliases = [\"/größer/\", ¦\"{alias}\"]")));
    }
    for (one, two) in [("/a/", "/a"), ("/a/", "/A/"), ("/café/", "/cafe\u{301}/"), ("/a/b.html", "/a/b.html/c/")] {
        all.push(taken(&format!("aliases = [\"{one}\", ¦\"{two}\"]")));
    }
    for alias in [
        "/lessons/",
        "/resources",
        "/tags/",
        "/archive/",
        "/archive/2026/",
        "/search/",
        "/subscribe/",
        "/404.html",
        "/index.html",
        "/feed.xml",
        "/feed.xml/",
        "/Feed.XML/more/",
        "/sitemap.xml/",
        "/Tags/",
        "/LESSONS/INDEX.HTML",
    ] {
        all.push(is("path-reserved", &format!("aliases = [\"/größer/\", ¦\"{alias}\"]")));
    }
    for name in ["index.html", "feed.xml", "atom.xml", "feed.json", "robots.txt", "sitemap.xml", "404.html"] {
        all.push(Mistake::bytes("path-reserved", &format!("static/{name}"), "x", Some((1, 1))));
    }
    for name in ["INDEX.html", "Feed.xml", "tags/index.html", "Tags/Index.html", "feed.xml/a.txt", "search/index.html"]
    {
        all.push(Mistake::bytes("path-reserved", &format!("static/{name}"), "x", Some((1, 1))));
    }
    for (one, two) in
        [("id = \"urn:x:1\"", "id = \"urn:x:1\""), ("", "id = \"tag:test.example,2026:t/lessons/2026-02-02-b\"")]
    {
        let first = "content/lessons/2026-02-02-b.md";
        let second = KINDS[2].file(&two.replace("= \"", "= ¦\""), "");
        let mistake = Mistake::text("id-taken", LESSON, &second, Dress::MarkedWindows);
        all.push(mistake.with(first, KINDS[2].file(one, "")).says(first));
    }
    all
}

fn colliding_tags() -> Vec<Mistake> {
    let mut all = Vec::new();
    for (one, two) in [
        ("C++", "c plus plus"),
        ("two words", "two-words"),
        ("Café", "Cafe"),
        ("größe", "große"),
        ("R&D", "r and d"),
        ("C#", "c sharp"),
        ("東京", "Dong Jing"),
    ] {
        let same = KINDS[2].file(&format!("tags = [\"{one}\", ¦\"{two}\"]"), "");
        all.push(Mistake::text("tags-collide", LESSON, &same, Dress::Windows));
        let alone = KINDS[2].file(&format!("tags = [¦\"{two}\"]"), "");
        let mistake = Mistake::text("tags-collide", LESSON, &alone, Dress::Mark);
        all.push(mistake.with("content/lessons/2026-02-02-b.md", KINDS[2].file(&format!("tags = [\"{one}\"]"), "")));
    }
    all
}

#[test]
fn different_tags_for_one_address_are_refused() {
    refused(&colliding_tags());
}

#[test]
fn two_sources_for_one_address_are_refused_and_both_are_named() {
    refused(&two_for_one_address());
}

/// Old addresses that no disk and no browser could have had.
fn names_no_disk_has() -> Vec<(&'static str, String, String)> {
    let mut all = Vec::new();
    for alias in ["x".repeat(256), "é".repeat(128)] {
        all.push(("bad-alias", LESSON.to_owned(), KINDS[2].file(&format!("aliases = [¦\"/{alias}/\"]"), "")));
    }
    for alias in ["/x%0ay/", "/x%1by/", "/ a/", "/a /"] {
        all.push(("bad-alias", LESSON.to_owned(), KINDS[2].file(&format!("aliases = [¦\"{alias}\"]"), "")));
    }
    all
}

fn bad_slugs() -> Vec<Mistake> {
    let mut all = Vec::new();
    let long = "x".repeat(201);
    let slugs = [
        "",
        " ",
        "A",
        "a b",
        "Ü",
        "a/b",
        "/a",
        "../a",
        "..",
        ".",
        "-a",
        "a-",
        "a.b",
        "%2e",
        "a\\tb",
        "a\\u0000b",
        "👋",
        "a?b",
        "a#b",
        "a:b",
        "a\\\\b",
        "ａ",
        "a\\u200db",
        &long,
    ];
    for kind in &KINDS {
        all.extend(slugs.map(|slug| ("bad-slug", kind.path.to_owned(), kind.file(&format!("slug = ¦\"{slug}\""), ""))));
        let folder = kind.path.rsplit_once('/').unwrap().0;
        for name in ["2026-02-03.md", "2026-02-03-.md", "2026-02-03/index.md", "2026-02-03-/index.md"] {
            all.push(("bad-name", format!("{folder}/{name}"), format!("¦{}", kind.file("", ""))));
        }
    }
    for kind in KINDS.iter().filter(|kind| !kind.is_page()) {
        for slug in ["2024", "0000", "9999"] {
            all.push(("reserved-slug", kind.path.to_owned(), kind.file(&format!("slug = ¦\"{slug}\""), "")));
        }
    }
    let page = &KINDS[3];
    for slug in [
        "tags",
        "archive",
        "search",
        "subscribe",
        "assets",
        "index",
        "404",
        "private",
        "site",
        "static",
        "resources",
        "introductions",
        "lessons",
    ] {
        all.push(("reserved-slug", page.path.to_owned(), page.file(&format!("slug = ¦\"{slug}\""), "")));
        all.push(("reserved-slug", format!("content/pages/{slug}.md"), format!("¦{}", page.file("", ""))));
        all.push(("reserved-slug", format!("content/pages/{slug}/index.md"), format!("¦{}", page.file("", ""))));
    }
    for alias in [
        "",
        " ",
        "/",
        "//",
        "a",
        "a/b/",
        "../a/",
        "/../a/",
        "/a/../b/",
        "/a//b/",
        "/./a/",
        "/.git/",
        "/a/.b/",
        "https://x.example/",
        "javascript:alert(1)",
        "//x.example/",
        "\\\\\\\\x.example",
        "/\\\\x.example/",
        "/a?b",
        "/a#b",
        "/a\\\\b/",
        "/C:/x/",
        "/a%00b/",
        "/%2e%2e/a/",
        "mailto:a@b.example",
        "#a",
        "?a",
    ] {
        all.push((
            "bad-alias",
            LESSON.to_owned(),
            KINDS[2].file(&format!("aliases = [\"/größer/\", ¦\"{alias}\"]"), ""),
        ));
    }
    all.extend(names_no_disk_has());
    texts(all)
}

#[test]
fn slugs_and_aliases_that_are_bad_or_reserved_are_refused() {
    refused(&bad_slugs());
}

/// Characters that nobody sees, as a file has them: as they are, and spelled out.
fn hidden_characters() -> Vec<Mistake> {
    let hidden = "\u{200b}\u{2060}\u{feff}\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\
                  \u{2066}\u{2067}\
                  \u{2068}\u{2069}";
    let mut all = Vec::new();
    let (resource, introduction, lesson, page) = (&KINDS[0], &KINDS[1], &KINDS[2], &KINDS[3]);
    for c in hidden.chars() {
        let value = format!("¦\"grö{c}ßer\"");
        let spelled = format!("¦\"grö\\u{:04x}ßer\"", u32::from(c));
        all.extend([
            (lesson.path, lesson.file(&format!("title = {value}"), "")),
            (page.path, page.file(&format!("title = {spelled}"), "")),
            (lesson.path, lesson.file(&format!("tags = [\"größer\", {value}]"), "")),
            (resource.path, resource.file(&format!("tags = {spelled}"), "")),
            (resource.path, resource.file(&format!("author = {value}"), "")),
            (resource.path, resource.file(&format!("via = {{ name = {value} }}"), "")),
            (introduction.path, introduction.file(&format!("named = [\"Zoë\", {spelled}]"), "")),
            (introduction.path, introduction.file(&format!("sides = [\"a\", {{ who = {value} }}]"), "")),
            (lesson.path, lesson.file(&format!("learned_from = {value}"), "")),
        ]);
    }
    for escaped in
        ["\\u0000", "\\u0007", "\\u001b[31m", "\\u007f", "\\u009b", "\\ufffe", "\\uffff", "\\U0001fffe", "\\r"]
    {
        all.push((lesson.path, lesson.file(&format!("title = ¦\"a{escaped}b\""), "")));
        all.push((lesson.path, lesson.file(&format!("tags = [¦\"a{escaped}b\"]"), "")));
        all.push((lesson.path, lesson.file(&format!("slug = ¦\"a{escaped}b\""), "")));
        all.push((lesson.path, lesson.file(&format!("aliases = ¦\"a{escaped}b\""), "")));
        all.push((lesson.path, lesson.file(&format!("image = ¦\"a{escaped}b\""), "")));
        all.push(("site.toml", format!("{SITE}theme = ¦\"a{escaped}b\"\n")));
    }
    let mut all = texts(all.into_iter().map(|(path, text)| ("hidden-character", path, text)));
    for line in ["title = ¦\"a\u{202e}b\"", "[author]\nname = ¦\"Zoë\u{200b}\"", "description = ¦\"a\u{feff}b\""] {
        let rest = if line.starts_with("title") { SITE.split_once('\n').unwrap().1 } else { SITE };
        let text = if line.starts_with('[') { format!("{rest}{line}\n") } else { format!("{line}\n{rest}") };
        all.extend(texts([("hidden-character", "site.toml", text)]));
    }
    all
}

#[test]
fn characters_that_nobody_sees_are_refused_in_titles_tags_and_names() {
    refused(&hidden_characters());
}

// ---- links ------------------------------------------------------------------------------------------------------

/// Places in a text where a link may stand.
const PLACES: [&str; 10] = [
    "LINK\n",
    "Größer, 東京 👋🏽: LINK, and on.\n",
    "- one\n- *LINK*\n",
    "> LINK\n",
    "| a | b |\n|---|---|\n| ü | LINK |\n",
    "## Heading LINK\n",
    "Term\n: LINK\n",
    "A note.[^n]\n\n[^n]: LINK\n",
    "1. a\n\n   > - **LINK**\n",
    "> [!TIP]\n> LINK\n",
];

/// Links in all places, each link in the next.
fn links(list: impl IntoIterator<Item = (&'static str, String)>) -> Vec<Mistake> {
    let places = PLACES.into_iter().cycle();
    let texts_of = list.into_iter().zip(places).map(|((code, link), place)| {
        // In a table a bar begins the next cell.
        let place = if link.contains('|') { PLACES[1] } else { place };
        let text = lesson(&format!("\n{}", place.replace("LINK", &link)));
        (code, LESSON, text)
    });
    texts(texts_of)
}

fn refused_schemes() -> Vec<Mistake> {
    let mut all = Vec::new();
    for scheme in [
        "javascript",
        "JavaScript",
        "JAVASCRIPT",
        "vbscript",
        "data",
        "file",
        "ftp",
        "blob",
        "about",
        "view-source",
        "ws",
        "wss",
        "chrome",
        "intent",
        "jar",
        "sms",
        "callto",
        "x-foo",
        "livescript",
        "mocha",
        "filesystem",
        "ms-word",
        "cid",
    ] {
        all.push(("refused-scheme", format!("[x](¦{scheme}:alert)")));
        all.push(("refused-scheme", format!("![x](¦{scheme}:alert)")));
        all.push(("refused-scheme", format!("<¦{scheme}:alert>")));
        all.push(("refused-scheme", format!("[größer](<¦{scheme}:a b> \"a title\")")));
    }
    // What is written otherwise than it is read is marked by its line.
    for disguise in [
        "&#106;avascript:alert",
        "&#x6a;avascript:alert",
        "javascript&colon;alert",
        "javascript&#58;alert",
        "java&#9;script:alert",
        "java&#x0a;script:alert",
        "java&Tab;script:alert",
        "java&NewLine;script:alert",
        "&#1;javascript:alert",
        "&#31;javascript:alert",
        "&#32;javascript:alert",
        "&nbsp;javascript:alert",
        "&#xfeff;javascript:alert",
        "JaVa&#13;ScRiPt:alert",
        "javascript\\:alert",
        "d&#97;ta:text/html,x",
        "&#x2028;javascript:alert",
    ] {
        all.push(("refused-scheme", format!("[¶x]({disguise})")));
        all.push(("refused-scheme", format!("![¶x]({disguise})")));
    }
    let mut all = links(all);
    let dress = |text: &str| texts([("refused-scheme", LESSON, lesson(text))]);
    all.extend(dress("\n¶[x][y]\n\n[y]: javascript:alert\n"));
    all.extend(dress("\n¶[y]\n\n[y]: <java&#9;script:alert> \"größer\"\n"));
    // Raw HTML, where a journal lets it through.
    for html in [
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=' &#14; java&#10;script:alert(1)'>x</a>",
        "<A HREF=JaVaScRiPt&colon;alert(1)>x</A>",
        "<a href=\"data:text/html,x\">x</a>",
        "<img src=javascript:alert(1)>",
        "<img alt=größer src='data:image/svg+xml,x'>",
        "<iframe src=\"javascript:alert(1)\"></iframe>",
        "<embed src=vbscript:x>",
        "<object data=\"data:text/html,x\"></object>",
        "<video src='blob:x'></video>",
        "<blockquote cite='javascript:alert(1)'>x</blockquote>",
        "<q cite='file:///etc/passwd'>x</q>",
    ] {
        for text in [format!("\n¶{html}\n"), format!("\n¶Größer {html} and on.\n")] {
            let mistake = Mistake::text("refused-scheme", LESSON, &lesson(&text), Dress::Windows);
            all.push(mistake.with("site.toml", format!("{SITE}[markdown]\nraw_html = true\n")));
        }
    }
    all
}

#[test]
fn javascript_and_friends_are_refused_in_every_disguise() {
    refused(&refused_schemes());
}

fn addresses_that_are_none() -> Vec<Mistake> {
    let mut all = Vec::new();
    for address in [
        "//evil.example/",
        "/\\\\evil.example/",
        "\\\\\\\\evil.example/",
        "https://",
        "http://?x",
        "https://[::1",
        "https://a b/",
        "http://x:99999/",
    ] {
        all.push(("bad-url", format!("[¶x](<{address}>)")));
    }
    let mut all = links(all);
    let resource = &KINDS[0];
    let urls = [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " javascript:alert(1)",
        "java\\tscript:alert(1)",
        "data:text/html,x",
        "ftp://x.example/",
        "mailto:a@b.example",
        "tel:+1",
        "//x.example/",
        "/lessons/good/",
        "x.example",
        "https://",
        "http://",
        "https:// x.example/",
        "https://x.example:99999/",
        "https://[x]/",
        "https://\\u0000/",
        "file:///etc/passwd",
        "blob:https://x.example/1",
        "größer",
    ];
    for url in urls {
        let code = if url.contains('\\') { "hidden-character" } else { "bad-url" };
        let code = if url.contains("\\t") { "bad-url" } else { code };
        all.extend(texts([
            (code, resource.path, resource.file(&format!("url = ¦\"{url}\""), "")),
            (code, resource.path, resource.file(&format!("via = {{ name = \"Zoë 👋\", url = ¦\"{url}\" }}"), "")),
            (code, "site.toml", format!("{SITE}[author]\nurl = ¦\"{url}\"\n")),
            (code, "site.toml", format!("{SITE}[author]\nlinks = [\"https://größer.example/\", ¦\"{url}\"]\n")),
        ]));
    }
    all
}

#[test]
fn addresses_that_are_none_are_refused() {
    refused(&addresses_that_are_none());
}

fn dead_links() -> Vec<Mistake> {
    let mut all = Vec::new();
    for target in [
        "/nowhere/",
        "/lessons/goood/",
        "/Lessons/good/",
        "/lessons/good/more/",
        "nowhere.md",
        "../nowhere/",
        "../../../../etc/passwd",
        "/etc/passwd",
        "/site.toml",
        "/content/lessons/2026-01-02-good.md",
        "/private/contacts/ana.md",
        "/../private/",
        "thing.pdf",
        "/nowhere/?q=1#x",
        "%2e%2e/%2e%2e/etc/passwd",
        "good",
        "/tags/none/",
        "/archive/1999/",
        "/lessons/good/index.htm",
        "/größer/",
        "/robots.txt/",
    ] {
        all.push(("dead-link", format!("[x](¦{target})")));
    }
    for target in [
        "#nothing",
        "/lessons/good/#nothing",
        "/lessons/good/#A-PART-2",
        "2026-01-02-good.md#nothing",
        "/#nothing",
        "/archive/#y1999",
        "/about/#größer",
    ] {
        all.push(("dead-fragment", format!("[x](¦{target})")));
    }
    for name in ["good#nothing", "lessons/good#nothing", "about#größer"] {
        all.push(("dead-fragment", format!("[[¦{name}]]")));
        all.push(("dead-fragment", format!("[[¦{name}|words]]")));
    }
    for name in [
        "nothing",
        "goood",
        "lessons/nothing",
        "resources/good",
        "Good",
        "javascript:alert",
        "/lessons/good/",
        "größer",
        "../good",
    ] {
        all.push(("dead-wikilink", format!("[[¦{name}]]")));
        all.push(("dead-wikilink", format!("[[¦{name}|{name}]]")));
    }
    for link in ["[[¦twin]]", "[[¦twin|words]]", "größer [[¦twin#x]]"] {
        all.push(("ambiguous-wikilink", link.to_owned()));
    }
    for name in ["hidden", "2026-01-05-hidden", "lessons/hidden", "later", "lessons/later", "2026-12-24-later"] {
        all.push(("link-to-unpublished", format!("[[¦{name}]]")));
        all.push(("link-to-unpublished", format!("[[¦{name}|some words]]")));
    }
    for target in [
        "/lessons/hidden/",
        "/lessons/hidden",
        "/lessons/later/",
        "../hidden/",
        "2026-01-05-hidden.md",
        "2026-12-24-later.md",
        "../lessons/2026-12-24-later.md",
        "/lessons/later/#x",
    ] {
        all.push(("link-to-unpublished", format!("[x](¦{target})")));
    }
    let mut all = links(all);
    let dress = |code, text: &str| texts([(code, LESSON, lesson(text))]);
    all.extend(dress("dead-link", "\n¶[x][y]\n\n[y]: /nowhere/\n"));
    all.extend(dress("dead-link", "\n[x](&#47;now¶here/)\n"));
    all.extend(dress("dead-link", "\n![a picture](/nowhere¶.png) [x](/nowhere.png)\n"));
    all
}

#[test]
fn links_that_lead_nowhere_are_refused_at_their_place() {
    refused(&dead_links());
}

// ---- pictures ---------------------------------------------------------------------------------------------------

fn svg(inside: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"9\" \
         height=\"9\">{inside}</svg>"
    )
}

fn missing_and_remote_pictures() -> Vec<Mistake> {
    let mut all = Vec::new();
    for path in [
        "no.png",
        "dot.png",
        "../2026-01-06-seen/no.png",
        "/no.png",
        "/../dot.png",
        "größer.jpg",
        "%64ot.png",
        ".",
        "/",
        "no.png?x#y",
        "../../../../etc/passwd",
    ] {
        all.push(("missing-picture", format!("![x](¦{path})")));
    }
    for address in [
        "https://x.example/a.png",
        "http://x.example/a.png",
        "HTTPS://x.example/a.png",
        "//x.example/a.png",
        "mailto:a@b.example",
    ] {
        all.push(("remote-picture", format!("![größer](¦{address})")));
        all.push(("remote-picture", format!("[![größer](¦{address})](/lessons/good/)")));
        all.push(("remote-picture", format!("![größer](<¦{address}> \"A title\")")));
    }
    let mut all = links(all);
    for (code, image) in
        [("missing-picture", "no.png"), ("missing-picture", "https://x.example/a.png"), ("missing-picture", "/no.png")]
    {
        for kind in &KINDS {
            all.extend(texts([(code, kind.path, kind.file(&format!("image = ¦\"{image}\""), ""))]));
        }
    }
    for html in [
        "<img src=\"https://x.example/a.png\">",
        "<img alt=größer src=//x.example/a.png>",
        "<p><img src='https:&#47;/x.example'></p>",
    ] {
        let mistake = Mistake::text("remote-picture", LESSON, &lesson(&format!("\n¶{html}\n")), Dress::Mark);
        all.push(mistake.with("site.toml", format!("{SITE}[markdown]\nraw_html = true\n")));
    }
    all
}

#[test]
fn pictures_that_are_missing_or_elsewhere_are_refused() {
    refused(&missing_and_remote_pictures());
}

/// An entry that shows a broken picture, and one that only sends it out.
fn shown(name: &str, bytes: &[u8]) -> Mistake {
    let folder = "content/lessons/2026-02-03-own";
    let text = KINDS[2].file("", &format!("\nGrößer: ![x]({name})\n"));
    let mut mistake = Mistake::bytes("broken-picture", &format!("{folder}/{name}"), bytes, None);
    // Where its size cannot be read, the entry is named; where the rest of it is bad, the picture itself.
    mistake.said[0].path = String::new();
    mistake.with(&format!("{folder}/index.md"), text).says(name)
}

/// A broken picture that only goes out.
fn loose(name: &str, bytes: &[u8]) -> Mistake {
    Mistake::bytes("broken-picture", &format!("static/{name}"), bytes, Some((1, 1)))
}

/// The one and the other.
fn both(name: &str, bytes: &[u8]) -> [Mistake; 2] {
    [shown(name, bytes), loose(name, bytes)]
}

/// A drawing that does more than draw.
const ACTIVE: [&str; 51] = [
    "<script>alert(1)</script>",
    "<script href=\"x.js\"/>",
    "<svg:script xmlns:svg=\"http://www.w3.org/2000/svg\">alert(1)</svg:script>",
    "<g><g><script/></g></g>",
    "<g onload=\"alert(1)\"/>",
    "<g ONLOAD=\"alert(1)\" onclick=\"x\"/>",
    "<rect onmouseover='alert(1)'/>",
    "<foreignObject><p/></foreignObject>",
    "<iframe src=\"x\"/>",
    "<object data=\"x\"/>",
    "<embed src=\"x\"/>",
    "<audio src=\"x\"/>",
    "<video src=\"x\"/>",
    "<handler/>",
    "<image href=\"https://x.example/a.png\"/>",
    "<image xlink:href=\"https://x.example/a.png\"/>",
    "<image href=\"//x.example/a.png\"/>",
    "<use href=\"other.svg#a\"/>",
    "<a href=\"javascript:alert(1)\"><rect/></a>",
    "<a xlink:href=\"&#106;avascript:alert(1)\"><rect/></a>",
    "<a href=\"https://x.example/\"><rect/></a>",
    "<a href=\"data:text/html,x\"><rect/></a>",
    "<style>@import 'https://x.example/a.css';</style>",
    "<style>rect { fill: url(https://x.example/a) }</style>",
    "<style>rect { fill: URL( 'https://x.example/a' ) }</style>",
    "<style><![CDATA[@import url(https://x.example/a.css);]]></style>",
    "<rect style=\"fill:url(https://x.example/a)\"/>",
    "<rect fill=\"url('//x.example/a#b')\"/>",
    "<rect filter=\"url( &quot;https://x.example/a&quot;)\"/>",
    "<rect",
    "<g></rect>",
    "<g a=1/>",
    "<g a=\"1\" a=\"2\"/>",
    "<image href=\"data:image/svg+xml,x\"/>",
    "<a href=\"#a\"><animate attributeName=\"href\" values=\"javascript:alert(1)\"/></a>",
    "<a href=\"#a\"><set attributeName=\"href\" to=\"javascript:alert(1)\"/></a>",
    "<a href=\"#a\"><set attributeName=\"xlink:href\" to=\"javascript:alert(1)\"/></a>",
    "<rect style=\"fill:url&#40;https://x.example/a&#41;\"/>",
    "<style>@imp&#111;rt 'https://x.example/a.css';</style>",
    "<style>@im<!-- -->port 'https://x.example/a.css';</style>",
    "<style>@im<![CDATA[port 'https://x.example/a.css';]]></style>",
    "<style>rect { fill: u\\72l(https://x.example/a) }</style>",
    "<style>rect { fill: ur/**/l(https://x.example/a) }</style>",
    "<style>rect { background: image-set('https://x.example/a' 1x) }</style>",
    "<rect cursor=\"url(https://x.example/a)\"/>",
    "<filter><feImage href=\"https://x.example/a\"/></filter>",
    "<g></g></svg><svg>",
    "<g>",
    "<svg:img xmlns:svg=\"http://www.w3.org/1999/xhtml\" src=\"https://x.example/a.png\"/>",
    "<p xmlns=\"http://www.w3.org/1999/xhtml\"><img src=\"https://x.example/a.png\"/></p>",
    "<style xmlns=\"http://www.w3.org/1999/xhtml\">@import 'https://x.example/a.css';</style>",
];

fn broken_pictures() -> Vec<Mistake> {
    let mut all = Vec::new();
    for name in ["a.png", "a.jpg", "a.jpeg", "a.webp", "a.gif", "a.svg", "A.PNG"] {
        all.extend(both(name, b""));
        all.extend(both(name, b"just words"));
        all.extend(both(name, b"\0\0\0\0"));
        all.extend(both(name, b"<html><script>alert(1)</script></html>"));
    }
    for name in ["a.jpg", "a.webp", "a.gif", "a.svg"] {
        all.extend(both(name, PICTURE));
    }
    for length in [8, 20, 33, 40, PICTURE.len() / 2, PICTURE.len() - 1] {
        all.extend(both("a.png", &PICTURE[..length]));
    }
    for inside in ACTIVE {
        all.extend(both("a.svg", svg(inside).as_bytes()));
    }
    for whole in [
        "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg width=\"9\" height=\"9\">&x;</svg>",
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\"><svg width=\"9\" height=\"9\"/>",
        "<svg width=\"9\" height=\"9\" onload=\"alert(1)\"/>",
    ] {
        all.extend(both("a.svg", whole.as_bytes()));
    }
    for sizeless in [
        "<svg/>",
        "<svg width=\"100%\" height=\"100%\"/>",
        "<svg viewBox=\"0 0 0 0\"/>",
        "<svg width=\"-1\" height=\"-1\"/>",
        "<svg width=\"1e99\" height=\"9\"/>",
        "<svg width=\"NaN\" height=\"inf\"/>",
    ] {
        all.push(shown("a.svg", sizeless.as_bytes()));
    }
    all
}

#[test]
fn broken_pictures_and_drawings_that_do_more_than_draw_are_refused() {
    refused(&broken_pictures());
}

// ---- bodies, themes and settings ----------------------------------------------------------------------------------

fn unclosed_comments() -> Vec<Mistake> {
    let bodies = [
        "\n¦<!-- never\n",
        "\n- a\n\n  ¦<!-- never -- >\n",
        "\n<!-- größer --> ¦<!--\n",
        "\n¦<!--",
        "\n> ¦<!-- a\n> b\n",
        "\n<div>\nü ¦<!-- a\n",
        "\nGrößer ¦<!-- never\n",
        "\n- *one* ¦<!-- never -- >\n",
        "\n| a | b |\n|---|---|\n| ü | ¦<!-- never |\n",
        "\n## Größer ¦<!-- never\n",
    ];
    let files = KINDS.iter().flat_map(|kind| bodies.map(|body| (kind.path, kind.file("", body))));
    texts(files.map(|(path, text)| ("unclosed-comment", path, text)))
}

#[test]
fn a_comment_that_is_never_closed_is_refused() {
    refused(&unclosed_comments());
}

fn broken_themes() -> Vec<Mistake> {
    let mut all = Vec::new();
    for template in [
        "ü ¶{{ never closed",
        "ü ¶{% if x %}",
        "¶{% endif %}",
        "a\nü ¶{% nonsense %}",
        "¶{{ 1 + }}",
        "¶{% for x %}{% endfor %}",
        "¶{{ \"never closed }}",
        "a\n\n¶{{ nothing }}",
        "¶{{ site.nothing.more }}",
        "{% extends \"no-such.html\" %}",
        "{% extends \"home.html\" %}",
        "¶{{ 1 / 0 }}",
        "a\n¶{{ site.title | no_such_filter }}",
        "a\n¶{{ no_such_function() }}",
        "a\n¶{% include \"no/such.html\" %}",
        "a\n¶{{ <no.such /> }}",
        "¶{{ site.title[99].x }}",
        "¶{# never closed",
        "¶{% set x %}",
    ] {
        all.push(("template", "themes/airmail/templates/home.html", template.to_owned()));
    }
    let mut all = texts(all);
    let own = format!("{SITE}theme = \"mine\"\n");
    for template in ["¶{{ never", "¶{% if %}", "¶{{ nothing }}"] {
        let mistake = Mistake::text("template", "themes/mine/templates/entry.html", template, Dress::Plain);
        all.push(mistake.with("site.toml", own.clone()));
    }
    for name in ["nothing", "airmial", "", "../airmail", "/", ".", "airmail/templates", "größer"] {
        all.extend(texts([("no-theme", "site.toml", format!("{SITE}theme = ¦\"{name}\"\n"))]));
    }
    for path in ["x.html", "template/home.html", "layouts/x.html", "styels/a.css", "theme.toml"] {
        let path = format!("themes/airmail/{path}");
        all.push(Mistake::bytes("unknown-theme-file", &path, "x", Some((1, 1))));
    }
    all
}

#[test]
fn themes_that_are_missing_or_broken_are_refused() {
    refused(&broken_themes());
}

/// Settings with another value or no value for one of the three that are required.
fn instead(key: &str, line: &str) -> String {
    let rest = SITE.lines().filter(|line| !line.starts_with(key));
    rest.chain([line, ""]).collect::<Vec<_>>().join("\n")
}

fn broken_settings() -> Vec<Mistake> {
    let mut all = Vec::new();
    let mut add = |code: &'static str, text: String| all.push((code, "site.toml", text));
    for key in ["title", "base_url", "id"] {
        add("missing-key", format!("¦{}", instead(key, "")));
        for (value, code) in [
            ("\"\"", "empty-value"),
            ("\" \"", "empty-value"),
            ("3", "wrong-type"),
            ("true", "wrong-type"),
            ("[\"x\"]", "wrong-type"),
            ("2026-01-01", "wrong-type"),
            ("{ a = 1 }", "wrong-type"),
        ] {
            add(code, instead(key, &format!("{key} = ¦{value}")));
        }
    }
    add("missing-key", "¦".to_owned());
    for url in [
        "x.example",
        "/sub/",
        "ftp://x.example/",
        "javascript:alert(1)",
        "https://",
        "https://x.example/?a",
        "https://x.example/#a",
        "https://user@x.example/",
        "https://user:word@x.example/",
        "file:///srv/",
        "https://größer example/",
        "//x.example/",
        "https://x.example:99999/",
        "mailto:a@b.example",
    ] {
        add("bad-url", instead("base_url", &format!("base_url = ¦\"{url}\"")));
    }
    for id in ["größer", "a b:c", "x"] {
        add("bad-value", instead("id", &format!("id = ¦\"{id}\"")));
    }
    for (key, values) in [
        ("timezone", &["Nowhere", "Europe/Lodnon", "+01:00", "europe/london", ""][..]),
        ("lang", &["english", "e", "de_DE", "größer", "en-", "", "en--GB", "123456789"]),
        ("accent", &["red", "#fff", "#12345", "#gggggg", "#ffff00", "#é0000", "", "#ffffff"]),
    ] {
        for value in values {
            add("bad-value", format!("{SITE}{key} = ¦\"{value}\"\n"));
        }
    }
    texts(all)
}

fn broken_tables_of_settings() -> Vec<Mistake> {
    let mut all = Vec::new();
    let mut add = |code: &'static str, text: String| all.push((code, "site.toml", text));
    for (table, key, values) in [
        ("author", "email", &["\"x\"", "\"a b@c.example\"", "\"@c.example\"", "\"a@b\"", "\"größer\""][..]),
        ("feed", "items", &["0", "-1", "1001", "99999999999999999999", "0x7fffffffffffffff"]),
        ("feed", "link", &["\"\"", "\"page\"", "\"Target\"", "\"größer\""]),
        (
            "share",
            "gap",
            &[
                "\"\"",
                "\"8\"",
                "\"d\"",
                "\"8 days\"",
                "\"-1d\"",
                "\"1y\"",
                "\"99999999999999999999d\"",
                "\"1.5d\"",
                "\"8ü\"",
            ],
        ),
        (
            "limits",
            "entry",
            &[
                "\"\"",
                "\"5\u{a0}MB\"",
                "\"5MB\"",
                "\"0 MB\"",
                "\"-1 MB\"",
                "\"5 GB\"",
                "\"2000 MB\"",
                "\"1.5 MB\"",
                "\"18446744073709551616 B\"",
                "\"99999999999999 MB\"",
            ],
        ),
    ] {
        for value in values {
            add("bad-value", format!("{SITE}[{table}]\n{key} = ¦{value}\n"));
        }
    }
    let keys = [
        ("", "timezone", Text),
        ("", "lang", Text),
        ("", "description", Text),
        ("", "motto", Text),
        ("", "theme", Text),
        ("", "accent", Text),
        ("", "author", Table),
        ("", "feed", Table),
        ("", "share", Table),
        ("", "markdown", Table),
        ("", "limits", Table),
        ("author", "name", Text),
        ("author", "url", Text),
        ("author", "email", Text),
        ("author", "links", Texts),
        ("feed", "items", Number),
        ("feed", "link", Text),
        ("feed", "full", Bool),
        ("share", "gap", Text),
        ("markdown", "highlight", Bool),
        ("markdown", "raw_html", Bool),
        ("limits", "entry", Text),
    ];
    for (table, key, wanted) in keys {
        let head = if table.is_empty() { String::new() } else { format!("[{table}]\n") };
        for (value, _) in VALUES.iter().filter(|(_, fits)| !fits.contains(&wanted)) {
            add("wrong-type", format!("{SITE}{head}{key} = ¦{value}\n"));
        }
        let [slip, longer] = slips(key);
        add("unknown-key", format!("{SITE}{head}¦{slip} = \"größer\"\n"));
        add("unknown-key", format!("{SITE}{head}¦{longer} = 1\n"));
    }
    add("unknown-key", format!("{SITE}[¦größer]\n").replace("größer", "\"größer\""));
    add("unknown-key", format!("{SITE}[[¦plugins]]\na = 1\n"));
    texts(all)
}

#[test]
fn broken_settings_are_refused_whatever_is_wrong_with_them() {
    refused(&broken_settings());
    refused(&broken_tables_of_settings());
}

// ---- all together -----------------------------------------------------------------------------------------------

/// Every group, with the least that it should have.
fn groups() -> [(usize, Vec<Mistake>); 23] {
    [
        (60, bytes_that_are_no_text()),
        (20, large_files()),
        (30, what_is_no_file()),
        (30, misplaced_files()),
        (200, front_matter_that_is_none()),
        (120, no_toml()),
        (400, wrong_types()),
        (150, unknown_keys()),
        (30, missing_and_empty()),
        (250, impossible_dates()),
        (60, two_for_one_address()),
        (150, bad_slugs()),
        (150, hidden_characters()),
        (120, refused_schemes()),
        (80, addresses_that_are_none()),
        (60, dead_links()),
        (30, missing_and_remote_pictures()),
        (100, broken_pictures()),
        (60, broken_settings()),
        (200, broken_tables_of_settings()),
        (10, colliding_tags()),
        (20, unclosed_comments()),
        (20, broken_themes()),
    ]
}

/// Journals with a mistake each, so many of every group and from all over it, and what to call them.
pub(crate) fn samples(most: usize) -> Vec<(String, Fixture)> {
    let of_group = |(_, group): (usize, Vec<Mistake>)| {
        let step = group.len().div_ceil(most);
        let some = group.into_iter().step_by(step);
        some.filter_map(|mistake| Some((mistake.called(), mistake.fixture()?))).collect::<Vec<_>>()
    };
    groups().into_iter().flat_map(of_group).collect()
}

#[test]
fn check_finds_what_build_refuses() {
    let (fixture, mut tried) = (good(), 0);
    let project = Project::with(&fixture);
    for mistake in groups().iter().flat_map(|(_, group)| group.iter().step_by(25)) {
        for (path, thing) in &mistake.things {
            put(&project, path, thing);
        }
        let (built, checked) = (run(&project, &["build", "--json"]), run(&project, &["check", "--json"]));
        let built: serde_json::Value = serde_json::from_str(&built.stdout).unwrap();
        let found: serde_json::Value = serde_json::from_str(&checked.stdout).unwrap();
        assert_eq!(found, built["diagnostics"], "{}", mistake.name);
        assert_eq!(checked.code, Some(1), "{}", mistake.name);
        for (path, _) in &mistake.things {
            restore(&project, &fixture, path);
        }
        tried += 1;
    }
    assert!(tried > 80, "{tried}");
}

#[test]
fn there_are_many_mistakes_to_make() {
    let groups = groups();
    for (index, (least, group)) in groups.iter().enumerate() {
        assert!(group.len() >= *least, "group {index} has {} mistakes, not {least}", group.len());
    }
    let all: usize = groups.iter().map(|(_, group)| group.len()).sum();
    assert!(all > 2000, "only {all}");
}

#[test]
fn a_hundred_mistakes_are_all_counted_and_fifty_are_drawn() {
    let project = Project::with(&good());
    project.run(&["build"]).code(0);
    let old = project.tree("public");
    for number in 0..100 {
        project.write(&format!("content/lessons/2026-02-03-n{number}.md"), lesson(&format!("[x](/no/{number}/)")));
    }
    let ran = project.run(&["build"]).code(1);
    assert_eq!(ran.stderr.matches("leads nowhere").count(), 50, "{}", ran.stderr);
    assert!(ran.stderr.contains("… and 50 more") && ran.stderr.contains("100 files have 100 errors"), "{}", ran.stderr);
    assert_eq!(project.tree("public"), old);
}

#[test]
fn nothing_is_too_deep() {
    let project = Project::with(&good());
    let deep = 20_000;
    for (name, body) in [
        ("quotes", "> ".repeat(deep)),
        ("lists", "- ".repeat(deep)),
        ("brackets", "[".repeat(deep)),
        ("links", "[".repeat(deep) + &"](/lessons/good/)".repeat(deep)),
        ("pictures", "![".repeat(deep) + &"](dot.png)".repeat(deep)),
        ("stars", "*a ".repeat(deep) + &" b*".repeat(deep)),
        ("underscores", "_".repeat(deep)),
        ("ticks", "`".repeat(deep)),
        ("tags", "<b>".repeat(deep)),
        ("comments", "<!-- -->".repeat(deep)),
        ("angles", "<".repeat(deep)),
        ("notes", "[^a]".repeat(deep) + "\n\n[^a]: [^a]\n"),
        ("table", format!("|{}\n|{}\n", "a|".repeat(2_000), "-|".repeat(2_000))),
        ("entities", "&#x10FFFF;&".repeat(deep)),
        ("wikilinks", "[[".repeat(deep)),
        ("headings", "# a\n".repeat(deep)),
    ] {
        project.write(LESSON, lesson(&format!("\n{body}\n")));
        let heard = run(&project, &["build"]);
        assert!(matches!(heard.code, Some(0 | 1)), "{name}: {:?} {:.2000}", heard.code, heard.stderr);
        assert!(!heard.stderr.contains("panicked"), "{name}: {:.2000}", heard.stderr);
    }
    for (name, lines) in [
        ("lists", format!("tags = {}{}", "[".repeat(deep), "]".repeat(deep))),
        ("tables", format!("via = {}1{}", "{ a = ".repeat(deep), " }".repeat(deep))),
        ("dots", format!("{}a = 1", "a.".repeat(deep))),
    ] {
        project.write(LESSON, KINDS[2].file(&lines, ""));
        let heard = run(&project, &["build"]);
        assert_eq!(heard.code, Some(1), "{name}: {:.2000}", heard.stderr);
        assert!(!heard.stderr.contains("panicked"), "{name}: {:.2000}", heard.stderr);
    }
    let nested = |count: usize| svg(&("<g>".repeat(count) + &"</g>".repeat(count)));
    project.write(LESSON, lesson(""));
    project.write("static/deep.svg", nested(deep));
    let heard = run(&project, &["build"]);
    assert!(matches!(heard.code, Some(0 | 1)) && !heard.stderr.contains("panicked"), "{:.2000}", heard.stderr);
}

#[test]
fn a_hundred_thousand_tags_are_refused_at_once() {
    let tags: Vec<_> = (0..100_000).map(|number| format!("\"t{number}\"")).collect();
    let project = Project::with(&good());
    project.write(LESSON, KINDS[2].file(&format!("tags = [{}]", tags.join(", ")), ""));
    let heard = run(&project, &["build"]);
    assert_eq!(heard.code, Some(1), "{}", heard.stderr);
    assert!(heard.stderr.contains("has 100000 tags; 100 are the most"), "{}", heard.stderr);
}

/// Bytes that were changed by accident.
fn damaged(text: &str, changes: &[(usize, u8)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (at, byte) in changes.iter().filter(|_| !text.is_empty()) {
        let at = at % bytes.len();
        match byte % 4 {
            0 => bytes[at] = *byte,
            1 => bytes.insert(at, *byte),
            2 if bytes.len() > 1 => drop(bytes.remove(at)),
            _ => bytes.truncate(at.max(1)),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damage_never_makes_it_panic(
        file in 0_usize..9,
        changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..6),
    ) {
        let fixture = good();
        let (path, bytes) = fixture.files[file % fixture.files.len()].clone();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let fixture = fixture.with(&path, damaged(&text, &changes));
        let day = goodturn::parse::date::day("2026-11-20").unwrap();
        let (report, built) = try_site(&fixture, day, goodturn::model::Include::default());
        prop_assert_eq!(built.is_none(), report.has_errors());
        let _: BTreeMap<_, _> = built.map(|built| built.0).unwrap_or_default();
        let shown = goodturn::diagnostic::show::terminal(&report, false, "nothing was published");
        prop_assert!(!shown.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
    }
}
