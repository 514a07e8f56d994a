//! What an import tells: counts, and every row of which there is something to say.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

/// What an import did, or would do.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Imported {
    /// Each file, with what it is.
    pub files: Vec<FileJson>,
    /// Whether nothing was written, because that was not asked for.
    pub dry_run: bool,
    /// Handles of those who are new.
    pub added: Vec<String>,
    /// Handles of those who got something that was not known.
    pub updated: Vec<String>,
    /// How many came who lack nothing.
    pub unchanged: usize,
    /// How many came of whom another row of the same import told already.
    pub repeated: usize,
    /// Names of what is new in the inbox.
    pub links: Vec<String>,
    /// How many links are here already.
    pub known_links: usize,
    /// How many lines of the log are new.
    pub lines: usize,
    /// How many lines are in the log already.
    pub known_lines: usize,
    /// Public texts that `build` will not publish as they are, because they tell of somebody who came.
    pub named_in_public: Vec<NamedJson>,
    /// Those who are due now, and were not before.
    pub due: Vec<DueJson>,
    /// Where something differs, and stays as it is.
    pub differences: Vec<DifferenceJson>,
    /// What was left out, whole or in part, in the order of the files.
    pub left_out: Vec<RemarkJson>,
    /// Columns and properties that are not understood, and how often they say something.
    pub not_understood: BTreeMap<String, usize>,
}

/// A file that came in.
#[derive(Clone, Debug, Serialize)]
pub struct FileJson {
    /// Its path, as it was given.
    pub path: PathBuf,
    /// What it is.
    pub format: &'static str,
    /// The same, in words.
    #[serde(skip)]
    pub name: &'static str,
    /// How many people are in it.
    pub people: usize,
    /// How many links.
    pub links: usize,
    /// How many things that happened.
    pub lines: usize,
    /// How many rows say nothing that can be used.
    pub unreadable: usize,
}

/// A place in public that tells of somebody.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct NamedJson {
    /// The file.
    pub path: String,
    /// The line in it.
    pub line: usize,
    /// Whom it tells of.
    pub handle: String,
    /// What it tells.
    pub what: String,
}

/// Somebody who is due by what came.
#[derive(Clone, Debug, Serialize)]
pub struct DueJson {
    /// Who.
    pub handle: String,
    /// Why, as a sentence without its full stop.
    pub why: String,
}

/// Something that is one way here and another way there.
#[derive(Clone, Debug, Serialize)]
pub struct DifferenceJson {
    /// The file.
    pub path: String,
    /// The line in it.
    pub line: u64,
    /// Whose.
    pub handle: String,
    /// Which key.
    pub key: String,
    /// What is here.
    pub here: String,
    /// What is there.
    pub there: String,
}

/// Something that was left out.
#[derive(Clone, Debug, Serialize)]
pub struct RemarkJson {
    /// The file.
    pub path: String,
    /// The line in it.
    pub line: u64,
    /// Whether all of it was left out.
    pub whole: bool,
    /// Why.
    pub why: String,
}
