//! After whatever edits, in whatever order, a preview shows what a fresh build would be: every place, to the byte.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Instant;
use std::{fs, thread};

use super::fresh::Fresh;
use super::preview::{Answer, DEADLINE, PAUSE, Preview, replace};
use super::{is_long, target};
use crate::support::Project;
use crate::support::edit::{self, Dice, Done, Files};

/// Somebody who writes, and what should be seen of it.
struct Author {
    project: Project,
    dice: Dice,
    /// What lies on the disk.
    files: Files,
    /// What lay there when all was well.
    good: Files,
    shown: Shown,
    is_private: bool,
}

/// What a preview should show.
#[derive(Default)]
struct Shown {
    /// The last journal that could be read.
    newest: Fresh,
    /// What is at no place any more, and was until now.
    gone: BTreeSet<String>,
    /// What every place was in its time. A page that cannot be made any more is shown as it was.
    earlier: BTreeMap<String, Vec<Vec<u8>>>,
    /// Whether something is wrong.
    trouble: bool,
}

impl Shown {
    fn update(&mut self, fresh: Result<Fresh, String>) {
        let Ok(fresh) = fresh else {
            self.trouble = true;
            return;
        };
        self.trouble = !fresh.is_whole();
        let is_here = |place: &&String| fresh.places.contains_key(*place);
        self.gone = self.newest.places.keys().filter(|place| !is_here(place)).cloned().collect();
        for (place, bytes) in fresh.places.iter().filter_map(|(place, bytes)| Some((place, bytes.as_ref()?))) {
            self.earlier.entry(place.clone()).or_default().push(bytes.clone());
        }
        self.newest = fresh;
    }

    /// What is not as it should be, if anything is.
    fn differs(&self, preview: &Preview, cookie: &str) -> Option<String> {
        let mut visit = preview.visit(cookie);
        let places =
            self.newest.places.iter().filter(|(place, _)| !(self.trouble && self.newest.copied.contains(*place)));
        for (place, bytes) in places {
            let answer = visit.get(&target(&self.newest.base, place));
            if let Some(why) = self.is_wrong(place, bytes.as_deref(), &answer) {
                let shown = String::from_utf8_lossy(&answer.body).into_owned();
                return Some(format!("{place}: {why}; status {}\n{shown}", answer.status));
            }
        }
        let is_there = |place: &&String| visit.get(&target(&self.newest.base, place)).status == 200;
        self.gone.iter().find(is_there).map(|place| format!("{place} is still there"))
    }

    fn is_wrong(&self, place: &str, bytes: Option<&[u8]>, answer: &Answer) -> Option<&'static str> {
        let (shown, trouble) = answer.plain();
        let is_page = answer.header("Content-Type").is_some_and(|kind| kind.starts_with("text/html"));
        let is_as_it_was = || self.earlier.get(place).is_some_and(|all| all.contains(&shown));
        match bytes {
            _ if is_page && trouble != self.trouble => Some("what is wrong is not what is said to be wrong"),
            Some(bytes) if answer.status != 200 || shown != bytes => Some("it is not as a fresh build makes it"),
            None if answer.status == 200 && !is_as_it_was() => Some("it was never like this"),
            _ => None,
        }
    }
}

impl Author {
    fn new(seed: u64, is_private: bool) -> Self {
        let mut dice = Dice(seed);
        let files = loop {
            let files = edit::beginning(&mut dice);
            if Fresh::of(&files, 1, is_private).is_ok_and(|fresh| fresh.is_whole()) {
                break files;
            }
        };
        let project = Project::empty();
        for (path, bytes) in &files {
            project.write(path, bytes);
        }
        Self { project, dice, good: files.clone(), files, shown: Shown::default(), is_private }
    }

    /// One edit, or a few in a row where all of them are good; says what they were.
    fn edit(&mut self, port: u16) -> Vec<String> {
        let many = if self.shown.trouble || self.dice.roll(4) > 0 { 1 } else { 3 };
        let mut plan: Vec<(Done, Files)> = Vec::new();
        let mut last = None;
        while plan.len() < many {
            let before = plan.last().map_or(&self.files, |(_, files)| files).clone();
            let (done, files) = self.next(&before);
            let fresh = Fresh::of(&files, port, self.is_private);
            let is_good = fresh.as_ref().is_ok_and(Fresh::is_whole);
            // What is bad comes alone and at once, so that it is known what was good last.
            if is_good || many == 1 && (done.moved.is_some() || changes(&before, &files).len() <= 1) {
                plan.push((done, files));
                last = Some(fresh);
            }
        }
        let mut words = Vec::new();
        for (done, files) in plan {
            self.write(&done, files, many == 1);
            words.push(done.words);
        }
        self.shown.update(last.unwrap());
        if !self.shown.trouble {
            self.good.clone_from(&self.files);
        }
        words
    }

    fn next(&mut self, before: &Files) -> (Done, Files) {
        if self.shown.trouble && self.dice.roll(2) == 0 {
            let words = "all is as it was when it was well".to_owned();
            return (Done { words, ..Done::default() }, self.good.clone());
        }
        let mut files = before.clone();
        (edit::edit(&mut self.dice, &mut files, self.is_private), files)
    }

    /// Brings the files to the disk.
    fn write(&mut self, done: &Done, files: Files, is_alone: bool) {
        if let Some((from, to)) = &done.moved {
            let to = self.project.path(to);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            // Of an older folder of this name backups may be left.
            let _ = fs::remove_dir_all(&to);
            fs::rename(self.project.path(from), to).unwrap();
        } else if let Some(path) = &done.touched {
            replace(&self.project, path, &files[path]);
        }
        let mut changes = if done.moved.is_some() { Vec::new() } else { changes(&self.files, &files) };
        self.dice.shuffle(&mut changes);
        let is_at_once = is_alone && changes.len() == 1;
        for path in changes {
            match files.get(&path) {
                Some(bytes) if is_at_once => replace(&self.project, &path, bytes),
                Some(bytes) => self.put(&path, bytes),
                None => self.remove(&path),
            }
        }
        self.files = files;
    }

    /// Writes a file in one of the ways in which editors do.
    fn put(&mut self, path: &str, bytes: &[u8]) {
        let file = self.project.path(path);
        match self.dice.roll(4) {
            0 => return replace(&self.project, path, bytes),
            1 if file.exists() => fs::rename(&file, self.project.path(&format!("{path}~"))).unwrap(),
            2 if file.exists() => fs::remove_file(&file).unwrap(),
            _ => {}
        }
        self.project.write(path, bytes);
    }

    /// Removes a file, and sometimes the folder that is empty then.
    fn remove(&mut self, path: &str) {
        fs::remove_file(self.project.path(path)).unwrap();
        if self.dice.roll(2) == 0 {
            let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
            folders
                .collect::<Vec<_>>()
                .iter()
                .rev()
                .try_for_each(|folder| fs::remove_dir(self.project.path(folder)))
                .ok();
        }
    }
}

/// The paths at which two journals differ.
fn changes(one: &Files, other: &Files) -> Vec<String> {
    let all: BTreeSet<_> = one.keys().chain(other.keys()).collect();
    all.into_iter().filter(|path| one.get(*path) != other.get(*path)).cloned().collect()
}

/// Edits at random, and looks at every place after each.
fn edits(number: usize, is_private: bool) {
    let seed = std::env::var("GOODTURN_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = seed.unwrap_or_else(|| RandomState::new().build_hasher().finish());
    let mut author = Author::new(seed, is_private);
    let args: &[&str] = if is_private { &["--watch", "--private"] } else { &["--watch"] };
    let preview = Preview::of(&author.project, args);
    let cookie = preview.cookie();
    author.shown.update(Fresh::of(&author.files, preview.port, is_private));
    let mut story = Vec::new();
    for step in 0..=number {
        let started = Instant::now();
        while let Some(why) = author.shown.differs(&preview, &cookie) {
            let (story, said) = (story.join("\n"), preview.said());
            assert!(
                started.elapsed() < DEADLINE,
                "GOODTURN_SEED={seed}: after {step} edits\n{story}\n\n{why}\n\nin the terminal:\n{said}"
            );
            thread::sleep(PAUSE);
        }
        let words = author.edit(preview.port);
        story.push(format!("{}. {}", step + 1, words.join("; ")));
    }
}

#[test]
fn after_any_edits_a_preview_is_a_fresh_build() {
    edits(if is_long() { 500 } else { 30 }, false);
}

#[test]
fn after_any_edits_a_private_preview_is_a_fresh_build() {
    edits(if is_long() { 100 } else { 10 }, true);
}
