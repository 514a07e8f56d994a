//! Entries: resources, introductions, lessons.

use chrono_tz::Tz;

mod read;

use super::{Article, Kind};
use crate::diagnostic::At;
use crate::parse::date::{Day, DayOrMonth, Moment};

/// How many words of one's own a resource wants: commentary is the value.
pub const OWN_WORDS: usize = 20;

/// An entry: everything that its file says.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it shares with pages.
    pub article: Article,
    /// When it was or will be published.
    pub date: Moment,
    /// Its tags, as they were written, each once.
    pub tags: Vec<At<String>>,
    /// What feeds know it by (see `id` in `site.toml`): where it does not say, it is made of the kind and the file's
    /// name, never of title, slug or address, so that none of those can make it new.
    pub id: At<String>,
    /// The first day on which it is no longer shown in lists.
    pub expires: Option<Day>,
    /// What only its kind has.
    pub detail: Detail,
}

/// What only one kind has.
#[derive(Clone, Debug)]
pub enum Detail {
    /// A resource's.
    Resource(Box<Resource>),
    /// An introduction's.
    Introduction(Introduction),
    /// A lesson's.
    Lesson(Lesson),
}

/// Something that was found, and whom it suits.
#[derive(Clone, Debug, Default)]
pub struct Resource {
    /// Where it is.
    pub url: String,
    /// Who made it.
    pub author: Option<String>,
    /// Where it was published.
    pub source: Option<String>,
    /// The year in which it was made.
    pub year: Option<i64>,
    /// Through whom it was found.
    pub via: Option<Via>,
    /// Whom it suits.
    pub good_for: Option<String>,
    /// Whom it does not suit.
    pub less_good_for: Option<String>,
    /// How long it takes.
    pub minutes: Option<i64>,
    /// When it takes place.
    pub when: Option<String>,
    /// Where it takes place.
    pub place: Option<String>,
}

/// Through whom something was found.
#[derive(Clone, Debug)]
pub struct Via {
    /// A name, or a role.
    pub name: String,
    /// Their own page.
    pub url: Option<String>,
}

/// People who were brought together.
#[derive(Clone, Debug, Default)]
pub struct Introduction {
    /// Each of them by role: two or more.
    pub sides: Vec<Side>,
    /// What they share.
    pub in_common: Option<String>,
    /// Whether each said yes before hearing the other's name.
    pub both_said_yes: bool,
    /// What happened, in order.
    pub steps: Vec<Step>,
    /// What came of it.
    pub outcome: Option<String>,
    /// Who agreed to be named.
    pub named: Vec<At<String>>,
}

/// One side of an introduction.
#[derive(Clone, Debug)]
pub struct Side {
    /// Who, by role: "a hospice nurse".
    pub who: String,
    /// What they needed or had to give.
    pub brings: Option<String>,
}

/// One step of an introduction.
#[derive(Clone, Debug)]
pub struct Step {
    /// When; only the month where a day would say too much.
    pub date: DayOrMonth,
    /// What.
    pub text: String,
}

/// Something learned.
#[derive(Clone, Debug, Default)]
pub struct Lesson {
    /// Who taught it.
    pub learned_from: Option<String>,
    /// When to try it.
    pub try_when: Option<String>,
}

/// Whether an entry is out on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is out.
    Published,
    /// It is not to be published yet.
    Draft,
    /// It will be out on that day.
    Scheduled(Day),
    /// It was out until that day; its page stays.
    Expired(Day),
}

impl State {
    /// The day on which something comes out that is not out yet by itself.
    pub fn scheduled(self) -> Option<Day> {
        if let Self::Scheduled(day) = self { Some(day) } else { None }
    }

    /// One word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Draft => "draft",
            Self::Scheduled(_) => "scheduled",
            Self::Expired(_) => "expired",
        }
    }
}

impl Entry {
    /// The kind.
    pub fn kind(&self) -> Kind {
        match self.detail {
            Detail::Resource(_) => Kind::Resource,
            Detail::Introduction(_) => Kind::Introduction,
            Detail::Lesson(_) => Kind::Lesson,
        }
    }

    /// The resource's own part, if it is one.
    pub fn resource(&self) -> Option<&Resource> {
        if let Detail::Resource(resource) = &self.detail { Some(resource) } else { None }
    }

    /// Whether it is out on `day`.
    pub fn state(&self, day: Day, zone: Tz) -> State {
        let date = self.date.day(zone);
        match self.expires {
            _ if self.article.draft => State::Draft,
            _ if date > day => State::Scheduled(date),
            Some(expires) if expires <= day => State::Expired(expires),
            _ => State::Published,
        }
    }
}
