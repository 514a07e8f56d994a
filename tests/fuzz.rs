//! The seeds of fuzzing, run with every other test. Each is something that once broke the program, or a place where it
//! could break; `fuzz/run` starts from them and looks for more.

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, panic};

use crate::support::tree;

#[path = "../fuzz/targets/mod.rs"]
mod targets;

fn corpus() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus")
}

#[test]
fn no_seed_breaks_anything() {
    let mut broken = Vec::new();
    for (name, target) in targets::ALL {
        for (seed, bytes) in tree(&corpus().join(name)) {
            if panic::catch_unwind(|| target(&bytes)).is_err() {
                broken.push(format!("{name}/{seed}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}: run one with `fuzz/run TARGET FILE`");
}

#[test]
fn every_target_has_seeds_and_every_seed_a_target() {
    let names: BTreeSet<_> = targets::ALL.iter().map(|(name, _)| (*name).to_owned()).collect();
    let folders = fs::read_dir(corpus()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(folders.collect::<BTreeSet<_>>(), names);
    let mut size = 0;
    for name in names {
        let seeds = tree(&corpus().join(&name));
        assert!(seeds.len() >= 12, "{name} has {} seeds", seeds.len());
        size += seeds.values().map(Vec::len).sum::<usize>();
    }
    assert!(size < 300 * 1024, "{size} bytes of seeds: keep the smallest of what was found");
}

/// The properties of the targets can fail: text that was never made by us breaks each of them.
#[test]
fn what_would_be_wrong_is_seen() {
    type Check = fn(&str);
    let wrong: [(&str, Check); 4] = [
        ("<p onclick=\"x()\">", targets::html::runs_nothing),
        ("<b><i></b></i>", targets::html::is_balanced),
        ("<p id=\"a\"></p><p id=\"a\"></p>", targets::html::has_each_id_once),
        ("</div><p>x</p>", targets::html::stays_in_its_place),
    ];
    for (html, check) in wrong {
        assert!(panic::catch_unwind(|| check(html)).is_err(), "{html}");
    }
    let active = [
        "<script>x</script>",
        "<a href=\" java\tscript:x\">x</a>",
        "<img src=\"https://elsewhere.example/x.png\">",
        "<svg><a xlink:href=\"javascript:x\">x</a></svg>",
        "<iframe srcdoc=\"x\"></iframe>",
        "<p style=\"background: url(x)\">x</p>",
        "<input type=\"text\">",
    ];
    for html in active {
        assert!(panic::catch_unwind(|| targets::html::runs_nothing(html)).is_err(), "{html}");
    }
    let page = "<html><head></head><body><script>x</script></body></html>";
    assert!(panic::catch_unwind(|| targets::html::runs_only_the_theme(page)).is_err());
}
