//! XML with as little ceremony as it allows. quick-xml does the writing; what XML 1.0 cannot hold is left out here.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesPI, BytesStart, BytesText, Event};

use crate::parse::chars;

/// An XML document under construction.
pub struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// A document in UTF-8, with a stylesheet for people who open it in a browser.
    pub fn new(stylesheet: Option<&str>) -> Self {
        let mut xml = Self { writer: Writer::new_with_indent(Vec::with_capacity(64 * 1024), b' ', 1) };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        if let Some(href) = stylesheet {
            let content = format!("xml-stylesheet type=\"text/css\" href=\"{href}\"");
            xml.event(Event::PI(BytesPI::new(content)));
        }
        xml
    }

    /// `<name a="b">`
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let tag = tag(name, attributes);
        self.event(Event::Start(tag));
    }

    /// `</name>`
    pub fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// `<name a="b"/>`
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let tag = tag(name, attributes);
        self.event(Event::Empty(tag));
    }

    /// `<name a="b">text</name>`
    pub fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        let tag = tag(name, attributes);
        self.event(Event::Start(tag));
        self.event(Event::Text(BytesText::new(&chars::clean(text))));
        self.close(name);
    }

    /// The same for a text in which `<` and `&` are written as numbers: readers that take a title for HTML then show it
    /// as it was meant (RSS Best Practices Profile, "title").
    pub fn title(&mut self, name: &str, text: &str) {
        let escaped = chars::clean(text).replace('&', "&#x26;").replace('<', "&#x3C;").replace('>', "&#x3E;");
        self.event(Event::Start(BytesStart::new(name)));
        self.event(Event::Text(BytesText::from_escaped(escaped)));
        self.close(name);
    }

    /// What `write` would write here, for whoever wants it in several documents.
    pub fn part(&mut self, write: impl FnOnce(&mut Self)) -> Vec<u8> {
        let before = std::mem::take(self.writer.get_mut());
        write(self);
        std::mem::replace(self.writer.get_mut(), before)
    }

    /// Writes a [part](Self::part) of another document that was made at the same depth.
    pub fn append(&mut self, part: &[u8]) {
        self.writer.get_mut().extend_from_slice(part);
    }

    /// The document.
    pub fn finish(self) -> Vec<u8> {
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn event(&mut self, event: Event<'_>) {
        // Writing to memory cannot fail, and an event that we built ourselves is well-formed.
        let _ = self.writer.write_event(event);
    }
}

fn tag<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut tag = BytesStart::new(name);
    for (key, value) in attributes {
        tag.push_attribute((*key, chars::clean(value).as_ref()));
    }
    tag
}
