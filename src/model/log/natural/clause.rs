//! A clause of a sentence and what it tells.

use std::ops::Range;

use super::Unclear;
use super::sentence::Sentence;
use super::verbs::{self, Deed, Form, Verb, among};
use super::words::Sort;
use crate::model::log::{Act, Direction};

/// When a clause is about, as far as its verb tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// It is over.
    Past,
    /// It may be either: coffee with Ana.
    Open,
    /// It is to come if it has a day: meeting Ana on Friday.
    Going,
    /// It is to come: planned lunch with Ana.
    Plan,
    /// It is meant to come: I'll see Ana.
    Will,
    /// A state of things, whose days are its own.
    Fact,
}

/// What a clause tells, but for its text.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) act: Act,
    pub(super) direction: Option<Direction>,
    pub(super) who: Vec<usize>,
    pub(super) tense: Tense,
    /// What I am going to do, which may be a plan or a promise.
    pub(super) intent: Option<Intent>,
    /// The verb, which a plan tells of: to call, not only to meet.
    pub(super) verb: Range<usize>,
    /// Words that only led over to what is left as text.
    pub(super) glue: &'static str,
}

/// With a day, and if it is no thing to give, it is a plan; else a promise.
#[derive(Clone, Debug)]
pub(super) struct Intent {
    /// All of it.
    pub(super) words: Range<usize>,
    /// What the head of a plan tells of it.
    pub(super) head: Vec<Range<usize>>,
    pub(super) may_be_plan: bool,
}

/// People in a row, each found.
pub(super) struct Row {
    pub(super) people: Vec<usize>,
    pub(super) end: usize,
    pub(super) with_me: bool,
}

/// A clause that is being read.
pub(super) struct Clause<'s, 'a> {
    pub(super) s: &'s mut Sentence<'a>,
    pub(super) end: usize,
    /// Who was named before this clause.
    pub(super) known: &'s [usize],
    /// Whether something else was said of them, so that a bare name is enough.
    pub(super) has_asides: bool,
}

pub(super) const LETTERS: &str = "letter letters email e-mail postcard postcards card note line";
pub(super) const MESSAGES: &str = "text message msg dm voicemail";
pub(super) const SAYING: &str = "to say that|to say|that|saying that|saying|to tell her that|to tell him that|\
    to tell them that|to tell me that|to tell her|to tell him|to tell them|to tell me";

impl Event {
    pub(super) fn new(act: Act, direction: Option<Direction>, who: Vec<usize>, tense: Tense) -> Self {
        Self { act, direction, who, tense, intent: None, verb: 0..0, glue: "" }
    }
}

impl Clause<'_, '_> {
    /// People in a row at a place; "her" is whoever was named before.
    pub(super) fn row(&self, at: usize) -> Result<Option<Row>, Unclear> {
        if at >= self.end {
            return Ok(None);
        }
        if let Some(list) = self.s.list(at, self.end) {
            self.no_slip_after(list.end)?;
            let people = self.s.people(&list.at, self.known)?;
            return Ok(Some(Row { people, end: list.end, with_me: list.with_me }));
        }
        let pronoun = among("her him them she he they", self.s.key(at)) && !self.known.is_empty();
        Ok(pronoun.then(|| Row { people: self.known.to_vec(), end: at + 1, with_me: false }))
    }

    /// The first row after one of some prepositions, with the place of the preposition.
    pub(super) fn row_after(&self, from: usize, before: &str) -> Result<Option<(usize, Row)>, Unclear> {
        for at in from..self.end.saturating_sub(1) {
            if matches!(self.s.key(at), "." | ";" | "!" | "?") {
                break;
            }
            let fits = among(before, self.s.key(at)) && !self.s.name_end(at + 1).is_some_and(|(_, owned)| owned);
            if fits && let Some(row) = self.row(at + 1)? {
                return Ok(Some((at, row)));
            }
        }
        Ok(None)
    }

    /// In a row of names, a word that is nearly one was meant to be one.
    fn no_slip_after(&self, end: usize) -> Result<(), Unclear> {
        let joint = self.s.any(end, ", and|,|and|&").unwrap_or(0);
        let Some(next) = self.s.words.get(end + joint).filter(|next| joint > 0 && next.is_capital()) else {
            return Ok(());
        };
        let is_slip = self.s.hit(end + joint).is_none() && self.s.names.nearest(next.text, true).is_some();
        if is_slip { Err(self.s.names.nobody(next.text)) } else { Ok(()) }
    }

    /// # Errors
    /// A capital where a name should be, which nobody has.
    pub(super) fn stranger(&self, at: usize) -> Result<(), Unclear> {
        let is_capital = |at: usize| {
            at < self.end && at > 0 && self.s.words[at].is_capital() && self.s.hit(at).is_none() && self.s.is_kept(at)
        };
        self.slip(at)?;
        if !is_capital(at) || among("i monday tuesday wednesday thursday friday saturday sunday", self.s.key(at)) {
            return Ok(());
        }
        let end = (at..self.end).find(|at| !is_capital(*at)).unwrap_or(self.end);
        let is_lone = self.s.named(0..self.end).next().is_none() && self.known.is_empty();
        let is_slip = self.s.names.nearest(self.s.words[at].text, true).is_some();
        if is_lone || is_slip { Err(self.s.names.nobody(self.s.original(at..end))) } else { Ok(()) }
    }

    /// Where nobody is named at all, a small word in a name's place may be a slip, or a name that needs its capital.
    fn slip(&self, at: usize) -> Result<(), Unclear> {
        let is_lone = self.s.named(0..self.s.words.len()).next().is_none() && self.known.is_empty();
        let word = self.s.words.get(at).filter(|word| is_lone && at < self.end && word.sort == Sort::Plain);
        let Some(word) = word.filter(|word| !verbs::is_one(&word.key) || self.s.names.is_called(&word.key)) else {
            return Ok(());
        };
        if self.s.names.is_slip(word.text) { Err(self.s.names.nobody(word.text)) } else { Ok(()) }
    }

    /// Whether a word of a list stands among the first few that are left.
    pub(super) fn soon(&self, from: usize, list: &str) -> bool {
        let kept = (from..self.end).filter(|at| self.s.is_kept(*at));
        kept.take(5).any(|at| among(list, self.s.key(at)))
    }
}

/// When it was, by the verb, if the words before it do not tell.
pub(super) fn tense(verb: &Verb, lead: Option<Tense>) -> Tense {
    lead.unwrap_or(match verb.form {
        Form::Past => Tense::Past,
        Form::Base => Tense::Open,
        Form::Going => Tense::Going,
    })
}

/// Letters, messages and thanks are sent too.
pub(super) fn sending(c: &Clause<'_, '_>, from: usize, otherwise: Act) -> Act {
    match () {
        () if c.soon(from, "thanks") => Act::Thanks,
        () if c.soon(from, LETTERS) => Act::Mail,
        () if c.soon(from, MESSAGES) => Act::Msg,
        () if !c.s.says(from + 1..c.end) => Act::Mail,
        () => otherwise,
    }
}

/// Words after such a verb that only lead over to the matter.
pub(super) fn glue(deed: Deed) -> &'static str {
    match deed {
        Deed::Meet | Deed::Together | Deed::Thank | Deed::Ask => "for",
        Deed::Tell | Deed::Reach(_) | Deed::Heard | Deed::Speak => SAYING,
        _ => "",
    }
}
