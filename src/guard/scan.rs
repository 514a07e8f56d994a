//! The words of a text one after the other, the same as [`fold`](super::fold::fold) makes, for whoever only wants to
//! know them again: each is known by a number. Sixty-four bytes are looked at together, and what is not ASCII is folded,
//! but for the commonest signs between words.

use super::fold::{Gap, Gaps, MENTION, fold_to, letters};

/// An odd number without a pattern.
pub(super) const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// A word of a text.
#[derive(Clone, Copy)]
pub(super) struct Word<'w> {
    /// What it is known by.
    pub(super) number: u64,
    /// Whether it may have a digit in it.
    pub(super) digits: bool,
    /// Whether an `@` stands before it.
    pub(super) is_mention: bool,
    /// Its letters and digits, folded as far as they are not ASCII.
    pub(super) letters: &'w [u8],
}

/// So many bytes are looked at together.
const WIDE: usize = 64;

/// The beginning of a text, up to what is not ASCII.
struct Block {
    /// Which bytes are letters or digits, a bit for each, the first one lowest.
    words: u64,
    end: usize,
}

/// What is told of the words of a text that had to be folded.
struct Odd<'s, S> {
    seen: &'s mut S,
    is_mention: bool,
}

/// Hands on every word of a text.
pub(super) fn each_word(text: &str, seen: &mut impl FnMut(Word<'_>)) {
    let (bytes, mut at) = (text.as_bytes(), 0);
    while at < bytes.len() {
        let block = Block::of(&bytes[at..]);
        let next = bytes.get(at + block.end);
        let quiet = quiet(&bytes[at + block.end..]);
        let mut unread = at + block.end;
        let mut words = block.words;
        while words != 0 {
            let start = words.trailing_zeros() as usize;
            let length = (!(words >> start)).trailing_zeros() as usize;
            if start + length == block.end && next.is_some() && quiet == 0 {
                // It may go on: the next block begins with it.
                unread = at + start;
                break;
            }
            let is_mention = at + start > 0 && bytes[at + start - 1] == b'@';
            seen(Word::of_ascii(&bytes[at + start..], length, is_mention));
            // Added to its first bit, a word carries through all of them.
            words &= words.wrapping_add(1 << start);
        }
        at = match next {
            _ if quiet > 0 => at + block.end + quiet,
            Some(0x80..) => odd(text, unread, seen),
            // A word that is longer than a block.
            Some(_) if unread == at => odd(text, at, seen),
            _ => unread,
        };
    }
}

/// How long the quotation mark, dash or blank is that stands here and is not ASCII: such only part words, and are common.
fn quiet(text: &[u8]) -> usize {
    match text {
        [0xe2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c | 0x9d, ..] => 3,
        [0xc2, 0xa0, ..] => 2,
        _ => 0,
    }
}

/// Folds what begins here, up to white space that ASCII follows; tells where that is.
fn odd(text: &str, from: usize, seen: &mut impl FnMut(Word<'_>)) -> usize {
    let bytes = text.as_bytes();
    let ends = |pair: &[u8]| pair[0].is_ascii_whitespace() && pair[1].is_ascii();
    let to = bytes[from..].windows(2).position(ends).map_or(bytes.len(), |length| from + length);
    let from = from - usize::from(from > 0 && bytes[from - 1] == b'@');
    fold_to(&text[from..to], &mut Odd { seen, is_mention: false });
    to
}

impl<S: FnMut(Word<'_>)> Gaps for Odd<'_, S> {
    fn gap(&mut self, gap: Gap, words: &mut Vec<u8>) {
        if !words.is_empty() {
            (self.seen)(Word::of(words, self.is_mention));
            words.clear();
        }
        self.is_mention = gap.mark == MENTION;
    }
}

impl Block {
    fn of(bytes: &[u8]) -> Self {
        let mut last = [0; WIDE];
        let text = bytes.first_chunk().unwrap_or_else(|| {
            last[..bytes.len()].copy_from_slice(bytes);
            &last
        });
        let (mut words, mut odd) = (0, 0);
        for (index, eight) in text.as_chunks().0.iter().enumerate() {
            let eight = u64::from_le_bytes(*eight);
            words |= highest_bits(letters(eight).1) << (index * 8);
            odd |= highest_bits(eight) << (index * 8);
        }
        let end = bytes.len().min(odd.trailing_zeros() as usize);
        let ascii = if end < WIDE { (1 << end) - 1 } else { !0 };
        Self { words: words & ascii, end }
    }
}

impl<'w> Word<'w> {
    /// A word that is folded already.
    pub(super) fn of(letters: &'w [u8], is_mention: bool) -> Self {
        let word = Self { number: 0, digits: false, is_mention, letters };
        letters.chunks(8).fold(word, |word, part| word.goes_on(padded(part), part.len()))
    }

    /// The first so many bytes of a text, all of them ASCII letters and digits. What follows them is read with them, and
    /// not looked at.
    #[inline]
    fn of_ascii(text: &'w [u8], length: usize, is_mention: bool) -> Self {
        /// Makes letters lower, and leaves digits as they are.
        const LOWER: u64 = u64::from_le_bytes([0x20; 8]);
        let mut word = Self { number: 0, digits: false, is_mention, letters: &text[..length] };
        let mut rest = text;
        let mut left = length;
        while left > 8
            && let Some((eight, after)) = rest.split_first_chunk()
        {
            word = word.goes_on(u64::from_le_bytes(*eight) | LOWER, 8);
            (rest, left) = (after, left - 8);
        }
        let eight = rest.first_chunk().map_or_else(|| padded(rest), |eight| u64::from_le_bytes(*eight));
        word.goes_on((eight | LOWER) & first(left), left)
    }

    /// With so many more letters.
    #[inline(always)]
    fn goes_on(self, eight: u64, length: usize) -> Self {
        /// Of the bytes of folded words only digits have not this bit, and some of those of other letters.
        const LETTER: u64 = u64::from_le_bytes([0x40; 8]);
        let number = (self.number.rotate_left(23) ^ eight).wrapping_mul(MIX);
        Self { number, digits: self.digits | (!eight & LETTER & first(length) != 0), ..self }
    }
}

/// Up to eight bytes as one number.
#[cold]
fn padded(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The bits of the first bytes of eight; of one at least.
fn first(length: usize) -> u64 {
    !0 >> (64 - 8 * length)
}

/// The highest bit of each byte, side by side.
fn highest_bits(eight: u64) -> u64 {
    ((eight >> 7) & u64::from_le_bytes([1; 8])).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fold::fold;
    use super::*;

    /// Every word of a text, and whether an `@` stands before it.
    fn scanned(text: &str) -> Vec<(Vec<u8>, u64, bool, bool)> {
        let mut words = Vec::new();
        each_word(text, &mut |word| {
            words.push((word.letters.to_ascii_lowercase(), word.number, word.digits, word.is_mention));
        });
        words
    }

    /// The same as folding makes them.
    fn folded(text: &str) -> Vec<(Vec<u8>, u64, bool, bool)> {
        let folded = fold(text);
        let all = folded.gaps.windows(2).filter(|gaps| gaps[1].at > gaps[0].at + 1);
        let words = all.map(|gaps| (&folded.words[gaps[0].at + 1..gaps[1].at], gaps[0].mark == MENTION));
        let told = words.map(|(word, is_mention)| (word, Word::of(word, is_mention)));
        told.map(|(word, told)| (word.to_vec(), told.number, told.digits, told.is_mention)).collect()
    }

    proptest! {
        /// Words of any length at any place, with and without what is not ASCII.
        #[test]
        fn words_are_those_of_a_folded_text(
            pieces in prop::collection::vec(
                prop_oneof![
                    "[a-zA-Z0-9]{1,12}", "[a-z]{50,80}", "[ -~]{0,3}", "[ \n@.,-]{1,3}", "\\PC{1,3}",
                    "[éßİﬁ漢字ไทย\u{301}\u{ad}\u{a0}–—‘’“”]{1,3}",
                ],
                0..40,
            )
        ) {
            let text = pieces.concat();
            let (scanned, folded) = (scanned(&text), folded(&text));
            prop_assert_eq!(scanned.len(), folded.len());
            for (one, other) in scanned.into_iter().zip(folded) {
                // After an address, too, a mention is asked for: the look may see too much.
                prop_assert!(one.3 || !other.3, "{:?}", other);
                prop_assert_eq!((one.0, one.1, one.2), (other.0, other.1, other.2));
            }
        }
    }
}
