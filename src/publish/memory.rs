//! What a build leaves beside the site for the next one: what the site was made of and what was said of it, and each of
//! its files by its fingerprint, with what that file was made of. It saves work and nothing else: whatever it says is
//! compared with what is there, and without it all is done again.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use rayon::prelude::*;

use super::{OutDir, files_below, system};
use crate::audience::Audience;
use crate::load::Fingerprint;

/// What is remembered of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memory {
    /// Everything that the site was made of, the program included.
    pub made_of: Fingerprint,
    /// Everything that its files were searched for, and what was permitted.
    pub judged_by: Fingerprint,
    /// What was said of it, if there was nothing more to say than this.
    pub summary: Option<Summary>,
    /// Its files by their places.
    pub files: HashMap<String, Known>,
}

/// A file as it is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its bytes.
    pub file: Fingerprint,
    /// All that it could show, where that was not simply everything.
    pub made_of: Option<Fingerprint>,
}

/// What was said of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Everything private, as it was then.
    pub private: Fingerprint,
    /// How many pages it has for people.
    pub pages: usize,
    /// How many feeds.
    pub feeds: usize,
    /// The places, among all texts, of those that were not out.
    pub held_back: Vec<usize>,
}

/// So that nobody else's file, nor one of another time, is taken for ours.
const FIRST_LINE: &str = "goodturn 2";

/// Only the owner has to know: among other things it stands for what is in `private/`.
const MODE: u32 = 0o600;

/// One file of a site, as it is remembered.
pub fn fingerprint(bytes: &[u8]) -> Fingerprint {
    Fingerprint::of([bytes])
}

impl<A: Audience> OutDir<A> {
    /// What the last build of this folder left; nothing where it is not whole.
    pub fn recall(&self) -> Option<Memory> {
        fs::read_to_string(self.beside("memory")).ok().and_then(|text| read(&text))
    }

    /// Whether the folder has just these files, each with its bytes and permissions, and no others. Folders are not asked
    /// about.
    pub fn holds(&self, memory: &Memory) -> bool {
        // What cannot be read counts as one more, and so as another site.
        let found = files_below(self.path());
        if found.iter().flatten().any(|(_, of)| of.is_symlink()) {
            return false;
        }
        let is_same = |(place, known): (&String, &Known)| is_known(&self.path().join(place), known.file, A::FILE_MODE);
        let marker = usize::from(self.path().join(A::MARKER).is_file());
        found.len() == memory.files.len() + marker && marker == 1 && memory.files.par_iter().all(is_same)
    }

    /// Leaves a memory. Where that cannot be done the next build takes longer, and this one is none the worse.
    pub(super) fn remember(&self, memory: &Memory) {
        let (new, path) = (self.beside("memory.new"), self.beside("memory"));
        let _ = fs::remove_file(&new);
        let written = system::create_file(&new, MODE).and_then(|mut file| file.write_all(write(memory).as_bytes()));
        let _ = written.and_then(|()| fs::rename(&new, &path)).or_else(|_| fs::remove_file(&new));
    }
}

/// Whether there is a file at `path` with just these permissions, whose bytes are known by `file`.
pub(super) fn is_known(path: &Path, file: Fingerprint, mode: u32) -> bool {
    super::bytes_of(path, mode, |_| true).is_some_and(|bytes| fingerprint(&bytes) == file)
}

fn write(memory: &Memory) -> String {
    let Memory { made_of, judged_by, summary, files } = memory;
    let mut files: Vec<_> = files.iter().collect();
    files.sort_unstable_by_key(|(place, _)| *place);
    let summary = summary.as_ref().map_or_else(|| NOTHING.to_owned(), Summary::line);
    let mut text = format!("{FIRST_LINE}\n{made_of}\n{judged_by}\n{summary}");
    for (place, Known { file, made_of }) in files {
        let made_of = made_of.map_or_else(|| NOTHING.to_owned(), |made_of| made_of.to_string());
        text.push_str(&format!("\n{file} {made_of} {place}"));
    }
    let end = fingerprint(text.as_bytes());
    text + &format!("\n{end}\n")
}

/// Nothing where it is not whole: its last line stands for all the others.
fn read(text: &str) -> Option<Memory> {
    let (text, end) = text.strip_suffix('\n')?.rsplit_once('\n')?;
    if end.parse() != Ok(fingerprint(text.as_bytes())) {
        return None;
    }
    let mut lines = text.lines();
    lines.next().filter(|line| *line == FIRST_LINE)?;
    let (made_of, judged_by) = (lines.next()?.parse().ok()?, lines.next()?.parse().ok()?);
    let summary = lines.next()?;
    let summary = if summary == NOTHING { None } else { Some(Summary::of_line(summary)?) };
    let file = |line: &str| {
        let (file, rest) = line.split_once(' ')?;
        let (made_of, place) = rest.split_once(' ')?;
        let made_of = if made_of == NOTHING { None } else { Some(made_of.parse().ok()?) };
        Some((place.to_owned(), Known { file: file.parse().ok()?, made_of }))
    };
    Some(Memory { made_of, judged_by, summary, files: lines.map(file).collect::<Option<_>>()? })
}

/// Stands for what there is not.
const NOTHING: &str = "-";

impl Summary {
    fn line(&self) -> String {
        let Self { private, pages, feeds, held_back } = self;
        let numbers: Vec<_> = [pages, feeds].into_iter().chain(held_back).map(usize::to_string).collect();
        format!("{private} {}", numbers.join(" "))
    }

    fn of_line(line: &str) -> Option<Self> {
        let mut parts = line.split(' ');
        let private = parts.next()?.parse().ok()?;
        let numbers: Vec<usize> = parts.map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let [pages, feeds, held_back @ ..] = &numbers[..] else { return None };
        Some(Self { private, pages: *pages, feeds: *feeds, held_back: held_back.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory() -> Memory {
        let known = |text: &str, made_of| Known { file: fingerprint(text.as_bytes()), made_of };
        let files = [("index.html", known("x", None)), ("a b/ü.html", known("y", Some(fingerprint(b"4"))))];
        let summary = Summary { private: fingerprint(b"3"), pages: 2, feeds: 0, held_back: vec![0, 12] };
        Memory {
            made_of: fingerprint(b"1"),
            judged_by: fingerprint(b"2"),
            summary: Some(summary),
            files: files.map(|(place, known)| (place.to_owned(), known)).into(),
        }
    }

    #[test]
    fn what_was_remembered_is_read_again() {
        let unsaid = Memory { summary: None, ..memory() };
        for memory in [memory(), unsaid] {
            assert_eq!(read(&write(&memory)), Some(memory));
        }
    }

    #[test]
    fn what_is_cut_off_or_touched_is_forgotten() {
        let text = write(&memory());
        for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
            assert_eq!(read(&text[..cut]), None, "{cut}");
        }
        assert_eq!(read(&text.replacen("index", "other", 1)), None);
        assert_eq!(read(""), None);
    }
}
