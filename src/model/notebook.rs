//! Everything that was written for the public, drafts included.
//!
//! A [`Notebook`] is what `check` and `list` look at. Only what is out on a given day can become a site, and that is a
//! journal.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::article::Location;
use super::settings::BaseUrl;
use super::{Article, Entry, Kind, Page, Settings, State};
use crate::diagnostic::{Report, Source, catalog};
use crate::error::Result;
use crate::load::{self, Blob, PublicFiles, Root};
use crate::parse::date::Day;
use crate::parse::{Document, Fields, front_matter, slug};

/// All entries and pages, in the order of their files' paths.
#[derive(Clone, Debug)]
pub struct Notebook {
    /// `site.toml`.
    pub settings: Arc<Settings>,
    /// Entries in any state.
    pub entries: Vec<Arc<Entry>>,
    /// Pages in any state.
    pub pages: Vec<Arc<Page>>,
    /// Files that lie beside entries.
    pub beside: Arc<Vec<Blob>>,
    /// Files that are published as they are.
    pub statics: Arc<Vec<Blob>>,
}

/// A Markdown file that was understood.
#[derive(Clone, Debug)]
enum Written {
    Entry(Arc<Entry>),
    Page(Arc<Page>),
}

/// What was understood at an earlier reading: a file whose text is the same is not read again.
#[derive(Debug, Default)]
pub struct Kept {
    /// What every file is read with: the settings' own text, and where the site lives.
    settings: Option<(Arc<Source>, BaseUrl)>,
    /// All files, if nothing was wrong with any of them.
    files: Option<PublicFiles>,
    /// The Markdown files, in the order of their paths.
    read: Vec<Arc<ReadFile>>,
}

/// A file, what was found in it and what came of it.
#[derive(Debug)]
struct ReadFile {
    source: Arc<Source>,
    report: Report,
    written: Option<Written>,
    /// Whether nothing can have been wrong with its bytes: what was is said when they are loaded.
    is_sound: bool,
}

impl Kept {
    /// Loads the public half of a journal. Only files at `touched` may be others than the last time.
    pub fn load(
        &mut self,
        report: &mut Report,
        root: &Root,
        settings: &Settings,
        touched: &[String],
    ) -> Result<PublicFiles> {
        self.hold_to(settings);
        let limit = settings.entry_limit;
        if let Some(files) = self.files.take().and_then(|files| files.again(root, limit, touched)) {
            self.files = Some(files.clone());
            return Ok(files);
        }
        let known = |path: &str| {
            let file = self.at(path).filter(|file| file.is_sound && !touched.iter().any(|touched| touched == path));
            file.map(|file| Arc::clone(&file.source))
        };
        let mut found = Report::new();
        let files = load::public::public(&mut found, root, limit, &known)?;
        self.files = found.is_empty().then(|| files.clone());
        report.merge(found);
        Ok(files)
    }

    /// Forgets everything where the settings are others.
    fn hold_to(&mut self, settings: &Settings) {
        let held = self.settings.as_ref();
        if !held.is_some_and(|(source, base)| source.text() == settings.source.text() && *base == settings.base_url) {
            (self.files, self.read) = (None, Vec::new());
            self.settings = Some((Arc::clone(&settings.source), settings.base_url.clone()));
        }
    }

    fn find(&self, source: &Arc<Source>) -> Option<&Arc<ReadFile>> {
        self.at(source.path()).filter(|file| Arc::ptr_eq(&file.source, source) || file.source.text() == source.text())
    }

    fn at(&self, path: &str) -> Option<&Arc<ReadFile>> {
        let at = self.read.binary_search_by(|file| file.source.path().cmp(path)).ok()?;
        self.read.get(at)
    }
}

impl Notebook {
    /// Reads every Markdown file and what only shows when they are seen together.
    pub fn read(report: &mut Report, files: PublicFiles, settings: Arc<Settings>) -> Self {
        Self::read_again(report, files, settings, &mut Kept::default())
    }

    /// The same, and what is the same as before is not read again.
    pub fn read_again(report: &mut Report, files: PublicFiles, settings: Arc<Settings>, kept: &mut Kept) -> Self {
        kept.hold_to(&settings);
        let markdown = files.markdown.into_par_iter();
        let read: Vec<_> = markdown
            .map(|source| kept.find(&source).cloned().unwrap_or_else(|| Arc::new(ReadFile::read(source, &settings))))
            .collect();
        let (mut entries, mut pages) = (Vec::new(), Vec::new());
        for file in &read {
            report.merge(file.report.clone());
            match &file.written {
                Some(Written::Entry(entry)) => entries.push(Arc::clone(entry)),
                Some(Written::Page(page)) => pages.push(Arc::clone(page)),
                None => {}
            }
        }
        kept.read = read;
        let notebook = Self { settings, entries, pages, beside: files.beside, statics: files.statics };
        notebook.check_ids(report);
        notebook.check_tags(report);
        notebook.check_pacing(report);
        notebook
    }

    /// Every entry with its state on `day`, newest first.
    pub fn states(&self, day: Day) -> Vec<(&Entry, State)> {
        let zone = self.settings.timezone;
        let mut all: Vec<_> = self.entries.iter().map(|entry| (&**entry, entry.state(day, zone))).collect();
        all.sort_by_key(|(entry, _)| std::cmp::Reverse(entry.date.instant(zone)));
        all
    }

    /// Every article with its state on `day`: entries, and pages, which are drafts or out.
    pub fn articles(&self, day: Day) -> impl Iterator<Item = (&Article, State)> {
        let zone = self.settings.timezone;
        let entries = self.entries.iter().map(move |entry| (&entry.article, entry.state(day, zone)));
        let state = |page: &Page| if page.article.draft { State::Draft } else { State::Published };
        entries.chain(self.pages.iter().map(move |page| (&page.article, state(page))))
    }

    /// A feed reader would take two entries with one id for one entry.
    fn check_ids(&self, report: &mut Report) {
        let mut seen: FxHashMap<&str, &Entry> = FxHashMap::default();
        for entry in &self.entries {
            if let Some(other) = seen.insert(&entry.id.value, entry) {
                let other = other.article.place(other.id.span);
                report.push(catalog::id_taken(entry.article.place(entry.id.span), &entry.id.value, other));
            }
        }
    }

    /// Two tags with different letters must not share an address.
    fn check_tags(&self, report: &mut Report) {
        let mut firsts: FxHashMap<String, &str> = FxHashMap::default();
        // Whether a spelling has its address for itself, or whose it is.
        let mut judged: FxHashMap<&str, Option<(String, &str)>> = FxHashMap::default();
        for entry in &self.entries {
            for tag in &entry.tags {
                let verdict = judged.entry(&tag.value).or_insert_with(|| {
                    let slug = slug::slug(&tag.value);
                    let first = *firsts.entry(slug.clone()).or_insert(&tag.value);
                    (slug::fold(first) != slug::fold(&tag.value)).then_some((slug, first))
                });
                if let Some((slug, first)) = verdict {
                    report.push(catalog::tags_collide(entry.article.place(tag.span), &tag.value, first, slug));
                }
            }
        }
    }

    /// Less than once a week, only the good ones.
    fn check_pacing(&self, report: &mut Report) {
        let shares = self.entries.iter().filter(|entry| entry.kind() == Kind::Resource && !entry.article.draft);
        let mut shares: Vec<_> = shares.map(|entry| (entry.date.day(self.settings.timezone), entry)).collect();
        shares.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.article.source.path().cmp(b.1.article.source.path())));
        for pair in shares.windows(2) {
            let [(before, first), (after, second)] = pair else { continue };
            let days = (*after - *before).num_days();
            if days < self.settings.share_gap {
                let (place, other) = (second.article.start(), first.article.start());
                report.push(catalog::pacing(place, days, self.settings.share_gap, other));
            }
        }
    }
}

impl ReadFile {
    fn read(source: Arc<Source>, settings: &Settings) -> Self {
        let mut report = Report::new();
        let written = read(&mut report, Arc::clone(&source), settings);
        let has = |c: char| source.text().contains(c);
        let is_sound = !source.text().is_empty() && !has('\u{fffd}') && !has('\0');
        Self { source, report, written, is_sound }
    }
}

/// Reads one file.
fn read(report: &mut Report, source: Arc<Source>, settings: &Settings) -> Option<Written> {
    let location = Location::read(report, &source)?;
    let document = Document::split(report, source);
    if document.front == crate::diagnostic::Span::default() {
        // Without front matter every key would be missing; one message is enough.
        return None;
    }
    let table = front_matter::toml(report, &document.source, document.front);
    let mut fields = Fields::new(&document.source, table, document.front);
    let written = match location.kind {
        Some(kind) => {
            Entry::read(report, &mut fields, &document, &location, kind, settings).map(Arc::new).map(Written::Entry)
        }
        None => Some(Written::Page(Arc::new(Page::read(report, &mut fields, &document, &location, settings)))),
    };
    fields.finish(report);
    written
}
