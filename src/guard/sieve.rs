//! A quick look that can only err on the side of caution.
//!
//! To find a secret and to say where it stands is slow, and in a sound journal there is none. A secret has neighbouring
//! words that hardly any text has; where these do not stand in a view of a text, neither does the secret. So the words
//! of a view are looked up in runs, and only a text with such a run is searched.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::{FxHashSet, FxHasher};

use super::fold::Words;

/// A name, an address or a handle is known by so many of its words.
const FEW: usize = 2;
/// A sentence by so many, for it is made of words that everybody uses.
pub(super) const MANY: usize = 6;

/// So many bits tell most runs of words that are in no secret, and fit beside a processor.
const BITS: usize = 1 << 18;

/// What a text must have in it to hold a secret. Runs of words are known by a number; two with one number are rare, and
/// cost a slow search for nothing.
#[derive(Debug)]
pub(super) struct Sieve {
    runs: FxHashSet<u64>,
    bits: Vec<u64>,
    /// Single words, which count only as mentions.
    mentions: FxHashSet<u64>,
}

impl Sieve {
    pub(super) fn new() -> Self {
        Self { runs: FxHashSet::default(), bits: vec![0; BITS / 64], mentions: FxHashSet::default() }
    }

    /// Adds a sentence: folded words, with a space before and after each.
    pub(super) fn add_sentence(&mut self, sentence: &[u8]) {
        self.add_run(sentence, MANY);
    }

    /// Adds any other secret, written in the same way.
    pub(super) fn add(&mut self, secret: &[u8]) {
        if !self.add_run(secret, FEW) {
            self.mentions.extend(words(secret, 0).next().map(|word| number(&secret[word])));
        }
    }

    /// Adds the neighbouring words with the most letters, for they are the least common; says whether there are so many.
    fn add_run(&mut self, text: &[u8], count: usize) -> bool {
        let words: Vec<_> = words(text, 0).collect();
        let Some(run) = words.windows(count).max_by_key(|run| run[count - 1].end - run[0].start) else { return false };
        let run = number_of_run(run.iter().map(|word| number(&text[word.clone()])));
        self.runs.insert(run);
        let (place, bit) = bit(run);
        self.bits[place] |= bit;
        true
    }

    /// Whether a secret may stand among these words.
    pub(super) fn lets_pass(&self, text: &Words) -> bool {
        let mut last = [0; MANY];
        let mut is_known = |word: Range<usize>| {
            last.rotate_left(1);
            last[MANY - 1] = number(&text.words[word]);
            self.knows(number_of_run(last[MANY - FEW..].iter().copied())) || self.knows(number_of_run(last.into_iter()))
        };
        let is_mention = |at: &usize| {
            words(&text.words, *at).next().is_some_and(|word| self.mentions.contains(&number(&text.words[word])))
        };
        words(&text.words, 0).any(&mut is_known) || text.mentions.iter().any(is_mention)
    }

    fn knows(&self, run: u64) -> bool {
        let (place, bit) = bit(run);
        self.bits[place] & bit != 0 && self.runs.contains(&run)
    }
}

fn number(word: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word);
    hasher.finish()
}

fn number_of_run(words: impl Iterator<Item = u64>) -> u64 {
    words.fold(0, |run: u64, word| (run.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Where a run has its bit: its upper half is mixed best.
fn bit(run: u64) -> (usize, u64) {
    let at = (run >> 46) as usize;
    (at / 64, 1 << (at % 64))
}

/// Where the words stand, from a place on.
fn words(text: &[u8], from: usize) -> impl Iterator<Item = Range<usize>> {
    let mut at = from;
    std::iter::from_fn(move || {
        at += text[at..].iter().position(|byte| *byte != b' ')?;
        let length = text[at..].iter().position(|byte| *byte == b' ').unwrap_or(text.len() - at);
        let word = at..at + length;
        at = word.end;
        Some(word)
    })
}
