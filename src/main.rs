//! The program: all of it is in the library, so that tests can reach it.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Half of what a build does is to make small texts and to throw them away.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    goodturn::cli::run(std::env::args_os())
}
