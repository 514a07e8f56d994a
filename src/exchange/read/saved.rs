//! Tables of saved links. They differ in the names of their columns and in how they write tags; this says how.

use super::has_all;
use crate::exchange::table::{Row, Table};
use crate::exchange::{Found, Link, days, words};

/// A table of links, by the names of its columns.
#[derive(Debug)]
pub struct Saved {
    url: &'static str,
    title: &'static str,
    notes: &'static [&'static str],
    tags: &'static str,
    folder: &'static str,
    day: &'static str,
    /// A column that no other such table has.
    own: &'static str,
    /// Columns that say nothing of the link itself.
    passed: &'static [&'static str],
}

/// `title,url,time_added,tags,status`; tags are joined by `|`.
pub const POCKET: Saved = Saved {
    url: "url",
    title: "title",
    notes: &[],
    tags: "tags",
    folder: "",
    day: "time_added",
    own: "time_added",
    passed: &["status", "cursor"],
};

/// `URL,Title,Selection,Folder,Timestamp`, of late also `Tags`, a list as JSON has it.
pub const INSTAPAPER: Saved = Saved {
    url: "URL",
    title: "Title",
    notes: &["Selection"],
    tags: "Tags",
    folder: "Folder",
    day: "Timestamp",
    own: "Selection",
    passed: &[],
};

/// `id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite`; tags are joined by commas.
pub const RAINDROP: Saved = Saved {
    url: "url",
    title: "title",
    notes: &["note", "highlights", "excerpt"],
    tags: "tags",
    folder: "folder",
    day: "created",
    own: "excerpt",
    passed: &["id", "cover", "favorite"],
};

/// `Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen`; tags are a list as Python has it.
pub const READWISE: Saved = Saved {
    url: "URL",
    title: "Title",
    notes: &["Document note"],
    tags: "Document tags",
    folder: "",
    day: "Saved date",
    own: "Document tags",
    passed: &["ID", "Reading progress", "Location", "Seen"],
};

/// Folders that say where something stands in a queue, and not what it is about.
const QUEUES: [&str; 4] = ["unread", "archive", "starred", "unsorted"];

impl Saved {
    /// Whether this is the header.
    pub fn is_head(&self, head: &[String]) -> bool {
        has_all(head, &[self.url, self.title, self.own])
    }

    /// The links; nothing where there is no header.
    pub fn read(&self, text: &str) -> Option<Found> {
        let table = Table::read(text, |head| self.is_head(head))?;
        let mut found = Found::default();
        for row in table.rows(&mut found, &[self.url]) {
            let link = self.link(&row);
            found.links.push(link);
        }
        found.unknown = table.unknown();
        Some(found)
    }

    fn link(&self, row: &Row<'_>) -> Link {
        self.passed.iter().for_each(|column| row.pass(column));
        let notes = self.notes.iter().map(|column| row.get(column)).filter(|note| !note.is_empty());
        let folder = words::line(row.get(self.folder));
        let mut tags = listed(row.get(self.tags));
        if !folder.is_empty() && !QUEUES.contains(&folder.to_lowercase().as_str()) && !tags.contains(&folder) {
            tags.push(folder);
        }
        let day = row.get(self.day);
        Link {
            line: row.line,
            url: row.get(self.url).to_owned(),
            title: words::line(row.get(self.title)),
            note: words::note(&notes.collect::<Vec<_>>().join("\n\n")),
            tags,
            day: days::epoch(day).or_else(|| days::day(day)),
            private: false,
        }
    }
}

/// Tags, however they are joined: `a|b`, `a, b`, `["a","b"]`, `['a', 'b']`.
fn listed(cell: &str) -> Vec<String> {
    let inner = cell.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let joint = if cell.contains('|') { '|' } else { ',' };
    let parts = match inner {
        Some(inner) => serde_json::from_str(cell).unwrap_or_else(|_| quoted(inner)),
        None => cell.split(joint).map(str::to_owned).collect(),
    };
    let mut tags: Vec<String> = Vec::new();
    for tag in parts.iter().map(|part| words::line(part)) {
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// The items of a list as Python writes it. A comma parts them only between quotation marks.
fn quoted(inner: &str) -> Vec<String> {
    let (mut items, mut item, mut open) = (Vec::new(), String::new(), None);
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match (c, open) {
            ('\\', Some(_)) => item.extend(chars.next()),
            (c, Some(mark)) if c == mark => open = None,
            ('"' | '\'', None) if item.trim().is_empty() => open = Some(c),
            (',', None) => items.push(std::mem::take(&mut item)),
            (c, _) => item.push(c),
        }
    }
    items.push(item);
    items
}
