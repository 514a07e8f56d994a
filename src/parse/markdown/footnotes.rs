//! Footnotes: gathered where they are defined, numbered by where they are first mentioned, printed at the end.

use std::collections::HashMap;

use super::writer::Out;
use super::{Filling, Hole};

/// The footnotes of one text.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// What each label says.
    bodies: HashMap<String, Out>,
    /// Labels in the order of their first mention, and how often each is mentioned; the number is the index plus one.
    mentions: Vec<(String, usize)>,
}

impl Footnotes {
    /// Notes a mention; its filling says which note and which mention of it this is.
    pub(super) fn mention(&mut self, label: &str) -> Filling {
        let known = self.mentions.iter().position(|(other, _)| other == label);
        let index = known.unwrap_or_else(|| {
            self.mentions.push((label.to_owned(), 0));
            self.mentions.len() - 1
        });
        self.mentions[index].1 += 1;
        Filling::Note(index + 1, self.mentions[index].1)
    }

    /// Keeps what a note says.
    pub(super) fn define(&mut self, label: String, body: Out) {
        self.bodies.insert(label, body);
    }

    /// Appends the list of all notes that are mentioned; what nobody mentions is left out.
    pub(super) fn write(mut self, out: &mut Out) {
        if self.mentions.is_empty() {
            return;
        }
        out.push("<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"Notes\">\n<ol>\n");
        for (index, (label, mentions)) in self.mentions.into_iter().enumerate() {
            let number = index + 1;
            out.push(&format!("<li id=\"note.{number}\">"));
            write_note(out, self.bodies.remove(&label).unwrap_or_default(), number, mentions);
            out.push("</li>\n");
        }
        out.push("</ol>\n</section>\n");
    }
}

/// A note's body, with the ways back inside its last paragraph.
fn write_note(out: &mut Out, mut body: Out, number: usize, mentions: usize) {
    body.html.truncate(body.html.trim_end().len());
    let paragraph = body.html.strip_suffix("</p>").map(str::len);
    body.html.truncate(paragraph.unwrap_or(body.html.len()));
    out.append(body);
    for mention in 1..=mentions {
        let id = mention_id(number, mention);
        out.push(" <a href=\"");
        out.hole(Filling::Here);
        out.push(&format!("#{id}\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩</a>"));
    }
    out.push(if paragraph.is_some() { "</p>" } else { "" });
}

/// The id of a place that mentions a note. A point cannot stand in a heading's id, so the two never meet.
pub(super) fn mention_id(note: usize, mention: usize) -> String {
    if mention == 1 { format!("note.{note}.ref") } else { format!("note.{note}.ref.{mention}") }
}

/// Appends a mention of note `note`: a raised number that leads to it.
pub fn write_mention(out: &mut String, here: &str, note: usize, mention: usize) {
    let id = mention_id(note, mention);
    out.push_str(&format!(
        "<sup class=\"note-ref\" id=\"{id}\"><a href=\"{here}#note.{note}\" role=\"doc-noteref\">{note}</a></sup>"
    ));
}

impl Out {
    /// Appends another piece of HTML, its holes moved along.
    fn append(&mut self, other: Out) {
        let by = self.html.len();
        self.holes.extend(other.holes.into_iter().map(|hole| Hole { at: hole.at + by, ..hole }));
        self.html.push_str(&other.html);
    }
}
