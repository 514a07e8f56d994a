//! Requests in, pages out. Every answer has a thread of its own, so that nobody waits for somebody else's client.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::Duration;

use tiny_http::{Header, Request, Response, StatusCode};

use super::address::{ASK, Asked, Door, EVENTS, PING, SCRIPT, Verdict};
use super::page::{self, Found, Page};
use super::state::State;

/// So many answers may be on their way. A browser has six at most; more than this is a flood.
const ANSWERS: usize = 512;
/// A sign of life to those who listen for changes.
const HEARTBEAT: Duration = Duration::from_secs(15);

const RELOAD: &str = include_str!("reload.js");
const TROUBLE: &str = include_str!("trouble.css");

/// What every answer carries, besides its policy. Constants only: nothing of a request ever comes back in a header.
const HEADERS: [(&str, &str); 5] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
    ("Server", "goodturn"),
];

/// What all answers are made from.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) state: Arc<State>,
    pub(super) port: u16,
    pub(super) token: Option<String>,
    pub(super) watch: bool,
}

/// Answers until there are no more requests, which is never.
pub(super) fn answer_all(desk: &Arc<Desk>, requests: &Receiver<Request>) {
    let busy = Arc::new(AtomicUsize::new(0));
    for request in requests {
        while busy.load(Ordering::Relaxed) >= ANSWERS {
            thread::sleep(Duration::from_millis(5));
        }
        busy.fetch_add(1, Ordering::Relaxed);
        let (desk, busy_there) = (Arc::clone(desk), Arc::clone(&busy));
        let started = thread::Builder::new().spawn(move || {
            // A client that has gone away needs no answer.
            let _ = desk.answer(request);
            busy_there.fetch_sub(1, Ordering::Relaxed);
        });
        if started.is_err() {
            busy.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

impl Desk {
    fn answer(&self, request: Request) -> io::Result<()> {
        let shown = self.state.shown();
        let door = Door { port: self.port, base: shown.base.clone(), token: self.token.clone() };
        let method = request.method().to_string();
        let headers: Vec<_> =
            request.headers().iter().map(|header| (header.field.as_str().as_str(), header.value.as_str())).collect();
        let asked = Asked { method: &method, target: request.url(), headers: &headers };
        let wants_digest = asked.values(ASK).next().is_some();
        match door.judge(&asked) {
            Verdict::Own(EVENTS) if self.watch && method == "GET" => self.stream(request),
            Verdict::Own(own) => self.send_own(request, own),
            Verdict::Moved(to, cookie) => redirect(request, &to, cookie.as_deref()),
            Verdict::Refused(404) => send(request, page::nowhere(&shown, self.watch)),
            Verdict::Refused(status) => send(request, page::refused(status)),
            Verdict::Place(place) => match page::find(&shown, &place, self.watch) {
                Found::Folder => {
                    let path = request.url().split('?').next().unwrap_or_default();
                    let to = format!("{path}/");
                    redirect(request, &to, None)
                }
                Found::Page(page) if wants_digest => send(request, text("text/plain; charset=utf-8", &page.summary())),
                Found::Page(page) => send(request, page),
            },
        }
    }

    fn send_own(&self, request: Request, own: &str) -> io::Result<()> {
        match own {
            PING => send(request, text("text/plain; charset=utf-8", "here")),
            SCRIPT => send(request, text("text/javascript; charset=utf-8", RELOAD)),
            EVENTS => send(request, page::nowhere(&self.state.shown(), false)),
            _ => send(request, text("text/css; charset=utf-8", TROUBLE)),
        }
    }

    /// Tells a browser of every change, by its number and nothing else. In chunks, so that it can be ended.
    fn stream(&self, request: Request) -> io::Result<()> {
        let mut number = self.state.shown().number;
        let stream = self.state.open_stream();
        let mut writer = request.into_writer();
        let told = (|| {
            let mut head =
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n".to_owned();
            let policy = page::refused(400).policy;
            head.push_str(&format!("Content-Security-Policy: {policy}\r\n"));
            head.extend(HEADERS.iter().map(|(name, value)| format!("{name}: {value}\r\n")));
            writer.write_all((head + "\r\n").as_bytes())?;
            tell(&mut writer, &format!("retry: 1000\ndata: {number}\n\n"))?;
            while let Some(now) = self.state.wait(stream, number, HEARTBEAT) {
                let line = if now == number { ":\n\n".to_owned() } else { format!("data: {now}\n\n") };
                tell(&mut writer, &line)?;
                number = now;
            }
            writer.write_all(b"0\r\n\r\n")?;
            writer.flush()
        })();
        self.state.close_stream(stream);
        told
    }
}

/// One chunk.
fn tell(writer: &mut impl Write, line: &str) -> io::Result<()> {
    writer.write_all(format!("{:x}\r\n{line}\r\n", line.len()).as_bytes())?;
    writer.flush()
}

/// A text of our own.
fn text(kind: &'static str, words: &str) -> Page {
    let mut page = page::refused(200);
    (page.kind, page.bytes) = (kind, words.as_bytes().to_vec());
    page
}

fn redirect(request: Request, to: &str, cookie: Option<&str>) -> io::Result<()> {
    let more = [("Location", to)].into_iter().chain(cookie.map(|cookie| ("Set-Cookie", cookie)));
    request.respond(response(text("text/plain; charset=utf-8", ""), 303, more))
}

fn send(request: Request, page: Page) -> io::Result<()> {
    let status = page.status;
    let allow = if status == 405 { Some(("Allow", "GET, HEAD")) } else { None };
    request.respond(response(page, status, allow))
}

fn response<'a>(
    page: Page,
    status: u16,
    more: impl IntoIterator<Item = (&'static str, &'a str)>,
) -> Response<io::Cursor<Vec<u8>>> {
    let all = [("Content-Type", page.kind)].into_iter().chain(HEADERS).chain(more);
    let headers = all.filter_map(|(name, value)| header(name, value));
    let headers: Vec<_> = headers.chain(header("Content-Security-Policy", &page.policy)).collect();
    let response = Response::from_data(page.bytes).with_status_code(StatusCode(status));
    headers.into_iter().fold(response.with_chunked_threshold(usize::MAX), Response::with_header)
}

/// A header. What is no plain text never stands in one.
fn header(name: &'static str, value: &str) -> Option<Header> {
    let is_plain = value.chars().all(|c| c.is_ascii() && !c.is_ascii_control());
    Header::from_bytes(name, value).ok().filter(|_| is_plain)
}
