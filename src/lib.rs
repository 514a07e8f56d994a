//! `goodturn`: a journal of useful things and good people, passed on.
//!
//! The modules stand in the order in which data flows; a module uses only what is declared above it. Read them from
//! top to bottom: disk to text, text to syntax, syntax to our nouns, nouns to pages, pages to bytes, bytes to disk.

pub mod error;
pub mod diagnostic;
pub mod load;
pub mod parse;
pub mod words;
pub mod model;
pub mod audience;
pub mod plan;
pub mod render;
pub mod guard;
pub mod publish;
pub mod exchange;
pub mod command;
pub mod cli;
