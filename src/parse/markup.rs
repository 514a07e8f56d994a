//! Text into HTML and XML: escaping, and leaving out what neither can hold.

use std::borrow::Cow;

use super::chars;

/// Stands for the way from a page to the root of its site, until that is known. It is no character of any text (the
/// Unicode Standard, section 23.7), and whatever an author writes is cleaned of it or refused because of it.
pub const HERE: char = '\u{fdd0}';

/// Appends `text` so that it reads as itself between tags and inside double-quoted attributes, in HTML and in XML.
pub fn escape(out: &mut String, text: &str) {
    out.reserve(text.len());
    let mut rest = text;
    loop {
        let (plain, odd) = rest.split_at(plain_start(rest));
        out.push_str(plain);
        let mut chars = odd.chars();
        match chars.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some(c) if chars::is_text(c) || c == HERE => out.push(c),
            Some(_) => {}
            None => return,
        }
        rest = chars.as_str();
    }
}

/// What stands for itself and is nearly everything: ASCII, and all characters whose first byte leads to none of those
/// that no output can hold.
fn is_plain(byte: u8) -> bool {
    match byte {
        b'&' | b'<' | b'>' | b'"' | 0x7f => false,
        b' '..=0xc1 | 0xc3..=0xee | b'\n' => true,
        _ => false,
    }
}

/// How many bytes at the start are plain.
fn plain_start(text: &str) -> usize {
    chars::how_many(text.as_bytes(), is_plain)
}

/// `text`, escaped.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if plain_start(text) == text.len() {
        return text.into();
    }
    let mut out = String::new();
    escape(&mut out, text);
    out.into()
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
    let (mut words, mut length) = (String::with_capacity(text.len().min(2 * most)), 0);
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
            length += 1;
        }
        words.push_str(word);
        length += word.chars().count();
        if length > most {
            return cut(&words, most);
        }
    }
    words
}

/// Words with single spaces between them, of which there are too many.
fn cut(words: &str, most: usize) -> String {
    let end = words.char_indices().nth(most.saturating_sub(1)).map_or(words.len(), |(at, _)| at);
    let cut = words[..end].rfind(' ').unwrap_or(end);
    let kept = words[..cut].trim_end_matches(|c: char| c.is_ascii_punctuation() || c.is_whitespace());
    format!("{kept}…")
}
