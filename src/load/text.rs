//! Bytes to text: UTF-8 or a diagnostic.

use std::sync::Arc;

use crate::diagnostic::{Place, Report, Source, Span, catalog};

/// The bytes as a [`Source`], with whatever is wrong with them reported. Bad bytes become U+FFFD, and NUL characters
/// spaces, so that the rest of the file can be checked in the same run and nothing is said of them twice.
pub fn decode(report: &mut Report, path: &str, bytes: Vec<u8>) -> Arc<Source> {
    if let Some(text) = utf16(&bytes) {
        let source = Source::new(path, text.replace('\0', " "));
        report.push(catalog::utf16(Place::start_of(&source)));
        return source;
    }
    let source = match String::from_utf8(bytes) {
        Ok(text) => Source::new(path, text),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let source = Source::new(path, String::from_utf8_lossy(error.as_bytes()));
            let at = source.text().find('\u{fffd}').unwrap_or(0);
            report.push(catalog::invalid_utf8(Span::new(at..at + 3).of(&source), offset));
            source
        }
    };
    let Some(at) = source.text().find('\0') else { return source };
    let source = Source::new(path, source.text().replace('\0', " "));
    report.push(catalog::nul(Span::new(at..at + 1).of(&source)));
    source
}

/// The text behind a UTF-16 byte order mark.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (mark, rest) = bytes.split_at_checked(2)?;
    let unit = match mark {
        [0xff, 0xfe] => u16::from_le_bytes,
        [0xfe, 0xff] => u16::from_be_bytes,
        _ => return None,
    };
    let units: Vec<u16> = rest.chunks(2).map(|pair| unit([pair[0], pair.get(1).copied().unwrap_or(0)])).collect();
    Some(String::from_utf16_lossy(&units))
}
