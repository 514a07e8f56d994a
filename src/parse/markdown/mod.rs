//! Markdown to HTML: `CommonMark` with GitHub's extensions, definition lists and `[[links]]`.
//!
//! The result is a [`Text`]: HTML with *holes* where something stands that this room cannot know: an address on this
//! site, the size of a picture, the title of another entry. A page, a feed and a preview fill the same holes in their
//! own ways, so a body is rendered once.

mod blocks;
mod code;
mod definitions;
mod footnotes;
mod html;
mod links;
mod raw;
mod rope;
mod writer;

use std::ops::Range;
use std::sync::Arc;

pub use definitions::definitions;
pub use footnotes::write_mention;

use code::Code;
use rope::Rope;

use super::chars;
use super::markup::HERE;
use crate::diagnostic::{Report, Source, Span, catalog};

/// How Markdown is read.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// Whether raw HTML is let through, cleaned, instead of being shown as text.
    pub raw_html: bool,
    /// Whether code is coloured.
    pub highlight: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self { raw_html: false, highlight: true }
    }
}

/// An author's own words are counted until there are so many: nobody asks for more.
pub const COUNTED: usize = 100;

/// A rendered body.
#[derive(Clone, Debug, Default)]
pub struct Text {
    html: Rope,
    holes: Vec<Hole>,
    /// Every link and picture, in the order of the text.
    pub links: Vec<Link>,
    /// Every heading, in the order of the text.
    pub headings: Vec<Heading>,
    /// The words alone, one space between them.
    plain: Rope,
    /// Places in them where the words of a link belong that has none of its own, and which link that is.
    plain_holes: Vec<(usize, usize)>,
    /// How many words are the author's own: quotations and code are not. From [`COUNTED`] on it may be more.
    pub own_words: usize,
    /// The HTML of the first paragraph.
    lede: Range<usize>,
    /// Whether there is more to read than that.
    has_more: bool,
    /// Every block of code, in the order of the text.
    code: Vec<Code>,
}

/// A place in the HTML that is filled in later.
#[derive(Clone, Copy, Debug)]
pub struct Hole {
    at: usize,
    kind: Content,
}

/// What is missing there.
#[derive(Clone, Copy, Debug)]
enum Content {
    /// Block of code number so-and-so, which is coloured here, but late.
    Code(usize),
    /// Something that this room cannot know.
    Other(Filling),
}

/// What belongs into a hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// The address of link number so-and-so, escaped for an attribute.
    Address(usize),
    /// The words of link number so-and-so, which has none of its own: the title of the entry that it leads to.
    Title(usize),
    /// ` width="…" height="…"` of picture number so-and-so.
    Size(usize),
    /// The address of this very page, before a fragment: nothing on the page itself, everything in a feed.
    Here,
    /// The link that a reader takes to point at heading number so-and-so.
    Anchor(usize),
    /// The reference to footnote number so-and-so, and which reference to it this is, both from 1.
    Note(usize, usize),
}

/// A link or picture that leads somewhere on this site or off it.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
    /// The place of its address in the file.
    pub span: Span,
    /// The address as it was written, for messages.
    pub written: String,
}

/// Where a link leads, as far as its own words say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Another site, a mailbox, a telephone.
    External(String),
    /// A path on this site.
    Path {
        /// Decoded; empty for this very page.
        path: String,
        /// What follows `?`.
        query: Option<String>,
        /// What follows `#`.
        fragment: Option<String>,
    },
    /// `[[name]]` or `[[kind/name#heading]]`.
    Entry {
        /// `name` or `kind/name`.
        name: String,
        /// The heading.
        fragment: Option<String>,
    },
    /// A picture beside the entry, or under `static/` when the path begins with a slash. Decoded.
    Picture(String),
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 2 to 6: the page's title is the only heading of level 1.
    pub level: u8,
    /// Its name in addresses.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// Renders the body in `span` of `source`.
pub fn parse(report: &mut Report, source: &Arc<Source>, span: Span, policy: Policy) -> Text {
    let body = &source.text()[span.range()];
    let mut has_sign = false;
    for (at, c) in chars::refused(body).filter(|(_, c)| *c != '\0') {
        has_sign |= c == HERE;
        let place = Span::new(at..at + c.len_utf8()).shifted(span.start as usize).of(source);
        report.push(catalog::control_character(place, c));
    }
    // The sign that stands for the way to the root is ours alone; blanks of its length keep every place where it is.
    let writer = writer::Writer::new(report, source, span.start as usize, policy);
    if has_sign {
        return writer.write(&body.replace(HERE, &" ".repeat(HERE.len_utf8())));
    }
    writer.write(body)
}

impl Text {
    /// The whole HTML, its holes filled by `fill`.
    pub fn html(&self, fill: impl FnMut(&mut String, Filling)) -> String {
        self.part(0..self.html.len(), fill)
    }

    /// The first paragraph, its holes filled by `fill`; empty if there is none.
    pub fn lede(&self, fill: impl FnMut(&mut String, Filling)) -> String {
        self.part(self.lede.clone(), fill)
    }

    /// Whether there is more to read than the first paragraph.
    pub fn has_more(&self) -> bool {
        self.has_more
    }

    /// The words alone, for search and summaries; `title` gives those of a link that has none of its own.
    pub fn plain<'t>(&self, title: impl Fn(usize) -> &'t str) -> String {
        let mut out = String::with_capacity(self.plain.len());
        let mut from = 0;
        for (at, link) in &self.plain_holes {
            self.plain.write(&mut out, from..*at);
            out.push_str(title(*link));
            from = *at;
        }
        self.plain.write(&mut out, from..self.plain.len());
        out
    }

    /// How many words there are to read.
    pub fn words(&self) -> usize {
        links::count_words(&self.plain(|_| ""))
    }

    /// Whether there is anything to read.
    pub fn has_words(&self) -> bool {
        self.plain.len() > 0 || !self.plain_holes.is_empty()
    }

    /// Colours its code now, for whoever knows that it will be shown.
    pub fn colour(&self) {
        for code in &self.code {
            code.html();
        }
    }

    /// Whether there is a heading of this id.
    pub fn has_id(&self, id: &str) -> bool {
        self.headings.iter().any(|heading| heading.id == id)
    }

    fn part(&self, range: Range<usize>, mut fill: impl FnMut(&mut String, Filling)) -> String {
        let mut out = String::with_capacity(range.len() + range.len() / 8);
        let mut at = range.start;
        let first = self.holes.partition_point(|hole| hole.at < range.start);
        for hole in self.holes[first..].iter().take_while(|hole| hole.at <= range.end) {
            self.html.write(&mut out, at..hole.at);
            match hole.kind {
                Content::Code(block) => out.push_str(self.code[block].html()),
                Content::Other(filling) => fill(&mut out, filling),
            }
            at = hole.at;
        }
        self.html.write(&mut out, at..range.end);
        out
    }
}
