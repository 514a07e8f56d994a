//! Canaries beyond the finished site: in what the program says, in what the preview answers, and in what is left lying
//! about when a build is killed. `boundary.rs` plants them, and knows every disguise.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Stdio};

use crate::boundary::{aviary, sightings};
use crate::support::{Fixture, Project, tree};

/// Labels of canaries.
type Labels = BTreeSet<String>;

/// A journal full of canaries on a disk; the public ones, and those that nobody may see.
fn planted() -> (Project, Labels, Labels) {
    let (fixture, [public, held, private]) = aviary();
    (Project::with(&fixture), public, held.union(&private).cloned().collect())
}

#[test]
fn what_a_build_says_names_nobody_on_either_stream() {
    let (project, public, silent) = planted();
    let mut said = BTreeMap::new();
    for (name, args) in [
        ("new", &["build"][..]),
        ("again", &["build"]),
        ("in colours", &["build", "--color", "always"]),
        ("elsewhere", &["build", "--output", "other", "--base-url", "https://other.example/"]),
    ] {
        let ran = project.run(args).code(0);
        said.insert(format!("{name}: stdout"), ran.stdout.into_bytes());
        said.insert(format!("{name}: stderr"), ran.stderr.into_bytes());
    }
    // For a program the titles of what is held back are there, since it asked; nobody's name is.
    let (_, [.., private]) = aviary();
    let json = project.run(&["build", "--json"]).code(0);
    let json = BTreeMap::from([("json".to_owned(), [json.stdout, json.stderr].concat().into_bytes())]);
    assert_eq!(sightings(&said, &silent), BTreeSet::new());
    assert_eq!(sightings(&json, &private), BTreeSet::new());
    assert!(said.values().any(|bytes| !bytes.is_empty()));
    // A mistake in public is told with its line, so that the same eyes see something.
    project.write("content/lessons/2026-06-06-x.md", format!("+++\ntitel = \"{}\"\n+++\n", canary_of(&public)));
    let ran = project.run(&["build"]).code(1);
    let wrong = BTreeMap::from([("stderr".to_owned(), ran.stderr.into_bytes())]);
    assert_eq!(sightings(&wrong, &silent), BTreeSet::new());
    assert!(!sightings(&wrong, &public).is_empty());
}

fn canary_of(labels: &Labels) -> String {
    crate::boundary::canary(labels.first().unwrap())
}

/// A preview without `--private`, until it is dropped.
struct Preview {
    child: Child,
    stdout: BufReader<ChildStdout>,
    port: u16,
}

impl Preview {
    fn of(project: &Project) -> Self {
        let mut child = project.command(&["serve", "--port", "0", "--watch"]);
        let mut child = child.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut address = String::new();
        stdout.read_line(&mut address).unwrap();
        let port = address.trim().trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
        Self { child, stdout, port }
    }

    /// The whole answer, its head included.
    fn get(&self, target: &str) -> Vec<u8> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let host = format!("127.0.0.1:{}", self.port);
        write!(stream, "GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        answer
    }

    /// All that it said, once it has been ended.
    fn end(mut self) -> BTreeMap<String, Vec<u8>> {
        self.child.kill().unwrap();
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        self.stdout.read_to_end(&mut stdout).unwrap();
        self.child.stderr.take().unwrap().read_to_end(&mut stderr).unwrap();
        BTreeMap::from([("stdout".to_owned(), stdout), ("stderr".to_owned(), stderr)])
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_preview_that_is_not_private_answers_with_nobody() {
    let (project, public, silent) = planted();
    project.run(&["build"]).code(0);
    project.run(&["build", "--private"]).code(0);
    let asked: BTreeSet<_> = tree(&project.path("public")).into_keys().collect();
    let own: BTreeSet<_> = tree(&project.path("private-site")).into_keys().collect();
    let sources: BTreeSet<_> =
        tree(&project.path("private")).into_keys().map(|path| format!("private/{path}")).collect();
    let preview = Preview::of(&project);
    let mut answers = BTreeMap::new();
    let places = asked.iter().chain(&own).chain(&sources).map(String::as_str);
    for place in places.chain(["_goodturn/ping", "_goodturn/reload.js", "%ff", "nowhere/", "?token=x"]) {
        for target in [format!("/{place}"), format!("/{}", place.trim_end_matches("index.html"))] {
            // What is asked for may be in the answer only if it is there.
            let answer = preview.get(&target);
            answers.insert(format!("answer {}", answers.len()), answer);
        }
    }
    answers.extend(preview.end());
    assert!(answers.len() > 200, "{}", answers.len());
    assert_eq!(sightings(&answers, &silent), BTreeSet::new());
    assert!(sightings(&answers, &public).len() > 100);
}

/// Everything in a journal's folder that its author did not put there.
fn remains(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let mut all = project.tree(".");
    all.retain(|path, _| !["content/", "private/", "static/", "site.toml"].iter().any(|own| path.starts_with(own)));
    all
}

#[test]
fn what_a_killed_build_leaves_behind_is_as_public_as_a_site() {
    let (mut fixture, [public, held, private]) = aviary();
    let silent: Labels = held.union(&private).cloned().collect();
    // Long enough to be killed in.
    for number in 0..120 {
        let text = format!("+++\ntitle = \"Lesson {number}\"\n+++\n{}\n", "Words. ".repeat(200));
        fixture = fixture.with(&format!("content/lessons/2025-01-01-n{number}.md"), text);
    }
    let mut interrupted = 0;
    for files in [1, 20, 100] {
        let project = Project::with(&Fixture { files: fixture.files.clone(), ..Fixture::default() });
        let left = killed_with(&project, files);
        assert_eq!(sightings(&left, &silent), BTreeSet::new());
        interrupted += usize::from(left.len() > files && !project.path("public").exists());
        // The next build clears it all away.
        project.run(&["build"]).code(0);
        let is_meant =
            |path: &String| path.starts_with("public/") || path.ends_with("lock") || path.ends_with("memory");
        assert!(remains(&project).keys().all(is_meant));
        assert!(sightings(&remains(&project), &public).len() > 100);
    }
    assert!(interrupted > 0, "no build was killed while it wrote, so nothing was tested");
}

/// What is left of a build that is killed as soon as it has written so many files.
fn killed_with(project: &Project, files: usize) -> BTreeMap<String, Vec<u8>> {
    let mut child = project.command(&["build"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while child.try_wait().unwrap().is_none() {
        let written = walkdir::WalkDir::new(project.path(".goodturn-public.stage")).into_iter();
        if written.filter_map(Result::ok).filter(|entry| entry.file_type().is_file()).count() > files {
            child.kill().unwrap();
        }
    }
    remains(project)
}
