//! People in one string, and what is due of them.
//!
//! Up to the first `//- path` every line is a file, or a line of one; what is not said comes from the name:
//!
//! ```text
//! @ana-ruiz cadence = "6w"; values = ["maps"]     private/contacts/ana-ruiz.md, of Ana Ruiz
//! - 2026-11-18 met < @ana-ruiz: coffee            a line of private/log/2026.md
//! inbox two-seats for = "ana-ruiz"                private/inbox/two-seats.md, titled “Two seats”
//! resource 2026-11-10-salary-survey               content/resources/…, or `lesson`; titled “Salary survey”
//! set due.limit = 2                               a line of private/settings.toml
//! ```
//!
//! Keys stand apart by `; `. What is due is told in the same manner:
//!
//! ```text
//! now
//! @ana-ruiz
//!   thanks: Ana gave you “an hour” on 10 November and has had no thanks yet
//!   + earmark: Two seats (It is kept for Ana)
//! ask @gus: two-seats
//! ```

use std::sync::Arc;

use goodturn::diagnostic::{Diagnostic, Report, show};
use goodturn::load::{Blob, private, public, text};
use goodturn::model::due::{self, Due, Row};
use goodturn::model::{Circle, Include, Journal, Notebook, Settings};
use goodturn::parse::date::{self, Day};

use super::{Expected, Fixture};

/// Words enough for a resource.
const WORDS: &str = "It says in plain words what most of us take ten years to find out, and it sells nothing to \
    anybody. Read it twice.";

/// Both halves of a journal on a day.
#[derive(Debug)]
pub(crate) struct People {
    pub(crate) circle: Circle,
    pub(crate) journal: Journal,
    pub(crate) day: Day,
}

impl People {
    /// A journal in which nothing is wrong.
    #[track_caller]
    pub(crate) fn on(day: &str, fixture: &str) -> Self {
        Self::of(day, &people(fixture))
    }

    /// The same for a fixture that was put together in another way.
    #[track_caller]
    pub(crate) fn of(day: &str, fixture: &Fixture) -> Self {
        let day = date::day(day).unwrap();
        let (report, people) = read(fixture, day);
        assert!(!report.has_errors(), "{}", show::terminal(&report, false, "no circle"));
        people
    }

    pub(crate) fn due(&self) -> Due {
        due::due(&self.circle, &self.journal, self.day)
    }

    /// One person's row, whether or not they are due.
    #[track_caller]
    pub(crate) fn row(&self, handle: &str) -> Row {
        let contact = self.circle.find(handle).unwrap_or_else(|| panic!("no @{handle}"));
        due::portrait(&self.circle, &self.journal, self.day, contact)
    }

    /// Everything that is due, in words.
    pub(crate) fn told(&self) -> String {
        let mut lines = Vec::new();
        for (section, rows) in sections(&self.due()) {
            lines.push(section.to_owned());
            for row in rows {
                lines.push(format!("@{}", self.circle.contacts[row.contact].handle));
                lines.extend(row.reasons.iter().map(|reason| format!("  {}: {}", reason.kind.word(), reason.text)));
                lines.extend(
                    row.bring.iter().map(|gift| format!("  + {}: {} ({})", gift.kind.word(), gift.text, gift.why)),
                );
            }
        }
        lines.extend(self.asides());
        lines.join("\n")
    }

    /// A line a person: the section, who, the reasons and what to bring, by their names alone.
    pub(crate) fn in_short(&self) -> String {
        let line = |section: &str, row: &Row| {
            let mut line = format!("{section} @{}:", self.circle.contacts[row.contact].handle);
            row.reasons.iter().for_each(|reason| line.push_str(&format!(" {}", reason.kind.word())));
            row.bring.iter().for_each(|gift| line.push_str(&format!(" +{}", gift.kind.word())));
            line
        };
        let due = self.due();
        let rows =
            sections(&due).into_iter().flat_map(|(section, rows)| rows.iter().map(move |row| line(section, row)));
        let lines: Vec<_> = rows.chain(self.asides()).collect();
        lines.join("\n")
    }

    /// What is no row: how many more there are, and whom to ask for permission.
    fn asides(&self) -> Vec<String> {
        let due = self.due();
        let more = (due.more > 0).then(|| format!("and {} more", due.more));
        let ask = due.permissions.iter().map(|item| {
            let item = &self.circle.inbox[*item];
            format!("ask @{}: {}", item.from.as_ref().map_or("nobody", |from| &from.value), item.name)
        });
        more.into_iter().chain(ask).collect()
    }
}

fn sections(due: &Due) -> Vec<(&'static str, &[Row])> {
    let all = [
        ("now", &due.now),
        ("find first", &due.find_first),
        ("could help", &due.could_help),
        ("coming up", &due.coming_up),
        ("resting", &due.resting),
    ];
    all.into_iter().filter(|(_, rows)| !rows.is_empty()).map(|(section, rows)| (section, rows.as_slice())).collect()
}

/// A fixture in the short form that this file describes.
pub(crate) fn people(text: &str) -> Fixture {
    let (short, long) = text.find("//- ").map_or((text, ""), |at| text.split_at(at));
    let mut fixture = Fixture::parse(long);
    let (mut log, mut settings) = (String::new(), String::new());
    for line in short.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        let (name, keys) = rest.split_once(' ').unwrap_or((rest, ""));
        let file = match first {
            "-" => {
                log.push_str(&format!("{line}\n"));
                continue;
            }
            "set" => {
                settings.push_str(&format!("{rest}\n"));
                continue;
            }
            "inbox" => (format!("private/inbox/{name}.md"), front("title", name, keys)),
            "resource" => {
                let url = format!("url = \"https://{name}.example/\"; {keys}");
                let keys = if keys.contains("url = ") { keys } else { &url };
                (format!("content/resources/{name}.md"), format!("{}{WORDS}\n", front("title", name, keys)))
            }
            "lesson" => (format!("content/lessons/{name}.md"), format!("{}Words.\n", front("title", name, keys))),
            _ => {
                let handle = first.strip_prefix('@').unwrap_or_else(|| panic!("what is this? {line}"));
                (format!("private/contacts/{handle}.md"), front("name", handle, rest))
            }
        };
        fixture.files.push((file.0, file.1.into()));
    }
    for (path, text) in [("private/log/2026.md", log), ("private/settings.toml", settings)] {
        if !text.is_empty() {
            fixture.files.push((path.to_owned(), text.into()));
        }
    }
    fixture
}

/// Front matter with these keys, and a name that is made of the file's where there is none among them.
fn front(key: &str, stem: &str, keys: &str) -> String {
    let named = apart(keys).iter().any(|one| one.starts_with(&format!("{key} =")));
    let name = stem.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let words: Vec<_> = name.split('-').collect();
    let upper = |word: &str| word[..1].to_uppercase() + &word[1..];
    let name = match key {
        "name" => words.iter().map(|word| upper(word)).collect::<Vec<_>>().join(" "),
        _ => upper(&words.join(" ")),
    };
    let own = if named { String::new() } else { format!("{key} = \"{name}\"\n") };
    format!("+++\n{own}{}\n+++\n", apart(keys).join("\n"))
}

/// Keys that stand apart by `; `, but for those in quotation marks.
fn apart(keys: &str) -> Vec<&str> {
    let (mut found, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, c) in keys.char_indices() {
        quoted ^= c == '"';
        if c == ';' && !quoted {
            found.push(keys[start..at].trim());
            start = at + 1;
        }
    }
    found.push(keys[start..].trim());
    found.retain(|key| !key.is_empty());
    found
}

/// Both halves of a fixture, with all that is to be said of them.
pub(crate) fn read(fixture: &Fixture, day: Day) -> (Report, People) {
    let fixture = Fixture { files: fixture.files.clone(), ..Fixture::default() }.complete();
    let mut report = Report::new();
    let source = text::decode(&mut report, "site.toml", fixture.settings());
    let settings = Settings::read(&mut report, source, None);
    let files = public::sort(&mut report, fixture.blobs(), settings.entry_limit).unwrap();
    let own = fixture.files.iter().filter(|(path, _)| path.starts_with("private/"));
    let own = own.map(|(path, bytes)| Blob::in_memory(path.clone(), bytes.clone())).collect();
    let own = private::sort(&mut report, own, settings.entry_limit).unwrap();
    let notebook = Notebook::read(&mut report, files, Arc::new(settings));
    let circle = Circle::read(&mut report, own, &notebook);
    circle.check_days(&mut report, day);
    let journal = Journal::on(&notebook, day, Include::default());
    (report, People { circle, journal, day })
}

/// The private half of a journal in which nothing is wrong.
#[track_caller]
pub(crate) fn circle(fixture: &str) -> Circle {
    People::on(super::journal::TODAY, fixture).circle
}

/// Compares what is due with what should be, in words.
#[track_caller]
pub(crate) fn due(day: &str, fixture: &str, expected: &str) {
    same(&People::on(day, fixture).told(), expected);
}

/// Compares what is due with what should be, by the names of reasons and gifts.
#[track_caller]
pub(crate) fn in_short(day: &str, fixture: &str, expected: &str) {
    same(&People::on(day, fixture).in_short(), expected);
}

/// The same for several days, to see where a border is: `2026-11-20 now @ana: date`, or the day alone where nothing is
/// due on it.
#[track_caller]
pub(crate) fn on_days(fixture: &str, expected: &[&str]) {
    let found = expected.iter().map(|line| {
        let day = &line[..10];
        format!("{day} {}", People::on(day, fixture).in_short().replace('\n', ", ")).trim_end().to_owned()
    });
    same(&found.collect::<Vec<_>>().join("\n"), &expected.join("\n"));
}

/// Compares the letter to somebody with what it should be: the subject, an empty line, the text.
#[track_caller]
pub(crate) fn letter(day: &str, fixture: &str, handle: &str, expected: &str) {
    let row = People::on(day, fixture).row(handle);
    let draft = row.draft.map_or_else(|| "no letter".to_owned(), |it| format!("{}\n\n{}", it.subject, it.body));
    same(&draft, expected);
}

/// Compares what is said of private files with what their marks want: every diagnostic, and no other.
#[track_caller]
pub(crate) fn check_private(fixture: &str) {
    let fixture = Fixture::parse(fixture);
    let (report, _) = read(&fixture, date::day(super::journal::TODAY).unwrap());
    let mut found: Vec<_> = report.sorted().into_iter().map(marked).collect();
    found.sort();
    let lines = |list: &[Expected]| list.iter().map(line).collect::<Vec<_>>().join("\n");
    same(&lines(&found), &lines(&fixture.expected));
}

/// Everything that is said of a fixture, each on a line, with what to do about it.
pub(crate) fn advice(fixture: &str) -> String {
    let (report, _) = read(&people(fixture), date::day(super::journal::TODAY).unwrap());
    let said = |found: &Diagnostic| format!("{}: {}", found.message, found.help.as_deref().unwrap_or("?"));
    report.sorted().into_iter().map(said).collect::<Vec<_>>().join("\n")
}

fn marked(found: &Diagnostic) -> Expected {
    let at = found.place.position();
    Expected {
        path: found.place.source.path().to_owned(),
        line: at.line,
        column: at.column,
        severity: found.severity.word().to_owned(),
        message: found.message.clone(),
    }
}

fn line(expected: &Expected) -> String {
    let Expected { path, line, column, severity, message } = expected;
    format!("{path}:{line}:{column}: {severity}: {message}")
}

/// Two texts, shown beside each other where they differ.
#[track_caller]
pub(crate) fn same(found: &str, expected: &str) {
    snapbox::assert_data_eq!(found.to_owned(), snapbox::Data::text(expected.trim().to_owned()).raw());
}
