//! This week: who would be glad of a word, why, and what to bring.

use serde::Serialize;

use super::card::{Card, LetterView, command, sentence};
use super::{Desk, charts};
use crate::model::due::{Pair, Reason, ReasonKind, Row, Wish, ask_to_meet};
use crate::render::words::{self, Date};

/// The page shows so many pairs; the others are on a page of their own.
const PAIRS: usize = 4;
/// And that page so many: nobody asks more people in a year.
const MATCHES: usize = 100;
/// Every other section shows so many: nobody writes more letters in a week, and ten thousand make a page that no browser
/// opens.
const SHOWN: usize = 100;

/// The due page.
#[derive(Serialize)]
pub(super) struct DueView {
    headline: String,
    lead: String,
    first_command: String,
    jump: Vec<Jump>,
    cards: Section<Card>,
    more: usize,
    more_note: String,
    limit_note: String,
    thanks: Section<Todo>,
    promises: Section<Todo>,
    find: Section<Card>,
    help: Section<Card>,
    coming: Section<Line>,
    resting: Section<Line>,
    pairs: Vec<PairView>,
    pairs_total: usize,
    given_lately: Vec<Line>,
    charts: Vec<charts::Chart>,
}

/// The first of those that belong into a section.
#[derive(Serialize)]
struct Section<T> {
    rows: Vec<T>,
    total: usize,
    /// What to say of the others.
    more: String,
}

#[derive(Serialize)]
struct Jump {
    title: &'static str,
    url: String,
    count: usize,
}

/// Something owed, in a line or two.
#[derive(Serialize)]
struct Todo {
    id: String,
    name: String,
    url: String,
    text: String,
    note: String,
    letter: Option<LetterView>,
    action: String,
    others: Vec<String>,
    command: String,
}

#[derive(Serialize)]
struct Line {
    date: Date,
    name: String,
    url: String,
    text: String,
}

/// Two people who might like to meet.
#[derive(Serialize)]
pub(super) struct PairView {
    id: String,
    a: Side,
    b: Side,
}

#[derive(Serialize)]
struct Side {
    name: String,
    first: String,
    url: String,
    text: String,
    ask: Option<String>,
    ask_note: String,
}

/// The page of matches.
#[derive(Serialize)]
pub(super) struct MatchesView {
    pairs: Vec<PairView>,
    note: &'static str,
}

/// What is due, as a page.
pub(super) fn view(desk: &Desk<'_>) -> DueView {
    let site = desk.site;
    let due = &site.due;
    let is_thanks = |row: &&Row| best(row).is_some_and(|kind| (ReasonKind::Thanks..=ReasonKind::Giver).contains(&kind));
    let is_promise = |row: &&Row| best(row) == Some(ReasonKind::Promise);
    let cards: Vec<_> = due.now.iter().filter(|row| !is_thanks(row) && !is_promise(row)).collect();
    let todo = |row: Owed<'_>| match row {
        Owed::To(row) => Todo::of(desk, row),
        Owed::Permission(item) => Todo::permission(desk, item),
    };
    let thanks = Section::of(due.now.iter().filter(is_thanks).map(Owed::To), todo);
    let permissions = due.permissions.iter().map(|item| Owed::Permission(*item));
    let promises = Section::of(due.now.iter().filter(is_promise).map(Owed::To).chain(permissions), todo);
    let line = |(row, reason): (&Row, &Reason)| line(desk, row, reason);
    let pairs = &desk.pairs;
    let first = site.circle.contacts.is_empty();
    let mut view = DueView {
        headline: headline(first, cards.len(), thanks.total, promises.total),
        lead: lead(desk, first, cards.len(), thanks.total, promises.total),
        first_command: if first { "goodturn new contact \"Ruth Penhaligon\"".to_owned() } else { String::new() },
        jump: Vec::new(),
        cards: Section::of(cards.iter(), |row| Card::of(desk, row, false)),
        more: due.more,
        more_note: more_note(due.more),
        limit_note: limit_note(site.circle.rules.limit),
        thanks,
        promises,
        find: Section::of(due.find_first.iter(), |row| Card::of(desk, row, true)),
        help: Section::of(due.could_help.iter(), |row| Card::of(desk, row, false)),
        coming: Section::of(reasons(&due.coming_up).chain(reasons(&due.next)), line),
        resting: Section::of(reasons(&due.resting), line),
        pairs: pairs.iter().take(PAIRS).map(|it| pair(desk, it)).collect(),
        pairs_total: pairs.len(),
        given_lately: given_lately(desk),
        charts: if first { Vec::new() } else { charts::all(desk) },
    };
    view.jump = jump(&view);
    view
}

/// Everybody who might like to meet.
pub(super) fn matches(desk: &Desk<'_>) -> MatchesView {
    let pairs: Vec<_> = desk.pairs.iter().take(MATCHES).map(|it| pair(desk, it)).collect();
    MatchesView {
        pairs,
        note: "Ask each of them first, separately. A no costs nobody anything; note it as “done @one @other: no introduction”, and the pair is gone for good.",
    }
}

fn best(row: &Row) -> Option<ReasonKind> {
    row.reasons.first().map(|reason| reason.kind)
}

fn headline(first: bool, cards: usize, thanks: usize, promises: usize) -> String {
    match (cards, thanks + promises) {
        _ if first => "Start with one person.".to_owned(),
        (0, 0) => "Nobody is waiting on you.".to_owned(),
        (0, owed) => format!("{} you have in mind.", words::capitalised(&words::counted(owed, "small thing"))),
        (cards, _) => format!("{} would be glad of a word.", words::capitalised(&words::people(cards))),
    }
}

fn lead(desk: &Desk<'_>, first: bool, cards: usize, thanks: usize, promises: usize) -> String {
    if first {
        return "Think of somebody who helped you this year. Write down what they value, and how often you’d like to be in touch.".to_owned();
    }
    let mut parts = Vec::new();
    if thanks > 0 {
        let verb = if thanks == 1 { "is" } else { "are" };
        parts.push(format!("{} {verb} waiting", words::counted(thanks, "thank-you")));
    }
    if promises > 0 {
        let verb = if promises == 1 { "wants" } else { "want" };
        parts.push(format!(
            "{} {verb} doing",
            words::counted(promises, "promise or ask").replace("promise or asks", "promises or asks")
        ));
    }
    match (parts.is_empty(), cards) {
        (false, _) => format!("{}.", words::capitalised(&parts.join(", and "))),
        (true, 0) => match desk.site.due.find_first.len() {
            0 => "Every thank-you has been sent, and everyone is inside the rhythm you chose. Enjoy the evening."
                .to_owned(),
            _ => "Every thank-you has been sent. Somebody’s rhythm has come round; find something to bring first."
                .to_owned(),
        },
        (true, _) if desk.site.due.now.iter().any(|row| row.reasons.iter().any(|it| it.kind.is_debt())) => {
            String::new()
        }
        (true, _) => "Nothing else is owed to anybody.".to_owned(),
    }
}

fn more_note(more: usize) -> String {
    if more == 0 {
        String::new()
    } else {
        format!("{} more can wait their turn.", words::capitalised(&words::people(more)))
    }
}

fn limit_note(limit: usize) -> String {
    if limit == 0 {
        return String::new();
    }
    let number = words::number(limit);
    format!("Never more than {number} at a time for rhythm alone. Everyone else can wait.")
}

/// Where to go on the page; only sections that have something.
fn jump(view: &DueView) -> Vec<Jump> {
    let all = [
        ("People", "now", view.cards.total),
        ("Thank-yous", "thanks", view.thanks.total),
        ("Promises and asks", "promises", view.promises.total),
        ("Find something first", "find", view.find.total),
        ("Could help", "help", view.help.total),
        ("Coming up", "coming", view.coming.total),
        ("Resting", "resting", view.resting.total),
        ("Might like to meet", "pairs", view.pairs_total),
    ];
    let mut jump: Vec<_> = all.into_iter().filter(|(.., count)| *count > 0).collect();
    if !view.charts.is_empty() && !jump.is_empty() {
        jump.push(("The wider picture", "picture", 0));
    }
    jump.into_iter().map(|(title, id, count)| Jump { title, url: format!("#{id}"), count }).collect()
}

/// Each reason of each row.
fn reasons(rows: &[Row]) -> impl Iterator<Item = (&Row, &Reason)> {
    rows.iter().flat_map(|row| row.reasons.iter().map(move |reason| (row, reason)))
}

/// What is owed: to somebody, or a question.
enum Owed<'r> {
    To(&'r Row),
    Permission(usize),
}

impl<T> Section<T> {
    fn of<R>(all: impl Iterator<Item = R>, show: impl FnMut(R) -> T) -> Self {
        let all: Vec<R> = all.collect();
        let total = all.len();
        let rows: Vec<T> = all.into_iter().take(SHOWN).map(show).collect();
        let more = match total - rows.len() {
            0 => String::new(),
            more => format!("And {more} more, whom `goodturn due` has in full."),
        };
        Self { rows, total, more }
    }
}

impl Todo {
    fn of(desk: &Desk<'_>, row: &Row) -> Self {
        let contact = &desk.site.circle.contacts[row.contact];
        let first = desk.first(row.contact);
        let best = row.reasons.first();
        let action = match best.map(|reason| reason.kind) {
            Some(ReasonKind::Outcome | ReasonKind::Giver) => format!("Tell {first}"),
            _ => format!("Write to {first}"),
        };
        Self {
            id: contact.handle.clone(),
            name: contact.name.clone(),
            url: desk.person_url(row.contact),
            text: best.map(|reason| format!("{}.", reason.text)).unwrap_or_default(),
            note: String::new(),
            letter: row.draft.as_ref().map(|letter| LetterView::of(contact, letter, &first)),
            action,
            others: row.reasons.iter().skip(1).map(|reason| format!("{}.", reason.text)).collect(),
            command: command(row, contact).unwrap_or_default(),
        }
    }

    /// Something that may be passed on once its giver says yes.
    fn permission(desk: &Desk<'_>, item: usize) -> Self {
        let item = &desk.site.circle.inbox[item];
        let giver = item.from.as_ref().and_then(|from| desk.site.circle.find(&from.value));
        let name = giver.map(|giver| desk.site.circle.contacts[giver].name.clone()).unwrap_or_default();
        let first = giver.map_or_else(|| "its giver".to_owned(), |giver| desk.first(giver));
        Self {
            id: format!("ask-{}", item.name),
            url: giver.map(|giver| desk.person_url(giver)).unwrap_or_default(),
            text: format!("Ask {first} whether you may pass on “{}”.", item.title),
            note: format!("Then write permission = \"granted\" into {}.", item.source.path()),
            letter: None,
            action: String::new(),
            others: Vec::new(),
            command: String::new(),
            name,
        }
    }
}

fn line(desk: &Desk<'_>, row: &Row, reason: &Reason) -> Line {
    Line {
        date: Date::of_day(reason.date),
        name: desk.site.circle.contacts[row.contact].name.clone(),
        url: desk.person_url(row.contact),
        text: sentence(&reason.text),
    }
}

/// Where nobody is due: what was given lately.
fn given_lately(desk: &Desk<'_>) -> Vec<Line> {
    let circle = &desk.site.circle;
    let line = |index: &usize| {
        let event = &circle.events[*index];
        let names: Vec<_> = event.people.iter().map(|contact| circle.contacts[*contact].name.as_str()).collect();
        Line {
            date: Date::of_day(event.line.day),
            name: words::listed(&names),
            url: event.people.first().map(|contact| desk.person_url(*contact)).unwrap_or_default(),
            text: sentence(&event.line.text.replace("[[", "").replace("]]", "")),
        }
    };
    desk.site.due.given_lately.iter().map(line).collect()
}

/// A pair, with a letter to each that does not name the other.
pub(super) fn pair(desk: &Desk<'_>, pair: &Pair<'_>) -> PairView {
    let handle = |wish: &Wish<'_>| desk.site.circle.contacts[wish.contact].handle.as_str();
    PairView {
        id: format!("{}-{}", handle(&pair.needs), handle(&pair.offers)),
        a: side(desk, &pair.needs, "needs", &format!("somebody who offers {}", pair.offers.text)),
        b: side(desk, &pair.offers, "offers", &format!("somebody who needs {}", pair.needs.text)),
    }
}

fn side(desk: &Desk<'_>, wish: &Wish<'_>, verb: &str, because: &str) -> Side {
    let site = desk.site;
    let contact = &site.circle.contacts[wish.contact];
    let first = desk.first(wish.contact);
    let author = &site.public.journal.settings.author.name;
    let letter = ask_to_meet(contact, because, site.circle.rules.signature.as_ref().unwrap_or(author));
    let ask = contact.emails.first().and_then(|email| letter.mailto(&email.value));
    Side {
        name: contact.name.clone(),
        url: desk.person_url(wish.contact),
        text: format!("{verb} {}", wish.text),
        ask_note: if ask.is_none() { format!("No address noted for {first}.") } else { String::new() },
        ask,
        first,
    }
}
