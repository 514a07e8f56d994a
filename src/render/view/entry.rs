//! An entry, as a card in a list or as a page of its own.

use serde::Serialize;
use tera::Value;

use super::{Rows, direction, mark, name, of};
use crate::model::{Detail, Entry, Page, State, entry};
use crate::parse::markdown::Text;
use crate::parse::{address, markup};
use crate::plan::Route;
use crate::render::asked::Told;
use crate::render::body::{self, Shown};
use crate::render::words::{self, Date, StepDate};

/// A title longer than this is set smaller.
const LONG_TITLE: usize = 48;
/// A text with so many words and headings gets a table of contents.
const LONG_TEXT: (usize, usize) = (700, 4);

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

/// An entry as a card in a list: its first paragraph or its summary.
pub fn card(rows: &Rows<'_>, index: usize) -> Value {
    let site = rows.site;
    let entry = &site.journal.entries[index];
    let article = &entry.article;
    let lede = || match &article.summary {
        Some(summary) => format!("<p>{}</p>", markup::escaped(summary)),
        None => body::lede(site, article, site.entry_landings(index), Shown::Card(&site.href(Route::Entry(index)))),
    };
    let more = || article.summary.is_some() && article.text.has_words() || article.text.has_more();
    let told = bare(rows, entry, index).put("lede", lede).put("more", more);
    let nothing = || None::<Value>;
    told.put("body", nothing)
        .put("toc", Vec::<Value>::new)
        .put("earlier", nothing)
        .put("later", nothing)
        .put("related", Vec::<Value>::new)
        .into()
}

/// An entry as a page of its own.
pub fn page(rows: &Rows<'_>, index: usize) -> Value {
    let site = rows.site;
    let journal = &site.journal;
    let article = &journal.entries[index].article;
    let (earlier, later) = journal.neighbours(index);
    let link = |index: usize| {
        let title = || journal.entries[index].article.title.as_str();
        rows.told().put("title", title).put("url", || site.href(Route::Entry(index)))
    };
    bare(rows, &journal.entries[index], index)
        .put("lede", || "")
        .put("more", || false)
        .put("body", || body::html(site, article, site.entry_landings(index), Shown::Page))
        .put("toc", || of(&toc(&article.text)))
        .put("earlier", || earlier.map(link))
        .put("later", || later.map(link))
        .put("related", || rows.of_entries(journal.related(index, 3)))
        .into()
}

/// What cards and pages have in common.
fn bare<'a>(rows: &'a Rows<'_>, entry: &Entry, index: usize) -> Told<'a> {
    let site = rows.site;
    let article = &entry.article;
    let lang = rows.lang(article);
    let permalink = || site.absolute(Route::Entry(index));
    let state = site.journal.state(entry);
    let told = rows
        .told()
        .put("kind", || name(entry.kind()))
        .put("one", || entry.kind().one())
        .put("mark", || mark(entry.kind()))
        .put("title", || article.title.as_str())
        .put("long", || article.title.chars().count() > LONG_TITLE)
        .put("url", || site.href(Route::Entry(index)))
        .put("permalink", permalink)
        .put("date", || rows.moment(entry.date))
        .put("updated", || article.updated.map(|updated| rows.moment(updated)))
        .put("lang", || lang)
        .put("dir", || direction(lang))
        .put("tags", || site.journal.tags_of(index).iter().map(|tag| rows.tag(*tag)).collect::<Vec<_>>())
        .put("summary", || article.summary.as_deref())
        .put("expires", || entry.expires.map(|day| of(&Date::of_day(day))))
        .put("state", || state.word())
        .put("state_note", || state_note(state))
        .put("pass_on", || pass_on(entry, &permalink()));
    let told = of_resource(told, entry.resource());
    let told = of_introduction(told, if let Detail::Introduction(it) = &entry.detail { Some(it) } else { None });
    of_lesson(told, if let Detail::Lesson(it) = &entry.detail { Some(it) } else { None })
}

fn of_resource<'a>(told: Told<'a>, it: Option<&entry::Resource>) -> Told<'a> {
    told.put("source", || it.filter(|it| !it.url.is_empty()).map(|it| of(&SourceView::of(it))))
        .put("good_for", || it.and_then(|it| it.good_for.as_deref()))
        .put("less_good_for", || it.and_then(|it| it.less_good_for.as_deref()))
        .put("when", || it.and_then(|it| it.when.as_deref()))
        .put("where", || it.and_then(|it| it.place.as_deref()))
}

fn of_introduction<'a>(told: Told<'a>, it: Option<&entry::Introduction>) -> Told<'a> {
    told.put("sides", || of(&it.map(sides).unwrap_or_default()))
        .put("in_common", || it.and_then(|it| it.in_common.as_deref()))
        .put("both_said_yes", || it.is_some_and(|it| it.both_said_yes))
        .put("steps", || of(&it.map(steps).unwrap_or_default()))
        .put("outcome", || it.and_then(|it| it.outcome.as_deref()))
        .put("named", || -> Vec<&str> {
            it.map(|it| it.named.iter().map(|name| name.value.as_str()).collect()).unwrap_or_default()
        })
}

fn of_lesson<'a>(told: Told<'a>, it: Option<&entry::Lesson>) -> Told<'a> {
    told.put("learned_from", || it.and_then(|it| it.learned_from.as_deref()))
        .put("try_when", || it.and_then(|it| it.try_when.as_deref()))
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
        State::Scheduled(day) => Some(format!("Scheduled for {}: only this preview shows it.", words::long(day))),
        State::Expired(day) => Some(format!(
            "This was worth passing on until {}. It stays here so that old links still work.",
            words::long(day)
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
fn toc(text: &Text) -> Vec<TocItem> {
    let wanted: Vec<_> = text.headings.iter().filter(|heading| heading.level <= 3).collect();
    if wanted.len() < LONG_TEXT.1 || text.words() < LONG_TEXT.0 {
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
    toc(&page.article.text)
}
