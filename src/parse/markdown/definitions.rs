//! Addresses that stand by themselves, `[label]: /lessons/half-the-thanks/`, for links elsewhere in the text.

use pulldown_cmark::Parser;

use super::writer::options;
use super::{Link, Target};
use crate::diagnostic::{Source, Span};
use crate::parse::address::{self, Address};

/// Every definition in the body in `span` of `source` that leads somewhere on this site, in the order of the text. One
/// whose address is written with escapes has no place, and is not among them.
pub fn definitions(source: &Source, span: Span) -> Vec<Link> {
    let body = &source.text()[span.range()];
    let parser = Parser::new_ext(body, options());
    let found = parser.reference_definitions().iter().filter_map(|(_, definition)| {
        let Address::Internal { path, query, fragment } = address::read(&definition.dest) else { return None };
        let text = &body[definition.span.clone()];
        let from = text.find("]:")? + 2;
        let at = definition.span.start + from + text[from..].find(&*definition.dest)?;
        let place = Span::new(at..at + definition.dest.len()).shifted(span.start as usize);
        Some(Link { target: Target::Path { path, query, fragment }, span: place, written: definition.dest.to_string() })
    });
    let mut links: Vec<_> = found.collect();
    links.sort_by_key(|link| link.span.start);
    links
}
