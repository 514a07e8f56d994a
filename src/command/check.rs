//! `check`: everything that `build` refuses, what drafts still lack, and what is worth a second look.

use rayon::prelude::*;

use super::{Reading, World, add_failure};
use crate::diagnostic::{Diagnostic, Report};
use crate::error::Result;
use crate::model::{Include, Notebook, State, Theme};
use crate::parse::date::Day;
use crate::plan::Site;
use crate::render::Renderer;

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Entries in any state.
    pub entries: usize,
    /// Pages in any state.
    pub pages: usize,
}

/// Checks the whole journal. What was found is in the report.
pub fn check(report: &mut Report, world: &World) -> Result<Checked> {
    let Reading { notebook, theme, day } = world.read(report, None)?;
    check_unpublished(report, &notebook, &theme, day);
    let site = Site::plan(report, &notebook, theme, day, Include::default());
    if let Some(renderer) = Renderer::new(report, &site) {
        render_all(report, &site, &renderer)?;
    }
    Ok(Checked { entries: notebook.entries.len(), pages: notebook.pages.len() })
}

/// Links and pictures of what is not out yet: notes for a draft, errors for what will be out by itself.
fn check_unpublished(report: &mut Report, notebook: &Notebook, theme: &Theme, day: Day) {
    let mut found = Report::new();
    let all = Include { drafts: true, future: true };
    Site::plan(&mut found, notebook, theme.clone(), day, all);
    for (entry, state) in notebook.states(day) {
        let own = |d: &&Diagnostic| d.place.source.path() == entry.article.source.path();
        for diagnostic in found.sorted().into_iter().filter(own) {
            match state {
                State::Draft => report.push(diagnostic.clone().as_note()),
                State::Scheduled(_) => report.push(diagnostic.clone()),
                State::Published | State::Expired(_) => {}
            }
        }
    }
}

/// Renders every route and throws the bytes away: a template or a picture may fail on one page only.
fn render_all(report: &mut Report, site: &Site<crate::audience::Public>, renderer: &Renderer<'_>) -> Result<()> {
    let routes: Vec<_> = site.routes().collect();
    let failures: Vec<_> = routes.into_par_iter().filter_map(|(_, route)| renderer.render(route).err()).collect();
    failures.into_iter().try_for_each(|failure| add_failure(report, failure))
}
