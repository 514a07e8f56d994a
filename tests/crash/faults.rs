//! A journal that is put back after each fault, the calls that a command makes in it, and the faults.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::{can, note};
use crate::support::{Fixture, Project, is_long};

/// Calls that ask or read.
const ASKING: [&str; 6] = ["statx", "newfstatat", "getdents64", "read", "lseek", "readlink"];

/// Calls that change something, or open what will be read or changed.
const CHANGING: [&str; 22] = [
    "openat",
    "close",
    "write",
    "pwrite64",
    "copy_file_range",
    "sendfile",
    "mkdir",
    "mkdirat",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "rmdir",
    "fsync",
    "fdatasync",
    "syncfs",
    "fchmod",
    "ftruncate",
    "flock",
];

/// What the system says of a full disk, a broken one, one that is somebody else's, and of too many open files.
pub(super) const ERRORS: [&str; 4] = ["ENOSPC", "EIO", "EACCES", "EMFILE"];

/// A file or folder: its permissions, and its bytes if it is a file.
pub(super) type State = BTreeMap<String, (u32, Option<Vec<u8>>)>;

/// A journal at a place that stays the same, as good as new whenever that is wanted.
pub(super) struct Stand {
    dir: tempfile::TempDir,
    pristine: Project,
}

/// The `nth` call of its name that has to do with the path, which is relative to the journal; or, where a file has no
/// name yet, the `nth` of its thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Call {
    name: String,
    path: String,
    nth: usize,
    has_name: bool,
}

/// What happens at a call.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault {
    Kill,
    Error(&'static str),
}

/// How a run ended at which something was made to happen.
#[derive(Debug)]
pub(super) struct Ended {
    /// Nothing where it was killed.
    pub(super) code: Option<i32>,
    pub(super) stderr: String,
    /// Whether the call came.
    pub(super) happened: bool,
}

/// Whether calls can be made to fail here; says so where not.
pub(super) fn can_fail() -> bool {
    let can = can("strace", &["-f", "-qq", "-o", "/dev/null", "-P", "/", "-e", "inject=openat:error=EIO", "true"]);
    if !can {
        note("there is no strace, or it may not be used: no system call was made to fail, and nothing killed at one");
    }
    can
}

/// Every so-manieth in an ordinary run, beginning with another one for each name; all in the long one.
pub(super) fn some<T>(all: Vec<T>, step: usize, first: usize) -> Vec<T> {
    let (step, first) = if is_long() { (1, 0) } else { (step, first % step) };
    all.into_iter().skip(first).step_by(step).collect()
}

impl Stand {
    /// A journal with a fixture's files, made ready by what `prepare` does in it.
    pub(super) fn new(fixture: &Fixture, prepare: impl FnOnce(&Project)) -> Self {
        let pristine = Project::with(fixture);
        prepare(&pristine);
        let stand = Self { dir: tempfile::tempdir().unwrap(), pristine };
        stand.renew();
        stand
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join("journal").join(path)
    }

    /// Puts everything back.
    pub(super) fn renew(&self) {
        let journal = self.path("");
        let _ = fs::remove_dir_all(&journal);
        let copied = Command::new("cp").arg("-a").arg(self.pristine.path(".")).arg(&journal).status().unwrap();
        assert!(copied.success());
    }

    pub(super) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// The program, about to run in the journal. It is told where that is, so that it names every path in full, by which
    /// calls are known.
    pub(super) fn command(&self, args: &[&str]) -> Command {
        let mut command = self.pristine.command(args);
        command.arg("--root").arg(self.path("").components().as_path()).current_dir(self.path(""));
        command
    }

    /// Runs the program under another one, with a single thread for what is done in parallel.
    fn under(&self, outer: &[&str], args: &[&str]) -> Output {
        let inner = self.command(args);
        let mut command = Command::new(outer[0]);
        command.args(&outer[1..]).arg(inner.get_program()).args(inner.get_args());
        command.current_dir(self.path("")).env("RAYON_NUM_THREADS", "1").stdin(Stdio::null()).output().unwrap()
    }

    /// The calls that a command makes in the journal, in their order.
    pub(super) fn calls(&self, args: &[&str]) -> Vec<Call> {
        self.renew();
        let trace = self.dir.path().join("calls");
        let names = ASKING.iter().chain(&CHANGING).map(|name| format!("?{name}")).collect::<Vec<_>>().join(",");
        let filter = format!("trace={names}");
        let ran = self.under(&["strace", "-f", "-qq", "-y", "-e", &filter, "-o", trace.to_str().unwrap()], args);
        assert!(ran.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
        let trace = fs::read_to_string(trace).unwrap();
        let journal = self.path("");
        // Each thread counts its own calls.
        let mut seen: BTreeMap<[String; 3], usize> = BTreeMap::new();
        let mut count = |thread: &str, name: &str, path: &str| {
            let nth = seen.entry([thread, name, path].map(str::to_owned)).or_default();
            *nth += 1;
            *nth
        };
        let mut calls: Vec<Call> = Vec::new();
        for Traced { thread, name, path } in trace.lines().filter_map(Traced::of) {
            let of_thread = count(thread, name, "any");
            let Ok(path) = Path::new(path).strip_prefix(&journal) else { continue };
            let path = path.to_str().unwrap().to_owned();
            let has_name = !path.rsplit('/').next().is_some_and(|name| name.starts_with('#'));
            let nth = if has_name { count(thread, name, &path) } else { of_thread };
            let call = Call { has_name, ..Call::new(name, &path, nth) };
            if !calls.contains(&call) {
                calls.push(call);
            }
        }
        assert!(calls.iter().any(|call| call.name == "write"), "nothing was traced: {trace}");
        calls
    }

    /// Runs a command in the journal as it was; something happens at one of its calls.
    pub(super) fn at(&self, call: &Call, fault: Fault, args: &[&str]) -> Ended {
        self.at_without(None, call, fault, args)
    }

    /// The same where the system does not know another call.
    pub(super) fn at_without(&self, unknown: Option<&str>, call: &Call, fault: Fault, args: &[&str]) -> Ended {
        self.renew();
        let trace = self.dir.path().join("trace");
        let what = match fault {
            Fault::Kill => "signal=KILL".to_owned(),
            Fault::Error(error) => format!("error={error}"),
        };
        let only = format!("trace={},{}", call.name, unknown.unwrap_or(&call.name));
        let inject = format!("inject={}:{what}:when={}", call.name, call.nth);
        let never = unknown.map(|unknown| format!("inject={unknown}:error=ENOSYS"));
        let path = self.path(&call.path);
        let mut strace = vec!["strace", "-f", "-qq", "-e", &only, "-e", &inject, "-o", trace.to_str().unwrap()];
        strace.extend(never.iter().flat_map(|never| ["-e", never]));
        if call.has_name {
            strace.extend(["-P", path.to_str().unwrap().trim_end_matches('/')]);
        }
        let ran = self.under(&strace, args);
        let trace = fs::read_to_string(trace).unwrap_or_default();
        Ended {
            code: ran.status.code(),
            stderr: String::from_utf8_lossy(&ran.stderr).into_owned(),
            happened: trace.lines().any(|line| is_injected(line, &call.name)) || trace.contains("killed by SIGKILL"),
        }
    }

    /// What lies in a folder of the journal.
    pub(super) fn state(&self, folder: &str) -> State {
        state(&self.path(folder))
    }

    /// The names in the journal's own folder.
    pub(super) fn names(&self) -> Vec<String> {
        let names = fs::read_dir(self.path("")).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Call {
    pub(super) fn new(name: &str, path: &str, nth: usize) -> Self {
        Self { name: name.to_owned(), path: path.to_owned(), nth, has_name: true }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Every way in which calls may fail. That a folder cannot be closed is no way of them: no system says so, and the
    /// standard library panics.
    pub(super) fn failing(calls: Vec<Self>) -> Vec<(Self, Fault)> {
        let listed: BTreeSet<_> =
            calls.iter().filter(|call| call.name == "getdents64").map(|call| call.path.clone()).collect();
        let calls = calls.into_iter().filter(|call| call.name != "close" || !listed.contains(&call.path));
        calls.flat_map(|call| ERRORS.map(|error| (call.clone(), Fault::Error(error)))).collect()
    }

    /// The calls at which it may be killed; those that only ask come between two that change something, and bring nothing.
    pub(super) fn killed(calls: Vec<Self>) -> Vec<(Self, Fault)> {
        let changing = calls.into_iter().filter(|call| CHANGING.contains(&call.name.as_str()));
        changing.map(|call| (call, Fault::Kill)).collect()
    }

    /// Whether what went wrong is told with the path that it was done to, or with what that lies in. What waits until
    /// all is done is told with its own path or that of the site; what has no name yet, with the name that it is to have.
    pub(super) fn is_told(&self, stderr: &str) -> bool {
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let site = self.path.strip_prefix(".goodturn-").and_then(|rest| rest.split('.').next());
        let waiting = (!self.has_name).then_some("people.csv");
        let whole = self.path.is_empty().then_some("/journal");
        let names = [Some(self.path.as_str()), Some(folder), site, waiting, whole, Some(".goodturn-change/")];
        let changed = self.path.starts_with(".goodturn-change/").then_some("private/");
        let mut names = names.into_iter().chain([changed]).flatten().filter(|name| !name.is_empty());
        stderr.contains("error: cannot ") && names.any(|name| stderr.contains(name))
    }
}

impl Ended {
    /// Where the program lived to tell, it says what came of it: one that ends well has done all, one that ends with 3
    /// has done nothing and names the place.
    pub(super) fn judge(
        &self,
        call: &Call,
        fault: Fault,
        found: &State,
        [old, new]: [&State; 2],
    ) -> Result<(), String> {
        let why = match (fault, self.code) {
            _ if !self.happened => "the call did not come",
            (Fault::Error(_), Some(0)) if found != new => "it says that all is well, and it is not done",
            (Fault::Error(_), Some(3)) if found != old => "it complains, and something is changed",
            (Fault::Error(_), Some(3)) if !call.is_told(&self.stderr) => "it does not say where",
            (Fault::Kill, None) | (Fault::Error(_), Some(0 | 3)) => return Ok(()),
            _ => "an odd end",
        };
        Err(why.to_owned())
    }
}

/// Whether a line of a trace says that a call was made to fail.
fn is_injected(line: &str, name: &str) -> bool {
    line.ends_with("(INJECTED)")
        && (line.contains(&format!(" {name}(")) || line.contains(&format!("... {name} resumed")))
}

/// Everything in a folder and the folder itself; nothing where there is none.
pub(super) fn state(folder: &Path) -> State {
    let all = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let one = |entry: walkdir::DirEntry| {
        let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o7777;
        (name, (mode, entry.file_type().is_file().then(|| fs::read(entry.path()).unwrap())))
    };
    all.map(one).collect()
}

/// A call as a trace has it, and what it is done to: an open file, or a path in full.
struct Traced<'t> {
    thread: &'t str,
    name: &'t str,
    path: &'t str,
}

impl<'t> Traced<'t> {
    fn of(line: &'t str) -> Option<Self> {
        let (thread, call) = line.split_once(' ')?;
        let (name, args) = call.trim_start().split_once('(')?;
        let open = args.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('<');
        let mut quoted = args.split('"').skip(1).step_by(2);
        let path = match open {
            Some(rest) => rest.split_once('>')?.0,
            None if name == "linkat" => quoted.nth(1)?,
            None => quoted.next().unwrap_or_default(),
        };
        let known = ASKING.contains(&name) || CHANGING.contains(&name);
        known.then_some(Self { thread, name, path })
    }
}
