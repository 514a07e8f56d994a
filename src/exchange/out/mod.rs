//! The way out: what is known of people and of resources, as other programs read it.

pub mod cards;
pub mod outlines;
pub mod bookmarks;
pub mod events;
pub mod table;
