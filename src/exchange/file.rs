//! Files of the journal for what comes: a new contact, a link in the inbox, and keys put into a file that is there
//! without touching what its owner wrote.

use std::ops::Range;

use toml_edit::{Array, Decor, DocumentMut, InlineTable, Item, RawString, Value};

use super::person::{DAYS, LISTS, TEXTS};
use super::{Link, Person, days, words};

/// The file of somebody new. They are unsorted: nobody is due until it was decided how to keep in touch.
pub fn contact(person: &Person) -> String {
    let mut out = format!("+++\nname = {}\n", quoted(&person.name));
    for key in LISTS {
        match person.list(key) {
            [] => {}
            [only] => out.push_str(&format!("{key} = {}\n", quoted(only))),
            all => out.push_str(&format!("{key} = [{}]\n", joined(all))),
        }
    }
    for key in TEXTS {
        if !person.text(key).is_empty() {
            out.push_str(&format!("{key} = {}\n", quoted(person.text(key))));
        }
    }
    for key in DAYS {
        if let Some(day) = person.days.get(key) {
            out.push_str(&format!("{key} = {day}\n"));
        }
    }
    if !person.dates.is_empty() {
        out.push_str(&format!("dates = {}\n", dates(person)));
    }
    out.push_str(&format!("status = \"unsorted\"\nsource = {}\n+++\n", quoted(&words::line(&person.file))));
    if !person.note.is_empty() {
        out.push_str(&format!("\n{}\n", words::body(&person.note)));
    }
    out
}

/// The name of a link's file, without its ending, and its text. What was noted of it elsewhere is a quotation: words of
/// one's own are still to come.
pub fn link(link: &Link, url: &str, name: &str) -> (String, String) {
    let title = if link.title.is_empty() { words::line(url) } else { link.title.clone() };
    let stem = link.day.map_or_else(|| name.to_owned(), |day| format!("{day}-{name}"));
    let mut out = format!("+++\ntitle = {}\nkind = \"link\"\nurl = {}\n", quoted(&title), quoted(url));
    if !link.tags.is_empty() {
        out.push_str(&format!("tags = [{}]\n", joined(&link.tags)));
    }
    if link.private {
        out.push_str("# It was private where it came from.\npermission = \"refused\"\n");
    }
    out.push_str("+++\n");
    if !link.note.is_empty() {
        out.push_str(&format!("\n{}", words::quotation(&link.note)));
    }
    (stem, out)
}

/// The text of a contact's file with what it lacks put in: at the end of its front matter, and a note below that, before
/// their own log if there is one. Nothing where the front matter cannot be found.
pub fn filled(text: &str, front: Range<usize>, body: &str, added: &Person) -> Option<String> {
    let toml = text.get(front.clone())?;
    let mut document: DocumentMut = toml.parse().ok()?;
    for (key, list) in &added.lists {
        set(&mut document, key, if let [only] = &list[..] { Value::from(only) } else { Array::from_iter(list).into() });
    }
    for (key, text) in &added.texts {
        set(&mut document, key, Value::from(text));
    }
    for (key, day) in &added.days {
        set(&mut document, key, day.to_string().parse::<toml_edit::Datetime>().ok()?.into());
    }
    if !added.dates.is_empty() {
        let table = document.entry("dates").or_insert(InlineTable::new().into()).as_table_like_mut()?;
        for (name, day) in &added.dates {
            table.insert(name, Item::Value(days::written(*day).into()));
        }
    }
    let (start, end) = (&text[..front.start], &text[front.end..]);
    let first = body.trim_start().lines().next().map(str::trim_end);
    if added.note.is_empty() || first.is_some_and(|line| line != "## Log") {
        return Some(format!("{start}{document}{end}"));
    }
    let (end, note) = (end.strip_suffix(body)?.trim_end(), words::body(&added.note));
    let log = first.map_or_else(String::new, |_| format!("\n{}", body.trim_start()));
    Some(format!("{start}{document}{end}\n\n{note}\n{log}"))
}

/// A key's value: in the place where an empty one stands, else at the end, before the tables.
fn set(document: &mut DocumentMut, key: &str, mut value: Value) {
    // What stands in a list stays there as it was written, comments and all.
    if let (Some(old), Some(new)) = (document.get_mut(key).and_then(Item::as_array_mut), value.as_array())
        && !old.is_empty()
    {
        let has = |list: &Array, one: &Value| list.iter().any(|other| other.as_str() == one.as_str());
        old.retain(|one| has(new, one));
        let more: Vec<_> = new.iter().filter(|one| !has(old, one)).cloned().collect();
        return more.into_iter().for_each(|one| old.push(one));
    }
    if let Some(old) = document.get(key).and_then(Item::as_value) {
        *value.decor_mut() = old.decor().clone();
    }
    document[key] = Item::Value(value);
}

/// Takes a key out; what was noted of it stays, above what comes next.
fn remove(document: &mut DocumentMut, key: &str) {
    let Some((known, item)) = document.get_key_value(key) else { return };
    let above = known.leaf_decor().prefix().and_then(RawString::as_str).unwrap_or_default();
    let beside = item.as_value().and_then(|value| value.decor().suffix()?.as_str()).unwrap_or_default().trim();
    let beside = if beside.is_empty() { String::new() } else { format!("{beside}\n") };
    let kept = format!("{above}{beside}");
    let next = document.iter().map(|(name, _)| name.to_owned()).skip_while(|name| name != key).nth(1);
    document.remove(key);
    if !kept.contains('#') {
        return;
    }
    let put = |decor: &mut Decor| {
        let own = decor.prefix().and_then(RawString::as_str).unwrap_or_default().to_owned();
        decor.set_prefix(format!("{kept}{own}"));
        true
    };
    let is_put = next.is_some_and(|name| match document.get_mut(&name) {
        Some(Item::Table(table)) => put(table.decor_mut()),
        _ => document.key_mut(&name).is_some_and(|mut key| put(key.leaf_decor_mut())),
    });
    if !is_put {
        document.set_trailing(format!("{kept}{}", document.trailing().as_str().unwrap_or_default()));
    }
}

/// A file's text with a key of its front matter set, or taken out. Nothing where the front matter cannot be read.
pub fn with_key(text: &str, front: Range<usize>, key: &str, value: Option<Value>) -> Option<String> {
    let toml = text.get(front.clone())?;
    let mut document: DocumentMut = toml.parse().ok()?;
    match value {
        None => remove(&mut document, key),
        Some(value) => set(&mut document, key, value),
    }
    Some(format!("{}{document}{}", &text[..front.start], &text[front.end..]))
}

/// Several strings as one value.
pub fn list(all: &[String]) -> Value {
    Array::from_iter(all).into()
}

/// A TOML string.
pub fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn joined(all: &[String]) -> String {
    all.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ")
}

fn dates(person: &Person) -> InlineTable {
    let mut table = InlineTable::new();
    for (name, day) in &person.dates {
        table.insert(name, days::written(*day).into());
    }
    table
}
