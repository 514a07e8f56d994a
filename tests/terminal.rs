//! The program at a terminal: keys as they are pressed, what Ctrl-C and a signal leave behind, and what only a terminal
//! is shown.
#![cfg(target_os = "linux")]

use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, tcgetattr};

use crate::support::Project;

/// Whoever has said nothing for so long says nothing any more.
const DEADLINE: Duration = Duration::from_mins(1);

const CTRL_C: &str = "\u{3}";
/// What is shown waits until the other.
const CTRL_S: &str = "\u{13}";
const CTRL_Q: &str = "\u{11}";

/// A terminal, and the program that runs at it.
struct Terminal {
    keyboard: File,
    child: Child,
    screen: Receiver<Vec<u8>>,
    /// All that was shown.
    shown: String,
    /// How much of it was waited for.
    seen: usize,
}

impl Terminal {
    /// Starts a command at a new terminal, which is its own: Ctrl-C reaches it as it would anybody's.
    fn open(project: &Project, args: &[&str]) -> Self {
        Self::after(project, args, "")
    }

    /// The same, with keys that were pressed before.
    fn after(project: &Project, args: &[&str], keys: &str) -> Self {
        let keyboard = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&keyboard).unwrap();
        unlockpt(&keyboard).unwrap();
        let name = ptsname(&keyboard, Vec::new()).unwrap().into_string().unwrap();
        let end = || Stdio::from(File::options().read(true).write(true).open(&name).unwrap());
        let plain = project.command(args);
        let mut command = Command::new("setsid");
        command.arg("-c").arg(plain.get_program()).args(plain.get_args());
        command.current_dir(project.path(".")).stdin(end()).stdout(end()).stderr(end());
        let mut keyboard = File::from(keyboard);
        keyboard.write_all(keys.as_bytes()).unwrap();
        let child = command.spawn().unwrap();
        drop(command);
        let mut from = keyboard.try_clone().unwrap();
        let (to, screen) = channel();
        std::thread::spawn(move || {
            let mut some = [0; 4096];
            // It is an error, and no end, when the last who had the terminal open is gone.
            while let Ok(count @ 1..) = from.read(&mut some) {
                if to.send(some[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self { keyboard, child, screen, shown: String::new(), seen: 0 }
    }

    /// Waits until this is shown, after what was waited for before.
    #[track_caller]
    fn until(&mut self, words: &str) -> &mut Self {
        loop {
            if let Some(at) = self.shown[self.seen..].find(words) {
                self.seen += at + words.len();
                return self;
            }
            match self.screen.recv_timeout(DEADLINE) {
                Ok(some) => self.shown.push_str(&String::from_utf8_lossy(&some)),
                Err(why) => panic!("no {words:?} ({why}) in\n{}", self.shown),
            }
        }
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self
    }

    /// Whether keys are shown as they are typed, and lines are handed on whole: as a shell wants it.
    fn is_restored(&self) -> bool {
        let modes = tcgetattr(&self.keyboard).unwrap().local_modes;
        modes.contains(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG)
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Waits for the end.
    fn end(&mut self) -> ExitStatus {
        let status = self.child.wait().unwrap();
        while let Ok(some) = self.screen.recv_timeout(DEADLINE) {
            self.shown.push_str(&String::from_utf8_lossy(&some));
        }
        status
    }
}

fn unsorted(names: &[&str]) -> Project {
    let project = Project::new("//- private/settings.toml\n[circles.kitchen]\ncadence = \"2m\"\n");
    for name in names {
        let text = format!("+++\nname = \"{name}\"\nstatus = \"unsorted\"\n+++\n");
        project.write(&format!("private/contacts/{}.md", name.to_lowercase()), text);
    }
    project
}

#[test]
fn triage_takes_keys_as_they_are_pressed_and_gives_the_terminal_back() {
    let project = unsorted(&["Ana", "Bo", "Cleo"]);
    let mut terminal = Terminal::open(&project, &["triage"]);
    terminal.until("person 1 of 3: Ana  @ana").until("q stop").press("x").until("`x` is none of these");
    // An arrow is no key, and no part of what is typed.
    terminal.until("q stop").press("\u{1b}[D").press("v").until("they value:").press("old maps\u{1b}[D\n");
    terminal.until("→ values old maps").until("q stop").press("c").until("1 kitchen").press("1");
    terminal.until("→ in the circle kitchen").until("person 2 of 3: Bo").until("q stop").press("q");
    terminal.until("1 sorted, 2 to go");
    assert_eq!(terminal.end().code(), Some(0), "{}", terminal.shown);
    assert!(terminal.is_restored());
    let ana = project.read("private/contacts/ana.md");
    assert!(ana.contains("values = [\"old maps\"]\n") && ana.contains("circles = [\"kitchen\"]\n"), "{ana}");
}

#[test]
fn ctrl_c_stops_triage_wherever_it_is_pressed() {
    let project = unsorted(&["Ana", "Bo", "Cleo"]);
    let stops = |keys: &dyn Fn(&mut Terminal)| {
        let mut terminal = Terminal::open(&project, &["triage"]);
        terminal.until("q stop");
        keys(&mut terminal);
        terminal.press(CTRL_C).until(" sorted, ");
        assert_eq!(terminal.end().code(), Some(0), "{}", terminal.shown);
        assert!(terminal.is_restored());
        terminal.shown.clone()
    };
    assert!(stops(&|_| {}).contains("0 sorted, 3 to go"));
    let choosing = |terminal: &mut Terminal| {
        terminal.press("c").until("n another");
    };
    assert!(stops(&choosing).contains("0 sorted, 3 to go"));
    let typing = |terminal: &mut Terminal| {
        terminal.press("l").until("person 2").until("q stop");
        terminal.press("v").until("they value:").press("half a wo").until("half a wo");
    };
    assert!(stops(&typing).contains("1 sorted, 2 to go"));
    assert!(!project.read("private/contacts/bo.md").contains("half"));
}

#[test]
fn a_signal_gives_the_terminal_back() {
    let project = unsorted(&["Ana"]);
    for signal in [Signal::TERM, Signal::HUP] {
        for typing in [false, true] {
            let mut terminal = Terminal::open(&project, &["triage"]);
            terminal.until("q stop");
            if typing {
                terminal.press("v").until("they value:").press("half").until("half");
            }
            terminal.signal(signal);
            assert_eq!(terminal.end().signal(), Some(signal.as_raw()), "{}", terminal.shown);
            assert!(terminal.is_restored(), "after {signal:?}");
        }
    }
}

const ROWS: usize = 3_000;

fn connections(project: &Project, rows: usize) {
    let mut text = String::from("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n");
    for row in 0..rows {
        text.push_str(&format!("Given{row},Family,,,,,\n"));
    }
    project.write("c.csv", text);
}

#[test]
fn a_long_import_says_how_far_it_is_at_a_terminal_and_nowhere_else() {
    let project = Project::new("");
    connections(&project, ROWS);
    let mut terminal = Terminal::open(&project, &["import", "c.csv"]);
    terminal.until("\r100 of 3000 files").until("\r2900 of 3000 files").until("\r3000 of 3000 files\r\n");
    assert_eq!(terminal.end().code(), Some(0), "{}", terminal.shown);
    // A few are done before anybody wonders.
    let project = Project::new("");
    connections(&project, 100);
    let mut terminal = Terminal::open(&project, &["import", "c.csv"]);
    assert_eq!(terminal.end().code(), Some(0), "{}", terminal.shown);
    assert!(!terminal.shown.contains("100 of 100"), "{}", terminal.shown);
    let project = Project::new("");
    connections(&project, ROWS);
    let ran = project.run(&["import", "c.csv"]).code(0);
    assert!(!(ran.stdout + &ran.stderr).contains("of 3000"));
}

#[test]
fn an_import_that_somebody_ends_leaves_nothing() {
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        let project = Project::new("");
        connections(&project, ROWS);
        // It cannot go on after the first hundred files, which it has to tell of.
        let mut terminal = Terminal::after(&project, &["import", "c.csv"], CTRL_S);
        let (start, stage) = (Instant::now(), project.path(".goodturn-change/private"));
        while !stage.exists() {
            assert!(start.elapsed() < DEADLINE, "nothing is written");
            std::thread::yield_now();
        }
        terminal.signal(signal);
        terminal.press(CTRL_Q);
        assert_eq!(terminal.end().code(), Some(130), "{}", terminal.shown);
        assert!(terminal.shown.contains("stopped; nothing was written"), "{}", terminal.shown);
        assert!(!project.path("private").exists());
        assert!(!project.path(".goodturn-change").exists());
    }
}
