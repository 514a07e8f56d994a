//! Telephone numbers, which everybody writes in their own way.

use std::ops::Range;

use rustc_hash::FxHashMap;

/// Fewer digits than these are no number that could be told from others.
const FEWEST: usize = 7;

/// More digits than any number has, with everything that may stand before it.
pub(super) const MOST: usize = 20;

/// Telephone numbers by their last digits.
#[derive(Debug, Default)]
pub(super) struct Phones(FxHashMap<[u8; FEWEST], Vec<(usize, Vec<u8>)>>);

impl Phones {
    /// Adds a number; one that is too short is left out.
    pub(super) fn add(&mut self, secret: usize, text: &str) {
        let digits: Vec<_> = text.bytes().filter(u8::is_ascii_digit).collect();
        if let Some(tail) = digits.last_chunk().filter(|_| significant(&digits).len() >= FEWEST) {
            self.0.entry(*tail).or_default().push((secret, digits));
        }
    }

    /// Every number among the words of a text, with its place. A number begins and ends where a run of digits does.
    pub(super) fn find(&self, words: &[u8], found: &mut impl FnMut(usize, Range<usize>)) {
        if self.0.is_empty() || words.len() < FEWEST {
            return;
        }
        let (mut starts, mut digits, mut at): (Vec<(usize, usize)>, Vec<u8>, usize) = (Vec::new(), Vec::new(), 0);
        while let Some(start) = words[at..].iter().position(u8::is_ascii_digit).map(|next| at + next) {
            let end = words[start..].iter().position(|byte| !byte.is_ascii_digit()).map_or(words.len(), |n| start + n);
            if start != at + 1 || words[at] != b' ' || at == 0 {
                starts.clear();
                digits.clear();
            }
            starts.push((start, digits.len()));
            digits.extend_from_slice(&words[start..end]);
            self.ending_here(&starts, &digits, end, found);
            at = end;
        }
    }

    /// The numbers that end with the last run of digits.
    fn ending_here(
        &self,
        starts: &[(usize, usize)],
        digits: &[u8],
        end: usize,
        found: &mut impl FnMut(usize, Range<usize>),
    ) {
        let Some(known) = digits.last_chunk().and_then(|tail: &[u8; FEWEST]| self.0.get(tail)) else { return };
        for &(start, first) in starts.iter().rev().take_while(|(_, first)| digits.len() - first <= MOST) {
            for (secret, number) in known {
                if same(&digits[first..], number) {
                    found(*secret, start..end);
                }
            }
        }
    }
}

/// Whether two ways of writing lead to one telephone. Zeros in front are for dialling (0, 00). Then the digits are the
/// same, or one has up to three more in front, which are the country's (four, where the last of them is a national 0
/// that was written after the country), or one has such a 0 inside that the other has not.
fn same(one: &[u8], other: &[u8]) -> bool {
    let (one, other) = (significant(one), significant(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.len() < FEWEST {
        return false;
    }
    let country = long.strip_suffix(short);
    let national_zero =
        || (1..=3).any(|at| long[at] == b'0' && long[..at] == short[..at] && long[at + 1..] == short[at..]);
    match country {
        Some(country) => country.len() <= 3 || country.len() == 4 && country.ends_with(b"0"),
        None => long.len() == short.len() + 1 && national_zero(),
    }
}

/// The digits without the zeros in front.
fn significant(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    &digits[zeros..]
}
