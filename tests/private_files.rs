//! Contacts, the inbox and the private settings: what is read, and what is said of what cannot be.

use goodturn::model::contact::Via;
use goodturn::model::{Circle, Permission, Status};
use goodturn::parse::date::{Day, Period};

use crate::support::Fixture;
use crate::support::people::{People, advice, check_private, circle, people, same};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn values(list: &[goodturn::diagnostic::At<String>]) -> Vec<&str> {
    list.iter().map(|at| at.value.as_str()).collect()
}

// ---- what is read -----------------------------------------------------------------------------------------------

#[test]
fn every_key_of_a_contact_is_read() {
    let circle = circle(
        r#"
@bo-lee
set circles.kitchen.cadence = "2m"
//- private/contacts/ana-ruiz.md
+++
name = "Ana María Ruiz"
aka = ["Anita", "AMR"]
email = ["ana@mail.example", "ruiz@work.example"]
phone = "+44 131 496 0000"
url = ["https://ana.example/", "https://work.example/ana"]
feed = "https://ana.example/feed.xml"
org = "Baton"
role = "editor"
city = "Leith"
channel = "call"
circles = ["kitchen", "choir"]
close = true
cadence = "6w"
met = 2019-05-01
via = "@bo-lee"
values = ["old maps", "plain words"]
needs = ["a bookbinder"]
offers = ["proofreading"]
dates = { birthday = "03-14", "charity run" = "2027-04-18", "moved in" = 2020-02-29 }
last_contact = 2026-01-05
snooze = 2026-12-24
status = "paused"
subscribed = true
consent_name = 2026-03-01
source = "phone.vcf"
uid = "urn:uuid:1"
+++
She knows every well in Leith.
"#,
    );
    let ana = &circle.contacts[circle.find("ana-ruiz").unwrap()];
    assert_eq!(ana.name, "Ana María Ruiz");
    assert_eq!(ana.first_name(), "Ana");
    assert_eq!(values(&ana.aka), ["Anita", "AMR"]);
    assert_eq!(values(&ana.emails), ["ana@mail.example", "ruiz@work.example"]);
    assert_eq!(values(&ana.phones), ["+44 131 496 0000"]);
    assert_eq!(values(&ana.urls), ["https://ana.example/", "https://work.example/ana"]);
    let words = [&ana.feed, &ana.org, &ana.role, &ana.city, &ana.origin, &ana.uid].map(|text| text.as_deref().unwrap());
    assert_eq!(words, ["https://ana.example/feed.xml", "Baton", "editor", "Leith", "phone.vcf", "urn:uuid:1"]);
    assert_eq!(ana.channel, Some("call"));
    assert_eq!(values(&ana.circles), ["kitchen", "choir"]);
    assert!(ana.close && ana.subscribed && ana.consent);
    assert_eq!(circle.period_of(ana), Some(Period::Days(42)));
    assert_eq!(
        (ana.met, ana.last_contact, ana.snooze),
        ["2019-05-01", "2026-01-05", "2026-12-24"].map(|text| Some(day(text))).into()
    );
    assert!(matches!(&ana.via, Some(Via::Handle(at)) if at.value == "bo-lee"));
    assert_eq!(ana.values, ["old maps", "plain words"]);
    assert_eq!(ana.needs, ["a bookbinder"]);
    assert_eq!(ana.offers, ["proofreading"]);
    let mut dates: Vec<_> =
        ana.dates.iter().map(|it| (it.name.as_str(), it.day.month, it.day.day, it.day.year)).collect();
    dates.sort_unstable();
    assert_eq!(dates, [("birthday", 3, 14, None), ("charity run", 4, 18, Some(2027)), ("moved in", 2, 29, Some(2020))]);
    assert_eq!(ana.status, Status::Paused);
    assert_eq!(&ana.source.text()[ana.body.range()], "She knows every well in Leith.\n");
}

#[test]
fn a_name_is_enough() {
    let circle = circle("//- private/contacts/ana.md\n+++\nname = \"Ana\"\n+++\n");
    let ana = &circle.contacts[0];
    assert_eq!((ana.handle.as_str(), ana.name.as_str(), ana.status), ("ana", "Ana", Status::Active));
    assert!(!ana.close && !ana.subscribed && !ana.consent && !ana.is_known());
    assert_eq!(circle.period_of(ana), None, "nobody has a rhythm who was given none");
}

#[test]
fn every_rhythm_is_read() {
    for (cadence, expected) in [
        ("10d", Some(Period::Days(10))),
        ("6w", Some(Period::Days(42))),
        ("3m", Some(Period::Months(3))),
        ("1y", Some(Period::Months(12))),
        ("none", None),
    ] {
        let circle = circle(&format!("@ana cadence = \"{cadence}\"\n"));
        assert_eq!(circle.period_of(&circle.contacts[0]), expected, "{cadence}");
    }
}

#[test]
fn every_status_is_read() {
    for (word, status) in [
        ("active", Status::Active),
        ("paused", Status::Paused),
        ("archived", Status::Archived),
        ("deceased", Status::Deceased),
    ] {
        assert_eq!(circle(&format!("@ana status = \"{word}\"\n")).contacts[0].status, status);
        assert_eq!(status.word(), word);
    }
}

#[test]
fn consent_is_true_or_the_day_of_the_yes() {
    let consent = |written: &str| circle(&format!("@ana consent_name = {written}\n")).contacts[0].consent;
    assert!(consent("true") && consent("2026-05-02"));
    assert!(!consent("false") && !circle("@ana\n").contacts[0].consent);
}

#[test]
fn whoever_introduced_us_is_a_handle_or_words() {
    let via = |written: &str| {
        let circle = circle(&format!("@bo-lee\n@ana via = \"{written}\"\n"));
        match circle.contacts[circle.find("ana").unwrap()].via.clone() {
            Some(Via::Handle(at)) => format!("@{}", at.value),
            Some(Via::Words(words)) => words,
            None => String::new(),
        }
    };
    assert_eq!(via("@bo-lee"), "@bo-lee");
    assert_eq!(via("bo-lee"), "@bo-lee");
    assert_eq!(via("Bo, at a party"), "Bo, at a party");
    assert_eq!(via(""), "");
}

#[test]
fn lists_may_be_a_single_word() {
    let circle =
        circle("@ana values = \"maps\"; needs = \"a van\"; offers = \"tea\"; aka = \"Anita\"; circles = \"choir\"\n");
    let ana = &circle.contacts[0];
    assert_eq!(
        [&ana.values[0], &ana.needs[0], &ana.offers[0], &ana.aka[0].value, &ana.circles[0].value],
        ["maps", "a van", "tea", "Anita", "choir"]
    );
}

#[test]
fn what_is_empty_is_not_there() {
    let circle = circle(
        "@ana values = [\"\", \"maps\"]; org = \"\"; email = [\"\"]; aka = \"\"; channel = \"\"; status = \"\"; \
         via = \"\"\n",
    );
    let ana = &circle.contacts[0];
    assert_eq!(ana.values, ["maps"]);
    assert!(
        ana.org.is_none() && ana.emails.is_empty() && ana.aka.is_empty() && ana.channel.is_none() && ana.via.is_none()
    );
    assert_eq!(ana.status, Status::Active);
}

#[test]
fn every_key_of_the_inbox_is_read() {
    let circle = circle(
        r#"
@gus
@ana
@bo-lee
//- private/inbox/2026-11-20-two-tickets.md
+++
title = "Two tickets"
kind = "opportunity"
url = "https://tickets.example/2"
from = "@gus"
permission = "granted"
expires = 2026-12-01
for = ["ana", "@bo-lee"]
type = "ticket"
+++
Row F.
"#,
    );
    let item = &circle.inbox[0];
    assert_eq!((item.stem.as_str(), item.name.as_str()), ("2026-11-20-two-tickets", "two-tickets"));
    assert_eq!((item.day, item.expires), (Some(day("2026-11-20")), Some(day("2026-12-01"))));
    assert_eq!((item.title.as_str(), item.sort, item.is_link), ("Two tickets", "ticket", false));
    assert_eq!(item.url.as_deref(), Some("https://tickets.example/2"));
    assert_eq!(item.from.as_ref().map(|at| at.value.as_str()), Some("gus"));
    assert_eq!(values(&item.kept_for), ["ana", "bo-lee"]);
    assert_eq!(item.permission, Permission::Granted);
    assert_eq!(&item.source.text()[item.body.range()], "Row F.\n");
}

#[test]
fn of_a_thing_in_the_inbox_a_title_is_enough() {
    let circle = circle("//- private/inbox/map.md\n+++\ntitle = \"A map\"\n+++\n");
    let item = &circle.inbox[0];
    assert_eq!((item.stem.as_str(), item.sort, item.is_link, item.day), ("map", "other", false, None));
    assert!(item.from.is_none() && item.url.is_none() && item.expires.is_none() && item.kept_for.is_empty());
}

#[test]
fn a_thing_that_somebody_gave_is_to_be_asked_for() {
    let permission = |keys: &str| circle(&format!("@gus\ninbox map {keys}\n")).inbox[0].permission;
    assert_eq!(permission("from = \"gus\""), Permission::Ask);
    assert_eq!(permission("type = \"loan\""), Permission::NotNeeded);
    for known in [Permission::Ask, Permission::Granted, Permission::Refused, Permission::NotNeeded] {
        assert_eq!(permission(&format!("from = \"gus\"; permission = \"{}\"", known.word())), known);
        assert_eq!(known.is_settled(), matches!(known, Permission::Granted | Permission::NotNeeded));
    }
}

#[test]
fn a_link_is_a_thing_of_its_own() {
    assert!(circle("inbox map kind = \"link\"; url = \"https://maps.example/\"\n").inbox[0].is_link);
}

#[test]
fn every_setting_is_read() {
    let Circle { rules, .. } = circle(
        r#"
//- private/settings.toml
offers = ["an hour on any text", "a dry shed"]
signature = "Wren"
fictional = true

[circles.kitchen]
cadence = "2m"
[circles.choir]
[circles."book club"]
cadence = "none"

[due]
limit = 3
need_days = 90
one_sided = 3
outcome_days = 60
"#,
    );
    let circles: Vec<_> = rules.circles.iter().map(|(name, period)| (name.as_str(), *period)).collect();
    assert_eq!(circles, [("book club", None), ("choir", None), ("kitchen", Some(Period::Months(2)))]);
    assert_eq!((rules.limit, rules.need_days, rules.one_sided, rules.outcome_days), (3, 90, 3, Some(60)));
    assert_eq!(rules.offers, ["an hour on any text", "a dry shed"]);
    assert_eq!((rules.signature.as_deref(), rules.fictional), (Some("Wren"), true));
}

#[test]
fn a_journal_can_do_without_settings() {
    let rules = circle("@ana\n").rules;
    assert_eq!((rules.limit, rules.need_days, rules.one_sided, rules.outcome_days), (5, 180, 4, None));
    assert!(rules.circles.is_empty() && rules.offers.is_empty() && rules.signature.is_none() && !rules.fictional);
}

#[test]
fn contacts_stand_in_the_order_of_their_handles() {
    let circle = circle("@cleo\n@ana\n@bo\n");
    assert_eq!(circle.contacts.iter().map(|it| it.handle.as_str()).collect::<Vec<_>>(), ["ana", "bo", "cleo"]);
    assert_eq!(circle.find("bo"), Some(1));
    assert_eq!(circle.find("dov"), None);
}

#[test]
fn byte_order_marks_and_line_ends_do_no_harm() {
    let text = "\u{feff}+++\r\nname = \"Ana\"\r\ncadence = \"6w\"\r\n+++\r\nNotes.\r\n";
    let fixture = Fixture::default().with("private/contacts/ana.md", text);
    let circle = People::of("2026-11-20", &fixture).circle;
    assert_eq!(circle.period_of(&circle.contacts[0]), Some(Period::Days(42)));
    assert_eq!(&circle.contacts[0].source.text()[circle.contacts[0].body.range()], "Notes.\n");
}

#[test]
fn pictures_and_papers_may_lie_among_contacts() {
    let fixture = people("@ana\n").with("private/contacts/ana.jpg", "x").with("private/scans/letter.pdf", "x");
    assert_eq!(People::of("2026-11-20", &fixture).circle.contacts.len(), 1);
}

#[test]
fn a_contact_shows_nothing_but_the_handle_where_it_is_printed() {
    let circle = circle("@ana email = \"ana@mail.example\"\n- 2026-11-01 met = @ana: tea\n");
    assert_eq!(format!("{:?}", circle.contacts[0]), "@ana");
    assert_eq!(format!("{circle:?}"), "1 contacts, 1 events");
}

// ---- mistakes ---------------------------------------------------------------------------------------------------

#[test]
fn every_value_of_a_contact_that_has_another_type_is_said_at_once() {
    check_private(
        "
//- private/contacts/ana.md
+++
name = 3
       ^ error: `name` is a whole number; it should be a string
aka = 3
      ^ error: `aka` is a whole number; it should be a list of strings
email = [3]
         ^ error: `email` is a whole number; it should be a string
phone = 441314960000
        ^^^^^^^^^^^^ error: `phone` is a whole number; it should be a list of strings
url = true
      ^^^^ error: `url` is true or false; it should be a list of strings
feed = true
       ^^^^ error: `feed` is true or false; it should be a string
org = []
      ^^ error: `org` is a list; it should be a string
role = {}
       ^^ error: `role` is a table; it should be a string
city = 1.5
       ^^^ error: `city` is a number with a point; it should be a string
channel = 2
          ^ error: `channel` is a whole number; it should be a string
circles = {}
          ^^ error: `circles` is a table; it should be a list of strings
close = \"yes\"
        ^^^^^ error: `close` is a string; it should be true or false
cadence = 6
          ^ error: `cadence` is a whole number; it should be a string
met = \"2019-05-01\"
      ^^^^^^^^^^^^ error: `met` is a string; it should be a date, without quotation marks
via = 3
      ^ error: `via` is a whole number; it should be a string
values = 3
         ^ error: `values` is a whole number; it should be a list of strings
needs = 3
        ^ error: `needs` is a whole number; it should be a list of strings
offers = 3
         ^ error: `offers` is a whole number; it should be a list of strings
dates = \"03-14\"
        ^^^^^^^ error: `dates` is a string; it should be a table
last_contact = 2026
               ^^^^ error: `last_contact` is a whole number; it should be a date, without quotation marks
snooze = \"2w\"
         ^^^^ error: `snooze` is a string; it should be a date, without quotation marks
status = true
         ^^^^ error: `status` is true or false; it should be a string
subscribed = 1
             ^ error: `subscribed` is a whole number; it should be true or false
source = 3
         ^ error: `source` is a whole number; it should be a string
uid = 3
      ^ error: `uid` is a whole number; it should be a string
+++
",
    );
}

#[test]
fn every_value_of_a_contact_that_makes_no_sense_is_said_at_once() {
    check_private(
        "
//- private/settings.toml
[circles.leith]
//- private/contacts/ana.md
+++
name = \"  \"
       ^^^^ error: `name` is empty
email = [\"ana@mail.example\", \"ana\"]
                             ^^^^^ error: `email` is no mail address
channel = \"phone\"
          ^^^^^^^ error: `channel` cannot be `phone`
circles = [\"leith\", \"leiht\"]
                    ^^^^^^^ error: there is no circle `leiht`
cadence = \"6 weeks\"
          ^^^^^^^^^ error: `6 weeks` is no rhythm
via = \"@cleo\"
      ^^^^^^^ error: no contact `@cleo`
dates = { birthday = \"3-14\", race = \"2027-02-29\", move = 3 }
                     ^^^^^^ error: `birthday` is no day
                                    ^^^^^^^^^^^^ error: `race` is no day
                                                         ^ error: `move` is a whole number; it should be a string
status = \"dead\"
         ^^^^^^ error: `status` cannot be `dead`
+++
//- private/contacts/bo.md
+++
^ error: `name` is missing
nam = \"Bo\"
^^^ error: unknown key `nam`
birthday = \"03-14\"
^^^^^^^^ error: unknown key `birthday`
+++
",
    );
}

#[test]
fn a_rhythm_is_a_number_with_a_letter() {
    for wrong in ["", "6", "w", "0d", "-1w", "6W", "6 w", "1.5m", "6w ago", "weekly", "99999d", "None"] {
        let said = advice(&format!("@ana cadence = \"{wrong}\"\n"));
        assert!(
            said.starts_with(&format!("`{wrong}` is no rhythm: write `10d`, `6w`, `3m` or `1y`")),
            "{wrong}: {said}"
        );
    }
}

#[test]
fn a_day_that_no_calendar_has_is_said_where_it_stands() {
    check_private(
        "
//- private/contacts/ana.md
+++
name = \"Ana\"
met = 2019-02-29
      ^^^^^^^^^^ error: this is not TOML: invalid date, expected day between 01 and 28
+++
",
    );
}

#[test]
fn people_are_found_by_what_they_are_called() {
    let circle = circle(
        "@ana-ruiz aka = [\"Anita\", \"Ana Maria\"]\n@ana-ruiz-vega\n@bo-lee name = \"Bö Lee\"\n@lee\n@vega-roth\n",
    );
    let called = |who: &str| -> Vec<_> {
        circle.called(who).into_iter().map(|index| circle.contacts[index].handle.as_str()).collect()
    };
    for (who, expected) in [
        ("@bo-lee", &["bo-lee"][..]),
        ("lee", &["lee"]),
        ("@bo", &[]),
        ("BO LEE", &["bo-lee"]),
        ("anita", &["ana-ruiz"]),
        ("Ana Ruiz", &["ana-ruiz"]),
        ("Ana", &["ana-ruiz-vega", "ana-ruiz"]),
        ("Ruiz", &["ana-ruiz"]),
        ("Ruiz Vega", &["ana-ruiz-vega"]),
        ("Vega", &["vega-roth"]),
        ("An", &[]),
        ("", &[]),
        ("…", &[]),
    ] {
        assert_eq!(called(who), expected, "{who}");
    }
}

#[test]
fn a_last_contact_to_come_is_a_mistake() {
    assert_ne!(advice("@ana last_contact = 2027-05-01\n"), "");
    assert_eq!(advice("@ana last_contact = 2026-11-20\n"), "");
}

#[test]
fn a_contacts_file_is_called_after_the_person() {
    check_private(
        "
//- private/contacts/Ana Ruiz.md
+++
^ error: `Ana Ruiz` is no handle
name = \"Ana Ruiz\"
+++
//- private/contacts/bo.md
name = \"Bo\"
^ error: this file has no front matter
//- private/contacts/cleo.md
---
^ error: this looks like YAML front matter; goodturn reads TOML
name: Cleo
---
//- private/contacts/dov.md
+++
^ error: the front matter that begins here is never closed
name = \"Dov\"
",
    );
    same(
        &advice("//- private/contacts/Ana Ruiz.md\n+++\nname = \"Ana\"\n+++\n"),
        "`Ana Ruiz` is no handle: a contact's file is called after the person: `private/contacts/ana-ruiz.md`",
    );
}

#[test]
fn every_mistake_in_the_inbox_is_said_at_once() {
    check_private(
        "
//- private/contacts/gus.md
+++
name = \"Gus\"
+++
//- private/inbox/2026-11-20-two-tickets.md
+++
^ error: `title` is missing
kind = \"opportunities\"
       ^^^^^^^^^^^^^^^ error: `kind` cannot be `opportunities`
url = \"tickets\"
      ^^^^^^^^^ error: `tickets` is no address: it does not begin with https:// or http://
from = \"@guss\"
       ^^^^^^^ error: no contact `@guss`
permission = \"yes\"
             ^^^^^ error: `permission` cannot be `yes`
expires = \"2026-12-01\"
          ^^^^^^^^^^^^ error: `expires` is a string; it should be a date, without quotation marks
for = [\"gus\", \"cleo\"]
              ^^^^^^ error: no contact `@cleo`
type = \"tickets\"
       ^^^^^^^^^ error: `type` cannot be `tickets`
form = \"gus\"
^^^^ error: unknown key `form`
+++
//- private/inbox/map.md
+++
title = 3
        ^ error: `title` is a whole number; it should be a string
kind = true
       ^^^^ error: `kind` is true or false; it should be a string
url = 3
      ^ error: `url` is a whole number; it should be a string
from = [\"gus\"]
       ^^^^^^^ error: `from` is a list; it should be a string
permission = true
             ^^^^ error: `permission` is true or false; it should be a string
expires = 2026
          ^^^^ error: `expires` is a whole number; it should be a date, without quotation marks
for = 3
      ^ error: `for` is a whole number; it should be a list of strings
type = 3
       ^ error: `type` is a whole number; it should be a string
+++
//- private/inbox/A Map.md
+++
^ error: `A Map` cannot be cited by this name
title = \"A map\"
+++
",
    );
}

#[test]
fn a_title_of_nothing_is_none() {
    check_private("\n//- private/inbox/map.md\n+++\ntitle = \"\"\n        ^^ error: `title` is empty\n+++\n");
}

#[test]
fn every_mistake_in_the_settings_is_said_at_once() {
    check_private(
        "
//- private/settings.toml
offer = [\"tea\"]
^^^^^ error: unknown key `offer`
offers = 3
         ^ error: `offers` is a whole number; it should be a list of strings
signature = true
            ^^^^ error: `signature` is true or false; it should be a string
fictional = \"yes\"
            ^^^^^ error: `fictional` is a string; it should be true or false
[circles.kitchen]
cadence = \"often\"
          ^^^^^^^ error: `often` is no rhythm
[circles.choir]
cadense = \"6w\"
^^^^^^^ error: unknown key `cadense`
[circles]
leith = \"6w\"
        ^^^^ error: `leith` is a string; it should be a table
[due]
limit = -1
        ^^ error: `limit` is not between 0 and 1000
need_days = 0
            ^ error: `need_days` is not between 1 and 3660
one_sided = 6
            ^ error: `one_sided` is not between 2 and 5
outcome_days = \"60\"
               ^^^^ error: `outcome_days` is a string; it should be a whole number
limits = 3
^^^^^^ error: unknown key `limits`
[circle.kitchen]
 ^^^^^^ error: unknown key `circle`
",
    );
}

#[test]
fn a_text_where_none_is_looked_for_is_said() {
    check_private(
        "
//- private/notes.md
Words.
^ error: nothing of this name is looked for in `private/`
//- private/setting.toml
offers = []
^ error: nothing of this name is looked for in `private/`
//- private/contact/ana.md
+++
^ error: nothing of this name is looked for in `private/`
name = \"Ana\"
+++
//- private/contacts/family/ana.md
+++
^ error: nothing of this name is looked for in `private/`
name = \"Ana\"
+++
//- private/contacts/ana.toml
name = \"Ana\"
^ error: nothing of this name is looked for in `private/`
//- private/log/2026/11.md
- 2026-11-18 met @ana: tea
^ error: nothing of this name is looked for in `private/`
//- private/inbox/map/index.md
+++
^ error: nothing of this name is looked for in `private/`
title = \"A map\"
+++
",
    );
}

#[test]
fn all_files_are_read_before_anything_is_said() {
    check_private(
        "
//- private/settings.toml
signatur = \"Wren\"
^^^^^^^^ error: unknown key `signatur`
//- private/contacts/ana.md
+++
name = \"Ana\"
statsu = \"paused\"
^^^^^^ error: unknown key `statsu`
+++
## Log
- 2026-11-18 meet: tea
             ^^^^ error: `meet` is no kind of event
//- private/inbox/map.md
+++
titel = \"A map\"
^^^^^ error: unknown key `titel`
title = \"A map\"
+++
//- private/log/2025.md
- 2025-11-18 met @an: tea
                 ^^^ error: no contact `@an`
//- private/log/2026.md
- 2026-11-18 met @bo: tea
                 ^^^ error: no contact `@bo`
//- private/notes.md
Words.
^ error: nothing of this name is looked for in `private/`
//- content/lessons/2026-01-02-x.md
+++
title = \"A\"
tag = [\"a\"]
^^^ error: unknown key `tag`
+++
Words.
",
    );
}

#[test]
fn what_is_near_is_suggested() {
    for (fixture, expected) in [
        ("@ana cadense = \"6w\"\n", "unknown key `cadense`: did you mean `cadence`?"),
        ("@ana statsu = \"paused\"\n", "unknown key `statsu`: did you mean `status`?"),
        ("@ana mail = \"a@mail.example\"\n", "unknown key `mail`: did you mean `email`?"),
        ("@ana status = \"pause\"\n", "`status` cannot be `pause`: did you mean `paused`?"),
        (
            "@ana status = \"gone\"\n",
            "`status` cannot be `gone`: write one of active, paused, archived, deceased, unsorted",
        ),
        ("@ana channel = \"e-mail\"\n", "`channel` cannot be `e-mail`: did you mean `mail`?"),
        ("@ana-ruiz\n@bo via = \"@ana-riuz\"\n", "no contact `@ana-riuz`: did you mean `@ana-ruiz`?"),
        (
            "@ana via = \"@zoe\"\n",
            "no contact `@zoe`: `goodturn new contact NAME` makes one; its file's name is the handle",
        ),
        ("@ana-ruiz\ninbox map for = \"ana-riuz\"\n", "no contact `@ana-riuz`: did you mean `@ana-ruiz`?"),
        ("inbox map permission = \"grant\"\n", "`permission` cannot be `grant`: did you mean `granted`?"),
        ("inbox map type = \"tickets\"\n", "`type` cannot be `tickets`: did you mean `ticket`?"),
        ("set due.limits = 3\n", "unknown key `limits`: did you mean `limit`?"),
        ("@ana circles = \"leiht\"\nset circles.leith = {}\n", "there is no circle `leiht`: did you mean `leith`?"),
    ] {
        same(&advice(fixture), expected);
    }
}

#[test]
fn a_circle_without_a_rhythm_need_not_be_in_the_settings() {
    assert_eq!(advice("@ana circles = [\"choir\"]\nset circles.leith.cadence = \"6w\"\n"), "");
}

#[test]
fn characters_that_cannot_be_seen_are_refused() {
    check_private(
        "
//- private/contacts/ana.md
+++
name = \"An\u{200b}a\"
       ^ error: `name` has a hidden character, U+200B
values = [\"maps\", \"\u{202e}tea\"]
                  ^ error: `values` has a hidden character, U+202E
+++
",
    );
}

#[test]
fn files_that_are_no_text_are_said_to_be_none() {
    let said = |bytes: &[u8]| {
        let fixture = Fixture::default().with("private/contacts/ana.md", bytes);
        let (report, _) = crate::support::people::read(&fixture, "2026-11-20".parse().unwrap());
        report.sorted().iter().map(|found| found.code).collect::<Vec<_>>()
    };
    assert_eq!(said(b"+++\nname = \"Ana\"\n+++\ncaf\xe9\n"), ["invalid-utf8"]);
    assert!(said(b"\xff\xfea\0").contains(&"utf-16"));
    assert!(said(b"+++\nname = \"Ana\"\n+++\na\0b\n").contains(&"nul"));
}

#[test]
fn a_handle_stands_with_or_without_its_sign() {
    let kept = |written: &str| {
        People::on("2026-11-20", &format!("@bo-lee\n@gus\ninbox map for = {written}; from = \"gus\"\n")).circle
    };
    for written in ["\"bo-lee\"", "\"@bo-lee\"", "[\"bo-lee\"]", "[\"@bo-lee\"]"] {
        assert_eq!(values(&kept(written).inbox[0].kept_for), ["bo-lee"]);
    }
}
