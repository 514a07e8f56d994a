//! Themes: ours is in the binary; a journal's own lies over it, file by file.

use std::path::Path;

use crate::pages::sample;
use crate::support::{Built, Fixture, check, site, site_on, tree};

fn settings(more: &str) -> String {
    format!("title = \"T\"\nbase_url = \"https://t.example/\"\nid = \"tag:t,2026:t\"\n{more}\n")
}

#[test]
fn a_journal_without_themes_has_ours() {
    let built = site_on(Fixture::default());
    let style = built.0.keys().find(|place| place.starts_with("assets/style.")).unwrap();
    assert!(built.text(style).contains("--paper"));
    assert!(built.has("favicon.svg") && built.has("assets/card.png"));
}

#[test]
fn a_file_of_the_same_path_takes_the_place_of_ours() {
    let fixture = Fixture::default()
        .with(
            "themes/airmail/templates/404.html",
            "{% extends \"base.html\" %}{% block main %}<h1>Lost</h1>{% endblock main %}",
        )
        .with("themes/airmail/styles/1-tokens.css", ":root{--paper:#fff}")
        .with("themes/airmail/README.md", "notes");
    let built = site_on(fixture);
    assert!(built.text("404.html").contains("<h1>Lost</h1>"));
    let style = built.0.keys().find(|place| place.starts_with("assets/style.")).unwrap();
    assert!(built.text(style).starts_with(":root{--paper:#fff}"));
    assert!(built.text("index.html").contains(style), "pages ask for the stylesheet under its new name");
}

#[test]
fn another_theme_needs_only_what_it_changes() {
    let fixture = Fixture::default()
        .with("site.toml", settings("theme = \"mine\""))
        .with(
            "themes/mine/templates/search.html",
            "{% extends \"airmail/search.html\" %}{% block main %}{{ super() }}<p>Mine.</p>{% endblock main %}",
        )
        .with("themes/mine/styles/9-mine.css", "p{color:red}");
    let built = site_on(fixture);
    assert!(
        built.text("search/index.html").contains("<p>Mine.</p>") && built.text("search/index.html").contains("<form")
    );
    let style = built.0.keys().find(|place| place.starts_with("assets/style.")).unwrap();
    assert!(built.text(style).contains("--paper") && built.text(style).ends_with("p{color:red}"));
}

/// A base of another make, without the block `scripts` that our search page fills.
const PLAIN: &str = "<!doctype html><title>{{ page.title }}</title>{% block main %}{% endblock main %}";

#[test]
fn what_a_theme_covers_need_not_fit_it() {
    let fixture = Fixture::default()
        .with("site.toml", settings("theme = \"mine\""))
        .with("themes/mine/templates/base.html", PLAIN)
        .with(
            "themes/mine/templates/search.html",
            "{% extends \"base.html\" %}{% block main %}<p>Mine.</p>{% endblock main %}",
        );
    assert!(site_on(fixture).text("search/index.html").ends_with("<p>Mine.</p>"));
}

#[test]
fn what_is_covered_and_asked_for_by_its_layer_has_to_fit() {
    let over_ours = || {
        Fixture::default()
            .with("site.toml", settings("theme = \"mine\""))
            .with("themes/mine/templates/search.html", "{% extends \"finder.html\" %}")
            .with("themes/mine/templates/finder.html", "{% extends \"airmail/search.html\" %}")
    };
    assert!(site_on(over_ours()).text("search/index.html").contains("<form"));
    let (report, built) = crate::support::try_site(
        &over_ours().with("themes/mine/templates/base.html", PLAIN).complete(),
        goodturn::parse::date::day("2026-11-20").unwrap(),
        goodturn::model::Include::default(),
    );
    assert!(built.is_none());
    let said = &report.sorted()[0];
    assert_eq!(said.place.source.path(), "themes/airmail/templates/search.html");
    assert!(said.message.contains("`scripts`"), "{}", said.message);
}

/// This repository's journal under a theme of its own, that of the benches or one with our templates. `foot` ends
/// every page's template.
fn sample_in(theme: &str, foot: &str) -> Built {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut fixture = sample();
    for (path, bytes) in tree(&root.join(theme).join("templates")) {
        let text = String::from_utf8(bytes).unwrap();
        let text = if path == "base.html" { text.replace("</html>", &format!("</html>{foot}")) } else { text };
        fixture = fixture.with(&format!("themes/mine/templates/{path}"), text);
    }
    let settings = String::from_utf8(fixture.settings()).unwrap();
    site_on(fixture.with("site.toml", settings.replace("theme = \"airmail\"", "theme = \"mine\"")))
}

#[test]
fn what_no_template_names_is_missed_on_no_page() {
    for theme in ["themes/airmail", "benches/themes/plain"] {
        let everything = sample_in(theme, "{% set all = true %}");
        let asked = sample_in(theme, "");
        assert_eq!(asked.0.len(), everything.0.len());
        for (place, bytes) in &asked.0 {
            assert!(everything.0[place] == *bytes, "{place} of {theme}");
        }
    }
}

#[test]
fn what_is_there_is_there_also_where_no_more_is_asked_of_it() {
    let asked = "{% if entry.date %}d{% endif %}{% if entry.later %}l{% endif %}{% if entry.earlier %}e{% endif %}\
                 {% if entry.updated %}u{% endif %}";
    let fixture = Fixture::parse(
        "//- content/lessons/2026-01-02-a.md\n+++\nupdated = 2026-01-03\ntitle = \"A\"\n+++\nSome words.\n\
         //- content/lessons/2026-01-01-b.md\n+++\ntitle = \"B\"\n+++\nSome words.\n",
    );
    let mut fixture = fixture.with("site.toml", settings("theme = \"mine\""));
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/airmail/templates");
    for (path, _) in tree(&ours).iter().filter(|(path, _)| !path.contains('/')) {
        fixture = fixture.with(&format!("themes/mine/templates/{path}"), if path == "entry.html" { asked } else { "" });
    }
    let built = site_on(fixture);
    assert_eq!([built.text("lessons/a/index.html"), built.text("lessons/b/index.html")], ["deu", "dl"]);
}

#[test]
fn a_card_and_a_page_are_told_the_same_names() {
    let all = "[{{ entry.title }}{{ entry.lede }}{{ entry.more }}{{ entry.body | safe }}{{ entry.toc | length }}\
               {{ entry.earlier }}{{ entry.later }}{{ entry.related | length }}]";
    let fixture = Fixture::parse("//- content/lessons/2026-01-02-a.md\n+++\ntitle = \"A\"\n+++\nSome words.\n")
        .with("themes/airmail/templates/home.html", format!("{{% for entry in entries %}}{all}{{% endfor %}}"))
        .with("themes/airmail/templates/entry.html", all);
    let built = site_on(fixture);
    assert_eq!(built.text("index.html"), "[A&lt;p&gt;Some words.&lt;/p&gt;\nfalse00]");
    assert_eq!(built.text("lessons/a/index.html"), "[Afalse<p>Some words.</p>\n00]");
}

#[test]
fn an_accent_is_the_stylesheets_last_word_and_is_lightened_for_the_dark() {
    let built = site_on(Fixture::default().with("site.toml", settings("accent = \"#123456\"")));
    let style = built.0.keys().find(|place| place.starts_with("assets/style.")).unwrap();
    let text = built.text(style);
    let last = text.lines().last().unwrap();
    assert!(last.starts_with(":root{--accent:light-dark(#123456,#") && !last.ends_with("#123456)}"), "{last}");
}

#[test]
fn what_is_wrong_with_a_theme_is_said_at_its_place() {
    check(
        "
//- site.toml
title = \"T\"
base_url = \"https://t.example/\"
id = \"tag:t,2026:t\"
theme = \"airmial\"
        ^^^^^^^^^ error: there is no theme `airmial`
accent = \"#eeeeee\"
         ^^^^^^^^^ error: `accent` is too pale to read on paper: its contrast is 1.0, 4.5 is the least
",
    );
    check(
        "
//- themes/airmail/template/404.html
^ error: nothing in a theme is called this
x
",
    );
    check(
        "
//- themes/airmail/templates/404.html
{% extends \"base.html\" %}
{% block main %}{{ nosuch.thing }}{% endblock main %}
                   ^^^^^^ error: the template does not work: Variable `nosuch` is not defined. Available variables: page, site
",
    );
}

#[test]
fn every_template_that_does_not_parse_is_said() {
    let fixture = Fixture::default()
        .with("themes/airmail/templates/404.html", "{% if %}")
        .with("themes/airmail/templates/home.html", "{{ 1 + }}");
    let (report, built) = crate::support::try_site(
        &fixture.complete(),
        goodturn::parse::date::day("2026-11-20").unwrap(),
        goodturn::model::Include::default(),
    );
    assert!(built.is_none());
    let paths: Vec<_> = report.sorted().iter().map(|d| d.place.source.path().to_owned()).collect();
    assert_eq!(paths, ["themes/airmail/templates/404.html", "themes/airmail/templates/home.html"]);
}

#[test]
fn words_of_a_journal_cannot_become_markup() {
    let nasty = "<script>alert(1)</script>\\\" onload=x '";
    let built = site(&format!(
        "//- site.toml\ntitle = \"{nasty}\"\nbase_url = \"https://t.example/\"\nid = \"tag:t,2026:t\"\ndescription = \"{nasty}\"\n\
         motto = \"{nasty}\"\n[author]\nname = \"{nasty}\"\n\
         //- content/introductions/2026-01-02-x.md\n+++\ntitle = \"{nasty}\"\ntags = [\"{nasty}\"]\nin_common = \"{nasty}\"\noutcome = \"{nasty}\"\n\
         summary = \"{nasty}\"\nnamed = [\"{nasty}\"]\nsides = [{{ who = \"{nasty}\", brings = \"{nasty}\" }}, \"b\"]\n\
         steps = [{{ date = 2026-01-01, text = \"{nasty}\" }}]\n+++\nWords.\n"
    ));
    for (place, _) in built.0.iter().filter(|(place, _)| place.split('.').next_back() == Some("html")) {
        let page = built.page(place);
        let scripts = scraper::Selector::parse("script").unwrap();
        for script in page.select(&scripts) {
            assert!(!script.text().collect::<String>().starts_with("alert"), "{place}");
        }
        assert_eq!(page.select(&scraper::Selector::parse("[onload]").unwrap()).count(), 0, "{place}");
    }
}

#[test]
fn files_of_a_theme_are_held_to_what_others_are() {
    check("//- themes/airmail/assets/x.exe\n^ error: files of this type are not published\nx\n");
    check(
        "
//- themes/airmail/assets/x.svg
^ error: `x.svg` cannot be published as a picture: it has a `script`, which does more than draw
<svg viewBox=\"0 0 1 1\"><script/></svg>
",
    );
}
