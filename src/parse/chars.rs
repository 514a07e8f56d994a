//! Characters that have no business in a text.

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

/// The text without the characters that no output may hold.
pub fn clean(text: &str) -> std::borrow::Cow<'_, str> {
    if text.chars().all(is_text) {
        text.into()
    } else {
        text.chars().filter(|c| is_text(*c)).collect::<String>().into()
    }
}

/// U+FFFE, U+FFFF and their like in every plane, and U+FDD0 to U+FDEF.
fn is_noncharacter(c: char) -> bool {
    u32::from(c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}
