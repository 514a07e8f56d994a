//! The nouns. First what everybody may see; a person's contacts and log come after it and are never named by it.

pub mod settings;
pub mod kind;
pub mod theme;
pub mod article;
pub mod entry;
pub mod notebook;
pub mod journal;
pub mod log;
pub mod rules;
pub mod contact;
pub mod inbox;
pub mod called;
pub mod circle;
pub mod due;

pub use article::{Article, Page};
pub use circle::{Circle, Cited, Event};
pub use contact::{Contact, Status};
pub use entry::{Detail, Entry, State};
pub use inbox::{Item, Permission};
pub use journal::{Include, Journal, Tag};
pub use kind::Kind;
pub use notebook::Notebook;
pub use rules::{Cadence, Rules};
pub use settings::Settings;
pub use theme::Theme;
