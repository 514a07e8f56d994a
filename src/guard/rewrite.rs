//! One step from a text to what it could be read as: escapes undone, tags taken out, the marks of Markdown left out.

use std::ops::Range;

use memchr::{memchr, memchr2, memchr3};

use super::escape;

/// So far the end of a link's address is looked for.
const LONGEST_LINK: usize = 2_000;

/// What stands between two things that have nothing to do with each other.
const BETWEEN: &str = "\n\n";

/// A text that is being rewritten: what is not replaced is copied.
pub(super) struct Rewrite<'t> {
    text: &'t str,
    out: String,
    trace: Trace,
    copied: usize,
    changed: bool,
}

/// A text that was rewritten.
pub(super) struct Rewritten {
    pub(super) text: String,
    pub(super) trace: Trace,
}

/// What is kept of how a text was rewritten.
pub(super) enum Trace {
    /// All that it is made of.
    Pieces(Vec<Piece>),
    /// Where something was replaced.
    Spots(Vec<Spot>),
}

/// What was put in, and what for.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    /// Its place in the new text.
    pub(super) at: Range<usize>,
    /// What stood there in the text before it.
    pub(super) from: Range<usize>,
}

/// A part of a text, and the part of the text before it that it was made from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) at: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) copied: bool,
}

impl<'t> Rewrite<'t> {
    pub(super) fn new(text: &'t str, trace: Trace) -> Self {
        Self { text, out: String::new(), trace, copied: 0, changed: false }
    }

    /// Copies what stands before a range, and writes something else in the range's place.
    fn replace(&mut self, range: Range<usize>, with: &str) {
        if !self.changed {
            self.out.reserve(self.text.len());
        }
        self.copy(self.copied..range.start);
        self.trace.replaced(self.out.len(), &range, with);
        self.out.push_str(with);
        self.copied = range.end;
        self.changed = true;
    }

    fn copy(&mut self, range: Range<usize>) {
        self.trace.copied(self.out.len(), &range);
        self.out.push_str(&self.text[range]);
    }

    /// The new text, and what was set aside at its end; nothing where all is as it was.
    fn finish(mut self, aside: Vec<Range<usize>>) -> Option<Rewritten> {
        let end = self.text.len();
        if !self.changed {
            return None;
        }
        self.copy(self.copied..end);
        for range in aside {
            self.trace.replaced(self.out.len(), &(end..end), BETWEEN);
            self.out.push_str(BETWEEN);
            self.copy(range);
        }
        Some(Rewritten { text: self.out, trace: self.trace })
    }
}

impl Trace {
    fn copied(&mut self, at: usize, range: &Range<usize>) {
        if let Self::Pieces(pieces) = self {
            pieces.push(Piece { at, from: range.start, to: range.end, copied: true });
        }
    }

    fn replaced(&mut self, at: usize, range: &Range<usize>, with: &str) {
        match self {
            Self::Pieces(pieces) => pieces.push(Piece { at, from: range.start, to: range.end, copied: false }),
            Self::Spots(spots) => spots.push(Spot { at: at..at + with.len(), from: range.clone() }),
        }
    }
}

/// One layer of escapes undone.
pub(super) fn undone(mut rewrite: Rewrite<'_>) -> Option<Rewritten> {
    let (text, mut character, mut at) = (rewrite.text, String::new(), 0);
    while let Some(found) = memchr3(b'&', b'%', b'\\', &text.as_bytes()[at..]).map(|next| at + next) {
        let rest = &text[found..];
        character.clear();
        let undone = escape::common(rest.as_bytes());
        let undone = undone.or_else(|| Some((escape::undo(rest, &mut character)?, character.as_str())));
        if let Some((length, with)) = undone {
            rewrite.replace(found..found + length, with);
        }
        at = found + undone.map_or(1, |(length, _)| length);
    }
    rewrite.finish(Vec::new())
}

/// Without tags. Comments go to the end, so that they neither hide anything nor part what stands on their two sides.
pub(super) fn without_tags(mut rewrite: Rewrite<'_>, instead: &str) -> Option<Rewritten> {
    let (text, mut comments, mut at) = (rewrite.text, Vec::new(), 0);
    let mut last_end = None;
    while let Some(found) = memchr(b'<', &text.as_bytes()[at..]).map(|next| at + next) {
        let rest = &text[found..];
        let mut is_closed =
            || found + 4 <= *last_end.get_or_insert_with(|| text.rfind("-->").max(text.rfind("--!>")).unwrap_or(0));
        let comment = rest.strip_prefix("<!--").and_then(|rest| comment(rest, &mut is_closed));
        let length = match rest.as_bytes() {
            _ if let Some((inside, end)) = comment => {
                comments.push(found + 4..found + 4 + inside);
                4 + inside + end
            }
            [_, b'!', ..] if rest[2..].starts_with("[CDATA[") => 9,
            // Without an end it is words, or hides whatever follows: either way nothing is lost by reading on.
            [_, b'!', b'-', b'-', ..] => {
                at = found + 4;
                continue;
            }
            [_, next, ..] if next.is_ascii_alphabetic() || b"/!?".contains(next) => match tag(rest) {
                Some(length) => length,
                None => break,
            },
            _ => {
                at = found + 1;
                continue;
            }
        };
        at = found + length;
        rewrite.replace(found..at, if is_inline(rest.as_bytes()) { instead } else { BETWEEN });
    }
    rewrite.finish(comments)
}

/// How long a comment is after its beginning, and what ends it. Browsers take `<!-->` for a whole one, and `--!>` for an end.
/// Whether it is closed at all is asked first: a text may have a great many that are not.
fn comment(rest: &str, is_closed: impl FnOnce() -> bool) -> Option<(usize, usize)> {
    if let Some(end) = [">", "->"].iter().find(|end| rest.starts_with(**end)) {
        return Some((0, end.len()));
    }
    let dashes = |at: &usize| Some(at + 1 + rest.get(at + 1..)?.find("--")?);
    let first = rest.find("--").filter(|_| is_closed());
    std::iter::successors(first, dashes).find_map(|at| {
        let ends = ["-->", "--!>"].iter().find(|end| rest[at..].starts_with(**end));
        ends.map(|end| (at, end.len()))
    })
}

/// Whether what stands on both sides of a tag may be one thing: a name half in bold, or in two cells of a table. Any
/// other tag of HTML, and every tag of a feed, begins or ends something.
fn is_inline(tag: &[u8]) -> bool {
    let mut name = [0; 7];
    let letters = tag[1..].iter().skip_while(|byte| **byte == b'/').take_while(|byte| byte.is_ascii_alphanumeric());
    let length = name.iter_mut().zip(letters).map(|(kept, byte)| *kept = byte.to_ascii_lowercase()).count();
    // Comments and the marks of CDATA part nothing.
    tag[1] == b'!' || is_inline_name(&name[..length])
}

fn is_inline_name(name: &[u8]) -> bool {
    matches!(name, b"a" | b"b" | b"i" | b"q" | b"s" | b"u" | b"br" | b"em" | b"td" | b"th")
        || matches!(name, b"bdi" | b"bdo" | b"del" | b"dfn" | b"img" | b"ins" | b"kbd" | b"sub" | b"sup" | b"wbr")
        || matches!(name, b"abbr" | b"cite" | b"code" | b"data" | b"font" | b"mark" | b"samp" | b"span" | b"text")
        || matches!(name, b"time" | b"label" | b"small" | b"tspan" | b"strong")
}

/// The length of a tag; nothing where none is closed from here on. What stands in quotation marks ends no tag.
fn tag(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 0;
    loop {
        at += memchr2(b'>', b'=', &bytes[at..])? + 1;
        if bytes[at - 1] == b'>' {
            return Some(at);
        }
        let Some(quote @ (b'"' | b'\'')) = bytes.get(at) else { continue };
        match memchr(*quote, &bytes[at + 1..]) {
            Some(inside) => at += inside + 2,
            None => return memchr(b'>', &bytes[at..]).map(|end| at + end + 1),
        }
    }
}

/// Without emphasis, without the addresses of links, without backslashes before punctuation.
pub(super) fn without_marks(mut rewrite: Rewrite<'_>) -> Option<Rewritten> {
    let (text, mut at) = (rewrite.text, 0);
    let is_mark = |byte: &u8| b"*`~[]\\".contains(byte);
    while let Some(found) = text.as_bytes()[at..].iter().position(is_mark).map(|next| at + next) {
        let rest = &text[found..];
        let up_to = |close: u8| {
            let inside = rest.bytes().skip(1).take(LONGEST_LINK).position(|byte| byte == close);
            inside.map_or(1, |length| length + 2)
        };
        let (length, with) = match rest.as_bytes() {
            [b'\\', next, ..] if next.is_ascii_punctuation() => (1, ""),
            [b'\\', ..] => (0, ""),
            [b'[', b'^', ..] => (up_to(b']'), " "),
            [b']', b'(', ..] => (up_to(b')'), ""),
            [b']', b'[', ..] => (up_to(b']'), ""),
            _ => (1, ""),
        };
        at = found + length.max(1);
        if length > 0 {
            rewrite.replace(found..at, with);
        }
    }
    rewrite.finish(Vec::new())
}
