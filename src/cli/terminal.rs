//! The terminal while it is asked for keys, and what a signal does while files are written. Whatever ends the program,
//! the terminal is given back as it was, and the journal is left whole.

#[cfg(unix)]
pub(super) use unix::{Held, Terminal};

#[cfg(not(unix))]
pub(super) use other::{Held, Terminal};

#[cfg(unix)]
mod unix {
    use std::io::stdin;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::{flag, low_level};

    /// What Ctrl-C types.
    const INTERRUPT: u8 = 3;

    /// The terminal that keys come from; dropped, it is what it was.
    pub(in crate::cli) struct Terminal(Termios);

    impl Terminal {
        /// Standard input, if it is a terminal: it hands on each key at once, and is as it was whenever a signal ends the
        /// program.
        pub(in crate::cli) fn of_input() -> Option<Self> {
            let terminal = Self(tcgetattr(stdin()).ok()?);
            let before = terminal.0.clone();
            let mut signals = Signals::new([SIGTERM, SIGHUP]).ok()?;
            std::thread::spawn(move || {
                for signal in signals.forever() {
                    let _ = tcsetattr(stdin(), OptionalActions::Now, &before);
                    let _ = low_level::emulate_default_handler(signal);
                }
            });
            terminal.keys();
            Some(terminal)
        }

        /// Each key is handed on at once. Ctrl-C is a key too, and waits its turn while an answer is written.
        pub(in crate::cli) fn keys(&self) {
            self.set(|it| it.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG));
        }

        /// Whole lines are handed on; Ctrl-C ends one, and is its last character.
        pub(in crate::cli) fn lines(&self) {
            self.set(|it| {
                it.local_modes.remove(LocalModes::ISIG);
                it.special_codes[SpecialCodeIndex::VEOL] = INTERRUPT;
            });
        }

        fn set(&self, change: impl FnOnce(&mut Termios)) {
            let mut now = self.0.clone();
            change(&mut now);
            let _ = tcsetattr(stdin(), OptionalActions::Now, &now);
        }
    }

    impl Drop for Terminal {
        fn drop(&mut self) {
            self.set(|_| {});
        }
    }

    /// Signals that would end the program: they do so at once, but for the time in which they are held back.
    pub(in crate::cli) struct Held {
        free: Arc<AtomicBool>,
        came: Arc<AtomicBool>,
    }

    impl Held {
        /// Looks out for them; nothing is held back yet.
        pub(in crate::cli) fn new() -> Self {
            let held = Self { free: Arc::new(AtomicBool::new(true)), came: Arc::default() };
            for signal in [SIGINT, SIGTERM, SIGHUP] {
                // Where neither can be had a signal does what it always did.
                if flag::register_conditional_default(signal, Arc::clone(&held.free)).is_ok() {
                    let _ = flag::register(signal, Arc::clone(&held.came));
                }
            }
            held
        }

        /// Holds them back from now on; whether none has come.
        pub(in crate::cli) fn go_on(&self) -> bool {
            self.free.store(false, Ordering::SeqCst);
            !self.came.load(Ordering::SeqCst)
        }
    }
}

#[cfg(not(unix))]
mod other {
    /// Where a terminal hands on whole lines only, a key is followed by Return.
    pub(in crate::cli) struct Terminal;

    impl Terminal {
        pub(in crate::cli) fn of_input() -> Option<Self> {
            None
        }

        pub(in crate::cli) fn keys(&self) {}

        pub(in crate::cli) fn lines(&self) {}
    }

    /// Signals are as they always were.
    pub(in crate::cli) struct Held;

    impl Held {
        pub(in crate::cli) fn new() -> Self {
            Self
        }

        pub(in crate::cli) fn go_on(&self) -> bool {
            true
        }
    }
}
