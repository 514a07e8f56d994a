//! Pictures: how large they are, and how they are published without what they know about their maker.
//!
//! A photograph carries where and when it was taken, with which camera and by whom. On the way out everything but what
//! a browser needs to draw it is left behind; only the orientation is kept, because without it the picture lies on its
//! side.

mod gif;
mod jpeg;
mod png;
mod svg;
mod webp;

/// What a page must know about a picture before it is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Width in CSS pixels, as shown.
    pub width: u32,
    /// Height in CSS pixels, as shown.
    pub height: u32,
}

/// The kinds of pictures that are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// JPEG (ISO/IEC 10918-1).
    Jpeg,
    /// PNG (W3C, third edition), animated or not.
    Png,
    /// WebP (RFC 9649).
    WebP,
    /// GIF 89a.
    Gif,
    /// SVG, without scripts and links to elsewhere.
    Svg,
}

/// Why a picture cannot be published, as the end of a sentence.
pub type Refusal = String;

/// The longest side that a picture may have, in pixels.
const LARGEST_SIDE: u32 = 65_535;

/// The EXIF orientation of a picture that is to be shown as it is stored.
const UPRIGHT: u16 = 1;

impl Kind {
    /// The kind that a file's extension (in lower case) announces.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension {
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            "webp" => Some(Self::WebP),
            "gif" => Some(Self::Gif),
            "svg" => Some(Self::Svg),
            _ => None,
        }
    }
}

/// The size of a picture, from the beginning of its file.
///
/// # Errors
/// Says what is wrong with the file.
pub fn size(kind: Kind, head: &[u8]) -> Result<Size, Refusal> {
    if kind == Kind::Svg {
        return svg::size(head);
    }
    // What browsers forgive may confuse a reader of headers; what is published has nothing of it.
    let plain = || publishable(kind, head).ok().and_then(|plain| imagesize::blob_size(&plain).ok());
    let found = imagesize::blob_size(head).ok().or_else(plain);
    let found = found.ok_or_else(|| "it is damaged, or not what its name says".to_owned())?;
    let side = |length: usize| match u32::try_from(length) {
        Ok(length @ 1..=LARGEST_SIDE) => Ok(length),
        Ok(0) => Err("it is empty".to_owned()),
        _ => Err("it is larger than any screen".to_owned()),
    };
    let (width, height) = (side(found.width)?, side(found.height)?);
    let turned = orientation(kind, head) >= 5;
    Ok(if turned { Size { width: height, height: width } } else { Size { width, height } })
}

/// The picture as it is published.
///
/// # Errors
/// Says why it cannot be: damaged, or an SVG that does more than draw.
pub fn publishable(kind: Kind, bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let damaged = || "it is damaged, or not what its name says".to_owned();
    match kind {
        Kind::Jpeg => jpeg::strip(bytes).ok_or_else(damaged),
        Kind::Png => png::strip(bytes).ok_or_else(damaged),
        Kind::WebP => webp::strip(bytes).ok_or_else(damaged),
        Kind::Gif => gif::strip(bytes).ok_or_else(damaged),
        Kind::Svg => svg::strip(bytes),
    }
}

/// The EXIF orientation, 1 to 8; 1 where none is given.
fn orientation(kind: Kind, bytes: &[u8]) -> u16 {
    let exif = match kind {
        Kind::Jpeg => jpeg::exif(bytes),
        Kind::Png => png::exif(bytes),
        Kind::WebP => webp::exif(bytes),
        Kind::Gif | Kind::Svg => None,
    };
    exif.map_or(UPRIGHT, orientation_of)
}

/// The orientation that an EXIF block (TIFF 6.0) gives.
fn orientation_of(tiff: &[u8]) -> u16 {
    let read = exif::Reader::new().read_raw(tiff.to_vec()).ok();
    let value = read.as_ref().and_then(|read| read.get_field(exif::Tag::Orientation, exif::In::PRIMARY));
    let value = value.and_then(|field| field.value.get_uint(0)).and_then(|value| u16::try_from(value).ok());
    value.filter(|value| (1..=8).contains(value)).unwrap_or(UPRIGHT)
}

/// The smallest EXIF block (TIFF 6.0, section 2) that says how to turn a picture, and nothing else.
fn exif_with(orientation: u16) -> Vec<u8> {
    let mut tiff = Vec::with_capacity(26);
    tiff.extend_from_slice(b"II*\0\x08\0\0\0");
    tiff.extend_from_slice(&1_u16.to_le_bytes()); // one entry
    tiff.extend_from_slice(&0x0112_u16.to_le_bytes()); // Orientation
    tiff.extend_from_slice(&3_u16.to_le_bytes()); // a SHORT
    tiff.extend_from_slice(&1_u32.to_le_bytes()); // one value
    tiff.extend_from_slice(&u32::from(orientation).to_le_bytes());
    tiff.extend_from_slice(&0_u32.to_le_bytes()); // no further directory
    tiff
}

/// A big-endian `u32` at `at`.
fn be32(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_be_bytes(four.try_into().ok()?) as usize)
}

/// A little-endian `u32` at `at`.
fn le32(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?) as usize)
}
