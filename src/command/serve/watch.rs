//! When to read again: the system wakes us, looking decides.
//!
//! Events are lost in new folders, come in storms, stop for ever when a folder is made anew, and are caused by reading.
//! So none of them is believed: after each we wait for quiet, look at the files, and read if they are others.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant, SystemTime};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Event;
use super::read::Reader;
use crate::load::Root;
use crate::load::stamps::{self, Stamps};

/// An editor is done when nothing happened for so long. One that was only slow is looked at again.
const QUIET: Duration = Duration::from_millis(20);
/// Somebody who never pauses is not waited for any longer.
const LONGEST: Duration = Duration::from_millis(500);
/// What came while folders were made may have been missed: so long after an event we look once more, and again.
const AFTER: [Duration; 3] = [Duration::from_millis(150), Duration::from_millis(300), Duration::from_millis(500)];
/// How often we look while somebody is looking, whatever the system says.
const LOOKED_AT: Duration = Duration::from_secs(2);
/// How often we look where the system tells of nothing.
const POLL: Duration = Duration::from_millis(500);

/// The system's side: what it watches, if it can.
#[derive(Debug)]
struct Hints {
    watcher: Option<RecommendedWatcher>,
    /// What is watched, and which folder of that name it is.
    watched: BTreeMap<PathBuf, Number>,
}

/// That something happened, or why nothing will be told any more.
type Wake = Option<notify::Error>;

/// What came of waiting.
#[derive(Debug, Default)]
struct Waited {
    woken: bool,
    failed: Option<notify::Error>,
}

/// Which folder of its name it is. Disks give the number of what is gone to what comes next, but not its birthday.
type Number = (u64, Option<SystemTime>);

/// Reads again after every change, as long as the program runs. `known` is what was there before the first reading.
pub(super) fn watch(root: &Root, mut reader: Reader, mut known: Stamps) {
    let private = reader.options.private;
    let (wake, wakes) = mpsc::channel();
    let mut hints = Hints::new(root, &reader, wake);
    let mut after = AFTER.len();
    let mut failed = Vec::new();
    loop {
        // What changed between the first look and this one is found by looking first.
        let newer = known.again(root, private);
        let changes = known.changes(&newer);
        reader.touched.extend(known.touched(&newer));
        known = newer;
        // What was being replaced while it was read is tried again a few times, and then when something happens.
        let is_retry = changes.is_empty() && !failed.is_empty() && after < AFTER.len();
        if !changes.is_empty() {
            after = 0;
        }
        if is_retry {
            failed = reader.read(failed);
        } else if !changes.is_empty() {
            failed = reader.read(changes);
        } else if reader.is_of_another_day() {
            failed = reader.read(vec!["a new day".to_owned()]);
        }
        hints.arm(root, &reader);
        loop {
            let is_polling = hints.watcher.is_none();
            let next = AFTER.get(after).copied().unwrap_or(if is_polling { POLL } else { LOOKED_AT });
            let is_waiting = after == AFTER.len() && !is_polling;
            let Waited { woken, failed } = wait(&wakes, next);
            if let Some(error) = failed {
                hints.give_up(&reader, &error);
            }
            after = if woken { 0 } else { (after + 1).min(AFTER.len()) };
            if woken || !is_waiting || reader.state.is_watched() || reader.is_of_another_day() {
                break;
            }
        }
    }
}

/// Waits until something happened and it is quiet again, or until it is time to look anyway.
fn wait(wakes: &Receiver<Wake>, next: Duration) -> Waited {
    let mut failed = match wakes.recv_timeout(next) {
        Ok(failed) => failed,
        Err(mpsc::RecvTimeoutError::Timeout) => return Waited::default(),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            std::thread::sleep(next);
            return Waited::default();
        }
    };
    let started = Instant::now();
    while started.elapsed() < LONGEST
        && let Ok(next) = wakes.recv_timeout(QUIET)
    {
        failed = failed.or(next);
    }
    Waited { woken: true, failed }
}

impl Hints {
    fn new(root: &Root, reader: &Reader, wake: Sender<Wake>) -> Self {
        let mut this = Self { watcher: None, watched: BTreeMap::new() };
        if !reader.options.poll {
            match notify::recommended_watcher(move |event| wake_on(event, &wake)) {
                Ok(watcher) => this.watcher = Some(watcher),
                Err(error) => this.give_up(reader, &error),
            }
            this.arm(root, reader);
        }
        this
    }

    /// Watches every folder that is there, anew where it is another one than before.
    fn arm(&mut self, root: &Root, reader: &Reader) {
        let folders =
            stamps::folders(reader.options.private).iter().map(|folder| (root.join(folder), RecursiveMode::Recursive));
        let all = std::iter::once((root.dir().to_path_buf(), RecursiveMode::NonRecursive)).chain(folders);
        for (folder, mode) in all {
            let Some(watcher) = &mut self.watcher else { return };
            let now = number(&folder);
            if self.watched.get(&folder) == now.as_ref() {
                continue;
            }
            if self.watched.remove(&folder).is_some() {
                let _ = watcher.unwatch(&folder);
            }
            let Some(now) = now else { continue };
            match watcher.watch(&folder, mode) {
                Ok(()) => {
                    self.watched.insert(folder, now);
                }
                // It went away while we looked.
                Err(_) if !folder.is_dir() => {}
                Err(error) => self.give_up(reader, &error),
            }
        }
    }

    /// The system cannot tell of changes: too many folders, or a disk that knows none of it.
    fn give_up(&mut self, reader: &Reader, error: &notify::Error) {
        self.watcher = None;
        let _ = reader.events.send(Event::Polling(error.to_string()));
    }
}

/// Reading is no change. Everything else may be one.
fn wake_on(event: notify::Result<notify::Event>, wake: &Sender<Wake>) {
    let is_reading = event.as_ref().is_ok_and(|event| matches!(event.kind, EventKind::Access(_)));
    if !is_reading {
        let _ = wake.send(event.err());
    }
}

fn number(folder: &Path) -> Option<Number> {
    let meta = folder.metadata().ok()?;
    Some((inode(&meta), meta.created().ok()))
}

#[cfg(unix)]
fn inode(meta: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(meta)
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}
