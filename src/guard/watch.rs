//! What the guard looks for, and in which texts: the one place where it meets our nouns.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Guard, Judged, Output, Secret, Verdict, What};
use crate::diagnostic::{At, Diagnostic, Place, Report, Source, Span, people};
use crate::load::Blob;
use crate::model::contact::without_titles;
use crate::model::{Article, Circle, Contact, Detail, Entry, Event, Settings};
use crate::parse::slug::fold_words;
use crate::plan::{Feed, PublicSite, Route};

/// A guard over everything of a circle that must not be public; where there is none, there is nothing to find.
pub fn over(circle: Option<&Circle>, settings: &Settings) -> Guard {
    let contacts = circle.iter().flat_map(|circle| &circle.contacts).flat_map(secrets);
    let log = circle.iter().flat_map(|circle| circle.events.iter().flat_map(|event| told(circle, event)));
    #[cfg(leak = "log-is-forgotten")]
    let log = log.take(0);
    Guard::new(contacts.chain(log).collect(), &public_by_intent(settings))
}

/// Judges the texts that a site is made of; what is left to find is found in its pages.
pub fn judge<'g>(report: &mut Report, guard: &'g Guard, circle: Option<&Circle>, site: &PublicSite) -> Verdict<'g> {
    let Some(circle) = circle else { return Verdict::on_sources(report, guard, &[]) };
    let copied = copied(site);
    let journal = &site.journal;
    let entries = journal.entries.iter().map(|entry| of_entry(entry));
    let pages = journal.pages.iter().map(|page| of_article(&page.article, Vec::new()));
    let own = site.theme.templates.iter().map(|(_, source)| source).chain(&copied);
    let own = own.map(|source| Judged { source, credited: Vec::new() });
    let sources: Vec<_> = entries.chain(pages).chain(own).collect();
    report.extend(journal.entries.iter().flat_map(|entry| unasked(guard, circle, entry)));
    Verdict::on_sources(report, guard, &sources)
}

/// Judges one file of the site, as it is to be published.
pub fn judge_file(
    verdict: &Verdict<'_>,
    site: &PublicSite,
    (place, route): (&str, Route),
    bytes: &[u8],
) -> Vec<Diagnostic> {
    let output = match route {
        _ if site.is_copied(route) => Output::Copied,
        Route::Feed(Feed::Rss | Feed::Kind(_) | Feed::Tag(_)) => Output::Rss,
        _ => Output::Made,
    };
    verdict.on_output(place, bytes, output)
}

/// The same as [`judge`] for one entry or page that is not out yet.
pub fn judge_one(guard: &Guard, circle: &Circle, article: &Article, entry: Option<&Entry>) -> Report {
    let mut report = Report::new();
    let judged = entry.map_or_else(|| of_article(article, Vec::new()), of_entry);
    report.extend(entry.into_iter().flat_map(|entry| unasked(guard, circle, entry)));
    Verdict::on_sources(&mut report, guard, &[judged]);
    report
}

/// Those in `named` who have not agreed to it, as far as the guard does not say so of their names anyway.
fn unasked(guard: &Guard, circle: &Circle, entry: &Entry) -> Vec<Diagnostic> {
    let Detail::Introduction(introduction) = &entry.detail else { return Vec::new() };
    let asked = |name: &&At<String>| {
        let agreed = circle.called(&name.value).iter().any(|index| circle.contacts[*index].consent);
        // A whole name is told of where it stands, by the guard.
        !agreed && guard.find(&name.value).is_empty()
    };
    let complaint = |name: &At<String>| {
        let file = circle.called(&name.value).first().map(|index| circle.contacts[*index].source.path().to_owned());
        people::named_unasked(entry.article.place(name.span), &name.value, file.as_deref())
    };
    introduction.named.iter().filter(asked).map(complaint).collect()
}

fn of_article<'a>(article: &'a Article, credited: Vec<&'a str>) -> Judged<'a> {
    Judged { source: &article.source, credited }
}

fn of_entry(entry: &Entry) -> Judged<'_> {
    let credited = match &entry.detail {
        Detail::Introduction(it) => it.named.iter().map(|name| name.value.as_str()).collect(),
        Detail::Lesson(it) => it.learned_from.iter().map(String::as_str).collect(),
        Detail::Resource(it) => {
            it.author.as_deref().into_iter().chain(it.via.as_ref().map(|via| via.name.as_str())).collect()
        }
    };
    of_article(&entry.article, credited)
}

/// Files that are published as they are. Of what is no text the name is judged here, and the inside when it is published.
fn copied(site: &PublicSite) -> Vec<Arc<Source>> {
    let read = |blob: &Blob| {
        let text = blob.bytes().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        Source::new(blob.path(), text)
    };
    site.journal.statics.par_iter().map(read).collect()
}

/// What the settings say is public, whoever else has it in a file.
fn public_by_intent(settings: &Settings) -> String {
    let author = &settings.author;
    let mut values = vec![settings.title.as_str(), &settings.description, &settings.id, &author.name, &author.url];
    values.extend(settings.motto.as_deref());
    values.extend(author.email.as_deref());
    values.extend(author.links.iter().map(String::as_str));
    let base = settings.base_url.absolute("");
    values.push(&base);
    values.join("\n\n")
}

/// What a line of the log says, where it is a sentence: of all that is private the most private.
fn told(circle: &Circle, event: &Event) -> Vec<Secret> {
    let owner = event.people.first().map_or("", |contact| circle.contacts[*contact].handle.as_str());
    let texts = std::iter::once(&event.line.text).chain(event.line.markers.iter().map(|(_, value)| &value.value));
    let secret = |text: &String| Secret {
        what: What::Sentence,
        text: text.clone(),
        owner: owner.into(),
        consented: false,
        place: event.place(),
    };
    texts.filter(|text| is_said(text)).map(secret).collect()
}

/// What of a contact must not be public.
fn secrets(contact: &Contact) -> Vec<Secret> {
    let owner: Arc<str> = contact.handle.as_str().into();
    let secret = |what, text: &str, place: Place| Secret {
        what,
        text: text.to_owned(),
        owner: Arc::clone(&owner),
        consented: contact.consent,
        place,
    };
    let at = |what, at: &At<String>| secret(what, &at.value, at.span.of(&contact.source));
    let start = || contact.start();
    // "Dr Ana Ruiz" is found in "Ana Ruiz" too; of "Dr Ruiz" nothing would be left without the title.
    let plain = |name: &str| Some(without_titles(name)).filter(|plain| plain.contains(' ')).unwrap_or(name).to_owned();
    let name = contact.name_at.of(&contact.source);
    let mut all = vec![secret(What::Name, &plain(&contact.name), name), secret(What::Handle, &contact.handle, start())];
    all.extend(contact.aka.iter().map(|aka| secret(What::Name, &plain(&aka.value), aka.span.of(&contact.source))));
    all.extend(contact.emails.iter().map(|email| at(What::Email, email)));
    #[cfg(not(leak = "telephones-are-forgotten"))]
    all.extend(contact.phones.iter().map(|phone| at(What::Phone, phone)));
    for notes in contact.notes() {
        let text = contact.source.text();
        let sentences = sentences(text, notes)
            .filter(|span| is_said(&text[span.range()]))
            .map(|span| secret(What::Sentence, &text[span.range()], span.of(&contact.source)));
        #[cfg(leak = "notes-are-forgotten")]
        let sentences = sentences.take(0);
        all.extend(sentences);
    }
    all
}

/// Words that are a person's own: addresses and names of entries are none, and six of them make a sentence.
fn is_said(sentence: &str) -> bool {
    let own = sentence.split_whitespace().filter(|word| !word.contains("://") && !word.contains("[["));
    own.flat_map(fold_words).count() >= 6
}

/// The sentences of a part of a text: up to a full stop, a question or exclamation mark, an empty line, the next item.
fn sentences(text: &str, part: Span) -> impl Iterator<Item = Span> {
    let mut at = part.range().start;
    let ends = |text: &str| {
        let mut chars = text.char_indices().peekable();
        while let Some((place, c)) = chars.next() {
            let next = chars.peek().map(|(_, next)| *next);
            let stop = match c {
                '.' | '!' | '?' | '؟' => next.is_none_or(char::is_whitespace),
                // Where words have no space between them, sentences have none.
                '。' | '！' | '？' => true,
                _ => false,
            };
            let item = c == '\n' && next.is_some_and(|next| matches!(next, '\n' | '-' | '*' | '#' | '>'));
            if stop || item {
                return place + c.len_utf8();
            }
        }
        text.len()
    };
    std::iter::from_fn(move || {
        let rest = text[at..part.range().end].trim_start();
        at = part.range().end - rest.len();
        let length = ends(rest);
        let span = Span::new(at..at + length);
        at += length;
        (length > 0).then_some(span)
    })
}
