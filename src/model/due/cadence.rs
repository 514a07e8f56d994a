//! Rhythms: when they come round, and who is let be because the writing was all mine.

use super::reasons::{Reason, ReasonKind};
use super::{Scene, Story};
use crate::model::log::{Act, Direction};
use crate::parse::date::{Day, Period};
use crate::words;

/// The rhythm that counts: twice as long where all the writing was mine, unless a hello is always welcome.
pub(super) fn rhythm(scene: &Scene<'_>, story: &Story<'_>) -> Option<Period> {
    let period = scene.circle.period_of(story.contact)?;
    let doubled = one_sided(scene, story).is_some() && !story.contact.close;
    Some(if doubled { period.doubled() } else { period })
}

/// The day on which a period comes round: since the last touch, else since we met, else at once.
pub(super) fn round(scene: &Scene<'_>, story: &Story<'_>, period: Period) -> Day {
    let from = story.last_touch.or(story.contact.met);
    from.map_or(scene.today, |from| period.after(from))
}

/// Whether a meeting lies ahead, which is better than any rhythm.
pub(super) fn has_plan(scene: &Scene<'_>, story: &Story<'_>) -> bool {
    story.of_act(Act::Plan).any(|plan| plan.line.day >= scene.today)
}

pub(super) fn cadence(scene: &Scene<'_>, story: &Story<'_>) -> Option<Reason> {
    let period = rhythm(scene, story)?;
    let due = round(scene, story, period);
    if due > scene.today || has_plan(scene, story) {
        return None;
    }
    let since = |from: Day| (scene.today - from).num_days();
    let days = |count: i64| match count {
        1 => "1 day".to_owned(),
        ..=120 => format!("{count} days"),
        _ => words::capitalised(&words::span(
            scene.today - chrono::Days::new(u64::try_from(count).unwrap_or(0)),
            scene.today,
        )),
    };
    let first = match (story.last_touch, story.contact.met) {
        (Some(last), _) => format!("{} since you spoke", days(since(last))),
        (None, Some(met)) => format!("{} since you met, and nothing since", days(since(met))),
        (None, None) => "You have not been in touch yet".to_owned(),
    };
    let liked = scene.circle.period_of(story.contact).unwrap_or(period);
    let started = one_sided(scene, story).map(|started| format!(". {started}")).unwrap_or_default();
    let text = format!("{first}; you like every {liked}{started}");
    let length = (period.after(scene.today) - scene.today).num_days();
    let overdue = Some(((scene.today - due).num_days(), length));
    Some(Reason { overdue, ..Reason::plain(ReasonKind::Cadence, text, due) })
}

/// That I was always the one to write, in words. Any sign from them ends it.
fn one_sided(scene: &Scene<'_>, story: &Story<'_>) -> Option<String> {
    let directed = story.directed();
    let all_mine = directed.iter().all(|(_, direction)| *direction == Direction::Mine);
    let count = directed.len();
    (count >= scene.circle.rules.one_sided && all_mine).then(|| format!("You started the last {count} of {count}"))
}

/// Until when somebody rests whose rhythm has come round once, but not twice, and why.
pub(super) fn resting(scene: &Scene<'_>, story: &Story<'_>) -> Option<(Day, String)> {
    let (once, twice) = (scene.circle.period_of(story.contact)?, rhythm(scene, story)?);
    let until = round(scene, story, twice);
    let rests = round(scene, story, once) <= scene.today && until > scene.today && !has_plan(scene, story);
    let started = one_sided(scene, story).filter(|_| rests)?;
    Some((until, format!("{started}; rests until {}", words::day(until, scene.today))))
}
