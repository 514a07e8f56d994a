//! Names of files that nobody meant to publish.

/// What editors, systems and download managers leave behind, by its ending.
const ENDINGS: [&str; 13] =
    ["~", ".bak", ".orig", ".rej", ".swp", ".swo", ".swx", ".tmp", ".temp", ".part", ".crdownload", ".old", ".lock"];

/// The same, by its whole name in lower case.
const NAMES: [&str; 7] = ["thumbs.db", "desktop.ini", "ehthumbs.db", "__macosx", "$recycle.bin", "4913", "cvs"];

/// The dotfiles that a static host reads; they may stand in `static/`.
const WANTED: [&str; 3] = [".nojekyll", ".well-known", ".htaccess"];

/// Whether a file or folder of this name is left out everywhere, without a word.
pub fn is_litter(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let hidden = name.starts_with('.') && !WANTED.contains(&name);
    let autosave = name.starts_with('#') && name.ends_with('#') || name.starts_with("~$");
    hidden || autosave || NAMES.contains(&lower.as_str()) || ENDINGS.iter().any(|ending| lower.ends_with(ending))
}
