//! What comes in and goes out, as the owner reads of it.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::DONE;
use super::args::{ExportArgs, ImportArgs};
use super::output::{Output, aside, json, say, whole};
use super::terminal::Held;
use crate::command::import::told::FileJson;
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
/// So many files take long enough for somebody to wonder.
const MANY: usize = 1000;

pub(super) fn import(out: &Output, report: &mut Report, world: &World, args: &ImportArgs) -> Result<u8> {
    let map = Map::parse(&args.map).map_err(Error::Usage)?;
    let options = import::Options { format: args.format, map, dry_run: args.dry_run };
    let (shows, held) = (io::stderr().is_terminal(), Held::new());
    let progress = |done: usize, of: usize| {
        if shows && of >= MANY && done > 0 && (done.is_multiple_of(100) || done == of) {
            let _ = write!(io::stderr(), "\r{done} of {of} files{}", if done == of { "\n" } else { "" });
        }
        // What is written is taken back when somebody ends it, and not left for the next time.
        held.go_on()
    };
    let imported = import::import(report, world, &args.files, &options, &progress)?;
    Ok(out.imported(report, imported.as_ref()))
}

/// Prints what goes out, or writes it into a file; what tells of people is said to.
pub(super) fn export(out: &Output, report: &mut Report, world: &World, args: &ExportArgs) -> Result<u8> {
    let Some(what) = args.what(out.json) else {
        let why = "export what? `--vcard`, `--csv`, `--json`, `--ics`, `--opml`, `--bookmarks` or `--public-ics`";
        return Err(Error::Usage(why.to_owned()));
    };
    let Some(exported) = export::export(report, world, what)? else { return Ok(out.refused(report)) };
    match args.output.as_deref().filter(|path| *path != Path::new("-")) {
        Some(path) => {
            export::write(world, path, &exported)?;
            say(&path.display().to_string());
        }
        None => whole(&exported.text),
    }
    for path in &exported.left {
        aside(&format!("{path} is not in it: its `when` begins with no day of the calendar"));
    }
    if let Some(people) = exported.people.filter(|people| *people > 0) {
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
            let Renamed { path, followed, alias, left } = renamed;
            json(&serde_json::json!({ "path": path, "followed": followed, "alias": alias, "left": left }));
            return DONE;
        }
        say(&renamed.path);
        renamed.followed.iter().for_each(|path| say(&format!("  {path} follows")));
        renamed.left.iter().for_each(|place| say(&format!("  {place} still has the old name")));
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
        imported.files.iter().for_each(file);
        results(imported);
        seen(imported);
        details(imported);
        if imported.dry_run {
            aside("nothing was written; without `--dry-run` it will be");
        } else if !imported.added.is_empty() {
            aside("nobody new is due; `goodturn triage` goes through them with you, a few at a time");
        }
        DONE
    }
}

/// What a file is and holds: all of it comes again in the sums below.
fn file(file: &FileJson) {
    let holds = [(file.people, "person"), (file.links, "link"), (file.lines, "line")];
    let mut holds: Vec<_> =
        holds.into_iter().filter(|(count, _)| *count > 0).map(|(count, one)| plural(count, one)).collect();
    holds.extend((file.unreadable > 0).then(|| format!("{} not readable", file.unreadable)));
    say(&format!("{}: {}, {}", file.path.display(), file.name, holds.join(", ")));
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
    let here = imported.unchanged + imported.known_links + imported.known_lines;
    let (whole, part): (Vec<_>, Vec<_>) = imported.left_out.iter().partition(|remark| remark.whole);
    let others = [
        (here, "here already, and nothing new about them"),
        (imported.repeated, "more of somebody above"),
        (whole.len(), "left out"),
        (part.len(), "in part only"),
    ];
    others.into_iter().filter(|(count, _)| *count > 0).for_each(|(count, what)| say(&format!("{count} {what}")));
}

/// What other commands will say of those who came.
fn seen(imported: &Imported) {
    let named = imported.named_in_public.iter();
    let named = named.map(|it| format!("  {}:{}: {}", it.path, it.line, it.what));
    let whole = |command| if imported.dry_run { "--json" } else { command };
    listed(imported.named_in_public.len(), "named in public", whole("goodturn check"), named);
    if !imported.named_in_public.is_empty() {
        say("  `build` stops until you have asked them and noted their `consent_name`, or taken it out");
    }
    let due = imported.due.iter().map(|it| format!("  @{}: {}", it.handle, it.why));
    let heading = match imported.due.len() {
        1 => "1 of them is due now".to_owned(),
        many => format!("{many} of them are due now"),
    };
    listed(imported.due.len(), &heading, whole("goodturn due"), due);
}

/// What differs, what was left out and why, what is not understood.
fn details(imported: &Imported) {
    let differences = imported.differences.iter().map(|it| {
        let (here, there) = (shorten(&it.here, 60), shorten(&it.there, 60));
        let stays = if here.is_empty() { "is empty and stays so".to_owned() } else { format!("stays “{here}”") };
        format!("  {}:{}: @{}: `{}` {stays}; there it is “{there}”", it.path, it.line, it.handle, it.key)
    });
    // What stands here is found out anew each time, so all of it can be asked for again.
    let whole = "--dry-run --json";
    listed(imported.differences.len(), "differs", whole, differences);
    let left_out = imported.left_out.iter().map(|remark| {
        let what = if remark.whole { "left out" } else { "in part" };
        format!("  {}:{}: {what}: {}", remark.path, remark.line, remark.why)
    });
    listed(imported.left_out.len(), "not taken", whole, left_out);
    let unknown = imported.not_understood.iter().map(|(what, count)| format!("  {what} ({count})"));
    listed(imported.not_understood.len(), "not understood", whole, unknown);
}

/// The first lines of a list; `whole` says what has all of it.
fn listed(count: usize, heading: &str, whole: &str, lines: impl Iterator<Item = String>) {
    if count > 0 {
        say(&format!("\n{heading}:"));
    }
    lines.take(NAMED).for_each(|line| say(&line));
    if count > NAMED {
        say(&format!("  and {} more; `{whole}` has them all", count - NAMED));
    }
}

fn plural(count: usize, one: &str) -> String {
    match (count, one) {
        (1, "person") => "1 person".to_owned(),
        (count, "person") => format!("{count} people"),
        (count, one) => counted(count, one),
    }
}
