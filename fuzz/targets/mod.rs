//! What is done with hostile input, and what must hold of it afterwards: a function a kind of input.
//!
//! `tests/fuzz.rs` runs each over the seeds in `fuzz/corpus/`, with every other test. `fuzz/run` starts from the same
//! seeds and looks for inputs that break one; what it found becomes a seed.

mod address;
mod days;
mod front_matter;
pub(crate) mod html;
mod journal;
mod log_line;
mod markdown;
mod picture;
mod request;
mod sentence;
mod slug;
mod xml;

use std::borrow::Cow;

use chrono::NaiveDate;

/// What is done with one input.
pub(crate) type Target = fn(&[u8]);

/// Every target by its name, which is also that of its folder of seeds.
pub(crate) const ALL: [(&str, Target); 11] = [
    ("address", address::target),
    ("days", days::target),
    ("front-matter", front_matter::target),
    ("journal", journal::target),
    ("log-line", log_line::target),
    ("markdown", markdown::target),
    ("picture", picture::target),
    ("request", request::target),
    ("sentence", sentence::target),
    ("slug", slug::target),
    ("xml", xml::target),
];

/// The input as a text.
fn text(data: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(data)
}

/// The day on which it all happens.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day of the calendar")
}
