//! `check`: everything that `build` refuses, what drafts still lack, and what is worth a second look.

mod people;

use std::collections::{BTreeSet, HashSet};

use super::{Reading, World, change, judge_all};
use crate::diagnostic::{Place, Report, Source, people as messages};
use crate::error::Result;
use crate::guard::watch;
use crate::model::{Article, Include, Notebook, State, Theme};
use crate::parse::date::Day;
use crate::plan::PublicSite;

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Entries in any state.
    pub entries: usize,
    /// Pages in any state.
    pub pages: usize,
    /// Contacts.
    pub contacts: usize,
}

/// Checks the whole journal. What was found is in the report.
pub fn check(report: &mut Report, world: &World) -> Result<Checked> {
    let Reading { notebook, theme, day } = world.read(report, None)?;
    let circle = world.read_circle(report, &notebook)?;
    check_unpublished(report, &notebook, &theme, day);
    let site = PublicSite::plan(report, &notebook, theme, day, Include::default());
    let guard = watch::over(circle.as_ref(), &notebook.settings);
    let verdict = watch::judge(report, &guard, circle.as_ref(), &site);
    if let Some(circle) = &circle {
        people::check(report, circle, &guard, &notebook, day);
        people::check_tracked(report, world, circle)?;
    }
    judge_all(report, &site, &verdict)?;
    if change::is_unfinished(&world.root) {
        report.push(messages::unfinished(Place::start_of(&Source::new(change::WHOLE, ""))));
    }
    let contacts = circle.map_or(0, |circle| circle.contacts.len());
    Ok(Checked { entries: notebook.entries.len(), pages: notebook.pages.len(), contacts })
}

/// Links and pictures of what is not out yet: notes for a draft, errors for what will be out by itself. What is
/// scheduled is looked at as it will be on its own day, with what is out by then and nothing else.
fn check_unpublished(report: &mut Report, notebook: &Notebook, theme: &Theme, day: Day) {
    let all = Include { drafts: true, future: true };
    let path = |(article, _): (&'_ Article, State)| article.source.path().to_owned();
    let drafts: HashSet<_> = notebook.articles(day).filter(|(_, state)| *state == State::Draft).map(path).collect();
    for diagnostic in planned(notebook, theme, day, all).sorted() {
        if drafts.contains(diagnostic.place.source.path()) {
            report.push(diagnostic.clone().as_note());
        }
    }
    let days: BTreeSet<_> = notebook.articles(day).filter_map(|(_, state)| state.scheduled()).collect();
    for out in days {
        let paths: HashSet<_> =
            notebook.articles(day).filter(|(_, state)| state.scheduled() == Some(out)).map(path).collect();
        for diagnostic in planned(notebook, theme, out, Include::default()).sorted() {
            if paths.contains(diagnostic.place.source.path()) {
                report.push(diagnostic.clone());
            }
        }
    }
}

/// What a plan of the site finds.
fn planned(notebook: &Notebook, theme: &Theme, day: Day, include: Include) -> Report {
    let mut found = Report::new();
    PublicSite::plan(&mut found, notebook, theme.clone(), day, include);
    found
}
