//! What breaks while the program writes: it is killed at a system call, or a system call fails, at every one in turn.
//!
//! `strace` kills it and makes calls fail. A call is found again by what it is done to (`strace -P`), so that threads
//! that run in another order make no difference. An ordinary run takes every so-manieth call, `GOODTURN_LONG=1` each.

mod faults;

mod building;
mod places;
mod writing;

use std::io::{self, Write};
use std::process::{Command, Stdio};

/// Says what could not be tried, also where a test that passes is not heard.
fn note(words: &str) {
    let _ = writeln!(io::stderr(), "crash: {words}");
}

/// Whether a program can be run here, as this person.
fn can(program: &str, args: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
