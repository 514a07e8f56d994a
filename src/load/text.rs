//! Bytes to text: UTF-8 or a diagnostic.

use std::sync::Arc;

use crate::diagnostic::{Place, Report, Source, Span, catalog};

/// The bytes as a [`Source`], with whatever is wrong with them reported. Bad bytes become U+FFFD, so that the rest of
/// the file can be checked in the same run.
pub fn decode(report: &mut Report, path: &str, bytes: Vec<u8>) -> Arc<Source> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let source = Source::new(path, "");
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
    if let Some(at) = source.text().find('\0') {
        report.push(catalog::nul(Span::new(at..at + 1).of(&source)));
    }
    source
}
