//! Links within the journal: each of them lands, or it is said where it fails.

use crate::support::{Fixture, check, site, site_on};

const TWO: &str = "
//- content/lessons/2026-01-02-first.md
+++
title = \"The first & foremost\"
+++
## A heading

Words.
//- content/resources/2026-01-03-second/index.md
+++
title = \"Second\"
url = \"https://example.org/\"
+++
One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty.
//- content/pages/about.md
+++
title = \"About\"
+++
Words.
";

/// The address of the only link in a lesson that says `markdown`.
#[track_caller]
fn leads_to(markdown: &str) -> String {
    let third = format!("+++\ntitle = \"Third\"\n+++\n{markdown}\n");
    let built = site_on(Fixture::parse(TWO).with("content/lessons/2026-01-04-third.md", third));
    let page = built.page("lessons/third/index.html");
    let link = scraper::Selector::parse(".e-content p a").unwrap();
    let found: Vec<_> = page.select(&link).map(|a| a.value().attr("href").unwrap().to_owned()).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

#[test]
fn entries_are_linked_by_name() {
    assert_eq!(leads_to("[[first]]"), "/lessons/first/");
    assert_eq!(leads_to("[[lessons/first]]"), "/lessons/first/");
    assert_eq!(leads_to("[[2026-01-02-first|that one]]"), "/lessons/first/");
    assert_eq!(leads_to("[[first#a-heading]]"), "/lessons/first/#a-heading");
    assert_eq!(leads_to("[[first#A heading|there]]"), "/lessons/first/#a-heading");
    assert_eq!(leads_to("[[about]]"), "/about/");
}

#[test]
fn a_link_without_words_has_those_of_the_entry() {
    let built =
        site(&format!("{TWO}//- content/lessons/2026-01-04-third.md\n+++\ntitle = \"Third\"\n+++\nSee [[first]].\n"));
    assert!(
        built.text("lessons/third/index.html").contains("<a href=\"/lessons/first/\">The first &amp; foremost</a>")
    );
    assert!(built.text("feed.xml").contains("https://test.example/lessons/first/"));
}

#[test]
fn addresses_on_the_site_can_be_written_as_they_are_or_as_files() {
    for written in
        ["/lessons/first/", "/lessons/first", "/lessons/first/index.html", "../first/", "2026-01-02-first.md"]
    {
        assert_eq!(leads_to(&format!("[x]({written})")), "/lessons/first/", "{written}");
    }
    assert_eq!(leads_to("[x](../../resources/second/#main)"), "/resources/second/#main");
    assert_eq!(leads_to("[x](../resources/2026-01-03-second/index.md)"), "/resources/second/");
    assert_eq!(leads_to("[x](/feed.xml)"), "/feed.xml");
    assert_eq!(leads_to("[x](/search/?q=a+b)"), "/search/?q=a+b");
    assert_eq!(leads_to("[x](/archive/#y2026)"), "/archive/#y2026");
    assert_eq!(leads_to("[x](/)"), "/");
}

#[test]
fn under_a_sub_path_links_have_it_and_files_do_not() {
    let settings = "title = \"T\"\nbase_url = \"https://t.example/a/b\"\nid = \"tag:t,2026:t\"\n";
    let third = "+++\ntitle = \"Third\"\n+++\n[x](/lessons/first/)\n";
    let fixture = Fixture::parse(TWO).with("site.toml", settings).with("content/lessons/2026-01-04-third.md", third);
    let built = site_on(fixture);
    let page = built.text("lessons/third/index.html");
    assert!(page.contains("href=\"/a/b/lessons/first/\"") && page.contains("href=\"/a/b/assets/style."));
    assert!(built.text("atom.xml").contains("https://t.example/a/b/lessons/first/"));
}

#[test]
fn what_leads_nowhere_is_said() {
    check(
        "
//- content/lessons/2026-01-02-first.md
+++
title = \"First\"
+++
## A heading

[a](/lessons/frist/), [b](#a-headnig), [[frist]], [c](../../../../x/),
    ^^^^^ error: `/lessons/frist/` leads nowhere on this site
                          ^^^ error: there is no heading `#a-headnig` there
                                         ^^^^^ error: no entry is called `frist`
                                                      ^^^^ error: `../../../../x/` leads nowhere on this site
[[first#nothing]] and [d](/tags/#x).
  ^^^^^ error: there is no heading `#nothing` there
                          ^^^ error: there is no heading `#x` there
",
    );
}

#[test]
fn what_is_not_out_cannot_be_linked() {
    check(
        "
//- content/lessons/2026-01-02-first.md
+++
title = \"First\"
+++
[[draft]], [[later]], [x](2026-01-03-draft.md) and [y](/lessons/later/).
  ^^^^^ error: `draft` is still a draft, so this link would lead nowhere
             ^^^^^ error: `later` is scheduled for 2026-12-24, so this link would lead nowhere
                          ^^^^ error: `2026-01-03-draft.md` is still a draft, so this link would lead nowhere
                                                       ^^^^ error: `/lessons/later/` is scheduled for 2026-12-24, so this link would lead nowhere
//- content/lessons/2026-01-03-draft.md
+++
title = \"Draft\"
draft = true
+++
[[later]]
//- content/lessons/2026-12-24-later.md
+++
title = \"Later\"
+++
Words.
",
    );
}

#[test]
fn a_name_that_two_entries_have_wants_its_kind() {
    check(
        "
//- content/lessons/2026-01-02-same.md
+++
title = \"A\"
+++
[[same]], [[lessons/same]].
  ^^^^ error: `same` is the name of several entries
//- content/introductions/2026-01-03-same.md
+++
title = \"B\"
sides = [\"a\", \"b\"]
+++
Words.
",
    );
}

#[test]
fn only_harmless_schemes_are_published() {
    let refused = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#x0A;script:alert(1)",
        "&#106;avascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:x",
        "\u{1}javascript:x",
    ];
    for address in refused {
        let fixture = Fixture::default()
            .with("content/lessons/2026-01-02-x.md", format!("+++\ntitle = \"X\"\n+++\n[a](<{address}>)\n"));
        let (report, built) = crate::support::try_site(
            &fixture.complete(),
            goodturn::parse::date::day("2026-11-20").unwrap(),
            goodturn::model::Include::default(),
        );
        assert!(built.is_none(), "{address} was published");
        assert!(report.sorted().iter().any(|d| d.code == "refused-scheme"), "{address}: {:?}", report.sorted());
    }
    for address in ["https://example.org/", "http://example.org/", "mailto:a@example.org", "tel:+4930123", "//"] {
        let fixture = Fixture::default()
            .with("content/lessons/2026-01-02-x.md", format!("+++\ntitle = \"X\"\n+++\n[a](<{address}>)\n"));
        let (_, built) = crate::support::try_site(
            &fixture.complete(),
            goodturn::parse::date::day("2026-11-20").unwrap(),
            goodturn::model::Include::default(),
        );
        assert_eq!(built.is_some(), address != "//", "{address}");
    }
}

#[test]
fn links_by_name_work_in_tables_and_without_words() {
    let table = "| a | b |\n|---|---|\n| [[first\\|that one]] | x |\n";
    let third = format!("+++\ntitle = \"Third\"\n+++\n{table}\n[[first|]]\n");
    let built = site_on(Fixture::parse(TWO).with("content/lessons/2026-01-04-third.md", third));
    let page = built.text("lessons/third/index.html");
    assert!(page.contains("<a href=\"/lessons/first/\">that one</a>"), "{page}");
    assert!(page.contains("<p><a href=\"/lessons/first/\">The first &amp; foremost</a></p>"), "{page}");
}

#[test]
fn an_old_address_leads_to_the_new_one() {
    let old = "+++\ntitle = \"Old\"\naliases = [\"/before/\"]\n+++\nWords.\n";
    let third = "+++\ntitle = \"Third\"\n+++\n[x](/before/)\n";
    let fixture = Fixture::parse(TWO).with("content/lessons/2026-01-05-old.md", old);
    let built = site_on(fixture.with("content/lessons/2026-01-04-third.md", third));
    assert!(built.text("lessons/third/index.html").contains("<a href=\"/lessons/old/\">x</a>"));
}
