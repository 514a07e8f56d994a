//! `triage` at the terminal: a person, a key, the next person. Every answer is written at once, so that one can stop at
//! any time.

use std::io::{self, BufRead, IsTerminal, Read};

use super::DONE;
use super::output::{Output, aside, json, say};
use crate::command::World;
use crate::command::triage::{self, Answer, Heap, Question};
use crate::diagnostic::Report;
use crate::error::{Error, Result};
use crate::words;

/// Rhythms to choose from by one key.
const RHYTHMS: [&str; 6] = ["3w", "6w", "2m", "3m", "6m", "1y"];
/// So many circles have a key of their own.
const KEYED: usize = 9;

pub(super) fn triage(out: &Output, report: &mut Report, world: &World, limit: usize) -> Result<u8> {
    let Some(heap) = triage::heap(report, world)? else { return Ok(out.refused(report)) };
    if out.json {
        let all = heap.questions.iter();
        json(
            &all.map(|it| serde_json::json!({ "handle": it.handle, "name": it.name, "about": it.about }))
                .collect::<Vec<_>>(),
        );
        return Ok(DONE);
    }
    let of = heap.questions.len();
    if of == 0 {
        say("nobody is unsorted");
        return Ok(DONE);
    }
    let mut walk = Walk { world, heap, keys: Keys { raw: io::stdin().is_terminal() } };
    let sorted = walk.through(limit)?;
    say(&format!("{sorted} sorted, {} to go", of - sorted));
    Ok(DONE)
}

struct Walk<'w> {
    world: &'w World,
    heap: Heap,
    keys: Keys,
}

/// What comes after an answer.
enum Next {
    /// They are sorted.
    Sorted,
    /// They are asked about another day.
    Later,
    /// The same person once more.
    Again,
    /// Enough.
    Stop,
}

impl Walk<'_> {
    /// Asks about one after the other; returns how many are sorted.
    fn through(&mut self, limit: usize) -> Result<usize> {
        let questions: Vec<_> = self.heap.questions.iter().take(limit).cloned().collect();
        let mut sorted = 0;
        for (number, question) in (1..).zip(&questions) {
            show(question, number, questions.len());
            loop {
                match self.ask(question)? {
                    Next::Sorted => sorted += 1,
                    Next::Again => continue,
                    Next::Later => {}
                    Next::Stop => return Ok(sorted),
                }
                break;
            }
        }
        Ok(sorted)
    }

    fn ask(&mut self, question: &Question) -> Result<Next> {
        aside("  c circle   r rhythm   v what they value   l leave   s later   q stop");
        let answer = match self.keys.key()? {
            Some('c') => self.circle()?.map(Answer::Circle),
            Some('r') => self.rhythm()?.map(Answer::Cadence),
            Some('v') => typed("  they value:")?.map(Answer::Values),
            Some('l') => Some(Answer::Leave),
            Some('s') => return Ok(Next::Later),
            Some('q') | None => return Ok(Next::Stop),
            Some(_) => None,
        };
        let Some(answer) = answer else { return Ok(Next::Again) };
        if let Answer::Circle(name) = &answer
            && !self.heap.circles.contains(name)
        {
            self.heap.circles.push(name.clone());
        }
        match triage::answer(self.world, &question.handle, &answer) {
            Ok(()) if matches!(answer, Answer::Values(_)) => Ok(Next::Again),
            Ok(()) => Ok(Next::Sorted),
            // What was typed is not understood; whatever else went wrong ends it.
            Err(Error::Usage(why)) => {
                aside(&format!("  {why}"));
                Ok(Next::Again)
            }
            Err(error) => Err(error),
        }
    }

    fn circle(&mut self) -> Result<Option<String>> {
        let circles: Vec<_> = self.heap.circles.iter().take(KEYED).cloned().collect();
        self.choose(&circles, "  the circle's name:")
    }

    fn rhythm(&mut self) -> Result<Option<String>> {
        self.choose(&RHYTHMS.map(str::to_owned), "  how often (10d, 6w, 3m, 1y, none):")
    }

    /// One of several by its number, or another that is typed.
    fn choose(&mut self, all: &[String], other: &str) -> Result<Option<String>> {
        if all.is_empty() {
            return typed(other);
        }
        let numbered: Vec<_> = (1..).zip(all).map(|(number, text)| format!("{number} {text}")).collect();
        aside(&format!("  {}   n another", numbered.join("   ")));
        match self.keys.key()? {
            Some('n') => typed(other),
            Some(c) => Ok(c.to_digit(10).and_then(|digit| all.get((digit as usize).checked_sub(1)?)).cloned()),
            None => Ok(None),
        }
    }
}

fn show(question: &Question, number: usize, of: usize) {
    let of = words::number(of);
    aside(&format!("\n{} of {of}: {}  @{}", words::number(number), question.name, question.handle));
    let about = Some(&question.about).filter(|about| !about.is_empty());
    about.into_iter().chain(&question.facts).for_each(|fact| aside(&format!("  {fact}")));
}

/// Where answers come from: keys as they are pressed, or the characters of what is sent.
struct Keys {
    raw: bool,
}

impl Keys {
    /// The next key; nothing at the end, and for the keys that end things.
    fn key(&self) -> Result<Option<char>> {
        let _raw = if self.raw { raw::Raw::on() } else { None };
        let mut byte = [0];
        loop {
            let count = io::stdin().lock().read(&mut byte).map_err(Error::io("read", "the terminal"))?;
            match byte[0] {
                _ if count == 0 => return Ok(None),
                // Ctrl-C, Ctrl-D and Escape.
                3 | 4 | 27 => return Ok(None),
                byte if byte.is_ascii_whitespace() => {}
                byte => return Ok(Some(char::from(byte).to_ascii_lowercase())),
            }
        }
    }
}

/// A line that is typed; nothing where it is empty.
fn typed(question: &str) -> Result<Option<String>> {
    aside(question);
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(Error::io("read", "the terminal"))?;
    Ok(Some(line.trim().to_owned()).filter(|line| !line.is_empty()))
}

#[cfg(unix)]
mod raw {
    use std::io::stdin;

    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

    /// A terminal that hands on each key at once; dropped, it is what it was.
    pub(super) struct Raw(Termios);

    impl Raw {
        pub(super) fn on() -> Option<Self> {
            let before = tcgetattr(stdin()).ok()?;
            let mut raw = before.clone();
            // Ctrl-C is a key here: otherwise it would leave the terminal without its echo.
            raw.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG);
            tcsetattr(stdin(), OptionalActions::Now, &raw).ok()?;
            Some(Self(before))
        }
    }

    impl Drop for Raw {
        fn drop(&mut self) {
            let _ = tcsetattr(stdin(), OptionalActions::Now, &self.0);
        }
    }
}

#[cfg(not(unix))]
mod raw {
    /// Where a terminal hands on whole lines only, a key is followed by Return.
    pub(super) struct Raw;

    impl Raw {
        pub(super) fn on() -> Option<Self> {
            None
        }
    }
}
