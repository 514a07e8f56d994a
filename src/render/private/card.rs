//! One person, as a card: who, why now, what they value, what to bring, a letter.

use serde::Serialize;

use super::{Desk, charts};
use crate::model::contact::Via;
use crate::model::due::{Gift, GiftKind, Letter, ReasonKind, Row, Story, search_words};
use crate::model::{Contact, Kind};
use crate::render::view::mark;
use crate::render::words::{self, Date};

/// A person, as a card or at the head of a page of their own.
#[derive(Serialize)]
pub(super) struct Card {
    id: String,
    name: String,
    url: String,
    first: String,
    about: String,
    reasons: Vec<String>,
    rhythm: Option<charts::Drawing>,
    values: Vec<String>,
    heard: Option<Heard>,
    bring: Vec<GiftView>,
    room: String,
    nothing: String,
    letter: Option<LetterView>,
    search_words: Vec<String>,
    done: Done,
}

#[derive(Serialize)]
struct Heard {
    text: String,
    date: Date,
}

#[derive(Serialize)]
struct GiftView {
    kind: &'static str,
    mark: &'static str,
    title: String,
    url: Option<String>,
    why: String,
}

/// A letter, to be sent or copied.
#[derive(Serialize)]
pub(super) struct LetterView {
    subject: String,
    body: String,
    mailto: Option<String>,
    note: String,
}

#[derive(Serialize)]
struct Done {
    text: String,
    command: String,
}

impl Card {
    /// A person's card; `find` is for those for whom something has to be found first.
    pub(super) fn of(desk: &Desk<'_>, row: &Row, find: bool) -> Self {
        let site = desk.site;
        let contact = &site.circle.contacts[row.contact];
        let story = Story::of(&site.circle, row.contact, site.day);
        let first = desk.first(row.contact);
        let needs = story.open_needs(site.day, site.circle.rules.need_days);
        let nothing = row.bring.is_empty() && row.room.is_empty() && !row.reasons.is_empty();
        let heard =
            story.heard().and_then(|heard| Some(Heard { text: sentence(heard.text), date: Date::of_day(heard.day?) }));
        Self {
            id: contact.handle.clone(),
            name: contact.name.clone(),
            url: desk.person_url(row.contact),
            about: about(desk, contact),
            reasons: row.reasons.iter().map(|reason| format!("{}.", reason.text)).collect(),
            rhythm: charts::rhythm_line(desk, &story, &first),
            values: contact.values.iter().map(|value| words::capitalised(value)).collect(),
            heard,
            bring: row.bring.iter().map(|gift| GiftView::of(desk, gift)).collect(),
            room: row.room.clone(),
            nothing: if nothing {
                format!("Nothing in your notebook suits {first} yet. That’s all right.")
            } else {
                String::new()
            },
            letter: row.draft.as_ref().map(|letter| LetterView::of(contact, letter, &first)),
            search_words: if find { search_words(&story, &needs) } else { Vec::new() },
            done: Done::of(row, contact),
            first,
        }
    }
}

impl GiftView {
    fn of(desk: &Desk<'_>, gift: &Gift) -> Self {
        let own_page = gift.other.map(|other| desk.person_url(other));
        let entry = gift.cite.as_ref().filter(|_| gift.entry.is_some()).and_then(|cite| desk.entry_url(cite));
        let mark = match (gift.kind, gift.entry) {
            (GiftKind::Match, _) => mark(Kind::Introduction),
            (GiftKind::Question, _) => "",
            (_, kind) => kind.map_or("res", mark),
        };
        Self {
            kind: gift.kind.word(),
            mark,
            title: gift.text.clone(),
            url: own_page.or(entry.map(|(url, _)| url)).or_else(|| gift.url.clone()),
            why: format!("{}.", gift.why),
        }
    }
}

impl LetterView {
    /// A letter, with a link where there is an address and room for one.
    pub(super) fn of(contact: &Contact, letter: &Letter, first: &str) -> Self {
        let email = contact.emails.first();
        let mailto = email.and_then(|email| letter.mailto(&email.value));
        let note = match (email, &mailto) {
            (None, _) => format!("No address noted for {first}."),
            (Some(_), None) => "Too long for a link; copy it.".to_owned(),
            _ => String::new(),
        };
        Self { subject: letter.subject.clone(), body: letter.body.clone(), mailto, note }
    }
}

impl Done {
    /// What to note down afterwards, so that the reason is gone.
    fn of(row: &Row, contact: &Contact) -> Self {
        let Some(best) = row.reasons.first() else { return Self { text: String::new(), command: String::new() } };
        let cite = row.bring.first().and_then(|gift| gift.cite.as_ref());
        let text = match best.kind {
            ReasonKind::Expiring => "Passed it on? Note it down.",
            ReasonKind::Promise => "Done? Note it down.",
            ReasonKind::Thanks => "Thanked? Note it down.",
            ReasonKind::Outcome | ReasonKind::Giver => "Told? Note it down.",
            ReasonKind::Plan => "Did you meet? Note it down.",
            _ if row.bring.is_empty() && row.draft.is_none() => "Rather let it rest for a while? Note that down.",
            _ if cite.is_none() => "Written? Note it down, and the rhythm starts again.",
            _ => "Sent it? Note it down, and the rhythm starts again.",
        };
        Self { text: text.to_owned(), command: command(row, contact).unwrap_or_default() }
    }
}

/// The command that notes what is to be done, after which the best reason is gone.
pub(super) fn command(row: &Row, contact: &Contact) -> Option<String> {
    let best = row.reasons.first()?;
    let handle = &contact.handle;
    // What is kept for them in words alone is closed by these words.
    let given = |gift: &Gift| match &gift.cite {
        Some(cite) => Some(format!("[[{cite}]]")),
        None => Some(gift.text.clone()).filter(|_| gift.kind == GiftKind::Earmark),
    };
    let cite = row.bring.first().and_then(given);
    let line = match (best.kind, cite) {
        (ReasonKind::Promise, _) => format!("done @{handle}: {}", best.about),
        (ReasonKind::Thanks, _) => format!("thanks @{handle}"),
        (ReasonKind::Outcome, _) => format!("told @{handle} #{}", best.goal),
        (ReasonKind::Giver, _) => format!("told @{handle}: {}", best.about),
        // On the day that was planned.
        (ReasonKind::Plan, _) => format!("{} met @{handle}: {}", best.date, best.about),
        // A letter that speaks of the day settles it.
        (ReasonKind::Date, Some(cite)) => format!("gave @{handle}: {cite} for the {}", best.about),
        (ReasonKind::Date, None) => format!("mail > @{handle}: {}", best.about),
        (_, Some(cite)) => format!("gave @{handle}: {cite}"),
        (_, None) if row.bring.is_empty() && row.draft.is_none() => {
            format!("note @{handle}: resting; snooze: 3m")
        }
        (_, None) => format!("mail > @{handle}"),
    };
    let line = line.trim_end_matches([':', ' ']).replace('\'', "’");
    Some(format!("goodturn log '{line}'"))
}

/// Work, place, and how we met: "Joiner, Leith. Through Ruth, 2021."
pub(super) fn about(desk: &Desk<'_>, contact: &Contact) -> String {
    let work = Some(words::capitalised(&contact.about())).filter(|work| !work.is_empty());
    let year = contact.met.map(|day| day.format("%Y").to_string());
    let via = contact.via.as_ref().map(|via| match via {
        Via::Words(words) => words.clone(),
        Via::Handle(handle) => desk.site.circle.find(&handle.value).map(|index| desk.first(index)).unwrap_or_default(),
    });
    let met = match (via, year) {
        (Some(via), Some(year)) => Some(format!("Through {via}, {year}")),
        (Some(via), None) => Some(format!("Through {via}")),
        (None, Some(year)) => Some(format!("Since {year}")),
        (None, None) => None,
    };
    [work, met].into_iter().flatten().map(|part| sentence(&part)).collect::<Vec<_>>().join(" ")
}

/// A text as a sentence.
pub(super) fn sentence(text: &str) -> String {
    let text = words::capitalised(text.trim());
    if text.is_empty() || text.ends_with(['.', '!', '?', '…']) { text } else { format!("{text}.") }
}
