//! Bodies with their holes filled: for a page, for a card in a list, for a feed.

use crate::model::Article;
use crate::parse::markdown::{self, Filling};
use crate::parse::{address, markup};
use crate::plan::site::Landings;
use crate::plan::{Landing, PublicSite, Route};

/// Where a body is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown<'a> {
    /// On its own page.
    Page,
    /// In a list; its own page is at this address.
    Card(&'a str),
    /// In a feed, where every address is absolute; its own page is at this one.
    Feed(&'a str),
}

/// A whole body.
pub fn html(site: &PublicSite, article: &Article, landings: &Landings, shown: Shown<'_>) -> String {
    article.text.html(|out, filling| fill(out, site, article, landings, shown, filling))
}

/// The first paragraph.
pub fn lede(site: &PublicSite, article: &Article, landings: &Landings, shown: Shown<'_>) -> String {
    article.text.lede(|out, filling| fill(out, site, article, landings, shown, filling))
}

/// The words alone.
pub fn plain(site: &PublicSite, article: &Article, landings: &Landings) -> String {
    article.text.plain(|link| title(site, &landings.links[link]))
}

fn fill(
    out: &mut String,
    site: &PublicSite,
    article: &Article,
    landings: &Landings,
    shown: Shown<'_>,
    filling: Filling,
) {
    let here = match shown {
        Shown::Page => "",
        Shown::Card(address) | Shown::Feed(address) => address,
    };
    match filling {
        Filling::Address(link) => write_address(out, site, &landings.links[link], shown, here),
        Filling::Title(link) => markup::escape(out, title(site, &landings.links[link])),
        Filling::Size(link) => {
            if let Landing::Internal { route: Route::File(file), .. } = landings.links[link]
                && let Ok(size) = site.files.get(file).size()
            {
                out.push_str(&format!(" width=\"{}\" height=\"{}\"", size.width, size.height));
            }
        }
        Filling::Here => markup::escape(out, here),
        Filling::Anchor(heading) if shown == Shown::Page => {
            out.push_str("<a class=\"anchor\" href=\"#");
            markup::escape(out, &article.text.headings[heading].id);
            out.push_str("\" aria-label=\"Link to this section\"></a>");
        }
        Filling::Note(note, mention) if !matches!(shown, Shown::Card(_)) => {
            markdown::write_mention(out, &markup::escaped(here), note, mention);
        }
        Filling::Anchor(_) | Filling::Note(..) => {}
    }
}

fn write_address(out: &mut String, site: &PublicSite, landing: &Landing, shown: Shown<'_>, here: &str) {
    match landing {
        Landing::External(url) => markup::escape(out, url),
        Landing::Here(fragment) => markup::escape(out, &format!("{here}#{}", address::encode_tail(fragment))),
        Landing::Nowhere => out.push('#'),
        Landing::Internal { route, query, fragment } => {
            let feed = matches!(shown, Shown::Feed(_));
            let mut url = if feed { site.absolute(*route) } else { site.href(*route) };
            if let Some(query) = query {
                url.push('?');
                url.push_str(&address::encode_tail(query));
            }
            if let Some(fragment) = fragment {
                url.push('#');
                url.push_str(&address::encode_tail(fragment));
            }
            markup::escape(out, &url);
        }
    }
}

/// The words of a link that has none of its own.
fn title<'s>(site: &'s PublicSite, landing: &Landing) -> &'s str {
    match landing {
        Landing::Internal { route: Route::Entry(index), .. } => &site.journal.entries[*index].article.title,
        Landing::Internal { route: Route::Page(index), .. } => &site.journal.pages[*index].article.title,
        _ => "",
    }
}
