//! Blocks that need more than a tag: headings, alerts, lists, cells, code.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event};

use super::Heading;
use super::code::Code;
use super::writer::{Events, Writer, group_length, inner_text};
use crate::parse::{markup, slug};

/// Ids that the theme's own pages use.
const TAKEN_IDS: [&str; 9] = ["main", "q", "found", "results", "feed", "top", "contents", "lately", "close-to-this"];

impl Writer<'_> {
    /// The page's title is its only `h1`, so a text's own headings begin at the second level.
    pub(super) fn heading(
        &mut self,
        level: u8,
        id: Option<&str>,
        classes: &[&str],
        events: &[(Event<'_>, Range<usize>)],
    ) {
        self.leave_table();
        let text = inner_text(events);
        let level = level.clamp(2, 6);
        let id = self.unique_id(&id.map_or_else(|| slug::slug(&text), |id| id.replace([' ', '\t', '_'], "-")));
        self.out.push(&format!("<h{level}"));
        markup::attribute(&mut self.out.html, "id", &id);
        if !classes.is_empty() {
            markup::attribute(&mut self.out.html, "class", &classes.join(" "));
        }
        self.out.push(">");
        self.enter();
        self.text.headings.push(Heading { level, id, text });
    }

    pub(super) fn unique_id(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        if TAKEN_IDS.contains(&wanted) {
            self.ids.entry(id.clone()).or_insert(1);
        }
        while self.ids.contains_key(&id) {
            let next = self.ids.entry(wanted.to_owned()).or_insert(1);
            id = format!("{wanted}-{next}");
            *next += 1;
        }
        self.ids.insert(id.clone(), 1);
        id
    }

    pub(super) fn alert(&mut self, kind: BlockQuoteKind) {
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", "Note"),
            BlockQuoteKind::Tip => ("tip", "Tip"),
            BlockQuoteKind::Important => ("important", "Important"),
            BlockQuoteKind::Warning => ("warning", "Warning"),
            BlockQuoteKind::Caution => ("caution", "Caution"),
        };
        self.out.push(&format!("<div class=\"alert {class}\" role=\"note\"><p class=\"alert-title\">{title}</p>\n"));
    }

    pub(super) fn list(&mut self, first: Option<u64>, events: &[(Event<'_>, Range<usize>)]) {
        let is_task = |event: Option<&(Event<'_>, Range<usize>)>| matches!(event, Some((Event::TaskListMarker(_), _)));
        let tasks = is_task(events.get(2)) || is_task(events.get(3));
        let class = if tasks { " class=\"tasks\"" } else { "" };
        match first {
            None => self.out.push(&format!("<ul{class}>\n")),
            Some(1) => self.out.push(&format!("<ol{class}>\n")),
            Some(first) => self.out.push(&format!("<ol{class} start=\"{first}\">\n")),
        }
    }

    pub(super) fn cell(&mut self) {
        let class = match self.table.get(self.column) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"center\"",
            _ => "",
        };
        self.out.push(if self.in_head { "<th scope=\"col\"" } else { "<td" });
        self.out.push(class);
        self.out.push(">");
    }

    pub(super) fn code_block(&mut self, kind: &CodeBlockKind<'_>, events: &Events<'_>, at: usize) -> usize {
        self.leave_table();
        let code = inner_text(&events[at..]);
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.as_ref(),
            CodeBlockKind::Indented => "",
        };
        let language = info.split([' ', ',', '{']).next().unwrap_or_default();
        self.out.push("<div class=\"code\"><pre tabindex=\"0\"><code");
        if !language.is_empty() {
            markup::attribute(&mut self.out.html, "class", &format!("language-{language}"));
        }
        self.out.push(">");
        self.out.code(self.text.code.len());
        self.out.push("</code></pre></div>\n");
        self.plain(&code);
        self.plain(" ");
        self.text.code.push(Code::new(code, if self.policy.highlight { language } else { "" }));
        group_length(&events[at..])
    }
}
