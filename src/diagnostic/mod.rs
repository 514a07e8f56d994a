//! What the author wrote wrong.
//!
//! A [`Diagnostic`] names the file, the place and what to do next. Nobody stops at the first: everything that reads the
//! author's files takes a [`Report`] first, adds to it and goes on with the best value it can.

pub mod source;
pub mod catalog;
pub mod people;
pub mod show;

use std::sync::Arc;

pub use source::{At, Place, Position, Source, Span};

/// How much a diagnostic weighs. Only errors change the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something that must be mended before anything is published.
    Error,
    /// Something the author should look at.
    Warning,
    /// Something that is fine for now: what a draft still lacks.
    Note,
}

impl Severity {
    /// The word as it is printed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One thing to mend. Made by the constructors of [`catalog`], where all the wording is.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Error, warning or note.
    pub severity: Severity,
    /// A stable name for the kind of mistake, such as `unknown-key`.
    pub code: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// The file and the place in it.
    pub place: Place,
    /// Words under the carets; often empty.
    pub label: String,
    /// What to do next.
    pub help: Option<String>,
    /// Another place that has to do with it, and in what way.
    pub also: Option<(Place, String)>,
}

impl Diagnostic {
    fn new(severity: Severity, code: &'static str, place: Place, message: impl Into<String>) -> Self {
        let message = in_one_line(&message.into());
        Self { severity, code, message, place, label: String::new(), help: None, also: None }
    }

    fn label(mut self, label: impl Into<String>) -> Self {
        self.label = in_one_line(&label.into());
        self
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(visible(&help.into()));
        self
    }

    fn also(mut self, place: Place, label: impl Into<String>) -> Self {
        self.also = Some((place, label.into()));
        self
    }

    /// The same words as a note: what would be an error is only worth knowing, because the entry is still a draft.
    #[must_use]
    pub fn as_note(mut self) -> Self {
        self.severity = Severity::Note;
        self
    }
}

/// All that was found so far, in the order in which it was found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

/// How many diagnostics there are of each weight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Files with at least one error.
    pub files: usize,
}

impl Report {
    /// An empty report.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds what an entry is held to: an error once it is published, a note while it is a draft.
    pub fn push_held_to(&mut self, draft: bool, diagnostic: Diagnostic) {
        self.push(if draft { diagnostic.as_note() } else { diagnostic });
    }

    /// Adds diagnostics.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Takes over everything in `other`.
    pub fn merge(&mut self, other: Self) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// Whether anything must be mended before publishing.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether there is a diagnostic of this code.
    pub fn has(&self, code: &str) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.code == code)
    }

    /// Whether there is a diagnostic of this code within a place.
    pub fn has_within(&self, code: &str, place: &Place) -> bool {
        let within = |found: &Place| {
            found.source.path() == place.source.path() && place.span.range().contains(&(found.span.start as usize))
        };
        self.diagnostics.iter().any(|diagnostic| diagnostic.code == code && within(&diagnostic.place))
    }

    /// Keeps only what `keep` wants.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.diagnostics.retain(keep);
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Everything, by file and place, so that the same journal gives the same report however it was read.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<_> = self.diagnostics.iter().collect();
        all.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.place.span.start, d.severity, d.code);
            a.place.source.path().cmp(b.place.source.path()).then_with(|| key(a).cmp(&key(b)))
        });
        all.dedup_by(|a, b| {
            // A template fails in one place on many pages, and says of each what it could see.
            a.code == b.code
                && (a.message == b.message || a.code == "template")
                && a.place.span == b.place.span
                && Arc::ptr_eq(&a.place.source, &b.place.source)
        });
        all
    }

    /// The counts that a closing line needs.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        let mut last_file = None;
        for diagnostic in self.sorted() {
            match diagnostic.severity {
                Severity::Error => {
                    counts.errors += 1;
                    let file = Some(diagnostic.place.source.path());
                    counts.files += usize::from(file != last_file);
                    last_file = file;
                }
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }
}

/// Whether a character would act on a terminal instead of being shown: control characters, and those that change the
/// direction of what follows.
pub(crate) fn is_unseen(c: char) -> bool {
    let directs = matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    c.is_control() && c != '\n' && c != '\t' || directs
}

/// A text whose every character can be seen: an author's words reach a terminal only through here.
fn visible(text: &str) -> String {
    text.chars().map(|c| if is_unseen(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// The same without its lines: a value that is quoted may have several.
fn in_one_line(text: &str) -> String {
    visible(text).replace(['\n', '\t'], " ")
}
