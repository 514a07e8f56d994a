//! Routes: names for everything that is published.
//!
//! A route is made of places in the journal and of numbers, never of words, so no route can carry a name or an address.

use crate::model::Kind;

/// Something that is published for everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// `/`
    Home,
    /// `/KIND/SLUG/`, by its place in the journal.
    Entry(usize),
    /// `/SLUG/`, by its place among the pages.
    Page(usize),
    /// `/KIND/`
    Kind(Kind),
    /// `/KIND/YEAR/`, where the list of a kind is long.
    KindYear(Kind, i32),
    /// `/tags/`
    Tags,
    /// `/tags/TAG/`, by its place among the tags.
    Tag(usize),
    /// `/tags/TAG/YEAR/`, where the list of a tag is long.
    TagYear(usize, i32),
    /// `/archive/`
    Archive,
    /// `/archive/YEAR/`
    ArchiveYear(i32),
    /// `/subscribe/`
    Subscribe,
    /// `/search/`
    Search,
    /// What search looks into: the words of one kind of beginning.
    SearchWords(usize),
    /// And so many entries, by their place in time.
    SearchEntries(usize),
    /// `404.html`
    NotFound,
    /// An old address of entry number so-and-so, and which of its old addresses.
    EntryAlias(usize, usize),
    /// An old address of page number so-and-so, and which of its old addresses.
    PageAlias(usize, usize),
    /// A feed.
    Feed(Feed),
    /// All feeds, for programs that can take them at once.
    Opml,
    /// The list of addresses for search engines, or of its parts where it is long.
    Sitemap,
    /// A part of a long list of addresses.
    SitemapPart(usize),
    /// What search engines are told.
    Robots,
    /// The stylesheet.
    Style,
    /// A script, by its place among the theme's.
    Script(usize),
    /// A file of the theme.
    ThemeFile(usize),
    /// A file of the journal: a picture beside an entry, something from `static/`.
    File(usize),
}

/// The feeds there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feed {
    /// `feed.xml`, RSS 2.0.
    Rss,
    /// `atom.xml`, Atom 1.0.
    Atom,
    /// `feed.json`, JSON Feed 1.1.
    Json,
    /// `KIND/feed.xml`, RSS 2.0.
    Kind(Kind),
    /// `tags/TAG/feed.xml`, RSS 2.0.
    Tag(usize),
}

impl Route {
    /// Whether it is a page that a person reads and a search engine may list.
    pub fn is_page(self) -> bool {
        matches!(
            self,
            Self::Home
                | Self::Entry(_)
                | Self::Page(_)
                | Self::Kind(_)
                | Self::KindYear(..)
                | Self::Tags
                | Self::Tag(_)
                | Self::TagYear(..)
                | Self::Archive
                | Self::ArchiveYear(_)
                | Self::Subscribe
                | Self::Search
        )
    }

    /// Where it leads: an old address to what has moved, any other to itself.
    #[must_use]
    pub fn target(self) -> Self {
        match self {
            Self::EntryAlias(index, _) => Self::Entry(index),
            Self::PageAlias(index, _) => Self::Page(index),
            other => other,
        }
    }

    /// Whether it is a feed.
    pub fn is_feed(self) -> bool {
        matches!(self, Self::Feed(_))
    }
}
