//! What happened with one person, as far as it matters for what is due.

use std::collections::HashSet;

use super::shelf::{Bag, shared};
use crate::model::log::{Act, Direction, Marker, promise_day};
use crate::model::{Circle, Cited, Contact, Event};
use crate::parse::date::Day;
use crate::parse::slug;

/// So many directed touches say who keeps a friendship going.
const RECENT: usize = 5;

/// What happened with one person.
pub struct Story<'a> {
    /// Who, as a place among the contacts.
    pub index: usize,
    /// The person.
    pub contact: &'a Contact,
    /// What happened up to today, in the order of the days; plans may be later.
    pub events: Vec<&'a Event>,
    /// Up to which day.
    today: Day,
    /// When we were last in touch.
    pub last_touch: Option<Day>,
    /// When something was given to them last.
    pub last_gift: Option<Day>,
    /// What they have been given or told of.
    pub had: HashSet<&'a Cited>,
    /// Needs and promises that are settled, by the places of their texts.
    closed: HashSet<usize>,
}

/// Something that somebody told, and when.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    /// In their words, or mine.
    pub text: &'a str,
    /// When; nothing for what stands in their file.
    pub day: Option<Day>,
}

impl<'a> Story<'a> {
    /// What happened with contact number `index` up to `today`.
    pub fn of(circle: &'a Circle, index: usize, today: Day) -> Self {
        let contact = &circle.contacts[index];
        let happened = |event: &&Event| event.line.day <= today || event.line.act == Act::Plan;
        let events: Vec<_> = circle.events_of(index).filter(happened).collect();
        let touches = events.iter().filter(|event| event.line.act.is_touch());
        let last_touch = touches.map(|event| event.line.day).chain(contact.last_contact).max();
        let sent = |event: &Event| event.line.direction == Some(Direction::Mine) && !event.cited.is_empty();
        let gifts =
            events.iter().filter(|event| event.line.act == Act::Gave || event.line.act.is_touch() && sent(event));
        let last_gift = gifts.map(|event| event.line.day).max();
        let told = events.iter().filter(|event| event.line.act.is_touch());
        let had = told.flat_map(|event| &event.cited).collect();
        let mut story = Self { index, contact, events, today, last_touch, last_gift, had, closed: HashSet::new() };
        story.closed = story.closed();
        story
    }

    /// Events of a kind.
    pub fn of_act(&self, act: Act) -> impl DoubleEndedIterator<Item = &&'a Event> {
        self.events.iter().filter(move |event| event.line.act == act)
    }

    /// Events of a kind in which they were spoken to: thanks of theirs, or what they told, settle nothing that I owe.
    pub fn said_by_me(&self, act: Act) -> impl DoubleEndedIterator<Item = &&'a Event> {
        self.of_act(act).filter(|event| event.line.direction != Some(Direction::Theirs))
    }

    /// Whether we were in touch on a day or after it.
    pub fn touched_since(&self, day: Day) -> bool {
        self.events.iter().any(|event| event.line.act.is_touch() && event.line.day >= day)
    }

    /// Whether we were in touch after a day.
    pub fn touched_after(&self, day: Day) -> bool {
        self.events.iter().any(|event| event.line.act.is_touch() && event.line.day > day)
    }

    /// What they need and nobody has brought yet: needs of their file, and those of the last `days` days.
    pub fn open_needs(&self, today: Day, days: i64) -> Vec<Told<'a>> {
        let own = self.contact.needs.iter().map(|need| Told { text: need, day: None });
        let heard =
            self.marked(Marker::Needs).filter(|need| need.day.is_some_and(|day| (today - day).num_days() <= days));
        own.chain(heard).filter(|need| !self.is_done(need)).collect()
    }

    /// What I promised and have not done, with the day on which it is due.
    pub fn open_promises(&self) -> Vec<(&'a str, Told<'a>, Day)> {
        let promises = self.marked(Marker::Promise).filter(|promise| !self.is_done(promise));
        let due = |promise: Told<'a>| {
            let said = promise.day?;
            let (words, day) = promise_day(promise.text).unwrap_or((promise.text, None));
            let in_a_week = said.checked_add_days(chrono::Days::new(7))?;
            Some((words, promise, day.unwrap_or(in_a_week)))
        };
        promises.filter_map(due).collect()
    }

    /// What they were last heard to be doing.
    pub fn heard(&self) -> Option<Told<'a>> {
        self.marked(Marker::UpTo).last()
    }

    /// Everything that a marker told, in the order of the days.
    pub fn marked(&self, marker: Marker) -> impl Iterator<Item = Told<'a>> {
        let said = self.events.iter().filter(|event| event.line.day <= self.today);
        said.flat_map(move |event| {
            event.line.marked(marker).map(move |at| Told { text: &at.value, day: Some(event.line.day) })
        })
    }

    /// Whether a `done` on or after it has closed a need or a promise.
    fn is_done(&self, open: &Told<'_>) -> bool {
        self.closed.contains(&(open.text.as_ptr() as usize))
    }

    /// What every `done` closes, by the place of its text: the needs and promises up to that day whose words it repeats
    /// best; all of them where it says nothing.
    fn closed(&self) -> HashSet<usize> {
        let own = self.contact.needs.iter().map(|need| Told { text: need, day: None });
        let told = self.marked(Marker::Needs).chain(self.marked(Marker::Promise));
        let all: Vec<_> = own.chain(told).map(|told| (told.text.as_ptr() as usize, told)).collect();
        let mut closed = HashSet::new();
        for done in self.of_act(Act::Done) {
            let open = all.iter().filter(|(place, _)| !closed.contains(place));
            let open = open.filter(|(_, told)| told.day.is_none_or(|day| done.line.day >= day));
            let alike = open.map(|(place, told)| (alike(&done.line.text, told.text), *place));
            let alike: Vec<_> = alike.filter(|(alike, _)| *alike > 0).collect();
            let best = alike.iter().map(|(alike, _)| *alike).max();
            closed.extend(alike.into_iter().filter(|(alike, _)| Some(*alike) == best).map(|(_, place)| place));
        }
        closed
    }

    /// The last touches whose direction is known, at most five, the newest first.
    pub fn directed(&self) -> Vec<(Day, Direction)> {
        let touches = self.events.iter().rev().filter(|event| event.line.act.is_touch());
        touches.filter_map(|event| Some((event.line.day, event.line.direction?))).take(RECENT).collect()
    }
}

/// How well a `done` repeats the words of something open: not at all, by some words, word for word. One that says
/// nothing means everything.
fn alike(done: &str, open: &str) -> usize {
    let plain = |text: &str| slug::fold(text.trim_end_matches(['.', '!', ' ']));
    let (done_words, open_words) = (plain(done), plain(promise_day(open).map_or(open, |(words, _)| words)));
    if done_words.is_empty() || done_words == open_words || done_words == plain(open) {
        return usize::MAX;
    }
    shared(&Bag::of(done), &Bag::of(open))
}
