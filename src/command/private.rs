//! `build --private`: the journal and its people become a site for one reader.

use std::path::PathBuf;

use super::stopwatch::{Lap, Share, Stopwatch};
use super::{Both, World, render_each};
use crate::audience::{Audience, Private};
use crate::diagnostic::Report;
use crate::error::Result;
use crate::model::Include;
use crate::plan::site::Addressing;
use crate::plan::{PrivateSite, PublicSite};
use crate::publish::{OutDir, Published, Stage};
use crate::render::PrivateRenderer;

/// What a private build did.
#[derive(Debug)]
pub struct Built {
    /// The folder that now holds the site.
    pub folder: PathBuf,
    /// How many people have a page.
    pub people: usize,
    /// How many of them would be glad of a word.
    pub due: usize,
    /// Everything, with the copy of the public site.
    pub files: usize,
    /// What of it is new.
    pub published: Published,
    /// Where the time went.
    pub laps: Vec<Lap>,
}

/// Builds the private site, with a copy of the public one in it. Nothing is returned, and nothing published, where the
/// report has errors. The folder is always the same: what is private goes nowhere else.
pub fn build(report: &mut Report, world: &World, include: Include) -> Result<Option<Built>> {
    let mut stopwatch = Stopwatch::start();
    let Both { notebook, theme, circle, day, .. } = world.read_both(report)?;
    stopwatch.lap("read");
    let public = PublicSite::addressed(report, &notebook, theme, day, include, Addressing::Relative);
    let site = PrivateSite::plan(public, circle, day);
    stopwatch.lap("plan");
    let Some(renderer) = PrivateRenderer::new(report, &site) else { return Ok(None) };
    stopwatch.lap("templates");
    renderer.prepare();
    stopwatch.lap("search");
    let shares = ["render", "write"].map(Share::of);
    let [rendering, writing] = &shares;
    let render = |route| rendering.time(|| renderer.render(route));
    if report.has_errors() {
        render_each(report, site.routes(), render, |_, _| Ok(Vec::new()))?;
        return Ok(None);
    }
    let out = OutDir::claim(&world.root, &world.root.join(Private::FOLDER), world.home.as_deref())?;
    let stage = Stage::<Private>::open(out.clone(), site.routes().map(|(place, _)| place))?;
    stopwatch.lap("folders");
    render_each(report, site.routes(), render, |(place, _), page| {
        writing.time(|| stage.write(place, page)).map(|()| Vec::new())
    })?;
    stopwatch.split(&shares);
    if report.has_errors() {
        return Ok(None);
    }
    let published = stage.publish(None, |place| site.at(place).is_some())?;
    stopwatch.lap("publish");
    let (people, due, files) = (site.people.len(), site.due.now.len(), site.routes().len());
    Ok(Some(Built { folder: out.path().to_path_buf(), people, due, files, published, laps: stopwatch.laps() }))
}
