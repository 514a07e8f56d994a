//! `import`: people and links from elsewhere come into the private half. Nothing that is there is overwritten, a second
//! time changes nothing, and nobody becomes due by it.

mod links;
mod lines;
mod seen;
pub mod told;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::change::{self, Step};
use super::{Reading, World, prove};
use crate::diagnostic::{Diagnostic, Report};
use crate::error::{Error, Result};
use crate::exchange::merge::{self, Difference, House, Known};
use crate::exchange::read::columns::Map;
use crate::exchange::{Format, Found, Happened, Link, Person, Remark, decode, file, read, words};
use crate::load::{self, PrivateFiles};
use crate::model::{Circle, Notebook, Status};
use crate::parse::date::Day;
use told::{DifferenceJson, FileJson, RemarkJson};

pub use told::Imported;

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

/// Reads the files, compares them with what is there, and writes what is new. Nothing is returned, and nothing written,
/// where the private half has errors. `go_on` is told how many files of how many are written, and says whether to go on.
///
/// # Errors
/// [`Error::Usage`] for a file that is not known, or that holds nothing to be used.
pub fn import(
    report: &mut Report,
    world: &World,
    files: &[PathBuf],
    options: &Options,
    go_on: &dyn Fn(usize, usize) -> bool,
) -> Result<Option<Imported>> {
    change::begin(&world.root)?;
    // What is wrong in public texts is no reason not to take somebody in.
    let Reading { notebook, theme, day } = world.read(&mut Report::new(), None)?;
    let own = load::private::private(report, &world.root, notebook.settings.entry_limit)?.unwrap_or_default();
    let circle = Circle::read(report, own.clone(), &notebook);
    if report.has_errors() {
        return Ok(None);
    }
    let mut incoming = Incoming::new(&circle, &notebook, day);
    for path in files {
        incoming.read(path, options)?;
    }
    let (Plan { steps, mut imported, .. }, after) = incoming.proved(&own)?;
    let house = seen::House { notebook: &notebook, theme: &theme, day };
    let handles = imported.added.iter().chain(&imported.updated).map(String::as_str).collect();
    let named = seen::named(&house, &after, &handles)?;
    if !imported.updated.is_empty() || imported.lines > 0 {
        imported.due = seen::due(&house, &circle, &after);
    }
    (imported.named_in_public, imported.dry_run) = (named, options.dry_run);
    if !options.dry_run {
        change::change(&world.root, &steps, &|written| go_on(written, steps.len()))?;
    }
    Ok(Some(imported))
}

/// What all files bring.
struct Incoming<'a> {
    circle: &'a Circle,
    notebook: &'a Notebook,
    day: Day,
    people: Vec<Person>,
    links: Vec<(String, Link)>,
    happened: Vec<(String, Happened)>,
    /// What is to be said of the files themselves.
    said: Imported,
}

/// A file and a line in it.
type Row = (String, u64);

/// What to do, and what to say of it.
struct Plan {
    steps: Vec<Step>,
    /// The row that a file of the journal comes from, by the file's path.
    rows: BTreeMap<String, Row>,
    imported: Imported,
}

impl<'a> Incoming<'a> {
    fn new(circle: &'a Circle, notebook: &'a Notebook, day: Day) -> Self {
        let said = Imported::default();
        Self { circle, notebook, day, people: Vec::new(), links: Vec::new(), happened: Vec::new(), said }
    }

    fn read(&mut self, path: &Path, options: &Options) -> Result<()> {
        let bytes = load::outside::outside(path)?;
        let name = name_of(path);
        let wrong = |why: &str| {
            let (first, rest) = why.split_at(why.find('\n').unwrap_or(why.len()));
            Error::Usage(format!("{}: {first}; nothing was written{rest}", path.display()))
        };
        if bytes.starts_with(b"PK\x03\x04") {
            return Err(wrong(PACKED));
        }
        let text = decode::text(&bytes);
        let told = options.format.or((!options.map.is_empty()).then_some(Format::Csv));
        let Some(format) = told.or_else(|| Format::of(&text)) else { return Err(wrong(UNKNOWN)) };
        let found = read::read(format, &text, &options.map).map_err(|why| wrong(&why))?;
        if found.is_empty() {
            return Err(wrong(&nothing(&found)));
        }
        self.said.files.push(FileJson {
            path: path.to_owned(),
            format: format.word(),
            name: format.name(),
            people: found.people.len(),
            links: found.links.len(),
            lines: found.happened.len(),
            unreadable: found.remarks.iter().filter(|remark| remark.whole).count(),
        });
        remark(&mut self.said, &name, found.remarks);
        for (what, count) in found.unknown {
            *self.said.not_understood.entry(what).or_default() += count;
        }
        self.people.extend(found.people.into_iter().map(|person| Person { file: name.clone(), ..person }));
        self.links.extend(found.links.into_iter().map(|link| (name.clone(), link)));
        self.happened.extend(found.happened.into_iter().map(|happened| (name.clone(), happened)));
        Ok(())
    }

    /// A plan after which the private half is whole, and that half. A row of which no file could be made that the
    /// journal reads is left out, and the others are looked at again.
    fn proved(&mut self, own: &PrivateFiles) -> Result<(Plan, Circle)> {
        loop {
            let plan = self.plan(own)?;
            let proved = prove::proved(own, &plan.steps, self.notebook);
            let Some(first) = proved.wrong.first() else { return Ok((plan.in_order(), proved.circle)) };
            let row = |wrong: &Diagnostic| plan.rows.get(wrong.place.source.path()).cloned();
            let rows: BTreeMap<Row, &Diagnostic> = proved.wrong.iter().filter_map(|it| Some((row(it)?, it))).collect();
            if rows.is_empty() {
                return prove::refuse(first);
            }
            self.people.retain(|person| !rows.contains_key(&(person.file.clone(), person.line)));
            self.links.retain(|(file, link)| !rows.contains_key(&(file.clone(), link.line)));
            for ((file, line), wrong) in rows {
                let why = format!("its file would have an error: {}", wrong.message);
                remark(&mut self.said, "", vec![Remark { file, line, whole: true, why }]);
            }
        }
    }

    /// What to write.
    fn plan(&self, own: &PrivateFiles) -> Result<Plan> {
        let mut plan = Plan { steps: Vec::new(), rows: BTreeMap::new(), imported: self.said.clone() };
        let known = self.known();
        let merged = merge::merge(known.clone(), &self.people, &self.house());
        let handles = merge::handles(&known, &merged);
        for (handle, person) in &merged.new {
            let (path, text) = (format!("private/contacts/{handle}.md"), file::contact(person));
            plan.rows.insert(path.clone(), (person.file.clone(), person.line));
            plan.steps.push(Step::Create { path, text });
            plan.imported.added.push(handle.clone());
        }
        for (handle, added) in &merged.fill {
            let step = self.fill(handle, added)?;
            if let Step::Replace { path, .. } = &step {
                plan.rows.insert(path.clone(), (added.file.clone(), added.line));
            }
            plan.steps.push(step);
            plan.imported.updated.push(handle.clone());
        }
        let without = merged.remarks.iter().filter(|remark| remark.whole).count();
        plan.imported.unchanged = merged.same;
        let told = merged.new.len() + merged.fill.len() + merged.same + without;
        plan.imported.repeated = self.people.len().saturating_sub(told);
        remark(&mut plan.imported, "", merged.remarks);
        let json = |it: Difference| DifferenceJson {
            path: it.file,
            line: it.line,
            handle: it.handle,
            key: it.key,
            here: it.here,
            there: it.there,
        };
        plan.imported.differences.extend(merged.differences.into_iter().map(json));
        self.take_links(&mut plan);
        self.take_happened(&mut plan, own, &handles);
        Ok(plan)
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
}

impl Plan {
    /// What is said of rows, in the order of the files and their lines.
    fn in_order(mut self) -> Self {
        let files = &self.imported.files;
        let names: Vec<_> = files.iter().map(|file| name_of(&file.path)).collect();
        let place = |path: &str| names.iter().position(|name| name == path).unwrap_or(names.len());
        self.imported.left_out.sort_by_key(|it| (place(&it.path), it.line, !it.whole));
        self.imported.differences.sort_by_key(|it| (place(&it.path), it.line));
        self
    }
}

/// What a file is called when something is said of it, or of those who came in it.
fn name_of(path: &Path) -> String {
    if path == Path::new(load::outside::INPUT) {
        return "standard input".to_owned();
    }
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Takes remarks over; those that do not know their file are about this one.
fn remark(imported: &mut Imported, name: &str, remarks: Vec<Remark>) {
    let json = |Remark { file, line, whole, why }| {
        let path = if file.is_empty() { name.to_owned() } else { file };
        RemarkJson { path, line, whole, why: words::line(&why) }
    };
    imported.left_out.extend(remarks.into_iter().map(json));
}

const PACKED: &str = "it is a packed folder (zip)\n  unpack it and name the files in it, such as `part_*.csv` of Pocket or \
    `Connections.csv` of LinkedIn";

const UNKNOWN: &str = "nothing says what it is\n  `--as` can say it (linkedin, google, vcard, csv, friends, bookmarks, \
    pocket, instapaper, raindrop, readwise, pinboard); of a table `--map name='Full Name',email=Mail` says which column \
    is what";

/// Why a file that was read holds nothing.
fn nothing(found: &Found) -> String {
    let first = found.remarks.first().map(|remark| format!("; line {}: {}", remark.line, remark.why));
    format!("nothing in it could be used{}", first.unwrap_or_default())
}
