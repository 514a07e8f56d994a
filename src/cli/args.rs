//! The arguments, as clap reads them; they go no further than this room.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::command::export::{self, Version, What};
use crate::command::{build, new, serve};
use crate::exchange::Format;
use crate::model::Include;
use crate::model::settings::BaseUrl;
use crate::parse::date::{self, Day};

/// A journal of useful things and good people, passed on: a static site and feeds from plain text.
#[derive(Debug, Parser)]
#[command(name = "goodturn", version, max_term_width = 100, arg_required_else_help = true)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What every command takes; in its help it stands below what is its own.
#[derive(Debug, Args)]
pub(super) struct Global {
    /// The journal's folder.
    #[arg(long, global = true, display_order = 101, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// Act as if it were this day (2026-11-20).
    #[arg(long, global = true, display_order = 102, value_name = "DATE", value_parser = parse_day)]
    pub(super) today: Option<Day>,
    /// Report as JSON, for programs.
    #[arg(long, global = true, display_order = 103)]
    pub(super) json: bool,
    /// When to use colour.
    #[arg(long, global = true, display_order = 104, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Colour,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a journal that builds at once; nothing is overwritten.
    Init {
        /// Where; here by default.
        dir: Option<PathBuf>,
    },
    /// Write a draft with today's date.
    New {
        #[command(subcommand)]
        what: New,
        /// Open it in $EDITOR.
        #[arg(long, short, global = true)]
        edit: bool,
    },
    /// Build the site into `public/`; nothing is published if anything is wrong.
    Build(BuildArgs),
    /// Show the journal in a browser on this computer, as it is now.
    Serve(ServeArgs),
    /// Say everything that is wrong, missing in drafts or worth a second look.
    Check,
    /// List every entry with its state.
    List,
    /// Say whom to write to, why now, and what to bring.
    Due,
    /// Note what happened: "had coffee with Ana, she needs a designer".
    Log {
        /// A sentence, a name and a few words, or a line as the log has it.
        words: Vec<String>,
        /// Take the last line that was noted back.
        #[arg(long, conflicts_with = "words")]
        undo: bool,
    },
    /// Show one person on one screen.
    Show {
        /// A handle or a name.
        who: String,
    },
    /// Find people by what they care about, need, offer, or did: "who likes golf?"
    Who {
        /// Words; all of them must be found.
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Draft a letter to somebody.
    Draft {
        /// A handle or a name.
        who: String,
        /// Print a link that a mail program opens.
        #[arg(long)]
        mailto: bool,
    },
    /// Take in people and links from elsewhere; what is there is never overwritten.
    Import(ImportArgs),
    /// Go through those who came from an address book, a few at a time.
    Triage {
        /// So many people, and then it is enough for today.
        #[arg(long, value_name = "N", default_value = "10")]
        limit: usize,
    },
    /// Make the draft of a resource from a link in the inbox.
    Promote {
        /// The name of its file.
        stem: String,
    },
    /// Give out people, feeds or bookmarks as other programs read them.
    Export(ExportArgs),
    /// Give somebody or an entry another name; what cites the old one follows.
    Rename {
        /// `@handle`, or the name of an entry or page.
        old: String,
        /// The new handle or name.
        new: String,
    },
    /// Print a script that completes commands in your shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    Man,
}

#[derive(Debug, Subcommand)]
pub(super) enum New {
    /// Something worth passing on.
    Resource {
        /// Its address.
        url: String,
        /// What it is called.
        #[arg(long, short)]
        title: Option<String>,
    },
    /// Two people who were brought together.
    Introduction {
        /// By role: "A baker and a beekeeper".
        title: Option<String>,
    },
    /// Something learned.
    Lesson {
        /// The lesson, in one sentence.
        title: Option<String>,
    },
    /// A page of its own.
    Page {
        /// What it is called.
        title: String,
    },
    /// Somebody you know; a file in `private/`.
    Contact {
        /// Their name.
        name: String,
    },
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(super) struct BuildArgs {
    /// Build the site for your own eyes, in `private-site/`: who is due, people, the log, and the public site beside it.
    #[arg(long, conflicts_with = "output", conflicts_with = "base_url")]
    pub(super) private: bool,
    /// Show drafts, in `preview/`.
    #[arg(long)]
    pub(super) drafts: bool,
    /// Show what is scheduled, in `preview/`.
    #[arg(long)]
    pub(super) future: bool,
    /// Build for another address than the one in site.toml.
    #[arg(long, value_name = "URL", value_parser = BaseUrl::parse)]
    pub(super) base_url: Option<BaseUrl>,
    /// Build into another folder.
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Say where the time went, stage by stage.
    #[arg(long)]
    pub(super) timings: bool,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(super) struct ServeArgs {
    /// Show every change at once.
    #[arg(long, short)]
    pub(super) watch: bool,
    /// Show your own pages too: who is due, people, the log. The address that is printed lets its reader in.
    #[arg(long)]
    pub(super) private: bool,
    /// Show drafts.
    #[arg(long)]
    pub(super) drafts: bool,
    /// Show what is scheduled.
    #[arg(long)]
    pub(super) future: bool,
    /// Listen on this port and no other; 0 is any that is free.
    #[arg(long, value_name = "PORT")]
    pub(super) port: Option<u16>,
    /// Open it in the browser.
    #[arg(long)]
    pub(super) open: bool,
    /// Look for changes twice a second, where the system does not tell of them.
    #[arg(long, requires = "watch")]
    pub(super) poll: bool,
}

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// LinkedIn's Connections.csv, Google's contacts.csv, vCards, friends.md, bookmarks and saved links; `-` is standard
    /// input.
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// What the files are, where that cannot be seen: linkedin, google, vcard, csv, friends, bookmarks, pocket,
    /// instapaper, raindrop, readwise or pinboard.
    #[arg(long = "as", value_name = "FORMAT", value_parser = parse_format)]
    pub(super) format: Option<Format>,
    /// Which column of a table is what: `name=Full Name,email=Mail`.
    #[arg(long, value_name = "KEY=COLUMN")]
    pub(super) map: Vec<String>,
    /// Only say what would be added, updated and left out.
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(super) struct ExportArgs {
    /// Who is due, as a calendar (iCalendar).
    #[arg(long, group = "what")]
    pub(super) ics: bool,
    /// What takes place, as a calendar for everybody: published resources whose `when` begins with a day.
    #[arg(long, group = "what")]
    pub(super) public_ics: bool,
    /// People as cards (vCard 4.0).
    #[arg(long, group = "what")]
    pub(super) vcard: bool,
    /// What people write, as a list of feeds (OPML).
    #[arg(long, group = "what")]
    pub(super) opml: bool,
    /// Published resources as bookmarks (HTML, as browsers have them).
    #[arg(long, group = "what")]
    pub(super) bookmarks: bool,
    /// People as a table.
    #[arg(long, group = "what")]
    pub(super) csv: bool,
    /// People as cards of version 3.0, for programs that know no other.
    #[arg(long = "3", conflicts_with_all = ["ics", "public_ics", "opml", "bookmarks", "csv"])]
    pub(super) three: bool,
    /// Write into a new file that only you may read; `-` is standard output.
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

impl ExportArgs {
    /// What is wanted; nothing where that is not said.
    pub(super) fn what(&self, json: bool) -> Option<export::What> {
        let version = if self.three { Version::Three } else { Version::Four };
        let all = [
            (self.ics, What::Calendar),
            (self.public_ics, What::Events),
            (self.vcard || self.three, What::Cards(version)),
            (self.opml, What::Feeds),
            (self.bookmarks, What::Bookmarks),
            (self.csv, What::Table),
            (json, What::Json),
        ];
        all.into_iter().find(|(wanted, _)| *wanted).map(|(_, what)| what)
    }
}

impl ServeArgs {
    pub(super) fn options(&self) -> serve::Options {
        serve::Options {
            watch: self.watch,
            private: self.private,
            include: Include { drafts: self.drafts, future: self.future },
            port: self.port,
            poll: self.poll,
        }
    }
}

impl New {
    pub(super) fn what(&self) -> new::What {
        match self {
            Self::Resource { url, title } => new::What::Resource { url: url.clone(), title: title.clone() },
            Self::Introduction { title } => new::What::Introduction(title.clone()),
            Self::Lesson { title } => new::What::Lesson(title.clone()),
            Self::Page { title } => new::What::Page(title.clone()),
            Self::Contact { name } => new::What::Contact(name.clone()),
        }
    }
}

impl BuildArgs {
    pub(super) fn options(&self) -> build::Options {
        build::Options {
            include: Include { drafts: self.drafts, future: self.future },
            base_url: self.base_url.clone(),
            output: self.output.clone(),
        }
    }
}

fn parse_format(text: &str) -> std::result::Result<Format, String> {
    let words = Format::ALL.map(|(_, word, _)| word).join(", ");
    Format::ALL
        .into_iter()
        .find(|(_, word, _)| *word == text)
        .map(|(format, ..)| format)
        .ok_or_else(|| format!("write one of {words}"))
}

fn parse_day(text: &str) -> std::result::Result<Day, String> {
    date::day(text).ok_or_else(|| "write a day as 2026-11-20".to_owned())
}
