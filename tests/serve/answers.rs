//! What is answered to whom.

use super::preview::{Preview, assert_as_built, journal, lesson};

#[test]
fn a_preview_is_the_site_that_would_be_built() {
    let project = journal();
    let preview = Preview::of(&project, &[]);
    assert_eq!(preview.address, format!("http://127.0.0.1:{}/", preview.port));
    project.run(&["build"]).code(0);
    let before = project.names();
    assert_as_built(&project, &preview);
    assert_eq!(project.names(), before);
}

#[test]
fn every_answer_says_what_a_browser_may_do() {
    let project = journal();
    let preview = Preview::of(&project, &["--watch"]);
    for target in ["/", "/feed.xml", "/nowhere/", "/%ff", "/_goodturn/reload.js", "/lessons/first"] {
        let answer = preview.get(target);
        for (name, value) in [
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", "no-store"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{target}: {}", answer.head);
        }
        let policy = answer.header("Content-Security-Policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; img-src 'self'"), "{policy}");
        assert!(!answer.head.to_lowercase().contains("access-control"), "{}", answer.head);
    }
    let page = preview.get("/");
    let meta = format!("content=\"{}\"", page.header("Content-Security-Policy").unwrap());
    assert!(page.text().contains(&meta) && meta.contains("sha256-"), "{meta}");
    assert!(page.text().contains("/_goodturn/reload.js"));
    assert_eq!(preview.get("/lessons/first").header("Location"), Some("/lessons/first/"));
}

#[test]
fn a_site_further_down_is_shown_further_down() {
    let project = journal();
    let site = project.read("site.toml").replace("test.example/", "test.example/sub/path/");
    project.write("site.toml", site);
    let preview = Preview::of(&project, &[]);
    assert!(preview.address.ends_with("/sub/path/"), "{}", preview.address);
    assert_eq!(preview.get("/").header("Location"), Some("/sub/path/"));
    let home = preview.get("/sub/path/").text();
    assert!(home.contains("href=\"/sub/path/lessons/first/\""), "{home}");
    assert!(!home.contains("https://test.example"), "{home}");
    assert_eq!(preview.get("/sub/path/lessons/first/").status, 200);
    assert_eq!(preview.get("/lessons/first/").status, 404);
}

#[test]
fn what_is_private_is_shown_to_whoever_has_the_token() {
    let project = journal();
    project.write("private/contacts/ana.md", "+++\nname = \"Ana Duarte\"\n+++\nKnows bees.\n");
    let preview = Preview::of(&project, &["--private", "--watch"]);
    let (_, token) = preview.address.split_once("/?token=").unwrap();
    for target in ["/", "/people/ana/", "/site/", "/?token=0123456789abcdef0123456789abcdef"] {
        let answer = preview.get(target);
        assert_eq!(answer.status, 403, "{target}");
        assert!(!answer.text().contains("Ana"), "{target}");
    }
    let answer = preview.get(&format!("/people/ana/?token={token}"));
    assert_eq!((answer.status, answer.header("Location")), (303, Some("/people/ana/")));
    let cookie = answer.header("Set-Cookie").unwrap().to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let cookie = format!("Cookie: {}\r\n", cookie.split(';').next().unwrap());
    for target in ["/people/ana/", "/people/ana/index.html", "/site/lessons/first/index.html"] {
        assert_eq!(preview.ask("GET", target, &cookie).status, 200, "{target}");
    }
    assert!(preview.ask("GET", "/people/", &cookie).text().contains("Ana Duarte"));
    project.write("private/contacts/ben.md", "+++\nname = \"Ben Okoro\"\n+++\nKnows bread.\n");
    preview.says("private/contacts/ben.md: shown after ");
    assert!(preview.ask("GET", "/people/", &cookie).text().contains("Ben Okoro"));
}

#[test]
fn drafts_are_shown_when_they_are_asked_for() {
    let project = journal();
    project.write("content/lessons/2026-02-02-draft.md", "+++\ntitle = \"Draft\"\ndraft = true\n+++\nWords.\n");
    project.write("content/lessons/2026-12-24-later.md", lesson("Later", "Words."));
    assert_eq!(Preview::of(&project, &[]).get("/lessons/draft/").status, 404);
    let preview = Preview::of(&project, &["--drafts", "--future"]);
    assert_eq!(preview.get("/lessons/draft/").status, 200);
    assert_eq!(preview.get("/lessons/later/").status, 200);
}
