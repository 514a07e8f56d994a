//! The stream that tells a browser of changes.

use std::io::{BufRead, BufReader, Write};

use super::preview::{LESSON, Preview, journal, lesson, replace};

/// Reads a stream of events up to the next number.
fn next_number(reader: &mut impl BufRead) -> u64 {
    loop {
        let mut line = String::new();
        assert_ne!(reader.read_line(&mut line).unwrap(), 0, "the stream ended");
        if let Some(number) = line.strip_prefix("data: ") {
            return number.trim().parse().unwrap();
        }
    }
}

#[test]
fn a_stream_tells_of_changes_by_number_alone() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    let mut stream = preview.connect();
    let port = preview.port;
    write!(stream, "GET /_goodturn/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n").unwrap();
    let mut reader = BufReader::new(stream);
    let first = next_number(&mut reader);
    let digest = |target| preview.ask("GET", target, "Goodturn-Ask: digest\r\n").text();
    let (one, tags) = (digest("/lessons/first/"), digest("/tags/"));
    replace(&project, LESSON, lesson("First", "Another word."));
    assert!(next_number(&mut reader) > first);
    let first_line = |text: &str| text.lines().next().unwrap().to_owned();
    assert_ne!(first_line(&digest("/lessons/first/")), first_line(&one));
    assert_eq!(digest("/tags/"), tags);
    replace(&project, "themes/airmail/styles/9-own.css", "p{color:red}");
    next_number(&mut reader);
    let styled = digest("/tags/");
    assert_eq!(first_line(&styled), first_line(&tags));
    assert_ne!(styled, tags);
    assert_eq!(Preview::of(&project, &[]).get("/_goodturn/events").status, 404);
}

#[test]
fn the_oldest_stream_ends_where_there_are_too_many() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    let port = preview.port;
    let mut streams: Vec<_> = (0..17)
        .map(|_| {
            let mut stream = preview.connect();
            write!(stream, "GET /_goodturn/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n").unwrap();
            let mut reader = BufReader::new(stream);
            next_number(&mut reader);
            reader
        })
        .collect();
    let mut rest = String::new();
    while !rest.ends_with("0\r\n") {
        assert_ne!(streams[0].read_line(&mut rest).unwrap(), 0);
    }
    replace(&project, LESSON, lesson("First", "Another word."));
    assert!(next_number(&mut streams[16]) > 0);
}
