//! From the disk to a generation that is shown.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Instant;

use super::generation::{Generation, Replaced, Site};
use super::page::UNDONE;
use super::state::State;
use super::{Event, Options};
use crate::command::{Clock, Reading, World};
use crate::diagnostic::{Report, Severity, show};
use crate::error::Result;
use crate::load::{self, Root};
use crate::model::Settings;
use crate::model::notebook::Kept;
use crate::model::settings::BaseUrl;
use crate::parse::address;
use crate::parse::date::Day;
use crate::plan::site::Addressing;
use crate::plan::{PrivateSite, PublicSite};

/// Reads the journal again and again.
pub(super) struct Reader {
    pub(super) root: Root,
    pub(super) clock: Box<dyn Fn() -> Clock + Send + Sync>,
    pub(super) options: Options,
    pub(super) port: u16,
    pub(super) state: Arc<State>,
    pub(super) events: Sender<Event>,
    /// What was understood the last time.
    pub(super) kept: Kept,
    /// Files that may have another text than the last time.
    pub(super) touched: Vec<String>,
    /// How often it was read.
    pub(super) reading: u64,
    /// What tells the time where the journal lives, and the day of the last reading.
    pub(super) of: Option<(Arc<Settings>, Day)>,
    /// Pictures that were replaced since the beginning.
    pub(super) replaced: Replaced,
    /// What the machine refused the last time; it is said once.
    pub(super) refused: Option<String>,
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("root", &self.root).finish_non_exhaustive()
    }
}

impl Reader {
    /// Reads the journal and shows what came of it. Gives the changes back where it could not be read at all: what is
    /// being replaced at this moment may not be there.
    pub(super) fn read(&mut self, changes: Vec<String>) -> Vec<String> {
        let started = Instant::now();
        self.reading += 1;
        self.replaced.extend(changes.iter().filter_map(|path| Some((name_of_picture(path)?, self.reading))));
        if let Some(older) = self.state.shown().newest {
            older.stop_checking();
        }
        let mut report = Report::new();
        let base = self.base();
        let generation = match self.generation(&mut report, &base) {
            Ok(generation) => generation,
            Err(error) => {
                let words = error.to_string();
                if self.refused.as_ref() != Some(&words) {
                    self.state.trouble(self.reading, base, &words);
                    self.tell(Event::Refused(error));
                }
                self.refused = Some(words);
                return changes;
            }
        };
        self.refused = None;
        match generation {
            Some(generation) if !report.has_errors() => {
                let generation = Arc::new(generation);
                self.state.show(self.reading, base, Arc::clone(&generation));
                generation.check();
            }
            _ => self.state.trouble(self.reading, base, &words(&report)),
        }
        self.tell(Event::Read { changes, time: started.elapsed(), report });
        Vec::new()
    }

    /// Whether the day of the last reading is over: what was scheduled may be out.
    pub(super) fn is_of_another_day(&self) -> bool {
        self.of.as_ref().is_some_and(|(settings, day)| (self.clock)().day(settings) != *day)
    }

    /// Where the site begins. A private one stands at the root: its pages find each other from wherever they are.
    fn base(&self) -> String {
        let settings = load::public::settings(&mut Report::new(), &self.root);
        match settings {
            Ok(source) if !self.options.private => {
                Settings::read(&mut Report::new(), source, None).base_url.path().to_owned()
            }
            _ => "/".to_owned(),
        }
    }

    fn generation(&mut self, report: &mut Report, base: &str) -> Result<Option<Generation>> {
        let world = World { root: self.root.clone(), clock: (self.clock)(), home: None, program: None };
        let here = BaseUrl::parse(&format!("http://127.0.0.1:{}{base}", self.port)).ok();
        let Reading { notebook, theme, day } = world.read_again(report, here, &mut self.kept, &self.touched)?;
        self.touched.clear();
        self.of = Some((Arc::clone(&notebook.settings), day));
        let include = self.options.include;
        let site = if self.options.private {
            let circle = world.read_circle(report, &notebook)?.unwrap_or_default();
            circle.check_days(report, day);
            let public = PublicSite::addressed(report, &notebook, theme, day, include, Addressing::Relative);
            Site::Private(Box::new(PrivateSite::plan(public, circle, day)))
        } else {
            Site::Public(Box::new(PublicSite::plan(report, &notebook, theme, day, include)))
        };
        let (state, events, reading) = (Arc::clone(&self.state), self.events.clone(), self.reading);
        Ok(Generation::start(report, site, self.replaced.clone(), move |found| {
            let trouble = found.has_errors().then(|| words(&found));
            state.tried(reading, trouble.as_deref());
            if !found.is_empty() {
                let _ = events.send(Event::Pages(found));
            }
        }))
    }

    fn tell(&self, event: Event) {
        let _ = self.events.send(event);
    }
}

/// What pages call a file that they show and do not hold: a picture, a font.
fn name_of_picture(path: &str) -> Option<String> {
    let (_, name) = path.rsplit_once('/')?;
    let is_text = Path::new(name).extension().is_some_and(|extension| extension == "md");
    (!is_text).then(|| address::encode(name).into_owned())
}

/// What is wrong, as the terminal says it. Warnings are for `check`.
fn words(report: &Report) -> String {
    let mut errors = report.clone();
    errors.retain(|diagnostic| diagnostic.severity == Severity::Error);
    show::terminal(&errors, false, UNDONE)
}
