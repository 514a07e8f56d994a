//! Raw HTML in a text: shown as text, or cleaned where the journal lets it through; its comments are dropped.

use std::ops::Range;

use pulldown_cmark::Event;

use super::Filling;
use super::raw::{self, Piece, RawTag};
use super::writer::{Events, Writer, group_length};
use crate::diagnostic::{Span, catalog};
use crate::parse::markup;

impl Writer<'_> {
    pub(super) fn html_block(&mut self, events: &Events<'_>, at: usize) -> usize {
        let length = group_length(&events[at..]);
        let inner = &events[at + 1..at + length - 1];
        let html: String =
            inner.iter().map(|(event, _)| if let Event::Html(html) = event { html } else { "" }).collect();
        self.raw(&html, &events[at].1, true);
        self.plain(" ");
        length
    }

    /// Raw HTML: without its comments, as text, or cleaned where the journal lets it through.
    pub(super) fn raw(&mut self, html: &str, range: &Range<usize>, block: bool) {
        let html = if cfg!(leak = "comments-stay") { html.to_owned() } else { self.without_comments(html, range) };
        if html.trim().is_empty() {
            return;
        }
        if self.policy.raw_html {
            // Inline, the tags of a script and its text come one by one.
            match raw::silence(&html).filter(|_| !block) {
                Some(opens) => self.silent = opens,
                None if self.silent => {}
                None => self.cleaned(&html, range),
            }
        } else if block {
            self.out.push("<p>");
            self.words(html.trim_end(), range);
            self.out.push("</p>\n");
        } else {
            self.words(&html, range);
        }
    }

    /// A comment that is not closed is no comment to Markdown, but its author meant to hide what follows.
    pub(super) fn refuse_open_comment(&mut self, body: &str, range: &Range<usize>) {
        let written = body.get(range.clone()).unwrap_or_default();
        let mut open = written.match_indices("<!--").map(|(at, _)| at);
        let Some(at) = open.find(|at| !written[..*at].ends_with('\\')) else { return };
        let place = self.place(self.span(range.start + at..range.start + at + 4));
        self.report.push(catalog::unclosed_comment(place));
    }

    fn without_comments(&mut self, html: &str, range: &Range<usize>) -> String {
        let mut out = String::new();
        let mut rest = html;
        while let Some((before, comment)) = rest.split_once("<!--") {
            out.push_str(before);
            let Some((_, after)) = comment.split_once("-->") else {
                let at = range.start + html.len() - rest.len() + before.len();
                let place = self.place(self.span(at..at + 4));
                self.report.push(catalog::unclosed_comment(place));
                return out;
            };
            rest = after;
        }
        out + rest
    }

    /// Raw HTML after the allow-list: its addresses are links like any others.
    fn cleaned(&mut self, html: &str, range: &Range<usize>) {
        let span = self.span(range.clone());
        for piece in raw::clean(html) {
            match piece {
                Piece::Words(words) => self.words(&words, range),
                Piece::Tag(tag) => self.raw_tag(&tag, span),
                // An end without its beginning would close what the page opened.
                Piece::End(name) => {
                    let begun = self.blocks.last().copied().unwrap_or(0);
                    if let Some(open) = self.raw_open[begun..].iter().rposition(|open| *open == name) {
                        self.close_raw(begun + open);
                    }
                }
                Piece::Embedded(written) => {
                    if let Some(target) = self.target(&written, span) {
                        self.open_link(target, &written, span, "", "</a>");
                        markup::escape(&mut self.out.html, &written);
                        self.links.pop();
                        self.out.push("</a>");
                    }
                }
            }
        }
    }

    fn raw_tag(&mut self, tag: &RawTag, span: Span) {
        if !self.has_a_place(&tag.name) {
            return;
        }
        self.out.push(&tag.html);
        for (name, written) in &tag.addresses {
            let target = if tag.is_picture { self.picture_target(written, span) } else { self.target(written, span) };
            if let Some(target) = target {
                self.out.push(&format!(" {name}=\""));
                self.address(target, written, span);
                self.out.push("\"");
                if tag.is_picture && !tag.has_size {
                    self.out.hole(Filling::Size(self.text.links.len() - 1));
                }
            }
        }
        self.out.push(">");
        self.raw_open.extend(tag.opens.then(|| tag.name.clone()));
    }

    /// Closes what a browser would close before this tag. An item without its list, or a cell without its row, would
    /// end what stands around it, and so has no place here.
    fn has_a_place(&mut self, name: &str) -> bool {
        if name == "table" {
            self.leave_table();
        }
        let (begun, parents) = (self.blocks.last().copied().unwrap_or(0), raw::parents(name));
        let parent = self.raw_open[begun..].iter().rposition(|open| parents.contains(&open.as_str()));
        if let Some(parent) = parent {
            self.close_raw(begun + parent + 1);
        }
        parents.is_empty() || parent.is_some()
    }

    /// Ends a raw table that we are in without being in one of its cells: whatever comes now is none of its parts.
    pub(super) fn leave_table(&mut self) {
        let begun = self.blocks.last().copied().unwrap_or(0);
        let is_part = |open: &String| matches!(open.as_str(), "table" | "td" | "th" | "caption");
        let inmost = self.raw_open[begun..].iter().rposition(is_part);
        if let Some(table) = inmost.filter(|inmost| self.raw_open[begun + inmost] == "table") {
            self.close_raw(begun + table);
        }
    }
}
