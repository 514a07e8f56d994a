//! Pictures: what is published of one tells nothing, runs nothing, and is a picture still.
//!
//! Input: a byte for the kind, then the file.

use goodturn::parse::picture::{self, Kind};
use quick_xml::events::Event;

pub(crate) fn target(data: &[u8]) {
    let Some((first, bytes)) = data.split_first() else { return };
    let kind = match first {
        b'j' => Kind::Jpeg,
        b'p' => Kind::Png,
        b'w' => Kind::WebP,
        b'g' => Kind::Gif,
        _ => Kind::Svg,
    };
    let size = picture::size(kind, bytes);
    assert!(size.as_ref().is_ok_and(|size| size.width > 0 && size.height > 0) || size.is_err(), "{size:?}");
    let Ok(published) = picture::publishable(kind, bytes) else { return };
    // A style sheet's own signs are written as references, and those are refused where they are read.
    let is_written_anew = kind == Kind::Svg && published.contains(&b'&');
    let again = picture::publishable(kind, &published);
    assert!(again.as_ref() == Ok(&published) || is_written_anew, "what is stripped stays as it is: {again:?}");
    if kind == Kind::Svg {
        draws_only(std::str::from_utf8(&published).expect("a drawing is a text"));
    }
}

/// As a reader of XML has it: well-formed, and with nothing but elements that draw.
fn draws_only(svg: &str) {
    let mut reader = quick_xml::Reader::from_str(svg);
    reader.config_mut().enable_all_checks(true);
    loop {
        match reader.read_event().expect("a drawing that was published is well-formed") {
            Event::Eof => return,
            Event::DocType(_) | Event::PI(_) | Event::Comment(_) => panic!("it says more than it draws: {svg}"),
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name();
                let local = name.local_name().as_ref().to_ascii_lowercase();
                let active =
                    ["script", "foreignobject", "image", "feimage", "a", "animate", "set", "iframe", "metadata"];
                assert!(!active.contains(&local.as_str()), "{svg}");
                for attribute in tag.attributes() {
                    let attribute = attribute.expect("a well-formed attribute");
                    let key = attribute.key.local_name().as_ref().to_ascii_lowercase();
                    assert!(!key.starts_with("on"), "{svg}");
                    let outside = key == "href" && !attribute.value.trim_start().starts_with('#');
                    assert!(!outside, "{svg}");
                }
            }
            _ => {}
        }
    }
}
