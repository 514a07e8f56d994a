//! The machine, as far as figures depend on it; what it is called is nobody's business.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::corpus::day::Day;

/// "2 processors, 23 GB of memory, Linux 6.18, tmpfs".
pub fn describe(scratch: &Path) -> String {
    let processors = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let memory = read("/proc/meminfo").split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0);
    let release = read("/proc/sys/kernel/osrelease");
    let release: Vec<_> = release.trim().split('.').take(2).collect();
    let memory = (memory / 1_048_576.0).round();
    let kernel =
        if release[0].is_empty() { std::env::consts::OS.to_owned() } else { format!("Linux {}", release.join(".")) };
    format!("{processors} processors, {memory} GB of memory, {kernel}, {}", file_system(scratch))
}

/// The kind of file system that a folder is on.
pub fn file_system(folder: &Path) -> String {
    let mounts = read("/proc/mounts");
    let mounts = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ');
        Some((words.nth(1)?, words.next()?))
    });
    let holds = mounts.filter(|(place, _)| folder.starts_with(place));
    let nearest = holds.max_by_key(|(place, _)| place.len());
    nearest.map_or_else(|| "an unknown file system".to_owned(), |(_, sort)| sort.to_owned())
}

/// How busy the machine was in the last minute: programs that were running or waiting to.
pub fn load() -> Option<f64> {
    read("/proc/loadavg").split(' ').next()?.parse().ok()
}

/// The day, in Greenwich.
pub fn today() -> Day {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Day(i64::try_from(seconds / 86_400).unwrap_or(0))
}

fn read(file: &str) -> String {
    fs::read_to_string(file).unwrap_or_default()
}
