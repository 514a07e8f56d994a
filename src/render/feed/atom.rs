//! Atom 1.0 (RFC 4287).

use chrono::{DateTime, FixedOffset, SecondsFormat};

use super::xml::Xml;
use super::{Channel, Placed};

/// Writes a channel as Atom.
pub(super) fn write(channel: &Channel<'_>) -> Vec<u8> {
    let mut xml = Xml::new(channel.stylesheet.as_deref());
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", channel.lang)]);
    xml.text("id", &[], &channel.id);
    xml.text("title", &[], &channel.title);
    xml.text("subtitle", &[], &channel.description);
    xml.text("updated", &[], &time(channel.updated));
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &channel.address)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &channel.home)]);
    xml.open("author", &[]);
    xml.text("name", &[], channel.author);
    xml.text("uri", &[], channel.author_url);
    xml.close("author");
    xml.text("generator", &[], "goodturn");
    for placed in &channel.items {
        write_entry(&mut xml, placed);
    }
    xml.close("feed");
    xml.finish()
}

fn write_entry(xml: &mut Xml, placed: &Placed<'_>) {
    let item = &*placed.item;
    match item.lang {
        Some(lang) => xml.open("entry", &[("xml:lang", lang)]),
        None => xml.open("entry", &[]),
    }
    xml.text("id", &[], &item.id);
    xml.text("title", &[], item.title);
    xml.text("published", &[], &time(item.published));
    xml.text("updated", &[], &time(item.updated));
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &item.permalink)]);
    if let Some(target) = item.target {
        xml.empty("link", &[("rel", "related"), ("href", target)]);
    }
    if let Some(via) = item.via {
        xml.empty("link", &[("rel", "via"), ("href", via)]);
    }
    for tag in &item.tags {
        xml.empty("category", &[("term", tag)]);
    }
    xml.text("summary", &[("type", "text")], &item.summary);
    if let Some(content) = placed.content() {
        xml.text("content", &[("type", "html")], content);
    }
    xml.close("entry");
}

fn time(time: DateTime<FixedOffset>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}
