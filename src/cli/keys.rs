//! What somebody answers: keys as they are pressed, or the characters of what is sent.

use std::collections::VecDeque;
use std::io::{self, ErrorKind, IsTerminal, Read};

use super::output::aside;
use super::terminal::Terminal;
use crate::error::{Error, Result};

/// Ctrl-C, Ctrl-D and Escape.
const INTERRUPT: u8 = 3;
const END: u8 = 4;
const ESCAPE: u8 = 27;

/// Where answers come from.
pub(super) struct Keys {
    terminal: Option<Terminal>,
    /// What was read and not looked at yet.
    pending: VecDeque<u8>,
}

/// What was typed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Typed<T> {
    /// This.
    Word(T),
    /// Nothing that can be used: ask again.
    Nothing,
    /// Enough.
    Stop,
}

impl<T> Typed<T> {
    /// The same of something that is made of it.
    pub(super) fn map<U>(self, make: impl FnOnce(T) -> U) -> Typed<U> {
        match self {
            Self::Word(word) => Typed::Word(make(word)),
            Self::Nothing => Typed::Nothing,
            Self::Stop => Typed::Stop,
        }
    }
}

impl Keys {
    /// Standard input.
    pub(super) fn of_input() -> Self {
        let terminal = if io::stdin().is_terminal() { Terminal::of_input() } else { None };
        Self { terminal, pending: VecDeque::new() }
    }

    /// The next key; nothing at the end, and for the keys that end things. Arrows and the like are no keys here.
    pub(super) fn key(&mut self) -> Result<Option<char>> {
        loop {
            match self.byte()? {
                None | Some(INTERRUPT | END) => return Ok(None),
                // A key by itself comes alone; one that begins with it comes whole.
                Some(ESCAPE) if self.pending.is_empty() => return Ok(None),
                Some(ESCAPE) => self.skip_sequence(),
                Some(byte) if byte.is_ascii_graphic() => return Ok(Some(char::from(byte).to_ascii_lowercase())),
                Some(_) => {}
            }
        }
    }

    /// Drops what follows Escape in `Escape [ 1 ; 5 C`, as far as it has come.
    fn skip_sequence(&mut self) {
        let introduced = self.pending.pop_front();
        if matches!(introduced, Some(b'[' | b'O')) {
            while self.pending.pop_front().is_some_and(|byte| !(b'@'..=b'~').contains(&byte)) {}
        }
    }

    /// A line that is typed.
    pub(super) fn line(&mut self, question: &str) -> Result<Typed<String>> {
        self.terminal.iter().for_each(Terminal::lines);
        aside(question);
        let line = self.next_line();
        self.terminal.iter().for_each(Terminal::keys);
        line
    }

    fn next_line(&mut self) -> Result<Typed<String>> {
        let mut line = Vec::new();
        loop {
            match self.byte()? {
                Some(INTERRUPT) => {
                    // The terminal has shown `^C`, and the words that follow stand below it.
                    aside("");
                    return Ok(Typed::Stop);
                }
                None if line.is_empty() => return Ok(Typed::Stop),
                None | Some(b'\n') => break,
                Some(ESCAPE) => self.skip_sequence(),
                Some(byte) => line.push(byte),
            }
        }
        let line = String::from_utf8_lossy(&line).trim().to_owned();
        Ok(if line.is_empty() { Typed::Nothing } else { Typed::Word(line) })
    }

    fn byte(&mut self) -> Result<Option<u8>> {
        while self.pending.is_empty() {
            let mut some = [0; 64];
            match io::stdin().lock().read(&mut some) {
                Ok(0) => return Ok(None),
                Ok(count) => self.pending.extend(&some[..count]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Error::io("read", "the terminal")(error)),
            }
        }
        Ok(self.pending.pop_front())
    }
}
