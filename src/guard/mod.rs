//! The last look before publishing: finished public bytes, and the texts that they were made of, are searched for
//! anything private. The guard gives a verdict and changes nothing.
//!
//! It knows none of our nouns but in [`watch`]. It is handed [`Secret`]s, whatever they come from, and finds them however they are
//! written: in any case, without accents, across markup and lines, with the escapes of HTML, of addresses and of JSON
//! undone, in a file's name as well as in its text. What it does not see: base64 and other codings, the inside of
//! compressed files, and what only a person would understand ("ana at example dot org").

mod fold;
mod escape;
mod rewrite;
mod view;
mod glance;
mod phone;
mod scan;
mod sieve;
mod feed;
pub mod verdict;
pub mod watch;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

pub use verdict::{Judged, Output, Verdict};

use crate::diagnostic::Place;
use feed::Searched;
use fold::{BREAK, Folded, MENTION, fold};
use sieve::Sieve;
use view::View;

/// Something that must not be found in public.
#[derive(Clone)]
pub struct Secret {
    /// What it is.
    pub what: What,
    /// Itself, as it was written.
    pub text: String,
    /// The handle of the contact whose it is, without `@`.
    pub owner: Arc<str>,
    /// Whether they have agreed to be named; it counts for names alone.
    pub consented: bool,
    /// Where it is written, in `private/`.
    pub place: Place,
}

/// What a secret is, and so how it is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// A name of two words or more, with four letters or more; one word alone is not looked for, and initials are
    /// everywhere.
    Name,
    /// An e-mail address.
    Email,
    /// A telephone number of seven digits or more.
    Phone,
    /// A handle: found after an `@`, and by itself where it has a hyphen.
    Handle,
    /// A sentence of six words or more from a note.
    Sentence,
}

/// A secret that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its index among the secrets that the guard was made with.
    pub secret: usize,
    /// Where in the text it stands; empty where the file's own path says it.
    pub span: Range<usize>,
    /// Whether it is a handle after an `@`.
    pub mention: bool,
}

impl Hit {
    /// Whether it begins before an earlier one ends. One without extent ends after the place where it stands.
    fn begins_within(&self, earlier: &Self) -> bool {
        self.span.start < earlier.span.end.max(earlier.span.start + 1)
    }
}

/// Finds secrets. Made once, it can be asked by many threads.
#[derive(Debug)]
pub struct Guard {
    secrets: Vec<Secret>,
    /// Those that are public all the same.
    public: HashSet<usize>,
    sieve: Sieve,
    needles: AhoCorasick,
    /// For each needle the secrets that it may be a part of.
    suspects: Vec<Vec<Suspect>>,
    /// The items of feeds.
    searched: Searched,
}

/// A secret that has a needle in it.
#[derive(Debug)]
struct Suspect {
    secret: usize,
    /// All its words, folded.
    words: Vec<u8>,
    /// Where the needle is in them.
    offset: usize,
    /// How many words there are.
    count: usize,
    /// What stands between them.
    marks: Vec<u8>,
}

/// What has fewer letters stands in pictures and in markup by chance.
const FEWEST_LETTERS: usize = 4;

/// A sentence is looked for by so many of its words, those with the most letters; then the rest is compared.
const NEEDLE_WORDS: usize = 2;

impl Secret {
    /// Whether it has as many words or digits as make it worth looking for.
    fn is_findable(&self, folded: &Folded) -> bool {
        match self.what {
            What::Name => folded.count() >= 2 && folded.letters() >= FEWEST_LETTERS,
            What::Email => self.text.contains('@') && folded.count() >= 2,
            What::Sentence => folded.count() >= sieve::MANY,
            What::Handle => folded.count() >= 1,
            What::Phone => false,
        }
    }
}

impl fmt::Debug for Secret {
    /// Says whose it is, and not what.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} of @{}", self.what, self.owner)
    }
}

impl Guard {
    /// A guard over these secrets. What also occurs in `public_by_intent`, the values of `site.toml`, is no secret.
    pub fn new(secrets: Vec<Secret>, public_by_intent: &str) -> Self {
        let mut guard = Self::over(secrets);
        guard.public = guard.find(public_by_intent).into_iter().map(|hit| hit.secret).collect();
        guard
    }

    /// Every secret in the bytes of one output file and in its path, each once.
    pub fn inspect(&self, path: &str, bytes: &[u8]) -> Vec<Hit> {
        self.inspect_by(path, bytes, |text| self.find_plain(text))
    }

    /// The same for a feed in RSS. What begins in one item and ends in another is nobody's secret.
    pub fn inspect_rss(&self, path: &str, bytes: &[u8]) -> Vec<Hit> {
        self.inspect_by(path, bytes, |feed| feed::parts(feed).flat_map(|part| self.find_in_part(&part)).collect())
    }

    fn find_in_part(&self, part: &feed::Part<'_>) -> Vec<Hit> {
        let search = || self.find_plain(part.text);
        let mut hits = if part.is_item { self.searched.once(part.text, search) } else { search() };
        for hit in &mut hits {
            hit.span = part.at + hit.span.start..part.at + hit.span.end;
        }
        hits
    }

    fn inspect_by(&self, path: &str, bytes: &[u8], find: impl FnOnce(&str) -> Vec<Hit>) -> Vec<Hit> {
        if self.secrets.is_empty() {
            return Vec::new();
        }
        let mut hits = self.find_in_path(path);
        hits.extend(find(&readable(bytes)));
        hits.sort_by_key(|hit| (hit.secret, hit.span.start));
        hits.dedup_by_key(|hit| hit.secret);
        hits
    }

    /// Every secret in a file's name, with its ending and without: `ana@example.org.txt` says an address too.
    pub fn find_in_path(&self, path: &str) -> Vec<Hit> {
        #[cfg(leak = "names-of-files-pass")]
        let path = &path[..0];
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let hits = self.find_plain(path).into_iter().chain(self.find_plain(stem));
        hits.map(|hit| Hit { span: 0..0, ..hit }).collect()
    }

    /// Every secret in a text that somebody wrote, in Markdown or not, wherever it stands.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        if self.secrets.is_empty() {
            return Vec::new();
        }
        let mut hits = Vec::new();
        self.search(View::of(text), &mut hits);
        if let Some(unmarked) = view::unmarked(text) {
            self.search(unmarked, &mut hits);
        }
        each_once(hits)
    }

    /// The secret at an index.
    pub fn secret(&self, index: usize) -> &Secret {
        &self.secrets[index]
    }

    fn over(secrets: Vec<Secret>) -> Self {
        let mut needles: HashMap<Vec<u8>, Vec<Suspect>> = HashMap::new();
        let mut sieve = Sieve::default();
        for (index, secret) in secrets.iter().enumerate() {
            let folded = fold(&secret.text);
            if secret.what == What::Phone {
                sieve.add_phone(index, &secret.text);
            } else if secret.is_findable(&folded) {
                match secret.what {
                    What::Sentence => sieve.add_sentence(&folded.words),
                    _ => sieve.add(&folded.words),
                }
                let (needle, suspect) = needle(index, secret.what, folded);
                needles.entry(needle).or_default().push(suspect);
            }
        }
        let (needles, suspects): (Vec<_>, Vec<_>) = needles.into_iter().unzip();
        Self {
            secrets,
            public: HashSet::new(),
            sieve,
            needles: automaton(&needles),
            suspects,
            searched: Searched::default(),
        }
    }

    fn find_plain(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.search(View::of(text), &mut hits);
        each_once(hits)
    }

    /// Searches a text and all that it could be read as, if a quick look says that it may be worth it.
    fn search(&self, text: View<'_>, hits: &mut Vec<Hit>) {
        if !self.sieve.lets_pass(&text.text) {
            return;
        }
        for view in view::views(text) {
            let folded = fold(&view.text);
            self.search_folded(&folded, &mut |secret, words: Range<usize>, mention| {
                if !self.public.contains(&secret) {
                    // What nobody sees may stand between the sign and the handle.
                    let sign = if mention { view.text[..words.start].rfind('@') } else { None };
                    let span = view.origin(sign.unwrap_or(words.start)..words.end);
                    hits.push(Hit { secret, span, mention });
                }
            });
        }
    }

    fn search_folded(&self, folded: &Folded, found: &mut impl FnMut(usize, Range<usize>, bool)) {
        for part in self.needles.find_overlapping_iter(&folded.words) {
            for suspect in &self.suspects[part.pattern()] {
                let Some((first, last)) = suspect.gaps(folded, part.start()) else { continue };
                let mention = folded.gaps[first].mark == MENTION && self.secrets[suspect.secret].what == What::Handle;
                if self.is_meant(suspect, folded, first, last) {
                    found(suspect.secret, folded.gaps[first].to..folded.gaps[last].from, mention);
                }
            }
        }
        self.sieve.phones().find(&folded.words, &mut |secret, words| {
            // What stands between the runs of digits must be what may stand inside a number.
            if folded.is_unbroken(&words) {
                found(secret, folded.span(&words), false);
            }
        });
    }

    /// Whether words that are those of a secret are that secret, by what stands between and around them.
    fn is_meant(&self, suspect: &Suspect, folded: &Folded, first: usize, last: usize) -> bool {
        let between = folded.gaps[first + 1..last].iter().map(|gap| gap.mark);
        let (before, after) = (folded.gaps[first].mark, folded.gaps[last].mark);
        let same_marks = || between.clone().eq(suspect.marks.iter().copied());
        match self.secrets[suspect.secret].what {
            What::Name => between.clone().all(|mark| mark != BREAK),
            What::Email => same_marks() && !b".-_+".contains(&before) && after != b'.',
            What::Handle if before == MENTION => same_marks() && !b"-_".contains(&after),
            What::Handle => {
                same_marks() && suspect.marks.contains(&b'-') && !b"-_".contains(&before) && !b"-_".contains(&after)
            }
            What::Sentence => true,
            What::Phone => false,
        }
    }
}

impl Suspect {
    /// The gaps before and after the whole secret, where its needle was found; nothing where the rest is other.
    fn gaps(&self, folded: &Folded, found: usize) -> Option<(usize, usize)> {
        let start = found.checked_sub(self.offset)?;
        let here = folded.words.get(start..start + self.words.len())?;
        let first = (here == self.words).then(|| folded.gap(start))??;
        Some((first, first + self.count))
    }
}

/// A text as it is; of anything else the parts that somebody could read, because compressed data has every short word
/// in it by chance.
fn readable(bytes: &[u8]) -> Cow<'_, str> {
    const READABLE: usize = 6;
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.into();
    }
    let is_text = |byte: &u8| byte.is_ascii_graphic() || *byte == b' ' || *byte >= 0x80;
    let runs =
        bytes.split(|byte| !is_text(byte)).filter(|run| run.iter().filter(|byte| byte.is_ascii()).count() >= READABLE);
    runs.map(String::from_utf8_lossy).collect::<Vec<_>>().join("\n\n").into()
}

/// What to look for at first, and what it is a part of.
fn needle(secret: usize, what: What, folded: Folded) -> (Vec<u8>, Suspect) {
    let range = if what == What::Sentence { rarest(&folded) } else { 0..folded.words.len() };
    let needle = folded.words[range.clone()].to_vec();
    let (count, marks) = (folded.count(), folded.marks());
    (needle, Suspect { secret, words: folded.words, offset: range.start, count, marks })
}

/// The neighbouring words with the most letters, for they are the least common.
fn rarest(folded: &Folded) -> Range<usize> {
    let ranges = folded.gaps.windows(NEEDLE_WORDS + 1).map(|gaps| gaps[0].at..gaps[NEEDLE_WORDS].at + 1);
    ranges.max_by_key(ExactSizeIterator::len).unwrap_or(0..folded.words.len())
}

fn automaton(needles: &[Vec<u8>]) -> AhoCorasick {
    let mut builder = AhoCorasick::builder();
    builder.kind(Some(AhoCorasickKind::ContiguousNFA)).prefilter(false);
    builder.build(needles).expect("contacts of less than 2 GB; a guard that looks away must not let anything pass")
}

/// Of hits on one secret that overlap, as several views of a text have them, the first; a mention begins before what is
/// none.
fn each_once(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| (hit.secret, hit.span.start));
    hits.dedup_by(|later, kept| later.secret == kept.secret && later.begins_within(kept));
    hits
}
