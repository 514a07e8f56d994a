//! Ways to write a character as something else: HTML's, the web's, JSON's.

/// The escapes that every feed is full of: how long the one is that a text begins with, and what it stands for. That
/// parts words, so that a text, once they are undone, has lost nothing but their names.
pub(super) fn common(rest: &[u8]) -> Option<(usize, &'static str)> {
    match rest {
        [b'&', b'l', b't', b';', ..] => Some((4, "<")),
        [b'&', b'g', b't', b';', ..] => Some((4, ">")),
        [b'&', b'a', b'm', b'p', b';', ..] => Some((5, "&")),
        [b'&', b'q', b'u', b'o', b't', b';', ..] => Some((6, "\"")),
        [b'&', b'a', b'p', b'o', b's', b';', ..] => Some((6, "'")),
        _ => None,
    }
}

/// Whether a word could be the name of one of these.
pub(super) fn is_common_name(word: &[u8]) -> bool {
    common(&[b"&", word, b";"].concat()).is_some()
}

/// Undoes the escape that a text begins with: writes what it stands for, and tells how long it is.
pub(super) fn undo(rest: &str, out: &mut String) -> Option<usize> {
    match rest.as_bytes()[0] {
        b'&' => entity(rest, out),
        b'%' => percent(rest, out),
        _ => backslash(rest, out),
    }
}

/// `&#64;`, `&#x40;`, `&commat;`. Browsers need no semicolon after a number.
fn entity(rest: &str, out: &mut String) -> Option<usize> {
    if let Some(number) = rest.strip_prefix("&#") {
        let (skip, radix) = if number.starts_with(['x', 'X']) { (1, 16) } else { (0, 10) };
        let digits = number[skip..].bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
        let code = u32::from_str_radix(&number[skip..skip + digits], radix).ok()?;
        out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
        let length = 2 + skip + digits;
        return Some(length + usize::from(rest[length..].starts_with(';')));
    }
    let length = rest[1..].bytes().take(LONGEST_NAME).position(|byte| !byte.is_ascii_alphanumeric())?;
    let name = &rest[1..=length];
    if name.is_empty() || !rest[1 + length..].starts_with(';') {
        return None;
    }
    out.push_str(named(name));
    Some(length + 2)
}

/// The longest name that is looked for.
const LONGEST_NAME: usize = 32;

/// What a named entity stands for, as far as the guard can tell it from others. A letter with an accent is that letter,
/// for accents are folded away; what is not listed is some sign that parts words, like most of two thousand.
fn named(name: &str) -> &str {
    match name {
        "commat" => "@",
        "period" => ".",
        "lowbar" | "UnderBar" => "_",
        "hyphen" | "dash" => "-",
        "plus" => "+",
        "amp" | "AMP" => "&",
        "lt" | "LT" => "<",
        "gt" | "GT" => ">",
        "quot" | "QUOT" => "\"",
        "apos" => "'",
        "num" => "#",
        "percnt" => "%",
        "sol" => "/",
        "bsol" => "\\",
        "equals" => "=",
        "shy" | "zwj" | "zwnj" | "lrm" | "rlm" | "ZeroWidthSpace" | "NoBreak" => "",
        "szlig" => "ss",
        "aelig" | "AElig" => "æ",
        "oelig" | "OElig" => "œ",
        "eth" | "ETH" => "ð",
        "thorn" | "THORN" => "þ",
        "inodot" | "imath" => "i",
        _ if ACCENTS.contains(&&name[1..]) => &name[..1],
        _ => " ",
    }
}

/// What follows the letter in the names of letters with an accent.
const ACCENTS: [&str; 14] = [
    "acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "caron", "breve", "macr", "ogon", "dblac", "slash",
    "strok",
];

/// `%C3%A9%40`: as many as follow each other, since one character may have several.
fn percent(rest: &str, out: &mut String) -> Option<usize> {
    let mut bytes = Vec::new();
    while let Some(byte) = rest.as_bytes().get(bytes.len() * 3..).and_then(percent_byte) {
        bytes.push(byte);
    }
    if bytes.is_empty() {
        return None;
    }
    out.push_str(&String::from_utf8_lossy(&bytes));
    Some(bytes.len() * 3)
}

fn percent_byte(rest: &[u8]) -> Option<u8> {
    match rest {
        [b'%', high, low, ..] => u8::try_from(hex(&[*high, *low])?).ok(),
        _ => None,
    }
}

/// `\u0040`, a pair of them, `\U00000040`, `\x40`, `\n`, `\/`: JSON's escapes, and those of TOML and scripts.
fn backslash(rest: &str, out: &mut String) -> Option<usize> {
    let bytes = rest.as_bytes();
    let (c, length) = match *bytes.get(1)? {
        b'u' => unit(bytes)?,
        b'U' => (char::from_u32(hex(bytes.get(2..10)?)?)?, 10),
        b'x' => (char::from_u32(hex(bytes.get(2..4)?)?)?, 4),
        b'n' | b'r' => ('\n', 2),
        b't' | b'f' | b'b' => (' ', 2),
        sign @ (b'"' | b'\'' | b'\\' | b'/') => (char::from(sign), 2),
        _ => return None,
    };
    out.push(c);
    Some(length)
}

/// A character of JSON: one unit of UTF-16, or two.
fn unit(bytes: &[u8]) -> Option<(char, usize)> {
    let first = hex(bytes.get(2..6)?)?;
    if !(0xd800..0xdc00).contains(&first) {
        return Some((char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), 6));
    }
    let second = bytes.get(6..12).filter(|rest| rest.starts_with(b"\\u")).and_then(|rest| hex(&rest[2..]));
    let low = second.filter(|second| (0xdc00..0xe000).contains(second))?;
    Some((char::from_u32(0x10000 + ((first - 0xd800) << 10) + (low - 0xdc00))?, 12))
}

/// Hexadecimal digits and nothing else.
fn hex(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| Some(number * 16 + char::from(*digit).to_digit(16)?))
}
