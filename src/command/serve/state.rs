//! What the preview shows at this moment, and who waits for that to change.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::generation::Generation;

/// More streams than this are pages that nobody looks at any more.
const STREAMS: usize = 16;

/// What is shown, shared by all threads.
#[derive(Debug, Default)]
pub(super) struct State {
    inner: Mutex<Inner>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Inner {
    shown: Shown,
    /// The streams of changes that are open, the oldest first.
    streams: VecDeque<u64>,
    next_stream: u64,
}

/// What is shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    /// Grows by one with every change.
    pub(super) number: u64,
    /// Where the site begins: `/` or `/sub/path/`.
    pub(super) base: String,
    /// The newest state of the journal that could be read.
    pub(super) newest: Option<Arc<Generation>>,
    /// The last one of which every page could be made, if that is another.
    pub(super) whole: Option<Arc<Generation>>,
    /// What was shown before, unless it was known to have a page that cannot be made; nobody may have tried them all.
    pub(super) before: Option<Arc<Generation>>,
    /// Whether a page of the newest is known that cannot be made.
    is_broken: bool,
    /// Whether every page of the newest could be made; nobody knows before all were tried.
    is_whole: bool,
    /// Which reading the newest is of.
    reading: u64,
    /// Which reading was the last, also if nothing came of it.
    last: u64,
    /// What is wrong, as the terminal says it.
    pub(super) trouble: Option<Arc<str>>,
}

impl State {
    /// What is shown now.
    pub(super) fn shown(&self) -> Shown {
        self.lock().shown.clone()
    }

    /// A journal that could be read.
    pub(super) fn show(&self, reading: u64, base: String, generation: Arc<Generation>) {
        self.change(|shown| {
            let older = shown.newest.take();
            if shown.is_whole {
                shown.whole.clone_from(&older);
            }
            if !shown.is_broken {
                shown.before = older;
            }
            shown.is_broken = false;
            (shown.reading, shown.last) = (reading, reading);
            (shown.base, shown.newest, shown.is_whole, shown.trouble) = (base, Some(generation), false, None);
        });
    }

    /// A journal that could not be read: the last good pages stay, with this over them.
    pub(super) fn trouble(&self, reading: u64, base: String, trouble: &str) {
        self.change(|shown| {
            shown.last = reading;
            if shown.newest.is_none() {
                shown.base = base;
            }
            shown.trouble = Some(trouble.into());
        });
    }

    /// Every page of a reading was tried. Of an older one nobody wants to know any more.
    pub(super) fn tried(&self, reading: u64, trouble: Option<&str>) {
        let mut inner = self.lock();
        let shown = &mut inner.shown;
        match trouble {
            _ if shown.reading != reading => {}
            None => (shown.is_whole, shown.whole, shown.before) = (true, None, None),
            Some(trouble) if shown.last == reading => {
                shown.is_broken = true;
                shown.trouble = Some(trouble.into());
                shown.number += 1;
                self.changed.notify_all();
            }
            Some(_) => shown.is_broken = true,
        }
    }

    /// Whether anybody is looking.
    pub(super) fn is_watched(&self) -> bool {
        !self.lock().streams.is_empty()
    }

    /// Opens a stream of changes; the oldest ends where there are too many.
    pub(super) fn open_stream(&self) -> u64 {
        let mut inner = self.lock();
        inner.next_stream += 1;
        let stream = inner.next_stream;
        inner.streams.push_back(stream);
        if inner.streams.len() > STREAMS {
            inner.streams.pop_front();
            self.changed.notify_all();
        }
        stream
    }

    /// Nobody listens to it any more.
    pub(super) fn close_stream(&self, stream: u64) {
        self.lock().streams.retain(|open| *open != stream);
    }

    /// Waits for a number after `number`, for `time` at most; nothing where the stream has ended.
    pub(super) fn wait(&self, stream: u64, number: u64, time: Duration) -> Option<u64> {
        let is_news = |inner: &mut Inner| inner.shown.number == number && inner.streams.contains(&stream);
        let waited = self.changed.wait_timeout_while(self.lock(), time, is_news);
        let (inner, _) = waited.unwrap_or_else(PoisonError::into_inner);
        inner.streams.contains(&stream).then_some(inner.shown.number)
    }

    fn change(&self, change: impl FnOnce(&mut Shown)) {
        let mut inner = self.lock();
        change(&mut inner.shown);
        inner.shown.number += 1;
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
