//! Text into HTML and XML: escaping, and leaving out what neither can hold.

use super::chars;

/// Stands for the way from a page to the root of its site, until that is known. It is no character of any text (the
/// Unicode Standard, section 23.7), and whatever an author writes is cleaned of it or refused because of it.
pub const HERE: char = '\u{fdd0}';

/// Appends `text` so that it reads as itself between tags and inside double-quoted attributes, in HTML and in XML.
pub fn escape(out: &mut String, text: &str) {
    out.reserve(text.len());
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let replacement = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            c if chars::is_text(c) || c == HERE => continue,
            _ => "",
        };
        out.push_str(&text[from..at]);
        out.push_str(replacement);
        from = at + c.len_utf8();
    }
    out.push_str(&text[from..]);
}

/// `text`, escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(&mut out, text);
    out
}

/// Appends ` name="value"`.
pub fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(out, value);
    out.push('"');
}

/// A text cut to at most `most` characters, between words, with an ellipsis where something was left out.
pub fn shorten(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= most {
        return text;
    }
    let end = text.char_indices().nth(most.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    let cut = text[..end].rfind(' ').unwrap_or(end);
    let kept = text[..cut].trim_end_matches(|c: char| c.is_ascii_punctuation() || c.is_whitespace());
    format!("{kept}…")
}
