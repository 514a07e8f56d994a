//! What of value to bring to somebody, the best first.

use std::collections::HashSet;

use chrono::Days;

use super::shelf::{Bag, Wish, shared};
use super::story::Told;
use super::{Reason, Scene, Story};
use crate::model::log::{Act, Marker};
use crate::model::{Cited, Entry, Event, Kind};
use crate::parse::slug;
use crate::words;

/// So many things of one sort are enough to choose from.
const ENOUGH: usize = 3;

/// How something fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GiftKind {
    /// It is kept for them.
    Earmark,
    /// It meets a need.
    Need,
    /// Somebody whom they would like to meet.
    Match,
    /// It is about what they care about.
    Entry,
    /// A question about what they do.
    Question,
}

/// Something to bring.
#[derive(Clone, Debug)]
pub struct Gift {
    /// How it fits.
    pub kind: GiftKind,
    /// What it is.
    pub text: String,
    /// Why it fits, as a sentence without its full stop.
    pub why: String,
    /// What they said that it suits, for a letter.
    pub because: Option<String>,
    /// Where it is.
    pub url: Option<String>,
    /// Its kind, if it is an entry.
    pub entry: Option<Kind>,
    /// How the log would cite it.
    pub cite: Option<String>,
    /// Somebody to be introduced.
    pub other: Option<usize>,
}

impl GiftKind {
    /// Its name for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Earmark => "earmark",
            Self::Need => "need",
            Self::Match => "match",
            Self::Entry => "entry",
            Self::Question => "question",
        }
    }

    /// Whether it is worth writing for where there is no other reason.
    pub fn is_a_reason(self) -> bool {
        self <= Self::Match
    }
}

impl Gift {
    /// Something that is nowhere to be found and that the log has no name for.
    fn new(kind: GiftKind, text: String, why: String) -> Self {
        Self { kind, text, why, because: None, url: None, entry: None, cite: None, other: None }
    }
}

/// What to bring, and what is to be said of the last thing that was sent.
pub(super) fn gifts(scene: &Scene<'_>, story: &Story<'_>, reasons: &[Reason]) -> (Vec<Gift>, String) {
    let (room, note) = room(scene, story);
    // What ends soon is brought all the same: next week it is worth nothing.
    let mut found: Vec<_> = reasons.iter().filter_map(|reason| ending(scene, story, reason)).collect();
    if room {
        add(&mut found, earmarks(scene, story));
        let needs = story.open_needs(scene.today, scene.circle.rules.need_days);
        add(&mut found, for_needs(scene, story, &needs));
        add(&mut found, matches(scene, story, &needs));
        add(&mut found, for_values(scene, story));
    }
    if found.is_empty() {
        found.extend(question(scene, story));
    }
    (found, note)
}

/// Each thing once, for its best reason.
fn add(found: &mut Vec<Gift>, more: Vec<Gift>) {
    for gift in more {
        if !found.iter().any(|known| known.text == gift.text && known.other == gift.other) {
            found.push(gift);
        }
    }
}

/// Whether something may be sent now, and how to say so.
fn room(scene: &Scene<'_>, story: &Story<'_>) -> (bool, String) {
    let first = story.contact.first_name();
    let Some(last) = story.last_gift else { return (true, String::new()) };
    let gap = u64::try_from(scene.journal.settings.share_gap).unwrap_or(0);
    let on = words::on_day(last, scene.today);
    if last.checked_add_days(Days::new(gap)).is_some_and(|free| free > scene.today) {
        return (false, format!("You sent {first} something {on}. Let it land."));
    }
    (true, format!("The last thing you sent was {on}, so there’s room."))
}

/// What a reason says will end.
fn ending(scene: &Scene<'_>, story: &Story<'_>, reason: &Reason) -> Option<Gift> {
    let kept = reason.kind == super::ReasonKind::Expiring;
    reason.item.filter(|_| kept).map(|item| of_item(scene, story, item, GiftKind::Earmark, "it is kept for"))
}

fn of_item(scene: &Scene<'_>, story: &Story<'_>, index: usize, kind: GiftKind, why: &str) -> Gift {
    let item = &scene.circle.inbox[index];
    let until = item.expires.map(|day| format!(", and is good until {}", words::day(day, scene.today)));
    let why = match kind {
        GiftKind::Earmark => format!("{why} {}{}", story.contact.first_name(), until.unwrap_or_default()),
        _ => format!("{why}{}", until.unwrap_or_default()),
    };
    Gift {
        url: item.url.clone(),
        cite: Some(scene.shortest(&item.name, &format!("inbox/{}", item.stem))),
        ..Gift::new(kind, item.title.clone(), words::capitalised(&why))
    }
}

/// An entry: a resource is found where it is, the others on the journal's own site.
fn of_entry(scene: &Scene<'_>, entry: &Entry, kind: GiftKind, why: &str) -> Gift {
    let page = format!("{}/{}/", entry.kind().folder(), entry.article.slug);
    let page = scene.journal.settings.base_url.absolute(&page);
    let url = entry.resource().map(|resource| resource.url.clone()).filter(|url| !url.is_empty()).unwrap_or(page);
    Gift {
        url: Some(url),
        entry: Some(entry.kind()),
        cite: Some(scene.shortest(&entry.article.slug, &format!("{}/{}", entry.kind().folder(), entry.article.slug))),
        ..Gift::new(kind, entry.article.title.clone(), words::capitalised(why))
    }
}

/// Of entries, as places in the journal, the first few that may still be sent.
fn news<'a>(
    scene: &Scene<'a>,
    story: &Story<'_>,
    found: impl Iterator<Item = usize>,
) -> impl Iterator<Item = &'a Entry> {
    let entries = found.map(|entry| &*scene.journal.entries[entry]);
    entries.filter(|entry| is_news(story, entry)).take(ENOUGH)
}

/// Whether an entry may still be sent: not what they had, nor what they read in the feed.
fn is_news(story: &Story<'_>, entry: &Entry) -> bool {
    !story.contact.subscribed && !story.had.contains(&Cited::Entry(entry.article.source.path().to_owned()))
}

/// Whether a thing may be given to them: it is good, allowed, not theirs to begin with, and not gone to anybody.
fn is_free(scene: &Scene<'_>, story: &Story<'_>, index: usize) -> bool {
    let item = &scene.circle.inbox[index];
    let theirs = item.from.as_ref().is_some_and(|from| from.value == story.contact.handle);
    let kept = item.kept_for.iter().any(|handle| handle.value != story.contact.handle);
    item.permission.is_settled() && item.is_good_on(scene.today) && !theirs && !kept && scene.given[index].is_empty()
}

fn earmarks(scene: &Scene<'_>, story: &Story<'_>) -> Vec<Gift> {
    let mut found = Vec::new();
    for index in scene.kept_for(story) {
        let item = &scene.circle.inbox[index];
        if item.permission.is_settled() && item.is_good_on(scene.today) {
            found.push(of_item(scene, story, index, GiftKind::Earmark, "it is kept for"));
        }
    }
    for note in story.of_act(Act::For).rev() {
        found.extend(note.cited.iter().filter_map(|cited| earmarked(scene, story, note, cited)));
        if note.cited.is_empty() && is_open(story, note) {
            found.push(in_words(scene, note));
        }
    }
    found
}

/// When it was kept for them, and what was noted beside it.
fn why_kept(scene: &Scene<'_>, note: &Event) -> String {
    let kept = format!("you kept it for them {}", words::on_day(note.line.day, scene.today));
    let said = note.line.text.split("]]").last().unwrap_or_default().trim_matches([' ', ',', ':', '.']);
    if note.line.cites.is_empty() || said.is_empty() { kept } else { format!("{kept}, {said}") }
}

/// An entry that a line of the log keeps for them.
fn earmarked(scene: &Scene<'_>, story: &Story<'_>, note: &Event, cited: &Cited) -> Option<Gift> {
    let Cited::Entry(path) = cited else { return None };
    let entry = *scene.entries.get(path.as_str())?;
    let gift = || of_entry(scene, entry, GiftKind::Earmark, &why_kept(scene, note));
    is_news(story, entry).then(gift)
}

/// An earmark in words alone is open until something is given or a `done` says so.
fn is_open(story: &Story<'_>, note: &Event) -> bool {
    let closes = |event: &&Event| {
        matches!(event.line.act, Act::Gave | Act::Done) && event.line.day >= note.line.day && event.cited.is_empty()
    };
    let about = Bag::of(&note.line.text);
    !story.events.iter().any(|event| closes(event) && shared(&about, &Bag::of(&event.line.text)) > 0)
}

fn in_words(scene: &Scene<'_>, note: &Event) -> Gift {
    Gift::new(GiftKind::Earmark, note.line.text.clone(), words::capitalised(&why_kept(scene, note)))
}

/// Things and entries that meet a need.
fn for_needs(scene: &Scene<'_>, story: &Story<'_>, needs: &[Told<'_>]) -> Vec<Gift> {
    let mut found = Vec::new();
    for need in needs {
        let why = format!("it suits what {} needs: {}", story.contact.first_name(), need.text);
        let because = |gift| Gift { because: Some(format!("you are looking for {}", need.text)), ..gift };
        let about = Bag::of(need.text);
        let items = scene.shelf.items(&about).filter(|item| is_free(scene, story, *item));
        found.extend(items.take(ENOUGH).map(|item| because(of_item(scene, story, item, GiftKind::Need, &why))));
        let entries = news(scene, story, scene.shelf.entries(&about));
        found.extend(entries.map(|entry| because(of_entry(scene, entry, GiftKind::Need, &why))));
    }
    found
}

/// Somebody whose offer meets their need, then somebody whose need their offer meets.
fn matches(scene: &Scene<'_>, story: &Story<'_>, needs: &[Told<'_>]) -> Vec<Gift> {
    let first = story.contact.first_name();
    let gift = |wish: &Wish<'_>, text: String, why: String| Gift {
        other: Some(wish.contact),
        ..Gift::new(GiftKind::Match, text, why)
    };
    let name = |wish: &Wish<'_>| scene.contact(wish.contact).name.as_str();
    let mut found = Vec::new();
    for need in needs {
        for wish in scene.shelf.offers_for(story.index, &Bag::of(need.text)).take(ENOUGH) {
            let text = format!("{} offers {}", name(wish), wish.text);
            found.push(gift(wish, text, format!("{first} needs {}; ask both, separately", need.text)));
        }
    }
    let offers = story.contact.offers.iter().map(String::as_str);
    for offer in offers.chain(story.marked(Marker::Offers).map(|told| told.text)) {
        for wish in scene.shelf.needs_for(story.index, &Bag::of(offer)).take(ENOUGH) {
            let text = format!("{} needs {}", name(wish), wish.text);
            let known = found.iter().any(|known: &Gift| known.other == Some(wish.contact));
            if !known {
                found.push(gift(wish, text, format!("{first} offers {offer}; ask both, separately")));
            }
        }
    }
    found
}

/// Fresh entries about what they care about; whoever reads the feed has seen them.
fn for_values(scene: &Scene<'_>, story: &Story<'_>) -> Vec<Gift> {
    if story.contact.subscribed {
        return Vec::new();
    }
    let values = story.contact.values.iter().map(String::as_str);
    let mut found = Vec::new();
    for value in values.chain(story.marked(Marker::Values).map(|told| told.text)) {
        let entries = news(scene, story, scene.shelf.fresh_entries(&Bag::of(value)));
        let why = format!("it suits what {} values: {value}", story.contact.first_name());
        let because = |gift| Gift { because: Some(format!("I know that you care about this: {value}")), ..gift };
        found.extend(entries.map(|entry| because(of_entry(scene, entry, GiftKind::Entry, &why))));
    }
    found
}

/// Where there is nothing to bring, an interest in them.
fn question(scene: &Scene<'_>, story: &Story<'_>) -> Option<Gift> {
    let heard = story.heard()?;
    let since = heard.day.map(|day| words::on_day(day, scene.today)).unwrap_or_default();
    let why = format!("The last thing you heard from {}, {since}", story.contact.first_name());
    Some(Gift::new(GiftKind::Question, format!("Ask about this: {}", heard.text), why))
}

/// The words by which to look for something that would suit somebody.
pub fn search_words(story: &Story<'_>, needs: &[Told<'_>]) -> Vec<String> {
    let values = story.contact.values.iter().map(String::as_str);
    let told = story.marked(Marker::Values).map(|told| told.text);
    let all: Vec<_> = values.chain(told).chain(needs.iter().map(|need| need.text)).collect();
    let mut seen = HashSet::new();
    all.into_iter().filter(|text| seen.insert(slug::fold(text))).map(str::to_owned).collect()
}
