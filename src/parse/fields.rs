//! Front matter asked key by key.
//!
//! Whoever asks names the key and gets a typed value with its place; what was wrong is in the report. [`Fields::finish`]
//! then knows which keys nobody asked for, and which of those that were asked for is nearest.

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::chars;
use super::date::{self, DayOrMonth, Moment};
use crate::diagnostic::{At, Place, Report, Source, Span, catalog};

/// A TOML table that is being read.
#[derive(Debug)]
pub struct Fields<'s> {
    source: &'s Arc<Source>,
    table: DeTable<'s>,
    /// Where the TOML text begins in the file: its own spans count from there.
    offset: usize,
    /// The table's own place, for what is missing in it.
    whole: Span,
    asked: Vec<&'static str>,
}

type Value<'s> = Spanned<DeValue<'s>>;

impl<'s> Fields<'s> {
    /// The keys of a parsed TOML text that begins at `span` of `source`.
    pub fn new(source: &'s Arc<Source>, table: DeTable<'s>, span: Span) -> Self {
        Self { source, table, offset: span.start as usize, whole: Span::new(0..0), asked: Vec::new() }
    }

    /// The file.
    pub fn source(&self) -> &'s Arc<Source> {
        self.source
    }

    /// The place of something found here.
    pub fn place(&self, span: Span) -> Place {
        span.of(self.source)
    }

    /// Where this table was written; the beginning of the file for its outermost.
    pub fn whole(&self) -> Span {
        self.whole
    }

    /// A string, clean of hidden characters, with white space trimmed.
    pub fn string(&mut self, report: &mut Report, key: &'static str) -> Option<At<String>> {
        let value = self.take(key)?;
        self.as_string(report, key, &value)
    }

    /// A string's value alone, without its place; an empty one counts as absent.
    pub fn text(&mut self, report: &mut Report, key: &'static str) -> Option<String> {
        self.string(report, key).map(|at| at.value).filter(|text| !text.is_empty())
    }

    /// True or false.
    pub fn bool(&mut self, report: &mut Report, key: &'static str) -> Option<bool> {
        let value = self.take(key)?;
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.wrong_type(report, key, "true or false", &value);
        }
        found
    }

    /// A whole number within `range`.
    pub fn integer(
        &mut self,
        report: &mut Report,
        key: &'static str,
        range: std::ops::RangeInclusive<i64>,
    ) -> Option<At<i64>> {
        let value = self.take(key)?;
        let span = self.span_of(&value);
        let Some(integer) = value.get_ref().as_integer() else {
            self.wrong_type(report, key, "a whole number", &value);
            return None;
        };
        let digits = integer.as_str().replace('_', "");
        let number = i64::from_str_radix(&digits, integer.radix()).ok().filter(|number| range.contains(number));
        if number.is_none() {
            let why = format!("is not between {} and {}", range.start(), range.end());
            report.push(catalog::bad_value(self.place(span), key, &why, "write a number in that range"));
        }
        number.map(|value| At { value, span })
    }

    /// A date, or a date and time with offset.
    pub fn moment(&mut self, report: &mut Report, key: &'static str) -> Option<At<Moment>> {
        let value = self.take(key)?;
        let span = self.span_of(&value);
        let Some(datetime) = value.get_ref().as_datetime() else {
            self.wrong_type(report, key, "a date, without quotation marks", &value);
            return None;
        };
        // What is left of a date that was no TOML has been complained of already.
        if datetime.date.is_none() && report.has("toml-syntax") {
            return None;
        }
        match date::moment(datetime) {
            Ok(value) => Some(At { value, span }),
            Err(why) => {
                report.push(catalog::bad_date(self.place(span), why));
                None
            }
        }
    }

    /// A date, or a month as a string (`"2026-09"`).
    pub fn day_or_month(&mut self, report: &mut Report, key: &'static str) -> Option<DayOrMonth> {
        if let Some(DeValue::String(text)) = self.table.get(key).map(Spanned::get_ref) {
            let found = date::month(text).map(DayOrMonth::Month).or_else(|| date::day(text).map(DayOrMonth::Day));
            let value = self.take(key)?;
            if found.is_none() {
                let place = self.place(self.span_of(&value));
                report.push(catalog::bad_value(
                    place,
                    key,
                    "is no month",
                    "write a date, or a month such as \"2026-09\"",
                ));
            }
            return found;
        }
        match self.moment(report, key)?.value {
            Moment::Day(day) => Some(DayOrMonth::Day(day)),
            Moment::Time(time) => Some(DayOrMonth::Day(time.date_naive())),
        }
    }

    /// A list of strings; a single string counts as a list of one.
    pub fn strings(&mut self, report: &mut Report, key: &'static str) -> Vec<At<String>> {
        let Some(value) = self.take(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::Array(array) => array.iter().filter_map(|item| self.as_string(report, key, item)).collect(),
            DeValue::String(_) => self.as_string(report, key, &value).into_iter().collect(),
            _ => {
                self.wrong_type(report, key, "a list of strings", &value);
                Vec::new()
            }
        }
    }

    /// A table within this one.
    pub fn table(&mut self, report: &mut Report, key: &'static str) -> Option<Fields<'s>> {
        let value = self.take(key)?;
        let span = self.span_of(&value);
        match value.into_inner() {
            DeValue::Table(table) => Some(self.inner(table, span)),
            other => {
                self.report_type(report, key, "a table", span, &other);
                None
            }
        }
    }

    /// A list of tables, where a plain string stands for a table with only the key `short`.
    pub fn tables(&mut self, report: &mut Report, key: &'static str, short: &'static str) -> Vec<Fields<'s>> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let span = self.span_of(&value);
        let items = match value.into_inner() {
            DeValue::Array(array) => array.into_iter().collect::<Vec<_>>(),
            other => {
                self.report_type(report, key, "a list", span, &other);
                return Vec::new();
            }
        };
        items.into_iter().filter_map(|item| self.table_or_string(report, key, short, item)).collect()
    }

    /// The tables of this one that are known by names of the author's own, in their order.
    pub fn named_tables(mut self, report: &mut Report) -> Vec<(At<String>, Fields<'s>)> {
        let table = std::mem::take(&mut self.table);
        let named = table.into_iter().filter_map(|(key, value)| {
            let (name, span) = (self.name(&key), self.span_of(&value));
            match value.into_inner() {
                DeValue::Table(table) => Some((name, self.inner(table, span))),
                other => {
                    self.report_type(report, &name.value, "a table", span, &other);
                    None
                }
            }
        });
        named.collect()
    }

    /// The strings and dates of this table that are known by names of the author's own, in their order.
    pub fn named_texts(mut self, report: &mut Report) -> Vec<(At<String>, At<String>)> {
        let table = std::mem::take(&mut self.table);
        let named = table.into_iter().filter_map(|(key, value)| {
            let name = self.name(&key);
            let text = match value.get_ref().as_datetime() {
                Some(date) => Some(At { value: date.to_string(), span: self.span_of(&value) }),
                None => self.as_string(report, &name.value, &value),
            };
            text.map(|text| (name, text))
        });
        named.collect()
    }

    /// A day of the calendar.
    pub fn day(&mut self, report: &mut Report, key: &'static str) -> Option<At<date::Day>> {
        let At { value, span } = self.moment(report, key)?;
        let day = match value {
            Moment::Day(day) => day,
            Moment::Time(time) => time.date_naive(),
        };
        Some(At { value: day, span })
    }

    /// Where a key's value was written; the whole table's place if it is absent.
    pub fn span(&self, key: &str) -> Span {
        self.table.get(key).map_or(self.whole, |value| self.span_of(value))
    }

    /// Whether the key is there and is true or false.
    pub fn is_bool(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| value.get_ref().as_bool().is_some())
    }

    /// Whether the key is there.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self, report: &mut Report) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            let place = Span::new(key.span()).shifted(self.offset).of(self.source);
            report.push(catalog::unknown_key(place, name, nearest(name, &self.asked), &self.asked));
        }
    }

    fn name(&self, key: &Spanned<DeString<'s>>) -> At<String> {
        At { value: key.get_ref().to_string(), span: Span::new(key.span()).shifted(self.offset) }
    }

    fn take(&mut self, key: &'static str) -> Option<Value<'s>> {
        self.asked.push(key);
        self.table.remove(key)
    }

    fn inner(&self, table: DeTable<'s>, whole: Span) -> Self {
        Fields { source: self.source, table, offset: self.offset, whole, asked: Vec::new() }
    }

    fn table_or_string(
        &self,
        report: &mut Report,
        key: &'static str,
        short: &'static str,
        item: Value<'s>,
    ) -> Option<Fields<'s>> {
        let (span, key_span) = (self.span_of(&item), item.span());
        match item.into_inner() {
            DeValue::Table(table) => Some(self.inner(table, span)),
            text @ DeValue::String(_) => {
                let mut table = DeTable::new();
                let name = DeString::Borrowed(short);
                table.insert(Spanned::new(key_span.clone(), name), Spanned::new(key_span, text));
                Some(self.inner(table, span))
            }
            other => {
                self.report_type(report, key, "a list of tables or strings", span, &other);
                None
            }
        }
    }

    fn as_string(&self, report: &mut Report, key: &str, value: &Value<'s>) -> Option<At<String>> {
        let span = self.span_of(value);
        let DeValue::String(text) = value.get_ref() else {
            self.report_type(report, key, "a string", span, value.get_ref());
            return None;
        };
        if let Some((_, c)) = chars::hidden(text).filter(|_| !self.is_broken(report, span)) {
            report.push(catalog::hidden_character(self.place(span), key, c));
        }
        Some(At { value: text.trim().to_owned(), span })
    }

    fn wrong_type(&self, report: &mut Report, key: &str, expected: &str, value: &Value<'s>) {
        self.report_type(report, key, expected, self.span_of(value), value.get_ref());
    }

    fn report_type(&self, report: &mut Report, key: &str, expected: &str, span: Span, found: &DeValue<'s>) {
        if !self.is_broken(report, span) {
            report.push(catalog::wrong_type(self.place(span), key, expected, type_name(found)));
        }
    }

    /// Whether a value is no TOML. What was made of it all the same is nothing to complain about.
    fn is_broken(&self, report: &Report, span: Span) -> bool {
        report.has_within("toml-syntax", &self.place(span))
    }

    fn span_of(&self, value: &Value<'s>) -> Span {
        Span::new(value.span()).shifted(self.offset)
    }
}

/// The name that is most like `name`, if one is like it at all; two letters in the wrong order are near in a short name.
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let slip = |candidate: &str| strsim::osa_distance(name, candidate) <= 1 && name.len() > 1;
    let likeness = |candidate: &str| if slip(candidate) { 1.0 } else { strsim::jaro_winkler(name, candidate) };
    let alike = known.iter().map(|candidate| (likeness(candidate), *candidate));
    let best = alike.filter(|(score, _)| *score > 0.77).max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, candidate)| candidate)
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
