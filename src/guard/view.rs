//! The texts as which a file could be read: as it is, with escapes undone, with tags taken out.

use std::borrow::Cow;
use std::ops::Range;

use super::rewrite::{Piece, Rewrite, Rewritten, Trace, undone, without_marks, without_tags};

/// How many layers of escapes are undone: HTML inside of XML or JSON has two, an address in it may have one more.
pub(super) const LAYERS: usize = 3;

/// What a tag becomes: nothing, as within a word that is half in bold, or a space, as between the cells of a table.
const INSTEAD_OF_TAGS: [&str; 2] = ["", " "];

/// A text, and how it was made from a file's.
#[derive(Clone, Debug)]
pub(super) struct View<'a> {
    /// The text.
    pub(super) text: Cow<'a, str>,
    /// The steps from the file's text to this one, the last one last.
    steps: Vec<Vec<Piece>>,
}

/// Every view of a file in which something could be found, itself first. What would be the same again is left out.
pub(super) fn views(file: View<'_>) -> Vec<View<'_>> {
    let plain: Vec<_> = INSTEAD_OF_TAGS.into_iter().flat_map(|instead| file.without_tags(instead)).collect();
    let undone = if cfg!(leak = "escapes-hide") { None } else { file.undone() };
    [Some(file), undone].into_iter().flatten().chain(plain).collect()
}

/// What a Markdown text reads like without its marks, as far as they can stand inside a name or an address.
pub(super) fn unmarked(text: &str) -> Option<View<'_>> {
    View::of(text).then(without_marks)
}

impl<'a> View<'a> {
    /// A file's text as it is.
    pub(super) fn of(text: &'a str) -> Self {
        Self { text: text.into(), steps: Vec::new() }
    }

    /// Where in the file a range of this text comes from.
    pub(super) fn origin(&self, range: Range<usize>) -> Range<usize> {
        self.steps.iter().rev().fold(range, |range, pieces| {
            let piece = |at: usize| &pieces[pieces.partition_point(|piece| piece.at <= at).saturating_sub(1)];
            let (first, last) = (piece(range.start), piece(range.end.saturating_sub(1)));
            let start = if first.copied { first.from + (range.start - first.at) } else { first.from };
            let end = if last.copied { last.from + (range.end - last.at) } else { last.to };
            start..end.max(start)
        })
    }

    /// With all escapes undone; nothing where there are none.
    fn undone(&self) -> Option<Self> {
        let mut view = self.then(undone)?;
        for _ in 1..LAYERS {
            let Some(next) = view.then(undone) else { break };
            view = next;
        }
        Some(view)
    }

    /// With all tags taken out, also those that were escaped; nothing where there are none. What is escaped may as well
    /// be meant as it stands, and then hides nothing: so each layer is a view.
    fn without_tags(&self, instead: &str) -> Vec<Self> {
        let (mut views, mut view, mut had_tags) = (Vec::new(), Cow::Borrowed(self), false);
        for _ in 0..LAYERS {
            let plain = view.then(|rewrite| without_tags(rewrite, instead));
            if plain.is_some() && had_tags {
                views.push(view.clone().into_owned());
            }
            had_tags |= plain.is_some();
            let undone = plain.as_ref().unwrap_or(&view).then(undone);
            let Some(next) = undone.or(plain) else { break };
            view = Cow::Owned(next);
        }
        views.extend(had_tags.then(|| view.into_owned()));
        views
    }

    /// The view that one more step makes of this one.
    fn then<'b>(&self, step: impl FnOnce(Rewrite<'_>) -> Option<Rewritten>) -> Option<View<'b>> {
        let Rewritten { text, trace } = step(Rewrite::new(&self.text, Trace::Pieces(Vec::new())))?;
        let last = if let Trace::Pieces(pieces) = trace { pieces } else { Vec::new() };
        let steps = self.steps.iter().cloned().chain([last]).collect();
        Some(View { text: text.into(), steps })
    }
}
