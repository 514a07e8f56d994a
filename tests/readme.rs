//! The README is true: its commands print what it shows, and its tables name the keys that the program knows.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use goodturn::model::due::{GiftKind, ReasonKind};
use goodturn::model::log::{Act, Marker};
use serde_json::Value;

use crate::support::journal::TODAY;
use crate::support::{Project, tree};

/// A fenced block: the words after its fence, and its lines.
struct Block {
    info: String,
    text: String,
}

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line.strip_prefix("```") {
            Some(_) if inside => inside = false,
            Some(info) => {
                inside = true;
                blocks.push(Block { info: info.to_owned(), text: String::new() });
            }
            None if inside => {
                let block = blocks.last_mut().unwrap();
                block.text.push_str(line);
                block.text.push('\n');
            }
            None => {}
        }
    }
    blocks
}

/// The block whose fence is followed by these words.
fn block(info: &str) -> String {
    blocks(&readme()).into_iter().find(|block| block.info == info).unwrap_or_else(|| panic!("no block {info}")).text
}

/// The lines of a section: from its heading to the next of the same level or a higher one.
fn section(heading: &str) -> String {
    let text = readme();
    let level = heading.split(' ').next().unwrap();
    let mut lines = text.lines().skip_while(|line| *line != heading);
    let first = lines.next().unwrap_or_else(|| panic!("no section {heading}"));
    let ends = |line: &str| {
        let hashes = line.split(' ').next().unwrap_or_default();
        !hashes.is_empty() && hashes.bytes().all(|b| b == b'#') && hashes.len() <= level.len()
    };
    let rest = lines.take_while(|line| !ends(line));
    [first].into_iter().chain(rest).collect::<Vec<_>>().join("\n")
}

/// A shell session, and what the README says that it prints. Its first folder is a copy of this repository's journal.
struct Session {
    project: Project,
    folder: String,
    path: String,
    code: i32,
}

impl Session {
    fn new() -> Self {
        let project = Project::empty();
        for folder in ["content", "private", "static", "themes"] {
            for (path, bytes) in tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) {
                project.write(&format!("clone/{folder}/{path}"), bytes);
            }
        }
        let settings = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("site.toml")).unwrap();
        project.write("clone/site.toml", settings);
        // `goodturn` is the program under test, on the tests' day, and so is what `cargo run` would run.
        let run = format!("exec '{}' --today {TODAY} \"$@\"", env!("CARGO_BIN_EXE_goodturn"));
        tool(&project, "bin/goodturn", &run);
        tool(&project, "bin/cargo", &format!("[ \"$1 $2 $3\" = 'run --release --' ] && shift 3 || exit 101\n{run}"));
        let path = std::env::var("PATH").unwrap();
        let path = format!("{}:{path}", project.path("bin").display());
        Self { project, folder: "clone".to_owned(), path, code: 0 }
    }

    /// Runs a command as a terminal shows it: what it prints to either stream, in order.
    fn run(&mut self, command: &str) -> String {
        if let Some(folder) = command.strip_prefix("cd ") {
            self.folder = format!("{}/{folder}", self.folder);
            return String::new();
        }
        let script = format!("exec 2>&1\n(exit {})\n{command}", self.code);
        let output = Command::new("sh")
            .args(["-c", &script])
            .current_dir(self.project.path(&self.folder))
            .env("PATH", &self.path)
            .env_remove("NO_COLOR")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        self.code = output.status.code().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    /// Plays a block again: its commands, each with what it prints now.
    fn replay(&mut self, block: &str) -> String {
        let mut out = String::new();
        for command in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
            out.push_str(&format!("$ {command}\n{}", self.run(command)));
        }
        out
    }

    fn write(&self, path: &str, text: &str) {
        self.project.write(&format!("{}/{path}", self.folder), text);
    }
}

fn tool(project: &Project, path: &str, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    project.write(path, format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(project.path(path), fs::Permissions::from_mode(0o755)).unwrap();
}

/// How long a build takes is nobody's promise.
fn timeless(text: &str) -> String {
    let line = |line: &str| if line.starts_with("done in ") { "done in …".to_owned() } else { line.to_owned() };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Plays the whole README. Returns the session as it stands at the end, and the README as it would have to be.
fn play() -> (Session, String) {
    let mut session = Session::new();
    let mut text = readme();
    let mut commands = 0;
    for block in blocks(&readme()) {
        match block.info.split_once(' ') {
            None if block.info == "console" => {
                commands += block.text.lines().filter(|line| line.starts_with("$ ")).count();
                let now = session.replay(&block.text);
                if timeless(&now) != timeless(&block.text) {
                    text = text.replacen(&block.text, &now, 1);
                }
            }
            Some((_, path)) if path.contains('/') => session.write(path, &block.text),
            _ => {}
        }
    }
    assert!(commands > 8, "only {commands} commands were found");
    (session, text)
}

#[test]
fn its_commands_print_what_it_shows() {
    // With SNAPSHOTS=overwrite in the environment the file is mended instead.
    snapbox::assert_data_eq!(play().1, snapbox::file!["../README.md"].raw());
}

/// The lesson with a slip in it, which is mended a little later.
const BROKEN: &str = "content/lessons/2026-11-20-ask-before-you-introduce.md";

#[test]
fn its_json_is_what_the_program_prints() {
    let (mut session, _) = play();
    session.run("goodturn log --undo");
    let shown: Value = serde_json::from_str(&block("json due")).unwrap();
    let printed: Value = serde_json::from_str(&session.run("goodturn due --json")).unwrap();
    assert_eq!(shown, printed);
    session.write(BROKEN, &block(&format!("md {BROKEN}")));
    let shown: Value = serde_json::from_str(&block("json check")).unwrap();
    let printed: Value = serde_json::from_str(&session.run("goodturn check --json")).unwrap();
    assert_eq!(shown, printed);
    session.run("rm content/lessons/*.md");
    let shown: Value = serde_json::from_str(&block("json list")).unwrap();
    let printed: Value = serde_json::from_str(&session.run("goodturn list --json")).unwrap();
    assert_eq!(shown, printed);
    session.write("content/lessons/2026-12-03-x.md", "+++\ntitle = \"Post the card in January\"\n+++\nWords.\n");
    let mut shown: Value = serde_json::from_str(&block("json build")).unwrap();
    let printed: Value = serde_json::from_str(&session.run("goodturn build --json 2>/dev/null")).unwrap();
    assert_eq!(keys(&shown), keys(&printed));
    // The rest depends on where the journal lies and on what was built before.
    for (name, value) in printed.as_object().unwrap() {
        let same_type = std::mem::discriminant(&shown[name]) == std::mem::discriminant(value);
        assert!(same_type, "`{name}` is {value}");
    }
    shown["held_back"][0]["path"] = Value::from("content/lessons/2026-12-03-x.md");
    assert_eq!(shown["held_back"], printed["held_back"]);
}

fn keys(value: &Value) -> Vec<&String> {
    value.as_object().unwrap().keys().collect()
}

/// The names in the first columns of all tables in a text.
fn keys_in_tables(text: &str) -> BTreeSet<String> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let names = rows.filter(|cell| cell.starts_with('`')).flat_map(|cell| cell.split(", "));
    names.map(|name| name.trim_matches('`').to_owned()).collect()
}

/// The keys that the program knows in a file, as its message on an unknown one lists them. Those of a table within it
/// follow the table's name and a point.
fn known_keys(path: &str, text: &str) -> BTreeSet<String> {
    const UNKNOWN: &str = "qqqqqq";
    let project = Project::empty();
    project.write("site.toml", "title = \"T\"\nbase_url = \"https://t.example/\"\nid = \"tag:t.example,2026:t\"\n");
    project.write(path, text.replace('?', UNKNOWN));
    let found: Vec<Value> = serde_json::from_str(&project.run(&["check", "--json"]).stdout).unwrap();
    let mut known = BTreeSet::new();
    for diagnostic in found.iter().filter(|found| found["message"] == format!("unknown key `{UNKNOWN}`")) {
        let line = usize::try_from(diagnostic["line"].as_u64().unwrap()).unwrap();
        let table = text.lines().take(line).filter(|line| line.contains(['[', '{'])).last();
        let table = table.map(|line| line.trim_matches(['[', ']']).split(' ').next().unwrap().to_owned());
        let names = diagnostic["help"].as_str().unwrap().strip_prefix("the keys are ").unwrap();
        for name in names.split(", ") {
            known.insert(table.as_ref().map_or_else(|| name.to_owned(), |table| format!("{table}.{name}")));
        }
    }
    known
}

/// Compares a table with what is known. A table of keys needs no row of its own where each of its keys has one.
#[track_caller]
fn assert_same(shown: &BTreeSet<String>, known: &BTreeSet<String>) {
    let is_table = |name: &&String| known.iter().any(|other| other.starts_with(&format!("{name}.")));
    let without = |names: &BTreeSet<String>| names.iter().filter(|name| !is_table(name)).cloned().collect::<Vec<_>>();
    assert_eq!(without(shown), without(known));
}

/// What the README says under a heading, in the part that begins with a bold name.
fn part_of(heading: &str, name: &str) -> String {
    let text = section(heading);
    let (_, rest) = text.split_once(&format!("\n**{name}")).unwrap_or_else(|| panic!("no part {name}"));
    rest.split("\n**").next().unwrap().split("\n### ").next().unwrap().to_owned()
}

fn part(name: &str) -> String {
    part_of("## Writing entries", name)
}

/// The rows of the table below a line that begins so, as their cells.
fn table(text: &str, head: &str) -> Vec<Vec<String>> {
    let rows = text.lines().skip_while(|line| !line.starts_with(head)).skip(2);
    let cells = |row: &str| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    let rows: Vec<Vec<String>> = rows.take_while(|line| line.starts_with('|')).map(cells).collect();
    assert!(!rows.is_empty(), "no table {head}");
    rows
}

/// The names in the first column of a table, in its order.
fn first_column(text: &str, head: &str) -> Vec<String> {
    table(text, head).iter().map(|row| row[0].trim_matches('`').to_owned()).collect()
}

#[test]
fn its_tables_name_every_key_of_every_kind_and_no_other() {
    let every = keys_in_tables(&part("Every entry"));
    let entry = |own: &str| every.union(&keys_in_tables(&part(own))).cloned().collect::<BTreeSet<_>>();
    let resource = "+++\n? = 1\nvia = { ? = 1 }\n+++\n";
    assert_same(&entry("A resource"), &known_keys("content/resources/x.md", resource));
    let introduction = "+++\n? = 1\nsides = [{ ? = 1 }]\nsteps = [{ ? = 1 }]\n+++\n";
    assert_same(&entry("An introduction"), &known_keys("content/introductions/x.md", introduction));
    assert_same(&entry("A lesson"), &known_keys("content/lessons/x.md", "+++\n? = 1\n+++\n"));
    assert_same(&keys_in_tables(&part("A page")), &known_keys("content/pages/x.md", "+++\n? = 1\n+++\n"));
}

#[test]
fn its_table_of_settings_names_every_setting_and_no_other() {
    let tables = ["author", "feed", "share", "markdown", "limits"].map(|table| format!("[{table}]\n? = 1\n")).concat();
    let known = known_keys("site.toml", &format!("? = 1\n{tables}"));
    assert!(known.len() > 15, "{known:?}");
    assert_same(&keys_in_tables(&section("## Settings")), &known);
}

#[test]
fn its_tables_of_people_name_every_key_and_no_other() {
    let shown = |name: &str| keys_in_tables(&part_of("## People", name));
    let contact = "+++\nname = \"Ana Ruiz\"\n? = 1\n+++\n";
    assert_same(&shown("A contact"), &known_keys("private/contacts/ana-ruiz.md", contact));
    assert_same(&shown("Something in the inbox"), &known_keys("private/inbox/x.md", "+++\n? = 1\n+++\n"));
    let settings = "? = 1\n[circles.NAME]\n? = 1\n[due]\n? = 1\n";
    assert_same(&shown("`private/settings.toml`"), &known_keys("private/settings.toml", settings));
}

#[test]
fn its_tables_of_the_log_name_every_kind_and_marker() {
    let text = section("### The log");
    let known = |act: Act| {
        let direction = act.usual_direction().map_or(String::new(), |direction| format!("`{}`", direction.sign()));
        (format!("`{}`", act.word()), direction, if act.is_touch() { "yes" } else { "no" }.to_owned())
    };
    let shown = table(&text, "| kind |").into_iter().map(|row| (row[0].clone(), row[2].clone(), row[3].clone()));
    assert_eq!(shown.collect::<Vec<_>>(), Act::ALL.map(known));
    assert_eq!(first_column(&text, "| marker |"), Marker::ALL.map(Marker::word));
}

#[test]
fn its_sentences_become_the_lines_that_it_shows() {
    let (mut session, _) = play();
    let text = block("text log");
    for line in text.lines() {
        let (sentence, _) = line.split_once(" → ").unwrap();
        let noted = session.run(&format!("goodturn log '{sentence}' 2>/dev/null"));
        assert_eq!(line, format!("{sentence} → {}", noted.trim_end()));
        session.run("goodturn log --undo");
    }
    assert!(text.lines().count() > 8);
}

#[test]
fn its_tables_of_what_is_due_name_every_reason_and_everything_to_bring() {
    use ReasonKind::{Cadence, Date, Expiring, Giver, Introduction, Outcome, Plan, Promise, Thanks, Waiting};
    let reasons = [Expiring, Date, Promise, Thanks, Outcome, Giver, Introduction, Plan, Waiting, Cadence];
    assert_eq!(first_column(&section("### Who is due"), "| reason |"), reasons.map(ReasonKind::word));
    let gifts = [GiftKind::Earmark, GiftKind::Need, GiftKind::Match, GiftKind::Entry, GiftKind::Question];
    assert_eq!(first_column(&section("## JSON"), "| kind |"), gifts.map(GiftKind::word));
}

#[test]
fn its_table_of_commands_names_every_command_and_no_other() {
    let shown = keys_in_tables(&section("## Commands"));
    let shown: BTreeSet<_> = shown.iter().filter_map(|cell| cell.split(' ').next()).map(str::to_owned).collect();
    let help = Project::empty().run(&["--help"]).stdout;
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let names = commands.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
    let known: BTreeSet<_> = names.filter(|name| *name != "help").map(str::to_owned).collect();
    assert_eq!(shown, known);
}

#[test]
fn its_options_exist() {
    let help = [
        "--help",
        "build --help",
        "new --help",
        "new resource --help",
        "draft --help",
        "log --help",
        "serve --help",
        "import --help",
        "triage --help",
        "export --help",
    ]
    .map(|args| Project::empty().run(&args.split(' ').collect::<Vec<_>>()).stdout)
    .concat();
    let commands = section("## Commands");
    let options =
        commands.split(|c: char| c.is_whitespace() || "`[]".contains(c)).filter(|word| word.starts_with("--"));
    for option in options {
        assert!(help.contains(option), "{option} is in no help");
    }
}

#[test]
fn its_list_of_published_types_is_true() {
    let text = section("## Publishing");
    let (_, list) = text.split_once("**What is published from `static/`**").unwrap();
    let (types, names) = list.split_once("and files such as").unwrap();
    let words = |text: &str| {
        let quoted = text.split('`').skip(1).step_by(2).map(str::to_owned);
        quoted.collect::<Vec<_>>()
    };
    let project = Project::new("");
    for ending in words(types) {
        project.write(&format!("static/a.{ending}"), "");
    }
    for name in words(names.split("Another type").next().unwrap()).iter().filter(|name| !name.ends_with('/')) {
        project.write(&format!("static/{name}"), "");
    }
    project.write("static/.well-known/anything", "");
    let statics = project.tree("static");
    assert!(statics.len() > 20, "{:?}", statics.keys());
    project.run(&["build"]).code(0);
    for path in statics.keys() {
        assert!(project.path("public").join(path).exists(), "{path} was not published");
    }
    project.write("static/a.docx", "");
    project.run(&["build"]).code(1);
}

#[test]
fn its_links_within_the_repository_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let text = fs::read_to_string(root.join(file)).unwrap();
        let after =
            |mark: &'static str, end: char| text.split(mark).skip(1).filter_map(move |rest| rest.split(end).next());
        let linked = after("](", ')').chain(after("src=\"", '"')).chain(after("srcset=\"", '"'));
        // What begins with two points is an example of a link between entries.
        let own = |target: &&str| !target.contains([':', ' ']) && !target.starts_with(['#', '.']);
        for target in linked.filter(own) {
            assert!(root.join(target).exists(), "{file} links to {target}");
        }
    }
}
