//! What became of a register's rows.

use std::fmt;

use sim::population::{GroupKind, RegisterRow, SchoolGroup};

use super::columns;
use super::gaps::{Gap, Gaps};
use super::left_out::LeftOut;
use super::links_account::LinksAccount;
use super::means::Means;
use super::plausible::MEASURES;
use super::why::Why;
use crate::limits::grouped;
use crate::snippet::quote;

/// What was used of a register, and what was not.
#[derive(Clone, Debug, PartialEq)]
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
    /// Means of what the used rows state.
    pub means: Means,
    /// Used rows that are academies.
    pub academies: usize,
    /// Of these, those that are in no trust as far as the files say.
    pub academies_without_trust: usize,
    /// Trusts and federations that used rows belong to, by kind; kinds without any are left out.
    pub groups: Vec<GroupCount>,
    /// What was used of the file of groups; nothing without one.
    pub group_links: Option<LinksAccount>,
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
    /// The first such statement.
    pub example: Option<String>,
}

/// Groups of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCount {
    /// The kind.
    pub kind: GroupKind,
    /// How many groups.
    pub groups: usize,
    /// How many schools are in them.
    pub schools: usize,
}

impl Account {
    /// An account of no rows.
    pub(super) fn new() -> Self {
        let columns = MEASURES.iter().map(|measure| measure.column).chain([columns::SETTLEMENT]);
        let column = |column| Emptied { column, missing: 0, implausible: 0, example: None };
        Self {
            read: 0,
            used: 0,
            left_out: Why::ALL.map(|why| LeftOut::none(why.words())).to_vec(),
            empty: columns.map(column).collect(),
            ages_filled: 0,
            means: Means::default(),
            academies: 0,
            academies_without_trust: 0,
            groups: Vec::new(),
            group_links: None,
        }
    }

    /// Counts a row that is used.
    pub(super) fn use_row(&mut self, row: &RegisterRow, gaps: Gaps) {
        self.read += 1;
        self.used += 1;
        self.ages_filled += usize::from(gaps.ages_filled);
        self.academies += usize::from(row.academy);
        self.academies_without_trust += usize::from(row.academy && row.group.is_none());
        for (column, gap) in gaps.empty {
            let Some(emptied) = self.empty.iter_mut().find(|emptied| emptied.column == column)
            else {
                continue;
            };
            match gap {
                Gap::Missing => emptied.missing += 1,
                Gap::Implausible(stated) => {
                    emptied.implausible += 1;
                    emptied.example.get_or_insert(stated);
                }
            }
        }
    }

    /// Counts a row that is left out.
    pub(super) fn leave_out(&mut self, why: Why, line: u64) {
        self.read += 1;
        self.left_out[why as usize].add(line);
    }

    /// Counts what the rows belong to and takes their means.
    pub(super) fn sum_up(&mut self, rows: &[RegisterRow], groups: &[SchoolGroup]) {
        self.means = Means::of(rows);
        let in_group = |kind: GroupKind| {
            let has = |row: &&RegisterRow| {
                row.group.is_some_and(|group| groups[group as usize].kind == kind)
            };
            rows.iter().filter(has).count()
        };
        let kinds =
            [GroupKind::MultiAcademyTrust, GroupKind::SingleAcademyTrust, GroupKind::Federation];
        self.groups = kinds
            .map(|kind| GroupCount {
                kind,
                groups: groups.iter().filter(|group| group.kind == kind).count(),
                schools: in_group(kind),
            })
            .into_iter()
            .filter(|count| count.groups > 0)
            .collect();
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
            write!(f, "\nleft out: {left_out}")?;
        }
        for emptied in self.empty.iter().filter(|emptied| emptied.missing + emptied.implausible > 0)
        {
            write!(f, "\nempty: {emptied}")?;
        }
        if self.ages_filled > 0 {
            write!(f, "\nages filled from the phase: {}", count(self.ages_filled))?;
        }
        if self.used > 0 {
            write!(f, "\nmeans of what is stated: {}", self.means)?;
        }
        self.write_groups(f)
    }
}

impl Account {
    /// Academies and the groups found.
    fn write_groups(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |number: usize| grouped(number as i128);
        if self.academies > 0 {
            let without = count(self.academies_without_trust);
            write!(f, "\nacademies: {}, of which {without}", count(self.academies))?;
            f.write_str(" without a trust in the files")?;
        }
        for GroupCount { kind, groups, schools } in &self.groups {
            let what = match kind {
                GroupKind::Federation => "federations",
                GroupKind::SingleAcademyTrust => "single-academy trusts",
                GroupKind::MultiAcademyTrust => "multi-academy trusts",
            };
            write!(f, "\n{what}: {}, with {} schools", count(*groups), count(*schools))?;
        }
        self.group_links.as_ref().map_or(Ok(()), |links| write!(f, "\n{links}"))
    }
}

/// How many cells, of which column, and why.
impl fmt::Display for Emptied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |number: usize| grouped(number as i128);
        let (missing, implausible) = (count(self.missing), count(self.implausible));
        let all = count(self.missing + self.implausible);
        write!(f, "{all} of {} ({missing} missing, {implausible} implausible", self.column)?;
        if let Some(example) = &self.example {
            write!(f, ", such as {}", quote(example))?;
        }
        f.write_str(")")
    }
}
