//! `private/settings.toml`: circles, how due lists are made, and what I can help with.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{At, Report, Source, Span, people};
use crate::parse::Fields;
use crate::parse::date::Period;
use crate::parse::front_matter;

/// The private settings. A journal can do without the file.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Circles by name, with the rhythm of those who have none of their own.
    pub circles: BTreeMap<String, Option<Period>>,
    /// At most so many people are due by rhythm, or because of a reply that is missing.
    pub limit: usize,
    /// A need is taken for settled after so many days.
    pub need_days: i64,
    /// So many touches in a row that were all mine make a one-sided year.
    pub one_sided: usize,
    /// For so many days after an outcome it is owed to those who helped; without end where nothing is said.
    pub outcome_days: Option<i64>,
    /// What I can help with, for letters.
    pub offers: Vec<String>,
    /// How I sign; the author's name where nothing is said.
    pub signature: Option<String>,
    /// Whether all these people are invented.
    pub fictional: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            circles: BTreeMap::new(),
            limit: 5,
            need_days: 180,
            one_sided: 4,
            outcome_days: None,
            offers: Vec::new(),
            signature: None,
            fictional: false,
        }
    }
}

impl Rules {
    /// Reads the file.
    pub(super) fn read(report: &mut Report, source: &Arc<Source>) -> Self {
        let whole = Span::new(0..source.text().len());
        let table = front_matter::toml(report, source, whole);
        let mut fields = Fields::new(source, table, whole);
        let mut rules = Self {
            offers: texts(fields.strings(report, "offers")),
            signature: fields.text(report, "signature"),
            fictional: fields.bool(report, "fictional").unwrap_or(false),
            ..Self::default()
        };
        if let Some(circles) = fields.table(report, "circles") {
            for (name, mut circle) in circles.named_tables(report) {
                let cadence = circle.string(report, "cadence");
                circle.finish(report);
                let cadence = cadence.and_then(|written| cadence_of(report, source, &written));
                rules.circles.insert(name.value, cadence.and_then(Cadence::period));
            }
        }
        if let Some(due) = fields.table(report, "due") {
            rules.read_due(report, due);
        }
        fields.finish(report);
        rules
    }

    fn read_due(&mut self, report: &mut Report, mut due: Fields<'_>) {
        let mut days = |due: &mut Fields<'_>, key| due.integer(report, key, 1..=3660).map(|days| days.value);
        self.need_days = days(&mut due, "need_days").unwrap_or(self.need_days);
        self.outcome_days = days(&mut due, "outcome_days");
        let mut count = |due: &mut Fields<'_>, key, range| {
            due.integer(report, key, range).and_then(|count| usize::try_from(count.value).ok())
        };
        self.limit = count(&mut due, "limit", 0..=1000).unwrap_or(self.limit);
        self.one_sided = count(&mut due, "one_sided", 2..=5).unwrap_or(self.one_sided);
        due.finish(report);
    }
}

/// How often somebody likes to be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cadence {
    /// Not by rhythm.
    Never,
    /// Every so often.
    Every(Period),
}

impl Cadence {
    /// The period, if it is one.
    pub fn period(self) -> Option<Period> {
        if let Self::Every(period) = self { Some(period) } else { None }
    }
}

/// A cadence as it is written; reports what is none.
pub(super) fn cadence_of(report: &mut Report, source: &Arc<Source>, written: &At<String>) -> Option<Cadence> {
    if written.value == "none" {
        return Some(Cadence::Never);
    }
    let period = Period::parse(&written.value);
    if period.is_none() {
        report.push(people::bad_cadence(written.span.of(source), &written.value));
    }
    period.map(Cadence::Every)
}

/// Strings without their places; empty ones count for nothing.
pub(super) fn texts(list: Vec<At<String>>) -> Vec<String> {
    list.into_iter().map(|at| at.value).filter(|text| !text.is_empty()).collect()
}
