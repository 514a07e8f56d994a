//! Every message about the private side, one constructor each; written like those of [`catalog`](super::catalog).

use super::catalog::{did_you_mean, error, warning};
use super::{Diagnostic, Place};

// ---- the log ----------------------------------------------------------------------------------------------------

/// A line of a log that is none.
pub fn no_log_line(place: Place) -> Diagnostic {
    error("no-log-line", place, "this is no line of a log")
        .help("write `- 2026-11-18 met @handle: what happened`, or begin the line with `#` if it is a heading")
}

/// A day that no calendar has.
pub fn bad_log_date(place: Place, found: &str) -> Diagnostic {
    error("bad-log-date", place, format!("`{found}` is no day")).help("write the day as 2026-11-18")
}

/// A day to come, of something that is said to have happened.
pub fn future_touch(place: Place, act: &str, today: &str) -> Diagnostic {
    error("future-touch", place, format!("this `{act}` is still to come: today is {today}"))
        .help("mend the date; a meeting to come is a `plan`")
}

/// A kind that lines do not have.
pub fn unknown_act(place: Place, found: &str, nearest: Option<&str>, known: &[&str]) -> Diagnostic {
    error("unknown-act", place, format!("`{found}` is no kind of event"))
        .help(did_you_mean(nearest).unwrap_or_else(|| format!("the kinds are {}", known.join(", "))))
}

/// A `!` where none can stand.
pub fn only_got_is_kind(place: Place, act: &str) -> Diagnostic {
    error("only-got-is-kind", place, format!("`{act}` cannot have a `!`"))
        .help("`got!` marks an unusual kindness that somebody did you; the others have no `!`")
}

/// Something before the colon that is neither a person nor a goal.
pub fn not_a_handle(place: Place, found: &str, act: &str) -> Diagnostic {
    error("not-a-handle", place, format!("`{found}` is neither `@somebody` nor a `#goal`"))
        .help(format!("write `{act} @handle: …`, with the words after the colon"))
}

/// A citation that does not end.
pub fn unclosed_citation(place: Place) -> Diagnostic {
    error("unclosed-citation", place, "what begins here is never closed").help("write `[[name]]`, all in one line")
}

/// A line that lacks what its kind needs.
pub fn incomplete_line(place: Place, act: &str, wanted: &str) -> Diagnostic {
    error("incomplete-line", place, format!("`{act}` needs {wanted}")).help("add it before the colon")
}

/// A marker with a slip in its name.
pub fn unknown_marker(place: Place, found: &str, nearest: &str) -> Diagnostic {
    error("unknown-marker", place, format!("`{found}:` marks nothing")).help(format!("did you mean `{nearest}:`?"))
}

/// A marker without a value.
pub fn empty_marker(place: Place, marker: &str) -> Diagnostic {
    error("empty-marker", place, format!("`{marker}:` is empty")).help("say what, or leave it out")
}

/// A value that should be a day or a span of days.
pub fn bad_marker_day(place: Place, marker: &str, found: &str) -> Diagnostic {
    error("bad-marker-day", place, format!("`{marker}: {found}` names no day"))
        .help(format!("write `{marker}: 2026-12-01`, or a span such as `{marker}: 2w`"))
}

// ---- files ------------------------------------------------------------------------------------------------------

/// A text in `private/` where none is looked for.
pub fn misplaced(place: Place) -> Diagnostic {
    error("misplaced-private", place, "nothing of this name is looked for in `private/`").help(
        "there are `private/settings.toml`, `private/contacts/HANDLE.md`, `private/log/YEAR.md` and \
         `private/inbox/NAME.md`",
    )
}

/// A contact's file whose name is no handle.
pub fn bad_handle(place: Place, found: &str, better: &str) -> Diagnostic {
    error("bad-handle", place, format!("`{found}` is no handle"))
        .help(format!("a contact's file is called after the person: `private/contacts/{better}.md`"))
}

/// Somebody who is mentioned, and has no file.
pub fn unknown_handle(place: Place, found: &str, nearest: Option<&str>) -> Diagnostic {
    let diagnostic = error("unknown-handle", place, format!("no contact `@{found}`"));
    match nearest {
        Some(name) => diagnostic.help(format!("did you mean `@{name}`?")),
        None => diagnostic.help("`goodturn new contact NAME` makes one; its file's name is the handle"),
    }
}

/// A circle that the settings do not know.
pub fn unknown_circle(place: Place, found: &str, nearest: Option<&str>) -> Diagnostic {
    error("unknown-circle", place, format!("there is no circle `{found}`")).help(
        did_you_mean(nearest)
            .unwrap_or_else(|| format!("add `[circles.{found}]` to private/settings.toml, also without a cadence")),
    )
}

/// A name in `[[…]]` that is neither an entry nor in the inbox.
pub fn unknown_citation(place: Place, found: &str, nearest: Option<&str>) -> Diagnostic {
    let message =
        if found.is_empty() { "this cites nothing".to_owned() } else { format!("nothing is called `{found}`") };
    let diagnostic = error("unknown-citation", place, message);
    match nearest {
        Some(name) => diagnostic.help(format!("did you mean `[[{name}]]`?")),
        None => diagnostic.help("write the slug of a public entry, or the name of a file in private/inbox/"),
    }
}

/// A name in `[[…]]` that several entries have.
pub fn ambiguous_citation(place: Place, found: &str, candidates: &[String]) -> Diagnostic {
    let all: Vec<_> = candidates.iter().map(|name| format!("`[[{name}]]`")).collect();
    error("ambiguous-citation", place, format!("`{found}` is the name of several entries"))
        .help(format!("write {}", all.join(" or ")))
}

/// Something given that nobody has said may be given.
pub fn not_permitted(place: Place, stem: &str, permission: &str, giver: Option<&str>) -> Diagnostic {
    let message = format!("`{stem}` is not yours to give yet: its permission is `{permission}`");
    let whom = giver.map_or_else(|| "ask first".to_owned(), |giver| format!("ask @{giver} first"));
    error("not-permitted", place, message)
        .help(format!("{whom}, then write `permission = \"granted\"` in private/inbox/{stem}.md"))
}

/// A status, channel or the like that is none of those there are.
pub fn unknown_choice(place: Place, key: &str, found: &str, nearest: Option<&str>, known: &[&str]) -> Diagnostic {
    error("unknown-choice", place, format!("`{key}` cannot be `{found}`"))
        .help(did_you_mean(nearest).unwrap_or_else(|| format!("write one of {}", known.join(", "))))
}

/// A cadence that is none.
pub fn bad_cadence(place: Place, found: &str) -> Diagnostic {
    error("bad-cadence", place, format!("`{found}` is no rhythm"))
        .help("write `10d`, `6w`, `3m` or `1y`, or `none` for no rhythm at all")
}

/// Two contacts with one thing that only one can have.
pub fn shared_address(place: Place, address: &str, other: Place) -> Diagnostic {
    warning("shared-address", place, format!("`{address}` is also in `{}`", other.source.path()))
        .help("if these are one person, move what you know into one file and remove the other")
        .also(other, "the other one")
}

/// A file of the inbox whose name cannot be cited.
pub fn bad_item_name(place: Place, found: &str, better: &str) -> Diagnostic {
    error("bad-item-name", place, format!("`{found}` cannot be cited by this name"))
        .help(format!("call it `private/inbox/{better}.md`, with the day in front of it if you like"))
}

// ---- consent ----------------------------------------------------------------------------------------------------

/// Somebody in `named` of whom no file says that they agreed.
pub fn named_unasked(place: Place, name: &str, file: Option<&str>) -> Diagnostic {
    error("named-unasked", place, format!("`{name}` has not agreed to be named, as far as is noted")).help(match file {
        Some(file) => format!("ask them; then write the day of their yes into {file}: `consent_name = 2026-11-18`"),
        None => "ask them; then note the yes in a file of theirs: `goodturn new contact NAME`, with `consent_name = 2026-11-18`"
            .to_owned(),
    })
}

// ---- worth a second look ----------------------------------------------------------------------------------------

/// The same event in two files.
pub fn event_twice(place: Place, other: Place) -> Diagnostic {
    warning("event-twice", place, "this is noted a second time")
        .help("keep it in one place: in the year's log, or in the person's own file")
        .also(other, "the first time")
}

/// Nothing is known that would help somebody to whom one wants to write.
pub fn nothing_known(place: Place, handle: &str) -> Diagnostic {
    warning("nothing-known", place, format!("nothing says what @{handle} values, needs or offers"))
        .help("ask them next time, and note it: `values = [\"…\"]`; without it there is nothing to bring")
}

/// A first name in a public text.
pub fn first_name_in_public(place: Place, name: &str, handle: &str) -> Diagnostic {
    warning("first-name-in-public", place, format!("`{name}` is also what @{handle} is called"))
        .help("if it is them, say what they are instead, such as \"a friend\"")
}

/// `private/` where others can read it.
pub fn tracked(place: Place, own: &str) -> Diagnostic {
    warning("tracked", place, format!("git tracks `{own}`, and this repository has a remote")).help(
        format!(
            "take it out: `git rm -r --cached {own}`, and a line `/{own}` in .gitignore; what was pushed stays in the history. \
             For a sample with invented people: `fictional = true` in private/settings.toml"
        ),
    )
}

/// What a change of several files left when it was cut off.
pub fn unfinished(place: Place) -> Diagnostic {
    warning("unfinished-change", place, "a change of several files was cut off, and lies here").help(
        "the next `import`, `triage`, `promote` or `rename` takes back whatever there is of it; then do it once more",
    )
}
