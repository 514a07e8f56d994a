//! Charts as SVG, each with a sentence that says the same.

use chrono::{Datelike, Months};
use serde::Serialize;

use super::words;
use crate::model::{Journal, Kind};
use crate::parse::date::Day;

/// Weeks in half a year's strip; the last one has a few days more.
const WEEKS: usize = 26;
/// Units from one week to the next, and from one mark to the one above it.
const STEP: usize = 20;
const RISE: usize = 14;
/// Units that introductions keep from what stands below them.
const GAP: usize = 15;
/// At most so many marks of a kind are drawn for a week; the label gives the true count.
const MOST: usize = 5;

/// A year of passing things on, one slot for each week, in two halves that stand beside or below each other.
#[derive(Clone, Debug, Serialize)]
pub struct Strip {
    /// The first half-year and the second.
    pub halves: [Half; 2],
}

/// Half a year.
#[derive(Clone, Debug, Serialize)]
pub struct Half {
    /// The drawing, with its label.
    pub svg: String,
    /// The names of its six months.
    pub months: Vec<String>,
}

/// What happened in one week, as counts by kind.
type Week = [usize; 3];

/// The year that ends with the month of the journal's day; nothing while nothing was passed on in it.
pub fn strip(journal: &Journal) -> Option<Strip> {
    let this_month = journal.day.with_day(1)?;
    let second = this_month.checked_sub_months(Months::new(5))?;
    let first = second.checked_sub_months(Months::new(6))?;
    let end = this_month.checked_add_months(Months::new(1))?;
    let halves = [weeks(journal, first, second), weeks(journal, second, end)];
    if halves.iter().flatten().flatten().sum::<usize>() == 0 {
        return None;
    }
    // Both halves are drawn to the height of the fuller one, so that their threads stand on one line.
    let height = halves.iter().flatten().map(height_of).max().unwrap_or(0);
    let [a, b] = halves;
    Some(Strip { halves: [half(&a, first, height), half(&b, second, height)] })
}

fn weeks(journal: &Journal, from: Day, to: Day) -> [Week; WEEKS] {
    let mut weeks = [[0; 3]; WEEKS];
    for entry in journal.listed() {
        let day = entry.date.day(journal.settings.timezone);
        if day >= from && day < to {
            let week = usize::try_from((day - from).num_days() / 7).unwrap_or(0).min(WEEKS - 1);
            weeks[week][entry.kind() as usize] += 1;
        }
    }
    weeks
}

/// The height of a week's marks above the thread: resources and lessons stand on it, introductions above them.
fn height_of(week: &Week) -> usize {
    let (standing, above) = (on_thread(week), drawn(week, Kind::Introduction));
    standing.max(1) * RISE + if above > 0 { GAP + above * RISE } else { 0 }
}

fn on_thread(week: &Week) -> usize {
    drawn(week, Kind::Resource) + drawn(week, Kind::Lesson)
}

/// How many marks of a kind are drawn for a week.
fn drawn(week: &Week, kind: Kind) -> usize {
    week[kind as usize].min(MOST)
}

/// The paths of one half's marks; circles with round caps are strokes of no length, nine bytes each.
#[derive(Default)]
struct Marks {
    stones: String,
    ripples: String,
    stems: String,
    rings: String,
}

impl Marks {
    fn of(weeks: &[Week; WEEKS], ground: usize) -> Self {
        let mut marks = Self::default();
        for (slot, week) in weeks.iter().enumerate() {
            marks.add(week, STEP / 2 + slot * STEP, ground);
        }
        marks
    }

    fn add(&mut self, week: &Week, x: usize, ground: usize) {
        let heights = |from: usize, count: usize| (from..from + count).map(|place| ground - place * RISE);
        let stones = drawn(week, Kind::Resource);
        heights(0, stones).for_each(|y| self.stones.push_str(&format!("M{x} {y}h0")));
        heights(stones, drawn(week, Kind::Lesson)).for_each(|y| self.ripples.push_str(&format!("M{x} {y}h0")));
        let standing = on_thread(week);
        let lowest = standing.max(1) * RISE + GAP;
        let rings = drawn(week, Kind::Introduction);
        if rings > 0 {
            let foot = ground - standing * RISE + if standing > 0 { RISE / 2 } else { 0 };
            self.stems.push_str(&format!("M{x} {}V{foot}", ground - lowest + 9));
        }
        for y in (0..rings).map(|place| ground - lowest - place * RISE) {
            let (left, right) = (x - 4, x + 4);
            self.rings.push_str(&format!(
                "<circle cx=\"{left}\" cy=\"{y}\" r=\"7\"/><circle cx=\"{right}\" cy=\"{y}\" r=\"7\"/>"
            ));
        }
    }

    fn svg(&self) -> String {
        let stroke = |path: &str, colour: &str, width: &str| match path {
            "" => String::new(),
            path => format!("<path d=\"{path}\" stroke=\"var(--{colour})\" stroke-width=\"{width}\"/>"),
        };
        let ripple = ["14", "9.5", "4.5"].into_iter().zip(["les", "paper", "les"]);
        let ripples: String = ripple.map(|(width, colour)| stroke(&self.ripples, colour, width)).collect();
        let rings = match self.rings.as_str() {
            "" => String::new(),
            rings => format!("<g fill=\"none\" stroke=\"var(--int)\" stroke-width=\"2\">{rings}</g>"),
        };
        let (stems, stones) = (stroke(&self.stems, "line", "1.5"), stroke(&self.stones, "res", "13"));
        format!("{stems}<g stroke-linecap=\"round\">{stones}{ripples}</g>{rings}")
    }
}

fn half(weeks: &[Week; WEEKS], from: Day, height: usize) -> Half {
    let ground = height + 8;
    let svg = format!(
        "<svg viewBox=\"0 0 520 {}\" role=\"img\" aria-label=\"{}\"><path d=\"M0 {ground}h520\" stroke=\"var(--line)\" \
         stroke-width=\"1.5\"/>{}</svg>",
        ground + 12,
        label(weeks, from),
        Marks::of(weeks, ground).svg()
    );
    let months = (0..6).filter_map(|month| from.checked_add_months(Months::new(month)));
    Half { svg, months: months.map(|month| month.format("%b").to_string()).collect() }
}

/// "December to May, week by week: 14 resources, never more than one in a week; six introductions; two lessons."
fn label(weeks: &[Week; WEEKS], from: Day) -> String {
    let total = |kind: Kind| weeks.iter().map(|week| week[kind as usize]).sum::<usize>();
    let calm = weeks.iter().all(|week| week[Kind::Resource as usize] <= 1) && total(Kind::Resource) > 1;
    let parts = Kind::ALL.into_iter().filter(|kind| total(*kind) > 0).map(|kind| {
        let counted = words::counted(total(kind), &kind.one().to_lowercase());
        if kind == Kind::Resource && calm { format!("{counted}, never more than one in a week") } else { counted }
    });
    let parts: Vec<_> = parts.collect();
    let last = from.checked_add_months(Months::new(5)).unwrap_or(from);
    let said = if parts.is_empty() { "nothing".to_owned() } else { parts.join("; ") };
    let capped = weeks.iter().flatten().any(|count| *count > MOST);
    let note = if capped { " A week with more than five of a kind shows five." } else { "" };
    format!("{} to {}, week by week: {said}.{note}", from.format("%B %Y"), last.format("%B %Y"))
}
