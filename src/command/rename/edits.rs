//! Texts that change when a name does.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::command::change::Step;
use crate::diagnostic::{Source, Span};
use crate::parse::markdown::Link;

/// Texts that change, by their files.
#[derive(Default)]
pub(super) struct Edits(BTreeMap<String, Edited>);

/// A file, and what is put into which places of it.
struct Edited {
    source: Arc<Source>,
    edits: Vec<(Span, String)>,
}

impl Edits {
    /// Puts a text into a place, unless something is put there already.
    pub(super) fn put(&mut self, source: &Arc<Source>, span: Span, text: String) {
        let new = || Edited { source: Arc::clone(source), edits: Vec::new() };
        let edited = self.0.entry(source.path().to_owned()).or_insert_with(new);
        if !edited.edits.iter().any(|(other, _)| other.start < span.end && span.start < other.end) {
            edited.edits.push((span, text));
        }
    }

    /// Puts `new` where `old` stands last in a place, which may have quotation marks or an address around it.
    pub(super) fn swap(&mut self, source: &Arc<Source>, span: Span, old: &str, new: &str) {
        let text = &source.text()[span.range()];
        if let Some(at) = text.rfind(old) {
            self.put(source, span, format!("{}{new}{}", &text[..at], &text[at + old.len()..]));
        }
    }

    /// Puts `new` into a part of the path of a link. One that has its address elsewhere, as in `[words][label]`, stays.
    pub(super) fn swap_path(
        &mut self,
        source: &Arc<Source>,
        link: &Link,
        part: impl Fn(&str) -> Option<Range<usize>>,
        new: &str,
    ) {
        if source.text()[link.span.range()].contains(&link.written) {
            self.swap_part(source, link.span, part, new);
        }
    }

    /// Puts `new` into a part of a path, which ends where a heading or a question begins.
    pub(super) fn swap_part(
        &mut self,
        source: &Arc<Source>,
        span: Span,
        part: impl Fn(&str) -> Option<Range<usize>>,
        new: &str,
    ) {
        let text = &source.text()[span.range()];
        let path = text.find(['#', '?']).map_or(text, |end| &text[..end]);
        if let Some(at) = part(path) {
            self.put(source, Span::new(at).shifted(span.start as usize), new.to_owned());
        }
    }

    /// Puts `new` where `old` stands first in a place: words may follow.
    pub(super) fn swap_first(&mut self, source: &Arc<Source>, span: Span, old: &str, new: &str) {
        let text = &source.text()[span.range()];
        if let Some(at) = text.find(old) {
            self.put(source, span, format!("{}{new}{}", &text[..at], &text[at + old.len()..]));
        }
    }

    /// The files as they are to be.
    pub(super) fn steps(self) -> Vec<Step> {
        self.0.into_values().map(Edited::step).collect()
    }
}

impl Edited {
    fn step(mut self) -> Step {
        self.edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
        let old = self.source.text().to_owned();
        let mut text = old.clone();
        for (span, new) in self.edits {
            text.replace_range(span.range(), &new);
        }
        Step::Replace { path: self.source.path().to_owned(), old, text }
    }
}

/// The last place of some words in a text.
pub(super) fn last(words: &str) -> impl Fn(&str) -> Option<Range<usize>> {
    move |text| text.rfind(words).map(|at| at..at + words.len())
}

/// The files that get another text.
pub(super) fn paths(steps: &[Step]) -> impl Iterator<Item = &str> {
    steps.iter().filter_map(|step| if let Step::Replace { path, .. } = step { Some(path.as_str()) } else { None })
}
