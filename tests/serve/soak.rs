//! A long day: edits without end, and rude requests beside them. What the preview takes of the machine stays the same.
#![cfg(target_os = "linux")]

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::hostile::assert_refused;
use super::preview::{LESSON, Preview, assert_as_built, journal, lesson, replace};
use super::{is_long, note};
use crate::support::Project;

/// Somebody who types fast, saves at every word.
const SAVED: Duration = Duration::from_millis(100);

/// What a preview takes of the machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Taken {
    files: usize,
    threads: usize,
    kilobytes: usize,
}

impl Taken {
    fn by(preview: &Preview) -> Self {
        Self { files: preview.files(), threads: preview.threads(), kilobytes: preview.memory() }
    }

    /// The middle of what was seen, each for itself.
    fn middle(seen: &[Self]) -> Self {
        let middle = |of: fn(&Self) -> usize| {
            let mut all: Vec<_> = seen.iter().map(of).collect();
            all.sort_unstable();
            all[all.len() / 2]
        };
        Self { files: middle(|it| it.files), threads: middle(|it| it.threads), kilobytes: middle(|it| it.kilobytes) }
    }
}

/// One of the things that somebody does all day; each is undone by the next.
fn edit(project: &Project, number: usize) {
    let other = "content/resources/2026-05-05-other/index.md";
    match number % 8 {
        5 => replace(project, LESSON, "+++\ntitle = \"First\"\nnope = 1\n+++\nWords.\n"),
        6 => project.write("themes/airmail/styles/9-own.css", format!("p{{margin:{number}px}}")),
        7 if project.path(other).exists() => std::fs::remove_file(project.path(other)).unwrap(),
        7 => project.write(
            other,
            lesson("Other", "Words.").replace("+++\nW", "url = \"https://o.example/\"\ndraft = true\n+++\nW"),
        ),
        _ => replace(project, LESSON, lesson("First", &format!("Edit number {number}."))),
    }
}

/// Saves again and again, and looks each time at what the preview takes.
fn edits(project: &Project, preview: &Preview, number: usize) -> Vec<Taken> {
    let started = Instant::now();
    let step = |number: usize| {
        edit(project, number);
        thread::sleep((SAVED * u32::try_from(number + 1).unwrap()).saturating_sub(started.elapsed()));
        Taken::by(preview)
    };
    (0..number).map(step).collect()
}

/// Says that it is over, also where that was sooner than expected: nobody shall be waited for who waits for us.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn a_long_day_takes_no_more_of_the_machine_than_a_short_one() {
    // Ten minutes, and the second is compared with the last; or ten seconds.
    let (number, minute) = if is_long() { (6_000, 600) } else { (100, 20) };
    let project = journal();
    // Where the allocator gives everything back at once, what is measured is what is used, and not what it keeps by.
    let mut command = project.command(&["serve", "--port", "0", "--watch"]);
    command.env("MIMALLOC_PURGE_DELAY", "0");
    let preview = Preview::start(command);
    assert_eq!(preview.get("/").status, 200);
    let is_over = AtomicBool::new(false);
    let taken = thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                assert_refused(&preview);
            }
        });
        let _over = Over(&is_over);
        edits(&project, &preview, number)
    });
    let (early, late) = (Taken::middle(&taken[minute..2 * minute]), Taken::middle(&taken[number - minute..]));
    if is_long() {
        let minutes: Vec<_> = taken.chunks(minute).map(|chunk| Taken::middle(chunk).kilobytes).collect();
        note(&format!("a long day: {early:?}, then {late:?}; kilobytes in each minute {minutes:?}"));
    }
    assert!(late.files <= early.files + 4, "{early:?} {late:?}");
    // The server's library ends a thread that was idle for five seconds, and our own knocks keep up to 83 from that, of
    // those that a busy moment has left. A generation has five threads; some dozens left behind are too many.
    assert!(late.threads <= early.threads.max(83) + 16, "{early:?} {late:?}");
    // The heap settles within some minutes, so that ten seconds say nothing. A kilobyte and a half that each edit left
    // behind would be too much here.
    assert!(!is_long() || late.kilobytes <= early.kilobytes + 8_000, "{early:?} {late:?}");
    replace(&project, LESSON, lesson("First", "The last word."));
    preview.shows("/lessons/first/", "The last word.");
    assert_as_built(&project, &preview);
}
