//! WebP: a RIFF container (RFC 9649, section 2).

use super::{UPRIGHT, exif_with, le32, orientation_of};

/// Chunks that a picture, and each frame of an animation, is made of.
const NEEDED: [&[u8]; 6] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ICCP"];
/// Chunks that draw something.
const DRAWING: [&[u8]; 3] = [b"VP8 ", b"VP8L", b"ANMF"];
/// Where a frame lies and how long it is shown (section 2.7.1.1).
const FRAME_HEAD: usize = 16;

/// Bits of the first byte of `VP8X`: there is an EXIF chunk, there is an XMP chunk.
const HAS_EXIF: u8 = 0b0000_1000;
const HAS_XMP: u8 = 0b0000_0100;

/// The picture without EXIF, XMP and unknown chunks.
pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let turned = exif(bytes).map_or(UPRIGHT, orientation_of);
    // A last odd byte may be missing; more may not.
    if bytes.len() + 1 < le32(bytes, 4)?.checked_add(8)? {
        return None;
    }
    let chunks = chunks(bytes.get(..bytes.len().min(le32(bytes, 4)? + 8))?, 12)?;
    if !chunks.iter().any(|(name, _)| DRAWING.contains(name)) {
        return None;
    }
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    for (name, content) in chunks {
        match name {
            b"VP8X" => {
                let mut content = content.to_vec();
                *content.first_mut()? &= !(HAS_EXIF | HAS_XMP);
                content[0] |= if turned == UPRIGHT { 0 } else { HAS_EXIF };
                push_chunk(&mut out, name, &content);
            }
            b"ANMF" => push_chunk(&mut out, name, &frame(content)?),
            name if NEEDED.contains(&name) => push_chunk(&mut out, name, content),
            _ => {}
        }
    }
    if turned != UPRIGHT {
        push_chunk(&mut out, b"EXIF", &exif_with(turned));
    }
    let size = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&size.to_le_bytes());
    Some(out)
}

/// A frame of an animation without chunks that draw nothing; one that draws nothing at all is none.
fn frame(content: &[u8]) -> Option<Vec<u8>> {
    let mut out = content.get(..FRAME_HEAD)?.to_vec();
    let chunks = chunks(content, FRAME_HEAD)?;
    if !chunks.iter().any(|(name, _)| matches!(*name, b"VP8 " | b"VP8L")) {
        return None;
    }
    for (name, content) in chunks {
        if matches!(name, b"ALPH" | b"VP8 " | b"VP8L") {
            push_chunk(&mut out, name, content);
        }
    }
    Some(out)
}

/// The EXIF block; some programs put JPEG's own prefix before it.
pub(super) fn exif(bytes: &[u8]) -> Option<&[u8]> {
    let whole = bytes.get(..bytes.len().min(le32(bytes, 4)?.checked_add(8)?))?;
    let (_, content) = chunks(whole, 12)?.into_iter().find(|(name, _)| *name == b"EXIF")?;
    Some(content.strip_prefix(b"Exif\0\0").unwrap_or(content))
}

/// The chunks from `at` to the end. Nothing where one of them is cut off, or where this is no WebP.
fn chunks(bytes: &[u8], mut at: usize) -> Option<Vec<(&[u8], &[u8])>> {
    let is_webp = at != 12 || bytes.get(..4)? == b"RIFF" && bytes.get(8..12)? == b"WEBP";
    let mut found = Vec::new();
    while at + 8 <= bytes.len() {
        let size = le32(bytes, at + 4)?;
        let content = bytes.get(at + 8..at.checked_add(size)?.checked_add(8)?)?;
        found.push((&bytes[at..at + 4], content));
        at += 8 + size + size % 2;
    }
    (is_webp && !found.is_empty()).then_some(found)
}

fn push_chunk(out: &mut Vec<u8>, name: &[u8], content: &[u8]) {
    out.extend_from_slice(name);
    out.extend_from_slice(&u32::try_from(content.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(content);
    out.extend_from_slice(&[0][..content.len() % 2]);
}
