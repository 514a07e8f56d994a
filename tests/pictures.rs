//! Pictures leave behind what they know about their maker, and nothing else.
//!
//! Each picture here is a list of the pieces that draw it. A test puts something that tells between any two of them and
//! expects exactly the pieces back.

use std::fmt::Write as _;
use std::path::Path;

use goodturn::parse::picture::{Kind, Size, publishable, size};

use crate::support::{Fixture, site_on, tree, try_site};

/// What nobody may find in a published picture: a place on earth, as a telephone writes it.
const CANARY: &[u8] = b"canary 51.4779N 0.0015W";

const DAMAGED: &str = "it is damaged, or not what its name says";

/// A small picture of each kind that a page may show: 3 wide, 2 high.
pub(crate) fn picture(kind: Kind) -> Vec<u8> {
    match kind {
        Kind::Jpeg => jpeg().concat(),
        Kind::Png => png().concat(),
        Kind::WebP => riff(&webp()),
        Kind::Gif => gif().concat(),
        Kind::Svg => SVG.into(),
    }
}

pub(crate) const SVG: &str = concat!(
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"2\" role=\"img\">",
    "<title>A sign</title><path fill=\"url(#a)\" d=\"M0 0h3v2z\"/></svg>"
);

/// A progressive JPEG: two scans with tables between them, stuffed bytes and a restart marker in the data.
fn jpeg() -> Vec<Vec<u8>> {
    let frame = [8, 0, 2, 0, 3, 1, 1, 0x11, 0];
    let table = [&[0x10][..], &[1; 16], &[0; 16]].concat();
    vec![
        vec![0xff, 0xd8],
        segment(0xe0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\0\0"),
        segment(0xe2, b"ICC_PROFILE\0\x01\x01a profile of colours"),
        segment(0xee, b"Adobe\0\x64\0\0\0\0\x01"),
        segment(0xdb, &[0; 65]),
        segment(0xc2, &frame),
        segment(0xc4, &table),
        [segment(0xda, &[1, 1, 0, 0, 0, 0]), vec![0x12, 0xff, 0, 0x34, 0xff, 0xd0, 0x56, 0xff, 0, 0x78]].concat(),
        segment(0xc4, &table),
        segment(0xdd, &[0, 1]),
        [segment(0xda, &[1, 1, 0, 1, 63, 2]), vec![0x9a, 0xbc, 0xff, 0, 0xde]].concat(),
        vec![0xff, 0xd9],
    ]
}

/// Segments that tell: whose content begins with what.
const JPEG_NOTES: [(u8, &[u8]); 13] = [
    (0xe1, b"http://ns.adobe.com/xap/1.0/\0"),
    (0xe1, b"http://ns.adobe.com/xmp/extension/\0"),
    (0xe1, b""),
    (0xe2, b"MPF\0"),
    (0xe2, b"FPXR\0"),
    (0xe0, b"JFXX\0\x10"),
    (0xe3, b"Meta\0"),
    (0xec, b"Ducky"),
    (0xed, b"Photoshop 3.0\08BIM\x04\x04\0\0"),
    (0xee, b"Other"),
    (0xef, b""),
    (0xf7, b""),
    (0xfe, b""),
];

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], content].concat()
}

/// An EXIF block with a description, and a way to turn the picture if there is one.
fn exif(orientation: Option<u8>) -> Vec<u8> {
    let entries: u8 = if orientation.is_some() { 2 } else { 1 };
    let after = 8 + 2 + 12 * u32::from(entries) + 4;
    let mut out = b"MM\0\x2a\0\0\0\x08\0".to_vec();
    out.push(entries);
    out.extend_from_slice(&[1, 0x0e, 0, 2]); // ImageDescription
    out.extend_from_slice(&u32::try_from(CANARY.len()).unwrap().to_be_bytes());
    out.extend_from_slice(&after.to_be_bytes());
    if let Some(orientation) = orientation {
        out.extend_from_slice(&[1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    }
    out.extend_from_slice(&[0; 4]);
    [out, CANARY.to_vec()].concat()
}

fn png() -> Vec<Vec<u8>> {
    vec![
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &[0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0]),
        chunk(b"gAMA", &[0, 0, 0xb1, 0x8f]),
        chunk(b"PLTE", &[1, 2, 3, 4, 5, 6]),
        chunk(b"tRNS", &[0]),
        chunk(b"pHYs", &[0, 0, 0, 1, 0, 0, 0, 1, 0]),
        chunk(b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]),
        chunk(b"IDAT", b"\x78\x01\x01\x08\0\xf7\xff\0\0\0\0\0\0\0"),
        chunk(b"IDAT", b"\0\0\0\x08\0\x01"),
        chunk(b"IEND", b""),
    ]
}

fn chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
    let step = |crc: u32| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    let checked = [name, content].concat();
    let crc = !checked.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)));
    [&u32::try_from(content.len()).unwrap().to_be_bytes()[..], &checked, &crc.to_be_bytes()].concat()
}

/// The chunks of a WebP whose header says that there is neither EXIF nor XMP.
fn webp() -> Vec<Vec<u8>> {
    vec![
        le_chunk(b"VP8X", &[0x20, 0, 0, 0, 2, 0, 0, 1, 0, 0]),
        le_chunk(b"ICCP", b"a profile of colours"),
        le_chunk(b"VP8L", &[0x2f, 2, 0x40, 0, 0, 7, 7]),
    ]
}

fn le_chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_le_bytes();
    [name, &length, content, &[0][..content.len() % 2]].concat()
}

fn riff(chunks: &[Vec<u8>]) -> Vec<u8> {
    let content = [b"WEBP".to_vec(), chunks.concat()].concat();
    [&b"RIFF"[..], &u32::try_from(content.len()).unwrap().to_le_bytes(), &content].concat()
}

/// The same picture, with what it says in its header about EXIF and XMP.
fn announced(mut chunks: Vec<Vec<u8>>, flags: u8) -> Vec<Vec<u8>> {
    chunks[0][8] |= flags;
    chunks
}

fn gif() -> Vec<Vec<u8>> {
    vec![
        b"GIF89a\x03\0\x02\0\x80\0\0\0\0\0\xff\xff\xff".to_vec(),
        b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0".to_vec(),
        b"!\xf9\x04\0\x0a\0\0\0".to_vec(),
        b",\0\0\0\0\x03\0\x02\0\0\x02\x03\x84\x11\x05\0".to_vec(),
        b"!\xf9\x04\0\x0a\0\0\0".to_vec(),
        b",\0\0\0\0\x03\0\x02\0\x80\x09\x09\x09\x08\x08\x08\x02\x03\x84\x11\x05\0".to_vec(),
        b";".to_vec(),
    ]
}

/// Blocks of a GIF, each led by its length, and the empty one at the end.
fn sub_blocks(parts: &[&[u8]]) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::new();
    for part in parts {
        out.push(u8::try_from(part.len()).unwrap());
        out.extend_from_slice(part);
    }
    out.push(0);
    out
}

/// The pieces with `note` before piece number `at`.
fn with(pieces: &[Vec<u8>], at: usize, note: &[u8]) -> Vec<u8> {
    [pieces[..at].concat(), note.to_vec(), pieces[at..].concat()].concat()
}

fn has_canary(bytes: &[u8]) -> bool {
    bytes.windows(CANARY.len()).any(|window| window == CANARY)
}

#[track_caller]
fn is_left_behind(kind: Kind, picture: &[u8], expected: &[u8]) {
    assert!(has_canary(picture), "no canary went in");
    assert_eq!(publishable(kind, picture).unwrap(), expected);
    assert_eq!(size(kind, picture), Ok(Size { width: 3, height: 2 }));
    let found = imagesize::blob_size(expected).unwrap();
    assert_eq!((found.width, found.height), (3, 2));
}

#[test]
fn a_picture_that_tells_nothing_stays_as_it_is() {
    for kind in [Kind::Jpeg, Kind::Png, Kind::WebP, Kind::Gif, Kind::Svg] {
        assert_eq!(publishable(kind, &picture(kind)), Ok(picture(kind)), "{kind:?}");
        assert_eq!(size(kind, &picture(kind)), Ok(Size { width: 3, height: 2 }), "{kind:?}");
    }
}

#[test]
fn the_segments_of_a_jpeg_that_tell_are_left_behind_wherever_they_stand() {
    let pieces = jpeg();
    for at in 1..pieces.len() {
        for (marker, prefix) in JPEG_NOTES {
            let note = segment(marker, &[prefix, CANARY].concat());
            is_left_behind(Kind::Jpeg, &with(&pieces, at, &note), &pieces.concat());
        }
        let note = segment(0xe1, &[b"Exif\0\0", &exif(None)[..]].concat());
        is_left_behind(Kind::Jpeg, &with(&pieces, at, &note), &pieces.concat());
    }
}

#[test]
fn what_follows_the_end_of_a_jpeg_is_left_behind() {
    let whole = picture(Kind::Jpeg);
    is_left_behind(Kind::Jpeg, &[&whole, CANARY].concat(), &whole);
    let second = with(&jpeg(), 1, &segment(0xfe, CANARY));
    let with_preview = [whole.clone(), second].concat();
    is_left_behind(Kind::Jpeg, &with_preview, &whole);
}

#[test]
fn the_chunks_of_a_png_that_tell_are_left_behind_wherever_they_stand() {
    let pieces = png();
    let names: [&[u8; 4]; 11] =
        [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"prIv", b"caBX", b"vpAg", b"sPLT", b"hIST", b"dSIG"];
    for at in 2..pieces.len() {
        for name in names {
            let note = if name == b"eXIf" { exif(None) } else { [b"Comment\0\0\0\0\0", CANARY].concat() };
            is_left_behind(Kind::Png, &with(&pieces, at, &chunk(name, &note)), &pieces.concat());
        }
    }
    is_left_behind(Kind::Png, &[&pieces.concat(), CANARY].concat(), &pieces.concat());
}

#[test]
fn the_chunks_of_a_webp_that_tell_are_left_behind_wherever_they_stand() {
    let clean = picture(Kind::WebP);
    let told = announced(webp(), 0x0c);
    for at in 1..=told.len() {
        for name in [b"EXIF", b"XMP ", b"CANA", b"META"] {
            let content = if name == b"EXIF" { exif(None) } else { CANARY.to_vec() };
            let mut chunks = told.clone();
            chunks.insert(at, le_chunk(name, &content));
            is_left_behind(Kind::WebP, &riff(&chunks), &clean);
        }
    }
    is_left_behind(Kind::WebP, &[&clean, CANARY].concat(), &clean);
}

#[test]
fn the_blocks_of_a_gif_that_tell_are_left_behind_wherever_they_stand() {
    let pieces = gif();
    let notes = [
        [b"!\xfe".to_vec(), sub_blocks(&[b"a comment", CANARY])].concat(),
        [b"!\xff".to_vec(), sub_blocks(&[b"XMP DataXMP", CANARY])].concat(),
        [b"!\xff".to_vec(), sub_blocks(&[b"ICCRGBG1012", CANARY])].concat(),
        [b"!\x01".to_vec(), sub_blocks(&[b"\0\0\0\0\x01\0\x01\0\x08\x08\x01\0", CANARY])].concat(),
    ];
    for at in 1..pieces.len() {
        for note in &notes {
            is_left_behind(Kind::Gif, &with(&pieces, at, note), &pieces.concat());
        }
    }
    is_left_behind(Kind::Gif, &[&pieces.concat(), CANARY].concat(), &pieces.concat());
}

#[test]
fn an_svg_keeps_its_title_and_leaves_its_programs_notes_behind() {
    let canary = String::from_utf8_lossy(CANARY);
    let told = format!(
        "<?xml version=\"1.0\"?><!-- {canary} --><?note {canary}?>\
         <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" \
         xmlns:sodipodi=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\" width=\"3\" height=\"2\" \
         sodipodi:docname=\"{canary}\" inkscape:export-filename=\"{canary}\" data-name=\"{canary}\">\
         <metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><a><b>{canary}</b></a></rdf:RDF>\
         </metadata><sodipodi:namedview inkscape:zoom=\"{canary}\"><inkscape:grid/></sodipodi:namedview>\
         <title>A sign</title><desc>What it means</desc><!--{canary}-->\
         <g inkscape:label=\"{canary}\"><path d=\"M0 0h3v2z\"/></g></svg>"
    );
    let kept = String::from_utf8(publishable(Kind::Svg, told.as_bytes()).unwrap()).unwrap();
    assert!(!kept.contains(&*canary), "{kept}");
    for part in ["<title>A sign</title>", "<desc>What it means</desc>", "<g><path d=\"M0 0h3v2z\"/></g></svg>"] {
        assert!(kept.contains(part), "no {part} in {kept}");
    }
    assert_eq!(size(Kind::Svg, kept.as_bytes()), Ok(Size { width: 3, height: 2 }));
}

#[test]
fn an_svg_that_does_more_than_draw_is_refused() {
    let inner = [
        "<script>alert(1)</script>",
        "<svg:script xmlns:svg=\"http://www.w3.org/2000/svg\" href=\"x.js\"/>",
        "<foreignObject><p>x</p></foreignObject>",
        "<a onclick=\"alert(1)\"><path/></a>",
        "<a href=\"javascript:alert(1)\"><path/></a>",
        "<a href=\" javascript:alert(1)\"><path/></a>",
        "<a xlink:href=\"&#106;avascript:alert(1)\"><path/></a>",
        "<image href=\"https://elsewhere.example/x.png\"/>",
        "<image xlink:href=\"//elsewhere.example/x.png\"/>",
        "<use href=\"other.svg#a\"/>",
        "<path style=\"fill:url(https://elsewhere.example/#a)\"/>",
        "<path fill=\"URL( 'https://elsewhere.example/#a' )\"/>",
        "<style>@import 'https://elsewhere.example/x.css';</style>",
        "<style><![CDATA[path{fill:url(\"//elsewhere.example/#a\")}]]></style>",
    ];
    for inner in inner {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 3 2\">{inner}</svg>");
        assert!(publishable(Kind::Svg, svg.as_bytes()).is_err(), "{inner}");
    }
    let typed = format!("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{SVG}");
    assert!(publishable(Kind::Svg, typed.as_bytes()).is_err());
}

#[test]
fn a_turned_picture_stays_turned_and_tells_nothing_else() {
    for turn in 1..=8 {
        let block = exif(Some(turn));
        let turned = [
            (Kind::Jpeg, with(&jpeg(), 2, &segment(0xe1, &[b"Exif\0\0", &block[..]].concat()))),
            (Kind::Png, with(&png(), 3, &chunk(b"eXIf", &block))),
            (Kind::WebP, riff(&[announced(webp(), 0x0c), vec![le_chunk(b"EXIF", &block)]].concat())),
        ];
        for (kind, picture) in turned {
            let expected = if turn < 5 { Size { width: 3, height: 2 } } else { Size { width: 2, height: 3 } };
            assert_eq!(size(kind, &picture), Ok(expected), "{kind:?}, turned {turn}");
            let published = publishable(kind, &picture).unwrap();
            assert!(!has_canary(&published), "{kind:?}, turned {turn}");
            assert_eq!(size(kind, &published), Ok(expected), "{kind:?}, turned {turn}, as published");
            assert_eq!(publishable(kind, &published), Ok(published), "{kind:?}, turned {turn}, once more");
        }
    }
}

#[test]
fn a_page_gives_a_turned_picture_the_size_at_which_it_is_seen() {
    let turned = with(&jpeg(), 2, &segment(0xe1, &[b"Exif\0\0", &exif(Some(6))[..]].concat()));
    let fixture = Fixture::default()
        .with("content/lessons/2026-01-02-x/index.md", "+++\ntitle = \"X\"\n+++\n![a bench](bench.jpg)\n")
        .with("content/lessons/2026-01-02-x/bench.jpg", turned);
    let built = site_on(fixture);
    let page = built.text("lessons/x/index.html");
    assert!(page.contains("width=\"2\" height=\"3\""), "{page}");
    assert!(!has_canary(&built.0["lessons/x/bench.jpg"]));
}

#[test]
fn no_published_file_has_the_canary_that_its_picture_had() {
    let told = [
        ("a.jpg", with(&jpeg(), 4, &segment(0xfe, CANARY))),
        ("b.png", with(&png(), 4, &chunk(b"tEXt", CANARY))),
        ("c.webp", riff(&[announced(webp(), 4), vec![le_chunk(b"XMP ", CANARY)]].concat())),
        ("d.gif", with(&gif(), 3, &[b"!\xfe".to_vec(), sub_blocks(&[CANARY])].concat())),
        ("e.svg", [SVG.as_bytes(), b"<!--", CANARY, b"-->"].concat()),
    ];
    let mut body = String::from("+++\ntitle = \"X\"\nimage = \"a.jpg\"\n+++\nLook.\n\n");
    let mut fixture = Fixture::default();
    for (name, bytes) in told {
        assert!(has_canary(&bytes));
        write!(body, "![a sign]({name})\n\n").unwrap();
        fixture = fixture.with(&format!("static/{name}"), bytes.clone());
        fixture = fixture.with(&format!("content/lessons/2026-01-02-x/{name}"), bytes);
    }
    let built = site_on(fixture.with("content/lessons/2026-01-02-x/index.md", body));
    for (place, bytes) in &built.0 {
        assert!(!has_canary(bytes), "{place}");
    }
    assert!(built.has("e.svg") && built.has("lessons/x/e.svg"));
}

#[test]
fn a_picture_that_was_cut_off_is_refused() {
    for kind in [Kind::Jpeg, Kind::Png, Kind::Gif] {
        let whole = picture(kind);
        for end in 0..whole.len() {
            assert!(publishable(kind, &whole[..end]).is_err(), "{kind:?} cut at {end}");
        }
    }
    let whole = picture(Kind::WebP);
    let data = whole.len() - 8;
    for end in data..data + 7 {
        assert!(publishable(Kind::WebP, &whole[..end]).is_err(), "WebP cut at {end}");
    }
}

#[test]
fn a_picture_under_another_kinds_name_is_refused() {
    let kinds = [Kind::Jpeg, Kind::Png, Kind::WebP, Kind::Gif, Kind::Svg];
    for named in kinds {
        for is in kinds.into_iter().filter(|is| *is != named) {
            let refused = publishable(named, &picture(is)).is_err() || size(named, &picture(is)).is_err();
            assert!(refused, "{is:?} under the name of {named:?}");
        }
    }
    assert_eq!(publishable(Kind::Png, &picture(Kind::Jpeg)), Err(DAMAGED.to_owned()));
}

#[test]
fn a_cut_off_picture_stops_the_build_and_is_named() {
    let whole = picture(Kind::Png);
    let fixture = Fixture::default()
        .with("content/lessons/2026-01-02-x/index.md", "+++\ntitle = \"X\"\n+++\n![a bench](bench.png)\n")
        .with("content/lessons/2026-01-02-x/bench.png", &whole[..whole.len() - 1]);
    let day = goodturn::parse::date::day("2026-11-20").unwrap();
    let (report, built) = try_site(&fixture.complete(), day, goodturn::model::Include::default());
    assert!(built.is_none());
    let first = report.sorted()[0].clone();
    assert!(first.message.contains("bench.png"), "{}", first.message);
}

/// The chunks of a real file, as their names and contents.
fn chunks_of(png: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut at = 8;
    while at < png.len() {
        let length = u32::from_be_bytes(png[at..at + 4].try_into().unwrap()) as usize;
        found.push((String::from_utf8(png[at + 4..at + 8].into()).unwrap(), png[at + 8..at + 8 + length].into()));
        at += length + 12;
    }
    found
}

#[test]
fn the_pictures_of_this_journal_come_out_with_the_same_pixels() {
    let content = tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"));
    let mut seen = 0;
    for (path, bytes) in content {
        let extension = path.rsplit('.').next().unwrap();
        let Some(kind) = Kind::of_extension(extension) else { continue };
        let published = publishable(kind, &bytes).unwrap();
        assert_eq!(size(kind, &published), size(kind, &bytes), "{path}");
        match kind {
            Kind::Png => {
                let draws = |chunks: Vec<(String, Vec<u8>)>| {
                    chunks.into_iter().filter(|(name, _)| name.starts_with(char::is_uppercase)).collect::<Vec<_>>()
                };
                assert_eq!(draws(chunks_of(&published)), draws(chunks_of(&bytes)), "{path}");
            }
            Kind::Jpeg => {
                let scan = |bytes: &[u8]| {
                    let at = bytes.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap();
                    bytes[at..].to_vec()
                };
                assert_eq!(scan(&published), scan(&bytes), "{path}");
            }
            _ => {}
        }
        seen += 1;
    }
    assert!(seen >= 4, "only {seen} pictures");
}

#[test]
fn the_size_of_an_svg_can_come_from_its_view_box() {
    for view in ["0 0 3 2", "0,0,3,2", "-1 -1 3 2", " 10  10 3 2"] {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{view}\"/>");
        assert_eq!(size(Kind::Svg, svg.as_bytes()), Ok(Size { width: 3, height: 2 }), "{view}");
    }
}

#[test]
fn the_words_of_an_svg_stay_as_they_were_escaped() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 3 2\" aria-label=\"Tom &amp; &quot;J&quot;\">\
               <text font-family=\"&quot;URW&quot;\">a &lt; b &#xe9; ]]&gt;</text></svg>";
    assert_eq!(String::from_utf8(publishable(Kind::Svg, svg.as_bytes()).unwrap()).unwrap(), svg);
}

#[test]
fn an_svg_that_was_cut_off_is_refused() {
    for end in [0, 20, SVG.len() - 20, SVG.len() - 6, SVG.len() - 1] {
        assert!(publishable(Kind::Svg, &SVG.as_bytes()[..end]).is_err(), "cut at {end}");
    }
    assert!(publishable(Kind::Svg, b"no drawing at all").is_err());
}

#[test]
fn an_svg_cannot_disguise_what_it_loads_or_runs() {
    let inner = [
        "<path style=\"fill:&#117;rl(https://elsewhere.example/#a)\"/>",
        "<path style=\"fill:\\75rl(https://elsewhere.example/#a)\"/>",
        "<style>path{fill:u&#114;l(https://elsewhere.example/#a)}</style>",
        "<style>path{fill:u\\72l(https://elsewhere.example/#a)}</style>",
        "<style>@\\69mport 'https://elsewhere.example/x.css';</style>",
        "<a><set attributeName=\"href\" to=\"javascript:alert(1)\"/><path/></a>",
        "<a><animate attributeName=\"href\" values=\"#;javascript:alert(1)\"/><path/></a>",
        "<style>path{cursor:image-set('https://elsewhere.example/x.png' 1x)}</style>",
    ];
    let through: Vec<_> = inner
        .into_iter()
        .filter(|inner| {
            let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 3 2\">{inner}</svg>");
            publishable(Kind::Svg, svg.as_bytes()).is_ok()
        })
        .collect();
    assert_eq!(through, Vec::<&str>::new());
}

#[test]
fn a_preview_inside_a_jpegs_first_segment_is_left_behind() {
    let preview = [b"JFIF\0\x01\x02\x01\0\x48\0\x48\x01\x08", CANARY, b"!"].concat();
    let mut pieces = jpeg();
    pieces[1] = segment(0xe0, &preview);
    let kept = publishable(Kind::Jpeg, &pieces.concat()).unwrap();
    assert!(!has_canary(&kept));
}

#[test]
fn what_stands_between_the_segments_of_a_jpeg_is_left_behind() {
    for at in 1..7 {
        is_left_behind(Kind::Jpeg, &with(&jpeg(), at, CANARY), &picture(Kind::Jpeg));
    }
}

#[test]
fn unknown_chunks_within_the_frames_of_a_webp_are_left_behind() {
    let frame = |more: &[u8]| {
        let head = [0, 0, 0, 0, 0, 0, 2, 0, 0, 1, 0, 0, 100, 0, 0, 0];
        le_chunk(b"ANMF", &[&head[..], &le_chunk(b"VP8L", &[0x2f, 2, 0x40, 0, 0, 7]), more].concat())
    };
    let animated = |more: &[u8]| {
        let head = le_chunk(b"VP8X", &[0x02, 0, 0, 0, 2, 0, 0, 1, 0, 0]);
        riff(&[head, le_chunk(b"ANIM", &[0; 6]), frame(more), frame(b"")])
    };
    is_left_behind(Kind::WebP, &animated(&le_chunk(b"CANA", CANARY)), &animated(b""));
}

#[test]
fn blocks_of_a_gif_that_are_longer_than_they_need_be_are_cut() {
    let mut pieces = gif();
    pieces[1] = [b"!\xff".to_vec(), sub_blocks(&[b"NETSCAPE2.0", b"\x01\0\0", CANARY])].concat();
    is_left_behind(Kind::Gif, &pieces.concat(), &picture(Kind::Gif));
    let mut pieces = gif();
    pieces[2] = [b"!\xf9".to_vec(), sub_blocks(&[b"\0\x0a\0\0", CANARY])].concat();
    is_left_behind(Kind::Gif, &pieces.concat(), &picture(Kind::Gif));
}

#[test]
fn the_end_of_a_png_has_nothing_to_say() {
    let mut pieces = png();
    *pieces.last_mut().unwrap() = chunk(b"IEND", CANARY);
    is_left_behind(Kind::Png, &pieces.concat(), &picture(Kind::Png));
}

#[test]
fn a_programs_notes_in_an_svg_are_left_behind_under_any_prefix() {
    let canary = String::from_utf8_lossy(CANARY);
    let told = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:ink=\"http://www.inkscape.org/namespaces/inkscape\" \
         xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" viewBox=\"0 0 3 2\" ink:export-filename=\"{canary}\">\
         <rdf:RDF>{canary}</rdf:RDF><path d=\"M0 0h3v2z\"/></svg>"
    );
    let kept = publishable(Kind::Svg, told.as_bytes()).unwrap();
    assert!(!has_canary(&kept), "{}", String::from_utf8_lossy(&kept));
}

#[test]
fn a_photograph_with_much_to_tell_is_a_photograph_all_the_same() {
    let notes: Vec<u8> = (0..6).flat_map(|_| segment(0xe1, &[CANARY, &vec![7; 60_000]].concat())).collect();
    let turn = segment(0xe1, &[b"Exif\0\0", &exif(Some(6))[..]].concat());
    let told = with(&jpeg(), 1, &[turn, notes].concat());
    let fixture = Fixture::default()
        .with("content/lessons/2026-01-02-x/index.md", "+++\ntitle = \"X\"\n+++\n![a bench](bench.jpg)\n")
        .with("content/lessons/2026-01-02-x/bench.jpg", told);
    let project = crate::support::Project::with(&fixture.complete());
    project.run(&["build"]).code(0);
    assert!(project.read("public/lessons/x/index.html").contains("width=\"2\" height=\"3\""));
}

#[test]
fn a_large_webp_that_is_turned_is_shown_at_its_turned_size() {
    let data = [&[0x2f, 2, 0x40, 0, 0][..], &vec![7; 300_000]].concat();
    let chunks = [
        le_chunk(b"VP8X", &[0x08, 0, 0, 0, 2, 0, 0, 1, 0, 0]),
        le_chunk(b"VP8L", &data),
        le_chunk(b"EXIF", &exif(Some(6))),
    ];
    let fixture = Fixture::default()
        .with("content/lessons/2026-01-02-x/index.md", "+++\ntitle = \"X\"\n+++\n![a bench](bench.webp)\n")
        .with("content/lessons/2026-01-02-x/bench.webp", riff(&chunks));
    let project = crate::support::Project::with(&fixture.complete());
    project.run(&["build"]).code(0);
    assert!(project.read("public/lessons/x/index.html").contains("width=\"2\" height=\"3\""));
}

#[test]
fn a_webp_that_was_cut_off_between_two_chunks_is_refused() {
    let whole = picture(Kind::WebP);
    for end in 0..whole.len() - 1 {
        assert!(publishable(Kind::WebP, &whole[..end]).is_err(), "cut at {end}");
    }
}
