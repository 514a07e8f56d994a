//! The private half: people who were invented, and what happened.

use std::fs;
use std::io;
use std::path::Path;

use super::Corpus;
use super::day::{Day, TODAY};
use super::words::{self, sentence, whisper};
use crate::chance::Chance;

/// Beginnings and ends of names.
const FIRST: &str = "Aro Bel Cas Dav Eli Fen Gor Hal Ili Jor Kel Lum Mar Nor Osk Per Quin Ros Sel Tam";
const FIRST_ENDS: &str = "in ette is wen rik mund lia sina bert olf";
const LAST: &str =
    "Ahl Brand Cran Dahl Eken Falk Grim Holm Ingel Jarl Kvist Lind Mark Norr Ox Palm Rehn Stern Torn Wall";
const LAST_ENDS: &str = "berg quist ford ström wick å";

struct Name {
    name: String,
    handle: String,
}

impl Name {
    /// The name of contact number `index`; the first 24,000 differ.
    fn of(index: usize) -> Self {
        let (first, last) = (index % 200, (index / 200 + index % 200 * 7) % 120);
        let part = |of: &'static str, number| of.split(' ').nth(number).unwrap_or_default();
        let first = format!("{}{}", part(FIRST, first % 20), part(FIRST_ENDS, first / 20));
        let last = format!("{}{}", part(LAST, last % 20), part(LAST_ENDS, last / 20));
        let handle = format!("{first}-{last}").to_lowercase().replace('ö', "o").replace('å', "a");
        Self { name: format!("{first} {last}"), handle }
    }
}

impl Corpus {
    /// How many people there are.
    pub fn contacts(&self) -> usize {
        (self.entries / 5).max(2)
    }

    /// The handle of contact number `index`.
    pub fn handle(index: usize) -> String {
        Name::of(index).handle
    }

    /// One of those who agreed to be named in public.
    pub(super) fn named(&self, index: usize) -> String {
        format!("named = [\"{}\"]\n", Name::of(index % self.contacts() / 10 * 10).name)
    }

    /// Writes everything that is private.
    pub(super) fn write_people(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder.join("contacts"))?;
        fs::create_dir_all(folder.join("log"))?;
        fs::create_dir_all(folder.join("inbox"))?;
        fs::write(
            folder.join("settings.toml"),
            "fictional = true\nsignature = \"N.\"\n[circles.kitchen]\ncadence = \"3m\"\n",
        )?;
        for index in 0..self.contacts() {
            let path = folder.join("contacts").join(Name::of(index).handle + ".md");
            fs::write(path, self.contact(index))?;
        }
        for index in 0..self.entries / 200 {
            fs::write(folder.join(format!("inbox/2026-11-01-kept-{index}.md")), self.kept(index))?;
        }
        self.write_log(&folder.join("log"))
    }

    fn contact(&self, index: usize) -> String {
        let mut chance = Chance::new(self.seed, 3, index);
        let Name { name, handle } = Name::of(index);
        let last = name.split(' ').next_back().unwrap_or_default();
        let rhythm = ["cadence = \"6w\"\n", "circles = \"kitchen\"\n", "cadence = \"1y\"\n", ""][index % 4];
        let mut about = format!("values = [{:?}, {:?}]\n", chance.pick(&words::TAGS), whisper(&mut chance));
        if chance.once_in(2) {
            about.push_str(&format!("needs = [{:?}]\n", whisper(&mut chance)));
        }
        if chance.once_in(2) {
            about.push_str(&format!("offers = [{:?}, {:?}]\n", whisper(&mut chance), whisper(&mut chance)));
        }
        if chance.once_in(3) {
            let (month, day) = (chance.below(12) + 1, chance.below(28) + 1);
            about.push_str(&format!("dates = {{ birthday = \"{month:02}-{day:02}\" }}\n"));
        }
        if index.is_multiple_of(10) {
            about.push_str("consent_name = true\n");
        }
        let met = Day::spread(0, 1);
        format!(
            "+++\nname = \"{name}\"\nemail = \"{handle}@mail.example\"\nphone = \"+999 20 {index:07}\"\norg = \"{}\"\n\
             role = \"{}\"\nmet = {met}\n{rhythm}{about}+++\n\n{} So says {last}.\n{} Ask {last}.\n",
            whisper(&mut chance),
            whisper(&mut chance),
            sentence(&mut chance).trim_end_matches('.'),
            sentence(&mut chance).trim_end_matches('.'),
        )
    }

    fn kept(&self, index: usize) -> String {
        let mut chance = Chance::new(self.seed, 4, index);
        let Name { handle, .. } = Name::of(chance.below(self.contacts()));
        let title = words::capital(&whisper(&mut chance));
        format!("+++\ntitle = \"{title}\"\nfrom = \"@{handle}\"\npermission = \"granted\"\nexpires = 2026-12-24\n+++\n")
    }

    /// Two lines an entry, a file a year.
    fn write_log(&self, folder: &Path) -> io::Result<()> {
        let lines = self.entries * 2;
        let (mut year, mut text) = (0, String::new());
        for index in 0..lines {
            let day = Day::spread(index, lines);
            if day.year() != year && !text.is_empty() {
                fs::write(folder.join(format!("{year}.md")), &text)?;
                text.clear();
            }
            year = day.year();
            text.push_str(&self.line(index, day));
        }
        fs::write(folder.join(format!("{year}.md")), &text)
    }

    /// One line. Two that follow each other are about one person, so that what is opened is mostly closed again.
    fn line(&self, index: usize, day: Day) -> String {
        let mut chance = Chance::new(self.seed, 5, index / 2);
        let one = chance.skewed(self.contacts());
        let other = Name::of((one + 1 + chance.below(self.contacts() - 1)) % self.contacts()).handle;
        let who = Name::of(one).handle;
        let thing = whisper(&mut chance);
        let older = self.head(chance.below(index / 2 + 1)).slug;
        let by = Day(day.0 + 5);
        let what = match index % 16 {
            0 => format!("met = @{who}: {thing}"),
            1 => format!("mail > @{who}: what we said of the {thing}"),
            2 => format!("call < @{who}: a long one; needs: {thing}"),
            3 => format!("gave > @{who}: [[{older}]]"),
            4 => format!("msg < @{who}: well; up to: {thing}"),
            5 => format!("note @{who}: offers: {thing}"),
            6 => format!("got < @{who}: {thing}"),
            7 => format!("thanks > @{who}: the {thing}"),
            8 => format!("note @{who}: promise: {thing} by {by}"),
            9 => format!("done @{who}"),
            10 => format!("met = @{who} @{other}: {thing}"),
            11 => format!("mail < @{who}: about that; values: {}", chance.pick(&words::TAGS)),
            12 => format!("ask > @{who}: {thing}; waiting: an answer"),
            13 => format!("mail < @{who}: yes, with pleasure"),
            14 => format!("intro = @{who} @{other}: {thing}"),
            _ => format!("told > @{who}: how it went"),
        };
        debug_assert!(day < TODAY);
        format!("- {day} {what}\n")
    }
}
