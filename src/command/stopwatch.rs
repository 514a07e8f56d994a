//! Where the time of a build goes. A stopwatch says how long something took, never when it was.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Pressed at the end of every stage. The stages add up to the whole.
#[derive(Debug)]
pub struct Stopwatch {
    since: Instant,
    laps: Vec<Lap>,
}

/// A stage and how long it took by the clock on the wall.
#[derive(Clone, Copy, Debug)]
pub struct Lap {
    /// What was done.
    pub stage: &'static str,
    /// How long it took.
    pub time: Duration,
}

/// One of several things that all threads do by turns: how long they took over it, all of them together.
#[derive(Debug)]
pub struct Share {
    stage: &'static str,
    nanoseconds: AtomicU64,
}

impl Stopwatch {
    /// Begins now.
    pub fn start() -> Self {
        Self { since: Instant::now(), laps: Vec::new() }
    }

    /// Ends a stage; the next one begins.
    pub fn lap(&mut self, stage: &'static str) {
        let time = self.lapse();
        self.laps.push(Lap { stage, time });
    }

    /// Ends a stage in which several things were done by turns: its time is divided as the threads divided theirs.
    pub fn split(&mut self, shares: &[Share]) {
        let time = self.lapse();
        let spent = |share: &Share| Duration::from_nanos(share.nanoseconds.load(Ordering::Relaxed)).as_secs_f64();
        let all: f64 = shares.iter().map(spent).sum();
        let part = |share: &Share| if all > 0.0 { time.mul_f64(spent(share) / all) } else { Duration::ZERO };
        self.laps.extend(shares.iter().map(|share| Lap { stage: share.stage, time: part(share) }));
    }

    /// Every stage, in order.
    pub fn laps(self) -> Vec<Lap> {
        self.laps
    }

    fn lapse(&mut self) -> Duration {
        let now = Instant::now();
        now - std::mem::replace(&mut self.since, now)
    }
}

impl Share {
    /// Nothing was done yet.
    pub fn of(stage: &'static str) -> Self {
        Self { stage, nanoseconds: AtomicU64::new(0) }
    }

    /// Does a part of it, on any thread.
    pub fn time<T>(&self, work: impl FnOnce() -> T) -> T {
        let started = Instant::now();
        let done = work();
        let spent = u64::try_from(started.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.nanoseconds.fetch_add(spent, Ordering::Relaxed);
        done
    }
}
