//! A whole journal of any size, the same one for the same seed: 60 % resources, 20 % introductions, 20 % lessons, two to
//! four tags each (of forty, and of a long tail), over twenty years; and people, a fifth as many as entries, with a log.

mod body;
pub mod day;
mod people;
pub mod words;

use std::fs;
use std::io;
use std::path::Path;

use crate::chance::Chance;
use day::Day;

/// What decides a journal.
#[derive(Clone, Copy, Debug)]
pub struct Corpus {
    /// Another number makes another journal.
    pub seed: u64,
    /// How many entries it has.
    pub entries: usize,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something worth passing on.
    Resource,
    /// Two people who were brought together.
    Introduction,
    /// Something learned.
    Lesson,
}

/// What an entry says of itself: all that lists and links need.
#[derive(Clone, Debug)]
pub struct Head {
    /// What it is.
    pub kind: Kind,
    /// When it was written.
    pub day: Day,
    /// What it is called.
    pub title: String,
    /// The last part of its address.
    pub slug: String,
    /// Two to four of them.
    pub tags: Vec<String>,
}

/// An entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it says of itself.
    pub head: Head,
    /// The keys of its kind, as TOML.
    pub keys: String,
    /// Markdown.
    pub body: String,
}

const SETTINGS: &str = "title = \"A long journal\"\nbase_url = \"https://long.example/\"\nid = \"tag:long.example,2006:journal\"\n\
    timezone = \"Europe/London\"\ndescription = \"What came of twenty years of passing things on.\"\nTHEME\
    [author]\nname = \"Nobody Inparticular\"\n[feed]\nitems = 20\n[share]\ngap = \"0d\"\n";

impl Kind {
    /// Its folder, and the first part of its address.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Resource => "resources",
            Self::Introduction => "introductions",
            Self::Lesson => "lessons",
        }
    }
}

/// The theme of a journal that is to have what other generators make, and nothing besides.
pub const PLAIN: &str = "plain";

/// What such a journal leaves out.
const WITHOUT: &str = "search = false\nmarkdown.highlight = false\n[author]";
const LESS: &str = "tags = false\nitems";

impl Corpus {
    /// What entry number `index` says of itself, the oldest first.
    pub fn head(&self, index: usize) -> Head {
        let mut chance = Chance::new(self.seed, 1, index);
        let kind = [Kind::Resource, Kind::Introduction, Kind::Resource, Kind::Lesson, Kind::Resource][index % 5];
        let title = words::capital(&words::phrase(&mut chance));
        let ascii = title.to_lowercase().split(|c: char| !c.is_ascii_alphanumeric()).collect::<Vec<_>>().join("-");
        let slug = format!("{}-{index}", ascii.trim_matches('-'));
        let mut tags: Vec<String> = Vec::new();
        let wanted = 2 + chance.below(3);
        while tags.len() < wanted {
            let tail = chance.once_in(12).then(|| words::rare(chance.below(self.entries / 50 + 1)));
            let tag = tail.unwrap_or_else(|| words::TAGS[chance.skewed(words::TAGS.len())].to_owned());
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        Head { kind, day: Day::spread(index, self.entries), title, slug, tags }
    }

    /// Entry number `index`.
    pub fn entry(&self, index: usize) -> Entry {
        let head = self.head(index);
        let mut chance = Chance::new(self.seed, 2, index);
        let keys = self.keys(index, head.kind, &mut chance);
        let body = body::body(self, index, head.kind, &mut chance);
        Entry { head, keys, body }
    }

    fn keys(&self, index: usize, kind: Kind, chance: &mut Chance) -> String {
        let mut phrase = || words::phrase(chance);
        match kind {
            Kind::Resource => format!(
                "url = \"https://example.org/{index}/\"\ngood_for = \"Anybody with a {}\"\nminutes = {}\n",
                phrase(),
                index % 50 + 1
            ),
            Kind::Introduction => format!(
                "sides = [{{ who = \"a {}\", brings = \"{}\" }}, {{ who = \"a {}\", brings = \"{}\" }}]\n\
                 in_common = \"The {}.\"\nboth_said_yes = true\n{}",
                phrase(),
                phrase(),
                phrase(),
                phrase(),
                phrase(),
                if index % 50 == 1 { self.named(index) } else { String::new() }
            ),
            Kind::Lesson => format!("try_when = \"There is a {}\"\n", phrase()),
        }
    }

    /// Writes the journal into a folder that is not there yet, with or without its private half.
    pub fn write(&self, root: &Path, theme: &str, private: bool) -> io::Result<()> {
        for kind in [Kind::Resource, Kind::Introduction, Kind::Lesson] {
            fs::create_dir_all(root.join("content").join(kind.folder()))?;
        }
        let settings = SETTINGS.replace("THEME", &format!("theme = \"{theme}\"\n"));
        let settings =
            if theme == PLAIN { settings.replace("[author]", WITHOUT).replace("items", LESS) } else { settings };
        fs::write(root.join("site.toml"), settings)?;
        for index in 0..self.entries {
            let entry = self.entry(index);
            fs::write(root.join(entry.head.path()), entry.text())?;
        }
        if private { self.write_people(&root.join("private")) } else { Ok(()) }
    }
}

impl Head {
    /// Its file in a journal.
    pub fn path(&self) -> String {
        format!("content/{}/{}-{}.md", self.kind.folder(), self.day, self.slug)
    }

    /// Its page's address.
    pub fn address(&self) -> String {
        format!("/{}/{}/", self.kind.folder(), self.slug)
    }

    /// The tags as a list that TOML and JSON read alike.
    pub fn tag_list(&self) -> String {
        format!("{:?}", self.tags)
    }
}

impl Entry {
    /// Its file's text in a journal.
    pub fn text(&self) -> String {
        let Self { head, keys, body } = self;
        format!("+++\ntitle = \"{}\"\ntags = {}\n{keys}+++\n\n{body}", head.title, head.tag_list())
    }
}
