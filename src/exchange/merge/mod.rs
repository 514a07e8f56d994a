//! What is there and what comes: a plan of what to change, and nothing changed yet.
//!
//! Somebody is known by the identity that their address book gave them, else by their page at LinkedIn, else by a mail
//! address, else by their exact name. What a person wrote stays as it is; what comes fills what is empty, and where the
//! two differ that is told.

mod fill;
mod keys;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use fill::Filling;
use keys::{Key, are_alike, keys};

use super::person::{MOST, linkedin};
use super::{Happened, Person, Remark};
use crate::parse::date::Day;
use crate::parse::fields::nearest;
use crate::parse::slug;

/// Somebody who is there.
#[derive(Clone, Debug)]
pub struct Known {
    /// Their handle.
    pub handle: String,
    /// What is known of them.
    pub person: Person,
    /// Whether somebody decided already how to keep in touch with them.
    pub sorted: bool,
}

/// What has to be known of the journal besides its people.
#[derive(Clone, Debug, Default)]
pub struct House {
    /// Today.
    pub today: Day,
    /// The circles of the settings.
    pub circles: Vec<String>,
    /// Handles that nobody new may have.
    pub taken: Vec<String>,
}

/// What to do.
#[derive(Debug, Default)]
pub struct Plan {
    /// Those who are new, by handle.
    pub new: Vec<(String, Person)>,
    /// What to add to those who are there, by handle.
    pub fill: Vec<(String, Person)>,
    /// Where something differs, and stays as it is.
    pub differences: Vec<Difference>,
    /// How many of those who came are here and lack nothing.
    pub same: usize,
    /// What was not taken.
    pub remarks: Vec<Remark>,
}

/// Something that is one way here and another way there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The file that it stands in there.
    pub file: String,
    /// The line of it.
    pub line: u64,
    /// Whose.
    pub handle: String,
    /// Which key.
    pub key: String,
    /// What is here.
    pub here: String,
    /// What is there.
    pub there: String,
}

/// Each round tells of somebody what the one before could not; so many are more than any file needs.
const ROUNDS: usize = 8;

/// Compares those who come with those who are there.
pub fn merge(known: Vec<Known>, incoming: &[Person], house: &House) -> Plan {
    let mut merger = Merger::new(known, house);
    for person in incoming {
        merger.take(person.clone());
    }
    // What came later may tell who somebody before it is. The rounds that follow find that out now, so that taking the
    // same file in once more changes nothing; what is to be said was said in the first.
    let said = (merger.plan.remarks.len(), merger.plan.differences.len());
    for _ in 0..ROUNDS {
        if !std::mem::take(&mut merger.changed) {
            break;
        }
        for person in incoming {
            merger.take(person.clone());
        }
        merger.plan.remarks.truncate(said.0);
        merger.plan.differences.truncate(said.1);
    }
    merger.finish()
}

/// Handles by folded names.
pub type Handles = BTreeMap<String, String>;

/// The names by which a line of a log may call those who are here or new.
pub fn handles(known: &[Known], plan: &Plan) -> Handles {
    let mut handles = Handles::new();
    let here = known.iter().map(|known| (&known.handle, &known.person));
    let all: Vec<_> = plan.new.iter().map(|(handle, person)| (handle, person)).chain(here).collect();
    // Another name of theirs counts where nobody else has it, and nobody is called so in the first place.
    let mut others: BTreeMap<String, BTreeSet<&String>> = BTreeMap::new();
    for (handle, person) in &all {
        for aka in person.list("aka") {
            others.entry(slug::fold(aka)).or_default().insert(handle);
        }
    }
    for (aka, whose) in others.into_iter().filter(|(_, whose)| whose.len() == 1) {
        handles.extend(whose.first().map(|handle| (aka, (*handle).clone())));
    }
    handles.extend(all.iter().map(|(handle, person)| (slug::fold(&person.name), (*handle).clone())));
    handles
}

/// A line of the log for something that happened; nothing where nobody in it is known.
pub fn line_of(happened: &Happened, handles: &Handles) -> Option<String> {
    let who: Vec<_> = happened.who.iter().filter_map(|name| handles.get(&slug::fold(name))).collect();
    if who.is_empty() {
        return None;
    }
    let who = who.iter().map(|handle| format!("@{handle}")).collect::<Vec<_>>().join(" ");
    let act = if happened.met { "met =" } else { "note" };
    // What would be grammar in a log is a word here.
    let mut text = happened.text.replace(';', ",");
    for (twice, once) in [("[[", "["), ("]]", "]")] {
        while text.contains(twice) {
            text = text.replace(twice, once);
        }
    }
    let marks = crate::model::log::Marker::ALL.iter().any(|marker| text.starts_with(&format!("{}:", marker.word())));
    let text = if marks { text.replacen(':', " –", 1) } else { text };
    Some(if text.is_empty() {
        format!("- {} {act} {who}", happened.day)
    } else {
        format!("- {} {act} {who}: {text}", happened.day)
    })
}

/// Somebody who is here, or is new.
struct Entry {
    handle: String,
    person: Person,
    /// What comes to somebody who was here before; nothing for somebody new, who is all new.
    added: Option<Person>,
    sorted: bool,
    /// Whether anything of them came.
    touched: bool,
    /// The file and the line that spoke of them last.
    from: (String, u64),
}

struct Merger<'h> {
    entries: Vec<Entry>,
    by_key: HashMap<Key, Vec<usize>>,
    handles: HashSet<String>,
    plan: Plan,
    /// Whether this round found out anything.
    changed: bool,
    house: &'h House,
}

impl<'h> Merger<'h> {
    fn new(known: Vec<Known>, house: &'h House) -> Self {
        let handles = house.taken.iter().cloned().collect();
        let mut merger =
            Self { entries: Vec::new(), by_key: HashMap::new(), handles, plan: Plan::default(), changed: false, house };
        for Known { handle, person, sorted } in known {
            merger.put(Entry {
                handle,
                person,
                added: Some(Person::default()),
                sorted,
                touched: false,
                from: Default::default(),
            });
        }
        merger
    }

    fn put(&mut self, entry: Entry) {
        let index = self.entries.len();
        self.handles.insert(entry.handle.clone());
        for key in keys(&entry.person, &entry.handle) {
            self.by_key.entry(key).or_default().push(index);
        }
        self.entries.push(entry);
    }

    fn take(&mut self, mut person: Person) {
        self.mend(&mut person);
        match self.find(&person) {
            Ok(Some(index)) => self.fill(index, person),
            Ok(None) => {
                let handle = self.free_handle(&person);
                self.changed = true;
                let from = (person.file.clone(), person.line);
                self.put(Entry { handle, person, added: None, sorted: false, touched: true, from });
            }
            Err(name) => {
                let why = format!("several people here are called {name}, and nothing tells which of them it is");
                self.plan.remarks.push(Remark { file: person.file, line: person.line, whole: true, why });
            }
        }
    }

    /// Takes out what no journal could have: a day to come, a circle that looks like a slip of the pen, more of something
    /// than anybody has.
    fn mend(&mut self, person: &mut Person) {
        let (file, line) = (person.file.clone(), person.line);
        let mut lacks = |why: String| self.plan.remarks.push(Remark { file: file.clone(), line, whole: false, why });
        for key in person.cut() {
            lacks(format!("`{key}` has more than {MOST} values; the others are left out"));
        }
        let today = self.house.today;
        person.days.retain(|key, day| {
            let keep = *day <= today;
            if !keep {
                lacks(format!("`{key}` would be a day to come, {day}"));
            }
            keep
        });
        let known: Vec<_> = self.house.circles.iter().map(String::as_str).collect();
        if let Some(circles) = person.lists.get_mut("circles") {
            circles.retain(|name| {
                let near = nearest(name, &known).filter(|_| !known.contains(&name.as_str()));
                if let Some(near) = near {
                    lacks(format!("the circle `{name}` looks like `{near}` in private/settings.toml"));
                }
                near.is_none()
            });
        }
        person.lists.retain(|_, list| !list.is_empty());
        let channels = ["mail", "call", "msg", "meet"];
        let channel = person.texts.get("channel").filter(|channel| !channels.contains(&channel.as_str())).cloned();
        if let Some(channel) = channel {
            lacks(format!("`channel` cannot be `{channel}`"));
            person.texts.remove("channel");
        }
    }

    /// Who it is; `Err` where several may be meant.
    fn find(&self, person: &Person) -> Result<Option<usize>, String> {
        for key in keys(person, person.handle.as_deref().unwrap_or_default()) {
            let all = self.by_key.get(&key).map_or(&[][..], Vec::as_slice);
            let fits: Vec<_> = all.iter().copied().filter(|index| self.may_be(person, *index, &key)).collect();
            match fits[..] {
                [] => {}
                [only] => return Ok(Some(only)),
                [first, ..] if !matches!(key, Key::Name(_)) => return Ok(Some(first)),
                _ => return Err(person.name.clone()),
            }
        }
        Ok(None)
    }

    /// Whether nothing speaks against it: two pages at LinkedIn are two people, as are two names without a word in common
    /// at the one address of a household or an office, and two who only share a name are two
    /// where their address books say so, or where one file has both with another address each.
    fn may_be(&self, person: &Person, index: usize, key: &Key) -> bool {
        let entry = &self.entries[index];
        let differ = |a: Option<String>, b: Option<String>| a.zip(b).is_some_and(|(a, b)| a != b);
        let uid = |person: &Person| person.texts.get("uid").cloned();
        let apart = |list: &str| {
            let (here, there) = (entry.person.list(list), person.list(list));
            !here.is_empty() && !there.is_empty() && !there.iter().any(|value| here.contains(value))
        };
        let twice = entry.added.is_none() && (apart("email") || apart("phone"));
        match key {
            Key::Handle(..) | Key::Uid(_) | Key::LinkedIn(_) => true,
            Key::Email(_) => !differ(entry.person.linkedin(), person.linkedin()) && are_alike(&entry.person, person),
            Key::Name(_) => {
                !differ(entry.person.linkedin(), person.linkedin())
                    && !differ(uid(&entry.person), uid(person))
                    && !twice
            }
        }
    }

    fn fill(&mut self, index: usize, mut person: Person) {
        self.leave_to_others(index, &mut person);
        let entry = &mut self.entries[index];
        let (before, had) = (entry.person.clone(), keys(&entry.person, &entry.handle));
        entry.from = (person.file.clone(), person.line);
        let mut filling = Filling { entry, differences: &mut self.plan.differences };
        filling.all(person);
        self.changed |= entry.person != before;
        for key in keys(&entry.person, &entry.handle).into_iter().filter(|key| !had.contains(key)) {
            self.by_key.entry(key).or_default().push(index);
        }
    }

    /// Takes out what somebody else is known by: no two people are given one address, or one of them would be found by
    /// what is the other's.
    fn leave_to_others(&mut self, index: usize, person: &mut Person) {
        let others = |key: Key| {
            let all = self.by_key.get(&key).map_or(&[][..], Vec::as_slice);
            let other = all.iter().find(|other| **other != index && !all.contains(&index));
            other.map(|other| self.entries[*other].handle.clone())
        };
        let mut found = Vec::new();
        if let Some((uid, whose)) =
            person.texts.get("uid").and_then(|uid| Some((uid.clone(), others(Key::Uid(uid.clone()))?)))
        {
            person.texts.remove("uid");
            found.push((uid, whose));
        }
        for (key, list) in &mut person.lists {
            list.retain(|value| {
                let key = match *key {
                    "email" => Some(Key::Email(value.to_lowercase())),
                    "url" => linkedin(value).map(Key::LinkedIn),
                    _ => None,
                };
                let whose = key.and_then(others);
                found.extend(whose.clone().map(|whose| (value.clone(), whose)));
                whose.is_none()
            });
        }
        for (value, whose) in found {
            let why = format!("`{value}` is @{whose}'s already");
            self.plan.remarks.push(Remark { file: person.file.clone(), line: person.line, whole: false, why });
        }
    }

    /// The handle that they had elsewhere, else their name's slug, with a number where somebody has it.
    fn free_handle(&self, person: &Person) -> String {
        let own = person.handle.clone().filter(|handle| slug::is_slug(handle));
        let base = own.unwrap_or_else(|| slug::slug(&person.name));
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let mut all = std::iter::once(base.clone()).chain(numbered);
        all.find(|handle| !self.handles.contains(handle)).unwrap_or(base)
    }

    fn finish(mut self) -> Plan {
        for Entry { handle, person, added, touched, from: (file, line), .. } in self.entries {
            let is_new = added.is_none();
            let mut comes = added.unwrap_or(person);
            if let Some(via) = comes.texts.get_mut("via") {
                settle(via, |handle| self.handles.contains(handle));
                if via.strip_prefix('@') == Some(&handle) {
                    comes.texts.remove("via");
                    let why = "`via` would be they themselves".to_owned();
                    self.plan.remarks.push(Remark { file: file.clone(), line, whole: false, why });
                }
            }
            if is_new {
                self.plan.new.push((handle, comes));
            } else if comes == Person::default() {
                self.plan.same += usize::from(touched);
            } else {
                self.plan.fill.push((handle, Person { file, line, ..comes }));
            }
        }
        self.plan
    }
}

/// A handle that nobody has becomes words.
fn settle(via: &mut String, is_there: impl Fn(&str) -> bool) {
    if let Some(handle) = via.strip_prefix('@').filter(|handle| !is_there(handle)) {
        *via = handle.replace('-', " ");
    }
}
