//! Sentences for `goodturn log`: what is understood is a line that a log can hold, and means the same there.

use goodturn::diagnostic::{Report, Source, show};
use goodturn::model::log::natural::{Person, Unclear, understand};
use goodturn::model::log::read_lines;

pub(crate) fn target(data: &[u8]) {
    let text = super::text(data);
    let aka = ["Nita".to_owned(), "the weaver".to_owned()];
    let people = [
        Person { handle: "ana-ruiz", name: "Ana Ruiz", aka: &aka },
        Person { handle: "bo-lee", name: "Bo Lee", aka: &[] },
        Person { handle: "solene-kervadec", name: "Solène Kervadec", aka: &[] },
        Person { handle: "ana-holt", name: "Ana Holt", aka: &[] },
    ];
    match understand(&text, &people, super::today()) {
        Ok(line) => {
            let printed = line.to_string();
            let mut report = Report::new();
            let read = read_lines(&mut report, &Source::new("private/log/2026.md", printed.as_str()));
            assert!(report.is_empty(), "{text:?} became {printed:?}\n{}", show::terminal(&report, false, "no line"));
            assert_eq!(read.iter().map(ToString::to_string).collect::<Vec<_>>(), [printed.as_str()], "{text:?}");
            let named = |handle: &str| people.iter().any(|person| person.handle == handle);
            let written = |handle: &str| text.contains(&format!("@{handle}"));
            assert!(line.who.iter().all(|who| named(&who.value) || written(&who.value)), "{text:?} became {printed:?}");
        }
        Err(Unclear::Who { candidates, .. }) => assert!(candidates.len() > 1, "{text:?}: {candidates:?}"),
        Err(_) => {}
    }
}
