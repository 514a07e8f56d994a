//! A file in two parts: TOML between `+++` lines, and the body below.

use std::sync::Arc;

use toml::de::DeTable;

use crate::diagnostic::{Report, Source, Span, catalog};

const FENCE: &str = "+++";

/// A Markdown file cut in two. Both parts are ranges of the source, so that every place in them is a place in the file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub source: Arc<Source>,
    /// The front matter, without its fences.
    pub front: Span,
    /// Everything after the closing fence.
    pub body: Span,
}

impl Document {
    /// Cuts a file in two. Where the front matter is missing or broken, that is reported and the rest is the body.
    pub fn split(report: &mut Report, source: Arc<Source>) -> Self {
        let text = source.text();
        let first = text.lines().next().unwrap_or_default().trim_end();
        let whole = |source: Arc<Source>| {
            let body = Span::new(0..source.text().len());
            Self { source, front: Span::default(), body }
        };
        let place = Span::new(0..first.len()).of(&source);
        if first != FENCE {
            let yaml = first == "---";
            report.push(if yaml { catalog::yaml_front_matter(place) } else { catalog::no_front_matter(place) });
            return whole(source);
        }
        let start = text.find('\n').map_or(text.len(), |at| at + 1);
        let Some((end, body)) = closing_fence(text, start) else {
            report.push(catalog::unclosed_front_matter(place));
            let front = Span::new(start..text.len());
            return Self { body: Span::new(text.len()..text.len()), front, source };
        };
        let (front, body) = (Span::new(start..end), Span::new(body..text.len()));
        Self { source, front, body }
    }

    /// The text below the front matter.
    pub fn body(&self) -> &str {
        &self.source.text()[self.body.range()]
    }
}

/// Where the line of the closing fence begins, and where the line after it does.
fn closing_fence(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        if line.trim_end() == FENCE {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Parses the TOML in `span` of `source`, reporting *every* mistake in it. What could be understood is returned.
pub fn toml<'s>(report: &mut Report, source: &'s Arc<Source>, span: Span) -> DeTable<'s> {
    let text = &source.text()[span.range()];
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().unwrap_or(0..0);
        let place = Span::new(at.clone()).shifted(span.start as usize).of(source);
        let line = source.line(place.position().line);
        report.push(catalog::toml_syntax(place, error.message(), advice(line)));
    }
    table.into_inner()
}

/// What people write who are used to other formats, and what to write instead.
fn advice(line: &str) -> Option<String> {
    let line = line.trim();
    let (key, value) = match (line.split_once('='), line.split_once(':')) {
        (Some((key, value)), _) => (key.trim(), value.trim()),
        (None, Some((key, value))) if !key.contains(' ') => {
            return Some(format!("write `{key} = \"{}\"`", value.trim().trim_matches('"')));
        }
        _ => return None,
    };
    if value.starts_with(|c: char| c.is_ascii_digit()) && value.contains('-') {
        return Some("dates are written 2026-11-18, and only days that the calendar has".to_owned());
    }
    if value.starts_with('“') || value.starts_with('”') {
        return Some("use straight quotation marks: \"…\"".to_owned());
    }
    let bare = value.starts_with(|c: char| c.is_alphabetic()) && value != "true" && value != "false";
    bare.then(|| format!("put the value in quotation marks: `{key} = \"{value}\"`"))
}
