//! A preview that is open past midnight.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use chrono::TimeDelta;
use goodturn::command::Clock;
use goodturn::command::serve::{self, Event};
use goodturn::load::Root;
use goodturn::parse::date::Day;

use crate::support::Project;

/// Longer than anything may take, also on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

#[test]
fn what_is_scheduled_comes_out_at_midnight_without_a_file_being_touched() {
    let project =
        Project::new("//- content/lessons/2026-11-21-tomorrow.md\n+++\ntitle = \"Tomorrow\"\n+++\nIt comes.\n");
    let days = Arc::new(AtomicI64::new(0));
    let clock = {
        let days = Arc::clone(&days);
        move || Clock::Day(day() + TimeDelta::days(days.load(Ordering::SeqCst)))
    };
    let (sender, events) = mpsc::channel();
    let root = Root::at(project.path(".")).unwrap();
    // It runs until the tests end: a preview has no end of its own.
    thread::spawn(move || {
        let sender = Mutex::new(sender);
        let tell = |event| sender.lock().unwrap().send(event).unwrap();
        let options = serve::Options { watch: true, port: Some(0), ..serve::Options::default() };
        serve::serve(&root, clock, &options, &tell)
    });
    let mut events = events.into_iter();
    let address = events.find_map(|event| if let Event::Address(address) = event { Some(address) } else { None });
    let address = address.unwrap();
    assert!(get(&address).starts_with("HTTP/1.1 404"));
    days.store(1, Ordering::SeqCst);
    let changes = events.find_map(|event| match event {
        Event::Read { changes, .. } if !changes.is_empty() => Some(changes),
        _ => None,
    });
    assert_eq!(changes.unwrap(), ["a new day"]);
    assert!(get(&address).contains("It comes."));
}

fn day() -> Day {
    Day::from_ymd_opt(2026, 11, 20).unwrap()
}

fn get(address: &str) -> String {
    let host = address.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(DEADLINE)).unwrap();
    write!(stream, "GET /lessons/tomorrow/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}
