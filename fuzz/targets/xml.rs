//! Text into XML and HTML: whatever it is, it comes out of a reader as it went in, but for what neither can hold.

use goodturn::parse::{chars, markup};
use quick_xml::events::Event;
use scraper::{Html, Selector};

pub(crate) fn target(data: &[u8]) {
    // The sign that stands for the way to the root is ours: texts are cleaned of it before they come here.
    let text = super::text(data).replace(markup::HERE, "");
    let clean = chars::clean(&text).into_owned();
    let mut element = "<p".to_owned();
    markup::attribute(&mut element, "title", &text);
    element.push('>');
    markup::escape(&mut element, &text);
    element.push_str("</p>");
    let is_xml = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    assert!(element.chars().all(is_xml), "{element:?}");
    assert_eq!(words(&element), clean);
    let page = Html::parse_fragment(&element);
    let p = page.select(&Selector::parse("p").expect("a selector")).next().expect("an element");
    let lines = clean.replace("\r\n", "\n").replace('\r', "\n");
    assert_eq!((p.attr("title"), p.text().collect::<String>()), (Some(&*lines), lines.clone()));
    for most in [1, 10, 80] {
        assert!(markup::shorten(&text, most).chars().count() <= most + 1);
    }
}

/// The text of a document, as a reader of XML has it.
fn words(document: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(document);
    reader.config_mut().enable_all_checks(true);
    let mut out = String::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Eof => return out,
            Event::Text(text) => out.push_str(&text),
            Event::GeneralRef(name) => {
                let reference = format!("&{};", &*name);
                out.push_str(&quick_xml::escape::unescape(&reference).expect("a known name"));
            }
            _ => {}
        }
    }
}
