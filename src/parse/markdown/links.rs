//! Words, links and pictures.

use std::ops::Range;
use std::sync::LazyLock;

use linkify::{LinkFinder, LinkKind};
use memchr::memmem::Finder;
use pulldown_cmark::LinkType;

use super::writer::{Events, Writer, group_length, inner_text};
use super::{COUNTED, Filling, Link, Target};
use crate::diagnostic::{Span, catalog};
use crate::parse::address::{self, Address};
use crate::parse::{markup, slug};

impl Writer<'_> {
    pub(super) fn words(&mut self, text: &str, range: &Range<usize>) {
        if self.silent {
            return;
        }
        self.plain_words(text, range);
        if self.quotes == 0 && self.aside.is_empty() && self.text.own_words < COUNTED {
            self.text.own_words += count_words(text);
        }
        let in_link = !self.links.is_empty() || self.raw_open.iter().any(|name| name == "a");
        if !in_link && may_lead_away(text) {
            self.bare_links(text, range);
        } else {
            self.out.words(text, self.source, self.offset + range.start);
        }
    }

    /// Addresses that stand in the text as they are: of pages, with or without their scheme, and of mailboxes.
    fn bare_links(&mut self, text: &str, range: &Range<usize>) {
        let mut finder = LinkFinder::new();
        finder.kinds(&[LinkKind::Url, LinkKind::Email]).url_must_have_scheme(false);
        for span in finder.spans(text) {
            let words = span.as_str();
            match bare_target(span.kind(), words) {
                Some(url) => {
                    let at = range.start + span.start();
                    self.open_link(Target::External(url), words, self.span(at..at + words.len()), "", "</a>");
                    markup::escape(&mut self.out.html, words);
                    self.links.pop();
                    self.out.push("</a>");
                }
                None => markup::escape(&mut self.out.html, words),
            }
        }
    }

    pub(super) fn link(&mut self, body: &str, kind: LinkType, written: &str, title: &str, range: &Range<usize>) {
        let span = self.span(place_of(body, range, written));
        if let LinkType::WikiLink { .. } = kind {
            self.open_link(entry_named(written), written, span, title, "</a>");
            return;
        }
        let written = if kind == LinkType::Email { format!("mailto:{written}") } else { written.to_owned() };
        match self.target(&written, span) {
            Some(target) => self.open_link(target, &written, span, title, "</a>"),
            None => self.links.push(""),
        }
    }

    /// `[[name]]`: its words are the title of the entry, which is not known here.
    pub(super) fn entry_link(&mut self, body: &str, written: &str, range: &Range<usize>) {
        let span = self.span(place_of(body, range, written));
        self.open_link(entry_named(written), written, span, "", "</a>");
        let link = self.text.links.len() - 1;
        self.out.hole(Filling::Title(link));
        if self.aside.is_empty() {
            self.text.plain_holes.push((self.plain.0.len(), link));
        }
        self.links.pop();
        self.out.push("</a>");
    }

    /// Where an address leads; a refusal is reported and the words stay without a link.
    pub(super) fn target(&mut self, written: &str, span: Span) -> Option<Target> {
        let place = self.place(span);
        match address::read(written) {
            Address::External(url) => Some(Target::External(url)),
            Address::Internal { path, query, fragment } => Some(Target::Path { path, query, fragment }),
            Address::Refused(scheme) => {
                self.report.push(catalog::refused_scheme(place, &scheme));
                None
            }
            Address::Broken(why) => {
                self.report.push(catalog::bad_url(place, written, &why));
                None
            }
        }
    }

    pub(super) fn open_link(&mut self, target: Target, written: &str, span: Span, title: &str, close: &'static str) {
        self.out.push("<a href=\"");
        self.address(target, written, span);
        self.out.push("\"");
        if !title.is_empty() {
            markup::attribute(&mut self.out.html, "title", title);
        }
        self.out.push(">");
        self.links.push(close);
    }

    /// Writes the hole for an address and keeps the link.
    pub(super) fn address(&mut self, target: Target, written: &str, span: Span) {
        self.out.hole(Filling::Address(self.text.links.len()));
        self.text.links.push(Link { target, span, written: written.to_owned() });
    }

    /// A picture, and all events up to its end; alone in its paragraph and with a title it is a figure.
    pub(super) fn picture(
        &mut self,
        body: &str,
        kind: LinkType,
        written: &str,
        title: &str,
        events: &Events<'_>,
        at: usize,
    ) -> usize {
        let range = &events[at].1;
        let alt = inner_text(&events[at..]);
        let length = group_length(&events[at..]);
        let span = self.span(place_of(body, range, written));
        if alt.trim().is_empty() && matches!(kind, LinkType::WikiLink { .. }) {
            return length;
        }
        let Some(target) = self.picture_target(written, span) else {
            markup::escape(&mut self.out.html, &alt);
            return length;
        };
        let figure = self.in_figure;
        self.out.push(if figure { "<figure>" } else { "" });
        self.out.push("<img src=\"");
        self.address(target, written, span);
        self.out.push("\"");
        markup::attribute(&mut self.out.html, "alt", alt.trim());
        if !figure && !title.is_empty() {
            markup::attribute(&mut self.out.html, "title", title);
        }
        self.out.hole(Filling::Size(self.text.links.len() - 1));
        self.out.push(" loading=\"lazy\" decoding=\"async\">");
        if figure {
            self.out.push("<figcaption>");
            markup::escape(&mut self.out.html, title);
            self.out.push("</figcaption></figure>\n");
        }
        self.plain(&alt);
        length
    }

    pub(super) fn picture_target(&mut self, written: &str, span: Span) -> Option<Target> {
        let place = self.place(span);
        match address::read(written) {
            Address::Internal { path, .. } => Some(Target::Picture(path)),
            Address::External(_) => {
                self.report.push(catalog::remote_picture(place));
                None
            }
            Address::Refused(scheme) => {
                self.report.push(catalog::refused_scheme(place, &scheme));
                None
            }
            Address::Broken(_) if address::leads_away(written.trim()) => {
                self.report.push(catalog::remote_picture(place));
                None
            }
            Address::Broken(why) => {
                self.report.push(catalog::bad_url(place, written, &why));
                None
            }
        }
    }
}

/// What an address of a page has in it.
static AWAY: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["://", "www."].map(Finder::new));

/// Whether there is a sign of an address in a text.
fn may_lead_away(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr(b'@', bytes).is_some() || AWAY.iter().any(|sign| sign.find(bytes).is_some())
}

/// Where words lead that look like an address; a host's name alone is only a name, unless it begins with `www.`.
fn bare_target(kind: Option<&LinkKind>, words: &str) -> Option<String> {
    let lower = words.get(..8).unwrap_or(words).to_ascii_lowercase();
    let written = match kind? {
        // A slash may begin a mailbox, but in a text it ends what stands before it.
        LinkKind::Email if !words.starts_with(char::is_alphanumeric) => return None,
        LinkKind::Email => format!("mailto:{words}"),
        _ if lower.starts_with("www.") => format!("https://{words}"),
        _ if lower.starts_with("http://") || lower.starts_with("https://") => words.to_owned(),
        _ => return None,
    };
    match address::read(&written) {
        Address::External(url) => Some(url),
        _ => None,
    }
}

/// The target of `[[name#heading]]`.
fn entry_named(written: &str) -> Target {
    let (name, fragment) = match written.split_once('#') {
        Some((name, fragment)) => (name, Some(fragment.trim().to_owned())),
        None => (written, None),
    };
    // In a table the bar before the words has to be escaped.
    Target::Entry { name: name.trim_end_matches('\\').trim().to_owned(), fragment }
}

/// Where in the text of a link its address stands: first in `[[name|words]]`, after the words in `[words](address)`.
/// The whole link where it is written in another form.
fn place_of(body: &str, range: &Range<usize>, written: &str) -> Range<usize> {
    let text = body.get(range.clone()).unwrap_or_default();
    let from = if text.starts_with("[[") { 0 } else { text.find("](").map_or(0, |at| at + 2) };
    match text[from..].find(written) {
        Some(at) if !written.is_empty() => range.start + from + at..range.start + from + at + written.len(),
        _ => range.clone(),
    }
}

/// Of each byte of ASCII 1 where it is a letter or a digit, and 1 where it is white space.
const ASCII: [[u8; 2]; 128] = {
    let (mut table, mut byte) = ([[0; 2]; 128], 0_u8);
    while byte < 128 {
        let is_blank = matches!(byte, b'\t'..=b'\r' | b' ');
        table[byte as usize] = [byte.is_ascii_alphanumeric() as u8, is_blank as u8];
        byte += 1;
    }
    table
};

/// Words as white space divides them; in scripts that do not, each character is one.
pub(super) fn count_words(text: &str) -> usize {
    let (mut words, mut counted, mut rest) = (0, 0, text);
    loop {
        let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        // Nearly everything is counted here, without a branch.
        for byte in rest[..ascii].bytes() {
            let [is_of_word, is_blank] = ASCII[usize::from(byte)];
            words += usize::from(is_of_word & !counted);
            counted = (counted | is_of_word) & !is_blank;
        }
        let mut chars = rest[ascii..].chars();
        match chars.next() {
            Some(c) if slug::is_unspaced(c) => words += 1,
            Some(c) if c.is_whitespace() => counted = 0,
            Some(c) => {
                let is_of_word = u8::from(c.is_alphanumeric());
                words += usize::from(is_of_word & !counted);
                counted |= is_of_word;
            }
            None => return words,
        }
        rest = chars.as_str();
    }
}
