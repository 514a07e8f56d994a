//! What every page may hold, and where everything on it leads.
//!
//! Every page of this repository's own journal and of one that was written to break things is parsed and walked. No
//! test here knows what a page is for: each holds for all of them.
#![expect(clippy::case_sensitive_file_extension_comparisons, reason = "these names are ours, in lower case")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use goodturn::load::litter::is_litter;
use goodturn::parse::picture::Kind;
use scraper::{ElementRef, Html, Selector};
use sha2::{Digest, Sha256};

use crate::pictures::picture;
use crate::support::{Built, Fixture, site_on, tree};

/// A site and the address at which it stands.
struct Place {
    name: &'static str,
    base: &'static str,
    built: Built,
}

/// This repository's journal, as it lies on the disk.
pub(crate) fn sample() -> Fixture {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut fixture = Fixture::default().with("site.toml", std::fs::read(root.join("site.toml")).unwrap());
    for folder in ["content", "static", "themes"] {
        for (path, bytes) in tree(&root.join(folder)) {
            if !path.split('/').any(is_litter) {
                fixture.files.push((format!("{folder}/{path}"), bytes));
            }
        }
    }
    fixture
}

/// Words that want to be something else wherever a template puts them.
const NASTY: &str = "<b>\\\"'&amp;</title></script><!--{{ 7*7 }}{% raw %}]]>\u{2028}`";

/// Everything that an author may write without being refused, at its worst.
const WORST: &str = r##"
//- site.toml
title = "NASTY"
base_url = "https://nasty.example/"
id = "tag:nasty.example,2026:n"
description = "NASTY, NASTY"
motto = "NASTY"
accent = "#5a2d82"
[author]
name = "NASTY"
email = "a@nasty.example"
links = ["https://me.example/?a=1&b=\"<x>'"]
[markdown]
raw_html = true
//- content/resources/2026-03-01-a.md
+++
title = "NASTY"
url = "https://found.example/?a=1&b=\"<x>'"
author = "NASTY"
source = "NASTY"
good_for = "NASTY"
less_good_for = "NASTY"
when = "NASTY"
where = "NASTY"
summary = "NASTY"
via = { name = "NASTY", url = "https://friend.example/?\"<x>'" }
tags = ["NASTY", "C++", "c#", "a/b", "..", "%2e%2e", "日本語", "💖", "tag", "tags", "feed.xml"]
+++
One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty.
//- content/introductions/2026-03-02-b.md
+++
title = "NASTYNASTYNASTY"
sides = [{ who = "NASTY", brings = "NASTY" }, { who = "NASTY" }, { who = "c" }]
in_common = "NASTY"
both_said_yes = true
steps = [{ date = 2026-01-02, text = "NASTY" }, { date = "2026-01", text = "NASTY" }]
outcome = "NASTY"
named = ["NASTY"]
tags = ["C++"]
+++
They met, and <b>talked</b> {{ 7*7 }} &lt;br&gt;.
//- content/lessons/2026-03-03-c/index.md
+++
title = "مرحبا NASTY"
lang = "ar"
learned_from = "NASTY"
try_when = "NASTY"
aliases = ["/old one/", "/a/b.html", "/ä/ö/"]
image = "sign & more.png"
tags = ["tag", "C++"]
+++
# Main

## Main

### Main-1 [link](#main-1) `code` <b>raw</b>

## Results

## 日本語

## 💖

Term
: One[^n] and ![a "sign" & <more>](<sign & more.png> "its \"caption\" & <x>") two[^n].

[^n]: Note with `code`[^m] and a [link][r].
[^m]: Inner note.

[r]: <https://found.example/?q=%22&x=<y>> "a \"title\" <x>"

| a | b |
|--:|:-:|
| <script>alert(1)</script> | `|` |

- [ ] one
- [x] two

> [!NOTE]
> A note.

> [!WARNING]
> Another.

```"><script>alert(1)</script>
<script>alert(1)</script>
```

```rust,ignore
fn main() { println!("{}", 1 < 2 && 3 > 2); }
```

<div onclick="alert(1)" style="color:red" class="x" id="main">
<p>raw <a href="/lessons/d/#first" target="_blank" onfocus="x">a</a>
<script>alert(1)</script><style>*{}</style><iframe src="https://video.example/"></iframe></p></div>

&lt;script&gt; https://bare.example/?a=1&b=2 www.bare.example <mailto:a@b.example> <c@d.example>
//- content/lessons/2025-03-04-d.md
+++
title = "D"
date = 2025-03-04T23:59:59+14:00
updated = 2026-11-01
expires = 2030-01-01
+++
## First

[[c]] [[lessons/c#日本語|words]] [page](../pages/p.md#at-the-end) [file](/x.txt)
[tel](tel:+1234) [q](/search/?q=a%20b&c=d)
//- content/lessons/2026-01-04-e.md
+++
title = "Expired"
expires = 2026-02-01
+++
Gone by.
//- content/lessons/2026-01-05-draft.md
+++
title = "Draft"
draft = true
tags = ["only a draft has this"]
+++
Not yet.
//- content/pages/p.md
+++
title = "NASTY"
nav = 3
lang = "he"
aliases = ["/page.html"]
+++
Words.

## At the end
//- static/x.txt
x
"##;

fn nasty() -> Fixture {
    let journal = Fixture::parse(&WORST.replace("NASTY", NASTY));
    journal.with("content/lessons/2026-03-03-c/sign & more.png", picture(Kind::Png))
}

fn at(fixture: Fixture, from: &str, to: &str) -> Built {
    let settings = String::from_utf8(fixture.settings()).unwrap();
    assert!(settings.contains(from));
    site_on(fixture.with("site.toml", settings.replace(from, to)))
}

/// Both journals, each at the root of a host and below a path.
fn places() -> &'static [Place] {
    static PLACES: OnceLock<Vec<Place>> = OnceLock::new();
    PLACES.get_or_init(|| {
        let sub = |name: &str| format!("https://{name}.example/below/here/");
        vec![
            Place { name: "sample", base: "https://wren.example/", built: site_on(sample()) },
            Place { name: "nasty", base: "https://nasty.example/", built: site_on(nasty()) },
            Place {
                name: "sample below a path",
                base: "https://wren.example/below/here/",
                built: at(sample(), "https://wren.example/", &sub("wren")),
            },
            Place {
                name: "nasty below a path",
                base: "https://nasty.example/below/here/",
                built: at(
                    nasty(),
                    "base_url = \"https://nasty.example/\"",
                    &format!("base_url = \"{}\"", sub("nasty")),
                ),
            },
            Place { name: "empty", base: "https://test.example/", built: site_on(Fixture::default().complete()) },
        ]
    })
}

impl Place {
    /// The path of the site on its host.
    fn root(&self) -> String {
        url::Url::parse(self.base).unwrap().path().to_owned()
    }

    fn pages(&self) -> impl Iterator<Item = (&str, Html)> {
        self.built
            .0
            .keys()
            .filter(|place| place.ends_with(".html"))
            .map(|place| (place.as_str(), self.built.page(place)))
    }

    /// Where a page stands.
    fn url(&self, place: &str) -> url::Url {
        let path =
            place.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(place);
        let mut url = url::Url::parse(self.base).unwrap();
        url.path_segments_mut().unwrap().pop_if_empty().extend(path.split('/'));
        url
    }

    /// The file at an address of this site; nothing for another host's.
    fn file(&self, url: &url::Url) -> Option<String> {
        if url.origin() != url::Url::parse(self.base).unwrap().origin() {
            return None;
        }
        let path = goodturn::parse::address::decode(url.path()).into_owned();
        let path =
            path.strip_prefix(&self.root()).map_or_else(|| format!("outside of the site: {path}"), str::to_owned);
        Some(if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path })
    }
}

fn selected<'h>(html: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn is_redirect(html: &Html) -> bool {
    !selected(html, "meta[http-equiv=refresh]").is_empty()
}

/// Walks every page of every place; what is found wrong is told with where that was.
#[track_caller]
fn everywhere(look: impl Fn(&Place, &str, &Html) -> Vec<String>) {
    let mut wrong = Vec::new();
    let mut pages = 0;
    for place in places() {
        for (name, html) in place.pages() {
            pages += 1;
            wrong.extend(look(place, name, &html).into_iter().map(|what| format!("{}: {name}: {what}", place.name)));
        }
    }
    assert!(pages > 100, "only {pages} pages");
    assert!(wrong.is_empty(), "{} places are wrong:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

#[test]
fn no_script_runs_but_ours_and_every_one_is_in_the_policy_of_its_page() {
    everywhere(|place, _, html| {
        let policies = selected(html, "meta[http-equiv=Content-Security-Policy]");
        let [policy] = policies[..] else { return vec![format!("{} policies", policies.len())] };
        let policy = policy.attr("content").unwrap();
        let mut wrong = Vec::new();
        for script in selected(html, "script") {
            let text: String = script.text().collect();
            let attributes: Vec<_> = script.value().attrs().collect();
            match attributes[..] {
                [] | [("type", "application/ld+json")] => {
                    let hash = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(&text)));
                    if !policy.contains(&hash) {
                        wrong.push(format!("not in the policy: {text}"));
                    }
                }
                _ if script.attr("defer").is_some() && text.is_empty() => {
                    let src = script.attr("src").unwrap_or_default();
                    let ours = src.strip_prefix(&place.root()).is_some_and(|path| place.built.has(path));
                    if !ours {
                        wrong.push(format!("a script from {src}"));
                    }
                }
                _ => wrong.push(script.html()),
            }
        }
        let hashes = policy.matches("'sha256-").count();
        let inline = selected(html, "script:not([src])").len();
        if hashes > inline.max(1) {
            wrong.push(format!("{hashes} hashes for {inline} scripts"));
        }
        wrong
    });
}

#[test]
fn the_policy_allows_nothing_but_this_site() {
    everywhere(|_, _, html| {
        let policy = selected(html, "meta[http-equiv=Content-Security-Policy]")[0].attr("content").unwrap();
        let mut wrong = Vec::new();
        for directive in policy.split("; ") {
            let (name, values) = directive.split_once(' ').unwrap();
            for value in values.split(' ') {
                let known = matches!(value, "'none'" | "'self'");
                if !known && (name != "script-src" || !value.starts_with("'sha256-")) {
                    wrong.push(directive.to_owned());
                }
            }
        }
        if !policy.starts_with("default-src 'none'; ") {
            wrong.push(policy.to_owned());
        }
        wrong
    });
}

#[test]
fn data_for_programs_is_json_that_says_what_the_page_says() {
    everywhere(|place, name, html| {
        let mut wrong = Vec::new();
        for script in selected(html, "script[type='application/ld+json']") {
            let text: String = script.text().collect();
            match serde_json::from_str::<serde_json::Value>(&text) {
                Ok(data) if data["url"] == place.url(name).as_str() => {}
                Ok(data) => wrong.push(format!("{} is not {}", data["url"], place.url(name))),
                Err(error) => wrong.push(format!("{error}: {text}")),
            }
        }
        wrong
    });
}

#[test]
fn no_element_runs_or_styles_itself() {
    everywhere(|_, _, html| {
        let mut wrong = Vec::new();
        for element in selected(html, "*") {
            for (key, value) in element.value().attrs() {
                if key.starts_with("on") || matches!(key, "style" | "srcdoc" | "ping" | "formaction" | "background") {
                    wrong.push(format!("{key}={value}"));
                }
            }
            let name = element.value().name();
            if matches!(name, "style" | "iframe" | "object" | "embed" | "base" | "applet" | "frame" | "video" | "audio")
            {
                wrong.push(element.html());
            }
        }
        wrong
    });
}

#[test]
fn every_address_has_a_scheme_that_we_publish() {
    everywhere(|place, name, html| {
        let here = place.url(name);
        let mut wrong = Vec::new();
        for element in selected(html, "*") {
            for (key, value) in element.value().attrs() {
                if !matches!(key, "href" | "src" | "cite" | "action" | "poster" | "data" | "xlink:href") {
                    continue;
                }
                match here.join(value) {
                    Ok(url) if matches!(url.scheme(), "http" | "https" | "mailto" | "tel") => {}
                    _ => wrong.push(format!("{key}={value}")),
                }
            }
        }
        wrong
    });
}

#[test]
fn no_page_asks_another_host_for_anything() {
    everywhere(|place, name, html| {
        let here = place.url(name);
        let loads = "img, script[src], link[rel=stylesheet], link[rel=icon], link[rel=apple-touch-icon], \
                     link[rel=preload], link[rel=manifest], source, track, input[type=image], form[action]";
        let mut wrong = Vec::new();
        for element in selected(html, loads) {
            for key in ["src", "href", "srcset", "action"] {
                let Some(value) = element.attr(key) else { continue };
                let file = here.join(value).ok().and_then(|url| place.file(&url));
                if !file.is_some_and(|file| place.built.has(&file)) {
                    wrong.push(format!("{key}={value}"));
                }
            }
        }
        for link in selected(html, "link") {
            let rel = link.attr("rel").unwrap_or_default();
            if !matches!(rel, "stylesheet" | "icon" | "apple-touch-icon" | "alternate" | "canonical") {
                wrong.push(link.html());
            }
        }
        wrong
    });
}

#[test]
fn no_stylesheet_or_script_asks_another_host_for_anything() {
    for place in places() {
        for (name, bytes) in &place.built.0 {
            if name.ends_with(".css") || name.ends_with(".js") {
                let text = String::from_utf8_lossy(bytes);
                for word in ["://", "@import", "url(//", "eval(", "innerHTML"] {
                    let namespaces = text.matches("http://www.w3.org/").count();
                    let found = text.matches(word).count() - if word == "://" { namespaces } else { 0 };
                    assert_eq!(found, 0, "{}: {name} has {word}", place.name);
                }
            }
        }
    }
}

#[test]
fn every_internal_link_leads_to_a_file_and_every_fragment_to_a_place_in_it() {
    let ids: Vec<BTreeMap<&str, BTreeSet<String>>> = places()
        .iter()
        .map(|place| {
            let of = |html: &Html| selected(html, "[id]").iter().map(|e| e.attr("id").unwrap().to_owned()).collect();
            place.pages().map(|(name, html)| (name, of(&html))).collect()
        })
        .collect();
    everywhere(|place, name, html| {
        let here = place.url(name);
        let index = places().iter().position(|other| other.name == place.name).unwrap();
        let mut wrong = Vec::new();
        for element in
            selected(html, "a[href], link[href], img[src], script[src], form[action], blockquote[cite], q[cite]")
        {
            let written = ["href", "src", "action", "cite"].into_iter().find_map(|key| element.attr(key)).unwrap();
            let Some(file) = here.join(written).ok().and_then(|url| place.file(&url)) else { continue };
            if !place.built.has(&file) {
                wrong.push(format!("{written} leads to no {file}"));
                continue;
            }
            let fragment = written.split_once('#').map(|(_, fragment)| goodturn::parse::address::decode(fragment));
            if let Some(fragment) = fragment.filter(|_| file.ends_with(".html"))
                && !ids[index].get(file.as_str()).is_some_and(|ids| ids.contains(&*fragment))
            {
                wrong.push(format!("{written} leads to no such place"));
            }
        }
        for meta in selected(html, "meta[property='og:image'], meta[property='og:url'], meta[http-equiv=refresh]") {
            let content = meta.attr("content").unwrap().trim_start_matches("0; url=");
            let file = here.join(content).ok().and_then(|url| place.file(&url));
            if !file.is_some_and(|file| place.built.has(&file)) {
                wrong.push(content.to_owned());
            }
        }
        wrong
    });
}

#[test]
fn no_two_elements_of_a_page_have_one_id() {
    everywhere(|_, _, html| {
        let mut seen = BTreeSet::new();
        let ids = selected(html, "[id]").into_iter().map(|element| element.attr("id").unwrap().to_owned());
        ids.filter(|id| id.is_empty() || id.contains(char::is_whitespace) || !seen.insert(id.clone())).collect()
    });
}

#[test]
fn what_an_element_says_of_another_is_true() {
    everywhere(|_, _, html| {
        let ids: BTreeSet<_> = selected(html, "[id]").into_iter().map(|element| element.attr("id").unwrap()).collect();
        let mut wrong = Vec::new();
        for key in ["aria-labelledby", "aria-describedby", "aria-controls", "for", "list"] {
            for element in selected(html, &format!("[{key}]")) {
                let named = element.attr(key).unwrap().split_whitespace();
                wrong.extend(named.filter(|id| !ids.contains(id)).map(|id| format!("{key}={id}")));
            }
        }
        wrong
    });
}

#[test]
fn every_picture_has_words_and_a_size() {
    let pictures = std::sync::atomic::AtomicUsize::new(0);
    everywhere(|_, _, html| {
        let mut wrong = Vec::new();
        for img in selected(html, "img") {
            pictures.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let number = |key| img.attr(key).is_some_and(|value| value.parse::<u32>().is_ok_and(|value| value > 0));
            if img.attr("alt").is_none() || !number("width") || !number("height") {
                wrong.push(img.html());
            }
        }
        wrong
    });
    assert!(pictures.into_inner() > 8, "too few pictures to say anything");
}

#[test]
fn every_page_has_one_heading_of_the_first_level_and_one_main_part() {
    everywhere(|_, _, html| {
        let count = |selector| selected(html, selector).len();
        let counts =
            [count("h1"), count("main"), count("title"), count("html[lang][dir]"), count("meta[charset=utf-8]")];
        if counts == [1; 5] { Vec::new() } else { vec![format!("h1, main, title, html, charset: {counts:?}")] }
    });
}

#[test]
fn headings_leave_no_level_out() {
    everywhere(|place, _, html| {
        if place.name.starts_with("nasty") {
            return Vec::new();
        }
        let levels = selected(html, "h1, h2, h3, h4, h5, h6");
        let levels: Vec<_> = levels.iter().map(|heading| heading.value().name().as_bytes()[1] - b'0').collect();
        let jumps = levels.windows(2).filter(|pair| pair[1] > pair[0] + 1);
        jumps.map(|pair| format!("h{} after h{}", pair[1], pair[0])).collect()
    });
}

#[test]
fn every_page_says_where_it_belongs_and_what_a_card_of_it_shows() {
    everywhere(|place, name, html| {
        let one = |selector: &str| match selected(html, selector)[..] {
            [element] => Some(element.attr("href").or(element.attr("content")).unwrap_or_default().to_owned()),
            _ => None,
        };
        let canonical = one("head link[rel=canonical]");
        if name == "404.html" {
            return if canonical.is_none() { Vec::new() } else { vec!["a canonical address".to_owned()] };
        }
        if is_redirect(html) {
            let target = one("main a").unwrap();
            let same = place.url(name).join(&target).map(String::from).ok() == canonical;
            return if same { Vec::new() } else { vec![format!("{target} is not {canonical:?}")] };
        }
        let mut wrong = Vec::new();
        if canonical.as_deref() != Some(place.url(name).as_str()) {
            wrong.push(format!("{canonical:?} is not {}", place.url(name)));
        }
        for property in ["og:title", "og:description", "og:url", "og:type", "og:site_name", "og:image"] {
            if one(&format!("head meta[property='{property}']")).is_none_or(|content| content.is_empty()) {
                wrong.push(format!("no {property}"));
            }
        }
        if one("head meta[name=description]").is_none_or(|content| content.is_empty()) {
            wrong.push("no description".to_owned());
        }
        wrong
    });
}

#[test]
fn what_nobody_should_find_by_searching_says_so() {
    everywhere(|_, name, html| {
        let noindex = !selected(html, "meta[name=robots][content=noindex]").is_empty();
        let expired = matches!(name, "lessons/e/index.html") || name.contains("free-seats");
        let kinds = ["resources/index.html", "introductions/index.html", "lessons/index.html"];
        let nothing = kinds.contains(&name) && selected(html, ".list li").is_empty();
        let wanted = name == "404.html" || is_redirect(html) || expired || nothing;
        if noindex == wanted { Vec::new() } else { vec![format!("noindex: {noindex}")] }
    });
}

#[test]
fn the_sitemap_lists_the_pages_and_nothing_else() {
    for place in places() {
        let sitemap = place.built.text("sitemap.xml");
        let listed: BTreeSet<_> = sitemap
            .split("<loc>")
            .skip(1)
            .map(|rest| quick_xml::escape::unescape(rest.split("</loc>").next().unwrap()).unwrap().into_owned())
            .collect();
        assert_eq!(listed.len(), sitemap.matches("<loc>").count(), "{}: twice", place.name);
        let noindex = |html: &Html| !selected(html, "meta[name=robots][content=noindex]").is_empty();
        let pages: BTreeSet<_> =
            place.pages().filter(|(_, html)| !noindex(html)).map(|(name, _)| place.url(name).to_string()).collect();
        assert_eq!(listed, pages, "{}", place.name);
    }
}

#[test]
fn every_page_can_be_reached_from_the_first() {
    for place in places().iter().filter(|place| place.name != "empty") {
        let mut seen = BTreeSet::from(["index.html".to_owned()]);
        let mut next = vec!["index.html".to_owned()];
        while let Some(name) = next.pop() {
            let html = place.built.page(&name);
            for link in selected(&html, "a[href]") {
                let file = place.url(&name).join(link.attr("href").unwrap()).ok().and_then(|url| place.file(&url));
                if let Some(file) = file.filter(|file| file.ends_with(".html"))
                    && seen.insert(file.clone())
                {
                    next.push(file);
                }
            }
        }
        let noindex = |html: &Html| !selected(html, "meta[name=robots][content=noindex]").is_empty();
        let lost: Vec<_> = place
            .pages()
            .filter(|(name, html)| !noindex(html) && !seen.contains(*name))
            .map(|(name, _)| name.to_owned())
            .collect();
        assert_eq!(lost, Vec::<String>::new(), "{}", place.name);
    }
}

#[test]
fn stylesheet_and_scripts_weigh_no_more_than_they_may() {
    for (name, bytes) in &places()[0].built.0 {
        let most = match name.as_str() {
            "assets/feed.css" => 4_000,
            name if name.ends_with(".css") => 20_000,
            name if name.ends_with(".js") => 6_000,
            _ => continue,
        };
        assert!(bytes.len() <= most, "{name} has {} bytes, {most} are the most", bytes.len());
    }
}

/// The number of entries of a kind that the home page gives.
#[track_caller]
fn count_on(html: &Html, selector: &str, href: &str) -> Option<usize> {
    let link = selected(html, selector).into_iter().find(|link| link.attr("href") == Some(href))?;
    let number = Selector::parse(".n").unwrap();
    let text: String = link.select(&number).next()?.text().collect();
    text.trim().parse().ok()
}

/// The titles and kinds of the entries that are out, as the sample's files say it.
fn published() -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for (path, bytes) in sample().files {
        let Some(path) = path.strip_prefix("content/").filter(|path| path.ends_with(".md")) else { continue };
        let kind = path.split('/').next().unwrap().to_owned();
        let text = String::from_utf8(bytes).unwrap();
        let front: toml::Table = text.split("+++").nth(1).unwrap().parse().unwrap();
        let day = |key: &str| front.get(key).map(|value| value.to_string()[..10].to_owned());
        let name = path.split('/').nth(1).unwrap();
        let date = day("date").unwrap_or_else(|| name[..10.min(name.len())].to_owned());
        let out = front.get("draft").is_none_or(|draft| draft.as_bool() != Some(true));
        let expired = day("expires").is_some_and(|expires| &*expires <= "2026-11-20");
        if kind != "pages" && out && !expired && &*date <= "2026-11-20" {
            let tags = front.get("tags").and_then(|tags| tags.as_array().cloned()).unwrap_or_default();
            found.push((kind, tags.iter().map(|tag| tag.as_str().unwrap().to_owned()).collect()));
        }
    }
    found
}

#[test]
fn the_counts_on_pages_are_those_of_the_files() {
    let built = &places()[0].built;
    let entries = published();
    let home = built.page("index.html");
    for kind in ["resources", "introductions", "lessons"] {
        let expected = entries.iter().filter(|(of, _)| of == kind).count();
        assert_eq!(count_on(&home, "nav.jump a", &format!("/{kind}/")), Some(expected), "{kind}");
        assert_eq!(selected(&built.page(&format!("{kind}/index.html")), "main li.h-entry").len(), expected, "{kind}");
    }
    let mut tags: BTreeMap<String, usize> = BTreeMap::new();
    for tag in entries.iter().flat_map(|(_, tags)| tags) {
        *tags.entry(goodturn::parse::slug::slug(tag)).or_default() += 1;
    }
    let listed: BTreeSet<_> =
        built.0.keys().filter_map(|name| name.strip_prefix("tags/")?.strip_suffix("/index.html")).collect();
    assert_eq!(listed, tags.keys().map(String::as_str).collect());
    for (tag, count) in &tags {
        let page = built.page(&format!("tags/{tag}/index.html"));
        assert_eq!(selected(&page, "main li.h-entry").len(), *count, "{tag}");
        let said = selected(&page, ".when span")[1].text().collect::<String>();
        assert_eq!(said.split(' ').next().unwrap().parse(), Ok(*count), "{tag}");
    }
    assert_eq!(searchable(built).len(), entries.len());
    assert_eq!(selected(&home, ".h-feed > .h-entry").len(), entries.len().min(20));
}

#[test]
fn every_entry_and_list_can_be_read_by_programs() {
    everywhere(|place, name, html| {
        let mut wrong = Vec::new();
        for entry in selected(html, ".h-entry") {
            let one = |selector: &str| entry.select(&Selector::parse(selector).unwrap()).next();
            for selector in [".p-name", ".u-url", ".dt-published[datetime]", ".p-author.h-card[href]"] {
                if one(selector).is_none() {
                    wrong.push(format!("no {selector}"));
                }
            }
            if let Some(bookmark) = one(".u-bookmark-of")
                && url::Url::parse(bookmark.attr("href").unwrap()).is_err()
            {
                wrong.push("a bookmark that is not absolute".to_owned());
            }
        }
        let is_entry = name.matches('/').count() == 2 && !name.starts_with("tags") && !is_redirect(html);
        let is_entry = is_entry && selected(html, "article.page.h-entry .e-content").len() != 1;
        let is_year = name.split('/').nth(1).is_some_and(|part| part.bytes().all(|b| b.is_ascii_digit()));
        if is_entry && !is_year {
            wrong.push(format!("{}: no single entry on its own page", place.name));
        }
        wrong
    });
}

/// The entries that search can show.
fn searchable(built: &Built) -> Vec<serde_json::Value> {
    let chunks = built.0.keys().filter(|name| name.starts_with("search/entries-"));
    chunks.flat_map(|name| serde_json::from_str::<Vec<serde_json::Value>>(built.text(name)).unwrap()).collect()
}

#[test]
fn search_finds_every_entry_at_its_address() {
    for place in places() {
        let found = searchable(&place.built);
        for entry in &found {
            let url = url::Url::parse(place.base).unwrap().join(entry[0].as_str().unwrap()).unwrap();
            assert!(place.built.has(&place.file(&url).unwrap()), "{}: {url}", place.name);
        }
        let page = place.built.page("search/index.html");
        let form = selected(&page, "main form[data-entries]")[0];
        let number = |key| form.attr(key).unwrap().parse::<usize>().unwrap();
        let files = |prefix: &str| place.built.0.keys().filter(|name| name.starts_with(prefix)).count();
        assert_eq!(number("data-words"), files("search/words-"), "{}", place.name);
        assert_eq!(number("data-entries"), found.len(), "{}", place.name);
        assert!(form.attr("data-base").unwrap().starts_with(&place.root()), "{}", place.name);
    }
}

#[test]
fn what_authors_write_is_shown_as_they_wrote_it() {
    let built = &places()[1].built;
    let spaced = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let written = spaced(NASTY.replace("\\\"", "\""));
    let page = built.page("resources/a/index.html");
    let text = |selector: &str| selected(&page, selector)[0].text().collect::<String>();
    assert_eq!(text("h1"), written);
    assert!(text("head title").chars().count() <= 70);
    let og = selected(&page, "meta[property='og:title']")[0].attr("content").unwrap().to_owned();
    assert_eq!(og, written);
    let home = built.page("index.html");
    assert_eq!(spaced(selected(&home, ".motto")[0].text().collect()), written);
}

#[test]
fn no_file_leaves_the_folder() {
    for place in places() {
        for name in place.built.0.keys() {
            assert!(!name.starts_with('/') && !name.contains('\\') && !name.contains('\0'), "{name}");
            assert!(name.split('/').all(|part| !matches!(part, "" | "." | "..")), "{name}");
        }
    }
}

#[test]
fn raw_html_cannot_close_what_the_page_opened() {
    let built = site_on(raw("Before.\n\n</div></div></article></main><p>\n\nBetween.\n\n<div>\n\nAfter."));
    let page = built.page("lessons/x/index.html");
    let text: String = selected(&page, "article .e-content")[0].text().collect();
    for word in ["Before.", "Between.", "After."] {
        assert!(text.contains(word), "{word} is outside of the text");
    }
    assert_eq!(selected(&page, ".e-content .side, .e-content footer").len(), 0);
}

fn raw(body: &str) -> Fixture {
    let fixture =
        Fixture::default().with("content/lessons/2026-01-02-x.md", format!("+++\ntitle = \"X\"\n+++\n{body}\n"));
    let fixture = fixture.complete();
    let settings = String::from_utf8(fixture.settings()).unwrap() + "[markdown]\nraw_html = true\n";
    fixture.with("site.toml", settings)
}

#[test]
fn a_picture_in_raw_html_has_words_and_a_size_too() {
    let built = site_on(raw("<p><img src=\"/sign.png\"></p>").with("static/sign.png", picture(Kind::Png)));
    let page = built.page("lessons/x/index.html");
    let img = selected(&page, "img")[0];
    assert_eq!((img.attr("width"), img.attr("height")), (Some("3"), Some("2")));
    assert!(img.attr("alt").is_some());
}

#[test]
fn no_heading_takes_an_id_that_its_page_needs() {
    let mut fixture = Fixture::default();
    for name in ["a", "b", "c"] {
        let text = format!(
            "+++\ntitle = \"{name}\"\ntags = [\"t\"]\n+++\nWords.[^1]\n\n## Close to this\n\n## X {{#note_1}}\n\n[^1]: N.\n"
        );
        fixture = fixture.with(&format!("content/lessons/2026-01-02-{name}.md"), text);
    }
    let built = site_on(fixture.complete());
    let page = built.page("lessons/a/index.html");
    let mut seen = BTreeSet::new();
    for element in selected(&page, "[id]") {
        assert!(seen.insert(element.attr("id").unwrap()), "{} twice", element.attr("id").unwrap());
    }
}

#[test]
fn a_note_that_only_an_unused_note_mentions_leads_back_to_nothing_that_is_not_there() {
    let text = "+++\ntitle = \"X\"\n+++\nWords.[^1]\n\n[^1]: One.\n[^2]: Two, see [^3].\n[^3]: Three.\n";
    let built = site_on(Fixture::default().with("content/lessons/2026-01-02-x.md", text).complete());
    let page = built.page("lessons/x/index.html");
    let ids: BTreeSet<_> = selected(&page, "[id]").iter().map(|element| element.attr("id").unwrap()).collect();
    for link in selected(&page, "a[href^='#']") {
        let fragment = link.attr("href").unwrap().trim_start_matches('#');
        assert!(ids.contains(fragment), "#{fragment} leads nowhere");
    }
}

#[test]
fn an_introduction_without_a_text_describes_itself_all_the_same() {
    let text = "+++\ntitle = \"X\"\nsides = [\"a cook\", \"an editor\"]\n+++\n";
    let built = site_on(Fixture::default().with("content/introductions/2026-01-02-x.md", text).complete());
    let page = built.page("introductions/x/index.html");
    for meta in selected(&page, "meta[name=description], meta[property='og:description']") {
        assert_ne!(meta.attr("content"), Some(""));
    }
}

#[test]
fn a_year_that_is_the_only_one_is_linked_all_the_same() {
    let built =
        site_on(Fixture::default().with("content/lessons/2026-01-02-x.md", "+++\ntitle = \"X\"\n+++\nX.\n").complete());
    assert!(built.text("archive/index.html").contains("href=\"/archive/2026/\""), "nothing leads to it");
}

#[test]
fn every_page_of_an_empty_journal_can_be_reached_or_is_in_no_sitemap() {
    let built = site_on(Fixture::default().complete());
    let sitemap = built.text("sitemap.xml");
    let linked: BTreeSet<_> = ["index.html", "subscribe/index.html", "archive/index.html", "tags/index.html"]
        .into_iter()
        .flat_map(|place| {
            selected(&built.page(place), "a[href]")
                .iter()
                .map(|a| a.attr("href").unwrap().to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    for kind in ["resources", "introductions", "lessons"] {
        assert!(linked.contains(&format!("/{kind}/")) || !sitemap.contains(&format!("/{kind}/")), "{kind}");
    }
}

#[test]
fn raw_html_that_browsers_would_rearrange_stays_where_it_was_written() {
    let texts = [
        "<table>\n\nWords.\n\n| a |\n|---|\n| b |\n\n</table>",
        "<table><tr><div><table>x</table></div></table>",
        "<ul><li><div><li>x</ul>",
        "- a\n\n  <div><li>b</div>",
        "<li><div><li>x",
        "<dl><dd><div><dt>x</dl>",
        "*a <b>b* c</b> d",
        "| a |\n|---|\n| <td>b |",
    ];
    for text in texts {
        let built = site_on(raw(&format!("{text}\n\nLast.")));
        let page = built.page("lessons/x/index.html");
        let body = &selected(&page, "article .e-content");
        assert!(body[0].text().collect::<String>().contains("Last."), "{text}");
        assert_eq!(selected(&page, "article aside .e-content, .e-content aside").len(), 0, "{text}");
        assert_eq!(selected(&page, "body > header, body > main, body > footer").len(), 3, "{text}");
    }
}
