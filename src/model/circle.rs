//! The whole private side: who there is, what happened, and what lies ready to be given.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::called::Called;
use super::contact::Via;
use super::log::{self, Act, Line};
use super::{Contact, Item, Notebook, Rules};
use crate::diagnostic::{At, Place, Report, Source, people};
use crate::load::PrivateFiles;
use crate::parse::date::{Day, Period};
use crate::parse::fields::nearest;
use crate::parse::slug;

/// Everybody, everything that happened, and everything that lies ready.
#[derive(Clone, Default)]
pub struct Circle {
    /// `private/settings.toml`.
    pub rules: Rules,
    /// People, in the order of their handles.
    pub contacts: Vec<Contact>,
    /// The inbox, in the order of its files.
    pub inbox: Vec<Item>,
    /// What happened, in the order of the days; of one day in the order of the files.
    pub events: Vec<Event>,
    /// The events of each contact, as places in `events`.
    of: Vec<Vec<usize>>,
    by_handle: HashMap<String, usize>,
    /// Made when somebody is first asked for by a name.
    called: OnceLock<Called>,
}

/// A line of the log, with the people and things that it names.
#[derive(Clone, Debug)]
pub struct Event {
    /// The line.
    pub line: Line,
    /// The file that it stands in.
    pub source: Arc<Source>,
    /// Who took part, as places in [`Circle::contacts`], each once.
    pub people: Vec<usize>,
    /// What was passed on.
    pub cited: Vec<Cited>,
}

/// Something that a line cites.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cited {
    /// A public entry, by its file.
    Entry(String),
    /// Something in the inbox, by its place in [`Circle::inbox`].
    Item(usize),
}

impl fmt::Debug for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} contacts, {} events", self.contacts.len(), self.events.len())
    }
}

impl Cited {
    /// Its place in [`Circle::inbox`], if that is where it is.
    pub fn item(&self) -> Option<usize> {
        if let Self::Item(index) = self { Some(*index) } else { None }
    }
}

impl Event {
    /// The place of the line.
    pub fn place(&self) -> Place {
        self.line.span.of(&self.source)
    }
}

impl Circle {
    /// Reads the private half. It may cite the public one; never the other way round.
    pub fn read(report: &mut Report, files: PrivateFiles, notebook: &Notebook) -> Self {
        let rules = files.settings.map_or_else(Rules::default, |source| Rules::read(report, &source));
        let mut contacts = read_all(report, files.contacts, Contact::read);
        let inbox = read_all(report, files.inbox, Item::read);
        let lines = read_all(report, files.logs, |report, source| {
            let lines = log::read_lines(report, &source);
            Some((source, lines))
        });
        let by_handle: HashMap<_, _> =
            contacts.iter().enumerate().map(|(index, contact)| (contact.handle.clone(), index)).collect();
        for contact in &mut contacts {
            contact.settle_via(|words| HashMap::contains_key(&by_handle, words));
        }
        let mut circle = Self { rules, contacts, inbox, by_handle, ..Self::default() };
        circle.check_references(report);
        circle.take_events(report, lines, notebook);
        circle
    }

    /// The contact of that handle.
    pub fn find(&self, handle: &str) -> Option<usize> {
        self.by_handle.get(handle).copied()
    }

    /// Everybody who may be meant by a handle or a name, as places in [`Circle::contacts`]: whoever has just that
    /// handle, else just that name or another that they are called, else a name that begins with it; case and accents
    /// do not matter.
    pub fn called(&self, who: &str) -> Vec<usize> {
        let who = who.trim();
        if let Some(found) = self.find(who.strip_prefix('@').unwrap_or(who)) {
            return vec![found];
        }
        if who.starts_with('@') {
            return Vec::new();
        }
        self.called.get_or_init(|| Called::of(&self.contacts)).find(who)
    }

    /// The handle of whoever is called almost so.
    pub fn nearest_to(&self, who: &str) -> Option<&str> {
        let handle = slug::slug(who.trim_start_matches('@'));
        let handles: Vec<_> = self.contacts.iter().map(|contact| contact.handle.as_str()).collect();
        let first = |contact: &Contact| slug::slug(contact.first_name());
        let by_first = self.contacts.iter().find(|contact| strsim::osa_distance(&first(contact), &handle) <= 1);
        nearest(&handle, &handles).or(by_first.map(|contact| contact.handle.as_str()))
    }

    /// What happened with somebody, in the order of the days.
    pub fn events_of(&self, contact: usize) -> impl DoubleEndedIterator<Item = &Event> {
        self.of[contact].iter().map(|index| &self.events[*index])
    }

    /// Everything that is known of somebody, with where it stands.
    pub fn texts(&self, index: usize) -> Vec<(&'static str, String)> {
        let contact = &self.contacts[index];
        let mut all: Vec<(&'static str, String)> = Vec::new();
        let mut add = |field, text: &str| all.push((field, text.to_owned()));
        add("name", &contact.name);
        contact.aka.iter().for_each(|aka| add("aka", &aka.value));
        contact.values.iter().for_each(|text| add("values", text));
        contact.needs.iter().for_each(|text| add("needs", text));
        contact.offers.iter().for_each(|text| add("offers", text));
        for (field, text) in [("role", &contact.role), ("org", &contact.org), ("city", &contact.city)] {
            if let Some(text) = text {
                add(field, text);
            }
        }
        contact.circles.iter().for_each(|circle| add("circle", &circle.value));
        for span in contact.notes() {
            let notes = contact.source.text()[span.range()].split("\n\n");
            notes.map(str::trim).filter(|text| !text.is_empty()).for_each(|text| add("notes", text));
        }
        for event in self.events_of(index) {
            add("log", event.line.to_string().trim_start_matches("- "));
        }
        all
    }

    /// Somebody's rhythm: their own, or the shortest of their circles'. None is the default.
    pub fn period_of(&self, contact: &Contact) -> Option<Period> {
        if let Some(own) = contact.cadence {
            return own.period();
        }
        let circles = contact.circles.iter().filter_map(|name| self.rules.circles.get(&name.value)?.as_ref());
        // Compared from one fixed day, so that weeks and months can be told apart.
        let from = Day::from_ymd_opt(2001, 1, 1).unwrap_or_default();
        circles.min_by_key(|period| period.after(from)).copied()
    }

    /// Whether a line would be understood here: reports handles and citations that nobody and nothing has. Its spans are
    /// those of the line as it is printed.
    pub fn check_line(&self, report: &mut Report, line: &Line, notebook: &Notebook) {
        let source = Source::new("this line", line.to_string());
        let names = Names::of(notebook, &self.inbox);
        for who in &line.who {
            self.resolve(report, &source, who);
        }
        for cite in &line.cites {
            if let Some(found) = names.resolve(report, &source, cite).filter(|_| line.act == Act::Gave) {
                self.check_permission(report, cite.span.of(&source), &found);
            }
        }
    }

    /// Reports what has not happened yet on `today`, but is said to have.
    pub fn check_days(&self, report: &mut Report, today: Day) {
        let early = |event: &&Event| event.line.day > today && event.line.act != Act::Plan;
        for event in self.events.iter().filter(early) {
            report.push(people::future_touch(event.place(), event.line.act.word(), &today.to_string()));
        }
        for contact in &self.contacts {
            let days =
                [("met", contact.met, contact.met_at), ("last_contact", contact.last_contact, contact.last_contact_at)];
            for (key, _, at) in days.into_iter().filter(|(_, day, _)| day.is_some_and(|day| day > today)) {
                report.push(people::future_touch(at.of(&contact.source), key, &today.to_string()));
            }
        }
    }

    /// The contact of a handle that was written somewhere; reports one that nobody has.
    fn resolve(&self, report: &mut Report, source: &Arc<Source>, written: &At<String>) -> Option<usize> {
        let found = self.find(&written.value);
        if found.is_none() {
            let known: Vec<_> = self.contacts.iter().map(|contact| contact.handle.as_str()).collect();
            let near = nearest(&written.value.to_lowercase(), &known);
            report.push(people::unknown_handle(written.span.of(source), &written.value, near));
        }
        found
    }

    /// Handles and circles in contacts and in the inbox.
    fn check_references(&self, report: &mut Report) {
        let circles: Vec<_> = self.rules.circles.keys().map(String::as_str).collect();
        for contact in &self.contacts {
            if let Some(Via::Handle(via)) = &contact.via {
                self.resolve(report, &contact.source, via);
            }
            let unknown = contact.circles.iter().filter(|name| !self.rules.circles.contains_key(&name.value));
            for name in unknown {
                // A circle without a rhythm need not be in the settings; a slip of the pen looks like one that is.
                if let Some(near) = nearest(&name.value, &circles) {
                    report.push(people::unknown_circle(name.span.of(&contact.source), &name.value, Some(near)));
                }
            }
        }
        for item in &self.inbox {
            for handle in item.kept_for.iter().chain(&item.from) {
                self.resolve(report, &item.source, handle);
            }
        }
    }

    /// Puts the lines of all files in order and finds out whom and what they name.
    fn take_events(&mut self, report: &mut Report, logs: Vec<(Arc<Source>, Vec<Line>)>, notebook: &Notebook) {
        let names = Names::of(notebook, &self.inbox);
        let own = self.contacts.iter_mut();
        let own: Vec<_> = own.map(|contact| (Arc::clone(&contact.source), std::mem::take(&mut contact.log))).collect();
        let mut events = Vec::new();
        for (source, lines) in logs.into_iter().chain(own) {
            for line in lines {
                let mut found: Vec<_> = line.who.iter().filter_map(|who| self.resolve(report, &source, who)).collect();
                let mut seen = HashSet::new();
                found.retain(|contact| seen.insert(*contact));
                let mut cited = Vec::new();
                for cite in &line.cites {
                    let Some(found) = names.resolve(report, &source, cite) else { continue };
                    if line.act == Act::Gave {
                        self.check_permission(report, cite.span.of(&source), &found);
                    }
                    cited.push(found);
                }
                events.push(Event { line, source: Arc::clone(&source), people: found, cited });
            }
        }
        events.sort_by_key(|event| event.line.day);
        self.of = vec![Vec::new(); self.contacts.len()];
        for (index, event) in events.iter().enumerate() {
            event.people.iter().for_each(|contact| self.of[*contact].push(index));
        }
        self.events = events;
    }

    /// Nothing is given on whose giver has not said yes.
    fn check_permission(&self, report: &mut Report, place: Place, found: &Cited) {
        let Cited::Item(index) = found else { return };
        let item = &self.inbox[*index];
        if !item.permission.is_settled() {
            let giver = item.from.as_ref().map(|from| from.value.as_str());
            report.push(people::not_permitted(place, &item.stem, item.permission.word(), giver));
        }
    }
}

/// Reads files on all processors.
fn read_all<T: Send>(
    report: &mut Report,
    sources: Vec<Arc<Source>>,
    read: impl Fn(&mut Report, Arc<Source>) -> Option<T> + Sync,
) -> Vec<T> {
    let read = |source: Arc<Source>| {
        let mut report = Report::new();
        let found = read(&mut report, source);
        (report, found)
    };
    let all: Vec<_> = sources.into_par_iter().map(read).collect();
    let merge = |(found, value)| {
        report.merge(found);
        value
    };
    all.into_iter().filter_map(merge).collect()
}

/// What can be cited, by every name that it has.
struct Names(BTreeMap<String, Vec<(String, Cited)>>);

impl Names {
    fn of(notebook: &Notebook, inbox: &[Item]) -> Self {
        let mut names = Self(BTreeMap::new());
        for (index, item) in inbox.iter().enumerate() {
            let whole = format!("inbox/{}", item.stem);
            names.add([item.stem.as_str(), item.name.as_str(), &whole], &whole, &Cited::Item(index));
        }
        for entry in &notebook.entries {
            let article = &entry.article;
            let whole = format!("{}/{}", entry.kind().folder(), article.slug);
            let cited = Cited::Entry(article.source.path().to_owned());
            names.add([&article.slug, &article.name, &article.stem, whole.as_str()], &whole, &cited);
        }
        names
    }

    /// Several names of one thing may be the same.
    fn add<const N: usize>(&mut self, names: [&str; N], whole: &str, cited: &Cited) {
        for name in names {
            let known = self.0.entry(name.to_owned()).or_default();
            if !known.iter().any(|(_, other)| other == cited) {
                known.push((whole.to_owned(), cited.clone()));
            }
        }
    }

    fn resolve(&self, report: &mut Report, source: &Arc<Source>, cite: &At<String>) -> Option<Cited> {
        // Words of one's own may follow, as in public texts: `[[slug|words]]`.
        let name = cite.value.split('|').next().unwrap_or_default().trim();
        let place = || cite.span.of(source);
        match self.0.get(name).map(Vec::as_slice) {
            Some([(_, only)]) => Some(only.clone()),
            Some(several) => {
                let candidates: Vec<_> = several.iter().map(|(whole, _)| whole.clone()).collect();
                report.push(people::ambiguous_citation(place(), name, &candidates));
                None
            }
            None => {
                let known: Vec<_> = self.0.keys().map(String::as_str).collect();
                report.push(people::unknown_citation(place(), name, nearest(name, &known)));
                None
            }
        }
    }
}
