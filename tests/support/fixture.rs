//! A journal in one string.
//!
//! `//- path` begins a file. A line of carets marks what stands above it, and says what the program should say of it:
//!
//! ```text
//! //- content/lessons/2026-01-02-x.md
//! +++
//! titel = "A"
//! ^^^^^ error: unknown key `titel`
//! +++
//! ```

use goodturn::load::Blob;

/// The settings of a fixture that has none of its own.
const SITE: &str = "title = \"Test\"\nbase_url = \"https://test.example/\"\nid = \"tag:test.example,2026:t\"\n";

/// The files of a fixture, and what should be said of them.
#[derive(Debug, Default)]
pub(crate) struct Fixture {
    pub(crate) files: Vec<(String, Vec<u8>)>,
    pub(crate) expected: Vec<Expected>,
}

/// A diagnostic as a fixture marks it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Expected {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) severity: String,
    pub(crate) message: String,
}

impl Fixture {
    pub(crate) fn parse(text: &str) -> Self {
        let mut fixture = Self::default();
        let mut lines: Vec<&str> = Vec::new();
        let mut path: Option<String> = None;
        for line in text.trim_start_matches('\n').lines() {
            if let Some(next) = line.trim_start().strip_prefix("//- ") {
                fixture.add(path.take(), &lines);
                lines.clear();
                path = Some(next.trim().to_owned());
            } else if let Some((column, severity, message)) = mark(line) {
                let path = path.clone().expect("a mark stands below a line of a file");
                let line = lines.len().max(1);
                fixture.expected.push(Expected { path, line, column, severity, message });
            } else {
                lines.push(line);
            }
        }
        fixture.add(path, &lines);
        fixture.expected.sort();
        fixture.complete()
    }

    /// With settings, if it has none.
    pub(crate) fn complete(mut self) -> Self {
        if !self.files.iter().any(|(path, _)| path == "site.toml") {
            self.files.push(("site.toml".to_owned(), SITE.into()));
        }
        self
    }

    pub(crate) fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.retain(|(other, _)| other != path);
        self.files.push((path.to_owned(), bytes.into()));
        self
    }

    pub(crate) fn settings(&self) -> Vec<u8> {
        self.files.iter().find(|(path, _)| path == "site.toml").map(|(_, bytes)| bytes.clone()).unwrap()
    }

    pub(crate) fn blobs(&self) -> Vec<Blob> {
        let public = self.files.iter().filter(|(path, _)| path != "site.toml" && !path.starts_with("private/"));
        public.map(|(path, bytes)| Blob::in_memory(path.clone(), bytes.clone())).collect()
    }

    /// The files of the private half; nothing where there is none.
    pub(crate) fn private(&self) -> Option<Vec<Blob>> {
        let own = self.files.iter().filter(|(path, _)| path.starts_with("private/"));
        let own: Vec<_> = own.map(|(path, bytes)| Blob::in_memory(path.clone(), bytes.clone())).collect();
        Some(own).filter(|own| !own.is_empty())
    }

    fn add(&mut self, path: Option<String>, lines: &[&str]) {
        if let Some(path) = path {
            let mut text = lines.join("\n");
            text.push('\n');
            self.files.push((path, text.into()));
        }
    }
}

/// `   ^^^^ error: message`: the column of the first caret, the weight and the words.
fn mark(line: &str) -> Option<(usize, String, String)> {
    let start = line.find('^')?;
    if !line[..start].chars().all(|c| c == ' ' || c == '#') {
        return None;
    }
    let (severity, message) = line[start..].trim_start_matches('^').trim_start().split_once(": ")?;
    matches!(severity, "error" | "warning" | "note")
        .then(|| (start + 1, severity.to_owned(), message.trim().to_owned()))
}
