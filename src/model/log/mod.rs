//! The log: what happened, one line an event, many people a line.

mod grammar;
pub mod natural;

use std::fmt;

pub(crate) use grammar::notes_and_logs;
pub use grammar::{read_lines, read_section};

use crate::diagnostic::{At, Span};
use crate::parse::date::{Day, Period};

/// What an event was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// We met.
    Met,
    /// We spoke on the telephone.
    Call,
    /// A letter or an e-mail.
    Mail,
    /// A short message.
    Msg,
    /// I gave them something.
    Gave,
    /// They gave me something.
    Got,
    /// I asked them for something.
    Ask,
    /// I brought them together with somebody.
    Intro,
    /// I thanked them.
    Thanks,
    /// I told them how something turned out.
    Told,
    /// A fact about them.
    Note,
    /// We are going to meet.
    Plan,
    /// An earmark: this is for them.
    For,
    /// A promise or a need is settled.
    Done,
    /// A goal ended.
    Outcome,
}

/// Who reached out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// `>`: I did.
    Mine,
    /// `<`: they did.
    Theirs,
    /// `=`: both.
    Mutual,
}

/// What a part of a line after a `;` tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Marker {
    /// What they need.
    Needs,
    /// What they can help with.
    Offers,
    /// What they care about.
    Values,
    /// What they are doing now.
    UpTo,
    /// What I promised them.
    Promise,
    /// What I wait for.
    Waiting,
    /// When to look whether it went well.
    Check,
    /// Until when to let them be.
    Snooze,
}

/// A line of the log as it was written. `- DATE KIND [DIR] @who… [#goal…][: text][; marker: value]…`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub day: Day,
    /// What.
    pub act: Act,
    /// Whether it was an unusual kindness (`got!`).
    pub kindness: bool,
    /// Who reached out, where that is known: as it was written, or as the kind has it.
    pub direction: Option<Direction>,
    /// With whom: handles, without their `@`.
    pub who: Vec<At<String>>,
    /// What it was for: goals, without their `#`.
    pub goals: Vec<At<String>>,
    /// In words.
    pub text: String,
    /// What was learned on the way.
    pub markers: Vec<(Marker, At<String>)>,
    /// What was passed on: names in `[[…]]`, here or in a marker.
    pub cites: Vec<At<String>>,
    /// The whole line in its file.
    pub span: Span,
}

impl Act {
    /// All of them, in the order of the manual.
    pub const ALL: [Self; 15] = [
        Self::Met,
        Self::Call,
        Self::Mail,
        Self::Msg,
        Self::Gave,
        Self::Got,
        Self::Ask,
        Self::Intro,
        Self::Thanks,
        Self::Told,
        Self::Note,
        Self::Plan,
        Self::For,
        Self::Done,
        Self::Outcome,
    ];

    /// As it is written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Call => "call",
            Self::Mail => "mail",
            Self::Msg => "msg",
            Self::Gave => "gave",
            Self::Got => "got",
            Self::Ask => "ask",
            Self::Intro => "intro",
            Self::Thanks => "thanks",
            Self::Told => "told",
            Self::Note => "note",
            Self::Plan => "plan",
            Self::For => "for",
            Self::Done => "done",
            Self::Outcome => "outcome",
        }
    }

    /// Whether it counts as having been in touch.
    pub fn is_touch(self) -> bool {
        !matches!(self, Self::Note | Self::Plan | Self::For | Self::Done | Self::Outcome)
    }

    /// Who reaches out where a line does not say; nothing where that cannot be known.
    pub fn usual_direction(self) -> Option<Direction> {
        match self {
            Self::Met | Self::Intro => Some(Direction::Mutual),
            Self::Gave | Self::Ask | Self::Thanks | Self::Told => Some(Direction::Mine),
            Self::Got => Some(Direction::Theirs),
            _ => None,
        }
    }
}

impl Direction {
    /// As it is written.
    pub fn sign(self) -> char {
        match self {
            Self::Mine => '>',
            Self::Theirs => '<',
            Self::Mutual => '=',
        }
    }
}

impl Marker {
    /// All of them, in the order of the manual.
    pub const ALL: [Self; 8] =
        [Self::Needs, Self::Offers, Self::Values, Self::UpTo, Self::Promise, Self::Waiting, Self::Check, Self::Snooze];

    /// As it is written, without its colon.
    pub fn word(self) -> &'static str {
        match self {
            Self::Needs => "needs",
            Self::Offers => "offers",
            Self::Values => "values",
            Self::UpTo => "up to",
            Self::Promise => "promise",
            Self::Waiting => "waiting",
            Self::Check => "check",
            Self::Snooze => "snooze",
        }
    }
}

impl Line {
    /// A line with nothing but a day, a kind and its usual direction.
    pub fn new(day: Day, act: Act) -> Self {
        Self {
            day,
            act,
            kindness: false,
            direction: act.usual_direction(),
            who: Vec::new(),
            goals: Vec::new(),
            text: String::new(),
            markers: Vec::new(),
            cites: Vec::new(),
            span: Span::default(),
        }
    }

    /// The values of a marker, in the order of the line.
    pub fn marked(&self, marker: Marker) -> impl Iterator<Item = &At<String>> {
        self.markers.iter().filter(move |(found, _)| *found == marker).map(|(_, value)| value)
    }
}

impl fmt::Display for Line {
    /// As it is written in a file, always with its direction where it has one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "- {} {}", self.day, self.act.word())?;
        if self.kindness {
            f.write_str("!")?;
        }
        if let Some(direction) = self.direction {
            write!(f, " {}", direction.sign())?;
        }
        for who in &self.who {
            write!(f, " @{}", who.value)?;
        }
        for goal in &self.goals {
            write!(f, " #{}", goal.value)?;
        }
        if !self.text.is_empty() || !self.markers.is_empty() {
            f.write_str(":")?;
        }
        if !self.text.is_empty() {
            write!(f, " {}", self.text)?;
        }
        for (index, (marker, value)) in self.markers.iter().enumerate() {
            let joint = if index == 0 && self.text.is_empty() { " " } else { "; " };
            write!(f, "{joint}{}: {}", marker.word(), value.value)?;
        }
        Ok(())
    }
}

/// Whether a word stands before names and is no part of them.
pub fn is_title(word: &str) -> bool {
    const TITLES: [&str; 10] = ["dr", "prof", "professor", "mr", "mrs", "ms", "miss", "rev", "sir", "dame"];
    TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// The day that a value such as `2026-12-01` or `2w` means, counted from `day`.
pub fn day_or_period(text: &str, day: Day) -> Option<Day> {
    crate::parse::date::day(text).or_else(|| Period::parse(text).map(|period| period.after(day)))
}

/// A promise's own words and the day that it names: `send the deck by 2026-12-01`. `Err` where what stands after `by`
/// looks like a day and is none.
pub fn promise_day(text: &str) -> Result<(&str, Option<Day>), &str> {
    let Some((words, end)) = text.rsplit_once(" by ") else { return Ok((text, None)) };
    let end = end.trim().trim_end_matches('.');
    let looks_like_a_day = end.len() >= 8 && end.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    match crate::parse::date::day(end) {
        Some(day) => Ok((words.trim(), Some(day))),
        None if looks_like_a_day => Err(end),
        None => Ok((text, None)),
    }
}
