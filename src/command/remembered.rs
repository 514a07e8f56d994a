//! What a build need not do again, because the last one did just that.
//!
//! Where the site would be made of the same things and its folder holds what was made of them, nothing is rendered; where
//! there was nothing to say of these things either, they are not even understood. Otherwise a page stays as it is where
//! all that it could show is as it was, and a file that was searched for the same secrets is not searched again.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::build::{Contents, HeldBack, held_back};
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
    /// The same without the texts.
    around: Fingerprint,
    private: Fingerprint,
}

impl Last {
    /// What was loaded, beside what the last build left of the folder that is to be written; nothing where nothing is to
    /// be left.
    pub(super) fn of(
        world: &World,
        loaded: &Loaded,
        private: Option<&PrivateFiles>,
        include: Include,
        memory: Option<Memory>,
    ) -> Result<Option<Self>> {
        let Some(program) = &world.program else { return Ok(None) };
        let Loaded { settings, files } = loaded;
        let day = world.clock.day(settings);
        let on_disk = files.fingerprint_on_disk()?;
        let asked = format!("{day} {} {}", include.drafts, include.future);
        let base = settings.base_url.absolute("");
        let asked = Fingerprint::of([program, &asked, settings.source.text(), &base]);
        let around = Fingerprint::of([asked, on_disk]);
        let made_of = MadeOf {
            program: Fingerprint::of([program]),
            all: Fingerprint::of([around, files.fingerprint()]),
            around,
            private: Fingerprint::of(private.map(PrivateFiles::fingerprint)),
        };
        Ok(Some(Self { made_of, memory, files: files.clone(), on_disk, day, include }))
    }

    /// Before anything is understood: what was said of the last build's site, if just the same is to be said of this
    /// one's, and the folder holds it.
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
    pub(super) fn compare<'s>(mut self, site: &'s PublicSite, verdict: &Verdict<'_>) -> Remembered<'s> {
        // The theme and the pictures were read since then. If somebody saved one of them meanwhile, pages that are kept
        // would show the old ones, and all others the new ones.
        if self.memory.is_some() && self.files.fingerprint_on_disk().ok() != Some(self.on_disk) {
            self.memory = None;
        }
        let fronts = Fingerprint::of([self.made_of.around, fronts(&self.files.markdown)]);
        let judged_by = Fingerprint::of([self.made_of.program, verdict.fingerprint()]);
        Remembered { site, last: self, fronts, judged_by, files: Mutex::default() }
    }

    /// What is to be said of the site, to be kept.
    fn summary(&self, contents: &Contents) -> Option<Summary> {
        let Contents { pages, feeds, held_back, files: _ } = contents;
        let texts = &self.files.markdown;
        let place = |held: &HeldBack| texts.binary_search_by(|text| text.path().cmp(&held.path)).ok();
        let held_back = held_back.iter().map(place).collect::<Option<_>>()?;
        Some(Summary { private: self.made_of.private, pages: *pages, feeds: *feeds, held_back })
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
    /// What pages may show of each other.
    fronts: Fingerprint,
    judged_by: Fingerprint,
    files: Mutex<HashMap<String, Known>>,
}

impl Remembered<'_> {
    /// Now that all is understood: whether the folder holds the very site that would be made, searched for what would be
    /// searched for. Something else may be to be said of it than the last time.
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
        (place, route): (&str, Route),
        page: &Rendered<Public>,
        judge: impl FnOnce() -> Vec<Diagnostic>,
    ) -> Vec<Diagnostic> {
        let file = memory::fingerprint(page.bytes());
        let was_judged = self.known(place).is_some_and(|known| known.file == file) && !self.site.is_copied(route);
        self.remember(place, Known { file, made_of: self.made_of(route) });
        if was_judged { Vec::new() } else { judge() }
    }

    /// What to leave of a site [that is there](Self::is_there): what is known of its files, and what is said now.
    pub(super) fn into_renewed(self, contents: Option<&Contents>) -> Option<Memory> {
        let summary = contents.and_then(|contents| self.last.summary(contents));
        self.last.memory.filter(|memory| memory.summary != summary).map(|memory| Memory { summary, ..memory })
    }

    /// What to leave once everything was judged and published; nothing new where a file became another one meanwhile.
    /// The `contents` are told again only where they are all that was told.
    pub(super) fn into_memory(self, contents: Option<&Contents>) -> Option<Memory> {
        let Last { made_of, files: sources, on_disk, .. } = &self.last;
        if sources.fingerprint_on_disk().ok() != Some(*on_disk) {
            return None;
        }
        let summary = contents.and_then(|contents| self.last.summary(contents));
        let files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        Some(Memory { made_of: made_of.all, judged_by: self.judged_by, summary, files })
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
    /// say in), and what all texts have in their front matter. Nothing for what shows the bodies of several texts, and for
    /// what is copied.
    fn made_of(&self, route: Route) -> Option<Fingerprint> {
        let fronts = self.fronts;
        let own = |article: &Article, landings: &Landings| {
            let mut links = DefaultHasher::new();
            landings.hash(&mut links);
            let text = article.source.text().as_bytes();
            Fingerprint::of([fronts.as_ref(), text, &links.finish().to_le_bytes()])
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
            | Route::TagYear(..)
            | Route::Sitemap
            | Route::SitemapPart(_)
            | Route::Opml
            | Route::Robots => Some(fronts),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "a journal for a test")]

    use std::fs;

    use super::*;
    use crate::command::{Clock, Reading};
    use crate::guard::watch;
    use crate::load::Root;
    use crate::model::notebook::Kept;

    /// Whether a build still trusts what the last one left, where `meanwhile` somebody is at work.
    fn is_trusted(meanwhile: impl FnOnce(&std::path::Path)) -> bool {
        let dir = tempfile::tempdir().unwrap();
        let site = "title = \"Test\"\nbase_url = \"https://test.example/\"\nid = \"tag:test.example,2026:t\"\n";
        fs::write(dir.path().join("site.toml"), site).unwrap();
        fs::create_dir(dir.path().join("static")).unwrap();
        fs::write(dir.path().join("static/a.txt"), "Before.").unwrap();
        let clock = Clock::Day(Day::from_ymd_opt(2026, 1, 5).unwrap());
        let world = World { root: Root::at(dir.path()).unwrap(), clock, home: None, program: Some("test".to_owned()) };
        let (mut report, mut kept) = (Report::new(), Kept::default());
        let loaded = world.load(&mut report, None, &mut kept, &[]).unwrap();
        let mut last = Last::of(&world, &loaded, None, Include::default(), None).unwrap().unwrap();
        let made_of = last.made_of.all;
        last.memory = Some(Memory { made_of, judged_by: made_of, summary: None, files: HashMap::new() });
        meanwhile(dir.path());
        let Reading { notebook, theme, day } = world.understand(&mut report, loaded, &mut kept).unwrap();
        let site = PublicSite::plan(&mut report, &notebook, theme, day, Include::default());
        let guard = watch::over(None, &notebook.settings);
        let verdict = watch::judge(&mut report, &guard, None, &site);
        last.compare(&site, &verdict).last.memory.is_some()
    }

    #[test]
    fn who_saves_a_file_that_is_not_in_memory_during_a_build_gets_no_mixture_of_both() {
        assert!(is_trusted(|_| {}));
        assert!(!is_trusted(|journal| fs::write(journal.join("static/a.txt"), "After!!").unwrap()));
    }
}
