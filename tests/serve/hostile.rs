//! What nobody asks for who means well. It is refused, and it makes the preview look at no file.

use std::fs;
use std::process::{Command, Stdio};

use super::note;
use super::preview::{Preview, journal};

/// Targets at which no page is, whatever lies on the disk.
const NOWHERE: [&str; 21] = [
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/%252e%252e/etc/passwd",
    "/..%2f..%2fetc/passwd",
    "/..%5cx",
    "/\\..\\x",
    "//etc/passwd",
    "/C:/x",
    "/%00",
    "/%c0%ae",
    "/%ff",
    "/%",
    "http://127.0.0.1/",
    "*",
    "/.git/config",
    "/private/contacts/x.md",
    "/site.toml",
    "/@fs/etc/passwd",
    "/content/lessons/2026-01-02-first.md",
    "/lessons/first.md?raw",
    "/x?import&raw??",
];

/// Asks for everything that nobody should get.
#[track_caller]
pub(super) fn assert_refused(preview: &Preview) {
    for target in NOWHERE {
        let answer = preview.get(target);
        assert!(matches!(answer.status, 400 | 404), "{target}: {}", answer.status);
        assert!(!answer.text().contains("root:") && !answer.text().contains("secret"), "{target}");
    }
    let answer = preview.get("/<script>alert(1)");
    assert_eq!(answer.status, 404);
    assert!(!answer.text().contains("alert(1)"));
    assert_eq!(preview.get("/lessons/first/?utm_source=x").status, 200);
    let port = preview.port;
    for host in ["Host: evil.example\r\n", "", "Host: 127.0.0.1\r\n", "Host: 127.0.0.1:1\r\nHost: 127.0.0.1:1\r\n"] {
        assert_eq!(preview.raw(&format!("GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n")).status, 421, "{host}");
    }
    let rest = format!(" / HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    for method in ["POST", "PUT", "OPTIONS", "CONNECT", "TRACE", "DELETE"] {
        assert_eq!(preview.raw(&format!("{method}{rest}")).status, 405, "{method}");
    }
    let head = preview.ask("HEAD", "/", "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(preview.ask("GET", "/", "Content-Length: 5000\r\n").status, 413);
    assert_eq!(preview.ask("GET", "/", "Origin: http://localhost:1\r\n").status, 403);
    assert_eq!(preview.ask("GET", "/", "Sec-Fetch-Site: cross-site\r\n").status, 403);
    let follows = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    assert_eq!(preview.ask("GET", "/", follows).status, 200);
}

#[test]
fn what_no_page_is_at_is_refused() {
    let project = journal();
    project.write("private/contacts/x.md", "secret");
    let preview = Preview::of(&project, &[]);
    assert_refused(&preview);
}

/// Linux alone lets us look over a program's shoulder, with a tool that not everybody has.
#[cfg(target_os = "linux")]
#[test]
fn no_file_is_looked_for_because_of_a_request() {
    let project = journal();
    project.write("private/contacts/x.md", "secret");
    // They come last when every page is made once, after the start; and they are looked for when they are asked for.
    project.write("static/zz-one.txt", "one");
    project.write("static/zz-two.txt", "two");
    let (tracer, log) = (["strace", "-D", "-f", "-qq", "-e", "trace=%file", "-e", "signal=none", "-o"], "trace");
    let mut probe = Command::new(tracer[0]);
    probe.args(&tracer[1..]).args(["/dev/null", "true"]).stdout(Stdio::null()).stderr(Stdio::null());
    if !probe.status().is_ok_and(|ended| ended.success()) {
        note("there is no strace, or it may not be used: nobody looked at which files a request opens");
        return;
    }
    let preview = Preview::under(&project, &[&tracer[..], &[log]].concat(), &[]);
    let since = |start: usize| fs::read_to_string(project.path(log)).unwrap().split_off(start);
    preview.until(|| since(0).contains("zz-two.txt"), "every page was made once");
    let start = since(0).len();
    assert_eq!(preview.get("/zz-one.txt").text(), "one");
    assert_refused(&preview);
    assert_eq!(preview.get("/zz-two.txt").text(), "two");
    preview.until(|| since(start).contains("zz-two.txt"), "the last request was traced");
    let traced = since(start);
    assert!(traced.contains("zz-one.txt"), "{traced}");
    let looked = traced.lines().skip_while(|line| !line.contains("zz-one.txt")).filter(|line| !line.contains("zz-"));
    // A call that another interrupted is told of twice, and was counted the first time.
    let looked = looked.filter(|line| !line.contains(" resumed>"));
    // A thread that begins asks how many processors there are.
    let looked = looked.filter(|line| !line.contains("\"/sys/devices/system/cpu/"));
    // A file that is open, and so was counted, is asked how large it is.
    let looked: Vec<_> = looked.filter(|line| !(line.contains("\"\"") && line.contains("AT_EMPTY_PATH"))).collect();
    assert_eq!(looked, [""; 0]);
}
