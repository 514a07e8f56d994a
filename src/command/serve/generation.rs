//! One state of the journal, ready to be asked for any of its pages.
//!
//! A renderer borrows from its site. So a thread of its own holds both for as long as anybody may ask, and what asks
//! sends it a name and gets bytes back.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::diagnostic::{Diagnostic, Report};
use crate::plan::{PrivateSite, PublicSite};
use crate::render::{Failure, PrivateRenderer, Renderer};

/// So many pages are made at once; a long one does not hold up the others.
const RENDERERS: usize = 4;

/// Files that pages show without holding them, by their names in addresses, and which reading saw another one.
pub(super) type Replaced = BTreeMap<String, u64>;

/// No file was replaced.
pub(super) static NOTHING: Replaced = Replaced::new();

/// A plan for either audience. What is made of it goes to one reader on this machine and into no folder.
#[derive(Debug)]
pub(super) enum Site {
    Public(Box<PublicSite>),
    Private(Box<PrivateSite>),
}

/// A site and what renders it.
enum Pages<'a> {
    Public(&'a PublicSite, Box<Renderer<'a>>),
    Private(&'a PrivateSite, Box<PrivateRenderer<'a>>),
}

/// A site that can be asked for pages from any thread.
#[derive(Debug)]
pub(super) struct Generation {
    jobs: Sender<Job>,
    check: Sender<()>,
    stale: Arc<AtomicBool>,
    /// What pages of it show that was replaced.
    pub(super) replaced: Replaced,
}

/// Somebody wants a page.
struct Job {
    place: String,
    reply: Sender<Answer>,
}

/// What there is at a place.
#[derive(Debug)]
pub(super) enum Answer {
    /// A file.
    Bytes(Vec<u8>),
    /// A folder with a page in it.
    Folder,
    /// Nothing.
    Nothing,
    /// Something that could not be made.
    Broken(Failure),
}

impl Generation {
    /// Compiles the theme of a site and waits for questions. Where its templates have mistakes there is no generation.
    /// `done` is told what was found when every page was made once, unless nobody is interested by then; that begins
    /// with [`check`](Self::check).
    pub(super) fn start(
        report: &mut Report,
        site: Site,
        replaced: Replaced,
        done: impl FnOnce(Report) + Send + 'static,
    ) -> Option<Self> {
        let (jobs, inbox) = mpsc::channel();
        let (ready, compiled) = mpsc::channel();
        let stale = Arc::new(AtomicBool::new(false));
        let (check, begin) = mpsc::channel();
        let this = Self { jobs, check, stale: Arc::clone(&stale), replaced };
        let check = move |pages: &Pages<'_>| {
            let found = begin.recv().is_ok().then(|| pages.check(&stale));
            if let Some(found) = found.filter(|_| !stale.load(Ordering::Relaxed)) {
                done(found);
            }
        };
        thread::spawn(move || host(&site, &ready, inbox, check));
        let (found, is_ready) = compiled.recv().ok()?;
        report.merge(found);
        is_ready.then_some(this)
    }

    /// Makes every page once, in the background.
    pub(super) fn check(&self) {
        let _ = self.check.send(());
    }

    /// Stops that: something newer is being made, and needs the processors.
    pub(super) fn stop_checking(&self) {
        self.stale.store(true, Ordering::Relaxed);
    }

    /// What there is at a place.
    pub(super) fn ask(&self, place: &str) -> Answer {
        let (reply, answer) = mpsc::channel();
        let sent = self.jobs.send(Job { place: place.to_owned(), reply });
        sent.ok().and_then(|()| answer.recv().ok()).unwrap_or(Answer::Nothing)
    }
}

impl Drop for Generation {
    fn drop(&mut self) {
        self.stop_checking();
    }
}

/// Holds a site and its renderer until nobody asks any more.
fn host(site: &Site, ready: &Sender<(Report, bool)>, inbox: Receiver<Job>, check: impl FnOnce(&Pages<'_>) + Send) {
    let mut report = Report::new();
    let pages = Pages::of(&mut report, site);
    let _ = ready.send((report, pages.is_some()));
    let Some(pages) = pages else { return };
    let inbox = Mutex::new(inbox);
    thread::scope(|scope| {
        for _ in 0..RENDERERS {
            scope.spawn(|| work(&pages, &inbox));
        }
        scope.spawn(|| check(&pages));
    });
}

/// Answers one question after the other.
fn work(pages: &Pages<'_>, inbox: &Mutex<Receiver<Job>>) {
    loop {
        let next = inbox.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = next else { return };
        // Whoever asked may have gone.
        let _ = job.reply.send(pages.answer(&job.place));
    }
}

impl<'a> Pages<'a> {
    fn of(report: &mut Report, site: &'a Site) -> Option<Self> {
        Some(match site {
            Site::Public(site) => Self::Public(site, Box::new(Renderer::new(report, site)?)),
            Site::Private(site) => Self::Private(site, Box::new(PrivateRenderer::new(report, site)?)),
        })
    }

    fn answer(&self, place: &str) -> Answer {
        match self.render(place) {
            Some(Ok(bytes)) => Answer::Bytes(bytes),
            Some(Err(failure)) => Answer::Broken(failure),
            None if self.has(&format!("{place}/index.html")) => Answer::Folder,
            None => Answer::Nothing,
        }
    }

    fn has(&self, place: &str) -> bool {
        match self {
            Self::Public(site, _) => site.at(place).is_some(),
            Self::Private(site, _) => site.at(place).is_some(),
        }
    }

    fn render(&self, place: &str) -> Option<Result<Vec<u8>, Failure>> {
        Some(match self {
            Self::Public(site, renderer) => renderer.render(site.at(place)?).map(|page| page.bytes().to_vec()),
            Self::Private(site, renderer) => renderer.render(site.at(place)?).map(|page| page.bytes().to_vec()),
        })
    }

    /// Makes every page once, for what may be wrong with one that nobody looks at. It is done beside the questions and
    /// by one thread alone, so that they are answered first.
    fn check(&self, stale: &AtomicBool) -> Report {
        let mut report = Report::new();
        let places: Vec<&str> = match self {
            Self::Public(site, _) => site.routes().map(|(place, _)| place).collect(),
            Self::Private(site, _) => site.routes().map(|(place, _)| place).collect(),
        };
        for place in places {
            if stale.load(Ordering::Relaxed) {
                break;
            }
            report.extend(self.render(place).and_then(Result::err).and_then(mistake));
        }
        report
    }
}

/// What the author has to mend; what the machine refused is seen by whoever asks for that page.
fn mistake(failure: Failure) -> Option<Diagnostic> {
    match failure {
        Failure::Diagnostic(diagnostic) => Some(*diagnostic),
        Failure::Error(_) => None,
    }
}
