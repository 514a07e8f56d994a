//! Slugs, tags and the words of search.

use goodturn::parse::{address, chars, slug};

pub(crate) fn target(data: &[u8]) {
    let text = super::text(data);
    let made = slug::slug(&text);
    assert!(slug::is_slug(&made) && made.len() <= 80, "{made:?} from {text:?}");
    assert_eq!(slug::slug(&made), made, "a slug is its own slug");
    assert_eq!(address::encode(&made), made, "a slug is its own address");
    let folded = slug::fold(&text);
    assert_eq!(slug::fold(&folded), folded, "{text:?}");
    for word in slug::fold_words(&text) {
        assert!(!word.is_empty() && !word.contains(char::is_whitespace), "{word:?}");
        assert_eq!(slug::fold_words(&word), std::slice::from_ref(&word), "{text:?}");
    }
    let clean = chars::clean(&text);
    assert!(clean.chars().all(chars::is_text));
}
