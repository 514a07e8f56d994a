//! Whether something is the same as the last time: XXH3 with 128 bits, which is enough for what nobody has a reason to
//! forge, and takes hardly longer than reading it.

use std::fmt;
use std::str::FromStr;

use twox_hash::XxHash3_128;

/// What some bytes are known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// Of several things in their order; how each is divided from the next counts too.
    pub fn of<T: AsRef<[u8]>>(parts: impl IntoIterator<Item = T>) -> Self {
        let each = |part: T| XxHash3_128::oneshot(part.as_ref()).to_be_bytes();
        let all: Vec<_> = parts.into_iter().flat_map(each).collect();
        Self(XxHash3_128::oneshot(&all).to_be_bytes())
    }
}

impl AsRef<[u8]> for Fingerprint {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl FromStr for Fingerprint {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u128::from_str_radix(text, 16).map(|number| Self(number.to_be_bytes()))
    }
}
