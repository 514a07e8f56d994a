//! What is said of mistakes in front matter and settings: all of them, at their places, with what to do.

use crate::support::check;

#[test]
fn every_mistake_of_a_file_is_said_in_one_run() {
    check(
        "
//- content/lessons/2026-01-02-x.md
+++
^ error: `title` is missing
titel = \"A\"
^^^^^ error: unknown key `titel`
tags = 3
       ^ error: `tags` is a whole number; it should be a list of strings
draft = \"no\"
        ^^^^ error: `draft` is a string; it should be true or false
updated = \"2026-01-02\"
          ^^^^^^^^^^^^ error: `updated` is a string; it should be a date, without quotation marks
+++
Words.
",
    );
}
