//! What the guard finds, what it leaves alone, and who may be named where.

use std::sync::Arc;

use goodturn::diagnostic::{Place, Report, Source, show};
use goodturn::guard::What::{Email, Handle, Name, Phone, Sentence};
use goodturn::guard::{Guard, Judged, Output, Secret, Verdict, What, watch};
use goodturn::model::Include;
use goodturn::parse::date;
use goodturn::plan::{Feed, PublicSite, Route};
use proptest::prelude::*;
use proptest::sample::select;
use unicode_normalization::UnicodeNormalization;

use crate::support::{Fixture, site::read};

fn secret_of(owner: &str, what: What, text: &str, consented: bool) -> Secret {
    let source = Source::new(format!("private/contacts/{owner}.md"), format!("+++\n{text}\n+++\n"));
    let place = Place { span: source.span_at(2, 1), source };
    Secret { what, text: text.to_owned(), owner: Arc::from(owner), consented, place }
}

fn secret(what: What, text: &str) -> Secret {
    secret_of("ana-ruiz", what, text, false)
}

fn guard(what: What, text: &str) -> Guard {
    Guard::new(vec![secret(what, text)], "")
}

const NOTE: &str = "She is leaving the print shop after eleven years.";

/// The secret, and a text or a page that gives it away.
const HITS: &[(What, &str, &str)] = &[
    (Name, "Ana Ruiz", "Ana Ruiz"),
    (Name, "Ana Ruiz", "I met Ana Ruiz there."),
    (Name, "Ana Ruiz", "(ANA RUIZ)"),
    (Name, "Ana Ruiz", "Ana  Ruiz"),
    (Name, "Ana Ruiz", "Ana\nRuiz"),
    (Name, "Ana Ruiz", "Ana\r\n  Ruiz"),
    (Name, "Ana Ruiz", "Ana&nbsp;Ruiz"),
    (Name, "Ana Ruiz", "Ana&#160;Ruiz"),
    (Name, "Ana Ruiz", "Ana\u{a0}Ruiz"),
    (Name, "Ana Ruiz", "Ana\u{2009}Ruiz"),
    (Name, "Ana Ruiz", "<p>Ana <em>Ruiz</em></p>"),
    (Name, "Ana Ruiz", "<p><b>A</b>na Ruiz</p>"),
    (Name, "Ana Ruiz", "Ana<br>Ruiz"),
    (Name, "Ana Ruiz", "<td>Ana</td><td>Ruiz</td>"),
    (Name, "Ana Ruiz", "Ana <a title=\"2 > 1\" href='/x/'>Ruiz</a>"),
    (Name, "Ana Ruiz", "Ana <!-- my neighbour --> Ruiz"),
    (Name, "Ana Ruiz", "<!-- thanks to Ana <b>Ruiz</b> -->"),
    (Name, "Ana Ruiz", "<img alt=\"Ana Ruiz\">"),
    (Name, "Ana Ruiz", "<img alt=\"Ana&#x20;Ruiz\">"),
    (Name, "Ana Ruiz", "<svg><text><tspan>Ana</tspan> <tspan>Ruiz</tspan></text></svg>"),
    (Name, "Ana Ruiz", "<summary>&lt;p&gt;Ana &lt;em&gt;Ruiz&lt;/em&gt;&lt;/p&gt;</summary>"),
    (Name, "Ana Ruiz", "<summary>&lt;p&gt;Ana&amp;nbsp;Ruiz&lt;/p&gt;</summary>"),
    (Name, "Ana Ruiz", "<summary><![CDATA[<p>Ana <em>Ruiz</em></p>]]></summary>"),
    (Name, "Ana Ruiz", r#"{"content_html":"<p>Ana\n<em>Ruiz<\/em>"}"#),
    (Name, "Ana Ruiz", r#"{"content_html":"\u003cp\u003eAna \u003cem\u003eRuiz"}"#),
    (Name, "Ana Ruiz", r#"{"text":"A\u006ea\u0020Ruiz"}"#),
    (Name, "Ana Ruiz", r#"{"text":"\ud835\udc00n\ud835\udc1a Ruiz"}"#),
    (Name, "Ana Ruiz", r#"{"text":"Ana\tRuiz"}"#),
    (Name, "Ana Ruiz", r#"{"text":"A<b>n<\/b>a Ruiz"}"#),
    (Name, "Ana Ruiz", "Ana Ruiz's loom"),
    (Name, "Ana Ruiz", "Ana Ruiz’s loom"),
    (Name, "Ana Ruiz", "Ana Ruiz¹"),
    (Name, "Ana Ruiz", "Ana Ruiz²⁰"),
    (Name, "Ana Ruiz", "Ana Ruiz⁴"),
    (Name, "Ana Ruiz", "Ana Ruiz<sup>1</sup>"),
    (Name, "Ana Ruiz", "Ana Ru\u{ad}iz"),
    (Name, "Ana Ruiz", "Ana Ru&shy;iz"),
    (Name, "Ana Ruiz", "Ana_Ruiz"),
    (Name, "Ana Ruiz", "https://example.org/ana.ruiz"),
    (Name, "Ana Ruiz", "what-ana-ruiz-taught-me"),
    (Name, "Ana Ruiz", "?q=Ana+Ruiz"),
    (Name, "Ana Ruiz", "?q=Ana%20Ruiz"),
    (Name, "Ana Ruiz", "?q=Ana%2520Ruiz"),
    (Name, "Ana Ruiz", "C:\\notes\\ana ruiz"),
    (Name, "Ana Ruíz", "Ana Ruiz"),
    (Name, "Ana Ruiz", "Ána Ruíz"),
    (Name, "Ana Ruiz", "A\u{301}na Rui\u{301}z"),
    (Name, "Ana Ruiz", "&Aacute;na Ru&iacute;z"),
    (Name, "Ana Ruiz", "%C3%81na Ru%C3%ADz"),
    (Name, "Jürgen Groß", "JÜRGEN GROSS"),
    (Name, "Jürgen Groß", "J&uuml;rgen Gro&szlig;"),
    (Name, "Lærke Bæk", "L&aelig;rke B&AElig;K"),
    (Name, "Cœur Œuf", "C&oelig;ur &OElig;uf"),
    (Name, "Guðrún Ðan", "Gu&eth;r&uacute;n &ETH;an"),
    (Name, "Þóra Eþel", "&THORN;&oacute;ra E&thorn;el"),
    (Name, "Ayşe Yıldız", "Ay&scedil;e Y&imath;ld&inodot;z"),
    (Name, "Ayşe Yıldız", "AYŞE YILDIZ"),
    (Name, "Søren Łuk", "Soren Luk"),
    (Name, "Νίκος Ρήγας", "ΝΙΚΟΣ ΡΗΓΑΣ"),
    (Name, "Sean O'Neil", "Sean O’Neil"),
    (Name, "Anne-Marie Dupont", "Anne Marie Dupont"),
    (Name, "山田太郎", "昨日山田太郎さんと"),
    (Name, "Ana 山田", "Ana山田"),
    (Name, "Ana Ruiz", "“Ana” \"Ruiz\""),
    (Name, "Ana Ruiz", "\"Ana\" \"Ruiz\""),
    (Name, "Ana Ruiz", "\"Ana, Ruiz\""),
    (Name, "Ana Ruiz", "for \"Ana\", Ruiz"),
    (Name, "Ana Ruiz", "Ana&NewLine;&NewLine;Ruiz"),
    (Name, "Ana Ruiz", "Ana -\nRuiz"),
    (Name, "Ana Ruiz", "Ana Ruiz Lopez"),
    (Name, "Ana Ruiz", "<![CDATA[A<b>na</b> Ruiz]]>"),
    (Name, "Ana Ruiz", "<p>Write <code>&lt;b</code> first. Thank Ana<br>Ruiz, since 2 &gt; 1.</p>"),
    (Name, "Ana Ruiz", "<p>A <code>&lt;/</code>, says A<b>na</b> Ruiz, and 2 &gt; 1.</p>"),
    (Name, "Ana Ruiz", "<p><code>&lt;!--</code> begins what Ana<br>Ruiz wrote, 2 &gt; 1.</p>"),
    (Name, "Ana Ruiz", "&lt;p&gt;Write &amp;lt;b first. Thank Ana&lt;br&gt;Ruiz, since 2 &amp;gt; 1.&lt;/p&gt;"),
    (Name, "Ana Ruiz", "`<!--` begins what <b>Ana</b> Ruiz wrote, 2 > 1"),
    (Phone, "07700 900123", "&lt;b 07700<br>900123 &gt;"),
    (Name, "Ana Ruiz", "&lt;td&gt;Ana&lt;/td&gt;&lt;td&gt;Ruiz&lt;/td&gt;"),
    (Name, "Ana Ruiz", "A<b title=\"x>na</b> Ruiz"),
    (Name, "Ana Ruiz", "<p>Once upon a time.</p> A<!-- x > y -->na Ruiz"),
    (Name, "Ana Ruiz", "A<!-- x -- > y --- z -->na Ruiz"),
    (Name, "Ana Ruiz", "A<!------>na Ruiz"),
    (Name, "Ana Ruiz", "Hi <!-->A<b>na</b> Ruiz"),
    (Name, "Ana Ruiz", "Hi <!--->A<b>na</b> Ruiz"),
    (Name, "Ana Ruiz", "<!-- x --!>A<b>na</b> Ruiz<!-- y -->"),
    (Name, "Ana Ruiz", "Ana&bsol;<i>&bsol;u003ci&bsol;u003eRuiz"),
    (Email, "ana@example.org", "ana@example.org"),
    (Email, "ana@example.org", "Ana@Example.ORG"),
    (Email, "ana@example.org", "write to <ana@example.org>."),
    (Email, "ana@example.org", "It is ana@example.org."),
    (Email, "ana@example.org", "_ana@example.org_"),
    (Email, "ana@example.org", "mailto:ana@example.org?subject=x"),
    (Email, "ana@example.org", "mailto:ana%40example.org"),
    (Email, "ana@example.org", "mailto:ana%2540example.org"),
    (Email, "ana@example.org", "?to=%61na%40example%2Eorg"),
    (Email, "ana@example.org", "ana&#64;example.org"),
    (Email, "ana@example.org", "ana&#64example.org"),
    (Email, "ana@example.org", "ana&#x40;example.org"),
    (Email, "ana@example.org", "ana&#0064;example&period;org"),
    (Email, "ana@example.org", "ana&commat;example.org"),
    (Email, "ana@example.org", "ana&amp;#64;example.org"),
    (Email, "ana@example.org", "ana&amp;&num;64;example.org"),
    (Email, "ana@example.org", "ana&percnt;40example.org"),
    (Email, "ana@example.org", "ana&bsol;u0040example.org"),
    (Email, "ana_b@example.org", "ana&lowbar;b@example.org"),
    (Email, "ana_b@example.org", "ana&UnderBar;b@example.org"),
    (Email, "ana+b@example.org", "ana&plus;b@example.org"),
    (Email, "ana-b@example.org", "ana&dash;b@example.org"),
    (Email, "ana'b@example.org", "ana&apos;b@example.org"),
    (Email, "ana/b@example.org", "ana&sol;b@example.org"),
    (Email, "ana=b@example.org", "ana&equals;b@example.org"),
    (Email, "ana@example.org", r"ana\u0040example.org"),
    (Email, "ana@example.org", r"ana\\u0040example.org"),
    (Email, "ana@example.org", r"ana\U00000040example.org"),
    (Email, "ana@example.org", r"ana\x40example.org"),
    (Email, "ana@example.org", r#""\nana@example.org""#),
    (Email, "ana@example.org", "ana<wbr>@example.org"),
    (Email, "ana@example.org", "<li>ana@example.org</li><li>bob@example.org</li>"),
    (Email, "ana@example.org", "<span>ana</span><span>@</span><span>example.org</span>"),
    (Email, "ana-maria_ruiz+x@mail.example.org", "ana-maria_ruiz+x@mail.example.org"),
    (Phone, "+44 7700 900123", "+44 7700 900123"),
    (Phone, "+44 7700 900123", "+44 (0)7700-900 123"),
    (Phone, "+44 (0)7700 900123", "+447700900123"),
    (Phone, "+44 7700 900123", "07700 900123"),
    (Phone, "07700 900123", "+447700900123"),
    (Phone, "07700 900123", "0044 7700 900123"),
    (Phone, "07700 900123", "+44 (0) 7700.900.123"),
    (Phone, "+44 7700 900123", "tel:+44-7700-900123"),
    (Phone, "+44 7700 900123", "tel:%2B447700900123"),
    (Phone, "+44 7700 900123", "telephone07700900123"),
    (Phone, "+44 7700 900123", "on 2026-11-18 07700 900123 2"),
    (Phone, "+44 7700 900123", "<b>07700</b>&nbsp;900<i>123</i>"),
    (Phone, "(212) 555-0123", "+1 212.555.0123"),
    (Phone, "030/1234567", "+49 30 1234567"),
    (Phone, "06 1234567", "+39 06 1234567"),
    (Phone, "555-0123", "5550123"),
    (Phone, "555-0123", "555012&lt;b&#62<b>3 now"),
    (Phone, "555-0123", "555 0123\n\n17 trees"),
    (Phone, "555-0123", "17 trees\n\n555 0123"),
    (Handle, "ana-ruiz", "@ana-ruiz"),
    (Handle, "ana-ruiz", "thanks to ana-ruiz."),
    (Handle, "ana-ruiz", "/people/ana-ruiz/"),
    (Handle, "ana-ruiz", "<h2 id=\"ana-ruiz\">"),
    (Handle, "ana-ruiz", "ana-ruiz.jpg"),
    (Handle, "ana-ruiz", "ANA-RUIZ"),
    (Handle, "ana", "(@ana)"),
    (Handle, "ana", "@ana's"),
    (Handle, "@ana", "/%40ana"),
    (Handle, "ana", "@ana@example.social"),
    (Sentence, NOTE, NOTE),
    (Sentence, "มีสุขดีมีบ้าน", "Here มีสุขดีมีบ้าน too"),
    (Sentence, "a b c d e f g, h", "a b c d%3Cd&#x3e<td>e f g h"),
    (Sentence, "a b c d e f g, h", "a b c d&lt;t<i></i>d&gt;e f g h"),
    (
        Sentence,
        "a b c d e f g, h",
        "&lt;x y=<b></b>&quot;&gt; to be and to be and to be and to be and to be and to be and to be a b c d <i>e</i> f g h &quot;&gt;",
    ),
    (Name, "Ana Ruiz", "&lt;td&gt;Ana&lt;/td&gt;&lt;td&gt;Ruiz&lt;/td&gt;&amp;lt;p&amp;gt;x"),
    (Name, "Lt Smith", "&lt; Smith"),
    (Name, "Shy Smith", "a&shy; Smith"),
    (Sentence, "the amp is on the van", "the &amp; is on the van"),
    (Sentence, NOTE, "she is <em>leaving</em> the\nprint shop – after eleven years"),
    (Sentence, NOTE, "<p>So she is leaving the</p>\n\n<p>print&nbsp;shop after eleven years!</p>"),
    (Sentence, NOTE, r#"{"t":"she is leaving the print\nshop after eleven years"}"#),
];

/// The secret, and a text or a page that says something else, or nothing that can be told from chance.
const NO_HITS: &[(What, &str, &str)] = &[
    (Name, "Ana Ruiz", "Anna Ruiz"),
    (Name, "Ana Ruiz", "Ana Ruizova"),
    (Name, "Ana Ruiz", "Banana Ruiz"),
    (Name, "Ana Ruiz", "Ana and Ruiz"),
    (Name, "Ana Ruiz", "Ruiz, Ana"),
    (Name, "Ana Ruiz", "Ana"),
    (Name, "Ana Ruiz", "with Ana.\n\nRuiz is a river"),
    (Name, "Ana Ruiz", "with Ana\n- Ruiz is a river"),
    (Name, "Ana Ruiz", "for Ana\n# Ruiz"),
    (Name, "Ana Ruiz", "[\"Ana\",\"Ruiz\"]"),
    (Name, "Ana Ruiz", "[&quot;Ana&quot;,&quot;Ruiz&quot;]"),
    (Name, "Ana Ruiz", "<li>Ana</li><li>Ruiz</li>"),
    (Name, "Ana Ruiz", "<strongest>Ana</strongest>Ruiz"),
    (Name, "Ana Ruiz", "anaruiz"),
    (Name, "Ana Ruiz", "Ana 1 Ruiz"),
    (Name, "Ana", "Ana"),
    (Name, "C D", "C D"),
    (Name, "山田太郎", "山田花子"),
    (Email, "example.org", "example.org"),
    (Email, "ana@example.org", "banana@example.org"),
    (Email, "ana@example.org", "ana@example.organ"),
    (Email, "ana@example.org", "ana@example.org.uk"),
    (Email, "ana@example.org", "maria.ana@example.org"),
    (Email, "ana@example.org", "maria-ana@example.org"),
    (Email, "ana@example.org", "maria_ana@example.org"),
    (Email, "ana@example.org", "maria%2Eana%40example.org"),
    (Email, "ana@example.org", "ana.example.org"),
    (Email, "ana@example.org", "ana@mail.example.org"),
    (Email, "ana@example.org", "ana @ example.org"),
    (Email, "ana.b@example.org", "ana-b@example.org"),
    (Phone, "+44 7700 900123", "+44 7700 900124"),
    (Phone, "+44 7700 900123", "1234477009001230"),
    (Phone, "+44 7700 900123", "4477009001234"),
    (Phone, "+44 7700 900123", "900123"),
    (Phone, "+44 7700 900123", "07700 and 900123"),
    (Phone, "+44 7700 900123", "07700\n\n900123"),
    (Phone, "+44 7700 900123", "+33 7700 900124"),
    (Phone, "900123", "900123"),
    (Phone, "900 12345", "1234090012345"),
    (Phone, "900 12345", "123490012345"),
    (Phone, "7700 900123", "70110900123"),
    (Phone, "7700 900123", "71110900123"),
    (Phone, "555-0123", "1234 5550124"),
    (Phone, "555-0123", "555a 0123"),
    (Phone, "555-0123", "555 a0123"),
    (Phone, "555-0123", "555x0123"),
    (Handle, "ana-ruiz", "ana-ruiz-lopez"),
    (Handle, "ana-ruiz", "banana-ruiz"),
    (Handle, "ana-ruiz", "maria-ana-ruiz"),
    (Handle, "ana-ruiz", "@ana-ruiz-lopez"),
    (Handle, "ana-ruiz", "ana_ruiz"),
    (Handle, "ana-ruiz", "ana ruiz"),
    (Handle, "ana-ruiz", "ana--ruiz"),
    (Handle, "ana-ruiz", "ana-ruizova"),
    (Handle, "ana", "ana"),
    (Handle, "ana", "/people/ana/"),
    (Handle, "ana", "@ana-ruiz"),
    (Handle, "ana", "x@ana.example.org"),
    (Handle, "ana", "@anabel"),
    (Sentence, NOTE, "She is leaving the print shop after ten years."),
    (Sentence, NOTE, "She is leaving the print shop after"),
    (Sentence, NOTE, "is leaving the print shop after eleven years"),
    (Sentence, "We had a coffee.", "We had a coffee."),
];

#[test]
fn what_gives_a_secret_away_is_found() {
    for (what, text, page) in HITS {
        let hits = guard(*what, text).inspect("page.html", page.as_bytes());
        assert_eq!(hits.len(), 1, "{what:?} `{text}` in `{page}`");
    }
}

/// The quick look keeps so many words on both sides of what it rewrote. What is none must not be counted.
#[test]
fn what_is_no_word_parts_no_name_however_much_of_it_there_is() {
    let name = ["Ana", &" -".repeat(30), " Ru&iacute;z"].concat();
    let note = ["She is leaving<td>the", &" &shy;".repeat(30), " print shop after eleven years."].concat();
    for (what, secret, page) in [(Name, "Ana Ruiz", name), (Sentence, NOTE, note)] {
        assert_eq!(guard(what, secret).inspect("page.html", page.as_bytes()).len(), 1, "{page}");
    }
}

#[test]
fn what_says_something_else_is_left_alone() {
    for (what, text, page) in NO_HITS {
        let hits = guard(*what, text).inspect("page.html", page.as_bytes());
        assert!(hits.is_empty(), "{what:?} `{text}` in `{page}`");
    }
}

#[test]
fn all_secrets_of_the_table_are_found_in_one_page_and_each_once() {
    let secrets: Vec<_> = HITS.iter().map(|(what, text, _)| secret(*what, text)).collect();
    let pages: Vec<_> = HITS.iter().map(|(_, _, page)| format!("<p> {page} </p>\n\n")).collect();
    let page = pages.concat().repeat(2);
    let hits = Guard::new(secrets, "").inspect("index.html", page.as_bytes());
    assert_eq!(hits.iter().map(|hit| hit.secret).collect::<Vec<_>>(), (0..HITS.len()).collect::<Vec<_>>());
}

#[test]
fn a_name_inside_of_a_sentence_hides_neither() {
    let guard = Guard::new(vec![secret(Sentence, NOTE), secret(Name, "After Eleven")], "");
    assert_eq!(guard.inspect("index.html", NOTE.as_bytes()).len(), 2);
}

#[test]
fn a_files_path_gives_away_as_much_as_its_text() {
    let secrets = vec![secret(Handle, "ana-ruiz"), secret(Email, "ana@example.org"), secret(Name, "Ana Ruiz")];
    let guard = Guard::new(secrets, "");
    let found = |path: &str| guard.inspect(path, b"").iter().map(|hit| hit.secret).collect::<Vec<_>>();
    assert_eq!(found("people/ana-ruiz/index.html"), [0, 2]);
    assert_eq!(found("files/ana@example.org.txt"), [1], "an ending is no part of an address");
    assert_eq!(found("files/ana@example.org/a.txt"), [1]);
    assert_eq!(found("files/Ana Ruiz.pdf"), [2]);
    assert_eq!(found("people/ana/index.html"), [] as [usize; 0]);
    let ends: Vec<_> = guard.find_in_path("files/Ana Ruiz.pdf").into_iter().map(|hit| hit.span.end).collect();
    assert!(!ends.is_empty() && ends.iter().all(|end| *end == 0), "it stands nowhere in the text");
}

#[test]
fn bytes_that_are_no_text_are_searched_as_well() {
    let secrets = vec![secret(Name, "Ana Ruiz"), secret(Email, "ana@example.org"), secret(Name, "Jürgen Groß")];
    let guard = Guard::new(secrets, "");
    let picture = [b"\xff\xd8\x00\xe9Ana Ruiz\xff\x00\x80ana@example.org\xfe\x00", "Jürgen Groß".as_bytes()].concat();
    assert_eq!(guard.inspect("a.jpg", &picture).len(), 3);
}

/// A feed with some items, and what it is called.
fn feed(title: &str, items: &[&str]) -> String {
    let items: Vec<_> = items.iter().map(|text| format!("  <item>\n   <title>{text}</title>\n  </item>\n")).collect();
    format!("<rss>\n <channel>\n  <title>{title}</title>\n{}  <ttl>Bo Li</ttl>\n</rss>\n", items.concat())
}

/// An item that is in several feeds is searched once, and told of each of them.
#[test]
fn a_feed_is_searched_item_by_item_and_whole() {
    let guard = Guard::new(vec![secret(Name, "Ana Ruiz"), secret(Name, "Bo Li"), secret(Name, "Cy Wu")], "");
    let found = |title, items: &[&str]| {
        let text = feed(title, items);
        let hits = guard.inspect_rss("feed.xml", text.as_bytes());
        hits.into_iter().map(|hit| text[hit.span].to_owned()).collect::<Vec<_>>()
    };
    for _ in 0..2 {
        assert_eq!(found("Words", &[]), ["Bo Li"]);
        assert_eq!(found("Words", &["one", "two", "one"]), ["Bo Li"]);
        assert_eq!(found("Words", &["one", "Ana Ruiz", "Cy\nWu"]), ["Ana Ruiz", "Bo Li", "Cy\nWu"]);
        assert_eq!(found("Words", &["three", "Ana Ruiz"]), ["Ana Ruiz", "Bo Li"]);
        assert_eq!(found("Cy Wu", &["one", "Ana &#82;uiz"]), ["Ana &#82;uiz", "Bo Li", "Cy Wu"]);
        assert_eq!(found("Words", &["Ana", "Ruiz", "</item> Cy <b>Wu</b> <item>"]), ["Bo Li", "Cy <b>Wu"]);
    }
    assert_eq!(guard.inspect_rss("cy.xml", b"<item>Ana Ruiz</item>").len(), 1);
    assert_eq!(guard.inspect_rss("cy-wu.xml", b"<item>Ana Ruiz</item>").len(), 2);
    assert_eq!(guard.inspect_rss("feed.xml", b"<item>Ana</item> <item>Ruiz</item>").len(), 0, "of two entries");
    assert_eq!(guard.inspect_rss("feed.xml", b"\xff <item>Ana Ruiz</item>Bo Li").len(), 2, "not all of it is text");
}

#[test]
fn what_site_toml_says_is_no_secret() {
    let secrets = || vec![secret(Email, "ana@example.org"), secret(Name, "Ana Ruiz"), secret(Phone, "07700 900123")];
    let guard = Guard::new(secrets(), "Notes of Ana Ruiz\nmailto:Ana%40example.org\n");
    let hits = guard.inspect("index.html", b"Ana Ruiz, ana@example.org, 07700 900123");
    assert_eq!(hits.iter().map(|hit| hit.secret).collect::<Vec<_>>(), [2]);
}

#[test]
fn a_guard_with_nothing_to_guard_finds_nothing() {
    assert!(Guard::new(Vec::new(), "").inspect("index.html", b"Ana Ruiz, 07700 900123").is_empty());
    assert!(guard(Name, "").inspect("", b"").is_empty());
    assert!(guard(Email, "@").find("@").is_empty());
    assert!(guard(Handle, "--").find("--").is_empty());
}

#[test]
fn a_secret_is_shown_by_whose_it_is_alone() {
    let shown = format!("{:?}", guard(Email, "ana@example.org"));
    assert!(shown.contains("Email of @ana-ruiz") && !shown.contains("ana@example.org"), "{shown}");
}

/// The secret, a Markdown text, and what of the text is pointed at.
const PLACES: &[(What, &str, &str, &str)] = &[
    (Name, "Ana Ruiz", "With Ana Ruiz.", "Ana Ruiz"),
    (Name, "Ana Ruiz", "With **Ana** Ruiz.", "Ana** Ruiz"),
    (Name, "Ana Ruiz", "Grüße, [Ana](https://example.org/) *Ruiz*.", "Ana](https://example.org/) *Ruiz"),
    (Name, "Ana Ruiz", "With **A**na Ruiz.", "A**na Ruiz"),
    (Name, "Ana Ruiz", "With [Ana][1] *Ruiz*.", "Ana][1] *Ruiz"),
    (Name, "Ana Ruiz", "With Ana[^1] Ruiz.", "Ana[^1] Ruiz"),
    (Name, "Ana Ruiz", "With A&#110;a Ru&iacute;z.", "A&#110;a Ru&iacute;z"),
    (Name, "Ana Ruiz", "title = \"A\\u006ea Ruiz\"", "A\\u006ea Ruiz"),
    (Name, "Ana Ruiz", "With <b>Ana</b> Ruiz.", "Ana</b> Ruiz"),
    (Email, "ana@example.org", "é <ana@example.org>", "ana@example.org"),
    (Email, "ana@example.org", "é ana\\@example\\.org", "ana\\@example\\.org"),
    (Email, "ana@example.org", "[x](mailto:%61na%2540example.org)", "%61na%2540example.org"),
    (Phone, "+44 7700 900123", "é (0)7700 900123.", "0)7700 900123"),
    (Handle, "ana-ruiz", "for @ana-ruiz.", "@ana-ruiz"),
    (Handle, "ana-ruiz", "for &#64;ana-ruiz.", "&#64;ana-ruiz"),
    (Handle, "ana-ruiz", "for @\u{ad}ana-ruiz.", "@\u{ad}ana-ruiz"),
    // A comment is read after all else: its words end before the others begin, and all that can be told is the beginning.
    (Sentence, NOTE, "<!-- shop after eleven years. --> She is leaving the print", ""),
];

#[test]
fn a_hit_is_pointed_at_where_it_stands_in_the_source() {
    for (what, secret, text, expected) in PLACES {
        let hits = guard(*what, secret).find(text);
        let places: Vec<_> = hits.iter().map(|hit| &text[hit.span.clone()]).collect();
        assert_eq!(places, [*expected], "{what:?} `{secret}` in `{text}`");
    }
}

#[test]
fn a_backslash_before_a_letter_is_shown_and_parts_words() {
    assert!(guard(Name, "Anak Ruiz").find("Ana\\k Ruiz").is_empty());
    assert_eq!(guard(Name, "Ana K").find("Ana\\k").len(), 1);
}

#[test]
fn every_place_in_a_source_is_told() {
    let guard = Guard::new(vec![secret(Name, "Ana Ruiz"), secret(Email, "ana@example.org")], "");
    let text = "Ana Ruiz\nAna *Ruiz*\nana@example.org, ana@example.org\n";
    let starts: Vec<_> = guard.find(text).iter().map(|hit| (hit.secret, hit.span.start)).collect();
    assert_eq!(starts, [(0, 0), (0, 9), (1, 20), (1, 37)]);
    assert_eq!(self::guard(Name, "山田太郎").find("山田太郎山田太郎").len(), 2, "one directly after the other");
}

// ---- who may be named where -------------------------------------------------------------------------------------

/// What is said of sources, given as path, text and whom it credits, and of outputs; a line each, in short.
fn verdict(secrets: Vec<Secret>, sources: &[(&str, &str, &[&str])], outputs: &[(&str, &str)]) -> Vec<String> {
    let guard = Guard::new(secrets, "");
    let texts: Vec<_> = sources.iter().map(|(path, text, credited)| (Source::new(*path, *text), credited)).collect();
    let judged: Vec<_> =
        texts.iter().map(|(source, credited)| Judged { source, credited: credited.to_vec() }).collect();
    let mut report = Report::new();
    let verdict = Verdict::on_sources(&mut report, &guard, &judged);
    for (path, text) in outputs {
        for diagnostic in verdict.on_output(path, text.as_bytes(), Output::Made) {
            report.push(diagnostic);
        }
    }
    let line = |line: String| line.split(" – ").next().unwrap().replace(", and this file is public", "");
    report.sorted().into_iter().map(|diagnostic| line(show::short(diagnostic))).collect()
}

/// Ana Ruiz, with a name, an address, a number and a handle.
fn ana(consented: bool) -> Vec<Secret> {
    let of = |what, text: &str| secret_of("ana-ruiz", what, text, consented);
    vec![of(Name, "Ana Ruiz"), of(Email, "ana@example.org"), of(Phone, "07700 900123"), of(Handle, "ana-ruiz")]
}

const NOTHING: [&str; 0] = [];

#[test]
fn a_name_may_stand_where_it_is_credited_and_agreed_to() {
    let text = "named = [\"Ana Ruiz\"]\n+++\nWith Ana Ruiz.";
    let named = [("a.md", text, ["Ana Ruiz"].as_slice())];
    assert_eq!(verdict(ana(true), &named, &[("a/index.html", "With <b>Ana</b> Ruiz")]), NOTHING);
    assert_eq!(
        verdict(ana(false), &named, &[("a/index.html", "With Ana Ruiz")]),
        ["a.md:1:11: error: `Ana Ruiz` is @ana-ruiz's name", "a.md:3:6: error: `Ana Ruiz` is @ana-ruiz's name"]
    );
    assert_eq!(
        verdict(ana(true), &[("a.md", "With Ana Ruiz.", &[])], &[("a/index.html", "With Ana Ruiz")]),
        ["a.md:1:6: error: `Ana Ruiz` is @ana-ruiz's name"]
    );
}

#[test]
fn a_credit_is_compared_as_names_are_and_may_say_more() {
    for credited in ["ANA RUÍZ", "Ana Ruiz (weaver)", "my neighbour, Ana\u{a0}Ruiz"] {
        assert_eq!(verdict(ana(true), &[("a.md", "With Ana Ruiz.", &[credited])], &[]), NOTHING, "{credited}");
    }
    for credited in ["Ana", "Ruiz", "Anna Ruiz", "Ana Ruizova", "Bob"] {
        let said = verdict(ana(true), &[("a.md", "With Ana Ruiz.", &[credited])], &[]);
        assert_eq!(said.len(), 1, "{credited}: {said:?}");
    }
}

#[test]
fn each_source_is_judged_alone() {
    let sources = [("a.md", "Ana Ruiz", ["Ana Ruiz"].as_slice()), ("b.md", "Ana Ruiz", &[])];
    assert_eq!(
        verdict(ana(true), &sources, &[("index.html", "Ana Ruiz, Ana Ruiz")]),
        ["b.md:1:1: error: `Ana Ruiz` is @ana-ruiz's name"]
    );
}

#[test]
fn what_one_entry_may_say_may_be_shown_everywhere() {
    let sources = [("a.md", "Ana Ruiz", ["Ana Ruiz"].as_slice())];
    let outputs =
        [("feed.xml", "Ana&amp;nbsp;Ruiz"), ("tags/ana-ruiz/index.html", "<h1 id=\"ana-ruiz\">Ana Ruiz</h1>")];
    assert_eq!(verdict(ana(true), &sources, &outputs), NOTHING);
}

#[test]
fn addresses_numbers_mentions_and_sentences_have_no_exception() {
    let credits = ["Ana Ruiz", "ana@example.org", "07700 900123", "@ana-ruiz", NOTE];
    let mut secrets = ana(true);
    secrets.push(secret_of("ana-ruiz", Sentence, NOTE, true));
    let text = format!("ana@example.org\n+44 7700 900123\n@ana-ruiz\n{NOTE}\n");
    assert_eq!(
        verdict(secrets, &[("a.md", &text, &credits)], &[("index.html", &text)]),
        [
            "a.md:1:1: error: `ana@example.org` is @ana-ruiz's address",
            "a.md:2:2: error: `07700 900123` is @ana-ruiz's telephone number",
            "a.md:3:1: error: `@ana-ruiz` is how you call somebody in private",
            "a.md:4:1: error: this sentence is in your notes on @ana-ruiz",
        ]
    );
}

#[test]
fn a_permitted_name_explains_no_other_before_it_or_after_it() {
    let secrets = vec![secret_of("ana", Name, "Ana Ruiz", true), secret_of("bo", Name, "Bo Lee", false)];
    assert_eq!(
        verdict(secrets, &[("a.md", "Bo Lee, Ana Ruiz, Bo Lee", &["Ana Ruiz"])], &[]),
        ["a.md:1:1: error: `Bo Lee` is @bo's name", "a.md:1:19: error: `Bo Lee` is @bo's name"]
    );
}

/// Folded, the two are the same words.
#[test]
fn a_permitted_name_explains_no_address_that_is_made_of_it() {
    let secrets = vec![secret_of("ana", Name, "Ana Ruiz", true), secret_of("ana", Email, "ana@ruiz", true)];
    assert_eq!(
        verdict(secrets, &[("a.md", "Ana Ruiz, ana@ruiz", &["Ana Ruiz"])], &[]),
        ["a.md:1:11: error: `ana@ruiz` is @ana's address"]
    );
}

#[test]
fn a_permitted_name_explains_the_slug_that_is_made_of_it_and_shorter_names_inside_it() {
    let mut secrets = vec![secret_of("ana-ruiz-lopez", Name, "Ana Ruiz Lopez", true)];
    secrets.push(secret_of("ana-ruiz-lopez", Handle, "ana-ruiz-lopez", true));
    secrets.push(secret_of("other", Name, "Ana Ruiz", false));
    let credited = ["Ana Ruiz Lopez"].as_slice();
    let path = "content/introductions/ana-ruiz-lopez.md";
    let outputs = [("introductions/ana-ruiz-lopez/index.html", "<a href=\"#ana-ruiz-lopez\">Ana Ruiz Lopez</a>")];
    let said = |text: &str| verdict(secrets.clone(), &[(path, text, credited)], &outputs);
    assert_eq!(said("With Ana Ruiz Lopez, see #ana-ruiz-lopez."), NOTHING);
    assert_eq!(said("Ana Ruiz"), [format!("{path}:1:1: error: `Ana Ruiz` is @other's name")]);
}

#[test]
fn of_two_people_with_one_name_one_may_have_agreed() {
    let secrets = vec![secret_of("ana", Name, "Ana Ruiz", true), secret_of("ana-b", Name, "Ana Ruíz", false)];
    assert_eq!(verdict(secrets.clone(), &[("a.md", "Ana Ruiz", &["Ana Ruiz"])], &[("x", "Ana Ruiz")]), NOTHING);
    assert_eq!(verdict(secrets, &[("a.md", "Ana Ruiz", &[])], &[]).len(), 2);
}

#[test]
fn one_place_is_told_once_a_contact() {
    let mut secrets = ana(false);
    secrets.push(secret_of("ana-ruiz", Email, "ana.ruiz@example.org", false));
    assert_eq!(
        verdict(secrets, &[("a.md", "ana.ruiz@example.org and /people/ana-ruiz/", &[])], &[]),
        [
            "a.md:1:1: error: `ana.ruiz@example.org` is @ana-ruiz's address",
            "a.md:1:34: error: `Ana Ruiz` is @ana-ruiz's name",
        ]
    );
}

#[test]
fn a_sources_path_is_judged_too() {
    assert_eq!(
        verdict(ana(false), &[("content/lessons/from-ana-ruiz.md", "Words.", &[])], &[("lessons/from-ana-ruiz/", "")]),
        ["content/lessons/from-ana-ruiz.md:1:1: error: `Ana Ruiz` is @ana-ruiz's name"]
    );
    assert_eq!(
        verdict(ana(false), &[("content/lessons/ana-ruiz.md", "Words.", &[])], &[]),
        ["content/lessons/ana-ruiz.md:1:1: error: `Ana Ruiz` is @ana-ruiz's name"],
        "what is a name and a handle is told once"
    );
}

#[test]
fn what_no_source_explains_is_told_of_the_output() {
    let guard = Guard::new(ana(false), "");
    let template = Source::new("themes/mine/templates/home.html", "Words.");
    let mut report = Report::new();
    let verdict = Verdict::on_sources(&mut report, &guard, &[Judged { source: &template, credited: Vec::new() }]);
    assert!(report.is_empty());
    let told = verdict.on_output("index.html", b"<p>ana&#64;example.org</p>", Output::Made);
    assert_eq!(told.len(), 1);
    let (at, written) = (&told[0].place, told[0].also.as_ref().unwrap());
    assert_eq!((at.source.path(), told[0].code), ("index.html", "leak"));
    assert_eq!(written.0.source.path(), "private/contacts/ana-ruiz.md");
    assert!(told[0].help.as_ref().unwrap().contains("the theme"));
    assert!(verdict.on_output("index.html", b"<p>Words.</p>", Output::Made).is_empty());
    for _ in 0..2 {
        let told = verdict.on_output("feed.xml", b"<item>Words.</item><item>ana&#64;example.org</item>", Output::Rss);
        assert_eq!(told.len(), 1);
    }
}

/// In JSON a sign of a tag stands as an author wrote it, so that nothing tells where an item ends.
#[test]
fn only_feeds_in_rss_are_judged_by_their_items() {
    let guard = Guard::new(ana(false), "");
    let mut report = Report::new();
    let (notebook, theme) = read(&mut report, &Fixture::default().complete());
    let site = PublicSite::plan(&mut report, &notebook, theme, date::day("2026-11-20").unwrap(), Include::default());
    let verdict = Verdict::on_sources(&mut report, &guard, &[]);
    let told =
        |place, feed, text: &str| watch::judge_file(&verdict, &site, (place, Route::Feed(feed)), text.as_bytes()).len();
    let apart = "<item>x <!-- </item> --> Ana <!-- <item> --> Ruiz</item>";
    assert_eq!(told("feed.json", Feed::Json, apart), 1);
    assert_eq!(told("atom.xml", Feed::Atom, apart), 1);
    assert_eq!(told("feed.xml", Feed::Rss, apart), 0, "no feed of ours has words like these");
}

/// `@media` is a word of style sheets.
#[test]
fn a_handle_of_one_word_is_told_of_sources_alone() {
    let secrets = vec![secret_of("media", Handle, "media", false), secret_of("ana-ruiz", Handle, "ana-ruiz", false)];
    let texts = [("a.css", "@media print {}"), ("b.css", "@ana-ruiz")];
    assert_eq!(
        verdict(secrets.clone(), &[], &texts),
        ["b.css:1:1: error: `@ana-ruiz` is how you call somebody in private"]
    );
    assert_eq!(verdict(secrets, &texts.map(|(path, text)| (path, text, [].as_slice())), &[]).len(), 2);
}

#[test]
fn the_message_says_whose_it_is_where_it_is_written_and_what_to_do() {
    let guard = Guard::new(ana(false), "");
    let source = Source::new("content/lessons/a.md", "From Ana Ruiz.\n");
    let mut report = Report::new();
    let _ = Verdict::on_sources(&mut report, &guard, &[Judged { source: &source, credited: Vec::new() }]);
    let drawn = show::terminal(&report, false, "nothing was published");
    let expected = "\
error: `Ana Ruiz` is @ana-ruiz's name, and this file is public
 --> content/lessons/a.md:1:6
  |
1 | From Ana Ruiz.
  |      ^^^^^^^^
  |
 ::: private/contacts/ana-ruiz.md:2:1
  |
2 | Ana Ruiz
  | - written here
  |
  = help: take it out; or ask them, write `consent_name` into private/contacts/ana-ruiz.md, and name them in `named`, `author`, `via` or `learned_from`

1 file has 1 error; nothing was published";
    snapbox::assert_data_eq!(drawn, snapbox::Data::text(expected).raw());
}

// ---- properties -------------------------------------------------------------------------------------------------

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 500, ..ProptestConfig::default() }
}

/// A secret of each kind, made of words that no page below has.
fn any_secret() -> impl Strategy<Value = (What, String)> {
    let word = "[A-Z]?[a-zäéñøßıλж]{2,7}q";
    let domain = "[a-z]{2,8}q(\\.[a-z]{2,5}){1,2}";
    prop_oneof![
        proptest::collection::vec(word, 2..4).prop_map(|words| (Name, words.join(" "))),
        ("[a-z]{2,8}([._+-][a-z0-9]{1,5}){0,2}", domain)
            .prop_map(|(local, domain)| (Email, format!("{local}@{domain}"))),
        "\\+[1-9][0-9]{1,2} [1-9][0-9]{2,3}[ .-][0-9]{5,7}".prop_map(|number| (Phone, number)),
        "[a-z]{2,6}q(-[a-z0-9]{1,6}){1,2}".prop_map(|handle| (Handle, handle)),
        proptest::collection::vec("[a-zé]{1,6}q[,;]?", 6..12).prop_map(|words| (Sentence, words.join(" "))),
    ]
}

/// Ways to write one text as another.
fn any_writing() -> impl Strategy<Value = fn(&str) -> String> {
    fn each(text: &str, write: impl Fn(char) -> String) -> String {
        text.chars().map(write).collect()
    }
    fn percent(text: &str) -> String {
        text.bytes().map(|byte| format!("%{byte:02x}")).collect::<Vec<_>>().concat()
    }
    fn units(c: char) -> String {
        c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect::<Vec<_>>().concat()
    }
    fn last_letter(text: &str, write: impl Fn(char) -> String) -> String {
        let last = text.char_indices().rfind(|(_, c)| c.is_alphanumeric()).expect("a letter");
        [&text[..last.0], &write(last.1), &text[last.0 + last.1.len_utf8()..]].concat()
    }
    let ways: Vec<fn(&str) -> String> = vec![
        |text| text.to_owned(),
        |text| text.to_uppercase(),
        |text| text.nfd().collect(),
        |text| each(text, |c| format!("&#{};", u32::from(c))),
        |text| each(text, |c| format!("&#x{:X};", u32::from(c))),
        |text| each(text, |c| if c.is_alphanumeric() { c.into() } else { format!("&amp;#{};", u32::from(c)) }),
        |text| each(text, |c| if c.is_alphanumeric() { c.into() } else { percent(&c.to_string()) }),
        |text| percent(text),
        |text| percent(text).replace('%', "%25"),
        |text| each(text, units),
        |text| text.replace('@', "&commat;").replace('.', "&period;").replace('-', "&hyphen;"),
        |text| text.replace(' ', "&nbsp;"),
        |text| text.replace(' ', "\n"),
        |text| text.replace(' ', " \u{2003}"),
        |text| text.replace(' ', "</em> <em class=\"x>y\">"),
        |text| text.replace(' ', "&lt;/em&gt; &lt;em&gt;"),
        |text| text.replace(' ', "\\u003c/em> "),
        |text| text.replace(' ', " <!-- x --> "),
        |text| each(text, |c| format!("{c}\u{ad}")),
        |text| each(text, |c| format!("<i>{c}</i>")),
        |text| each(text, |c| format!("{c}&lt;wbr&gt;")),
        |text| text.replace(' ', "</td><td>"),
        |text| text.replace(' ', "&lt;/td&gt;&lt;td&gt;"),
        |text| format!("so<td>{text}</td>so"),
        |text| last_letter(text, |c| format!("<b>{c}</b>")),
        |text| last_letter(text, |c| format!("&#{};", u32::from(c))),
        |text| last_letter(text, |c| format!("&amp;#{};", u32::from(c))),
        |text| format!("<!-- {text} -->"),
        |text| format!("<img alt=\"{text}\">"),
        |text| format!("<![CDATA[<b>{text}</b>]]>"),
    ];
    select(ways)
}

/// So much that nothing before it has to do with anything after it.
const LONG: &str = "It was on one of those mornings when the ferry is late and nobody minds, since there is tea, and \
                    somebody has brought bread, and the talk goes from boats to books and from books to gardens until \
                    the horn sounds and all of us stand up at once.";

/// A page that says nothing of anybody, with a place in it.
fn any_page() -> impl Strategy<Value = (String, String)> {
    let word = select(vec![
        "Bread",
        "and",
        "salt,",
        "a map.",
        "<p>",
        "</p>\n",
        "<em>the</em>",
        "&amp;",
        "&lt;b&gt;",
        "2026-11-18",
        "100%",
        "\\n",
        "<br>",
        "<a href=\"/lessons/bread/?q=a%20b#c\">",
        "</a>",
        "&nbsp;",
        "<!-- to do -->",
        "<",
        ">",
        "\n\n",
        "\"",
        "'",
        "@",
        "-",
        "7",
        "1234567",
        "{\"a\":\"b\"}",
        "\u{fffd}",
        "ﷺ",
        "日本",
        "👋",
        "%",
        "&",
        "\\",
        LONG,
    ]);
    let half = || proptest::collection::vec(word.clone(), 0..40).prop_map(|words| words.join(" "));
    (half(), half())
}

proptest! {
    #![proptest_config(cases(1_500))]

    #[test]
    fn a_planted_secret_is_found_and_nothing_is_found_without_it(
        (what, secret) in any_secret(), write in any_writing(), (before, after) in any_page()
    ) {
        let guard = guard(what, &secret);
        let page = format!("{before} zzz {} zzz {after}", write(&secret));
        let hits = guard.inspect("page.html", page.as_bytes());
        prop_assert_eq!(hits.len(), 1, "{:?} `{}` in `{}`", what, secret, page);
        let page = format!("{before} zzz zzz {after}");
        prop_assert!(guard.inspect("page.html", page.as_bytes()).is_empty(), "{:?} `{}` in `{}`", what, secret, page);
        prop_assert!(guard.find(&page).is_empty(), "{:?} `{}` in `{}`", what, secret, page);
    }

    #[test]
    fn a_secret_planted_in_an_item_is_found_in_every_feed_that_has_it(
        (what, secret) in any_secret(), write in any_writing(), (before, after) in any_page()
    ) {
        let guard = guard(what, &secret);
        let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let [before, says, after] = [&before, &format!("zzz {} zzz", write(&secret)), &after].map(|text| escaped(text));
        let found = |items: &[&str]| guard.inspect_rss("feed.xml", feed("Words", items).as_bytes()).len();
        prop_assert_eq!(found(&[&before, &after]), 0);
        for items in [[&before, &says, &after], [&says, &after, &before], [&before, &after, &says]] {
            prop_assert_eq!(found(&items.map(String::as_str)), 1, "{:?} `{}` in {:?}", what, secret, items);
        }
        prop_assert_eq!(found(&[&after, &before]), 0);
    }

    #[test]
    fn a_secret_planted_in_a_source_is_pointed_at((what, secret) in any_secret(), (before, after) in any_page()) {
        let text = format!("{before} zzz {secret} zzz {after}");
        let hits = guard(what, &secret).find(&text);
        prop_assert!(!hits.is_empty());
        let place = text[hits[0].span.clone()].to_owned();
        let expected = secret.trim_matches(|c: char| !c.is_alphanumeric());
        prop_assert_eq!(hits.len(), 1);
        prop_assert_eq!(place, expected);
    }

    #[test]
    fn nothing_makes_the_guard_stumble(
        text in any::<String>(), bytes in any::<Vec<u8>>(), (before, after) in any_page()
    ) {
        let secrets = vec![secret(Name, &text), secret(Email, &text), secret(Phone, &text), secret(Sentence, &before)];
        let guard = Guard::new(secrets, &after);
        for text in [text.as_str(), &before, &after] {
            for hit in guard.find(text) {
                prop_assert!(text.get(hit.span.clone()).is_some());
            }
        }
        let _ = guard.inspect(&text, &bytes);
    }
}
