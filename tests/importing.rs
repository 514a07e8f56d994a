//! `import`, `promote` and `triage` with the real program: what is written, what is not, and what is said.

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write};
use std::process::Stdio;

use goodturn::command::change::{self, Step};
use goodturn::error::Error;
use goodturn::load::Root;
use proptest::prelude::*;

use crate::support::Project;
use crate::support::project::Ran;

fn journal(fixture: &str) -> Project {
    Project::new(fixture)
}

const SITE: &str = "title = \"Test\"\nbase_url = \"https://test.example/\"\nid = \"tag:test.example,2026:t\"\n";

const CONNECTIONS: &str = "Notes:\n\"Some addresses are missing.\"\n\n\
    First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
    Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,ana@example.org,Baton,Editor,15 Mar 2024\n\
    Bo,Lee,https://www.linkedin.com/in/bo-lee,,Print Works,,03 Jan 2019\n\
    ,,,,,,12 Feb 2020\n";

/// The private half, and nothing that is kept beside it but the log's lock.
fn own(project: &Project) -> BTreeMap<String, Vec<u8>> {
    assert!(!project.path(".goodturn-change").exists(), "the stage is left");
    project.tree("private")
}

#[test]
fn people_become_files_and_a_second_time_changes_nothing() {
    let project = journal("");
    project.write("Connections.csv", CONNECTIONS);
    let ran = project.run(&["import", "Connections.csv"]).code(0);
    snapbox::assert_data_eq!(
        ran.stdout,
        snapbox::Data::text(
            "Connections.csv: LinkedIn connections, 2 people, 1 not readable\n2 people added\n1 left out\n\n\
             not taken:\n  Connections.csv:7: left out: it has no name\n"
        )
        .raw()
    );
    assert_eq!(
        project.read("private/contacts/ana-ruiz.md"),
        "+++\nname = \"Ana Ruiz\"\nemail = \"ana@example.org\"\nurl = \"https://www.linkedin.com/in/ana-ruiz\"\n\
         org = \"Baton\"\nrole = \"Editor\"\nmet = 2024-03-15\nstatus = \"unsorted\"\nsource = \"Connections.csv\"\n+++\n"
    );
    let before = own(&project);
    let ran = project.run(&["import", "Connections.csv"]).code(0);
    assert!(ran.stdout.contains("2 here already, and nothing new about them"), "{}", ran.stdout);
    assert_eq!(own(&project), before);
    project.run(&["check"]).code(0);
}

#[test]
fn what_is_private_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let project = journal("");
    project.write("Connections.csv", CONNECTIONS);
    project.write("b.html", "<!DOCTYPE NETSCAPE-Bookmark-file-1><DT><A HREF=\"https://a.example/\">A</A>");
    project.run(&["import", "Connections.csv", "b.html"]).code(0);
    let mode = |path: &str| fs::metadata(project.path(path)).unwrap().permissions().mode() & 0o777;
    for path in ["private", "private/contacts", "private/inbox"] {
        assert_eq!(mode(path), 0o700, "{path}");
    }
    for path in ["private/contacts/ana-ruiz.md", "private/inbox/a.md"] {
        assert_eq!(mode(path), 0o600, "{path}");
    }
}

#[test]
fn a_dry_run_writes_nothing_and_says_what_would_be() {
    let project = journal("//- private/contacts/ana-ruiz.md\n+++\nname = \"Ana Ruiz\"\nrole = \"baker\"\n+++\n");
    project.write("Connections.csv", CONNECTIONS);
    let before = own(&project);
    let ran = project.run(&["import", "--dry-run", "Connections.csv"]).code(0);
    assert_eq!(own(&project), before);
    for words in [
        "1 person would be added",
        "1 person would be updated",
        "1 left out",
        "@ana-ruiz: `role` stays “baker”; there it is “Editor”",
    ] {
        assert!(ran.stdout.contains(words), "no {words} in {}", ran.stdout);
    }
    let ran = project.run(&["import", "--dry-run", "--json", "Connections.csv"]).code(0);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["added"], serde_json::json!(["bo-lee"]));
    assert_eq!(json["differences"][0]["here"], "baker");
    assert_eq!(json["left_out"][0]["line"], 7);
}

#[test]
fn an_update_fills_what_is_empty_and_leaves_the_rest_as_it_was_written() {
    let old = "+++\r\nname = 'Ana Ruiz'  # as she writes it\r\nrole = \"baker\"\r\nemail = \"\"\r\ncadence = \"6w\"\r\n# more\r\n+++\r\n\r\nMine.\r\n";
    let project = journal("");
    project.write("private/contacts/ana.md", old);
    project.write("Connections.csv", CONNECTIONS);
    project.run(&["import", "Connections.csv"]).code(0);
    let new = project.read("private/contacts/ana.md");
    assert_eq!(
        new,
        "+++\r\nname = 'Ana Ruiz'  # as she writes it\r\nrole = \"baker\"\r\nemail = \"ana@example.org\"\r\ncadence = \"6w\"\r\n\
         url = \"https://www.linkedin.com/in/ana-ruiz\"\r\norg = \"Baton\"\r\nmet = 2024-03-15\r\n# more\r\n+++\r\n\r\nMine.\r\n"
    );
    project.run(&["import", "Connections.csv"]).code(0);
    assert_eq!(project.read("private/contacts/ana.md"), new);
}

#[test]
fn nobody_is_due_by_a_fresh_import() {
    let project = journal("//- private/settings.toml\n[circles.kitchen]\ncadence = \"3w\"\n");
    project.write(
        "a.vcf",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nBDAY:1990-11-22\nCATEGORIES:kitchen\nX-GOODTURN-NEEDS:a bookbinder\nEND:VCARD\n\
         BEGIN:VCARD\nVERSION:3.0\nFN:Bo Lee\nX-GOODTURN-OFFERS:a bookbinder of his own\nX-GOODTURN-LAST-CONTACT:2020-01-01\nEND:VCARD\n",
    );
    project.run(&["import", "a.vcf"]).code(0);
    let ran = project.run(&["due", "--json"]).code(0);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    for (section, rows) in json["sections"].as_object().unwrap() {
        assert_eq!(rows, &serde_json::json!([]), "{section}");
    }
    // The same people, once somebody decided about them.
    for name in ["ana-ruiz", "bo-lee"] {
        let path = format!("private/contacts/{name}.md");
        project.write(&path, project.read(&path).replace("status = \"unsorted\"\n", ""));
    }
    let ran = project.run(&["due", "--json"]).code(0);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["sections"]["now"][0]["handle"], "ana-ruiz");
}

#[test]
fn what_is_owed_to_somebody_unsorted_is_shown_all_the_same() {
    let project = journal(
        "//- private/contacts/ana-ruiz.md\n+++\nname = \"Ana Ruiz\"\nstatus = \"unsorted\"\n+++\n\
         //- private/log/2026.md\n- 2026-11-10 got < @ana-ruiz: an hour\n",
    );
    let ran = project.run(&["due"]).code(0);
    assert!(ran.stdout.contains("You have not yet thanked Ana"), "{}", ran.stdout);
}

#[test]
fn five_thousand_rows() {
    use std::fmt::Write;
    let project = journal("//- content/lessons/2026-01-02-x.md\n+++\ntitle = \"X\"\n+++\nWords.\n");
    project.run(&["build"]).code(0);
    let public = project.tree("public");
    let mut text = String::from("First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n");
    for number in 0..5000 {
        let day = 1 + number % 28;
        write!(
            text,
            "Given{},Family{number},https://www.linkedin.com/in/p-{number},,\"Firm, {}\",Role,{day:02} Mar 2020\r\n",
            number % 700,
            number % 50
        )
        .unwrap();
    }
    project.write("Connections.csv", text);
    let ran = project.run(&["import", "Connections.csv"]).code(0);
    assert!(ran.stdout.contains("5000 people added"), "{}", ran.stdout);
    let before = own(&project);
    assert_eq!(before.len(), 5000);
    let ran = project.run(&["import", "Connections.csv"]).code(0);
    assert!(ran.stdout.contains("5000 here already"), "{}", ran.stdout);
    assert_eq!(own(&project), before);
    let ran = project.run(&["due"]).code(0);
    assert!(ran.stdout.contains("nobody is waiting on you"), "{}", ran.stdout);
    project.run(&["build"]).code(0);
    assert_eq!(project.tree("public"), public);
}

#[test]
fn a_file_that_yields_nothing_is_an_error_and_nothing_is_written() {
    let project = journal("");
    project.write("good.csv", CONNECTIONS);
    project
        .write("empty.csv", "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n,,,,,,\n,,x,,,,\n");
    project.write("letter.txt", "Dear Ana,\n");
    project.write("packed.zip", b"PK\x03\x04rest");
    let refused = |args: &[&str], words: &str| {
        let ran = project.run(args).code(2);
        assert!(ran.stderr.contains(words), "{}", ran.stderr);
        assert!(own(&project).is_empty());
    };
    refused(&["import", "empty.csv"], "nothing in it could be used; line 3: it has no name");
    refused(&["import", "good.csv", "letter.txt"], "letter.txt: nothing says what it is");
    refused(&["import", "--as", "pocket", "good.csv"], "the names of the columns that Pocket saves have");
    refused(&["import", "packed.zip"], "unpack it");
    refused(&["import", "."], "is a folder");
    refused(&["import", "--as", "nonsense", "good.csv"], "write one of linkedin");
    refused(&["import", "absent.csv"], "there is no file absent.csv");
    let ran = project.run(&["import", "letter.txt"]).code(2);
    let (first, rest) = ran.stderr.trim_end().split_once('\n').unwrap();
    assert!(first.ends_with("nothing says what it is; nothing was written"), "{first}");
    assert!(rest.contains("`--as` can say it") && rest.ends_with("which column is what"), "{rest}");
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let project = journal("");
    let file = fs::File::create(project.path("large.csv")).unwrap();
    file.set_len(goodturn::load::outside::MOST + 1).unwrap();
    let ran = project.run(&["import", "large.csv"]).code(2);
    assert!(ran.stderr.contains("larger than 100 MB"), "{}", ran.stderr);
}

#[test]
fn a_journal_with_mistakes_among_its_people_is_mended_first() {
    let project = journal("//- private/contacts/ana.md\n+++\nnome = \"Ana\"\n+++\n");
    project.write("Connections.csv", CONNECTIONS);
    let before = own(&project);
    let ran = project.run(&["import", "Connections.csv"]).code(1);
    assert!(ran.stderr.contains("unknown key `nome`"), "{}", ran.stderr);
    assert_eq!(own(&project), before);
}

#[test]
fn what_friends_did_becomes_lines_of_the_log_once() {
    let project = journal("//- private/log/2018.md\n# 2018\n\n- 2018-02-01 note #x: mine\n");
    project.write(
        "friends.md",
        "### Activities:\n- 2018-01-04: Lunch with **Grace Hopper**; needs: [[x]]\n- 2099-01-01: **Grace Hopper**\n- 2018-01-05: alone\n\n\
         ### Friends:\n- Grace Hopper @navy\n",
    );
    let ran = project.run(&["import", "friends.md"]).code(0);
    assert!(ran.stdout.contains("1 line added to the log") && ran.stdout.contains("2 left out"), "{}", ran.stdout);
    let log = project.read("private/log/2018.md");
    assert!(log.starts_with("# 2018\n\n- 2018-02-01 note #x: mine\n- 2018-01-04 met = @grace-hopper: "), "{log}");
    project.run(&["check"]).code(0);
    let before = own(&project);
    project.run(&["import", "friends.md"]).code(0);
    assert_eq!(own(&project), before);
}

// ---- links ------------------------------------------------------------------------------------------------------

const BOOKMARKS: &str = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n\
    <DT><A HREF=\"https://a.example/\" ADD_DATE=\"1700000000\" TAGS=\"maps,old things\">Old \"maps\"</A>\n\
    <DD>What <b>it</b> says,\nand [more] `code` &lt;!-- so\n\
    <DT><A HREF=\"https://b.example/\" PRIVATE=\"1\">Mine</A>\n\
    <DT><A HREF=\"https://www.c.example/x\"></A>\n\
    <DT><A HREF=\"https://known.example/\">Known</A>\n\
    <DT><A HREF=\"javascript:alert(1)\">No</A>\n</DL>\n";

const RESOURCE: &str = "//- content/resources/2026-01-02-old-maps.md\n+++\ntitle = \"A\"\nurl = \"https://known.example/\"\n+++\n\
    It says in plain words what most of us take ten years to find out, and it sells nothing to anybody. It is good.\n";

#[test]
fn links_come_into_the_inbox_once() {
    let project = journal(RESOURCE);
    project.write("b.html", BOOKMARKS);
    let ran = project.run(&["import", "b.html"]).code(0);
    assert!(ran.stdout.contains("3 links added") && ran.stdout.contains("`javascript:alert(1)`"), "{}", ran.stdout);
    assert_eq!(
        project.read("private/inbox/2023-11-14-old-maps-2.md"),
        "+++\ntitle = 'Old \"maps\"'\nkind = \"link\"\nurl = \"https://a.example/\"\ntags = [\"maps\", \"old things\"]\n+++\n\n\
         > What it says,\n> and \\[more] \\`code\\` \\<!-- so\n"
    );
    assert!(project.read("private/inbox/mine.md").contains("permission = \"refused\""));
    assert!(project.read("private/inbox/c-example.md").contains("title = \"https://www.c.example/x\""));
    project.run(&["check"]).code(0);
    let before = own(&project);
    assert_eq!(before.len(), 3);
    project.run(&["import", "b.html"]).code(0);
    assert_eq!(own(&project), before);
}

#[test]
fn a_link_becomes_a_draft_whose_words_are_still_to_be_ones_own() {
    let project = journal(RESOURCE);
    project.write("b.html", BOOKMARKS);
    project.run(&["import", "b.html"]).code(0);
    let ran = project.run(&["promote", "old-maps-2"]).code(0);
    assert_eq!(ran.stdout, "content/resources/2026-11-20-old-maps-2.md\n");
    let draft = project.read("content/resources/2026-11-20-old-maps-2.md");
    for words in [
        "draft = true",
        "title = 'Old \"maps\"'",
        "url = \"https://a.example/\"",
        "tags = [\"maps\", \"old things\"]",
        "\n> What it says,\n> and \\[more]",
    ] {
        assert!(draft.contains(words), "no {words} in {draft}");
    }
    let ran = project.run(&["check"]).code(0);
    assert!(ran.stdout.contains("this resource has 0 words of your own"), "{}", ran.stdout);
    assert!(project.path("private/inbox/2023-11-14-old-maps-2.md").exists());
    let ran = project.run(&["promote", "old-maps-2"]).code(2);
    assert!(ran.stderr.contains("is about it already"), "{}", ran.stderr);
}

#[test]
fn a_note_stands_before_the_log_of_somebodys_own_file() {
    let project =
        journal("//- private/contacts/ana.md\n+++\nname = \"Ana Ruiz\"\n+++\n\n## Log\n\n- 2026-01-02 met: tea\n");
    project.write("a.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nNOTE:Likes tea\nEND:VCARD\n");
    let ran = project.run(&["import", "a.vcf"]).code(0);
    assert!(ran.stdout.contains("1 person updated"), "{}", ran.stdout);
    let text = project.read("private/contacts/ana.md");
    assert!(text.ends_with("+++\n\nLikes tea\n\n## Log\n\n- 2026-01-02 met: tea\n"), "{text}");
    let ran = project.run(&["import", "a.vcf"]).code(0);
    assert!(ran.stdout.contains("1 here already, and nothing new about them"), "{}", ran.stdout);
    assert_eq!(project.read("private/contacts/ana.md"), text);
}

#[test]
fn a_link_that_the_log_cites_goes_on_being_what_it_means() {
    let project = journal("");
    project.write("private/contacts/robin-vale.md", "+++\nname = \"Robin Vale\"\n+++\n");
    project.write(
        "private/inbox/2026-11-02-lnk.md",
        "+++\ntitle = \"A link\"\nkind = \"link\"\nurl = \"https://a.example/\"\n+++\n",
    );
    project.write("private/log/2026.md", "- 2026-11-01 for @robin-vale: [[lnk]]\n");
    let ran = project.run(&["promote", "lnk"]).code(0);
    assert_eq!(ran.stdout, "content/resources/2026-11-20-lnk-2.md\n");
    project.run(&["build", "--private"]).code(0);
}

#[test]
fn what_was_private_elsewhere_stays_in_the_inbox() {
    let project = journal("");
    project.write("b.html", BOOKMARKS);
    project.run(&["import", "b.html"]).code(0);
    let ran = project.run(&["promote", "mine"]).code(2);
    assert!(ran.stderr.contains("its permission is `refused`"), "{}", ran.stderr);
    let ran = project.run(&["promote", "old-mops"]).code(2);
    assert!(ran.stderr.contains("did you mean `old-maps`?"), "{}", ran.stderr);
    assert!(!project.path("content").exists());
}

// ---- what comes of it -------------------------------------------------------------------------------------------

const CREDITED: &str = "//- content/resources/2026-01-09-commonmark.md\n+++\ntitle = \"A\"\nauthor = \"John MacFarlane\"\n\
    url = \"https://spec.example/\"\n+++\n\
    It says in plain words what most of us take ten years to find out, and it sells nothing to anybody. It is good.\n\
    //- content/lessons/2027-01-09-later.md\n+++\ntitle = \"B\"\n+++\nSaid john@example.org, and no other.\n";

#[test]
fn whoever_is_named_in_public_is_told_of_before_a_build_stops() {
    let project = journal(CREDITED);
    project.write("a.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:John MacFarlane\nEMAIL:john@example.org\nEND:VCARD\n");
    for args in [&["import", "a.vcf", "--dry-run"][..], &["import", "a.vcf"]] {
        let ran = project.run(args).code(0);
        for words in [
            "\nnamed in public:\n",
            "  content/lessons/2027-01-09-later.md:4: `john@example.org` is @john-macfarlane's address\n",
            "  content/resources/2026-01-09-commonmark.md:3: `John MacFarlane` is @john-macfarlane's name\n",
            "`build` stops until you have asked them and noted their `consent_name`, or taken it out",
        ] {
            assert!(ran.stdout.contains(words), "no {words} in {}", ran.stdout);
        }
    }
    let ran = project.run(&["build"]).code(1);
    assert!(ran.stderr.contains("content/resources/2026-01-09-commonmark.md:3"), "{}", ran.stderr);
    // A second time there is nobody new, and a journal in which nobody is named says nothing of it.
    assert!(!project.run(&["import", "a.vcf"]).code(0).stdout.contains("named in public"));
    let project = journal(CREDITED);
    project.write("Connections.csv", CONNECTIONS);
    let ran = project.run(&["import", "Connections.csv", "--json"]).code(0);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["named_in_public"], serde_json::json!([]));
    project.run(&["build"]).code(0);
}

#[test]
fn programs_are_told_who_is_named_and_where() {
    let project = journal(CREDITED);
    project.write("static/people.txt", "Bo Lee\n");
    project.write("Connections.csv", CONNECTIONS);
    let ran = project.run(&["import", "Connections.csv", "--dry-run", "--json"]).code(0);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let named = serde_json::json!([
        { "path": "static/people.txt", "line": 1, "handle": "bo-lee", "what": "`Bo Lee` is @bo-lee's name" }
    ]);
    assert_eq!(json["named_in_public"], named);
}

#[test]
fn a_contact_that_the_journal_would_not_read_is_left_out_with_its_line() {
    let project = journal(&format!("//- site.toml\n{SITE}[limits]\nentry = \"20 kB\"\n"));
    let note = "word ".repeat(6_000);
    let card = |name: &str, more: &str| format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\n{more}END:VCARD\n");
    project.write("a.vcf", card("Ana Ruiz", &format!("NOTE:{note}\n")) + &card("Bo Lee", ""));
    let ran = project.run(&["import", "a.vcf"]).code(0);
    assert!(ran.stdout.contains("vCards, 2 people\n1 person added\n1 left out\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("  a.vcf:1: left out: its file would have an error: this file has "), "{}", ran.stdout);
    assert_eq!(own(&project).keys().collect::<Vec<_>>(), ["contacts/bo-lee.md"]);
    project.run(&["check"]).code(0);
}

#[test]
fn nobody_has_more_than_a_hundred_names() {
    let project = journal("");
    let names: Vec<_> = (0..6_000).map(|number| format!("{number} {}", "n".repeat(880))).collect();
    project.write("a.vcf", format!("BEGIN:VCARD\nVERSION:3.0\nFN:Jo Nicks\nNICKNAME:{}\nEND:VCARD\n", names.join(",")));
    let ran = project.run(&["import", "a.vcf"]).code(0);
    assert!(ran.stdout.contains("a.vcf:1: in part: `aka` has more than 100 values"), "{}", ran.stdout);
    let text = project.read("private/contacts/jo-nicks.md");
    assert!(text.contains("\"99 nn") && !text.contains("\"100 nn"), "{}", text.len());
    project.run(&["check"]).code(0);
    let ran = project.run(&["import", "a.vcf"]).code(0);
    assert!(ran.stdout.contains("1 here already"), "{}", ran.stdout);
}

#[test]
fn somebody_who_is_due_by_an_update_is_told_of() {
    let project = journal("//- private/contacts/ann-ode.md\n+++\nname = \"Ann Ode\"\n+++\n");
    project.write("a.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ann Ode\nBDAY:--1125\nX-GOODTURN-NEEDS:a van\nEND:VCARD\n");
    let ran = project.run(&["import", "a.vcf"]).code(0);
    assert!(ran.stdout.contains("\n1 of them is due now:\n  @ann-ode: "), "{}", ran.stdout);
    assert!(ran.stdout.contains("25 November"), "{}", ran.stdout);
    // What somebody needs is for their own keeper to note.
    assert!(
        ran.stdout.contains("a.vcf:1: @ann-ode: `needs` is empty and stays so; there it is “a van”"),
        "{}",
        ran.stdout
    );
    assert!(!project.read("private/contacts/ann-ode.md").contains("a van"));
    assert!(!project.run(&["import", "a.vcf"]).code(0).stdout.contains("due now"));
}

#[test]
fn one_odd_line_does_not_refuse_the_others() {
    let project = journal("");
    project.write(
        "friends.md",
        "### Activities:\n- 2018-01-04: lunch with **Grace Hopper** [[[foo]]] by my_file_name in _Paris_\n\
         - 2018-01-05: tea with **The Admiral**\n\n### Friends:\n- Grace Hopper (a.k.a. The Admiral) [Paris]\n",
    );
    let ran = project.run(&["import", "friends.md"]).code(0);
    assert!(ran.stdout.starts_with("friends.md: a friends.md, 1 person, 2 lines\n"), "{}", ran.stdout);
    let log = project.read("private/log/2018.md");
    let lines = "- 2018-01-04 met = @grace-hopper: lunch with Grace Hopper [foo] by my_file_name in Paris\n\
                 - 2018-01-05 met = @grace-hopper: tea with The Admiral\n";
    assert!(log.ends_with(lines), "{log}");
    project.run(&["check"]).code(0);
}

#[test]
fn the_sums_add_up_and_rows_are_told_of_in_their_order() {
    let project = journal(
        "//- private/contacts/a.md\n+++\nname = \"Cleo Fox\"\n+++\n//- private/contacts/b.md\n+++\nname = \"Cleo Fox\"\n+++\n",
    );
    project.write(
        "Connections.csv",
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
         Ana,Ruiz,,,,,31 Feb 2020\nCleo,Fox,,,,,\n,,,,Baton,,\nAna,Ruiz,,,,,32 Feb 2020\n",
    );
    let ran = project.run(&["import", "Connections.csv"]).code(0);
    assert_eq!(
        ran.stdout,
        "Connections.csv: LinkedIn connections, 3 people, 1 not readable\n1 person added\n1 more of somebody above\n\
         2 left out\n2 in part only\n\nnot taken:\n\
         \x20 Connections.csv:2: in part: `31 Feb 2020` is no day\n\
         \x20 Connections.csv:3: left out: several people here are called Cleo Fox, and nothing tells which of them it is\n\
         \x20 Connections.csv:4: left out: it has no name\n\
         \x20 Connections.csv:5: in part: `32 Feb 2020` is no day\n"
    );
}

#[test]
fn tags_keep_their_commas_and_a_line_of_ones_own_stays() {
    let project = journal("");
    project.write("saves.csv", "URL,Title,Selection,Folder,Timestamp,Tags\nhttps://a.example/,A thing,,\"Fold, er\",1700000000,\"[\"\"a, b\"\"]\"\n,No address,,,,\n");
    let ran = project.run(&["import", "saves.csv"]).code(0);
    assert!(ran.stdout.contains("saves.csv:3: left out: it has no address"), "{}", ran.stdout);
    let path = "private/inbox/2023-11-14-a-thing.md";
    assert!(project.read(path).contains("tags = [\"a, b\", \"Fold, er\"]\n"), "{}", project.read(path));
    project.write(path, project.read(path) + "\nTags: are for cats\n");
    project.run(&["promote", "a-thing"]).code(0);
    let draft = project.read("content/resources/2026-11-20-a-thing.md");
    assert!(draft.contains("tags = [\"a, b\", \"Fold, er\"]\n") && draft.contains("> Tags: are for cats"), "{draft}");
}

// ---- all or nothing ---------------------------------------------------------------------------------------------

fn steps(project: &Project) -> Vec<Step> {
    project.write("private/contacts/a.md", "old a");
    project.write("content/lessons/old.md", "lesson");
    project.write("in-the-way", "a file where a folder should be");
    vec![
        Step::Create { path: "private/contacts/new.md".to_owned(), text: "new".to_owned() },
        Step::Replace { path: "private/contacts/a.md".to_owned(), old: "old a".to_owned(), text: "new a".to_owned() },
        Step::Move { from: "content/lessons/old.md".to_owned(), to: "content/lessons/new.md".to_owned() },
    ]
}

#[test]
fn a_change_does_all_of_it_or_none() {
    let project = journal("");
    let mut all = steps(&project);
    let root = Root::at(project.path(".")).unwrap();
    let before = project.tree(".");
    // The last one cannot be done: the folder that it needs is a file.
    all.push(Step::Create { path: "in-the-way/x.md".to_owned(), text: "x".to_owned() });
    assert!(matches!(change::change(&root, &all, &|_| true), Err(Error::Io { .. })));
    let mut after = project.tree(".");
    after.remove(".goodturn-log.lock");
    assert_eq!(after, before);
    all.pop();
    change::change(&root, &all, &|_| true).unwrap();
    assert_eq!(project.read("private/contacts/new.md"), "new");
    assert_eq!(project.read("private/contacts/a.md"), "new a");
    assert_eq!(project.read("content/lessons/new.md"), "lesson");
    assert!(!project.path("content/lessons/old.md").exists() && !project.path(".goodturn-change").exists());
}

#[test]
fn nothing_changes_where_a_file_is_not_as_it_was_expected() {
    let project = journal("");
    let all = steps(&project);
    let root = Root::at(project.path(".")).unwrap();
    project.write("private/contacts/a.md", "edited meanwhile");
    assert!(matches!(change::change(&root, &all, &|_| true), Err(Error::Usage(_))));
    project.write("private/contacts/a.md", "old a");
    project.write("private/contacts/new.md", "somebody was faster");
    assert!(matches!(change::change(&root, &all, &|_| true), Err(Error::Exists(_))));
    assert_eq!(project.read("private/contacts/new.md"), "somebody was faster");
    assert_eq!(project.read("private/contacts/a.md"), "old a");
}

#[test]
fn a_change_that_was_cut_off_is_taken_back_by_the_next() {
    let project = journal("");
    steps(&project);
    let before = project.tree(".");
    // As a crash leaves it between the second and the third of three: the list is there, the first two are done.
    let list = "[[\"create\",\"private/contacts/new.md\",\"\"],[\"replace\",\"private/contacts/a.md\",\"\"],\
        [\"move\",\"content/lessons/old.md\",\"content/lessons/new.md\"]]";
    project.write(".goodturn-change/private/list", list);
    project.write(".goodturn-change/private/0.new", "new");
    project.write(".goodturn-change/private/1.old", "old a");
    project.write("private/contacts/new.md", "new");
    project.write("private/contacts/a.md", "new a");
    change::recover(&Root::at(project.path(".")).unwrap()).unwrap();
    assert_eq!(project.tree("."), before);
}

#[test]
fn what_a_cut_off_change_left_is_told_of_and_taken_back_by_the_next() {
    let project = journal("");
    project.write(".goodturn-change/private/0.new", "+++\nname = \"Ana\"\n+++\n");
    let ran = project.run(&["check"]).code(0);
    assert!(ran.stdout.contains("a change of several files was cut off"), "{}", ran.stdout);
    project.write("Connections.csv", CONNECTIONS);
    project.run(&["import", "Connections.csv"]).code(0);
    assert_eq!(own(&project).len(), 2);
    project.run(&["check"]).code(0);
    let root = Root::at(project.path(".")).unwrap();
    let step = Step::Create { path: "private/contacts/new.md".to_owned(), text: "new".to_owned() };
    for most in [0, 1] {
        assert!(matches!(change::change(&root, std::slice::from_ref(&step), &|done| done < most), Err(Error::Stopped)));
        assert_eq!(own(&project).len(), 2);
    }
}

// ---- triage -----------------------------------------------------------------------------------------------------

fn answer(project: &Project, args: &[&str], keys: &str) -> Ran {
    let mut command = project.command(args);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Who has nothing to ask ends before it is answered.
    let written = child.stdin.take().unwrap().write_all(keys.as_bytes());
    assert!(written.is_ok() || written.is_err_and(|error| error.kind() == ErrorKind::BrokenPipe));
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn unsorted(names: &[&str]) -> Project {
    let project = journal("//- private/settings.toml\n[circles.kitchen]\ncadence = \"2m\"\n");
    for name in names {
        let text =
            format!("+++\nname = \"{name}\"  # hers\nstatus = \"unsorted\"\nsource = \"a.vcf\"\n+++\n\nNotes.\n");
        project.write(&format!("private/contacts/{}.md", name.to_lowercase()), text);
    }
    project
}

#[test]
fn triage_asks_one_key_a_person_and_writes_each_answer_at_once() {
    let project = unsorted(&["Ana", "Bo", "Cleo", "Dee", "Eve", "Fay"]);
    // A circle by its number; a rhythm, after something that they value; one of them left; one for later; and enough.
    let ran = answer(&project, &["triage"], "c1 vold maps, tea\nr2 l s q").code(0);
    assert!(ran.stdout.contains("3 sorted, 3 to go"), "{}\n{}", ran.stdout, ran.stderr);
    let front = |name: &str| project.read(&format!("private/contacts/{name}.md"));
    let rest = "source = \"a.vcf\"\n";
    assert_eq!(front("ana"), format!("+++\nname = \"Ana\"  # hers\n{rest}circles = [\"kitchen\"]\n+++\n\nNotes.\n"));
    assert_eq!(
        front("bo"),
        format!(
            "+++\nname = \"Bo\"  # hers\n{rest}values = [\"old maps\", \"tea\"]\ncadence = \"6w\"\n+++\n\nNotes.\n"
        )
    );
    assert_eq!(front("cleo"), format!("+++\nname = \"Cleo\"  # hers\n{rest}+++\n\nNotes.\n"));
    assert!(front("dee").contains("unsorted") && front("eve").contains("unsorted"));
    project.run(&["check"]).code(0);
    let ran = answer(&project, &["triage", "--limit", "1"], "l l l").code(0);
    assert!(ran.stdout.contains("1 sorted, 2 to go"), "{}", ran.stdout);
    assert!(!front("dee").contains("unsorted"));
}

#[test]
fn triage_takes_words_where_no_key_has_them_and_asks_again_where_they_are_none() {
    let project = unsorted(&["Ana", "Bo"]);
    let ran = answer(&project, &["triage"], "x rn often\nrn 5w\ncn choir\n").code(0);
    assert!(ran.stderr.contains("`often` is no rhythm"), "{}", ran.stderr);
    assert!(ran.stdout.contains("2 sorted, 0 to go"), "{}", ran.stdout);
    assert!(project.read("private/contacts/ana.md").contains("cadence = \"5w\""));
    assert!(project.read("private/contacts/bo.md").contains("circles = [\"choir\"]"));
    let ran = answer(&project, &["triage"], "").code(0);
    assert_eq!(ran.stdout, "nobody is unsorted\n");
}

#[test]
fn triage_waits_until_mistakes_are_mended() {
    let project = unsorted(&["Ana"]);
    project.write("private/contacts/bo.md", "+++\nnome = \"Bo\"\n+++\n");
    let ran = answer(&project, &["triage"], "l").code(1);
    assert!(ran.stderr.contains("unknown key `nome`"), "{}", ran.stderr);
    assert!(project.read("private/contacts/ana.md").contains("unsorted"));
}

#[test]
fn triage_refuses_a_circle_that_looks_like_a_slip() {
    let project = unsorted(&["Ana"]);
    let before = own(&project);
    let ran = answer(&project, &["triage"], "cn kitchn\n").code(0);
    assert!(ran.stderr.contains("no circle `kitchn`"), "{}", ran.stderr);
    assert_eq!(own(&project), before);
}

// ---- whatever comes ---------------------------------------------------------------------------------------------

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_bytes_stop_a_reader(
        front in prop::sample::select(vec![
            "BEGIN:VCARD\nFN:", "<DT><A HREF=\"", "[{\"href\":\"", "### Friends:\n- ", "title,url,time_added\n",
            "First Name,Last Name,Connected On\n", "handle,name,email,circles,notes\n", "",
        ]),
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        words in "(\\PC|[\n\r\",;:=<>*#@()\\[\\]{}-]){0,80}",
    ) {
        use goodturn::exchange::{Format, decode, read};
        for rest in [bytes.as_slice(), words.as_bytes()] {
            let text = decode::text(&[front.as_bytes(), rest].concat());
            for (format, ..) in Format::ALL {
                let _ = read::read(format, &text, &read::columns::Map::default());
            }
            let _ = Format::of(&text);
        }
    }
}
