//! Somebody's own page: everything that is known of them.

use std::collections::HashSet;

use chrono::Datelike;
use serde::Serialize;

use super::card::Card;
use super::due::{PairView, pair};
use super::lines::LineView;
use super::{Desk, card};
use crate::diagnostic::{At, Report};
use crate::model::contact::Via;
use crate::model::due::Story;
use crate::model::log::Marker;
use crate::model::{Contact, Status};
use crate::parse::address;
use crate::parse::markdown::{self, Filling, Policy, Target};
use crate::parse::markup;
use crate::render::words::{self, Date};

/// A person's page.
#[derive(Serialize)]
pub(super) struct PersonView {
    #[serde(flatten)]
    card: Card,
    facts: Vec<Fact>,
    needs: Vec<Need>,
    offers: Vec<String>,
    owes: Vec<String>,
    state_text: String,
    notes: String,
    pairs: Vec<PairView>,
    history: Vec<Year>,
    source: String,
}

#[derive(Serialize)]
struct Fact {
    label: &'static str,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    text: String,
    url: Option<String>,
}

#[derive(Serialize)]
struct Need {
    text: String,
    date: Option<Date>,
}

#[derive(Serialize)]
struct Year {
    year: i32,
    lines: Vec<LineView>,
}

/// The page of contact number `index`.
pub(super) fn view(desk: &Desk<'_>, index: usize) -> PersonView {
    let site = desk.site;
    let circle = &site.circle;
    let contact = &circle.contacts[index];
    let row = &site.people[index];
    let story = Story::of(circle, index, site.day);
    let needs = story.open_needs(site.day, circle.rules.need_days).into_iter();
    let told = circle.events_of(index).flat_map(|event| event.line.marked(Marker::Offers));
    let mut offers: Vec<_> = contact.offers.iter().cloned().chain(told.map(|at| at.value.clone())).collect();
    let mut seen = HashSet::new();
    offers.retain(|offer| seen.insert(offer.clone()));
    let debts = row.reasons.iter().filter(|reason| reason.kind.is_debt());
    let pairs = desk.pairs.iter().filter(|pair| [pair.needs.contact, pair.offers.contact].contains(&index));
    PersonView {
        facts: facts(desk, contact),
        needs: needs.map(|need| Need { text: need.text.to_owned(), date: need.day.map(Date::of_day) }).collect(),
        offers,
        owes: debts.map(|reason| format!("{}.", reason.text)).collect(),
        state_text: state_text(desk, index),
        notes: notes(desk, contact),
        pairs: pairs.map(|found| pair(desk, found)).collect(),
        history: history(desk, index),
        source: contact.source.path().to_owned(),
        card: Card::of(desk, row, false),
    }
}

fn state_text(desk: &Desk<'_>, index: usize) -> String {
    let rests = desk.site.due.resting.iter().find(|row| row.contact == index);
    match desk.site.circle.contacts[index].status {
        Status::Archived => "Archived: never in a due list.".to_owned(),
        Status::Deceased => "Has died. The file stays.".to_owned(),
        _ => rests.and_then(|row| row.reasons.first()).map(|reason| card::sentence(&reason.text)).unwrap_or_default(),
    }
}

fn history(desk: &Desk<'_>, index: usize) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for event in desk.site.circle.events_of(index).rev() {
        let year = event.line.day.year();
        if years.last().is_none_or(|last| last.year != year) {
            years.push(Year { year, lines: Vec::new() });
        }
        if let Some(last) = years.last_mut() {
            last.lines.push(LineView::of(desk, event));
        }
    }
    years
}

fn facts(desk: &Desk<'_>, contact: &Contact) -> Vec<Fact> {
    let plain = |text: &str| Item { text: text.to_owned(), url: None };
    let linked = |at: &At<String>, scheme: &str| {
        let target = at.value.replace(' ', "");
        Item {
            text: at.value.clone(),
            url: Some(format!(
                "{scheme}:{}",
                target.split('@').map(address::encode_query).collect::<Vec<_>>().join("@")
            )),
        }
    };
    let tel = |at: &At<String>| Item {
        text: at.value.clone(),
        url: Some(format!("tel:{}", at.value.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>())),
    };
    let web = |url: &str| Item { text: url.to_owned(), url: address::web(url).ok().map(Into::into) };
    let one = |text: Option<String>| text.iter().map(|text| plain(text)).collect::<Vec<_>>();
    let day = |day: crate::parse::date::Day| Date::of_day(day).long;
    let yes = |yes: bool| one(yes.then(|| "yes".to_owned()));
    let period = desk.site.circle.period_of(contact).map(|period| format!("every {period}"));
    let all = [
        ("E-mail", contact.emails.iter().map(|at| linked(at, "mailto")).collect()),
        ("Telephone", contact.phones.iter().map(tel).collect()),
        ("Web", contact.urls.iter().map(|at| web(&at.value)).collect()),
        ("Feed", contact.feed.iter().map(|url| web(url)).collect()),
        ("Works at", one(contact.org.clone())),
        ("Place", one(contact.city.clone())),
        ("Also called", contact.aka.iter().map(|aka| plain(&aka.value)).collect()),
        ("Circles", contact.circles.iter().map(|circle| plain(&circle.value)).collect()),
        ("Rhythm", one(period)),
        ("Reached by", one(contact.channel.map(channel))),
        ("Met", one(contact.met.map(day))),
        ("Through", via(desk, contact).into_iter().collect()),
        ("Dates", contact.dates.iter().map(|it| plain(&occasion(it))).collect()),
        ("Reads the feed", yes(contact.subscribed)),
        ("May be named", yes(contact.consent)),
        ("Source", one(contact.origin.clone())),
    ];
    all.into_iter().filter(|(_, items)| !items.is_empty()).map(|(label, items)| Fact { label, items }).collect()
}

fn channel(channel: &str) -> String {
    match channel {
        "mail" => "letter or e-mail",
        "call" => "telephone",
        "msg" => "message",
        _ => "meeting",
    }
    .to_owned()
}

fn via(desk: &Desk<'_>, contact: &Contact) -> Option<Item> {
    match contact.via.as_ref()? {
        Via::Words(words) => Some(Item { text: words.clone(), url: None }),
        Via::Handle(handle) => {
            let other = desk.site.circle.find(&handle.value)?;
            let link = desk.person_link(other);
            Some(Item { text: link.title, url: Some(link.url) })
        }
    }
}

/// "Birthday, 14 March".
fn occasion(it: &crate::model::contact::Occasion) -> String {
    let day = crate::parse::date::Day::from_ymd_opt(it.day.year.unwrap_or(2000), it.day.month, it.day.day);
    let format = if it.day.year.is_some() { "%-d %B %Y" } else { "%-d %B" };
    format!("{}, {}", words::capitalised(&it.name), day.map(|day| day.format(format).to_string()).unwrap_or_default())
}

/// The notes as HTML, with `[[links]]` to entries. What leads nowhere is left as words: a note is no page.
fn notes(desk: &Desk<'_>, contact: &Contact) -> String {
    let mut html = String::new();
    for span in contact.notes() {
        let text = markdown::parse(&mut Report::new(), &contact.source, span, Policy::default());
        let target = |link: usize| match &text.links[link].target {
            Target::External(url) => Some((url.clone(), "")),
            Target::Entry { name, .. } => desk.entry_url(name),
            Target::Path { .. } | Target::Picture(_) => None,
        };
        html += &text.html(|out, filling| match filling {
            Filling::Address(link) => {
                markup::escape(out, &target(link).map_or_else(|| NOWHERE.to_owned(), |(url, _)| url));
            }
            Filling::Title(link) => {
                let title = target(link).map(|(_, title)| title).filter(|title| !title.is_empty());
                markup::escape(out, title.unwrap_or(&text.links[link].written));
            }
            _ => {}
        });
    }
    unlinked(html.trim())
}

/// Where a link in a note leads that leads nowhere, until it is taken out.
const NOWHERE: &str = "\u{fdd0}nowhere";

/// Without the links that lead nowhere: their words stay, and of a picture its description.
fn unlinked(html: &str) -> String {
    let (mut out, mut rest) = (String::new(), html);
    while let Some(at) = rest.find(NOWHERE) {
        let start = rest[..at].rfind('<').unwrap_or(at);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[start..end];
        out.push_str(&rest[..start]);
        rest = &rest[end..];
        if tag.starts_with("<img") {
            let alt = tag.split("alt=\"").nth(1).and_then(|alt| alt.split('"').next());
            out.push_str(alt.unwrap_or_default());
        } else if let Some((words, after)) = rest.split_once("</a>") {
            out.push_str(words);
            rest = after;
        }
    }
    out + rest
}
