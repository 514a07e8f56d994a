//! In and out: people and links as other programs write them down, and how they come into a journal.
//!
//! Bytes become text ([`decode`]), the text says what it is ([`sniff`]), a reader of that format makes people and links
//! of it ([`read`]), and [`merge`] compares them with those that are there. What comes of that is a plan; nothing in
//! this room reads, writes or prints. The way out is [`out`].

pub mod words;
pub mod days;
pub mod person;
pub mod cell;
pub mod decode;
pub mod table;
pub mod sniff;
pub mod read;
pub mod merge;
pub mod file;
pub mod out;

use std::collections::BTreeMap;

pub use person::Person;
pub use sniff::Format;

use crate::parse::date::Day;

/// Something on the web that somebody kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Where it stood, for what is said of it.
    pub line: u64,
    /// The address, as it was written.
    pub url: String,
    /// What it is called; often empty.
    pub title: String,
    /// What was noted or quoted.
    pub note: String,
    /// Its tags and folders.
    pub tags: Vec<String>,
    /// When it was kept.
    pub day: Option<Day>,
    /// Whether it was private there: then it is not to be passed on.
    pub private: bool,
}

/// Something that happened with people, by their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// Where it stood.
    pub line: u64,
    /// When.
    pub day: Day,
    /// Whether it was time spent together, and no mere fact.
    pub met: bool,
    /// With whom: names, as they are written among the people of the same file.
    pub who: Vec<String>,
    /// What.
    pub text: String,
}

/// Something that was not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The file, where it is known which one it is.
    pub file: String,
    /// The line of the file.
    pub line: u64,
    /// Whether all of it was left out, and not only a part.
    pub whole: bool,
    /// Why, as the end of a sentence.
    pub why: String,
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// People, in the order of the file.
    pub people: Vec<Person>,
    /// Links, in the order of the file.
    pub links: Vec<Link>,
    /// What happened, in the order of the file.
    pub happened: Vec<Happened>,
    /// What was not taken.
    pub remarks: Vec<Remark>,
    /// Columns and properties that are not understood, with how often they say something.
    pub unknown: BTreeMap<String, usize>,
}

impl Found {
    /// Whether there is nothing in it that could be used.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.links.is_empty() && self.happened.is_empty()
    }

    /// Notes that something whole was left out.
    pub fn skip(&mut self, line: u64, why: impl Into<String>) {
        self.remarks.push(Remark { file: String::new(), line, whole: true, why: why.into() });
    }

    /// Notes that a part was left out.
    pub fn lacks(&mut self, line: u64, why: impl Into<String>) {
        self.remarks.push(Remark { file: String::new(), line, whole: false, why: why.into() });
    }
}
