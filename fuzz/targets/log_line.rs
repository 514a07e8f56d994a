//! Lines of the log: whatever is read can be printed and read again, and then is the same.

use goodturn::diagnostic::{Report, Source, show};
use goodturn::model::log::{day_or_period, promise_day, read_lines};

pub(crate) fn target(data: &[u8]) {
    let text = super::text(data);
    let mut report = Report::new();
    let lines = read_lines(&mut report, &Source::new("private/log/2026.md", text.as_ref()));
    let _ = show::terminal(&report, false, "no line");
    for found in report.sorted() {
        assert!(found.place.source.text().get(found.place.span.range()).is_some(), "{}", found.code);
    }
    for line in lines.iter().filter(|_| !report.has_errors()) {
        let printed = line.to_string();
        let mut report = Report::new();
        let again = read_lines(&mut report, &Source::new("private/log/2026.md", printed.as_str()));
        assert!(report.is_empty(), "{printed:?}\n{}", show::terminal(&report, false, "no line"));
        assert_eq!(again.iter().map(ToString::to_string).collect::<Vec<_>>(), [printed], "{text:?}");
        assert!(
            again.iter().all(|again| again.who.len() == line.who.len() && again.markers.len() == line.markers.len())
        );
    }
    let _ = (day_or_period(&text, super::today()), promise_day(&text));
}
