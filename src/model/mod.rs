//! The nouns. First what everybody may see; a person's contacts and log come after it and are never named by it.

pub mod settings;
pub mod kind;
pub mod theme;
pub mod article;
pub mod entry;
pub mod notebook;
pub mod journal;

pub use article::{Article, Page};
pub use entry::{Detail, Entry, State};
pub use journal::{Include, Journal, Tag};
pub use kind::Kind;
pub use notebook::Notebook;
pub use settings::Settings;
pub use theme::Theme;
