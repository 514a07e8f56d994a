//! A reader for each format: a text in, people and links out. What a reader does not understand it counts, and what it
//! cannot read it names by its line; it never stops half-way.

pub mod bookmarks;
pub mod columns;
pub mod friends;
pub mod google;
pub mod linkedin;
pub mod pinboard;
pub mod saved;
pub mod vcard;

use super::{Format, Found};
use columns::Map;

/// What a text of a known format holds.
///
/// # Errors
/// Says why it is not of that format.
pub fn read(format: Format, text: &str, map: &Map) -> Result<Found, String> {
    let found = match format {
        Format::LinkedIn => linkedin::read(text),
        Format::Google => google::read(text),
        Format::VCard => Some(vcard::read(text)),
        Format::Csv => return columns::read(text, map),
        Format::Friends => Some(friends::read(text)),
        Format::Bookmarks => Some(bookmarks::read(text)),
        Format::Pocket if text.trim_start().starts_with('<') => Some(bookmarks::read(text)),
        Format::Pocket => saved::POCKET.read(text),
        Format::Instapaper => saved::INSTAPAPER.read(text),
        Format::Raindrop => saved::RAINDROP.read(text),
        Format::Readwise => saved::READWISE.read(text),
        Format::Pinboard => return pinboard::read(text),
    };
    found.ok_or_else(|| format!("it has no line with the names of the columns that {} have", format.name()))
}

/// Whether a header has all of these names.
fn has_all(head: &[String], names: &[&str]) -> bool {
    names.iter().all(|name| head.iter().any(|cell| cell.eq_ignore_ascii_case(name)))
}
