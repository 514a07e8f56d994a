//! What a person or a program gets to read.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use serde::Serialize;

use super::DONE;
use super::ERRORS;
use super::args::{Colour, Global};
use super::times::{StageJson, Took};
use crate::command::build::{self, Built, HeldBack};
use crate::command::{check, init, list};
use crate::diagnostic::{Report, Severity, show};
use crate::error::Error;
use crate::model::State;

/// Where words go: what was asked for to standard output, the rest to standard error.
pub(super) struct Output {
    pub(super) json: bool,
    pub(super) colour_out: bool,
    pub(super) colour_err: bool,
}

/// The report of `build --json`.
#[derive(Serialize)]
struct BuiltJson<'a> {
    folder: Option<String>,
    pages: usize,
    feeds: usize,
    files: usize,
    written: usize,
    unchanged: usize,
    removed: usize,
    held_back: Vec<HeldBackJson<'a>>,
    diagnostics: Vec<show::Json<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timings: Option<Vec<StageJson>>,
}

#[derive(Serialize)]
struct HeldBackJson<'a> {
    title: &'a str,
    path: &'a str,
    state: &'static str,
    date: Option<String>,
}

impl Output {
    pub(super) fn new(global: &Global, no_colour: bool) -> Self {
        let wanted = |terminal: bool| match global.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => terminal && !no_colour,
        };
        Self {
            json: global.json,
            colour_out: wanted(io::stdout().is_terminal()),
            colour_err: wanted(io::stderr().is_terminal()),
        }
    }

    pub(super) fn complain(&self, error: &Error) {
        let (bold, plain) = if self.colour_err { ("\u{1b}[1;31m", "\u{1b}[0m") } else { ("", "") };
        aside(&format!("{bold}error{plain}: {error}"));
    }

    pub(super) fn made(&self, made: &init::Made) -> u8 {
        if self.json {
            json(&serde_json::json!({ "dir": made.dir, "files": made.files, "ignored": made.ignored }));
            return DONE;
        }
        for file in &made.files {
            say(&made.dir.join(file).display().to_string());
        }
        if made.ignored > 0 {
            let lines = show::counted(made.ignored, "line");
            say(&format!(
                "{} ({lines}: `private/` and what is built stay out of git)",
                made.dir.join(".gitignore").display()
            ));
        }
        let place = if made.dir.as_os_str() == "." { String::new() } else { format!("cd {} && ", made.dir.display()) };
        aside(&format!("\nNext: put your name and address into site.toml, then `{place}goodturn build`"));
        DONE
    }

    pub(super) fn built(&self, report: &Report, built: Option<&Built>, took: &Took) -> u8 {
        if self.json {
            json(&built_json(report, built, took));
        }
        let Some(built) = built else {
            let mut errors = report.clone();
            errors.retain(|diagnostic| diagnostic.severity == Severity::Error);
            aside(&show::terminal(&errors, self.colour_err, "nothing was published"));
            return ERRORS;
        };
        if !self.json {
            summary(report, built);
        }
        if !built.published.atomic {
            aside("this file system cannot exchange two folders in one step; it took two");
        }
        took.tell(&built.laps);
        DONE
    }

    pub(super) fn checked(&self, report: &Report, checked: check::Checked) -> u8 {
        let counts = report.counts();
        if self.json {
            json(&show::json(report));
        } else if report.is_empty() {
            let (entries, pages) = (checked.entries, show::counted(checked.pages, "page"));
            let entries = if entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") };
            let people = match checked.contacts {
                0 => String::new(),
                1 => " and 1 contact".to_owned(),
                many => format!(" and {many} contacts"),
            };
            let and = if people.is_empty() { " and" } else { "," };
            say(&format!("{entries}{and} {pages}{people}: nothing to mend"));
        } else {
            say(&show::terminal(report, self.colour_out, "`build` refuses this, today or on the day it comes out"));
        }
        if counts.errors > 0 { ERRORS } else { DONE }
    }

    pub(super) fn listed(&self, report: &Report, lines: &[list::Line]) -> u8 {
        if self.json {
            json(&lines);
        } else {
            for line in lines {
                let (date, state, kind, title) = (&line.date, line.state, &line.kind, &line.title);
                say(&format!("{date}  {state:<9}  {kind:<12}  {title}"));
            }
        }
        if report.has_errors() {
            let counts =
                show::closing(report.counts(), "what could not be read is not in the list; `goodturn check` says more");
            aside(&counts);
            return ERRORS;
        }
        DONE
    }
}

/// A few lines on what a build did.
fn summary(report: &Report, built: &Built) {
    let (pages, feeds, files) = (
        show::counted(built.contents.pages, "page"),
        show::counted(built.contents.feeds, "feed"),
        show::counted(built.contents.files, "other file"),
    );
    let folder = built
        .folder
        .file_name()
        .map_or_else(|| built.folder.display().to_string(), |name| name.to_string_lossy().into_owned());
    let (written, removed) = (built.published.written, built.published.removed);
    let news = match (built.published.changed, removed) {
        (false, _) => "nothing changed".to_owned(),
        (true, 0) => format!("{} new or changed", show::counted(written, "file")),
        (true, gone) => format!("{} new or changed, {gone} gone", show::counted(written, "file")),
    };
    say(&format!("{folder}/: {pages}, {feeds} and {files}; {news}"));
    if let Some(line) = held_back_line(&built.contents.held_back) {
        say(&line);
    }
    let counts = report.counts();
    if counts.warnings > 0 {
        say(&format!("{}; `goodturn check` says more", show::counted(counts.warnings, "warning")));
    }
}

/// "not in the lists: 1 draft, 1 scheduled (next on 3 December 2026), 1 expired (kept as a page, in no list)".
fn held_back_line(held_back: &[HeldBack]) -> Option<String> {
    let count = |wanted: &str| held_back.iter().filter(|held| held.state.word() == wanted).count();
    let mut parts = Vec::new();
    if count("draft") > 0 {
        parts.push(show::counted(count("draft"), "draft"));
    }
    if let Some(day) = build::next_day(held_back) {
        parts.push(format!("{} scheduled (next on {})", count("scheduled"), day.format("%-d %B %Y")));
    }
    if count("expired") > 0 {
        parts.push(format!("{} expired (kept as a page, in no list)", count("expired")));
    }
    (!parts.is_empty()).then(|| format!("not in the lists: {}", parts.join(", ")))
}

fn built_json<'a>(report: &'a Report, built: Option<&'a Built>, took: &Took) -> BuiltJson<'a> {
    let held_back = built.map_or(&[][..], |built| &built.contents.held_back).iter().map(|held| HeldBackJson {
        title: &held.title,
        path: &held.path,
        state: held.state.word(),
        date: match held.state {
            State::Scheduled(day) | State::Expired(day) => Some(day.to_string()),
            State::Draft | State::Published => None,
        },
    });
    BuiltJson {
        folder: built.map(|built| built.folder.display().to_string()),
        pages: built.map_or(0, |built| built.contents.pages),
        feeds: built.map_or(0, |built| built.contents.feeds),
        files: built.map_or(0, |built| built.contents.files),
        written: built.map_or(0, |built| built.published.written),
        unchanged: built.map_or(0, |built| built.published.unchanged),
        removed: built.map_or(0, |built| built.published.removed),
        held_back: held_back.collect(),
        diagnostics: show::json(report),
        timings: built.and_then(|built| took.json(&built.laps)),
    }
}

/// A line of what was asked for. A reader that has gone away wants no more of it.
pub(super) fn say(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// A text as it is, to the byte.
pub(super) fn whole(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

/// A line about the work.
pub(super) fn aside(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

pub(super) fn json(value: &impl Serialize) {
    say(&serde_json::to_string_pretty(value).unwrap_or_default());
}

/// "162 ms", "1.5 s".
pub(super) fn spoken(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        format!("{} ms", time.as_millis())
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}
