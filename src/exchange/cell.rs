//! A cell of a table that a spreadsheet may open: what it would take for a formula gets an apostrophe in front, and loses
//! it again on the way back.

use std::borrow::Cow;

/// What a formula begins with, in any script; and what we put in front of it.
const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\'', '＝', '＋', '－', '＠'];

/// A text as a cell that does nothing.
pub fn write(text: &str) -> Cow<'_, str> {
    if text.starts_with(BEGINNINGS) { format!("'{text}").into() } else { text.into() }
}

/// The text that was written.
pub fn read(cell: &str) -> String {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(BEGINNINGS)).unwrap_or(cell).to_owned()
}
