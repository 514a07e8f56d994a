//! `serve`: the journal in a browser while it is written.
//!
//! `read` makes a generation of what is on the disk, `state` holds what is shown, `http` answers from it, and `watch`
//! says when it is time to read again. Nothing is ever written, and nothing is looked for on the disk because of what
//! somebody asked for.

mod address;
mod generation;
mod state;
mod page;
mod holder;
mod listen;
mod http;
mod read;
mod watch;

use std::hash::{BuildHasher, Hasher, RandomState};
use std::net::TcpListener;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::diagnostic::Report;
use crate::error::{Error, Result};
use crate::load::Root;
use crate::load::stamps::Stamps;
use crate::model::Include;
use crate::model::notebook::Kept;

use super::Clock;
use generation::Replaced;
pub use page::UNDONE;
use read::Reader;
use state::State;

/// What a preview is asked to do.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Read again whenever something changes.
    pub watch: bool,
    /// Show the owner's own pages.
    pub private: bool,
    /// Show drafts and the future.
    pub include: Include,
    /// This port and no other; 0 is any that is free.
    pub port: Option<u16>,
    /// Look for changes by looking, without being told by the system.
    pub poll: bool,
}

/// Something to tell the person.
#[derive(Debug)]
pub enum Event {
    /// It can be looked at here. The address of a private site lets its reader in.
    Address(String),
    /// The journal was read.
    Read {
        /// What changed: files, or the day; nothing for the first time.
        changes: Vec<String>,
        /// How long it took until the new pages could be asked for.
        time: Duration,
        /// What was found.
        report: Report,
    },
    /// Every page was made once, and some could not be.
    Pages(Report),
    /// The journal could not be read; the machine refused.
    Refused(Error),
    /// Changes are looked for from now on, because the system does not tell of them, and why.
    Polling(String),
}

/// Shows the journal until the program is ended.
pub fn serve(
    root: &Root,
    clock: impl Fn() -> Clock + Send + Sync + 'static,
    options: &Options,
    tell: &(dyn Fn(Event) + Sync),
) -> Result<()> {
    let listener = listen::listen(options.port)?;
    let port = port(&listener)?;
    let token = options.private.then(token);
    let state = Arc::new(State::default());
    let (events, told) = mpsc::channel();
    let mut reader = Reader {
        root: root.clone(),
        clock: Box::new(clock),
        options: options.clone(),
        port,
        state: Arc::clone(&state),
        events,
        kept: Kept::default(),
        touched: Vec::new(),
        reading: 0,
        of: None,
        replaced: Replaced::new(),
        refused: None,
    };
    let stamps = options.watch.then(|| Stamps::of(root, options.private));
    reader.read(Vec::new());
    let address = address(port, &state.shown().base, token.as_deref());
    let desk = Arc::new(http::Desk { state, port, token, watch: options.watch });
    let requests = listen::requests(listener)?;
    std::thread::spawn(move || http::answer_all(&desk, &requests));
    // Whoever is told may come at once, and a browser that is opened does.
    tell(Event::Address(address));
    if let Some(stamps) = stamps {
        let root = root.clone();
        std::thread::spawn(move || watch::watch(&root, reader, stamps));
    }
    for event in told {
        tell(event);
    }
    Ok(())
}

fn port(listener: &TcpListener) -> Result<u16> {
    Ok(listener.local_addr().map_err(Error::io("listen on", "127.0.0.1"))?.port())
}

/// Where to look. By number, not by name: a browser sends along what other programs on `localhost` made it remember.
fn address(port: u16, base: &str, token: Option<&str>) -> String {
    let token = token.map(|token| format!("?token={token}")).unwrap_or_default();
    format!("http://127.0.0.1:{port}{base}{token}")
}

/// What nobody can guess: the standard library's hashes begin with keys that the system makes at random.
fn token() -> String {
    let mut digest = Sha256::new();
    for _ in 0..4 {
        digest.update(RandomState::new().build_hasher().finish().to_le_bytes());
    }
    digest.finalize()[..16].iter().fold(String::new(), |token, byte| token + &format!("{byte:02x}"))
}
