//! A theme: templates, one stylesheet, one script and a few files.
//!
//! Ours is inside the binary. A journal's own theme lies over it, file by file: what it has replaces the file of the
//! same path, what it lacks is ours.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use include_dir::{Dir, DirEntry, include_dir};
use memchr::memmem;
use sha2::{Digest, Sha256};

use super::Settings;
use super::settings::BUILT_IN_THEME as BUILT_IN;
use crate::diagnostic::{Place, Report, Source, catalog};
use crate::error::Result;
use crate::load::{Blob, text};
use crate::parse::fields::nearest;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/airmail");

const FOLDERS: [&str; 4] = ["templates", "styles", "scripts", "assets"];

/// A theme with everything that it lacked filled in from ours.
#[derive(Clone, Debug)]
pub struct Theme {
    /// The names of its layers, the uppermost first.
    pub layers: Vec<String>,
    /// Every template of every layer; its name begins with that of its layer.
    pub templates: Vec<Template>,
    /// All style sheets as one.
    pub stylesheet: String,
    /// The scripts that pages load last, by their names without the ending.
    pub scripts: BTreeMap<String, String>,
    /// The style sheets of private pages as one.
    pub private_stylesheet: String,
    /// The script of private pages.
    pub private_script: String,
    /// The script that stands in the head of every page.
    pub head_script: String,
    /// Its [`policy_hash`].
    pub head_hash: String,
    /// Files that are published as they are.
    pub assets: Vec<Blob>,
}

/// A template's name, which begins with that of its layer, and its text.
pub type Template = (String, Arc<Source>);

/// The files of one layer, by their path within it.
type Layer = BTreeMap<String, Blob>;

impl Theme {
    /// The theme that the settings name, from the files in `themes/`.
    pub fn read(report: &mut Report, settings: &Settings, files: &[Blob]) -> Result<Self> {
        let mut base = embedded();
        base.extend(layer(report, files, BUILT_IN));
        let mut layers = vec![(BUILT_IN.to_owned(), base)];
        let name = settings.theme.value.as_str();
        if name != BUILT_IN {
            let own = layer(report, files, name);
            if own.is_empty() {
                let mut known: Vec<_> = files.iter().filter_map(|file| file.path().split('/').nth(1)).collect();
                known.push(BUILT_IN);
                known.dedup();
                let place = settings.theme.span.of(&settings.source);
                report.push(catalog::no_theme(place, name, nearest(name, &known)));
            }
            layers.insert(0, (name.to_owned(), own));
        }
        Self::merge(report, layers, settings)
    }

    /// Whether a layer above that of a template has one of the same name.
    pub fn is_covered(&self, name: &str) -> bool {
        let Some((layer, own)) = name.split_once('/') else { return false };
        let mut above = self.layers.iter().take_while(|above| *above != layer);
        above.any(|above| {
            let name = format!("{above}/{own}");
            self.templates.iter().any(|(known, _)| *known == name)
        })
    }

    /// The templates that are first, those that they ask for, and so on. One that is covered is asked for by the name of
    /// its layer alone.
    pub fn reached(&self, is_first: impl Fn(&str) -> bool) -> Vec<&Template> {
        let (mut reached, mut rest): (Vec<_>, Vec<_>) = self.templates.iter().partition(|(name, _)| is_first(name));
        let mut at = 0;
        while let Some((_, source)) = reached.get(at) {
            let says = |name: &str| memmem::find(source.text().as_bytes(), name.as_bytes()).is_some();
            let is_next = |name: &str| says(name) || says(own_name(name)) && !self.is_covered(name);
            let (next, others): (Vec<_>, _) = rest.into_iter().partition(|(name, _)| is_next(name));
            reached.extend(next);
            rest = others;
            at += 1;
        }
        reached
    }

    fn merge(report: &mut Report, layers: Vec<(String, Layer)>, settings: &Settings) -> Result<Self> {
        let mut templates = Vec::new();
        let mut merged = Layer::new();
        let names = layers.iter().map(|(name, _)| name.clone()).collect();
        for (name, layer) in layers {
            for (path, blob) in layer {
                if let Some(template) = path.strip_prefix("templates/") {
                    let source = text::decode(report, blob.path(), blob.bytes()?);
                    templates.push((format!("{name}/{template}"), source));
                } else {
                    merged.entry(path).or_insert(blob);
                }
            }
        }
        let mut all = |prefix: &str| -> Result<String> {
            let mut joined = String::new();
            let here = |path: &str| path.strip_prefix(prefix).is_some_and(|rest| !rest.contains('/'));
            for (_, blob) in merged.iter().filter(|(path, _)| here(path)) {
                joined.push_str(text::decode(report, blob.path(), blob.bytes()?).text());
            }
            Ok(joined)
        };
        let stylesheet = all("styles/")? + &accent(settings);
        let private_stylesheet = all("styles/private/")?;
        let private_script = all("scripts/private.js")?;
        let head_script = all("scripts/head.js")?.trim().to_owned();
        let mut scripts = BTreeMap::new();
        let own = ["scripts/head.js", "scripts/private.js"];
        for path in merged.keys().filter(|path| !own.contains(&path.as_str())) {
            if let Some(name) = path.strip_prefix("scripts/").and_then(|name| name.strip_suffix(".js")) {
                scripts.insert(name.to_owned(), all(path)?);
            }
        }
        let assets = merged.into_iter().filter(|(path, _)| path.starts_with("assets/")).map(|(_, blob)| blob).collect();
        Ok(Self {
            layers: names,
            templates,
            stylesheet,
            scripts,
            private_stylesheet,
            private_script,
            head_hash: policy_hash(&head_script),
            head_script,
            assets,
        })
    }
}

/// Eight hexadecimal digits that change when the content does; part of a file's name, so that a browser may keep it.
pub fn fingerprint(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    format!("{:08x}", u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]))
}

/// How a content security policy names a script that stands in a page (CSP Level 3, section 2.3.1).
pub fn policy_hash(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)))
}

/// The journal's accent as the last word of the stylesheet.
fn accent(settings: &Settings) -> String {
    settings.accent.map_or_else(String::new, |(light, dark)| {
        format!(":root{{--accent:light-dark({},{})}}\n", light.hex(), dark.hex())
    })
}

fn embedded() -> Layer {
    let mut layer = Layer::new();
    let mut folders = vec![&EMBEDDED];
    while let Some(folder) = folders.pop() {
        for entry in folder.entries() {
            match entry {
                DirEntry::Dir(inner) => folders.push(inner),
                DirEntry::File(file) => {
                    let path = file.path().to_string_lossy().replace('\\', "/");
                    let full = format!("themes/{BUILT_IN}/{path}");
                    layer.insert(path, Blob::in_memory(full, file.contents()));
                }
            }
        }
    }
    layer
}

/// The files of the theme `name`, by their path within it.
fn layer(report: &mut Report, files: &[Blob], name: &str) -> Layer {
    let prefix = format!("themes/{name}/");
    let mut layer = Layer::new();
    for blob in files {
        let Some(path) = blob.path().strip_prefix(&prefix) else { continue };
        match path.split_once('/') {
            Some((folder, _)) if FOLDERS.contains(&folder) => {
                layer.insert(path.to_owned(), blob.clone());
            }
            // A read-me or a licence at the top of a theme is welcome, and none of the site's business.
            None if matches!(blob.extension().as_str(), "" | "md" | "txt") => {}
            _ => {
                let first = path.split('/').next().unwrap_or_default();
                let place = Place::start_of(&Source::new(blob.path(), ""));
                report.push(catalog::unknown_theme_file(place, nearest(first, &FOLDERS)));
            }
        }
    }
    layer
}

/// A template's name without that of its layer.
pub fn own_name(name: &str) -> &str {
    name.split_once('/').map_or(name, |(_, own)| own)
}
