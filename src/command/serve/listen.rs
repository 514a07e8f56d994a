//! A port on this machine, and a server on it that outlives what kills others.
//!
//! `tiny_http` takes connections on a thread of its own, which ends for good when the system has no more files to give,
//! and does not always say so. We keep the listener, notice, and put a new server on it. And of connections that come at
//! once it may leave some waiting until others have ended; so we make some that end.

use std::collections::HashSet;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::panic;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use socket2::{Domain, Protocol, Socket, Type};
use tiny_http::{Request, Server};

use super::address::PING;
use super::holder;
use crate::error::{Error, Result};

/// Where we look for a free port.
const FIRST: u16 = 8017;
const LAST: u16 = 8117;
/// A client that takes nothing for so long is given up.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often we ask ourselves whether we are still there, and how long that may take.
const PULSE: Duration = Duration::from_millis(300);
/// Connections that we make and end: now and then, and whenever somebody new has come. A browser comes with six at once.
const KNOCKS: usize = 4;
const KNOCKS_FOR_GUESTS: usize = 32;
/// So many guests are remembered.
const GUESTS: usize = 256;
/// So many files must be free before a new server is put on a port.
const HEADROOM: usize = 8;
/// A server that takes no connections any more still answers on those that it has, for so long.
const FAREWELL: Duration = Duration::from_mins(10);

/// What happened to a server.
enum Sign {
    /// It takes no connections any more.
    Lost,
    /// Somebody new has come.
    Guest,
}

/// Listens on a port: on `port` and no other if one is given, where 0 is any; otherwise on the first free one.
pub(super) fn listen(port: Option<u16>) -> Result<TcpListener> {
    match port {
        Some(port) => bind(port).map_err(|error| refusal(port, error)),
        None => first_free(),
    }
}

fn first_free() -> Result<TcpListener> {
    for port in FIRST..=LAST {
        match bind(port) {
            Ok(listener) => return Ok(listener),
            Err(error) if is_taken(&error) => {}
            Err(error) => return Err(refusal(port, error)),
        }
    }
    Err(Error::io("listen on", format!("127.0.0.1, port {FIRST} to {LAST}"))(io::ErrorKind::AddrInUse.into()))
}

/// Whether there is reason to try the next port; some systems keep ports for themselves.
fn is_taken(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied)
}

/// Why a port cannot be had, and who has it.
fn refusal(port: u16, error: io::Error) -> Error {
    let holder = Some(error.kind()).filter(|kind| *kind == io::ErrorKind::AddrInUse).and_then(|_| holder::of(port));
    let told = |holder| format!("port {port} is taken by {holder}; without --port the first that is free is found");
    let error = holder.map_or(error, |holder| io::Error::new(io::ErrorKind::AddrInUse, told(holder)));
    Error::io("listen on", address(port).to_string())(error)
}

fn address(port: u16) -> SocketAddr {
    (Ipv4Addr::LOCALHOST, port).into()
}

/// What a listener is told holds for its connections: answers leave at once (they take 48 ms otherwise), and a client
/// that takes nothing is given up one day.
fn bind(port: u16) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, Some(Protocol::TCP))?;
    #[cfg(unix)]
    socket.set_reuse_address(true)?;
    socket.set_tcp_nodelay(true)?;
    socket.set_write_timeout(Some(PATIENCE))?;
    socket.bind(&address(port).into())?;
    socket.listen(1024)?;
    Ok(socket.into())
}

/// Hands on every request that comes to the listener, as long as the program runs.
pub(super) fn requests(listener: TcpListener) -> Result<Receiver<Request>> {
    let port = listener.local_addr().map_err(Error::io("listen on", "127.0.0.1"))?.port();
    hush();
    let (sender, requests) = mpsc::channel();
    let (sign, signs) = mpsc::channel();
    serve(&listener, &sender, &sign).map_err(Error::io("listen on", address(port).to_string()))?;
    thread::spawn(move || {
        loop {
            let first = signs.recv_timeout(PULSE).ok();
            let all: Vec<_> = first.into_iter().chain(signs.try_iter()).collect();
            let has_guests = all.iter().any(|sign| matches!(sign, Sign::Guest));
            let is_lost = all.iter().any(|sign| matches!(sign, Sign::Lost));
            knock(port, if has_guests { KNOCKS_FOR_GUESTS } else { KNOCKS });
            // A machine that is busy is no server that is dead: it is asked twice.
            if is_lost || !(is_alive(port) || is_alive(port)) {
                // The system may still have no files to give; then we wait until it has some again.
                while !has_headroom(&listener) || serve(&listener, &sender, &sign).is_err() {
                    thread::sleep(PULSE / 8);
                }
            }
        }
    });
    Ok(requests)
}

/// Makes connections and ends them. A thread of the server that is done with one takes the next that waits.
fn knock(port: u16, times: usize) {
    for _ in 0..times {
        if TcpStream::connect_timeout(&address(port), PULSE).is_err() {
            return;
        }
    }
}

/// `tiny_http` panics in a thread of its own where a client has gone or files are short. That harms nobody, so that nobody
/// is told.
fn hush() {
    let others = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if !panic.location().is_some_and(|location| location.file().contains("tiny_http")) {
            others(panic);
        }
    }));
}

/// Puts a server on the listener, and says what happens to it.
fn serve(listener: &TcpListener, requests: &Sender<Request>, sign: &Sender<Sign>) -> io::Result<()> {
    let server = Server::from_listener(listener.try_clone()?, None).map_err(io::Error::other)?;
    let (requests, sign) = (requests.clone(), sign.clone());
    thread::spawn(move || {
        let mut guests = HashSet::new();
        loop {
            match server.recv_timeout(FAREWELL) {
                Ok(Some(request)) => {
                    if guests.len() > GUESTS {
                        guests.clear();
                    }
                    if request.url() != PING && guests.insert(request.remote_addr().copied()) {
                        let _ = sign.send(Sign::Guest);
                    }
                    let _ = requests.send(request);
                }
                Ok(None) => return,
                Err(_) => {
                    let _ = sign.send(Sign::Lost);
                }
            }
        }
    });
    Ok(())
}

/// Whether a few files can be opened; one would be gone with the next connection.
fn has_headroom(listener: &TcpListener) -> bool {
    let spare: Vec<_> = (0..HEADROOM).map_while(|_| listener.try_clone().ok()).collect();
    spare.len() == HEADROOM
}

/// Whether we answer ourselves. Where we cannot even ask, we know nothing, and nothing is to be done.
fn is_alive(port: u16) -> bool {
    let Ok(mut stream) = TcpStream::connect_timeout(&address(port), PULSE) else { return true };
    let ping = format!("GET {PING} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    let mut answer = [0; 12];
    let asked = stream
        .set_read_timeout(Some(PULSE))
        .and_then(|()| stream.write_all(ping.as_bytes()))
        .and_then(|()| stream.read_exact(&mut answer));
    asked.is_ok()
}
