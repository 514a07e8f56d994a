//! Pages to bytes, purely: what a route becomes depends on the site and on nothing else.

pub mod asked;
pub mod body;
pub mod chart;
pub mod content;
pub mod feed;
pub mod listing;
pub mod page;
pub mod search;
pub mod theme;
pub mod view;
pub mod words;
pub mod private;

use std::sync::OnceLock;

use tera::Value;

pub use private::PrivateRenderer;
pub use theme::Templates;
use view::Rows;

use crate::audience::{Public, Rendered};
use crate::diagnostic::{Diagnostic, Report, catalog};
use crate::error::Error;
use crate::load::Blob;
use crate::parse::picture;
use crate::plan::{PublicSite, Route, files};

/// Makes the bytes of any route of a site, in any order, on any thread.
#[derive(Debug)]
pub struct Renderer<'a> {
    site: &'a PublicSite,
    templates: Templates,
    rows: Rows<'a>,
    items: feed::Items<'a>,
    /// The words that search looks into, once they are asked for.
    words: OnceLock<search::Words>,
}

/// Why a route could not be rendered.
#[derive(Debug)]
pub enum Failure {
    /// The author's to mend: a template, a picture.
    Diagnostic(Box<Diagnostic>),
    /// The machine's: a file that went away.
    Error(Error),
}

impl<'a> Renderer<'a> {
    /// Compiles the theme of a site. Mistakes in its templates are reported, and then there is no renderer.
    pub fn new(report: &mut Report, site: &'a PublicSite) -> Option<Self> {
        let everywhere = Value::from_serializable(&view::SiteView::of(site));
        let templates = Templates::compile(report, &site.theme, everywhere)?;
        Some(Self { site, templates, rows: Rows::of(site), items: feed::Items::of(site), words: OnceLock::new() })
    }

    /// The site whose pages it makes.
    pub fn site(&self) -> &'a PublicSite {
        self.site
    }

    /// Gathers what search looks into on all processors, for whoever is about to render everything; otherwise that
    /// waits until it is asked for.
    pub fn prepare(&self) {
        if self.site.journal.settings.search {
            let _ = self.words.set(search::Words::on_all_processors(self.site));
        }
    }

    /// The bytes of a route.
    pub fn render(&self, route: Route) -> Result<Rendered<Public>, Failure> {
        self.bytes(route).map(Rendered::new)
    }

    fn bytes(&self, route: Route) -> Result<Vec<u8>, Failure> {
        let site = self.site;
        match route {
            Route::Feed(feed) => Ok(feed::feed(&self.items, feed)),
            Route::Opml => Ok(feed::opml(site)),
            Route::SearchWords(index) => Ok(self.words.get_or_init(|| search::Words::of(site)).shard(site, index)),
            Route::SearchEntries(index) => Ok(search::chunk(site, index)),
            Route::Sitemap => Ok(listing::sitemap(site)),
            Route::SitemapPart(part) => Ok(listing::addresses(site, Some(part))),
            Route::Robots => Ok(listing::robots(site)),
            Route::Style => Ok(site.theme.stylesheet.clone().into_bytes()),
            Route::Script(index) => {
                Ok(site.theme.scripts.values().nth(index).cloned().unwrap_or_default().into_bytes())
            }
            Route::ThemeFile(index) => file(&site.theme.assets[index]),
            Route::File(index) => file(&site.files.get(index).blob),
            page => self.page(page),
        }
    }

    fn page(&self, route: Route) -> Result<Vec<u8>, Failure> {
        let Some(page) = self.site.page(route) else { return Ok(Vec::new()) };
        let (template, context) = page::context(&self.rows, route, &page);
        self.templates.render(template, &context).map_err(Failure::Diagnostic)
    }
}

/// A file as it is published; a picture goes out without what it knows about its maker.
fn file(blob: &Blob) -> Result<Vec<u8>, Failure> {
    let bytes = blob.bytes().map_err(Failure::Error)?;
    match picture::Kind::of_extension(&blob.extension()) {
        None => Ok(bytes),
        Some(_) if cfg!(leak = "picture-as-it-is") => Ok(bytes),
        Some(kind) => picture::publishable(kind, &bytes).map_err(|why| {
            Failure::Diagnostic(Box::new(catalog::broken_picture(files::start(blob), blob.name(), &why)))
        }),
    }
}
