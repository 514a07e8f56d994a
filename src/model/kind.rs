//! The three kinds of entries, and what they are called.

/// The three kinds of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Something worth having, and whom it suits.
    Resource,
    /// Two people (or more) who were brought together.
    Introduction,
    /// Something learned.
    Lesson,
}

impl Kind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Resource, Self::Introduction, Self::Lesson];

    /// The folder that its files lie in, and the first part of its addresses.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Resource => "resources",
            Self::Introduction => "introductions",
            Self::Lesson => "lessons",
        }
    }

    /// Its name in front of a reader: "Resource".
    pub fn one(self) -> &'static str {
        match self {
            Self::Resource => "Resource",
            Self::Introduction => "Introduction",
            Self::Lesson => "Lesson",
        }
    }

    /// The name of many: "Resources".
    pub fn many(self) -> &'static str {
        match self {
            Self::Resource => "Resources",
            Self::Introduction => "Introductions",
            Self::Lesson => "Lessons",
        }
    }

    /// The kind whose files lie in `folder`.
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.folder() == folder)
    }
}
