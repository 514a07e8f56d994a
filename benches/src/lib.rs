//! What goodturn costs: a journal of any size, a floor to compare with, and other generators beside it.
//!
//! [`corpus`] writes journals, the same ones for the same seed. `floor` (in `src/bin/`) does what no generator can do
//! without: it reads, renders Markdown and writes. [`bench`] runs programs in turn and measures them, [`serve`] measures
//! how soon an edit is seen, [`peers`] makes the same corpus into what other generators read, [`report`] prints it all.

pub mod chance;
pub mod corpus;
pub mod measure;
pub mod machine;
pub mod scratch;
pub mod peers;
pub mod serve;
pub mod bench;
pub mod report;
