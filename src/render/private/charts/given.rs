//! What was given in a year, month by month.

use chrono::{Datelike, Months};

use super::{Chart, Key, dots, svg};
use crate::model::Kind;
use crate::model::log::Act;
use crate::parse::date::Day;
use crate::render::private::Desk;
use crate::render::words;

/// At most so many marks stand above each other.
const TALLEST: usize = 12;

/// A month's marks: things given, people introduced, lessons told.
type Month = [usize; 3];

pub(super) fn chart(desk: &Desk<'_>) -> Option<Chart> {
    let today = desk.site.day;
    let first = today.with_day(1)?.checked_sub_months(Months::new(11))?;
    let month = |day: Day| {
        let months =
            (day.year() - first.year()) * 12 + i32::try_from(day.month()).ok()? - i32::try_from(first.month()).ok()?;
        usize::try_from(months).ok().filter(|month| *month < 12 && day <= today)
    };
    let mut months = [[0_usize; 3]; 12];
    for event in &desk.site.circle.events {
        let slot = match event.line.act {
            Act::Gave => 0,
            Act::Intro => 1,
            _ => continue,
        };
        if let Some(month) = month(event.line.day) {
            months[month][slot] += 1;
        }
    }
    let journal = &desk.site.public.journal;
    for entry in journal.listed().iter().filter(|entry| entry.kind() == Kind::Lesson) {
        if let Some(month) = month(entry.date.day(journal.settings.timezone)) {
            months[month][2] += 1;
        }
    }
    let total = |slot: usize| months.iter().map(|month| month[slot]).sum::<usize>();
    if (0..3).map(total).sum::<usize>() == 0 {
        return None;
    }
    let names: Vec<_> = (0..12).filter_map(|step| first.checked_add_months(Months::new(step))).collect();
    let empty: Vec<_> = names.iter().zip(&months).filter(|(_, month)| month.iter().sum::<usize>() == 0).collect();
    let empty: Vec<_> = empty.into_iter().map(|(day, _)| day.format("%B").to_string()).collect();
    let empty_words = match empty.len() {
        0 => String::new(),
        1 => format!("{} was empty, and nothing broke.", empty[0]),
        2 | 3 => format!(
            "{} were empty, and nothing broke.",
            words::listed(&empty.iter().map(String::as_str).collect::<Vec<_>>())
        ),
        many => format!("{} months were empty, and nothing broke.", words::capitalised(&words::number(many))),
    };
    let label = format!(
        "What you gave by month, {} to {}: {}, {}, {}. {empty_words}",
        names.first()?.format("%B %Y"),
        names.last()?.format("%B %Y"),
        words::counted(total(0), "gift"),
        words::counted(total(1), "introduction"),
        words::counted(total(2), "lesson")
    );
    let capped = months.iter().any(|month| month.iter().sum::<usize>() > TALLEST);
    let marks = if capped { "One mark for each, up to twelve a month." } else { "One mark for each." };
    Some(Chart {
        id: "given",
        title: "What you’ve given",
        note: String::new(),
        key: vec![
            Key { mark: "res", text: "Gifts" },
            Key { mark: "int", text: "Introductions" },
            Key { mark: "les", text: "Lessons" },
        ],
        svg: given_svg(&months, &names, label.trim_end()),
        caption: format!("{marks} {empty_words}").trim_end().to_owned(),
    })
}

fn given_svg(months: &[Month; 12], names: &[Day], label: &str) -> String {
    let tallest = months.iter().map(|month| month.iter().sum::<usize>().min(TALLEST)).max().unwrap_or(1);
    let ground = tallest * 15 + 13;
    let (mut gifts, mut lessons, mut rings, mut letters) = (String::new(), String::new(), String::new(), String::new());
    for (index, (month, name)) in months.iter().zip(names).enumerate() {
        let x = 15 + index * 30;
        // Where there is no room for all, each introduction and lesson keeps its mark, and gifts give way.
        let rare = (month[1] + month[2]).min(TALLEST);
        let marks = [(0, month[0].min(TALLEST - rare)), (2, month[2]), (1, month[1])];
        let marks = marks.into_iter().flat_map(|(slot, count)| std::iter::repeat_n(slot, count)).take(TALLEST);
        for (height, slot) in marks.enumerate() {
            let y = ground - 10 - height * 15;
            match slot {
                0 => gifts.push_str(&format!("M{x} {y}h0")),
                2 => lessons.push_str(&format!("M{x} {y}h0")),
                _ => rings.push_str(&format!(
                    "<circle cx=\"{}\" cy=\"{y}\" r=\"5\"/><circle cx=\"{}\" cy=\"{y}\" r=\"5\"/>",
                    x - 3,
                    x + 3
                )),
            }
        }
        letters.push_str(&format!(
            "<text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            ground + 16,
            name.format("%b").to_string().chars().next().unwrap_or(' ')
        ));
    }
    let lessons = [dots(&lessons, "les", "11"), dots(&lessons, "paper", "7"), dots(&lessons, "les", "3.4")].concat();
    let rings = format!("<g fill=\"none\" stroke=\"var(--int)\" stroke-width=\"1.7\">{rings}</g>");
    let line = format!("<path d=\"M0 {ground}h360\" stroke=\"var(--line)\"/>");
    svg(360, ground + 22, label, &[line, dots(&gifts, "res", "11"), lessons, rings, letters].concat())
}
