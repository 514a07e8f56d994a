//! The views of a text as far as the quick look needs them: what two of them have in common is looked at once.

use std::borrow::Cow;
use std::ops::Range;

use super::phone;
use super::rewrite::{Rewrite, Rewritten, Trace, undone, without_tags};
use super::view::LAYERS;

/// So many words before or after a place can belong to one secret with it: each digit of a number may be one. Of names
/// and sentences fewer are looked up.
const REACH: usize = phone::MOST;

/// Places nearer to each other than this are not worth measuring the words between them.
const NEIGHBOURS: usize = 120;

/// What stands instead of a tag, so that it parts what stands on its two sides.
const SPACE: &str = " ";

/// Texts in which, taken together, every run of words occurs that is in some view of this one.
pub(super) fn views(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let undone = if cfg!(leak = "escapes-hide") { None } else { rewritten(text, undone) };
    let undone = undone.and_then(|undone| Some(undone_further(near(&undone.text, undone.spots())?, 1)));
    let spaced = rewritten(text, |rewrite| without_tags(rewrite, SPACE));
    let joined = peeled(text, spaced.as_ref().map(joined).as_ref(), "");
    let parted = joined.as_ref().and_then(|joined| parted(text, spaced.as_ref(), joined.is_deep));
    let others = [undone, joined.map(|joined| joined.text), parted];
    std::iter::once(Cow::Borrowed(text)).chain(others.into_iter().flatten().map(Cow::Owned))
}

/// A text without its tags.
struct Peeled {
    text: String,
    /// Whether some of them were escaped.
    is_deep: bool,
    /// Whether what was put in their place parts something.
    is_parted: bool,
}

/// A text whose tags have become spaces, without these spaces.
fn joined(spaced: &Rewritten) -> Rewritten {
    let (mut text, mut from) = (String::with_capacity(spaced.text.len()), 0);
    for spot in spaced.spots().iter().filter(|spot| spot.len() == SPACE.len()) {
        text.push_str(&spaced.text[from..spot.start]);
        from = spot.end;
    }
    text.push_str(&spaced.text[from..]);
    Rewritten { text, trace: Trace::Spots(Vec::new()) }
}

/// What is read otherwise where a space stands instead of a tag within a line, as between the cells of a table.
fn parted(text: &str, spaced: Option<&Rewritten>, is_deep: bool) -> Option<String> {
    if is_deep {
        return peeled(text, spaced, SPACE).filter(|peeled| peeled.is_parted).map(|peeled| peeled.text);
    }
    let spots = parting(spaced?);
    if spots.is_empty() {
        return None;
    }
    // An escape that is whole only here may have been a tag's.
    let parted = peeled(text, spaced, SPACE).filter(|parted| parted.is_deep).map(|parted| parted.text);
    parted.or_else(|| Some(undone_further(near(&spaced?.text, &spots)?, 0)))
}

/// A text that is `once` without its tags, without those that were escaped, too; nothing where there are none.
fn peeled(text: &str, once: Option<&Rewritten>, instead: &str) -> Option<Peeled> {
    let is_parted = |plain: &Rewritten| !instead.is_empty() && !parting(plain).is_empty();
    let (mut is_deep, mut is_parted_there) = (false, once.is_some_and(is_parted));
    let mut peeled = Cow::Borrowed(once.map_or(text, |once| &once.text));
    match rewritten(&peeled, undone) {
        Some(undone) => peeled = Cow::Owned(undone.text),
        None if once.is_none() => return None,
        None => {}
    }
    for _ in 1..LAYERS {
        let plain = rewritten(&peeled, |rewrite| without_tags(rewrite, instead));
        is_deep |= plain.is_some();
        is_parted_there |= plain.as_ref().is_some_and(is_parted);
        let plain = plain.map(|plain| plain.text);
        let undone = rewritten(plain.as_deref().unwrap_or(&peeled), undone).map(|undone| undone.text);
        let Some(next) = undone.or(plain) else { break };
        peeled = Cow::Owned(next);
    }
    (is_deep || once.is_some()).then(|| Peeled { text: peeled.into_owned(), is_deep, is_parted: is_parted_there })
}

fn undone_further(mut text: String, layers: usize) -> String {
    for _ in layers..LAYERS {
        let Some(next) = rewritten(&text, undone) else { break };
        text = next.text;
    }
    text
}

fn rewritten(text: &str, step: impl FnOnce(Rewrite<'_>) -> Option<Rewritten>) -> Option<Rewritten> {
    step(Rewrite::new(text, Trace::Spots(Vec::new())))
}

impl Rewritten {
    fn spots(&self) -> &[Range<usize>] {
        if let Trace::Spots(spots) = &self.trace { spots } else { &[] }
    }
}

/// Of what was put in, the spaces that part what would be one word without them, or one escape, or one tag.
fn parting(rewritten: &Rewritten) -> Vec<Range<usize>> {
    let is_calm = |byte: Option<&u8>| byte.is_none_or(|byte| b" \n\t\r.,:()".contains(byte));
    let bytes = rewritten.text.as_bytes();
    let neighbours = rewritten.spots().chunk_by(|spot, next| spot.end == next.start);
    let wholes = neighbours.map(|spots| spots[0].start..spots[spots.len() - 1].end);
    let parts = |whole: &Range<usize>| {
        !is_calm(whole.start.checked_sub(1).map(|before| &bytes[before])) && !is_calm(bytes.get(whole.end))
    };
    wholes.filter(parts).collect()
}

/// What stands around the spots in a text, with all words that could belong to a secret with them; nothing where there
/// are no spots.
fn near(text: &str, spots: &[Range<usize>]) -> Option<String> {
    let first = spots.first()?;
    let (mut from, mut last) = (words_before(text, first.start), first.end);
    let mut out = String::with_capacity(text.len() / 2);
    for spot in spots {
        if spot.start > last + NEIGHBOURS {
            let (end, next) = (words_after(text, last), words_before(text, spot.start));
            if end < next {
                out.push_str(&text[from..end]);
                out.push(' ');
                from = next;
            }
        }
        last = spot.end;
    }
    out.push_str(&text[from..words_after(text, last)]);
    Some(out)
}

/// Where the words end that stand after a place.
fn words_after(text: &str, at: usize) -> usize {
    at + words_long(text[at..].bytes())
}

/// Where the words begin that stand before a place.
fn words_before(text: &str, at: usize) -> usize {
    at - words_long(text[..at].bytes().rev())
}

/// How many bytes there are up to white space with enough words before it. A part of a word and what may be an escape
/// are not counted.
fn words_long(bytes: impl Iterator<Item = u8>) -> usize {
    let (mut words, mut is_word, mut is_sure, mut length) = (0, false, false, 0);
    for byte in bytes {
        if byte.is_ascii_whitespace() {
            words += usize::from(is_word && is_sure);
            if words == REACH {
                break;
            }
            (is_word, is_sure) = (false, true);
        } else {
            is_word |= byte.is_ascii_alphanumeric();
            is_sure &= !b"&%\\".contains(&byte);
        }
        length += 1;
    }
    length
}
