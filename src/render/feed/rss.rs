//! RSS 2.0 (rssboard.org), with `content:encoded` for the whole text and `dc:creator` for a name without an address.

use super::xml::Xml;
use super::{Channel, Item, Placed};
use crate::parse::markup::escaped;

const NAMESPACES: [(&str, &str); 4] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
];

/// Writes a channel as RSS.
pub(super) fn write(channel: &Channel<'_>) -> Vec<u8> {
    let mut xml = Xml::new(channel.stylesheet.as_deref());
    xml.open("rss", &NAMESPACES);
    xml.open("channel", &[]);
    xml.title("title", &channel.title);
    xml.text("link", &[], &channel.home);
    let address = [("rel", "self"), ("type", "application/rss+xml"), ("href", channel.address.as_str())];
    xml.empty("atom:link", &address);
    xml.text("description", &[], &escaped(&channel.description));
    xml.text("language", &[], channel.lang);
    xml.text("lastBuildDate", &[], &channel.updated.to_rfc2822());
    xml.text("generator", &[], "goodturn");
    xml.text("docs", &[], "https://www.rssboard.org/rss-specification");
    for placed in &channel.items {
        if placed.has_room {
            // It is the same in every feed.
            let item = placed.item.rss.get_or_init(|| xml.part(|xml| write_item(xml, channel, placed)));
            xml.append(item);
        } else {
            write_item(&mut xml, channel, placed);
        }
    }
    xml.close("channel");
    xml.close("rss");
    xml.finish()
}

fn write_item(xml: &mut Xml, channel: &Channel<'_>, placed: &Placed<'_>) {
    let item = &*placed.item;
    xml.open("item", &[]);
    xml.title("title", item.title);
    xml.text("link", &[], item.link());
    xml.text("guid", &[("isPermaLink", "false")], &item.id);
    xml.text("pubDate", &[], &item.published.to_rfc2822());
    xml.text("dc:creator", &[], channel.author);
    for tag in &item.tags {
        xml.text("category", &[], tag);
    }
    // The description comes first: readers take the last of the two for the text.
    xml.text("description", &[], &description(item, placed.content().is_none()));
    if let Some(content) = placed.content() {
        xml.text("content:encoded", &[], content);
    }
    xml.close("item");
}

/// The summary as HTML. Where it is all that the item says, it leads to whatever the item's own link does not.
fn description(item: &Item<'_>, is_all: bool) -> String {
    let summary = escaped(&item.summary);
    let other = item.target.map(|target| if item.link_to_target { item.permalink.as_str() } else { target });
    match other.filter(|_| is_all) {
        Some(other) => format!("<p>{summary}</p><p><a href=\"{0}\">{0}</a></p>", escaped(other)),
        None => summary.into_owned(),
    }
}
