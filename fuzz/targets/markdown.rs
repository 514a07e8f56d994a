//! Markdown to HTML, with raw HTML shown as text and let through: what comes of it runs nothing, embeds nothing, leads
//! to no scheme that is not published, closes what it opens, and stays in its place.

use goodturn::diagnostic::{Report, Source, Span, show};
use goodturn::parse::markdown::{self, Filling, Policy, Target, Text};
use goodturn::parse::{address, markup};

use super::html;

pub(crate) fn target(data: &[u8]) {
    let source = Source::new("content/lessons/2026-01-02-x.md", super::text(data).as_ref());
    for raw_html in [false, true] {
        let mut report = Report::new();
        let whole = Span::new(0..source.text().len());
        let text = markdown::parse(&mut report, &source, whole, Policy { raw_html, ..Policy::default() });
        let _ = show::terminal(&report, false, "nothing");
        for found in report.sorted() {
            assert!(source.text().get(found.place.span.range()).is_some(), "{}", found.code);
        }
        let body = text.html(|out, filling| fill(out, &text, filling));
        html::runs_nothing(&body);
        html::is_balanced(&body);
        html::has_each_id_once(&body);
        html::stays_in_its_place(&body);
        let lede = text.lede(|out, filling| fill(out, &text, filling));
        assert!(body.contains(&lede), "the first paragraph is a part of the whole");
        html::is_balanced(&lede);
        let _ = text.plain(|_| "title");
    }
}

/// Fills holes as an entry's own page does, as far as that needs no other entries.
fn fill(out: &mut String, text: &Text, filling: Filling) {
    match filling {
        Filling::Address(link) => match &text.links[link].target {
            Target::External(url) => markup::escape(out, url),
            Target::Path { path, fragment, .. } => {
                let fragment = fragment.as_deref().unwrap_or_default();
                let url = format!("/{}#{}", address::encode_path(path), address::encode_tail(fragment));
                markup::escape(out, &url.replace("//", "/"));
            }
            Target::Entry { .. } | Target::Picture(_) => out.push('#'),
        },
        Filling::Title(_) => out.push_str("title"),
        Filling::Size(_) => out.push_str(" width=\"1\" height=\"1\""),
        Filling::Here => {}
        Filling::Anchor(heading) => {
            out.push_str("<a class=\"anchor\" href=\"#");
            markup::escape(out, &text.headings[heading].id);
            out.push_str("\" aria-label=\"Link to this section\"></a>");
        }
        Filling::Note(note, mention) => markdown::write_mention(out, "", note, mention),
    }
}
