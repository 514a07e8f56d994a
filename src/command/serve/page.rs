//! What a browser gets: a page of the site, what is wrong over it, and the script that looks again.

use super::address::{SCRIPT, STYLE};
use super::generation::{Answer, Generation, NOTHING, Replaced};
use super::state::Shown;
use crate::diagnostic::{Report, show};
use crate::model::theme;
use crate::parse::markup;
use crate::render::Failure;

/// The policy of what has none of its own: a picture, a feed, a page that we made up.
const POLICY: &str = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'";

/// What the report says was not done.
pub const UNDONE: &str = "what is shown is from before";

/// Something to send.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) status: u16,
    pub(super) kind: &'static str,
    pub(super) policy: String,
    pub(super) bytes: Vec<u8>,
    /// Changes when what is shown does, and not when only its style does.
    pub(super) digest: String,
    /// The addresses of its style sheets.
    pub(super) styles: Vec<String>,
}

/// What there is at an address.
#[derive(Debug)]
pub(super) enum Found {
    /// Something to send.
    Page(Page),
    /// A folder; its page is found with a slash at the end.
    Folder,
}

/// What a preview puts around a page.
#[derive(Clone, Copy, Debug)]
struct Frame<'a> {
    /// What is wrong, to stand over it.
    trouble: Option<&'a str>,
    /// Whether the script that looks again is added.
    watch: bool,
    /// Which pictures are others than they were.
    replaced: &'a Replaced,
}

impl<'a> Frame<'a> {
    fn of(shown: &'a Shown, watch: bool) -> Self {
        let replaced = shown.newest.as_ref().map_or(&NOTHING, |newest| &newest.replaced);
        Self { trouble: shown.trouble.as_deref(), watch, replaced }
    }
}

/// What a browser gets for a place; `watch` adds the script that looks again.
pub(super) fn find(shown: &Shown, place: &str, watch: bool) -> Found {
    let frame = Frame::of(shown, watch);
    let Some(newest) = shown.newest.as_deref() else {
        return Found::Page(bare(500, "There is nothing to show yet.", &frame));
    };
    match newest.ask(place) {
        Answer::Bytes(bytes) => Found::Page(Page::new(200, place, bytes, &frame)),
        Answer::Folder => Found::Folder,
        Answer::Nothing => Found::Page(not_found(newest, &frame)),
        Answer::Broken(failure) => Found::Page(broken(shown, place, &failure, watch)),
    }
}

/// What there is where nothing is.
pub(super) fn nowhere(shown: &Shown, watch: bool) -> Page {
    let frame = Frame::of(shown, watch);
    match shown.newest.as_deref() {
        Some(newest) => not_found(newest, &frame),
        None => bare(404, "There is nothing at this address.", &frame),
    }
}

/// A page that was refused.
pub(super) fn refused(status: u16) -> Page {
    let words = match status {
        403 => "This is not for you; the address that `goodturn serve` printed lets its reader in.",
        405 => "This server only shows pages.",
        413 => "This server takes nothing.",
        421 => "This server has another name.",
        _ => "This is no address of a page.",
    };
    bare(status, words, &Frame { trouble: None, watch: false, replaced: &NOTHING })
}

fn not_found(generation: &Generation, frame: &Frame<'_>) -> Page {
    match generation.ask("404.html") {
        Answer::Bytes(bytes) => Page::new(404, "404.html", bytes, frame),
        _ => bare(404, "There is nothing at this address.", frame),
    }
}

/// A page that cannot be made: as it was when it could, and why it cannot.
fn broken(shown: &Shown, place: &str, failure: &Failure, watch: bool) -> Page {
    let why = match (failure, &shown.trouble) {
        (_, Some(trouble)) => trouble.to_string(),
        (Failure::Error(error), None) => error.to_string(),
        (Failure::Diagnostic(diagnostic), None) => {
            let mut report = Report::new();
            report.push((**diagnostic).clone());
            show::terminal(&report, false, UNDONE)
        }
    };
    let frame = Frame { trouble: Some(&why), ..Frame::of(shown, watch) };
    let older = [&shown.before, &shown.whole].into_iter().filter_map(|older| older.as_deref());
    let made = older.map(|older| older.ask(place)).find(|answer| matches!(answer, Answer::Bytes(_)));
    match made {
        Some(Answer::Bytes(bytes)) => Page::new(200, place, bytes, &frame),
        _ => bare(500, "This page cannot be made.", &frame),
    }
}

/// A page of our own, for where there is none.
fn bare(status: u16, words: &str, frame: &Frame<'_>) -> Page {
    let words = markup::escaped(words);
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width,initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"{POLICY}\">\n<title>Preview</title>\n<link rel=\"stylesheet\" href=\"{STYLE}\">\n</head>\n\
         <body class=\"goodturn-bare\">\n<main><p>{words}</p></main>\n</body>\n</html>\n"
    );
    Page::new(status, "index.html", page.into_bytes(), frame)
}

impl Page {
    fn new(status: u16, place: &str, bytes: Vec<u8>, frame: &Frame<'_>) -> Self {
        let kind = kind(place);
        let mut page =
            Self { status, kind, policy: POLICY.to_owned(), bytes, digest: String::new(), styles: Vec::new() };
        if !kind.starts_with("text/html") {
            return page;
        }
        let Ok(mut html) = String::from_utf8(std::mem::take(&mut page.bytes)) else { return page };
        if let Some(policy) = policy(&html) {
            policy.clone_into(&mut page.policy);
        }
        page.styles = styles(&html);
        page.digest = digest(&html, &page.styles, frame);
        if let Some(trouble) = frame.trouble {
            insert(&mut html, "</head>", &format!("<link rel=\"stylesheet\" href=\"{STYLE}\">\n"));
            insert(&mut html, "</body>", &overlay(trouble));
        }
        if frame.watch {
            let script = format!("<script src=\"{SCRIPT}\" data-digest=\"{}\" defer></script>\n", page.digest);
            insert(&mut html, "</head>", &script);
        }
        page.bytes = html.into_bytes();
        page
    }

    /// What our script asks for instead of the page.
    pub(super) fn summary(&self) -> String {
        format!("{}\n{}\n", self.digest, self.styles.join("\n"))
    }
}

/// The diagnostics as the terminal has them, readable without a script.
fn overlay(trouble: &str) -> String {
    let trouble = markup::escaped(trouble);
    format!(
        "<section class=\"goodturn-trouble\" role=\"alert\" aria-label=\"Something to mend\">\n\
         <h2>Something to mend</h2>\n<pre tabindex=\"0\">{trouble}</pre>\n</section>\n"
    )
}

/// Puts `what` before the last `tag`; at the end where a theme has no such tag.
fn insert(html: &mut String, tag: &str, what: &str) {
    let at = if tag == "</head>" { html.find(tag) } else { html.rfind(tag) };
    html.insert_str(at.unwrap_or(html.len()), what);
}

/// The policy that a page carries, so that the header says the same.
fn policy(html: &str) -> Option<&str> {
    let (_, rest) = html.split_once("http-equiv=\"Content-Security-Policy\" content=\"")?;
    let (policy, _) = rest.split_once('"')?;
    let plain = |c: char| c.is_ascii() && !c.is_ascii_control() && c != '&';
    policy.chars().all(plain).then_some(policy)
}

/// The addresses of a page's style sheets.
fn styles(html: &str) -> Vec<String> {
    let head = html.split("</head>").next().unwrap_or_default();
    let after = head.split("<link rel=\"stylesheet\" href=\"").skip(1);
    after.filter_map(|rest| rest.split_once('"')).map(|(href, _)| href.to_owned()).collect()
}

/// A number for what a reader sees of a page, but for its style: its words, its pictures, what is wrong with it.
fn digest(html: &str, styles: &[String], frame: &Frame<'_>) -> String {
    let shown = frame.replaced.iter().filter(|(name, _)| html.contains(name.as_str()));
    let readings: Vec<_> = shown.map(|(_, reading)| reading.to_string()).collect();
    let mut text = html.to_owned();
    for style in styles {
        text = text.replace(style.as_str(), "");
    }
    text.push_str(frame.trouble.unwrap_or_default());
    text.push_str(&readings.join(" "));
    theme::fingerprint(text.as_bytes())
}

/// What a file is, by its ending.
pub(super) fn kind(place: &str) -> &'static str {
    let ending = place.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "txt" | "md" | "vtt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "xml" => "application/xml",
        "json" | "webmanifest" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{Frame, NOTHING, Page};

    const HTML: &str = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\
                        <link rel=\"stylesheet\" href=\"/a.1.css\"></head><body>x</body>";

    fn page(html: &str, trouble: Option<&str>) -> Page {
        framed(html, &Frame { trouble, watch: true, replaced: &NOTHING })
    }

    fn framed(html: &str, frame: &Frame<'_>) -> Page {
        Page::new(200, "index.html", html.as_bytes().to_vec(), frame)
    }

    #[test]
    fn a_page_says_its_policy_in_the_header_too() {
        assert_eq!(page(HTML, None).policy, "default-src 'none'");
    }

    #[test]
    fn a_style_alone_changes_no_digest() {
        let (one, two) = (page(HTML, None), page(&HTML.replace("a.1", "a.2"), None));
        assert_eq!(one.digest, two.digest);
        assert_eq!((one.styles, two.styles), (vec!["/a.1.css".to_owned()], vec!["/a.2.css".to_owned()]));
        assert_ne!(one.digest, page(&HTML.replace('x', "y"), None).digest);
        assert_ne!(one.digest, page(HTML, Some("no")).digest);
    }

    #[test]
    fn a_picture_that_was_replaced_changes_the_digest_of_its_page() {
        let digest = |replaced: &[(&str, u64)]| {
            let replaced = replaced.iter().map(|(name, reading)| ((*name).to_owned(), *reading)).collect();
            framed("<img src=\"bench.jpg\">", &Frame { trouble: None, watch: true, replaced: &replaced }).digest
        };
        assert_ne!(digest(&[]), digest(&[("bench.jpg", 2)]));
        assert_ne!(digest(&[("bench.jpg", 2)]), digest(&[("bench.jpg", 3)]));
        assert_eq!(digest(&[]), digest(&[("other.jpg", 2)]));
    }

    #[test]
    fn what_is_wrong_is_text() {
        let html = String::from_utf8(page(HTML, Some("<script>alert(1)</script>")).bytes).unwrap();
        assert!(html.contains("&lt;script&gt;alert(1)") && !html.contains("<script>alert"), "{html}");
    }
}
