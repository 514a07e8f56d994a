//! Reading lines of the log. What cannot be understood is an error at its place; it is never guessed.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::{Act, Direction, Line, Marker, day_or_period, promise_day};
use crate::diagnostic::{At, Report, Source, Span, catalog, people};
use crate::parse::chars;
use crate::parse::date;
use crate::parse::fields::nearest;

/// Reads a whole file of the log. Blank lines and headings are passed over; comments may stand on lines of their own.
pub fn read_lines(report: &mut Report, source: &Arc<Source>) -> Vec<Line> {
    read_within(report, source, 0..source.text().len(), None)
}

/// Reads the lines below every heading `## Log` in a part of a contact's file, up to the next heading of that rank. The
/// person whose file it is takes part in each of them.
pub fn read_section(report: &mut Report, source: &Arc<Source>, body: Span, person: &str) -> Vec<Line> {
    let (_, logs) = notes_and_logs(source.text(), body.range());
    logs.into_iter().flat_map(|range| read_within(report, source, range, Some(person))).collect()
}

/// A contact's notes, and the logs among them: from below a heading `## Log` to the next heading of its rank.
pub(crate) fn notes_and_logs(text: &str, body: Range<usize>) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (mut notes, mut logs) = (Vec::new(), Vec::new());
    let (mut from, mut in_log) = (body.start, false);
    let end = body.end;
    for line in lines(text, body) {
        let words = text[line.clone()].trim_end();
        let begins = words.eq_ignore_ascii_case("## log");
        let ends = in_log && (words.starts_with("## ") || words.starts_with("# "));
        if !begins && !ends {
            continue;
        }
        if in_log { &mut logs } else { &mut notes }.push(from..line.start);
        in_log = begins;
        from = if in_log { line.end } else { line.start };
    }
    if in_log { &mut logs } else { &mut notes }.push(from..end);
    (notes, logs)
}

/// The lines of a part of a text, without their ends.
fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = range.start;
    text[range].split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        start..start + line.trim_end_matches('\n').len()
    })
}

fn read_within(report: &mut Report, source: &Arc<Source>, range: Range<usize>, person: Option<&str>) -> Vec<Line> {
    let text = source.text();
    let mut comment = None;
    let mut found = Vec::new();
    for line in lines(text, range) {
        let words = text[line.clone()].trim();
        if words.starts_with("<!--") {
            comment = comment.or(Some(line.start));
        }
        let skip = comment.is_some() || words.is_empty() || words.starts_with('#');
        comment = comment.filter(|_| !words.ends_with("-->"));
        if !skip {
            found.extend(Reader::new(report, source, line).line(person));
        }
    }
    // One that ends in a later part of the file hides nothing there that should be read here.
    if let Some(at) = comment.filter(|at| !text[*at..].contains("-->")) {
        report.push(catalog::unclosed_comment(Span::new(at..at + "<!--".len()).of(source)));
    }
    found
}

/// What stands at the reader's place.
struct Token<'s> {
    text: &'s str,
    span: Span,
}

/// One line that is being read, from left to right.
struct Reader<'a, 's> {
    report: &'a mut Report,
    source: &'s Arc<Source>,
    at: usize,
    end: usize,
    whole: Span,
}

impl<'a, 's> Reader<'a, 's> {
    fn new(report: &'a mut Report, source: &'s Arc<Source>, line: Range<usize>) -> Self {
        let end = line.start + source.text()[line.clone()].trim_end().len();
        Self { report, source, at: line.start, end, whole: Span::new(line.start..end) }
    }

    /// The line; nothing where it cannot be understood, and then the report says why.
    fn line(mut self, person: Option<&str>) -> Option<Line> {
        self.no_hidden()?;
        self.bullet()?;
        let day = self.day()?;
        let mut line = self.act(day)?;
        line.span = self.whole;
        if let Some(person) = person {
            line.who.push(At { value: person.to_owned(), span: line.span });
        }
        let known = self.people_and_goals(&mut line);
        let said = self.words(&mut line);
        (known && self.is_whole(&line) && said).then_some(line)
    }

    fn no_hidden(&mut self) -> Option<()> {
        let hidden = chars::hidden(&self.source.text()[self.whole.range()]);
        let Some((at, c)) = hidden else { return Some(()) };
        let span = Span::new(0..c.len_utf8()).shifted(self.whole.start as usize + at);
        self.report.push(catalog::hidden_character(span.of(self.source), "this line", c));
        None
    }

    fn bullet(&mut self) -> Option<()> {
        let rest = self.rest();
        if let Some(after) = rest.strip_prefix("- ").or_else(|| rest.strip_prefix("* ")) {
            self.at = self.end - after.len();
            return Some(());
        }
        self.report.push(people::no_log_line(self.whole.of(self.source)));
        None
    }

    fn day(&mut self) -> Option<date::Day> {
        let token = self.token()?;
        let day = date::day(token.text);
        if day.is_none() {
            self.report.push(people::bad_log_date(token.span.of(self.source), token.text));
        }
        day
    }

    /// The kind, with its `!`, and the direction. Where nobody is named the colon follows at once, and is left for later.
    fn act(&mut self, day: date::Day) -> Option<Line> {
        let token = self.token().map(|token| match token.text.strip_suffix([':', ';']) {
            Some(text) => {
                self.at -= 1;
                Token { text, span: Span::new(0..text.len()).shifted(token.span.start as usize) }
            }
            None => token,
        });
        let Some(token) = token else {
            self.report.push(people::no_log_line(self.whole.of(self.source)));
            return None;
        };
        let word = token.text.strip_suffix('!').unwrap_or(token.text);
        let Some(act) = Act::ALL.into_iter().find(|act| act.word() == word) else {
            let known = Act::ALL.map(Act::word);
            self.report.push(people::unknown_act(token.span.of(self.source), word, nearest(word, &known), &known));
            return None;
        };
        let mut line = Line::new(day, act);
        line.kindness = token.text.ends_with('!');
        if line.kindness && act != Act::Got {
            self.report.push(people::only_got_is_kind(token.span.of(self.source), act.word()));
        }
        let sign = self.rest().trim_start();
        let direction = [Direction::Mine, Direction::Theirs, Direction::Mutual]
            .into_iter()
            .find(|direction| sign.starts_with(direction.sign()));
        if let Some(direction) = direction {
            self.at = self.end - sign.len() + 1;
            line.direction = Some(direction);
        }
        Some(line)
    }

    /// Everything up to the colon, or to a semicolon where markers follow at once.
    fn people_and_goals(&mut self, line: &mut Line) -> bool {
        let mut known = true;
        while let Some(token) = self.token() {
            let (text, end) = token.text.strip_suffix([':', ';']).map_or((token.text, false), |text| (text, true));
            let text = text.trim_end_matches(',');
            let span = Span::new(0..text.len()).shifted(token.span.start as usize);
            match (text.chars().next(), text.get(1..)) {
                (Some('@'), Some(name)) if !name.is_empty() => {
                    line.who.push(At { value: name.to_owned(), span });
                }
                (Some('#'), Some(name)) if !name.is_empty() => {
                    line.goals.push(At { value: name.to_lowercase(), span });
                }
                (None, _) if end => {}
                _ => {
                    self.report.push(people::not_a_handle(span.of(self.source), text, line.act.word()));
                    known = false;
                }
            }
            if end {
                break;
            }
        }
        known
    }

    /// The text and the markers.
    fn words(&mut self, line: &mut Line) -> bool {
        let mut fine = true;
        let (source, start) = (self.source, self.at);
        let mut at = start;
        for part in source.text()[start..self.end].split(';') {
            let span = trimmed(source.text(), at..at + part.len());
            at += part.len() + 1;
            fine &= self.part(line, span);
        }
        fine & self.cites(line, start)
    }

    /// What stands in `[[…]]`.
    fn cites(&mut self, line: &mut Line, start: usize) -> bool {
        let text = &self.source.text()[start..self.end];
        let mut fine = true;
        for (open, _) in text.match_indices("[[") {
            let rest = &text[open + 2..];
            let end = rest.find("]]").filter(|end| !rest[..*end].contains("[["));
            let span = Span::new(open + 2..open + 2 + end.unwrap_or(0)).shifted(start);
            if end.is_some() {
                line.cites.push(At { value: self.source.text()[span.range()].trim().to_owned(), span });
            } else {
                let place = Span::new(open..open + 2).shifted(start).of(self.source);
                self.report.push(people::unclosed_citation(place));
                fine = false;
            }
        }
        fine
    }

    /// One part between semicolons: a marker with its value, or words.
    fn part(&mut self, line: &mut Line, span: Span) -> bool {
        let text = &self.source.text()[span.range()];
        let found = Marker::ALL.into_iter().find_map(|marker| {
            let rest = text.strip_prefix(marker.word())?.strip_prefix(':')?;
            Some((marker, rest))
        });
        let Some((marker, rest)) = found else {
            let first = line.text.is_empty() && line.markers.is_empty();
            if !first && let Some(known) = misspelt(text) {
                let word = text.split(':').next().unwrap_or_default();
                let place = Span::new(0..word.len()).shifted(span.start as usize).of(self.source);
                self.report.push(people::unknown_marker(place, word, known));
                return false;
            }
            more_text(line, text, span);
            return true;
        };
        let value = trimmed(self.source.text(), span.end as usize - rest.len()..span.end as usize);
        let words = &self.source.text()[value.range()];
        let at = At { value: words.to_owned(), span: value };
        line.markers.push((marker, at));
        self.is_sound(marker, words, if words.is_empty() { span } else { value }, line.day)
    }

    fn is_sound(&mut self, marker: Marker, value: &str, span: Span, day: date::Day) -> bool {
        let place = span.of(self.source);
        let complaint = match marker {
            _ if value.is_empty() => Some(people::empty_marker(place, marker.word())),
            Marker::Check | Marker::Snooze if day_or_period(value, day).is_none() => {
                Some(people::bad_marker_day(place, marker.word(), value))
            }
            Marker::Promise => promise_day(value).err().map(|end| {
                // The day stands at the end, perhaps before a full stop.
                let at = span.start as usize + value.rfind(end).unwrap_or(0);
                people::bad_log_date(Span::new(at..at + end.len()).of(self.source), end)
            }),
            _ => None,
        };
        let sound = complaint.is_none();
        self.report.extend(complaint);
        sound
    }

    /// Whether a line has what its kind needs.
    fn is_whole(&mut self, line: &Line) -> bool {
        let wanted = match line.act {
            Act::Intro if line.who.iter().map(|who| &who.value).collect::<HashSet<_>>().len() < 2 => {
                "at least two people: `= @one @other`"
            }
            Act::Outcome if line.goals.is_empty() => "a goal: `#job-search`",
            Act::Outcome => return true,
            Act::Note if !line.goals.is_empty() => return true,
            _ if line.who.is_empty() => "somebody: `@handle`, as the file in private/contacts/ is called",
            _ => return true,
        };
        self.report.push(people::incomplete_line(self.whole.of(self.source), line.act.word(), wanted));
        false
    }

    fn rest(&self) -> &'s str {
        &self.source.text()[self.at..self.end]
    }

    /// The next word up to white space, or to the colon or semicolon that ends the head of the line, which goes with it.
    fn token(&mut self) -> Option<Token<'s>> {
        let rest = self.rest();
        let word = rest.trim_start();
        let start = self.at + (rest.len() - word.len());
        let length = word.find(char::is_whitespace).unwrap_or(word.len());
        let length = word[..length].find([':', ';']).map_or(length, |end| end + 1);
        self.at = start + length;
        (length > 0).then(|| Token { text: &word[..length], span: Span::new(start..start + length) })
    }
}

/// Words after a `;` belong to what stands before them.
fn more_text(line: &mut Line, text: &str, span: Span) {
    if let Some((_, last)) = line.markers.last_mut().filter(|_| !text.is_empty()) {
        last.value = format!("{}; {text}", last.value);
        last.span.end = span.end;
    } else if line.text.is_empty() {
        text.clone_into(&mut line.text);
    } else if !text.is_empty() {
        line.text = format!("{}; {text}", line.text);
    }
}

/// A span without white space at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Span {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    Span::new(start..start + part.trim().len())
}

/// The marker that a part probably was to begin with.
pub(super) fn misspelt(part: &str) -> Option<&'static str> {
    let (word, _) = part.split_once(": ")?;
    if word.is_empty() || word.split(' ').count() > 2 {
        return None;
    }
    nearest(word, &Marker::ALL.map(Marker::word)).filter(|near| strsim::osa_distance(word, near) <= 2)
}
