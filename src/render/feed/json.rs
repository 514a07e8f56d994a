//! JSON Feed 1.1 (jsonfeed.org).

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde::Serialize;

use super::{Channel, Placed};
use crate::parse::chars;

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    description: &'a str,
    language: &'a str,
    authors: [Author<'a>; 1],
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    url: &'a str,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    summary: &'a str,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [&'a str],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

/// Writes a channel as JSON Feed.
pub(super) fn write(channel: &Channel<'_>) -> Vec<u8> {
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &channel.title,
        home_page_url: &channel.home,
        feed_url: &channel.address,
        description: &channel.description,
        language: channel.lang,
        authors: [Author { name: channel.author, url: channel.author_url }],
        items: channel.items.iter().map(item).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&feed).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn item<'a>(placed: &'a Placed<'_>) -> JsonItem<'a> {
    let item = &*placed.item;
    JsonItem {
        id: &item.id,
        url: &item.permalink,
        external_url: item.target,
        title: chars::clean(item.title).into_owned(),
        content_html: placed.content(),
        // A feed of summaries still needs a content (section "Items").
        content_text: placed.content().is_none().then_some(item.summary.as_str()),
        summary: &item.summary,
        date_published: time(item.published),
        date_modified: (item.updated != item.published).then(|| time(item.updated)),
        tags: &item.tags,
        language: item.lang,
    }
}

fn time(time: DateTime<FixedOffset>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}
