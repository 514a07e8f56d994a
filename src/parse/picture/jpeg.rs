//! JPEG: a chain of segments, then compressed data with a few segments between its scans (ISO/IEC 10918-1, annex B).

use std::borrow::Cow;

use super::{UPRIGHT, exif_with, orientation_of};

const SOS: u8 = 0xda;
const EOI: u8 = 0xd9;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;
const EXIF: &[u8] = b"Exif\0\0";

/// One piece of a file.
enum Piece<'a> {
    /// A marker with its content (without the length).
    Segment(u8, &'a [u8]),
    /// Compressed data between two markers.
    Data(&'a [u8]),
    /// The end of the picture; what follows it is none of the browser's business.
    End,
}

/// The picture without EXIF, XMP, IPTC, comments, previews, whatever stands between its parts and whatever follows its
/// end.
pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let turned = exif(bytes).map_or(UPRIGHT, orientation_of);
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(&[0xff, 0xd8]);
    if turned != UPRIGHT {
        push_segment(&mut out, APP1, &[EXIF, &exif_with(turned)].concat());
    }
    let (mut at, mut scanning) = (2, false);
    loop {
        let (piece, next) = piece(bytes, at)?;
        match piece {
            Piece::Segment(marker, content) => {
                scanning = marker == SOS;
                if let Some(content) = needed(marker, content) {
                    push_segment(&mut out, marker, &content);
                }
            }
            Piece::Data(data) if scanning => out.extend_from_slice(data),
            // Decoders skip what stands between two segments, so anything could stand there.
            Piece::Data(_) => {}
            Piece::End => {
                out.extend_from_slice(&[0xff, EOI]);
                return Some(out);
            }
        }
        at = next;
    }
}

/// The EXIF block.
pub(super) fn exif(bytes: &[u8]) -> Option<&[u8]> {
    let mut at = 2;
    loop {
        match piece(bytes, at)? {
            (Piece::Segment(APP1, content), _) if content.starts_with(EXIF) => {
                return content.get(EXIF.len()..);
            }
            (Piece::Segment(SOS, _) | Piece::Data(_) | Piece::End, _) => return None,
            (_, next) => at = next,
        }
    }
}

/// What of a segment draws. Of the application segments those that change colours: JFIF without its preview, the
/// profile, Adobe's transform.
fn needed(marker: u8, content: &[u8]) -> Option<Cow<'_, [u8]>> {
    match marker {
        APP0 if content.starts_with(b"JFIF\0") => Some([content.get(..12)?, &[0, 0]].concat().into()),
        APP2 if content.starts_with(b"ICC_PROFILE\0") => Some(content.into()),
        APP14 if content.starts_with(b"Adobe") => Some(content.get(..12)?.into()),
        // Frames, tables, scans and restart intervals (table B.1).
        0xc0..=0xcf | 0xda..=0xdf => Some(content.into()),
        _ => None,
    }
}

/// The piece that begins at `at`, and where the next one does. Nothing where the file is damaged.
fn piece(bytes: &[u8], at: usize) -> Option<(Piece<'_>, usize)> {
    if bytes.get(..2)? != [0xff, 0xd8] {
        return None;
    }
    if bytes.get(at)? != &0xff {
        let end = data_end(bytes, at);
        return Some((Piece::Data(&bytes[at..end]), end));
    }
    let fill = bytes[at..].windows(2).take_while(|pair| *pair == [0xff, 0xff]).count();
    let at = at + fill;
    match *bytes.get(at + 1)? {
        EOI => Some((Piece::End, at + 2)),
        0x00 | 0x01 | 0xd0..=0xd7 => {
            let end = data_end(bytes, at);
            Some((Piece::Data(&bytes[at..end]), end))
        }
        marker => {
            let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
            let content = bytes.get(at + 4..at + 2 + length)?;
            Some((Piece::Segment(marker, content), at + 2 + length))
        }
    }
}

/// Where compressed data ends: at the next marker that is no stuffed byte and no restart. Data that runs to the end of
/// the file is a picture that was cut off; the caller then finds no end and refuses it.
fn data_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while at + 1 < bytes.len() {
        if bytes[at] == 0xff && !matches!(bytes[at + 1], 0x00 | 0x01 | 0xd0..=0xd7 | 0xff) {
            return at;
        }
        at += if bytes[at] == 0xff && bytes[at + 1] != 0xff { 2 } else { 1 };
    }
    bytes.len()
}

fn push_segment(out: &mut Vec<u8>, marker: u8, content: &[u8]) {
    let length = u16::try_from(content.len() + 2).unwrap_or(u16::MAX);
    out.extend_from_slice(&[0xff, marker]);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(content);
}
