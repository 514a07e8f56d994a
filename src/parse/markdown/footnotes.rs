//! Footnotes: gathered where they are defined, numbered by where they are first mentioned, printed at the end.

use std::collections::HashMap;

use super::writer::Out;
use super::{Content, Filling, Hole};

/// The footnotes of one text. While it is read a mention carries the place of its label in `labels`; numbers come last,
/// because a note may mention another, and one that nobody mentions says nothing.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    labels: Vec<String>,
    bodies: HashMap<usize, Out>,
}

/// Which notes have numbers so far, in the order of their first mention, and how often each is mentioned.
#[derive(Default)]
struct Numbers {
    order: Vec<usize>,
    mentions: Vec<usize>,
}

impl Footnotes {
    /// A mention of a label.
    pub(super) fn mention(&mut self, label: &str) -> Filling {
        Filling::Note(self.place(label), 0)
    }

    /// Keeps what a note says.
    pub(super) fn define(&mut self, label: &str, body: Out) {
        let place = self.place(label);
        self.bodies.insert(place, body);
    }

    /// Numbers all mentions that can be read, and appends the notes in the order of their numbers.
    pub(super) fn write(mut self, out: &mut Out) {
        let mut numbers = Numbers::default();
        numbers.give(&mut out.holes);
        let mut bodies = Vec::new();
        while let Some(place) = numbers.order.get(bodies.len()) {
            let mut body = self.bodies.remove(place).unwrap_or_default();
            numbers.give(&mut body.holes);
            bodies.push(body);
        }
        if bodies.is_empty() {
            return;
        }
        out.push("<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"Notes\">\n<ol>\n");
        for (index, body) in bodies.into_iter().enumerate() {
            let number = index + 1;
            out.push(&format!("<li id=\"note_{number}\">"));
            write_note(out, body, number, numbers.mentions[index]);
            out.push("</li>\n");
        }
        out.push("</ol>\n</section>\n");
    }

    fn place(&mut self, label: &str) -> usize {
        self.labels.iter().position(|other| other == label).unwrap_or_else(|| {
            self.labels.push(label.to_owned());
            self.labels.len() - 1
        })
    }
}

impl Numbers {
    /// Gives the mentions among these holes their numbers.
    fn give(&mut self, holes: &mut [Hole]) {
        for hole in holes {
            let Content::Other(Filling::Note(place, _)) = hole.kind else { continue };
            let index = self.order.iter().position(|other| *other == place).unwrap_or_else(|| {
                self.order.push(place);
                self.mentions.push(0);
                self.order.len() - 1
            });
            self.mentions[index] += 1;
            hole.kind = Content::Other(Filling::Note(index + 1, self.mentions[index]));
        }
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

/// The id of a place that mentions a note. An underscore cannot stand in a heading's id, so the two never meet.
pub(super) fn mention_id(note: usize, mention: usize) -> String {
    if mention == 1 { format!("note_{note}_ref") } else { format!("note_{note}_ref_{mention}") }
}

/// Appends a mention of note `note`: a raised number that leads to it.
pub fn write_mention(out: &mut String, here: &str, note: usize, mention: usize) {
    let id = mention_id(note, mention);
    out.push_str(&format!(
        "<sup class=\"note-ref\" id=\"{id}\"><a href=\"{here}#note_{note}\" role=\"doc-noteref\">{note}</a></sup>"
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
