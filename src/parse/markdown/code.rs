//! Code blocks, coloured by class names; which colours they are is the stylesheet's affair.

use std::sync::{LazyLock, OnceLock};

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use crate::parse::markup;

/// Loaded when the first code block of a known language is shown: a journal without code does not pay for it.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Scopes of the grammars and the few classes that they become, the more special ones first. The stylesheet has a
/// colour for each class and knows nothing of scopes.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    let pairs = [
        ("comment", "comment"),
        ("string", "string"),
        ("constant.character.escape", "constant"),
        ("constant.numeric", "number"),
        ("constant", "constant"),
        ("markup.inserted", "inserted"),
        ("markup.deleted", "deleted"),
        ("markup.heading", "heading"),
        ("meta.diff.header", "heading"),
        ("entity.name.function", "function"),
        ("support.function", "function"),
        ("variable.function", "function"),
        ("entity.name.tag", "tag"),
        ("entity.other.attribute-name", "attribute"),
        ("entity.name", "type"),
        ("support.type", "type"),
        ("support.class", "type"),
        ("storage.type", "keyword"),
        ("storage.modifier", "keyword"),
        ("keyword.operator", "operator"),
        ("keyword", "keyword"),
        ("variable.parameter", "variable"),
        ("variable.other.constant", "constant"),
    ];
    let parse = |(name, class)| Scope::new(name).ok().map(|scope| (scope, class));
    pairs.into_iter().filter_map(parse).collect()
});

/// A block of code. It is coloured when a page first shows it: that costs as much as everything else in reading a text
/// with code, and whoever only asks what is due sees none of it.
#[derive(Clone, Debug)]
pub(super) struct Code {
    text: String,
    language: String,
    html: OnceLock<String>,
}

impl Code {
    pub(super) fn new(text: String, language: &str) -> Self {
        Self { text, language: language.to_owned(), html: OnceLock::new() }
    }

    /// Its words in classed spans, or only escaped where the language is none that we know.
    pub(super) fn html(&self) -> &str {
        self.html.get_or_init(|| {
            let mut out = String::with_capacity(self.text.len() * 2);
            match syntax(&self.language) {
                Some(syntax) => coloured(&mut out, &self.text, syntax),
                None => markup::escape(&mut out, &self.text),
            }
            out
        })
    }
}

fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    if matches!(language, "" | "text" | "txt" | "plain" | "plaintext") {
        return None;
    }
    SYNTAXES.find_syntax_by_token(language)
}

/// A grammar that fails in the middle leaves the rest of the block plain: text is never lost to its colours.
fn coloured(out: &mut String, code: &str, syntax: &SyntaxReference) {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut open: Option<&str> = None;
    for line in LinesWithEndings::from(code) {
        let operations = state.parse_line(line, &SYNTAXES).unwrap_or_default();
        let mut at = 0;
        for (end, operation) in operations {
            write(out, &mut open, class_of(&stack), &line[at..end]);
            at = end;
            // A stack that does not fit is the grammar's fault; the colours suffer, the words do not.
            let _ = stack.apply(&operation);
        }
        write(out, &mut open, class_of(&stack), &line[at..]);
    }
    if open.is_some() {
        out.push_str("</span>");
    }
}

/// Appends a piece of a line, opening and closing a span only where the class changes.
fn write(out: &mut String, open: &mut Option<&'static str>, class: Option<&'static str>, text: &str) {
    if text.is_empty() {
        return;
    }
    if *open != class && !(text.trim().is_empty() && open.is_some()) {
        if open.is_some() {
            out.push_str("</span>");
        }
        if let Some(class) = class {
            out.push_str("<span class=\"c-");
            out.push_str(class);
            out.push_str("\">");
        }
        *open = class;
    }
    markup::escape(out, text);
}

/// The class of the innermost scope that has one.
fn class_of(stack: &ScopeStack) -> Option<&'static str> {
    let class = |scope: &Scope| CLASSES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class);
    stack.as_slice().iter().rev().find_map(class)
}
