//! Journals that are larger than anybody's: they are built, in bounded memory, and four times as much takes not much more
//! than four times as long. An ordinary run builds small ones in the same way.

use std::process::Command;

use crate::support::{self, Project};

/// How much there is of everything.
#[derive(Clone, Copy)]
struct Size {
    entries: usize,
    tags: usize,
    contacts: usize,
    /// Bytes of the largest entry.
    largest: usize,
}

impl Size {
    /// The largest that is promised; in an ordinary run a hundredth of it.
    fn most() -> Self {
        if support::is_long() {
            Self { entries: 100_000, tags: 10_000, contacts: 20_000, largest: 4_000_000 }
        } else {
            Self { entries: 1_000, tags: 100, contacts: 200, largest: 400_000 }
        }
    }

    fn quarter(self) -> Self {
        let Self { entries, tags, contacts, largest } = self;
        Self { entries: entries / 4, tags: tags / 4, contacts: contacts / 4, largest: largest / 4 }
    }

    /// Twenty-five years; each entry has two tags, each contact a line in the log.
    fn journal(self) -> Project {
        let project = Project::new("\n//- content/pages/now.md\n+++\ntitle = \"Now\"\n+++\nHere.\n");
        for entry in 0..self.entries {
            let (one, other) = (entry % self.tags, (entry * 7 + 1) % self.tags);
            let (year, day) = (2001 + entry % 25, 1 + entry % 28);
            let text = format!(
                "+++\ntitle = \"Entry {entry}\"\ntags = [\"t{one}\", \"t{other}\"]\n+++\nWhat came of *number {entry}*, \
                 and of [the one before](/now/).\n"
            );
            project.write(&format!("content/lessons/{year}-01-{day:02}-e{entry}.md"), text);
        }
        let paragraph = "A long day has many words, and none of them is in a hurry to be the last one.\n\n";
        let body = paragraph.repeat(self.largest / paragraph.len());
        project.write("content/lessons/2026-02-01-long.md", format!("+++\ntitle = \"Long\"\n+++\n{body}"));
        let mut log = String::new();
        for contact in 0..self.contacts {
            let name = format!("Xa{contact}q Yo{contact}q");
            project.write(&format!("private/contacts/c{contact}.md"), format!("+++\nname = \"{name}\"\n+++\n"));
            log.push_str(&format!("- 2026-01-{:02} met @c{contact}: tea\n", 1 + contact % 28));
        }
        project.write("private/log/2026.md", log);
        project
    }
}

/// Builds with at most so many KiB of addresses, and tells how many seconds of processor that took.
fn build(project: &Project, memory: usize) -> f64 {
    let script = format!("ulimit -v {memory}; \"$@\" >said 2>&1; code=$?; times; exit $code");
    let mut shell = Command::new("sh");
    shell.current_dir(project.path(".")).args(["-c", &script, "sh", env!("CARGO_BIN_EXE_goodturn")]);
    let ran = shell.args(["build", "--today", "2026-11-18"]).output().unwrap();
    assert!(ran.status.success(), "{}", project.read("said"));
    // The second line is of the children: `0m1.234s 0m0.056s`.
    let times = String::from_utf8(ran.stdout).unwrap();
    let seconds = |time: &str| {
        let (minutes, rest) = time.split_once('m').unwrap();
        minutes.parse::<f64>().unwrap() * 60.0 + rest.trim_end_matches('s').parse::<f64>().unwrap()
    };
    times.lines().nth(1).unwrap().split_whitespace().map(seconds).sum()
}

#[test]
fn the_largest_journal_is_built_in_bounded_memory() {
    let size = Size::most();
    // What the system sets aside for threads is in it, and is not used.
    let memory = 1_500_000 + size.entries * 64;
    let whole = size.journal();
    let time = build(&whole, memory);
    let tags = std::fs::read_dir(whole.path("public/tags"))
        .unwrap()
        .filter(|tag| tag.as_ref().unwrap().file_type().unwrap().is_dir());
    assert_eq!(tags.count(), size.tags);
    assert!(whole.read("public/lessons/long/index.html").len() > size.largest);
    assert!(whole.path(&format!("public/lessons/e{}/index.html", size.entries - 1)).exists());
    if support::is_long() {
        let quarter = build(&size.quarter().journal(), memory);
        // Processor time and not the clock's; n log n would be 4.5.
        assert!(time < quarter * 6.0, "four times as much took {quarter:.1} and {time:.1} s of processor");
    }
}
