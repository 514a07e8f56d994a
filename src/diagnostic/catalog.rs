//! Every message there is, one constructor each, so that the wording lives in one file and can be read in one sitting.
//!
//! Lower case, no full stop, backticks around what the author typed; the help says what to do next. The second argument
//! of each constructor's first line is the message's stable code; `tests/catalog.rs` runs every one of them.

use super::{Diagnostic, Place, Severity};

pub(super) fn error(code: &'static str, place: Place, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Severity::Error, code, place, message)
}

pub(super) fn warning(code: &'static str, place: Place, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Severity::Warning, code, place, message)
}

/// "did you mean `title`?", or nothing when no name is near.
pub(super) fn did_you_mean(nearest: Option<&str>) -> Option<String> {
    nearest.map(|name| format!("did you mean `{name}`?"))
}

// ---- files ------------------------------------------------------------------------------------------------------

/// The file is not UTF-8; `offset` is that of the first bad byte.
pub fn invalid_utf8(place: Place, offset: usize) -> Diagnostic {
    error("invalid-utf8", place, format!("this file is not UTF-8 text: byte {offset} fits no character"))
        .help("save it as UTF-8; your editor's \"save with encoding\" does that")
}

/// The file begins with a UTF-16 byte order mark.
pub fn utf16(place: Place) -> Diagnostic {
    error("utf-16", place, "this file is UTF-16 text")
        .help("save it as UTF-8; your editor's \"save with encoding\" does that")
}

/// A NUL byte in a text.
pub fn nul(place: Place) -> Diagnostic {
    error("nul", place, "there is a NUL character here").help("delete it; a text has none, so the file may be damaged")
}

/// Larger than `[limits] entry`, both in bytes.
pub fn too_large(place: Place, size: u64, limit: u64) -> Diagnostic {
    error("too-large", place, format!("this file has {size} bytes; the limit is {limit}"))
        .help("split it, or raise `entry` under `[limits]` in site.toml")
}

/// A pipe, a device, a socket: reading it might never end.
pub fn not_a_file(place: Place) -> Diagnostic {
    error("not-a-file", place, "this is neither a file nor a folder").help("move it out of the journal")
}

/// A file where one of the journal's folders should be.
pub fn not_a_folder(place: Place) -> Diagnostic {
    error("not-a-folder", place, "this should be a folder").help("move the file away, and make a folder of that name")
}

/// A symbolic link that leads out of the folder that it stands in, or nowhere, or to a folder.
pub fn symlink(place: Place) -> Diagnostic {
    error("symlink", place, "this link does not lead to a file in the same folder of the journal")
        .help("copy the file here; what is public is only what lies in the public folders")
}

/// A folder of `content/` that is none of ours.
pub fn unknown_folder(place: Place, folder: &str, nearest: Option<&str>) -> Diagnostic {
    error("unknown-folder", place, format!("`content/{folder}/` is not one of the journal's folders")).help(
        did_you_mean(nearest)
            .unwrap_or_else(|| "entries go into `resources`, `introductions`, `lessons` or `pages`".to_owned()),
    )
}

/// A Markdown file where no entry can be.
pub fn misplaced(place: Place) -> Diagnostic {
    error("misplaced", place, "no entry can stand here")
        .help("an entry is `content/KIND/SLUG.md`, or `content/KIND/SLUG/index.md` with its pictures beside it")
}

/// A type of file that may carry more than it shows.
pub fn unpublishable(place: Place) -> Diagnostic {
    error("unpublishable", place, "files of this type are not published").help(
        "they may carry names, places or old versions that cannot be seen; export it as a PDF, a picture or plain text",
    )
}

/// A file beside an entry that nothing refers to.
pub fn unused_file(place: Place) -> Diagnostic {
    warning("unused-file", place, "no entry refers to this file, so it is not published")
        .help("link it from an entry, or remove it")
}

/// Two sources for one address.
pub fn path_taken(place: Place, address: &str, other: Place) -> Diagnostic {
    let (one, two) = (other.source.path(), place.source.path());
    let (message, help) = if one == two {
        (format!("the address {address} and another one of this file exclude each other"), "leave one of them out")
    } else {
        let message = format!("`{one}` and `{two}` both want the address {address}");
        (message, "give one of them another `slug`, or rename the file")
    };
    error("path-taken", place, message).help(help).also(other, "the other one")
}

/// A source for an address that the site itself needs.
pub fn path_reserved(place: Place, address: &str, what: &str) -> Diagnostic {
    error("path-reserved", place, format!("the address {address} is needed for {what}"))
        .help("choose another `slug`, alias or file name; robots.txt, feeds and the sitemap are made for you")
}

// ---- front matter -----------------------------------------------------------------------------------------------

/// The first line is not `+++`.
pub fn no_front_matter(place: Place) -> Diagnostic {
    let key = if place.source.path().starts_with("private/contacts/") { "name" } else { "title" };
    error("no-front-matter", place, "this file has no front matter")
        .label("expected `+++`")
        .help(format!("begin with a line `+++`, then keys such as `{key} = \"…\"`, then another line `+++`"))
}

/// The first line is `---`.
pub fn yaml_front_matter(place: Place) -> Diagnostic {
    error("yaml-front-matter", place, "this looks like YAML front matter; goodturn reads TOML")
        .help("write `+++` instead of `---` above and below, and `key = \"value\"` instead of `key: value`")
}

/// No closing `+++`.
pub fn unclosed_front_matter(place: Place) -> Diagnostic {
    error("unclosed-front-matter", place, "the front matter that begins here is never closed")
        .help("put a line `+++` after its last key")
}

/// What the TOML parser says, and our own advice where we have some.
pub fn toml_syntax(place: Place, message: &str, help: Option<String>) -> Diagnostic {
    let diagnostic = error("toml-syntax", place, format!("this is not TOML: {message}"));
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// A key that this file cannot have.
pub fn unknown_key(place: Place, key: &str, nearest: Option<&str>, known: &[&str]) -> Diagnostic {
    error("unknown-key", place, format!("unknown key `{key}`"))
        .help(did_you_mean(nearest).unwrap_or_else(|| format!("the keys are {}", known.join(", "))))
}

/// A value of another type than the key has.
pub fn wrong_type(place: Place, key: &str, expected: &str, found: &str) -> Diagnostic {
    error("wrong-type", place, format!("`{key}` is {found}; it should be {expected}"))
}

/// A required key is not there.
pub fn missing_key(place: Place, key: &str, example: &str) -> Diagnostic {
    error("missing-key", place, format!("`{key}` is missing")).help(format!("add a line such as `{key} = {example}`"))
}

/// A value that must not be empty.
pub fn empty_value(place: Place, key: &str) -> Diagnostic {
    error("empty-value", place, format!("`{key}` is empty"))
}

/// A value of the right type that makes no sense; `why` and `help` say so.
pub fn bad_value(place: Place, key: &str, why: &str, help: &str) -> Diagnostic {
    error("bad-value", place, format!("`{key}` {why}")).help(help)
}

/// A date that no calendar has, or far from any journal.
pub fn bad_date(place: Place, why: &str) -> Diagnostic {
    error("bad-date", place, format!("this is no date for an entry: {why}"))
        .help("dates are written 2026-11-18, or with time and offset 2026-11-18T08:30:00+01:00")
}

/// Neither a `date` key nor a date in the file's name.
pub fn no_date(place: Place) -> Diagnostic {
    error("no-date", place, "this entry has no date")
        .help("add `date = 2026-11-18`, or begin the file's name with the date: `2026-11-18-SLUG.md`")
}

/// The `date` key and the file's name disagree.
pub fn date_disagrees(place: Place, in_name: &str) -> Diagnostic {
    error("date-disagrees", place, format!("the file's name says {in_name}"))
        .help("make the two dates the same, or leave one of them out")
}

/// A character that cannot be seen and makes text read other than it is.
pub fn hidden_character(place: Place, key: &str, code_point: char) -> Diagnostic {
    let code = u32::from(code_point);
    error("hidden-character", place, format!("`{key}` has a hidden character, U+{code:04X}"))
        .help("delete it; it changes how the text is shown without being seen")
}

/// A control character in a body: dropped, and said so.
pub fn control_character(place: Place, code_point: char) -> Diagnostic {
    let code = u32::from(code_point);
    warning("control-character", place, format!("a control character, U+{code:04X}, is left out here"))
        .help("it was probably pasted by accident; delete it")
}

// ---- names and addresses ----------------------------------------------------------------------------------------

/// A slug, tag or file name that gives no address.
pub fn bad_slug(place: Place, slug: &str, better: &str) -> Diagnostic {
    let (what, help) = match slug {
        "" => ("an empty slug".to_owned(), "leave it out, and the file's name is taken".to_owned()),
        _ => (format!("`{slug}`"), format!("write `{better}`")),
    };
    error("bad-slug", place, format!("{what} cannot be part of an address")).help(help)
}

/// A file's name that gives no address, and why.
pub fn bad_name(place: Place, why: &str) -> Diagnostic {
    error("bad-name", place, format!("this file's name {why}"))
        .help("name it `SLUG.md` or `2026-11-18-SLUG.md`, with a slug of lower-case letters, digits and hyphens")
}

/// A slug that an address of another kind needs.
pub fn reserved_slug(place: Place, slug: &str) -> Diagnostic {
    error("reserved-slug", place, format!("`{slug}` is the name of something else on the site"))
        .help("choose another `slug`")
}

/// Two different tags that would share an address.
pub fn tags_collide(place: Place, tag: &str, other: &str, slug: &str) -> Diagnostic {
    error("tags-collide", place, format!("the tags `{tag}` and `{other}` would both be /tags/{slug}/"))
        .help("use one of them in both places")
}

/// Two entries with the same feed id.
pub fn id_taken(place: Place, id: &str, other: Place) -> Diagnostic {
    error("id-taken", place, format!("the feed id `{id}` belongs to `{}`", other.source.path()))
        .help("a feed reader would take the two for one; give this one another `id`")
        .also(other, "the other one")
}

/// An alias that is no path.
pub fn bad_alias(place: Place, alias: &str, why: &str) -> Diagnostic {
    error("bad-alias", place, format!("`{alias}` is no old address of this site: {why}"))
        .help("an alias is a path from the site's root, such as `/2024/my-entry/`")
}

// ---- links ------------------------------------------------------------------------------------------------------

/// A scheme that is not on the list.
pub fn refused_scheme(place: Place, scheme: &str) -> Diagnostic {
    error("refused-scheme", place, format!("links with `{scheme}:` are not published"))
        .help("use http, https, mailto or tel, or an address on this site")
}

/// An absolute address that cannot be understood.
pub fn bad_url(place: Place, url: &str, why: &str) -> Diagnostic {
    error("bad-url", place, format!("`{url}` is no address: {why}")).help("write it in full, as the browser shows it")
}

/// A link within the site that leads nowhere.
pub fn dead_link(place: Place, target: &str, nearest: Option<&str>) -> Diagnostic {
    let diagnostic = error("dead-link", place, format!("`{target}` leads nowhere on this site"));
    match did_you_mean(nearest) {
        Some(help) => diagnostic.help(help),
        None => diagnostic.help("check the address, or write `[[SLUG]]` to link an entry by its name"),
    }
}

/// A link to a heading that is not there.
pub fn dead_fragment(place: Place, fragment: &str, nearest: Option<&str>) -> Diagnostic {
    let diagnostic = error("dead-fragment", place, format!("there is no heading `#{fragment}` there"));
    match nearest {
        Some(name) => diagnostic.help(format!("did you mean `#{name}`?")),
        None => diagnostic.help("a heading's name is its words in lower case, joined by hyphens"),
    }
}

/// `[[…]]` with a name that no entry has.
pub fn dead_wikilink(place: Place, name: &str, nearest: Option<&str>) -> Diagnostic {
    let diagnostic = error("dead-wikilink", place, format!("no entry is called `{name}`"));
    match nearest {
        Some(name) => diagnostic.help(format!("did you mean `[[{name}]]`?")),
        None => diagnostic.help("an entry's name is its slug: the file's name without date and `.md`"),
    }
}

/// `[[…]]` with a name that several entries have.
pub fn ambiguous_wikilink(place: Place, name: &str, candidates: &[String]) -> Diagnostic {
    let all: Vec<_> = candidates.iter().map(|name| format!("`[[{name}]]`")).collect();
    error("ambiguous-wikilink", place, format!("`{name}` is the name of several entries"))
        .help(format!("write {}", all.join(" or ")))
}

/// A link to an entry that is not out yet.
pub fn link_to_unpublished(place: Place, target: &str, state: &str) -> Diagnostic {
    error("link-to-unpublished", place, format!("`{target}` is {state}, so this link would lead nowhere"))
        .help("publish that one first, or take the link out for now")
}

/// A picture on another host.
pub fn remote_picture(place: Place) -> Diagnostic {
    error("remote-picture", place, "this picture is on another host")
        .help("save it beside the entry: no page here makes a reader's browser call somebody else")
}

/// A picture that is not there.
pub fn missing_picture(place: Place, target: &str, nearest: Option<&str>) -> Diagnostic {
    let diagnostic = error("missing-picture", place, format!("there is no picture `{target}`"));
    match did_you_mean(nearest) {
        Some(help) => diagnostic.help(help),
        None => diagnostic.help("pictures lie beside the entry: `SLUG/index.md` and `SLUG/picture.jpg`"),
    }
}

/// A picture that cannot be read.
pub fn broken_picture(place: Place, target: &str, why: &str) -> Diagnostic {
    error("broken-picture", place, format!("`{target}` cannot be published as a picture: {why}"))
        .help("save it again as JPEG, PNG, WebP, GIF or plain SVG")
}

/// An HTML comment that swallows the rest of the entry.
pub fn unclosed_comment(place: Place) -> Diagnostic {
    error("unclosed-comment", place, "this comment is never closed, so it hides all that follows")
        .help("close it with `-->`")
}

// ---- what an entry is held to -----------------------------------------------------------------------------------

/// A resource with too little commentary.
pub fn too_few_words(place: Place, words: usize, wanted: usize) -> Diagnostic {
    let words = super::show::counted(words, "word");
    error("too-few-words", place, format!("this resource has {words} of your own; it wants {wanted} or more"))
        .help("say why it is worth passing on and whom it would suit; quotations do not count")
}

/// An introduction of fewer than two.
pub fn too_few_sides(place: Place) -> Diagnostic {
    error("too-few-sides", place, "an introduction has two sides or more")
        .help("write `sides = [{ who = \"a hospice nurse\", brings = \"…\" }, { who = \"a printer\" }]`")
}

/// Two shares nearer than `share.gap`.
pub fn pacing(place: Place, days: i64, gap: i64, other: Place) -> Diagnostic {
    let apart = super::show::counted(usize::try_from(days).unwrap_or(0), "day");
    warning("pacing", place, format!("this resource comes {apart} after the last one; you like to leave {gap} days"))
        .help("move its `date`, or keep it for a person it would suit")
        .also(other, "the one before")
}

// ---- theme ------------------------------------------------------------------------------------------------------

/// A theme that is neither ours nor in `themes/`.
pub fn no_theme(place: Place, name: &str, nearest: Option<&str>) -> Diagnostic {
    let what = if name.is_empty() {
        "there is no theme without a name".to_owned()
    } else {
        format!("there is no theme `{name}`")
    };
    let diagnostic = error("no-theme", place, what);
    match did_you_mean(nearest) {
        Some(help) => diagnostic.help(help),
        None if name.is_empty() => diagnostic.help("leave `theme` out, or name a folder of `themes/`"),
        None => diagnostic.help(format!("make a folder `themes/{name}/`, or leave `theme` out")),
    }
}

/// A template that cannot be understood, or that failed on a page.
pub fn template(place: Place, message: &str) -> Diagnostic {
    error("template", place, format!("the template does not work: {message}"))
}

/// A file in a theme's folder that no theme has.
pub fn unknown_theme_file(place: Place, nearest: Option<&str>) -> Diagnostic {
    let diagnostic = error("unknown-theme-file", place, "nothing in a theme is called this");
    match did_you_mean(nearest) {
        Some(help) => diagnostic.help(help),
        None => diagnostic.help("a theme has the folders `templates`, `styles`, `scripts` and `assets`"),
    }
}

// ---- what is private --------------------------------------------------------------------------------------------

/// Where a secret stands.
const WRITTEN: &str = "written here";

/// An address or a number of a contact in a public file; `kind` says which of them.
pub fn leak(place: Place, text: &str, owner: &str, kind: &str, written: Place) -> Diagnostic {
    leaked(place, &format!("`{text}` is @{owner}'s {kind}")).also(written, WRITTEN).help("take it out")
}

/// A handle in a public file.
pub fn leaked_handle(place: Place, owner: &str, written: Place) -> Diagnostic {
    leaked(place, &format!("`@{owner}` is how you call somebody in private"))
        .also(written, WRITTEN)
        .help("write what they are instead, such as \"a friend\"")
}

/// A sentence from a note in a public file.
pub fn leaked_sentence(place: Place, owner: &str, written: &Place) -> Diagnostic {
    // The note itself is not shown: what a build prints may be read by others.
    let at = written.position();
    let note = format!("{}:{}", written.source.path(), at.line);
    leaked(place, &format!("this sentence is in your notes on @{owner}"))
        .help(format!("say it in other words, or not at all; the note is {note}"))
}

/// The name of somebody who has not agreed to be named, or whom this file does not credit.
pub fn leaked_name(place: Place, name: &str, owner: &str, consented: bool, written: Place) -> Diagnostic {
    let credit = "name them in `named`, `author`, `via` or `learned_from`";
    let help = if consented {
        format!("take it out, or {credit}")
    } else {
        format!("take it out; or ask them, write `consent_name` into {}, and {credit}", written.source.path())
    };
    leaked(place, &format!("`{name}` is @{owner}'s name")).also(written, WRITTEN).help(help)
}

/// The same in a file of the output, where no text of the author's explains it.
pub fn leak_in_output(leak: Diagnostic) -> Diagnostic {
    leak.help("no text of yours says it in these words; look at the entry behind this page, the theme and copied files")
}

fn leaked(place: Place, what: &str) -> Diagnostic {
    error("leak", place, format!("{what}, and this file is public"))
}
