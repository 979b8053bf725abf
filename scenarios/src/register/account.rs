//! What became of a register's rows.

use std::fmt;

use super::columns;
use super::row::{Gap, Gaps, Why};
use crate::limits::grouped;

/// Lines that the account names for each reason.
const LINES: usize = 5;

/// What was used of a register, and what was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Rows of the file, without the header.
    pub read: usize,
    /// Rows that became schools.
    pub used: usize,
    /// Rows left out, by reason; reasons that no row had are there with a count of 0.
    pub left_out: Vec<LeftOut>,
    /// Cells of used rows that are empty, by column.
    pub empty: Vec<Emptied>,
    /// Used rows whose ages were filled from the phase.
    pub ages_filled: usize,
}

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

/// Cells of one column that are empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emptied {
    /// The column's name.
    pub column: &'static str,
    /// Cells that were empty in the file.
    pub missing: usize,
    /// Cells that stated something that cannot be, such as a roll of 0.
    pub implausible: usize,
}

impl Account {
    /// An account of no rows.
    pub(super) fn new() -> Self {
        let columns = [
            columns::CAPACITY,
            columns::ROLL,
            columns::FREE_MEALS,
            columns::EASTING,
            columns::NORTHING,
            columns::SETTLEMENT,
        ];
        let reason = |why: Why| LeftOut { reason: why.words(), count: 0, first_lines: Vec::new() };
        let column = |column| Emptied { column, missing: 0, implausible: 0 };
        Self {
            read: 0,
            used: 0,
            left_out: Why::ALL.map(reason).to_vec(),
            empty: columns.map(column).to_vec(),
            ages_filled: 0,
        }
    }

    /// Counts a row that is used.
    pub(super) fn use_row(&mut self, gaps: &Gaps) {
        self.read += 1;
        self.used += 1;
        self.ages_filled += usize::from(gaps.ages_filled);
        for (column, gap) in &gaps.empty {
            for emptied in self.empty.iter_mut().filter(|emptied| emptied.column == *column) {
                match gap {
                    Gap::Missing => emptied.missing += 1,
                    Gap::Implausible => emptied.implausible += 1,
                }
            }
        }
    }

    /// Counts a row that is left out.
    pub(super) fn leave_out(&mut self, why: Why, line: u64) {
        self.read += 1;
        let left_out = &mut self.left_out[why as usize];
        left_out.count += 1;
        if left_out.first_lines.len() < LINES {
            left_out.first_lines.push(line);
        }
    }

    /// The damaged rows.
    pub(super) fn damaged(&self) -> &LeftOut {
        &self.left_out[Why::Damaged as usize]
    }
}

/// The account in plain text: what was used, what was left out and why, what is empty.
impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |number: usize| grouped(number as i128);
        write!(f, "{} rows read, {} used", count(self.read), count(self.used))?;
        for left_out in self.left_out.iter().filter(|left_out| left_out.count > 0) {
            write!(f, "\nleft out: {} ({}", count(left_out.count), left_out.reason)?;
            write!(f, "; {})", lines(&left_out.first_lines, left_out.count))?;
        }
        for emptied in &self.empty {
            let Emptied { column, missing, implausible } = emptied;
            if missing + implausible > 0 {
                write!(f, "\nempty: {} of {column}", count(missing + implausible))?;
                write!(f, " ({} missing", count(*missing))?;
                write!(f, ", {} implausible)", count(*implausible))?;
            }
        }
        if self.ages_filled > 0 {
            write!(f, "\nages filled from the phase: {}", count(self.ages_filled))?;
        }
        Ok(())
    }
}

/// Lines in words: `line 7`, `lines 7, 9, …`.
pub(super) fn lines(first: &[u64], count: usize) -> String {
    let word = if count == 1 { "line" } else { "lines" };
    let numbers: Vec<String> = first.iter().map(u64::to_string).collect();
    let more = if count > first.len() { ", …" } else { "" };
    format!("{word} {}{more}", numbers.join(", "))
}
