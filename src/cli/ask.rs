//! Questions that the program must not guess at: asked where somebody sits, and otherwise answered by a list.

use std::io::{self, BufRead, IsTerminal};

use super::output::{Output, aside};
use crate::command::World;
use crate::command::log::{self, Logged};
use crate::diagnostic::Report;
use crate::error::{Error, Result};

/// Notes what happened. Where a name is not clear, somebody at a terminal may pick; anybody else gets the list.
pub(super) fn log(out: &Output, report: &mut Report, world: &World, words: &str) -> Result<u8> {
    let mut refused: Vec<String> = Vec::new();
    loop {
        match log::log(report, world, words, &refused)? {
            Logged::Who { word, candidates } => {
                let Some(picked) = pick(&word, &candidates)? else {
                    return Err(Error::Usage(unclear(&word, &candidates)));
                };
                refused.extend(candidates.into_iter().map(|(handle, _)| handle).filter(|handle| *handle != picked));
            }
            written @ Logged::Line { .. } => return Ok(out.logged(&written, false)),
        }
    }
}

/// The one that somebody picks by number; nothing where nobody sits, or nothing is picked.
fn pick(word: &str, candidates: &[(String, String)]) -> Result<Option<String>> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Ok(None);
    }
    aside(&format!("which `{word}`?"));
    for (number, (_, line)) in (1..).zip(candidates) {
        aside(&format!("{number:>3}{line}"));
    }
    aside("a number, or nothing:");
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).map_err(Error::io("read", "the terminal"))?;
    let number: Option<usize> = answer.trim().parse().ok();
    let picked = number.and_then(|number| candidates.get(number.checked_sub(1)?));
    Ok(picked.map(|(handle, _)| handle.clone()))
}

fn unclear(word: &str, candidates: &[(String, String)]) -> String {
    let list: Vec<_> = candidates.iter().map(|(_, line)| line.as_str()).collect();
    format!(
        "several people are called `{word}`; write the handle of the one you mean. Nothing was noted\n{}",
        list.join("\n")
    )
}
