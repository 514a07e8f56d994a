//! Words and sentences. They mean nothing, and have the lengths, the accents and the rare words of a person's own.

use std::sync::LazyLock;

use crate::chance::Chance;

type Words = LazyLock<Vec<&'static str>>;

static THINGS: Words = LazyLock::new(|| section("things"));
static DEEDS: Words = LazyLock::new(|| section("deeds"));
static KINDS: Words = LazyLock::new(|| section("kinds"));
static OPENERS: Words = LazyLock::new(|| section("openers"));
static JOINTS: Words = LazyLock::new(|| section("joints"));
static ABROAD: Words = LazyLock::new(|| section("abroad"));

/// So many rare words there are; each is made of its number.
const RARE: usize = 20_000;

static SYLLABLES: Words = LazyLock::new(|| section("syllables"));

/// The tags that everybody would expect.
pub static TAGS: Words = LazyLock::new(|| section("tags"));

/// A part of the vocabulary: what stands below its name, between points.
fn section(name: &str) -> Vec<&'static str> {
    let text =
        include_str!("vocabulary.txt").split("\n\n").find_map(|part| part.strip_prefix(name)?.strip_prefix(":\n"));
    text.unwrap_or_default().split(['·', '\n']).map(str::trim).filter(|word| !word.is_empty()).collect()
}

/// A rare word, lower case, of three syllables; no name is made that way.
pub fn rare(number: usize) -> String {
    let digits = [number / 900, number / 30, number];
    digits.iter().map(|digit| SYLLABLES[digit % SYLLABLES.len()]).collect()
}

fn thing(chance: &mut Chance) -> String {
    let noun = if chance.once_in(4) { rare(chance.skewed(RARE)) } else { chance.pick(&THINGS).to_owned() };
    if chance.once_in(2) { format!("{} {noun}", chance.pick(&KINDS)) } else { noun }
}

/// A few words, as a title, a need or an offer has them.
pub fn phrase(chance: &mut Chance) -> String {
    format!("{} for the {}", thing(chance), thing(chance))
}

/// The same in private: in words that the guard knows from nothing that is public.
pub fn whisper(chance: &mut Chance) -> String {
    format!("{} with its {}", thing(chance), thing(chance))
}

/// A sentence of eight to twenty words.
pub fn sentence(chance: &mut Chance) -> String {
    let mut words =
        format!("{} {} {} the {}", chance.pick(&OPENERS), thing(chance), chance.pick(&DEEDS), thing(chance));
    for _ in 0..chance.below(3) {
        let joint = chance.pick(&JOINTS);
        let space = if joint.starts_with([',', ';']) { "" } else { " " };
        words.push_str(&format!("{space}{joint} {} {} it", thing(chance), chance.pick(&DEEDS)));
        words.push_str(if joint.contains('(') { ")" } else { "" });
    }
    words + "."
}

/// Several sentences.
pub fn paragraph(chance: &mut Chance, sentences: usize) -> String {
    (0..sentences).map(|_| sentence(chance)).collect::<Vec<_>>().join(" ")
}

/// A sentence in another language.
pub fn abroad(chance: &mut Chance) -> &'static str {
    chance.pick(&ABROAD)
}

/// The same with a capital letter.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
