//! `site.toml`: what the journal is called, where it lives and whose it is. All of it is public.

mod read;

use std::sync::Arc;

use chrono_tz::Tz;

pub(super) use read::{lang, web_address};

use crate::diagnostic::{At, Source};
use crate::parse::address;
use crate::parse::colour::Colour;
use crate::parse::markdown::Policy;

/// The settings of a journal.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `site.toml` itself, for messages.
    pub source: Arc<Source>,
    /// The journal's name.
    pub title: String,
    /// Where the site lives.
    pub base_url: BaseUrl,
    /// What feed ids begin with; it never changes, wherever the site moves.
    pub id: String,
    /// The zone in which a day begins.
    pub timezone: Tz,
    /// The language of the site (BCP 47).
    pub lang: String,
    /// One sentence on what this is.
    pub description: String,
    /// A sentence of the owner's own, shown on the home page.
    pub motto: Option<String>,
    /// The theme's name.
    pub theme: At<String>,
    /// A colour for links and emphasis, on light paper and on dark.
    pub accent: Option<(Colour, Colour)>,
    /// Who writes.
    pub author: Author,
    /// How feeds are made.
    pub feed: FeedSettings,
    /// Whether the site can be searched.
    pub search: bool,
    /// The least distance between two shares, in days.
    pub share_gap: i64,
    /// How Markdown is read.
    pub markdown: Policy,
    /// The most bytes that an entry may have.
    pub entry_limit: u64,
}

/// Who writes the journal.
#[derive(Clone, Debug)]
pub struct Author {
    /// The name as it is signed.
    pub name: String,
    /// A page about them; the site itself by default.
    pub url: String,
    /// An address for replies, public on purpose.
    pub email: Option<String>,
    /// Other places where the same person is (`rel="me"`).
    pub links: Vec<String>,
}

/// `[feed]`.
#[derive(Clone, Debug)]
pub struct FeedSettings {
    /// How many entries a feed has.
    pub items: usize,
    /// Whether a resource's item links to what was found instead of to our page about it.
    pub link_to_target: bool,
    /// Whether entries stand in the feed in full, or only their summaries.
    pub full: bool,
    /// Whether each tag has a feed of its own.
    pub tags: bool,
}

/// The address of the site: an origin and a path that begins and ends with a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    path: String,
}

/// The name of the theme inside the binary.
pub const BUILT_IN_THEME: &str = "airmail";

impl BaseUrl {
    /// From an http or https address.
    ///
    /// # Errors
    /// Says why it is none for a site.
    pub fn parse(text: &str) -> Result<Self, String> {
        let url = address::web(text)?;
        if url.query().is_some() || url.fragment().is_some() {
            return Err("it has a `?` or a `#`".to_owned());
        }
        if url.path().contains("//") {
            return Err("it has two slashes in a row".to_owned());
        }
        let path = format!("{}/", url.path().trim_end_matches('/'));
        Ok(Self { origin: url.origin().ascii_serialization(), path })
    }

    /// The path part: `/` or `/sub/path/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The absolute address of a path on the site, which is given without a leading slash and already encoded.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.path)
    }
}

impl Settings {
    /// The writing direction of a language: whether it is written from right to left.
    pub fn is_right_to_left(lang: &str) -> bool {
        const LANGUAGES: [&str; 12] = ["ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"];
        const SCRIPTS: [&str; 6] = ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm"];
        let lang = lang.to_ascii_lowercase();
        let mut parts = lang.split('-');
        let language = parts.next().unwrap_or_default();
        match parts.find(|part| part.len() == 4) {
            Some(script) => SCRIPTS.contains(&script),
            None => LANGUAGES.contains(&language),
        }
    }
}

/// Whether a text looks like a mail address: something, an `@`, a host with a point, no spaces.
pub fn is_email(text: &str) -> bool {
    match text.split_once('@') {
        Some((name, host)) => !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace),
        None => false,
    }
}
