//! What a theme's templates ask for. Where they are so plain that each says by name what it looks at, a value whose name
//! stands in none of them is not made: of all that a page could be told, a plain theme shows a tenth.

use std::fmt;

use memchr::memmem;
use rustc_hash::FxHashSet;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use tera::Value;

use crate::model::Theme;
use crate::model::theme::own_name;

/// What holds several things that are told: it may be gone through, but not shown as it is.
const LISTS: [&str; 17] = [
    "all_years",
    "alongside",
    "children",
    "entries",
    "kinds",
    "latest",
    "letters",
    "links",
    "named",
    "nav",
    "related",
    "rows",
    "sides",
    "steps",
    "tags",
    "toc",
    "years",
];
/// What is itself a map of what is told.
const MAPS: [&str; 8] = ["date", "earlier", "entry", "feed", "later", "list", "page", "updated"];
/// What is the same on all pages, and made whole.
const SITE: &str = "site";
/// What is told beside the maps, and can be shown.
const WORDS: [&str; 3] = ["body", "target", "target_absolute"];

/// Hardly a map has more values than these.
const USUAL: usize = 40;

/// The names that stand in the templates of a theme's pages, whatever for.
pub struct Asked {
    names: FxHashSet<Box<[u8]>>,
    /// Whether a template may look at what it does not name.
    everything: bool,
}

impl Asked {
    /// What the templates ask for to which a public page can come. Our own show all that there is.
    pub fn of(theme: &Theme) -> Self {
        let mut asked = Self { everything: theme.layers.len() == 1, names: FxHashSet::default() };
        if asked.everything {
            return asked;
        }
        let is_first = |name: &str| !own_name(name).contains('/') && !theme.is_covered(name);
        for (_, source) in theme.reached(is_first) {
            let text = source.text();
            asked.everything |= !is_plain(text);
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
    /// Adds a value, if it is asked for; otherwise it is not made. The first is there in any case: a map with nothing in it
    /// is nothing to a template that asks whether it is there.
    #[must_use]
    pub fn put<T: Into<Value>>(mut self, name: &'static str, value: impl FnOnce() -> T) -> Self {
        if self.values.is_empty() || self.asked.is(name) {
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

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether a template has nothing in it but what says by name what it looks at.
fn is_plain(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = memmem::find(rest.as_bytes(), b"{") {
        rest = &rest[at + 1..];
        let (close, is_plain): (&str, fn(&[&str]) -> bool) = match rest.as_bytes().first() {
            Some(b'#') => ("#}", |_| true),
            Some(b'%') => ("%}", is_plain_step),
            Some(b'{') => ("}}", is_plain_print),
            _ => continue,
        };
        let Some((inside, after)) = rest[1..].split_once(close) else { return false };
        let inside = inside.strip_prefix('-').unwrap_or(inside);
        let words: Vec<_> = inside.strip_suffix('-').unwrap_or(inside).split_ascii_whitespace().collect();
        if !is_plain(&words) {
            return false;
        }
        rest = after;
    }
    true
}

/// A condition on one value, a loop through one list, or what only says how templates fit together.
fn is_plain_step(words: &[&str]) -> bool {
    match words {
        ["if" | "elif", path] | ["if" | "elif", "not", path] => is_path(path),
        ["for", name, "in", path] => {
            is_path(name) && *name != SITE && !WORDS.contains(name) && is_path(path) && LISTS.contains(&last(path))
        }
        ["block" | "endblock" | "extends" | "include", _] | ["endblock" | "else" | "endif" | "endfor"] => true,
        _ => false,
    }
}

/// One value, by its whole name.
fn is_plain_print(words: &[&str]) -> bool {
    let ([path] | [path, "|", "safe"]) = words else { return false };
    let is_a_word = path.contains('.') && !LISTS.contains(&last(path)) && !MAPS.contains(&last(path));
    is_path(path) && (is_a_word || WORDS.contains(path) || path.split_once('.').is_some_and(|(of, _)| of == SITE))
}

/// Names with dots between them, and no keyword.
fn is_path(path: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(is_of_name) && !name.starts_with("__");
    path.split('.').all(is_name)
}

fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "the templates of the benches")]

    use super::*;

    #[test]
    fn the_theme_of_the_benches_is_plain() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/themes/plain/templates");
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            assert!(is_plain(&std::fs::read_to_string(&path).unwrap()), "{}", path.display());
        }
    }

    #[test]
    fn what_may_look_at_what_it_does_not_name_is_not_plain() {
        let odd = [
            "{{ __tera_context }}",
            "{{ entry }}",
            "{{ row }}",
            "{{ entry.date }}",
            "{{ entry.tags }}",
            "{{ e.later }}",
            "{% for key, value in entry %}",
            "{% for value in entry %}",
            "{% for v in entry.date %}",
            "{{ entry[key] }}",
            "{{ entry?[key] }}",
            "{{ entry | keys }}",
            "{{ entry.url | get(key=k) }}",
            "{{ {...entry} }}",
            "{% if entry.date == row.date %}",
            "{% set e = entry %}",
            "{% component c(e) %}",
            "{{ <c e={entry} /> }}",
            "{%component c(e)%}",
            "{{ entry.url ~ page }}",
            "{% for body in entries %}",
            "{% for site in entries %}",
            "{% raw %}",
            "{{ entry.url",
            "{% include [\"a\", \"b\"] %}",
            "{{ entry [k] }}",
            "{% if k in entry %}",
        ];
        for text in odd {
            assert!(!is_plain(text), "{text}");
        }
        let plain = "{# {{ any }} thing #}{% extends \"base.html\" %}{% block main -%}{%- for row in entry.related %}{ a }\
                     {% if not row.date %}{{ row.title }}{%- else -%}{{ page.lang|safe }}{{ body | safe }}{% endif %}\
                     {% endfor %}{% include 'a.html' %}{% endblock main %}{% endblock %}";
        assert!(!is_plain(plain), "a filter without blanks is not worth knowing");
        assert!(is_plain(&plain.replace("|safe", " | safe")));
    }
}
