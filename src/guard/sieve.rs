//! A quick look that can only err on the side of caution.
//!
//! To find a secret and to say where it stands is slow, and in a sound journal there is none. A secret has neighbouring
//! words that hardly any text has; where these do not stand in a view of a text, neither does the secret. So the words
//! of a view are looked up in runs, and only a text with such a run is searched.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::escape;
use super::glance::{self, Names};
use super::phone::Phones;
use super::scan::{MIX, Word, each_word};

/// A name, an address or a handle is known by so many of its words.
const FEW: usize = 2;
/// A sentence by so many, for it is made of words that everybody uses.
pub(super) const MANY: usize = 6;

/// What a text must have in it to hold a secret.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    /// Runs of [`FEW`] words, each known by a number; two with one number are rare, and cost a slow search for nothing.
    short: Numbers,
    /// Runs of [`MANY`].
    long: Numbers,
    /// Single words, which count only as mentions.
    mentions: FxHashSet<u64>,
    phones: Phones,
    /// Whether a run has a word that could be the name of an escape.
    has_names: bool,
    /// Whether there is a secret that has no run, so that every text has to be searched.
    is_open: bool,
}

/// Numbers, and bits that tell of most others that they are not among them, and fit beside a processor.
#[derive(Debug)]
struct Numbers {
    all: FxHashSet<u64>,
    bits: Vec<u64>,
}

/// A look at one view of a text, word by word.
struct Look<'s> {
    sieve: &'s Sieve,
    /// The last words of the text in a ring, and how many there were of all.
    last: [u64; RING],
    count: usize,
    /// What the last [`MANY`] of them are known by.
    run: u64,
    /// Neighbouring words with digits in them, each with a space before it: they may be one telephone number.
    digits: Vec<u8>,
    found: bool,
}

/// A power of two, with room for a run.
const RING: usize = MANY.next_power_of_two();

impl Sieve {
    /// Adds a sentence: folded words, with a space before and after each.
    pub(super) fn add_sentence(&mut self, sentence: &[u8]) {
        match longest_run(sentence, MANY) {
            Some(run) => {
                let number = self.known_by(&run);
                self.long.add(number);
            }
            None => self.is_open = true,
        }
    }

    /// Adds any other secret, written in the same way.
    pub(super) fn add(&mut self, secret: &[u8]) {
        match longest_run(secret, FEW) {
            Some(run) => {
                let number = self.known_by(&run);
                self.short.add(number);
            }
            None => self.mentions.extend(words(secret).next().map(|word| Word::of(&secret[word], false).number)),
        }
    }

    /// Adds a telephone number, as somebody wrote it.
    pub(super) fn add_phone(&mut self, secret: usize, text: &str) {
        self.phones.add(secret, text);
    }

    pub(super) fn phones(&self) -> &Phones {
        &self.phones
    }

    /// Whether some words are the last of a secret: two of them, [`MANY`], or one after an `@`.
    #[cold]
    fn is_known(&self, pair: u64, run: u64, word: Word<'_>) -> bool {
        let is_mention = word.is_mention && self.mentions.contains(&word.number);
        is_mention || self.short.all.contains(&pair) || self.long.all.contains(&run)
    }

    /// What a run is known by.
    fn known_by(&mut self, run: &[&[u8]]) -> u64 {
        self.has_names |= run.iter().any(|word| escape::is_common_name(word));
        run.iter().fold(0, |run, word| and_then(run, Word::of(word, false).number))
    }

    /// Whether a secret may stand in a text, in any of its views.
    pub(super) fn lets_pass(&self, text: &str) -> bool {
        let names = if self.has_names { Names::Wanted } else { Names::Unwanted };
        glance::views(text, names).any(|view| self.lets_view_pass(&view))
    }

    fn lets_view_pass(&self, view: &str) -> bool {
        let mut look = Look { sieve: self, last: [0; RING], count: 0, run: 0, digits: Vec::new(), found: false };
        each_word(view, &mut |word| look.word(word));
        look.number_ends();
        look.found || self.is_open
    }
}

impl Look<'_> {
    #[inline]
    fn word(&mut self, word: Word<'_>) {
        if word.digits {
            self.number_goes_on(word);
        } else if !self.digits.is_empty() {
            self.number_ends();
        }
        let nth_last = |nth: usize| self.last[self.count.wrapping_sub(nth) % RING];
        let pair = and_then(nth_last(1), word.number);
        let gone = nth_last(MANY).wrapping_mul(GONE);
        self.run = and_then(self.run, word.number).wrapping_sub(gone);
        self.last[self.count % RING] = word.number;
        self.count += 1;
        // Hardly any word comes further than the bits, and so the processor guesses right.
        if self.sieve.short.may_have(pair) | self.sieve.long.may_have(self.run) | word.is_mention {
            self.found |= self.sieve.is_known(pair, self.run, word);
        }
    }

    #[inline(never)]
    fn number_goes_on(&mut self, word: Word<'_>) {
        self.digits.push(b' ');
        self.digits.extend_from_slice(word.letters);
    }

    #[inline(never)]
    fn number_ends(&mut self) {
        self.sieve.phones.find(&self.digits, &mut |_, _| self.found = true);
        self.digits.clear();
    }
}

/// What a run of words is known by, and then one more. One that was first in it counts [`GONE`] times itself after
/// [`MANY`] more, and can be taken away again.
fn and_then(run: u64, word: u64) -> u64 {
    run.wrapping_mul(MIX).wrapping_add(word)
}

const GONE: u64 = {
    let (mut gone, mut more) = (1, MANY);
    while more > 0 {
        (gone, more) = (MIX.wrapping_mul(gone), more - 1);
    }
    gone
};

/// Of neighbouring words so many that have the most letters together, for they are the least common.
fn longest_run(text: &[u8], count: usize) -> Option<Vec<&[u8]>> {
    let words: Vec<_> = words(text).collect();
    let longest = words.windows(count).max_by_key(|run| run[count - 1].end - run[0].start)?;
    Some(longest.iter().map(|word| &text[word.clone()]).collect())
}

impl Numbers {
    fn add(&mut self, number: u64) {
        if !self.all.insert(number) {
            return;
        }
        if self.all.len() * ROOM > self.bits.len() * BITS {
            self.bits = vec![0; self.bits.len() * 2];
            self.all.iter().for_each(|number| mark(&mut self.bits, *number));
        }
        mark(&mut self.bits, number);
    }

    /// Whether a number may have been added: of forty others hardly one is taken for one of them.
    fn may_have(&self, number: u64) -> bool {
        let (place, bit) = place(&self.bits, number);
        self.bits[place] & bit != 0
    }
}

impl Default for Numbers {
    fn default() -> Self {
        Self { all: FxHashSet::default(), bits: vec![0; 1024] }
    }
}

/// The bits in each element of [`Numbers::bits`].
const BITS: usize = u64::BITS as usize;

/// So many bits there are at least for each number.
const ROOM: usize = 32;

fn mark(bits: &mut [u64], number: u64) {
    let (place, bit) = place(bits, number);
    bits[place] |= bit;
}

/// Where a number has its bit, of a power of two of them: multiplied, its upper half is mixed best.
fn place(bits: &[u64], number: u64) -> (usize, u64) {
    let at = (number.wrapping_mul(MIX) >> u32::BITS) as usize;
    ((at / BITS) & (bits.len() - 1), 1 << (at % BITS))
}

/// Where the words stand in a folded text, each of them with a space after it.
fn words(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text[at..].iter().position(|byte| *byte != b' ')?;
        let length = text[at..].iter().position(|byte| *byte == b' ')?;
        let word = at..at + length;
        at = word.end;
        Some(word)
    })
}
