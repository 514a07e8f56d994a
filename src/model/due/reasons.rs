//! The ten reasons to write to somebody, each a function of what happened and of the day.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::cadence::{cadence, has_plan, rhythm, round};
use super::{Scene, Story};
use crate::model::contact::Occasion;
use crate::model::log::{Act, Direction, Marker, day_or_period};
use crate::model::{Event, Item};
use crate::parse::date::{Day, Period};
use crate::parse::slug::fold_words;
use crate::words;

/// An opportunity is told of so many days before it ends.
const EXPIRING: i64 = 14;
/// A birthday is told of so many days ahead, and other days so many.
const BIRTHDAY_AHEAD: i64 = 7;
const DATE_AHEAD: i64 = 14;
/// A day that was missed may still be written for.
const DATE_PAST: i64 = 3;
/// An introduction is asked after once so much time has passed, where its line says nothing else.
const INTRODUCTION: Period = Period::Days(14);
/// A reply is waited for so many days.
const WAITING: i64 = 14;

/// Why somebody is due, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReasonKind {
    /// Something kept for them will soon be worth nothing.
    Expiring,
    /// A day that matters to them.
    Date,
    /// I promised something.
    Promise,
    /// They gave me something and have no thanks for it.
    Thanks,
    /// They helped with something that has ended, and have not heard how.
    Outcome,
    /// What they gave me was passed on, and they do not know.
    Giver,
    /// I introduced them to somebody and have not asked how it went.
    Introduction,
    /// We were going to meet, and nothing says that we did.
    Plan,
    /// I asked for something and have heard nothing.
    Waiting,
    /// Our rhythm has come round.
    Cadence,
}

/// One reason, in words.
#[derive(Clone, Debug)]
pub struct Reason {
    /// Which.
    pub kind: ReasonKind,
    /// In words: a sentence without its full stop.
    pub text: String,
    /// The day that it is about, by which reasons of one kind are ordered.
    pub date: Day,
    /// For a rhythm: days past it, and days that it has.
    pub overdue: Option<(i64, i64)>,
    /// Whether it was an unusual kindness that wants a card by post.
    pub kindness: bool,
    /// What the letter is about: what they gave, what I promised, the other person's name.
    pub about: String,
    /// More for the letter: how a goal ended.
    pub more: String,
    /// The goal that ended, without its `#`.
    pub goal: String,
    /// The thing in the inbox that it is about.
    pub item: Option<usize>,
}

impl ReasonKind {
    /// Its name for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Expiring => "expiring",
            Self::Date => "date",
            Self::Promise => "promise",
            Self::Thanks => "thanks",
            Self::Outcome => "outcome",
            Self::Giver => "giver",
            Self::Introduction => "introduction",
            Self::Plan => "plan",
            Self::Waiting => "waiting",
            Self::Cadence => "cadence",
        }
    }

    /// Whether it can wait its turn: nothing is owed, and nothing passes.
    pub fn is_soft(self) -> bool {
        self >= Self::Waiting
    }

    /// Whether it is something that I owe.
    pub fn is_debt(self) -> bool {
        (Self::Promise..=Self::Giver).contains(&self)
    }
}

impl Reason {
    pub(super) fn plain(kind: ReasonKind, text: String, date: Day) -> Self {
        Self {
            kind,
            text,
            date,
            overdue: None,
            kindness: false,
            about: String::new(),
            more: String::new(),
            goal: String::new(),
            item: None,
        }
    }

    fn about(mut self, about: &str) -> Self {
        about.clone_into(&mut self.about);
        self
    }

    /// The more pressing first: by kind, then the earlier day; rhythms by how far they are past in proportion.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let by_kind = self.kind.cmp(&other.kind);
        by_kind.then_with(|| match (self.overdue, other.overdue) {
            (Some((days, of)), Some((other_days, other_of))) => (other_days * of).cmp(&(days * other_of)),
            _ => self.date.cmp(&other.date),
        })
    }
}

/// Every reason to write to somebody today, the most pressing first.
pub(super) fn all(scene: &Scene<'_>, story: &Story<'_>) -> Vec<Reason> {
    let mut found = Vec::new();
    found.extend(expiring(scene, story));
    found.extend(dates(scene, story));
    found.extend(promises(scene, story));
    found.extend(thanks(scene, story));
    found.extend(outcomes(scene, story));
    found.extend(givers(scene, story));
    found.extend(introductions(scene, story));
    found.extend(plans(scene, story));
    found.extend(waiting(scene, story));
    found.extend(cadence(scene, story));
    found.sort_by(Reason::compare);
    found
}

fn expiring(scene: &Scene<'_>, story: &Story<'_>) -> Vec<Reason> {
    let soon = |item: &Item| {
        let left = item.expires.map(|day| (day - scene.today).num_days());
        left.is_some_and(|left| (0..=EXPIRING).contains(&left)) && !item.is_link && item.permission.is_settled()
    };
    let reason = |index: usize| {
        let item = &scene.circle.inbox[index];
        let day = item.expires.filter(|_| soon(item))?;
        let until = words::day(day, scene.today);
        let text = format!("“{}” is kept for {} and is good until {until}", item.title, story.contact.first_name());
        Some(Reason { item: Some(index), ..Reason::plain(ReasonKind::Expiring, text, day).about(&item.title) })
    };
    scene.kept_for(story).filter_map(reason).collect()
}

/// The days on which an occasion falls, near a day: this year's and those on either side, for a window over New Year.
fn occurrences(occasion: &Occasion, today: Day) -> impl Iterator<Item = Day> {
    (-1..=1).filter_map(move |step| occasion.in_year(today.year() + step))
}

fn date_text(scene: &Scene<'_>, story: &Story<'_>, occasion: &Occasion, day: Day) -> String {
    let first = story.contact.first_name();
    let verb = if day < scene.today { "was" } else { "is" };
    format!("{first}’s {} {verb} {}", occasion.name, words::on_whole_day(day, scene.today))
}

fn dates(scene: &Scene<'_>, story: &Story<'_>) -> Vec<Reason> {
    let mut found = Vec::new();
    for occasion in &story.contact.dates {
        let ahead = if occasion.is_birthday() { BIRTHDAY_AHEAD } else { DATE_AHEAD };
        for day in occurrences(occasion, scene.today) {
            let left = (day - scene.today).num_days();
            let written = || left <= 0 && story.touched_since(day) || is_written_for(story, occasion, day, ahead);
            if (-DATE_PAST..=ahead).contains(&left) && !written() {
                let text = date_text(scene, story, occasion, day);
                found.push(Reason::plain(ReasonKind::Date, text, day).about(&occasion.name));
            }
        }
    }
    found
}

/// Whether a touch in the days before speaks of the occasion itself: a card that was sent in time.
fn is_written_for(story: &Story<'_>, occasion: &Occasion, day: Day, ahead: i64) -> bool {
    let wanted = fold_words(&occasion.name);
    story.events.iter().filter(|event| event.line.act.is_touch()).any(|event| {
        let said = fold_words(&event.line.text);
        (0..=ahead).contains(&(day - event.line.day).num_days()) && wanted.iter().all(|word| said.contains(word))
    })
}

fn promises(scene: &Scene<'_>, story: &Story<'_>) -> Vec<Reason> {
    let due = story.open_promises().into_iter().filter(|(.., due)| words::eve(*due) <= scene.today);
    due.map(|(words, _, due)| promise(scene, story, words, due)).collect()
}

fn promise(scene: &Scene<'_>, story: &Story<'_>, words: &str, due: Day) -> Reason {
    let first = story.contact.first_name();
    let text = format!("You promised {first} “{words}” by {}", words::day(due, scene.today));
    Reason::plain(ReasonKind::Promise, text, due).about(words)
}

/// What a line is about, in its words or as the things that it cites.
fn said(event: &Event) -> String {
    let text = event.line.text.replace("[[", "").replace("]]", "");
    if text.is_empty() {
        event.line.cites.iter().map(|cite| cite.value.as_str()).collect::<Vec<_>>().join(", ")
    } else {
        text
    }
}

/// Several kindnesses are closed by one later word of thanks.
fn thanks(scene: &Scene<'_>, story: &Story<'_>) -> Vec<Reason> {
    let thanked = story.said_by_me(Act::Thanks).map(|event| event.line.day).max();
    let open = story.of_act(Act::Got).filter(|event| thanked.is_none_or(|day| day < event.line.day));
    let reason = |event: &&Event| {
        let (first, day) = (story.contact.first_name(), words::on_day(event.line.day, scene.today));
        let what = said(event);
        let gift = if what.is_empty() { "a hand".to_owned() } else { format!("“{what}”") };
        let card = if event.line.kindness { "; it was an unusual kindness, so write a card" } else { "" };
        let text = format!("You have not yet thanked {first} for {gift} {day}{card}");
        let kindness = event.line.kindness;
        Reason { kindness, ..Reason::plain(ReasonKind::Thanks, text, event.line.day).about(&what) }
    };
    open.map(reason).collect()
}

/// Of each goal one reason, with everything that they gave for it.
fn outcomes(scene: &Scene<'_>, story: &Story<'_>) -> Vec<Reason> {
    let mut given: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
    for event in story.of_act(Act::Got) {
        for goal in &event.line.goals {
            given.entry(&goal.value).or_default().push(event);
        }
    }
    given.into_iter().filter_map(|(goal, events)| outcome(scene, story, goal, &events)).collect()
}

fn outcome(scene: &Scene<'_>, story: &Story<'_>, goal: &str, given: &[&Event]) -> Option<Reason> {
    let (ended, how) = *scene.outcomes.get(goal)?;
    let is_of = |event: &Event| event.line.goals.iter().any(|other| other.value == goal);
    let told = story.said_by_me(Act::Told).any(|told| told.line.day >= ended && is_of(told));
    let old = scene.circle.rules.outcome_days.is_some_and(|days| (scene.today - ended).num_days() > days);
    let helped: Vec<_> = given.iter().filter(|event| event.line.day <= ended).map(|event| said(event)).collect();
    if told || old || helped.is_empty() {
        return None;
    }
    let first = story.contact.first_name();
    let how_it_ended = if how.is_empty() { String::new() } else { format!(": {how}") };
    let text = format!("{first} helped with #{goal} and has not heard how it ended{how_it_ended}");
    let about: BTreeSet<_> = helped.into_iter().filter(|said| !said.is_empty()).collect();
    let about = about.into_iter().collect::<Vec<_>>().join("; ");
    let reason = Reason::plain(ReasonKind::Outcome, text, ended).about(&about);
    Some(Reason { more: how.to_owned(), goal: goal.to_owned(), ..reason })
}

fn givers(scene: &Scene<'_>, story: &Story<'_>) -> Vec<Reason> {
    let mut found = Vec::new();
    for index in scene.from[story.index].iter().copied() {
        let item = &scene.circle.inbox[index];
        // Somebody who gets their own thing back knows of it.
        let given = scene.given[index].iter().filter(|(_, people)| *people != [story.index]);
        let Some((day, _)) = given.max_by_key(|(day, _)| *day) else { continue };
        if !story.said_by_me(Act::Told).any(|told| told.line.day >= *day) {
            let first = story.contact.first_name();
            let on = words::capitalised(&words::on_day(*day, scene.today));
            let text = format!("{on} you passed on “{}”, and {first}, who gave it, does not know yet", item.title);
            let reason = Reason::plain(ReasonKind::Giver, text, *day).about(&item.title);
            found.push(Reason { item: Some(index), ..reason });
        }
    }
    found
}

fn introductions(scene: &Scene<'_>, story: &Story<'_>) -> Vec<Reason> {
    let to_ask = |event: &&&Event| {
        let others = event.people.iter().any(|other| *other != story.index && !scene.is_gone(*other));
        check_day(event) <= scene.today && !story.touched_after(event.line.day) && others
    };
    story.of_act(Act::Intro).filter(to_ask).map(|event| introduction(scene, story, event)).collect()
}

/// When to ask how an introduction went.
fn check_day(event: &Event) -> Day {
    let named = event.line.marked(Marker::Check).last();
    let named = named.and_then(|value| day_or_period(&value.value, event.line.day));
    named.unwrap_or_else(|| INTRODUCTION.after(event.line.day))
}

fn introduction(scene: &Scene<'_>, story: &Story<'_>, event: &Event) -> Reason {
    let others = event.people.iter().filter(|other| **other != story.index && !scene.is_gone(**other));
    let others: Vec<_> = others.map(|other| scene.contact(*other).name.as_str()).collect();
    let others = words::listed(&others);
    let on = words::on_day(event.line.day, scene.today);
    let text = format!("You introduced {} to {others} {on}; ask how it went", story.contact.first_name());
    Reason::plain(ReasonKind::Introduction, text, event.line.day).about(&others)
}

fn plans(scene: &Scene<'_>, story: &Story<'_>) -> Vec<Reason> {
    // Whatever is noted later settles it, also that it was called off or put off.
    let settled = |plan: &Event| {
        story.events.iter().any(|event| {
            let later = event.line.day > plan.line.day;
            later || event.line.day == plan.line.day && event.line.act != Act::Plan
        })
    };
    let passed = |event: &&&Event| event.line.day < scene.today && !settled(event);
    let reason = |event: &&Event| {
        let on = words::on_day(event.line.day, scene.today);
        let what = said(event);
        let plan = if what.is_empty() { "to meet".to_owned() } else { format!("“{what}”") };
        let text =
            format!("You had planned {plan} with {} {on}, and nothing is noted since", story.contact.first_name());
        Reason::plain(ReasonKind::Plan, text, event.line.day).about(&what)
    };
    story.of_act(Act::Plan).filter(passed).map(reason).collect()
}

/// One nudge, then silence: whoever was written to again since has had it.
fn waiting(scene: &Scene<'_>, story: &Story<'_>) -> Option<Reason> {
    let touches = || story.events.iter().enumerate().filter(|(_, event)| event.line.act.is_touch());
    let heard = |event: &Event| {
        event.line.direction != Some(Direction::Mine) && event.line.marked(Marker::Waiting).count() == 0
    };
    let answered = touches().filter(|(_, event)| heard(event)).map(|(place, _)| place).max();
    let open = |place: usize| answered.is_none_or(|answered| place > answered);
    let waiting = |(place, event): &(usize, &&Event)| open(*place) && event.line.marked(Marker::Waiting).count() > 0;
    let (place, event) = story.events.iter().enumerate().find(waiting)?;
    let nudged = touches().any(|(other, _)| other > place);
    let old = (scene.today - event.line.day).num_days() > WAITING;
    let settled = story.of_act(Act::Done).any(|done| done.line.day >= event.line.day && done.line.text.is_empty());
    if nudged || !old || settled {
        return None;
    }
    let what = event.line.marked(Marker::Waiting).last().map(|at| at.value.as_str()).unwrap_or_default();
    let since = words::span(event.line.day, scene.today);
    let text =
        format!("You have waited {since} for “{what}” from {}; one nudge, then silence", story.contact.first_name());
    Some(Reason::plain(ReasonKind::Waiting, text, event.line.day).about(what))
}

/// What will be a reason within so many days, the earliest first.
pub(super) fn coming(scene: &Scene<'_>, story: &Story<'_>, ahead: i64) -> Vec<Reason> {
    let soon = |day: Day| (1..=ahead).contains(&(day - scene.today).num_days());
    let mut found = Vec::new();
    for occasion in &story.contact.dates {
        let days = occurrences(occasion, scene.today).filter(|day| soon(*day));
        found.extend(days.map(|day| Reason::plain(ReasonKind::Date, date_text(scene, story, occasion, day), day)));
    }
    let promises = story.open_promises().into_iter().filter(|(.., due)| soon(*due));
    found.extend(promises.map(|(words, _, due)| promise(scene, story, words, due)));
    for plan in story.of_act(Act::Plan).filter(|plan| soon(plan.line.day) || plan.line.day == scene.today) {
        let what = said(plan);
        let what = if what.is_empty() { "to meet".to_owned() } else { what };
        let text = format!("You plan this with {}: {what}", story.contact.first_name());
        found.push(Reason::plain(ReasonKind::Plan, text, plan.line.day).about(&said(plan)));
    }
    let introduced = story.of_act(Act::Intro).filter(|event| soon(check_day(event)));
    let introduced = introduced.filter(|event| !story.touched_after(event.line.day));
    found.extend(introduced.map(|event| {
        let reason = introduction(scene, story, event);
        let text = format!("Time to ask {} how it went with {}", story.contact.first_name(), reason.about);
        Reason { date: check_day(event), text, ..reason }
    }));
    if let Some(period) = rhythm(scene, story)
        && soon(round(scene, story, period))
        && !has_plan(scene, story)
    {
        let day = round(scene, story, period);
        let text = format!("Your rhythm with {} comes round: every {period}", story.contact.first_name());
        found.push(Reason::plain(ReasonKind::Cadence, text, day));
    }
    found.sort_by_key(|reason| reason.date);
    found
}
