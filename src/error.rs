//! What the machine refused.
//!
//! An [`Error`] is about the disk, a permission, another program: we stop at the first. What the *author* wrote wrong
//! is a [`Diagnostic`](crate::diagnostic::Diagnostic), and those are collected.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A refusal by the machine, or by us on the machine's behalf. It always says what was being done, and to what.
#[derive(Debug)]
pub enum Error {
    /// The operating system refused: `cannot write public/feed.xml: no space left on device`.
    Io {
        /// A verb that follows "cannot".
        verb: &'static str,
        /// What it was done to.
        path: PathBuf,
        /// The system's own reason.
        source: io::Error,
    },
    /// There is no `site.toml` where a journal was expected.
    NoJournal(PathBuf),
    /// Another build holds the lock.
    Busy(PathBuf),
    /// An output folder that we must not replace, and why.
    NotOurs {
        /// The folder that was asked for.
        path: PathBuf,
        /// Why it is refused, as the end of a sentence.
        why: String,
    },
    /// A file stands where a new one was to be written.
    Exists(PathBuf),
    /// The command does not fit the journal: a question that we must not guess at.
    Usage(String),
    /// Its owner ended it, before anything had changed.
    Stopped,
}

/// A result whose failure is the machine's.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An adapter for `map_err`: `fs::read(p).map_err(Error::io("read", p))`.
    pub fn io(verb: &'static str, path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { verb, path: path.as_ref().to_path_buf(), source }
    }

    /// The exit code of the process: 2 for a question that only the person can answer, 3 where the machine refused,
    /// and what shells have for Ctrl-C.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::NoJournal(_) | Self::Usage(_) | Self::Exists(_) | Self::NotOurs { .. } => 2,
            Self::Io { .. } | Self::Busy(_) => 3,
            Self::Stopped => 130,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { verb, path, source } => {
                write!(f, "cannot {verb} {}: {}", path.display(), plain(source))
            }
            Self::NoJournal(path) => write!(
                f,
                "there is no journal in {}: no site.toml here\n  `goodturn init` makes one, `--root DIR` names another folder",
                path.display()
            ),
            Self::Busy(path) => write!(f, "another goodturn is writing {}; try again when it is done", path.display()),
            Self::NotOurs { path, why } => write!(f, "will not replace {}: {why}", path.display()),
            Self::Exists(path) => {
                write!(f, "{} is there already; nothing was written", path.display())
            }
            Self::Usage(text) => f.write_str(text),
            Self::Stopped => f.write_str("stopped; nothing was written"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// The system's reason in lower case and without its error number, as it stands in the middle of a sentence.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
