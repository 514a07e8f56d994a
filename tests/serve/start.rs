//! How a preview begins: its port, and the browser that is opened.

use std::net::TcpListener;

use super::preview::{Preview, journal};
use crate::support::Project;

#[test]
fn ports_are_taken_as_they_come_unless_one_is_named() {
    let project = journal();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ran = project.run(&["serve", "--port", &port]).code(3);
    assert!(ran.stderr.contains(&format!("127.0.0.1:{port}")), "{}", ran.stderr);
    let (one, two) = (Preview::run(&project, &["serve"]), Preview::run(&project, &["serve"]));
    assert_ne!(one.port, two.port);
    assert!(one.port >= 8017 && two.port > 8017 && two.port < 8200);
    assert_eq!((one.get("/").status, two.get("/").status), (200, 200));
    Project::empty().run(&["serve"]).code(2);
}

#[cfg(target_os = "linux")]
#[test]
fn who_has_a_port_is_said() {
    let project = journal();
    let said = |port: u16| {
        let ran = project.run(&["serve", "--port", &port.to_string()]).code(3);
        assert_eq!(ran.stdout, "");
        ran.stderr
    };
    let preview = Preview::of(&project, &[]);
    let expected = format!("port {} is taken by `goodturn` (pid {})", preview.port, preview.pid());
    assert!(said(preview.port).contains(&expected), "{}", said(preview.port));
    // Also where it is listened on for all of the computer's addresses, and by the other protocol.
    for address in ["127.0.0.1:0", "0.0.0.0:0", "[::]:0"] {
        let Ok(taken) = TcpListener::bind(address) else { continue };
        let words = said(taken.local_addr().unwrap().port());
        assert!(words.contains(&format!("` (pid {})", std::process::id())), "{address}: {words}");
    }
}

/// The system's way to a browser is a program by name; here it is one of ours that writes down what it is asked.
#[cfg(all(unix, not(target_os = "macos")))]
mod opened {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;
    use std::{env, fs};

    use super::*;

    const SHOWN: &str = "bin/shown";

    /// A journal, and a browser beside it that ends with this code.
    fn with_browser(code: i32) -> Project {
        let project = journal();
        let script = format!("#!/bin/sh\nprintf '%s\\n' \"$#:$*\" >> \"${{0%/*}}/shown\"\nexit {code}\n");
        project.write("bin/xdg-open", script);
        fs::set_permissions(project.path("bin/xdg-open"), fs::Permissions::from_mode(0o755)).unwrap();
        project
    }

    fn command(project: &Project, args: &[&str]) -> Command {
        let mut command = project.command(args);
        let path = env::split_paths(&env::var_os("PATH").unwrap()).collect::<Vec<_>>();
        let all = std::iter::once(project.path("bin")).chain(path);
        command.env("PATH", env::join_paths(all).unwrap());
        command
    }

    fn preview(project: &Project, args: &[&str]) -> Preview {
        let all = [&["serve", "--port", "0"], args].concat();
        Preview::start(command(project, &all))
    }

    #[test]
    fn a_browser_is_opened_once_at_the_address_that_is_printed() {
        for args in [&["--open"][..], &["--open", "--watch"], &["--open", "--private"]] {
            let project = with_browser(0);
            let preview = preview(&project, args);
            let was_asked = || project.path(SHOWN).exists() && project.read(SHOWN).ends_with('\n');
            preview.until(was_asked, "the browser was asked");
            assert!(preview.address.contains("/?token=") == args.contains(&"--private"), "{}", preview.address);
            // What came after the first reading was looked at after it, too.
            project.write("site.toml", project.read("site.toml") + "motto = \"Give first\"\n");
            if args.contains(&"--watch") {
                preview.shows("/", "Give first");
            }
            assert_eq!(project.read(SHOWN), format!("1:{}\n", preview.address));
            assert_eq!(preview.said().matches("browser").count(), 0, "{}", preview.said());
        }
    }

    #[test]
    fn nothing_is_opened_unless_it_is_asked_for_and_there_is_something_to_see() {
        let project = with_browser(0);
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = taken.local_addr().unwrap().port().to_string();
        let ran = command(&project, &["serve", "--open", "--port", &port]).output().unwrap();
        assert_eq!(ran.status.code(), Some(3));
        let ran = command(&project, &["serve", "--open", "--root", "bin"]).output().unwrap();
        assert_eq!(ran.status.code(), Some(2));
        assert_eq!(preview(&project, &["--watch"]).get("/").status, 200);
        assert!(!project.path(SHOWN).exists(), "{}", project.read(SHOWN));
    }

    #[test]
    fn a_browser_that_cannot_be_opened_stops_nobody() {
        let project = with_browser(3);
        let preview = preview(&project, &["--open"]);
        preview.says("no browser could be opened; the address is above");
        assert_eq!(preview.get("/").status, 200);
    }
}
