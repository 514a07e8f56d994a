//! All tests, a module a feature. Most are pure: a whole journal in one string, and what should come of it. A few run the
//! real program in a temporary folder.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a test that cannot go on has failed, its name is its documentation, and it has a disk and a clock"
)]

mod support;

mod bad_input;
mod boundary;
mod canaries;
mod catalog;
mod commands;
mod crash;
mod dates;
mod diagnostics;
mod due;
mod entries;
mod exporting;
mod feeds;
mod formats;
mod fuzz;
mod guard;
mod importing;
mod leaks;
mod load;
mod links;
mod lists;
mod log_lines;
mod markdown;
mod midnight;
mod memory;
mod merging;
mod pages;
mod pictures;
mod private_files;
mod private_site;
mod properties;
mod publish;
mod readme;
mod sample;
mod serve;
mod spec;
mod supply;
mod terminal;
mod theme;
mod tidy;
mod understanding;
mod wording;
