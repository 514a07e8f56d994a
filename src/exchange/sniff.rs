//! What a file is, by what is in it; its name says nothing.

use super::read;
use super::table::Table;

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `Connections.csv`.
    LinkedIn,
    /// Contacts as CSV, in the form of today or the one before.
    Google,
    /// Cards of any version.
    VCard,
    /// A table that goodturn wrote, or one whose columns are told.
    Csv,
    /// `friends.md`.
    Friends,
    /// Bookmarks as browsers, Shaarli, linkding and Pinboard write them.
    Bookmarks,
    /// `part_000000.csv`.
    Pocket,
    /// Saved articles as CSV.
    Instapaper,
    /// Bookmarks as CSV.
    Raindrop,
    /// The library of the Reader as CSV.
    Readwise,
    /// Bookmarks as JSON.
    Pinboard,
}

/// Whether a row is the header of a table.
type IsHead = fn(&[String]) -> bool;

impl Format {
    /// All of them, by the word that `--as` takes and what they are called.
    pub const ALL: [(Self, &'static str, &'static str); 11] = [
        (Self::LinkedIn, "linkedin", "LinkedIn connections"),
        (Self::Google, "google", "Google contacts"),
        (Self::VCard, "vcard", "vCards"),
        (Self::Csv, "csv", "a table"),
        (Self::Friends, "friends", "a friends.md"),
        (Self::Bookmarks, "bookmarks", "bookmarks"),
        (Self::Pocket, "pocket", "Pocket saves"),
        (Self::Instapaper, "instapaper", "Instapaper articles"),
        (Self::Raindrop, "raindrop", "Raindrop bookmarks"),
        (Self::Readwise, "readwise", "a Readwise library"),
        (Self::Pinboard, "pinboard", "Pinboard bookmarks"),
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(format, ..)| *format == self).map_or("", |(_, word, _)| word)
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(format, ..)| *format == self).map_or("", |(.., name)| name)
    }

    /// What a text is; nothing where it is none of them.
    pub fn of(text: &str) -> Option<Self> {
        let start = text.trim_start();
        let begins = |front: &str| start.get(..front.len()).is_some_and(|text| text.eq_ignore_ascii_case(front));
        if begins("BEGIN:VCARD") {
            return Some(Self::VCard);
        }
        if start.starts_with('<') {
            return read::bookmarks::looks_like(start).then_some(Self::Bookmarks);
        }
        if start.starts_with('[') {
            return read::pinboard::looks_like(start).then_some(Self::Pinboard);
        }
        if read::friends::looks_like(text) {
            return Some(Self::Friends);
        }
        let heads: [(Self, IsHead); 7] = [
            (Self::Csv, read::columns::is_own),
            (Self::Google, read::google::is_head),
            (Self::LinkedIn, read::linkedin::is_head),
            (Self::Pocket, |head| read::saved::POCKET.is_head(head)),
            (Self::Instapaper, |head| read::saved::INSTAPAPER.is_head(head)),
            (Self::Raindrop, |head| read::saved::RAINDROP.is_head(head)),
            (Self::Readwise, |head| read::saved::READWISE.is_head(head)),
        ];
        heads.into_iter().find(|(_, is_head)| Table::read(text, is_head).is_some()).map(|(format, _)| format)
    }
}
