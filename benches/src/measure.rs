//! What a program costs: time, processor, memory, and what it wrote.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use wait4::Wait4;
use walkdir::WalkDir;

/// One run of a program.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sample {
    /// By the clock on the wall.
    pub wall: Duration,
    /// Of all processors, in the program and in the kernel for it.
    pub cpu: Duration,
    /// The most memory that was resident at once, in bytes.
    pub peak: u64,
    /// Files that are new or were written again.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// Runs a program to its end. What it says goes to `log`, and is part of the complaint where it fails.
///
/// The peak counts from the moment at which this process divides, so this process has to stay small.
pub fn run(command: &mut Command, log: &Path) -> io::Result<Sample> {
    let said = File::create(log)?;
    command.stdin(Stdio::null()).stdout(said.try_clone()?).stderr(said);
    let started = Instant::now();
    let used = command.spawn()?.wait4()?;
    let wall = started.elapsed();
    if !used.status.success() {
        let said = fs::read_to_string(log).unwrap_or_default();
        let end = said.lines().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("\n");
        return Err(io::Error::other(format!("{command:?} failed: {}\n{end}", used.status)));
    }
    let cpu = used.rusage.utime + used.rusage.stime;
    Ok(Sample { wall, cpu, peak: used.rusage.maxrss, ..Sample::default() })
}

/// The same, with what was written below `out` meanwhile.
pub fn run_into(command: &mut Command, log: &Path, out: &Path) -> io::Result<Sample> {
    let before = tick(log)?;
    let mut sample = run(command, log)?;
    (sample.files, sample.bytes) = written_since(out, before);
    Ok(sample)
}

/// A time as the file system tells it that is later than every file written so far: its clock moves in steps.
fn tick(file: &Path) -> io::Result<SystemTime> {
    let touch = || fs::write(file, b"").and_then(|()| fs::metadata(file)?.modified());
    let first = touch()?;
    loop {
        let now = touch()?;
        if now > first {
            return Ok(now);
        }
    }
}

/// The number and the bytes of the files below a folder that were written since.
fn written_since(folder: &Path, since: SystemTime) -> (u64, u64) {
    let files = WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let metas = files.filter_map(|file| file.metadata().ok());
    let new = metas.filter(|meta| meta.modified().is_ok_and(|time| time >= since));
    new.fold((0, 0), |(files, bytes), meta| (files + 1, bytes + meta.len()))
}

/// The middle one of several, by `key`.
pub fn median<T: Copy, K: PartialOrd>(of: &[T], key: impl Fn(&T) -> K) -> Option<T> {
    let mut sorted = of.to_vec();
    sorted.sort_by(|a, b| key(a).partial_cmp(&key(b)).unwrap_or(std::cmp::Ordering::Equal));
    sorted.get(sorted.len() / 2).copied()
}

/// Each value's own middle: the run that was usual in time need not have been usual in memory.
pub fn medians(of: &[Sample]) -> Sample {
    let middle = |key: fn(&Sample) -> Duration| median(of, key).map(|sample| key(&sample)).unwrap_or_default();
    let number = |key: fn(&Sample) -> u64| median(of, key).map(|sample| key(&sample)).unwrap_or_default();
    Sample {
        wall: middle(|sample| sample.wall),
        cpu: middle(|sample| sample.cpu),
        peak: number(|sample| sample.peak),
        files: number(|sample| sample.files),
        bytes: number(|sample| sample.bytes),
    }
}
