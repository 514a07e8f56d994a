//! Lines of the log, on the log's own pages and on people's.

use chrono::Datelike;
use serde::Serialize;

use super::{Desk, Link};
use crate::model::Event;
use crate::model::log::Direction;
use crate::parse::markup;
use crate::plan::PrivateRoute;
use crate::render::words::{self, Date};

/// A line of the log.
#[derive(Serialize)]
pub(super) struct LineView {
    date: Date,
    act: &'static str,
    word: String,
    sign: &'static str,
    sign_text: &'static str,
    text: String,
    people: Vec<Link>,
    facts: Vec<Fact>,
    goals: Vec<String>,
    kindness: bool,
}

#[derive(Serialize)]
struct Fact {
    label: &'static str,
    text: String,
}

/// A page of the log.
#[derive(Serialize)]
pub(super) struct LogView {
    years: Vec<Year>,
    total: usize,
    other_years: Vec<Link>,
}

#[derive(Serialize)]
struct Year {
    year: i32,
    months: Vec<Month>,
}

#[derive(Serialize)]
struct Month {
    title: String,
    lines: Vec<LineView>,
}

/// The log of a year; of the newest one where none is named.
pub(super) fn log(desk: &Desk<'_>, year: Option<i32>) -> LogView {
    let site = desk.site;
    let years = site.log_years();
    let shown = year.or(years.first().copied());
    let others = years.iter().filter(|year| Some(**year) != shown).map(|year| {
        let newest = years.first() == Some(year);
        let route = if newest { PrivateRoute::Log } else { PrivateRoute::LogYear(*year) };
        Link { title: year.to_string(), url: site.href(route) }
    });
    let other_years = others.collect();
    let years = shown.into_iter().map(|year| Year { year, months: months(desk, year) }).collect();
    LogView { years, total: site.circle.events.len(), other_years }
}

fn months(desk: &Desk<'_>, year: i32) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for event in desk.site.circle.events.iter().rev().filter(|event| event.line.day.year() == year) {
        let title = event.line.day.format("%B %Y").to_string();
        if months.last().is_none_or(|month| month.title != title) {
            months.push(Month { title, lines: Vec::new() });
        }
        if let Some(month) = months.last_mut() {
            month.lines.push(LineView::of(desk, event));
        }
    }
    months
}

impl LineView {
    /// An event as a line.
    pub(super) fn of(desk: &Desk<'_>, event: &Event) -> Self {
        let line = &event.line;
        let (sign, sign_text) = match line.direction {
            Some(Direction::Mine) => (">", "you reached out"),
            Some(Direction::Theirs) => ("<", "they reached out"),
            Some(Direction::Mutual) => ("=", "both"),
            None => ("", ""),
        };
        let facts = line.markers.iter().map(|(marker, value)| Fact {
            label: marker.word(),
            text: value.value.replace("[[", "").replace("]]", ""),
        });
        Self {
            date: Date::of_day(line.day),
            act: line.act.word(),
            word: words::capitalised(line.act.word()),
            sign,
            sign_text,
            text: linked(desk, &line.text),
            people: event.people.iter().map(|contact| desk.person_link(*contact)).collect(),
            facts: facts.collect(),
            goals: line.goals.iter().map(|goal| goal.value.clone()).collect(),
            kindness: line.kindness,
        }
    }
}

/// Words as HTML, with what is cited as links.
fn linked(desk: &Desk<'_>, text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        let Some((name, after)) = after.split_once("]]") else { break };
        markup::escape(&mut out, before);
        match cited(desk, name) {
            Some((Some(url), title)) => {
                out.push_str("<a href=\"");
                markup::escape(&mut out, &url);
                out.push_str("\">");
                markup::escape(&mut out, &title);
                out.push_str("</a>");
            }
            Some((None, title)) => markup::escape(&mut out, &title),
            None => markup::escape(&mut out, name),
        }
        rest = after;
    }
    markup::escape(&mut out, rest);
    out
}

/// What a name in `[[…]]` leads to, and what that is called.
fn cited(desk: &Desk<'_>, name: &str) -> Option<(Option<String>, String)> {
    let (target, words) = name.split_once('|').map_or((name, None), |(target, words)| (target, Some(words.trim())));
    let item = desk
        .site
        .circle
        .inbox
        .iter()
        .find(|item| target.trim().trim_start_matches("inbox/") == item.stem || item.name == target.trim());
    let found = match item {
        Some(item) => (item.url.clone(), item.title.clone()),
        None => desk.entry_url(target).map(|(url, title)| (Some(url), title.to_owned()))?,
    };
    Some(words.map_or(found.clone(), |words| (found.0, words.to_owned())))
}
