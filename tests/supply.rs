//! What goodturn is made of: every dependency has a reason and a licence that we allow, and nothing that builds a site
//! speaks to a network.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::support::{Fixture, Project};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read_toml(name: &str) -> toml::Table {
    fs::read_to_string(root().join(name)).unwrap().parse().unwrap()
}

/// What asks for dependencies in a manifest.
const ALL: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// The names of all direct dependencies of these tables, those of one system too.
fn direct(tables: &[&str]) -> BTreeSet<String> {
    let manifest = read_toml("Cargo.toml");
    let targets = manifest["target"].as_table().unwrap().values().filter_map(toml::Value::as_table);
    let of = |table: &toml::Table| {
        let found = tables.iter().filter_map(|name| table.get(*name)?.as_table());
        found.flat_map(|table| table.keys().cloned()).collect::<Vec<_>>()
    };
    std::iter::once(&manifest).chain(targets).flat_map(of).collect()
}

#[test]
fn every_dependency_has_a_reason_and_every_reason_a_dependency() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let (_, table) = text.split_once("| crate | reason |\n").unwrap();
    let rows = table.lines().skip(1).take_while(|line| line.starts_with('|'));
    let cells: Vec<_> = rows.map(|row| row.split('|').map(str::trim).collect::<Vec<_>>()).collect();
    assert!(cells.iter().all(|cells| cells[2].len() > 8), "a reason is more than a word");
    let told: Vec<_> = cells.iter().flat_map(|cells| cells[1].split(", ").map(str::to_owned)).collect();
    assert_eq!(told.iter().cloned().collect::<BTreeSet<_>>(), direct(&ALL));
    assert_eq!(told.len(), direct(&ALL).len(), "told twice");
}

/// All packages that are built here along these edges: name and version, and licence.
fn packages(edges: &str) -> BTreeSet<(String, String)> {
    let args = ["tree", "--locked", "--offline", "--prefix", "none", "--format", "{p}|{l}", "--edges", edges];
    let ran = Command::new(env!("CARGO")).args(args).current_dir(root()).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let lines = String::from_utf8(ran.stdout).unwrap();
    let pairs = lines.lines().filter_map(|line| line.trim_end_matches(" (*)").split_once('|'));
    pairs.map(|(package, licence)| (package.to_owned(), licence.to_owned())).skip(1).collect()
}

/// Whether a licence expression (SPDX 2.3, annex D) can be kept with those that are allowed.
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let plain = expression.replace('/', " OR ");
    let (first, rest) = match plain.strip_prefix('(') {
        Some(inner) => inner.split_once(')').unwrap(),
        None => plain.split_at(plain.find(" AND ").or_else(|| plain.find(" OR ")).unwrap_or(plain.len())),
    };
    let either = |text: &str| text.split(" OR ").any(|one| text_of(one).is_some_and(|one| allowed.contains(&one)));
    let first = if first.contains(" AND ") { is_allowed(first, allowed) } else { either(first) };
    match (rest.strip_prefix(" AND "), rest.strip_prefix(" OR ")) {
        (Some(rest), _) => first && is_allowed(rest, allowed),
        (_, Some(rest)) => first || is_allowed(rest, allowed),
        _ => first,
    }
}

fn text_of(licence: &str) -> Option<&str> {
    Some(licence.trim()).filter(|licence| !licence.is_empty())
}

#[test]
fn every_licence_is_one_that_we_allow_and_everything_comes_from_the_registry() {
    let deny = read_toml("deny.toml");
    let allowed = deny["licenses"]["allow"].as_array().unwrap();
    let allowed: Vec<_> = allowed.iter().filter_map(toml::Value::as_str).collect();
    let shipped = packages("normal,build");
    assert!(shipped.len() > 120, "{}", shipped.len());
    for (package, licence) in &shipped {
        assert!(is_allowed(licence, &allowed), "{package} is under {licence:?}");
    }
    let unused = allowed.iter().find(|one| !shipped.iter().any(|(_, licence)| licence.contains(**one)));
    assert_eq!(unused, None, "nothing is under it");
    // What only tests use goes to nobody, and may ask for its own changes to be shown.
    let allowed = [&allowed[..], &["MPL-2.0"]].concat();
    for (package, licence) in packages("all") {
        assert!(is_allowed(&licence, &allowed), "{package} is under {licence:?}");
        // One that lies elsewhere says where.
        assert!(!package.contains('(') || package.ends_with("(proc-macro)"), "{package} is not from the registry");
    }
}

#[test]
fn licences_are_read_as_they_are_meant() {
    let allowed = ["MIT", "Zlib"];
    for good in ["MIT", "MIT OR Apache-2.0", "Apache-2.0/MIT", "(MIT OR GPL-3.0) AND Zlib", "GPL-3.0 OR MIT AND Zlib"] {
        assert!(is_allowed(good, &allowed), "{good}");
    }
    for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Zlib) AND GPL-3.0", "Apache-2.0 OR MIT-0", "MITX"] {
        assert!(!is_allowed(bad, &allowed), "{bad}");
    }
}

#[test]
fn only_the_preview_knows_of_a_network() {
    let words = ["std::net", "TcpStream", "TcpListener", "UdpSocket", "tiny_http", "socket2", "UnixStream"];
    let files = walkdir::WalkDir::new(root().join("src")).into_iter().filter_map(Result::ok);
    let mut of_preview = 0;
    for file in files.filter(|file| file.path().extension().is_some_and(|extension| extension == "rs")) {
        let text = fs::read_to_string(file.path()).unwrap();
        let speaks = words.iter().any(|word| text.contains(word));
        let is_preview = file.path().starts_with(root().join("src/command/serve"));
        assert!(!speaks || is_preview, "{} speaks to a network", file.path().display());
        of_preview += usize::from(speaks);
    }
    assert!(of_preview > 0, "the preview does, so the words are the right ones");
}

const JOURNAL: &str = "
//- content/resources/2026-02-02-old-maps.md
+++
title = \"Old maps\"
url = \"https://found.example/\"
+++
It says in plain words what most of us take ten years to find out, and it sells nothing to anybody. Read it twice.
//- private/contacts/ana-ruiz.md
+++
name = \"Ana Ruiz\"
url = \"https://ana.example/\"
feed = \"https://ana.example/feed.xml\"
+++
";

/// Whether a program can be run here, as this person.
fn can(program: &str, args: &[&str]) -> bool {
    Command::new(program).args(args).output().is_ok_and(|ran| ran.status.success())
}

/// Runs the program under another.
fn under(project: &Project, outer: &[&str], args: &[&str]) -> std::process::Output {
    let inner = project.command(args);
    let mut command = Command::new(outer[0]);
    command.args(&outer[1..]).arg(inner.get_program()).args(inner.get_args()).current_dir(project.path("."));
    command.output().unwrap()
}

#[test]
fn no_command_but_the_preview_asks_the_system_for_a_network() {
    if !can("strace", &["-f", "-e", "trace=network", "true"]) {
        return;
    }
    let project = Project::with(&Fixture::parse(JOURNAL));
    for args in [&["build"][..], &["build", "--private"], &["check"], &["due"], &["log", "met @ana-ruiz: tea"]] {
        let trace = project.path("trace");
        let ran = under(&project, &["strace", "-f", "-e", "trace=network", "-o", trace.to_str().unwrap()], args);
        assert!(ran.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
        let calls = fs::read_to_string(&trace).unwrap();
        assert!(calls.contains("+++ exited with 0 +++"), "{calls}");
        // A thread that ends with the program while strace looks at it is in no call at all.
        let is_call = |line: &&str| line.contains('(') && !line.contains("???(");
        let spoken: Vec<_> = calls.lines().filter(is_call).collect();
        assert!(spoken.is_empty(), "{args:?}: {spoken:#?}");
    }
}

#[test]
fn a_site_is_built_where_there_is_no_network_at_all() {
    let alone = ["unshare", "--map-root-user", "--net"];
    if !can(alone[0], &[alone[1], alone[2], "true"]) {
        return;
    }
    let project = Project::with(&Fixture::parse(JOURNAL));
    project.run(&["build"]).code(0);
    let site = project.tree("public");
    fs::remove_dir_all(project.path("public")).unwrap();
    let ran = under(&project, &alone, &["build"]);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert_eq!(project.tree("public"), site);
}

/// A program that speaks to the web would need one of these.
#[test]
fn nothing_that_speaks_to_the_web_is_among_the_dependencies() {
    let lock = read_toml("Cargo.lock");
    let deny = read_toml("deny.toml");
    let banned = deny["bans"]["deny"].as_array().unwrap().iter().filter_map(|one| one["crate"].as_str());
    let banned: BTreeSet<_> = banned.collect();
    assert!(banned.contains("reqwest") && banned.contains("openssl"));
    for package in lock["package"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        assert!(!banned.contains(name), "{name}");
    }
}

/// Fuzzing has a lock file of its own: where it is behind, no target is built.
#[test]
fn the_lock_file_of_fuzzing_knows_every_dependency() {
    let lock = read_toml("fuzz/Cargo.lock");
    let ours = lock["package"].as_array().unwrap().iter().find(|one| one["name"].as_str() == Some("goodturn")).unwrap();
    let names = ours["dependencies"].as_array().unwrap().iter().filter_map(toml::Value::as_str);
    let locked: BTreeSet<_> = names.map(|name| name.split(' ').next().unwrap().to_owned()).collect();
    let wanted = direct(&["dependencies", "build-dependencies"]);
    assert_eq!(locked, wanted, "in fuzz/: cargo update --workspace");
}
