//! Somebody as an address book knows them: what is in both, by the names that the keys of a contact have.

use std::collections::{BTreeMap, BTreeSet};

use super::words;
use crate::model::{Contact, contact::Via, settings};
use crate::parse::address;
use crate::parse::date::{Anniversary, Day};

/// Keys with several values, in the order in which a file has them.
pub const LISTS: [&str; 8] = ["aka", "email", "phone", "url", "circles", "values", "needs", "offers"];
/// Keys with one.
pub const TEXTS: [&str; 7] = ["feed", "org", "role", "city", "channel", "via", "uid"];
/// Keys with a day.
pub const DAYS: [&str; 2] = ["met", "last_contact"];
/// Nobody has more names, addresses or days; what comes beyond that is left out.
pub const MOST: usize = 100;

/// Somebody, as far as address books can say. A rhythm is not among it, nor how close somebody is: these are decided
/// here and nowhere else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The file that they came in, where it is known which one it is.
    pub file: String,
    /// Where it stood, for what is said of it.
    pub line: u64,
    /// What the file is called that they had in a journal, where one wrote this.
    pub handle: Option<String>,
    /// The name.
    pub name: String,
    /// Values of [`LISTS`].
    pub lists: BTreeMap<&'static str, Vec<String>>,
    /// Values of [`TEXTS`].
    pub texts: BTreeMap<&'static str, String>,
    /// Values of [`DAYS`].
    pub days: BTreeMap<&'static str, Day>,
    /// Their days, by name.
    pub dates: BTreeMap<String, Anniversary>,
    /// What was noted.
    pub note: String,
    /// Keys of which more came than anybody has.
    pub over: BTreeSet<&'static str>,
}

impl Person {
    /// Somebody of this name, found on this line.
    pub fn new(line: u64, name: &str) -> Self {
        Self { line, name: words::line(name), ..Self::default() }
    }

    /// A contact, as an address book would have them.
    pub fn of(contact: &Contact) -> Self {
        let mut person = Self { name: words::line(&contact.name), ..Self::default() };
        person.handle = Some(contact.handle.clone());
        let at = [&contact.aka, &contact.emails, &contact.phones, &contact.urls, &contact.circles];
        let known = [&contact.values, &contact.needs, &contact.offers];
        let at = at.into_iter().map(|list| list.iter().map(|at| at.value.clone()).collect::<Vec<_>>());
        let all = at.chain(known.into_iter().cloned());
        for (key, list) in LISTS.into_iter().zip(all) {
            for text in list {
                person.push(key, words::line(&text));
            }
        }
        let via = contact.via.as_ref().map(|via| match via {
            Via::Handle(at) => format!("@{}", at.value),
            Via::Words(words) => words.clone(),
        });
        let channel = contact.channel.map(str::to_owned);
        let (feed, org, role) = (contact.feed.clone(), contact.org.clone(), contact.role.clone());
        let texts = [feed, org, role, contact.city.clone(), channel, via, contact.uid.clone()];
        for (key, text) in TEXTS.into_iter().zip(texts) {
            person.put(key, &text.unwrap_or_default());
        }
        let days = DAYS.into_iter().zip([contact.met, contact.last_contact]);
        person.days.extend(days.filter_map(|(key, day)| Some((key, day?))));
        person.dates.extend(contact.dates.iter().map(|it| (words::line(&it.name), it.day)));
        let notes = contact.notes().into_iter().map(|span| &contact.source.text()[span.range()]);
        person.note = words::note_of(&notes.collect::<Vec<_>>().join("\n"));
        person
    }

    /// Sets a key with one value, unless it has one or there is nothing to set.
    pub fn put(&mut self, key: &'static str, text: &str) {
        let text = words::line(text);
        if !text.is_empty() {
            self.texts.entry(key).or_insert(text);
        }
    }

    /// Adds a value to a key with several, unless it is there or they have so many of them.
    pub fn add(&mut self, key: &'static str, text: &str) {
        if self.list(key).len() < MOST {
            self.push(key, words::line(text));
        } else if !self.list(key).contains(&words::line(text)) {
            self.over.insert(key);
        }
    }

    fn push(&mut self, key: &'static str, text: String) {
        if !text.is_empty() && !self.list(key).contains(&text) {
            self.lists.entry(key).or_default().push(text);
        }
    }

    /// Keeps no more days than anybody has, and tells of which keys more came.
    pub fn cut(&mut self) -> BTreeSet<&'static str> {
        let mut over = std::mem::take(&mut self.over);
        if let Some(name) = self.dates.keys().nth(MOST).cloned() {
            drop(self.dates.split_off(&name));
            over.insert("dates");
        }
        over
    }

    /// Sets a key with one value as [`put`](Self::put) does; a feed has a web address.
    ///
    /// # Errors
    /// Says why it is none.
    pub fn set(&mut self, key: &'static str, text: &str) -> Result<(), String> {
        let text = words::line(text);
        if key == "feed" && !text.is_empty() {
            address::web(&text).map_err(|why| format!("`{text}` is no address of a feed: {why}"))?;
        }
        self.put(key, &text);
        Ok(())
    }

    /// Adds a mail address.
    ///
    /// # Errors
    /// Says why it is none.
    pub fn add_email(&mut self, text: &str) -> Result<(), String> {
        let text = words::line(text);
        let address = text.strip_prefix("mailto:").unwrap_or(&text);
        if !address.is_empty() && !settings::is_email(address) {
            return Err(format!("`{address}` is no mail address"));
        }
        self.add("email", address);
        Ok(())
    }

    /// Adds a telephone number.
    pub fn add_phone(&mut self, text: &str) {
        let text = words::line(text);
        self.add("phone", text.strip_prefix("tel:").unwrap_or(&text));
    }

    /// Adds a web address; one without `https://` gets it.
    ///
    /// # Errors
    /// Says why it is none.
    pub fn add_url(&mut self, text: &str) -> Result<(), String> {
        let text = words::line(text);
        if text.is_empty() {
            return Ok(());
        }
        let bare = !text.contains(':') && text.contains('.') && !text.contains(' ');
        let whole = if bare { format!("https://{text}") } else { text.clone() };
        let found = address::web(&whole).map_err(|why| format!("`{text}` is no web address: {why}"))?;
        // As it was written, so that it is found again in what its owner wrote; unless that is no whole address.
        self.add("url", if bare { found.as_str() } else { &text });
        Ok(())
    }

    /// The values of a key with several.
    pub fn list(&self, key: &str) -> &[String] {
        self.lists.get(key).map_or(&[], Vec::as_slice)
    }

    /// The value of a key with one; empty where there is none.
    pub fn text(&self, key: &str) -> &str {
        self.texts.get(key).map_or("", String::as_str)
    }

    /// Their page at LinkedIn, in one spelling.
    pub fn linkedin(&self) -> Option<String> {
        self.list("url").iter().find_map(|url| linkedin(url))
    }
}

/// The path of a page at LinkedIn, in one spelling; nothing for any other address.
pub fn linkedin(url: &str) -> Option<String> {
    let url = address::web(url).ok()?;
    let host = address::host(&url);
    let path = address::decode(url.path().trim_end_matches('/')).to_lowercase();
    let is_page = host == "linkedin.com" || host.ends_with(".linkedin.com");
    (is_page && path.starts_with("/in/")).then_some(path)
}
