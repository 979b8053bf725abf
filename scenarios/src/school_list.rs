//! Lists of schools: a file of their numbers in the register.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use csv::{ReaderBuilder, StringRecord, Trim};

use crate::encoding::{self, NoText};
use crate::row_line::row_line;
use crate::snippet::{quote, quote_path};
use crate::text::MAX_FILE_BYTES;

/// Smallest and largest number of a school in the register.
pub(crate) const NUMBERS: (u32, u32) = (100_000, 999_999);

/// Starts a comment.
const COMMENT: Option<u8> = Some(b'#');

/// What a number must be, in words.
pub(crate) const NUMBER: &str =
    "a school's number in the register (URN) is a whole number between 100000 and 999999";

/// A mistake of a list: a message, and advice where there is some.
pub(crate) type Mistake = (String, Option<String>);

/// The number, when it can be one of a school.
pub(crate) fn number(value: i128) -> Option<u32> {
    let number = u32::try_from(value).ok()?;
    (NUMBERS.0..=NUMBERS.1).contains(&number).then_some(number)
}

/// The numbers of a list: one a line, or the column URN of a CSV file; `#` starts a comment.
///
/// # Errors
/// Every line that holds no number, or what is wrong with the whole file.
pub(crate) fn read(path: &Path) -> Result<Vec<u32>, Vec<Mistake>> {
    let name = quote_path(&path.display().to_string());
    let text = text(path).map_err(|(message, help)| vec![(format!("{name} {message}"), help)])?;
    let mut list = List { name: &name, column: None, numbers: Vec::new(), mistakes: Vec::new() };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(COMMENT)
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    // A text in memory is UTF-8 and may have rows of any length: no row can fail.
    for record in reader.records().flatten() {
        let line = record.position().map_or(0, |at| row_line(&text, at, COMMENT));
        list.add(&record, line).map_err(|mistake| vec![mistake])?;
    }
    if list.numbers.is_empty() && list.mistakes.is_empty() {
        return Err(vec![(format!("{name} names no school"), Some(NUMBER.to_owned()))]);
    }
    if list.mistakes.is_empty() { Ok(list.numbers) } else { Err(list.mistakes) }
}

/// A list so far.
struct List<'a> {
    /// The file's name for messages.
    name: &'a str,
    /// The column of the numbers, once the first row was seen.
    column: Option<usize>,
    numbers: Vec<u32>,
    mistakes: Vec<Mistake>,
}

impl List<'_> {
    /// Adds the number of a row, or its mistake; fails on a first row that makes the file no list.
    fn add(&mut self, record: &StringRecord, line: u64) -> Result<(), Mistake> {
        let Some(at) = self.column else {
            match heading(record) {
                Heading::Urn(at) => self.column = Some(at),
                Heading::Number(number) => {
                    self.column = Some(0);
                    self.numbers.push(number);
                }
                Heading::Other => return Err(no_list(self.name, record)),
            }
            return Ok(());
        };
        match cell(record, at) {
            Ok(number) => self.numbers.push(number),
            Err("") if record.iter().all(str::is_empty) => {}
            Err(stated) => {
                let what = match stated {
                    "" => "a school's number is missing".to_owned(),
                    stated => format!("{} is no school's number", quote(stated)),
                };
                let message = format!("{}, line {line}: {what}", self.name);
                self.mistakes.push((message, Some(NUMBER.to_owned())));
            }
        }
        Ok(())
    }
}

/// What the first row of a list is.
enum Heading {
    /// The names of columns, of which this one holds the numbers.
    Urn(usize),
    /// The first number.
    Number(u32),
    Other,
}

/// Reads the first row.
fn heading(record: &StringRecord) -> Heading {
    if let Some(at) = record.iter().position(|name| name.eq_ignore_ascii_case("urn")) {
        return Heading::Urn(at);
    }
    let alone = record.iter().skip(1).all(str::is_empty);
    cell(record, 0).ok().filter(|_| alone).map_or(Heading::Other, Heading::Number)
}

/// The number in a cell, or what stands there.
fn cell(record: &StringRecord, at: usize) -> Result<u32, &str> {
    let stated = record.get(at).unwrap_or_default();
    let stated = stated.split('#').next().unwrap_or_default().trim();
    stated.parse().ok().and_then(number).ok_or(stated)
}

/// The mistake of a file that starts with neither a number nor a heading.
fn no_list(name: &str, record: &StringRecord) -> Mistake {
    let cells: Vec<String> = record.iter().take(6).map(quote).collect();
    let message = format!("{name} is no list of schools: it starts with {}", cells.join(", "));
    let help = "write one number a line, or a CSV file with commas and a column URN";
    (message, Some(help.to_owned()))
}

/// The text of the file, without the byte order mark.
fn text(path: &Path) -> Result<String, Mistake> {
    let unread = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => {
            let help = "its path is read from the folder of the scenario's file".to_owned();
            ("is not there".to_owned(), Some(help))
        }
        _ => (format!("cannot be read: {error}"), None),
    };
    if fs::metadata(path).map_err(unread)?.is_dir() {
        return Err(("is a folder, but must be a file of schools".to_owned(), None));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unread)?;
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(unread)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        let help = "keep the column URN alone".to_owned();
        return Err(("has more than 1 MiB, the most for a list of schools".to_owned(), Some(help)));
    }
    let refused = |NoText { message, .. }| (message, Some(NUMBER.to_owned()));
    encoding::decode(bytes).map_err(refused)
}
