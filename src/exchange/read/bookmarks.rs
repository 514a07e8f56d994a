//! Bookmarks as browsers have written them since Netscape: HTML whose tags are never closed. html5ever finds the tags.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use crate::exchange::{Found, Link, days, words};

/// Tags that say where something stands, and not what it is about.
const STATES: [&str; 3] = ["linkding:bookmarks.archived", "linkding:archived", "linkding:bookmarks.unread"];

/// Whether a text is such a file.
pub fn looks_like(text: &str) -> bool {
    let start: String = text.chars().take(5000).collect::<String>().to_ascii_lowercase();
    start.contains("netscape-bookmark-file") || start.contains("<a href=") || start.contains("<a\nhref=")
}

/// The links.
pub fn read(text: &str) -> Found {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    let tokenizer = Tokenizer::new(Reader::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let state = tokenizer.sink.state.into_inner();
    Found { links: state.links.into_iter().map(finished).collect(), ..Found::default() }
}

/// What the words between tags belong to.
#[derive(Default, PartialEq, Eq)]
enum Into {
    #[default]
    Nothing,
    Folder,
    Title,
    Note,
}

#[derive(Default)]
struct State {
    links: Vec<Link>,
    /// The folders that we are in; those without a name are lists whose heading was none.
    folders: Vec<String>,
    heading: String,
    /// A browser's own folder, such as its bar.
    own: bool,
    into: Into,
}

#[derive(Default)]
struct Reader {
    state: RefCell<State>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::CharacterTokens(words) => state.words(&words),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => state.open(&tag, line),
            Token::TagToken(tag) => state.close(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn words(&mut self, words: &str) {
        match (&self.into, self.links.last_mut()) {
            (Into::Folder, _) => self.heading.push_str(words),
            (Into::Title, Some(link)) => link.title.push_str(words),
            (Into::Note, Some(link)) => link.note.push_str(words),
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag, line: u64) {
        let value = |key: &str| {
            let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == key);
            found.map_or("", |attribute| &*attribute.value)
        };
        match tag.name.as_ref() {
            "h3" => {
                self.heading.clear();
                self.own =
                    !value("personal_toolbar_folder").is_empty() || !value("unfiled_bookmarks_folder").is_empty();
                self.into = Into::Folder;
            }
            "dl" => {
                let name = std::mem::take(&mut self.heading);
                self.folders.push(if std::mem::take(&mut self.own) { String::new() } else { words::line(&name) });
                self.into = Into::Nothing;
            }
            "a" => {
                let mut tags: Vec<_> = value("tags").split(',').map(words::line).collect();
                tags.extend(self.folders.iter().cloned());
                let added = [value("add_date"), value("time_added")];
                self.links.push(Link {
                    line,
                    url: value("href").to_owned(),
                    tags,
                    day: added.into_iter().find_map(days::epoch),
                    private: value("private") == "1",
                    ..Link::default()
                });
                self.into = Into::Title;
            }
            "dd" => self.into = Into::Note,
            "dt" | "h1" | "title" => self.into = Into::Nothing,
            _ => {}
        }
    }

    fn close(&mut self, tag: &Tag) {
        match tag.name.as_ref() {
            "dl" => {
                self.folders.pop();
                self.into = Into::Nothing;
            }
            "a" | "h3" | "dd" => self.into = Into::Nothing,
            _ => {}
        }
    }
}

/// A link with its words in order.
fn finished(link: Link) -> Link {
    let mut tags: Vec<String> = Vec::new();
    for tag in &link.tags {
        if !tag.is_empty() && !STATES.contains(&tag.as_str()) && !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    let note = link.note.replace("[linkding-notes]", "\n\n").replace("[/linkding-notes]", "");
    Link { title: words::line(&link.title), note: words::note(&note), tags, ..link }
}
