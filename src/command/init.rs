//! `init`: a journal that builds at once.

use std::path::{Path, PathBuf};

use chrono::{Datelike, Days};

use super::create;
use crate::error::{Error, Result};
use crate::parse::date::Day;

/// The lines that keep what is private, and what is built, out of a repository.
const IGNORED: [&str; 5] = ["/private/", "/private-site/", "/public/", "/preview/", ".goodturn*"];

/// The first files: their paths, where `{…}` is a day, and their texts.
const FILES: [(&str, &str); 8] = [
    ("site.toml", include_str!("init/site.toml")),
    ("content/resources/{first}-a-standard-worth-reading.md", include_str!("init/resource.md")),
    ("content/introductions/{second}-a-baker-and-a-beekeeper.md", include_str!("init/introduction.md")),
    ("content/lessons/{today}-write-the-second-thank-you.md", include_str!("init/lesson.md")),
    ("content/pages/about.md", include_str!("init/about.md")),
    ("content/pages/now.md", include_str!("init/now.md")),
    ("private/contacts/robin-vale.md", include_str!("init/contact.md")),
    ("private/log/{heard-year}.md", include_str!("init/log.md")),
];

/// What was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// The journal's folder.
    pub dir: PathBuf,
    /// Its new files, relative to it.
    pub files: Vec<String>,
    /// How many lines were added to a `.gitignore` that may have been there.
    pub ignored: usize,
}

/// Makes a journal in `dir`. Nothing that is there is overwritten, and nothing is made where any of it would be.
///
/// # Errors
/// [`Error::Exists`] with the first file that is in the way.
pub fn init(dir: &Path, today: Day) -> Result<Made> {
    let ago = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    // Longer ago than the example's six weeks, so that there is somebody to write to.
    let heard = ago(45);
    let fill = |text: &str| {
        text.replace("{first}", &ago(9).to_string())
            .replace("{second}", &ago(1).to_string())
            .replace("{heard}", &heard.to_string())
            .replace("{heard-year}", &heard.year().to_string())
            .replace("{today}", &today.to_string())
            .replace("{year}", &today.year().to_string())
    };
    let files: Vec<_> = FILES.iter().map(|(path, text)| (fill(path), fill(text))).collect();
    if let Some((path, _)) = files.iter().find(|(path, _)| dir.join(path).exists()) {
        return Err(Error::Exists(dir.join(path)));
    }
    for (path, text) in &files {
        create::new_file(&dir.join(path), text)?;
    }
    let ignored = create::add_lines(&dir.join(".gitignore"), &IGNORED)?;
    Ok(Made { dir: dir.to_path_buf(), files: files.into_iter().map(|(path, _)| path).collect(), ignored })
}
