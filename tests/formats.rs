//! Every format that comes in, in its exact shape: what is read of it, field by field.

use goodturn::exchange::read::columns::Map;
use goodturn::exchange::{Format, decode, read};

use crate::support::outside::{found, holds, told};

/// LinkedIn's preamble; its words and length vary.
const LINKEDIN: &str = "\u{feff}Notes:\r\n\"When exporting your connection data, you may notice that some of the \
    email addresses are missing. You will only see email addresses for connections who have \
    allowed their connections to see it, \"\"as they say\"\".\"\r\n\r\n\
    First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n\
    Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,ana@example.org,\"Baton, Ltd\",Editor,15 Mar 2024\r\n\
    Bo,Lee,https://www.linkedin.com/in/bo-l%C3%A9e,,,,03 Jan 2019\r\n\
    ,,,,,,12 Feb 2020\r\n\
    Cleo,\"Ma  son\",javascript:alert(1),no mail,\"=HYPERLINK(\"\"http://x.example\"\",\"\"x\"\")\",\"a\t\r\nb\",31 Feb 2024\r\n\
    Dee,Fox,,,,,01 Apr 2021,extra,cells\r\n\
    Eve\r\n";

#[test]
fn linkedin_with_its_preamble_and_odd_rows() {
    holds(
        Format::LinkedIn,
        LINKEDIN,
        "
5 Ana Ruiz
  email ana@example.org
  met 2024-03-15
  org Baton, Ltd
  role Editor
  url https://www.linkedin.com/in/ana-ruiz
6 Bo Lee
  met 2019-01-03
  url https://www.linkedin.com/in/bo-l%C3%A9e
8 Cleo Ma son
  org =HYPERLINK(\"http://x.example\",\"x\")
  role a b
11 Eve
10 left out: it has 9 cells where the header has 7
7 left out: it has no name
8 in part: `javascript:alert(1)` is no web address: it is javascript:, not http: or https:
8 in part: `no mail` is no mail address
8 in part: `31 Feb 2024` is no day",
    );
}

#[test]
fn linkedin_as_it_was_before() {
    holds(
        Format::LinkedIn,
        "First Name,Last Name,Email Address,Company,Position,Connected On,Twitter\nAna,Ruiz,,Baton,,3/15/2017,@ana\n",
        "
2 Ana Ruiz
  met 2017-03-15
  org Baton
unknown Twitter: 1",
    );
}

#[test]
fn google_in_the_form_of_today() {
    let head = "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,\
        Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,\
        Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,\
        Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,\
        Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Website 1 - Label,\
        Website 1 - Value,Event 1 - Label,Event 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value";
    let ana = "Ana,María,Ruiz,,,,Dr,,Anita,,Baton,Editor,Desk 4,1990-03-14,\"Reads on trains.\nAnswers\n\n\n\non Sundays.\",\
        https://lh3.example/p.jpg,* coworkers ::: * myContacts ::: choir,* ,ana@example.org ::: a@work.example,Work,\
        ruiz@example.org,Mobile,+44 131 496 0000,Home,\"1 Well St\nLeith\",1 Well St,Leith,,,EH6,UK,,Blog,\
        ana.example,Anniversary,2015-06-20,Cat,Kelpie";
    let rest = ",,,,,,,,,,Print Works,,,--03-14,,,* myContacts,,,,,,,,,,,,,,,,,,,,,\n,,,,,,,,,,,,,,,,* myContacts,,x@example.org,,,,,,,,,,,,,,,,,,,";
    holds(
        Format::Google,
        format!("\u{feff}{head}\n{ana}\n{rest}\n"),
        "
2 Dr Ana María Ruiz
  aka Anita
  anniversary 2015-06-20
  birthday 1990-03-14
  circles coworkers | choir
  city Leith
  email ana@example.org | a@work.example | ruiz@example.org
  org Baton
  phone +44 131 496 0000
  role Editor
  url https://ana.example/
  “Reads on trains./Answers//on Sundays.”
9 Print Works
  birthday 03-14
10 left out: it has no name
unknown Custom Field 1 - Value: 1
unknown Organization Department: 1",
    );
}

#[test]
fn google_in_the_form_before() {
    holds(
        Format::Google,
        "Name,Given Name,Additional Name,Family Name,Birthday,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,\
         Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,\
         Event 1 - Type,Event 1 - Value\r\n\
         Ana Ruiz,Ana,,Ruiz,--03-14,,choir ::: * My Contacts ::: * myContacts,* Home,ana@example.org,Work,0131 ::: 0132,,Baton,Editor,* Race,2027-04-18\r\n",
        "
2 Ana Ruiz
  birthday 03-14
  circles choir | My Contacts
  email ana@example.org
  org Baton
  phone 0131 | 0132
  race 2027-04-18
  role Editor",
    );
}

#[test]
fn a_day_with_dashes_is_a_day_and_a_folded_line_ends_no_card() {
    holds(
        Format::VCard,
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nBDAY:--03-14\nitem1.X-ABDATE;VALUE=date:--02-29\n\
         NOTE:It is odd\\n\n END:VCARD\nEMAIL:ana@example.org\nEND:VCARD\n\
         BEGIN:VCARD\nVERSION:3.0\nFN:Bo Lee\nBDAY:\nANNIVERSARY:2015-06\nEND:VCARD\n",
        "
1 Ana Ruiz
  a day 02-29
  birthday 03-14
  email ana@example.org
  “It is odd/END:VCARD”
10 Bo Lee
10 in part: its `anniversary` is no whole day",
    );
}

#[test]
fn cards_of_version_four() {
    holds(
        Format::VCard,
        "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:4fbe8971\r\nFN:Ana Ruiz\r\nN:Ruiz;Ana;;;\r\nNICKNAME:Anita,AMR\r\n\
         EMAIL;TYPE=work;PREF=1:ana@example.org\r\nTEL;VALUE=uri;TYPE=\"voice,home\":tel:+44-131-496-0000\r\n\
         ORG:Baton;Desk\r\nTITLE:Editor\\, at large\r\nBDAY:--0314\r\nANNIVERSARY:20150620\r\nURL:https://ana.example/?a=1;b,c\r\n\
         ADR:;;1 Well St;Leith;;EH6;UK\r\nCATEGORIES:choir,kitchen\r\nNOTE:Reads on trains\\; answers\\non Sun\r\n days.\r\n\
         RELATED;TYPE=spouse:urn:uuid:1\r\nPHOTO:data:image/png;base64,AAAA\r\nX-ODD;A=B:c\r\nEND:VCARD\r\n",
        "
1 Ana Ruiz
  aka Anita | AMR
  anniversary 2015-06-20
  birthday 03-14
  circles choir | kitchen
  city Leith
  email ana@example.org
  org Baton
  phone +44-131-496-0000
  role Editor, at large
  uid urn:uuid:4fbe8971
  url https://ana.example/?a=1;b,c
  “Reads on trains; answers/on Sundays.”
unknown PHOTO: 1
unknown RELATED: 1
unknown X-ODD: 1",
    );
}

#[test]
fn cards_of_version_three_as_apple_writes_them() {
    holds(
        Format::VCard,
        "BEGIN:VCARD\nVERSION:3.0\nPRODID:-//Apple Inc.//macOS 14//EN\nN:Ruiz;Ana;María;Dr;\nFN:Dr Ana María Ruiz\n\
         item1.EMAIL;type=INTERNET;type=pref:ana@example.org\nitem1.X-ABLabel:_$!<Work>!$_\n\
         item2.X-ABDATE;type=pref:2027-04-18\nitem2.X-ABLabel:charity run\n\
         item3.X-ABDATE:2015-06-20\nitem3.X-ABLabel:_$!<Anniversary>!$_\n\
         item4.X-ABRELATEDNAMES:Bo\nitem4.X-ABLabel:_$!<Spouse>!$_\n\
         X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/ana-ruiz\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-03-14\n\
         URL;type=pref:http\\://ana.example/\nEND:VCARD\n\
         BEGIN:VCARD\nVERSION:3.0\nN:Lee;Bo;;;\nFN:\nBDAY;VALUE=date:1604-05-09\nEND:VCARD\n\
         BEGIN:VCARD\nVERSION:3.0\nFN:Choir\nX-ADDRESSBOOKSERVER-KIND:group\nEND:VCARD\n\
         stray line\nBEGIN:VCARD\nVERSION:3.0\nEMAIL:x@example.org\nEND:VCARD\n\
         BEGIN:VCARD\nVERSION:3.0\nFN:Cut off\nBEGIN:VCARD\nVERSION:3.0\nFN:Cleo\nBDAY;VALUE=text:--0415\nEND:VCARD\n\
         BEGIN:VCARD\nVERSION:3.0\nFN:Also cut\n",
        "
1 Dr Ana María Ruiz
  anniversary 2015-06-20
  birthday 03-14
  charity run 2027-04-18
  email ana@example.org
  url https://www.linkedin.com/in/ana-ruiz | http://ana.example/
18 Bo Lee
  birthday 05-09
37 Cleo
  birthday 04-15
24 left out: it is a group and no person
29 left out: it stands outside of any card
30 left out: it has no name
34 left out: this card has no end
42 left out: this card has no end
unknown X-ABRELATEDNAMES: 1",
    );
}

#[test]
fn cards_of_version_two_point_one() {
    holds(
        Format::VCard,
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg\r\n\
          FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=C3=BCller\r\nTEL;CELL:0171 1234567\r\n\
          EMAIL;INTERNET:joerg@example.org\r\nBDAY:19800502\r\n\
          NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Er mag=0D=0A=\r\nalte Karten und sehr sehr sehr lange =\r\nZeilen.\r\n\
          AGENT:\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nFN:An agent\r\nEND:VCARD\r\nEND:VCARD\r\n",
        "
1 Jörg Müller
  birthday 1980-05-02
  email joerg@example.org
  phone 0171 1234567
  “Er mag/alte Karten und sehr sehr sehr lange Zeilen.”
unknown AGENT: 1",
    );
}

#[test]
fn friends_and_what_was_done_with_them() {
    holds(
        Format::Friends,
        "### Activities:\n\
         - 2018-11-01: **Grace Hopper** and I went to _Marie's Diner_; George had to cancel. @food\n\
         - 2018-01-04: Got lunch with **Grace Hopper** and **George Washington Carver**.\n\
         - yesterday: something\n\n\
         ### Notes:\n- 2017-06-15: **Grace Hopper** has a building named after her. @navy\n\n\
         ### Friends:\n- George Washington Carver\n\
         - Grace Hopper (a.k.a. The Admiral a.k.a. Amazing Grace) [Paris] @navy @science\nnonsense\n\n\
         ### Locations:\n- Marie's Diner\n- Paris\n",
        "
10 George Washington Carver
11 Grace Hopper
  aka The Admiral | Amazing Grace
  circles navy | science
  city Paris
2 2018-11-01 met Grace Hopper: Grace Hopper and I went to Marie's Diner; George had to cancel. @food
3 2018-01-04 met Grace Hopper | George Washington Carver: Got lunch with Grace Hopper and George Washington Carver.
7 2017-06-15 note Grace Hopper: Grace Hopper has a building named after her. @navy
4 left out: `yesterday` is no day
12 left out: it is no item of a list
unknown places: 2",
    );
}

#[test]
fn any_table_whose_columns_are_told() {
    let text = "Liste von 2026;;;\nVoller Name;Mail;Firma, Ort;Geburtstag;Egal\n\
        Ana Ruiz;ana@example.org ::: a@work.example;Baton;--03-14;x\n;leer@example.org;;;\n";
    let map = Map::parse(&["name=Voller Name,email=Mail,org=Firma, Ort".to_owned(), "birthday=Geburtstag".to_owned()]);
    let found = read::read(Format::Csv, text, &map.unwrap()).unwrap();
    snapbox::assert_data_eq!(
        told(&found),
        snapbox::Data::text(
            "3 Ana Ruiz\n  birthday 03-14\n  email ana@example.org | a@work.example\n  org Baton\n\
             4 left out: it has no name\nunknown Egal: 1"
        )
        .raw()
    );
}

#[test]
fn a_table_whose_columns_are_told_wrongly_says_which_there_are() {
    let read = |map: &[&str]| {
        let map: Vec<_> = map.iter().map(|text| (*text).to_owned()).collect();
        let map = Map::parse(&map)?;
        read::read(Format::Csv, "Full Name,Mail\nAna Ruiz,ana@example.org\n", &map)
    };
    assert_eq!(
        read(&["name=Name,email=Mail"]).unwrap_err(),
        "there is no column `Name`\n  the columns are Full Name, Mail"
    );
    assert!(read(&["emial=Mail"]).unwrap_err().starts_with("no column can be `emial`; did you mean `email`?"));
    assert!(read(&["email=Mail"]).unwrap_err().contains("which column has the names"));
    assert!(read(&["nonsense"]).unwrap_err().contains("tells no column"));
    assert!(read(&[]).unwrap_err().contains("--map"));
}

#[test]
fn bookmarks_as_browsers_write_them() {
    holds(
        Format::Bookmarks,
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=UTF-8\">\n\
         <TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n\
         <DT><H3 ADD_DATE=\"1\" PERSONAL_TOOLBAR_FOLDER=\"true\">Bookmarks bar</H3>\n<DL><p>\n\
         <DT><A HREF=\"https://a.example/?x=1&amp;y=2\" ADD_DATE=\"1331596800\" ICON=\"data:x\">A &amp; B</A>\n\
         <DT><H3>Reading</H3>\n<DL><p>\n\
         <DT><A HREF=\"https://b.example/\" ADD_DATE=\"1331596800000000\">B</A>\n<DD>What it\nsays &lt;b&gt;\n\
         <DT><A HREF=\"javascript:alert(1)\">Let</A>\n</DL><p>\n</DL><p>\n\
         <DT><A HREF=\"https://c.example/\">C</A>\n</DL><p>\n",
        "
8 A & B <https://a.example/?x=1&y=2>
  day 2012-03-13
11 B <https://b.example/>
  day 2012-03-13
  tags Reading
  “What it/says <b>”
14 Let <javascript:alert(1)>
  tags Reading
17 C <https://c.example/>",
    );
}

#[test]
fn bookmarks_as_shaarli_linkding_and_pocket_write_them() {
    holds(
        Format::Bookmarks,
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\r\n<DL><p>\r\n\
         <DT><A HREF=\"https://a.example/\" ADD_DATE=\"1700000000\" PRIVATE=\"1\" TAGS=\"maps,old things\">Maps</A>\r\n\
         <DT><A HREF=\"https://b.example/\" ADD_DATE=\"1700000000\" LAST_MODIFIED=\"1700000001\" PRIVATE=\"0\" TOREAD=\"1\" \
         TAGS=\"b,linkding:bookmarks.archived\">B</A>\r\n<DD>A description[linkding-notes]\nmy *notes*\n[/linkding-notes]\r\n\
         <li><a href=\"https://c.example/\" time_added=\"1700000000\" tags=\"c\">C</a></li>\r\n</DL><p>\r\n",
        "
3 Maps <https://a.example/>
  day 2023-11-14
  tags maps | old things
  private
4 B <https://b.example/>
  day 2023-11-14
  tags b
  “A description//my *notes*”
8 C <https://c.example/>
  day 2023-11-14
  tags c",
    );
}

#[test]
fn pocket() {
    holds(
        Format::Pocket,
        "title,url,time_added,tags,status\n\"A, b\",https://a.example/,1700000000,maps|old things,unread\n\
         https://b.example/,https://b.example/,1700000000,,archive\n",
        "
2 A, b <https://a.example/>
  day 2023-11-14
  tags maps | old things
3 https://b.example/ <https://b.example/>
  day 2023-11-14",
    );
    let (format, found) = found("title,url,time_added,cursor,tags,status\nA,https://a.example/,1700000000,9,,unread\n");
    assert_eq!((format, found.links.len(), found.unknown.len()), (Format::Pocket, 1, 0));
}

#[test]
fn instapaper() {
    holds(
        Format::Instapaper,
        "URL,Title,Selection,Folder,Timestamp,Tags\n\
         https://a.example/,A,\"He said: \"\"no\"\".\n\nThen yes.\",Maps,1700000000,\"[\"\"old things\"\", \"\"x\"\"]\"\n\
         https://b.example/,B,,Unread,1700000000,[]\n",
        "
2 A <https://a.example/>
  day 2023-11-14
  tags old things | x | Maps
  “He said: \"no\".//Then yes.”
5 B <https://b.example/>
  day 2023-11-14",
    );
    assert_eq!(found("URL,Title,Selection,Folder,Timestamp\nhttps://a.example/,A,,Archive,1\n").0, Format::Instapaper);
}

#[test]
fn raindrop() {
    holds(
        Format::Raindrop,
        "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n\
         1,A,mine,theirs,https://a.example/,Unsorted,\"maps, old things\",2024-05-06T07:08:09.000Z,https://x.example/c.png,lit,true\n",
        "
2 A <https://a.example/>
  day 2024-05-06
  tags maps | old things
  “mine//lit//theirs”",
    );
}

#[test]
fn readwise() {
    holds(
        Format::Readwise,
        "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n\
         A,https://a.example/,01h,\"['maps', 'old things']\",2024-05-06 07:08:09+00:00,0.5,archive,True\n",
        "
2 A <https://a.example/>
  day 2024-05-06
  tags maps | old things",
    );
}

#[test]
fn a_comma_within_a_tag_stays_in_it() {
    let tags = |list: &str| {
        let text = format!("Title,URL,Document tags\nA,https://a.example/,\"{}\"\n", list.replace('"', "\"\""));
        let told = told(&found(text).1);
        told.split_once("tags ").map_or_else(String::new, |(_, tags)| tags.to_owned())
    };
    for (list, expected) in [
        (r#"['a, b', "c's", 'd\'s']"#, "a, b | c's | d's"),
        (r#"["a, b", "c"]"#, "a, b | c"),
        ("[a, b]", "a | b"),
        ("a, b", "a | b"),
        ("[]", ""),
    ] {
        assert_eq!(tags(list), expected, "{list}");
    }
}

#[test]
fn pinboard() {
    holds(
        Format::Pinboard,
        "[{\"href\":\"https:\\/\\/a.example\\/\",\"description\":\"A\",\"extended\":\"What\\nit says\",\"meta\":\"m\",\"hash\":\"h\",\
         \"time\":\"2024-05-06T07:08:09Z\",\"shared\":\"no\",\"toread\":\"yes\",\"tags\":\"maps old\"},\n\
         {\"href\":\"https://b.example/\",\"description\":\"B\",\"time\":\"x\",\"shared\":\"yes\",\"tags\":\"\",\"odd\":1},\n7]",
        "
1 A <https://a.example/>
  day 2024-05-06
  tags maps | old
  private
  “What/it says”
2 B <https://b.example/>
3 left out: it is no bookmark
unknown odd: 1",
    );
}

#[test]
fn an_encoding_is_no_obstacle() {
    let text = "Vorname,Name\r\nJörg,Müller\r\nZoë,“Quote”\r\n";
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    for bytes in [
        text.as_bytes().to_vec(),
        marked(b"\xef\xbb\xbf", text.as_bytes()),
        latin.into_owned(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
        marked(b"\xff\xfe", &wide(u16::to_le_bytes)),
        marked(b"\xfe\xff", &wide(u16::to_be_bytes)),
    ] {
        assert_eq!(decode::text(&bytes), text);
    }
}

#[test]
fn linkedin_from_a_spreadsheet_is_the_same() {
    let plain = told(&found(LINKEDIN).1);
    let wide: Vec<u8> = LINKEDIN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(told(&found(wide).1), plain);
    let semicolons = "First Name;Last Name;URL;Connected On\nAna;Ruiz;;15 Mar 2024\n";
    assert_eq!(told(&found(semicolons).1), "2 Ana Ruiz\n  met 2024-03-15");
    let tabs = semicolons.replace(';', "\t");
    assert_eq!(told(&found(tabs).1), "2 Ana Ruiz\n  met 2024-03-15");
}

#[test]
fn a_quotation_mark_that_is_never_closed_does_not_swallow_people_unseen() {
    let text = "First Name,Last Name,Company,Connected On\nAna,Ruiz,,\nBo,\"Lee,,\nCleo,Mason,,\nDee,Fox,,\n";
    assert_eq!(
        told(&found(text).1),
        "2 Ana Ruiz\n3 left out: a quotation mark is opened here and never closed; the rest of the file is one cell"
    );
}

#[test]
fn a_quotation_mark_that_is_closed_some_rows_below_does_not_either() {
    let text = "First Name,Last Name,Email Address,Company,Connected On\nA,\"un,,,\nC,D,,,\nE,F\",,,,\nGo,On,,\"Two\nlines\",\n";
    let unclosed = "left out: a quotation mark seems to be unclosed: one of its cells goes on for several lines";
    assert_eq!(told(&found(text).1), format!("5 Go On\n  org Two lines\n2 {unclosed}"));
    for (head, row) in [
        ("handle,name,email,circles,notes", "a,\"A\nB\",,,"),
        ("First Name,Last Name,Labels,E-mail 1 - Value", "A,B,,\"a@example.org\nC,D\""),
        ("url,title,time_added,tags,status", "\"https://a.example/\nhttps://b.example/\",A,,,"),
    ] {
        let told = told(&found(format!("{head}\n{row}\n")).1);
        assert!(told.starts_with(&format!("2 {unclosed}")), "{told}");
    }
}

#[test]
fn old_macs_end_lines_in_their_own_way() {
    let card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nEND:VCARD\n";
    assert_eq!(told(&found(card.replace('\n', "\r")).1), "1 Ana Ruiz");
}

#[test]
fn what_is_no_feed_and_no_day_is_left_out() {
    let text = "handle,name,email,circles,feed,dates,notes,cadence,status\n\
        ana,Ana Ruiz,,,javascript:x,\"2020-01-01 \n03-14 birthday\",,every 3 months,active\n";
    assert_eq!(
        told(&found(text).1),
        "2 Ana Ruiz\n  birthday 03-14\n  handle ana\n\
         2 in part: `javascript:x` is no address of a feed: it is javascript:, not http: or https:\n\
         2 in part: `2020-01-01` names no day of theirs"
    );
    let card = "BEGIN:VCARD\nVERSION:3.0\nFN:Bo\nX-GOODTURN-FEED:soon\nEND:VCARD\n";
    assert!(told(&found(card).1).starts_with("1 Bo\n1 in part: `soon` is no address of a feed"));
}

#[test]
fn what_is_none_of_them_is_not_guessed() {
    for text in
        ["", "Dear Ana,\nhow are you?", "a,b,c\n1,2,3\n", "{\"a\": 1}", "<html><p>x</p></html>", "# Friendship\n"]
    {
        assert_eq!(Format::of(text), None, "{text}");
    }
}

#[test]
fn what_cannot_be_seen_is_taken_out() {
    let (_, found) = found("First Name,Last Name,Company,Connected On\nA\u{202e}na,Ru\u{200b}iz,Ba\u{1b}[31mton,\n");
    assert_eq!(told(&found), "2 Ana Ruiz\n  org Ba[31mton");
}
