//! What became of the rows of a file of groups.

use std::fmt;

use super::left_out::LeftOut;
use crate::limits::grouped;

/// Why a row of a file of groups is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    Kind,
    Closed,
    NoSchool,
    Misfit,
    Second,
    Damaged,
}

impl Why {
    const ALL: [Why; 6] =
        [Why::Kind, Why::Closed, Why::NoSchool, Why::Misfit, Why::Second, Why::Damaged];

    /// The reason in words.
    fn words(self) -> &'static str {
        match self {
            Why::Kind => {
                "kind of group outside the model: sponsor, trust of maintained schools, \
                 children's centres"
            }
            Why::Closed => "group closed",
            Why::NoSchool => "school not in the register, or left out of it",
            Why::Misfit => "trust of a school that is no academy, or federation of an academy",
            Why::Second => "second group of the same school",
            Why::Damaged => "damaged row",
        }
    }
}

/// What was used of a file of groups, and what was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinksAccount {
    /// Rows of the file, without the header.
    pub read: usize,
    /// Rows that gave a school its group.
    pub used: usize,
    /// Rows left out, by reason; reasons that no row had are there with a count of 0.
    pub left_out: Vec<LeftOut>,
}

impl LinksAccount {
    /// An account of no rows.
    pub(super) fn new() -> Self {
        let left_out = Why::ALL.map(|why| LeftOut::none(why.words())).to_vec();
        Self { read: 0, used: 0, left_out }
    }

    /// Counts a row that is left out.
    pub(super) fn leave_out(&mut self, why: Why, line: u64) {
        self.left_out[why as usize].add(line);
    }

    /// The damaged rows.
    pub(super) fn damaged(&self) -> &LeftOut {
        &self.left_out[Why::Damaged as usize]
    }
}

/// The account in plain text.
impl fmt::Display for LinksAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (read, used) = (grouped(self.read as i128), grouped(self.used as i128));
        write!(f, "group links: {read} rows read, {used} used")?;
        let mut some = self.left_out.iter().filter(|left_out| left_out.count > 0);
        some.try_for_each(|left_out| write!(f, "\nleft out of the group links: {left_out}"))
    }
}
