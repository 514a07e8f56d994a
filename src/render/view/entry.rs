//! An entry, as a card in a list or as a page of its own.

use serde::Serialize;
use tera::Value;

use super::{LinkView, Rows, TagView, direction, mark, name, tag_view};
use crate::model::{Detail, Entry, Page, State, entry};
use crate::parse::markdown::Heading;
use crate::parse::{address, markup};
use crate::plan::{PublicSite, Route};
use crate::render::body::{self, Shown};
use crate::render::words::{self, Date, StepDate};

/// A title longer than this is set smaller.
const LONG_TITLE: usize = 48;
/// A text with so many words and headings gets a table of contents.
const LONG_TEXT: (usize, usize) = (700, 4);

/// An entry, as a card or as a page of its own.
#[derive(Serialize)]
pub struct EntryView {
    kind: &'static str,
    one: &'static str,
    mark: &'static str,
    title: String,
    long: bool,
    url: String,
    permalink: String,
    date: Date,
    updated: Option<Date>,
    lang: String,
    dir: &'static str,
    tags: Vec<TagView>,
    summary: Option<String>,
    lede: String,
    more: bool,
    source: Option<SourceView>,
    good_for: Option<String>,
    less_good_for: Option<String>,
    when: Option<String>,
    r#where: Option<String>,
    expires: Option<Date>,
    sides: Vec<SideView>,
    in_common: Option<String>,
    both_said_yes: bool,
    steps: Vec<StepView>,
    outcome: Option<String>,
    named: Vec<String>,
    learned_from: Option<String>,
    try_when: Option<String>,
    state: &'static str,
    state_note: Option<String>,
    pass_on: Option<String>,
    body: Option<String>,
    toc: Vec<TocItem>,
    earlier: Option<LinkView>,
    later: Option<LinkView>,
    related: Vec<Value>,
}

/// Where a resource is and who made it.
#[derive(Serialize)]
pub struct SourceView {
    url: String,
    host: String,
    line: String,
    byline: Option<String>,
    via: Option<ViaView>,
}

#[derive(Serialize)]
struct ViaView {
    name: String,
    url: Option<String>,
}

#[derive(Serialize)]
struct SideView {
    who: String,
    brings: Option<String>,
}

#[derive(Serialize)]
struct StepView {
    date: StepDate,
    text: String,
}

/// A heading in a table of contents, with those below it.
#[derive(Serialize)]
pub struct TocItem {
    id: String,
    title: String,
    children: Vec<TocItem>,
}

impl EntryView {
    /// An entry as a card in a list: its first paragraph or its summary.
    pub fn card(site: &PublicSite, index: usize) -> Self {
        let entry = &site.journal.entries[index];
        let url = site.href(Route::Entry(index));
        let article = &entry.article;
        let lede = match &article.summary {
            Some(summary) => format!("<p>{}</p>", markup::escaped(summary)),
            None => body::lede(site, article, site.entry_landings(index), Shown::Card(&url)),
        };
        let more = article.summary.is_some() && article.text.has_words() || article.text.has_more();
        Self { lede, more, ..Self::bare(site, entry, index, url) }
    }

    /// An entry as a page; `rows` are the lines of all entries.
    pub fn page(site: &PublicSite, index: usize, rows: &Rows<'_>) -> Self {
        let journal = &site.journal;
        let entry = &journal.entries[index];
        let (earlier, later) = journal.neighbours(index);
        let link = |index: usize| LinkView {
            title: journal.entries[index].article.title.clone(),
            url: site.href(Route::Entry(index)),
        };
        Self {
            body: Some(body::html(site, &entry.article, site.entry_landings(index), Shown::Page)),
            toc: toc(&entry.article.text.headings, entry.article.text.own_words),
            earlier: earlier.map(link),
            later: later.map(link),
            related: rows.of_entries(journal.related(index, 3)),
            ..Self::bare(site, entry, index, site.href(Route::Entry(index)))
        }
    }

    /// What cards and pages have in common.
    fn bare(site: &PublicSite, entry: &Entry, index: usize, url: String) -> Self {
        let settings = &site.journal.settings;
        let article = &entry.article;
        let lang = article.lang.as_ref().unwrap_or(&settings.lang);
        let permalink = site.absolute(Route::Entry(index));
        let state = site.journal.state(entry);
        let resource = entry.resource();
        let introduction = if let Detail::Introduction(it) = &entry.detail { Some(it) } else { None };
        let lesson = if let Detail::Lesson(it) = &entry.detail { Some(it) } else { None };
        Self {
            kind: name(entry.kind()),
            one: entry.kind().one(),
            mark: mark(entry.kind()),
            long: article.title.chars().count() > LONG_TITLE,
            title: article.title.clone(),
            date: Date::of(entry.date, settings.timezone),
            updated: article.updated.map(|updated| Date::of(updated, settings.timezone)),
            lang: lang.clone(),
            dir: direction(lang),
            tags: site.journal.tags_of(index).iter().map(|tag| tag_view(site, *tag)).collect(),
            summary: article.summary.clone(),
            source: resource.filter(|resource| !resource.url.is_empty()).map(SourceView::of),
            good_for: resource.and_then(|it| it.good_for.clone()),
            less_good_for: resource.and_then(|it| it.less_good_for.clone()),
            when: resource.and_then(|it| it.when.clone()),
            r#where: resource.and_then(|it| it.place.clone()),
            expires: entry.expires.map(Date::of_day),
            sides: introduction.map(sides).unwrap_or_default(),
            in_common: introduction.and_then(|it| it.in_common.clone()),
            both_said_yes: introduction.is_some_and(|it| it.both_said_yes),
            steps: introduction.map(steps).unwrap_or_default(),
            outcome: introduction.and_then(|it| it.outcome.clone()),
            named: introduction.map(|it| it.named.iter().map(|name| name.value.clone()).collect()).unwrap_or_default(),
            learned_from: lesson.and_then(|it| it.learned_from.clone()),
            try_when: lesson.and_then(|it| it.try_when.clone()),
            state: state.word(),
            state_note: state_note(state),
            pass_on: pass_on(entry, &permalink),
            url,
            permalink,
            lede: String::new(),
            more: false,
            body: None,
            toc: Vec::new(),
            earlier: None,
            later: None,
            related: Vec::new(),
        }
    }
}

impl SourceView {
    /// Where a resource is, in words.
    pub fn of(resource: &entry::Resource) -> Self {
        let host = address::web(&resource.url).map(|url| address::host(&url)).unwrap_or_default();
        let year = resource.year.map(|year| year.to_string());
        let time = resource.minutes.map(|minutes| words::capitalised(&words::minutes(minutes)));
        let published = resource.source.clone().unwrap_or_else(|| host.clone());
        let parts: Vec<_> = [resource.author.clone(), Some(published), year.clone()].into_iter().flatten().collect();
        let sentence = |text: String| if text.ends_with('.') { text } else { text + "." };
        let line = [Some(sentence(parts.join(", "))), time.map(sentence)];
        let by = [resource.author.clone(), resource.source.clone(), year].into_iter().flatten().collect::<Vec<_>>();
        let by = (!by.is_empty()).then(|| {
            let by = by.join(", ");
            sentence(if resource.author.is_some() { format!("By {by}") } else { by })
        });
        let about = resource.minutes.map(|minutes| format!("About {}.", words::minutes(minutes)));
        let byline: Vec<_> = [by, about].into_iter().flatten().collect();
        Self {
            url: resource.url.clone(),
            line: line.into_iter().flatten().collect::<Vec<_>>().join(" "),
            byline: (!byline.is_empty()).then(|| byline.join(" ")),
            via: resource.via.as_ref().map(|via| ViaView { name: via.name.clone(), url: via.url.clone() }),
            host,
        }
    }

    /// Whose it is, where it was published and how long it takes, for feeds.
    pub fn line(&self) -> &str {
        &self.line
    }
}

fn sides(introduction: &entry::Introduction) -> Vec<SideView> {
    let side = |side: &entry::Side| SideView { who: words::capitalised(&side.who), brings: side.brings.clone() };
    introduction.sides.iter().map(side).collect()
}

fn steps(introduction: &entry::Introduction) -> Vec<StepView> {
    introduction.steps.iter().map(|step| StepView { date: step.date.into(), text: step.text.clone() }).collect()
}

fn state_note(state: State) -> Option<String> {
    match state {
        State::Published => None,
        State::Draft => Some("A draft: only this preview shows it.".to_owned()),
        State::Scheduled(day) => Some(format!("Scheduled for {}: only this preview shows it.", Date::of_day(day).long)),
        State::Expired(day) => Some(format!(
            "This was worth passing on until {}. It stays here so that old links still work.",
            Date::of_day(day).long
        )),
    }
}

/// A letter to somebody whom the entry would suit; the reason is theirs to write.
fn pass_on(entry: &Entry, permalink: &str) -> Option<String> {
    let link = entry.resource().map_or(permalink, |resource| resource.url.as_str());
    if link.is_empty() {
        return None;
    }
    let subject = address::encode_query(&format!("Thought of you: {}", entry.article.title));
    let text = address::encode_query(&format!("I thought this might suit you, because …\n\n{link}\n"));
    Some(format!("mailto:?subject={subject}&body={text}"))
}

/// Headings of the second and third level, where a text is long enough to need them.
fn toc(headings: &[Heading], own_words: usize) -> Vec<TocItem> {
    let wanted: Vec<_> = headings.iter().filter(|heading| heading.level <= 3).collect();
    if own_words < LONG_TEXT.0 || wanted.len() < LONG_TEXT.1 {
        return Vec::new();
    }
    let mut items: Vec<TocItem> = Vec::new();
    for heading in wanted {
        let item = TocItem { id: heading.id.clone(), title: heading.text.clone(), children: Vec::new() };
        match items.last_mut() {
            Some(last) if heading.level == 3 => last.children.push(item),
            _ => items.push(item),
        }
    }
    items
}

/// The contents of a page that has its own table of them.
pub fn page_toc(page: &Page) -> Vec<TocItem> {
    toc(&page.article.text.headings, page.article.text.own_words)
}
