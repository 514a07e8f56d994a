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

/// What wants to know of the gaps.
pub(super) trait Gaps {
    /// Told of each gap, the first before the first word, with all the words that it has not taken away since.
    fn gap(&mut self, gap: Gap, words: &mut Vec<u8>);
}

impl Gaps for Vec<Gap> {
    fn gap(&mut self, gap: Gap, words: &mut Vec<u8>) {
        self.push(gap);
        words.push(b' ');
    }
}

struct Folder<'g, G> {
    words: Vec<u8>,
    gaps: &'g mut G,
    open: Option<Open>,
}

/// Folds a text: lower case without accents; letters and digits make words, all else the gaps between them.
pub(super) fn fold(text: &str) -> Folded {
    let mut gaps = Vec::with_capacity(text.len() / 5 + 2);
    let mut folder = Folder { words: Vec::with_capacity(text.len() + 2), gaps: &mut gaps, open: Some(Open::before(0)) };
    folder.fold(text);
    Folded { words: folder.words, gaps }
}

/// Hands on the same words one after the other, and keeps none.
pub(super) fn fold_to(text: &str, gaps: &mut impl Gaps) {
    Folder { words: Vec::new(), gaps, open: Some(Open::before(0)) }.fold(text);
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
        Self { length: 1, ..Self::at(from) }
    }

    fn at(from: usize) -> Self {
        Self { from, length: 0, breaks: 0, quotes: 0, comma: false, last: 0 }
    }

    fn goes_on(&mut self, byte: u8) {
        // An item of a list and a heading are things by themselves, also without an empty line.
        let begins = self.last == b'\n' && b"-*+#>".contains(&byte);
        self.length += 1;
        self.breaks += usize::from(byte == b'\n' || begins);
        self.quotes += usize::from(byte == b'"');
        self.comma |= byte == b',';
        self.last = byte;
    }

    fn mark(&self) -> u8 {
        match self.last {
            b'@' if self.length > 1 => MENTION,
            _ if self.breaks > 1 || self.quotes > 1 && self.comma => BREAK,
            last if self.length == 1 => one(last),
            _ => BLANK,
        }
    }
}

/// The mark of a gap of one character.
fn one(byte: u8) -> u8 {
    if byte.is_ascii_graphic() { byte } else { BLANK }
}

impl<G: Gaps> Folder<'_, G> {
    fn fold(&mut self, text: &str) {
        let (bytes, mut at) = (text.as_bytes(), 0);
        while let Some(&byte) = bytes.get(at) {
            at += if byte >= 0x80 {
                let c = text[at..].chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
                self.character(c, at);
                c.len_utf8()
            } else if byte.is_ascii_alphanumeric() {
                self.words(bytes, at)
            } else {
                self.separators(bytes, at)
            };
        }
        self.finish(text.len());
    }

    /// The ASCII words from here on, as far as there is but one character between them; tells how long they are.
    fn words(&mut self, bytes: &[u8], from: usize) -> usize {
        let mut at = from;
        loop {
            self.close(at);
            at += self.word(&bytes[at..]);
            match bytes[at..] {
                [gap, next, ..] if gap.is_ascii() && next.is_ascii_alphanumeric() => {
                    self.gap(at, at + 1, one(gap));
                    at += 1;
                }
                _ => return at - from,
            }
        }
    }

    /// The ASCII letters and digits that a text begins with; tells how many there are.
    fn word(&mut self, mut rest: &[u8]) -> usize {
        let length = rest.len();
        while let Some((eight, others)) = rest.split_first_chunk() {
            let (lower, count) = eight_letters(*eight);
            self.words.extend_from_slice(&lower);
            if count < lower.len() {
                self.words.truncate(self.words.len() - lower.len() + count);
                return length - rest.len() + count;
            }
            rest = others;
        }
        let last = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric());
        let count = last.map(|byte| self.words.push(byte.to_ascii_lowercase())).count();
        length - rest.len() + count
    }

    /// A character that is not ASCII.
    fn character(&mut self, c: char, at: usize) {
        if c == char::REPLACEMENT_CHARACTER || is_raised(c) {
            self.separator(0, at);
        } else if is_unspaced(c) && c.is_alphanumeric() && !is_combining_mark(c) {
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

    /// The ASCII characters from here on that belong to no word; tells how many there are.
    fn separators(&mut self, bytes: &[u8], at: usize) -> usize {
        let open = self.open.get_or_insert(Open::at(at));
        let is_separator = |byte: &&u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
        bytes[at..].iter().take_while(is_separator).map(|byte| open.goes_on(*byte)).count()
    }

    fn separator(&mut self, byte: u8, at: usize) {
        self.open.get_or_insert(Open::at(at)).goes_on(byte);
    }

    /// Ends the gap before a word.
    fn close(&mut self, to: usize) {
        if let Some(open) = self.open.take() {
            self.gap(open.from, to, open.mark());
        }
    }

    /// A gap without extent, where a word that is one character follows another word directly.
    fn split(&mut self, at: usize) {
        if self.words.last().is_some_and(|last| *last != b' ') {
            self.gap(at, at, BLANK);
        }
    }

    fn gap(&mut self, from: usize, to: usize, mark: u8) {
        let gap = Gap { at: self.words.len(), from, to, mark };
        self.gaps.gap(gap, &mut self.words);
    }

    /// What follows the last word is the end, whatever it is.
    fn finish(&mut self, end: usize) {
        let from = self.open.take().map_or(end, |open| open.from);
        self.gap(from, end, BLANK);
    }
}

/// Eight bytes at once: in lower case, and how many of them are ASCII letters or digits before the first that is none.
fn eight_letters(bytes: [u8; 8]) -> ([u8; 8], usize) {
    let (lower, is_word) = letters(u64::from_le_bytes(bytes));
    let count = (is_word ^ EACH_HIGHEST).trailing_zeros() / u8::BITS;
    (lower.to_le_bytes(), count as usize)
}

const EACH_HIGHEST: u64 = u64::from_le_bytes([0x80; 8]);

/// Eight bytes as one number, without a branch for each: the letters among them in lower case, and the highest bit of
/// each byte that is an ASCII letter or digit.
pub(super) fn letters(eight: u64) -> (u64, u64) {
    const fn each(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    let lower = eight | each(b'a' - b'A');
    // The highest bit of each byte says whether what is in the others reaches as far; nothing is carried on.
    let reaches = |eight: u64, first: u8| (eight & each(0x7f)) + each(0x80 - first);
    let within = |eight: u64, first: u8, last: u8| reaches(eight, first) & !reaches(eight, last + 1);
    (lower, (within(lower, b'a', b'z') | within(eight, b'0', b'9')) & !eight & EACH_HIGHEST)
}

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
