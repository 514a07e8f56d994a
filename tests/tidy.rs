//! The rules of the house that a compiler does not know.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The modules that a file declares, in order.
fn declared(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let module = |line: &str| {
        let rest = line.strip_prefix("pub mod ").or_else(|| line.strip_prefix("mod "))?;
        rest.strip_suffix(';').map(str::to_owned)
    };
    text.lines().filter_map(module).collect()
}

/// All Rust files below a path, or the file itself.
fn rust_files(path: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(path).sort_by_file_name().into_iter().map(Result::unwrap);
    walk.map(|entry| entry.path().to_path_buf()).filter(|path| path.extension().is_some_and(|e| e == "rs")).collect()
}

/// The text of a file without comments, so that a link in a doc comment is no use of a module.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The names that a file hands on from its modules, with the module.
fn handed_on(file: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(file).unwrap();
    let mut names = Vec::new();
    for line in text.lines().filter_map(|line| line.strip_prefix("pub use ")) {
        let Some((module, rest)) = line.trim_end_matches(';').split_once("::") else { continue };
        let list = rest.trim_matches(['{', '}']).split(',').map(|name| name.trim().to_owned());
        names.extend(list.map(|name| (name, module.to_owned())));
    }
    names
}

/// The names that a file takes from the module that it is in.
fn taken(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for rest in code.split("super::").skip(1) {
        let list = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap(),
            None => rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap(),
        };
        names.extend(list.split(',').map(|name| name.trim().split("::").next().unwrap().to_owned()));
    }
    names
}

/// The file or folder of a module.
fn place_of(folder: &Path, module: &str) -> PathBuf {
    let file = folder.join(format!("{module}.rs"));
    if file.exists() { file } else { folder.join(module) }
}

/// A module uses only what is declared above it: the reading order is the order in which data flows.
fn assert_corridor(folder: &Path, declared_in: &str, prefix: &str) {
    let modules = declared(&folder.join(declared_in));
    let handed_on = handed_on(&folder.join(declared_in));
    assert!(modules.len() > 3, "no modules found in {declared_in}");
    for (index, module) in modules.iter().enumerate() {
        for file in rust_files(&place_of(folder, module)) {
            let code = code(&file);
            let taken = taken(&code);
            for below in &modules[index + 1..] {
                let direct =
                    code.contains(&format!("{prefix}{below}::")) || code.contains(&format!("{prefix}{below};"));
                let through = prefix == "super::"
                    && handed_on
                        .iter()
                        .any(|(name, from)| from == below && taken.contains(name) || taken.contains(below));
                assert!(!direct && !through, "{} uses `{below}`, which is declared below `{module}`", file.display());
            }
        }
    }
}

#[test]
fn modules_use_only_what_is_declared_above_them() {
    let src = root().join("src");
    assert_corridor(&src, "lib.rs", "crate::");
    assert_corridor(&src.join("model"), "mod.rs", "super::");
    assert_corridor(&src.join("plan"), "mod.rs", "super::");
}

#[test]
fn what_data_becomes_for_templates_is_said_in_render_alone() {
    let serializers: BTreeSet<_> = ["render", "command", "cli", "diagnostic"].into();
    for file in rust_files(&root().join("src")) {
        let room = file.strip_prefix(root().join("src")).unwrap().iter().next().unwrap().to_str().unwrap().to_owned();
        if code(&file).contains("Serialize") {
            assert!(serializers.contains(room.as_str()), "{} serialises something", file.display());
        }
    }
}

#[test]
fn every_file_begins_by_saying_what_it_holds() {
    for file in rust_files(&root().join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//! "), "{} does not say what it holds", file.display());
    }
}

#[test]
fn files_are_short_enough_to_read_at_once() {
    for file in rust_files(&root().join("src")) {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        // The catalog of messages is a list, not a text.
        let most = if file.ends_with("diagnostic/catalog.rs") { 500 } else { 430 };
        assert!(lines <= most, "{} has {lines} lines; {most} is the most", file.display());
    }
}

#[test]
fn the_house_has_no_warning_signs() {
    for file in rust_files(&root().join("src")) {
        let code = code(&file);
        for sign in [concat!("todo", "!("), concat!("unimplemented", "!("), "unsafe ", "#[allow("] {
            assert!(!code.contains(sign), "{} has `{sign}`", file.display());
        }
    }
}
