//! A letter to begin with: the thing, a question about them, a line of one's own, an offer of help. It asks for
//! nothing, and it is never "just checking in".

use super::{Gift, GiftKind, Reason, ReasonKind, Scene, Story};
use crate::model::{Contact, Journal};
use crate::parse::{address, markup};
use crate::words;

/// So many characters of a subject are read.
const SUBJECT: usize = 70;
/// A line of one's own has at most so many characters.
const OWN_LINE: usize = 220;
/// What programs take as a link.
const LINK: usize = 1800;

/// A letter that one may send as it is, and had better not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The subject.
    pub subject: String,
    /// The text, paragraphs apart by an empty line.
    pub body: String,
}

impl Letter {
    /// The letter as a link that a mail program opens (RFC 6068), with line ends as section 5 wants them; nothing where
    /// it would be too long for some programs.
    pub fn mailto(&self, to: &str) -> Option<String> {
        let to = to.split('@').map(address::encode_query).collect::<Vec<_>>().join("@");
        let (subject, body) = (address::encode_query(&self.subject), address::encode_query(&self.body));
        let link = format!("mailto:{to}?subject={subject}&body={body}");
        (link.len() <= LINK).then_some(link)
    }
}

/// A letter for somebody who is due; none for an acquaintance to whom there is nothing to bring.
pub(super) fn write(scene: &Scene<'_>, story: &Story<'_>, reasons: &[Reason], bring: &[Gift]) -> Option<Letter> {
    let best = reasons.first();
    let gift = bring.first();
    let openings = openings(scene, reasons);
    if openings.is_empty() && gift.is_none() && !(story.contact.close && best.is_some()) {
        return None;
    }
    // A letter of thanks is that and nothing else.
    let only_thanks = best.is_some_and(|best| best.kind.is_debt() && best.kind != ReasonKind::Promise);
    let thing = gift.filter(|_| !only_thanks && best.is_none_or(|best| best.kind != ReasonKind::Expiring));
    let thing = thing.and_then(|gift| of_gift(story, gift));
    let subject = openings.first().or(thing.as_ref()).map_or("A hello", |(subject, _)| subject.as_str());
    let subject = markup::shorten(subject, SUBJECT);
    let mut paragraphs = vec![format!("Hello {},", story.contact.first_name())];
    paragraphs.extend(openings.into_iter().map(|(_, text)| text));
    paragraphs.extend(thing.map(|(_, text)| text));
    if !only_thanks {
        paragraphs.extend(question(story, gift));
        paragraphs.extend(scene.own_line.clone());
        paragraphs.extend(offer(scene));
    }
    if paragraphs.len() == 1 {
        paragraphs.push(hello(scene, story));
    }
    let rules = &scene.circle.rules;
    paragraphs.push(rules.signature.clone().unwrap_or_else(|| scene.journal.settings.author.name.clone()));
    Some(Letter { subject, body: paragraphs.join("\n\n") })
}

/// What the best reason has to say, and every debt besides: subjects and paragraphs. What they gave is named in full.
fn openings(scene: &Scene<'_>, reasons: &[Reason]) -> Vec<(String, String)> {
    let Some(best) = reasons.first() else { return Vec::new() };
    let thanks: Vec<_> = reasons.iter().filter(|reason| reason.kind == ReasonKind::Thanks).collect();
    let said =
        reasons.iter().filter(|reason| reason.kind == best.kind && !best.kind.is_debt() || reason.kind.is_debt());
    let mut found = Vec::new();
    let mut thanked = false;
    for reason in said {
        if reason.kind == ReasonKind::Thanks {
            if !std::mem::replace(&mut thanked, true) {
                found.push(thank_you(scene, &thanks));
            }
        } else {
            found.extend(of_reason(scene, reason));
        }
    }
    found
}

/// Thanks for one thing, with its day, or for several.
fn thank_you(scene: &Scene<'_>, thanks: &[&Reason]) -> (String, String) {
    let things: Vec<_> = thanks.iter().map(|it| words_of(it)).collect();
    let more = if thanks.iter().any(|it| it.kindness) { " It was more than I could have asked for." } else { "" };
    let text = match thanks {
        [one] => format!("Thank you for this, {}: {}.{more}", words::on_day(one.date, scene.today), things[0]),
        _ => format!("Thank you for these: {}.{more}", things.join("; ")),
    };
    (format!("Thank you: {}", things[0]), text)
}

/// What the reason itself has to say: a subject and a paragraph.
fn of_reason(scene: &Scene<'_>, reason: &Reason) -> Option<(String, String)> {
    let about = bare(&reason.about);
    let day = words::on_day(reason.date, scene.today);
    let thing = words_of(reason);
    Some(match reason.kind {
        ReasonKind::Expiring => {
            let item = &scene.circle.inbox[reason.item?];
            let link = item.url.as_ref().map(|url| format!("\n{url}")).unwrap_or_default();
            let until = words::day(reason.date, scene.today);
            let text = format!(
                "This came my way, and I thought of you: {about}, until {until}.{link}\n\nWould you like it? A no is just as good."
            );
            (format!("For you, if you like: {about}"), text)
        }
        ReasonKind::Date if crate::parse::slug::fold(about) == "birthday" => {
            ("Happy birthday".to_owned(), happy_birthday(scene, reason))
        }
        ReasonKind::Date if reason.date < scene.today => {
            (format!("Your {about}"), format!("I thought of your {about} {day}, and hope that it went well."))
        }
        ReasonKind::Date => {
            (format!("Your {about}"), format!("I have your {about} {day} in mind, and wish you well with it."))
        }
        ReasonKind::Promise => ("As promised".to_owned(), format!("I promised you this: {about}. Here it is.")),
        ReasonKind::Outcome => {
            let how = if reason.more.is_empty() { "it has come to an end" } else { bare(&reason.more) };
            let text = format!(
                "You helped me with this: {thing}. I’d like you to hear from me how it turned out: {how}.\n\nThank you."
            );
            ("How it turned out".to_owned(), text)
        }
        ReasonKind::Giver => {
            let text = format!(
                "What you let me pass on ({about}) is passed on: it went {day} to somebody whom I think it suits.\n\nThank you for it."
            );
            (format!("Passed on: {about}"), text)
        }
        ReasonKind::Introduction => {
            let text = format!("How did it go with {about}? If nothing came of it, that is all right too.");
            (format!("You and {about}"), text)
        }
        ReasonKind::Plan => {
            let what = if about.is_empty() { "to meet" } else { about };
            let text = format!(
                "We had planned this for {}: {what}. Shall we find another day? There is no hurry.",
                words::day(reason.date, scene.today)
            );
            ("Another day?".to_owned(), text)
        }
        ReasonKind::Waiting => {
            let text = format!(
                "This has been open between us since {}: {about}. There is no hurry at all; a word will do.",
                words::day(reason.date, scene.today)
            );
            (format!("About this: {about}"), text)
        }
        ReasonKind::Thanks | ReasonKind::Cadence => return None,
    })
}

/// What they gave, as the letter names it.
fn words_of(reason: &Reason) -> &str {
    if reason.about.is_empty() { "your help" } else { bare(&reason.about) }
}

/// Words of the log without what ends them, to stand in a sentence.
fn bare(text: &str) -> &str {
    text.trim_end_matches(['.', ',', ';', ':', '?', '!', ' '])
}

fn happy_birthday(scene: &Scene<'_>, reason: &Reason) -> String {
    match (reason.date - scene.today).num_days() {
        0 => "Happy birthday! I hope that the day is a good one.".to_owned(),
        ..0 => "Happy birthday, a little late. I hope that it was a good day.".to_owned(),
        _ => format!("Happy birthday for {}. I hope that it will be a good day.", reason.date.format("%A")),
    }
}

/// The thing, with one line on it. People are never offered by name before both were asked.
fn of_gift(story: &Story<'_>, gift: &Gift) -> Option<(String, String)> {
    let link = gift.url.as_ref().map_or_else(String::new, |url| format!("\n{url}"));
    let because = gift.because.as_ref().map(|because| format!(", because {because}")).unwrap_or_default();
    match gift.kind {
        GiftKind::Question => None,
        GiftKind::Match => {
            let text = "I know somebody who might suit you, and you them. Shall I ask whether they would like to meet you? A no costs nobody anything.";
            Some((format!("Somebody for you, {}?", story.contact.first_name()), text.to_owned()))
        }
        GiftKind::Earmark => {
            Some((format!("For you: {}", gift.text), format!("I kept this for you: {}{link}", gift.text)))
        }
        GiftKind::Need | GiftKind::Entry => {
            let text = format!("I thought of you when I came across this{because}. {}{link}", gift.text);
            Some((format!("Thought of you: {}", gift.text), text))
        }
    }
}

/// Where a hello is enough, that and no pretext.
fn hello(scene: &Scene<'_>, story: &Story<'_>) -> String {
    let since = story.last_touch.map(|last| format!("it is {} since we spoke, and ", words::span(last, scene.today)));
    format!("No reason for this but one: {}I’d like to hear how you are.", since.unwrap_or_default())
}

/// A question about what they last were heard to be doing.
fn question(story: &Story<'_>, gift: Option<&Gift>) -> Option<String> {
    let heard = story.heard()?;
    let alone = gift.is_some_and(|gift| gift.kind == GiftKind::Question);
    let lead = if alone { "I have been wondering how this is going" } else { "And how is this going" };
    let end = if alone { "." } else { "?" };
    Some(format!("{lead}: {}{end}", bare(heard.text)))
}

/// What I am up to, as the journal's own page says it.
pub(super) fn own_line(journal: &Journal) -> Option<String> {
    let now = journal.pages.iter().find(|page| page.article.slug == "now")?;
    let plain = now.article.text.plain(|_| "");
    words::first_sentence(&plain, OWN_LINE).map(str::to_owned)
}

fn offer(scene: &Scene<'_>) -> Option<String> {
    let offers: Vec<_> = scene.circle.rules.offers.iter().map(|offer| offer.trim_end_matches('.')).collect();
    if offers.is_empty() {
        return None;
    }
    let list = match offers[..] {
        [one] => one.to_owned(),
        [one, two] => format!("{one}, or {two}"),
        _ => format!("{}, or {}", offers[0], offers[1]),
    };
    Some(format!("If I can be of use ({list}), you only have to say so."))
}

/// A letter that asks somebody whether they would like to meet someone. It does not say whom: that is for later, when
/// both have said yes.
pub fn ask_to_meet(asked: &Contact, because: &str, signature: &str) -> Letter {
    let body = format!(
        "Hello {},\n\nI know somebody you might like to meet: {because}.\n\nWould you like me to ask them whether I may bring you together? I have told them nothing yet, and a no costs nobody anything.\n\n{signature}",
        asked.first_name()
    );
    Letter { subject: "Would you like to meet somebody?".to_owned(), body }
}
