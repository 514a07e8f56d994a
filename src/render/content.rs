//! Content lines, of which calendars (RFC 5545) and cards (RFC 6350) are made.

/// Content lines have at most so many octets (section 3.1 of the one, 3.2 of the other).
const LINE: usize = 75;

/// Adds a content line, folded between characters.
pub fn line(out: &mut String, text: &str) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// TEXT, as section 3.3.11 of the one and section 3.4 of the other want it.
pub fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}
