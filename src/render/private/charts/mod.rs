//! The owner's charts as SVG, each with a sentence that says the same.

mod beats;
mod given;
mod line;
mod met;

use serde::Serialize;

use super::Desk;
use crate::parse::markup;

pub(super) use line::rhythm_line;

/// A drawing with words below it.
#[derive(Serialize)]
pub(super) struct Drawing {
    svg: String,
    caption: String,
}

/// A chart of the wider picture.
#[derive(Serialize)]
pub(super) struct Chart {
    id: &'static str,
    title: &'static str,
    note: String,
    key: Vec<Key>,
    svg: String,
    caption: String,
}

#[derive(Serialize)]
struct Key {
    mark: &'static str,
    text: &'static str,
}

/// All charts that have something to show.
pub(super) fn all(desk: &Desk<'_>) -> Vec<Chart> {
    [given::chart(desk), beats::chart(desk), met::chart(desk)].into_iter().flatten().collect()
}

fn svg(width: usize, height: usize, label: &str, inside: &str) -> String {
    format!(
        "<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\">{inside}</svg>",
        markup::escaped(label)
    )
}

/// Dots: strokes of no length with round ends, nine bytes each.
fn dots(path: &str, colour: &str, width: &str) -> String {
    match path {
        "" => String::new(),
        path => {
            format!("<path d=\"{path}\" stroke=\"var(--{colour})\" stroke-width=\"{width}\" stroke-linecap=\"round\"/>")
        }
    }
}
