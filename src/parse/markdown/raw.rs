//! Raw HTML, where a journal allows it: an allow-list of tags and attributes.
//!
//! Raw HTML lets markup through, never a script, a form, a frame or a request to another host. What would embed
//! something becomes a plain link to it, so that a reader of the feed finds no hole there.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// A piece of cleaned HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words between tags.
    Words(String),
    /// The beginning of an element.
    Tag(RawTag),
    /// The end of an element.
    End(String),
    /// Something that would have been embedded: its address.
    Embedded(String),
}

/// A tag as it is published, without its addresses.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RawTag {
    /// `a`.
    pub(super) name: String,
    /// `<a class="x"`.
    pub(super) html: String,
    /// Addresses that the tag has, to be checked like any other link: attribute and value.
    pub(super) addresses: Vec<(&'static str, String)>,
    /// Whether it is a picture, and whether it says how large.
    pub(super) is_picture: bool,
    pub(super) has_size: bool,
    /// Whether it stays open until its end.
    pub(super) opens: bool,
}

/// Elements without an end.
const VOID: [&str; 5] = ["br", "col", "hr", "img", "wbr"];

/// Tags that are let through.
const TAGS: [&str; 64] = [
    "tfoot",
    "thead",
    "time",
    "tr",
    "ul",
    "var",
    "wbr",
    "address",
    "a",
    "abbr",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "u",
];

/// Attributes that are let through as they are.
const ATTRIBUTES: [&str; 17] = [
    "class", "title", "lang", "dir", "alt", "width", "height", "datetime", "colspan", "rowspan", "headers", "scope",
    "start", "value", "reversed", "open", "span",
];

/// Tags that would load something: the attribute that says what.
const EMBEDS: [(&str, &str); 7] = [
    ("iframe", "src"),
    ("embed", "src"),
    ("object", "data"),
    ("video", "src"),
    ("audio", "src"),
    ("source", "src"),
    ("frame", "src"),
];

/// What an element stands in, however deep, for those that would end whatever is open around them elsewhere.
pub(super) fn parents(name: &str) -> &'static [&'static str] {
    match name {
        "li" => &["ul", "ol"],
        "dd" | "dt" => &["dl"],
        "td" | "th" => &["tr", "table", "thead", "tbody", "tfoot"],
        "tr" => &["table", "thead", "tbody", "tfoot"],
        "caption" | "col" | "colgroup" | "tbody" | "tfoot" | "thead" => &["table"],
        _ => &[],
    }
}

/// Elements whose content is not for readers.
const SILENT: [&str; 7] = ["script", "style", "template", "noscript", "textarea", "title", "xmp"];

/// Whether a single tag opens or closes an element whose content is not for readers.
pub(super) fn silence(tag: &str) -> Option<bool> {
    let (name, opens) = match tag.strip_prefix("</") {
        Some(name) => (name, false),
        None => (tag.strip_prefix('<')?, true),
    };
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    SILENT.iter().any(|silent| name[..end].eq_ignore_ascii_case(silent)).then_some(opens)
}

/// Cleans a piece of raw HTML. Comments, scripts, styles and every tag that is not on the list are left out.
pub(super) fn clean(html: &str) -> Vec<Piece> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(Cleaner::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.pieces.into_inner()
}

#[derive(Default)]
struct Cleaner {
    pieces: RefCell<Vec<Piece>>,
    /// The script or style that we are inside of.
    silent: RefCell<Option<String>>,
}

impl TokenSink for Cleaner {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(words) if self.silent.borrow().is_none() => self.words(&words),
            Token::TagToken(tag) => return self.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Cleaner {
    fn words(&self, words: &str) {
        let mut pieces = self.pieces.borrow_mut();
        match pieces.last_mut() {
            Some(Piece::Words(last)) => last.push_str(words),
            _ => pieces.push(Piece::Words(words.to_owned())),
        }
    }

    fn tag(&self, tag: &Tag) -> TokenSinkResult<()> {
        let name = tag.name.as_ref();
        if SILENT.contains(&name) {
            let opens = tag.kind == TagKind::StartTag;
            *self.silent.borrow_mut() = opens.then(|| name.to_owned());
            let raw = if name == "script" { RawKind::ScriptData } else { RawKind::Rawtext };
            return if opens { TokenSinkResult::RawData(raw) } else { TokenSinkResult::Continue };
        }
        if self.silent.borrow().is_some() {
            return TokenSinkResult::Continue;
        }
        let embed = EMBEDS.iter().find(|(embed, _)| *embed == name);
        let piece = match embed {
            Some((_, attribute)) if tag.kind == TagKind::StartTag => value(tag, attribute).map(Piece::Embedded),
            Some(_) => None,
            None => TAGS.contains(&name).then(|| allowed(tag, name)),
        };
        self.pieces.borrow_mut().extend(piece);
        TokenSinkResult::Continue
    }
}

fn allowed(tag: &Tag, name: &str) -> Piece {
    if tag.kind == TagKind::EndTag {
        return Piece::End(name.to_owned());
    }
    let mut html = format!("<{name}");
    for attribute in &tag.attrs {
        let key = attribute.name.local.as_ref();
        if ATTRIBUTES.contains(&key) {
            crate::parse::markup::attribute(&mut html, key, &attribute.value);
        }
    }
    let wanted = match name {
        "a" => "href",
        "img" => "src",
        "blockquote" | "q" | "del" | "ins" => "cite",
        _ => "",
    };
    let addresses = ["href", "src", "cite"].into_iter().filter(|key| *key == wanted);
    let addresses = addresses.filter_map(|key| value(tag, key).map(|value| (key, value))).collect();
    let has = |key: &str| value(tag, key).is_some();
    if name == "img" && !has("alt") {
        html.push_str(" alt=\"\"");
    }
    let opens = !VOID.contains(&name);
    let has_size = has("width") && has("height");
    Piece::Tag(RawTag { name: name.to_owned(), html, addresses, is_picture: name == "img", has_size, opens })
}

fn value(tag: &Tag, key: &str) -> Option<String> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == key).map(|attribute| attribute.value.to_string())
}
