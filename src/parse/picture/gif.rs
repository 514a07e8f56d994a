//! GIF 89a: a header, then blocks; extensions may hold comments and whole XMP documents.

/// The picture without comments, plain-text blocks and applications' own data; only the block that makes an animation
/// repeat is kept.
pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let header = bytes.get(..13).filter(|header| header.starts_with(b"GIF8"))?;
    let mut at = 13 + color_table(header[10]);
    let mut out = bytes.get(..at)?.to_vec();
    loop {
        let from = at;
        match bytes.get(at)? {
            0x3b => {
                out.push(0x3b);
                return Some(out);
            }
            0x2c => {
                at += 10 + color_table(*bytes.get(at + 9)?) + 1;
                at = sub_blocks_end(bytes, at)?;
                out.extend_from_slice(&bytes[from..at]);
            }
            0x21 => {
                at = sub_blocks_end(bytes, at + 2)?;
                // The two that matter have one known length; what is behind it is not for browsers.
                let kept = match bytes.get(from..at)? {
                    [_, 0xf9, 4, ..] => bytes.get(from..from + 7),
                    [_, 0xff, 11, rest @ ..] if rest.starts_with(b"NETSCAPE2.0\x03\x01") => bytes.get(from..from + 18),
                    _ => None,
                };
                if let Some(kept) = kept {
                    out.extend_from_slice(kept);
                    out.push(0);
                }
            }
            _ => return None,
        }
    }
}

/// Bytes of the colour table that a packed field announces.
fn color_table(packed: u8) -> usize {
    if packed & 0x80 == 0 { 0 } else { 3 << ((packed & 7) + 1) }
}

fn sub_blocks_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
