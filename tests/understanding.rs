//! What a person means by a sentence: `goodturn log "had coffee with Ana, she needs a designer"`.

use goodturn::diagnostic::{Report, Source};
use goodturn::model::log::natural::{Person, Unclear, understand};
use goodturn::model::log::{Line, read_lines};
use goodturn::parse::date::{self, Day};
use goodturn::parse::when::{self, Sense};
use proptest::prelude::*;
use proptest::sample::select;

/// A sentence and the line that it becomes, on Friday, 20 November 2026; `- 2026-11-20` is left out of it.
const SENTENCES: &str = r"
// Lines as they stand in files, with or without bullet and day.
met @ana-ruiz: coffee; needs: a designer => met = @ana-ruiz: coffee; needs: a designer
2026-11-18 gave > @hal-okafor @bo-lee: [[salary-survey]] => - 2026-11-18 gave > @hal-okafor @bo-lee: [[salary-survey]]
- 2026-11-10 got! < @louis-lam #job-search: an hour => - 2026-11-10 got! < @louis-lam #job-search: an hour
* 2026-11-10 call < @bo-lee => - 2026-11-10 call < @bo-lee
outcome #job-search: accepted the communications role => outcome #job-search: accepted the communications role
yesterday met @ana-ruiz: coffee => - 2026-11-19 met = @ana-ruiz: coffee
2026-12-01 plan @ana-ruiz: coffee => - 2026-12-01 plan @ana-ruiz: coffee
tomorrow plan @bo-lee: a walk => - 2026-11-21 plan @bo-lee: a walk
met @ana-ruiz coffee => met = @ana-ruiz: coffee
// The short form: names, and what it was about.
ana coffee => met = @ana-ruiz: coffee
ana, bo: lunch by the river; needs: a van => met = @ana-ruiz @bo-lee: lunch by the river; needs: a van
ana bo hal breakfast yesterday => - 2026-11-19 met = @ana-ruiz @bo-lee @hal-okafor: breakfast
Ana & Bo: lunch => met = @ana-ruiz @bo-lee: lunch
Ana / Bo lunch => met = @ana-ruiz @bo-lee: lunch
soléne lunch => met = @solene-kervadec: lunch
JOSE coffee => met = @jose-ibarra: coffee
@ana coffee => met = @ana-ruiz: coffee
@bo-lee walk => met = @bo-lee: walk
annie tea => met = @ana-ruiz: tea
the weaver: tea => met = @ana-ruiz: tea
ana ruiz dinner => met = @ana-ruiz: dinner
hamish drummond-lowe lunch => met = @hamish-drummond-lowe: lunch
Dr Raman called => call < @priyanka-raman
ana called => call < @ana-ruiz
ana call about the van => call @ana-ruiz: about the van
call ana => call > @ana-ruiz
email bo about the van => mail > @bo-lee: about the van
ana met => met = @ana-ruiz
thanks ana: the notes => thanks > @ana-ruiz: the notes
ana thanks for the notes => thanks > @ana-ruiz: the notes
ana gave: the survey => gave > @ana-ruiz: the survey
got ana: a book => got < @ana-ruiz: a book
gave ana [[salary-survey]] => gave > @ana-ruiz: [[salary-survey]]
for ana: [[salary-survey]] because she asked => for @ana-ruiz: [[salary-survey]] because she asked
keep [[two-tickets]] for Bo => for @bo-lee: [[two-tickets]]
note ana: allergic to nuts => note @ana-ruiz: allergic to nuts
ana - allergic to nuts => note @ana-ruiz: allergic to nuts
done ana: designer => done @ana-ruiz: designer
intro ana bo: tiles; check: in three weeks => intro = @ana-ruiz @bo-lee: tiles; check: 2026-12-11
ana #job-search coffee => met = @ana-ruiz #job-search: coffee
ana moved to Lisbon => note @ana-ruiz: moved to Lisbon
ana runs a coffee shop => note @ana-ruiz: runs a coffee shop
ana coffee, needs a designer => met = @ana-ruiz: coffee; needs: a designer
ana: promise: send the deck by friday => note @ana-ruiz: promise: send the deck by 2026-11-27
coffee Ana => met = @ana-ruiz: coffee
plan ana: lunch on 3 december => - 2026-12-03 plan @ana-ruiz: lunch
ana plan lunch tuesday => - 2026-11-24 plan @ana-ruiz: lunch
// Meetings.
had coffee with Ana, she needs a designer => met = @ana-ruiz: coffee; needs: a designer
Tea with Ana on Tuesday, she's after a van and loves rye => - 2026-11-17 met = @ana-ruiz: Tea; needs: a van; values: rye
Had coffee with Ana. She needs a designer. => met = @ana-ruiz: coffee; needs: a designer
met Ana for lunch => met = @ana-ruiz: lunch
Finally met Ana! => met = @ana-ruiz
Ana and I had lunch by the river => met = @ana-ruiz: lunch by the river
had lunch with Ana, Bo and Hal on monday => - 2026-11-16 met = @ana-ruiz @bo-lee @hal-okafor: lunch
had coffee w/ Ana => met = @ana-ruiz: coffee
went for a walk with Ana => met = @ana-ruiz: a walk
went swimming with Ana and Bo => met = @ana-ruiz @bo-lee: swimming
bumped into Ana at the baths => met = @ana-ruiz: bumped into Ana at the baths
visited Ana in hospital => met = @ana-ruiz: visited Ana in hospital
Ana came for dinner on saturday => - 2026-11-14 met = @ana-ruiz: came for dinner
breakfast at Hal's => met = @hal-okafor: breakfast at Hal's
dinner at Bo and Hal's => met = @bo-lee @hal-okafor: dinner at Bo and Hal's
chatted with Ana over coffee => met = @ana-ruiz: over coffee
worked with Bo on the roof => met = @bo-lee: worked on the roof
had lunch with Ana and Zed => met = @ana-ruiz: lunch and Zed
quick walk with Ana, then lunch with Bo => met = @ana-ruiz: quick walk, then lunch with Bo
// Calls, letters and messages.
called Bo about the van => call > @bo-lee: about the van
Bo rang me => call < @bo-lee
Ana and I spoke => call = @ana-ruiz
had a call with Ana => call = @ana-ruiz
long call with Bo about the van => call = @bo-lee: long call about the van
Ana called yesterday about the van => - 2026-11-19 call < @ana-ruiz: about the van
Ana called a week ago => - 2026-11-13 call < @ana-ruiz
Ana called the council => note @ana-ruiz: called the council
Ana wrote to say she's moving to Lisbon => mail < @ana-ruiz: up to: moving to Lisbon
Ana wrote to say that the roof is done => mail < @ana-ruiz: the roof is done
Ana wrote a book => note @ana-ruiz: wrote a book
Ana wrote a letter => mail < @ana-ruiz: a letter
emailed Ana about the van => mail > @ana-ruiz: about the van
letter from Ana => mail < @ana-ruiz: letter
got an email from Bo about the van => mail < @bo-lee: an email about the van
heard from Ana that the roof is done => mail < @ana-ruiz: the roof is done
sent Ana a postcard => mail > @ana-ruiz: a postcard
text from Bo => msg < @bo-lee
Ana texted me a photo => msg < @ana-ruiz: a photo
// Giving and getting.
emailed Ana and Bo the survey [[salary-survey]] => gave > @ana-ruiz @bo-lee: the survey [[salary-survey]]
sent Ana the salary survey => gave > @ana-ruiz: the salary survey
passed the survey on to Ana => gave > @ana-ruiz: the survey
shared [[netiquette]] with Ana => gave > @ana-ruiz: [[netiquette]]
lent Bo the van => gave > @bo-lee: lent the van
got Ana a present => gave > @ana-ruiz: a present
helped Ana with the move => gave > @ana-ruiz: helped with the move
got a lovely book from Ana => got < @ana-ruiz: a lovely book
Ana gave me a lovely book => got < @ana-ruiz: a lovely book
Ana lent me her van => got < @ana-ruiz: lent me her van
Ana sent me [[rye-notes]] => got < @ana-ruiz: [[rye-notes]]
Ana sent a lovely book => got < @ana-ruiz: a lovely book
Ana gave a talk at the library => note @ana-ruiz: gave a talk at the library
Ana gave Bo a book => note @ana-ruiz: gave Bo a book
borrowed a ladder from Bo => got < @bo-lee: borrowed a ladder
Bo taught me to solder => got < @bo-lee: taught me to solder
Hal introduced me to Louis => got < @hal-okafor: introduced me to Louis
Hal put me in touch with Louis => got < @hal-okafor: put me in touch with Louis
// Introductions, thanks, questions, news.
introduced Ana to Bo => intro = @ana-ruiz @bo-lee
introduced Ana and Bo to Hal => intro = @ana-ruiz @bo-lee @hal-okafor
put Ana in touch with Bo about the tiles => intro = @ana-ruiz @bo-lee: about the tiles
introduced Ana to my sister => note @ana-ruiz: introduced Ana to my sister
thanked Hal for the notes => thanks > @hal-okafor: the notes
thanked Ana for the notes from monday => thanks > @ana-ruiz: the notes from monday
thanked Ana for introducing me to Bo => thanks > @ana-ruiz: introducing me to Bo
Ana thanked me for the notes => thanks < @ana-ruiz: the notes
told Hal it worked out => told > @hal-okafor: it worked out
told Hal about the roof #roof => told > @hal-okafor #roof: about the roof
told Ana yesterday that I can't come on monday => - 2026-11-19 told > @ana-ruiz: I can't come on monday
let Ana know it worked out => told > @ana-ruiz: it worked out
Ana told me she's moving to Lisbon => told < @ana-ruiz: up to: moving to Lisbon
Ana says she needs a designer => note @ana-ruiz: needs: a designer
asked Bo for a reference => ask > @bo-lee: a reference
asked Bo for a reference #job-search => ask > @bo-lee #job-search: a reference
asked Hal for Louis's number => ask > @hal-okafor: Louis's number
asked Bo about tuesday => ask > @bo-lee: about tuesday
asked Bo for a lift tomorrow => ask > @bo-lee: a lift tomorrow
Ana asked whether I know a printer => ask < @ana-ruiz: whether I know a printer
// Plans.
meeting Ana on 3 December => - 2026-12-03 plan @ana-ruiz
lunch with Ana next tuesday => - 2026-11-24 plan @ana-ruiz: lunch
seeing Ana tomorrow => - 2026-11-21 plan @ana-ruiz
I'm meeting Ana on tuesday => - 2026-11-24 plan @ana-ruiz
Ana and I will have lunch on tuesday => - 2026-11-24 plan @ana-ruiz: lunch
planned lunch with Ana for tuesday => - 2026-11-24 plan @ana-ruiz: lunch
will call Ana tomorrow => - 2026-11-21 plan @ana-ruiz: call
call Bo tomorrow about the van => - 2026-11-21 plan @bo-lee: call about the van
dinner with Ana tonight => plan @ana-ruiz: dinner
had dinner with Ana tonight => met = @ana-ruiz: dinner
lunch with Ana in two weeks => - 2026-12-04 plan @ana-ruiz: lunch
planned lunch with Ana => note @ana-ruiz: planned lunch with Ana
// Promises, and what is waited for.
promised Ana to send the deck by friday => note @ana-ruiz: promise: send the deck by 2026-11-27
lunch with Ana, promised to send the deck by friday => met = @ana-ruiz: lunch; promise: send the deck by 2026-11-27
Promised Bo to look over his form before friday => note @bo-lee: promise: look over his form by 2026-11-26
promised Ana the deck by the end of the month => note @ana-ruiz: promise: the deck by 2026-11-30
I'll send Ana the deck by friday => note @ana-ruiz: promise: send Ana the deck by 2026-11-27
had lunch with Ana. I owe her a letter => met = @ana-ruiz: lunch; promise: a letter
Ana promised to send me the deck => note @ana-ruiz: promised to send me the deck
Ana called, promised to send the deck => call < @ana-ruiz: promised to send the deck
waiting for Ana's answer => note @ana-ruiz: waiting: Ana's answer
emailed Ana about the van, waiting for an answer => mail > @ana-ruiz: about the van; waiting: an answer
waiting to hear from Ana => note @ana-ruiz: waiting: to hear from Ana
// What they need, can help with, love and are up to.
Ana needs a designer => note @ana-ruiz: needs: a designer
Ana is looking for a flat in Leith => note @ana-ruiz: needs: a flat in Leith
Ana wants a bigger oven => note @ana-ruiz: needs: a bigger oven
Ana could use a hand on Saturdays => note @ana-ruiz: needs: a hand on Saturdays
Ana is after a second-hand loom => note @ana-ruiz: needs: a second-hand loom
Ana badly needs a designer => note @ana-ruiz: needs: a designer, badly
Ana needs to rest => note @ana-ruiz: needs to rest
Ana no longer needs a designer => note @ana-ruiz: no longer needs a designer
Ana can help with tax forms => note @ana-ruiz: offers: tax forms
Ana knows about chapel roofs => note @ana-ruiz: offers: chapel roofs
Ana is happy to read drafts => note @ana-ruiz: offers: read drafts
Ana offered me a job => note @ana-ruiz: offered me a job
Ana loves golf => note @ana-ruiz: values: golf
Ana cares about hedgehogs => note @ana-ruiz: values: hedgehogs
Ana is keen on rye bread => note @ana-ruiz: values: rye bread
Ana likes golf and long walks => note @ana-ruiz: values: golf and long walks
Ana doesn't like golf => note @ana-ruiz: doesn't like golf
Ana is working on a book => note @ana-ruiz: up to: working on a book
Ana is up to something new => note @ana-ruiz: up to: something new
Ana is starting a bakery => note @ana-ruiz: up to: starting a bakery
Ana has just joined the choir => note @ana-ruiz: up to: joined the choir
Ana is moving to Lisbon and needs a flat => note @ana-ruiz: up to: moving to Lisbon; needs: a flat
Ana's looking for a loom and can help with weaving => note @ana-ruiz: needs: a loom; offers: weaving
Ana's sister needs a flat => note @ana-ruiz: Ana's sister needs a flat
Ana needs a designer, had coffee with her yesterday => - 2026-11-19 met = @ana-ruiz: coffee; needs: a designer
met Ana (needs a designer) => met = @ana-ruiz: needs: a designer
had tea with Solène – she's keen on oysters => met = @solene-kervadec: tea; values: oysters
coffee with Ana, cake too, she needs a van, ideally big => met = @ana-ruiz: coffee, cake too; needs: a van, ideally big
had lunch with Ana and Bo, they need a van => met = @ana-ruiz @bo-lee: lunch; needs: a van
had lunch with Ana and Bo, he needs a van => met = @ana-ruiz @bo-lee: lunch, he needs a van
had coffee with Ana, Bo needs a van => met = @ana-ruiz: coffee, Bo needs a van
// Days.
yesterday had coffee with Ana => - 2026-11-19 met = @ana-ruiz: coffee
this morning Ana called => call < @ana-ruiz
tuesday breakfast with Ana => - 2026-11-17 met = @ana-ruiz: breakfast
had lunch tuesday with Ana => - 2026-11-17 met = @ana-ruiz: lunch
called Bo 3 days ago about the van => - 2026-11-17 call > @bo-lee: about the van
called Bo two weeks ago => - 2026-11-06 call > @bo-lee
lunch with Bo on 12 november => - 2026-11-12 met = @bo-lee: lunch
had coffee with Ana last friday => - 2026-11-13 met = @ana-ruiz: coffee
-3d ana coffee => - 2026-11-17 met = @ana-ruiz: coffee
2026-11-18 ana coffee => - 2026-11-18 met = @ana-ruiz: coffee
18 November: lunch with Ana => - 2026-11-18 met = @ana-ruiz: lunch
met Ana on 3 december => - 2025-12-03 met = @ana-ruiz
met Ana on 29 february => - 2024-02-29 met = @ana-ruiz
gave Ana the 2nd edition => gave > @ana-ruiz: the 2nd edition
Ana leaves for Lisbon on friday => note @ana-ruiz: leaves for Lisbon on friday
// First names that are words too.
Will called => call < @will-hart
will call Ana tomorrow => - 2026-11-21 plan @ana-ruiz: call
Will Ana come? => note @ana-ruiz: Will Ana come?
will coffee => met = @will-hart: coffee
Will needs a hand => note @will-hart: needs: a hand
had tea with May in may => met = @may-sato: tea in may
need to call Bo => note @bo-lee: promise: call Bo
remember to email Ana => note @ana-ruiz: promise: email Ana
thanked May on 3 May => - 2026-05-03 thanks > @may-sato
May I call Ana => note @ana-ruiz: May I call Ana
May called => call < @may-sato
mark called about the van => call < @mark-dunn: about the van
Mark my words, Ana will call => note @ana-ruiz: Mark my words, Ana will call
Rose and Mark came to dinner => met = @rose-ng @mark-dunn: came to dinner
Rose early to meet Ana => note @ana-ruiz: Rose early to meet Ana
thanked Grace for grace under pressure => thanks > @grace-bello: grace under pressure
Hope all is well with Ana => note @ana-ruiz: Hope all is well with Ana
lunch with Mark and Rose => met = @mark-dunn @rose-ng: lunch
// Signs that mean something in lines.
ana: see https://example.org/a;b; then home => note @ana-ruiz: see https://example.org/a%3Bb, then home
Ana said: loves; hates: nothing => note @ana-ruiz: said: loves, hates: nothing
told Ana that needs: and offers: begin lines => told > @ana-ruiz: needs; offers: begin lines
Told Hal: the roof is paid for #roof => told > @hal-okafor #roof: the roof is paid for
";

/// What cannot be told, and why.
const UNCLEAR: &[(&str, &str)] = &[
    ("", "nobody named"),
    ("had coffee", "nobody named"),
    ("She needs a designer", "nobody named"),
    ("lovely walk", "nobody named"),
    ("waiting for the post", "nobody named"),
    ("#job-search", "nobody named"),
    ("had coffee with Annna", "no Annna, but ana-ruiz"),
    ("called annna", "no annna, but ana-ruiz"),
    ("annna coffee", "no annna, but ana-ruiz"),
    ("Boo called", "no Boo, but bo-lee"),
    ("had lunch with Ana and Hall", "no Hall, but hal-okafor"),
    ("introduced Ana to Zed", "no Zed"),
    ("received a jar of honey from Gethin", "no Gethin"),
    ("zed: coffee", "no zed"),
    ("zed coffee", "no zed"),
    ("@nobody coffee", "no nobody"),
    ("met @ana: coffee", "no ana, but ana-ruiz"),
    ("2026-11-18 met @ana-riuz", "no ana-riuz, but ana-ruiz"),
    ("had coffee with grace", "no grace, but grace-bello"),
    ("lunch with mark", "no mark, but mark-dunn"),
    ("met may for lunch", "no may, but may-sato"),
    ("ana", "what happened: ana"),
    ("ana, bo", "what happened: ana, bo"),
    ("ana yesterday", "what happened: ana yesterday"),
    ("ana [[salary-survey]]", "what happened: ana [[salary-survey]]"),
    ("had coffee with Ana tomorrow", "no such day: tomorrow"),
    ("had tea with May in May", "no such day: in May"),
    ("met Ana in June", "no such day: in June"),
    ("met Ana in 2025", "no such day: in 2025"),
    ("met Ana recently", "no such day: recently"),
    ("called Bo on 5/11", "no such day: 5/11"),
    ("called Bo 15.11.2026", "no such day: 15.11.2026"),
    ("called Bo tomorrow", "no such day: tomorrow"),
    ("tomorrow called Bo", "no such day: tomorrow"),
    ("2026-12-01 met @ana-ruiz: coffee", "no such day: 2026-12-01"),
    ("had lunch with Ana on 2026-12-18", "no such day: on 2026-12-18"),
    ("lunch with Ana on 30 february", "no such day: on 30 february"),
    ("had lunch with Ana 2026-02-30", "no such day: 2026-02-30"),
    ("called Bo last week", "no such day: last week"),
    ("lunch with Ana next week", "no such day: next week"),
    ("mett @ana-ruiz: coffee", "`mett` is no kind of event; did you mean `met`?"),
    ("- 2026-11-10 mett @ana-ruiz: coffee", "`mett` is no kind of event; did you mean `met`?"),
    ("met @ana-ruiz: coffee; need: a van", "`need:` marks nothing; did you mean `needs:`?"),
    ("ana: coffee; need: a van", "`need:` marks nothing; did you mean `needs:`?"),
    (
        "ana: lunch; check: the boiler",
        "`check: the boiler` names no day; write `check: 2026-12-01`, or a span such as `check: 2w`",
    ),
    (
        "ana:\u{202e} coffee",
        "`this line` has a hidden character, U+202E; delete it; it changes how the text is shown without being seen",
    ),
    ("ana coffee\n- bo lunch", "these are several lines; log one event at a time"),
];

fn today() -> Day {
    date::day("2026-11-20").unwrap()
}

/// The usual people, with one Ana.
fn asked(words: &str) -> Result<Line, Unclear> {
    let aka = ["Annie".to_owned(), "the weaver".to_owned()];
    let names = [
        ("bo-lee", "Bo Lee"),
        ("hal-okafor", "Hal Okafor"),
        ("louis-lam", "Louis Lam"),
        ("solene-kervadec", "Solène Kervadec"),
        ("jose-ibarra", "José Ibarra"),
        ("will-hart", "Will Hart"),
        ("may-sato", "May Sato"),
        ("rose-ng", "Rose Ng"),
        ("mark-dunn", "Mark Dunn"),
        ("grace-bello", "Grace Bello"),
        ("hope-adair", "Hope Adair"),
        ("priyanka-raman", "Dr Priyanka Raman"),
        ("hamish-drummond-lowe", "Hamish Drummond-Lowe"),
    ];
    let mut people = vec![Person { handle: "ana-ruiz", name: "Ana Ruiz", aka: &aka }];
    people.extend(names.iter().map(|(handle, name)| Person { handle, name, aka: &[] }));
    understand(words, &people, today())
}

/// People of whom several share a name.
fn asked_of_many(words: &str) -> Result<Line, Unclear> {
    let aka = ["Bob".to_owned()];
    let people = [
        Person { handle: "ana-ruiz", name: "Ana Ruiz", aka: &[] },
        Person { handle: "ana-lindqvist", name: "Ana Lindqvist", aka: &[] },
        Person { handle: "robert-lee", name: "Robert Lee", aka: &aka },
        Person { handle: "bob-hart", name: "Bob Hart", aka: &[] },
        Person { handle: "sol", name: "Sol", aka: &[] },
        Person { handle: "sol-prosser", name: "Sol Prosser", aka: &[] },
    ];
    understand(words, &people, today())
}

fn said(answer: Result<Line, Unclear>) -> String {
    match answer {
        Ok(line) => line.to_string().trim_start_matches("- 2026-11-20 ").to_owned(),
        Err(Unclear::Who { word, candidates }) => format!("which {word}: {}", candidates.join(", ")),
        Err(Unclear::Nobody { word, nearest: Some(nearest) }) => format!("no {word}, but {nearest}"),
        Err(Unclear::Nobody { word, nearest: None }) => format!("no {word}"),
        Err(Unclear::NoPerson) => "nobody named".to_owned(),
        Err(Unclear::What(words)) => format!("what happened: {words}"),
        Err(Unclear::Day(words)) => format!("no such day: {words}"),
        Err(Unclear::Broken(message)) => message,
    }
}

fn sentences() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = SENTENCES.lines().filter(|line| !line.is_empty() && !line.starts_with("// "));
    lines.map(|line| line.split_once(" => ").unwrap())
}

/// What the grammar of the log makes of a printed line.
fn read_back(line: &Line) -> Vec<Line> {
    let mut report = Report::new();
    let lines = read_lines(&mut report, &Source::new("private/log/2026.md", line.to_string()));
    assert!(report.is_empty(), "{line}: {report:?}");
    lines
}

#[test]
fn sentences_become_lines() {
    let wrong: Vec<_> = sentences()
        .map(|(sentence, line)| (sentence, line, said(asked(sentence))))
        .filter(|(_, expected, found)| expected != found)
        .collect();
    assert!(sentences().count() > 200 && wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_cannot_be_told_is_not_guessed() {
    for (sentence, why) in UNCLEAR {
        assert_eq!(said(asked(sentence)), *why, "{sentence}");
    }
}

#[test]
fn a_name_of_several_people_is_asked_about() {
    let both = "which ana: ana-ruiz, ana-lindqvist";
    assert_eq!(said(asked_of_many("ana coffee")), both);
    assert_eq!(said(asked_of_many("@ana coffee")), both);
    assert_eq!(said(asked_of_many("had coffee with Ana")), both.replace("which ana", "which Ana"));
    assert_eq!(said(asked_of_many("Ana needs a designer")), both.replace("which ana", "which Ana"));
    assert_eq!(said(asked_of_many("coffee with Bob")), "which Bob: robert-lee, bob-hart");
}

#[test]
fn whoever_is_named_in_full_is_meant() {
    for (sentence, line) in [
        ("ana lindqvist coffee", "met = @ana-lindqvist: coffee"),
        ("@ana-lindqvist coffee", "met = @ana-lindqvist: coffee"),
        ("ana-lindqvist coffee", "met = @ana-lindqvist: coffee"),
        ("lunch with Ana L", "met = @ana-lindqvist: lunch"),
        ("lunch with Ana Ruiz, Ana needs a van", "met = @ana-ruiz: lunch; needs: a van"),
        ("lunch with Ana Ruiz and Ana Lindqvist", "met = @ana-ruiz @ana-lindqvist: lunch"),
        ("told Ana Ruiz about Ana", "told > @ana-ruiz: about Ana"),
        ("sol coffee", "met = @sol: coffee"),
        ("sol prosser coffee", "met = @sol-prosser: coffee"),
    ] {
        assert_eq!(said(asked_of_many(sentence)), line, "{sentence}");
    }
}

#[test]
fn first_names_that_are_small_words_are_not_seen_everywhere() {
    let people = [("an-pham", "An Pham"), ("jan-vos", "Jan Vos"), ("art-dale", "Art Dale"), ("bill-so", "Bill So")];
    let people = people.map(|(handle, name)| Person { handle, name, aka: &[] });
    for (sentence, line) in [
        ("had an early coffee with An", "met = @an-pham: an early coffee"),
        ("an coffee", "met = @an-pham: coffee"),
        ("An hour with Jan in Jan", "note @jan-vos: An hour with Jan in Jan"),
        ("lunch with Jan on 3 jan", "- 2027-01-03 plan @jan-vos: lunch"),
        ("asked Bill about the bill", "ask > @bill-so: about the bill"),
        ("talked art with Art Dale", "call = @art-dale: art"),
        ("Bill sent me the bill", "got < @bill-so: the bill"),
        ("bill Jan for the art", "note @jan-vos: bill Jan for the art"),
    ] {
        assert_eq!(said(understand(sentence, &people, today())), line, "{sentence}");
    }
}

#[test]
fn what_is_understood_is_read_back_the_same() {
    for line in sentences().filter_map(|(sentence, _)| asked(sentence).ok()) {
        assert_eq!(read_back(&line), std::slice::from_ref(&line));
        assert_eq!(asked(&line.to_string()), Ok(line));
    }
}

/// Words that tell nothing to the program, and so must all come through.
fn filler() -> impl Strategy<Value = String> {
    let words = select(vec![
        "tiles",
        "harbour",
        "the",
        "a",
        "old",
        "map",
        "of",
        "wells",
        "under",
        "Lisbon",
        "rye;",
        "bread,",
        "ferry.",
        "and",
        "café",
        "no-one",
        "10:30",
        "[[rye-notes]]",
        "needs:",
        "(twice)",
        "“yes”",
        "3",
        "@",
        "#1",
        "–",
        "it's",
        "offers;",
        "check:",
        "; needs:",
        ";",
        ":",
        "she",
        "https://a.example/x;y",
        "Zed",
        "by",
        "on",
        "for",
        "that",
        "who",
        "is",
    ]);
    proptest::collection::vec(words, 0..9).prop_map(|words| words.join(" "))
}

/// A sentence that begins in one of the ways that people have.
fn any_sentence() -> impl Strategy<Value = String> {
    let begins = select(vec![
        "",
        "ana ",
        "ana: ",
        "Ana, Bo: ",
        "had coffee with Ana ",
        "called Bo about ",
        "Ana wrote that ",
        "Ana needs ",
        "Ana's ",
        "sent Ana ",
        "told Hal ",
        "asked Bo for ",
        "met Ana, she needs ",
        "Ana is working on ",
        "will call Ana ",
        "lunch with Ana next tuesday ",
        "promised Ana ",
        "promised Ana to send ",
        "waiting for Ana's ",
        "introduced Ana to Bo ",
        "I'll send Ana ",
        "got ",
        "yesterday ",
        "2026-11-18 ",
        "- ",
        "met @ana-ruiz: ",
        "plan ",
        "May ",
        "Will ",
    ]);
    let ends =
        select(vec!["", " yesterday", " by friday", " with Ana", ", she loves ", "; needs: ", " to Bo", " on monday"]);
    (begins, filler(), ends, filler())
        .prop_map(|(begins, middle, ends, rest)| [begins, &middle, ends, " ", &rest].concat())
}

/// The words of a text that carry something, in small letters.
fn content(text: &str) -> Vec<String> {
    let known = [
        "tiles",
        "harbour",
        "map",
        "wells",
        "lisbon",
        "rye",
        "bread",
        "ferry",
        "café",
        "no-one",
        "twice",
        "zed",
        "rye-notes",
    ];
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-').map(str::to_lowercase);
    words.filter(|word| known.contains(&word.as_str())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn understanding_never_panics_and_is_always_read_back(words in any::<String>()) {
        if let Ok(line) = asked(&format!("ana {words}")) {
            prop_assert_eq!(read_back(&line), [line.clone()]);
        }
        let _ = asked(&words);
    }

    #[test]
    fn no_word_is_lost_and_every_line_is_read_back(sentence in any_sentence()) {
        let Ok(line) = asked(&sentence) else { return Ok(()) };
        prop_assert_eq!(read_back(&line), [line.clone()], "{}", sentence);
        let (mut before, mut after) = (content(&sentence), content(&line.to_string()));
        before.sort();
        after.sort();
        prop_assert_eq!(before, after, "{} became {}", sentence, line);
    }

    #[test]
    fn no_word_is_invented(sentence in any_sentence()) {
        let Ok(line) = asked(&sentence) else { return Ok(()) };
        let words = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).filter(|word| word.len() > 1).collect()
        };
        let before = words(&sentence);
        for word in words(&line.text) {
            // In an address, `;` is written as `%3B`; what one has "got to" do is read as "going to".
            let known = before.contains(&word) || ["3by", "going"].contains(&word.as_str());
            prop_assert!(known, "{} in {} of {}", word, line, sentence);
        }
    }

    #[test]
    fn days_never_panic(
        text in "[a-z0-9 ,-]{0,30}|(on |by |last |next |the |in )?[0-9]{1,4}(st|th)? ?(days ago|march|may 2)?",
    ) {
        for found in when::find(&text) {
            let _ = (found.day(today(), Sense::Past), found.day(Day::MAX, Sense::Future), found.is_ahead(Day::MIN));
            prop_assert!(text.is_char_boundary(found.range.start) && text.is_char_boundary(found.range.end));
        }
    }
}

#[track_caller]
fn assert_days(today: &str, days: &[(&str, &str, &str)]) {
    let today = date::day(today).unwrap();
    for (words, past, future) in days {
        let found = |sense| when::day(words, today, sense).map_or("none".to_owned(), |day| day.to_string());
        assert_eq!((&*found(Sense::Past), &*found(Sense::Future)), (*past, *future), "{words}");
    }
}

#[test]
fn days_are_found_before_or_after_today() {
    assert_days(
        "2026-11-20",
        &[
            ("today", "2026-11-20", "2026-11-20"),
            ("this morning", "2026-11-20", "2026-11-20"),
            ("yesterday", "2026-11-19", "2026-11-19"),
            ("the day before yesterday", "2026-11-18", "2026-11-18"),
            ("tomorrow evening", "2026-11-21", "2026-11-21"),
            ("monday", "2026-11-16", "2026-11-23"),
            ("Friday", "2026-11-13", "2026-11-27"),
            ("this friday", "2026-11-20", "2026-11-20"),
            ("last friday", "2026-11-13", "2026-11-13"),
            ("next tuesday", "2026-11-24", "2026-11-24"),
            ("on sat", "2026-11-14", "2026-11-21"),
            ("sat", "none", "none"),
            ("-3d", "2026-11-17", "2026-11-17"),
            ("3 days ago", "2026-11-17", "2026-11-17"),
            ("two weeks ago", "2026-11-06", "2026-11-06"),
            ("a couple of months ago", "2026-09-20", "2026-09-20"),
            ("in a fortnight", "2026-12-04", "2026-12-04"),
            ("on 12 november", "2026-11-12", "2027-11-12"),
            ("20 November", "2026-11-20", "2026-11-20"),
            ("the 3rd of Dec", "2025-12-03", "2026-12-03"),
            ("December 3rd, 2026", "2026-12-03", "2026-12-03"),
            ("Thursday 3 December", "none", "2026-12-03"),
            ("Tuesday 3 December", "none", "none"),
            ("on the 12th", "2026-11-12", "2026-12-12"),
            ("the 31st", "2026-10-31", "2026-12-31"),
            ("2026-11-18", "2026-11-18", "2026-11-18"),
            ("2026-02-30", "none", "none"),
            ("31 november", "none", "none"),
            ("the end of the month", "2026-11-30", "2026-11-30"),
            ("last week", "none", "none"),
            ("soon", "none", "none"),
            ("monday and tuesday", "none", "none"),
        ],
    );
}

#[test]
fn days_go_over_the_new_year() {
    assert_days(
        "2027-01-01",
        &[
            ("yesterday", "2026-12-31", "2026-12-31"),
            ("thursday", "2026-12-31", "2027-01-07"),
            ("31 december", "2026-12-31", "2027-12-31"),
            ("1 january", "2027-01-01", "2027-01-01"),
            ("2 january", "2026-01-02", "2027-01-02"),
            ("a month ago", "2026-12-01", "2026-12-01"),
        ],
    );
    assert_days(
        "2026-12-31",
        &[("tomorrow", "2027-01-01", "2027-01-01"), ("the end of the month", "2026-12-31", "2026-12-31")],
    );
}

#[test]
fn leap_days_are_found_in_their_years() {
    assert_days(
        "2026-11-20",
        &[
            ("29 february", "2024-02-29", "2028-02-29"),
            ("29 february 2026", "none", "none"),
            ("29 february 2028", "2028-02-29", "2028-02-29"),
            ("30 february", "none", "none"),
        ],
    );
    assert_days("2028-03-01", &[("yesterday", "2028-02-29", "2028-02-29"), ("a year ago", "2027-03-01", "2027-03-01")]);
    assert_days(
        "2028-02-29",
        &[("a year ago", "2027-02-28", "2027-02-28"), ("29 february", "2028-02-29", "2028-02-29")],
    );
    assert_days("2099-03-01", &[("29 february", "2096-02-29", "2104-02-29")]);
}

#[test]
fn a_day_is_found_wherever_it_stands_and_as_long_as_it_is() {
    for (text, expected) in [
        ("yesterday evening we met", vec!["yesterday evening"]),
        ("we met on tuesday at noon", vec!["on tuesday"]),
        ("lunch on Thursday, 3 December 2026", vec!["on Thursday, 3 December 2026"]),
        ("from monday to next friday", vec!["monday", "next friday"]),
        ("sat in the sun with Wed", vec![]),
        ("the 2nd edition of [[2026-11-18]]", vec![]),
        ("tuesday's walk, @friday and #monday", vec![]),
        ("version 2026-11-18.2", vec![]),
    ] {
        let found: Vec<_> = when::find(text).into_iter().map(|found| &text[found.range]).collect();
        assert_eq!(found, expected, "{text}");
    }
}
