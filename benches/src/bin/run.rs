//! Measures goodturn, and whatever else is installed, and prints tables.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use goodturn_bench::bench::Bench;
use goodturn_bench::peers::PEERS;
use goodturn_bench::scratch::Scratch;
use goodturn_bench::{machine, report};

const HELP: &str = "\
benches/run [OPTIONS]: how long goodturn takes, beside a floor and other generators

  --sizes N,N…    so many entries (default 100,1000,10000)
  --large         50,000 and 100,000 as well; wants 8 GB of memory to write into
  --quick         20 entries, once: whether all of this works
  --write         put the tables into benches/RESULTS.md, too
  --rounds N      how often each is run (default 5, 3 above 10,000 entries)
  --seed N        another journal
  --no-peers      measure nobody else
  --peers-up-to N others sit out larger journals (default 10000)
  --scratch DIR   where to work (default: in memory, if there is /dev/shm)

Others are measured if they are in PATH: blades, hugo, eleventy.
";

/// What was asked for.
struct Wanted {
    goodturn: PathBuf,
    sizes: Vec<usize>,
    write: bool,
    rounds: Option<usize>,
    seed: usize,
    peers_up_to: usize,
    scratch: Option<PathBuf>,
}

fn main() -> ExitCode {
    let wanted = match wanted(std::env::args().skip(1)) {
        Ok(wanted) => wanted,
        Err(why) => {
            eprint!("{why}");
            return ExitCode::from(2);
        }
    };
    match run(wanted) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn wanted(mut args: impl Iterator<Item = String>) -> Result<Wanted, String> {
    let mut wanted = Wanted {
        goodturn: "goodturn".into(),
        sizes: vec![100, 1_000, 10_000],
        write: false,
        rounds: None,
        seed: 1,
        peers_up_to: 10_000,
        scratch: None,
    };
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("{arg} wants a value\n\n{HELP}"));
        let number = |text: &str| text.parse().map_err(|_| format!("`{text}` is no number\n\n{HELP}"));
        match arg.as_str() {
            "--goodturn" => wanted.goodturn = value()?.into(),
            "--sizes" => wanted.sizes = value()?.split(',').map(number).collect::<Result<_, _>>()?,
            "--large" => wanted.sizes.extend([50_000, 100_000]),
            "--quick" => (wanted.sizes, wanted.rounds) = (vec![20], Some(1)),
            "--write" => wanted.write = true,
            "--rounds" => wanted.rounds = Some(number(&value()?)?.max(1)),
            "--seed" => wanted.seed = number(&value()?)?,
            "--no-peers" => wanted.peers_up_to = 0,
            "--peers-up-to" => wanted.peers_up_to = number(&value()?)?,
            "--scratch" => wanted.scratch = Some(value()?.into()),
            _ => return Err(HELP.to_owned()),
        }
    }
    if wanted.sizes.iter().any(|size| *size < 20) {
        return Err("a journal of fewer than twenty entries says nothing\n".to_owned());
    }
    Ok(wanted)
}

fn run(wanted: Wanted) -> io::Result<()> {
    let goodturn = wanted.goodturn.canonicalize()?;
    let tools = std::env::current_exe()?.with_file_name("");
    let scratch = Scratch::make(wanted.scratch)?;
    let (mut peers, mut said) = (Vec::new(), Vec::new());
    for peer in PEERS {
        match peer.find() {
            _ if wanted.peers_up_to == 0 => said.push(format!("{} was not asked for", peer.name)),
            None => said.push(format!("{} is not installed and was not measured", peer.name)),
            Some(program) => {
                said.push(format!("{} {}", peer.name, peer.version(&program)));
                peers.push((peer, program));
            }
        }
    }
    let version = Command::new(&goodturn).arg("--version").output()?.stdout;
    let version = String::from_utf8_lossy(&version).trim().to_owned();
    let mut text = report::head(&version, &machine::describe(scratch.dir()), &said);
    say(&text);
    let mut bench = Bench { goodturn, tools, scratch, peers, peers_up_to: wanted.peers_up_to, rounds: wanted.rounds };
    let mut sizes = Vec::new();
    for entries in wanted.sizes {
        let size = bench.size(wanted.seed as u64, entries)?;
        let tables = report::size(&size);
        say(&tables);
        text.push_str(&tables);
        sizes.push(size);
    }
    let growth = report::growth(&sizes);
    say(&growth);
    text.push_str(&growth);
    if wanted.write { fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("RESULTS.md"), text) } else { Ok(()) }
}

/// Prints a part as soon as it is known; a reader that has gone away wants no more of it.
fn say(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}
