//! What comes in and goes out, as the owner reads of it.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use super::DONE;
use super::args::{ExportArgs, ImportArgs};
use super::output::{Output, aside, json, say};
use crate::command::import::{self, Imported};
use crate::command::promote::Promoted;
use crate::command::rename::Renamed;
use crate::command::{World, export};
use crate::diagnostic::Report;
use crate::diagnostic::show::counted;
use crate::error::{Error, Result};
use crate::exchange::read::columns::Map;
use crate::parse::markup::shorten;
use crate::words;

/// So many things of a kind are named; the others are counted.
const NAMED: usize = 12;
/// Nobody wants to be told of work that takes no longer.
const PATIENCE: Duration = Duration::from_millis(500);

pub(super) fn import(out: &Output, report: &mut Report, world: &World, args: &ImportArgs) -> Result<u8> {
    let map = Map::parse(&args.map).map_err(Error::Usage)?;
    let options = import::Options { format: args.format, map, dry_run: args.dry_run };
    let started = Instant::now();
    let shows = io::stderr().is_terminal();
    let progress = |done: usize, of: usize| {
        if shows && started.elapsed() > PATIENCE && (done.is_multiple_of(100) || done == of) {
            let _ = write!(io::stderr(), "\r{done} of {of} files{}", if done == of { "\n" } else { "" });
        }
    };
    let imported = import::import(report, world, &args.files, &options, &progress)?;
    Ok(out.imported(report, imported.as_ref()))
}

/// Prints what goes out, or writes it into a file; what tells of people is said to.
pub(super) fn export(out: &Output, report: &mut Report, world: &World, args: &ExportArgs) -> Result<u8> {
    let Some(what) = args.what(out.json) else {
        let why = "export what? `--vcard`, `--csv`, `--json`, `--ics`, `--opml` or `--bookmarks`";
        return Err(Error::Usage(why.to_owned()));
    };
    let Some(exported) = export::export(report, world, what)? else { return Ok(out.refused(report)) };
    match &args.output {
        Some(path) => {
            export::write(world, path, &exported)?;
            say(&path.display().to_string());
        }
        None => say(exported.text.trim_end_matches(['\n', '\r'])),
    }
    if let Some(people) = exported.people {
        let people = words::people(people);
        aside(&format!("this tells of {people}, and they trust you with it: mind where it goes"));
    }
    Ok(DONE)
}

impl Output {
    pub(super) fn promoted(&self, report: &Report, promoted: Option<&Promoted>) -> u8 {
        let Some(promoted) = promoted else { return self.refused(report) };
        if self.json {
            json(&serde_json::json!({ "path": promoted.path, "item": promoted.item }));
            return DONE;
        }
        say(&promoted.path.display().to_string());
        aside(&format!("{} stays; say in your own words why it is worth passing on", promoted.item));
        DONE
    }

    pub(super) fn renamed(&self, report: &Report, renamed: Option<&Renamed>) -> u8 {
        let Some(renamed) = renamed else { return self.refused(report) };
        if self.json {
            let Renamed { path, followed, alias } = renamed;
            json(&serde_json::json!({ "path": path, "followed": followed, "alias": alias }));
            return DONE;
        }
        say(&renamed.path);
        renamed.followed.iter().for_each(|path| say(&format!("  {path} follows")));
        if let Some(alias) = &renamed.alias {
            aside(&format!("{alias} still leads to it"));
        }
        DONE
    }

    fn imported(&self, report: &Report, imported: Option<&Imported>) -> u8 {
        let Some(imported) = imported else { return self.refused(report) };
        if self.json {
            json(imported);
            return DONE;
        }
        for file in &imported.files {
            let holds = [(file.people, "person"), (file.links, "link")].into_iter().filter(|(count, _)| *count > 0);
            let holds: Vec<_> = holds.map(|(count, one)| plural(count, one)).collect();
            say(&format!("{}: {}, {}", file.path.display(), file.name, holds.join(", ")));
        }
        results(imported);
        details(imported);
        let unsorted = !imported.added.is_empty() && !imported.dry_run;
        if imported.dry_run {
            aside("nothing was written; without `--dry-run` it will be");
        } else if unsorted {
            aside("nobody is due by this; `goodturn triage` goes through them with you, a few at a time,");
            aside("and `goodturn check` says whether a public text names one of them");
        }
        DONE
    }
}

/// What was added, updated and left alone, a line each.
fn results(imported: &Imported) {
    let would = if imported.dry_run { "would be " } else { "" };
    let new = [
        (imported.added.len(), "person", "added"),
        (imported.updated.len(), "person", "updated"),
        (imported.links.len(), "link", "added to private/inbox/"),
        (imported.lines, "line", "added to the log"),
    ];
    for (count, one, what) in new.into_iter().filter(|(count, ..)| *count > 0) {
        say(&format!("{} {would}{what}", plural(count, one)));
    }
    let here = imported.unchanged + imported.known_links;
    if here > 0 {
        say(&format!("{here} here already, and nothing new about them"));
    }
    let (whole, part): (Vec<_>, Vec<_>) = imported.left_out.iter().partition(|remark| remark.whole);
    if !whole.is_empty() {
        say(&format!("{} left out", whole.len()));
    }
    if !part.is_empty() {
        say(&format!("{} in part only", part.len()));
    }
}

/// What differs, what was left out and why, what is not understood.
fn details(imported: &Imported) {
    let differences = imported.differences.iter().map(|difference| {
        let (here, there) = (shorten(&difference.here, 60), shorten(&difference.there, 60));
        format!("  @{}: `{}` stays “{here}”; there it is “{there}”", difference.handle, difference.key)
    });
    listed(imported.differences.len(), "differs", differences);
    let left_out = imported.left_out.iter().map(|remark| {
        let what = if remark.whole { "left out" } else { "in part" };
        format!("  {}:{}: {what}: {}", remark.path, remark.line, remark.why)
    });
    listed(imported.left_out.len(), "not taken", left_out);
    let unknown = imported.not_understood.iter().map(|(what, count)| format!("  {what} ({count})"));
    listed(imported.not_understood.len(), "not understood", unknown);
}

fn listed(count: usize, heading: &str, lines: impl Iterator<Item = String>) {
    if count > 0 {
        say(&format!("\n{heading}:"));
    }
    lines.take(NAMED).for_each(|line| say(&line));
    if count > NAMED {
        say(&format!("  and {} more; `--json` has them all", count - NAMED));
    }
}

fn plural(count: usize, one: &str) -> String {
    match (count, one) {
        (1, "person") => "1 person".to_owned(),
        (count, "person") => format!("{count} people"),
        (count, one) => counted(count, one),
    }
}
