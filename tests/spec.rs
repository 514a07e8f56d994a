//! The specifications of `CommonMark` and of GitHub's Markdown, example by example, through our own reader.
//!
//! Their examples are fetched by `tests/spec/run`, which names the file in `GOODTURN_EXAMPLES`; without it there is
//! nothing to compare. What we write in another way than they do, and mean to, is undone first (`Page::of`); what is
//! left is on the list below, with a reason.

use std::collections::BTreeMap;
use std::fmt::Write;

use goodturn::diagnostic::{Report, Source, Span};
use goodturn::parse::address::{self, Address};
use goodturn::parse::markdown::{self, Filling, Policy, Target, Text};
use goodturn::parse::markup;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

/// One example: which specification, its number and section, the text and what becomes of it.
type Example = (String, usize, String, String, String);

/// What is different, why, and in which examples of `CommonMark` 0.31.2 and of GFM 0.29.
struct Difference {
    why: &'static str,
    commonmark: &'static [usize],
    gfm: &'static [usize],
}

const DIFFERENCES: [Difference; 14] = [
    Difference {
        why: "Raw HTML: elements and attributes that are not on our list are left out, scripts and styles with their words.",
        commonmark: &[
            150, 153, 154, 163, 169, 170, 171, 172, 173, 176, 178, 201, 491, 524, 536, 613, 614, 615, 616, 617,
        ],
        gfm: &[120, 123, 124, 133, 139, 140, 141, 142, 145, 147, 170, 501, 533, 545, 636, 637, 638, 639, 640, 657],
    },
    Difference {
        why: "Raw HTML: what is left open is closed where its paragraph or block ends, so that no entry spills into its page.",
        commonmark: &[148, 187, 344, 476, 477, 494, 630, 631, 642, 643],
        gfm: &[118, 156, 354, 485, 486, 504, 654, 655, 667, 668],
    },
    Difference {
        why: "Raw HTML: what stands in a table, and in none of its cells, ends the table; browsers would throw it out.",
        commonmark: &[191],
        gfm: &[160],
    },
    Difference {
        why: "Raw HTML: a picture without words for those who cannot see it has empty ones.",
        commonmark: &[475],
        gfm: &[484],
    },
    Difference {
        why: "Comments are as CommonMark has them since 0.31: two hyphens in one do not end it.",
        commonmark: &[],
        gfm: &[649, 650],
    },
    Difference {
        why: "`[[name]]` is a link to an entry, and with an exclamation mark before it a picture.",
        commonmark: &[548, 559, 590],
        gfm: &[557, 568, 599],
    },
    Difference {
        why: "A picture that has a title and a paragraph to itself is a figure, and the title its caption.",
        commonmark: &[572, 573, 576, 577, 584, 585, 586, 588, 589, 591],
        gfm: &[581, 582, 585, 586, 593, 594, 595, 597, 598, 600],
    },
    Difference {
        why: "Addresses of schemes that are not published stay words.",
        commonmark: &[596, 598, 599, 601],
        gfm: &[605, 607, 608, 610],
    },
    Difference {
        why: "Bare addresses are links, as GFM has it, also between signs that make no link.",
        commonmark: &[602, 606, 608, 611, 612],
        gfm: &[611, 615, 617, 620, 621],
    },
    Difference {
        why: "An address is what browsers make of it: a backslash in a path is a slash.",
        commonmark: &[603],
        gfm: &[612],
    },
    Difference { why: "A table without rows has a body without rows.", commonmark: &[], gfm: &[205] },
    Difference {
        why: "An address that begins with `www.` leads to https, which nearly every host answers.",
        commonmark: &[],
        gfm: &[622, 623, 624, 625, 628],
    },
    Difference {
        why: "A bare address ends where its brackets are closed, and `&hl` before a semicolon is a part of it.",
        commonmark: &[],
        gfm: &[626, 627],
    },
    Difference {
        why: "A bare mailbox needs a host that can exist; `mailto:` and `xmpp:` before one are words.",
        commonmark: &[],
        gfm: &[632, 633, 634, 635],
    },
];

/// HTML as it is compared.
struct Page {
    out: String,
    /// Whether white space counts.
    exact: bool,
}

impl Page {
    fn of(html: &str, is_ours: bool) -> String {
        let mut page = Self { out: String::new(), exact: false };
        let tree = Html::parse_fragment(html);
        page.children(tree.root_element(), is_ours);
        page.out.trim().to_owned()
    }

    fn children(&mut self, parent: ElementRef<'_>, is_ours: bool) {
        for child in parent.children() {
            match child.value() {
                Node::Text(text) if self.exact => self.out.push_str(&markup::escaped(&text.text)),
                Node::Text(text) => self.words(&text.text),
                _ => ElementRef::wrap(child).into_iter().for_each(|element| self.element(element, is_ours)),
            }
        }
    }

    /// White space is one space, and none beside blocks.
    fn words(&mut self, text: &str) {
        let escaped = markup::escaped(text);
        for part in escaped.split_inclusive(char::is_whitespace) {
            let word = part.trim_end();
            self.out.push_str(word);
            if word.len() < part.len() && !self.out.ends_with([' ', '\n']) && !self.out.is_empty() {
                self.out.push(' ');
            }
        }
    }

    fn element(&mut self, it: ElementRef<'_>, is_ours: bool) {
        let element = it.value();
        let name = name_of(element, is_ours);
        let has_class = |wanted: &str| element.classes().any(|class| class == wanted);
        let is_wrapper = is_ours
            && (name == "div" && (has_class("code") || has_class("table"))
                || name == "span" && element.attr("class").is_some_and(|class| class.starts_with("c-")));
        if is_wrapper {
            self.children(it, is_ours);
            return;
        }
        let block = is_block(name);
        if block {
            self.line();
        }
        write!(self.out, "<{name}").unwrap();
        for (key, value) in attributes(element, name, is_ours) {
            write!(self.out, " {key}=\"{}\"", markup::escaped(&value)).unwrap();
        }
        self.out.push('>');
        if block {
            self.line();
        }
        let exact = self.exact;
        self.exact |= name == "pre";
        self.children(it, is_ours);
        self.exact = exact;
        if block {
            self.line();
        }
        write!(self.out, "</{name}>").unwrap();
        if block {
            self.line();
        }
    }

    fn line(&mut self) {
        if self.exact {
            return;
        }
        let end = self.out.trim_end().len();
        self.out.truncate(end);
        self.out.push('\n');
    }
}

/// Headings begin at the second level here, since a page's title is its first.
fn name_of(element: &Element, is_ours: bool) -> &str {
    match element.name() {
        "h1" if !is_ours => "h2",
        name => name,
    }
}

fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 27] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
    ];
    BLOCKS.contains(&name) || matches!(name, "ul" | "br" | "figure" | "summary")
}

/// The attributes in the order of their names, without those that only we write.
fn attributes(element: &Element, name: &str, is_ours: bool) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (key, value) in element.attrs() {
        let (key, value) = match (name, key) {
            ("h2" | "h3" | "h4" | "h5" | "h6", "id")
            | ("img", "loading" | "decoding")
            | ("pre", "tabindex")
            | ("input", "aria-label")
            | ("th", "scope")
                if is_ours =>
            {
                continue;
            }
            ("ul" | "ol", "class") if is_ours && value == "tasks" => continue,
            ("td" | "th", "class") if is_ours => ("align", value.to_owned()),
            ("td" | "th", "align") if value == "left" => continue,
            (_, "href" | "src") => (key, led(value)),
            _ => (key, value.to_owned()),
        };
        all.insert(key.to_owned(), value);
    }
    all
}

/// Where an address leads, however it is written.
fn led(written: &str) -> String {
    match address::read(written) {
        Address::External(url) => address::decode(&url).into_owned(),
        Address::Internal { path, query, fragment } => {
            let tail = |sign: char, text: Option<String>| text.map(|text| format!("{sign}{text}")).unwrap_or_default();
            path + &tail('?', query) + &tail('#', fragment)
        }
        Address::Refused(_) | Address::Broken(_) => written.to_owned(),
    }
}

/// What we make of a text, with raw HTML let through.
fn ours(written: &str) -> String {
    let source = Source::new("x.md", written);
    let whole = Span::new(0..source.text().len());
    let text = markdown::parse(&mut Report::new(), &source, whole, Policy { raw_html: true, highlight: true });
    text.html(|out, filling| fill(out, &text, filling))
}

fn fill(out: &mut String, text: &Text, filling: Filling) {
    match filling {
        Filling::Address(link) => markup::escape(
            out,
            &match &text.links[link].target {
                Target::External(url) => url.clone(),
                _ => text.links[link].written.clone(),
            },
        ),
        Filling::Title(link) => markup::escape(out, &text.links[link].written),
        Filling::Note(note, mention) => markdown::write_mention(out, "", note, mention),
        Filling::Size(_) | Filling::Here | Filling::Anchor(_) => {}
    }
}

#[test]
fn every_example_is_as_specified_or_on_the_list() {
    let Some(file) = std::env::var_os("GOODTURN_EXAMPLES") else { return };
    let examples: Vec<Example> = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let count = |which: &str| examples.iter().filter(|(spec, ..)| spec == which).count();
    assert_eq!((count("commonmark"), count("gfm")), (652, 677));
    let mut told = String::new();
    for (spec, number, section, written, expected) in &examples {
        let (ours, theirs) = (Page::of(&ours(written), true), Page::of(expected, false));
        let numbers = |it: &Difference| if spec == "gfm" { it.gfm } else { it.commonmark };
        let listed = DIFFERENCES.iter().any(|it| numbers(it).contains(number));
        if (ours == theirs) == listed {
            let why = if listed { "is on the list, and the same" } else { "differs" };
            writeln!(told, "=== {spec} {number} {section}: {why}\n{written}\n{theirs}\n--- ours\n{ours}").unwrap();
        }
    }
    assert!(told.is_empty(), "{told}");
}

#[test]
fn every_difference_is_listed_once_and_has_a_reason() {
    for numbers in [|it: &Difference| it.commonmark, |it: &Difference| it.gfm] {
        let mut all: Vec<_> = DIFFERENCES.iter().flat_map(numbers).collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }
    let is_told = |it: &Difference| it.why.ends_with('.') && it.commonmark.len() + it.gfm.len() > 0;
    assert!(DIFFERENCES.iter().all(is_told));
}
