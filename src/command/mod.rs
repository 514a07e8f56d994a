//! What a person can ask for, a file each. Nothing here prints, reads the clock or knows how it was called.

pub mod build;
pub mod check;
pub mod append;
pub mod create;
pub mod change;
pub mod due;
pub mod export;
pub mod import;
pub mod init;
pub mod list;
pub mod log;
pub mod new;
pub mod people;
pub mod private;
pub mod promote;
mod prove;
mod remembered;
pub mod rename;
pub mod serve;
pub mod stopwatch;
pub mod triage;

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use crate::audience::{Audience, Rendered};
use crate::diagnostic::{Diagnostic, Report};
use crate::error::Result;
use crate::guard::{Verdict, watch};
use crate::load::{self, PrivateFiles, PublicFiles, Root};
use crate::model::notebook::Kept;
use crate::model::settings::BaseUrl;
use crate::model::{Circle, Include, Journal, Notebook, Settings, Theme};
use crate::parse::date::Day;
use crate::plan::PublicSite;
use crate::render::{Failure, Renderer};

/// Everything that a command needs to know of the world around the journal.
#[derive(Clone, Debug)]
pub struct World {
    /// The journal.
    pub root: Root,
    /// When it is.
    pub clock: Clock,
    /// The person's own folder, which is never replaced.
    pub home: Option<PathBuf>,
    /// Which program this is, so that no other one trusts what it left; nothing where nothing is to be left.
    pub program: Option<String>,
}

/// When it is.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// A day that was asked for.
    Day(Day),
    /// The present moment.
    Now(DateTime<Utc>),
}

/// The public half of a journal as it was on the disk.
#[derive(Debug)]
pub struct Loaded {
    settings: Arc<Settings>,
    files: PublicFiles,
}

/// A journal that was read.
#[derive(Debug)]
pub struct Reading {
    /// All that was written for the public.
    pub notebook: Notebook,
    /// The theme.
    pub theme: Theme,
    /// Today, in the journal's time zone.
    pub day: Day,
}

impl World {
    /// Reads the public half of the journal; `base_url` stands in for the one in `site.toml`.
    pub fn read(&self, report: &mut Report, base_url: Option<BaseUrl>) -> Result<Reading> {
        self.read_again(report, base_url, &mut Kept::default(), &[])
    }

    /// The same, with what is kept of the last time; only files at `touched` may have another text than then.
    pub fn read_again(
        &self,
        report: &mut Report,
        base_url: Option<BaseUrl>,
        kept: &mut Kept,
        touched: &[String],
    ) -> Result<Reading> {
        let loaded = self.load(report, base_url, kept, touched)?;
        self.understand(report, loaded, kept)
    }

    /// The first half of reading: from the disk to texts.
    pub fn load(
        &self,
        report: &mut Report,
        base_url: Option<BaseUrl>,
        kept: &mut Kept,
        touched: &[String],
    ) -> Result<Loaded> {
        let source = load::public::settings(report, &self.root)?;
        let settings = Settings::read(report, source, base_url);
        let files = kept.load(report, &self.root, &settings, touched)?;
        Ok(Loaded { settings: Arc::new(settings), files })
    }

    /// The second: from texts to what they mean.
    pub fn understand(&self, report: &mut Report, loaded: Loaded, kept: &mut Kept) -> Result<Reading> {
        let Loaded { settings, mut files } = loaded;
        let theme = Theme::read(report, &settings, &std::mem::take(&mut files.themes))?;
        let notebook = Notebook::read_again(report, files, settings, kept);
        let day = self.clock.day(&notebook.settings);
        Ok(Reading { notebook, theme, day })
    }

    /// The private half as it is on the disk; nothing where there is none.
    fn load_private(&self, report: &mut Report, settings: &Settings) -> Result<Option<PrivateFiles>> {
        load::private::private(report, &self.root, settings.entry_limit)
    }

    /// Reads the private half beside a public one; nothing where there is none.
    pub fn read_circle(&self, report: &mut Report, notebook: &Notebook) -> Result<Option<Circle>> {
        let files = self.load_private(report, &notebook.settings)?;
        Ok(files.map(|files| Circle::read(report, files, notebook)))
    }

    /// Reads both halves for the journal's owner. Somebody who has no contacts yet has a circle all the same.
    pub fn read_both(&self, report: &mut Report) -> Result<Both> {
        let Reading { notebook, theme, day } = self.read(report, None)?;
        let circle = self.read_circle(report, &notebook)?.unwrap_or_default();
        circle.check_days(report, day);
        let journal = Journal::on(&notebook, day, Include::default());
        Ok(Both { notebook, theme, circle, journal, day })
    }
}

/// Both halves of a journal, for its owner.
#[derive(Debug)]
pub struct Both {
    /// All that was written for the public.
    pub notebook: Notebook,
    /// The theme.
    pub theme: Theme,
    /// The people, and what happened.
    pub circle: Circle,
    /// What is out today.
    pub journal: Journal,
    /// Today, in the journal's time zone.
    pub day: Day,
}

impl Clock {
    /// The day that it is where the journal lives.
    pub fn day(self, settings: &Settings) -> Day {
        match self {
            Self::Day(day) => day,
            Self::Now(now) => now.with_timezone(&settings.timezone).date_naive(),
        }
    }
}

/// Renders every page and judges it, where none is to be published: a template, a picture or a name may be wrong on one
/// page only.
fn judge_all(report: &mut Report, site: &PublicSite, verdict: &Verdict<'_>) -> Result<()> {
    let Some(renderer) = Renderer::new(report, site) else { return Ok(()) };
    renderer.prepare();
    let render = |route| renderer.render(route);
    render_each(report, site.routes(), render, |at, page| Ok(watch::judge_file(verdict, site, at, page.bytes())))
}

/// Renders every route on all processors and hands the pages on; whoever takes them may have something to say of them.
/// A mistake on one page does not hide one on another; a refusal of the machine ends it.
fn render_each<'p, A: Audience, R: Copy + Send>(
    report: &mut Report,
    routes: impl Iterator<Item = (&'p str, R)>,
    render: impl Fn(R) -> std::result::Result<Rendered<A>, Failure> + Sync,
    take: impl Fn((&str, R), &Rendered<A>) -> Result<Vec<Diagnostic>> + Sync,
) -> Result<()> {
    let routes: Vec<_> = routes.collect();
    let found: Vec<_> = routes
        .into_par_iter()
        .map(|(place, route)| match render(route) {
            Ok(page) => take((place, route), &page),
            Err(Failure::Diagnostic(diagnostic)) => Ok(vec![*diagnostic]),
            Err(Failure::Error(error)) => Err(error),
        })
        .collect();
    for found in found {
        report.extend(found?);
    }
    Ok(())
}
