//! What an import would have other commands say: texts that `build` refuses because they tell of somebody who comes, and
//! people who are due by what became known of them.

use std::collections::{BTreeSet, HashSet};

use super::told::{DueJson, NamedJson};
use crate::command::judge_all;
use crate::diagnostic::{Diagnostic, Report};
use crate::error::Result;
use crate::guard::watch;
use crate::model::{Circle, Include, Journal, Notebook, State, Theme, due};
use crate::parse::date::Day;
use crate::parse::slug;
use crate::plan::PublicSite;

/// The public half, as a build of today would take it.
pub(super) struct House<'a> {
    pub(super) notebook: &'a Notebook,
    pub(super) theme: &'a Theme,
    pub(super) day: Day,
}

/// Everything public that tells of one of these people: the same look that `build` takes, over texts and pages, and over
/// what is scheduled too.
pub(super) fn named(house: &House<'_>, circle: &Circle, handles: &HashSet<&str>) -> Result<Vec<NamedJson>> {
    if handles.is_empty() {
        return Ok(Vec::new());
    }
    let mut report = Report::new();
    let site = PublicSite::plan(&mut Report::new(), house.notebook, house.theme.clone(), house.day, Include::default());
    let guard = watch::over(Some(circle), &house.notebook.settings);
    let verdict = watch::judge(&mut report, &guard, Some(circle), &site);
    let zone = house.notebook.settings.timezone;
    for entry in &house.notebook.entries {
        if let State::Scheduled(_) = entry.state(house.day, zone) {
            report.merge(watch::judge_one(&guard, circle, &entry.article, Some(entry)));
        }
    }
    // What is wrong with the public half itself is found too; it is for `check` to say.
    judge_all(&mut report, &site, &verdict)?;
    let found: BTreeSet<_> = report.sorted().into_iter().filter_map(|it| told(it, handles)).collect();
    // A file that is copied is a text of the author's, and a page of the same words.
    let is_copy = |it: &NamedJson| {
        let source = format!("static/{}", it.path);
        found.iter().any(|other| other.path == source && (&other.handle, &other.what) == (&it.handle, &it.what))
    };
    Ok(found.iter().filter(|it| !is_copy(it)).cloned().collect())
}

/// What the guard says, if it is about one of these people. Whose it is stands last in its words.
fn told(diagnostic: &Diagnostic, handles: &HashSet<&str>) -> Option<NamedJson> {
    let what = diagnostic.message.trim_end_matches(", and this file is public");
    let (_, rest) = what.rsplit_once('@').filter(|_| diagnostic.code == "leak")?;
    let end = rest.find(|c: char| !slug::is_slug(&c.to_string()) && !"-_".contains(c)).unwrap_or(rest.len());
    let handle = handles.get(&rest[..end])?;
    let place = &diagnostic.place;
    Some(NamedJson {
        path: place.source.path().to_owned(),
        line: place.position().line,
        handle: (*handle).to_owned(),
        what: what.to_owned(),
    })
}

/// Those who are to be written to now and were not before.
pub(super) fn due(house: &House<'_>, before: &Circle, after: &Circle) -> Vec<DueJson> {
    let journal = Journal::on(house.notebook, house.day, Include::default());
    let rows = |circle: &Circle| {
        let found = due::due(circle, &journal, house.day);
        let why = |row: due::Row| {
            let why = row.reasons.first().map_or_else(String::new, |reason| reason.text.clone());
            DueJson { handle: circle.contacts[row.contact].handle.clone(), why }
        };
        found.now.into_iter().chain(found.find_first).map(why).collect::<Vec<_>>()
    };
    let known: HashSet<_> = rows(before).into_iter().map(|row| row.handle).collect();
    rows(after).into_iter().filter(|row| !known.contains(&row.handle)).collect()
}
