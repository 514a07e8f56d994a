//! `corpus N DIR [--seed S] [--theme NAME] [--public]`: writes a journal of `N` entries into a folder.

use std::path::PathBuf;
use std::process::ExitCode;

use goodturn_bench::corpus::Corpus;

const USAGE: &str = "corpus N DIR [--seed S] [--theme NAME] [--public]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let mut corpus = Corpus { seed: 1, entries: 0 };
    let (mut theme, mut private, mut dir) = ("airmail".to_owned(), true, None);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--seed" => corpus.seed = args.next().and_then(|seed| seed.parse().ok()).ok_or(USAGE)?,
            "--theme" => theme = args.next().ok_or(USAGE)?,
            "--public" => private = false,
            number if corpus.entries == 0 => corpus.entries = number.parse().map_err(|_| USAGE)?,
            folder => dir = Some(PathBuf::from(folder)),
        }
    }
    let dir = dir.filter(|_| corpus.entries > 0).ok_or(USAGE)?;
    corpus.write(&dir, &theme, private).map_err(|error| format!("{}: {error}", dir.display()))
}
