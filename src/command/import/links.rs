//! Links that come in: what the inbox and the published resources do not have yet.

use std::collections::HashSet;

use super::{Incoming, Plan, remark};
use crate::command::change::Step;
use crate::exchange::{Link, Remark, file};
use crate::parse::{address, markup, slug};

impl Incoming<'_> {
    /// Files of the inbox for what is new.
    pub(super) fn take_links(&self, plan: &mut Plan) {
        let inbox = self.circle.inbox.iter();
        let mut here: HashSet<String> = inbox.clone().filter_map(|item| item.url.clone()).collect();
        let mut names: HashSet<String> = inbox.flat_map(|item| [item.stem.clone(), item.name.clone()]).collect();
        for entry in &self.notebook.entries {
            names.extend([entry.article.slug.clone(), entry.article.name.clone()]);
            here.extend(entry.resource().map(|resource| resource.url.clone()));
        }
        for (from, link) in &self.links {
            match address::web(&link.url) {
                Err(why) => {
                    let why = unusable(&link.url, &why);
                    remark(
                        &mut plan.imported,
                        from,
                        vec![Remark { file: String::new(), line: link.line, whole: true, why }],
                    );
                }
                Ok(url) if !here.insert(url.as_str().to_owned()) => plan.imported.known_links += 1,
                Ok(url) => {
                    let (stem, text) = file::link(link, url.as_str(), &free(link, &url, &mut names));
                    let path = format!("private/inbox/{stem}.md");
                    plan.rows.insert(path.clone(), (from.clone(), link.line));
                    plan.steps.push(Step::Create { path, text });
                    plan.imported.links.push(stem);
                }
            }
        }
    }
}

fn unusable(url: &str, why: &str) -> String {
    if url.trim().is_empty() {
        return "it has no address".to_owned();
    }
    format!("`{}` is no web address: {why}", markup::shorten(url, 60).replace('`', "'"))
}

/// A name that nothing has yet, made of the title.
fn free(link: &Link, url: &url::Url, names: &mut HashSet<String>) -> String {
    let title = if link.title.is_empty() { address::host(url) } else { link.title.clone() };
    let base = slug::slug(&title);
    let numbered = (2..).map(|number| format!("{base}-{number}"));
    let mut all = std::iter::once(base.clone()).chain(numbered);
    all.find(|name| names.insert(name.clone())).unwrap_or(base)
}
