//! Whom words name: handles, full names, first names and nicknames, with or without accents.

use super::words::{Sort, Word};
use super::{Person, Unclear, verbs};
use crate::model::log::is_title;
use crate::parse::{fields, slug};

/// Words that name somebody.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// Places in the list of people; more than one where several are called so.
    pub(super) people: Vec<usize>,
    /// How many words it has.
    pub(super) length: usize,
}

/// Every way to name each person.
pub(super) struct Names<'a> {
    people: &'a [Person<'a>],
    ways: Vec<Way>,
}

struct Way {
    slug: String,
    person: usize,
    /// A whole name or a handle of several parts: whoever writes it means nobody else.
    is_whole: bool,
}

/// First names that are ordinary words too. They are names where they have a capital or an `@`.
const ORDINARY: &str = "\
    abbey amber angel april art ash august autumn basil bay bear berry bill bishop blue bob brook buddy buck bud \
    carol cat chance chase chip christian clay cliff dale daisy dawn dean destiny dick dolly don dot drew earl early \
    ed eve faith fern flora frank gay gene ginger glen glory grace grant guy hall happy harmony harry hazel heath \
    heather holly honey hope hunter iris ivy jack jade jasmine jay jersey jewel job josh joy june king lance lane \
    laurel lee lily lord love lucky major marina mark marsh marvel mason may melody mercy merry miles mina misty \
    nick norm olive opal page pansy pat patience patsy pearl peg penny piers poppy precious prince queen rain randy \
    ray red reed rich river rob robin rocky rod rose rosemary rowan ruby rusty sage sandy savannah sky skip son \
    spike stew star sterling stone stormy storm sue summer sunny tad tanner taylor teddy temple terry tiger tom \
    trinity tuck van victor violet wade walker ward way will willow winter wood woody wren zen march jan jean a am \
    an and any as at be but by can do for from go good had has have he her him his how i if in is it its just me my \
    no not now of on one or our out over she so some soon such that the them then there they this thus to too up us \
    was we well what when who why with yes you";

impl<'a> Names<'a> {
    pub(super) fn new(people: &'a [Person<'a>]) -> Self {
        let ways = people.iter().enumerate().flat_map(|(at, person)| ways(at, person)).collect();
        Self { people, ways }
    }

    pub(super) fn handle(&self, person: usize) -> &'a str {
        self.people[person].handle
    }

    /// Everybody whom the words name, by the place of their first word.
    pub(super) fn hits(&self, words: &[Word<'_>]) -> Vec<Option<Hit>> {
        let mut hits: Vec<Option<Hit>> = vec![None; words.len()];
        let mut at = 0;
        while at < words.len() {
            let hit = self.hit(words, at);
            let length = hit.as_ref().map_or(1, |hit| hit.length);
            hits[at] = hit;
            at += length;
        }
        let named = |hit: &Option<Hit>, at: usize| hit.is_some() && !is_ordinary(words, at);
        let others = hits.iter().enumerate().filter(|(at, hit)| named(hit, *at)).count();
        for (at, hit) in hits.iter_mut().enumerate() {
            let single = hit.as_ref().is_some_and(|hit| hit.length == 1);
            if single && is_ordinary(words, at) && !is_name_here(words, at, others > 0) {
                *hit = None;
            }
        }
        hits
    }

    /// The longest name that begins at a word.
    fn hit(&self, words: &[Word<'_>], at: usize) -> Option<Hit> {
        let word = &words[at];
        if word.sort == Sort::Handle {
            let exact = self.people.iter().position(|person| person.handle == word.key);
            let people = exact.map_or_else(|| self.called(&word.key), |person| vec![person]);
            return (!people.is_empty()).then_some(Hit { people, length: 1 });
        }
        let skipped = title(words, at);
        let most = (1..=6).take_while(|length| {
            words
                .get(at + skipped + length - 1)
                .is_some_and(|word| word.sort == Sort::Plain && !word.key.starts_with('\''))
        });
        most.collect::<Vec<_>>().into_iter().rev().find_map(|length| {
            let from = at + skipped;
            let parts: Vec<String> = words[from..from + length].iter().map(|word| slug::slug(word.text)).collect();
            let name = parts.join("-");
            let people = if skipped > 0 && length == 1 { self.surnamed(&name) } else { self.called(&name) };
            let hit = Hit { people, length: skipped + length };
            (!hit.people.is_empty()).then(|| if length == 1 { self.with_initial(words, at, hit) } else { hit })
        })
    }

    /// A whole name goes before a first name that others have too.
    fn called(&self, name: &str) -> Vec<usize> {
        let of = |whole: bool| {
            let ways = self.ways.iter().filter(|way| way.slug == name && (way.is_whole || !whole));
            let mut people: Vec<usize> = ways.map(|way| way.person).collect();
            people.dedup();
            people
        };
        Some(of(true)).filter(|people| !people.is_empty()).unwrap_or_else(|| of(false))
    }

    fn surnamed(&self, name: &str) -> Vec<usize> {
        let ends = |person: &Person<'_>| slug::slug(person.name).strip_suffix(name).is_some_and(|s| s.ends_with('-'));
        let matching = self.people.iter().enumerate().filter(|(_, person)| ends(person));
        matching.map(|(at, _)| at).collect()
    }

    /// `Ana R` is the Ana whose surname begins so.
    fn with_initial(&self, words: &[Word<'_>], at: usize, hit: Hit) -> Hit {
        let next = words.get(at + hit.length).filter(|next| next.is_capital() && next.key.chars().count() == 1);
        let Some(initial) = next.filter(|_| hit.people.len() > 1) else { return hit };
        let surname = |person: usize| slug::slug(self.people[person].name.split(' ').next_back().unwrap_or_default());
        let people: Vec<usize> =
            hit.people.iter().copied().filter(|person| surname(*person).starts_with(&initial.key)).collect();
        if people.len() == 1 { Hit { people, length: hit.length + 1 } } else { hit }
    }

    /// The one whom these words name; `known` are those who were named before.
    pub(super) fn one(&self, hit: &Hit, word: &str, known: &[usize]) -> Result<usize, Unclear> {
        let again: Vec<usize> = hit.people.iter().copied().filter(|person| known.contains(person)).collect();
        match (hit.people.as_slice(), again.as_slice()) {
            ([person], _) | (_, [person]) => Ok(*person),
            (several, _) => {
                let candidates = several.iter().map(|person| self.handle(*person).to_owned()).collect();
                Err(Unclear::Who { word: word.to_owned(), candidates })
            }
        }
    }

    pub(super) fn nobody(&self, word: &str) -> Unclear {
        let word = word.trim_start_matches('@');
        Unclear::Nobody { word: word.to_owned(), nearest: self.nearest(word, false) }
    }

    /// Whether a word, were it a name, would be somebody's.
    pub(super) fn is_called(&self, word: &str) -> bool {
        self.near(word, 0).is_some()
    }

    /// Whether a word is within a slip or two of a name.
    pub(super) fn is_slip(&self, word: &str) -> bool {
        let length = word.chars().count();
        self.near(word, usize::from(length > 4) + usize::from(length > 3)).is_some()
    }

    /// The handle whose owner is called nearly so: within few slips or, unless `strict`, at all alike.
    pub(super) fn nearest(&self, word: &str, strict: bool) -> Option<String> {
        let length = word.chars().count();
        let lenient = usize::from(length > 2) + usize::from(length > 4);
        let most = if strict { usize::from(length > 3) + usize::from(length > 6) } else { lenient };
        let alike = || {
            let known: Vec<&str> = self.ways.iter().map(|way| way.slug.as_str()).collect();
            let found = fields::nearest(&slug::slug(word), &known).filter(|_| !strict && length > 2)?;
            self.ways.iter().find(|way| way.slug == found).map(|way| way.person)
        };
        self.near(word, most).or_else(alike).map(|person| self.handle(person).to_owned())
    }

    fn near(&self, word: &str, most: usize) -> Option<usize> {
        let name = slug::slug(word);
        let slips = self.ways.iter().map(|way| (strsim::osa_distance(&way.slug, &name), way.person));
        slips.filter(|(slips, _)| *slips <= most).min_by_key(|(slips, _)| *slips).map(|(_, person)| person)
    }
}

fn ways(at: usize, person: &Person<'_>) -> Vec<Way> {
    let way = |text: &str, is_whole: bool| Way { slug: slug::slug(text), person: at, is_whole };
    let first = person.name.split([' ', ',']).find(|part| !is_title(part));
    let plain = person.name.split(' ').skip_while(|part| is_title(part));
    let plain = plain.collect::<Vec<_>>().join(" ");
    let mut ways = vec![way(person.handle, person.handle.contains('-')), way(person.name, true), way(&plain, true)];
    ways.extend(first.map(|first| way(first, false)));
    ways.extend(person.aka.iter().map(|aka| way(aka, aka.contains(' '))));
    ways.retain(|way| way.slug.contains(|c: char| c.is_ascii_alphanumeric()) && way.slug != "untitled");
    ways
}

/// How many words of a title stand before a name: `Dr`, `Mrs.`
fn title(words: &[Word<'_>], at: usize) -> usize {
    if !is_title(&words[at].key) || !words[at].is_capital() {
        return 0;
    }
    1 + usize::from(words.get(at + 1).is_some_and(|next| next.text == "."))
}

fn is_ordinary(words: &[Word<'_>], at: usize) -> bool {
    let word = &words[at];
    let is_known =
        || ORDINARY.split_ascii_whitespace().any(|ordinary| ordinary == word.key) || verbs::is_one(&word.key);
    word.sort == Sort::Plain && is_known()
}

/// Whether an ordinary word is a name at its place: a capital at the beginning tells nothing, and May may be a month.
fn is_name_here(words: &[Word<'_>], at: usize, has_others: bool) -> bool {
    let key = |at: usize| words.get(at).map_or("", |word| word.key.as_str());
    let before = at.checked_sub(1).map_or("", key);
    if matches!(key(at), "may" | "june" | "april" | "august" | "march" | "jan" | "summer" | "winter" | "autumn") {
        let of_time = "in on since until till by during last next this early late mid of before after end";
        let number = |key: &str| key.starts_with(|c: char| c.is_ascii_digit());
        if of_time.split(' ').any(|word| word == before) || number(before) || number(key(at + 1)) {
            return false;
        }
    }
    let is_first = matches!(before, "" | "." | "!" | "?");
    if is_first { may_follow_a_name(words, at + 1, has_others) } else { words[at].is_capital() }
}

/// After a name at the beginning comes what that person did, another name or the matter itself.
fn may_follow_a_name(words: &[Word<'_>], at: usize, has_others: bool) -> bool {
    let Some(next) = words.get(at) else { return true };
    let ways = ["and", "'s", ",", ":", "&", "+", "is", "was", "has", "had"];
    ways.contains(&next.key.as_str())
        || verbs::tells(words, at)
        || verbs::is_meeting(&next.key)
        || !has_others && verbs::is_one(&next.key)
        || next.sort == Sort::Handle
}
