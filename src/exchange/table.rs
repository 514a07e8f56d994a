//! Tables: the `csv` crate reads them, and the header is found by what it says, wherever it stands.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use csv::{ReaderBuilder, StringRecord};

use super::{Found, words};

/// What may stand between cells.
const DELIMITERS: [u8; 3] = *b",;\t";
/// The header is among the first so many rows; what stands above it is a preamble.
const PREAMBLE: usize = 40;

/// A table whose cells are asked for by the names of their columns.
#[derive(Debug)]
pub struct Table {
    /// The header.
    pub head: Vec<String>,
    rows: Vec<(u64, StringRecord)>,
    places: HashMap<String, usize>,
    asked: RefCell<BTreeSet<usize>>,
    lines: u64,
    open_quote: bool,
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    table: &'t Table,
    record: &'t StringRecord,
    /// The line on which it begins.
    pub line: u64,
}

impl Table {
    /// The table whose header is as `is_head` wants it; nothing where there is none.
    pub fn read(text: &str, is_head: impl Fn(&[String]) -> bool) -> Option<Self> {
        DELIMITERS.into_iter().find_map(|delimiter| Self::with(text, delimiter, &is_head))
    }

    fn with(text: &str, delimiter: u8, is_head: impl Fn(&[String]) -> bool) -> Option<Self> {
        let mut reader = ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true).delimiter(delimiter);
        let mut records = reader.from_reader(text.as_bytes()).into_records().map_while(Result::ok);
        let head = records.by_ref().take(PREAMBLE).map(|record| names(&record)).find(|head| is_head(head))?;
        let mut places = HashMap::new();
        for (place, name) in head.iter().enumerate() {
            places.entry(name.to_lowercase()).or_insert(place);
        }
        let lines = text.matches('\n').count() as u64 + 1;
        let open_quote = text.matches('"').count() % 2 == 1;
        let rows = with_lines(text, records);
        Some(Self { head, rows, places, asked: RefCell::default(), lines, open_quote })
    }

    /// Whether there is a column of this name.
    pub fn has(&self, column: &str) -> bool {
        self.places.contains_key(&column.to_lowercase())
    }

    /// The rows that can be read; of the others it is noted why they cannot. The cells of `flat` are never of several
    /// lines: one that is has swallowed what stands below it.
    pub fn rows(&self, found: &mut Found, flat: &[&str]) -> Vec<Row<'_>> {
        let flat: Vec<_> = flat.iter().filter_map(|column| self.places.get(&column.to_lowercase())).copied().collect();
        self.asked.borrow_mut().extend(&flat);
        let swallows = |record: &StringRecord| flat.iter().any(|at| record.get(*at).is_some_and(has_lines));
        let mut rows = Vec::with_capacity(self.rows.len());
        for (index, (line, record)) in self.rows.iter().enumerate() {
            let line = *line;
            let last = index + 1 == self.rows.len();
            let extra = record.iter().skip(self.head.len()).any(|cell| !cell.trim().is_empty());
            if last && self.open_quote && line + 1 < self.lines && record.iter().any(|cell| cell.contains('\n')) {
                found.skip(line, "a quotation mark is opened here and never closed; the rest of the file is one cell");
            } else if swallows(record) {
                found.skip(line, "a quotation mark seems to be unclosed: one of its cells goes on for several lines");
            } else if extra {
                let (cells, columns) = (record.len(), self.head.len());
                found.skip(line, format!("it has {cells} cells where the header has {columns}"));
            } else if record.iter().any(|cell| !cell.trim().is_empty()) {
                rows.push(Row { table: self, record, line });
            }
        }
        rows
    }

    /// The columns that nobody asked for, with how many of their cells say something.
    pub fn unknown(&self) -> BTreeMap<String, usize> {
        let asked = self.asked.borrow();
        let others = self.head.iter().enumerate().filter(|(place, _)| !asked.contains(place));
        let count =
            |place: usize| self.rows.iter().filter(|(_, row)| !row.get(place).unwrap_or("").trim().is_empty()).count();
        let counted = others.map(|(place, name)| (name.clone(), count(place)));
        counted.filter(|(_, count)| *count > 0).collect()
    }
}

impl<'t> Row<'t> {
    /// The cell of a column, trimmed; empty where there is none.
    pub fn get(&self, column: &str) -> &'t str {
        let Some(place) = self.table.places.get(&column.to_lowercase()) else { return "" };
        self.table.asked.borrow_mut().insert(*place);
        self.record.get(*place).unwrap_or("").trim()
    }

    /// Counts a column as understood: what it says is of no use here.
    pub fn pass(&self, column: &str) {
        let _ = self.get(column);
    }

    /// The cells of `NAME 1 - TAIL`, `NAME 2 - TAIL` and so on, each cut where it holds several values.
    pub fn numbered(&self, name: &str, tail: &str) -> Vec<&'t str> {
        let columns = (1..100).map(|number| format!("{name} {number} - {tail}"));
        let cells = columns.take_while(|column| self.table.has(column)).map(|column| self.get(&column));
        cells.flat_map(|cell| cell.split(" ::: ")).map(str::trim).collect()
    }
}

/// Whether a cell has a line end within.
fn has_lines(cell: &str) -> bool {
    cell.trim().contains(['\n', '\r'])
}

/// Records with the lines on which they begin. The reader counts one too few where lines end with two characters.
fn with_lines(text: &str, records: impl Iterator<Item = StringRecord>) -> Vec<(u64, StringRecord)> {
    let (mut line, mut from) = (1, 0);
    let place = |record: &StringRecord| record.position().map_or(0, csv::Position::byte);
    let mut with_line = |record: StringRecord| {
        let at = usize::try_from(place(&record)).unwrap_or(0).min(text.len());
        let end = at + text[at..].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        line += text[from..end].matches('\n').count() as u64;
        from = end;
        (line, record)
    };
    records.map(&mut with_line).collect()
}

fn names(record: &StringRecord) -> Vec<String> {
    record.iter().map(words::line).collect()
}
