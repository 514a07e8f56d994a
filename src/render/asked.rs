//! What a theme's templates ask for. A value whose name stands in none of them need not be made: of all that a page could
//! be told, a plain theme shows a tenth.

use std::fmt;
use std::sync::Arc;

use memchr::memmem;
use rustc_hash::FxHashSet;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use tera::Value;

use crate::diagnostic::Source;
use crate::model::Theme;

/// What stands before the name of a component where it is defined; before that is ours or `-`.
const DEFINES: &[u8] = b" component ";

/// Hardly a map has more values than these.
const USUAL: usize = 40;

/// The names that stand in the templates of a theme's pages, whatever for.
pub struct Asked {
    names: FxHashSet<Box<[u8]>>,
    /// Whether a template looks at what it does not name.
    everything: bool,
}

impl Asked {
    /// What the templates ask for to which a public page can come. Our own show all that there is.
    pub fn of(theme: &Theme) -> Self {
        let mut asked = Self { everything: theme.layers.len() == 1, names: FxHashSet::default() };
        if asked.everything {
            return asked;
        }
        for text in reached(theme) {
            asked.everything |= looks_around(text);
            for word in text.as_bytes().split(|byte| !is_of_name(*byte)) {
                if !asked.names.contains(word) {
                    asked.names.insert(word.into());
                }
            }
        }
        asked
    }

    /// Whether something of this name may be shown.
    pub fn is(&self, name: &str) -> bool {
        self.everything || self.names.contains(name.as_bytes())
    }

    /// What a template is told in one map.
    pub fn told(&self) -> Told<'_> {
        Told { asked: self, values: Vec::with_capacity(USUAL) }
    }
}

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} names", self.names.len())
    }
}

/// A map under construction.
#[derive(Debug)]
pub struct Told<'a> {
    asked: &'a Asked,
    values: Vec<(&'static str, Value)>,
}

impl Told<'_> {
    /// Adds a value, if it is asked for; otherwise it is not made.
    #[must_use]
    pub fn put<T: Into<Value>>(mut self, name: &'static str, value: impl FnOnce() -> T) -> Self {
        if self.asked.is(name) {
            self.values.push((name, value().into()));
        }
        self
    }
}

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Told", self.values.len())?;
        for (name, value) in &self.values {
            fields.serialize_field(name, value)?;
        }
        fields.end()
    }
}

impl From<Told<'_>> for Value {
    /// By way of serde, which makes the map once: a map that is handed over would be copied.
    fn from(told: Told<'_>) -> Self {
        Self::from_serializable(&told)
    }
}

/// The texts of all templates that a public page can come to: those that lie in no folder, and from there on.
fn reached(theme: &Theme) -> Vec<&str> {
    let is_first = |name: &str| !own_name(name).contains('/') && !theme.is_covered(name);
    let (mut reached, mut rest): (Vec<_>, Vec<_>) = theme.templates.iter().partition(|(name, _)| is_first(name));
    let mut at = 0;
    while let Some((_, source)) = reached.get(at) {
        let says = |name: &str| memmem::find(source.text().as_bytes(), name.as_bytes()).is_some();
        let is_next = |(name, other): &(String, Arc<Source>)| {
            says(name) || says(own_name(name)) && !theme.is_covered(name) || components(other.text()).any(says)
        };
        let (next, others): (Vec<_>, _) = rest.into_iter().partition(|template| is_next(template));
        reached.extend(next);
        rest = others;
        at += 1;
    }
    reached.into_iter().map(|(_, source)| source.text()).collect()
}

/// A template's name without that of its layer.
fn own_name(name: &str) -> &str {
    name.split_once('/').map_or(name, |(_, own)| own)
}

/// The names of the components that a template defines.
fn components(text: &str) -> impl Iterator<Item = &str> {
    let defined = memmem::find_iter(text.as_bytes(), DEFINES).map(|at| &text[at + DEFINES.len()..]);
    defined.map(|rest| rest.split(['(', ' ', '%']).next().unwrap_or(rest))
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether a template asks for what it does not name: for everything at once, for all keys of a map, for a computed one.
fn looks_around(text: &str) -> bool {
    let is_over_keys = |rest: &str| rest.split_once(" in ").is_some_and(|(names, _)| names.contains(','));
    let is_computed = |around: &[u8]| {
        let [before, b'[', after] = around else { return false };
        (before.is_ascii_alphanumeric() || b"_])".contains(before))
            && !(b"\"'`".contains(after) || after.is_ascii_digit())
    };
    text.contains("__tera_context")
        || text.split("for ").skip(1).any(is_over_keys)
        || text.as_bytes().windows(3).any(is_computed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_nothing_asks_for_everything() {
        let around =
            ["{{ __tera_context }}", "{% for key, value in entry %}", "{{ entry[key] }}", "{{ (entry)[key] }}"];
        for text in around {
            assert!(looks_around(text), "{text}");
        }
        for text in
            ["{% for row in entry.related %}", "{{ entry[\"title\"] }}", "{{ steps[0] }}", "{% if x in [a, b] %}"]
        {
            assert!(!looks_around(text), "{text}");
        }
    }
}
