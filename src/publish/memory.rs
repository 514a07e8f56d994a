//! What a build leaves beside the site for the next one: what the site was made of, and each of its files by its
//! fingerprint. It saves work and nothing else: whatever it says is compared with what is there, and without it all is
//! done again.

use std::collections::HashMap;
use std::fs;
use std::io::Write;

use rayon::prelude::*;

use super::{OutDir, file_of, system};
use crate::audience::Audience;
use crate::load::Fingerprint;

/// What is remembered of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memory {
    /// Everything that the site was made of, the program included.
    pub made_of: Fingerprint,
    /// Everything that its files were searched for, and what was permitted.
    pub judged_by: Fingerprint,
    /// Its files by their places.
    pub files: HashMap<String, Fingerprint>,
}

/// So that nobody else's file, nor one of another time, is taken for ours.
const FIRST_LINE: &str = "goodturn 1";

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

    /// Whether the folder has just these files and nothing else.
    pub fn holds(&self, memory: &Memory) -> bool {
        // What cannot be read counts as one more, and so as another site.
        let is_dir = |file: &walkdir::Result<walkdir::DirEntry>| file.as_ref().is_ok_and(|it| it.file_type().is_dir());
        let is_link = |file: &walkdir::DirEntry| file.path_is_symlink();
        let found: Vec<_> = walkdir::WalkDir::new(self.path()).into_iter().filter(|file| !is_dir(file)).collect();
        if found.iter().flatten().any(is_link) {
            return false;
        }
        let is_same = |(place, known): (&String, &Fingerprint)| {
            let path = self.path().join(place);
            file_of(&path, A::FILE_MODE).is_some() && fs::read(&path).is_ok_and(|bytes| fingerprint(&bytes) == *known)
        };
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

fn write(memory: &Memory) -> String {
    let mut files: Vec<_> = memory.files.iter().collect();
    files.sort_unstable();
    let mut lines = vec![FIRST_LINE.to_owned(), memory.made_of.to_string(), memory.judged_by.to_string()];
    lines.extend(files.into_iter().map(|(place, file)| format!("{file} {place}")));
    let text = lines.join("\n");
    let end = fingerprint(text.as_bytes());
    format!("{text}\n{end}\n")
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
    let file = |line: &str| {
        let (file, place) = line.split_once(' ')?;
        Some((place.to_owned(), file.parse().ok()?))
    };
    Some(Memory { made_of, judged_by, files: lines.map(file).collect::<Option<_>>()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory() -> Memory {
        let files = [("index.html", "x"), ("a b/ü.html", "y")];
        let files = files.map(|(place, text)| (place.to_owned(), fingerprint(text.as_bytes())));
        Memory { made_of: fingerprint(b"1"), judged_by: fingerprint(b"2"), files: files.into() }
    }

    #[test]
    fn what_was_remembered_is_read_again() {
        assert_eq!(read(&write(&memory())), Some(memory()));
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
