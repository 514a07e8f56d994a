//! Bytes to text. Spreadsheets and old address books write other encodings than UTF-8; that is no mistake of anybody's.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// So many bytes tell how a text is encoded that does not say so.
const SAMPLE: usize = 4096;

/// The text of a file: by its byte order mark, as UTF-16 where every other byte is empty, as UTF-8 where it is that, and
/// else as Windows-1252, which has all of Latin-1's letters.
pub fn text(bytes: &[u8]) -> String {
    let encoding = Encoding::for_bom(bytes).map_or_else(|| guess(bytes), |(encoding, _)| encoding);
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    // Old Macs ended lines with a carriage return alone.
    if text.contains('\n') { text.into_owned() } else { text.replace('\r', "\n") }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let empty = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let many = sample.len() / 4;
    if many > 0 && empty(1) > many {
        UTF_16LE
    } else if many > 0 && empty(0) > many {
        UTF_16BE
    } else if std::str::from_utf8(bytes).is_ok() {
        UTF_8
    } else {
        WINDOWS_1252
    }
}
