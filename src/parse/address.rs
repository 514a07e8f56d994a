//! Addresses: which links may be published, and how they are written.

use std::borrow::Cow;

use url::Url;

/// The schemes that a link may have. Everything else is refused, whatever it is called: a list of what is allowed
/// cannot be outwitted by what was forgotten.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// What a link's destination turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// Another site, a mailbox, a telephone: written as it is published.
    External(String),
    /// A place on this site, its parts decoded.
    Internal {
        /// `/lessons/half-the-thanks/`, `../now/`, `bench.jpg`; empty for this very page.
        path: String,
        /// The part after `?`, as it was written: only the search page reads one.
        query: Option<String>,
        /// The part after `#`.
        fragment: Option<String>,
    },
    /// A scheme that is not published.
    Refused(String),
    /// No address at all, and why.
    Broken(String),
}

/// Sorts a destination as browsers would read it (WHATWG URL, "basic URL parser"): control characters and white space
/// that a browser ignores are taken out *before* the scheme is looked at.
pub fn read(written: &str) -> Address {
    let ignored = |c: char| c.is_ascii_control() || c == '\u{feff}';
    let seen: String = written.chars().filter(|c| !ignored(*c)).collect();
    let seen = seen.trim();
    match scheme(seen) {
        Some(scheme) if SCHEMES.contains(&scheme.as_str()) => absolute(seen),
        Some(scheme) => Address::Refused(scheme),
        None if leads_away(seen) => {
            Address::Broken("it begins with two slashes, so it would lead to another host".to_owned())
        }
        None => internal(seen),
    }
}

/// An absolute http or https address in the form in which it is published.
///
/// # Errors
/// Says why it is none.
pub fn web(written: &str) -> Result<Url, String> {
    let url = Url::parse(written.trim()).map_err(why)?;
    if has_credentials(&url) {
        return Err(CREDENTIALS.to_owned());
    }
    match url.scheme() {
        "http" | "https" if url.host_str().is_some_and(|host| !host.is_empty()) => Ok(url),
        "http" | "https" => Err("it has no host".to_owned()),
        scheme => Err(format!("it is {scheme}:, not http: or https:")),
    }
}

/// The host of a web address as people say it: without `www.`, internationalised names in their own script's ASCII.
pub fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    host.strip_prefix("www.").filter(|rest| !rest.is_empty()).unwrap_or(host).to_owned()
}

/// Percent-encodes one part of a path.
pub fn encode(part: &str) -> Cow<'_, str> {
    encode_but(part, b"-._~!$&'()*+,;=:@")
}

/// Percent-encodes every part of a path, keeping its slashes.
pub fn encode_path(path: &str) -> String {
    path.split('/').map(encode).collect::<Vec<_>>().join("/")
}

/// Percent-encodes a value in a query, as RFC 6068 wants it in `mailto:` (spaces are `%20`, line ends `%0D%0A`).
pub fn encode_query(text: &str) -> String {
    encode_but(&text.replace('\n', "\r\n"), b"-._~").into_owned()
}

/// Percent-encodes what follows `?` or `#` (RFC 3986, sections 3.4 and 3.5); what is encoded already stays as it is.
pub fn encode_tail(text: &str) -> Cow<'_, str> {
    encode_but(text, b"-._~!$&'()*+,;=:@/?%")
}

/// Percent-encodes everything but ASCII letters, digits and what is safe besides.
fn encode_but<'t>(text: &'t str, safe: &[u8]) -> Cow<'t, str> {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || safe.contains(&byte);
    if text.bytes().all(is_safe) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() * 3 / 2);
    for byte in text.bytes() {
        if is_safe(byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', char::from(DIGITS[usize::from(byte >> 4)]), char::from(DIGITS[usize::from(byte & 15)])]);
        }
    }
    out.into()
}

/// Undoes percent-encoding; bytes that are no UTF-8 stay as they were written.
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return text.into();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        let byte = hex.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).map_or_else(|_| text.to_owned().into(), Cow::Owned)
}

/// The scheme, in lower case, where there is one (RFC 3986, section 3.1). White space and encoded colons inside a
/// scheme do not make it another one.
fn scheme(text: &str) -> Option<String> {
    let (front, _) = text.split_once(':')?;
    let compact: String = front.chars().filter(|c| !c.is_whitespace()).collect();
    let first = compact.chars().next()?;
    let rest = compact.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    (first.is_ascii_alphabetic() && rest).then(|| compact.to_ascii_lowercase())
}

fn absolute(text: &str) -> Address {
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.host_str().is_none_or(str::is_empty) => {
            Address::Broken("it has no host".to_owned())
        }
        Ok(url) if has_credentials(&url) => Address::Broken(CREDENTIALS.to_owned()),
        Ok(url) => Address::External(url.into()),
        Err(error) => Address::Broken(why(error)),
    }
}

/// Whether a browser takes the address for another host: two slashes of either kind.
pub fn leads_away(written: &str) -> bool {
    written.chars().filter(|c| !c.is_ascii_control()).take(2).filter(|c| matches!(c, '/' | '\\')).count() == 2
}

const CREDENTIALS: &str = "it has a user name or a password in it, which everybody could read";

fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// The parser's reason, in words for people.
fn why(error: url::ParseError) -> String {
    match error {
        url::ParseError::RelativeUrlWithoutBase => "it does not begin with https:// or http://".to_owned(),
        url::ParseError::IdnaError | url::ParseError::InvalidDomainCharacter => {
            "its host has characters that no host has".to_owned()
        }
        other => other.to_string(),
    }
}

fn internal(text: &str) -> Address {
    let (rest, fragment) = split(text, '#');
    let (path, query) = split(rest, '?');
    let fragment = fragment.map(|fragment| decode(fragment).into_owned());
    Address::Internal { path: decode(path).into_owned(), query: query.map(str::to_owned), fragment }
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(front, back)| (front, Some(back)))
}
