//! PNG: a signature and chunks (W3C PNG, third edition, section 5).

use super::{UPRIGHT, be32, exif_with, orientation_of};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks that draw the picture or change how it is drawn. The others are texts, times and programs' own notes.
const NEEDED: [&[u8]; 16] = [
    b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"acTL",
    b"fcTL", b"fdAT", b"cICP", b"mDCV",
];

struct Chunk<'a> {
    name: &'a [u8],
    content: &'a [u8],
    whole: &'a [u8],
}

/// The picture with its critical chunks and those that change how it is drawn, ending where it ends.
pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let turned = exif(bytes).map_or(UPRIGHT, orientation_of);
    let mut out = SIGNATURE.to_vec();
    let mut at = SIGNATURE.len();
    loop {
        let chunk = chunk(bytes, at)?;
        if NEEDED.contains(&chunk.name) {
            out.extend_from_slice(chunk.whole);
        }
        if chunk.name == b"IHDR" && turned != UPRIGHT {
            push_chunk(&mut out, *b"eXIf", &exif_with(turned));
        }
        if chunk.name == b"IEND" {
            push_chunk(&mut out, *b"IEND", &[]);
            return Some(out);
        }
        at += chunk.whole.len();
    }
}

/// The EXIF block.
pub(super) fn exif(bytes: &[u8]) -> Option<&[u8]> {
    let mut at = SIGNATURE.len();
    loop {
        let chunk = chunk(bytes, at)?;
        match chunk.name {
            b"eXIf" => return Some(chunk.content),
            b"IEND" => return None,
            _ => at += chunk.whole.len(),
        }
    }
}

fn chunk(bytes: &[u8], at: usize) -> Option<Chunk<'_>> {
    bytes.strip_prefix(SIGNATURE)?;
    let length = be32(bytes, at)?;
    let whole = bytes.get(at..at.checked_add(length)?.checked_add(12)?)?;
    Some(Chunk { name: &whole[4..8], content: &whole[8..8 + length], whole })
}

fn push_chunk(out: &mut Vec<u8>, name: [u8; 4], content: &[u8]) {
    let length = u32::try_from(content.len()).unwrap_or(u32::MAX);
    let checked = [&name[..], content].concat();
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(&checked);
    out.extend_from_slice(&crc(&checked).to_be_bytes());
}

/// CRC-32 as PNG defines it (annex D); used on 30 bytes at most, so a table would be longer than the work.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    let byte = |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc));
    !bytes.iter().fold(u32::MAX, byte)
}
