//! Text to syntax. This room knows none of our nouns: it is asked for keys, dates, slugs, HTML.

pub mod chars;
pub mod date;
pub mod when;
pub mod slug;
pub mod address;
pub mod colour;
pub mod front_matter;
pub mod fields;
pub mod picture;
pub mod markup;
pub mod markdown;

pub use fields::Fields;
pub use front_matter::Document;
