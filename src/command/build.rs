//! `build`: the journal becomes a site.

use std::path::PathBuf;

use super::remembered::Remembered;
use super::stopwatch::{Lap, Share, Stopwatch};
use super::{Loaded, Reading, World, judge, judge_all, render_each};
use crate::audience::{Audience, Public, Rendered};
use crate::diagnostic::Report;
use crate::error::Result;
use crate::guard::{Verdict, watch};
use crate::load::{Fingerprint, PublicFiles};
use crate::model::notebook::Kept;
use crate::model::settings::BaseUrl;
use crate::model::{Article, Include, Notebook, State};
use crate::parse::date::Day;
use crate::plan::PublicSite;
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
    /// Pages that a person reads.
    pub pages: usize,
    /// Feeds in all formats.
    pub feeds: usize,
    /// Everything else: pictures, styles, lists for programs.
    pub files: usize,
    /// What of it is new.
    pub published: Published,
    /// Entries and pages that were left out, or that only their own page still shows.
    pub held_back: Vec<HeldBack>,
    /// Where the time went.
    pub laps: Vec<Lap>,
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
    let loaded = world.load(report, options.base_url.clone(), &mut kept, &[])?;
    let program = world.program.as_deref();
    let sources = program.map(|program| Sources::of(program, &loaded)).transpose()?;
    stopwatch.lap("load");
    let Reading { notebook, theme, day } = world.understand(report, loaded, &mut kept)?;
    stopwatch.lap("parse");
    let circle = world.read_circle(report, &notebook)?;
    stopwatch.lap("people");
    #[cfg(leak = "log-is-checked")]
    circle.iter().for_each(|circle| circle.check_days(report, day));
    let site = PublicSite::plan(report, &notebook, theme, day, options.include);
    stopwatch.lap("plan");
    let guard = watch::over(circle.as_ref(), &notebook.settings);
    let verdict = watch::judge(report, &guard, circle.as_ref(), &site);
    stopwatch.lap("guard texts");
    if report.has_errors() {
        // Nothing will be published, but what rendering finds belongs into the same report.
        judge_all(report, &site, &verdict)?;
        return Ok(None);
    }
    let out = OutDir::claim(&world.root, &folder(world, options), world.home.as_deref())?;
    let remembered = sources.map(|sources| {
        let made_of = sources.made_of(day, options.include);
        let judged_by = Fingerprint::of([sources.program.as_bytes(), verdict.fingerprint().as_ref()]);
        Remembered::of(&out, made_of, judged_by, sources.on_disk)
    });
    let is_there = remembered.as_ref().is_some_and(|remembered| remembered.is_there(&out));
    stopwatch.lap("compare");
    let published = if is_there {
        publish::clear_up(&out)?;
        Some(Published::nothing(site.routes().len()))
    } else {
        render_and_publish(report, &site, &verdict, out.clone(), remembered, &mut stopwatch)?
    };
    let Some(published) = published else { return Ok(None) };
    let held_back = held_back(&notebook, day, options.include);
    let built = Built::count(out.path().to_path_buf(), &site, published, held_back, stopwatch.laps());
    #[cfg(leak = "people-are-counted")]
    let built = Built { files: built.files + circle.map_or(0, |circle| circle.contacts.len()), ..built };
    // Giving ten thousand texts back takes its time, and nobody has to wait for that.
    rayon::spawn(move || drop((site, notebook, kept)));
    Ok(Some(built))
}

/// Nothing is published where the report has errors.
fn render_and_publish(
    report: &mut Report,
    site: &PublicSite,
    verdict: &Verdict<'_>,
    out: OutDir<Public>,
    remembered: Option<Remembered>,
    stopwatch: &mut Stopwatch,
) -> Result<Option<Published>> {
    let Some(renderer) = Renderer::new(report, site) else { return Ok(None) };
    stopwatch.lap("templates");
    renderer.prepare();
    stopwatch.lap("search");
    let shares = ["render", "guard pages", "write"].map(Share::of);
    let [rendering, guarding, writing] = &shares;
    let judge = |place: &str, page: &Rendered<Public>| {
        let judge = || judge(verdict, site, place, page);
        match &remembered {
            Some(remembered) => remembered.judge(place, page, site.is_copied(place), judge),
            None => judge(),
        }
    };
    let stage = Stage::<Public>::open(out, site.routes().map(|(place, _)| place))?;
    stopwatch.lap("folders");
    render_each(
        report,
        site.routes(),
        |route| rendering.time(|| renderer.render(route)),
        |place, page| {
            writing.time(|| stage.write(place, page))?;
            Ok(guarding.time(|| judge(place, page)))
        },
    )?;
    stopwatch.split(&shares);
    if report.has_errors() && cfg!(not(leak = "published-in-spite")) {
        return Ok(None);
    }
    let published = stage.publish(remembered.and_then(Remembered::into_memory))?;
    stopwatch.lap("publish");
    Ok(Some(published))
}

/// What a site is made of, before it is known which day it is.
struct Sources<'p> {
    program: &'p str,
    all: Fingerprint,
    on_disk: (PublicFiles, Fingerprint),
}

impl<'p> Sources<'p> {
    fn of(program: &'p str, loaded: &Loaded) -> Result<Self> {
        let on_disk = loaded.files.fingerprint_on_disk()?;
        Ok(Self { program, all: loaded.fingerprint(on_disk), on_disk: (loaded.files.clone(), on_disk) })
    }

    fn made_of(&self, day: Day, include: Include) -> Fingerprint {
        let Include { drafts, future } = include;
        let asked = format!("{day} {drafts} {future}");
        Fingerprint::of([self.program.as_bytes(), self.all.as_ref(), asked.as_bytes()])
    }
}

fn folder(world: &World, options: &Options) -> PathBuf {
    let preview = options.include != Include::default() && cfg!(not(leak = "preview-is-public"));
    let usual = world.root.join(if preview { PREVIEW } else { Public::FOLDER });
    options.output.clone().unwrap_or(usual)
}

impl Built {
    fn count(
        folder: PathBuf,
        site: &PublicSite,
        published: Published,
        held_back: Vec<HeldBack>,
        laps: Vec<Lap>,
    ) -> Self {
        let pages = site.routes().filter(|(_, route)| route.is_page()).count();
        let feeds = site.routes().filter(|(_, route)| route.is_feed()).count();
        let files = site.routes().len() - pages - feeds;
        Self { folder, pages, feeds, files, published, held_back, laps }
    }
}

/// The entries and pages that a build left out; a preview shows some of them.
fn held_back(notebook: &Notebook, day: Day, include: Include) -> Vec<HeldBack> {
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
