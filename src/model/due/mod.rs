//! Who is due: whom to write to, why now, and what of value to bring.
//!
//! [`due`] is a pure function of what was written and of the day. Nothing is remembered between two days: what happened
//! says what is due, so that whoever notes a letter has no reminder to put away.

mod story;
mod cadence;
mod reasons;
mod shelf;
mod bring;
mod letter;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

pub use bring::{Gift, GiftKind, search_words};
pub use letter::{Letter, ask_to_meet};
pub use reasons::{Reason, ReasonKind};
pub use shelf::{Pair, Shelf, Wish};
pub use story::{Story, Told};

use super::log::{Act, Marker, day_or_period};
use super::{Circle, Cited, Contact, Entry, Item, Journal, Permission, Status};
use crate::parse::date::Day;
use crate::words;

/// What is to come is looked at so many days ahead.
const AHEAD: i64 = 14;
/// Where nobody is due for so long, the next two are looked for this far ahead.
const YEAR: i64 = 366;
/// Of those for whom something fits, so many are shown: the tool helps to hold back.
const HELP: usize = 12;
/// Where nobody is due, so many of the last gifts are shown.
const LATELY: usize = 6;

/// Everybody who is due, and everybody about whom there is something to say.
#[derive(Clone, Debug, Default)]
pub struct Due {
    /// To be written to now, the most pressing first.
    pub now: Vec<Row>,
    /// How many more are due by rhythm, or wait for a reply, than the limit shows.
    pub more: usize,
    /// Acquaintances who are due, and for whom there is nothing to bring yet.
    pub find_first: Vec<Row>,
    /// No reason to write, but something that fits: the best dozen.
    pub could_help: Vec<Row>,
    /// How many more there are for whom something fits.
    pub more_help: usize,
    /// What comes within fourteen days, the earliest first.
    pub coming_up: Vec<Row>,
    /// Those who are let be: one-sided, snoozed, paused.
    pub resting: Vec<Row>,
    /// Things that may be passed on once their giver says yes, as places in [`Circle::inbox`].
    pub permissions: Vec<usize>,
    /// Where nobody is due, nor will be soon: the next two to come round.
    pub next: Vec<Row>,
    /// Where nobody is due: what was given lately, the newest first, as places in [`Circle::events`].
    pub given_lately: Vec<usize>,
}

/// One person.
#[derive(Clone, Debug)]
pub struct Row {
    /// Who, as a place in [`Circle::contacts`].
    pub contact: usize,
    /// Why now, the best reason first. Of those who rest, why they do.
    pub reasons: Vec<Reason>,
    /// What to bring, the best first.
    pub bring: Vec<Gift>,
    /// When something was sent to them last, and whether there is room for more; empty where nothing was.
    pub room: String,
    /// A letter to begin with.
    pub draft: Option<Letter>,
}

/// What everything about one person is made from.
pub(super) struct Scene<'a> {
    circle: &'a Circle,
    journal: &'a Journal,
    shelf: &'a Shelf<'a>,
    today: Day,
    /// What is out, by its file.
    entries: HashMap<&'a str, &'a Entry>,
    /// How many things have a name by which the log may cite them.
    names: HashMap<&'a str, usize>,
    /// The goals that ended: when, and in which words.
    outcomes: BTreeMap<&'a str, (Day, &'a str)>,
    /// When each thing in the inbox was given, and to whom.
    given: Vec<Vec<(Day, &'a [usize])>>,
    /// The things in the inbox that are kept for each contact, and those that each gave, in the order of the inbox.
    kept: Vec<BTreeSet<usize>>,
    from: Vec<Vec<usize>>,
    /// What I am up to, for letters.
    own_line: Option<String>,
}

/// Why somebody is let be.
enum Rest {
    No,
    Paused,
    Snoozed(Day),
    OneSided { until: Day, text: String },
}

/// What is due on `today`.
pub fn due(circle: &Circle, journal: &Journal, today: Day) -> Due {
    let shelf = Shelf::of(circle, journal, today);
    of_scene(&Scene::new(circle, journal, &shelf, today))
}

/// The same, and everybody's own page, in the order of the contacts.
pub fn week(circle: &Circle, journal: &Journal, today: Day) -> (Due, Vec<Row>) {
    let shelf = Shelf::of(circle, journal, today);
    let scene = Scene::new(circle, journal, &shelf, today);
    let portraits = (0..circle.contacts.len()).into_par_iter().map(|contact| scene.portrait(contact));
    let portraits = portraits.collect();
    (of_scene(&scene), portraits)
}

fn of_scene(scene: &Scene<'_>) -> Due {
    let circle = scene.circle;
    let everybody = 0..circle.contacts.len();
    let looked: Vec<_> = everybody.into_par_iter().map(|contact| scene.look_at(contact)).collect();
    let mut due = Due { permissions: scene.permissions(), ..Due::default() };
    for look in looked.into_iter().flatten() {
        due.place(look);
    }
    due.arrange(circle);
    if due.now.is_empty() && due.find_first.is_empty() {
        due.given_lately = scene.given_lately();
        if due.coming_up.is_empty() {
            due.next = scene.next_two(&due.resting);
        }
    }
    due
}

/// What a person's page and letter are made of, whether or not they are due.
pub fn portrait(circle: &Circle, journal: &Journal, today: Day, contact: usize) -> Row {
    let shelf = Shelf::of(circle, journal, today);
    Scene::new(circle, journal, &shelf, today).portrait(contact)
}

/// What was found out about one person, and where it belongs.
struct Look {
    row: Row,
    section: Section,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Now,
    FindFirst,
    CouldHelp,
    ComingUp,
    Resting,
}

impl<'a> Scene<'a> {
    fn new(circle: &'a Circle, journal: &'a Journal, shelf: &'a Shelf<'a>, today: Day) -> Self {
        let mut outcomes = BTreeMap::new();
        let mut given = vec![Vec::new(); circle.inbox.len()];
        for event in circle.events.iter().filter(|event| event.line.day <= today) {
            if event.line.act == Act::Outcome {
                let ended = event.line.goals.iter().map(|goal| goal.value.as_str());
                outcomes.extend(ended.map(|goal| (goal, (event.line.day, event.line.text.as_str()))));
            }
            if event.line.act == Act::Gave {
                for item in event.cited.iter().filter_map(Cited::item) {
                    given[item].push((event.line.day, event.people.as_slice()));
                }
            }
        }
        let entries = journal.listed().iter().map(|entry| (entry.article.source.path(), &**entry)).collect();
        let mut names: HashMap<&str, usize> = HashMap::new();
        for article in journal.entries.iter().map(|entry| &entry.article) {
            *names.entry(&article.slug).or_default() += 1;
            *names.entry(&article.name).or_default() += usize::from(article.name != article.slug);
        }
        for item in &circle.inbox {
            *names.entry(&item.name).or_default() += 1;
            *names.entry(&item.stem).or_default() += usize::from(item.stem != item.name);
        }
        let (kept, from) = (kept(circle), from(circle));
        let own_line = letter::own_line(journal);
        Self { circle, journal, shelf, today, entries, names, outcomes, given, kept, from, own_line }
    }

    /// The things that are kept for somebody, and are still there for them. What went to somebody for whom it was not
    /// kept is gone.
    fn kept_for(&self, story: &Story<'_>) -> impl Iterator<Item = usize> {
        let strays = |item: usize, people: &[usize]| people.iter().any(|who| !self.kept[*who].contains(&item));
        let gone = move |item: usize| self.given[item].iter().any(|(_, people)| strays(item, people));
        let kept = self.kept[story.index].iter().copied();
        kept.filter(move |item| !gone(*item) && !story.had.contains(&Cited::Item(*item)))
    }

    /// How the log cites something: by its short name, unless that is the name of something else too.
    fn shortest(&self, short: &str, whole: &str) -> String {
        let several = self.names.get(short).is_some_and(|count| *count > 1);
        if several { whole.to_owned() } else { short.to_owned() }
    }

    fn contact(&self, index: usize) -> &'a Contact {
        &self.circle.contacts[index]
    }

    /// Things whose giver has not been asked yet, while they are worth something.
    fn permissions(&self) -> Vec<usize> {
        let giver = |item: &Item| item.from.as_ref().and_then(|from| self.circle.find(&from.value));
        let to_ask = |item: &Item| {
            let there = giver(item).is_none_or(|giver| !self.is_gone(giver));
            item.permission == Permission::Ask && item.is_good_on(self.today) && there
        };
        (0..self.circle.inbox.len()).filter(|index| to_ask(&self.circle.inbox[*index])).collect()
    }

    /// The next two to come round, however far ahead.
    fn next_two(&self, resting: &[Row]) -> Vec<Row> {
        let resting: HashSet<_> = resting.iter().map(|row| row.contact).collect();
        let active = (0..self.circle.contacts.len()).filter(|index| self.contact(*index).status == Status::Active);
        let stories =
            active.filter(|index| !resting.contains(index)).map(|index| Story::of(self.circle, index, self.today));
        let stories = stories.filter(|story| self.snoozed(story).is_none());
        let rows = stories.filter_map(|story| {
            let first = reasons::coming(self, &story, YEAR).into_iter().next()?;
            Some(Row {
                contact: story.index,
                reasons: vec![first],
                bring: Vec::new(),
                room: String::new(),
                draft: None,
            })
        });
        let mut rows: Vec<_> = rows.collect();
        rows.sort_by_key(|row| (row.reasons[0].date, row.contact));
        rows.truncate(2);
        rows
    }

    /// What was given last, to whomever.
    fn given_lately(&self) -> Vec<usize> {
        let events = self.circle.events.iter().enumerate().rev();
        let given = events.filter(|(_, event)| event.line.act == Act::Gave && event.line.day <= self.today);
        given.map(|(index, _)| index).take(LATELY).collect()
    }

    /// Nothing is brought to whoever is gone; whoever is let be is let be here too.
    fn portrait(&self, index: usize) -> Row {
        if self.is_gone(index) {
            return Row::bare(index, Vec::new());
        }
        let story = Story::of(self.circle, index, self.today);
        let mut reasons = reasons::all(self, &story);
        self.rest(&story).apply(self, &mut reasons);
        self.row(&story, reasons)
    }

    fn is_gone(&self, index: usize) -> bool {
        matches!(self.contact(index).status, Status::Archived | Status::Deceased)
    }

    fn row(&self, story: &Story<'_>, reasons: Vec<Reason>) -> Row {
        let (bring, room) = bring::gifts(self, story, &reasons);
        let draft = letter::write(self, story, &reasons, &bring);
        Row { contact: story.index, reasons, bring, room, draft }
    }

    /// Where somebody belongs; nowhere where there is nothing to say.
    fn look_at(&self, index: usize) -> Option<Look> {
        if self.is_gone(index) {
            return None;
        }
        let story = Story::of(self.circle, index, self.today);
        let mut reasons = reasons::all(self, &story);
        let rest = self.rest(&story);
        let why = rest.apply(self, &mut reasons);
        if let Some(best) = reasons.first() {
            let light = best.kind == ReasonKind::Cadence && !story.contact.close;
            let row = self.row(&story, reasons);
            let section = if light && row.bring.is_empty() { Section::FindFirst } else { Section::Now };
            return Some(Look { row, section });
        }
        if story.contact.status == Status::Unsorted {
            return None;
        }
        if let Some(why) = why {
            let row = Row::bare(index, vec![why]);
            return Some(Look { row, section: Section::Resting });
        }
        let coming = reasons::coming(self, &story, AHEAD);
        if !coming.is_empty() {
            let row = Row::bare(index, coming);
            return Some(Look { row, section: Section::ComingUp });
        }
        let row = self.row(&story, Vec::new());
        let fits = row.bring.first().is_some_and(|gift| gift.kind.is_a_reason());
        fits.then_some(Look { row, section: Section::CouldHelp })
    }

    fn rest(&self, story: &Story<'_>) -> Rest {
        if matches!(story.contact.status, Status::Paused | Status::Unsorted) {
            return Rest::Paused;
        }
        if let Some(until) = self.snoozed(story) {
            return Rest::Snoozed(until);
        }
        match cadence::resting(self, story) {
            Some((until, text)) => Rest::OneSided { until, text },
            None => Rest::No,
        }
    }

    /// The day until which somebody is let be. One that was noted in the log ends with any touch after it.
    fn snoozed(&self, story: &Story<'_>) -> Option<Day> {
        let noted = story.events.iter().rev().find_map(|event| {
            let value = event.line.marked(Marker::Snooze).last()?;
            Some((event.line.day, day_or_period(&value.value, event.line.day)?))
        });
        let noted = noted.filter(|(since, _)| story.last_touch.is_none_or(|touch| touch <= *since));
        let noted = noted.map(|(_, until)| until);
        [noted, story.contact.snooze].into_iter().flatten().max().filter(|until| *until > self.today)
    }
}

/// What is kept for each contact, by a line of the log or in the thing's own file.
fn kept(circle: &Circle) -> Vec<BTreeSet<usize>> {
    let mut kept = vec![BTreeSet::new(); circle.contacts.len()];
    for (index, item) in circle.inbox.iter().enumerate() {
        for who in item.kept_for.iter().filter_map(|handle| circle.find(&handle.value)) {
            kept[who].insert(index);
        }
    }
    for event in circle.events.iter().filter(|event| event.line.act == Act::For) {
        for who in &event.people {
            kept[*who].extend(event.cited.iter().filter_map(Cited::item));
        }
    }
    kept
}

/// What each contact gave.
fn from(circle: &Circle) -> Vec<Vec<usize>> {
    let mut given = vec![Vec::new(); circle.contacts.len()];
    for (index, item) in circle.inbox.iter().enumerate() {
        if let Some(giver) = item.from.as_ref().and_then(|from| circle.find(&from.value)) {
            given[giver].push(index);
        }
    }
    given
}

impl Row {
    /// Somebody of whom there is something to say, and to whom nothing is brought.
    fn bare(contact: usize, reasons: Vec<Reason>) -> Self {
        Self { contact, reasons, bring: Vec::new(), room: String::new(), draft: None }
    }
}

impl Rest {
    /// Takes away the reasons that do not count while somebody rests, and says why they do.
    fn apply(&self, scene: &Scene<'_>, reasons: &mut Vec<Reason>) -> Option<Reason> {
        let rests = |text: String, date: Day| Some(Reason::plain(ReasonKind::Cadence, text, date));
        match self {
            Self::No => None,
            Self::Paused => {
                reasons.retain(|reason| reason.kind.is_debt());
                rests("Paused, until you write otherwise".to_owned(), scene.today)
            }
            Self::Snoozed(until) => {
                reasons.retain(|reason| matches!(reason.kind, ReasonKind::Expiring | ReasonKind::Promise));
                rests(format!("Let be until {}", words::day(*until, scene.today)), *until)
            }
            Self::OneSided { until, text } => rests(text.clone(), *until),
        }
    }
}

impl Due {
    fn place(&mut self, look: Look) {
        let section = match look.section {
            Section::Now => &mut self.now,
            Section::FindFirst => &mut self.find_first,
            Section::CouldHelp => &mut self.could_help,
            Section::ComingUp => &mut self.coming_up,
            Section::Resting => &mut self.resting,
        };
        section.push(look.row);
    }

    /// Puts each section in order, and cuts what rhythm alone brings to its limit.
    fn arrange(&mut self, circle: &Circle) {
        let order = |a: &Row, b: &Row| compare(circle, a, b);
        self.now.sort_by(order);
        self.find_first.sort_by(order);
        let soonest = |row: &Row| row.reasons.first().map(|reason| reason.date);
        self.coming_up.sort_by(|a, b| soonest(a).cmp(&soonest(b)).then_with(|| order(a, b)));
        self.resting.sort_by(|a, b| soonest(a).cmp(&soonest(b)).then_with(|| order(a, b)));
        let fit = |row: &Row| row.bring.first().map(|gift| gift.kind);
        self.could_help.sort_by(|a, b| fit(a).cmp(&fit(b)).then_with(|| order(a, b)));
        self.more_help = self.could_help.len().saturating_sub(HELP);
        self.could_help.truncate(HELP);
        let (mut shown, before) = (0, self.now.len());
        self.now.retain(|row| {
            let soft = row.reasons.first().is_some_and(|best| best.kind.is_soft());
            shown += usize::from(soft);
            !soft || shown <= circle.rules.limit
        });
        self.more = before - self.now.len();
    }
}

/// The better reason first; of equal ones the earlier date, for rhythms the longer overdue in proportion; then the
/// closer person; then the handle.
fn compare(circle: &Circle, a: &Row, b: &Row) -> Ordering {
    let by_reason = match (a.reasons.first(), b.reasons.first()) {
        (Some(a), Some(b)) => a.compare(b),
        _ => Ordering::Equal,
    };
    let light = |row: &Row| !circle.contacts[row.contact].close;
    by_reason.then_with(|| light(a).cmp(&light(b))).then_with(|| a.contact.cmp(&b.contact))
}
