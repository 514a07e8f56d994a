//! How soon an edit is seen: `serve --watch` in a browser's place, over one connection.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use wait4::Wait4;
use walkdir::WalkDir;

use crate::corpus::Corpus;
use crate::corpus::day::TODAY;
use crate::measure::{Sample, median};

/// So many edits are made.
const EDITS: usize = 20;
/// An edit that is not seen after so long is not seen at all.
const PATIENCE: Duration = Duration::from_mins(1);

/// What was measured, each the median of [`EDITS`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Served {
    /// From the program's start to its first page.
    pub first: Duration,
    /// From a file's saving to the page that shows it.
    pub edit: Duration,
    /// A page that has not changed.
    pub page: Duration,
    /// Listing all sources and asking the disk about each: what nobody who looks for changes is faster than.
    pub looking: Duration,
    /// What the program used in all that time.
    pub used: Sample,
}

/// Starts a preview of the journal, edits entries and looks until they are shown.
pub fn measure(goodturn: &Path, corpus: &Corpus, journal: &Path, edits: usize) -> io::Result<Served> {
    let started = Instant::now();
    let mut command = Command::new(goodturn);
    command.args(["serve", "--watch", "--port", "0", "--today", &TODAY.to_string(), "--root"]).arg(journal);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let measured = measure_running(&mut child, started, corpus, journal, edits.min(EDITS));
    child.kill()?;
    let used = child.wait4()?;
    let (cpu, peak) = (used.rusage.utime + used.rusage.stime, used.rusage.maxrss);
    let used = Sample { wall: started.elapsed(), cpu, peak, ..Sample::default() };
    measured.map(|served| Served { used, ..served })
}

fn measure_running(
    child: &mut Child,
    started: Instant,
    corpus: &Corpus,
    journal: &Path,
    edits: usize,
) -> io::Result<Served> {
    let mut address = String::new();
    let said = child.stdout.take().ok_or_else(|| io::Error::other("serve says nothing"))?;
    BufReader::new(said).read_line(&mut address)?;
    let host = address.trim().trim_start_matches("http://").split('/').next().unwrap_or_default().to_owned();
    let mut browser = Browser::connect(&host)?;
    browser.get("/")?;
    let first = started.elapsed();
    let (mut seen, mut pages, mut looks) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..edits {
        let index = corpus.entries * (2 * number + 1) / (2 * edits);
        seen.push(edit_to_served(&mut browser, corpus, journal, index)?);
        let other = corpus.head((index + corpus.entries / 2) % corpus.entries).address();
        let asked = Instant::now();
        browser.get(&other)?;
        pages.push(asked.elapsed());
        looks.push(look(journal));
    }
    let middle = |times: &[Duration]| median(times, |time| *time).unwrap_or_default();
    Ok(Served { first, edit: middle(&seen), page: middle(&pages), looking: middle(&looks), used: Sample::default() })
}

/// Saves one entry with a new sentence and asks for its page, every millisecond, until the sentence is there.
fn edit_to_served(browser: &mut Browser, corpus: &Corpus, journal: &Path, index: usize) -> io::Result<Duration> {
    let entry = corpus.entry(index);
    let sentence = format!("This was edited as number {index}.");
    let (path, text) = (journal.join(entry.head.path()), format!("{}\n{sentence}\n", entry.text()));
    let saved = Instant::now();
    fs::write(path, text)?;
    while saved.elapsed() < PATIENCE {
        let page = browser.get(&entry.head.address())?;
        if page.windows(sentence.len()).any(|words| words == sentence.as_bytes()) {
            return Ok(saved.elapsed());
        }
        thread::sleep(Duration::from_millis(1));
    }
    Err(io::Error::other(format!("an edit of {} was not shown", entry.head.path())))
}

/// Lists all sources and asks the disk about each of them.
fn look(journal: &Path) -> Duration {
    let started = Instant::now();
    let found = WalkDir::new(journal.join("content")).into_iter().filter_map(|file| file.ok()?.metadata().ok());
    assert!(found.count() > 0, "a journal has files");
    started.elapsed()
}

/// One connection that stays open.
struct Browser {
    host: String,
    answers: BufReader<TcpStream>,
}

impl Browser {
    fn connect(host: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { host: host.to_owned(), answers: BufReader::new(stream) })
    }

    /// The body of what is at an address.
    fn get(&mut self, path: &str) -> io::Result<Vec<u8>> {
        let question = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host);
        self.answers.get_mut().write_all(question.as_bytes())?;
        let mut length = 0;
        loop {
            let line = self.line()?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(bytes) = line.strip_prefix("content-length:") {
                length = bytes.trim().parse().map_err(io::Error::other)?;
            }
        }
        let mut body = vec![0; length];
        self.answers.read_exact(&mut body)?;
        Ok(body)
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            return Err(io::Error::other("the preview went away"));
        }
        Ok(line.trim_end().to_owned())
    }
}
