//! From addresses that begin at a site's root to addresses that begin at a page, so that pages open from a disk.

use crate::parse::markup::HERE;

/// Replaces every [`HERE`] of a page by the way from that page to the root of its site, and says of folders which file
/// in them is meant: no disk knows that. `place` is the page's own address, relative to the root.
pub(super) fn resolve(bytes: &[u8], place: &str) -> Vec<u8> {
    let mut mark = [0; 4];
    let mark = HERE.encode_utf8(&mut mark).as_bytes();
    let up = "../".repeat(place.matches('/').count());
    let mut out = Vec::with_capacity(bytes.len() + 256);
    let mut rest = bytes;
    while let Some(at) = rest.windows(mark.len()).position(|window| window == mark) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + mark.len()..];
        let length = rest.iter().position(|byte| b"\"'#?<> \n&)\\".contains(byte)).unwrap_or(rest.len());
        let path = &rest[..length];
        out.extend_from_slice(up.as_bytes());
        out.extend_from_slice(path);
        if path.is_empty() || path.ends_with(b"/") {
            out.extend_from_slice(b"index.html");
        }
        rest = &rest[length..];
    }
    out.extend_from_slice(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn an_address_becomes_the_way_to_it() {
        let page = "<a href=\"\u{fdd0}tags/x/#top\"><a href='\u{fdd0}'><a href=\"\u{fdd0}a.css\">";
        let found = resolve(page.as_bytes(), "people/ana/");
        let wanted = "<a href=\"../../tags/x/index.html#top\"><a href='../../index.html'><a href=\"../../a.css\">";
        assert_eq!(String::from_utf8(found).unwrap(), wanted);
    }
}
