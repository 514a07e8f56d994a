//! What an author may do to a journal, at random: one change to its files after the other, good ones and bad ones.
#![expect(clippy::case_sensitive_file_extension_comparisons, reason = "these names are ours, in lower case")]

use std::collections::BTreeMap;

use goodturn::parse::picture::Kind;

use crate::pictures::picture;

/// The files of a journal by their paths.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Numbers that look like chance and are the same for the same seed.
#[derive(Debug)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).unwrap()
    }

    pub(crate) fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.roll(of.len())]
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.roll(last + 1));
        }
    }

    /// The path of a file, if there is one of this kind.
    fn path(&mut self, files: &Files, is_wanted: impl Fn(&str) -> bool) -> Option<String> {
        let paths: Vec<_> = files.keys().filter(|path| is_wanted(path)).collect();
        (!paths.is_empty()).then(|| paths[self.roll(paths.len())].clone())
    }

    fn day(&mut self) -> String {
        format!("2026-{:02}-{:02}", self.roll(12) + 1, self.roll(28) + 1)
    }

    fn name(&mut self) -> String {
        let name = self.pick(&["bees", "bread", "canal", "map", "quilt", "loom", "ferry", "un-vœu", "post"]);
        format!("{name}-{}", self.roll(40))
    }

    fn words(&mut self) -> String {
        let ornament = self.pick(&[
            "",
            "\n## A heading\n\nBelow it.\n",
            "\n```rust\nfn main() {}\n```\n",
            "\n| a | b |\n|---|---|\n| 1 | 2 |\n",
            "\nA note.[^1]\n\n[^1]: Down here.\n",
            "\nSee [[about]].\n",
            "\n> [!NOTE]\n> Mind the gap.\n",
            "\nhttps://bare.example/ and *more*.\n",
        ]);
        let number = self.roll(1_000_000);
        format!("{} and number {number} at the end of the line.\n{ornament}", "one two three four five ".repeat(5))
    }
}

/// What an edit did, beyond what can be seen by comparing the files.
#[derive(Debug, Default)]
pub(crate) struct Done {
    pub(crate) words: String,
    /// A file or a folder that got another name as a whole.
    pub(crate) moved: Option<(String, String)>,
    /// A file that was written again with the same bytes.
    pub(crate) touched: Option<String>,
}

/// A change to the files; nothing where it does not apply.
type Edit = fn(&mut Dice, &mut Files) -> Option<Done>;

const PUBLIC: [Edit; 20] = [
    write_words,
    write_words,
    set_key,
    set_key,
    drop_key,
    add_entry,
    add_page,
    delete_text,
    redate,
    rename,
    rekind,
    fold,
    add_picture,
    replace_picture,
    delete_picture,
    settings,
    style,
    template,
    statics,
    touch,
];
const BROKEN: [Edit; 6] = [bad_key, bad_settings, no_settings, bad_template, bad_page, lost_folder];
const PRIVATE: [Edit; 3] = [contact, contact, log];

/// One edit: mostly a good one, sometimes a bad one, sometimes one of the private half.
pub(crate) fn edit(dice: &mut Dice, files: &mut Files, is_private: bool) -> Done {
    loop {
        let among: &[Edit] = match dice.roll(10) {
            0 => &BROKEN,
            1..=4 if is_private => &PRIVATE,
            _ => &PUBLIC,
        };
        let before = files.clone();
        if let Some(done) = among[dice.roll(among.len())](dice, files) {
            return done;
        }
        *files = before;
    }
}

/// A journal to begin with: some of each kind, a picture, a style and a static file.
pub(crate) fn beginning(dice: &mut Dice) -> Files {
    let mut files = Files::new();
    let site = "title = \"Test\"\nbase_url = \"https://test.example/\"\nid = \"tag:test.example,2026:t\"\n\
                [share]\ngap = \"0d\"\n";
    files.insert("site.toml".to_owned(), site.into());
    files.insert("content/pages/about.md".to_owned(), "+++\ntitle = \"About\"\nnav = 1\n+++\nWords.\n".into());
    for edit in [add_entry, add_entry, add_entry, add_entry, fold, add_picture, statics, add_page] {
        edit(dice, &mut files);
    }
    files
}

#[expect(clippy::unnecessary_wraps, reason = "it ends an edit, which may also come to nothing")]
fn done(words: impl Into<String>) -> Option<Done> {
    Some(Done { words: words.into(), ..Done::default() })
}

fn is_text(path: &str) -> bool {
    path.starts_with("content/") && path.ends_with(".md")
}

fn is_entry(path: &str) -> bool {
    is_text(path) && !path.starts_with("content/pages/")
}

/// The front matter of a text, and what stands below it.
fn halves(text: &[u8]) -> (String, String) {
    let text = String::from_utf8(text.to_vec()).unwrap();
    let (front, body) = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("+++\n")).unwrap_or(("", &text));
    (front.to_owned(), body.to_owned())
}

fn joined(front: &str, body: &str) -> Vec<u8> {
    format!("+++\n{front}+++\n{body}").into()
}

/// The lines that are wanted.
fn lines(text: &str, is_wanted: impl Fn(&str) -> bool) -> String {
    text.split_inclusive('\n').filter(|line| is_wanted(line)).collect()
}

/// Lines without the one that sets a key.
fn without(text: &str, key: &str) -> String {
    lines(text, |line| !line.starts_with(&format!("{key} =")))
}

fn new_text(dice: &mut Dice, kind: &str) -> Vec<u8> {
    let own = match kind {
        "resources" => "url = \"https://found.example/\"\n",
        "introductions" => "sides = [\"a baker\", \"a beekeeper\"]\n",
        _ => "",
    };
    let title = dice.name();
    let body = dice.words();
    joined(&format!("{own}title = \"The {title}\"\ntags = [\"{}\"]\n", dice.name()), &body)
}

fn write_words(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let path = dice.path(files, is_text)?;
    let (front, _) = halves(&files[&path]);
    let picture = dice.path(files, |other| other.starts_with(folder_of(&path)) && !other.ends_with(".md"));
    let shown =
        picture.filter(|_| path.ends_with("/index.md")).map(|path| format!("\n![A sign]({})\n", name_of(&path)));
    let body = dice.words() + &shown.unwrap_or_default();
    files.insert(path.clone(), joined(&front, &body));
    done(format!("other words in {path}"))
}

fn set_key(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let path = dice.path(files, is_text)?;
    let (front, body) = halves(&files[&path]);
    let (one, two, day) = (dice.name(), dice.name(), dice.day());
    let keys = [
        format!("title = \"What {one} & <{two}> say\""),
        format!("summary = \"In short: {one}\""),
        format!("slug = \"{}\"", one.replace('œ', "oe")),
        "draft = true".to_owned(),
        format!("aliases = [\"/old/{}/\"]", one.replace('œ', "oe")),
        "lang = \"ar\"".to_owned(),
        format!("updated = {day}"),
        format!("tags = [\"{one}\", \"{two}\", \"C++\"]"),
        format!("expires = {day}"),
        "good_for = \"A quiet hour\"".to_owned(),
        "try_when = \"It rains\"".to_owned(),
    ];
    let line = &keys[dice.roll(keys.len())];
    let key = line.split(' ').next()?;
    files.insert(path.clone(), joined(&format!("{line}\n{}", without(&front, key)), &body));
    done(format!("{line} in {path}"))
}

fn drop_key(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let path = dice.path(files, is_text)?;
    let (front, body) = halves(&files[&path]);
    let key = dice.pick(&["slug", "draft", "aliases", "lang", "updated", "tags", "expires", "good_for", "try_when"]);
    let fewer = without(&front, key);
    (fewer != front).then_some(())?;
    files.insert(path.clone(), joined(&fewer, &body));
    done(format!("no {key} in {path}"))
}

fn add_entry(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let kind = dice.pick(&["resources", "introductions", "lessons"]);
    let end = dice.pick(&[".md", "/index.md"]);
    let path = format!("content/{kind}/{}-{}{end}", dice.day(), dice.name());
    let text = new_text(dice, kind);
    (!files.contains_key(&path)).then_some(())?;
    files.insert(path.clone(), text);
    done(format!("new {path}"))
}

fn add_page(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let path = format!("content/pages/{}.md", dice.name());
    let text = joined(&format!("title = \"{}\"\nnav = {}\n", dice.name(), dice.roll(99) + 1), &dice.words());
    files.insert(path.clone(), text);
    done(format!("new or other {path}"))
}

fn delete_text(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    (files.keys().filter(|path| is_entry(path)).count() > 3).then_some(())?;
    let path = dice.path(files, is_text)?;
    let folder = path.strip_suffix("index.md").unwrap_or(&path).to_owned();
    files.retain(|other, _| !other.starts_with(&folder));
    done(format!("{folder} is gone"))
}

/// Gives a file, or the folder that it is the text of, another name.
fn moved(files: &mut Files, path: &str, name: impl FnOnce(&str) -> String) -> Option<Done> {
    let (place, end) = path.strip_suffix("/index.md").map_or((path.strip_suffix(".md")?, ".md"), |place| (place, ""));
    let (from, to) = (format!("{place}{end}"), format!("{}{end}", name(place)));
    move_all(files, &from, &to)
}

fn move_all(files: &mut Files, from: &str, to: &str) -> Option<Done> {
    let is_in = |path: &str, place: &str| path == place || path.starts_with(&format!("{place}/"));
    (!files.keys().any(|path| is_in(path, to))).then_some(())?;
    let paths: Vec<_> = files.keys().filter(|path| is_in(path, from)).cloned().collect();
    for path in paths {
        let bytes = files.remove(&path)?;
        files.insert(path.replacen(from, to, 1), bytes);
    }
    Some(Done {
        words: format!("{from} becomes {to}"),
        moved: Some((from.to_owned(), to.to_owned())),
        ..Done::default()
    })
}

fn redate(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let path = dice.path(files, is_entry)?;
    let day = dice.day();
    moved(files, &path, |place| {
        let (folder, name) = place.rsplit_once('/').unwrap();
        format!("{folder}/{day}{}", &name[10..])
    })
}

fn rename(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let path = dice.path(files, is_entry)?;
    let name = dice.name();
    moved(files, &path, |place| {
        let at = place.rfind('/').unwrap() + 11;
        format!("{}-{name}", &place[..at])
    })
}

/// A lesson becomes a resource, with what a resource needs.
fn rekind(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let path = dice.path(files, |path| is_entry(path) && !path.ends_with("/index.md"))?;
    let kind = dice.pick(&["resources", "introductions", "lessons"]);
    let to = format!("content/{kind}/{}", name_of(&path));
    let text = new_text(dice, kind);
    files.remove(&path);
    files.insert(to.clone(), text);
    done(format!("{path} becomes {to}"))
}

/// An entry gets a folder of its own.
fn fold(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let path = dice.path(files, |path| is_entry(path) && !path.ends_with("/index.md"))?;
    let to = format!("{}/index.md", path.strip_suffix(".md")?);
    let bytes = files.remove(&path)?;
    files.insert(to.clone(), bytes);
    done(format!("{path} becomes {to}"))
}

fn folder_of(path: &str) -> &str {
    &path[..=path.rfind('/').unwrap()]
}

fn name_of(path: &str) -> &str {
    &path[path.rfind('/').unwrap() + 1..]
}

fn any_picture(dice: &mut Dice) -> (&'static str, Vec<u8>) {
    let (wide, high) = (dice.roll(90) + 1, dice.roll(90) + 1);
    let drawing = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\"></svg>");
    match dice.roll(4) {
        0 => ("png", picture(Kind::Png)),
        1 => ("jpg", picture(Kind::Jpeg)),
        _ => ("svg", drawing.into()),
    }
}

fn add_picture(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let path = dice.path(files, |path| is_entry(path) && path.ends_with("/index.md"))?;
    let (ending, bytes) = any_picture(dice);
    let name = format!("sign{}.{ending}", dice.roll(3));
    let (front, body) = halves(&files[&path]);
    files.insert(format!("{}{name}", folder_of(&path)), bytes);
    files.insert(path.clone(), joined(&front, &format!("{body}\n![A sign]({name} \"A sign\")\n")));
    done(format!("{name} in {path}"))
}

fn replace_picture(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let path = dice.path(files, |path| path.starts_with("content/") && path.ends_with(".svg"))?;
    let bytes = loop {
        if let ("svg", bytes) = any_picture(dice) {
            break bytes;
        }
    };
    files.insert(path.clone(), bytes);
    done(format!("another {path}"))
}

/// With the words that show it, or without, which is a mistake.
fn delete_picture(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let path = dice.path(files, |path| path.starts_with("content/") && !path.ends_with(".md"))?;
    files.remove(&path);
    let text = format!("{}index.md", folder_of(&path));
    if dice.roll(3) > 0 && files.contains_key(&text) {
        let (front, body) = halves(&files[&text]);
        let body = lines(&body, |line| !line.contains(name_of(&path)));
        files.insert(text, joined(&front, &body));
    }
    done(format!("no {path}"))
}

fn settings(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let text = String::from_utf8(files.get("site.toml")?.clone()).unwrap();
    let line = match dice.roll(6) {
        0 => format!("title = \"The {} journal\"", dice.name()),
        1 => format!("description = \"On {}\"", dice.name()),
        2 => "accent = \"#1f6661\"".to_owned(),
        3 => "timezone = \"Europe/London\"".to_owned(),
        4 => format!("base_url = \"https://test.example/{}\"", dice.pick(&["", "sub/", "sub/path/"])),
        _ => "lang = \"en-GB\"".to_owned(),
    };
    let key = line.split(' ').next()?;
    files.insert("site.toml".to_owned(), format!("{line}\n{}", without(&text, key)).into());
    done(line)
}

fn style(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let path = format!("themes/airmail/styles/9{}-own.css", dice.roll(2));
    if dice.roll(4) == 0 {
        files.remove(&path)?;
        return done(format!("no {path}"));
    }
    files.insert(path.clone(), format!("p {{ margin: {}px }}\n", dice.roll(1000)).into());
    done(format!("other {path}"))
}

/// A template of the journal's own, or back to the one in the program.
fn template(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let name = dice.pick(&["tags.html", "entry.html", "home.html", "404.html"]);
    let path = format!("themes/airmail/templates/{name}");
    if files.remove(&path).is_some() {
        return done(format!("no {path}"));
    }
    let own = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(own).unwrap();
    let mark = format!("<i data-number=\"{}\"></i><div ", dice.roll(1000));
    files.insert(path.clone(), text.replacen("<div ", &mark, 1).into());
    done(format!("own {path}"))
}

fn statics(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let name = dice.pick(&["a.txt", "b/c/d.txt", "with a space.txt", "café.txt", "b/x.json", "page.html"]);
    let path = format!("static/{name}");
    if files.contains_key(&path) && dice.roll(2) == 0 {
        files.remove(&path)?;
        return done(format!("no {path}"));
    }
    files.insert(path.clone(), format!("\"static {}\"", dice.roll(1000)).into());
    done(format!("other {path}"))
}

fn touch(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let path = dice.path(files, |_| true)?;
    Some(Done { words: format!("{path} is touched"), touched: Some(path), ..Done::default() })
}

fn bad_key(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let path = dice.path(files, is_text)?;
    let (front, body) = halves(&files[&path]);
    let line = dice.pick(&["nope = 1\n", "date = 2026-02-30\n", "title =\n", "tags = 7\n"]);
    files.insert(path.clone(), joined(&(front + line), &body));
    done(format!("{} in {path}", line.trim()))
}

fn bad_settings(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let text = String::from_utf8(files.get("site.toml")?.clone()).unwrap();
    let line = dice.pick(&["nope = 1\n", "timezone = \"Mars\"\n", "accent = \"#fff\"\n"]);
    files.insert("site.toml".to_owned(), format!("{line}{text}").into());
    done(format!("{} in site.toml", line.trim()))
}

fn no_settings(_: &mut Dice, files: &mut Files) -> Option<Done> {
    files.remove("site.toml")?;
    done("no site.toml")
}

fn bad_template(_: &mut Dice, files: &mut Files) -> Option<Done> {
    files.insert("themes/airmail/templates/entry.html".to_owned(), "{% if %}".into());
    done("a template that is none")
}

/// Found only when a page is made of it.
fn bad_page(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let path = format!("themes/airmail/templates/{}", dice.pick(&["tags.html", "tag.html", "archive.html"]));
    files.insert(path.clone(), "{{ page.nope }}".into());
    done(format!("pages of {path} cannot be made"))
}

fn lost_folder(_: &mut Dice, files: &mut Files) -> Option<Done> {
    files.keys().any(|path| path.starts_with("content/lessons/")).then_some(())?;
    move_all(files, "content/lessons", "content/gone")
}

fn contact(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let path = format!("private/contacts/{}.md", dice.pick(&["ana", "ben", "cleo"]));
    if files.contains_key(&path) && dice.roll(4) == 0 {
        files.remove(&path)?;
        return done(format!("no {path}"));
    }
    let cadence = dice.roll(9) + 1;
    let text = format!("+++\nname = \"Somebody Else\"\ncadence = \"{cadence}w\"\n+++\n{}", dice.words());
    files.insert(path.clone(), text.into());
    done(format!("other {path}"))
}

fn log(dice: &mut Dice, files: &mut Files) -> Option<Done> {
    let who = dice.path(files, |path| path.starts_with("private/contacts/"))?;
    let handle = name_of(&who).strip_suffix(".md")?;
    let line = format!("- {} met = @{handle}: tea and number {}\n", dice.day(), dice.roll(1000));
    files.entry("private/log/2026.md".to_owned()).or_default().extend(line.bytes());
    done(line.trim().to_owned())
}
