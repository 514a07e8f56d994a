//! What becomes of a text: `CommonMark`, GitHub's extensions, and what is left out.

use crate::support::{body, body_with, check};

#[track_caller]
fn becomes(markdown: &str, html: &str) {
    snapbox::assert_data_eq!(body(markdown), snapbox::Data::text(html.trim_start_matches('\n').to_owned()).raw());
}

#[test]
fn paragraphs_emphasis_and_code() {
    becomes(
        "A *b* **c** `d<e` ~~f~~  \ng",
        "<p>A <em>b</em> <strong>c</strong> <code>d&lt;e</code> <del>f</del><br>\ng</p>\n",
    );
}

#[test]
fn headings_begin_at_the_second_level_and_can_be_linked() {
    becomes(
        "# One & two\n\n## One & two\n\n### Main",
        "<h2 id=\"one-and-two\">One &amp; two<a class=\"anchor\" href=\"#one-and-two\" aria-label=\"Link to this section\"></a></h2>\n\
         <h2 id=\"one-and-two-1\">One &amp; two<a class=\"anchor\" href=\"#one-and-two-1\" aria-label=\"Link to this section\"></a></h2>\n\
         <h3 id=\"main-1\">Main<a class=\"anchor\" href=\"#main-1\" aria-label=\"Link to this section\"></a></h3>\n",
    );
}

#[test]
fn headings_keep_their_id_and_class_and_nothing_else() {
    let html = body("## Hello {#there .wide onclick=alert(1)}");
    assert!(html.starts_with("<h2 id=\"there\" class=\"wide\">Hello<a"), "{html}");
    assert!(!html.contains("onclick"));
}

#[test]
fn tables_have_classes_not_styles() {
    becomes(
        "| a | b | c |\n|---|--:|:-:|\n| 1 | 2 | 3 |",
        "<div class=\"table\" tabindex=\"0\"><table>\n<thead>\n<tr><th scope=\"col\">a</th><th scope=\"col\" class=\"right\">b</th>\
         <th scope=\"col\" class=\"center\">c</th></tr>\n</thead>\n<tbody>\n<tr><td>1</td><td class=\"right\">2</td>\
         <td class=\"center\">3</td></tr>\n</tbody>\n</table></div>\n",
    );
}

#[test]
fn tasks_have_boxes_with_names() {
    becomes(
        "- [x] one\n- [ ] two",
        "<ul class=\"tasks\">\n<li><input type=\"checkbox\" disabled checked aria-label=\"done\"> one</li>\n\
         <li><input type=\"checkbox\" disabled aria-label=\"to do\"> two</li>\n</ul>\n",
    );
}

#[test]
fn footnotes_are_numbered_as_they_are_mentioned() {
    becomes(
        "[^a]: First *defined*.\n\nA[^b] and[^a] again[^b].\n\n[^b]: Second.",
        "<p>A<sup class=\"note-ref\" id=\"note_1_ref\"><a href=\"#note_1\" role=\"doc-noteref\">1</a></sup> \
         and<sup class=\"note-ref\" id=\"note_2_ref\"><a href=\"#note_2\" role=\"doc-noteref\">2</a></sup> \
         again<sup class=\"note-ref\" id=\"note_1_ref_2\"><a href=\"#note_1\" role=\"doc-noteref\">1</a></sup>.</p>\n\
         <section class=\"notes\" role=\"doc-endnotes\" aria-label=\"Notes\">\n<ol>\n\
         <li id=\"note_1\"><p>Second. <a href=\"#note_1_ref\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩</a> \
         <a href=\"#note_1_ref_2\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩</a></p></li>\n\
         <li id=\"note_2\"><p>First <em>defined</em>. <a href=\"#note_2_ref\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩</a></p></li>\n\
         </ol>\n</section>\n",
    );
}

#[test]
fn a_footnote_that_nobody_mentions_is_left_out() {
    assert!(!body("Words.\n\n[^a]: Never.").contains("Never"));
}

#[test]
fn alerts_and_definitions() {
    becomes(
        "> [!TIP]\n> Rest.",
        "<div class=\"alert tip\" role=\"note\"><p class=\"alert-title\">Tip</p>\n<p>Rest.</p>\n</div>\n",
    );
    becomes("Term\n: Meaning", "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>\n");
}

#[test]
fn bare_addresses_become_links_and_their_full_stop_does_not() {
    becomes(
        "See https://example.org/a_b?c=d&e. `https://example.com/`",
        "<p>See <a href=\"https://example.org/a_b?c=d&amp;e\">https://example.org/a_b?c=d&amp;e</a>. <code>https://example.com/</code></p>\n",
    );
    becomes(
        "[https://example.org/](https://example.com/)",
        "<p><a href=\"https://example.com/\">https://example.org/</a></p>\n",
    );
}

#[test]
fn code_is_coloured_by_class_names_alone() {
    let html = body("```rust\nlet x = \"<b>\"; // &\n```");
    assert!(html.starts_with("<div class=\"code\"><pre tabindex=\"0\"><code class=\"language-rust\">"), "{html}");
    assert!(html.contains("<span class=\"c-string\">&quot;&lt;b&gt;&quot;</span>"), "{html}");
    assert!(html.contains("<span class=\"c-comment\">// &amp;"), "{html}");
    assert!(!html.contains("style="));
    becomes(
        "```nosuch\na < b\n```",
        "<div class=\"code\"><pre tabindex=\"0\"><code class=\"language-nosuch\">a &lt; b\n</code></pre></div>\n",
    );
    assert_eq!(
        body_with("markdown.highlight = false\n", "```rust\nlet x = \"<b>\";\n```"),
        "<div class=\"code\"><pre tabindex=\"0\"><code class=\"language-rust\">let x = &quot;&lt;b&gt;&quot;;\n</code></pre></div>\n",
    );
}

#[test]
fn raw_html_is_shown_as_text() {
    becomes("A <b onclick=\"x()\">b</b>", "<p>A &lt;b onclick=&quot;x()&quot;&gt;b&lt;/b&gt;</p>\n");
    becomes("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
}

#[test]
fn comments_are_dropped() {
    becomes("A <!-- ana@example.org --> b\n\n<!-- a\nblock -->\n\nC", "<p>A  b</p>\n<p>C</p>\n");
}

#[test]
fn a_comment_that_is_never_closed_is_said() {
    check(
        "//- content/lessons/2026-01-02-x.md\n+++\ntitle = \"X\"\n+++\nWords.\n\n<!-- hidden\n^^^^ error: this comment is never closed, so it hides all that follows\n",
    );
}

#[test]
fn control_characters_are_left_out_with_a_warning() {
    check(
        "//- content/lessons/2026-01-02-x.md\n+++\ntitle = \"X\"\n+++\nA\u{8}b\u{fffe}c\n ^ warning: a control character, U+0008, is left out here\n   ^ warning: a control character, U+FFFE, is left out here\n",
    );
    becomes("A\u{8}b\u{fffe}c", "<p>Abc</p>\n");
}

#[test]
fn the_same_text_with_other_line_ends_and_a_byte_order_mark_is_the_same() {
    let plain = "## A\n\n- b\n- c\n\n```rust\nfn a() {}\n```\n";
    assert_eq!(body(plain), body(&plain.replace('\n', "\r\n")));
}

#[test]
fn templates_are_never_run_in_a_text() {
    becomes("{{ site.title }} {% include \"x\" %}", "<p>{{ site.title }} {% include &quot;x&quot; %}</p>\n");
}

#[test]
fn deep_nesting_ends() {
    assert!(body(&"> ".repeat(5000)).len() < 10_000_000);
    assert!(body(&"[".repeat(5000)).len() < 10_000_000);
    assert!(body(&"*a ".repeat(5000)).len() < 10_000_000);
}

#[test]
fn mailboxes_and_hosts_become_links_and_names_do_not() {
    becomes(
        "Write to a.b@example.org or see www.example.org/x and HTTP://example.com/. See notes.txt or example.org.",
        "<p>Write to <a href=\"mailto:a.b@example.org\">a.b@example.org</a> or see \
         <a href=\"https://www.example.org/x\">www.example.org/x</a> and \
         <a href=\"http://example.com/\">HTTP://example.com/</a>. See notes.txt or example.org.</p>\n",
    );
}

#[test]
fn what_follows_a_slash_is_no_mailbox() {
    becomes(
        "ana@example.org/txt@bin.example",
        "<p><a href=\"mailto:ana@example.org\">ana@example.org</a>/txt@bin.example</p>\n",
    );
}
