//! What `serve` says while it runs.
#![expect(clippy::disallowed_methods, reason = "this is the room with the clock and the environment")]

use std::process::{Command, Stdio};
use std::time::Duration;

use super::DONE;
use super::args::ServeArgs;
use super::output::{Output, aside, json, say, spoken};
use crate::command::serve::{self, Event};
use crate::command::{Clock, World};
use crate::diagnostic::{Report, Severity, show};
use crate::error::Result;

/// Shows the journal until somebody ends it.
pub(super) fn serve(out: &Output, world: &World, args: &ServeArgs) -> Result<u8> {
    let asked = world.clock;
    // A preview may be open past midnight.
    let clock = move || match asked {
        Clock::Day(day) => Clock::Day(day),
        Clock::Now(_) => Clock::Now(chrono::Utc::now()),
    };
    let tell = |event| out.previewed(event, args.open);
    serve::serve(&world.root, clock, &args.options(), &tell)?;
    Ok(DONE)
}

impl Output {
    fn previewed(&self, event: Event, open: bool) {
        match event {
            Event::Address(address) => {
                if self.json {
                    json(&serde_json::json!({ "address": address }));
                } else {
                    say(&address);
                }
                if open {
                    open_in_browser(&address);
                }
            }
            Event::Read { changes, time, report } => {
                if report.has_errors() {
                    self.mistakes(&report);
                }
                if !changes.is_empty() {
                    aside(&rebuilt(&changes, time, &report));
                }
            }
            Event::Pages(report) => self.mistakes(&report),
            Event::Refused(error) => self.complain(&error),
            Event::Polling(why) => {
                aside(&format!("the system does not tell of changes ({why}); looking twice a second"));
            }
        }
    }

    fn mistakes(&self, report: &Report) {
        let mut errors = report.clone();
        errors.retain(|diagnostic| diagnostic.severity == Severity::Error);
        aside(&show::terminal(&errors, self.colour_err, serve::UNDONE));
    }
}

/// "content/lessons/x.md: shown after 12 ms".
fn rebuilt(changes: &[String], time: Duration, report: &Report) -> String {
    let what = match changes {
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [first, rest @ ..] => format!("{first} and {} other files", rest.len()),
        [] => String::new(),
    };
    let what = what.replace(char::is_control, "\u{fffd}");
    let done = if report.has_errors() { "looked at" } else { "shown" };
    format!("{what}: {done} after {}", spoken(time))
}

/// Asks the system to show an address. Where it cannot, the address was printed.
fn open_in_browser(address: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let opener =
        Command::new(program).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    // It may last as long as the browser does. Windows says nothing true about how it ended.
    std::thread::spawn(move || {
        if !opener.and_then(|mut opener| opener.wait()).is_ok_and(|ended| ended.success() || cfg!(windows)) {
            aside("no browser could be opened; the address is above");
        }
    });
}
