//! A quick look that can only err on the side of caution.
//!
//! To find a secret and to say where it stands is slow, and in a sound journal there is none. A secret has neighbouring
//! words that hardly any text has; where these do not stand in a view of a text, neither does the secret. So the words
//! of a view are looked up in runs, and only a text with such a run is searched.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::phone::Phones;
use super::scan::{MIX, Word, each_word};

/// A name, an address or a handle is known by so many of its words.
const FEW: usize = 2;
/// A sentence by so many, for it is made of words that everybody uses.
pub(super) const MANY: usize = 6;

/// What a text must have in it to hold a secret.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    /// All words of all runs.
    words: Numbers,
    /// The runs, each known by a number; two with one number are rare, and cost a slow search for nothing.
    runs: Numbers,
    /// Single words, which count only as mentions.
    mentions: FxHashSet<u64>,
    phones: Phones,
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
    /// The last words of the text, as far as each of them is in some run: in a ring, and how many there are.
    last: [u64; MANY],
    length: usize,
    /// What the last [`MANY`] of them are known by.
    run: u64,
    /// Neighbouring words with digits in them, each with a space before it: they may be one telephone number.
    digits: Vec<u8>,
    found: bool,
}

impl Sieve {
    /// Adds a sentence: folded words, with a space before and after each.
    pub(super) fn add_sentence(&mut self, sentence: &[u8]) {
        self.is_open |= !self.add_run::<MANY>(sentence);
    }

    /// Adds any other secret, written in the same way.
    pub(super) fn add(&mut self, secret: &[u8]) {
        if !self.add_run::<FEW>(secret) {
            self.mentions.extend(words(secret).next().map(|word| Word::of(&secret[word], false).number));
        }
    }

    /// Adds a telephone number, as somebody wrote it.
    pub(super) fn add_phone(&mut self, secret: usize, text: &str) {
        self.phones.add(secret, text);
    }

    pub(super) fn phones(&self) -> &Phones {
        &self.phones
    }

    /// Adds the neighbouring words with the most letters, for they are the least common; says whether there are so many.
    fn add_run<const COUNT: usize>(&mut self, text: &[u8]) -> bool {
        let words: Vec<_> = words(text).collect();
        let Some(run) = words.windows(COUNT).max_by_key(|run| run[COUNT - 1].end - run[0].start) else { return false };
        let run = run.iter().map(|word| Word::of(&text[word.clone()], false).number);
        run.clone().for_each(|word| self.words.add(word));
        self.runs.add(run.fold(0, and_then));
        true
    }

    /// Whether a secret may stand in this view.
    pub(super) fn lets_pass(&self, view: &str) -> bool {
        let mut look = Look { sieve: self, last: [0; MANY], length: 0, run: 0, digits: Vec::new(), found: false };
        each_word(view, &mut |word| look.word(word));
        look.number_ends();
        look.found || self.is_open
    }
}

impl Look<'_> {
    #[inline]
    fn word(&mut self, word: Word<'_>) {
        if word.digits {
            self.digits.push(b' ');
            self.digits.extend_from_slice(word.letters);
        } else if !self.digits.is_empty() {
            self.number_ends();
        }
        if self.sieve.words.may_have(word.number) {
            self.found |= self.ends_run(word.number);
        } else {
            (self.length, self.run) = (0, 0);
        }
        self.found |= word.is_mention && self.sieve.mentions.contains(&word.number);
    }

    /// Takes the next word that is in some run; says whether it ends one.
    fn ends_run(&mut self, word: u64) -> bool {
        let at = self.length % MANY;
        let before = self.last[(at + MANY - 1) % MANY];
        let gone = if self.length < MANY { 0 } else { self.last[at] };
        self.run = and_then(self.run, word).wrapping_sub(gone.wrapping_mul(GONE));
        self.last[at] = word;
        self.length += 1;
        let is_known = |run| self.sieve.runs.has(run);
        self.length >= FEW && is_known(and_then(before, word)) || self.length >= MANY && is_known(self.run)
    }

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

    /// Whether a number may have been added: of twenty others hardly one is taken for one of them.
    fn may_have(&self, number: u64) -> bool {
        let (place, bit) = place(&self.bits, number);
        self.bits[place] & bit != 0
    }

    fn has(&self, number: u64) -> bool {
        self.may_have(number) && self.all.contains(&number)
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
const ROOM: usize = 16;

fn mark(bits: &mut [u64], number: u64) {
    let (place, bit) = place(bits, number);
    bits[place] |= bit;
}

/// Where a number has its bit, of a power of two of them: multiplied, its upper half is mixed best.
fn place(bits: &[u64], number: u64) -> (usize, u64) {
    let at = (number.wrapping_mul(MIX) >> u32::BITS) as usize;
    (at / BITS % bits.len(), 1 << (at % BITS))
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
