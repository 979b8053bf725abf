//! One number, or the timetable, in plain text for a terminal.

use std::fmt::{self, Write};

use sim::catalogue::{Entry, catalogue};
use sim::process::{Process, TIMETABLE};
use unicode_width::UnicodeWidthStr;

use super::{kind, levers_read, parameter_count, readers, source};
use crate::nearest;

/// Columns of a line.
const WIDTH: usize = 80;
/// Columns of the names at the left.
const NAMES: usize = 11;
/// The word that stands for the order of the processes.
const TIMETABLE_WORD: &str = "timetable";

/// A word that names neither a number nor the timetable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    word: String,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no lever, parameter, driver or process", self.word)?;
        match nearest::advice(&self.word, &known()) {
            Some(advice) => write!(f, "\n  {advice}"),
            None => f.write_str(
                "\n  `timetable` lists the processes; docs/parameters.md lists all numbers",
            ),
        }
    }
}

impl std::error::Error for UnknownName {}

/// What `word` means: the path of a number, the name of a driver or process, or `timetable`.
///
/// The text is plain, ends with a line end, and no line is longer than 80 columns.
///
/// # Errors
/// When nothing has that name; the message offers the nearest ones.
pub fn explain(word: &str) -> Result<String, UnknownName> {
    if word == TIMETABLE_WORD {
        return Ok(timetable());
    }
    if let Some(entry) = catalogue().iter().find(|entry| entry.path == word) {
        return Ok(number(entry));
    }
    let process = TIMETABLE.iter().find(|process| process.name == word);
    let entries: Vec<&Entry> = catalogue().iter().filter(|entry| table(entry) == word).collect();
    if process.is_none() && entries.is_empty() {
        return Err(UnknownName {
            word: word.chars().filter(|c| !c.is_control()).take(WIDTH).collect(),
        });
    }
    let mut text = process.map_or_else(|| format!("{word}\n"), one_process);
    for entry in entries {
        let _ = write!(text, "\n  {} = {} ({})\n      ", entry.path, entry.default, entry.unit);
        wrapped(&mut text, 6, entry.sentence);
    }
    Ok(text)
}

/// Everything that has an explanation.
fn known() -> Vec<&'static str> {
    let mut names = vec![TIMETABLE_WORD];
    names.extend(TIMETABLE.iter().map(|process| process.name));
    for entry in catalogue() {
        if !names.contains(&table(entry)) {
            names.push(table(entry));
        }
    }
    names.extend(catalogue().iter().map(|entry| entry.path));
    names
}

/// The driver or process of a number.
fn table(entry: &Entry) -> &'static str {
    entry.path.split('.').next().unwrap_or(entry.path)
}

/// One number, in lines.
fn number(entry: &Entry) -> String {
    let mut text = format!("{} ({})\n", entry.path, kind(entry));
    line(&mut text, "meaning", entry.sentence);
    line(&mut text, "value", &format!("{} {}", entry.default, entry.unit));
    line(&mut text, "bounds", &format!("{} to {}", entry.min, entry.max));
    line(&mut text, "prior", &entry.prior.in_words());
    line(&mut text, "source", &source(entry));
    line(&mut text, "certainty", entry.certainty.in_words());
    if !entry.expected.is_empty() {
        line(&mut text, "expected", &format!("{} (never a requirement)", entry.expected));
    }
    line(&mut text, "read by", &readers(entry));
    text
}

/// Every process in order.
fn timetable() -> String {
    let mut text = String::new();
    for (at, process) in TIMETABLE.iter().enumerate() {
        let _ = write!(text, "{}. ", at + 1);
        text.push_str(&one_process(process));
    }
    text
}

/// One process: when it runs, what happens, what it reads.
fn one_process(process: &Process) -> String {
    let mut text = format!("{} ({}, {:?})\n", process.name, process.phase.when(), process.phase);
    line(&mut text, "what", process.sentence);
    let levers = levers_read(process).join(", ");
    line(&mut text, "levers", if levers.is_empty() { "none" } else { &levers });
    line(&mut text, "parameters", &parameter_count(process));
    text
}

/// Adds a name and its text, wrapped, with the text's lines under one another.
fn line(text: &mut String, name: &str, words: &str) {
    let _ = write!(text, "  {name:NAMES$}");
    wrapped(text, 2 + NAMES, words);
}

/// Adds words from column `indent` on, wrapped, and a line end.
fn wrapped(text: &mut String, indent: usize, words: &str) {
    let mut column = indent;
    for (at, word) in words.split_whitespace().enumerate() {
        let width = word.width();
        if at > 0 && column + 1 + width > WIDTH {
            let _ = write!(text, "\n{:indent$}", "");
            column = indent;
        } else if at > 0 {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += width;
    }
    text.push('\n');
}
