//! Arguments in, exit code out. The only room that prints, and the only one that reads the environment and the clock.
#![expect(clippy::disallowed_methods, reason = "this is the room with the clock and the environment")]

mod args;
mod ask;
mod exchange;
mod keys;
mod output;
mod people;
mod preview;
mod terminal;
mod times;
mod triage;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{CommandFactory, Parser};

use crate::command::{
    Clock, World, build, check, due, init, list, log, new, people as people_command, private, promote, rename,
};
use crate::diagnostic::Report;
use crate::error::{Error, Result};
use crate::load::Root;

use args::{Cli, Command};
use output::Output;
use times::Took;

/// Everything was done.
const DONE: u8 = 0;
/// The journal has errors.
const ERRORS: u8 = 1;

/// Runs the program with these arguments, the first of which is its name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args.into_iter().map(shielded)) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let out = Output::new(&cli.global, no_colour);
    let code = dispatch(&out, &cli).unwrap_or_else(|error| {
        out.complain(&error);
        error.exit_code()
    });
    ExitCode::from(code)
}

/// `-3d` is a day and `- 2026-…` a line, and no options; a space in front of them says so.
fn shielded(arg: OsString) -> OsString {
    let is_day = arg.to_str().and_then(|arg| arg.strip_prefix('-')).is_some_and(|rest| {
        let word = rest.split(' ').next().unwrap_or_default();
        word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(['d', 'w', 'm', 'y'])
    });
    let is_line = arg.to_str().is_some_and(|arg| arg.starts_with("- "));
    if is_day || is_line { format!(" {}", arg.to_string_lossy()).into() } else { arg }
}

fn dispatch(out: &Output, cli: &Cli) -> Result<u8> {
    let clock = cli.global.today.map_or_else(|| Clock::Now(chrono::Utc::now()), Clock::Day);
    match &cli.command {
        Command::Init { dir } => {
            let today = match clock {
                Clock::Day(day) => day,
                Clock::Now(_) => chrono::Local::now().date_naive(),
            };
            let made = init::init(dir.as_ref().unwrap_or(&cli.global.root), today)?;
            Ok(out.made(&made))
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "goodturn", &mut script);
            output::say(String::from_utf8_lossy(&script).trim_end());
            Ok(DONE)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut page).map_err(Error::io("write", "the manual page"))?;
            output::say(String::from_utf8_lossy(&page).trim_end());
            Ok(DONE)
        }
        command => {
            let home = std::env::var_os("HOME").map(PathBuf::from);
            let world = World { root: Root::at(&cli.global.root)?, clock, home, program: program() };
            in_journal(out, &world, command)
        }
    }
}

/// This very file of the program: one that was compiled again has the same version and may do something else.
fn program() -> Option<String> {
    let file = std::env::current_exe().ok()?;
    let meta = std::fs::metadata(&file).ok()?;
    let made = meta.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(format!("{} {} {} {}", env!("CARGO_PKG_VERSION"), file.display(), meta.len(), made.as_nanos()))
}

/// The commands that need a journal.
fn in_journal(out: &Output, world: &World, command: &Command) -> Result<u8> {
    let mut report = Report::new();
    match command {
        Command::New { what, edit } => {
            let path = new::new(&mut report, world, &what.what())?;
            output::say(&path.display().to_string());
            let what = what.what();
            if let Some(other) = what.namesake(&path) {
                output::aside(&format!("there is a contact of this name already: {}", other.display()));
            }
            if *edit { open_in_editor(&world.root.join(path)) } else { Ok(DONE) }
        }
        Command::Build(args) if args.private => {
            let started = Instant::now();
            let built = private::build(&mut report, world, args.options().include)?;
            Ok(out.built_private(&report, built.as_ref(), &Took::of(started, args)))
        }
        Command::Build(args) => {
            let started = Instant::now();
            let options = args.options();
            let built = build::build(&mut report, world, &options)?;
            Ok(out.built(&report, built.as_ref(), &Took::of(started, args)))
        }
        Command::Serve(args) => preview::serve(out, world, args),
        Command::Check => {
            let checked = check::check(&mut report, world)?;
            Ok(out.checked(&report, checked))
        }
        Command::List => {
            let lines = list::list(&mut report, world)?;
            Ok(out.listed(&report, &lines))
        }
        Command::Due => {
            let due = due::due(&mut report, world)?;
            Ok(out.due(&report, due.as_ref()))
        }
        Command::Log { undo: true, .. } => Ok(out.logged(&log::undo(world)?, true)),
        Command::Log { words, .. } => ask::log(out, &mut report, world, &words.join(" ")),
        Command::Show { who } => {
            let person = people_command::show(&mut report, world, who)?;
            Ok(out.person(&report, person.as_ref()))
        }
        Command::Who { words } => {
            let found = people_command::who(&mut report, world, &words.join(" "))?;
            Ok(out.found(&report, found.as_deref(), &words.join(" ")))
        }
        Command::Draft { who, mailto } => {
            let person = people_command::show(&mut report, world, who)?;
            Ok(out.draft(&report, person.as_ref(), *mailto))
        }
        Command::Import(args) => exchange::import(out, &mut report, world, args),
        Command::Triage { limit } => triage::triage(out, &mut report, world, *limit),
        Command::Export(args) => exchange::export(out, &mut report, world, args),
        Command::Promote { stem } => {
            let promoted = promote::promote(&mut report, world, stem)?;
            Ok(out.promoted(&report, promoted.as_ref()))
        }
        Command::Rename { old, new } => {
            let renamed = rename::rename(&mut report, world, old, new)?;
            Ok(out.renamed(&report, renamed.as_ref()))
        }
        Command::Init { .. } | Command::Completions { .. } | Command::Man => Ok(DONE),
    }
}

/// Hands the file to the person's editor, which may have arguments of its own.
fn open_in_editor(path: &std::path::Path) -> Result<u8> {
    let editor = ["VISUAL", "EDITOR"].into_iter().find_map(|name| std::env::var(name).ok());
    let Some(editor) = editor.filter(|editor| !editor.trim().is_empty()) else {
        return Err(Error::Usage("there is no editor to open: set EDITOR to the name of yours".to_owned()));
    };
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    let status = std::process::Command::new(program).args(words).arg(path).status();
    status.map_err(Error::io("start", program))?;
    Ok(DONE)
}
