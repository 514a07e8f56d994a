//! Files of the journal that are published: where they go, and how large the pictures among them are.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::diagnostic::{Place, Report, Source, catalog};
use crate::load::Blob;
use crate::model::{Article, Journal, Kind};
use crate::parse::picture::{self, Size};

/// Types of files that are published besides pictures. Whatever is not on this list may carry more than it shows:
/// names, old versions, places.
const TYPES: [&str; 18] = [
    "pdf",
    "txt",
    "ico",
    "css",
    "js",
    "json",
    "xml",
    "webmanifest",
    "woff",
    "woff2",
    "html",
    "csv",
    "ics",
    "asc",
    "opml",
    "bib",
    "md",
    "toml",
];

/// Files without an extension that static hosts read.
const NAMES: [&str; 8] = ["CNAME", "_headers", "_redirects", ".nojekyll", ".htaccess", "LICENSE", "COPYING", "keybase"];

/// A file of the journal that can be published.
#[derive(Debug)]
pub struct File {
    /// The file.
    pub blob: Blob,
    /// Where it is published, relative to the site.
    pub place: String,
    /// Whether it is published whether or not anything refers to it.
    pub always: bool,
    size: OnceLock<Result<Size, String>>,
}

/// All files of the journal that could be published, and a way to find one by its path in the journal.
#[derive(Debug, Default)]
pub struct Files {
    files: Vec<File>,
    by_source: HashMap<String, usize>,
}

impl Files {
    /// Finds the places of all files: those in an article's own folder go where the article goes, those in `static/`
    /// stand at the root.
    pub fn of(report: &mut Report, journal: &Journal) -> Self {
        let own = |article: &Article| {
            let folder = article.folder.strip_prefix("content/").filter(|_| article.own_folder);
            folder.map(str::to_owned)
        };
        let entries = journal.entries.iter().filter_map(|entry| {
            own(&entry.article).map(|folder| (folder, format!("{}/{}/", entry.kind().folder(), entry.article.slug)))
        });
        let pages = journal
            .pages
            .iter()
            .filter_map(|page| own(&page.article).map(|folder| (folder, format!("{}/", page.article.slug))));
        let folders: HashMap<String, String> = entries.chain(pages).collect();
        let mut files = Self::default();
        for blob in journal.beside.iter() {
            if let Some(place) = place_beside(blob.path(), &folders) {
                files.add(blob, place, false);
            }
        }
        for blob in journal.statics.iter() {
            if is_publishable(blob) {
                files.add(blob, blob.path()["static/".len()..].to_owned(), true);
            } else {
                report.push(catalog::unpublishable(start(blob)));
            }
        }
        files
    }

    /// The file at a path of the journal, such as `content/lessons/x/bench.jpg`.
    pub fn find(&self, source: &str) -> Option<usize> {
        self.by_source.get(source).copied()
    }

    /// File number `index`.
    pub fn get(&self, index: usize) -> &File {
        &self.files[index]
    }

    /// All files, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    /// The names of the files in a folder of the journal.
    pub fn names_in<'f>(&'f self, folder: &'f str) -> impl Iterator<Item = &'f str> {
        self.files.iter().filter_map(move |file| file.blob.path().strip_prefix(folder)?.strip_prefix('/'))
    }

    fn add(&mut self, blob: &Blob, place: String, always: bool) {
        self.by_source.insert(blob.path().to_owned(), self.files.len());
        self.files.push(File { blob: blob.clone(), place, always, size: OnceLock::new() });
    }
}

impl File {
    /// The picture's size.
    ///
    /// # Errors
    /// Says why the file cannot be shown as a picture.
    pub fn size(&self) -> &Result<Size, String> {
        self.size.get_or_init(|| {
            let kind = picture::Kind::of_extension(&self.blob.extension());
            let kind = kind.ok_or_else(|| "its name ends like no picture's".to_owned())?;
            // A photograph's size stands near its beginning, unless it has very much to tell; how others are turned
            // may stand at their end.
            let read = |bytes: crate::error::Result<Vec<u8>>| bytes.map_err(|error| error.to_string());
            let head = (kind == picture::Kind::Jpeg)
                .then(|| read(self.blob.head()).and_then(|head| picture::size(kind, &head)).ok());
            head.flatten().map_or_else(|| picture::size(kind, &read(self.blob.bytes())?), Ok)
        })
    }
}

/// Whether files of this type are published at all.
pub fn is_publishable(blob: &Blob) -> bool {
    let extension = blob.extension();
    let known = TYPES.contains(&extension.as_str()) || picture::Kind::of_extension(&extension).is_some();
    let well_known = blob.path().starts_with("static/.well-known/") && extension.is_empty();
    known || well_known || NAMES.contains(&blob.name())
}

/// Where a file of `content/` is published: in its article's folder, or in that of its kind. A file in the folder of
/// an article that is not out has no place.
fn place_beside(path: &str, folders: &HashMap<String, String>) -> Option<String> {
    let path = path.strip_prefix("content/")?;
    let mut parts = path.splitn(3, '/');
    let (top, second, rest) = (parts.next()?, parts.next()?, parts.next());
    match rest {
        Some(rest) => folders.get(&format!("{top}/{second}")).map(|home| format!("{home}{rest}")),
        None if top == "pages" => Some(second.to_owned()),
        None => Kind::of_folder(top).map(|kind| format!("{}/{second}", kind.folder())),
    }
}

/// The beginning of a file that has no text.
pub fn start(blob: &Blob) -> Place {
    Place::start_of(&Source::new(blob.path(), ""))
}
