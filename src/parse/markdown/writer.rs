//! Events to HTML. One pass: markup, plain words, links, headings and word counts come from the same events.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::LinkType;
use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use super::footnotes::Footnotes;
use super::rope::{Copies, Rope};
use super::{Content, Filling, Hole, Policy, Text};
use crate::diagnostic::{Place, Report, Source, Span};
use crate::parse::{chars, markup};

/// HTML under construction.
#[derive(Debug, Default)]
pub(super) struct Out {
    pub(super) html: String,
    /// What of it stands in the source.
    copies: Copies,
    pub(super) holes: Vec<Hole>,
}

impl Out {
    pub(super) fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Adds words that stand in the source at `from`, escaped where they have to be.
    pub(super) fn words(&mut self, words: &str, source: &Source, from: usize) {
        let at = self.html.len();
        markup::escape(&mut self.html, words);
        self.copies.note(&self.html, at, source, from);
    }

    pub(super) fn hole(&mut self, filling: Filling) {
        self.holes.push(Hole { at: self.html.len(), kind: Content::Other(filling) });
    }

    pub(super) fn code(&mut self, block: usize) {
        self.holes.push(Hole { at: self.html.len(), kind: Content::Code(block) });
    }
}

/// The state of one pass.
pub(super) struct Writer<'a> {
    pub(super) report: &'a mut Report,
    pub(super) source: &'a Arc<Source>,
    pub(super) offset: usize,
    pub(super) policy: Policy,
    pub(super) out: Out,
    /// What is written aside: the body of a footnote that is being defined puts the main text here.
    pub(super) aside: Vec<(String, Out)>,
    pub(super) notes: Footnotes,
    pub(super) text: Text,
    /// The words alone, and what of them stands in the source.
    pub(super) plain: (String, Copies),
    pub(super) ids: HashMap<String, usize>,
    pub(super) lede: Option<Range<usize>>,
    /// Raw tags that are open, and how many were when each block, emphasis or link began.
    pub(super) raw_open: Vec<String>,
    pub(super) blocks: Vec<usize>,
    pub(super) quotes: usize,
    /// Open links: what closes them.
    pub(super) links: Vec<&'static str>,
    pub(super) table: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) in_head: bool,
    /// Whether we are inside of a script or style that stands in a line.
    pub(super) silent: bool,
    /// Whether we are in a paragraph that is only a figure.
    pub(super) in_figure: bool,
}

pub(super) type Events<'e> = Vec<(Event<'e>, Range<usize>)>;

impl<'a> Writer<'a> {
    pub(super) fn new(report: &'a mut Report, source: &'a Arc<Source>, offset: usize, policy: Policy) -> Self {
        Self {
            report,
            source,
            offset,
            policy,
            out: Out::default(),
            aside: Vec::new(),
            notes: Footnotes::default(),
            text: Text::default(),
            plain: Default::default(),
            ids: HashMap::new(),
            lede: None,
            raw_open: Vec::new(),
            blocks: Vec::new(),
            quotes: 0,
            links: Vec::new(),
            table: Vec::new(),
            column: 0,
            in_head: false,
            silent: false,
            in_figure: false,
        }
    }

    pub(super) fn write(mut self, body: &str) -> Text {
        let parser = Parser::new_ext(body, options()).into_offset_iter();
        let events: Events<'_> = TextMergeWithOffset::new(parser).collect();
        let mut at = 0;
        while at < events.len() {
            at += self.event(body, &events, at);
        }
        self.close_raw(0);
        let notes = std::mem::take(&mut self.notes);
        let end = self.out.html.len();
        notes.write(&mut self.out);
        let lede = self.lede.unwrap_or(end..end);
        let Out { html, copies, holes } = self.out;
        let (plain, plain_copies) = self.plain;
        Text {
            has_more: lede.len() < html.trim_end().len(),
            html: Rope::of(&html, copies, self.source),
            plain: Rope::of(&plain, plain_copies, self.source),
            holes,
            lede,
            ..self.text
        }
    }

    /// Writes one event, or a group that belongs together; returns how many events that was.
    fn event(&mut self, body: &str, events: &Events<'_>, at: usize) -> usize {
        let (event, range) = &events[at];
        match event {
            Event::Start(Tag::CodeBlock(kind)) => return self.code_block(kind, events, at),
            Event::Start(Tag::HtmlBlock) => return self.html_block(events, at),
            Event::Start(Tag::Heading { level, id, classes, .. }) => {
                let classes: Vec<_> = classes.iter().map(AsRef::as_ref).collect();
                self.heading(*level as u8, id.as_deref(), &classes, &events[at..]);
            }
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. })
                if !has_pothole || inner_text(&events[at..]).trim().is_empty() =>
            {
                self.entry_link(body, dest_url, range);
                return group_length(&events[at..]);
            }
            Event::Start(Tag::Image { link_type, dest_url, title, .. }) => {
                return self.picture(body, *link_type, dest_url, title, events, at);
            }
            Event::Start(Tag::Paragraph) if is_figure(&events[at..]) => self.in_figure = true,
            Event::End(TagEnd::Paragraph) if self.in_figure => {
                self.in_figure = false;
                self.plain(" ");
            }
            Event::Start(tag) => self.start(body, tag, range, &events[at..]),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.refuse_open_comment(body, range);
                self.words(text, range);
            }
            Event::Code(text) => {
                self.out.push("<code>");
                markup::escape(&mut self.out.html, text);
                self.out.push("</code>");
                self.plain(text);
            }
            Event::InlineHtml(html) => self.raw(html, range, false),
            Event::Html(html) => self.raw(html, range, true),
            Event::FootnoteReference(label) => {
                let filling = self.notes.mention(label);
                self.out.hole(filling);
            }
            Event::SoftBreak => {
                self.out.words("\n", self.source, self.offset + range.start);
                self.plain(" ");
            }
            Event::HardBreak => {
                self.out.push("<br>\n");
                self.plain(" ");
            }
            Event::Rule => self.out.push("<hr>\n"),
            Event::TaskListMarker(done) => self.out.push(if *done {
                "<input type=\"checkbox\" disabled checked aria-label=\"done\"> "
            } else {
                "<input type=\"checkbox\" disabled aria-label=\"to do\"> "
            }),
        }
        1
    }

    fn start(&mut self, body: &str, tag: &Tag<'_>, range: &Range<usize>, events: &[(Event<'_>, Range<usize>)]) {
        if ends_block(tag.to_end()) {
            self.leave_table();
        }
        self.enter();
        match tag {
            Tag::Paragraph => {
                if self.blocks.len() == 1 && self.lede.is_none() && self.aside.is_empty() {
                    self.lede = Some(self.out.html.len()..0);
                }
                self.out.push("<p>");
            }
            Tag::BlockQuote(None) => {
                self.quotes += 1;
                self.out.push("<blockquote>\n");
            }
            Tag::BlockQuote(Some(kind)) => self.alert(*kind),
            Tag::List(first) => self.list(*first, events),
            Tag::Item => self.out.push("<li>"),
            Tag::FootnoteDefinition(label) => {
                let main = std::mem::take(&mut self.out);
                self.aside.push((label.to_string(), main));
            }
            Tag::DefinitionList => self.out.push("<dl>\n"),
            Tag::DefinitionListTitle => self.out.push("<dt>"),
            Tag::DefinitionListDefinition => self.out.push("<dd>"),
            Tag::Table(alignments) => {
                self.table.clone_from(alignments);
                self.out.push("<div class=\"table\" tabindex=\"0\"><table>\n");
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                self.out.push("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.out.push("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.out.push("<em>"),
            Tag::Strong => self.out.push("<strong>"),
            Tag::Strikethrough => self.out.push("<del>"),
            Tag::Superscript => self.out.push("<sup>"),
            Tag::Subscript => self.out.push("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => self.link(body, *link_type, dest_url, title, range),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.leave();
        match tag {
            TagEnd::Paragraph => {
                self.silent = false;
                self.out.push("</p>\n");
                if let Some(lede) = self.lede.as_mut().filter(|lede| lede.end == 0 && self.aside.is_empty()) {
                    lede.end = self.out.html.len();
                }
            }
            TagEnd::Heading(_) => {
                let index = self.text.headings.len() - 1;
                self.out.hole(Filling::Anchor(index));
                self.out.push(&format!("</h{}>\n", self.text.headings[index].level));
            }
            TagEnd::BlockQuote(kind) => {
                self.quotes -= usize::from(kind.is_none());
                self.out.push(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::List(ordered) => self.out.push(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.out.push("</li>\n"),
            TagEnd::FootnoteDefinition => {
                if let Some((label, main)) = self.aside.pop() {
                    let body = std::mem::replace(&mut self.out, main);
                    self.notes.define(&label, body);
                }
            }
            TagEnd::DefinitionList => self.out.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push("</dd>\n"),
            TagEnd::Table => self.out.push("</tbody>\n</table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.out.push("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.out.push("</tr>\n"),
            TagEnd::TableCell => {
                self.out.push(if self.in_head { "</th>" } else { "</td>" });
                self.column += 1;
            }
            TagEnd::Emphasis => self.out.push("</em>"),
            TagEnd::Strong => self.out.push("</strong>"),
            TagEnd::Strikethrough => self.out.push("</del>"),
            TagEnd::Superscript => self.out.push("</sup>"),
            TagEnd::Subscript => self.out.push("</sub>"),
            TagEnd::Link => {
                let close = self.links.pop().unwrap_or_default();
                self.out.push(close);
            }
            _ => {}
        }
        if ends_block(tag) {
            self.plain(" ");
        }
    }

    /// A block begins, or emphasis, or a link.
    pub(super) fn enter(&mut self) {
        self.blocks.push(self.raw_open.len());
    }

    /// It ends, and with it every raw tag that was opened in it.
    fn leave(&mut self) {
        let open = self.blocks.pop().unwrap_or(0);
        self.close_raw(open);
    }

    /// Closes raw tags until only `open` are left.
    pub(super) fn close_raw(&mut self, open: usize) {
        for name in self.raw_open.drain(open.min(self.raw_open.len())..).rev() {
            self.out.push(&format!("</{name}>"));
        }
    }

    /// Adds words that stand in the source at `range` to the plain words.
    pub(super) fn plain_words(&mut self, text: &str, range: &Range<usize>) {
        let at = self.plain.0.len();
        self.plain(text);
        self.plain.1.note(&self.plain.0, at, self.source, self.offset + range.start);
    }

    /// Adds to the plain words, with one space between them and without what no output can hold.
    pub(super) fn plain(&mut self, text: &str) {
        if !self.aside.is_empty() {
            return;
        }
        let plain = &mut self.plain.0;
        let hole = self.text.plain_holes.last().map(|(at, _)| *at);
        let mut rest = text;
        while !rest.is_empty() {
            let ready = chars::spaced_once(rest);
            plain.push_str(&rest[..ready]);
            let mut chars = rest[ready..].chars();
            match chars.next() {
                Some(c) if !chars::is_text(c) => {}
                Some(c) if !c.is_whitespace() => plain.push(c),
                Some(_) if hole == Some(plain.len()) || !plain.is_empty() && !plain.ends_with(' ') => plain.push(' '),
                _ => {}
            }
            rest = chars.as_str();
        }
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(range).shifted(self.offset)
    }

    pub(super) fn place(&self, span: Span) -> Place {
        span.of(self.source)
    }
}

/// GitHub's extensions, definition lists, heading ids and `[[links]]`. Metadata blocks stay off: our front matter is
/// our own, and theirs would swallow a `---` in the middle of a text.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

/// Whether a paragraph, given its events, is a single picture with a title.
fn is_figure(events: &[(Event<'_>, Range<usize>)]) -> bool {
    match events.get(1) {
        Some((Event::Start(Tag::Image { title, .. }), _)) if !title.is_empty() => {
            let length = group_length(&events[1..]);
            matches!(events.get(length + 1), Some((Event::End(TagEnd::Paragraph), _)))
        }
        _ => false,
    }
}

/// How many events there are from a start to its end.
pub(super) fn group_length(events: &[(Event<'_>, Range<usize>)]) -> usize {
    let mut depth = 0_usize;
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    events.len()
}

/// The words between a start and its end.
pub(super) fn inner_text(events: &[(Event<'_>, Range<usize>)]) -> String {
    let mut out = String::new();
    for (event, _) in &events[..group_length(events)] {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

fn ends_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::HtmlBlock
            | TagEnd::CodeBlock
    )
}
