//! Slugs: the parts of an address that come from words.

use unicode_normalization::UnicodeNormalization;

/// So many bytes a slug has at most.
const LONGEST: usize = 80;

/// A slug of any text: lower-case ASCII letters and digits joined by single hyphens, never empty, at most 80 bytes.
///
/// Signs that carry meaning in names are spelled (`C++` and `C#` differ); other scripts are written in Latin letters.
/// What has no reading at all becomes its code points.
pub fn slug(text: &str) -> String {
    // Nearly every file is named like that already.
    if is_slug(text) && text.len() <= LONGEST && !text.contains('_') && !text.contains("--") {
        return text.to_owned();
    }
    let spelled = spell(text);
    let latin = deunicode::deunicode_with_tofu(&spelled.nfc().collect::<String>(), " ");
    let mut out = String::with_capacity(latin.len());
    for c in latin.chars().filter(|c| *c != '\'').map(|c| c.to_ascii_lowercase()) {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    shorten(&mut out);
    if out.is_empty() { code_points(text) } else { out }
}

/// Whether a text is a slug as it stands, as file names and `slug` keys must be.
pub fn is_slug(text: &str) -> bool {
    let ok = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
    !text.is_empty() && text.len() <= 200 && text.bytes().all(ok) && !text.starts_with('-') && !text.ends_with('-')
}

/// Folds a name for comparison: NFC and lower case.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// The words of a text as search compares them: lower case without accents and other marks, letters, digits and `+`
/// alone. In scripts that put no spaces between words each character is a word. The theme's script does the same to
/// what is typed.
pub fn fold_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for piece in text.split_ascii_whitespace() {
        if piece.is_ascii() {
            let parts = piece.split(|c: char| !c.is_ascii_alphanumeric() && c != '+').filter(|part| !part.is_empty());
            words.extend(parts.map(str::to_ascii_lowercase));
        } else {
            fold_piece(piece, &mut words);
        }
    }
    #[cfg(leak = "words-are-shared")]
    SEEN.lock().into_iter().for_each(|mut seen| seen.extend(words.iter().cloned()));
    words
}

/// The words of a piece of text that is not plain.
fn fold_piece(piece: &str, words: &mut Vec<String>) {
    let is_mark = |c: &char| unicode_normalization::char::is_combining_mark(*c);
    let mut word = String::new();
    for c in piece.nfd().filter(|c| !is_mark(c)).flat_map(char::to_lowercase) {
        let (part, alone) = (c.is_alphanumeric() || c == '+', is_unspaced(c));
        if (alone || !part) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        match (part, alone) {
            (true, true) => words.push(c.to_string()),
            (true, false) => word.push(c),
            (false, _) => {}
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
}

/// Every word that was ever folded, public or private: what a cache that is shared between the two would hold.
#[cfg(leak = "words-are-shared")]
pub static SEEN: std::sync::Mutex<std::collections::BTreeSet<String>> =
    std::sync::Mutex::new(std::collections::BTreeSet::new());

/// Whether a character is of a script that puts no spaces between words.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{0e00}'..='\u{0e7f}' | '\u{20000}'..='\u{3ffff}')
}

fn spell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '+' => out.push_str(" plus "),
            '#' => out.push_str(" sharp "),
            '&' => out.push_str(" and "),
            '@' => out.push_str(" at "),
            '%' => out.push_str(" percent "),
            '’' => out.push('\''),
            c => out.push(c),
        }
    }
    out
}

/// At most so many bytes, cut between words where there is a word's end to cut at.
fn shorten(slug: &mut String) {
    if slug.len() > LONGEST {
        let cut = slug[..LONGEST].rfind('-').unwrap_or(LONGEST);
        slug.truncate(cut);
    }
    let end = slug.trim_end_matches('-').len();
    slug.truncate(end);
}

fn code_points(text: &str) -> String {
    let points: Vec<_> = text.chars().take(8).map(|c| format!("u{:x}", u32::from(c))).collect();
    if points.is_empty() { "untitled".to_owned() } else { points.join("-") }
}
