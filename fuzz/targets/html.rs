//! HTML as html5ever reads it, and what must hold of any that we publish.

use std::cell::RefCell;
use std::collections::HashSet;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use scraper::{Html, Selector};
use url::Url;

/// Elements that run, load, frame or ask, or whose content browsers read in a way of its own.
const ACTIVE: [&str; 27] = [
    "script",
    "style",
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "form",
    "button",
    "select",
    "textarea",
    "link",
    "meta",
    "base",
    "math",
    "template",
    "noscript",
    "title",
    "xmp",
    "plaintext",
    "noembed",
    "noframes",
    "audio",
    "video",
    "source",
    "portal",
];
/// Attributes that load, run or send.
const LOADING: [&str; 8] = ["style", "srcdoc", "srcset", "formaction", "action", "background", "ping", "poster"];
/// Attributes that lead somewhere.
const LEADING: [&str; 4] = ["href", "src", "cite", "xlink:href"];
/// Elements without an end.
const VOID: [&str; 6] = ["br", "col", "hr", "img", "input", "wbr"];

/// Nothing in a text runs, loads from elsewhere or leads to a scheme that is not published: as it is read, and as what a
/// browser makes of it is read when it is written out again.
pub(crate) fn runs_nothing(html: &str) {
    let once = Html::parse_fragment(html);
    walk(&once, html);
    walk(&Html::parse_fragment(&once.root_element().inner_html()), html);
}

fn walk(page: &Html, html: &str) {
    let here = Url::parse("https://here.example/lessons/x/").expect("an address");
    for element in page.select(&Selector::parse("*").expect("a selector")) {
        let name = element.value().name().to_ascii_lowercase();
        assert!(!ACTIVE.contains(&name.as_str()), "<{name}> in {html}");
        let is_box = element.attr("type") == Some("checkbox") && element.attr("disabled").is_some();
        assert!(name != "input" || is_box, "a field in {html}");
        for (key, value) in element.value().attrs() {
            let key = key.to_ascii_lowercase();
            assert!(!key.starts_with("on"), "{key} in {html}");
            assert!(!LOADING.contains(&key.as_str()), "{key} in {html}");
            if LEADING.contains(&key.as_str())
                && let Ok(url) = here.join(value)
            {
                assert!(["http", "https", "mailto", "tel"].contains(&url.scheme()), "{key}={value:?} in {html}");
                let own = url.host_str() == here.host_str();
                assert!(key != "src" || own, "a picture of {url} in {html}");
            }
        }
    }
}

/// A whole page has no script but those of its theme, wherever the words of an entry stand in it.
pub(crate) fn runs_only_the_theme(html: &str) {
    let page = Html::parse_document(html);
    for element in page.select(&Selector::parse("*").expect("a selector")) {
        let name = element.value().name();
        let is_ours = element.attr("src").map_or_else(
            || element.ancestors().filter_map(scraper::ElementRef::wrap).any(|one| one.value().name() == "head"),
            |src| src.starts_with('/') && src.contains("/assets/"),
        );
        assert!(name != "script" || is_ours, "a script in {html}");
        assert!(!matches!(name, "iframe" | "object" | "embed" | "base"), "<{name}> in {html}");
        for (key, value) in element.value().attrs() {
            assert!(!key.to_ascii_lowercase().starts_with("on"), "{key} in {html}");
            let scheme = value.trim_start().to_ascii_lowercase();
            assert!(!LEADING.contains(&key) || !scheme.starts_with("javascript:"), "{key}={value:?} in {html}");
        }
    }
}

/// Every tag that is opened is closed, in the right order.
pub(crate) fn is_balanced(html: &str) {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(Tags::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let left = tokenizer.sink.open.into_inner();
    assert!(
        left.is_empty() && tokenizer.sink.wrong.borrow().is_none(),
        "{left:?}, {:?} in {html}",
        tokenizer.sink.wrong
    );
}

/// The tags that are open, and the first that closes another.
#[derive(Default)]
struct Tags {
    open: RefCell<Vec<String>>,
    wrong: RefCell<Option<String>>,
}

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token
            && !VOID.contains(&&*tag.name)
        {
            let mut open = self.open.borrow_mut();
            if tag.kind == TagKind::StartTag {
                open.push(tag.name.to_string());
            } else if open.pop().as_deref() != Some(&*tag.name) {
                self.wrong.borrow_mut().get_or_insert(tag.name.to_string());
            }
        }
        TokenSinkResult::Continue
    }
}

/// No two places have one name.
pub(crate) fn has_each_id_once(html: &str) {
    let page = Html::parse_fragment(html);
    let mut seen = HashSet::new();
    for element in page.select(&Selector::parse("[id]").expect("a selector")) {
        let id = element.attr("id").unwrap_or_default();
        assert!(seen.insert(id.to_owned()), "two `{id}` in {html}");
        assert!(!id.is_empty() && !id.contains(char::is_whitespace), "`{id}` in {html}");
    }
}

/// What stands around a text stays around it.
pub(crate) fn stays_in_its_place(html: &str) {
    let page = Html::parse_fragment(&format!("<div id=\"around-it\">{html}</div><p id=\"after-it\">x</p>"));
    let after = page.select(&Selector::parse("#after-it").expect("a selector")).next().expect("what stands after it");
    let inside = after.ancestors().filter_map(scraper::ElementRef::wrap).any(|one| one.attr("id") == Some("around-it"));
    let before = after.prev_sibling().and_then(scraper::ElementRef::wrap);
    assert!(!inside, "what follows is drawn into {html}");
    assert_eq!(before.and_then(|before| before.attr("id")), Some("around-it"), "it spills out of its place: {html}");
}
