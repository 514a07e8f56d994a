//! Very many clients at once, and rude ones.

use std::io::Write;
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use super::preview::{Answer, DEADLINE, PAUSE, Preview, journal};
use super::{is_long, note};

#[test]
fn a_connection_may_ask_twice_and_is_answered_at_once() {
    let project = journal();
    let preview = Preview::of(&project, &[]);
    let mut visit = preview.visit("");
    for _ in 0..3 {
        assert_eq!(visit.get("/lessons/first/").status, 200);
    }
}

/// Clients that open connections and say nothing, say it slowly, do not listen, or promise what they do not send.
struct Rude {
    slow: Vec<TcpStream>,
    others: Vec<TcpStream>,
}

impl Rude {
    fn come(preview: &Preview, idle: usize) -> Self {
        let begun = |start: String| {
            let mut stream = preview.connect();
            stream.write_all(start.as_bytes()).unwrap();
            stream
        };
        let host = format!("Host: 127.0.0.1:{}\r\n", preview.port);
        let slow = (0..12).map(|_| begun("G".to_owned())).collect();
        let deaf = (0..12).map(|_| begun(format!("GET /large.txt HTTP/1.1\r\n{host}\r\n")));
        let mut others: Vec<_> = (0..idle).map(|_| preview.connect()).chain(deaf).collect();
        for _ in 0..12 {
            let mut body = begun(format!("POST / HTTP/1.1\r\n{host}Content-Length: 100000\r\n\r\n"));
            assert_eq!(Answer::read(&mut body).status, 405);
            others.push(body);
        }
        Self { slow, others }
    }
}

/// With a crowd of rude clients the others are answered; when the crowd has gone, what it held is given back.
#[test]
fn rude_clients_stop_nobody() {
    let project = journal();
    project.write("static/large.txt", "x".repeat(30_000_000));
    let preview = Preview::of(&project, &["--watch"]);
    assert_eq!(preview.get("/").status, 200);
    let mut rude = Rude::come(&preview, 100);
    for byte in b"ET /" {
        rude.slow.iter_mut().for_each(|stream| stream.write_all(&[*byte]).unwrap());
        assert_eq!(preview.get("/lessons/first/").status, 200);
    }
    drop(rude);
    assert_eq!(preview.get("/").status, 200);
}

/// Files, threads and clients are counted where the system says how many there are.
#[cfg(target_os = "linux")]
mod counted {
    use rustix::process::{Resource, getrlimit, setrlimit};

    use super::*;

    /// A thousand connections here and a thousand there are more than a process may have without asking.
    fn raise_limit() {
        let mut limit = getrlimit(Resource::Nofile);
        limit.current = limit.maximum.map_or(Some(4096), |most| Some(most.min(4096))).max(limit.current);
        setrlimit(Resource::Nofile, limit).unwrap();
    }

    #[test]
    fn a_thousand_idle_connections_stop_nobody_and_leave_nothing_behind() {
        raise_limit();
        let project = journal();
        project.write("static/large.txt", "x".repeat(30_000_000));
        let preview = Preview::of(&project, &["--watch"]);
        assert_eq!(preview.get("/").status, 200);
        let (files, threads) = (preview.files(), preview.threads());
        let rude = Rude::come(&preview, 1_000);
        assert_eq!((rude.slow.len(), rude.others.len()), (12, 1_024));
        preview.until(|| preview.files() > files + 1_000, "the connections are open");
        assert_eq!(preview.get("/lessons/first/").status, 200);
        drop(rude);
        let started = Instant::now();
        assert_eq!(preview.get("/lessons/first/").status, 200);
        let answered = started.elapsed();
        preview.until(|| preview.files() <= files + 4, "the connections are closed");
        let files_back = started.elapsed();
        // Threads that are woken now and then, by connections that we make ourselves, stay: some eighty.
        preview.until(|| preview.threads() < threads + 120, "their threads have ended");
        let threads_back = started.elapsed();
        if is_long() {
            note(&format!(
                "of a thousand clients: answered after {answered:?}, files back after {files_back:?}, threads after {threads_back:?}"
            ));
        }
    }

    /// With few files to open, more connections than that are made and let go again; the next one is answered.
    #[test]
    fn a_server_without_files_comes_back() {
        let project = journal();
        let preview = Preview::under(&project, &["sh", "-c", "ulimit -n 64; exec \"$@\"", "sh"], &[]);
        assert_eq!(preview.get("/").status, 200);
        let files = preview.files();
        let many: Vec<_> = (0..100).map(|_| preview.connect()).collect();
        // Eight are kept free for a new beginning, and our own connections come and go.
        preview.until(|| preview.files() >= 48, "there are hardly any files left");
        drop(many);
        let started = Instant::now();
        while !is_answered(&preview) {
            assert!(started.elapsed() < DEADLINE, "it never came back");
            thread::sleep(PAUSE);
        }
        if is_long() {
            note(&format!("without files: answered {:?} after there were some again", started.elapsed()));
        }
        preview.until(|| preview.files() <= files + 4, "the connections are closed");
    }

    /// Whether somebody new is answered soon; a connection that came too early may be lost.
    fn is_answered(preview: &Preview) -> bool {
        let mut stream = preview.connect();
        stream.set_read_timeout(Some(Duration::from_secs(1))).unwrap();
        let request = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", preview.port);
        stream.write_all(request.as_bytes()).is_ok() && Answer::read(&mut stream).status == 200
    }
}
