//! A year between two people, as a line.

use super::{Drawing, dots, svg};
use crate::model::due::Story;
use crate::model::log::Direction;
use crate::parse::date::Day;
use crate::render::private::Desk;
use crate::render::words;

/// A year, in days.
const YEAR: i64 = 365;

/// A year to today: above the line they reached out, below it I did, on it we both; the ring is when the rhythm came or
/// comes round. It shows a one-sided year without saying so.
pub(in crate::render::private) fn rhythm_line(desk: &Desk<'_>, story: &Story<'_>, first: &str) -> Option<Drawing> {
    let today = desk.site.day;
    let touches: Vec<_> = story.events.iter().filter(|event| event.line.act.is_touch()).collect();
    let recent = touches.iter().filter(|event| (0..YEAR).contains(&(today - event.line.day).num_days()));
    let x = |day: Day| f64::from(i32::try_from((day - today).num_days()).unwrap_or(0)) * 232.0 / 365.0 + 236.0;
    let (mut theirs, mut mine, mut both) = (String::new(), String::new(), String::new());
    let mut counts = [0_usize; 3];
    for event in recent {
        let (path, y, count) = match event.line.direction {
            Some(Direction::Theirs) => (&mut theirs, 10, &mut counts[0]),
            Some(Direction::Mine) => (&mut mine, 30, &mut counts[1]),
            _ => (&mut both, 20, &mut counts[2]),
        };
        path.push_str(&format!("M{:.1} {y}h0", x(event.line.day)));
        *count += 1;
    }
    let round =
        desk.site.circle.period_of(story.contact).zip(story.last_touch).map(|(period, last)| period.after(last));
    if touches.is_empty() && round.is_none() {
        return None;
    }
    let ring = round.map(|day| {
        let x = x(day).clamp(8.0, 262.0);
        format!(
            "<circle cx=\"{x:.1}\" cy=\"20\" r=\"5\" fill=\"var(--raise)\" stroke=\"var(--res)\" stroke-width=\"2\"/>"
        )
    });
    let frame = "<path d=\"M4 20H236\" stroke=\"var(--line)\" stroke-width=\"1.5\"/><path d=\"M238 20H268\" \
        stroke=\"var(--line)\" stroke-width=\"1.5\" stroke-dasharray=\"3 4\"/><path d=\"M236 11v18\" \
        stroke=\"var(--soft)\" stroke-width=\"1.5\"/>";
    let marks = [dots(&theirs, "int", "9"), dots(&mine, "les", "9"), dots(&both, "soft", "9")].concat();
    let label = rhythm_label(&counts, round, today, first);
    let inside = format!("{frame}{marks}{}", ring.unwrap_or_default());
    let ring_words = if round.is_some() { "; the ring is when your rhythm comes round" } else { "" };
    let caption =
        format!("A year up to today. {first} reached out above the line, you below, both of you on it{ring_words}.");
    Some(Drawing { svg: svg(270, 40, &label, &inside), caption })
}

fn rhythm_label(counts: &[usize; 3], round: Option<Day>, today: Day, first: &str) -> String {
    let times = |count: usize| match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{} times", words::number(count)),
    };
    let [theirs, mine, both] = counts;
    let year = format!(
        "Over the past year you reached out {}, {first} {}, and {} it was both of you.",
        times(*mine),
        times(*theirs),
        times(*both)
    );
    match round {
        None => year,
        Some(day) if day <= today => format!("{year} Your rhythm came round on {}.", day.format("%-d %B %Y")),
        Some(day) => format!("{year} Your rhythm comes round on {}.", day.format("%-d %B %Y")),
    }
}
