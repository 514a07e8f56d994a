//! How the search index is divided.
//!
//! A browser that searches fetches the words that begin like what was typed, and then the entries that it will show: a
//! few kilobytes, however large the journal. Entries are counted from the oldest, so that a new one changes only the
//! last file of entries and those of its own words.

/// So many entries stand in one file.
pub const ENTRIES: usize = 16;

/// A file of words serves about so many entries.
const ENTRIES_PER_SHARD: usize = 40;
/// There are never more files of words than this.
const MOST: usize = 256;

/// How many files of words a journal of `entries` listed entries has: a power of two.
pub fn words(entries: usize) -> usize {
    (entries / ENTRIES_PER_SHARD).next_power_of_two().min(MOST)
}

/// How many files of entries there are.
pub fn chunks(entries: usize) -> usize {
    entries.div_ceil(ENTRIES)
}

/// The file, out of `shards`, that a folded word is in: its first two characters decide. The theme's script does the
/// same sum.
pub fn shard_of(word: &str, shards: usize) -> usize {
    word.chars().take(2).fold(0, |sum, c| sum * 31 + c as usize) % shards
}
