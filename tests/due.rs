//! What is due: whom to write to on a day, why, and what of value to bring.

use goodturn::model::due::{Story, search_words};
use proptest::prelude::*;

use crate::support::people::{People, advice, circle, due, in_short, letter, on_days, people, same};

// ---- the whole of it --------------------------------------------------------------------------------------------

const TEN: &str = r#"
@ana-ruiz
@bo-lee dates = { birthday = "11-24" }
@cleo-may needs = ["a bookbinder"]
@dov-katz
@eve-sand
@fay-tan
@gil-roth
@hal-okafor
@ida-berg offers = ["bookbinding"]
@jo-marsh cadence = "6w"; values = ["lettering"]
inbox two-seats title = "Two seats at a lecture"; for = "ana-ruiz"; expires = 2026-12-01
inbox desk title = "A desk in the reading room"; from = "@fay-tan"; permission = "granted"
lesson 2026-10-01-letters-by-hand
resource 2026-11-10-salary-survey
- 2026-09-01 intro = @gil-roth @jo-marsh: both draw maps
- 2026-09-29 met = @jo-marsh: tea; up to: a book of alphabets
- 2026-10-02 gave > @hal-okafor: a desk [[desk]]
- 2026-10-20 ask > @ida-berg: who binds books; waiting: the address of a binder
- 2026-10-25 got! < @dov-katz: a week of his time; up to: moving to Lyon
- 2026-10-26 got < @eve-sand #job-search: an hour on interviews
- 2026-10-27 thanks > @eve-sand: for the hour
- 2026-11-02 outcome #job-search: accepted the communications role
- 2026-11-08 for @bo-lee: [[salary-survey]]
- 2026-11-14 call > @cleo-may: her move; promise: the address of a binder by 2026-11-21
- 2026-11-17 plan = @hal-okafor: lunch
"#;

#[test]
fn ten_people_one_for_each_reason() {
    due(
        "2026-11-20",
        TEN,
        "
now
@ana-ruiz
  expiring: “Two seats at a lecture” is kept for Ana and is good until 1 December
  + earmark: Two seats at a lecture (It is kept for Ana, and is good until 1 December)
@bo-lee
  date: Bo’s birthday is on Tuesday, 24 November
  + earmark: Salary survey (You kept it for them on 8 November)
@cleo-may
  promise: You promised Cleo “the address of a binder” by tomorrow
  + match: Ida Berg offers bookbinding (Cleo needs a bookbinder; ask both, separately)
@dov-katz
  thanks: You have not yet thanked Dov for “a week of his time” on 25 October; \
it was an unusual kindness, so write a card
  + question: Ask about this: moving to Lyon (The last thing you heard from Dov, on 25 October)
@eve-sand
  outcome: Eve helped with #job-search and has not heard how it ended: accepted the communications role
@fay-tan
  giver: On 2 October you passed on “A desk in the reading room”, and Fay, who gave it, does not know yet
@gil-roth
  introduction: You introduced Gil to Jo Marsh on 1 September; ask how it went
@hal-okafor
  plan: You had planned “lunch” with Hal on 17 November, and nothing is noted since
@ida-berg
  waiting: You have waited four weeks for “the address of a binder” from Ida; one nudge, then silence
  + match: Cleo May needs a bookbinder (Ida offers bookbinding; ask both, separately)
@jo-marsh
  cadence: 52 days since you spoke; you like every 6 weeks
  + entry: Letters by hand (It suits what Jo values: lettering)
",
    );
}

#[test]
fn one_person_has_one_row_and_the_best_reason_decides_its_place() {
    in_short(
        "2026-11-20",
        r#"
@ana cadence = "1w"; dates = { birthday = "11-24" }
@bo
- 2026-11-01 met = @ana: tea; promise: the map by 2026-11-10
- 2026-11-02 got < @ana #run: shoes
- 2026-11-03 outcome #run: all of it
- 2026-11-04 call < @bo: hello; promise: the deck by 2026-11-05
"#,
        "
now @ana: date promise thanks outcome cadence
now @bo: promise
",
    );
}

#[test]
fn the_same_journal_gives_the_same_bytes() {
    let people = People::on("2026-11-20", TEN);
    let again = People::on("2026-11-20", TEN);
    assert_eq!(format!("{:?}", people.due()), format!("{:?}", people.due()));
    assert_eq!(format!("{:?}", people.due()), format!("{:?}", again.due()));
}

#[test]
fn on_another_day_other_things_are_due() {
    let told = |day: &str| People::on(day, TEN).told();
    assert_ne!(told("2026-11-20"), told("2026-11-21"));
    assert!(!told("2026-12-02").contains("@ana-ruiz"), "the seats are gone");
}

/// The lines of a fixture that stand in files of their own, so that their order is that of the files.
fn shuffled() -> impl Strategy<Value = Vec<String>> {
    let lines: Vec<_> = TEN.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    Just(lines).prop_shuffle()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_lines_and_files_is_of_no_account(lines in shuffled()) {
        let expected = People::on("2026-11-20", TEN).told();
        prop_assert_eq!(People::on("2026-11-20", &lines.join("\n")).told(), expected);
    }

    #[test]
    fn the_files_that_lines_stand_in_are_of_no_account(files in prop::collection::vec(0..4, 30)) {
        let mut fixture = people(TEN);
        let at = fixture.files.iter().position(|(path, _)| path.starts_with("private/log/")).unwrap();
        let (_, log) = fixture.files.remove(at);
        for (line, file) in String::from_utf8(log).unwrap().lines().zip(&files) {
            fixture.files.push((format!("private/log/{file}-{}.md", fixture.files.len()), format!("{line}\n").into()));
        }
        prop_assert_eq!(People::of("2026-11-20", &fixture).told(), People::on("2026-11-20", TEN).told());
    }
}

#[test]
fn nothing_due_is_nothing() {
    due("2026-11-20", "", "");
    due("2026-11-20", "@ana cadence = \"6w\"\n- 2026-11-18 gave > @ana: a map\n", "");
}

// ---- 1: an opportunity is expiring ------------------------------------------------------------------------------

#[test]
fn an_opportunity_is_told_of_fourteen_days_before_it_ends() {
    on_days(
        "@ana\ninbox seats for = \"ana\"; expires = 2026-12-01\n",
        &[
            "2026-11-16 could help @ana: +earmark",
            "2026-11-17 now @ana: expiring +earmark",
            "2026-12-01 now @ana: expiring +earmark",
            "2026-12-02",
        ],
    );
}

#[test]
fn what_is_kept_in_the_log_expires_too() {
    on_days(
        "@ana\ninbox seats expires = 2026-12-01\n- 2026-11-01 for @ana: [[seats]]\n",
        &["2026-11-16 could help @ana: +earmark", "2026-11-17 now @ana: expiring +earmark", "2026-12-02"],
    );
}

#[test]
fn what_is_kept_for_nobody_is_no_reason() {
    in_short("2026-11-20", "@ana\ninbox seats expires = 2026-11-21\n", "");
}

#[test]
fn what_may_not_be_given_yet_is_asked_for_instead() {
    let seats =
        |more: &str| format!("@ana\n@gus\ninbox seats for = \"ana\"; from = \"gus\"; expires = 2026-12-01{more}\n");
    in_short("2026-11-20", &seats(""), "ask @gus: seats");
    in_short("2026-11-20", &seats("; permission = \"ask\""), "ask @gus: seats");
    in_short("2026-11-20", &seats("; permission = \"refused\""), "");
    in_short("2026-11-20", &seats("; permission = \"granted\""), "now @ana: expiring +earmark");
    in_short("2026-11-20", &seats("; permission = \"not-needed\""), "now @ana: expiring +earmark");
}

#[test]
fn nobody_is_asked_about_what_has_ended() {
    on_days("@gus\ninbox seats from = \"gus\"; expires = 2026-12-01\n", &["2026-12-01 ask @gus: seats", "2026-12-02"]);
}

#[test]
fn what_they_have_had_is_kept_for_them_no_longer() {
    in_short(
        "2026-11-20",
        "@ana\ninbox seats for = \"ana\"; expires = 2026-12-01\n- 2026-11-01 gave > @ana: [[seats]]\n",
        "",
    );
}

#[test]
fn what_went_to_somebody_else_is_kept_no_longer() {
    in_short(
        "2026-11-20",
        "@ana\n@bo\ninbox seats for = \"ana\"; expires = 2026-11-24\n- 2026-11-01 gave > @bo: [[seats]]\n",
        "",
    );
    in_short(
        "2026-11-20",
        "@ana\n@bo\ninbox seats for = [\"ana\", \"bo\"]; expires = 2026-11-24\n- 2026-11-01 gave > @bo: [[seats]]\n",
        "now @ana: expiring +earmark",
    );
}

#[test]
fn a_link_that_ends_is_no_opportunity() {
    in_short(
        "2026-11-20",
        "@ana\ninbox map kind = \"link\"; for = \"ana\"; expires = 2026-11-24\n",
        "could help @ana: +earmark",
    );
}

#[test]
fn nobody_who_has_died_is_asked_for_permission() {
    for status in ["archived", "deceased"] {
        in_short("2026-11-20", &format!("@gus status = \"{status}\"\ninbox seats from = \"gus\"\n"), "");
    }
}

#[test]
fn what_ends_first_is_told_first() {
    due(
        "2026-11-20",
        "@ana\n@bo\ninbox a-desk for = \"ana\"; expires = 2026-11-25\n\
         inbox seats for = [\"@ana\", \"bo\"]; expires = 2026-11-23\n",
        "
now
@ana
  expiring: “Seats” is kept for Ana and is good until Monday
  expiring: “A desk” is kept for Ana and is good until Wednesday
  + earmark: Seats (It is kept for Ana, and is good until Monday)
  + earmark: A desk (It is kept for Ana, and is good until Wednesday)
@bo
  expiring: “Seats” is kept for Bo and is good until Monday
  + earmark: Seats (It is kept for Bo, and is good until Monday)
",
    );
}

// ---- 2: a date --------------------------------------------------------------------------------------------------

#[test]
fn a_birthday_is_told_of_a_week_ahead() {
    on_days(
        "@ana dates = { birthday = \"11-24\" }\n",
        &[
            "2026-11-09",
            "2026-11-10 coming up @ana: date",
            "2026-11-16 coming up @ana: date",
            "2026-11-17 now @ana: date",
            "2026-11-24 now @ana: date",
            "2026-11-27 now @ana: date",
            "2026-11-28",
        ],
    );
}

#[test]
fn other_days_are_told_of_two_weeks_ahead() {
    on_days(
        "@ana dates = { \"charity run\" = \"11-24\" }\n",
        &["2026-11-09", "2026-11-10 now @ana: date", "2026-11-27 now @ana: date", "2026-11-28"],
    );
}

#[test]
fn a_day_that_was_missed_is_forgotten_once_we_were_in_touch() {
    let birthday = |log: &str| format!("@ana dates = {{ birthday = \"11-24\" }}\n{log}\n");
    let on = |log: &str, expected: &str| in_short("2026-11-26", &birthday(log), expected);
    on("- 2026-11-23 msg > @ana: soon", "now @ana: date");
    on("- 2026-11-24 msg > @ana: happy birthday", "");
    on("- 2026-11-25 msg < @ana: cake", "");
    on("- 2026-11-25 note @ana: forgot the cake", "now @ana: date");
    in_short("2026-11-24", &birthday("- 2026-11-24 msg > @ana: happy birthday"), "");
}

#[test]
fn a_day_without_a_year_comes_every_year() {
    on_days(
        "@ana dates = { \"name day\" = \"07-26\" }\n",
        &["2026-07-26 now @ana: date", "2027-07-26 now @ana: date", "2031-07-26 now @ana: date"],
    );
}

#[test]
fn a_day_with_a_year_comes_once_unless_it_is_a_birthday() {
    on_days(
        "@ana dates = { \"charity run\" = \"2027-04-18\" }\n",
        &["2026-04-18", "2027-04-18 now @ana: date", "2028-04-18"],
    );
    on_days("@ana dates = { birthday = 1987-04-18 }\n", &["2026-04-18 now @ana: date", "2027-04-18 now @ana: date"]);
}

#[test]
fn the_29th_of_february_is_kept_on_the_28th() {
    due(
        "2027-02-25",
        "@una dates = { birthday = \"02-29\" }\n",
        "now\n@una\n  date: Una’s birthday is on Sunday, 28 February",
    );
    due(
        "2028-02-25",
        "@una dates = { birthday = \"02-29\" }\n",
        "now\n@una\n  date: Una’s birthday is on Tuesday, 29 February",
    );
    on_days(
        "@una dates = { birthday = \"2004-02-29\" }\n",
        &[
            "2027-02-20 coming up @una: date",
            "2027-02-21 now @una: date",
            "2027-03-03 now @una: date",
            "2027-03-04",
            "2028-02-21 coming up @una: date",
            "2028-02-22 now @una: date",
            "2028-03-03 now @una: date",
            "2028-03-04",
        ],
    );
}

#[test]
fn the_window_goes_over_new_year() {
    on_days(
        "@ana dates = { birthday = \"01-02\" }\n@bo dates = { birthday = \"12-31\" }\n",
        &[
            "2026-12-25 now @bo: date, coming up @ana: date",
            "2026-12-26 now @bo: date, now @ana: date",
            "2027-01-03 now @bo: date, now @ana: date",
            "2027-01-04 now @ana: date",
            "2027-01-06",
        ],
    );
    due(
        "2026-12-30",
        "@ana dates = { birthday = \"01-02\" }\n",
        "now\n@ana\n  date: Ana’s birthday is on Saturday, 2 January",
    );
    due(
        "2027-01-02",
        "@bo dates = { birthday = \"12-31\" }\n",
        "now\n@bo\n  date: Bo’s birthday was on Thursday, 31 December",
    );
}

#[test]
fn a_day_is_said_as_people_say_it() {
    let told =
        |day: &str| People::on(day, "@ana dates = { birthday = \"11-24\" }\n").row("ana").reasons[0].text.clone();
    assert_eq!(told("2026-11-20"), "Ana’s birthday is on Tuesday, 24 November");
    assert_eq!(told("2026-11-23"), "Ana’s birthday is tomorrow");
    assert_eq!(told("2026-11-24"), "Ana’s birthday is today");
    assert_eq!(told("2026-11-26"), "Ana’s birthday was on Tuesday, 24 November");
}

// ---- 3: a promise of mine ---------------------------------------------------------------------------------------

#[test]
fn a_promise_is_due_the_day_before_its_day() {
    on_days(
        "@ana\n- 2026-11-01 call > @ana: the plan; promise: send the deck by 2026-12-01\n",
        &[
            "2026-11-16",
            "2026-11-17 coming up @ana: promise",
            "2026-11-29 coming up @ana: promise",
            "2026-11-30 now @ana: promise",
            "2027-02-01 now @ana: promise",
        ],
    );
}

#[test]
fn a_promise_without_a_day_is_due_in_a_week() {
    on_days(
        "@ana\n- 2026-11-01 call > @ana: the plan; promise: send it by post\n",
        &["2026-11-06 coming up @ana: promise", "2026-11-07 now @ana: promise", "2026-11-20 now @ana: promise"],
    );
    due(
        "2026-11-07",
        "@ana\n- 2026-11-01 call > @ana: the plan; promise: send it by post\n",
        "now\n@ana\n  promise: You promised Ana “send it by post” by tomorrow",
    );
}

#[test]
fn done_closes_the_promise_that_it_names() {
    let two = "@ana\n- 2026-11-01 call > @ana: hello; promise: the deck; promise: a map of Leith\n";
    in_short("2026-11-20", two, "now @ana: promise promise");
    due(
        "2026-11-20",
        &format!("{two}- 2026-11-03 done @ana: deck\n"),
        "now\n@ana\n  promise: You promised Ana “a map of Leith” by 8 November",
    );
    in_short("2026-11-20", &format!("{two}- 2026-11-03 done @ana: deck\n- 2026-11-04 done @ana: the map\n"), "");
}

#[test]
fn done_without_words_closes_all_of_them() {
    in_short(
        "2026-11-20",
        "@ana\n- 2026-11-01 call > @ana: hello; promise: the deck; promise: a map\n- 2026-11-01 done @ana\n",
        "",
    );
}

#[test]
fn done_closes_nothing_that_was_promised_later() {
    in_short(
        "2026-11-20",
        "@ana\n- 2026-10-31 done @ana: the deck\n- 2026-11-01 call > @ana: hello; promise: the deck\n",
        "now @ana: promise",
    );
}

#[test]
fn done_for_one_person_leaves_the_others_promise_open() {
    in_short(
        "2026-11-20",
        "@ana\n@bo\n- 2026-11-01 met = @ana @bo: hello; promise: the deck\n- 2026-11-02 done @ana: the deck\n",
        "now @bo: promise",
    );
}

#[test]
fn being_in_touch_is_not_yet_keeping_a_promise() {
    in_short(
        "2026-11-20",
        "@ana\n- 2026-11-01 call > @ana: hello; promise: the deck\n- 2026-11-19 mail > @ana: hello again\n",
        "now @ana: promise",
    );
}

// ---- 4: thanks owed ---------------------------------------------------------------------------------------------

#[test]
fn thanks_are_owed_for_what_they_gave() {
    on_days(
        "@ana\n- 2026-11-10 got < @ana: an hour\n",
        &["2026-11-10 now @ana: thanks", "2028-01-01 now @ana: thanks"],
    );
    due(
        "2026-11-20",
        "@ana\n- 2026-11-10 got < @ana\n",
        "now\n@ana\n  thanks: You have not yet thanked Ana for a hand on 10 November",
    );
}

#[test]
fn thanks_on_the_day_or_after_it_close_it() {
    let got = |day: &str, act: &str| format!("@ana\n- 2026-11-10 got < @ana: an hour\n- {day} {act} > @ana: for it\n");
    in_short("2026-11-20", &got("2026-11-09", "thanks"), "now @ana: thanks");
    in_short("2026-11-20", &got("2026-11-10", "thanks"), "");
    in_short("2026-11-20", &got("2026-11-11", "thanks"), "");
    in_short("2026-11-20", &got("2026-11-11", "mail"), "now @ana: thanks");
}

#[test]
fn several_kindnesses_are_closed_by_one_later_word_of_thanks() {
    let three =
        "@ana\n- 2026-11-01 got < @ana: an hour\n- 2026-11-03 got < @ana: a map\n- 2026-11-05 got < @ana: tea\n";
    in_short("2026-11-20", three, "now @ana: thanks thanks thanks");
    in_short("2026-11-20", &format!("{three}- 2026-11-03 thanks > @ana: for both\n"), "now @ana: thanks");
    in_short("2026-11-20", &format!("{three}- 2026-11-06 thanks > @ana: for all\n"), "");
}

#[test]
fn each_of_those_who_helped_is_owed_thanks() {
    in_short(
        "2026-11-20",
        "@ana\n@bo\n- 2026-11-01 got < @ana @bo: an hour\n- 2026-11-03 thanks > @bo: for it\n",
        "now @ana: thanks",
    );
}

#[test]
fn an_unusual_kindness_wants_a_card() {
    let people = People::on("2026-11-20", "@ana\n- 2026-11-10 got! < @ana: her flat for a month\n");
    assert!(people.row("ana").reasons[0].text.contains("write a card"));
    let people = People::on("2026-11-20", "@ana\n- 2026-11-10 got < @ana: her flat for a month\n");
    assert!(!people.row("ana").reasons[0].text.contains("card"));
}

// ---- 5: outcome owed --------------------------------------------------------------------------------------------

#[test]
fn an_outcome_is_owed_to_those_who_helped_before_it() {
    let helped = |got: &str| {
        format!(
            "@ana\n- {got} got < @ana #job: an hour\n- {got} thanks > @ana: for it\n- 2026-11-10 outcome #job: a yes\n"
        )
    };
    in_short("2026-11-20", &helped("2026-11-09"), "now @ana: outcome");
    in_short("2026-11-20", &helped("2026-11-10"), "now @ana: outcome");
    in_short("2026-11-20", &helped("2026-11-11"), "");
    on_days(
        &helped("2026-11-01").replace("- 2026-11-10 outcome #job: a yes\n", "- 2026-11-12 outcome #job\n"),
        &["2026-11-12 now @ana: outcome"],
    );
}

#[test]
fn told_closes_the_goal_that_it_names() {
    let told = |day: &str, goal: &str| {
        format!(
            "@ana\n- 2026-11-01 got < @ana #job: an hour\n- 2026-11-02 thanks > @ana: for it\n\
             - 2026-11-10 outcome #job: a yes\n- {day} told > @ana {goal}: all about it\n"
        )
    };
    in_short("2026-11-20", &told("2026-11-09", "#job"), "now @ana: outcome");
    in_short("2026-11-20", &told("2026-11-10", "#job"), "");
    in_short("2026-11-20", &told("2026-11-11", "#Job"), "");
    in_short("2026-11-20", &told("2026-11-11", "#flat"), "now @ana: outcome");
    in_short("2026-11-20", &told("2026-11-11", ""), "now @ana: outcome");
}

#[test]
fn thanks_alone_do_not_tell_how_it_ended() {
    in_short(
        "2026-11-20",
        "@ana\n- 2026-11-01 got < @ana #job: an hour\n- 2026-11-10 outcome #job: a yes\n- 2026-11-11 thanks > @ana\n",
        "now @ana: outcome",
    );
}

#[test]
fn each_of_those_who_helped_hears_how_it_ended() {
    in_short(
        "2026-11-20",
        "
@ana
@bo
@cleo
- 2026-11-01 got < @ana @bo #job: an hour
- 2026-11-02 got < @cleo #flat: a van
- 2026-11-03 thanks > @ana @bo @cleo: for it
- 2026-11-10 outcome #job: a yes
- 2026-11-11 told > @bo #job: a yes
",
        "now @ana: outcome",
    );
}

#[test]
fn help_given_twice_is_one_outcome() {
    in_short(
        "2026-11-20",
        "
@ana
- 2026-11-01 got < @ana #job: an hour
- 2026-11-02 got < @ana #job #flat: a van
- 2026-11-03 thanks > @ana: for it
- 2026-11-10 outcome #job: a yes
- 2026-11-11 outcome #flat: a no
",
        "now @ana: outcome outcome",
    );
}

#[test]
fn after_so_many_days_an_outcome_is_owed_no_more() {
    let log = "@ana\n- 2026-11-01 got < @ana #job: an hour\n- 2026-11-02 thanks > @ana: for it\n\
         - 2026-11-10 outcome #job: a yes\n";
    on_days(&format!("{log}set due.outcome_days = 30\n"), &["2026-12-10 now @ana: outcome", "2026-12-11"]);
    on_days(log, &["2029-12-11 now @ana: outcome"]);
}

// ---- 6: tell the giver ------------------------------------------------------------------------------------------

const PASSED_ON: &str = "
@ana
@gus
inbox seats from = \"@gus\"; permission = \"granted\"
- 2026-11-10 gave > @ana: [[seats]]
";

#[test]
fn the_giver_hears_that_it_was_passed_on() {
    in_short("2026-11-20", PASSED_ON, "now @gus: giver");
    in_short("2026-11-20", &PASSED_ON.replace("- 2026-11-10 gave > @ana: [[seats]]\n", ""), "");
}

#[test]
fn the_giver_is_told_on_the_day_or_after_it() {
    let told = |line: &str| format!("{PASSED_ON}{line}\n");
    in_short("2026-11-20", &told("- 2026-11-09 told > @gus: it will go to Ana"), "now @gus: giver");
    in_short("2026-11-20", &told("- 2026-11-10 told > @gus: it went to Ana"), "");
    in_short("2026-11-20", &told("- 2026-11-11 told > @gus: it went to Ana"), "");
    in_short("2026-11-20", &told("- 2026-11-11 told > @ana: whose it was"), "now @gus: giver");
    in_short("2026-11-20", &told("- 2026-11-11 thanks > @gus: for the seats"), "now @gus: giver");
}

#[test]
fn what_nobody_gave_is_owed_to_nobody() {
    in_short("2026-11-20", "@ana\ninbox seats\n- 2026-11-10 gave > @ana: [[seats]]\n", "");
}

// ---- 7: an introduction to follow up ----------------------------------------------------------------------------

#[test]
fn an_introduction_is_asked_after_in_two_weeks() {
    on_days(
        "@ana\n@bo\n- 2026-11-06 intro = @ana @bo: maps\n",
        &[
            "2026-11-06 coming up @ana: introduction, coming up @bo: introduction",
            "2026-11-19 coming up @ana: introduction, coming up @bo: introduction",
            "2026-11-20 now @ana: introduction, now @bo: introduction",
            "2027-11-20 now @ana: introduction, now @bo: introduction",
        ],
    );
}

#[test]
fn an_introduction_may_say_when_to_ask() {
    let intro = |check: &str| format!("@ana\n@bo\n- 2026-11-06 intro = @ana @bo: maps; check: {check}\n");
    for (check, day, eve) in [
        ("1w", "2026-11-13", "2026-11-12"),
        ("2026-11-18", "2026-11-18", "2026-11-17"),
        ("1m", "2026-12-06", "2026-12-05"),
    ] {
        on_days(
            &intro(check),
            &[
                &format!("{eve} coming up @ana: introduction, coming up @bo: introduction"),
                &format!("{day} now @ana: introduction, now @bo: introduction"),
            ],
        );
    }
}

#[test]
fn whoever_was_heard_of_since_is_not_asked() {
    let later = |line: &str| format!("@ana\n@bo\n- 2026-11-01 intro = @ana @bo: maps\n{line}\n");
    in_short("2026-11-20", &later("- 2026-11-03 call < @ana: it went well"), "now @bo: introduction");
    in_short("2026-11-20", &later("- 2026-11-03 mail > @ana @bo: well?"), "");
    in_short("2026-11-20", &later("- 2026-11-03 note @ana: they met"), "now @ana: introduction\nnow @bo: introduction");
    in_short("2026-11-20", &later("- 2026-10-31 met = @ana: tea"), "now @ana: introduction\nnow @bo: introduction");
}

#[test]
fn nobody_is_asked_about_somebody_who_has_died() {
    for status in ["archived", "deceased"] {
        let fixture = format!("@ana\n@bo status = \"{status}\"\n- 2026-10-01 intro = @ana @bo: maps\n");
        in_short("2026-11-20", &fixture, "");
    }
}

#[test]
fn each_of_three_is_asked_about_the_other_two() {
    due(
        "2026-11-20",
        "@ana\n@bo\n@cleo\n- 2026-11-01 intro = @ana @bo @cleo: maps\n- 2026-11-02 call < @bo @cleo\n",
        "now\n@ana\n  introduction: You introduced Ana to Bo and Cleo on 1 November; ask how it went",
    );
}

// ---- 8: a plan that passed --------------------------------------------------------------------------------------

#[test]
fn a_plan_is_asked_after_once_its_day_is_over() {
    on_days(
        "@ana\n- 2026-11-20 plan = @ana: lunch\n",
        &[
            "2026-11-05",
            "2026-11-06 coming up @ana: plan",
            "2026-11-20 coming up @ana: plan",
            "2026-11-21 now @ana: plan",
        ],
    );
}

#[test]
fn a_plan_is_closed_by_what_is_logged_on_its_day_or_after_it() {
    let plan = |line: &str| format!("@ana\n- 2026-11-15 plan = @ana: lunch\n{line}\n");
    in_short("2026-11-20", &plan("- 2026-11-14 msg > @ana: see you"), "now @ana: plan");
    in_short("2026-11-20", &plan("- 2026-11-15 met = @ana: lunch"), "");
    in_short("2026-11-20", &plan("- 2026-11-18 msg < @ana: sorry"), "");
}

#[test]
fn a_plan_that_was_called_off_or_put_off_is_closed() {
    let plan = |line: &str| format!("@ana\n- 2026-11-15 plan = @ana: lunch\n{line}\n");
    in_short("2026-11-20", &plan("- 2026-11-16 note @ana: she is ill"), "");
    in_short("2026-11-20", &plan("- 2026-11-15 done @ana: lunch"), "");
    in_short("2026-11-20", &plan("- 2026-11-25 plan = @ana: lunch"), "coming up @ana: plan");
    in_short("2026-11-20", &plan("- 2026-11-14 note @ana: likes soup"), "now @ana: plan");
    in_short("2026-11-20", &plan("- 2026-11-15 plan = @ana: and a walk"), "now @ana: plan plan");
}

#[test]
fn a_plan_without_words_is_to_meet() {
    due(
        "2026-11-20",
        "@ana\n- 2026-11-15 plan = @ana\n",
        "now\n@ana\n  plan: You had planned to meet with Ana on 15 November, and nothing is noted since",
    );
}

// ---- 9: no reply ------------------------------------------------------------------------------------------------

#[test]
fn a_reply_is_missed_after_more_than_fourteen_days() {
    on_days(
        "@ana\n- 2026-11-05 ask > @ana: a name; waiting: the name\n",
        &["2026-11-18", "2026-11-19", "2026-11-20 now @ana: waiting", "2027-11-20 now @ana: waiting"],
    );
}

#[test]
fn anything_from_them_ends_the_wait() {
    let wait = |line: &str| format!("@ana\n- 2026-10-20 ask > @ana: a name; waiting: the name\n{line}\n");
    in_short("2026-11-20", &wait("- 2026-10-25 mail < @ana: soon"), "");
    in_short("2026-11-20", &wait("- 2026-10-25 met = @ana: by chance"), "");
    in_short("2026-11-20", &wait("- 2026-10-19 mail < @ana: hello"), "now @ana: waiting");
    in_short("2026-11-20", &wait("- 2026-10-25 note @ana: away until December"), "now @ana: waiting");
}

#[test]
fn one_nudge_and_then_silence() {
    let wait = |line: &str| format!("@ana\n- 2026-10-20 ask > @ana: a name; waiting: the name\n{line}\n");
    on_days(&wait("- 2026-11-10 mail > @ana: did it reach you?"), &["2026-11-10", "2026-11-25", "2026-12-25"]);
    on_days(&wait("- 2026-11-10 mail > @ana: did it reach you?; waiting: the name"), &["2026-11-25", "2026-12-25"]);
}

#[test]
fn a_new_question_after_an_answer_is_a_new_wait() {
    for answer in ["mail <", "met =", "got <"] {
        let log = format!(
            "
@ana
- 2026-10-01 ask > @ana: a name; waiting: the name
- 2026-10-20 {answer} @ana: the name
- 2026-10-21 thanks > @ana: and the street?; waiting: the street
"
        );
        on_days(&log, &["2026-11-04", "2026-11-05 now @ana: waiting"]);
    }
}

// ---- 10: cadence ------------------------------------------------------------------------------------------------

#[test]
fn a_rhythm_counts_from_the_last_touch() {
    on_days(
        "@ana cadence = \"6w\"\n- 2026-10-09 met = @ana: tea\n",
        &[
            "2026-11-05",
            "2026-11-06 coming up @ana: cadence",
            "2026-11-19 coming up @ana: cadence",
            "2026-11-20 find first @ana: cadence",
            "2026-11-21 find first @ana: cadence",
        ],
    );
}

#[test]
fn a_rhythm_is_told_in_words() {
    let text = |fixture: &str| People::on("2026-11-20", fixture).row("ana").reasons[0].text.clone();
    let every = |cadence: &str| text(&format!("@ana cadence = \"{cadence}\"\n- 2025-11-19 met = @ana: tea\n"));
    assert_eq!(every("6w"), "Twelve months since you spoke; you like every 6 weeks");
    assert_eq!(every("10d"), "Twelve months since you spoke; you like every 10 days");
    assert_eq!(every("1m"), "Twelve months since you spoke; you like every month");
    assert_eq!(every("1y"), "Twelve months since you spoke; you like every year");
    assert_eq!(text("@ana cadence = \"1d\"\n- 2026-11-19 met = @ana\n"), "1 day since you spoke; you like every day");
    assert_eq!(text("@ana cadence = \"1y\"\n"), "You have not been in touch yet; you like every year");
    assert_eq!(
        text("@ana cadence = \"1m\"; met = 2026-10-01\n"),
        "50 days since you met, and nothing since; you like every month"
    );
}

#[test]
fn whoever_was_never_written_to_is_due_from_the_day_on_which_we_met() {
    on_days(
        "@ana cadence = \"1m\"; met = 2026-10-20\n",
        &["2026-11-19 coming up @ana: cadence", "2026-11-20 find first @ana: cadence"],
    );
}

#[test]
fn whoever_was_never_met_is_due_today() {
    on_days("@ana cadence = \"1y\"\n", &["2026-11-20 find first @ana: cadence", "2027-01-01 find first @ana: cadence"]);
}

#[test]
fn nobody_has_a_rhythm_who_was_given_none() {
    in_short("2026-11-20", "@ana\n@bo cadence = \"none\"\n- 2020-01-01 met = @ana @bo\n", "");
}

#[test]
fn months_that_are_shorter_end_the_rhythm_on_their_last_day() {
    on_days(
        "@ana cadence = \"1m\"\n- 2026-01-31 met = @ana: tea\n",
        &["2026-02-27 coming up @ana: cadence", "2026-02-28 find first @ana: cadence"],
    );
    on_days(
        "@ana cadence = \"1y\"\n- 2024-02-29 met = @ana: tea\n",
        &["2025-02-27 coming up @ana: cadence", "2025-02-28 find first @ana: cadence"],
    );
}

#[test]
fn the_shortest_of_several_circles_counts() {
    let circles = "
@ana circles = [\"kitchen\", \"leith\", \"breakfast\"]
set circles.kitchen.cadence = \"2m\"
set circles.leith.cadence = \"6w\"
set circles.breakfast.cadence = \"none\"
- 2026-10-09 met = @ana: tea
";
    on_days(circles, &["2026-11-19 coming up @ana: cadence", "2026-11-20 find first @ana: cadence"]);
    on_days(
        "@ana circles = [\"a\", \"b\"]\nset circles.a.cadence = \"30d\"\nset circles.b.cadence = \"1m\"\n\
         - 2026-10-09 met = @ana\n",
        &["2026-11-07 coming up @ana: cadence", "2026-11-08 find first @ana: cadence"],
    );
}

#[test]
fn somebodys_own_rhythm_goes_before_their_circles() {
    let own = |cadence: &str| {
        format!(
            "@ana circles = \"leith\"; cadence = \"{cadence}\"\nset circles.leith.cadence = \"6w\"\n\
             - 2026-10-01 met = @ana\n"
        )
    };
    in_short("2026-11-20", &own("3m"), "");
    in_short("2026-11-20", &own("none"), "");
    in_short("2026-11-20", &own("1w"), "find first @ana: cadence");
}

#[test]
fn a_circle_without_a_rhythm_asks_for_nobody() {
    in_short("2026-11-20", "@ana circles = \"leith\"\nset circles.leith = {}\n- 2020-10-01 met = @ana\n", "");
}

#[test]
fn every_kind_of_touch_sets_the_rhythm_back_and_nothing_else_does() {
    let after =
        |act: &str| People::on("2026-11-20", &format!("@ana cadence = \"1w\"\n@bo\n- 2026-11-01 met = @ana\n{act}\n"));
    for touch in ["met", "call", "mail", "msg", "gave", "ask", "told", "intro = @bo", "thanks"] {
        let line = format!("- 2026-11-19 {touch} @ana");
        assert!(
            !after(&line).in_short().contains("@ana: cadence\n") && !after(&line).in_short().contains("find"),
            "{line}"
        );
    }
    for other in ["note", "plan", "for", "done", "outcome #job"] {
        let line = format!("- 2026-11-15 {other} @ana: words");
        assert!(after(&line).in_short().contains("cadence"), "{line}");
    }
}

#[test]
fn they_may_write_first_and_the_rhythm_is_met() {
    on_days(
        "@ana cadence = \"6w\"\n- 2026-09-01 met = @ana\n- 2026-10-09 msg < @ana: hello\n",
        &["2026-11-19 coming up @ana: cadence", "2026-11-20 find first @ana: cadence"],
    );
}

#[test]
fn an_older_line_never_moves_the_last_contact_backwards() {
    let last = "@ana cadence = \"6w\"; last_contact = 2026-10-09\n- 2025-01-01 met = @ana: an old photograph\n";
    on_days(last, &["2026-11-19 coming up @ana: cadence", "2026-11-20 find first @ana: cadence"]);
    let newer = "@ana cadence = \"6w\"; last_contact = 2025-01-01\n- 2026-10-09 met = @ana: tea\n";
    on_days(newer, &["2026-11-19 coming up @ana: cadence", "2026-11-20 find first @ana: cadence"]);
    let unordered = "@ana cadence = \"6w\"\n- 2026-10-09 met = @ana: tea\n- 2025-01-01 met = @ana: an old photograph\n";
    on_days(unordered, &["2026-11-19 coming up @ana: cadence", "2026-11-20 find first @ana: cadence"]);
}

// ---- sections and their order -----------------------------------------------------------------------------------

#[test]
fn there_are_five_sections() {
    due(
        "2026-11-20",
        r#"
@ana cadence = "6w"; values = ["old maps"]
@bo cadence = "6w"; values = ["letters"]
@cleo needs = ["a letter writer"]
@dov dates = { birthday = "12-01" }
@eve status = "paused"
lesson 2026-10-01-lettering
- 2026-09-01 met = @ana @bo
"#,
        "
now
@bo
  cadence: 80 days since you spoke; you like every 6 weeks
  + entry: Lettering (It suits what Bo values: letters)
find first
@ana
  cadence: 80 days since you spoke; you like every 6 weeks
could help
@cleo
  + need: Lettering (It suits what Cleo needs: a letter writer)
coming up
@dov
  date: Dov’s birthday is on Tuesday, 1 December
resting
@eve
  cadence: Paused, until you write otherwise
",
    );
}

#[test]
fn acquaintances_are_not_written_to_with_empty_hands() {
    let rhythm = |more: &str| format!("@ana cadence = \"6w\"{more}\n- 2026-09-01 met = @ana\n");
    in_short("2026-11-20", &rhythm(""), "find first @ana: cadence");
    in_short("2026-11-20", &rhythm("; close = true"), "now @ana: cadence");
    in_short("2026-11-20", &rhythm("\n- 2026-09-02 for @ana: the atlas"), "now @ana: cadence +earmark");
    in_short("2026-11-20", &rhythm("\n- 2026-09-02 got < @ana: tea"), "now @ana: thanks cadence");
}

#[test]
fn the_words_to_look_for_are_what_they_value_and_need() {
    let circle = circle(
        "
@ana values = [\"old maps\", \"tea\"]; needs = [\"a dry shed\"]
- 2026-09-01 met = @ana: tea; values: Tea; needs: a van; needs: a bookbinder
- 2026-09-02 done @ana: the bookbinder
",
    );
    let today = "2026-11-20".parse().unwrap();
    let story = Story::of(&circle, 0, today);
    assert_eq!(search_words(&story, &story.open_needs(today, 180)), ["old maps", "tea", "a dry shed", "a van"]);
}

/// The same lines for people of one letter each, who stand as `@x` in them.
fn each(people: &str, lines: &str) -> String {
    people.chars().map(|c| lines.replace("@x", &format!("@{c}"))).collect()
}

/// Seven people whose rhythm is over, close enough to be written to with empty hands.
fn seven(more: &str) -> String {
    let people = each("abcdefg", "@x close = true; cadence = \"1w\"\n");
    format!("{people}{more}\n- 2026-10-01 met = @a @b @c @d @e @f @g\n")
}

#[test]
fn rhythm_alone_brings_no_more_than_five() {
    let five = "now @a: cadence\nnow @b: cadence\nnow @c: cadence\nnow @d: cadence\nnow @e: cadence\nand 2 more";
    in_short("2026-11-20", &seven(""), five);
    in_short("2026-11-20", &seven("set due.limit = 1"), "now @a: cadence\nand 6 more");
    in_short("2026-11-20", &seven("set due.limit = 0"), "and 7 more");
    assert_eq!(People::on("2026-11-20", &seven("set due.limit = 7")).due().now.len(), 7);
}

#[test]
fn those_who_have_not_replied_count_as_rhythm_does() {
    in_short(
        "2026-11-20",
        &seven("set due.limit = 2\n@x\n- 2026-10-02 ask > @x: a name; waiting: the name"),
        "now @x: waiting\nnow @a: cadence\nand 6 more",
    );
}

#[test]
fn what_is_owed_is_never_cut() {
    let owed = each("abcdefgh", "@x\n- 2026-11-01 got < @x: tea\n");
    let due = People::on("2026-11-20", &format!("{owed}set due.limit = 1\n")).due();
    assert_eq!((due.now.len(), due.more), (8, 0));
    in_short(
        "2026-11-20",
        &seven("set due.limit = 1\n- 2026-10-02 got < @g: tea\n- 2026-10-02 got < @f: tea"),
        "now @f: thanks cadence\nnow @g: thanks cadence\nnow @a: cadence\nand 4 more",
    );
}

#[test]
fn acquaintances_with_nothing_to_bring_take_no_place_of_the_five() {
    in_short(
        "2026-11-20",
        &seven("set due.limit = 7\n@y cadence = \"1w\""),
        &(each("abcdefg", "now @x: cadence\n") + "find first @y: cadence"),
    );
}

#[test]
fn of_one_kind_the_earlier_day_comes_first() {
    in_short(
        "2026-11-20",
        "
@ana
@bo
@cleo
- 2026-11-05 got < @ana: tea
- 2026-11-03 got < @bo: tea
- 2026-11-04 got < @cleo: tea
",
        "now @bo: thanks\nnow @cleo: thanks\nnow @ana: thanks",
    );
}

#[test]
fn of_one_day_the_closer_comes_first_and_then_the_handle() {
    in_short(
        "2026-11-20",
        "
@ana
@bo close = true
@cleo
@dov close = true
- 2026-11-05 got < @cleo @ana @dov @bo: tea
",
        "now @bo: thanks\nnow @dov: thanks\nnow @ana: thanks\nnow @cleo: thanks",
    );
}

#[test]
fn of_rhythms_the_one_longest_overdue_in_proportion_comes_first() {
    in_short(
        "2026-11-20",
        "
@ana close = true; cadence = \"1y\"
@bo close = true; cadence = \"1w\"
@cleo close = true; cadence = \"4w\"
- 2025-10-01 met = @ana
- 2026-11-01 met = @bo
- 2026-10-20 met = @cleo
",
        "now @bo: cadence\nnow @ana: cadence\nnow @cleo: cadence",
    );
}

#[test]
fn of_rhythms_equally_overdue_the_closer_comes_first_and_then_the_handle() {
    in_short(
        "2026-11-20",
        "
@ana cadence = \"1w\"
@bo cadence = \"2w\"; close = true
@cleo cadence = \"1w\"; close = true
@dov cadence = \"1w\"
- 2026-11-01 for @ana: a map
- 2026-11-01 for @dov: a map
- 2026-11-06 met = @ana @cleo @dov
- 2026-10-23 met = @bo
",
        "now @bo: cadence\nnow @cleo: cadence\nnow @ana: cadence +earmark\nnow @dov: cadence +earmark",
    );
}

#[test]
fn those_for_whom_to_find_something_come_in_the_same_order() {
    in_short(
        "2026-11-20",
        "@ana cadence = \"1y\"\n@bo cadence = \"1w\"\n- 2025-10-01 met = @ana\n- 2026-11-01 met = @bo\n",
        "find first @bo: cadence\nfind first @ana: cadence",
    );
}

#[test]
fn what_comes_up_stands_in_the_order_of_the_days() {
    due(
        "2026-11-20",
        r#"
@ana dates = { birthday = "12-03" }
@bo cadence = "1m"
@cleo
@dov
@eve
- 2026-10-25 met = @bo
- 2026-11-12 intro = @dov @eve
- 2026-11-18 call < @eve
- 2026-11-18 mail > @cleo: hello; promise: the map by 2026-12-04
- 2026-11-22 plan = @cleo: the sauna
"#,
        "
coming up
@cleo
  plan: You plan this with Cleo: the sauna
  promise: You promised Cleo “the map” by 4 December
@bo
  cadence: Your rhythm with Bo comes round: every month
@dov
  introduction: Time to ask Dov how it went with Eve
@ana
  date: Ana’s birthday is on Thursday, 3 December
",
    );
}

#[test]
fn whoever_is_due_now_does_not_come_up_as_well() {
    in_short("2026-11-20", "@ana dates = { birthday = \"12-01\" }\n- 2026-11-10 got < @ana: tea\n", "now @ana: thanks");
}

// ---- one-sided --------------------------------------------------------------------------------------------------

const MINE: &str = "
- 2026-07-01 mail > @ana: hello
- 2026-07-20 gave > @ana: a map
- 2026-08-10 ask > @ana: a name
- 2026-09-01 msg > @ana: hello?
";

#[test]
fn whoever_never_answers_is_written_to_half_as_often() {
    let ana = format!("@ana cadence = \"6w\"\n{MINE}");
    due("2026-11-20", &ana, "resting\n@ana\n  cadence: You started the last 4 of 4; rests until Tuesday");
    on_days(&ana, &["2026-11-23 resting @ana: cadence", "2026-11-24 find first @ana: cadence"]);
}

#[test]
fn a_doubled_rhythm_does_not_come_up_at_half_its_time() {
    let ana = format!("@ana cadence = \"6w\"\n{MINE}");
    in_short("2026-10-12", &ana, "");
    in_short("2026-10-13", &ana, "resting @ana: cadence");
}

#[test]
fn of_rhythms_a_doubled_one_is_overdue_by_its_double() {
    in_short(
        "2026-11-20",
        "
@ana cadence = \"1w\"; close = true
@bo cadence = \"1w\"
- 2026-11-01 for @bo: a map
- 2026-10-01 mail > @bo: a
- 2026-10-02 mail > @bo: b
- 2026-10-03 mail > @bo: c
- 2026-10-04 mail > @bo: d
- 2026-10-20 met = @ana
",
        "now @ana: cadence\nnow @bo: cadence +earmark",
    );
}

#[test]
fn three_in_a_row_say_nothing_yet() {
    let three = format!("@ana cadence = \"6w\"\n{MINE}").replace("- 2026-07-01 mail > @ana: hello\n", "");
    in_short("2026-11-20", &three, "find first @ana: cadence");
    in_short("2026-11-20", &format!("{three}set due.one_sided = 3\n"), "resting @ana: cadence");
}

#[test]
fn the_last_five_are_looked_at_and_no_more() {
    let six =
        format!("@ana cadence = \"6w\"\n- 2026-05-01 mail < @ana: hello\n- 2026-06-01 mail > @ana: hello\n{MINE}");
    due("2026-11-20", &six, "resting\n@ana\n  cadence: You started the last 5 of 5; rests until Tuesday");
    let five = format!("@ana cadence = \"6w\"\n- 2026-06-01 mail < @ana: hello\n{MINE}");
    in_short("2026-11-20", &five, "find first @ana: cadence");
}

#[test]
fn any_sign_from_them_ends_it() {
    for sign in ["msg <", "met =", "call =", "got <", "met"] {
        let ana = format!("@ana cadence = \"6w\"\n{MINE}- 2026-09-10 {sign} @ana: well\n- 2026-09-11 thanks > @ana\n");
        in_short("2026-11-20", &ana, "find first @ana: cadence");
    }
}

#[test]
fn touches_without_a_direction_say_nothing() {
    let ana = format!("@ana cadence = \"6w\"\n{MINE}- 2026-09-02 mail @ana: the plan\n");
    due("2026-11-20", &ana, "resting\n@ana\n  cadence: You started the last 4 of 4; rests until Wednesday");
}

#[test]
fn close_people_are_shown_and_not_doubled() {
    due(
        "2026-11-20",
        &format!("@ana close = true; cadence = \"6w\"\n{MINE}"),
        "now\n@ana\n  cadence: 80 days since you spoke; you like every 6 weeks. You started the last 4 of 4",
    );
}

#[test]
fn a_one_sided_year_hides_nothing_but_the_rhythm() {
    let but = |more: &str| format!("@ana cadence = \"6w\"{more}\n@bo\n{MINE}");
    in_short("2026-11-20", &but("; dates = { birthday = \"11-24\" }"), "now @ana: date");
    in_short("2026-11-20", &but("\ninbox seats for = \"ana\"; expires = 2026-11-24"), "now @ana: expiring +earmark");
    in_short("2026-11-20", &but("\n- 2026-09-02 mail > @ana: hello; promise: the deck"), "now @ana: promise");
    in_short(
        "2026-11-20",
        &but("\n- 2026-05-01 got < @ana #job: tea\n- 2026-06-01 msg > @ana: hello\n- 2026-11-01 outcome #job"),
        "now @ana: thanks outcome",
    );
    in_short(
        "2026-11-20",
        &but("\ninbox seats from = \"ana\"; permission = \"granted\"\n- 2026-11-19 gave > @bo: [[seats]]"),
        "now @ana: giver",
    );
    in_short("2026-11-20", &but("\n- 2026-11-15 plan = @ana: lunch"), "now @ana: plan");
    in_short(
        "2026-11-20",
        &but("\n- 2026-09-03 intro > @ana @bo: maps\n- 2026-09-04 msg < @bo: done"),
        "now @ana: introduction",
    );
}

// ---- those who are let be ---------------------------------------------------------------------------------------

/// Somebody with every reason there is, and more to come.
fn all_ten(more: &str) -> String {
    format!(
        "
@ana cadence = \"1w\"; dates = {{ birthday = \"11-24\" }}{more}
@bo
inbox seats for = \"ana\"; expires = 2026-11-24
inbox desk from = \"ana\"; permission = \"granted\"
- 2026-10-01 got < @ana #job: tea
- 2026-10-02 outcome #job: a yes
- 2026-10-03 gave > @bo: [[desk]]
- 2026-10-04 intro = @ana @bo: maps
- 2026-10-05 call < @bo: well
- 2026-11-01 plan = @ana: lunch
- 2026-10-04 ask > @ana: a name; promise: the deck; waiting: the name
"
    )
}

const ALL: &str = "expiring date promise thanks outcome giver introduction plan waiting cadence";

#[test]
fn somebody_may_have_every_reason_there_is() {
    in_short("2026-11-20", &all_ten(""), &format!("now @ana: {ALL} +earmark"));
}

#[test]
fn snooze_hides_all_but_what_expires_and_what_was_promised() {
    in_short("2026-11-20", &all_ten("; snooze = 2026-12-01"), "now @ana: expiring promise +earmark");
}

#[test]
fn snooze_ends_on_its_day() {
    let ana = |day: &str| format!("@ana close = true; cadence = \"1w\"; snooze = {day}\n");
    in_short("2026-11-20", &ana("2026-11-21"), "resting @ana: cadence");
    in_short("2026-11-20", &ana("2026-11-20"), "now @ana: cadence");
    due("2026-11-20", &ana("2027-01-11"), "resting\n@ana\n  cadence: Let be until 11 January");
}

#[test]
fn snooze_in_the_log_may_name_a_day_or_a_span() {
    let ana =
        |value: &str| format!("@ana close = true; cadence = \"1w\"\n- 2026-11-01 call < @ana: busy; snooze: {value}\n");
    on_days(&ana("2026-12-01"), &["2026-11-30 resting @ana: cadence", "2026-12-01 now @ana: cadence"]);
    on_days(&ana("6w"), &["2026-12-12 resting @ana: cadence", "2026-12-13 now @ana: cadence"]);
}

#[test]
fn any_later_touch_voids_a_snooze() {
    let later = |line: &str| {
        format!("@ana close = true; cadence = \"1w\"\n- 2026-11-01 call < @ana: busy; snooze: 2027-02-01\n{line}\n")
    };
    in_short("2026-11-20", &later(""), "resting @ana: cadence");
    in_short("2026-11-20", &later("- 2026-11-02 msg < @ana: back"), "now @ana: cadence");
    in_short("2026-11-20", &later("- 2026-11-02 mail > @ana: all the same"), "now @ana: cadence");
    in_short("2026-11-20", &later("- 2026-11-02 note @ana: still busy"), "resting @ana: cadence");
    in_short("2026-11-20", &later("- 2026-10-31 msg < @ana: tea?"), "resting @ana: cadence");
}

#[test]
fn a_note_can_snooze() {
    in_short(
        "2026-11-20",
        "@ana close = true; cadence = \"1w\"\n- 2026-11-01 met = @ana\n- 2026-11-02 note @ana: exams; snooze: 2m\n",
        "resting @ana: cadence",
    );
}

#[test]
fn paused_people_are_shown_for_what_i_owe_them() {
    in_short("2026-11-20", &all_ten("; status = \"paused\""), "now @ana: promise thanks outcome giver +earmark");
    in_short("2026-11-20", "@ana status = \"paused\"; cadence = \"1w\"\n", "resting @ana: cadence");
}

#[test]
fn whoever_is_archived_or_has_died_never_appears() {
    in_short("2026-11-20", &all_ten("; status = \"archived\""), "");
    in_short("2026-11-20", &all_ten("; status = \"deceased\""), "");
    for status in ["archived", "deceased"] {
        in_short(
            "2026-11-20",
            &format!("@ana needs = [\"a bookbinder\"]\n@bo offers = [\"bookbinding\"]; status = \"{status}\"\n"),
            "",
        );
        in_short(
            "2026-11-20",
            &format!("@ana status = \"{status}\"; snooze = 2027-01-01; dates = {{ birthday = \"12-01\" }}\n"),
            "",
        );
    }
}

#[test]
fn a_plan_ahead_hides_the_rhythm() {
    let ana = |day: &str| {
        format!("@ana close = true; cadence = \"1w\"\n- 2026-11-01 met = @ana\n- {day} plan = @ana: lunch\n")
    };
    in_short("2026-11-20", &ana("2026-11-19"), "now @ana: plan cadence");
    in_short("2026-11-20", &ana("2026-11-20"), "coming up @ana: plan");
    in_short("2026-11-20", &ana("2026-11-21"), "coming up @ana: plan");
    in_short("2026-11-20", &ana("2027-03-01"), "");
}

#[test]
fn a_plan_ahead_hides_the_rhythm_alone() {
    in_short(
        "2026-11-20",
        "@ana cadence = \"1w\"\n- 2026-11-01 got < @ana: tea\n- 2026-11-25 plan = @ana: lunch\n",
        "now @ana: thanks",
    );
}

#[test]
fn a_fresh_import_makes_no_row() {
    let one =
        "@x email = \"x@mail.example\"; org = \"Baton\"; role = \"editor\"; uid = \"1\"; source = \"phone.vcf\"\n";
    let many = each("abcdefghijklmnopqrstuvwxyz", one);
    in_short("2026-11-20", &many, "");
}

// ---- something to bring -----------------------------------------------------------------------------------------

#[test]
fn the_best_gift_comes_first() {
    due(
        "2026-11-20",
        r#"
@ana close = true; cadence = "1w"; needs = ["a printer for posters"]; values = ["old maps"]; offers = ["proofreading"]
@bo offers = ["a poster printer"]
@cleo needs = ["a proofreader"]
inbox poster-printer-wanted title = "A printer who gives away posters"
resource 2026-11-10-map-archive title = "An archive of maps, old and new"
resource 2026-11-01-atlas
lesson 2026-10-20-printing-posters
- 2026-11-01 met = @ana: tea; up to: a walk along the coast
- 2026-11-05 for @ana: [[atlas]]
- 2026-11-06 for @ana: the old tram ticket
"#,
        "
now
@ana
  cadence: 19 days since you spoke; you like every week
  + earmark: the old tram ticket (You kept it for them on 6 November)
  + earmark: Atlas (You kept it for them on 5 November)
  + need: A printer who gives away posters (It suits what Ana needs: a printer for posters)
  + need: Printing posters (It suits what Ana needs: a printer for posters)
  + match: Bo offers a poster printer (Ana needs a printer for posters; ask both, separately)
  + match: Cleo needs a proofreader (Ana offers proofreading; ask both, separately)
  + entry: An archive of maps, old and new (It suits what Ana values: old maps)
could help
@bo
  + match: Ana needs a printer for posters (Bo offers a poster printer; ask both, separately)
@cleo
  + match: Ana offers proofreading (Cleo needs a proofreader; ask both, separately)
",
    );
}

#[test]
fn gifts_say_where_they_are() {
    let people = People::on(
        "2026-11-20",
        r#"
@ana needs = ["a map"]
inbox map-seller url = "https://maps.example/"
resource 2026-11-10-map-archive url = "https://archive.example/maps"
lesson 2026-11-01-map-reading
"#,
    );
    let urls: Vec<_> = people.row("ana").bring.into_iter().map(|gift| gift.url.unwrap_or_default()).collect();
    assert_eq!(
        urls,
        ["https://maps.example/", "https://archive.example/maps", "https://test.example/lessons/map-reading/"]
    );
}

#[test]
fn where_there_is_nothing_to_bring_there_is_a_question() {
    due(
        "2026-11-20",
        "
@ana cadence = \"1w\"
- 2026-09-01 met = @ana: tea; up to: learning Welsh
- 2026-10-01 call < @ana: tea; up to: leaving Baton in January
",
        "
now
@ana
  cadence: 50 days since you spoke; you like every week
  + question: Ask about this: leaving Baton in January (The last thing you heard from Ana, on 1 October)
",
    );
    in_short("2026-11-20", "@ana\n- 2026-09-01 met = @ana: tea; up to: learning Welsh\n", "");
}

#[test]
fn nothing_is_heard_on_a_day_to_come() {
    let row = People::on(
        "2026-11-20",
        "@ana close = true; cadence = \"1w\"\n- 2026-10-02 met = @ana: tea; up to: a move\n\
         - 2026-12-02 plan = @ana: tea; up to: a secret\n",
    )
    .row("ana");
    assert!(row.bring.iter().all(|gift| !gift.text.contains("secret")), "{row:?}");
}

#[test]
fn what_they_have_had_is_not_brought_again() {
    let survey = |line: &str| {
        format!("@ana values = [\"surveys\"]; cadence = \"1w\"\nresource 2026-10-01-salary-survey\n{line}\n")
    };
    let bring = "now @ana: cadence +entry";
    in_short("2026-11-20", &survey("- 2026-10-02 met = @ana"), bring);
    in_short("2026-11-20", &survey("- 2026-10-02 gave > @ana: [[salary-survey]]"), "find first @ana: cadence");
    in_short(
        "2026-11-20",
        &survey("- 2026-10-02 mail > @ana: see [[2026-10-01-salary-survey]]"),
        "find first @ana: cadence",
    );
    in_short(
        "2026-11-20",
        &survey("- 2026-10-02 got < @ana: [[resources/salary-survey]]\n- 2026-10-03 thanks > @ana"),
        "find first @ana: cadence",
    );
    in_short("2026-11-20", &survey("- 2026-10-02 note @ana: would like [[salary-survey]]"), bring);
}

#[test]
fn what_was_sent_lately_is_left_to_land() {
    let sent = |day: &str| {
        format!(
            "@ana close = true; cadence = \"2d\"; values = [\"maps\"]\nlesson 2026-10-01-maps\n\
             - {day} gave > @ana: a book\n"
        )
    };
    in_short("2026-11-20", &sent("2026-11-13"), "now @ana: cadence");
    in_short("2026-11-20", &sent("2026-11-12"), "now @ana: cadence +entry");
    let room = |day: &str| People::on("2026-11-20", &sent(day)).row("ana").room;
    assert_eq!(room("2026-11-13"), "You sent Ana something on 13 November. Let it land.");
    assert_eq!(room("2026-11-12"), "The last thing you sent was on 12 November, so there’s room.");
}

#[test]
fn what_went_by_mail_was_sent_too() {
    let mail = |sign: &str| {
        format!(
            "@ana close = true; cadence = \"1d\"; values = [\"maps\"]\nlesson 2026-10-01-maps\nlesson 2026-10-03-tea\n\
             - 2026-11-18 mail {sign} @ana: [[tea]]\n"
        )
    };
    in_short("2026-11-20", &mail(">"), "now @ana: cadence");
    in_short("2026-11-20", &mail("<"), "now @ana: cadence +entry");
}

#[test]
fn how_long_that_is_stands_in_the_settings() {
    let journal = r#"
@ana close = true; cadence = "2d"; values = ["maps"]
lesson 2026-10-01-maps
- 2026-11-12 gave > @ana: a book
//- site.toml
title = "Test"
base_url = "https://test.example/"
id = "tag:test.example,2026:t"
share = { gap = "2w" }
"#;
    in_short("2026-11-20", journal, "now @ana: cadence");
    in_short("2026-11-26", journal, "now @ana: cadence +entry");
}

#[test]
fn what_will_be_worth_nothing_next_week_is_brought_all_the_same() {
    in_short(
        "2026-11-20",
        "@ana\ninbox seats for = \"ana\"; expires = 2026-11-24\n- 2026-11-19 gave > @ana: a book\n",
        "now @ana: expiring +earmark",
    );
}

#[test]
fn whoever_reads_the_feed_has_seen_what_is_public() {
    let ana = |more: &str| {
        format!(
            "@ana close = true; cadence = \"1w\"; values = [\"maps\"]; needs = [\"a map maker\"]{more}\n\
             lesson 2026-10-01-maps\ninbox map-maker\n- 2026-10-02 for @ana: [[maps]]\n"
        )
    };
    in_short("2026-11-20", &ana(""), "now @ana: cadence +earmark +need");
    in_short("2026-11-20", &ana("; subscribed = true"), "now @ana: cadence +need");
}

#[test]
fn what_has_expired_is_not_brought() {
    on_days(
        r#"
@ana needs = ["a map"]
@bo
inbox map expires = 2026-11-20
inbox tram-ticket for = "bo"; expires = 2026-11-20
"#,
        &["2026-11-20 now @bo: expiring +earmark, could help @ana: +need", "2026-11-21"],
    );
    on_days(
        "@ana needs = [\"a map\"]\nresource 2026-11-01-maps expires = 2026-11-20\n",
        &["2026-11-19 could help @ana: +need", "2026-11-21"],
    );
}

#[test]
fn what_is_not_out_yet_is_not_brought() {
    on_days(
        "@ana needs = [\"a map\"]\nlesson 2026-11-20-maps\nlesson 2026-11-01-mapping draft = true\n",
        &["2026-11-19", "2026-11-20 could help @ana: +need"],
    );
}

#[test]
fn what_they_value_is_met_by_entries_of_half_a_year() {
    let ana = "@ana close = true; cadence = \"1d\"; values = [\"maps\"]\nlesson 2026-05-24-maps\n";
    on_days(ana, &["2026-11-20 now @ana: cadence +entry", "2026-11-21 now @ana: cadence"]);
}

#[test]
fn a_need_is_met_by_entries_of_any_age() {
    in_short("2026-11-20", "@ana needs = [\"a map\"]\nlesson 2001-05-24-maps\n", "could help @ana: +need");
}

#[test]
fn a_need_of_the_log_is_open_for_180_days() {
    let ana = "@ana\n@bo\ninbox bookbinder\n- 2026-05-24 met = @ana: tea; needs: a bookbinder\n";
    on_days(ana, &["2026-11-20 could help @ana: +need", "2026-11-21"]);
    on_days(&format!("{ana}set due.need_days = 10\n"), &["2026-06-03 could help @ana: +need", "2026-06-04"]);
}

#[test]
fn done_closes_the_need_that_it_names() {
    let ana = "
@ana needs = [\"a bookbinder\"]
inbox bookbinder
inbox dry-shed
- 2026-11-01 met = @ana: tea; needs: a dry shed
";
    let after = |line: &str| {
        let people = People::on("2026-11-20", &format!("{ana}{line}\n"));
        people.row("ana").bring.into_iter().map(|gift| gift.text).collect::<Vec<_>>()
    };
    assert_eq!(after(""), ["Bookbinder", "Dry shed"]);
    assert_eq!(after("- 2026-11-02 done @ana: bookbinder"), ["Dry shed"]);
    assert_eq!(after("- 2026-11-02 done @ana: the shed"), ["Bookbinder"]);
    assert_eq!(after("- 2026-10-31 done @ana: the shed"), ["Bookbinder", "Dry shed"]);
    assert_eq!(after("- 2026-11-02 done @ana"), [""; 0]);
}

#[test]
fn what_is_kept_in_words_is_kept_until_it_is_given() {
    let ana = |line: &str| format!("@ana\n- 2026-10-01 for @ana: the old tram ticket\n{line}\n");
    in_short("2026-11-20", &ana(""), "could help @ana: +earmark");
    in_short("2026-11-20", &ana("- 2026-10-02 gave > @ana: tram ticket"), "");
    in_short("2026-11-20", &ana("- 2026-10-02 done @ana: the ticket"), "");
    in_short("2026-11-20", &ana("- 2026-10-02 gave > @ana: a book on knots"), "could help @ana: +earmark");
    in_short("2026-11-20", &ana("- 2026-09-30 gave > @ana: tram ticket"), "could help @ana: +earmark");
}

#[test]
fn what_is_kept_for_somebody_is_offered_to_nobody_else() {
    let map = |more: &str| format!("@ana needs = [\"a map\"]\n@bo\ninbox map{more}\n");
    in_short("2026-11-20", &map(""), "could help @ana: +need");
    in_short("2026-11-20", &map(" for = \"bo\""), "could help @bo: +earmark");
    in_short("2026-11-20", &map(" from = \"ana\"; permission = \"granted\""), "");
    in_short("2026-11-20", &map("\n- 2026-11-01 gave > @bo: [[map]]"), "");
}

#[test]
fn what_may_not_be_given_is_offered_to_nobody() {
    let map = |more: &str| format!("@ana needs = [\"a map\"]\n@bo\ninbox map from = \"bo\"{more}\n");
    in_short("2026-11-20", &map(""), "ask @bo: map");
    in_short("2026-11-20", &map("; permission = \"refused\""), "");
    in_short("2026-11-20", &map("; permission = \"granted\""), "could help @ana: +need");
}

#[test]
fn something_that_fits_is_reason_enough_where_there_is_no_other() {
    in_short("2026-11-20", "@ana\n- 2026-11-01 for @ana: the tram ticket\n", "could help @ana: +earmark");
    in_short(
        "2026-11-20",
        "@ana needs = [\"a bookbinder\"]\n@bo offers = [\"bookbinding\"]\n",
        "could help @ana: +match\ncould help @bo: +match",
    );
    in_short("2026-11-20", "@ana needs = [\"a bookbinder\"]\n@bo values = [\"bookbinding\"]\n", "");
}

#[test]
fn those_who_know_each_other_are_not_brought_together() {
    let two = |more: &str| format!("@ana needs = [\"a bookbinder\"]{more}\n");
    for more in [
        "; via = \"@bo-lee\"\n@bo-lee offers = [\"bookbinding\"]",
        "; via = \"bo-lee\"\n@bo-lee offers = [\"bookbinding\"]",
        "\n@bo-lee offers = [\"bookbinding\"]; via = \"@ana\"",
        "\n@bo-lee offers = [\"bookbinding\"]\n- 2026-01-01 met = @ana @bo-lee: a party",
        "\n@bo-lee offers = [\"bookbinding\"]\n- 2026-01-01 intro = @ana @bo-lee\n- 2026-01-05 call < @ana\n\
         - 2026-01-05 call < @bo-lee",
    ] {
        in_short("2026-11-20", &two(more), "");
    }
    in_short(
        "2026-11-20",
        &two("; via = \"Bo, at a party\"\n@bo-lee offers = [\"bookbinding\"]"),
        "could help @ana: +match\ncould help @bo-lee: +match",
    );
}

#[test]
fn a_handle_of_one_word_needs_no_sign() {
    in_short("2026-11-20", "@ana needs = [\"a bookbinder\"]; via = \"bo\"\n@bo offers = [\"bookbinding\"]\n", "");
    assert_eq!(advice("@ana via = \"fosdem-2024\"\n"), "");
}

#[test]
fn a_promise_kept_to_two_does_not_make_them_acquainted() {
    in_short(
        "2026-11-20",
        "@ana needs = [\"a bookbinder\"]\n@bo offers = [\"bookbinding\"]\n- 2026-11-01 done @ana @bo: the deck\n",
        "could help @ana: +match\ncould help @bo: +match",
    );
}

#[test]
fn needs_and_offers_of_the_log_bring_people_together() {
    due(
        "2026-11-20",
        "@ana\n@bo\n- 2026-11-01 met = @ana: tea; needs: a freelance designer\n\
         - 2026-11-02 met = @bo: tea; offers: designs for posters\n",
        "
could help
@ana
  + match: Bo offers designs for posters (Ana needs a freelance designer; ask both, separately)
@bo
  + match: Ana needs a freelance designer (Bo offers designs for posters; ask both, separately)
",
    );
}

#[test]
fn paused_people_are_offered_to_nobody() {
    in_short(
        "2026-11-20",
        "@ana needs = [\"a bookbinder\"]\n@bo offers = [\"bookbinding\"]; status = \"paused\"\n",
        "resting @bo: cadence",
    );
}

// ---- words that meet --------------------------------------------------------------------------------------------

#[track_caller]
fn meet(need: &str, offer: &str, expected: bool) {
    let people = People::on("2026-11-20", &format!("@ana needs = [\"{need}\"]\n@bo offers = [\"{offer}\"]\n"));
    assert_eq!(people.row("ana").bring.len() == 1, expected, "`{need}` and `{offer}`");
}

#[test]
fn words_meet_whatever_their_endings() {
    for (a, b) in [
        ("designer", "design"),
        ("letters", "lettering"),
        ("a bookbinder", "bookbinding"),
        ("printers", "printing"),
        ("editor", "editing"),
        ("story", "stories"),
        ("Maps", "map"),
        ("café", "cafe"),
        ("translators", "translator"),
        ("gardening", "gardens"),
    ] {
        meet(a, b, true);
        meet(b, a, true);
    }
}

#[test]
fn words_that_say_nothing_meet_nobody() {
    for (a, b) in [
        ("somebody who can help", "help for anybody"),
        ("a good new place", "a good place to work"),
        ("the best of them", "all of the best"),
        ("a designer", "a printer"),
        ("a map", "an app"),
        ("…", "…"),
    ] {
        meet(a, b, false);
        meet(b, a, false);
    }
}

#[test]
fn of_a_longer_wish_two_words_must_meet() {
    meet("a hand letterer for a chapel", "hand lettering for any good cause", true);
    meet("a hand letterer for a chapel in Leith", "a chapel choir that sings for supper", false);
}

/// What `@ana` is brought, by its titles.
fn brought(ana: &str, entries: &str) -> Vec<String> {
    let people = People::on("2026-11-20", &format!("@ana {ana}\n{entries}"));
    people.row("ana").bring.into_iter().map(|gift| gift.text).collect()
}

#[test]
fn more_words_go_first_then_longer_ones_then_the_newest() {
    let found = brought(
        "needs = [\"a map of bridle paths on the coast\"]",
        "lesson 2026-11-09-newest title = \"Coast, bridle\"\n\
         lesson 2026-11-08-newer title = \"Bridle maps of the coast\"\n\
         lesson 2026-11-07-long title = \"Maps of bridle paths, bridle coast\"\n\
         lesson 2026-11-06-longer title = \"Bridle paths along the coast\"\n\
         lesson 2026-11-05-older title = \"Bridle maps of a coast\"\n\
         lesson 2026-11-04-one title = \"Nothing but maps\"\n",
    );
    assert_eq!(
        found,
        ["Maps of bridle paths, bridle coast", "Bridle paths along the coast", "Bridle maps of the coast"]
    );
}

#[test]
fn beside_what_fits_well_what_fits_half_as_well_is_left_out() {
    let maps = "lesson 2026-11-09-maps title = \"Maps\"\n";
    assert_eq!(brought("needs = [\"coast maps\"]", maps), ["Maps"]);
    let coast = format!("{maps}lesson 2001-01-01-old title = \"Maps of the coast\"\n");
    assert_eq!(brought("needs = [\"coast maps\"]", &coast), ["Maps of the coast"]);
    // Also where what fits better is too old to be sent.
    assert_eq!(brought("values = [\"coast maps\"]", &coast), [""; 0]);
}

#[test]
fn a_word_that_many_have_says_little_and_one_that_most_have_nothing() {
    let lessons = |count: usize| -> String {
        let lesson = |n: usize| format!("lesson 2026-10-{:02}-n{n} title = \"Maps, harbour {n}\"\n", n % 28 + 1);
        let other = |n: usize| format!("lesson 2026-09-{:02}-o{n} title = \"Bread {n}\"\n", n % 28 + 1);
        (0..count).map(lesson).chain((count..40).map(other)).collect()
    };
    let found = |needs: &str, count: usize| brought(&format!("needs = [\"{needs}\"]"), &lessons(count)).len();
    assert_eq!([found("a map", 3), found("a map", 4)], [3, 0]);
    assert_eq!([found("a harbour map", 4), found("a harbour map", 30), found("a harbour map", 31)], [3, 3, 0]);
}

#[test]
fn a_word_within_a_word_is_no_match() {
    meet("art", "a party", false);
    meet("rust", "trust", false);
}

// ---- letters ----------------------------------------------------------------------------------------------------

#[test]
fn a_letter_brings_the_thing_asks_and_offers() {
    letter(
        "2026-11-20",
        r#"
@ana-ruiz cadence = "6w"; values = ["lettering"]
lesson 2026-10-01-letters-by-hand
set offers = ["an hour on any text", "a dry shed"]
set signature = "Wren"
- 2026-09-01 met = @ana-ruiz: tea; up to: leaving Baton in January
//- content/pages/now.md
+++
title = "Now"
+++
I am **mapping** the wells of Leith. And much else.
"#,
        "ana-ruiz",
        "
Thought of you: Letters by hand

Hello Ana,

I thought of you when I came across this, because I know that you care about this: lettering. Letters by hand
https://test.example/lessons/letters-by-hand/

And how is this going: leaving Baton in January?

I am mapping the wells of Leith.

If I can be of use (an hour on any text, or a dry shed), you only have to say so.

Wren
",
    );
}

#[test]
fn a_letter_of_thanks_names_what_they_gave_and_asks_for_nothing() {
    letter(
        "2026-11-20",
        "
@ana-ruiz
set offers = [\"an hour on any text\"]
set signature = \"Wren\"
- 2026-11-10 got! < @ana-ruiz: an hour on the printing market; up to: a move
",
        "ana-ruiz",
        "
Thank you: an hour on the printing market

Hello Ana,

Thank you for this, on 10 November: an hour on the printing market. It was more than I could have asked for.

Wren
",
    );
}

#[test]
fn a_letter_on_an_outcome_names_what_they_gave_and_how_it_ended() {
    letter(
        "2026-11-20",
        "
@ana-ruiz
set signature = \"Wren\"
- 2026-10-10 got < @ana-ruiz #job: an hour on the printing market
- 2026-10-11 thanks > @ana-ruiz
- 2026-11-10 outcome #job: accepted the communications role
",
        "ana-ruiz",
        "
How it turned out

Hello Ana,

You helped me with this: an hour on the printing market. I’d like you to hear from me how it turned out: \
accepted the communications role.

Thank you.

Wren
",
    );
}

#[test]
fn a_letter_of_thanks_names_everything_that_they_gave() {
    let people =
        People::on("2026-11-20", "@ana\n- 2026-11-02 got < @ana: tea\n- 2026-11-03 got < @ana: a map of Leith\n");
    let body = people.row("ana").draft.unwrap().body;
    assert!(body.contains("tea") && body.contains("a map of Leith"), "{body}");
}

#[test]
fn a_letter_on_an_outcome_names_everything_that_they_gave_for_it() {
    let people = People::on(
        "2026-11-20",
        "@ana\n- 2026-11-02 got < @ana #job: tea\n- 2026-11-03 got < @ana #job: a map of Leith\n\
         - 2026-11-04 thanks > @ana\n\
         - 2026-11-05 outcome #job: a yes\n",
    );
    let body = people.row("ana").draft.unwrap().body;
    assert!(body.contains("tea") && body.contains("a map of Leith"), "{body}");
}

#[test]
fn a_letter_quotes_what_they_said_and_no_more() {
    let people =
        People::on("2026-11-20", "@ana needs = [\"a map\"]\ninbox map title = \"A map\"; expires = 2026-11-24\n");
    let body = people.row("ana").draft.unwrap().body;
    assert!(body.contains("because you are looking for a map. "), "{body}");
}

#[test]
fn a_letter_names_nobody_who_was_not_asked() {
    let fixture = "@ana needs = [\"a bookbinder\"]\n@bo-lee offers = [\"bookbinding\"]\n";
    let people = People::on("2026-11-20", fixture);
    let letter = people.row("ana").draft.unwrap();
    assert!(letter.body.contains("somebody who might suit you"), "{}", letter.body);
    assert!(!letter.body.contains("Bo") && !letter.subject.contains("Bo"), "{}", letter.body);
}

#[test]
fn there_is_no_letter_with_empty_hands_to_an_acquaintance() {
    letter("2026-11-20", "@ana cadence = \"1w\"\n", "ana", "no letter");
    let close = People::on("2026-11-20", "@ana cadence = \"1w\"; close = true\n");
    assert!(close.row("ana").draft.is_some(), "a hello is enough");
}

#[test]
fn a_letter_greets_by_the_first_name() {
    for (name, first) in [("Ana Ruiz", "Ana"), ("Dr Ana Ruiz", "Ana"), ("Prof. Dr. Ana Ruiz", "Ana"), ("Ana", "Ana")] {
        let people = People::on("2026-11-20", &format!("@x name = \"{name}\"\n- 2026-11-10 got < @x: tea\n"));
        let body = people.row("x").draft.unwrap().body;
        assert!(body.starts_with(&format!("Hello {first},\n")), "{body}");
    }
}

#[test]
fn a_letter_becomes_a_link_for_mail_programs() {
    let people = People::on("2026-11-20", "@ana\nset signature = \"Wren & Co\"\n- 2026-11-10 got < @ana: tea\n");
    let link = people.row("ana").draft.unwrap().mailto("ana+x@mail.example").unwrap();
    same(
        &link,
        "mailto:ana%2Bx@mail.example?subject=Thank%20you%3A%20tea&body=Hello%20Ana%2C%0D%0A%0D%0A\
         Thank%20you%20for%20this%2C%20on%2010%20November%3A%20tea.%0D%0A%0D%0AWren%20%26%20Co",
    );
}

#[test]
fn a_letter_for_each_reason_is_about_it() {
    let people = People::on("2026-11-20", TEN);
    for (handle, subject) in [
        ("ana-ruiz", "For you, if you like: Two seats at a lecture"),
        ("bo-lee", "Happy birthday"),
        ("cleo-may", "As promised"),
        ("dov-katz", "Thank you: a week of his time"),
        ("eve-sand", "How it turned out"),
        ("fay-tan", "Passed on: A desk in the reading room"),
        ("gil-roth", "You and Jo Marsh"),
        ("hal-okafor", "Another day?"),
        ("ida-berg", "About this: the address of a binder"),
        ("jo-marsh", "Thought of you: Letters by hand"),
    ] {
        assert_eq!(people.row(handle).draft.unwrap().subject, subject);
    }
}
