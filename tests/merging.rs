//! What is there and what comes: who is the same, what is filled, what stays as it is.

use goodturn::exchange::merge::{self, House, Known, Plan};
use goodturn::exchange::{Person, file};
use goodturn::parse::date;
use proptest::prelude::*;

use crate::support::outside;

/// Somebody in a line: `Ana Ruiz; email ana@example.org; met 2020-01-02; “a note”`.
fn person(text: &str) -> Person {
    let mut parts = text.split("; ");
    let mut person = Person::new(1, parts.next().unwrap());
    for part in parts {
        let (key, value) = part.split_once(' ').unwrap_or((part, ""));
        let list = goodturn::exchange::person::LISTS.into_iter().find(|known| *known == key);
        let word = goodturn::exchange::person::TEXTS.into_iter().find(|known| *known == key);
        if let Some(note) = part.strip_prefix('“') {
            note.trim_end_matches('”').clone_into(&mut person.note);
        } else if let Some(key) = list {
            value.split('|').for_each(|value| person.add(key, value));
        } else if let Some(key) = word {
            person.put(key, value);
        } else if key == "birthday" {
            person.dates.insert(key.to_owned(), date::Anniversary::parse(value).unwrap());
        } else if key == "handle" {
            person.handle = Some(value.to_owned());
        } else {
            let key = goodturn::exchange::person::DAYS.into_iter().find(|known| *known == key).unwrap();
            person.days.insert(key, date::day(value).unwrap());
        }
    }
    person
}

/// Those who are there: `ana-ruiz: Ana Ruiz; …`, with `unsorted` after the handle where that is so.
fn known(text: &str) -> Known {
    let (handle, rest) = text.split_once(": ").unwrap();
    let (handle, sorted) = handle.strip_suffix(" unsorted").map_or((handle, true), |handle| (handle, false));
    Known { handle: handle.to_owned(), person: person(rest), sorted }
}

fn house() -> House {
    House { today: date::day("2026-11-20").unwrap(), circles: vec!["kitchen".to_owned()], taken: Vec::new() }
}

fn plan(here: &[&str], coming: &[&str]) -> Plan {
    merge::merge(
        here.iter().map(|text| known(text)).collect(),
        &coming.iter().map(|text| person(text)).collect::<Vec<_>>(),
        &house(),
    )
}

/// A plan in lines.
fn told(plan: &Plan) -> String {
    let line = |what: &str, handle: &str, person: &Person| {
        let lines = outside::person(person);
        let (_, rest) = lines.split_once('\n').unwrap_or((&lines, ""));
        format!("{what} @{handle} {}{}", person.name, rest.replace("\n  ", "; ").replacen("  ", "; ", 1))
    };
    let mut out: Vec<String> = plan.new.iter().map(|(handle, person)| line("new", handle, person)).collect();
    out.extend(plan.fill.iter().map(|(handle, person)| line("fill", handle, person)));
    let differ = plan.differences.iter();
    out.extend(differ.map(|it| format!("differs @{} {}: {} / {}", it.handle, it.key, it.here, it.there)));
    if plan.same > 0 {
        out.push(format!("same {}", plan.same));
    }
    out.extend(plan.remarks.iter().map(|it| format!("{} {}", if it.whole { "without" } else { "in part" }, it.why)));
    out.join("\n")
}

#[track_caller]
fn merges(here: &[&str], coming: &[&str], expected: &str) {
    assert_eq!(told(&plan(here, coming)), expected);
}

#[test]
fn somebody_new_gets_a_handle_that_is_free() {
    merges(
        &["ana-ruiz: Ana Ruiz; uid 1"],
        &["Ana Ruiz; uid 2", "Ana Ruiz; uid 3", "Bo Lee; handle bo", "王伟"],
        "new @ana-ruiz-2 Ana Ruiz; uid 2\nnew @ana-ruiz-3 Ana Ruiz; uid 3\nnew @bo Bo Lee; handle bo\nnew @wang-wei 王伟",
    );
}

#[test]
fn the_surest_key_decides() {
    let here = &[
        "a: Ana Ruiz; uid 1",
        "b: Bo Lee; url https://www.linkedin.com/in/bo",
        "c: Cleo Fox; email cleo@example.org",
        "d: Dee Fox",
    ];
    // Each by its own key, although the name is another one or somebody else's.
    merges(here, &["Ana R.; uid 1"], "differs @a name: Ana Ruiz / Ana R.\nsame 1");
    merges(here, &["Robert Lee; url http://uk.linkedin.com/in/BO/"], "differs @b name: Bo Lee / Robert Lee\nsame 1");
    merges(here, &["C. Fox; email Cleo@Example.org"], "differs @c name: Cleo Fox / C. Fox\nsame 1");
    merges(here, &["DEE  FOX"], "differs @d name: Dee Fox / DEE FOX\nsame 1");
    merges(here, &["Dee Fox; uid 1"], "differs @a name: Ana Ruiz / Dee Fox\nsame 1");
    merges(here, &["Dee Fox; email cleo@example.org"], "differs @c name: Cleo Fox / Dee Fox\nsame 1");
    merges(here, &["Dee Foxe"], "new @dee-foxe Dee Foxe");
}

#[test]
fn two_who_share_a_name_are_not_taken_for_one() {
    merges(
        &["a: Ana Ruiz; url https://www.linkedin.com/in/one"],
        &["Ana Ruiz; url https://www.linkedin.com/in/two"],
        "new @ana-ruiz Ana Ruiz; url https://www.linkedin.com/in/two",
    );
    merges(&["a: Ana Ruiz; uid 1"], &["Ana Ruiz; uid 2"], "new @ana-ruiz Ana Ruiz; uid 2");
    // Two rows of one file with another address each; the same row twice is one person.
    merges(
        &[],
        &["Ana Ruiz; email a@example.org", "Ana Ruiz; email b@example.org", "Ana Ruiz; email b@example.org; city York"],
        "new @ana-ruiz Ana Ruiz; email a@example.org\nnew @ana-ruiz-2 Ana Ruiz; city York; email b@example.org",
    );
    merges(
        &["a: Ana Ruiz", "b: Ana Ruiz"],
        &["Ana Ruiz; city York"],
        "without several people here are called Ana Ruiz, and nothing tells which of them it is",
    );
}

#[test]
fn two_at_one_address_are_two_where_their_pages_say_so() {
    merges(
        &["a: Ana Ruiz; email desk@example.org; url https://www.linkedin.com/in/ana"],
        &["Bo Lee; email desk@example.org; url https://www.linkedin.com/in/bo"],
        "new @bo-lee Bo Lee; email desk@example.org; url https://www.linkedin.com/in/bo",
    );
}

#[test]
fn two_at_one_address_are_two_where_their_names_have_no_word_in_common() {
    let both = ["Ann Ode; email info@example.org", "Bob Pym; email info@example.org; role Boss; org Bobs Ltd"];
    let new = "new @ann-ode Ann Ode; email info@example.org\n\
               new @bob-pym Bob Pym; email info@example.org; org Bobs Ltd; role Boss";
    merges(&[], &both, new);
    merges(
        &[
            "ann-ode: Ann Ode; email info@example.org",
            "bob-pym: Bob Pym; email info@example.org; role Boss; org Bobs Ltd",
        ],
        &both,
        "same 2",
    );
    // Another name of theirs, or an address in the place of a name, is a word in common.
    merges(&["r: Robert Pym; aka Bob; email bob@example.org"], &["Bob; email bob@example.org"], "same 1");
    merges(
        &["r: Robert Pym; email bob@example.org"],
        &["bob@example.org; email bob@example.org"],
        "differs @r name: Robert Pym / bob@example.org\nsame 1",
    );
}

#[test]
fn what_is_empty_is_filled_and_nothing_else_is_touched() {
    merges(
        &["ana: Ana Ruiz; email ana@example.org; role editor; phone +44 131 1; birthday 03-14; “mine”"],
        &["Ana Ruiz; email ana@example.org|b@example.org; role Chief; org Baton; city York; met 2020-01-02; \
           phone +441311; birthday 1990-03-14; “theirs”"],
        "fill @ana ; city York; met 2020-01-02; org Baton\n\
         differs @ana email: ana@example.org / b@example.org\n\
         differs @ana role: editor / Chief\n\
         differs @ana birthday: 03-14 / 1990-03-14\n\
         differs @ana notes: mine / theirs",
    );
}

#[test]
fn a_place_that_was_decided_stays() {
    merges(&["ana: Ana Ruiz"], &["Ana Ruiz; circles choir"], "same 1");
    merges(&["ana unsorted: Ana Ruiz"], &["Ana Ruiz; circles choir"], "fill @ana ; circles choir");
}

#[test]
fn what_comes_later_tells_who_it_was() {
    // The first row alone could be either; the second has the page of one of them.
    merges(
        &["a: Ana Ruiz; uid 1", "b: Ana Ruiz; uid 2"],
        &[
            "Ana Ruiz; url https://www.linkedin.com/in/ana; role baker",
            "A. Ruiz; uid 2; url https://www.linkedin.com/in/ana",
        ],
        "fill @b ; role baker; url https://www.linkedin.com/in/ana\n\
         differs @b name: Ana Ruiz / A. Ruiz\n\
         without several people here are called Ana Ruiz, and nothing tells which of them it is",
    );
}

#[test]
fn what_is_somebody_elses_is_given_to_nobody() {
    merges(
        &["a: Ana Ruiz; uid 1", "b: Bo Lee; email desk@example.org; url https://www.linkedin.com/in/bo"],
        &["Ana Ruiz; uid 1; email desk@example.org|ana@example.org; url https://www.linkedin.com/in/bo"],
        "fill @a ; email ana@example.org\n\
         in part `desk@example.org` is @b's already\nin part `https://www.linkedin.com/in/bo` is @b's already",
    );
}

#[test]
fn another_name_calls_whoever_alone_has_it() {
    let here: Vec<_> =
        ["a: Ana Ruiz; aka Nan|Boss", "b: Bo Lee; aka Boss|Ana Ruiz"].iter().map(|text| known(text)).collect();
    let handles = merge::handles(&here, &Plan::default());
    let called = |name: &str| handles.get(&goodturn::parse::slug::fold(name)).map(String::as_str);
    assert_eq!(
        [called("nan"), called("Boss"), called("Ana Ruiz"), called("Bo Lee")],
        [Some("a"), None, Some("a"), Some("b")]
    );
}

#[test]
fn nobody_was_met_through_themselves() {
    let own = "in part `via` would be they themselves";
    merges(&[], &["Ana Ruiz; via @ana-ruiz"], &format!("new @ana-ruiz Ana Ruiz\n{own}"));
    merges(&["ana: Ana Ruiz"], &["Ana Ruiz; via @ana"], &format!("same 1\n{own}"));
}

#[test]
fn what_somebody_needs_is_not_filled_once_they_are_sorted() {
    merges(&["ana: Ana Ruiz"], &["Ana Ruiz; needs a van"], "differs @ana needs:  / a van\nsame 1");
    merges(&["ana unsorted: Ana Ruiz"], &["Ana Ruiz; needs a van"], "fill @ana ; needs a van");
}

#[test]
fn what_no_journal_could_have_is_left_out() {
    merges(
        &[],
        &["Ana Ruiz; circles kitchn|choir; met 2026-11-21; channel pigeon"],
        "new @ana-ruiz Ana Ruiz; circles choir\n\
         in part `met` would be a day to come, 2026-11-21\n\
         in part the circle `kitchn` looks like `kitchen` in private/settings.toml\n\
         in part `channel` cannot be `pigeon`",
    );
}

#[test]
fn a_handle_that_nobody_has_becomes_words() {
    merges(
        &["bo-lee: Bo Lee"],
        &["Ana Ruiz; via @bo-lee", "Cleo; via @dee-fox"],
        "new @ana-ruiz Ana Ruiz; via @bo-lee\nnew @cleo Cleo; via dee fox",
    );
}

// ---- the file ---------------------------------------------------------------------------------------------------

/// A file with what is added put in.
#[track_caller]
fn filled(text: &str, added: &str) -> String {
    let front = text.find("+++").unwrap() + text[text.find("+++").unwrap()..].find('\n').unwrap() + 1;
    let end = front + text[front..].find("+++").unwrap();
    let body = end + text[end..].find('\n').map_or(text.len() - end, |at| at + 1);
    file::filled(text, front..end, &text[body..], &person(added)).unwrap()
}

#[test]
fn what_is_added_leaves_words_comments_and_order_alone() {
    assert_eq!(
        filled(
            "+++\n# mine\nname = 'Ana Ruiz'   # as she writes it\nvalues = []  # ask her\nemail = \"\"\n\n\
             # Also: aka, phone\n\n[dates]\nrace = 2027-04-18 # in Leith\n+++\n\nNotes.\n",
            "Ana Ruiz; email ana@example.org; values maps|old things; org Baton; birthday 03-14; met 2020-01-02; “x”"
        ),
        "+++\n# mine\nname = 'Ana Ruiz'   # as she writes it\nvalues = [\"maps\", \"old things\"]  # ask her\n\
         email = \"ana@example.org\"\norg = \"Baton\"\nmet = 2020-01-02\n\n\
         # Also: aka, phone\n\n[dates]\nrace = 2027-04-18 # in Leith\nbirthday = \"03-14\"\n+++\n\nNotes.\n"
    );
}

#[test]
fn a_note_from_elsewhere_begins_no_log() {
    let text = file::contact(&person("Ana Ruiz; org \"Q\" \\ co; “## Log\n- 2026-01-01 met @x\n\\# odd”"));
    assert!(text.ends_with("+++\n\n\\## Log\n- 2026-01-01 met @x\n\\\\# odd\n"), "{text}");
    assert_eq!(
        goodturn::exchange::words::note_of(&text[text.rfind("+++\n").unwrap() + 4..]),
        "## Log\n- 2026-01-01 met @x\n\\# odd"
    );
}

// ---- whatever comes ---------------------------------------------------------------------------------------------

fn any_person() -> impl Strategy<Value = Person> {
    let name = prop::sample::select(vec!["Ana Ruiz", "ana ruiz", "Bo Lee", "Cleo"]);
    let uid = prop::option::of(prop::sample::select(vec!["1", "2"]));
    let page = prop::option::of(prop::sample::select(vec!["one", "two"]));
    let email = prop::option::of(prop::sample::select(vec!["a@example.org", "B@example.org", "b@example.org"]));
    let role = prop::option::of(prop::sample::select(vec!["editor", "baker"]));
    (name, uid, page, email, role).prop_map(|(name, uid, page, email, role)| {
        let mut person = Person::new(1, name);
        let page = page.map(|page| format!("https://www.linkedin.com/in/{page}"));
        person.put("uid", uid.unwrap_or_default());
        person.add("url", &page.unwrap_or_default());
        person.add("email", email.unwrap_or_default());
        person.put("role", role.unwrap_or_default());
        person
    })
}

/// Everybody after a plan.
fn after(mut here: Vec<Known>, plan: Plan) -> Vec<Known> {
    for (handle, added) in plan.fill {
        let known = here.iter_mut().find(|known| known.handle == handle).unwrap();
        known.person.lists.extend(added.lists);
        known.person.texts.extend(added.texts);
        known.person.days.extend(added.days);
        known.person.dates.extend(added.dates);
    }
    here.extend(plan.new.into_iter().map(|(handle, person)| Known { handle, person, sorted: false }));
    here
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_second_time_changes_nothing(
        here in prop::collection::vec(any_person(), 0..6), coming in prop::collection::vec(any_person(), 0..8)
    ) {
        let here = after(Vec::new(), merge::merge(Vec::new(), &here, &house()));
        let first = merge::merge(here.clone(), &coming, &house());
        let here = after(here, first);
        let again = merge::merge(here, &coming, &house());
        prop_assert_eq!(again.new, vec![]);
        prop_assert_eq!(again.fill, vec![]);
    }
}
