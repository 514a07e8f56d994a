//! The views of a text as far as the quick look needs them: what two of them have in common is looked at once.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr_iter};

use super::escape;
use super::phone;
use super::rewrite::{Rewrite, Rewritten, Spot, Trace, undone, without_tags};
use super::view::LAYERS;

/// So many words before or after a place can belong to one secret with it: each digit of a number may be one. Of names
/// and sentences fewer are looked up.
const REACH: usize = phone::MOST;

/// Places nearer to each other than this are not worth measuring the words between them.
const NEIGHBOURS: usize = 120;

/// What stands instead of a tag, so that it parts what stands on its two sides and can be told from any other blank.
const SEAM: &str = "\u{c}";

/// Texts in which, taken together, every run of words occurs that is in some view of this one; of runs with
/// [names](escape::is_common_name) of escapes in them only those that [are wanted](Names::Wanted).
pub(super) fn views(text: &str, names: Names) -> impl Iterator<Item = Cow<'_, str>> {
    let seamed = without(text, SEAM);
    let joined = peeled(text, seamed.as_ref().map(joined), |text, _| without(text, "").map(|plain| plain.text));
    let parted = joined.as_ref().map(|joined| parted(text, seamed.map(calmed), joined.tags));
    let joined = joined.map(|joined| joined.before.into_iter().chain([joined.text]));
    let others = joined.into_iter().flatten().chain(parted.into_iter().flatten());
    escaped(text, names).into_iter().flatten().chain(others.map(Cow::Owned))
}

/// Whether somebody may want to see the names of escapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    Wanted,
    Unwanted,
}

/// A text as it is and with its escapes undone: one of the two whole, of the other what is different there.
fn escaped(text: &str, names: Names) -> [Option<Cow<'_, str>>; 3] {
    let undone = |text: &str| rewritten(text, undone);
    let Some(once) = undone(text).filter(|_| cfg!(not(leak = "escapes-hide"))) else {
        return [Some(text.into()), None, None];
    };
    let further = undone(&once.text).and_then(|twice| Some(undone_further(near(&twice.text, &twice.spots())?, 2)));
    let (as_it_is, once) = match names {
        Names::Wanted => (Some(text.into()), near(&once.text, &once.spots())),
        Names::Unwanted => {
            let is_odd = |from: &Range<usize>| escape::common(text[from.clone()].as_bytes()).is_none();
            let odd: Vec<_> = once.sources().filter(is_odd).collect();
            (near(text, &odd).map(Cow::Owned), Some(once.text))
        }
    };
    [as_it_is, once.map(Cow::Owned), further.map(Cow::Owned)]
}

/// A text without its tags.
struct Peeled {
    text: String,
    /// What it was before those were taken out that only look like tags once escapes are undone, layer by layer.
    before: Vec<String>,
    /// The last layer that had some: 1 where none was escaped.
    tags: usize,
}

fn without(text: &str, instead: &str) -> Option<Rewritten> {
    rewritten(text, |rewrite| without_tags(rewrite, instead))
}

/// A text whose tags have become seams, with spaces for those that part nothing.
fn calmed(seamed: Rewritten) -> String {
    let (spots, mut bytes) = (seamed.spots(), seamed.text.into_bytes());
    for spots in spots.chunk_by(|spot, next| spot.end == next.start) {
        let whole = spots[0].start..spots[spots.len() - 1].end;
        if !parts(&bytes, &whole) {
            bytes[whole].iter_mut().filter(|byte| **byte == SEAM.as_bytes()[0]).for_each(|byte| *byte = b' ');
        }
    }
    String::from_utf8(bytes).expect("one sign of ASCII in the place of another")
}

/// Whether something would be one word, one escape or one tag without what was put in there.
fn parts(bytes: &[u8], whole: &Range<usize>) -> bool {
    let is_calm = |byte: Option<&u8>| byte.is_none_or(|byte| b" \n\t\r.,:()".contains(byte));
    !is_calm(whole.start.checked_sub(1).map(|before| &bytes[before])) && !is_calm(bytes.get(whole.end))
}

/// A text whose tags have become seams, without these seams.
fn joined(seamed: &Rewritten) -> String {
    let (mut text, mut from) = (String::with_capacity(seamed.text.len()), 0);
    for spot in seamed.spots().into_iter().filter(|spot| spot.len() == SEAM.len()) {
        text.push_str(&seamed.text[from..spot.start]);
        from = spot.end;
    }
    text.push_str(&seamed.text[from..]);
    text
}

/// What is read otherwise where a tag within a line parts what stands on its two sides, as between the cells of a table.
/// `joined_tags` is the last layer with tags of the text without seams.
fn parted(text: &str, seamed: Option<String>, joined_tags: usize) -> Vec<String> {
    let has_seams = |text: &str| memchr(SEAM.as_bytes()[0], text.as_bytes()).is_some();
    let mut first = seamed.as_deref().is_some_and(has_seams).then_some(1);
    if first.is_none() && joined_tags < 2 {
        return Vec::new();
    }
    let parted = peeled(text, seamed, |text, layer| {
        let seamed = calmed(without(text, SEAM)?);
        first = first.or_else(|| has_seams(&seamed).then_some(layer));
        Some(seamed)
    });
    let Some((Peeled { text, before, tags }, first)) = parted.zip(first) else { return Vec::new() };
    // Where no tag is taken out after the first seam, the seams are all that is new. Otherwise one may have been within
    // what is a tag without it, and nobody knows how far that goes.
    let only_seams_are_new = joined_tags.max(tags) <= first;
    let last = if only_seams_are_new { near(&text, &seams(&text)) } else { Some(text) };
    before.into_iter().chain(last).collect()
}

/// A text that is `once` without its tags, without those that were escaped, too; nothing where there are none.
fn peeled(
    text: &str,
    once: Option<String>,
    mut without_tags: impl FnMut(&str, usize) -> Option<String>,
) -> Option<Peeled> {
    let (mut tags, mut before) = (usize::from(once.is_some()), Vec::new());
    let mut peeled = once.map_or(Cow::Borrowed(text), Cow::Owned);
    match rewritten(&peeled, undone) {
        Some(undone) => peeled = Cow::Owned(undone.text),
        None if tags == 0 => return None,
        None => {}
    }
    for layer in 2..=LAYERS {
        let plain = without_tags(&peeled, layer);
        if plain.is_some() && tags > 0 {
            before.push(peeled.clone().into_owned());
        }
        tags = if plain.is_some() { layer } else { tags };
        let undone = rewritten(plain.as_deref().unwrap_or(&peeled), undone).map(|undone| undone.text);
        let Some(next) = undone.or(plain) else { break };
        peeled = Cow::Owned(next);
    }
    (tags > 0).then(|| Peeled { text: peeled.into_owned(), before, tags })
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
    /// Where something was put in.
    fn spots(&self) -> Vec<Range<usize>> {
        self.trace().iter().map(|spot| spot.at.clone()).collect()
    }

    /// What it was put in for.
    fn sources(&self) -> impl Iterator<Item = Range<usize>> {
        self.trace().iter().map(|spot| spot.from.clone())
    }

    fn trace(&self) -> &[Spot] {
        if let Trace::Spots(spots) = &self.trace { spots } else { &[] }
    }
}

/// Where the seams are.
fn seams(text: &str) -> Vec<Range<usize>> {
    memchr_iter(SEAM.as_bytes()[0], text.as_bytes()).map(|at| at..at + 1).collect()
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
