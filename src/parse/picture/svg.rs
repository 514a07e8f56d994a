//! SVG: published only where it does nothing but draw.

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

use super::{Refusal, Size};

/// Elements that run, load or embed something.
const ACTIVE: [&str; 8] = ["script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler"];

const ELSEWHERE: &str = "it loads something from elsewhere";

/// The size from `width` and `height`, or from `viewBox`.
pub(super) fn size(head: &[u8]) -> Result<Size, Refusal> {
    let root = root(head).ok_or_else(|| "it is not an SVG".to_owned())?;
    let attribute = |name: &str| -> Option<String> {
        let found = root.try_get_attribute(name).ok()??;
        Some(found.value.into_owned())
    };
    let pixels = |name| attribute(name).and_then(|text| number(text.trim_end_matches("px")));
    let view = attribute("viewBox").map(|text| {
        let parts: Vec<_> = text.split([' ', ',']).filter(|part| !part.is_empty()).filter_map(number).collect();
        parts
    });
    let side = |name, index: usize| pixels(name).or_else(|| view.as_ref()?.get(index).copied());
    match (side("width", 2), side("height", 3)) {
        (Some(width), Some(height)) => Ok(Size { width, height }),
        _ => Err("it gives neither `width` and `height` nor a `viewBox`".to_owned()),
    }
}

/// The drawing without comments, processing instructions and programs' notes.
pub(super) fn strip(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::with_capacity(bytes.len()));
    let mut skipped = 0_usize;
    let broken = |error: &dyn std::fmt::Display| format!("it is not well-formed: {error}");
    loop {
        let event = reader.read_event().map_err(|error| broken(&error))?;
        let written = match event {
            Event::Eof => return Ok(writer.into_inner()),
            Event::Start(tag) if skipped > 0 || is_note(&tag) => {
                skipped += 1;
                continue;
            }
            Event::End(_) if skipped > 0 => {
                skipped -= 1;
                continue;
            }
            Event::Empty(tag) if is_note(&tag) => continue,
            _ if skipped > 0 => continue,
            Event::Start(tag) => Event::Start(drawing(&tag)?),
            Event::Empty(tag) => Event::Empty(drawing(&tag)?),
            Event::DocType(_) => {
                return Err("it has a document type, which may load something".to_owned());
            }
            Event::Comment(_) | Event::PI(_) => continue,
            Event::Text(text) if loads(&text.to_ascii_lowercase()) => {
                return Err(ELSEWHERE.to_owned());
            }
            Event::CData(text) if loads(&text.to_ascii_lowercase()) => {
                return Err(ELSEWHERE.to_owned());
            }
            other => other,
        };
        writer.write_event(written).map_err(|error| broken(&error))?;
    }
}

/// A tag with the attributes that draw.
fn drawing(tag: &BytesStart<'_>) -> Result<BytesStart<'static>, Refusal> {
    let name = tag.name();
    if ACTIVE.contains(&name.local_name().as_ref()) {
        return Err(format!("it has a `{}`, which does more than draw", name.as_ref()));
    }
    let mut out = BytesStart::new(name.as_ref().to_owned());
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| format!("it is not well-formed: {error}"))?;
        if !is_program_note(attribute.key.as_ref()) {
            refuse_active(&attribute)?;
            out.push_attribute((attribute.key.as_ref(), attribute.value.as_ref()));
        }
    }
    Ok(out)
}

fn refuse_active(attribute: &Attribute<'_>) -> Result<(), Refusal> {
    let key = attribute.key.local_name();
    let value = attribute.value.to_ascii_lowercase();
    if key.as_ref().starts_with("on") {
        return Err(format!("it has `{}`, which runs a script", key.as_ref()));
    }
    let elsewhere = key.as_ref() == "href" && !value.starts_with('#');
    if elsewhere || loads(&value) { Err(ELSEWHERE.to_owned()) } else { Ok(()) }
}

/// Whether a style asks for something outside of the drawing.
fn loads(style: &str) -> bool {
    let compact: String = style.chars().filter(|c| !matches!(c, '\'' | '"' | ' ' | '\n' | '\t')).collect();
    compact.contains("@import") || compact.split("url(").skip(1).any(|url| !url.starts_with('#'))
}

fn is_note(tag: &BytesStart<'_>) -> bool {
    tag.name().local_name().as_ref() == "metadata" || is_program_note(tag.name().as_ref())
}

/// Names of the drawing programs' own spaces; their values tell of folders, fonts and people.
fn is_program_note(name: &str) -> bool {
    const SPACES: [&str; 7] = ["inkscape:", "sodipodi:", "sketch:", "serif:", "i:", "dc:", "data-"];
    SPACES.iter().any(|prefix| name.starts_with(prefix))
}

fn root(head: &[u8]) -> Option<BytesStart<'static>> {
    let text = String::from_utf8_lossy(head);
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.name().local_name().as_ref() == "svg" => {
                return Some(tag.into_owned());
            }
            Event::Start(_) | Event::Empty(_) | Event::Eof => return None,
            _ => {}
        }
    }
}

/// A length as whole pixels.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "kept within 1 to 100,000 just before")]
fn number(text: &str) -> Option<u32> {
    text.trim()
        .parse::<f64>()
        .ok()
        .filter(|length| (1.0..=100_000.0).contains(length))
        .map(|length| length.round() as u32)
}
