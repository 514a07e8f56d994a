//! A sentence as words, each with its place, so that nothing of it is lost on the way.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a word is to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Plain,
    /// `@ana-ruiz`
    Handle,
    /// `#job-search`
    Goal,
    /// `[[salary-survey]]`
    Cite,
    /// A single sign between words.
    Mark,
}

/// A word, or a sign between words.
#[derive(Debug)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    /// How it is compared: lower case without accents, and without the `@` or `#` before it.
    pub(super) key: String,
    pub(super) range: Range<usize>,
    pub(super) sort: Sort,
}

/// What is split off, so that `she's` and `Ana's` have their own words.
const ENDINGS: [&str; 6] = ["'s", "'re", "'ll", "'ve", "'d", "'m"];

/// The words of a text, from left to right; only white space is between them.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (sort, length) = next(&text[..at], &text[at..]);
        let (stem, ending) = if sort == Sort::Plain { split(&text[at..at + length]) } else { (length, 0) };
        found.push(Word::new(text, sort, at..at + stem));
        if ending > 0 {
            found.push(Word::new(text, sort, at + stem..at + length));
        }
        at += length;
    }
    found
}

impl<'t> Word<'t> {
    fn new(text: &'t str, sort: Sort, range: Range<usize>) -> Self {
        let text = &text[range.clone()];
        let bare = if matches!(sort, Sort::Handle | Sort::Goal) { &text[1..] } else { text };
        Self { text, key: fold(bare), range, sort }
    }

    pub(super) fn is_capital(&self) -> bool {
        self.sort == Sort::Plain && self.text.starts_with(char::is_uppercase)
    }

    /// Whether it says something of its own: a mark does not.
    pub(super) fn is_word(&self) -> bool {
        !matches!(self.sort, Sort::Mark | Sort::Goal)
    }
}

/// Lower case, no accents, one kind of apostrophe and of dash.
fn fold(text: &str) -> String {
    let plain = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let one_kind = |c| match c {
        '’' => '\'',
        '–' | '—' => '-',
        c => c,
    };
    plain.map(one_kind).collect()
}

/// What begins here, and how many bytes it has.
fn next(before: &str, rest: &str) -> (Sort, usize) {
    let apart = !before.ends_with(is_letter);
    let sign = rest.chars().next().map_or(0, char::len_utf8);
    if let Some(end) = rest.find("]]").filter(|_| rest.starts_with("[[")) {
        return (Sort::Cite, end + 2);
    }
    let tail = |first: fn(char) -> bool| {
        let after = &rest[sign..];
        let length = after.find(|c: char| !is_letter(c) && !matches!(c, '-' | '_')).unwrap_or(after.len());
        let length = after[..length].trim_end_matches(['-', '_']).len();
        (apart && length > 0 && after.starts_with(first)).then_some(sign + length)
    };
    if let Some(length) = tail(is_letter).filter(|_| rest.starts_with('@')) {
        return (Sort::Handle, length);
    }
    if let Some(length) = tail(char::is_alphabetic).filter(|_| rest.starts_with('#')) {
        return (Sort::Goal, length);
    }
    let length = address(rest).unwrap_or_else(|| plain(rest));
    if length > 0 { (Sort::Plain, length) } else { (Sort::Mark, sign) }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// A web address goes on to the next space.
fn address(rest: &str) -> Option<usize> {
    let chunk = rest.split(char::is_whitespace).next()?;
    let starts = ["http://", "https://", "mailto:"].iter().any(|scheme| chunk.starts_with(scheme));
    starts.then(|| chunk.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']).len())
}

/// A word goes on over signs that stand between two of its letters: `e-mail`, `O'Brien`, `10:30`, `ana@example.org`.
fn plain(rest: &str) -> usize {
    let mut length = 0;
    let mut signs = rest.char_indices().peekable();
    while let Some((at, c)) = signs.next() {
        let next = signs.peek().map_or(' ', |(_, next)| *next);
        let digits = rest[..at].ends_with(|c: char| c.is_ascii_digit()) && next.is_ascii_digit();
        let joint = matches!(c, '\'' | '’' | '-' | '.' | '@' | '/' | '_') || matches!(c, ':' | ',') && digits;
        let signed = at == 0 && matches!(c, '-' | '+') && next.is_ascii_digit();
        let goes_on = is_letter(c) || signed || joint && at > 0 && is_letter(next);
        if !goes_on {
            break;
        }
        length = at + c.len_utf8();
    }
    length
}

/// The bytes of a word and of the contraction at its end.
fn split(word: &str) -> (usize, usize) {
    let folded = word.replace('’', "'").to_lowercase();
    let ending = ENDINGS.iter().find(|ending| folded.ends_with(*ending) && folded.len() > ending.len());
    let Some(ending) = ending else { return (word.len(), 0) };
    let stem = word.char_indices().rev().nth(ending.len() - 1).map_or(word.len(), |(at, _)| at);
    (stem, word.len() - stem)
}
