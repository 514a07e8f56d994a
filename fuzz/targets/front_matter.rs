//! Front matter, settings and contacts: whatever stands in a file, what is said of it has a place in that file and can
//! be shown to a person and to a program.

use std::sync::Arc;

use goodturn::diagnostic::{Report, show};
use goodturn::load::{Blob, private, public, text};
use goodturn::model::{Circle, Notebook, Settings};

const SITE: &[u8] = b"title = \"T\"\nbase_url = \"https://t.example/\"\nid = \"tag:t.example,2026:t\"\n";

/// The places in which a text is read, each with keys of its own.
const PATHS: [&str; 4] = [
    "content/resources/2026-01-02-x.md",
    "content/introductions/2026-01-02-x.md",
    "content/lessons/2026-01-02-x.md",
    "content/pages/x.md",
];
const OWN: [&str; 4] = ["private/contacts/x.md", "private/inbox/x.md", "private/log/2026.md", "private/settings.toml"];

pub(crate) fn target(data: &[u8]) {
    shown(|report| drop(read_settings(report, data)));
    shown(|report| drop(read(report, data)));
    for path in OWN {
        shown(|report| {
            let notebook = read(&mut Report::new(), b"+++\ntitle = \"X\"\n+++\nX.\n");
            let files = private::sort(report, vec![Blob::in_memory(path, data)], 5_000_000);
            let circle = Circle::read(report, files.expect("files in memory can be read"), &notebook);
            circle.check_days(report, super::today());
        });
    }
}

/// The same text as an entry of each kind and as a page.
fn read(report: &mut Report, data: &[u8]) -> Notebook {
    let settings = read_settings(&mut Report::new(), SITE);
    let blobs = PATHS.iter().map(|path| Blob::in_memory(*path, data)).collect();
    let files = public::sort(report, blobs, settings.entry_limit).expect("files in memory can be read");
    Notebook::read(report, files, Arc::new(settings))
}

fn read_settings(report: &mut Report, data: &[u8]) -> Settings {
    let source = text::decode(report, "site.toml", data.to_vec());
    Settings::read(report, source, None)
}

/// Shows all that was found.
fn shown(find: impl FnOnce(&mut Report)) {
    let mut report = Report::new();
    find(&mut report);
    for found in report.sorted() {
        let (text, range) = (found.place.source.text(), found.place.span.range());
        assert!(text.get(range.clone()).is_some(), "{}: {range:?} is no part of the text", found.code);
        assert!(!found.message.is_empty() && !found.message.contains('\n'), "{}: {:?}", found.code, found.message);
    }
    let _ = (show::terminal(&report, true, "nothing"), show::json(&report));
}
