//! SVG: published only where it does nothing but draw. A list says what draws; everything else is refused.

use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer, XmlVersion};

use super::{Refusal, Size};

/// Elements that draw, or that drawings are made of. What animates can also change where a link leads, so it is not here.
const DRAWING: [&str; 30] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "title",
    "desc",
    "style",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
    "marker",
    "filter",
    "switch",
    "view",
    "solidcolor",
    "hatch",
];

/// What ask for something outside of the drawing, in attributes and style sheets. A backslash could spell any of them.
const LOADING: [&str; 6] = ["\\", "@import", "image-set(", "src(", "://", "data:"];

const ELSEWHERE: &str = "it loads something from elsewhere";

/// The size from `width` and `height`, or from `viewBox`.
pub(super) fn size(head: &[u8]) -> Result<Size, Refusal> {
    let root = root(head).ok_or_else(|| "it is not an SVG".to_owned())?;
    let attribute = |name: &str| -> Option<String> {
        let found = root.try_get_attribute(name).ok()??;
        Some(found.value.into_owned())
    };
    let pixels = |name| attribute(name).and_then(|text| number(text.trim_end_matches("px")));
    let view: Option<Vec<u32>> = attribute("viewBox").map(|text| {
        text.split([' ', ',', '\t', '\n']).filter(|part| !part.is_empty()).skip(2).filter_map(number).collect()
    });
    let side = |name, index: usize| pixels(name).or_else(|| view.as_ref()?.get(index).copied());
    match (side("width", 0), side("height", 1)) {
        (Some(width), Some(height)) => Ok(Size { width, height }),
        _ => Err("it gives neither `width` and `height` nor a `viewBox`".to_owned()),
    }
}

/// The drawing without comments, processing instructions and programs' notes.
pub(super) fn strip(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let mut reader = Reader::from_str(text);
    let mut copy = Copy { writer: Writer::new(Vec::with_capacity(bytes.len())), ..Copy::default() };
    loop {
        match reader.read_event().map_err(|error| broken(&error))? {
            Event::Eof => return copy.finish(),
            event => copy.event(event)?,
        }
    }
}

/// A copy of a drawing, event by event.
struct Copy {
    writer: Writer<Vec<u8>>,
    /// How deep we are in elements that are copied, and in one that is left out.
    depth: usize,
    skipped: usize,
    /// Whether there has been a root.
    begun: bool,
    /// The style sheet that we are in, gathered whole: its parts might be harmless where it is not.
    style: Option<String>,
}

impl Default for Copy {
    fn default() -> Self {
        Self { writer: Writer::new(Vec::new()), depth: 0, skipped: 0, begun: false, style: None }
    }
}

impl Copy {
    fn event(&mut self, event: Event<'_>) -> Result<(), Refusal> {
        match event {
            Event::DocType(_) => Err("it has a document type, which may load something".to_owned()),
            Event::Start(tag) if self.skipped > 0 || is_note(&tag) => {
                self.skipped += 1;
                Ok(())
            }
            Event::End(_) if self.skipped > 0 => {
                self.skipped -= 1;
                Ok(())
            }
            Event::Empty(tag) if self.skipped > 0 || is_note(&tag) => Ok(()),
            Event::Comment(_) | Event::PI(_) => Ok(()),
            _ if self.skipped > 0 => Ok(()),
            Event::Start(tag) => self.start(&tag),
            Event::Empty(tag) => {
                let tag = self.drawing(&tag)?;
                self.write(Event::Empty(tag))
            }
            Event::End(tag) => {
                if let Some(style) = self.style.take() {
                    refuse_loading(&style)?;
                    self.write(Event::Text(BytesText::new(&style)))?;
                }
                self.depth = self.depth.checked_sub(1).ok_or("it ends before it begins")?;
                self.write(Event::End(tag))
            }
            words => self.words(words),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        if self.style.is_some() {
            return Err("its style sheet has an element in it".to_owned());
        }
        let copy = self.drawing(tag)?;
        self.depth += 1;
        if tag.name().local_name().as_ref() == "style" {
            self.style = Some(String::new());
        }
        self.write(Event::Start(copy))
    }

    /// Words between tags; those of a style sheet wait for its end.
    fn words(&mut self, event: Event<'_>) -> Result<(), Refusal> {
        let Some(style) = &mut self.style else { return self.write(event) };
        match event {
            Event::Text(text) => style.push_str(&text),
            Event::CData(text) => style.push_str(&text),
            _ => return Err("its style sheet has a character reference in it".to_owned()),
        }
        Ok(())
    }

    /// A tag with the attributes that draw.
    fn drawing(&mut self, tag: &BytesStart<'_>) -> Result<BytesStart<'static>, Refusal> {
        let name = tag.name();
        let local = name.local_name();
        let known = DRAWING.contains(&local.as_ref()) || local.as_ref().starts_with("fe") && is_plain(local.as_ref());
        if !known {
            return Err(format!("it has a `{}`, which does more than draw", name.as_ref().escape_default()));
        }
        if self.depth == 0 && (self.begun || local.as_ref() != "svg") {
            return Err("it is not one SVG".to_owned());
        }
        self.begun = true;
        let mut out = BytesStart::new(name.as_ref().to_owned());
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| broken(&error))?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| broken(&error))?;
            if !is_name(attribute.key.as_ref()) {
                return Err("it is not well-formed: an attribute has a name that is none".to_owned());
            }
            if !is_program_note(attribute.key.as_ref()) {
                refuse_active(attribute.key.as_ref(), &value)?;
                out.push_attribute((attribute.key.as_ref(), value.as_ref()));
            }
        }
        Ok(out)
    }

    fn write(&mut self, event: Event<'_>) -> Result<(), Refusal> {
        self.writer.write_event(event).map_err(|error| broken(&error))
    }

    fn finish(self) -> Result<Vec<u8>, Refusal> {
        match (self.begun, self.depth + self.skipped) {
            (true, 0) => Ok(self.writer.into_inner()),
            (true, _) => Err("it is cut off".to_owned()),
            (false, _) => Err("it is not an SVG".to_owned()),
        }
    }
}

fn refuse_active(key: &str, value: &str) -> Result<(), Refusal> {
    let local = key.rsplit(':').next().unwrap_or(key).to_ascii_lowercase();
    if local.starts_with("on") {
        return Err(format!("it has `{}`, which runs a script", key.escape_default()));
    }
    // Names of namespaces look like addresses and load nothing.
    if key == "xmlns" || key.starts_with("xmlns:") {
        return Ok(());
    }
    if matches!(local.as_str(), "href" | "src") && !value.trim().starts_with('#') {
        return Err(ELSEWHERE.to_owned());
    }
    refuse_loading(value)
}

/// Refuses a value or a style sheet that asks for something outside of the drawing.
fn refuse_loading(style: &str) -> Result<(), Refusal> {
    let ignored = |c: &char| !c.is_whitespace() && !matches!(c, '\'' | '"');
    let compact: String = style.chars().filter(ignored).flat_map(char::to_lowercase).collect();
    let loads = LOADING.iter().any(|word| compact.contains(word));
    let outside = compact.split("url(").skip(1).any(|url| !url.starts_with('#'));
    if loads || outside { Err(ELSEWHERE.to_owned()) } else { Ok(()) }
}

/// Notes of the program that drew it: elements and attributes of any space but those of drawings, and what authors of
/// pages keep in `data-`. Their values tell of folders, fonts and people.
fn is_note(tag: &BytesStart<'_>) -> bool {
    let foreign = tag.name().prefix().is_some_and(|prefix| prefix.as_ref() != "svg");
    tag.name().local_name().as_ref() == "metadata" || foreign
}

fn is_program_note(attribute: &str) -> bool {
    let foreign = attribute.split_once(':').is_some_and(|(space, _)| !matches!(space, "xml" | "xlink" | "xmlns"));
    foreign || attribute.starts_with("data-")
}

fn is_plain(name: &str) -> bool {
    name.bytes().all(|b| b.is_ascii_alphanumeric()) && name != "feImage"
}

/// Whether every reader takes it for the name of an attribute; ours asks only for the `=` after it.
fn is_name(key: &str) -> bool {
    let begins = key.starts_with(|c: char| c.is_alphabetic() || c == '_');
    begins && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
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

fn broken(error: &dyn std::fmt::Display) -> Refusal {
    format!("it is not well-formed: {error}")
}

/// A length as whole pixels.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "kept within 1 to 100,000 just before")]
fn number(text: &str) -> Option<u32> {
    let length = text.trim().parse::<f64>().ok().filter(|length| (1.0..=100_000.0).contains(length));
    length.map(|length| length.round() as u32)
}
