//! Who may read what.
//!
//! A reviewer who wants to be convinced that nothing private can be published reads this file. There are two audiences,
//! and each is a type. What renders pages makes [`Rendered`] bytes for one of them, and what writes them
//! ([`Stage`](crate::publish::Stage)) is made for one of them and cannot be handed the other's. A [`PublicPage`] has no
//! place in which something private could stand: it only borrows from a [`Journal`], and a journal is made of
//! `site.toml`, `content/` and `static/` alone.

use std::marker::PhantomData;

use crate::model::{Entry, Journal, Kind, Page};

/// Somebody who reads what is built.
pub trait Audience: sealed::Sealed + Send + Sync + 'static {
    /// The folder that their site is built into, unless another is named.
    const FOLDER: &'static str;
    /// The file that marks such a folder as ours.
    const MARKER: &'static str;
    /// The permissions of their folders.
    const FOLDER_MODE: u32;
    /// The permissions of their files.
    const FILE_MODE: u32;
}

/// Everybody.
#[derive(Clone, Copy, Debug)]
pub enum Public {}

/// The journal's owner.
#[derive(Clone, Copy, Debug)]
pub enum Private {}

impl Audience for Public {
    const FOLDER: &'static str = "public";
    const MARKER: &'static str = ".goodturn-public";
    const FOLDER_MODE: u32 = 0o755;
    const FILE_MODE: u32 = 0o644;
}

impl Audience for Private {
    const FOLDER: &'static str = "private-site";
    const MARKER: &'static str = ".goodturn-private";
    const FOLDER_MODE: u32 = if cfg!(leak = "private-folders-are-open") { 0o755 } else { 0o700 };
    const FILE_MODE: u32 = if cfg!(leak = "private-files-are-open") { 0o644 } else { 0o600 };
}

mod sealed {
    /// Keeps the number of audiences at two.
    pub trait Sealed {}
    impl Sealed for super::Public {}
    impl Sealed for super::Private {}
}

/// A page for everybody: what it shows, borrowed from the journal.
#[derive(Clone, Debug)]
pub enum PublicPage<'a> {
    /// The newest entries.
    Home(&'a Journal),
    /// One entry.
    Entry {
        /// The journal.
        journal: &'a Journal,
        /// The entry.
        entry: &'a Entry,
        /// Its place in [`Journal::entries`].
        index: usize,
    },
    /// A page of its own.
    Page {
        /// The journal.
        journal: &'a Journal,
        /// The page.
        page: &'a Page,
        /// Its place in [`Journal::pages`].
        index: usize,
    },
    /// Entries of a kind, with a tag, or all; of one year or of several.
    List(&'a Journal, List),
    /// All tags.
    Tags(&'a Journal),
    /// How to follow along.
    Subscribe(&'a Journal),
    /// Search.
    Search(&'a Journal),
    /// What is shown where nothing is.
    NotFound(&'a Journal),
    /// An old address of an entry or a page.
    Redirect(&'a Journal),
}

/// Which entries a list shows.
#[derive(Clone, Debug)]
pub struct List {
    /// What its entries have in common.
    pub of: ListOf,
    /// The one year that it shows; nothing for the list's own page.
    pub year: Option<i32>,
}

/// What the entries of a list have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListOf {
    /// Their kind.
    Kind(Kind),
    /// A tag, by its place in [`Journal::tags`].
    Tag(usize),
    /// That they are here at all.
    Archive,
}

impl ListOf {
    /// The entries, newest first, as places in [`Journal::entries`].
    pub fn entries(&self, journal: &Journal) -> Vec<usize> {
        match self {
            Self::Kind(kind) => journal.of_kind(*kind).to_vec(),
            Self::Tag(tag) => journal.tags[*tag].entries.clone(),
            Self::Archive => (0..journal.listed().len()).collect(),
        }
    }
}

/// Bytes that were made for an audience. Only a renderer makes them, and only a [`Stage`](crate::publish::Stage) for the
/// same audience takes them:
///
/// ```
/// use goodturn::{audience::{Public, Rendered}, publish::Stage};
/// fn write(stage: &Stage<Public>, page: &Rendered<Public>) {
///     let _ = stage.write("index.html", page);
/// }
/// ```
///
/// ```compile_fail
/// use goodturn::{audience::{Private, Public, Rendered}, publish::Stage};
/// fn write(stage: &Stage<Public>, page: &Rendered<Private>) {
///     let _ = stage.write("index.html", page);
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered<A: Audience> {
    bytes: Vec<u8>,
    audience: PhantomData<A>,
}

impl<A: Audience> Rendered<A> {
    /// What a renderer made.
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, audience: PhantomData }
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}
