//! A build that breaks: the old site or the new one, whole, and the next build is as any other.

use std::fs;
use std::process::Stdio;

use super::faults::{Call, ERRORS, Ended, Fault, Stand, State, can_fail, some};
use crate::support::{Fixture, Project, is_long};

const JOURNAL: &str = "
//- content/lessons/2026-01-02-x.md
+++
title = \"One\"
+++
Words.
//- content/lessons/2026-01-06-seen/index.md
+++
title = \"Seen\"
+++
[A table](table.csv)
//- content/lessons/2026-01-06-seen/table.csv
a,b
//- static/a.txt
a
";

const PRIVATE: &str = "
//- private/contacts/ana-ruiz.md
+++
name = \"Ana Ruiz\"
+++
";

/// What the next build will change, add, and take away.
fn edit(project: &Project) {
    project.write("content/lessons/2026-01-03-y.md", "+++\ntitle = \"Two\"\n+++\nWords.\n");
    project.write("content/lessons/2026-01-02-x.md", "+++\ntitle = \"Another\"\n+++\nWords.\n");
    fs::remove_file(project.path("static/a.txt")).unwrap();
}

/// A journal with a site, and something to build: the site that is there and the one that will be.
struct Site {
    stand: Stand,
    args: &'static [&'static str],
    folder: &'static str,
    old: State,
    new: State,
    names: Vec<String>,
}

impl Site {
    fn public() -> Self {
        Self::of(&Fixture::parse(JOURNAL), &["build"], "public", |project| {
            project.run(&["build"]).code(0);
            edit(project);
        })
    }

    /// The first build of all: there is no site yet.
    fn first() -> Self {
        Self::of(&Fixture::parse(JOURNAL), &["build"], "public", |_| ())
    }

    fn private() -> Self {
        let fixture = Fixture::parse(&format!("{JOURNAL}{}", PRIVATE.trim_start()));
        Self::of(&fixture, &["build", "--private"], "private-site", |project| {
            project.run(&["build", "--private"]).code(0);
            edit(project);
        })
    }

    fn of(
        fixture: &Fixture,
        args: &'static [&'static str],
        folder: &'static str,
        prepare: impl FnOnce(&Project),
    ) -> Self {
        let stand = Stand::new(fixture, prepare);
        let old = stand.state(folder);
        assert!(stand.run(args).status.success());
        let (new, names) = (stand.state(folder), stand.names());
        assert!(old != new && new.len() > 20, "there is something to lose: {}", new.len());
        Self { stand, args, folder, old, new, names }
    }

    /// Lets something happen at these calls, and says of each what was not as it should be.
    #[track_caller]
    fn survives(&self, faults: &[(Call, Fault)]) {
        let wrong: Vec<_> = faults.iter().filter_map(|(call, fault)| self.survive(call, *fault).err()).collect();
        assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), faults.len(), wrong.join("\n"));
        assert!(faults.len() >= 6, "only {} calls", faults.len());
    }

    fn survive(&self, call: &Call, fault: Fault) -> Result<(), String> {
        let ended = self.stand.at(call, fault, self.args);
        self.judge(call, fault, &ended, &self.stand.state(self.folder))
    }

    /// Whether a site was found that may be found, and the next build is as any other.
    fn judge(&self, call: &Call, fault: Fault, ended: &Ended, found: &State) -> Result<(), String> {
        let wrong = |why: &str| Err(format!("{fault:?} at {call:?}: {why}\n  {ended:?}"));
        if *found != self.old && *found != self.new {
            return wrong("a site that is neither the old one nor the new one");
        }
        if let Err(why) = ended.judge(call, fault, found, [&self.old, &self.new]) {
            return wrong(&why);
        }
        let next = self.stand.run(self.args);
        if !next.status.success() {
            return wrong(&format!("the next build fails: {}", String::from_utf8_lossy(&next.stderr)));
        }
        if self.stand.state(self.folder) != self.new {
            return wrong("the next build makes another site");
        }
        if self.stand.names() != self.names {
            return wrong(&format!("the next build leaves {:?}", self.stand.names()));
        }
        Ok(())
    }
}

#[test]
fn killed_at_any_call_the_site_is_whole() {
    if !can_fail() {
        return;
    }
    for (site, step) in [(Site::public(), 10), (Site::first(), 20), (Site::private(), 20)] {
        site.survives(&some(Call::killed(site.stand.calls(site.args)), step, 0));
    }
}

#[test]
fn whatever_call_fails_the_site_is_whole() {
    if !can_fail() {
        return;
    }
    for (site, step) in [(Site::public(), 43), (Site::first(), 97), (Site::private(), 97)] {
        site.survives(&some(Call::failing(site.stand.calls(site.args)), step, 1));
    }
}

/// That nobody can say whether there is a private half is no reason to believe that there is none: the guard would know
/// nobody, and let every name pass.
#[test]
fn a_build_that_cannot_look_into_private_publishes_nothing() {
    if !can_fail() {
        return;
    }
    let named = "//- content/lessons/2026-01-03-y.md\n+++\ntitle = \"Y\"\n+++\nAna Ruiz told me.\n";
    let fixture = Fixture::parse(&format!("{JOURNAL}{}{named}", PRIVATE.trim_start()));
    let stand = Stand::new(&fixture, |_| ());
    assert_eq!(stand.run(&["build"]).status.code(), Some(1), "the guard knows her");
    for fault in ERRORS.map(Fault::Error) {
        let ended = stand.at(&Call::new("statx", "private", 1), fault, &["build"]);
        assert!(ended.happened && ended.code == Some(3), "{ended:?}");
        assert!(ended.stderr.contains("/private: "), "{ended:?}");
        assert!(!stand.path("public").exists());
    }
}

/// Nothing is new, one file is to go, and the old folder cannot be looked through: it goes all the same.
#[test]
fn what_is_taken_away_goes_where_nobody_can_look() {
    if !can_fail() {
        return;
    }
    let site = Site::of(&Fixture::parse(JOURNAL), &["build"], "public", |project| {
        project.run(&["build"]).code(0);
        fs::remove_file(project.path("static/a.txt")).unwrap();
    });
    // The first time it is asked whether there is anything in it, the second time for everything.
    for (nth, error) in [1, 2].into_iter().flat_map(|nth| ERRORS.map(|error| (nth, error))) {
        site.survive(&Call::new("getdents64", "public", nth), Fault::Error(error)).unwrap();
    }
}

/// A disk may write things in another order than it was told them, unless it is asked to be done with them.
#[test]
fn a_site_is_on_the_disk_before_it_is_shown_and_so_is_its_place_afterwards() {
    if !can_fail() {
        return;
    }
    // Systems have several calls for one thing.
    let kinds = ["sync", "rename"];
    let order = |site: &Site| {
        let calls = site.stand.calls(site.args).into_iter();
        let kind =
            |call: Call| Some((kinds.into_iter().find(|kind| call.name().contains(kind))?, call.path().to_owned()));
        calls.filter_map(kind).collect::<Vec<_>>()
    };
    let stage = ".goodturn-public.stage";
    for site in [Site::public(), Site::first()] {
        let expected = [("sync", stage), ("rename", stage), ("sync", ""), ("rename", ".goodturn-public.memory.new")];
        assert_eq!(order(&site), expected.map(|(kind, path)| (kind, path.to_owned())));
    }
}

/// Where two folders cannot change places it takes two renames. Only between them there is no site, and the old one lies
/// beside its place, whole.
#[test]
fn without_an_exchange_of_folders_the_site_is_whole_as_well() {
    if !can_fail() {
        return;
    }
    let site = Site::public();
    let faults = ERRORS.map(Fault::Error).into_iter().chain([Fault::Kill]);
    let renames = ["public", ".goodturn-public.stage"].map(|path| Call::new("rename", path, 1));
    for (call, fault) in faults.flat_map(|fault| renames.clone().map(|call| (call, fault))) {
        let ended = site.stand.at_without(Some("renameat2"), &call, fault, site.args);
        let found = site.stand.state(site.folder);
        let is_between = matches!(fault, Fault::Kill) && found.is_empty();
        let found = if is_between { site.stand.state(".goodturn-public.old") } else { found };
        site.judge(&call, fault, &ended, &found).unwrap();
    }
}

/// What is too quick for a system call to be counted: 500 moments in the long run, beside those of `publish.rs`.
#[test]
fn killed_at_random_the_site_is_whole() {
    let site = Site::public();
    let started = std::time::Instant::now();
    assert!(site.stand.run(site.args).status.success());
    let whole = started.elapsed();
    for attempt in 0..if is_long() { 500 } else { 10_u32 } {
        site.stand.renew();
        let mut child = site.stand.command(site.args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole * ((attempt * 37) % 100) / 90);
        let _ = child.kill();
        child.wait().unwrap();
        let found = site.stand.state(site.folder);
        assert!(found == site.old || found == site.new, "attempt {attempt}: a site that is neither");
        assert!(site.stand.run(site.args).status.success());
        assert_eq!((site.stand.state(site.folder), site.stand.names()), (site.new.clone(), site.names.clone()));
    }
}
