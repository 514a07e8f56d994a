//! The text of an entry: about seventeen hundred bytes of Markdown, some of it with code, a table, a list or a link.

use super::words::{abroad, paragraph, phrase, sentence};
use super::{Corpus, Kind};
use crate::chance::Chance;

const CODE: [(&str, &str); 5] = [
    (
        "rust",
        "/// How many helpings to cook.\npub fn portions(guests: u32, each: u32) -> Option<u32> {\n    \
         guests.checked_mul(each).filter(|all| *all < NUMBER)\n}\n",
    ),
    (
        "python",
        "def share(link: str, days: int = NUMBER) -> bool:\n    \"\"\"Not more than once a week.\"\"\"\n    return days >= 8 and link.startswith(\"https\")\n",
    ),
    (
        "sh",
        "git log --since='NUMBER days ago' --oneline | head -n 12\nrsync --archive --delete public/ host:/srv/www/\n",
    ),
    ("toml", "title = \"Second helpings\"\n[feed]\nitems = NUMBER\nfull = true\n"),
    (
        "sql",
        "SELECT name, count(*) AS given FROM log\nWHERE kind = 'gave' AND year > NUMBER GROUP BY name ORDER BY given DESC;\n",
    ),
];

/// Makes the body of entry number `index`.
pub(super) fn body(corpus: &Corpus, index: usize, kind: Kind, chance: &mut Chance) -> String {
    let mut blocks = vec![paragraph(chance, 4)];
    if kind == Kind::Lesson {
        blocks.push(format!("## {}", super::words::capital(&phrase(chance))));
    }
    blocks.push(paragraph(chance, 5));
    if chance.once_in(4) {
        let (language, code) = CODE[chance.below(CODE.len())];
        let number = (chance.below(90) + 10).to_string();
        blocks.push(format!("```{language}\n{}```", code.replace("NUMBER", &number)));
    }
    if chance.once_in(3) {
        let items: Vec<_> = (0..4).map(|_| format!("- {}, *{}*", phrase(chance), phrase(chance))).collect();
        blocks.push(items.join("\n"));
    }
    if chance.once_in(6) {
        blocks.push(table(chance));
    }
    if chance.once_in(7) {
        blocks.push(format!("> {}", sentence(chance)));
    }
    blocks.push(paragraph(chance, 4));
    if index > 0 && chance.once_in(5) {
        let other = corpus.head(chance.below(index));
        blocks.push(format!("It began with [{}](../../{}/{}/).", other.title, other.kind.folder(), other.slug));
    }
    if chance.once_in(9) {
        blocks.push(abroad(chance).to_owned());
    }
    blocks.push(format!("**{}** {}", sentence(chance), paragraph(chance, 3)));
    blocks.join("\n\n") + "\n"
}

fn table(chance: &mut Chance) -> String {
    let rows = (0..5).map(|_| format!("| {} | {} | {} |", phrase(chance), chance.below(60), phrase(chance)));
    let head = ["| what | minutes | whom it suits |".to_owned(), "|---|---:|---|".to_owned()];
    head.into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}
