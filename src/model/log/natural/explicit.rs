//! Lines as they stand in files, read by the grammar of the log itself.

use super::names::Names;
use super::{Person, Unclear, verbs};
use crate::diagnostic::{Diagnostic, Report, Source, catalog, people};
use crate::model::log::{Act, Line, read_lines};
use crate::parse::date::Day;
use crate::parse::{chars, date};

/// Whether words are a line of the log, though it may lack its bullet and its day, and though its kind may have a slip.
pub(super) fn is_line(words: &str) -> bool {
    let (rest, dated) = after_day(unbulleted(words));
    let (first, head) = rest.split_once(' ').unwrap_or((rest, ""));
    let kind = first.strip_suffix('!').unwrap_or(first);
    let slips = |act: &Act| strsim::osa_distance(act.word(), kind);
    let known = Act::ALL.iter().any(|act| act.word() == kind);
    let is_slip = || verbs::noun(kind).is_none() && !verbs::is_one(kind) && Act::ALL.iter().any(|act| slips(act) == 1);
    let is_kind = known || dated && unbulleted(words) != words || is_slip();
    rest.is_empty() && dated || known && kind != first || is_kind && is_head(head.trim_start())
}

/// A direction, or nothing but people and goals up to the colon.
fn is_head(head: &str) -> bool {
    if head.starts_with(['>', '<', '=']) {
        return true;
    }
    let head = head.split([':', ';']).next().unwrap_or_default();
    let is_one = |part: &str| part.starts_with(['@', '#']);
    let mut parts = head.split_whitespace().peekable();
    parts.peek().is_some() && parts.all(is_one)
}

/// The line that words mean which are written as one.
pub(super) fn read(words: &str, people: &[Person<'_>], today: Day) -> Result<Line, Unclear> {
    let (rest, dated) = after_day(unbulleted(words));
    let line = if dated { format!("- {}", unbulleted(words)) } else { format!("- {today} {rest}") };
    let line = settled(&line)?;
    for who in &line.who {
        if !people.iter().any(|person| person.handle == who.value) {
            return Err(Names::new(people).nobody(&who.value));
        }
    }
    if line.day > today && line.act != Act::Plan {
        return Err(Unclear::Day(line.day.to_string()));
    }
    Ok(line)
}

/// A line that the grammar reads as the very line that it prints.
pub(super) fn settled(text: &str) -> Result<Line, Unclear> {
    let line = one(text)?;
    one(&line.to_string())
}

fn one(text: &str) -> Result<Line, Unclear> {
    let mut report = Report::new();
    let source = Source::new("private/log", text);
    let mut lines = read_lines(&mut report, &source);
    if let Some(diagnostic) = report.sorted().first() {
        return Err(Unclear::Broken(told(diagnostic)));
    }
    let line = lines.pop().filter(|_| lines.is_empty());
    line.ok_or_else(|| Unclear::Broken(told(&people::no_log_line(crate::diagnostic::Place::start_of(&source)))))
}

/// What the grammar says, and what to do about it.
pub(super) fn told(diagnostic: &Diagnostic) -> String {
    let help = diagnostic.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    format!("{}{help}", diagnostic.message)
}

/// # Errors
/// A character that cannot be seen.
pub(super) fn no_hidden(words: &str) -> Result<(), Unclear> {
    let hidden = chars::hidden(&words.replace(['\r', '\n'], " "));
    let Some((_, c)) = hidden else { return Ok(()) };
    let place = crate::diagnostic::Place::start_of(&Source::new("private/log", ""));
    Err(Unclear::Broken(told(&catalog::hidden_character(place, "this line", c))))
}

pub(super) fn unbulleted(words: &str) -> &str {
    words.strip_prefix("- ").or_else(|| words.strip_prefix("* ")).unwrap_or(words).trim_start()
}

/// What comes after a day that is written as files have it.
fn after_day(words: &str) -> (&str, bool) {
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    if date::day(first).is_some() { (rest.trim_start(), true) } else { (words, false) }
}
