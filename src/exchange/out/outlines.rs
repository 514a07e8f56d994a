//! What people write, as OPML 2.0: a list of feeds that a reader can follow.

use crate::model::Contact;
use crate::parse::address;
use crate::render::feed::xml::Xml;

/// The list of those who have a feed. What is no web address is left out.
pub fn outlines<'c>(contacts: impl Iterator<Item = &'c Contact>, title: &str) -> String {
    let mut xml = Xml::new(None);
    xml.open("opml", &[("version", "2.0")]);
    xml.open("head", &[]);
    xml.text("title", &[], title);
    xml.close("head");
    xml.open("body", &[]);
    for contact in contacts {
        let Some(Ok(feed)) = contact.feed.as_deref().map(address::web) else { continue };
        let name = contact.name.as_str();
        let mut attributes = vec![("type", "rss"), ("text", name), ("title", name), ("xmlUrl", feed.as_str())];
        let home = contact.urls.first().map(|url| url.value.as_str());
        attributes.extend(home.map(|home| ("htmlUrl", home)));
        xml.empty("outline", &attributes);
    }
    xml.close("body");
    xml.close("opml");
    String::from_utf8(xml.finish()).unwrap_or_default()
}
