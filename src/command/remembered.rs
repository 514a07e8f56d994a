//! What a build need not do again, because the last one did just that.
//!
//! Where the site would be made of the same things and its folder holds what was made of them, nothing is rendered; where
//! there was nothing to say of these things either, they are not even understood. Otherwise a page stays as it is where
//! all that it could show is as it was, and a file that was searched for the same secrets is not searched again.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::build::{Contents, held_back};
use super::{Loaded, World};
use crate::audience::{Public, Rendered};
use crate::diagnostic::{Diagnostic, Report, Source};
use crate::error::Result;
use crate::guard::Verdict;
use crate::load::{Fingerprint, PrivateFiles, PublicFiles};
use crate::model::{Article, Include, Notebook, Settings};
use crate::parse::Document;
use crate::parse::date::Day;
use crate::plan::{PublicSite, Route, site::Landings};
use crate::publish::memory::{self, Known, Summary};
use crate::publish::{Memory, OutDir, Stage};

/// What a build finds before it understands anything: what the site is made of, and what the last build left.
#[derive(Debug)]
pub(super) struct Last {
    made_of: MadeOf,
    memory: Option<Memory>,
    /// What is read again when it is published, and what it was at first.
    files: PublicFiles,
    on_disk: Fingerprint,
    day: Day,
    include: Include,
}

/// What a site is made of.
#[derive(Clone, Copy, Debug)]
struct MadeOf {
    program: Fingerprint,
    /// Everything public, the program, and what it was asked for.
    all: Fingerprint,
    /// The same without the bodies of the texts.
    fronts: Fingerprint,
    private: Fingerprint,
}

impl Last {
    /// Looks at what was loaded and, where it is known which folder is to be written, at what the last build of it left.
    /// Nothing where nothing is to be left.
    pub(super) fn recall(
        world: &World,
        loaded: &Loaded,
        private: Option<&PrivateFiles>,
        include: Include,
        out: Option<&OutDir<Public>>,
    ) -> Result<Option<Self>> {
        let Some(program) = &world.program else { return Ok(None) };
        let Loaded { settings, files } = loaded;
        let day = world.clock.day(settings);
        let on_disk = files.fingerprint_on_disk()?;
        let asked = format!("{day} {} {}", include.drafts, include.future);
        let base = settings.base_url.absolute("");
        let around = Fingerprint::of([program, &asked, settings.source.text(), &base]);
        let made_of = MadeOf {
            program: Fingerprint::of([program]),
            all: Fingerprint::of([around, on_disk, files.fingerprint()]),
            fronts: Fingerprint::of([around, on_disk, fronts(&files.markdown)]),
            private: Fingerprint::of(private.map(PrivateFiles::fingerprint)),
        };
        Ok(Some(Self { made_of, memory: out.and_then(OutDir::recall), files: files.clone(), on_disk, day, include }))
    }

    /// What was said of the last build's site, if just the same is to be said of this one's, and the folder holds it.
    pub(super) fn is_still_true(
        &self,
        report: &Report,
        out: &OutDir<Public>,
        settings: &Arc<Settings>,
    ) -> Option<Contents> {
        let memory = self.memory.as_ref().filter(|memory| memory.made_of == self.made_of.all && report.is_empty())?;
        let summary = memory.summary.as_ref().filter(|summary| summary.private == self.made_of.private)?;
        let Summary { private: _, pages, feeds, held_back: places } = summary;
        let texts: Option<Vec<_>> = places.iter().map(|place| self.files.markdown.get(*place).cloned()).collect();
        let texts = PublicFiles { markdown: texts?, ..PublicFiles::default() };
        let files = memory.files.len().checked_sub(pages + feeds).filter(|_| out.holds(memory))?;
        let notebook = Notebook::read(&mut Report::new(), texts, Arc::clone(settings));
        let held_back = held_back(&notebook, self.day, self.include);
        Some(Contents { pages: *pages, feeds: *feeds, files, held_back })
    }

    /// Goes on with what was understood, and with what its files are searched for.
    pub(super) fn compare<'s>(self, site: &'s PublicSite, verdict: &Verdict<'_>) -> Remembered<'s> {
        let judged_by = Fingerprint::of([self.made_of.program, verdict.fingerprint()]);
        Remembered { site, last: self, judged_by, files: Mutex::default() }
    }
}

/// The front matter of all texts: what a page says of other entries stands there.
fn fronts(texts: &[Arc<Source>]) -> Fingerprint {
    let front = |source: &Arc<Source>| {
        let document = Document::split(&mut Report::new(), Arc::clone(source));
        Fingerprint::of([source.path(), &source.text()[document.front.range()]])
    };
    Fingerprint::of(texts.par_iter().map(front).collect::<Vec<_>>())
}

/// What the last build left and what this one will leave.
#[derive(Debug)]
pub(super) struct Remembered<'s> {
    site: &'s PublicSite,
    last: Last,
    judged_by: Fingerprint,
    files: Mutex<HashMap<String, Known>>,
}

impl Remembered<'_> {
    /// Whether the folder holds the very site that would be made, searched for what would be searched for.
    pub(super) fn is_there(&self, out: &OutDir<Public>) -> bool {
        let memory = self.searched_alike().filter(|memory| memory.made_of == self.last.made_of.all);
        memory.is_some_and(|memory| out.holds(memory))
    }

    /// Leaves a page as it is, where it would become the same and was searched for the same; whether it did. What
    /// `render` would make is looked at in tests alone.
    pub(super) fn keep(
        &self,
        stage: &Stage<Public>,
        (place, route): (&str, Route),
        render: impl FnOnce() -> Option<Rendered<Public>>,
    ) -> bool {
        let Some(known) = self.known(place).filter(|known| known.made_of.is_some()) else { return false };
        let kept = known.made_of == self.made_of(route) && stage.keep(place, known.file);
        if kept {
            let rendered = || render().map(|page| memory::fingerprint(page.bytes()));
            debug_assert_eq!(rendered(), Some(known.file), "{place} shows more than it is said to be made of");
            self.remember(place, *known);
        }
        kept
    }

    /// Has a file judged, unless that was done; remembers it. What is permitted in an entry is not permitted in a copy,
    /// so that a copy is always looked at.
    pub(super) fn judge(
        &self,
        place: &str,
        page: &Rendered<Public>,
        judge: impl FnOnce() -> Vec<Diagnostic>,
    ) -> Vec<Diagnostic> {
        let file = memory::fingerprint(page.bytes());
        let was_judged = !self.site.is_copied(place) && self.known(place).is_some_and(|known| known.file == file);
        let made_of = self.site.at(place).and_then(|route| self.made_of(route));
        self.remember(place, Known { file, made_of });
        if was_judged { Vec::new() } else { judge() }
    }

    /// What to leave, once everything was judged and published; nothing where a file became another one meanwhile. The
    /// `contents` are told again only where they are all that was told.
    pub(super) fn into_memory(self, contents: Option<&Contents>) -> Option<Memory> {
        let Last { made_of, files: sources, on_disk, .. } = self.last;
        if sources.fingerprint_on_disk().ok() != Some(on_disk) {
            return None;
        }
        let place = |path: &str| sources.markdown.binary_search_by(|source| source.path().cmp(path)).ok();
        let summary = |contents: &Contents| {
            let Contents { pages, feeds, held_back, files: _ } = contents;
            let held_back = held_back.iter().map(|held| place(&held.path)).collect::<Option<_>>()?;
            Some(Summary { private: made_of.private, pages: *pages, feeds: *feeds, held_back })
        };
        let files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        Some(Memory { made_of: made_of.all, judged_by: self.judged_by, summary: contents.and_then(summary), files })
    }

    /// The last build's memory, if it searched its files for what this one is to search them for.
    fn searched_alike(&self) -> Option<&Memory> {
        self.last.memory.as_ref().filter(|memory| memory.judged_by == self.judged_by)
    }

    fn known(&self, place: &str) -> Option<&Known> {
        self.searched_alike().and_then(|memory| memory.files.get(place))
    }

    fn remember(&self, place: &str, known: Known) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(place.to_owned(), known);
    }

    /// All that a page could show: its own text, where the links in it lead (which the headings of another text have a
    /// say in), and what all texts have in their front matter. Nothing for pages that show the bodies of several texts, and for what is no page.
    fn made_of(&self, route: Route) -> Option<Fingerprint> {
        let around = self.last.made_of.fronts;
        let own = |article: &Article, landings: &Landings| {
            let mut links = DefaultHasher::new();
            landings.hash(&mut links);
            let text = article.source.text().as_bytes();
            Fingerprint::of([around.as_ref(), text, &links.finish().to_le_bytes()])
        };
        let site = self.site;
        match route {
            Route::Entry(index) => Some(own(&site.journal.entries[index].article, site.entry_landings(index))),
            Route::Page(index) => Some(own(&site.journal.pages[index].article, site.page_landings(index))),
            Route::Kind(_)
            | Route::KindYear(..)
            | Route::Archive
            | Route::ArchiveYear(_)
            | Route::Tags
            | Route::Tag(_)
            | Route::TagYear(..) => Some(around),
            _ => None,
        }
    }
}
