//! WebP: a RIFF container (RFC 9649, section 2).

use super::{UPRIGHT, exif_with, le32, orientation_of};

/// Chunks that the picture is made of.
const NEEDED: [&[u8]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// Bits of the first byte of `VP8X`: there is an EXIF chunk, there is an XMP chunk.
const HAS_EXIF: u8 = 0b0000_1000;
const HAS_XMP: u8 = 0b0000_0100;

/// The picture without EXIF, XMP and unknown chunks.
pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let turned = exif(bytes).map_or(UPRIGHT, orientation_of);
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    for (name, content) in chunks(bytes)? {
        if name == b"VP8X" {
            let mut content = content.to_vec();
            *content.first_mut()? &= !(HAS_EXIF | HAS_XMP);
            content[0] |= if turned == UPRIGHT { 0 } else { HAS_EXIF };
            push_chunk(&mut out, name, &content);
        } else if NEEDED.contains(&name) {
            push_chunk(&mut out, name, content);
        }
    }
    if turned != UPRIGHT {
        push_chunk(&mut out, b"EXIF", &exif_with(turned));
    }
    let size = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&size.to_le_bytes());
    Some(out)
}

/// The EXIF block; some programs put JPEG's own prefix before it.
pub(super) fn exif(bytes: &[u8]) -> Option<&[u8]> {
    let (_, content) = chunks(bytes)?.into_iter().find(|(name, _)| *name == b"EXIF")?;
    Some(content.strip_prefix(b"Exif\0\0").unwrap_or(content))
}

/// The chunks within the size that the container gives; what follows is not of the picture. A head that was cut off
/// in the middle of a chunk gives the chunks before it.
fn chunks(bytes: &[u8]) -> Option<Vec<(&[u8], &[u8])>> {
    if bytes.get(..4)? != b"RIFF" || bytes.get(8..12)? != b"WEBP" {
        return None;
    }
    let end = bytes.len().min(le32(bytes, 4)?.checked_add(8)?);
    let mut at = 12;
    let mut found = Vec::new();
    while at + 8 <= end {
        let size = le32(bytes, at + 4)?;
        let content = bytes.get(at + 8..at.checked_add(size)?.checked_add(8)?)?;
        found.push((&bytes[at..at + 4], content));
        at += 8 + size + size % 2;
    }
    (!found.is_empty()).then_some(found)
}

fn push_chunk(out: &mut Vec<u8>, name: &[u8], content: &[u8]) {
    out.extend_from_slice(name);
    out.extend_from_slice(&u32::try_from(content.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(content);
    out.extend_from_slice(&[0][..content.len() % 2]);
}
