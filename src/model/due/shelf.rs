//! What there is to give, and whom it would suit: things, needs and offers by the words that they share.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use super::story::Story;
use crate::model::contact::Via;
use crate::model::log::{Act, Marker};
use crate::model::{Circle, Detail, Entry, Event, Item, Journal, Status};
use crate::parse::date::Day;
use crate::parse::slug::fold_words;

/// So many offers for one need are enough to choose from.
const OFFERS: usize = 3;

/// An entry is new enough to be sent to somebody who cares about its subject for so many days.
const FRESH: i64 = 180;

/// Words that say nothing of what a text is about.
const EMPTY: &str = "a about after again all also always am an and another any anybody anyone anything are around as ask at \
    away back be because been before being best better between both but by can come could day days did do does doing done \
    down each either else even ever every everything few find first for from get gets getting give given go goes going good \
    got great had has have having he help helps her here hers him his how i if in into is it its just keep kind know last \
    let like likes little long look looking looks lot made make makes making many me mine month months more most much my \
    need needed needs new next no nobody not nothing now of off often old on once one only or other others our out over own \
    part people person place read right same see she should small so some somebody someone something soon still such take \
    than that the their them then there these they thing things think this those time times to too two under until up us \
    use used very want wants was way we week weeks well were what when where which who whom whose why will with without \
    word words work works would year years yes yet you your yours";

/// The words of a text as they are compared: without those that say nothing, cut to their stems, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bag(BTreeSet<String>);

impl Bag {
    /// The words of a text.
    pub(super) fn of(text: &str) -> Self {
        static SAYS_NOTHING: LazyLock<HashSet<&str>> = LazyLock::new(|| EMPTY.split_whitespace().collect());
        let telling = fold_words(text).into_iter().filter(|word| !SAYS_NOTHING.contains(word.as_str()));
        Self(telling.map(|word| stem(&word)).collect())
    }

    fn join(&mut self, text: &str) {
        self.0.extend(Self::of(text).0);
    }
}

/// How many words that say something two texts share.
pub(super) fn shared(a: &Bag, b: &Bag) -> usize {
    a.0.intersection(&b.0).count()
}

/// A word without its ending, so that "designer" meets "design" and "letters" meets "lettering". It need be no word, only
/// the same for both.
fn stem(word: &str) -> String {
    const ENDINGS: [&str; 12] = ["ings", "ing", "ers", "er", "ors", "or", "ies", "ied", "es", "ed", "s", "e"];
    let mut stem = word;
    while let Some(shorter) = ENDINGS.iter().find_map(|ending| stem.strip_suffix(ending)) {
        if shorter.chars().count() < 3 || shorter.ends_with('s') && stem.ends_with("ss") {
            break;
        }
        stem = shorter;
    }
    stem.strip_suffix('y').filter(|shorter| shorter.len() > 3).unwrap_or(stem).to_owned()
}

/// Texts that can be found by what they are about.
#[derive(Debug, Default)]
struct Index {
    /// How many words each text has.
    sizes: Vec<usize>,
    /// The texts that have a word, in their order.
    by_word: HashMap<String, Vec<usize>>,
}

/// Texts by their words.
fn index(bags: impl Iterator<Item = Bag>) -> Index {
    let mut index = Index::default();
    for (place, bag) in bags.enumerate() {
        index.sizes.push(bag.0.len());
        bag.0.into_iter().for_each(|word| index.by_word.entry(word).or_default().push(place));
    }
    index
}

impl Index {
    /// What shares words with `bag`, best first. A word that many have says little, and of a longer text two words must
    /// meet, where there are two to meet; beside something that fits well, what fits half as well is left out.
    fn find(&self, bag: &Bag) -> impl Iterator<Item = usize> + use<> {
        self.find_among(bag, self.sizes.len())
    }

    /// The same of the first texts alone. What fits better among the others leaves them out as well.
    fn find_among(&self, bag: &Bag, first: usize) -> impl Iterator<Item = usize> + use<> {
        let wanted = if bag.0.len() > 2 { 2 } else { 1 };
        let mut found = self.sharing(bag);
        found
            .retain(|(place, fit)| fit.words() >= wanted.min(self.sizes[*place]) && (fit.words() > 1 || fit.is_rare()));
        let best = found.iter().map(|(_, fit)| fit.words()).max().unwrap_or(0);
        let good = found.into_iter().filter(|(place, fit)| fit.words() * 2 > best && *place < first);
        // Of many the first few are asked for: a heap puts no more in order than it is asked for.
        let mut heap: BinaryHeap<_> = good.map(|(place, fit)| (fit.rank(), Reverse(place))).collect();
        std::iter::from_fn(move || heap.pop().map(|(_, Reverse(place))| place))
    }

    /// Everything that shares a word with `bag`, in no order. This is where the time goes: what two or three words have
    /// may be a tenth of all texts, for everybody who needs something.
    fn sharing(&self, bag: &Bag) -> Vec<(usize, Fit)> {
        let rare = (self.sizes.len() / 20).max(3);
        let known = bag.0.iter().filter_map(|word| self.by_word.get_key_value(word)).take(Fit::MOST);
        // A word that half of all texts have would only cost time.
        let telling: Vec<_> = known.filter(|(_, places)| places.len() <= rare * 10).collect();
        if let [(_, only)] = telling[..]
            && only.len() > rare
        {
            return Vec::new();
        }
        let mut fits = vec![0; if telling.is_empty() { 0 } else { self.sizes.len() }];
        let mut touched = Vec::new();
        for (word, places) in telling {
            let Fit(more) = Fit::of(word, places.len() <= rare);
            for place in places {
                if fits[*place] == 0 {
                    touched.push(*place);
                }
                fits[*place] += more;
            }
        }
        touched.into_iter().map(|place| (place, Fit(fits[place]))).collect()
    }
}

/// How well something fits, as one number that grows word by word, since so many are counted: how many words it shares,
/// how many letters these have, and how many of them are rare. It has room for more than anybody has to say.
#[derive(Clone, Copy)]
struct Fit(u32);

impl Fit {
    /// So many words are counted, and of a word so many letters.
    const MOST: usize = 255;

    fn of(word: &str, rare: bool) -> Self {
        let letters = u32::try_from(word.len().min(Self::MOST)).unwrap_or(0);
        Self(1 << 24 | letters << 8 | u32::from(rare))
    }

    fn words(self) -> usize {
        (self.0 >> 24) as usize
    }

    fn is_rare(self) -> bool {
        self.0 & 0xff > 0
    }

    /// What counts beside others: the words, then their letters.
    fn rank(self) -> u32 {
        self.0 >> 8
    }
}

/// Something that somebody needs or offers.
#[derive(Clone, Debug)]
pub struct Wish<'a> {
    /// Who, as a place among the contacts.
    pub contact: usize,
    /// What.
    pub text: &'a str,
}

/// Two people who might like to meet: what one needs, the other offers.
#[derive(Clone, Debug)]
pub struct Pair<'a> {
    /// Who needs something.
    pub needs: Wish<'a>,
    /// Who offers it.
    pub offers: Wish<'a>,
}

/// Everything that there is to give.
pub struct Shelf<'a> {
    entries: Index,
    /// How many entries are new; they come first.
    fresh: usize,
    items: Index,
    offers: Vec<Wish<'a>>,
    offer_index: Index,
    needs: Vec<Wish<'a>>,
    need_index: Index,
    /// Pairs that know each other, or do not want to; the smaller place first.
    acquainted: HashSet<(usize, usize)>,
}

impl<'a> Shelf<'a> {
    /// What there is on a day.
    pub fn of(circle: &'a Circle, journal: &Journal, today: Day) -> Self {
        let zone = journal.settings.timezone;
        let is_fresh = |entry: &Arc<Entry>| (today - entry.date.day(zone)).num_days() <= FRESH;
        let mut shelf = Self {
            fresh: journal.listed().partition_point(is_fresh),
            entries: index(journal.listed().iter().map(|entry| entry_bag(entry))),
            items: index(circle.inbox.iter().map(item_bag)),
            offers: Vec::new(),
            offer_index: Index::default(),
            needs: Vec::new(),
            need_index: Index::default(),
            acquainted: acquainted(circle),
        };
        let active = |index: &usize| circle.contacts[*index].status == Status::Active;
        for index in (0..circle.contacts.len()).filter(active) {
            shelf.take(circle, today, index);
        }
        shelf.offer_index = index(shelf.offers.iter().map(|wish| Bag::of(wish.text)));
        shelf.need_index = index(shelf.needs.iter().map(|wish| Bag::of(wish.text)));
        shelf
    }

    fn take(&mut self, circle: &'a Circle, today: Day, index: usize) {
        let story = Story::of(circle, index, today);
        let wish = |text| Wish { contact: index, text };
        self.offers.extend(story.contact.offers.iter().map(|offer| wish(offer.as_str())));
        self.offers.extend(story.marked(Marker::Offers).map(|told| wish(told.text)));
        self.needs.extend(story.open_needs(today, circle.rules.need_days).into_iter().map(|told| wish(told.text)));
    }

    /// Entries that share words with a text, best first, as places in the journal.
    pub(super) fn entries(&self, about: &Bag) -> impl Iterator<Item = usize> + use<> {
        self.entries.find(about)
    }

    /// The new ones among them.
    pub(super) fn fresh_entries(&self, about: &Bag) -> impl Iterator<Item = usize> + use<> {
        self.entries.find_among(about, self.fresh)
    }

    /// Things of the inbox that share words with a text, best first.
    pub(super) fn items(&self, about: &Bag) -> impl Iterator<Item = usize> + use<> {
        self.items.find(about)
    }

    /// People who offer what `contact` needs, best first.
    pub(super) fn offers_for(&self, contact: usize, need: &Bag) -> impl Iterator<Item = &Wish<'a>> {
        let found = self.offer_index.find(need).map(|place| &self.offers[place]);
        found.filter(move |wish| self.could_meet(contact, wish.contact))
    }

    /// People who need what `contact` offers, best first.
    pub(super) fn needs_for(&self, contact: usize, offer: &Bag) -> impl Iterator<Item = &Wish<'a>> {
        let found = self.need_index.find(offer).map(|place| &self.needs[place]);
        found.filter(move |wish| self.could_meet(contact, wish.contact))
    }

    /// Everybody who might like to meet, each pair once, in the order of the handles; of each need the best few offers.
    pub fn pairs(&self) -> Vec<Pair<'a>> {
        let mut seen = HashSet::new();
        let mut pairs = Vec::new();
        for need in &self.needs {
            for offer in self.offers_for(need.contact, &Bag::of(need.text)).take(OFFERS) {
                if seen.insert((need.contact.min(offer.contact), need.contact.max(offer.contact))) {
                    pairs.push(Pair { needs: need.clone(), offers: offer.clone() });
                }
            }
        }
        pairs
    }

    fn could_meet(&self, a: usize, b: usize) -> bool {
        a != b && !self.acquainted.contains(&(a.min(b), a.max(b)))
    }
}

/// Those who were introduced, met in company, came through each other, or of whom one said no
/// (`done @a @b: no introduction`).
fn acquainted(circle: &Circle) -> HashSet<(usize, usize)> {
    let mut pairs = HashSet::new();
    let declined = |event: &Event| {
        event.line.act == Act::Done && fold_words(&event.line.text).iter().any(|word| word.starts_with("introduc"))
    };
    let together = |event: &&Event| matches!(event.line.act, Act::Intro | Act::Met | Act::Call) || declined(event);
    for event in circle.events.iter().filter(together) {
        for a in &event.people {
            pairs.extend(event.people.iter().filter(|b| a < b).map(|b| (*a, *b)));
        }
    }
    for (index, contact) in circle.contacts.iter().enumerate() {
        if let Some(Via::Handle(via)) = &contact.via
            && let Some(other) = circle.find(&via.value)
        {
            pairs.insert((index.min(other), index.max(other)));
        }
    }
    pairs
}

/// What an entry is about.
fn entry_bag(entry: &Entry) -> Bag {
    let mut bag = Bag::of(&entry.article.title);
    entry.tags.iter().for_each(|tag| bag.join(&tag.value));
    let words = match &entry.detail {
        Detail::Resource(it) => [it.good_for.as_deref(), it.source.as_deref()],
        Detail::Introduction(it) => [it.in_common.as_deref(), None],
        Detail::Lesson(it) => [it.try_when.as_deref(), None],
    };
    words.into_iter().flatten().chain(entry.article.summary.as_deref()).for_each(|text| bag.join(text));
    bag
}

/// What something in the inbox is about: its title and its notes.
fn item_bag(item: &Item) -> Bag {
    let mut bag = Bag::of(&item.title);
    bag.join(&item.source.text()[item.body.range()]);
    bag
}
