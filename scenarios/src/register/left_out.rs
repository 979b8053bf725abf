//! Rows left out, and where they stand.

use std::fmt;

use crate::limits::grouped;

/// Lines that an account names for each reason.
const LINES: usize = 5;

/// Rows left out for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The reason in words.
    pub reason: &'static str,
    /// How many rows.
    pub count: usize,
    /// Lines of the first five of them, from 1; the header is line 1.
    pub first_lines: Vec<u64>,
}

impl LeftOut {
    /// No rows yet.
    pub(super) fn none(reason: &'static str) -> Self {
        Self { reason, count: 0, first_lines: Vec::new() }
    }

    /// Counts a row.
    pub(super) fn add(&mut self, line: u64) {
        self.count += 1;
        if self.first_lines.len() < LINES {
            self.first_lines.push(line);
        }
    }
}

/// The count, the reason and the lines: `2 (closed; lines 3, 4)`.
impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = lines(&self.first_lines, self.count);
        write!(f, "{} ({}; {lines})", grouped(self.count as i128), self.reason)
    }
}

/// Lines in words: `line 7`, `lines 7, 9, …`.
pub(super) fn lines(first: &[u64], count: usize) -> String {
    let word = if count == 1 { "line" } else { "lines" };
    let numbers: Vec<String> = first.iter().map(u64::to_string).collect();
    let more = if count > first.len() { ", …" } else { "" };
    format!("{word} {}{more}", numbers.join(", "))
}
