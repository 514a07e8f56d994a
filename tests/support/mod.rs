//! The vocabulary of the tests. Nothing else in `tests/` touches the library's types more than it must.

#![allow(dead_code, unused_imports, reason = "a vocabulary has words that are not in use today")]
pub(crate) mod edit;
pub(crate) mod fixture;
pub(crate) mod journal;
pub(crate) mod outside;
pub(crate) mod owner;
pub(crate) mod people;
pub(crate) mod project;
pub(crate) mod site;

/// Whether this is the long run, which tries more and takes its time: `tests/run --long`.
pub(crate) fn is_long() -> bool {
    std::env::var_os("GOODTURN_LONG").is_some_and(|value| !value.is_empty())
}

pub(crate) use fixture::{Expected, Fixture};
pub(crate) use journal::{body, body_with, check, site, site_on};
pub(crate) use project::{Project, Ran, tree};
pub(crate) use site::{Built, try_site};
