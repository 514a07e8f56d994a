//! What a request is allowed to ask for. Purely: a target and headers become a place in the route map, or a refusal.
//!
//! Whoever wants to be convinced that a preview lets nobody in reads this file. A target is decoded once; what comes of
//! it is a name that is looked up among the site's own places, and never a path on a disk.

/// The one thing of ours that a browser is told to load, and where.
pub(super) const SCRIPT: &str = "/_goodturn/reload.js";
/// The stylesheet of what is shown over a page.
pub(super) const STYLE: &str = "/_goodturn/trouble.css";
/// The stream of changes.
pub(super) const EVENTS: &str = "/_goodturn/events";
/// Whether the server is still alive; it asks itself.
pub(super) const PING: &str = "/_goodturn/ping";
/// The header with which our script asks for a page's digest instead of the page.
pub(super) const ASK: &str = "Goodturn-Ask";

/// A longer target is nobody's link.
const LONGEST: usize = 8 * 1024;

/// A request, as it came.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    /// `GET`, `POST`.
    pub(super) method: &'a str,
    /// What stands after it, undecoded.
    pub(super) target: &'a str,
    /// Names and values, in their order.
    pub(super) headers: &'a [(&'a str, &'a str)],
}

/// Who is let in, and to what.
#[derive(Clone, Debug)]
pub(super) struct Door {
    /// The port that we listen on.
    pub(super) port: u16,
    /// Where the site begins: `/` or `/sub/path/`.
    pub(super) base: String,
    /// What the owner alone knows, where the site is private.
    pub(super) token: Option<String>,
}

/// What is to be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A place of the site, if there is one of this name.
    Place(String),
    /// Something of our own, by its address.
    Own(&'static str),
    /// Look there instead, and perhaps remember this cookie.
    Moved(String, Option<String>),
    /// No, with this status.
    Refused(u16),
}

impl Door {
    /// Judges a request.
    pub(super) fn judge(&self, asked: &Asked<'_>) -> Verdict {
        if !self.is_host(asked) {
            return Verdict::Refused(421);
        }
        if !matches!(asked.method, "GET" | "HEAD") {
            return Verdict::Refused(405);
        }
        if asked.has_body() {
            return Verdict::Refused(413);
        }
        if self.is_foreign(asked) {
            return Verdict::Refused(403);
        }
        let (path, query) = asked.target.split_once('?').unwrap_or((asked.target, ""));
        let Some(decoded) = decode(path) else { return Verdict::Refused(400) };
        // Neither of the two tells anything; the page of an error needs the stylesheet before anybody is known.
        if let Some(own) = [PING, STYLE].into_iter().find(|own| *own == decoded) {
            return Verdict::Own(own);
        }
        if let Some(refusal) = self.ask_token(asked, path, query) {
            return refusal;
        }
        if let Some(own) = [EVENTS, SCRIPT].into_iter().find(|own| *own == decoded) {
            return Verdict::Own(own);
        }
        match decoded.strip_prefix(&self.base) {
            Some(place) if place.is_empty() || place.ends_with('/') => Verdict::Place(format!("{place}index.html")),
            Some(place) => Verdict::Place(place.to_owned()),
            None if decoded == "/" || format!("{decoded}/") == self.base => Verdict::Moved(self.base.clone(), None),
            None => Verdict::Refused(404),
        }
    }

    /// Whether it is meant for us, and not for a name that somebody made lead here (DNS rebinding).
    fn is_host(&self, asked: &Asked<'_>) -> bool {
        let hosts: Vec<_> = asked.values("Host").collect();
        matches!(hosts[..], [host] if self.names().contains(&host.to_ascii_lowercase()))
    }

    /// What we are called.
    fn names(&self) -> [String; 3] {
        ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{}", self.port))
    }

    /// Whether another site asks, and not a person who follows a link. Another port of this machine is another site.
    fn is_foreign(&self, asked: &Asked<'_>) -> bool {
        let is = |name, wanted: &str| asked.values(name).eq([wanted]);
        let navigates = is("Sec-Fetch-Mode", "navigate") && is("Sec-Fetch-Dest", "document");
        let ours: Vec<_> = self.names().iter().map(|name| format!("http://{name}")).collect();
        let origin = asked.values("Origin").any(|origin| !ours.iter().any(|own| own == origin));
        let site = asked.values("Sec-Fetch-Site").any(|site| !matches!(site, "same-origin" | "none"));
        (origin || site) && !navigates
    }

    /// Nothing where the owner asks, or where nobody needs to be known; a refusal to others. The address that was
    /// printed brings the token along: it becomes a cookie, and does not stay in the browser's address bar.
    fn ask_token(&self, asked: &Asked<'_>, path: &str, query: &str) -> Option<Verdict> {
        let token = self.token.as_deref()?;
        let given = query.split('&').find_map(|part| part.strip_prefix("token="));
        if given.is_some_and(|given| is_same(given, token)) {
            let name = self.cookie_name();
            let cookie = format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict");
            return Some(Verdict::Moved(path.to_owned(), Some(cookie)));
        }
        let prefix = format!("{}=", self.cookie_name());
        let mut cookies = asked.values("Cookie").flat_map(|line| line.split(';'));
        let known =
            cookies.any(|cookie| cookie.trim().strip_prefix(&prefix).is_some_and(|found| is_same(found, token)));
        (!known).then_some(Verdict::Refused(403))
    }

    /// Cookies know no ports, so that the port is in the name.
    fn cookie_name(&self) -> String {
        format!("goodturn-{}", self.port)
    }
}

impl<'a> Asked<'a> {
    /// The values of a header, in whatever case its name is written.
    pub(super) fn values(&self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    fn has_body(&self) -> bool {
        self.values("Content-Length").any(|length| length != "0") || self.values("Transfer-Encoding").next().is_some()
    }
}

/// The path of a target, decoded once; nothing for what no link of ours could be.
fn decode(path: &str) -> Option<String> {
    if !path.starts_with('/') || path.len() > LONGEST || path.contains('#') {
        return None;
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let (byte, next) = match first {
            b'%' => (from_hex(after.get(..2)?)?, &after[2..]),
            plain => (plain, after),
        };
        // A slash that was hidden makes two folders of what was written as one name.
        if first == b'%' && byte == b'/' {
            return None;
        }
        bytes.push(byte);
        rest = next;
    }
    let decoded = String::from_utf8(bytes).ok()?;
    let folders = decoded[1..].strip_suffix('/').unwrap_or(&decoded[1..]);
    let odd = |part: &str| part.is_empty() || part == "." || part == "..";
    let unsound = decoded.contains(|c: char| c == '\\' || c.is_control());
    let steps = decoded != "/" && folders.split('/').any(odd);
    (!unsound && !steps).then_some(decoded)
}

fn from_hex(digits: &[u8]) -> Option<u8> {
    let value = |digit: u8| char::from(digit).to_digit(16);
    u8::try_from(value(digits[0])? * 16 + value(digits[1])?).ok()
}

/// Compares without saying, by the time it takes, how much was right.
fn is_same(given: &str, token: &str) -> bool {
    given.len() == token.len() && given.bytes().zip(token.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::{Asked, Door, EVENTS, Verdict};

    const HOST: (&str, &str) = ("Host", "127.0.0.1:8017");

    fn door(base: &str, token: Option<&str>) -> Door {
        Door { port: 8017, base: base.to_owned(), token: token.map(str::to_owned) }
    }

    fn judge(method: &str, target: &str, headers: &[(&str, &str)]) -> Verdict {
        door("/", None).judge(&Asked { method, target, headers })
    }

    fn get(target: &str) -> Verdict {
        judge("GET", target, &[HOST])
    }

    fn place(name: &str) -> Verdict {
        Verdict::Place(name.to_owned())
    }

    #[test]
    fn a_target_is_a_place() {
        assert_eq!(get("/"), place("index.html"));
        assert_eq!(get("/lessons/a/"), place("lessons/a/index.html"));
        assert_eq!(get("/lessons/a"), place("lessons/a"));
        assert_eq!(get("/caf%C3%A9.png?v=1&raw"), place("café.png"));
        assert_eq!(get(EVENTS), Verdict::Own(EVENTS));
    }

    #[test]
    fn what_no_link_could_be_is_refused() {
        let odd = [
            "/../../etc/passwd",
            "/%2e%2e/etc/passwd",
            "/..%2fetc",
            "/..%5cetc",
            "/\\..\\x",
            "//etc/passwd",
            "/a//b",
            "/./a",
            "/%00",
            "/a%0d%0aX:1",
            "/%c0%ae",
            "/%ff",
            "/%",
            "/%4",
            "/%zz",
            "/a#b",
            "http://127.0.0.1:8017/",
            "*",
            "",
            "x",
            "/a%2fb",
        ];
        for target in odd {
            assert_eq!(get(target), Verdict::Refused(400), "{target}");
        }
        assert_eq!(get(&format!("/{}", "a".repeat(9_000))), Verdict::Refused(400));
        // Decoded once only: these are names that no place has.
        assert_eq!(get("/%252e%252e/x"), place("%2e%2e/x"));
        assert_eq!(get("/C:/x"), place("C:/x"));
        assert_eq!(get("/.git/config"), place(".git/config"));
    }

    #[test]
    fn only_the_names_of_this_server_are_answered() {
        for host in ["127.0.0.1:8017", "localhost:8017", "LOCALHOST:8017", "[::1]:8017"] {
            assert_eq!(judge("GET", "/", &[("host", host)]), place("index.html"), "{host}");
        }
        for host in ["127.0.0.1", "127.0.0.1:80", "evil.example:8017", "127.0.0.1:8017.evil.example", ""] {
            assert_eq!(judge("GET", "/", &[("Host", host)]), Verdict::Refused(421), "{host}");
        }
        assert_eq!(judge("GET", "/", &[]), Verdict::Refused(421));
        assert_eq!(judge("GET", "/", &[HOST, HOST]), Verdict::Refused(421));
    }

    #[test]
    fn only_reading_is_possible() {
        for method in ["POST", "PUT", "OPTIONS", "CONNECT", "TRACE", "DELETE", "PATCH"] {
            assert_eq!(judge(method, "/", &[HOST]), Verdict::Refused(405), "{method}");
        }
        assert_eq!(judge("HEAD", "/", &[HOST]), place("index.html"));
        assert_eq!(judge("GET", "/", &[HOST, ("Content-Length", "0")]), place("index.html"));
        for body in [("Content-Length", "5"), ("content-length", "x"), ("Transfer-Encoding", "chunked")] {
            assert_eq!(judge("GET", "/", &[HOST, body]), Verdict::Refused(413), "{body:?}");
        }
    }

    #[test]
    fn other_sites_may_link_here_and_nothing_else() {
        let own = ("Origin", "http://localhost:8017");
        assert_eq!(judge("GET", "/", &[HOST, own, ("Sec-Fetch-Site", "same-origin")]), place("index.html"));
        assert_eq!(judge("GET", "/", &[HOST, ("Sec-Fetch-Site", "none")]), place("index.html"));
        let foreign = [
            ("Origin", "http://localhost:3000"),
            ("Origin", "null"),
            ("Origin", "https://127.0.0.1:8017"),
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Site", "same-site"),
        ];
        let follows = [("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")];
        let frames = [("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe")];
        for header in foreign {
            assert_eq!(judge("GET", "/", &[HOST, header]), Verdict::Refused(403), "{header:?}");
            assert_eq!(judge("GET", "/", &[HOST, header, frames[0], frames[1]]), Verdict::Refused(403), "{header:?}");
            assert_eq!(judge("GET", "/", &[HOST, header, follows[0], follows[1]]), place("index.html"), "{header:?}");
        }
    }

    #[test]
    fn a_site_may_begin_further_down() {
        let sub = door("/sub/path/", None);
        let get = |target| sub.judge(&Asked { method: "GET", target, headers: &[HOST] });
        assert_eq!(get("/"), Verdict::Moved("/sub/path/".to_owned(), None));
        assert_eq!(get("/sub/path"), Verdict::Moved("/sub/path/".to_owned(), None));
        assert_eq!(get("/sub/path/"), place("index.html"));
        assert_eq!(get("/sub/path/feed.xml"), place("feed.xml"));
        assert_eq!(get("/feed.xml"), Verdict::Refused(404));
        assert_eq!(get("/sub"), Verdict::Refused(404));
    }

    #[test]
    fn what_is_private_is_for_whoever_has_the_token() {
        let own = door("/", Some("abc123"));
        let get = |target, headers: &[_]| own.judge(&Asked { method: "GET", target, headers });
        for target in ["/", "/people/", "/?token=abc124", "/?token=", "/?token=abc1234", EVENTS] {
            assert_eq!(get(target, &[HOST]), Verdict::Refused(403), "{target}");
        }
        let Verdict::Moved(to, Some(cookie)) = get("/people/?a=1&token=abc123", &[HOST]) else { panic!() };
        assert_eq!((to.as_str(), cookie.contains("HttpOnly; SameSite=Strict")), ("/people/", true));
        assert_eq!(get("/", &[HOST, ("Cookie", "a=b; goodturn-8017=abc123")]), place("index.html"));
        for cookie in ["goodturn-8017=abc124", "goodturn-8018=abc123", "goodturn-8017=", "x"] {
            assert_eq!(get("/", &[HOST, ("Cookie", cookie)]), Verdict::Refused(403), "{cookie}");
        }
    }
}
