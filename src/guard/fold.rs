//! A text as the guard compares it: folded words with one space between them, and what stood in each of the gaps.

use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::parse::slug::is_unspaced;

/// The mark of a gap that nothing can be said of: white space, or several characters.
pub(super) const BLANK: u8 = b' ';
/// The mark of a gap with an empty line in it, or with what parts two things as well.
pub(super) const BREAK: u8 = b'\n';
/// The mark of a gap that ends in an `@` which nothing is written before, as in "thanks to @ana".
pub(super) const MENTION: u8 = 1;

/// A folded text. Every word has a space before it and one after it, so that a needle written in the same way is found
/// only as whole words.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// The words.
    pub(super) words: Vec<u8>,
    /// One for each space in `words`, in order.
    pub(super) gaps: Vec<Gap>,
}

/// What stood between two words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    /// Its space's place in [`Folded::words`].
    pub(super) at: usize,
    /// Where the word before it ended in the text.
    pub(super) from: usize,
    /// Where the word after it begins in the text.
    pub(super) to: usize,
    /// The one ASCII character that stood here, or one of the marks above.
    pub(super) mark: u8,
}

/// What has been seen of the gap at hand.
struct Open {
    from: usize,
    length: usize,
    breaks: usize,
    /// Quotation marks, and whether there was a comma: two strings of a list are two things.
    quotes: usize,
    comma: bool,
    last: u8,
}

/// The words of a text alone.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// As in [`Folded::words`].
    pub(super) words: Vec<u8>,
    /// Where the gaps are that end in a mention.
    pub(super) mentions: Vec<usize>,
}

/// What wants to know of the gaps.
trait Gaps {
    fn gap(&mut self, gap: Gap);
}

impl Gaps for Vec<Gap> {
    fn gap(&mut self, gap: Gap) {
        self.push(gap);
    }
}

/// Mentions alone.
impl Gaps for Vec<usize> {
    fn gap(&mut self, gap: Gap) {
        if gap.mark == MENTION {
            self.push(gap.at);
        }
    }
}

struct Folder<G> {
    words: Vec<u8>,
    gaps: G,
    open: Option<Open>,
}

/// Folds a text: lower case without accents; letters and digits make words, all else the gaps between them.
pub(super) fn fold(text: &str) -> Folded {
    let (words, gaps) = folded(text, Vec::with_capacity(text.len() / 5 + 2));
    Folded { words, gaps }
}

/// The same words, without what stands between them.
pub(super) fn fold_words(text: &str) -> Words {
    let (words, mentions) = folded(text, Vec::new());
    Words { words, mentions }
}

fn folded<G: Gaps>(text: &str, gaps: G) -> (Vec<u8>, G) {
    let bytes = text.as_bytes();
    let mut folder = Folder { words: Vec::with_capacity(text.len() + 2), gaps, open: Some(Open::before(0)) };
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += if byte >= 0x80 {
            let c = text[at..].chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
            folder.character(c, at);
            c.len_utf8()
        } else if ASCII[usize::from(byte)] == 0 {
            folder.separator(byte, at);
            1
        } else {
            folder.letters(bytes, at)
        };
    }
    folder.finish(text.len())
}

impl Folded {
    /// The index of the gap whose space is at this place.
    pub(super) fn gap(&self, at: usize) -> Option<usize> {
        self.gaps.binary_search_by_key(&at, |gap| gap.at).ok()
    }

    /// Where in the text the words stand that a range of [`Folded::words`] has a part in.
    pub(super) fn span(&self, words: &Range<usize>) -> Range<usize> {
        let first = self.gaps.partition_point(|gap| gap.at <= words.start).saturating_sub(1);
        let last = self.gaps.partition_point(|gap| gap.at < words.end);
        self.gaps[first].to..self.gaps.get(last).map_or(self.gaps[first].to, |gap| gap.from)
    }

    /// Whether the words in a range belong together.
    pub(super) fn is_unbroken(&self, words: &Range<usize>) -> bool {
        let first = self.gaps.partition_point(|gap| gap.at <= words.start);
        self.gaps[first..].iter().take_while(|gap| gap.at < words.end).all(|gap| gap.mark != BREAK)
    }

    /// How many bytes of letters and digits there are.
    pub(super) fn letters(&self) -> usize {
        self.words.len() - self.gaps.len()
    }

    /// How many words there are.
    pub(super) fn count(&self) -> usize {
        self.gaps.len() - 1
    }

    /// What stood between the words, without what is before the first and after the last.
    pub(super) fn marks(&self) -> Vec<u8> {
        self.gaps[1..self.count().max(1)].iter().map(|gap| gap.mark).collect()
    }
}

impl Open {
    /// A gap that begins where nothing is: before the text, or beside a character that is a word by itself.
    fn before(from: usize) -> Self {
        Self { from, length: 1, breaks: 0, quotes: 0, comma: false, last: b' ' }
    }

    fn mark(&self) -> u8 {
        match self.last {
            b'@' if self.length > 1 => MENTION,
            _ if self.breaks > 1 || self.quotes > 1 && self.comma => BREAK,
            one if self.length == 1 && one.is_ascii_graphic() => one,
            _ => BLANK,
        }
    }
}

impl<G: Gaps> Folder<G> {
    /// The ASCII letters from here on; tells how many there are.
    fn letters(&mut self, bytes: &[u8], at: usize) -> usize {
        self.close(at);
        let rest = &bytes[at..];
        let count = rest.iter().position(|byte| ASCII[usize::from(*byte)] == 0).unwrap_or(rest.len());
        self.words.extend(rest[..count].iter().map(|byte| ASCII[usize::from(*byte)]));
        count
    }

    /// A character that is not ASCII.
    fn character(&mut self, c: char, at: usize) {
        if c == char::REPLACEMENT_CHARACTER || is_raised(c) {
            self.separator(0, at);
        } else if is_unspaced(c) && c.is_alphanumeric() {
            self.close(at);
            self.split(at);
            self.letter(c);
            self.open = Some(Open::before(at + c.len_utf8()));
        } else if !is_unseen(c) {
            decompose_compatible(c, |part| match part {
                part if is_combining_mark(part) => {}
                part if part.is_alphanumeric() => {
                    self.close(at);
                    self.letter(part);
                }
                _ => self.separator(0, at),
            });
        }
    }

    /// Upper case and back again: what differs in case alone becomes the same, as `ß` and `SS` or `ı` and `I` do.
    fn letter(&mut self, c: char) {
        for lower in c.to_uppercase().flat_map(char::to_lowercase).filter(|c| !is_combining_mark(*c)) {
            let plain = without_stroke(lower);
            self.words.extend_from_slice(plain.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }

    fn separator(&mut self, byte: u8, at: usize) {
        let new = Open { from: at, length: 0, breaks: 0, quotes: 0, comma: false, last: 0 };
        let open = self.open.get_or_insert(new);
        // An item of a list and a heading are things by themselves, also without an empty line.
        let begins = open.last == b'\n' && b"-*+#>".contains(&byte);
        open.length += 1;
        open.breaks += usize::from(byte == b'\n' || begins);
        open.quotes += usize::from(byte == b'"');
        open.comma |= byte == b',';
        open.last = byte;
    }

    /// Ends the gap before a word.
    fn close(&mut self, to: usize) {
        if let Some(open) = self.open.take() {
            self.gap(open.from, to, open.mark());
        }
    }

    /// A gap without extent, where a word that is one character follows another word directly.
    fn split(&mut self, at: usize) {
        if self.words.last() != Some(&b' ') {
            self.gap(at, at, BLANK);
        }
    }

    fn gap(&mut self, from: usize, to: usize, mark: u8) {
        self.gaps.gap(Gap { at: self.words.len(), from, to, mark });
        self.words.push(b' ');
    }

    /// What follows the last word is the end, whatever it is.
    fn finish(mut self, end: usize) -> (Vec<u8>, G) {
        let from = self.open.take().map_or(end, |open| open.from);
        self.gap(from, end, BLANK);
        (self.words, self.gaps)
    }
}

/// For each ASCII byte its folded form; 0 for what is no part of a word.
const ASCII: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// The raised and lowered digits of footnotes, which belong to no word.
fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}'..='\u{209c}')
}

/// What nobody sees: soft hyphens, joiners, marks of direction. It divides no word.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Letters with a stroke, which canonical decomposition leaves as they are, and most keyboards leave out.
fn without_stroke(c: char) -> char {
    match c {
        'ø' => 'o',
        'ł' => 'l',
        'đ' => 'd',
        'ħ' => 'h',
        c => c,
    }
}
