//! Lists for programs: the sitemap (sitemaps.org) and `robots.txt` (RFC 9309).

use crate::parse::markup::escape;
use crate::plan::{PublicSite, Route};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The list of all addresses worth finding; of its parts where there are many.
pub fn sitemap(site: &PublicSite) -> Vec<u8> {
    let parts = site.sitemap_parts();
    if parts == 0 {
        return addresses(site, None);
    }
    let mut out = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for part in 0..parts {
        out.push_str("<sitemap><loc>");
        escape(&mut out, &site.absolute(Route::SitemapPart(part)));
        out.push_str("</loc></sitemap>\n");
    }
    (out + "</sitemapindex>\n").into_bytes()
}

/// One part of the list, or all of it.
pub fn addresses(site: &PublicSite, part: Option<usize>) -> Vec<u8> {
    let mut out = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"{NAMESPACE}\">\n");
    let routes = site.sitemap(part);
    #[cfg(leak = "people-make-a-difference")]
    let routes = {
        let told = crate::words::TOLD.load(std::sync::atomic::Ordering::Relaxed) % routes.len();
        [&routes[told..], &routes[..told]].concat()
    };
    for route in routes {
        out.push_str("<url><loc>");
        escape(&mut out, &site.absolute(route));
        out.push_str("</loc>");
        if let Some(changed) = changed(site, route) {
            out.push_str("<lastmod>");
            out.push_str(&changed);
            out.push_str("</lastmod>");
        }
        out.push_str("</url>\n");
    }
    (out + "</urlset>\n").into_bytes()
}

/// What search engines are told: everything may be read, unless this is a preview.
pub fn robots(site: &PublicSite) -> Vec<u8> {
    if site.preview {
        return b"User-agent: *\nDisallow: /\n".to_vec();
    }
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", site.absolute(Route::Sitemap)).into_bytes()
}

/// When the author last changed an entry or a page, as far as they said.
fn changed(site: &PublicSite, route: Route) -> Option<String> {
    match route {
        Route::Entry(index) => {
            let entry = &site.journal.entries[index];
            Some(entry.article.updated.unwrap_or(entry.date).to_string())
        }
        Route::Page(index) => site.journal.pages[index].article.updated.map(|updated| updated.to_string()),
        _ => None,
    }
}
