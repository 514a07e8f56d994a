//! A quick look that can only err on the side of caution.
//!
//! To find a secret and to say where it stands is slow, and in a sound journal there is none. A secret has neighbouring
//! words that hardly any text has; where these do not stand in a view of a text, neither does the secret. So the words
//! of a view are looked up in runs while they are folded, and only a text with such a run is searched.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::fold::{Gap, Gaps, MENTION, fold_to};
use super::phone::Phones;

/// A name, an address or a handle is known by so many of its words.
const FEW: usize = 2;
/// A sentence by so many, for it is made of words that everybody uses.
pub(super) const MANY: usize = 6;

/// What a text must have in it to hold a secret.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    few: Runs<FEW>,
    many: Runs<MANY>,
    /// Single words, which count only as mentions.
    mentions: FxHashSet<u64>,
    phones: Phones,
    /// Whether there is a secret that has no run, so that every text has to be searched.
    is_open: bool,
}

/// Runs of so many words, each known by a number; two with one number are rare, and cost a slow search for nothing.
#[derive(Debug, Default)]
struct Runs<const COUNT: usize> {
    runs: FxHashSet<u64>,
    /// The words of all of them.
    words: Bits,
}

/// Tells of most numbers that they are not among those that were added, and fits beside a processor.
#[derive(Debug)]
struct Bits(Vec<u64>);

/// A look at one view of a text, word by word.
struct Look<'s> {
    sieve: &'s Sieve,
    few: Run<'s, FEW>,
    many: Run<'s, MANY>,
    is_mention: bool,
    /// Neighbouring words with digits in them, each with a space before it: they may be one telephone number.
    digits: Vec<u8>,
    found: bool,
}

/// The last words of a text, as far as each of them is in some run.
struct Run<'s, const COUNT: usize> {
    known: &'s Runs<COUNT>,
    /// In a ring.
    last: [u64; COUNT],
    length: usize,
}

impl Sieve {
    /// Adds a sentence: folded words, with a space before and after each.
    pub(super) fn add_sentence(&mut self, sentence: &[u8]) {
        self.is_open |= !self.many.add(sentence);
    }

    /// Adds any other secret, written in the same way.
    pub(super) fn add(&mut self, secret: &[u8]) {
        if !self.few.add(secret) {
            self.mentions.extend(words(secret).next().map(|word| Number::of(&secret[word]).number));
        }
    }

    /// Adds a telephone number, as somebody wrote it.
    pub(super) fn add_phone(&mut self, secret: usize, text: &str) {
        self.phones.add(secret, text);
    }

    pub(super) fn phones(&self) -> &Phones {
        &self.phones
    }

    /// Whether a secret may stand in this view.
    pub(super) fn lets_pass(&self, view: &str) -> bool {
        let (few, many) = (self.few.none_yet(), self.many.none_yet());
        let mut look = Look { sieve: self, few, many, is_mention: false, digits: Vec::new(), found: false };
        fold_to(view, &mut look);
        look.number_ends();
        look.found || self.is_open
    }
}

impl<const COUNT: usize> Runs<COUNT> {
    /// Adds the neighbouring words with the most letters, for they are the least common; says whether there are so many.
    fn add(&mut self, text: &[u8]) -> bool {
        let words: Vec<_> = words(text).collect();
        let Some(run) = words.windows(COUNT).max_by_key(|run| run[COUNT - 1].end - run[0].start) else { return false };
        let run: Vec<_> = run.iter().map(|word| Number::of(&text[word.clone()]).number).collect();
        for word in &run {
            self.words.add(*word);
        }
        self.runs.insert(number_of_run(run.into_iter()));
        true
    }

    fn none_yet(&self) -> Run<'_, COUNT> {
        Run { known: self, last: [0; COUNT], length: 0 }
    }
}

impl<const COUNT: usize> Run<'_, COUNT> {
    /// Takes the next word of the text; says whether it ends a run that is known.
    fn ends_with(&mut self, word: u64) -> bool {
        if !self.known.words.has(word) {
            self.length = 0;
            return false;
        }
        self.last[self.length % COUNT] = word;
        self.length += 1;
        self.length >= COUNT && self.known.runs.contains(&self.number())
    }

    /// The number of the last words, the oldest first.
    fn number(&self) -> u64 {
        number_of_run((0..COUNT).map(|at| self.last[(self.length + at) % COUNT]))
    }
}

impl Gaps for Look<'_> {
    fn gap(&mut self, gap: Gap, words: &mut Vec<u8>) {
        if !words.is_empty() {
            self.word(words);
            words.clear();
        }
        self.is_mention = gap.mark == MENTION;
    }
}

impl Look<'_> {
    fn word(&mut self, word: &[u8]) {
        let Number { number, digits } = Number::of(word);
        if digits {
            self.digits.push(b' ');
            self.digits.extend_from_slice(word);
        } else if !self.digits.is_empty() {
            self.number_ends();
        }
        self.found |= self.few.ends_with(number) | self.many.ends_with(number);
        self.found |= self.is_mention && self.sieve.mentions.contains(&number);
    }

    fn number_ends(&mut self) {
        self.sieve.phones.find(&self.digits, &mut |_, _| self.found = true);
        self.digits.clear();
    }
}

impl Bits {
    fn add(&mut self, number: u64) {
        let (place, bit) = Self::place(number);
        self.0[place] |= bit;
    }

    fn has(&self, number: u64) -> bool {
        let (place, bit) = Self::place(number);
        self.0[place] & bit != 0
    }

    /// Where a number has its bit: multiplied, its upper bits are mixed best.
    fn place(number: u64) -> (usize, u64) {
        let [high, low, ..] = number.wrapping_mul(MIX).to_be_bytes();
        let at = usize::from(u16::from_be_bytes([high, low]));
        (at / 64, 1 << (at % 64))
    }
}

impl Default for Bits {
    fn default() -> Self {
        Self(vec![0; (1 << u16::BITS) / 64])
    }
}

/// An odd number without a pattern.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// What a word is known by.
#[derive(Clone, Copy)]
struct Number {
    number: u64,
    /// Whether it may have a digit in it.
    digits: bool,
}

impl Number {
    /// Eight bytes at a time, the last of them together with some that were there before: the length tells how many.
    #[inline]
    fn of(word: &[u8]) -> Self {
        let Some((head, tail)) = word.split_first_chunk() else { return Self::of_eight(short(word), word.len()) };
        let mut all = Self::of_eight(u64::from_le_bytes(*head), word.len());
        for eight in tail.rchunks(8).map(short) {
            all = Self {
                digits: all.digits | has_digit(eight),
                number: (all.number.rotate_left(23) ^ eight).wrapping_mul(MIX),
            };
        }
        all
    }

    fn of_eight(eight: u64, length: usize) -> Self {
        Self { number: (eight ^ (length as u64) << 57).wrapping_mul(MIX), digits: has_digit(eight) }
    }
}

/// Eight bytes or fewer as one number.
#[inline]
fn short(bytes: &[u8]) -> u64 {
    let four = |four: &[u8; 4]| u64::from(u32::from_le_bytes(*four));
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => four(first) | four(last) << 32,
        _ => bytes.iter().fold(NO_DIGITS, |all, byte| all << 8 | u64::from(*byte)),
    }
}

const NO_DIGITS: u64 = 0x4040_4040_4040_4040;

/// Of the bytes of folded words only digits have not this bit, and some of those of other letters.
#[inline]
fn has_digit(eight: u64) -> bool {
    eight & NO_DIGITS != NO_DIGITS
}

fn number_of_run(words: impl Iterator<Item = u64>) -> u64 {
    words.fold(0, |run: u64, word| (run.rotate_left(23) ^ word).wrapping_mul(MIX))
}

/// Where the words stand in a folded text.
fn words(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text[at..].iter().position(|byte| *byte != b' ')?;
        let length = text[at..].iter().position(|byte| *byte == b' ').unwrap_or(text.len() - at);
        let word = at..at + length;
        at = word.end;
        Some(word)
    })
}
