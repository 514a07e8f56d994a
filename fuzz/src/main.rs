//! Runs one of the targets, the one that `TARGET` names, on whatever libFuzzer comes up with. `fuzz/run` starts it.
#![no_main]

use std::sync::LazyLock;

#[path = "support.rs"]
mod support;
#[path = "../targets/mod.rs"]
mod targets;

static TARGET: LazyLock<targets::Target> = LazyLock::new(|| {
    let wanted = std::env::var("TARGET").unwrap_or_default();
    let found = targets::ALL.iter().find(|(name, _)| *name == wanted);
    found.unwrap_or_else(|| panic!("no target `{wanted}`; there are {:?}", targets::ALL.map(|(name, _)| name))).1
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| TARGET(data));
