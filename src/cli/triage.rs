//! `triage` at the terminal: a person, a key, the next person. Every answer is written at once, so that one can stop at
//! any time.

use super::DONE;
use super::keys::{Keys, Typed};
use super::output::{Output, aside, json, say};
use crate::command::World;
use crate::command::triage::{self, Answer, Heap, Question};
use crate::diagnostic::Report;
use crate::error::{Error, Result};

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
    let mut walk = Walk { world, heap, keys: Keys::of_input() };
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
            Some('v') => self.keys.line("  they value:")?.map(Answer::Values),
            Some('l') => Typed::Word(Answer::Leave),
            Some('s') => return Ok(Next::Later),
            Some('q') | None => return Ok(Next::Stop),
            Some(key) => none_of_these(key),
        };
        match answer {
            Typed::Word(answer) => self.write(question, &answer),
            Typed::Nothing => Ok(Next::Again),
            Typed::Stop => Ok(Next::Stop),
        }
    }

    fn write(&mut self, question: &Question, answer: &Answer) -> Result<Next> {
        if let Answer::Circle(name) = answer
            && !self.heap.circles.contains(name)
        {
            self.heap.circles.push(name.clone());
        }
        match triage::answer(self.world, &question.handle, answer) {
            Ok(()) => {
                aside(&format!("  → {}", noted(answer)));
                Ok(if matches!(answer, Answer::Values(_)) { Next::Again } else { Next::Sorted })
            }
            // What was typed is not understood; whatever else went wrong ends it.
            Err(Error::Usage(why)) => {
                aside(&format!("  {why}"));
                Ok(Next::Again)
            }
            Err(error) => Err(error),
        }
    }

    fn circle(&mut self) -> Result<Typed<String>> {
        let circles: Vec<_> = self.heap.circles.iter().take(KEYED).cloned().collect();
        self.choose(&circles, "  the circle's name:")
    }

    fn rhythm(&mut self) -> Result<Typed<String>> {
        self.choose(&RHYTHMS.map(str::to_owned), "  how often (10d, 6w, 3m, 1y, none):")
    }

    /// One of several by its number, or another that is typed.
    fn choose(&mut self, all: &[String], other: &str) -> Result<Typed<String>> {
        if all.is_empty() {
            return self.keys.line(other);
        }
        let numbered: Vec<_> = (1..).zip(all).map(|(number, text)| format!("{number} {text}")).collect();
        aside(&format!("  {}   n another", numbered.join("   ")));
        let chosen = match self.keys.key()? {
            Some('n') => return self.keys.line(other),
            Some(key) => {
                key.to_digit(10).and_then(|digit| all.get((digit as usize).checked_sub(1)?)).cloned().ok_or(key)
            }
            None => return Ok(Typed::Stop),
        };
        Ok(chosen.map_or_else(none_of_these, Typed::Word))
    }
}

fn none_of_these<T>(key: char) -> Typed<T> {
    aside(&format!("  `{key}` is none of these"));
    Typed::Nothing
}

/// What was written.
fn noted(answer: &Answer) -> String {
    match answer {
        Answer::Circle(name) => format!("in the circle {name}"),
        Answer::Cadence(rhythm) => format!("rhythm {rhythm}"),
        Answer::Values(values) => format!("values {values}"),
        Answer::Leave => "left as they are".to_owned(),
    }
}

fn show(question: &Question, number: usize, of: usize) {
    aside(&format!("\nperson {number} of {of}: {}  @{}", question.name, question.handle));
    let about = Some(&question.about).filter(|about| !about.is_empty());
    about.into_iter().chain(&question.facts).for_each(|fact| aside(&format!("  {fact}")));
}
