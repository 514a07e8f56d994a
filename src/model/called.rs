//! Who is meant by a name.

use std::collections::{BTreeMap, BTreeSet};

use super::Contact;
use crate::parse::slug::fold_words;

/// Everybody by the words of what they are called, as places among the contacts; case and accents do not matter.
#[derive(Clone, Debug, Default)]
pub struct Called {
    by_name: Names,
    /// The same with the last word first, so that whoever is known by a surname is found as fast.
    backwards: Names,
}

/// Sorted, so that all names with one beginning stand together.
type Names = BTreeMap<Vec<String>, BTreeSet<usize>>;

impl Called {
    /// What all of them are called.
    pub fn of(contacts: &[Contact]) -> Self {
        let mut called = Self::default();
        for (index, contact) in contacts.iter().enumerate() {
            let aka = contact.aka.iter().map(|aka| aka.value.as_str());
            for name in std::iter::once(contact.name.as_str()).chain(aka) {
                called.add(fold_words(name), index);
            }
        }
        called
    }

    fn add(&mut self, mut name: Vec<String>, index: usize) {
        self.by_name.entry(name.clone()).or_default().insert(index);
        name.reverse();
        self.backwards.entry(name).or_default().insert(index);
    }

    /// Whoever has just that name; else those whose name begins with it; else those whose name ends with it.
    pub fn find(&self, name: &str) -> Vec<usize> {
        let mut wanted = fold_words(name);
        if wanted.is_empty() {
            return Vec::new();
        }
        if let Some(whole) = self.by_name.get(&wanted) {
            return whole.iter().copied().collect();
        }
        let front = beginning(&self.by_name, &wanted);
        if !front.is_empty() {
            return front;
        }
        wanted.reverse();
        beginning(&self.backwards, &wanted)
    }
}

/// Everybody with a name that begins with these words, each once.
fn beginning(names: &Names, words: &[String]) -> Vec<usize> {
    let alike = names.range(words.to_vec()..).take_while(|(name, _)| name.starts_with(words));
    let found: BTreeSet<_> = alike.flat_map(|(_, people)| people).copied().collect();
    found.into_iter().collect()
}
