//! `new`: a draft with today's date and the keys that its kind has.

use std::path::{Path, PathBuf};

use super::{World, create};
use crate::diagnostic::Report;
use crate::error::{Error, Result};
use crate::load;
use crate::model::{Kind, Settings};
use crate::parse::date::Day;
use crate::parse::{address, slug};

/// What is to be written.
#[derive(Clone, Debug)]
pub enum What {
    /// A resource at an address.
    Resource {
        /// What was found.
        url: String,
        /// What it is called.
        title: Option<String>,
    },
    /// An introduction, by the roles of those who met.
    Introduction(Option<String>),
    /// A lesson; its title is its sentence.
    Lesson(Option<String>),
    /// A page.
    Page(String),
    /// Somebody one knows.
    Contact(String),
}

impl What {
    /// The file of somebody else with the same name, where a contact's own is called otherwise because of it.
    pub fn namesake(&self, written: &Path) -> Option<PathBuf> {
        let Self::Contact(name) = self else { return None };
        let usual = Path::new("private/contacts").join(format!("{}.md", slug::slug(name)));
        (usual != written).then_some(usual)
    }
}

/// Writes the draft and returns its path, relative to the journal.
///
/// # Errors
/// [`Error::Usage`] for an address that is none.
pub fn new(report: &mut Report, world: &World, what: &What) -> Result<PathBuf> {
    let source = load::public::settings(report, &world.root)?;
    let settings = Settings::read(report, source, None);
    let day = world.clock.day(&settings);
    let (folder, name, text) = match what {
        What::Resource { url, title } => {
            let address = address::web(url).map_err(|why| Error::Usage(format!("`{url}` is no address: {why}")))?;
            let title = title.clone().unwrap_or_default();
            let name = if title.is_empty() { name_of(&address) } else { slug::slug(&title) };
            (
                Kind::Resource.folder(),
                format!("{day}-{name}"),
                resource(&title, address.as_str(), &day.to_string(), &[]),
            )
        }
        What::Introduction(title) => {
            let title = title.clone().unwrap_or_default();
            let name = if title.is_empty() { "an-introduction".to_owned() } else { slug::slug(&title) };
            (Kind::Introduction.folder(), format!("{day}-{name}"), introduction(&title, &day.to_string()))
        }
        What::Lesson(title) => {
            let title = title.clone().unwrap_or_default();
            let name = if title.is_empty() { "a-lesson".to_owned() } else { slug::slug(&title) };
            (Kind::Lesson.folder(), format!("{day}-{name}"), lesson(&title, &day.to_string()))
        }
        What::Page(title) => ("pages", slug::slug(title), page(title)),
        What::Contact(name) if name.trim().is_empty() => {
            return Err(Error::Usage("whom? Give a name: `goodturn new contact \"Ana Ruiz\"`".to_owned()));
        }
        What::Contact(name) => return write(world, "private/contacts", &slug::slug(name), &contact(name.trim(), day)),
    };
    write(world, &format!("content/{folder}"), &name, &text)
}

/// Writes under the first name that is free: `name.md`, `name-2.md`, …
fn write(world: &World, folder: &str, name: &str, text: &str) -> Result<PathBuf> {
    loop {
        let path = PathBuf::from(free(world, folder, name)?);
        match create::new_file(&world.root.join(&path), text) {
            // Somebody else was faster.
            Err(Error::Exists(_)) => {}
            Err(error) => return Err(error),
            Ok(()) => return Ok(path),
        }
    }
}

/// The first path that is free: neither a file nor an entry's own folder has the name.
pub(super) fn free(world: &World, folder: &str, name: &str) -> Result<String> {
    let numbered = (2..1000).map(|number| format!("{name}-{number}"));
    let is_free = |name: &String| {
        let taken = |name: &str| world.root.join(folder).join(name).symlink_metadata().is_ok();
        !taken(name) && !taken(&format!("{name}.md"))
    };
    let found = std::iter::once(name.to_owned()).chain(numbered).find(is_free);
    let why = || Error::Usage(format!("there are a thousand files called {name} already; give this one another title"));
    found.map(|name| format!("{folder}/{name}.md")).ok_or_else(why)
}

/// A name for something whose title is not known: the last part of its address, or its host.
fn name_of(url: &url::Url) -> String {
    let last = url.path_segments().and_then(|parts| parts.rev().find(|part| !part.is_empty()).map(str::to_owned));
    let last = last.map(|part| address::decode(&part).into_owned());
    let last = last.map(|part| part.rsplit_once('.').map_or(part.clone(), |(name, _)| name.to_owned()));
    slug::slug(&last.filter(|part| !part.is_empty()).unwrap_or_else(|| address::host(url)))
}

/// The draft of a resource.
pub(super) fn resource(title: &str, url: &str, day: &str, tags: &[String]) -> String {
    let tags = tags.iter().map(|tag| quoted(tag)).collect::<Vec<_>>().join(", ");
    format!(
        "+++
title = {title}
date = {day}
draft = true
url = {url}
good_for = \"\"
tags = [{tags}]
# Also: author, source, year, minutes, less_good_for, via = {{ name = \"…\", url = \"…\" }}, when, where, expires
+++

<!-- Why is it worth passing on, and whom would it suit? Twenty words of your own or more; this line is not published. -->
",
        title = quoted(title),
        url = quoted(url)
    )
}

fn introduction(title: &str, day: &str) -> String {
    format!(
        "+++
title = {title}
date = {day}
draft = true
in_common = \"\"
both_said_yes = false
tags = []
sides = [
    {{ who = \"\", brings = \"\" }},
    {{ who = \"\", brings = \"\" }},
]
# By role: who = \"a hospice nurse\", brings = \"a drawer of letters\"
# Also: steps = [{{ date = {day}, text = \"…\" }}], outcome, named = [\"only who agreed to be named\"]
+++

<!-- How did it come about? By role, not by name, unless they agreed; this line is not published. -->
",
        title = quoted(title)
    )
}

fn lesson(title: &str, day: &str) -> String {
    format!(
        "+++
title = {title}
date = {day}
draft = true
try_when = \"\"
tags = []
# Also: learned_from
+++

<!-- What happened, and what do you do differently now? This line is not published. -->
",
        title = quoted(title)
    )
}

fn page(title: &str) -> String {
    format!("+++\ntitle = {}\ndraft = true\nnav = 50\n+++\n\n", quoted(title))
}

fn contact(name: &str, day: Day) -> String {
    format!(
        "+++
name = {name}
values = []
needs = []
offers = []
# cadence = \"6w\"
met = {day}
# Also: aka, email, phone, url, feed, org, role, city, channel, circles, close, via, dates = {{ birthday = \"03-14\" }},
# last_contact, snooze, status, subscribed, consent_name, source, uid
+++

",
        name = quoted(name)
    )
}

/// A TOML string.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
