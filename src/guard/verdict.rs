//! Who may be named where.
//!
//! Each source is judged alone. A name may stand in it if its owner has agreed to be named and the source credits them
//! openly; addresses, telephone numbers, handles and sentences from notes may stand nowhere. What is settled in the
//! sources, one way or the other, is not told again of every page that shows it; what no source explains is told of
//! the output.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::fold::fold;
use super::{Guard, Hit, Secret, What};
use crate::diagnostic::{Diagnostic, Place, Report, Source, Span, catalog};
use crate::load::Fingerprint;

/// A public text and whom it names openly.
#[derive(Clone, Debug)]
pub struct Judged<'a> {
    /// The text.
    pub source: &'a Arc<Source>,
    /// The values of `named`, `author`, `via` and `learned_from`; nothing for templates and files that are copied.
    pub credited: Vec<&'a str>,
}

/// What a file of the output is to whoever judges it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// Made of entries, which explain what they may say.
    Made,
    /// Made of entries, an item for each, with nothing in it that is not escaped but our own tags.
    Rss,
    /// Copied as it was. Nothing of an entry is shown, so that what is permitted in an entry explains nothing there.
    Copied,
}

/// What was found in the sources, and what is left to find in the output.
#[derive(Debug)]
pub struct Verdict<'g> {
    guard: &'g Guard,
    settled: Settled,
}

/// Secrets of which all is said, as folded words: a name and the handle that is made of it are one.
type Settled = HashSet<Vec<u8>>;

impl<'g> Verdict<'g> {
    /// Judges the public texts: all that stands in them and may not is reported where it stands.
    pub fn on_sources(report: &mut Report, guard: &'g Guard, sources: &[Judged<'_>]) -> Self {
        #[cfg(leak = "sources-are-not-judged")]
        let sources = &sources[..0];
        let judged: Vec<_> = sources.par_iter().map(|judged| judge(guard, judged)).collect();
        let mut settled = Settled::new();
        for (told, of_source) in judged {
            for diagnostic in told {
                report.push(diagnostic);
            }
            settled.extend(of_source);
        }
        Self { guard, settled }
    }

    /// Everything but the program that what is said of a file depends on: what is looked for, and what is permitted.
    pub fn fingerprint(&self) -> Fingerprint {
        let Self { guard, settled } = self;
        let secret = |(index, secret): (usize, &Secret)| {
            let Secret { what, text, consented, owner: _, place: _ } = secret;
            let is_public = guard.public.contains(&index);
            format!("{what:?} {consented} {is_public} {text}").into_bytes()
        };
        let mut settled: Vec<_> = settled.iter().cloned().collect();
        settled.sort_unstable();
        Fingerprint::of(guard.secrets.iter().enumerate().map(secret).chain([Vec::new()]).chain(settled))
    }

    /// Judges one file of the output: what no source explains.
    pub fn on_output(&self, path: &str, bytes: &[u8], output: Output) -> Vec<Diagnostic> {
        let mut hits = match output {
            _ if cfg!(leak = "output-is-not-judged") => Vec::new(),
            Output::Rss => self.guard.inspect_rss(path, bytes),
            Output::Made | Output::Copied => self.guard.inspect(path, bytes),
        };
        // `@media` and `@type` are words of style sheets and of data; in a text of the author's they were looked for.
        hits.retain(|hit| !is_bare_handle(self.guard.secret(hit.secret)));
        hits.retain(|hit| {
            output == Output::Copied && cfg!(not(leak = "copies-are-settled"))
                || !self.settled.contains(&words(self.guard.secret(hit.secret)))
        });
        if hits.is_empty() {
            return Vec::new();
        }
        let file = Source::new(path, "");
        hits.iter().map(|hit| catalog::leak_in_output(told(self.guard, hit, Place::start_of(&file)))).collect()
    }
}

/// What of one source is told, and what is settled by it. Its path is judged too: addresses and feed ids come of it.
fn judge(guard: &Guard, judged: &Judged<'_>) -> (Vec<Diagnostic>, Settled) {
    let source = judged.source;
    let (of_text, of_path) = (guard.find(source.text()), guard.find_in_path(source.path()));
    if of_text.is_empty() && of_path.is_empty() {
        return (Vec::new(), Settled::new());
    }
    let settled = of_text.iter().chain(&of_path).map(|hit| words(guard.secret(hit.secret))).collect();
    let named = named(guard, judged);
    let in_text = unexplained(guard, &named, of_text);
    let in_path = unexplained(guard, &named, of_path);
    let of_text = in_text.iter().map(|hit| told(guard, hit, Span::new(hit.span.clone()).of(source)));
    let of_path = in_path.iter().map(|hit| told(guard, hit, Place::start_of(source)));
    (of_path.chain(of_text).collect(), settled)
}

/// The names, folded, that a source may say: it credits them, and somebody of that name has agreed.
fn named(guard: &Guard, judged: &Judged<'_>) -> HashSet<Vec<u8>> {
    let hits = judged.credited.iter().flat_map(|credited| guard.find(credited));
    let secrets = hits.map(|hit| guard.secret(hit.secret));
    secrets
        .filter(|secret| secret.what == What::Name && (secret.consented || cfg!(leak = "nobody-is-asked")))
        .map(words)
        .collect()
}

/// What remains of the hits on a text. A permitted name explains itself, the handle that is nothing but this name (in
/// addresses and the ids of headings), and shorter names inside it. What remains is told once a contact and place.
fn unexplained(guard: &Guard, named: &HashSet<Vec<u8>>, hits: Vec<Hit>) -> Vec<Hit> {
    let is_name = |hit: &Hit| matches!(guard.secret(hit.secret).what, What::Name | What::Handle) && !hit.mention;
    #[cfg(leak = "a-name-permits-all")]
    let hits = if named.is_empty() { hits } else { Vec::new() };
    let (permitted, mut rest): (Vec<_>, Vec<_>) =
        hits.into_iter().partition(|hit| is_name(hit) && named.contains(&words(guard.secret(hit.secret))));
    let inside = |hit: &Hit, other: &Hit| other.span.start <= hit.span.start && hit.span.end <= other.span.end;
    rest.retain(|hit| !is_name(hit) || !permitted.iter().any(|other| inside(hit, other)));
    rest.sort_by_key(|hit| (guard.secret(hit.secret).owner.clone(), hit.span.start, Reverse(hit.span.end)));
    rest.dedup_by(|later, kept| {
        guard.secret(later.secret).owner == guard.secret(kept.secret).owner && later.begins_within(kept)
    });
    rest
}

fn is_bare_handle(secret: &Secret) -> bool {
    secret.what == What::Handle && !secret.text.contains('-')
}

fn words(secret: &Secret) -> Vec<u8> {
    fold(&secret.text).words
}

fn told(guard: &Guard, hit: &Hit, place: Place) -> Diagnostic {
    let Secret { what, text, owner, consented, place: written } = guard.secret(hit.secret);
    let written = written.clone();
    match what {
        What::Name => catalog::leaked_name(place, text, owner, *consented, written),
        What::Email => catalog::leak(place, text, owner, "address", written),
        What::Phone => catalog::leak(place, text, owner, "telephone number", written),
        What::Handle => catalog::leaked_handle(place, owner, written),
        What::Sentence => catalog::leaked_sentence(place, owner, &written),
    }
}
