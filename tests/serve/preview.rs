//! A preview that runs, what it answers, and the small journal that most tests show.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{fs, thread};

use super::target;
use crate::support::Project;

/// Longer than anything may take, also on a machine that is busy with other tests.
pub(super) const DEADLINE: Duration = Duration::from_secs(20);

/// Between two looks at something that takes its time.
pub(super) const PAUSE: Duration = Duration::from_millis(10);

pub(super) const LESSON: &str = "content/lessons/2026-01-02-first.md";

/// A preview that runs until it is dropped.
pub(crate) struct Preview {
    child: Child,
    pub(super) address: String,
    pub(super) port: u16,
    said: Arc<Mutex<String>>,
}

impl Preview {
    pub(crate) fn of(project: &Project, args: &[&str]) -> Self {
        let mut all = vec!["serve", "--port", "0"];
        all.extend(args);
        Self::run(project, &all)
    }

    pub(super) fn run(project: &Project, args: &[&str]) -> Self {
        Self::start(project.command(args))
    }

    /// A preview that another program runs, such as a shell that has set a limit.
    pub(super) fn under(project: &Project, wrapper: &[&str], args: &[&str]) -> Self {
        let mut all = vec!["serve", "--port", "0"];
        all.extend(args);
        let inner = project.command(&all);
        let mut command = Command::new(wrapper[0]);
        command.args(&wrapper[1..]).arg(inner.get_program()).args(inner.get_args());
        command.current_dir(project.path(".")).stdin(Stdio::null());
        Self::start(command)
    }

    pub(super) fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut address = String::new();
        let mut stderr = child.stderr.take().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let hears = Arc::clone(&said);
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = stderr.read(&mut buffer) {
                hears.lock().unwrap().push_str(&String::from_utf8_lossy(&buffer[..length]));
            }
        });
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        let port = address.split(':').nth(2).and_then(|rest| rest.split('/').next()).and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("no address: {address:?}, {}", said.lock().unwrap()));
        Self { child, address, port, said }
    }

    pub(super) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        stream
    }

    /// Sends a request as it stands and reads the answer.
    pub(super) fn raw(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        Answer::read(&mut stream)
    }

    pub(super) fn ask(&self, method: &str, target: &str, headers: &str) -> Answer {
        let port = self.port;
        self.raw(&format!("{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{headers}Connection: close\r\n\r\n"))
    }

    pub(crate) fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, "")
    }

    /// One connection for many requests.
    pub(super) fn visit(&self, cookie: &str) -> Visit {
        let rest = format!(" HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{cookie}\r\n", self.port);
        Visit { stream: self.connect(), rest }
    }

    /// The header that lets the owner in; nothing where everybody may look.
    pub(super) fn cookie(&self) -> String {
        let Some((_, query)) = self.address.split_once('?') else { return String::new() };
        let answer = self.get(&format!("/?{query}"));
        let cookie = answer.header("Set-Cookie").and_then(|cookie| cookie.split(';').next()).unwrap();
        format!("Cookie: {cookie}\r\n")
    }

    /// Waits until a page is as it should be.
    #[track_caller]
    pub(super) fn wait(&self, target: &str, is_right: impl Fn(&Answer) -> bool) -> Answer {
        let started = Instant::now();
        loop {
            let answer = self.get(target);
            if is_right(&answer) {
                return answer;
            }
            let said = self.said();
            assert!(started.elapsed() < DEADLINE, "{target}: {}\n{}\n{said}", answer.status, answer.text());
            thread::sleep(PAUSE);
        }
    }

    /// Waits until a page has these words.
    #[track_caller]
    pub(super) fn shows(&self, target: &str, words: &str) -> Answer {
        self.wait(target, |answer| answer.status == 200 && answer.text().contains(words))
    }

    /// Waits until something is so.
    #[track_caller]
    pub(super) fn until(&self, is_so: impl Fn() -> bool, what: &str) {
        let started = Instant::now();
        while !is_so() {
            assert!(started.elapsed() < DEADLINE, "not true after a long time: {what}\n{}", self.said());
            thread::sleep(PAUSE);
        }
    }

    /// Waits until the terminal says something.
    #[track_caller]
    pub(super) fn says(&self, words: &str) {
        self.until(|| self.said().contains(words), &format!("it says `{words}`"));
    }

    /// Everything that the terminal said until now.
    pub(super) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    pub(super) fn readings(&self) -> usize {
        self.said().matches(" after ").count()
    }
}

/// What the system says of a preview.
#[cfg(target_os = "linux")]
impl Preview {
    pub(super) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// How many files and connections it has open.
    pub(super) fn files(&self) -> usize {
        fs::read_dir(format!("/proc/{}/fd", self.pid())).unwrap().count()
    }

    pub(super) fn threads(&self) -> usize {
        fs::read_dir(format!("/proc/{}/task", self.pid())).unwrap().count()
    }

    /// Its memory in use, in kilobytes.
    pub(super) fn memory(&self) -> usize {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A connection that is kept open between requests.
pub(super) struct Visit {
    stream: TcpStream,
    rest: String,
}

impl Visit {
    pub(crate) fn get(&mut self, target: &str) -> Answer {
        self.stream.write_all(format!("GET {target}{}", self.rest).as_bytes()).unwrap();
        Answer::read(&mut self.stream)
    }
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn read(stream: &mut impl Read) -> Self {
        let mut reader = BufReader::new(stream);
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
                break;
            }
            if let Some(number) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = number.trim().parse().unwrap();
            }
            head.push_str(&line);
        }
        let mut body = vec![0; length];
        let body = if reader.read_exact(&mut body).is_ok() { body } else { Vec::new() };
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or(0);
        Self { status, head, body }
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The page as it was before the preview put something into it, and whether something was said to be wrong.
    pub(super) fn plain(&self) -> (Vec<u8>, bool) {
        let mut bytes = self.body.clone();
        cut(&mut bytes, b"<script src=\"/_goodturn/reload.js\"", b"</script>\n");
        cut(&mut bytes, b"<link rel=\"stylesheet\" href=\"/_goodturn/trouble.css\"", b">\n");
        let trouble = cut(&mut bytes, b"<section class=\"goodturn-trouble\"", b"</section>\n");
        (bytes, trouble)
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let named = |line: &&str| line.to_ascii_lowercase().starts_with(&format!("{}:", name.to_ascii_lowercase()));
        self.head.lines().find(named).map(|line| line[name.len() + 1..].trim())
    }
}

/// Takes out what stands from `start` to the next `end`; says whether it was there.
fn cut(bytes: &mut Vec<u8>, start: &[u8], end: &[u8]) -> bool {
    let find = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).position(|window| window == what);
    let Some(from) = find(bytes, start) else { return false };
    let Some(length) = find(&bytes[from..], end) else { return false };
    bytes.drain(from..from + length + end.len());
    true
}

pub(super) fn lesson(title: &str, words: &str) -> String {
    format!("+++\ntitle = \"{title}\"\n+++\n{words}\n")
}

pub(super) fn journal() -> Project {
    let project = Project::new("");
    project.write(
        "site.toml",
        "title = \"Test\"\nbase_url = \"https://test.example/\"\nid = \"tag:test.example,2026:t\"\n",
    );
    project.write(LESSON, lesson("First", "One word."));
    project
}

/// Writes a file as careful editors do: nobody ever sees half of it, or none.
pub(super) fn replace(project: &Project, path: &str, bytes: impl AsRef<[u8]>) {
    let (folder, name) = path.rsplit_once('/').map_or((".", path), |(folder, name)| (folder, name));
    let draft = format!("{folder}/.{name}.swp");
    project.write(&draft, bytes);
    fs::rename(project.path(&draft), project.path(path)).unwrap();
}

/// Every place of a fresh build is shown with the same bytes, now or soon.
#[track_caller]
pub(super) fn assert_as_built(project: &Project, preview: &Preview) {
    project.run(&["build", "--base-url", &preview.address]).code(0);
    for (place, bytes) in project.tree("public").into_iter().filter(|(place, _)| !place.starts_with('.')) {
        preview.wait(&target("/", &place), |answer| answer.status == 200 && answer.plain() == (bytes.clone(), false));
    }
}
