//! Characters that have no business in a text, and how much of one is free of them.

/// The first character that cannot be seen but changes how text reads or is compared: bidirectional controls
/// (Unicode TR 36, "bidirectional text spoofing"), zero-width spaces and joiners of words, byte order marks, control
/// characters. ZWJ and ZWNJ are allowed, because emoji and several scripts need them.
pub fn hidden(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(_, c)| is_hidden(*c))
}

/// Whether a character is one of those that [`hidden`] looks for.
pub fn is_hidden(c: char) -> bool {
    match c {
        '\u{200b}'
        | '\u{2060}'
        | '\u{feff}'
        | '\u{061c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => true,
        '\n' | '\t' => false,
        c => c.is_control() || is_noncharacter(c),
    }
}

/// Whether XML 1.0 (section 2.2, `Char`) can hold the character, and no control character but tab and line ends. What
/// is refused here is left out of every output.
pub fn is_text(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\u{7f}'..='\u{9f}' => c == '\u{85}',
        c => c >= ' ' && !is_noncharacter(c),
    }
}

/// The characters of a text that no output may hold, each with its place.
pub fn refused(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += how_many(&text.as_bytes()[at..], begins_text);
            let (found, c) = (at, text[at..].chars().next()?);
            at += c.len_utf8();
            if !is_text(c) {
                return Some((found, c));
            }
        }
    })
}

/// Whether a byte is a character of a text or a part of one, whatever follows it.
fn begins_text(byte: u8) -> bool {
    match byte {
        0x7f => false,
        b'\t' | b'\n' | b'\r' | b' '..=0xc1 | 0xc3..=0xee => true,
        _ => false,
    }
}

/// So many bytes are compared side by side.
const MANY: usize = 32;

/// How much of a text, from its start, is words with one space between them, as far as single bytes tell: nearly all of
/// nearly every text. What may begin another blank, or what no output can hold, is none of them.
pub(super) fn spaced_once(text: &str) -> usize {
    let bytes = text.as_bytes();
    // Joined bit by bit, bytes of words and spaces are a space only where both are one.
    let is_fine = |before: u8, byte: u8| (before | byte != b' ') & is_word_or_space(byte);
    if !bytes.first().is_some_and(|first| is_fine(b' ', *first)) {
        return 0;
    }
    let all =
        |(before, many): &(&[u8], &[u8])| before.iter().zip(*many).fold(true, |all, (a, b)| all & is_fine(*a, *b));
    let many = bytes.chunks_exact(MANY).zip(bytes[1..].chunks_exact(MANY)).take_while(all).count() * MANY;
    let mut before = bytes[many];
    let rest = bytes[many + 1..].iter().position(|byte| !is_fine(std::mem::replace(&mut before, *byte), *byte));
    rest.map_or(bytes.len(), |odd| many + 1 + odd)
}

fn is_word_or_space(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | 0x80..=0xc1 | 0xc3..=0xe0 | 0xe4..=0xee)
}

/// How many bytes at the start are of some sort.
pub(super) fn how_many(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    let all = |many: &&[u8]| many.iter().fold(true, |all, byte| all & is(*byte));
    let many = bytes.chunks_exact(MANY).take_while(all).count() * MANY;
    many + bytes[many..].iter().position(|byte| !is(*byte)).unwrap_or(bytes.len() - many)
}

/// The text without the characters that no output may hold.
pub fn clean(text: &str) -> std::borrow::Cow<'_, str> {
    if refused(text).next().is_none() {
        text.into()
    } else {
        text.chars().filter(|c| is_text(*c)).collect::<String>().into()
    }
}

/// U+FFFE, U+FFFF and their like in every plane, and U+FDD0 to U+FDEF.
fn is_noncharacter(c: char) -> bool {
    u32::from(c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}
