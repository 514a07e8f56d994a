//! How long a build took, and with `--timings` where the time went.

use std::time::{Duration, Instant};

use serde::Serialize;

use super::args::BuildArgs;
use super::output::{aside, spoken};
use crate::command::stopwatch::Lap;

/// How long it all took, and whether somebody wants to know more.
pub(super) struct Took {
    whole: Duration,
    in_detail: bool,
}

/// A stage in `--json`.
#[derive(Serialize)]
pub(super) struct StageJson {
    stage: &'static str,
    ms: f64,
}

impl Took {
    pub(super) fn of(started: Instant, args: &BuildArgs) -> Self {
        Self { whole: started.elapsed(), in_detail: args.timings }
    }

    /// Says it: "done in 162 ms", and a line for each stage where they are wanted.
    pub(super) fn tell(&self, laps: &[Lap]) {
        aside(&format!("done in {}", spoken(self.whole)));
        for lap in self.stages(laps).into_iter().flatten() {
            let percent = 100.0 * lap.time.as_secs_f64() / self.whole.as_secs_f64().max(f64::MIN_POSITIVE);
            aside(&format!("{:>10.1} ms {percent:>3.0} %  {}", milliseconds(lap.time), lap.stage));
        }
    }

    /// The stages for programs, where they are wanted.
    pub(super) fn json(&self, laps: &[Lap]) -> Option<Vec<StageJson>> {
        let json = |lap: Lap| StageJson { stage: lap.stage, ms: milliseconds(lap.time) };
        Some(self.stages(laps)?.into_iter().map(json).collect())
    }

    /// All stages, and the rest: mostly giving memory back.
    fn stages(&self, laps: &[Lap]) -> Option<Vec<Lap>> {
        let rest = self.whole.saturating_sub(laps.iter().map(|lap| lap.time).sum());
        let all = laps.iter().copied().chain([Lap { stage: "the rest", time: rest }]);
        self.in_detail.then(|| all.collect())
    }
}

/// To the microsecond, which is as much as anybody can read.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1_000_000.0).round() / 1000.0
}
