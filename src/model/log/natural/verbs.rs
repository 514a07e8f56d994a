//! The words of doing: which verbs and nouns make which kind of line.

use super::super::Act;
use super::words::Word;

/// What somebody did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// It cannot be done but together: met, visited.
    Meet,
    /// A meeting only where a `with` says so: had, went, worked.
    Together,
    /// By telephone, unless a meeting is spoken of.
    Speak,
    /// A call, a letter, a message.
    Reach(Act),
    /// A letter or a message came.
    Heard,
    /// Something changed hands: gave, sent.
    Give,
    /// A kindness that is no thing: helped, taught.
    Favour,
    /// Something came from somebody: got, received.
    Get,
    Ask,
    Thank,
    Tell,
    Introduce,
    /// Words of theirs, without a telephone or a letter: says, mentioned.
    Say,
    /// A link or a thing is set aside.
    Keep,
    /// The kind itself, as lines have it.
    Kind(Act),
}

/// In which time a verb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Past,
    /// As one would order it: call, meet. Short lines have it.
    Base,
    /// calling, meeting: with a day it is a plan.
    Going,
}

/// What becomes of the verb in the text of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trace {
    /// The kind of the line says it.
    Gone,
    /// It stays, without the name after it: lent the van.
    Verb,
    /// It stays with the name: bumped into Ana.
    Whole,
}

/// A verb of the list below.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verb {
    pub(super) deed: Deed,
    pub(super) form: Form,
    pub(super) trace: Trace,
    /// How many words it has.
    pub(super) length: usize,
}

use Deed::{Ask, Favour, Get, Give, Heard, Introduce, Keep, Kind, Meet, Reach, Say, Speak, Tell, Thank, Together};
use Form::{Base, Going, Past};
use Trace::{Gone, Whole};

const VERBS: &[(&str, Deed, Form, Trace)] = &[
    ("met|met up|saw|have seen|caught up|got together|hung out", Meet, Past, Gone),
    ("meet|meet up|see|catch up|get together|visit", Meet, Base, Gone),
    ("meeting|meeting up|seeing|catching up|getting together|visiting", Meet, Going, Gone),
    ("visited|hosted|joined|bumped into|ran into|dropped in on|looked in on|called on|took", Meet, Past, Whole),
    ("came|came over|came round|dropped by|dropped in|stopped by|popped in|popped round", Meet, Past, Trace::Verb),
    ("had|did|went|grabbed|enjoyed|shared", Together, Past, Gone),
    ("have|grab|go|having|grabbing|going", Together, Going, Gone),
    ("spent|worked|cooked|played|travelled|walked|ate|dined|lunched|sat|swam|sang", Together, Past, Trace::Verb),
    ("danced|rode|hiked|cycled|rowed|painted|gardened|stayed|celebrated", Together, Past, Trace::Verb),
    ("spoke|talked|chatted|had a word|had a chat", Speak, Past, Gone),
    ("speak|talk|chat", Speak, Base, Gone),
    ("speaking|talking|chatting", Speak, Going, Gone),
    ("called|called up|rang|rang up|phoned|telephoned|facetimed|skyped|zoomed|calls", Reach(Act::Call), Past, Gone),
    ("call|ring|phone|telephone", Reach(Act::Call), Base, Gone),
    ("calling|ringing|phoning|telephoning", Reach(Act::Call), Going, Gone),
    ("emailed|e-mailed|mailed|wrote|wrote back|replied|answered|got in touch|got back", Reach(Act::Mail), Past, Gone),
    ("writes|emails", Reach(Act::Mail), Past, Gone),
    ("email|e-mail|mail|write|reply", Reach(Act::Mail), Base, Gone),
    ("emailing|e-mailing|mailing|writing", Reach(Act::Mail), Going, Gone),
    ("texted|messaged|msged|pinged|dmed|whatsapped", Reach(Act::Msg), Past, Gone),
    ("text|message|msg|ping|dm|whatsapp", Reach(Act::Msg), Base, Gone),
    ("heard|heard back", Heard, Past, Gone),
    ("gave|sent|sent on|passed|passed on|forwarded|handed|posted", Give, Past, Gone),
    ("give|send|pass|pass on|forward|post", Give, Base, Gone),
    ("lend|loan|bring|buy|show", Give, Base, Trace::Verb),
    ("lent|loaned|brought|bought|showed", Give, Past, Trace::Verb),
    ("helped|taught|fixed|mended|drove|recommended", Favour, Past, Trace::Verb),
    ("help|teach|fix|mend|drive|recommend", Favour, Base, Trace::Verb),
    ("got|received|have had|was given|were given|was sent", Get, Past, Gone),
    ("borrowed", Get, Past, Trace::Verb),
    ("asked|asks", Ask, Past, Gone),
    ("ask", Ask, Base, Gone),
    ("thanked|said thanks|said thank you", Thank, Past, Gone),
    ("thank|thanks|thank you|many thanks", Thank, Base, Gone),
    ("told|let", Tell, Past, Gone),
    ("tell", Tell, Base, Gone),
    ("introduced|connected|put", Introduce, Past, Gone),
    ("introduce|connect|intro", Introduce, Base, Gone),
    ("says|said|mentioned|mentions|reckons|thinks", Say, Past, Trace::Verb),
    ("keep|kept|save|saved|earmark|earmarked|set aside", Keep, Past, Gone),
    ("note", Kind(Act::Note), Base, Gone),
    ("for", Kind(Act::For), Base, Gone),
    ("done", Kind(Act::Done), Base, Gone),
];

/// What people do together when they meet.
const MEETINGS: &str = "coffee coffees lunch dinner supper breakfast brunch tea drink drinks beer beers pint pints \
    wine walk hike picnic visit meeting meetup meet-up catch-up catchup chat swim outing cake curry barbecue bbq \
    sandwich ride stroll party";
const CALLS: &str = "call phonecall zoom facetime video-call";
const LETTERS: &str = "letter letters email e-mail emails mail postcard postcards card cards note line reply answer";
const MESSAGES: &str = "text texts message messages msg sms dm whatsapp voicemail";

/// Words before which nothing was done together, whatever comes.
const REFUSALS: &str = "not never no cancelled canceled missed postponed without instead skipped forgot declined hates \
    dislikes was were is are has have will would could should can must might may had wants invited suggested proposed \
    offered runs owns";

/// The verb that begins at a word: the longest.
pub(super) fn verb(words: &[Word<'_>], at: usize) -> Option<Verb> {
    let all = VERBS.iter().flat_map(|(phrases, deed, form, trace)| {
        phrases.split('|').filter_map(|phrase| {
            let length = phrase_at(words, at, phrase)?;
            Some(Verb { deed: *deed, form: *form, trace: *trace, length })
        })
    });
    all.max_by_key(|verb| verb.length)
}

/// How many words a phrase has, where it stands at this place.
pub(super) fn phrase_at(words: &[Word<'_>], at: usize, phrase: &str) -> Option<usize> {
    let length = phrase.split(' ').count();
    let found = words.get(at..at + length)?;
    phrase.split(' ').zip(found).all(|(one, word)| is_form(one, &word.key)).then_some(length)
}

/// Whether a word is that of a phrase, or its short form: `is` is `'s` as well.
pub(super) fn is_form(one: &str, key: &str) -> bool {
    match one {
        "is" => matches!(key, "is" | "are" | "'s" | "'re" | "am" | "'m"),
        "has" | "have" => matches!(key, "has" | "have" | "'s" | "'ve") && (one == "has" || key != "'s"),
        "would" => matches!(key, "would" | "'d"),
        "will" => matches!(key, "will" | "'ll"),
        _ => one == key,
    }
}

/// Whether a word is the first of any verb of the list.
pub(super) fn is_one(key: &str) -> bool {
    let phrases = VERBS.iter().flat_map(|(phrases, ..)| phrases.split('|'));
    phrases.into_iter().any(|phrase| phrase.split(' ').next() == Some(key))
}

/// Whether a verb of the past stands here, or one of a person's wishes and ways.
pub(super) fn tells(words: &[Word<'_>], at: usize) -> bool {
    let wishes = "needs wants loves likes offers values cares can could is was enjoys knows";
    verb(words, at).is_some_and(|verb| verb.form == Past) || among(wishes, &words[at].key)
}

pub(super) fn is_meeting(key: &str) -> bool {
    among(MEETINGS, key)
}

pub(super) fn is_refusal(key: &str) -> bool {
    key.ends_with("n't") || among(REFUSALS, key)
}

/// The kind of line that a noun makes: a call, a letter, lunch.
pub(super) fn noun(key: &str) -> Option<Act> {
    let lists = [(CALLS, Act::Call), (LETTERS, Act::Mail), (MESSAGES, Act::Msg), (MEETINGS, Act::Met)];
    lists.into_iter().find(|(list, _)| among(list, key)).map(|(_, act)| act)
}

pub(super) fn among(list: &str, key: &str) -> bool {
    list.split_ascii_whitespace().any(|word| word == key)
}
