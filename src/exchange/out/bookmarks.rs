//! Resources as bookmarks, in the form that browsers and other keepers of links read.

use chrono::NaiveTime;

use crate::model::{Entry, Settings};
use crate::parse::markup::{attribute, escaped, shorten};

/// Notes of bookmarks are short; programs show them in a list.
const NOTE: usize = 600;

/// The published resources. The text of one's own goes with each, as the note.
pub fn bookmarks<'e>(entries: impl Iterator<Item = &'e Entry>, settings: &Settings) -> String {
    let mut out = String::from(
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=UTF-8\">\n",
    );
    out.push_str(&format!("<TITLE>{0}</TITLE>\n<H1>{0}</H1>\n<DL><p>\n", escaped(&settings.title)));
    for entry in entries {
        let Some(resource) = entry.resource() else { continue };
        let added = entry.date.day(settings.timezone).and_time(NaiveTime::MIN).and_utc().timestamp();
        out.push_str("<DT><A");
        attribute(&mut out, "HREF", &resource.url);
        attribute(&mut out, "ADD_DATE", &added.to_string());
        attribute(&mut out, "PRIVATE", "0");
        if !entry.tags.is_empty() {
            let tags = entry.tags.iter().map(|tag| tag.value.replace(',', " ")).collect::<Vec<_>>().join(",");
            attribute(&mut out, "TAGS", &tags);
        }
        out.push_str(&format!(">{}</A>\n", escaped(&entry.article.title)));
        let words = entry.article.summary.clone().unwrap_or_else(|| entry.article.text.plain(|_| "another entry"));
        if !words.is_empty() {
            out.push_str(&format!("<DD>{}\n", escaped(&shorten(&words, NOTE))));
        }
    }
    out.push_str("</DL><p>\n");
    out
}
