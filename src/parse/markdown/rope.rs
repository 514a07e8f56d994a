//! A text most of which stands in its source as it is: the source is kept anyway, and so only the rest is kept beside it.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Source;

/// Less than this, in bytes, is not worth the note of where it stands.
const LEAST: u32 = 32;

/// A text, in parts out of its source and in parts its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Rope {
    source: Arc<Source>,
    copies: Box<[Copied]>,
    rest: Box<str>,
    length: usize,
}

/// A part that stands in the source. All numbers are bytes.
#[derive(Clone, Copy, Debug)]
struct Copied {
    /// Where it is in the whole text.
    at: u32,
    /// Where it is in the source.
    from: u32,
    length: u32,
    /// How much of the text before it stands in the source, too.
    before: u32,
}

/// What is known to stand in the source of a text that is being written.
#[derive(Debug, Default)]
pub(super) struct Copies(Vec<Copied>);

impl Copies {
    /// Takes note where what was written last, from `at` on, stands in the source at `from`.
    pub(super) fn note(&mut self, text: &str, at: usize, source: &Source, from: usize) {
        let written = &text[at..];
        if source.text().get(from..from + written.len()) != Some(written) {
            return;
        }
        let [Ok(at), Ok(from), Ok(length)] = [at, from, written.len()].map(u32::try_from) else { return };
        match self.0.last_mut() {
            Some(last) if last.end() == at && last.from + last.length == from => last.length += length,
            _ => self.0.push(Copied { at, from, length, before: 0 }),
        }
    }
}

impl Copied {
    fn end(&self) -> u32 {
        self.at + self.length
    }
}

impl Rope {
    /// A whole text and what of it stands in its source.
    pub(super) fn of(text: &str, Copies(mut copies): Copies, source: &Arc<Source>) -> Self {
        copies.retain(|copied| copied.length >= LEAST);
        let (mut rest, mut at, mut before) = (String::with_capacity(text.len()), 0, 0);
        for copied in &mut copies {
            rest.push_str(&text[at..copied.at as usize]);
            at = copied.end() as usize;
            copied.before = before;
            before += copied.length;
        }
        rest.push_str(&text[at..]);
        // Texts are kept for long: copies have just the room that they need.
        Self { source: Arc::clone(source), copies: copies.into(), rest: rest.as_str().into(), length: text.len() }
    }

    /// How many bytes the whole text has.
    pub(super) fn len(&self) -> usize {
        self.length
    }

    /// Appends a part of the text, given in bytes.
    pub(super) fn write(&self, out: &mut String, part: Range<usize>) {
        let mut next = self.copies.partition_point(|copied| copied.end() as usize <= part.start);
        let mut at = part.start;
        while at < part.end {
            let copied = self.copies.get(next);
            let start = copied.map_or(part.end, |copied| part.end.min(copied.at as usize));
            if at < start {
                let before = copied.map_or(self.length - self.rest.len(), |copied| copied.before as usize);
                out.push_str(&self.rest[at - before..start - before]);
                at = start;
            } else if let Some(copied) = copied {
                let (end, from) = (part.end.min(copied.end() as usize), copied.from as usize);
                out.push_str(&self.source.text()[from + at - copied.at as usize..from + end - copied.at as usize]);
                (at, next) = (end, next + 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_text_is_what_it_was() {
        let source = Source::new(
            "a.md",
            "Where the river – the old one – is wide, and where it is not, there are boats to be had.",
        );
        let (mut text, mut copies) = (String::new(), Copies::default());
        for range in [0..9, 9..40, 50..80, 3..44, 44..90] {
            let at = text.len();
            text.push_str(&source.text()[range.clone()]);
            copies.note(&text, at, &source, range.start);
            text.push_str(if range.start == 0 { "" } else { "<b>and so on</b>" });
        }
        let at = text.len();
        text.push_str("what stands nowhere, at whatever place one looks for it");
        copies.note(&text, at, &source, 0);
        let rope = Rope::of(&text, copies, &source);
        assert_eq!((rope.len(), rope.copies.len()), (text.len(), 3));
        let boundaries: Vec<_> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        for from in &boundaries {
            for to in boundaries.iter().filter(|to| *to >= from) {
                let mut part = String::new();
                rope.write(&mut part, *from..*to);
                assert_eq!(part, text[*from..*to]);
            }
        }
    }
}
