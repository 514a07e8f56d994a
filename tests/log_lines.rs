//! The log: what lines mean, and what is said of those that mean nothing.

use goodturn::diagnostic::{Report, Source, show};
use goodturn::model::log::{Act, Direction, Line, Marker, day_or_period, promise_day, read_lines};
use goodturn::parse::date::{self, Day};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::Fixture;
use crate::support::people::{People, advice, check_private, circle, people, same};

fn read(text: &str) -> (Report, Vec<Line>) {
    let mut report = Report::new();
    let lines = read_lines(&mut report, &Source::new("private/log/2026.md", text));
    (report, lines)
}

/// Everything that a line means, each part by itself.
fn meaning(line: &Line) -> String {
    let kind = if line.kindness { "!" } else { "" };
    let mut head = vec![line.day.to_string(), format!("{}{kind}", line.act.word())];
    head.extend(line.direction.map(|direction| direction.sign().to_string()));
    head.extend(line.who.iter().map(|who| format!("@{}", who.value)));
    head.extend(line.goals.iter().map(|goal| format!("#{}", goal.value)));
    let mut parts = vec![head.join(" ")];
    parts.extend(Some(line.text.clone()).filter(|text| !text.is_empty()));
    parts.extend(line.markers.iter().map(|(marker, at)| format!("{}: {}", marker.word(), at.value)));
    parts.extend(line.cites.iter().map(|cite| format!("cites {}", cite.value)));
    parts.join(" | ")
}

#[track_caller]
fn means(written: &str, expected: &str) {
    let (report, lines) = read(written);
    assert!(report.is_empty(), "{}", show::terminal(&report, false, "no line"));
    assert_eq!(lines.iter().map(meaning).collect::<Vec<_>>(), [expected], "`{written}`");
}

// ---- good lines -------------------------------------------------------------------------------------------------

#[test]
fn lines_mean_what_the_manual_says() {
    means(
        "- 2026-11-18 met < @ana-ruiz: coffee; needs: a freelance designer; up to: leaving Baton in January",
        "2026-11-18 met < @ana-ruiz | coffee | needs: a freelance designer | up to: leaving Baton in January",
    );
    means(
        "- 2026-11-12 gave > @hal-okafor @bo-lee: the salary survey [[salary-survey]]",
        "2026-11-12 gave > @hal-okafor @bo-lee | the salary survey [[salary-survey]] | cites salary-survey",
    );
    means(
        "- 2026-11-10 got < @louis-lam #job-search: an hour on the printing market",
        "2026-11-10 got < @louis-lam #job-search | an hour on the printing market",
    );
    means(
        "- 2026-11-20 outcome #job-search: accepted the communications role",
        "2026-11-20 outcome #job-search | accepted the communications role",
    );
}

#[test]
fn every_kind_has_its_usual_direction() {
    for (act, direction) in [
        ("met", " ="),
        ("call", ""),
        ("mail", ""),
        ("msg", ""),
        ("gave", " >"),
        ("got", " <"),
        ("ask", " >"),
        ("intro", " ="),
        ("thanks", " >"),
        ("told", " >"),
        ("note", ""),
        ("plan", ""),
        ("for", ""),
        ("done", ""),
    ] {
        means(&format!("- 2026-11-18 {act} @ana @bo"), &format!("2026-11-18 {act}{direction} @ana @bo"));
    }
    means("- 2026-11-18 outcome #job", "2026-11-18 outcome #job");
}

#[test]
fn a_direction_may_be_said() {
    for sign in ["<", ">", "="] {
        for act in ["met", "call", "gave", "got", "plan"] {
            means(&format!("- 2026-11-18 {act} {sign} @ana"), &format!("2026-11-18 {act} {sign} @ana"));
        }
    }
    means("- 2026-11-18 met <@ana", "2026-11-18 met < @ana");
}

#[test]
fn ten_kinds_are_touches_and_five_are_not() {
    let words = |touch: bool| {
        Act::ALL.into_iter().filter(|act| act.is_touch() == touch).map(Act::word).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(words(true), "met call mail msg gave got ask intro thanks told");
    assert_eq!(words(false), "note plan for done outcome");
}

#[test]
fn every_marker_is_read() {
    for marker in ["needs", "offers", "values", "up to", "promise", "waiting"] {
        means(
            &format!("- 2026-11-18 met @ana: tea; {marker}: a map"),
            &format!("2026-11-18 met = @ana | tea | {marker}: a map"),
        );
    }
    for marker in ["check", "snooze"] {
        for value in ["2026-12-01", "2w", "3m"] {
            means(
                &format!("- 2026-11-18 met @ana: tea; {marker}: {value}"),
                &format!("2026-11-18 met = @ana | tea | {marker}: {value}"),
            );
        }
    }
    means(
        "- 2026-11-18 met @ana: tea; needs: a map; needs: a van",
        "2026-11-18 met = @ana | tea | needs: a map | needs: a van",
    );
    means("- 2026-11-18 met @ana: needs: a map", "2026-11-18 met = @ana | needs: a map");
}

#[test]
fn a_marker_may_follow_the_names_at_once() {
    means("- 2026-11-18 met < @ana; needs: a designer", "2026-11-18 met < @ana | needs: a designer");
    means("- 2026-11-18 met < @ana #job; needs: a designer", "2026-11-18 met < @ana #job | needs: a designer");
}

#[test]
fn words_may_hold_colons_and_semicolons() {
    means("- 2026-11-18 met @ana: at 10:30: tea", "2026-11-18 met = @ana | at 10:30: tea");
    means("- 2026-11-18 met @ana: tea; then cake", "2026-11-18 met = @ana | tea; then cake");
    means(
        "- 2026-11-18 met @ana: tea; needs: a map: of Leith; or of Fife; up to: a move",
        "2026-11-18 met = @ana | tea | needs: a map: of Leith; or of Fife | up to: a move",
    );
    means("- 2026-11-18 met @ana: what she needs: rest", "2026-11-18 met = @ana | what she needs: rest");
}

#[test]
fn a_got_may_be_an_unusual_kindness() {
    means("- 2026-11-18 got! < @ana: her flat", "2026-11-18 got! < @ana | her flat");
    means("- 2026-11-18 got! @ana: her flat", "2026-11-18 got! < @ana | her flat");
}

#[test]
fn lines_cite_entries_in_words_and_in_markers() {
    means(
        "- 2026-11-18 gave @ana: [[one]] and [[lessons/two]]; promise: [[ three|the third ]]",
        "2026-11-18 gave > @ana | [[one]] and [[lessons/two]] | promise: [[ three|the third ]] \
         | cites one | cites lessons/two | cites three|the third",
    );
}

#[test]
fn small_liberties_are_taken() {
    means("* 2026-11-18 met @ana: tea", "2026-11-18 met = @ana | tea");
    means("- 2026-11-18  met   @ana:   tea  ", "2026-11-18 met = @ana | tea");
    means("- 2026-11-18 met @ana, @bo: tea", "2026-11-18 met = @ana @bo | tea");
    means("- 2026-11-18 got @ana #Job-Search: tea", "2026-11-18 got < @ana #job-search | tea");
    means("- 2026-11-18 met #job @ana", "2026-11-18 met = @ana #job");
    means("- 2026-11-18 met @ana:", "2026-11-18 met = @ana");
}

#[test]
fn goals_may_stand_without_people_in_notes_and_outcomes() {
    means("- 2026-11-18 note #job: sent the form", "2026-11-18 note #job | sent the form");
    means("- 2026-11-18 outcome #job #flat", "2026-11-18 outcome #job #flat");
}

#[test]
fn headings_blank_lines_and_comments_are_passed_over() {
    let (report, lines) = read(
        "# 2026

## November
- 2026-11-18 met @ana
<!-- a note of mine -->
<!--
- 2026-11-17 met @ana
-->

- 2026-11-16 met @ana
",
    );
    assert!(report.is_empty());
    assert_eq!(lines.iter().map(meaning).collect::<Vec<_>>(), ["2026-11-18 met = @ana", "2026-11-16 met = @ana"]);
}

#[test]
fn a_comment_that_is_never_closed_is_said_since_it_hides_the_rest() {
    let (report, lines) = read("- 2026-11-18 met @ana\n<!-- a note of mine\n- 2026-11-16 met @ana\n");
    assert_eq!(lines.iter().map(meaning).collect::<Vec<_>>(), ["2026-11-18 met = @ana"]);
    let said: Vec<_> = report.sorted().iter().map(|found| (found.code, found.place.position().line)).collect();
    assert_eq!(said, [("unclosed-comment", 2)]);
    // In a contact's file it may well end below the log.
    let own = "+++\nname = \"Ana\"\n+++\n## Log\n- 2026-11-18 met\n<!--\n## Notes\n-->\n";
    let fixture = Fixture::default().with("private/contacts/ana.md", own);
    assert_eq!(People::of("2026-11-20", &fixture).circle.events.len(), 1);
}

#[test]
fn byte_order_marks_and_line_ends_are_no_part_of_a_line() {
    let log = "\u{feff}- 2026-11-18 met < @ana: tea; needs: a map\r\n\r\n- 2026-11-19 mail > @ana: a map\r\n";
    let fixture = people("@ana\n").with("private/log/2026.md", log);
    let circle = People::of("2026-11-20", &fixture).circle;
    let lines: Vec<_> = circle.events.iter().map(|event| meaning(&event.line)).collect();
    assert_eq!(lines, ["2026-11-18 met < @ana | tea | needs: a map", "2026-11-19 mail > @ana | a map"]);
}

#[test]
fn a_line_knows_its_place_and_that_of_its_parts() {
    let text = "- 2026-11-18 met @ana #job: tea; needs: a map [[x]]";
    let (_, lines) = read(&format!("# Größer\n{text}\n"));
    let source = Source::new("x", format!("# Größer\n{text}\n"));
    let at = |span: goodturn::diagnostic::Span| source.text()[span.range()].to_owned();
    let line = &lines[0];
    assert_eq!(at(line.span), text);
    assert_eq!(at(line.who[0].span), "@ana");
    assert_eq!(at(line.goals[0].span), "#job");
    assert_eq!(at(line.markers[0].1.span), "a map [[x]]");
    assert_eq!(at(line.cites[0].span), "x");
}

#[test]
fn a_promise_may_name_its_day() {
    let day = |text| date::day(text);
    assert_eq!(promise_day("send the deck by 2026-12-01"), Ok(("send the deck", day("2026-12-01"))));
    assert_eq!(promise_day("send the deck by 2026-12-01."), Ok(("send the deck", day("2026-12-01"))));
    assert_eq!(promise_day("a book by Ali Smith by 2026-12-01"), Ok(("a book by Ali Smith", day("2026-12-01"))));
    assert_eq!(promise_day("a book by Ali Smith"), Ok(("a book by Ali Smith", None)));
    assert_eq!(promise_day("send the deck by 2026-13-01"), Err("2026-13-01"));
}

#[test]
fn a_check_names_a_day_or_a_span() {
    let from = date::day("2026-01-31").unwrap();
    for (text, expected) in [
        ("2026-12-01", Some("2026-12-01")),
        ("10d", Some("2026-02-10")),
        ("2w", Some("2026-02-14")),
        ("1m", Some("2026-02-28")),
        ("1y", Some("2027-01-31")),
        ("soon", None),
        ("0d", None),
        ("2 weeks", None),
        ("-1d", None),
        ("2026-02-30", None),
    ] {
        assert_eq!(day_or_period(text, from), expected.and_then(date::day), "{text}");
    }
}

// ---- the order and the people -----------------------------------------------------------------------------------

#[test]
fn events_stand_in_the_order_of_the_days() {
    let circle = circle(
        "@ana
- 2026-11-03 met = @ana: three
- 2026-11-01 met = @ana: one
- 2026-11-03 met = @ana: three again
- 2026-11-02 met = @ana: two
",
    );
    let words: Vec<_> = circle.events.iter().map(|event| event.line.text.as_str()).collect();
    assert_eq!(words, ["one", "two", "three", "three again"]);
}

#[test]
fn somebody_who_is_named_twice_took_part_once() {
    let circle = circle("@ana\n@bo\n- 2026-11-01 met = @ana @bo @ana: tea\n");
    assert_eq!(circle.events[0].people, [0, 1]);
    assert_eq!(circle.events_of(0).count(), 1);
}

#[test]
fn a_contacts_file_may_hold_a_log_of_its_own() {
    let circle = circle(
        "
@bo
//- private/contacts/ana.md
+++
name = \"Ana\"
+++
She knows every well in Leith.

- 2026-01-01 a list in her notes, and no line of the log

## Log

- 2026-11-18 met <: tea; needs: a map
### Earlier
- 2026-11-16 intro = @bo: maps

## Family

- 2026-01-01 a list in her notes, and no line of the log
",
    );
    let lines: Vec<_> = circle.events_of(0).map(|event| meaning(&event.line)).collect();
    assert_eq!(lines, ["2026-11-16 intro = @ana @bo | maps", "2026-11-18 met < @ana | tea | needs: a map"]);
    assert_eq!(circle.events_of(1).count(), 1);
}

#[test]
fn a_log_of_ones_own_ends_with_its_file_or_the_next_heading_of_its_rank() {
    for (rest, expected) in
        [("", 1), ("## Notes\n- no line\n", 1), ("# Notes\n- no line\n", 1), ("### More\n- 2026-11-17 met\n", 2)]
    {
        let text = format!("+++\nname = \"Ana\"\n+++\n## Log\n- 2026-11-18 met\n{rest}");
        let fixture = Fixture::default().with("private/contacts/ana.md", text.replace('\n', "\r\n"));
        assert_eq!(People::of("2026-11-20", &fixture).circle.events.len(), expected, "{rest}");
    }
}

#[test]
fn every_log_in_a_contacts_file_is_read() {
    let circle = circle(
        "//- private/contacts/ana.md\n+++\nname = \"Ana\"\n+++\n## Log\n- 2026-11-18 met: tea\n## Notes\n\
         Words.\n## Log\n- 2026-11-17 met: cake\n",
    );
    assert_eq!(circle.events.len(), 2);
}

#[test]
fn the_notes_of_a_contact_are_what_is_not_the_log() {
    let circle = circle(
        "//- private/contacts/ana.md
+++
name = \"Ana\"
+++
Before.
## Log
- 2026-11-18 met: tea
## After
Behind.
",
    );
    let contact = &circle.contacts[0];
    let notes: String = contact.notes().iter().map(|span| contact.source.text()[span.range()].trim()).collect();
    assert_eq!(notes, "Before.## After\nBehind.");
}

// ---- mistakes ---------------------------------------------------------------------------------------------------

#[test]
fn every_mistake_in_a_line_is_said_at_its_place_and_all_at_once() {
    check_private(
        "
//- private/contacts/ana.md
+++
name = \"Ana\"
+++
//- private/contacts/bo.md
+++
name = \"Bo\"
+++
//- private/log/2026.md
# 2026
met @ana: tea
^ error: this is no line of a log
-2026-11-18 met @ana: tea
^ error: this is no line of a log
- 2026-11-18
^ error: this is no line of a log
- yesterday met @ana: tea
  ^^^^^^^^^ error: `yesterday` is no day
- 2026-02-30 met @ana: tea
  ^^^^^^^^^^ error: `2026-02-30` is no day
- 2026-11-8 met @ana: tea
  ^^^^^^^^^ error: `2026-11-8` is no day
- 2026-11-18 meet @ana: tea
             ^^^^ error: `meet` is no kind of event
- 2026-11-18 Met @ana: tea
             ^^^ error: `Met` is no kind of event
- 2026-11-18 @ana: tea
             ^^^^ error: `@ana` is no kind of event
- 2026-11-18 gave! > @ana: tea
             ^^^^^ error: `gave` cannot have a `!`
- 2026-11-18 met @ana bo: tea
                      ^^ error: `bo` is neither `@somebody` nor a `#goal`
- 2026-11-18 met @ana and @bo: tea
                      ^^^ error: `and` is neither `@somebody` nor a `#goal`
- 2026-11-18 met @ana #: tea
                      ^ error: `#` is neither `@somebody` nor a `#goal`
- 2026-11-18 met: tea
^ error: `met` needs somebody: `@handle`, as the file in private/contacts/ is called
- 2026-11-18 note: tea
^ error: `note` needs somebody: `@handle`, as the file in private/contacts/ is called
- 2026-11-18 intro = @ana: maps
^ error: `intro` needs at least two people: `= @one @other`
- 2026-11-18 outcome: a yes
^ error: `outcome` needs a goal: `#job-search`
- 2026-11-18 met @ana @cleo: tea
                      ^^^^^ error: no contact `@cleo`
- 2026-11-18 met @ana: tea; neds: a map
                            ^^^^ error: `neds:` marks nothing
- 2026-11-18 met @ana: tea; upto: a move
                            ^^^^ error: `upto:` marks nothing
- 2026-11-18 met @ana: tea; needs:
                            ^^^^^^ error: `needs:` is empty
- 2026-11-18 met @ana: tea; promise: the deck by 2026-02-30
                                                 ^^^^^^^^^^ error: `2026-02-30` is no day
- 2026-11-18 intro @ana @bo: maps; check: soon
                                          ^^^^ error: `check: soon` names no day
- 2026-11-18 met @ana: tea; snooze: 2026-13-01
                                    ^^^^^^^^^^ error: `snooze: 2026-13-01` names no day
- 2026-11-18 gave @ana: [[survey]]
                          ^^^^^^ error: nothing is called `survey`
- 2026-11-18 met @ana: te\u{202e}a
                         ^ error: `this line` has a hidden character, U+202E
- 2026-11-21 met @ana: tea
^ error: this `met` is still to come: today is 2026-11-20
- 2026-11-18 met @ana: tea
",
    );
}

#[test]
fn mistakes_in_a_contacts_own_log_are_said_in_that_file() {
    check_private(
        "
//- private/contacts/ana.md
+++
name = \"Ana\"
+++
Notes.
## Log
- 2026-11-18 meet: tea
             ^^^^ error: `meet` is no kind of event
tea
^ error: this is no line of a log
- 2026-11-21 met: tea
^ error: this `met` is still to come: today is 2026-11-20
- 2026-11-18 intro = @cleo: maps
                     ^^^^^ error: no contact `@cleo`
- 2026-11-18 intro =: maps
^ error: `intro` needs at least two people: `= @one @other`
",
    );
}

#[test]
fn nobody_is_introduced_to_themselves() {
    same(
        &advice("@ana\n- 2026-11-18 intro = @ana @ana: maps\n"),
        "`intro` needs at least two people: `= @one @other`: add it before the colon",
    );
}

#[test]
fn a_citation_that_is_never_closed_is_a_mistake() {
    assert_ne!(advice("@ana\n- 2026-11-18 gave @ana: [[survey\n"), "");
}

#[test]
fn what_is_near_is_suggested() {
    let help = |line: &str| advice(&format!("@ana-ruiz\n@bo-lee\nlesson 2026-10-01-salary-survey\n{line}\n"));
    same(&help("- 2026-11-18 met @ana-riuz: tea"), "no contact `@ana-riuz`: did you mean `@ana-ruiz`?");
    same(&help("- 2026-11-18 cal @ana-ruiz: tea"), "`cal` is no kind of event: did you mean `call`?");
    same(
        &help("- 2026-11-18 lunch @ana-ruiz: tea"),
        "`lunch` is no kind of event: the kinds are met, call, mail, msg, gave, got, ask, intro, thanks, told, note, \
         plan, for, done, outcome",
    );
    same(&help("- 2026-11-18 met @ana-ruiz: tea; needz: a map"), "`needz:` marks nothing: did you mean `needs:`?");
    same(
        &help("- 2026-11-18 gave @ana-ruiz: [[salary-surveys]]"),
        "nothing is called `salary-surveys`: did you mean `[[salary-survey]]`?",
    );
}

#[test]
fn a_handle_in_capitals_is_a_slip_with_a_suggestion() {
    same(&advice("@ana-ruiz\n- 2026-11-18 met @Ana-Ruiz: tea\n"), "no contact `@Ana-Ruiz`: did you mean `@ana-ruiz`?");
}

#[test]
fn a_plan_alone_may_be_in_the_future() {
    let plan = "@ana\n- 2026-11-21 plan = @ana: lunch\n";
    assert_eq!(advice(plan), "");
    for touch in ["met", "call", "mail", "msg", "gave", "got", "ask", "thanks", "told"] {
        let said = advice(&plan.replace("plan", touch));
        assert!(said.starts_with(&format!("this `{touch}` is still to come")), "{said}");
    }
    assert_eq!(advice(&plan.replace("2026-11-21 plan", "2026-11-20 met")), "", "today has come");
}

#[test]
fn a_name_of_several_things_is_to_be_said_in_full() {
    let two = |line: &str| advice(&format!("@ana\nlesson 2026-10-01-maps\nresource 2026-09-01-maps\n{line}\n"));
    same(
        &two("- 2026-11-18 gave @ana: [[maps]]"),
        "`maps` is the name of several entries: write `[[lessons/maps]]` or `[[resources/maps]]`",
    );
    assert_eq!(two("- 2026-11-18 gave @ana: [[lessons/maps]]"), "");
    assert_eq!(two("- 2026-11-18 gave @ana: [[2026-09-01-maps]]"), "");
}

#[test]
fn what_has_no_permission_cannot_be_given() {
    let gave = |permission: &str, act: &str| {
        advice(&format!(
            "@ana\n@gus\ninbox 2026-10-01-seats from = \"gus\"{permission}\n- 2026-11-18 {act} @ana: [[seats]]\n"
        ))
    };
    same(
        &gave("", "gave"),
        "`2026-10-01-seats` is not yours to give yet: its permission is `ask`: ask @gus first, then write \
         `permission = \"granted\"` in private/inbox/2026-10-01-seats.md",
    );
    assert!(gave("; permission = \"refused\"", "gave").contains("its permission is `refused`"));
    assert_eq!(gave("; permission = \"granted\"", "gave"), "");
    assert_eq!(gave("; permission = \"not-needed\"", "gave"), "");
    assert_eq!(gave("", "for"), "", "it may be kept for somebody all the same");
}

// ---- whatever is written ----------------------------------------------------------------------------------------

fn any_day() -> impl Strategy<Value = Day> {
    (2000..2100i32, 1..=12u32, 1..=28u32).prop_map(|(year, month, day)| Day::from_ymd_opt(year, month, day).unwrap())
}

fn some_words() -> impl Strategy<Value = String> {
    vec("[A-Za-z0-9é:,.!?“”<>=@#-]{1,8}", 1..5).prop_map(|words| words.join(" "))
}

/// Words that are no marker, with which a line's text may begin.
fn some_text() -> impl Strategy<Value = String> {
    some_words().prop_map(|words| format!("The {words}"))
}

/// Different names, so that an introduction brings two people together.
fn some_names() -> impl Strategy<Value = Vec<String>> {
    btree_set("[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,5})?", 2..4).prop_map(Vec::from_iter)
}

fn some_markers() -> impl Strategy<Value = Vec<(Marker, String)>> {
    let plain = vec![Marker::Needs, Marker::Offers, Marker::Values, Marker::UpTo, Marker::Waiting];
    let worded = (select(plain), some_words());
    let dated = (select(vec![Marker::Check, Marker::Snooze]), select(vec!["2w", "10d", "3m", "2026-12-01"]));
    vec(prop_oneof![worded, dated.prop_map(|(marker, value)| (marker, value.to_owned()))], 0..4)
}

/// The parts of a line, in the order of the grammar.
fn any_line() -> impl Strategy<Value = Line> {
    let direction = option::of(select(vec![Direction::Mine, Direction::Theirs, Direction::Mutual]));
    let head = (any_day(), select(Act::ALL.to_vec()), direction, any::<bool>());
    (head, some_names(), some_names(), option::of(some_text()), some_markers()).prop_map(
        |((day, act, direction, kindness), who, goals, text, markers)| {
            let at = |value: String| goodturn::diagnostic::At { value, span: goodturn::diagnostic::Span::default() };
            let mut line = Line::new(day, act);
            line.direction = direction.or(line.direction);
            line.kindness = kindness && act == Act::Got;
            line.who = who.into_iter().map(at).collect();
            line.goals = goals.into_iter().map(at).collect();
            line.text = text.unwrap_or_default();
            line.markers = markers.into_iter().map(|(marker, value)| (marker, at(value))).collect();
            line
        },
    )
}

/// Something like a line: parts that may stand in one, in any order.
fn nearly_a_line() -> impl Strategy<Value = String> {
    let parts = select(vec![
        "- ",
        "* ",
        "2026-11-18 ",
        "2026-02-30 ",
        "met ",
        "got! ",
        "note ",
        "outcome ",
        "intro ",
        "< ",
        "> ",
        "=",
        "@ana ",
        "@bo, ",
        "@Bo ",
        "#job ",
        "#Job",
        ":",
        ": ",
        "; ",
        ";",
        "needs: ",
        "up to: ",
        "needs:",
        "check: 2w",
        "promise: ",
        " by 2026-12-01",
        " by 2026-13-01",
        "tea",
        " tea ",
        "[[x]]",
        "[[y|z]]",
        "\t",
        "\u{a0}",
        "é",
        "<!-- ",
        "-->",
        "#",
        "nees: ",
        "!",
        "\n",
    ]);
    let free =
        vec(prop_oneof![8 => parts.prop_map(str::to_owned), 1 => any::<String>()], 0..14).prop_map(|all| all.concat());
    (any::<bool>(), free).prop_map(|(headed, free)| if headed { format!("- 2026-11-18 met @ana{free}") } else { free })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_line_that_is_printed_and_read_is_the_same(line in any_line()) {
        let printed = line.to_string();
        let (report, read) = read(&printed);
        prop_assert!(report.is_empty(), "{}", show::terminal(&report, false, "no line"));
        prop_assert_eq!(read.iter().map(meaning).collect::<Vec<_>>(), [meaning(&line)], "{}", printed);
    }

    #[test]
    fn whatever_is_read_can_be_printed_and_read_again(text in nearly_a_line()) {
        let (report, lines) = read(&text);
        for line in lines.iter().filter(|_| !report.has_errors()) {
            let printed = line.to_string();
            let (report, again) = read(&printed);
            prop_assert!(report.is_empty(), "{}", show::terminal(&report, false, "no line"));
            prop_assert_eq!(again.iter().map(meaning).collect::<Vec<_>>(), [meaning(line)], "{}", printed);
        }
    }

    #[test]
    fn every_line_is_read_or_complained_of(text in nearly_a_line()) {
        let (report, lines) = read(&text);
        let is_line = |line: &str| line.starts_with("- ") || line.starts_with("* ");
        let written = Source::new("x", text.as_str()).text().split('\n').filter(|line| is_line(line)).count();
        let commented = text.contains("<!--");
        prop_assert!(commented || lines.len() + report.sorted().len() >= written, "{}", text);
    }
}
