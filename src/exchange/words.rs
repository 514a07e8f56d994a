//! Words from elsewhere, made fit for a journal: what cannot be seen is taken out, and a line stays a line.

use crate::parse::chars;

/// Nobody's name or employer is longer.
const LINE: usize = 1000;
/// A note is a text of somebody's own and may be long, but no file of the journal is larger than some megabytes.
const NOTE: usize = 100_000;

/// One line: white space of any kind is a single space.
pub fn line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let seen: String = spaced.chars().filter(|c| !chars::is_hidden(*c)).collect();
    shortened(&seen.split_whitespace().collect::<Vec<_>>().join(" "), LINE)
}

/// A text of several lines, with line ends of one kind and no more than one empty line in a row.
pub fn note(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let seen: String = text.chars().filter(|c| !chars::is_hidden(*c)).collect();
    let mut out = String::with_capacity(seen.len());
    for line in seen.lines().map(str::trim_end) {
        if !line.is_empty() || !out.is_empty() && !out.ends_with("\n\n") {
            out.push_str(line);
            out.push('\n');
        }
    }
    shortened(out.trim(), NOTE)
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// A plain text as a Markdown quotation: what would be markup is shown as it stands.
pub fn quotation(text: &str) -> String {
    let mut out = String::new();
    for line in note(text).lines() {
        out.push('>');
        if !line.is_empty() {
            out.push(' ');
        }
        for c in line.chars() {
            if matches!(c, '\\' | '<' | '[' | '`') {
                out.push('\\');
            }
            out.push(c);
        }
        out.push('\n');
    }
    out
}

/// A note as it stands below a contact's front matter: a heading in it must not begin a log.
pub fn body(note: &str) -> String {
    let line = |line: &str| {
        let hashes = line.trim_start_matches('\\');
        if hashes.starts_with('#') { format!("\\{line}") } else { line.to_owned() }
    };
    note.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The note that [`body`] was made of.
pub fn note_of(body: &str) -> String {
    let line = |line: &str| {
        let rest = line.strip_prefix('\\').filter(|rest| rest.trim_start_matches('\\').starts_with('#'));
        rest.unwrap_or(line).to_owned()
    };
    note(&body.lines().map(line).collect::<Vec<_>>().join("\n"))
}
