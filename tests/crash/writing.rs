//! `log`, `new`, `export` and `import` that break: a file is as it was or as it should be, never half, and every other
//! one is left alone.

use std::collections::BTreeSet;
use std::io::Write;

use super::faults::{Call, Fault, Stand, State, can_fail, some};
use crate::support::{Fixture, Project};

const JOURNAL: &str = "
//- content/lessons/2026-01-02-x.md
+++
title = \"One\"
+++
Words.
//- private/contacts/ana-ruiz.md
+++
name = \"Ana Ruiz\"
+++
A note without an end
//- private/contacts/bo-lee.md
+++
name = \"Bo Lee\"
email = \"bo@b.example\"
+++
//- private/log/2025.md
# 2025

- 2025-11-18 met @bo-lee: tea
";

const CARDS: &str = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nEMAIL:ana@a.example\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\n\
    FN:Cleo Dean\nEMAIL:cleo@c.example\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Dev Rao\nEND:VCARD\n";

/// What is ours and no file of the journal.
fn is_ours(path: &str) -> bool {
    path.starts_with(".goodturn")
}

/// The files of the journal.
fn files(state: State) -> State {
    state.into_iter().filter(|(path, (_, bytes))| bytes.is_some() && !is_ours(path)).collect()
}

/// A journal in which a command writes: what was there, and what will be.
struct Desk {
    stand: Stand,
    args: &'static [&'static str],
    old: State,
    new: State,
    /// What may be there when it is done a second time; twice the same line, for one.
    again: Vec<State>,
    /// What is ours and stays.
    ours: BTreeSet<String>,
}

impl Desk {
    fn new(args: &'static [&'static str], prepare: impl FnOnce(&Project)) -> Self {
        let fixture = Fixture::parse(JOURNAL).with("cards.vcf", CARDS);
        let stand = Stand::new(&fixture, prepare);
        let old = files(stand.state(""));
        assert!(stand.run(args).status.success());
        let new = files(stand.state(""));
        assert!(old != new, "there is something to write");
        let ours = stand.names().into_iter().filter(|name| is_ours(name)).collect();
        stand.run(args);
        let again = vec![new.clone(), files(stand.state(""))];
        Self { stand, args, old, new, again, ours }
    }

    fn import() -> Self {
        Self::new(&["import", "cards.vcf"], |_| ())
    }

    fn all() -> [Self; 6] {
        let log = |project: &Project| drop(project.run(&["log", "met @bo-lee: soup"]).code(0));
        [
            // The first line of a year, and one that follows another.
            Self::new(&["log", "met @ana-ruiz: tea"], |_| ()),
            Self::new(&["log", "met @ana-ruiz: tea"], log),
            Self::new(&["log", "--undo"], |project| {
                log(project);
                project.run(&["log", "met @ana-ruiz: tea"]).code(0);
            }),
            Self::new(&["new", "lesson", "Ask first"], |_| ()),
            Self::new(&["export", "--csv", "--output", "private/people.csv"], |_| ()),
            Self::import(),
        ]
    }

    /// What went wrong at these calls.
    fn trouble(&self, faults: &[(Call, Fault)]) -> Vec<String> {
        assert!(!faults.is_empty(), "{:?} calls nothing", self.args);
        let survive = |(call, fault): &(Call, Fault)| self.survive(call, *fault).err();
        faults.iter().filter_map(survive).map(|wrong| format!("{:?}: {wrong}", self.args)).collect()
    }

    fn survive(&self, call: &Call, fault: Fault) -> Result<(), String> {
        let ended = self.stand.at(call, fault, self.args);
        let wrong = |why: &str| Err(format!("{fault:?} at {call:?}: {why}\n  {ended:?}"));
        let found = files(self.stand.state(""));
        if let Some(half) = self.half(&found) {
            return wrong(&format!("{half} is neither what it was nor what it should be"));
        }
        if let Err(why) = ended.judge(call, fault, &found, [&self.old, &self.new]) {
            return wrong(&why);
        }
        // Whether it does the same again or finds nothing to do, it works.
        let next = self.stand.run(self.args);
        let said = String::from_utf8_lossy(&next.stderr);
        let found_done = found == self.new && next.status.code() == Some(2);
        if !next.status.success() && !found_done {
            return wrong(&format!("the second run fails: {said}"));
        }
        if !self.again.contains(&files(self.stand.state(""))) {
            return wrong("the second run makes something else");
        }
        let litter: Vec<_> = self.stand.names().into_iter().filter(|name| is_ours(name)).collect();
        if !litter.iter().all(|name| self.ours.contains(name)) || self.litter() {
            return wrong(&format!("the second run leaves {litter:?}"));
        }
        Ok(())
    }

    /// Whether something of ours lies among the journal's files.
    fn litter(&self) -> bool {
        self.stand.state("").keys().any(|path| path.contains("/.goodturn"))
    }

    /// A file that was written in part, or that is none of what was to be written.
    fn half<'s>(&self, found: &'s State) -> Option<&'s str> {
        let lost = self.old.keys().find(|path| self.new.contains_key(*path) && !found.contains_key(*path));
        assert_eq!(lost, None, "it is gone");
        let known = |path: &String, what| self.old.get(path) == Some(what) || self.new.get(path) == Some(what);
        found.iter().find(|(path, what)| !known(path, what)).map(|(path, _)| path.as_str())
    }
}

#[track_caller]
fn survive(faults: impl Fn(Vec<Call>) -> Vec<(Call, Fault)>, step: usize) {
    if !can_fail() {
        return;
    }
    let desks = Desk::all();
    let faults = |desk: &Desk| faults(desk.stand.calls(desk.args));
    let wrong = desks.iter().enumerate().flat_map(|(index, desk)| desk.trouble(&some(faults(desk), step, index)));
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn killed_at_any_call_no_file_is_half() {
    survive(Call::killed, 7);
}

#[test]
fn whatever_call_fails_no_file_is_half() {
    survive(Call::failing, 41);
}

/// All is in its place and the list is still there: the next import takes it back before it looks for what is new.
#[test]
fn an_import_that_was_killed_at_its_end_is_done_again() {
    if can_fail() {
        let desk = Desk::import();
        desk.survive(&Call::new("fsync", "private/contacts", 1), Fault::Kill).unwrap();
        assert_eq!(files(desk.stand.state("")), desk.new);
    }
}

/// Between a change that was killed and the next one its owner has gone on writing; an editor may write into the file
/// that is there, and then that is what waits as well.
#[test]
fn what_was_edited_after_a_kill_is_not_taken_back() {
    if !can_fail() {
        return;
    }
    let desk = Desk::import();
    let ended = desk.stand.at(&Call::new("fsync", "private/contacts", 1), Fault::Kill, desk.args);
    assert!(ended.happened && ended.code.is_none(), "{ended:?}");
    for file in ["private/contacts/cleo-dean.md", "private/contacts/ana-ruiz.md"] {
        let mut open = std::fs::File::options().append(true).open(desk.stand.path(file)).unwrap();
        open.write_all(b"She plays the oboe.\n").unwrap();
    }
    assert!(desk.stand.run(desk.args).status.success());
    let found = files(desk.stand.state(""));
    for file in ["private/contacts/cleo-dean.md", "private/contacts/ana-ruiz.md"] {
        let text = String::from_utf8(found[file].1.clone().unwrap()).unwrap();
        assert!(text.ends_with("She plays the oboe.\n"), "{file}: {text}");
    }
    assert_eq!(found["private/contacts/dev-rao.md"], desk.new["private/contacts/dev-rao.md"]);
}
