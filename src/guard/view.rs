//! The texts as which a file could be read: as it is, with escapes undone, with tags taken out.

use std::borrow::Cow;
use std::ops::Range;

use super::escape;

/// How many layers of escapes are undone: HTML inside of XML or JSON has two, an address in it may have one more.
const LAYERS: usize = 3;

/// What a tag becomes: nothing, as within a word that is half in bold, or a space, as between the cells of a table.
const INSTEAD_OF_TAGS: [&str; 2] = ["", " "];

/// So far the end of a link's address is looked for.
const LONGEST_LINK: usize = 2_000;

/// A text, and how it was made from a file's.
#[derive(Clone, Debug)]
pub(super) struct View<'a> {
    /// The text.
    pub(super) text: Cow<'a, str>,
    /// The steps from the file's text to this one, the last one last; nothing where nobody will ask.
    steps: Option<Vec<Vec<Piece>>>,
}

/// A part of a text, and the part of the text before it that it was made from.
#[derive(Clone, Copy, Debug)]
struct Piece {
    at: usize,
    from: usize,
    to: usize,
    copied: bool,
}

/// A text that is being rewritten: what is not replaced is copied.
struct Rewrite<'t> {
    text: &'t str,
    out: String,
    /// What it is made of, where somebody will ask.
    pieces: Option<Vec<Piece>>,
    copied: usize,
    changed: bool,
}

/// A text that was rewritten.
struct Rewritten {
    text: String,
    pieces: Option<Vec<Piece>>,
}

/// Every view of a file in which something could be found, itself first. What would be the same again is left out.
pub(super) fn views(file: View<'_>) -> Vec<View<'_>> {
    let plain: Vec<_> = INSTEAD_OF_TAGS.into_iter().filter_map(|instead| file.without_tags(instead)).collect();
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
        Self { text: text.into(), steps: Some(Vec::new()) }
    }

    /// A text of whose views nobody will ask where they come from; it is quicker.
    pub(super) fn untraced(text: &'a str) -> Self {
        Self { text: text.into(), steps: None }
    }

    /// Where in the file a range of this text comes from.
    pub(super) fn origin(&self, range: Range<usize>) -> Range<usize> {
        self.steps.iter().flatten().rev().fold(range, |range, pieces| {
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

    /// With all tags taken out, also those that were escaped; nothing where there are none.
    fn without_tags(&self, instead: &str) -> Option<Self> {
        let (mut view, mut had_tags) = (Cow::Borrowed(self), false);
        for _ in 0..LAYERS {
            let plain = view.then(|rewrite| without_tags(rewrite, instead));
            had_tags |= plain.is_some();
            let undone = plain.as_ref().unwrap_or(&view).then(undone);
            let Some(next) = undone.or(plain) else { break };
            view = Cow::Owned(next);
        }
        had_tags.then(|| view.into_owned())
    }

    /// The view that one more step makes of this one.
    fn then<'b>(&self, step: impl FnOnce(Rewrite<'_>) -> Option<Rewritten>) -> Option<View<'b>> {
        let Rewritten { text, pieces } = step(Rewrite::new(&self.text, self.steps.is_some()))?;
        let steps = self.steps.as_ref().map(|steps| steps.iter().cloned().chain(pieces).collect());
        Some(View { text: text.into(), steps })
    }
}

impl<'t> Rewrite<'t> {
    fn new(text: &'t str, traced: bool) -> Self {
        let pieces = traced.then(Vec::new);
        Self { text, out: String::with_capacity(text.len()), pieces, copied: 0, changed: false }
    }

    /// Copies what stands before a range, and writes something else in the range's place.
    fn replace(&mut self, range: Range<usize>, with: &str) {
        self.copy(self.copied..range.start);
        self.trace(&range, false);
        self.out.push_str(with);
        self.copied = range.end;
        self.changed = true;
    }

    fn copy(&mut self, range: Range<usize>) {
        self.trace(&range, true);
        self.out.push_str(&self.text[range]);
    }

    fn trace(&mut self, range: &Range<usize>, copied: bool) {
        let piece = Piece { at: self.out.len(), from: range.start, to: range.end, copied };
        if let Some(pieces) = &mut self.pieces {
            pieces.push(piece);
        }
    }

    /// The new text, and what was set aside at its end; nothing where all is as it was.
    fn finish(mut self, aside: Vec<Range<usize>>) -> Option<Rewritten> {
        let end = self.text.len();
        if !self.changed {
            return None;
        }
        self.copy(self.copied..end);
        for range in aside {
            self.trace(&(end..end), false);
            self.out.push_str("\n\n");
            self.copy(range);
        }
        Some(Rewritten { text: self.out, pieces: self.pieces })
    }
}

/// One layer of escapes undone.
fn undone(mut rewrite: Rewrite<'_>) -> Option<Rewritten> {
    let (text, mut character, mut at) = (rewrite.text, String::new(), 0);
    while let Some(found) = next(text, at, |byte| matches!(byte, b'&' | b'%' | b'\\')) {
        character.clear();
        at = found
            + escape::undo(&text[found..], &mut character).map_or(1, |length| {
                rewrite.replace(found..found + length, &character);
                length
            });
    }
    rewrite.finish(Vec::new())
}

/// Without tags. Comments go to the end, so that they neither hide anything nor part what stands on their two sides.
fn without_tags(mut rewrite: Rewrite<'_>, instead: &str) -> Option<Rewritten> {
    let (text, mut comments, mut at) = (rewrite.text, Vec::new(), 0);
    let mut last_comment = None;
    while let Some(found) = next(text, at, |byte| byte == b'<') {
        let rest = &text[found..];
        let is_comment =
            rest.starts_with("<!--") && found < *last_comment.get_or_insert_with(|| text.rfind("-->").unwrap_or(0));
        let length = if is_comment {
            let inside = rest[4..].find("-->").unwrap_or(0);
            comments.push(found + 4..found + 4 + inside);
            inside + 7
        } else if rest.starts_with("<![CDATA[") {
            9
        } else if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            at = found + 1;
            continue;
        } else if let Some(length) = tag(rest) {
            length
        } else {
            break;
        };
        at = found + length;
        rewrite.replace(found..at, if is_inline(rest) { instead } else { "\n\n" });
    }
    rewrite.finish(comments)
}

/// Whether what stands on both sides of a tag may be one thing: a name half in bold, or in two cells of a table. Any
/// other tag of HTML, and every tag of a feed, begins or ends something.
fn is_inline(rest: &str) -> bool {
    const INLINE: [&str; 34] = [
        "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins",
        "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "td", "text", "th", "time",
        "tspan", "u", "wbr",
    ];
    let name = rest[1..].trim_start_matches('/');
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    // Comments and the marks of CDATA part nothing.
    rest.starts_with("<!") || INLINE.iter().any(|inline| inline.eq_ignore_ascii_case(name))
}

/// The length of a tag; nothing where none is closed from here on.
fn tag(rest: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let end = at + rest[at..].find('>')?;
        let quote = rest.as_bytes()[at..end].windows(2).position(|pair| matches!(pair, b"=\"" | b"='"));
        let Some(open) = quote.map(|open| at + open) else { return Some(end + 1) };
        match rest[open + 2..].find(&rest[open + 1..open + 2]) {
            Some(close) => at = open + 2 + close + 1,
            None => return Some(end + 1),
        }
    }
}

/// Without emphasis, without the addresses of links, without backslashes before punctuation.
fn without_marks(mut rewrite: Rewrite<'_>) -> Option<Rewritten> {
    let (text, mut at) = (rewrite.text, 0);
    while let Some(found) = next(text, at, |byte| b"*`~[]\\".contains(&byte)) {
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

/// The next byte of a kind, which is ASCII. Whole blocks without any are passed over at once.
fn next(text: &str, from: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let bytes = &text.as_bytes()[from..];
    let is_calm = |block: &&[u8]| !block.iter().fold(false, |any, byte| any | wanted(*byte));
    let calm = bytes.chunks_exact(BLOCK).take_while(is_calm).count() * BLOCK;
    bytes[calm..].iter().position(|byte| wanted(*byte)).map(|at| from + calm + at)
}

const BLOCK: usize = 32;
