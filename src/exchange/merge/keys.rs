//! What somebody is known by.

use std::collections::HashSet;

use crate::exchange::Person;
use crate::parse::slug;

/// What somebody is known by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Handle(String, String),
    Uid(String),
    LinkedIn(String),
    Email(String),
    Name(String),
}

/// What somebody is known by, the surest first.
pub(super) fn keys(person: &Person, handle: &str) -> Vec<Key> {
    let name = slug::fold(&person.name);
    let mut keys = Vec::new();
    if !handle.is_empty() {
        keys.push(Key::Handle(handle.to_owned(), name.clone()));
    }
    keys.extend(person.texts.get("uid").cloned().map(Key::Uid));
    keys.extend(person.linkedin().map(Key::LinkedIn));
    keys.extend(person.list("email").iter().map(|email| Key::Email(email.to_lowercase())));
    keys.push(Key::Name(name));
    keys
}

/// Whether two names, or others of theirs, have a word in common. A name that is an address says nothing of its own.
pub(super) fn are_alike(a: &Person, b: &Person) -> bool {
    let words = |person: &Person| -> HashSet<String> {
        let all = std::iter::once(&person.name).chain(person.list("aka")).map(|name| slug::fold(name));
        let cut = |name: String| name.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
        all.flat_map(cut).filter(|word| !word.is_empty()).collect()
    };
    a.name.contains('@') || b.name.contains('@') || !words(a).is_disjoint(&words(b))
}
