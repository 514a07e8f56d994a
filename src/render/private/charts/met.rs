//! Who was introduced to whom, and who might like to be.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Chart, Key, dots, svg};
use crate::model::log::Act;
use crate::parse::markup;
use crate::render::private::Desk;
use crate::render::words;

/// At most so many people are in the drawing of introductions.
const MOST: usize = 24;

pub(super) fn chart(desk: &Desk<'_>) -> Option<Chart> {
    let circle = &desk.site.circle;
    let mut made = BTreeSet::new();
    for event in circle.events.iter().filter(|event| event.line.act == Act::Intro) {
        for a in &event.people {
            made.extend(event.people.iter().filter(|b| a < b).map(|b| (*a, *b)));
        }
    }
    let might: Vec<_> = desk
        .pairs
        .iter()
        .map(|pair| (pair.needs.contact.min(pair.offers.contact), pair.needs.contact.max(pair.offers.contact)))
        .collect();
    let mut links: BTreeMap<usize, usize> = BTreeMap::new();
    for (a, b) in made.iter().chain(&might) {
        *links.entry(*a).or_default() += 1;
        *links.entry(*b).or_default() += 1;
    }
    if links.is_empty() {
        return None;
    }
    let mut names: Vec<_> = links.iter().map(|(contact, count)| (Reverse(*count), *contact)).collect();
    names.sort();
    let more = names.len() > MOST;
    let mut names: Vec<_> = names.into_iter().take(MOST).map(|(_, contact)| contact).collect();
    names.sort_unstable();
    let introductions = words::counted(made.len(), "introduction");
    let label = format!(
        "{} you have made, and {} you might make.",
        words::capitalised(&introductions),
        words::number(might.len())
    );
    let shown = if more { format!("The {MOST} with the most introductions are shown.") } else { String::new() };
    Some(Chart {
        id: "met",
        title: "Who has met whom",
        note: shown,
        key: vec![Key { mark: "line", text: "Introduced" }, Key { mark: "dash", text: "Might like to" }],
        svg: met_svg(desk, &names, &made, &might, &label),
        caption: format!("{}, through you.", words::capitalised(&introductions)),
    })
}

fn met_svg(
    desk: &Desk<'_>,
    names: &[usize],
    made: &BTreeSet<(usize, usize)>,
    might: &[(usize, usize)],
    label: &str,
) -> String {
    let y = |contact: &usize| names.iter().position(|name| name == contact).map(|row| row * 25 + 14);
    let arc = |(a, b): &(usize, usize)| {
        let (top, foot) = (y(a)?, y(b)?);
        let reach = (132 + (foot - top)).min(384);
        Some(format!("M132 {top}C{reach} {top} {reach} {foot} 132 {foot}"))
    };
    let solid: String = made.iter().filter_map(arc).collect();
    let dashed: String = might.iter().filter_map(arc).collect();
    let mut inside = format!(
        "<g fill=\"none\" stroke-width=\"1.8\"><path d=\"{solid}\" stroke=\"var(--int)\"/><path d=\"{dashed}\" \
         stroke=\"var(--res)\" stroke-dasharray=\"5 5\"/></g>"
    );
    let path = names.iter().filter_map(y).map(|y| format!("M132 {y}h0")).collect::<Vec<_>>().concat();
    inside.push_str(&dots(&path, "ink", "9"));
    for contact in names {
        let name = markup::shorten(&desk.first(*contact), 15);
        let y = y(contact).unwrap_or(0) + 4;
        inside.push_str(&format!(
            "<text x=\"120\" y=\"{y}\" text-anchor=\"end\" class=\"ink\">{}</text>",
            markup::escaped(&name)
        ));
    }
    svg(390, names.len() * 25 + 4, label, &inside)
}
