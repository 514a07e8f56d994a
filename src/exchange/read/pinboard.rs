//! Pinboard's JSON: `description` is the title, `extended` the note, `shared` says whether others may see it.

use serde_json::Value;
use serde_json::value::RawValue;

use crate::exchange::{Found, Link, days, words};

/// Keys that say nothing of the link itself.
const PASSED: [&str; 3] = ["meta", "hash", "toread"];

/// Whether a text is such a list.
pub fn looks_like(text: &str) -> bool {
    text.contains("\"href\"") && text.contains("\"description\"")
}

/// The links.
///
/// # Errors
/// Says why it is no JSON.
pub fn read(text: &str) -> Result<Found, String> {
    let all: Vec<&RawValue> = serde_json::from_str(text).map_err(|error| format!("it is no list in JSON: {error}"))?;
    let mut found = Found::default();
    let (mut line, mut from) = (1, 0);
    for raw in all {
        // The piece lies in the text; what stands before it has the line ends to count.
        let at = raw.get().as_ptr() as usize - text.as_ptr() as usize;
        line += text[from..at].bytes().filter(|byte| *byte == b'\n').count() as u64;
        from = at;
        match serde_json::from_str::<Value>(raw.get()) {
            Ok(Value::Object(object)) => link(&mut found, line, &object),
            _ => found.skip(line, "it is no bookmark"),
        }
    }
    Ok(found)
}

fn link(found: &mut Found, line: u64, object: &serde_json::Map<String, Value>) {
    let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or("");
    let known = ["href", "description", "extended", "time", "shared", "tags"];
    for key in object.keys().filter(|key| !known.contains(&key.as_str()) && !PASSED.contains(&key.as_str())) {
        *found.unknown.entry(words::line(key)).or_default() += 1;
    }
    found.links.push(Link {
        line,
        url: text("href").to_owned(),
        title: words::line(text("description")),
        note: words::note(text("extended")),
        tags: text("tags").split_whitespace().map(words::line).collect(),
        day: days::day(text("time")),
        private: text("shared") == "no",
    });
}
