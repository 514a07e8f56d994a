//! How far everybody is through the rhythm that was chosen for them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Chart, dots, svg};
use crate::model::Status;
use crate::model::due::Story;
use crate::parse::date::Day;
use crate::parse::markup;
use crate::render::private::Desk;
use crate::render::words;

/// A rhythm is drawn up to so many times its length.
const FAR: f64 = 2.2;
/// At most so many people are named in the drawing of rhythms, and so many circles have a line.
const NAMED: usize = 8;
const CIRCLES: usize = 7;

/// What stands for everybody without a line of their own.
const OTHERS: &str = "Others";

/// Somebody with a rhythm, and how far they are through it.
struct Beat {
    circle: String,
    first: String,
    through: f64,
}

pub(super) fn chart(desk: &Desk<'_>) -> Option<Chart> {
    let mut beats = beats(desk);
    let circles = circles(&mut beats);
    if beats.is_empty() {
        return None;
    }
    let inside = beats.iter().filter(|beat| beat.through < 1.0).count();
    let within = match beats.len() {
        all if all == inside => "Everybody is where you’d like them.".to_owned(),
        _ if inside == 0 => "Everybody’s rhythm has come round. No hurry.".to_owned(),
        all => format!(
            "{} of {} are where you’d like them.",
            words::capitalised(&words::number(inside)),
            words::number(all)
        ),
    };
    let mut past: Vec<_> = beats.iter().filter(|beat| beat.through >= 1.0).collect();
    past.sort_by(|a, b| b.through.total_cmp(&a.through));
    let names: Vec<_> = past.iter().take(NAMED).map(|beat| beat.first.as_str()).collect();
    let named = if names.is_empty() { String::new() } else { format!(" Come round: {}.", words::listed(&names)) };
    Some(Chart {
        id: "rhythm",
        title: "Keeping in rhythm",
        note: "One dot for each person, by how far they are through the rhythm you set.".to_owned(),
        key: Vec::new(),
        svg: rhythm_svg(&beats, &circles, &names, &format!("{within}{named}")),
        caption: within,
    })
}

/// The circles that have a line: all, or the largest, and then one line for everybody else.
fn circles(beats: &mut [Beat]) -> Vec<String> {
    let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
    for beat in &*beats {
        *sizes.entry(beat.circle.clone()).or_default() += 1;
    }
    let mut circles: Vec<_> = sizes.into_iter().filter(|(circle, _)| circle != OTHERS).collect();
    circles.sort_by_key(|(circle, size)| (Reverse(*size), circle.clone()));
    circles.truncate(CIRCLES - 1);
    let mut circles: Vec<_> = circles.into_iter().map(|(circle, _)| circle).collect();
    circles.sort();
    for beat in beats.iter_mut().filter(|beat| !circles.contains(&beat.circle)) {
        OTHERS.clone_into(&mut beat.circle);
    }
    let others = beats.iter().any(|beat| beat.circle == OTHERS);
    circles.into_iter().chain(others.then(|| OTHERS.to_owned())).collect()
}

fn beats(desk: &Desk<'_>) -> Vec<Beat> {
    let site = desk.site;
    let beat = |index: usize| {
        let contact = &site.circle.contacts[index];
        let period = site.circle.period_of(contact).filter(|_| contact.status == Status::Active)?;
        let from = Story::of(&site.circle, index, site.day).last_touch.or(contact.met)?;
        let days = |from: Day, to: Day| f64::from(i32::try_from((to - from).num_days()).unwrap_or(i32::MAX));
        let through = (days(from, site.day) / days(from, period.after(from)).max(1.0)).min(FAR);
        let circle =
            contact.circles.first().map_or_else(|| OTHERS.to_owned(), |circle| words::capitalised(&circle.value));
        Some(Beat { circle, first: desk.first(index), through })
    };
    (0..site.circle.contacts.len()).filter_map(beat).collect()
}

fn rhythm_svg(beats: &[Beat], circles: &[String], names: &[&str], label: &str) -> String {
    let x = |through: f64| 88.0 + through * 121.0;
    let height = circles.len() * 38 + 14;
    let mut inside = format!(
        "<path d=\"M{0:.0} 8H360V{height}H{0:.0}z\" fill=\"var(--sink)\"/><path d=\"M{0:.0} 8V{height}\" \
         stroke=\"var(--edge)\" stroke-dasharray=\"3 3\"/>",
        x(1.0)
    );
    for (row, circle) in circles.iter().enumerate() {
        let y = row * 38 + 36;
        let name = markup::shorten(circle, 11);
        inside.push_str(&format!(
            "<text x=\"0\" y=\"{}\">{}</text><path d=\"M84 {y}H356\" stroke=\"var(--line)\"/>",
            y + 4,
            markup::escaped(&name)
        ));
        let here = || beats.iter().filter(|beat| beat.circle == *circle);
        let path = |past: bool| {
            here()
                .filter(|beat| (beat.through >= 1.0) == past)
                .map(|beat| format!("M{:.1} {y}h0", x(beat.through).min(350.0)))
                .collect::<Vec<_>>()
                .concat()
        };
        inside.push_str(&dots(&path(false), "int", "9"));
        inside.push_str(&dots(&path(true), "res", "12"));
        inside.push_str(&labels(here().filter(|beat| names.contains(&beat.first.as_str())), y, x));
    }
    let foot = height + 18;
    inside.push_str(&format!("<text x=\"84\" y=\"{foot}\">just spoke</text><text x=\"{:.0}\" y=\"{foot}\" text-anchor=\"middle\">your rhythm</text><text x=\"358\" y=\"{foot}\" text-anchor=\"end\">twice that</text>", x(1.0)));
    svg(360, foot + 6, label, &inside)
}

/// What there is room for of a name, in characters.
const LONGEST: usize = 18;

/// The names of those who have come round, where they do not stand on each other.
fn labels<'b>(beats: impl Iterator<Item = &'b Beat>, y: usize, x: impl Fn(f64) -> f64) -> String {
    let mut beats: Vec<_> = beats.collect();
    beats.sort_by(|a, b| a.through.total_cmp(&b.through));
    let mut free = 0.0;
    let mut out = String::new();
    for beat in beats {
        let name = markup::shorten(&beat.first, LONGEST);
        let width = 7.2 * f64::from(u32::try_from(name.chars().count()).unwrap_or(20));
        let middle = (x(beat.through)).clamp(88.0 + width / 2.0, 358.0 - width / 2.0);
        if middle - width / 2.0 >= free {
            out.push_str(&format!(
                "<text x=\"{middle:.1}\" y=\"{}\" text-anchor=\"middle\" class=\"ink\">{}</text>",
                y - 11,
                markup::escaped(&name)
            ));
            free = middle + width / 2.0 + 6.0;
        }
    }
    out
}
