//! The preview server, as people run it: the real program on a free port, asked over plain sockets.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{fs, thread};

use crate::support::Project;

/// Longer than anything may take, also on a machine that is busy with other tests.
const DEADLINE: Duration = Duration::from_secs(20);

const LESSON: &str = "content/lessons/2026-01-02-first.md";

/// A preview that runs until it is dropped.
struct Preview {
    child: Child,
    address: String,
    port: u16,
    said: Arc<Mutex<String>>,
}

impl Preview {
    fn of(project: &Project, args: &[&str]) -> Self {
        let mut all = vec!["serve", "--port", "0"];
        all.extend(args);
        Self::run(project, &all)
    }

    fn run(project: &Project, args: &[&str]) -> Self {
        let mut child = project.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
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
        let port = address.split(':').nth(2).and_then(|rest| rest.split('/').next()).unwrap().parse().unwrap();
        Self { child, address, port, said }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        stream
    }

    /// Sends a request as it stands and reads the answer.
    fn raw(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        Answer::read(&mut stream)
    }

    fn ask(&self, method: &str, target: &str, headers: &str) -> Answer {
        let port = self.port;
        self.raw(&format!("{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{headers}Connection: close\r\n\r\n"))
    }

    fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, "")
    }

    /// Waits until a page is as it should be.
    #[track_caller]
    fn wait(&self, target: &str, is_right: impl Fn(&Answer) -> bool) -> Answer {
        let started = Instant::now();
        loop {
            let answer = self.get(target);
            if is_right(&answer) {
                return answer;
            }
            let said = self.said.lock().unwrap().clone();
            assert!(started.elapsed() < DEADLINE, "{target}: {}\n{}\n{said}", answer.status, answer.text());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until a page has these words.
    #[track_caller]
    fn shows(&self, target: &str, words: &str) -> Answer {
        self.wait(target, |answer| answer.status == 200 && answer.text().contains(words))
    }

    /// Waits until the terminal says something.
    #[track_caller]
    fn says(&self, words: &str) {
        let started = Instant::now();
        while !self.said.lock().unwrap().contains(words) {
            let said = self.said.lock().unwrap().clone();
            assert!(started.elapsed() < DEADLINE, "no `{words}` in\n{said}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn readings(&self) -> usize {
        self.said.lock().unwrap().matches(" after ").count()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn read(stream: &mut impl Read) -> Self {
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

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn header(&self, name: &str) -> Option<&str> {
        let named = |line: &&str| line.to_ascii_lowercase().starts_with(&format!("{}:", name.to_ascii_lowercase()));
        self.head.lines().find(named).map(|line| line[name.len() + 1..].trim())
    }
}

fn lesson(title: &str, words: &str) -> String {
    format!("+++\ntitle = \"{title}\"\n+++\n{words}\n")
}

fn journal() -> Project {
    let project = Project::new("");
    project.write(
        "site.toml",
        "title = \"Test\"\nbase_url = \"https://test.example/\"\nid = \"tag:test.example,2026:t\"\n",
    );
    project.write(LESSON, lesson("First", "One word."));
    project
}

/// Every place of a fresh build is shown with the same bytes, but for our script.
#[track_caller]
fn assert_as_built(project: &Project, preview: &Preview) {
    project.run(&["build", "--base-url", &preview.address]).code(0);
    for (place, bytes) in project.tree("public").into_iter().filter(|(place, _)| !place.starts_with('.')) {
        let answer = preview.get(&format!("/{}", place.strip_suffix("index.html").unwrap_or(&place)));
        let mut shown = answer.body;
        if let Some(at) = shown.windows(26).position(|window| window == b"<script src=\"/_goodturn/re") {
            let end = at + shown[at..].iter().position(|byte| *byte == b'\n').unwrap();
            shown.drain(at..=end);
        }
        assert!(answer.status == 200 && shown == bytes, "{place}: {}", String::from_utf8_lossy(&shown));
    }
}

#[test]
fn a_preview_is_the_site_that_would_be_built() {
    let project = journal();
    let preview = Preview::of(&project, &[]);
    assert_eq!(preview.address, format!("http://127.0.0.1:{}/", preview.port));
    project.run(&["build"]).code(0);
    let before = project.names();
    assert_as_built(&project, &preview);
    assert_eq!(project.names(), before);
}

#[test]
fn every_answer_says_what_a_browser_may_do() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    for target in ["/", "/feed.xml", "/nowhere/", "/%ff", "/_goodturn/reload.js", "/lessons/first"] {
        let answer = preview.get(target);
        for (name, value) in [
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", "no-store"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{target}: {}", answer.head);
        }
        let policy = answer.header("Content-Security-Policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; img-src 'self'"), "{policy}");
        assert!(!answer.head.to_lowercase().contains("access-control"), "{}", answer.head);
    }
    let page = preview.get("/");
    let meta = format!("content=\"{}\"", page.header("Content-Security-Policy").unwrap());
    assert!(page.text().contains(&meta) && meta.contains("sha256-"), "{meta}");
    assert!(page.text().contains("/_goodturn/reload.js"));
    assert_eq!(preview.get("/lessons/first").header("Location"), Some("/lessons/first/"));
}

#[test]
fn what_no_page_is_at_is_refused() {
    let project = journal();
    project.write("private/contacts/x.md", "secret");
    let preview = Preview::of(&project, &[]);
    for target in [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%252e%252e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/..%5cx",
        "/\\..\\x",
        "//etc/passwd",
        "/C:/x",
        "/%00",
        "/%c0%ae",
        "/%ff",
        "/%",
        "http://127.0.0.1/",
        "*",
        "/.git/config",
        "/private/contacts/x.md",
        "/site.toml",
        "/@fs/etc/passwd",
        "/content/lessons/2026-01-02-first.md",
        "/lessons/first.md?raw",
        "/x?import&raw??",
    ] {
        let answer = preview.get(target);
        assert!(matches!(answer.status, 400 | 404), "{target}: {}", answer.status);
        assert!(!answer.text().contains("root:") && !answer.text().contains("secret"), "{target}");
    }
    let answer = preview.get("/<script>alert(1)");
    assert_eq!(answer.status, 404);
    assert!(!answer.text().contains("alert(1)"));
    assert_eq!(preview.get("/lessons/first/?utm_source=x").status, 200);
    let port = preview.port;
    for host in ["Host: evil.example\r\n", "", "Host: 127.0.0.1\r\n", "Host: 127.0.0.1:1\r\nHost: 127.0.0.1:1\r\n"] {
        assert_eq!(preview.raw(&format!("GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n")).status, 421, "{host}");
    }
    let rest = format!(" / HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    for method in ["POST", "PUT", "OPTIONS", "CONNECT", "TRACE", "DELETE"] {
        assert_eq!(preview.raw(&format!("{method}{rest}")).status, 405, "{method}");
    }
    let head = preview.ask("HEAD", "/", "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(preview.ask("GET", "/", "Content-Length: 5000\r\n").status, 413);
    assert_eq!(preview.ask("GET", "/", "Origin: http://localhost:1\r\n").status, 403);
    assert_eq!(preview.ask("GET", "/", "Sec-Fetch-Site: cross-site\r\n").status, 403);
    let follows = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    assert_eq!(preview.ask("GET", "/", follows).status, 200);
}

#[test]
fn a_site_further_down_is_shown_further_down() {
    let project = journal();
    let site = project.read("site.toml").replace("test.example/", "test.example/sub/path/");
    project.write("site.toml", site);
    let preview = Preview::of(&project, &[]);
    assert!(preview.address.ends_with("/sub/path/"), "{}", preview.address);
    assert_eq!(preview.get("/").header("Location"), Some("/sub/path/"));
    let home = preview.get("/sub/path/").text();
    assert!(home.contains("href=\"/sub/path/lessons/first/\""), "{home}");
    assert!(!home.contains("https://test.example"), "{home}");
    assert_eq!(preview.get("/sub/path/lessons/first/").status, 200);
    assert_eq!(preview.get("/lessons/first/").status, 404);
}

#[test]
fn what_is_private_is_shown_to_whoever_has_the_token() {
    let project = journal();
    project.write("private/contacts/ana.md", "+++\nname = \"Ana Duarte\"\n+++\nKnows bees.\n");
    let preview = Preview::of(&project, &["--private", "--watch"]);
    let (_, token) = preview.address.split_once("/?token=").unwrap();
    for target in ["/", "/people/ana/", "/site/", "/?token=0123456789abcdef0123456789abcdef"] {
        let answer = preview.get(target);
        assert_eq!(answer.status, 403, "{target}");
        assert!(!answer.text().contains("Ana"), "{target}");
    }
    let answer = preview.get(&format!("/people/ana/?token={token}"));
    assert_eq!((answer.status, answer.header("Location")), (303, Some("/people/ana/")));
    let cookie = answer.header("Set-Cookie").unwrap().to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let cookie = format!("Cookie: {}\r\n", cookie.split(';').next().unwrap());
    for target in ["/people/ana/", "/people/ana/index.html", "/site/lessons/first/index.html"] {
        assert_eq!(preview.ask("GET", target, &cookie).status, 200, "{target}");
    }
    assert!(preview.ask("GET", "/people/", &cookie).text().contains("Ana Duarte"));
    project.write("private/contacts/ben.md", "+++\nname = \"Ben Okoro\"\n+++\nKnows bread.\n");
    preview.says("private/contacts/ben.md: shown after ");
    assert!(preview.ask("GET", "/people/", &cookie).text().contains("Ben Okoro"));
}

#[test]
fn drafts_are_shown_when_they_are_asked_for() {
    let project = journal();
    project.write("content/lessons/2026-02-02-draft.md", "+++\ntitle = \"Draft\"\ndraft = true\n+++\nWords.\n");
    project.write("content/lessons/2026-12-24-later.md", lesson("Later", "Words."));
    assert_eq!(Preview::of(&project, &[]).get("/lessons/draft/").status, 404);
    let preview = Preview::of(&project, &["--drafts", "--future"]);
    assert_eq!(preview.get("/lessons/draft/").status, 200);
    assert_eq!(preview.get("/lessons/later/").status, 200);
}

#[test]
fn ports_are_taken_as_they_come_unless_one_is_named() {
    let project = journal();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ran = project.run(&["serve", "--port", &port]).code(3);
    assert!(ran.stderr.contains(&format!("127.0.0.1:{port}")), "{}", ran.stderr);
    let (one, two) = (Preview::run(&project, &["serve"]), Preview::run(&project, &["serve"]));
    assert_ne!(one.port, two.port);
    assert!(one.port >= 8017 && two.port > 8017 && two.port < 8200);
    assert_eq!((one.get("/").status, two.get("/").status), (200, 200));
    Project::empty().run(&["serve"]).code(2);
}

#[test]
fn whatever_way_a_file_is_written_the_page_follows() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    let at = "/lessons/first/";
    preview.shows(at, "One word.");
    project.write(LESSON, lesson("First", "Written plainly."));
    preview.shows(at, "Written plainly.");
    preview.says(&format!("{LESSON}: shown after "));
    project.write("content/lessons/.first.swp", lesson("First", "Renamed over."));
    fs::rename(project.path("content/lessons/.first.swp"), project.path(LESSON)).unwrap();
    preview.shows(at, "Renamed over.");
    fs::rename(project.path(LESSON), project.path(&format!("{LESSON}~"))).unwrap();
    project.write(LESSON, lesson("First", "Backed up."));
    preview.shows(at, "Backed up.");
    fs::remove_file(project.path(LESSON)).unwrap();
    preview.wait(at, |answer| answer.status == 404);
    project.write(LESSON, lesson("First", "Back again."));
    preview.shows(at, "Back again.");
    project.write("content/lessons/2026-03-03-deep/index.md", lesson("Deep", "In a new folder."));
    preview.shows("/lessons/deep/", "In a new folder.");
    fs::rename(project.path("content/lessons/2026-03-03-deep"), project.path("content/lessons/2026-03-03-far"))
        .unwrap();
    preview.shows("/lessons/far/", "In a new folder.");
    preview.wait("/lessons/deep/", |answer| answer.status == 404);
    project.write("static/a/b/c/x.txt", "deep");
    preview.wait("/a/b/c/x.txt", |answer| answer.text() == "deep");
    project.write("themes/airmail/styles/9-own.css", "p{color:red}");
    preview.wait("/", |answer| {
        let text = answer.text();
        let style = text.split("rel=\"stylesheet\" href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        preview.get(style).text().contains("p{color:red}")
    });
    assert_as_built(&project, &preview);
}

#[test]
fn a_storm_of_files_is_shown_whole() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    for file in 0..300 {
        let path = format!("content/lessons/2026-01-{:02}-e{file}/index.md", file % 28 + 1);
        project.write(&path, lesson(&format!("Number {file}"), "Words."));
    }
    for file in [0, 150, 299] {
        preview.shows(&format!("/lessons/e{file}/"), &format!("Number {file}"));
    }
    fs::rename(project.path("content/lessons"), project.path("content/gone")).unwrap();
    preview.shows("/lessons/e0/", "goodturn-trouble");
    fs::rename(project.path("content/gone"), project.path("content/lessons")).unwrap();
    preview.wait("/lessons/e299/", |answer| answer.status == 200 && !answer.text().contains("goodturn-trouble"));
    assert_as_built(&project, &preview);
}

#[test]
fn folders_that_are_made_anew_are_watched_anew() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    preview.shows("/lessons/first/", "One word.");
    for round in 0..3 {
        fs::remove_dir_all(project.path("content")).unwrap();
        preview.wait("/lessons/first/", |answer| answer.status == 404);
        project.write(LESSON, lesson("First", &format!("Round {round}.")));
        preview.shows("/lessons/first/", &format!("Round {round}."));
        project.write(LESSON, lesson("First", &format!("Round {round}, again.")));
        preview.shows("/lessons/first/", &format!("Round {round}, again."));
    }
}

#[test]
fn what_changes_nothing_builds_nothing() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    preview.shows("/lessons/first/", "One word.");
    let text = project.read(LESSON);
    project.write(LESSON, &text);
    for junk in ["4913", ".first.md.swp", "#first.md#", "first.md~", ".DS_Store", "first.md.tmp"] {
        project.write(&format!("content/lessons/{junk}"), lesson("Junk", "Junk."));
    }
    project.write("public/index.html", "x");
    project.write("private/contacts/x.md", "x");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(project.path(LESSON), fs::Permissions::from_mode(0o600)).unwrap();
    }
    // What came before this change was looked at before it, too.
    project.write("content/lessons/2026-04-04-last.md", lesson("Last", "Last."));
    preview.shows("/lessons/last/", "Last.");
    preview.says("2026-04-04-last.md: shown after ");
    assert_eq!(preview.readings(), 1, "{}", preview.said.lock().unwrap());
}

#[test]
fn looking_is_enough_where_the_system_tells_nothing() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch", "--poll"]);
    preview.shows("/lessons/first/", "One word.");
    project.write(LESSON, lesson("First", "Polled."));
    preview.shows("/lessons/first/", "Polled.");
}

#[test]
fn what_is_wrong_stands_over_the_last_good_page_until_it_is_mended() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    let at = "/lessons/first/";
    preview.shows(at, "One word.");
    let broken: [(&str, String, &str); 4] = [
        (LESSON, "+++\ntitle = \"First\"\nnope = 1\n+++\nx\n".to_owned(), "unknown key `nope`"),
        ("site.toml", project.read("site.toml") + "nope = 1\n", "unknown key `nope`"),
        ("themes/airmail/templates/entry.html", "{% if %}".to_owned(), "themes/airmail/templates/entry.html"),
        ("themes/airmail/templates/tags.html", "{{ page.nope }}".to_owned(), "themes/airmail/templates/tags.html"),
    ];
    for (path, text, words) in broken {
        let before = project.path(path).exists().then(|| project.read(path));
        project.write(path, text);
        let page = preview.shows(at, "goodturn-trouble");
        assert!(page.text().contains(words) && page.text().contains("One word."), "{path}: {}", page.text());
        preview.says(words);
        match before {
            Some(text) => project.write(path, text),
            None => fs::remove_file(project.path(path)).unwrap(),
        }
        preview.wait(at, |answer| answer.text().contains("One word.") && !answer.text().contains("goodturn-trouble"));
    }
    // A page that cannot be made any more is shown as it was.
    project.write("themes/airmail/templates/tags.html", "{{ page.nope }}");
    let page = preview.shows("/tags/", "goodturn-trouble");
    assert!(page.text().contains("</main>"), "{}", page.text());
}

#[test]
fn settings_that_go_away_are_told_of_once() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    let site = project.read("site.toml");
    fs::remove_file(project.path("site.toml")).unwrap();
    let page = preview.shows("/lessons/first/", "goodturn-trouble");
    assert!(page.text().contains("cannot read") && page.text().contains("One word."), "{}", page.text());
    project.write("site.toml", site);
    preview.wait("/", |answer| answer.status == 200 && !answer.text().contains("goodturn-trouble"));
    assert_eq!(preview.said.lock().unwrap().matches("cannot read").count(), 1);
}

#[test]
fn a_journal_that_is_broken_from_the_beginning_is_told_of_and_mended() {
    let project = journal();
    let good = project.read(LESSON);
    project.write(LESSON, "+++\ntitle = \n+++\n<b>&\n");
    let preview = Preview::of(&project, &["--watch"]);
    let page = preview.get("/lessons/first/");
    assert_eq!(page.status, 500);
    assert!(page.text().contains(&format!("{LESSON}:2:9")), "{}", page.text());
    project.write(LESSON, good);
    let page = preview.shows("/lessons/first/", "One word.");
    assert!(!page.text().contains("goodturn-trouble"));
}

/// Reads a stream of events up to the next number.
fn next_number(reader: &mut impl BufRead) -> u64 {
    loop {
        let mut line = String::new();
        assert_ne!(reader.read_line(&mut line).unwrap(), 0, "the stream ended");
        if let Some(number) = line.strip_prefix("data: ") {
            return number.trim().parse().unwrap();
        }
    }
}

#[test]
fn a_stream_tells_of_changes_by_number_alone() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    let mut stream = preview.connect();
    let port = preview.port;
    write!(stream, "GET /_goodturn/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n").unwrap();
    let mut reader = BufReader::new(stream);
    let first = next_number(&mut reader);
    let digest = |target| preview.ask("GET", target, "Goodturn-Ask: digest\r\n").text();
    let (one, tags) = (digest("/lessons/first/"), digest("/tags/"));
    project.write(LESSON, lesson("First", "Another word."));
    assert!(next_number(&mut reader) > first);
    let first_line = |text: &str| text.lines().next().unwrap().to_owned();
    assert_ne!(first_line(&digest("/lessons/first/")), first_line(&one));
    assert_eq!(digest("/tags/"), tags);
    project.write("themes/airmail/styles/9-own.css", "p{color:red}");
    next_number(&mut reader);
    let styled = digest("/tags/");
    assert_eq!(first_line(&styled), first_line(&tags));
    assert_ne!(styled, tags);
    assert_eq!(Preview::of(&project, &[]).get("/_goodturn/events").status, 404);
}

#[test]
fn the_oldest_stream_ends_where_there_are_too_many() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    let port = preview.port;
    let mut streams: Vec<_> = (0..17)
        .map(|_| {
            let mut stream = preview.connect();
            write!(stream, "GET /_goodturn/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n").unwrap();
            let mut reader = BufReader::new(stream);
            next_number(&mut reader);
            reader
        })
        .collect();
    let mut rest = String::new();
    while !rest.ends_with("0\r\n") {
        assert_ne!(streams[0].read_line(&mut rest).unwrap(), 0);
    }
    project.write(LESSON, lesson("First", "Another word."));
    assert!(next_number(&mut streams[16]) > 0);
}

#[test]
fn rude_clients_stop_nobody() {
    let project = journal();
    project.write("static/large.txt", "x".repeat(30_000_000));
    let preview = Preview::of(&project, &["--watch"]);
    let port = preview.port;
    let idle: Vec<_> = (0..100).map(|_| preview.connect()).collect();
    let mut slow = preview.connect();
    slow.write_all(b"G").unwrap();
    let mut deaf = Vec::new();
    for _ in 0..12 {
        let mut stream = preview.connect();
        write!(stream, "GET /large.txt HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n").unwrap();
        deaf.push(stream);
    }
    let mut bodies = Vec::new();
    for _ in 0..12 {
        let mut stream = preview.connect();
        write!(stream, "POST / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 100000\r\n\r\n").unwrap();
        assert_eq!(Answer::read(&mut stream).status, 405);
        bodies.push(stream);
    }
    for byte in b"ET" {
        slow.write_all(&[*byte]).unwrap();
        assert_eq!(preview.get("/lessons/first/").status, 200);
    }
    drop((idle, deaf, bodies));
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_connection_may_ask_twice_and_is_answered_at_once() {
    let project = journal();
    let preview = Preview::of(&project, &[]);
    let mut stream = preview.connect();
    let request = format!("GET /lessons/first/ HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.port);
    for _ in 0..3 {
        stream.write_all(request.as_bytes()).unwrap();
        assert_eq!(Answer::read(&mut stream).status, 200);
    }
}

/// With few files to open, more connections than that are made and let go again; the next one is answered.
#[cfg(target_os = "linux")]
#[test]
fn a_server_without_files_comes_back() {
    let project = journal();
    let program = env!("CARGO_BIN_EXE_goodturn");
    let mut command = std::process::Command::new("sh");
    let line = format!("ulimit -n 64; exec {program} serve --port 0 --today 2026-11-20");
    command.args(["-c", &line]).current_dir(project.path(".")).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut address = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
    let port = address.trim().trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
    let preview = Preview { child, address, port, said: Arc::default() };
    assert_eq!(preview.get("/").status, 200);
    let many: Vec<_> = (0..100).map(|_| preview.connect()).collect();
    thread::sleep(Duration::from_millis(300));
    drop(many);
    let started = Instant::now();
    let request = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    loop {
        let mut stream = preview.connect();
        stream.set_read_timeout(Some(Duration::from_secs(2))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        if Answer::read(&mut stream).status == 200 {
            break;
        }
        assert!(started.elapsed() < DEADLINE, "it never came back");
    }
}
