//! What came of it, for people: one text for the terminal and for `RESULTS.md`.

use std::fmt::Write;
use std::time::Duration;

use crate::bench::{BUILD, FLOOR, Size};
use crate::machine;
use crate::measure::Sample;

const HOW_TO_READ: &str = "\
Every line is the median of several runs, each into a fresh folder, all commands in turn (the floor, then each of the
others, then the floor again), so that `× floor` holds also where a machine is slower than yours; where it is busy
with other work, read the CPU columns. The *floor* reads every entry, renders it with the same Markdown library and
writes it, on all processors, without front matter, templates, links, lists or feeds: nobody who renders pages is
faster. *CPU* is what all processors spent together, *peak* the most memory at once, *written* the files that are new
or were written again. `build` is everything: the built-in theme, all feeds, search, and the guard over a private half
with a contact for every five entries and two lines of log for each. *plain* is a theme with next to nothing on its
pages, without private half, search, feeds of tags and colours for code. Related entries, feeds of kinds and two more
formats of the journal's feed are in it all the same; the others make none of them, and one of them colours code.
";

/// The text from its heading to the first size.
pub fn head(goodturn: &str, machine: &str, peers: &[String]) -> String {
    let load =
        machine::load().map_or_else(String::new, |load| format!("; {load:.1} programs were running before it began"));
    let today = machine::today();
    format!(
        "# What goodturn costs\n\n{goodturn}, measured on {today}: {machine}{load}.\n\n{HOW_TO_READ}\nBeside it: {}.\n",
        peers.join("; ")
    )
}

/// The tables of one size.
pub fn size(size: &Size) -> String {
    let Some((_, floor)) = size.rows.iter().find(|(name, _)| name == FLOOR) else { return String::new() };
    let mut rows = vec![["", "wall", "× floor", "CPU", "× floor", "peak", "files", "written"].map(str::to_owned)];
    rows.extend(size.rows.iter().map(|(name, sample)| row(name, sample, floor)));
    let mut out = format!("\n## {} entries\n\nMedians of {}.\n\n{}", grouped(size.entries), size.rounds, table(&rows));
    let served = &size.served;
    let mut rows = vec![["`serve --watch`", "", "× floor"].map(str::to_owned)];
    for (what, time) in [
        ("start to first page", served.first),
        ("an edit, saved to served", served.edit),
        ("another page over an open connection", served.page),
        ("listing all sources and asking the disk about each", served.looking),
    ] {
        rows.push([what.to_owned(), spoken(time), times(time, floor.wall)]);
    }
    rows.push(["peak memory".to_owned(), bytes(served.used.peak), String::new()]);
    write!(out, "\n{}", table(&rows)).unwrap_or_default();
    let whole: f64 = size.stages.iter().map(|(_, ms)| ms).sum();
    let mut rows = vec![["`build --timings`", "wall", "share"].map(str::to_owned)];
    for (stage, ms) in &size.stages {
        let time = Duration::from_secs_f64(ms / 1000.0);
        rows.push([stage.clone(), spoken(time), format!("{:.0} %", 100.0 * ms / whole.max(f64::MIN_POSITIVE))]);
    }
    write!(out, "\n{}", table(&rows)).unwrap_or_default();
    out
}

/// How the cost of one more entry changes from size to size.
pub fn growth(sizes: &[Size]) -> String {
    let mut rows = vec![["", "build, an entry", "floor, an entry", "memory for one more entry"].map(str::to_owned)];
    for (index, size) in sizes.iter().enumerate() {
        let of =
            |size: &Size, wanted: &str| size.rows.iter().find(|(name, _)| name == wanted).map(|(_, sample)| *sample);
        let (Some(build), Some(floor)) = (of(size, BUILD), of(size, FLOOR)) else { continue };
        let each = |time: Duration| spoken(time.div_f64(size.entries as f64));
        let before = index.checked_sub(1).and_then(|index| sizes.get(index));
        let memory = before.and_then(|before| {
            let more = build.peak.saturating_sub(of(before, BUILD)?.peak);
            Some(bytes(more / u64::try_from(size.entries - before.entries).ok()?.max(1)))
        });
        let name = format!("{} entries", grouped(size.entries));
        rows.push([name, each(build.wall), each(floor.wall), memory.unwrap_or_default()]);
    }
    format!("\n## What one entry costs\n\n{}", table(&rows))
}

fn row(name: &str, sample: &Sample, floor: &Sample) -> [String; 8] {
    let wrote = sample.files > 0;
    [
        name.to_owned(),
        spoken(sample.wall),
        times(sample.wall, floor.wall),
        spoken(sample.cpu),
        times(sample.cpu, floor.cpu),
        bytes(sample.peak),
        if wrote { grouped(usize::try_from(sample.files).unwrap_or(0)) } else { String::new() },
        if wrote { bytes(sample.bytes) } else { String::new() },
    ]
}

/// A table in Markdown that is a table on a terminal, too: names to the left, numbers to the right.
fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0).max(3);
    let widths: Vec<_> = (0..N).map(width).collect();
    let mut out = String::new();
    for (index, row) in rows.iter().enumerate() {
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let cell = if column == 0 { format!("| {cell:<width$} ") } else { format!("| {cell:>width$} ") };
            out.push_str(&cell);
        }
        out.push_str("|\n");
        if index == 0 {
            let rule = |(column, width): (usize, &usize)| {
                format!("|{}{}", "-".repeat(width + 1), if column == 0 { '-' } else { ':' })
            };
            out.push_str(&widths.iter().enumerate().map(rule).collect::<String>());
            out.push_str("|\n");
        }
    }
    out
}

/// "1.25 s", "34.1 ms", "420 µs".
fn spoken(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds >= 1.0 {
        format!("{seconds:.2} s")
    } else if seconds >= 0.001 {
        format!("{:.1} ms", seconds * 1e3)
    } else {
        format!("{:.0} µs", seconds * 1e6)
    }
}

fn times(time: Duration, floor: Duration) -> String {
    let ratio = time.as_secs_f64() / floor.as_secs_f64().max(f64::MIN_POSITIVE);
    if ratio >= 10.0 { format!("{ratio:.0}") } else { format!("{ratio:.2}") }
}

/// "4.6 MB", in the units in which disks are sold.
fn bytes(bytes: u64) -> String {
    let number = bytes as f64;
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} KB", number / 1e3),
        _ => format!("{:.1} MB", number / 1e6),
    }
}

fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}
