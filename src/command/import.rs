//! `import`: people and links from elsewhere come into the private half. Nothing that is there is overwritten, a second
//! time changes nothing, and nobody becomes due by it.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::Datelike;
use rayon::prelude::*;
use serde::Serialize;

use super::change::{self, Step};
use super::{Reading, World, prove};
use crate::diagnostic::{Report, Source};
use crate::error::{Error, Result};
use crate::exchange::merge::{self, Difference, House, Known};
use crate::exchange::read::columns::Map;
use crate::exchange::{Format, Found, Happened, Link, Person, Remark, decode, file, read, words};
use crate::load::{self, PrivateFiles};
use crate::model::log::read_lines;
use crate::model::{Circle, Notebook, Status};
use crate::parse::date::Day;
use crate::parse::{address, slug};

/// What was asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the files are, where that is told.
    pub format: Option<Format>,
    /// Which column is what.
    pub map: Map,
    /// Only say what would happen.
    pub dry_run: bool,
}

/// What an import did, or would do.
#[derive(Debug, Default, Serialize)]
pub struct Imported {
    /// Each file, with what it is.
    pub files: Vec<FileJson>,
    /// Whether nothing was written, because that was not asked for.
    pub dry_run: bool,
    /// Handles of those who are new.
    pub added: Vec<String>,
    /// Handles of those who got something that was not known.
    pub updated: Vec<String>,
    /// How many came who lack nothing.
    pub unchanged: usize,
    /// Names of what is new in the inbox.
    pub links: Vec<String>,
    /// How many links are here already.
    pub known_links: usize,
    /// How many lines of the log are new.
    pub lines: usize,
    /// Where something differs, and stays as it is.
    pub differences: Vec<DifferenceJson>,
    /// What was left out, whole or in part.
    pub left_out: Vec<RemarkJson>,
    /// Columns and properties that are not understood, and how often they say something.
    pub not_understood: BTreeMap<String, usize>,
}

/// A file that came in.
#[derive(Debug, Serialize)]
pub struct FileJson {
    /// Its path, as it was given.
    pub path: PathBuf,
    /// What it is.
    pub format: &'static str,
    /// The same, in words.
    #[serde(skip)]
    pub name: &'static str,
    /// How many people are in it.
    pub people: usize,
    /// How many links.
    pub links: usize,
}

/// Something that is one way here and another way there.
#[derive(Debug, Serialize)]
pub struct DifferenceJson {
    /// Whose.
    pub handle: String,
    /// Which key.
    pub key: String,
    /// What is here.
    pub here: String,
    /// What is there.
    pub there: String,
}

/// Something that was left out.
#[derive(Debug, Serialize)]
pub struct RemarkJson {
    /// The file.
    pub path: String,
    /// The line in it.
    pub line: u64,
    /// Whether all of it was left out.
    pub whole: bool,
    /// Why.
    pub why: String,
}

/// Reads the files, compares them with what is there, and writes what is new. Nothing is returned, and nothing written,
/// where the private half has errors.
///
/// # Errors
/// [`Error::Usage`] for a file that is not known, or that holds nothing to be used.
pub fn import(
    report: &mut Report,
    world: &World,
    files: &[PathBuf],
    options: &Options,
    done: &dyn Fn(usize, usize),
) -> Result<Option<Imported>> {
    // What is wrong in public texts is no reason not to take somebody in.
    let Reading { notebook, day, .. } = world.read(&mut Report::new(), None)?;
    let limit = notebook.settings.entry_limit;
    let own = load::private::private(report, &world.root, limit)?.unwrap_or_default();
    let circle = Circle::read(report, copy(&own), &notebook);
    if report.has_errors() {
        return Ok(None);
    }
    let mut incoming = Incoming::new(&circle, &notebook, day);
    for path in files {
        incoming.read(path, options)?;
    }
    let (steps, mut imported) = incoming.plan(&own)?;
    prove::private(&own, &steps, &notebook)?;
    imported.dry_run = options.dry_run;
    if !options.dry_run {
        change::change(&world.root, &steps, &|written| done(written, steps.len()))?;
    }
    Ok(Some(imported))
}

/// The same files once more: what is read of them goes into a circle, and they are wanted again to be changed.
fn copy(files: &PrivateFiles) -> PrivateFiles {
    PrivateFiles {
        settings: files.settings.clone(),
        contacts: files.contacts.clone(),
        logs: files.logs.clone(),
        inbox: files.inbox.clone(),
    }
}

/// What all files bring.
struct Incoming<'a> {
    circle: &'a Circle,
    notebook: &'a Notebook,
    day: Day,
    people: Vec<Person>,
    links: Vec<(String, Link)>,
    happened: Vec<(String, Happened)>,
    imported: Imported,
}

impl<'a> Incoming<'a> {
    fn new(circle: &'a Circle, notebook: &'a Notebook, day: Day) -> Self {
        let imported = Imported::default();
        Self { circle, notebook, day, people: Vec::new(), links: Vec::new(), happened: Vec::new(), imported }
    }

    fn read(&mut self, path: &Path, options: &Options) -> Result<()> {
        let bytes = load::outside::outside(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let wrong = |why: &str| Error::Usage(format!("{}: {why}; nothing was written", path.display()));
        if bytes.starts_with(b"PK\x03\x04") {
            return Err(wrong("it is a packed folder; unpack it and name the file in it"));
        }
        let text = decode::text(&bytes);
        let told = options.format.or((!options.map.is_empty()).then_some(Format::Csv));
        let Some(format) = told.or_else(|| Format::of(&text)) else { return Err(wrong(UNKNOWN)) };
        let found = read::read(format, &text, &options.map).map_err(|why| wrong(&why))?;
        if found.is_empty() {
            return Err(wrong(&nothing(&found)));
        }
        let (people, links) = (found.people.len(), found.links.len());
        let file = FileJson { path: path.to_owned(), format: format.word(), name: format.name(), people, links };
        self.imported.files.push(file);
        self.remark(&name, found.remarks);
        for (what, count) in found.unknown {
            *self.imported.not_understood.entry(what).or_default() += count;
        }
        self.people.extend(found.people.into_iter().map(|person| Person { file: name.clone(), ..person }));
        self.links.extend(found.links.into_iter().map(|link| (name.clone(), link)));
        self.happened.extend(found.happened.into_iter().map(|happened| (name.clone(), happened)));
        Ok(())
    }

    /// Takes remarks over; those that do not know their file are about this one.
    fn remark(&mut self, name: &str, remarks: Vec<Remark>) {
        let json = |Remark { file, line, whole, why }| {
            let path = if file.is_empty() { name.to_owned() } else { file };
            RemarkJson { path, line, whole, why: words::line(&why) }
        };
        self.imported.left_out.extend(remarks.into_iter().map(json));
    }

    /// What to write.
    fn plan(mut self, own: &PrivateFiles) -> Result<(Vec<Step>, Imported)> {
        let known = self.known();
        let mut steps = Vec::new();
        let mut plan = merge::merge(known.clone(), &self.people, &self.house());
        let handles = merge::handles(&known, &plan);
        for (handle, person) in &plan.new {
            let (path, text) = (format!("private/contacts/{handle}.md"), file::contact(person));
            steps.push(Step::Create { path, text });
            self.imported.added.push(handle.clone());
        }
        for (handle, added) in &plan.fill {
            steps.push(self.fill(handle, added)?);
            self.imported.updated.push(handle.clone());
        }
        self.imported.unchanged = plan.same;
        self.remark("", std::mem::take(&mut plan.remarks));
        let json = |Difference { handle, key, here, there, .. }| DifferenceJson { handle, key, here, there };
        self.imported.differences.extend(std::mem::take(&mut plan.differences).into_iter().map(json));
        self.take_links(&mut steps);
        self.take_happened(&mut steps, own, &handles);
        Ok((steps, self.imported))
    }

    fn known(&self) -> Vec<Known> {
        let known = |contact: &crate::model::Contact| Known {
            handle: contact.handle.clone(),
            person: Person::of(contact),
            sorted: contact.status != Status::Unsorted,
        };
        self.circle.contacts.par_iter().map(known).collect()
    }

    fn house(&self) -> House {
        let circles = self.circle.rules.circles.keys().cloned().collect();
        House { today: self.day, circles, taken: Vec::new() }
    }

    fn fill(&self, handle: &str, added: &Person) -> Result<Step> {
        let index = self.circle.find(handle).unwrap_or_default();
        let contact = &self.circle.contacts[index];
        let old = contact.source.text();
        let text = file::filled(old, contact.front.range(), &old[contact.body.range()], added);
        let path = contact.source.path().to_owned();
        let text = text.ok_or_else(|| Error::Usage(format!("{path} cannot be added to; nothing was written")))?;
        Ok(Step::Replace { path, old: old.to_owned(), text })
    }

    fn take_links(&mut self, steps: &mut Vec<Step>) {
        let inbox = self.circle.inbox.iter();
        let mut here: HashSet<String> = inbox.clone().filter_map(|item| item.url.clone()).collect();
        let mut names: HashSet<String> = inbox.flat_map(|item| [item.stem.clone(), item.name.clone()]).collect();
        for entry in &self.notebook.entries {
            names.extend([entry.article.slug.clone(), entry.article.name.clone()]);
            here.extend(entry.resource().map(|resource| resource.url.clone()));
        }
        let mut remarks: Vec<(String, Remark)> = Vec::new();
        for (name, link) in std::mem::take(&mut self.links) {
            match address::web(&link.url) {
                Err(why) => {
                    let shown = crate::parse::markup::shorten(&link.url, 60);
                    let why = format!("`{}` is no web address: {why}", shown.replace('`', "'"));
                    remarks.push((name, Remark { file: String::new(), line: link.line, whole: true, why }));
                }
                Ok(url) if !here.insert(url.as_str().to_owned()) => self.imported.known_links += 1,
                Ok(url) => {
                    let title = if link.title.is_empty() { address::host(&url) } else { link.title.clone() };
                    let base = slug::slug(&title);
                    let numbered = (2..).map(|number| format!("{base}-{number}"));
                    let free = std::iter::once(base.clone()).chain(numbered).find(|name| names.insert(name.clone()));
                    let (stem, text) = file::link(&link, url.as_str(), &free.unwrap_or(base));
                    steps.push(Step::Create { path: format!("private/inbox/{stem}.md"), text });
                    self.imported.links.push(stem);
                }
            }
        }
        for (name, remark) in remarks {
            self.remark(&name, vec![remark]);
        }
    }

    /// Lines at the end of each year's log, unless they are there.
    fn take_happened(&mut self, steps: &mut Vec<Step>, own: &PrivateFiles, handles: &merge::Handles) {
        let mut here: HashSet<String> = self.circle.events.iter().map(|event| event.line.to_string()).collect();
        let mut years: BTreeMap<i32, Vec<String>> = BTreeMap::new();
        for (name, happened) in std::mem::take(&mut self.happened) {
            let line = merge::line_of(&happened, handles).map(|line| as_it_is_read(&line).unwrap_or(line));
            let whole =
                |why: &str| vec![Remark { file: name.clone(), line: happened.line, whole: true, why: why.to_owned() }];
            match line {
                None => self.remark(&name, whole("it names nobody who is known")),
                Some(_) if happened.day > self.day => self.remark(&name, whole("its day is still to come")),
                Some(line) if here.insert(line.clone()) => years.entry(happened.day.year()).or_default().push(line),
                Some(_) => {}
            }
        }
        for (year, mut lines) in years {
            lines.sort();
            self.imported.lines += lines.len();
            steps.push(in_log(own, year, &lines.join("\n")));
        }
    }
}

/// A line as the program would print it, so that it is found again.
fn as_it_is_read(line: &str) -> Option<String> {
    read_lines(&mut Report::new(), &Source::new("line", line)).first().map(ToString::to_string)
}

fn in_log(own: &PrivateFiles, year: i32, lines: &str) -> Step {
    let path = format!("private/log/{year}.md");
    match own.logs.iter().find(|source: &&Arc<Source>| source.path() == path) {
        None => Step::Create { path, text: format!("# {year}\n\n{lines}\n") },
        Some(source) => {
            let old = source.text().to_owned();
            let joint = if old.is_empty() || old.ends_with('\n') { "" } else { "\n" };
            let text = format!("{old}{joint}{lines}\n");
            Step::Replace { path, old, text }
        }
    }
}

const UNKNOWN: &str = "nothing says what it is\n  `--as` can say it (linkedin, google, vcard, csv, friends, bookmarks, \
    pocket, instapaper, raindrop, readwise, pinboard); of a table `--map name='Full Name',email=Mail` says which column \
    is what";

/// Why a file that was read holds nothing.
fn nothing(found: &Found) -> String {
    let first = found.remarks.first().map(|remark| format!("; line {}: {}", remark.line, remark.why));
    format!("nothing in it could be used{}", first.unwrap_or_default())
}
