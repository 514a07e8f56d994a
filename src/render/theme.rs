//! Templates to pages.

use std::io::{self, Write};
use std::sync::Arc;

use tera::{Context, ErrorKind, Tera, Value};

use crate::diagnostic::{Diagnostic, Place, Report, Source, Span, catalog};
use crate::model::Theme;
use crate::parse::markup;

/// A page larger than this is a template that repeats itself.
const LARGEST: usize = 20_000_000;

/// The compiled templates of a theme.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    sources: Vec<(String, Arc<Source>)>,
}

impl Templates {
    /// Compiles all templates; `site` is what every page sees. Mistakes are reported, all of them.
    pub fn compile(report: &mut Report, theme: &Theme, site: Value) -> Option<Self> {
        let mut tera = Tera::new();
        tera.set_escape_fn(escape);
        let prefixes = theme.layers.iter().map(|layer| format!("{layer}/"));
        // What a layer above covers need not fit what lies over it.
        let reached = theme.reached(|name| !theme.is_covered(name));
        let texts = || reached.iter().map(|(name, source)| (name.as_str(), source.text()));
        let compiled = tera.set_fallback_prefixes(prefixes).and_then(|()| tera.add_raw_templates(texts()));
        let this = Self { tera, sources: theme.templates.clone() };
        if let Err(error) = compiled {
            let each = texts().filter_map(|(name, text)| Tera::new().add_raw_template(name, text).err());
            let mut found: Vec<_> = each.filter(|error| matches!(error.kind(), ErrorKind::SyntaxError(_))).collect();
            if found.is_empty() {
                found.push(error);
            }
            for error in found {
                report.push(this.diagnostic(&error));
            }
            return None;
        }
        Some(this.with_site(site))
    }

    /// Renders one page.
    ///
    /// # Errors
    /// The template's place, and what was wrong with it on this page.
    pub fn render(&self, template: &str, context: &Context) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut out = Vec::with_capacity(16 * 1024);
        self.tera.render_to(template, context, &mut out).map_err(|error| Box::new(self.diagnostic(&error)))?;
        if out.len() > LARGEST {
            let message = format!("`{template}` made a page of {} bytes", out.len());
            return Err(Box::new(catalog::template(self.place(template, 0..0), &message)));
        }
        Ok(out)
    }

    fn with_site(mut self, site: Value) -> Self {
        self.tera.global_context().insert_value("site", site);
        self
    }

    fn diagnostic(&self, error: &tera::Error) -> Diagnostic {
        match error.kind() {
            ErrorKind::SyntaxError(at) | ErrorKind::RenderingError(at) => {
                catalog::template(self.place(at.filename(), at.span().range.clone()), at.message())
            }
            ErrorKind::MissingParent { current, parent } => {
                catalog::template(self.place(current, 0..0), &format!("it extends `{parent}`, which is not there"))
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                catalog::template(self.place(tpl, 0..0), "it contains itself")
            }
            other => self.drawn(&other.to_string()),
        }
    }

    /// What tera finds when it links templates comes as a drawn report: the message, then ` --> NAME:LINE:COLUMN`.
    fn drawn(&self, report: &str) -> Diagnostic {
        let mut lines = report.lines();
        let message = lines.next().unwrap_or_default().trim_start_matches("error: ");
        let at = lines.next().and_then(|line| line.trim().strip_prefix("--> "));
        let parts: Vec<&str> = at.map(|at| at.rsplitn(3, ':').collect()).unwrap_or_default();
        let [column, line, name] = parts[..] else { return catalog::template(self.place("", 0..0), message) };
        let mut place = self.place(name, 0..0);
        let number = |text: &str| text.parse().unwrap_or(1_usize);
        place.span = place.source.span_at(number(line), number(column));
        catalog::template(place, message)
    }

    fn place(&self, name: &str, range: std::ops::Range<usize>) -> Place {
        let found = self.sources.iter().find(|(known, _)| known == name || known.ends_with(&format!("/{name}")));
        match found {
            Some((_, source)) => Span::new(range).of(source),
            None => Place::start_of(&Source::new("themes", "")),
        }
    }
}

/// Words in templates are escaped as everywhere else.
fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(markup::escaped(text).as_bytes())
}
