//! The programs, run in turn on one corpus, so that a slow minute of the machine is everybody's.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

use crate::corpus::day::TODAY;
use crate::corpus::{Corpus, PLAIN};
use crate::measure::{Sample, median, medians, run, run_into};
use crate::peers::Peer;
use crate::scratch::Scratch;
use crate::serve::{self, Served};

/// What all others are compared with.
pub const FLOOR: &str = "floor";
/// The row by which sizes are compared.
pub const BUILD: &str = "build";

/// Programs and a place to run them in.
#[derive(Debug)]
pub struct Bench {
    /// The program.
    pub goodturn: PathBuf,
    /// Where `corpus` and `floor` are.
    pub tools: PathBuf,
    /// Where journals and sites are written.
    pub scratch: Scratch,
    /// Other generators that are installed.
    pub peers: Vec<(Peer, PathBuf)>,
    /// Peers sit out larger journals.
    pub peers_up_to: usize,
    /// How often each is run, where that is not left to the size.
    pub rounds: Option<usize>,
}

/// What came of one size.
#[derive(Clone, Debug)]
pub struct Size {
    /// Entries.
    pub entries: usize,
    /// How often each was run.
    pub rounds: usize,
    /// Each command and its medians, in the order in which they were first run.
    pub rows: Vec<(String, Sample)>,
    /// The preview.
    pub served: Served,
    /// Where the time of a build goes: a stage, and its milliseconds.
    pub stages: Vec<(String, f64)>,
}

/// Another generator, and its copy of the corpus.
#[derive(Clone, Debug)]
struct Guest {
    peer: Peer,
    program: PathBuf,
    site: PathBuf,
}

/// Every run of every command.
#[derive(Debug, Default)]
struct Runs(Vec<(String, Vec<Sample>)>);

impl Runs {
    fn add(&mut self, name: &str, sample: Sample) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, samples)) => samples.push(sample),
            None => self.0.push((name.to_owned(), vec![sample])),
        }
    }
}

impl Bench {
    /// Measures everything with journals of one size.
    pub fn size(&mut self, seed: u64, entries: usize) -> io::Result<Size> {
        let corpus = Corpus { seed, entries };
        let rounds = self.rounds.unwrap_or(if entries > 10_000 { 3 } else { 5 });
        let whole = self.journal(&corpus, &[])?;
        let plain = self.journal(&corpus, &["--theme", PLAIN, "--public"])?;
        copy(&here("themes/plain"), &plain.join("themes/plain"))?;
        let mut peers = self.peers_on(&corpus)?;
        let mut runs = Runs::default();
        for round in 0..rounds {
            let mut made = vec![self.floor(&mut runs, &whole)?];
            made.extend(self.everything(&mut runs, &corpus, &whole, round)?);
            made.push(self.plain(&mut runs, &corpus, &plain, round)?);
            peers.retain(|guest| match self.peer(&mut runs, &corpus, guest, round) {
                Ok(out) => {
                    made.push(out);
                    true
                }
                Err(error) => {
                    eprintln!("{} goes on without {}: {error}", entries, guest.peer.name);
                    false
                }
            });
            self.scratch.discard(&made)?;
        }
        let stages = self.stages(&whole)?;
        let served = serve::measure(&self.goodturn, &corpus, &whole, entries / 2)?;
        let sites = peers.into_iter().map(|guest| guest.site);
        self.scratch.discard(&sites.chain([whole, plain]).collect::<Vec<_>>())?;
        let rows = runs.0.into_iter().map(|(name, samples)| (name, medians(&samples))).collect();
        Ok(Size { entries, rounds, rows, served, stages })
    }

    /// The other generators, each with its own copy of the corpus.
    fn peers_on(&mut self, corpus: &Corpus) -> io::Result<Vec<Guest>> {
        let mut guests = Vec::new();
        for (peer, program) in self.peers.iter().filter(|_| corpus.entries <= self.peers_up_to) {
            let site = self.scratch.fresh(peer.name);
            copy(&here("peers").join(peer.name), &site)?;
            peer.write(corpus, &site)?;
            guests.push(Guest { peer: *peer, program: program.clone(), site });
        }
        Ok(guests)
    }

    /// A journal, made by a program of its own, so that this one stays small (see [`run`]).
    fn journal(&mut self, corpus: &Corpus, how: &[&str]) -> io::Result<PathBuf> {
        let dir = self.scratch.fresh("journal");
        let mut command = Command::new(self.tools.join("corpus"));
        command.arg(corpus.entries.to_string()).arg(&dir).args(["--seed", &corpus.seed.to_string()]).args(how);
        run(&mut command, &self.log())?;
        Ok(dir)
    }

    fn floor(&mut self, runs: &mut Runs, journal: &Path) -> io::Result<PathBuf> {
        let out = self.scratch.fresh(FLOOR);
        let mut command = Command::new(self.tools.join("floor"));
        runs.add(FLOOR, run_into(command.arg(journal).arg(&out), &self.log(), &out)?);
        Ok(out)
    }

    /// The real thing: all outputs, and the guard over a private half.
    fn everything(
        &mut self,
        runs: &mut Runs,
        corpus: &Corpus,
        journal: &Path,
        round: usize,
    ) -> io::Result<Vec<PathBuf>> {
        let (site, own, log) = (self.scratch.fresh("site"), self.scratch.fresh("own"), self.log());
        let build = || with(self.command(journal, &["build", "--output"]), &site);
        runs.add(BUILD, run_into(&mut build(), &log, &site)?);
        runs.add("build, nothing changed", run_into(&mut build(), &log, &site)?);
        edit(&journal.join(corpus.head(edited(corpus, round)).path()))?;
        runs.add("build, one entry edited", run_into(&mut build(), &log, &site)?);
        runs.add("check", run(&mut self.command(journal, &["check"]), &log)?);
        sound(&log)?;
        runs.add("due", run(&mut self.command(journal, &["due"]), &log)?);
        let private = journal.join("private-site");
        let sample = run_into(&mut self.command(journal, &["build", "--private"]), &log, &private)?;
        runs.add("build --private", sample);
        // It is built into this folder and no other; the next one is to find no old one there.
        fs::rename(private, &own)?;
        Ok(vec![site, own])
    }

    /// As little as can be asked for: a plain theme, and nobody to be guarded.
    fn plain(&mut self, runs: &mut Runs, corpus: &Corpus, journal: &Path, round: usize) -> io::Result<PathBuf> {
        let (site, log) = (self.scratch.fresh("site"), self.log());
        let build = || with(self.command(journal, &["build", "--output"]), &site);
        runs.add("plain: build", run_into(&mut build(), &log, &site)?);
        runs.add("plain: build, nothing changed", run_into(&mut build(), &log, &site)?);
        edit(&journal.join(corpus.head(edited(corpus, round)).path()))?;
        runs.add("plain: build, one entry edited", run_into(&mut build(), &log, &site)?);
        Ok(site)
    }

    fn peer(
        &mut self,
        runs: &mut Runs,
        corpus: &Corpus,
        Guest { peer, program, site }: &Guest,
        round: usize,
    ) -> io::Result<PathBuf> {
        let (out, log) = (self.scratch.fresh(peer.name), self.log());
        let build = || peer.command(program, site, &out);
        runs.add(&format!("{}: build", peer.name), run_into(&mut build()?, &log, &out)?);
        edit(&site.join((peer.path)(&corpus.head(edited(corpus, round)))))?;
        runs.add(&format!("{}: build, one entry edited", peer.name), run_into(&mut build()?, &log, &out)?);
        Ok(out)
    }

    /// Where the time of a build goes, as the program tells it itself; of three builds the middle one.
    fn stages(&mut self, journal: &Path) -> io::Result<Vec<(String, f64)>> {
        let mut told = Vec::new();
        for _ in 0..3 {
            let out = self.scratch.fresh("site");
            let mut command = with(self.command(journal, &["build", "--timings", "--json", "--output"]), &out);
            let printed: serde_json::Value =
                serde_json::from_slice(&command.output()?.stdout).map_err(io::Error::other)?;
            let stages = printed["timings"].as_array().into_iter().flatten();
            let stage = |lap: &serde_json::Value| Some((lap["stage"].as_str()?.to_owned(), lap["ms"].as_f64()?));
            told.push(stages.filter_map(stage).collect::<Vec<_>>());
            self.scratch.discard(&[out])?;
        }
        let whole = |stages: &&[(String, f64)]| stages.iter().map(|(_, ms)| ms).sum::<f64>();
        let told: Vec<_> = told.iter().map(Vec::as_slice).collect();
        Ok(median(&told, whole).unwrap_or_default().to_vec())
    }

    fn command(&self, journal: &Path, args: &[&str]) -> Command {
        let mut command = Command::new(&self.goodturn);
        command.args(["--today", &TODAY.to_string(), "--root"]).arg(journal).args(args);
        command
    }

    fn log(&self) -> PathBuf {
        self.scratch.dir().join("said")
    }
}

fn with(mut command: Command, path: &Path) -> Command {
    command.arg(path);
    command
}

/// A journal with something wrong in it would be measured for its messages.
fn sound(log: &Path) -> io::Result<()> {
    let said = fs::read_to_string(log)?;
    if said.contains("nothing to mend") {
        Ok(())
    } else {
        Err(io::Error::other(format!("the corpus is not sound:\n{said}")))
    }
}

/// Each round edits another entry, none of which is new enough for a feed.
fn edited(corpus: &Corpus, round: usize) -> usize {
    (corpus.entries / 3 + round) % corpus.entries
}

fn edit(file: &Path) -> io::Result<()> {
    File::options().append(true).open(file)?.write_all("\nOn second thoughts, I would do it again.\n".as_bytes())
}

/// A folder beside this crate's `src/`.
fn here(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry?;
        let place = to.join(entry.path().strip_prefix(from).map_err(io::Error::other)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(place)?;
        } else {
            fs::copy(entry.path(), place)?;
        }
    }
    Ok(())
}
