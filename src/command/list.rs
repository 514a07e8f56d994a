//! `list`: every entry with its state, since "why is my entry not there?" is the commonest question of all.

use serde::Serialize;

use super::World;
use super::build::title_or_name;
use crate::diagnostic::Report;
use crate::error::Result;
use crate::model::State;

/// A line of the list; with `--json`, an object of the same keys.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// `2026-11-18`.
    pub date: String,
    /// `published`, `draft`, `scheduled` or `expired`.
    pub state: &'static str,
    /// `resource`, `introduction` or `lesson`.
    pub kind: String,
    /// The title; the file's name while there is none.
    pub title: String,
    /// The file.
    pub path: String,
    /// The address below the site's root; it answers only where the state is `published` or `expired`.
    pub address: String,
    /// The last day for which the state is as it is, where that is known.
    pub until: Option<String>,
}

/// Lists every entry, newest first.
pub fn list(report: &mut Report, world: &World) -> Result<Vec<Line>> {
    let reading = world.read(report, None)?;
    let zone = reading.notebook.settings.timezone;
    let line = |(entry, state): (&crate::model::Entry, State)| Line {
        date: entry.date.day(zone).to_string(),
        state: state.word(),
        kind: entry.kind().one().to_lowercase(),
        title: title_or_name(&entry.article.title, &entry.article.stem),
        path: entry.article.source.path().to_owned(),
        address: format!("/{}/{}/", entry.kind().folder(), entry.article.slug),
        until: match state {
            State::Scheduled(day) => day.pred_opt().map(|day| day.to_string()),
            State::Published => entry.expires.and_then(|day| day.pred_opt()).map(|day| day.to_string()),
            State::Draft | State::Expired(_) => None,
        },
    };
    Ok(reading.notebook.states(reading.day).into_iter().map(line).collect())
}
