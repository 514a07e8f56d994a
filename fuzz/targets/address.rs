//! Addresses: what is published of one is what a browser on our page would make of it, or it is not published at all.

use goodturn::parse::address::{self, Address};
use url::Url;

pub(crate) fn target(data: &[u8]) {
    let text = super::text(data);
    let here = Url::parse("https://here.example/lessons/x/").expect("an address");
    match address::read(&text) {
        Address::External(url) => {
            let ours = Url::parse(&url).expect("an address that was published");
            assert!(["http", "https", "mailto", "tel"].contains(&ours.scheme()), "{text:?} became {url}");
            assert!(
                !ours.scheme().starts_with("http") || ours.host_str().is_some_and(|host| !host.is_empty()),
                "{url}"
            );
            assert!(ours.username().is_empty() && ours.password().is_none(), "{url} says who somebody is");
            assert_eq!(address::read(&url), Address::External(url.clone()), "it is what it is");
        }
        Address::Internal { fragment, .. } => {
            if let Ok(theirs) = here.join(&text) {
                assert_eq!(theirs.scheme(), "https", "{text:?} is {theirs} to a browser");
            }
            let fragment = fragment.unwrap_or_default();
            assert!(address::encode_tail(&fragment).is_ascii());
        }
        Address::Refused(scheme) => assert!(!scheme.is_empty() && scheme.is_ascii(), "{scheme:?}"),
        Address::Broken(why) => assert!(!why.is_empty()),
    }
    if let Ok(url) = address::web(&text) {
        assert!(matches!(url.scheme(), "http" | "https") && !address::host(&url).is_empty(), "{url}");
    }
    let encoded = address::encode_path(&text);
    assert!(encoded.is_ascii() && address::decode(&encoded) == text, "{encoded}");
    let query = address::encode_query(&text);
    assert!(query.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)), "{query}");
}
