//! The preview server, as people run it: the real program on a free port, asked over plain sockets.
//!
//! `GOODTURN_LONG=1` in the environment makes what is random or lasting here long: 500 edits, 10,000 files, ten minutes.

pub(crate) mod preview;
mod fresh;

mod answers;
mod changes;
mod crowd;
mod hostile;
mod polling;
mod random;
mod soak;
mod start;
mod storm;
mod streams;
mod trouble;

use std::io::{self, Write};

use goodturn::parse::address;

use crate::support::is_long;

/// Says what was measured or could not be tried, also where a test that passes is not heard.
fn note(words: &str) {
    let _ = writeln!(io::stderr(), "serve: {words}");
}

/// The target of a request for a place, on a site that begins at `base`.
fn target(base: &str, place: &str) -> String {
    let place = format!("/{place}");
    let place = place.strip_suffix("/index.html").map_or(place.clone(), |folder| format!("{folder}/"));
    format!("{base}{}", address::encode_path(&place[1..]))
}
