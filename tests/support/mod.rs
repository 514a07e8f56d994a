//! The vocabulary of the tests. Nothing else in `tests/` touches the library's types more than it must.

#![allow(dead_code, unused_imports, reason = "a vocabulary has words that are not in use today")]
pub(crate) mod fixture;
pub(crate) mod journal;
pub(crate) mod outside;
pub(crate) mod owner;
pub(crate) mod people;
pub(crate) mod project;

pub(crate) use fixture::{Expected, Fixture};
pub(crate) use journal::{Built, body, check, site, site_on, try_site};
pub(crate) use project::{Project, tree};
