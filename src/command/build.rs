//! `build`: the journal becomes a site.

use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::remembered::{Last, Remembered};
use super::stopwatch::{Lap, Share, Stopwatch};
use super::{Reading, World, judge_all, render_each};
use crate::audience::{Audience, Public, Rendered};
use crate::diagnostic::Report;
use crate::error::Result;
use crate::guard::{Verdict, watch};
use crate::model::notebook::Kept;
use crate::model::settings::BaseUrl;
use crate::model::{Article, Circle, Include, Notebook, State};
use crate::parse::date::Day;
use crate::plan::{PublicSite, Route};
use crate::publish::{self, OutDir, Published, Stage};
use crate::render::Renderer;

/// What a build is asked to do.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Drafts and the future, for a preview.
    pub include: Include,
    /// Another address than the one in `site.toml`.
    pub base_url: Option<BaseUrl>,
    /// Another folder than the usual one.
    pub output: Option<PathBuf>,
}

/// What a build did.
#[derive(Debug)]
pub struct Built {
    /// The folder that now holds the site.
    pub folder: PathBuf,
    /// What is in it.
    pub contents: Contents,
    /// What of it is new.
    pub published: Published,
    /// Where the time went.
    pub laps: Vec<Lap>,
}

/// What is in a site, and what is not in it yet.
#[derive(Debug)]
pub struct Contents {
    /// Pages that a person reads.
    pub pages: usize,
    /// Feeds in all formats.
    pub feeds: usize,
    /// Everything else: pictures, styles, lists for programs.
    pub files: usize,
    /// Entries and pages that were left out, or that only their own page still shows.
    pub held_back: Vec<HeldBack>,
}

/// An entry or a page that is not in the lists.
#[derive(Clone, Debug)]
pub struct HeldBack {
    /// Its title; its file's name where it has none yet.
    pub title: String,
    /// Its file.
    pub path: String,
    /// Why.
    pub state: State,
}

/// Where previews go unless another folder is named, so that `public/` is always safe to upload.
const PREVIEW: &str = "preview";

/// Builds the public site. Nothing is returned, and nothing published, where the report has errors.
pub fn build(report: &mut Report, world: &World, options: &Options) -> Result<Option<Built>> {
    let mut stopwatch = Stopwatch::start();
    let mut kept = Kept::default();
    let out = OutDir::claim(&world.root, &folder(world, options), world.home.as_deref());
    let load = || -> Result<_> {
        let loaded = world.load(report, options.base_url.clone(), &mut kept, &[])?;
        let private = world.load_private(report, &loaded.settings)?;
        Ok((loaded, private))
    };
    let (read, memory) = rayon::join(load, || out.as_ref().ok().and_then(OutDir::recall));
    let (loaded, private) = read?;
    let last = Last::of(world, &loaded, private.as_ref(), options.include, memory)?;
    stopwatch.lap("load");
    if let (Some(last), Ok(out)) = (&last, &out)
        && let Some(contents) = last.is_still_true(report, out, &loaded.settings)
    {
        return Built::nothing_new(out, contents, stopwatch).map(Some);
    }
    let Reading { notebook, theme, day } = world.understand(report, loaded, &mut kept)?;
    stopwatch.lap("parse");
    let circle = private.map(|files| Circle::read(report, files, &notebook));
    stopwatch.lap("people");
    #[cfg(leak = "log-is-checked")]
    circle.iter().for_each(|circle| circle.check_days(report, day));
    let (site, guard) = rayon::join(
        || PublicSite::plan(report, &notebook, theme, day, options.include),
        || watch::over(circle.as_ref(), &notebook.settings),
    );
    stopwatch.lap("plan");
    colour_the_newest(&site);
    let mut of_theme = Report::new();
    let (verdict, renderer) =
        rayon::join(|| watch::judge(report, &guard, circle.as_ref(), &site), || Renderer::new(&mut of_theme, &site));
    stopwatch.lap("guard texts, templates");
    if report.has_errors() {
        // Nothing will be published, but what rendering finds belongs into the same report.
        judge_all(report, &site, &verdict)?;
        return Ok(None);
    }
    let out = out?;
    report.merge(of_theme);
    let Some(renderer) = renderer else { return Ok(None) };
    let contents = Contents::of(&site, held_back(&notebook, day, options.include));
    #[cfg(leak = "people-are-counted")]
    let contents = Contents { files: contents.files + circle.map_or(0, |circle| circle.contacts.len()), ..contents };
    let remembered = last.map(|last| last.compare(&site, &verdict));
    let built = if remembered.as_ref().is_some_and(|remembered| remembered.is_there(&out)) {
        let said = report.is_empty().then_some(&contents);
        publish::remember(&out, remembered.and_then(|remembered| remembered.into_renewed(said)));
        Some(Built::nothing_new(&out, contents, stopwatch)?)
    } else {
        stopwatch.lap("compare");
        render_and_publish(report, &renderer, &verdict, out, remembered, contents, stopwatch)?
    };
    // Giving ten thousand texts back takes its time, and nobody has to wait for that.
    rayon::spawn(move || drop((site, notebook, kept)));
    Ok(built)
}

/// The newest entries are in the feeds of every build. Their code is coloured while others still read and compare: the
/// first block of a language takes as long as hundreds after it.
fn colour_the_newest(site: &PublicSite) {
    let newest: Vec<_> = site.journal.listed().iter().take(site.journal.settings.feed.items).map(Arc::clone).collect();
    rayon::spawn(move || newest.iter().for_each(|entry| entry.article.text.colour()));
}

/// Nothing is published where the report has errors.
fn render_and_publish(
    report: &mut Report,
    renderer: &Renderer<'_>,
    verdict: &Verdict<'_>,
    out: OutDir<Public>,
    remembered: Option<Remembered<'_>>,
    contents: Contents,
    mut stopwatch: Stopwatch,
) -> Result<Option<Built>> {
    let site = renderer.site();
    renderer.prepare();
    stopwatch.lap("search");
    let folder = out.path().to_path_buf();
    let stage = Stage::<Public>::open(out, site.routes().map(|(place, _)| place))?;
    stopwatch.lap("folders");
    let as_it_was = |page: (&str, Route)| {
        remembered.as_ref().is_some_and(|it| it.keep(&stage, page, || renderer.render(page.1).ok()))
    };
    let routes: Vec<_> = site.routes().collect();
    let routes: Vec<_> = routes.into_par_iter().filter(|page| !as_it_was(*page)).collect();
    stopwatch.lap("unchanged");
    let shares = ["render", "guard pages", "write"].map(Share::of);
    let [rendering, guarding, writing] = &shares;
    let judge = |at: (&str, Route), page: &Rendered<Public>| {
        let judge = || watch::judge_file(verdict, site, at, page.bytes());
        match &remembered {
            Some(remembered) => remembered.judge(at, page, judge),
            None => judge(),
        }
    };
    render_each(
        report,
        routes.into_iter(),
        |route| rendering.time(|| renderer.render(route)),
        |at, page| {
            writing.time(|| stage.write(at.0, page))?;
            Ok(guarding.time(|| judge(at, page)))
        },
    )?;
    stopwatch.split(&shares);
    if report.has_errors() && cfg!(not(leak = "published-in-spite")) {
        return Ok(None);
    }
    let said = report.is_empty().then_some(&contents);
    let memory = remembered.and_then(|remembered| remembered.into_memory(said));
    let published = stage.publish(memory, |place| site.at(place).is_some())?;
    stopwatch.lap("publish");
    Ok(Some(Built { folder, contents, published, laps: stopwatch.laps() }))
}

fn folder(world: &World, options: &Options) -> PathBuf {
    let preview = options.include != Include::default() && cfg!(not(leak = "preview-is-public"));
    let usual = world.root.join(if preview { PREVIEW } else { Public::FOLDER });
    options.output.clone().unwrap_or(usual)
}

impl Built {
    fn nothing_new(out: &OutDir<Public>, contents: Contents, mut stopwatch: Stopwatch) -> Result<Self> {
        publish::clear_up(out)?;
        stopwatch.lap("compare");
        let Contents { pages, feeds, files, held_back: _ } = contents;
        let published = Published::nothing(pages + feeds + files);
        Ok(Self { folder: out.path().to_path_buf(), contents, published, laps: stopwatch.laps() })
    }
}

impl Contents {
    fn of(site: &PublicSite, held_back: Vec<HeldBack>) -> Self {
        let pages = site.routes().filter(|(_, route)| route.is_page()).count();
        let feeds = site.routes().filter(|(_, route)| route.is_feed()).count();
        Self { pages, feeds, files: site.routes().len() - pages - feeds, held_back }
    }
}

/// The entries and pages that a build left out; a preview shows some of them.
pub(super) fn held_back(notebook: &Notebook, day: Day, include: Include) -> Vec<HeldBack> {
    let left_out = |state: State| !include.shows(state) || matches!(state, State::Expired(_));
    let held = |(article, state): (&Article, State)| HeldBack {
        title: title_or_name(&article.title, &article.stem),
        path: article.source.path().to_owned(),
        state,
    };
    notebook.articles(day).filter(|(_, state)| left_out(*state)).map(held).collect()
}

/// What to call an entry that may have no title yet.
pub fn title_or_name(title: &str, stem: &str) -> String {
    if title.is_empty() { stem.to_owned() } else { title.to_owned() }
}

/// The first day on which something scheduled comes out.
pub fn next_day(held_back: &[HeldBack]) -> Option<Day> {
    held_back.iter().filter_map(|held| if let State::Scheduled(day) = held.state { Some(day) } else { None }).min()
}
