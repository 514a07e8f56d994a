//! OPML 2.0: all feeds in one file, for programs that can take them at once.

use super::xml::Xml;
use super::{home, title};
use crate::model::Kind;
use crate::plan::{Feed, PublicSite, Route};

/// Writes the list of all feeds: the journal's, one for each kind, one for each tag.
pub fn opml(site: &PublicSite) -> Vec<u8> {
    let mut xml = Xml::new(None);
    let settings = &site.journal.settings;
    xml.open("opml", &[("version", "2.0")]);
    xml.open("head", &[]);
    xml.text("title", &[], &format!("The feeds of {}", settings.title));
    xml.text("ownerName", &[], &settings.author.name);
    xml.text("ownerId", &[], &settings.author.url);
    xml.close("head");
    xml.open("body", &[]);
    outline(&mut xml, site, Feed::Rss);
    for kind in Kind::ALL {
        outline(&mut xml, site, Feed::Kind(kind));
    }
    let with_feeds = if settings.feed.tags { site.journal.tags.len() } else { 0 };
    for tag in 0..with_feeds {
        outline(&mut xml, site, Feed::Tag(tag));
    }
    xml.close("body");
    xml.close("opml");
    xml.finish()
}

fn outline(xml: &mut Xml, site: &PublicSite, feed: Feed) {
    let title = title(site, feed);
    let (address, home) = (site.absolute(Route::Feed(feed)), site.absolute(home(feed)));
    let attributes = [
        ("type", "rss"),
        ("text", title.as_str()),
        ("title", title.as_str()),
        ("xmlUrl", address.as_str()),
        ("htmlUrl", home.as_str()),
    ];
    xml.empty("outline", &attributes);
}
