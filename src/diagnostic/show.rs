//! Diagnostics as a person reads them in a terminal, and as a program reads them.

use std::borrow::Cow;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde::Serialize;

use super::{Counts, Diagnostic, Place, Report, Severity, is_unseen};

/// At most so many are drawn; the rest are counted.
const SHOWN: usize = 50;

/// The whole report for a terminal: a snippet with carets for each, then a closing line. `undone` says what was not
/// done because of the errors ("nothing was published").
pub fn terminal(report: &Report, colour: bool, undone: &str) -> String {
    let all = report.sorted();
    let mut out = String::new();
    for diagnostic in all.iter().take(SHOWN) {
        out.push_str(&drawn(diagnostic, colour));
        out.push_str("\n\n");
    }
    if all.len() > SHOWN {
        out.push_str(&format!("… and {} more\n\n", all.len() - SHOWN));
    }
    out.push_str(&closing(report.counts(), undone));
    out
}

/// One diagnostic with its lines, carets and help.
pub fn drawn(diagnostic: &Diagnostic, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group =
        level.primary_title(diagnostic.message.as_str()).element(snippet(&diagnostic.place, &diagnostic.label, true));
    if let Some((place, label)) = &diagnostic.also {
        group = group.element(snippet(place, label, false));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
}

/// `file:line:column: severity: message`, as editors and compilers write it; the help follows after a dash.
pub fn short(diagnostic: &Diagnostic) -> String {
    let at = diagnostic.place.position();
    let help = diagnostic.help.as_deref().map(|help| format!(" – {help}")).unwrap_or_default();
    let path = diagnostic.place.source.path();
    format!("{path}:{}:{}: {}: {}{help}", at.line, at.column, diagnostic.severity.word(), diagnostic.message)
}

/// "2 files have 4 errors, 1 warning; nothing was published".
pub fn closing(counts: Counts, undone: &str) -> String {
    let more: Vec<_> = [(counts.warnings, "warning"), (counts.notes, "note")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| counted(count, word))
        .collect();
    if counts.errors == 0 {
        return more.join(", ");
    }
    let files = if counts.files == 1 { "1 file has".to_owned() } else { format!("{} files have", counts.files) };
    let mut line = format!("{files} {}", counted(counts.errors, "error"));
    for part in more {
        line.push_str(", ");
        line.push_str(&part);
    }
    line + "; " + undone
}

/// "1 error", "3 errors".
pub fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// A diagnostic for `--json`: one object, documented in the README.
#[derive(Serialize)]
pub struct Json<'a> {
    severity: &'static str,
    code: &'static str,
    path: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    help: Option<&'a str>,
}

/// All diagnostics for `--json`, in the order in which they are printed.
pub fn json(report: &Report) -> Vec<Json<'_>> {
    report.sorted().into_iter().map(Json::from).collect()
}

impl<'a> From<&'a Diagnostic> for Json<'a> {
    fn from(diagnostic: &'a Diagnostic) -> Self {
        let at = diagnostic.place.position();
        Self {
            severity: diagnostic.severity.word(),
            code: diagnostic.code,
            path: diagnostic.place.source.path(),
            line: at.line,
            column: at.column,
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
        }
    }
}

/// The line or lines of a place. A file of many lines is cut to them first, so that drawing costs what is shown.
fn snippet<'a>(place: &'a Place, label: &'a str, primary: bool) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let source = &place.source;
    let text = source.text();
    let range = place.span.range();
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.ceil_char_boundary(range.end.clamp(start, text.len()));
    let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let last = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
    let label = (!label.is_empty()).then_some(label);
    Snippet::source(visible(&text[first..last]))
        .line_start(source.position(start).line)
        .path(source.path())
        .annotation(kind.span(start - first..end - first).label(label))
}

/// Lines of a file without characters that would act on a terminal; each is replaced by one of as many bytes, so that
/// carets stay where they are.
fn visible(lines: &str) -> Cow<'_, str> {
    if !lines.contains(is_unseen) {
        return lines.into();
    }
    let shown = |c: char| match (is_unseen(c), c.len_utf8()) {
        (false, _) => c,
        (true, 1) => '?',
        (true, 2) => '¿',
        (true, _) => char::REPLACEMENT_CHARACTER,
    };
    lines.chars().map(shown).collect::<String>().into()
}
