//! What happened elsewhere: lines at the end of each year's log, unless they are there.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use chrono::Datelike;

use super::{Incoming, Plan, remark};
use crate::command::change::Step;
use crate::diagnostic::{Report, Severity, Source};
use crate::exchange::{Remark, merge};
use crate::load::PrivateFiles;
use crate::model::log::read_lines;

impl Incoming<'_> {
    /// Lines for the log.
    pub(super) fn take_happened(&self, plan: &mut Plan, own: &PrivateFiles, handles: &merge::Handles) {
        let mut here: HashSet<String> = self.circle.events.iter().map(|event| event.line.to_string()).collect();
        let mut years: BTreeMap<i32, Vec<String>> = BTreeMap::new();
        for (from, happened) in &self.happened {
            let mut left_out = |why: String| {
                let line = happened.line;
                remark(&mut plan.imported, from, vec![Remark { file: String::new(), line, whole: true, why }]);
            };
            if happened.day > self.day {
                left_out("its day is still to come".to_owned());
                continue;
            }
            let Some(line) = merge::line_of(happened, handles) else {
                left_out("it names nobody who is known".to_owned());
                continue;
            };
            match as_it_is_read(&line) {
                Err(why) => left_out(why),
                Ok(line) if here.insert(line.clone()) => years.entry(happened.day.year()).or_default().push(line),
                Ok(_) => plan.imported.known_lines += 1,
            }
        }
        for (year, mut lines) in years {
            lines.sort();
            plan.imported.lines += lines.len();
            plan.steps.push(in_log(own, year, &lines.join("\n")));
        }
    }
}

/// A line as the program would print it, so that it is found again; or what is wrong with it.
fn as_it_is_read(line: &str) -> Result<String, String> {
    let mut report = Report::new();
    let lines = read_lines(&mut report, &Source::new("line", line));
    let wrong = report.sorted().into_iter().find(|it| it.severity == Severity::Error);
    match (wrong, &lines[..]) {
        (None, [only]) => Ok(only.to_string()),
        (wrong, _) => Err(wrong.map_or_else(|| "it makes no line of a log".to_owned(), |it| it.message.clone())),
    }
}

fn in_log(own: &PrivateFiles, year: i32, lines: &str) -> Step {
    let path = format!("private/log/{year}.md");
    match own.logs.iter().find(|source: &&Arc<Source>| source.path() == path) {
        None => Step::Create { path, text: format!("# {year}\n\n{lines}\n") },
        Some(source) => {
            let old = source.text().to_owned();
            let joint = if old.is_empty() || old.ends_with('\n') { "" } else { "\n" };
            let text = format!("{old}{joint}{lines}\n");
            Step::Replace { path, old, text }
        }
    }
}
