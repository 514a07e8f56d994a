//! Requests to the preview: a target and headers become a place in the site's own list, or a refusal.
//!
//! Input: the method, the target and the headers, a line each.

#[path = "../../src/command/serve/address.rs"]
#[allow(dead_code, reason = "not all that the server asks of it is asked here")]
mod address;

use address::{Asked, Door, EVENTS, SCRIPT, Verdict};

const TOKEN: &str = "0123456789abcdef0123456789abcdef";

pub(crate) fn target(data: &[u8]) {
    let text = super::text(data);
    let mut lines = text.lines();
    let (method, target) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let headers: Vec<_> = lines.filter_map(|line| line.split_once(':')).collect();
    let asked = Asked { method, target, headers: &headers };
    for base in ["/", "/sub/path/"] {
        for token in [None, Some(TOKEN)] {
            let door = Door { port: 8017, base: base.to_owned(), token: token.map(str::to_owned) };
            judge(&door, &asked);
        }
    }
}

fn judge(door: &Door, asked: &Asked<'_>) {
    let verdict = door.judge(asked);
    if let Verdict::Refused(status) = verdict {
        assert!([400, 403, 404, 405, 413, 421].contains(&status), "{status}");
        return;
    }
    let hosts: Vec<_> = asked.values("Host").map(str::to_ascii_lowercase).collect();
    let ours = ["127.0.0.1:8017", "localhost:8017", "[::1]:8017"];
    assert!(hosts.len() == 1 && ours.contains(&hosts[0].as_str()), "answered as {hosts:?}");
    assert!(matches!(asked.method, "GET" | "HEAD"), "{}", asked.method);
    let knows = asked.headers.iter().any(|(_, value)| value.contains(TOKEN));
    let brings = asked.target.contains(TOKEN);
    match verdict {
        Verdict::Place(place) => {
            assert!(door.token.is_none() || knows, "{place} without the token");
            assert!(!place.is_empty() && !place.starts_with('/'), "{place:?}");
            assert!(place.split('/').all(|part| !matches!(part, "" | "." | "..")), "{place:?}");
            assert!(!place.contains(|c: char| c == '\\' || c.is_control()), "{place:?}");
        }
        Verdict::Own(own) => assert!(![EVENTS, SCRIPT].contains(&own) || door.token.is_none() || knows, "{own}"),
        Verdict::Moved(to, cookie) => {
            // A browser takes what begins with two slashes for another host.
            assert!(to.starts_with('/') && !to[1..].starts_with(['/', '\\']), "{to:?}");
            assert!(!to.contains(char::is_control), "{to:?}");
            assert!(cookie.is_none() || brings, "the token was given away");
            assert!(!to.contains(TOKEN) || asked.target.matches(TOKEN).count() > 1, "the token stays in the address");
        }
        Verdict::Refused(_) => {}
    }
}
