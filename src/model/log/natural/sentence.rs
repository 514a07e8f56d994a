//! A sentence that is being understood: what was taken from it is told by the line's head, what is kept is its text.

use std::ops::Range;

use super::names::{Hit, Names};
use super::words::{Sort, Word, words};
use super::{Person, Unclear, verbs};

/// The words, whom they name, and which of them are still to be told.
pub(super) struct Sentence<'a> {
    pub(super) text: &'a str,
    pub(super) words: Vec<Word<'a>>,
    pub(super) names: Names<'a>,
    hits: Vec<Option<Hit>>,
    kept: Vec<bool>,
}

/// Some people in a row: `Ana, Bo and Hal`.
#[derive(Debug)]
pub(super) struct List {
    /// The places of the names.
    pub(super) at: Vec<usize>,
    /// Where the row ends.
    pub(super) end: usize,
    /// Whether I am in it.
    pub(super) with_me: bool,
}

impl<'a> Sentence<'a> {
    /// # Errors
    /// A handle that nobody has.
    pub(super) fn new(text: &'a str, people: &'a [Person<'a>]) -> Result<Self, Unclear> {
        let words = words(text);
        let names = Names::new(people);
        let hits = names.hits(&words);
        let unknown = words.iter().zip(&hits).find(|(word, hit)| word.sort == Sort::Handle && hit.is_none());
        if let Some((word, _)) = unknown {
            return Err(names.nobody(word.text));
        }
        let kept = words.iter().map(|word| word.sort != Sort::Goal).collect();
        Ok(Self { text, words, names, hits, kept })
    }

    /// How a word is compared; empty past the end.
    pub(super) fn key(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.key.as_str())
    }

    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.sort == Sort::Mark)
    }

    pub(super) fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        verbs::phrase_at(&self.words, at, phrase)
    }

    /// The first of some phrases that stands here.
    pub(super) fn any(&self, at: usize, phrases: &str) -> Option<usize> {
        phrases.split('|').filter_map(|phrase| self.phrase(at, phrase)).max()
    }

    pub(super) fn goals(&self) -> impl Iterator<Item = &str> {
        self.words.iter().filter(|word| word.sort == Sort::Goal).map(|word| word.key.as_str())
    }

    pub(super) fn cites(&self, range: Range<usize>) -> bool {
        self.words[range].iter().any(|word| word.sort == Sort::Cite)
    }

    pub(super) fn take(&mut self, range: Range<usize>) {
        self.kept[range].fill(false);
    }

    /// Gives back what was taken.
    pub(super) fn keep(&mut self, range: Range<usize>) {
        self.kept[range].fill(true);
    }

    pub(super) fn is_kept(&self, at: usize) -> bool {
        self.kept.get(at).copied().unwrap_or(false)
    }

    /// Whether anything that says something is still kept in a range.
    pub(super) fn says(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|at| self.is_kept(at) && self.words[at].is_word())
    }

    /// The first word that is still kept in a range.
    pub(super) fn first_kept(&self, range: Range<usize>) -> Option<usize> {
        range.into_iter().find(|at| self.is_kept(*at) && self.words[*at].is_word())
    }

    /// Takes the first words that are left in a range, if they are only glue: "to say that", "for".
    pub(super) fn take_glue(&mut self, range: Range<usize>, glue: &str) {
        let first = self.first_kept(range);
        if let Some((first, length)) = first.and_then(|first| Some((first, self.any(first, glue)?))) {
            self.take(first..first + length);
        }
    }

    pub(super) fn hit(&self, at: usize) -> Option<&Hit> {
        self.hits.get(at)?.as_ref()
    }

    /// Where a name ends, and whether it stands for something that is theirs: `Ana's`.
    pub(super) fn name_end(&self, at: usize) -> Option<(usize, bool)> {
        let end = at + self.hit(at)?.length;
        let closes =
            |at: usize| self.words.get(at).is_some_and(|word| self.words[at - 1].range.end == word.range.start);
        Some((end, matches!(self.key(end), "'s" | "'") && closes(end)))
    }

    /// The names in a range, where they stand.
    pub(super) fn named(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        range.filter(|at| self.hit(*at).is_some())
    }

    /// People in a row from here. Somebody's sister is not that person.
    pub(super) fn list(&self, at: usize, end: usize) -> Option<List> {
        let me = self.any(at, "me and|i and|myself and").unwrap_or(0);
        let mut list = List { at: Vec::new(), end: at + me, with_me: me > 0 };
        let mut next = list.end;
        while next < end {
            match self.name_end(next) {
                Some((after, false)) if after <= end => {
                    list.at.push(next);
                    list.end = after;
                }
                _ if !list.at.is_empty() && next > list.end && matches!(self.key(next), "i" | "me" | "myself") => {
                    list.end = next + 1;
                    list.with_me = true;
                }
                _ => break,
            }
            next = list.end + self.any(list.end, ", and|, &|and|&|,|+|/").unwrap_or(0);
        }
        (!list.at.is_empty()).then_some(list)
    }

    /// The people whom a list names, each once.
    pub(super) fn people(&self, at: &[usize], known: &[usize]) -> Result<Vec<usize>, Unclear> {
        let mut people = Vec::new();
        for &at in at {
            let Some(hit) = self.hit(at) else { continue };
            let shown = self.original(at..at + hit.length);
            let person = self.names.one(hit, shown.trim_start_matches('@'), known)?;
            if !people.contains(&person) {
                people.push(person);
            }
        }
        Ok(people)
    }

    /// The words of a range as they were typed.
    pub(super) fn original(&self, range: Range<usize>) -> &'a str {
        match self.words.get(range.clone()) {
            Some([first, .., last]) => &self.text[first.range.start..last.range.end],
            Some([one]) => one.text,
            _ => "",
        }
    }

    /// What is kept of a range, as text: no `;`, for that begins a new part of a line, and no stray signs at its ends.
    pub(super) fn show(&self, range: Range<usize>) -> String {
        let mut out = String::new();
        let mut last = None;
        for at in range.filter(|at| self.kept[*at]) {
            let word = &self.words[at];
            let text = if word.text == ";" { "," } else { word.text };
            let joins =
                last.is_some_and(|last: usize| last + 1 == at && self.words[last].range.end == word.range.start);
            let closes = word.sort == Sort::Mark && matches!(text, "," | "." | ":" | "!" | "?") && self.touches(at);
            if closes && (out.is_empty() || out.ends_with([',', '.', ':', '!', '?'])) && !joins {
                continue;
            }
            if !out.is_empty() && !joins && !closes {
                out.push(' ');
            }
            // In an address the sign has another way to be written; elsewhere a comma says the same.
            out.push_str(&text.replace(';', if text.contains("://") { "%3B" } else { "," }));
            last = Some(at);
        }
        trimmed(&out).to_owned()
    }

    /// Whether no space stands before a sign.
    fn touches(&self, at: usize) -> bool {
        at > 0 && self.words[at - 1].range.end == self.words[at].range.start
    }
}

/// Without the signs that a cut leaves at the ends. What is opened in the text may be closed in it.
fn trimmed(text: &str) -> &str {
    let text = text.trim_start_matches([' ', ',', ':', '.', '–', '—', '!', '?', ')']);
    let text = text.strip_prefix("- ").unwrap_or(text);
    let end = text.trim_end_matches([' ', ',', ':', '–', '—', '(', '-']);
    let end = end.strip_suffix('.').filter(|rest| !rest.ends_with('.')).unwrap_or(end).trim_end_matches([' ', ',']);
    end.strip_suffix(')').filter(|rest| !rest.contains('(')).unwrap_or(end)
}
