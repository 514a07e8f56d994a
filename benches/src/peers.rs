//! Other generators, each with an adapter: the same entries in its own front matter, and templates in `peers/` that make
//! about the same pages (a page an entry through a layout, paginated lists of kinds and tags, a feed of the newest twenty
//! with all of their text, a sitemap). None is installed by us; what is not there is said, and not measured.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::corpus::{Corpus, Entry, Head};

/// A generator and how to use it.
#[derive(Clone, Copy, Debug)]
pub struct Peer {
    /// Its program's name, and that of its folder in `peers/`.
    pub name: &'static str,
    /// What it asks for to say its version.
    pub version: &'static str,
    /// Where it looks for an entry.
    pub path: fn(&Head) -> String,
    text: fn(&Entry) -> String,
    build: fn(&mut Command, &Path) -> io::Result<()>,
}

/// All that we can speak to.
pub const PEERS: [Peer; 3] = [
    Peer { name: "blades", version: "version", path: by_kind, text: in_blades, build: blades },
    Peer { name: "hugo", version: "version", path: by_kind, text: in_hugo, build: hugo },
    Peer { name: "eleventy", version: "--version", path: in_entries, text: in_eleventy, build: eleventy },
];

impl Peer {
    /// Where the program is, if it is installed.
    pub fn find(&self) -> Option<PathBuf> {
        let folders = std::env::var_os("PATH")?;
        std::env::split_paths(&folders).map(|folder| folder.join(self.name)).find(|program| program.is_file())
    }

    /// The first number with a point in what it says of its version.
    pub fn version(&self, program: &Path) -> String {
        let said = Command::new(program).arg(self.version).output().map(|output| output.stdout).unwrap_or_default();
        let said = String::from_utf8_lossy(&said).into_owned();
        let mut words = said.split(|c: char| c.is_whitespace() || c == '-').map(|word| word.trim_start_matches('v'));
        let number = words.find(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('.'));
        number.unwrap_or("of an unknown version").to_owned()
    }

    /// Writes the entries of a corpus into a copy of its folder.
    pub fn write(&self, corpus: &Corpus, site: &Path) -> io::Result<()> {
        for index in 0..corpus.entries {
            let entry = corpus.entry(index);
            let path = site.join((self.path)(&entry.head));
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(path, (self.text)(&entry))?;
        }
        Ok(())
    }

    /// Builds the site into a folder.
    pub fn command(&self, program: &Path, site: &Path, out: &Path) -> io::Result<Command> {
        let mut command = Command::new(program);
        (self.build)(command.current_dir(site), out)?;
        Ok(command)
    }
}

fn by_kind(head: &Head) -> String {
    format!("content/{}/{}.md", head.kind.folder(), head.slug)
}

fn in_entries(head: &Head) -> String {
    format!("entries/{}/{}.md", head.kind.folder(), head.slug)
}

fn in_blades(Entry { head, body, .. }: &Entry) -> String {
    let Head { title, day, .. } = head;
    format!("+++\ntitle = \"{title}\"\ndate = {day}\n[taxonomies]\ntags = {}\n+++\n{body}", head.tag_list())
}

fn in_hugo(Entry { head, body, .. }: &Entry) -> String {
    let Head { title, day, .. } = head;
    format!("+++\ntitle = \"{title}\"\ndate = {day}\ntags = {}\n+++\n{body}", head.tag_list())
}

fn in_eleventy(Entry { head, body, .. }: &Entry) -> String {
    let Head { title, day, .. } = head;
    format!("---\ntitle: \"{title}\"\ndate: {day}\ntopics: {}\n---\n{body}", head.tag_list())
}

/// Where it writes to stands in its settings.
fn blades(command: &mut Command, out: &Path) -> io::Result<()> {
    let site = command.get_current_dir().unwrap_or(Path::new(".")).to_owned();
    let settings = fs::read_to_string(site.join("Blades.toml"))?;
    fs::create_dir_all(out)?;
    fs::write(site.join("Out.toml"), format!("output_dir = \"{}\"\n{settings}", out.display()))?;
    command.arg("build").env("BLADES_CONFIG", "Out.toml");
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "others have to write a file first")]
fn hugo(command: &mut Command, out: &Path) -> io::Result<()> {
    let site = command.get_current_dir().unwrap_or(Path::new(".")).to_owned();
    command.arg("--destination").arg(out).arg("--cacheDir").arg(site.join("cache"));
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "others have to write a file first")]
fn eleventy(command: &mut Command, out: &Path) -> io::Result<()> {
    let site = command.get_current_dir().unwrap_or(Path::new(".")).to_owned();
    // It takes a folder outside of its own for one below it.
    let up = "../".repeat(site.components().count());
    command.arg("--quiet").arg(format!("--output={up}{}", out.display()));
    Ok(())
}
