//! Whole journals in memory, as the tests make them.

#[path = "../../tests/support/fixture.rs"]
#[allow(dead_code, reason = "a vocabulary has words that are not in use here")]
mod fixture;
#[path = "../../tests/support/site.rs"]
#[allow(dead_code, reason = "a vocabulary has words that are not in use here")]
mod site;

pub(crate) use fixture::Fixture;
pub(crate) use site::{Built, try_site};
