//! The government's register of schools: from a file to rows for a population.

mod account;
mod authority;
mod bytes;
mod columns;
mod error;
mod gaps;
mod groups;
mod kind;
mod left_out;
mod links;
mod links_account;
mod means;
mod plausible;
mod recognise;
mod row;
mod table;
mod why;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use csv::StringRecord;
use sim::population::{RegisterRow, SchoolGroup};

use columns::Columns;
use groups::Groups;
use kind::Kind;
use links::Links;
use plausible::MEASURES;
use row::{Kept, RowReader};
use table::{Next, Table};
use why::Why;

pub use account::{Account, Emptied, GroupCount};
pub use error::RegisterError;
pub use left_out::LeftOut;
pub use links_account::LinksAccount;
pub use means::Means;

/// Stated cells of a column from which on most of them being implausible is a fault of the file.
const ENOUGH: usize = 20;

/// The schools of a register that the model can use, and an account of the rest.
#[derive(Clone, Debug, PartialEq)]
pub struct Register {
    /// The schools, in the order of the file.
    pub rows: Vec<RegisterRow>,
    /// Trusts and federations to which the rows refer by position, in the order of their first
    /// schools.
    pub groups: Vec<SchoolGroup>,
    /// What was used, left out, emptied and filled, of both files.
    pub account: Account,
}

/// Reads a register: a CSV file with the register's column names, plain or packed with gzip, in UTF-8
/// or code page 1252. It may be the download of all establishments, with codes and names, or that of a
/// search, with names alone.
///
/// `group_links` is a file that says which trust or federation each school belongs to: where it says
/// so, it wins over the register.
///
/// # Errors
/// If a file cannot be read or unpacked, is another kind of file, or more than half of its rows are
/// damaged; if the register holds no school that can be used; if most numbers of one of its columns
/// cannot be, as when two columns are swapped.
pub fn read_register(
    path: impl AsRef<Path>,
    group_links: Option<&Path>,
) -> Result<Register, RegisterError> {
    let path = path.as_ref();
    let text = bytes::text(path)?;
    let mut table = Table::new(path, &text);
    let columns = Columns::find(&table.header).map_err(|lacking| RegisterError::NoRegister {
        path: path.to_path_buf(),
        lacking,
        found: table.names(),
        looks_like: recognise::as_register(&table.header),
    })?;
    let links = group_links.map(Links::read).transpose()?;
    let mut schools = Schools {
        reader: RowReader::new(columns),
        links,
        groups: Groups::default(),
        seen: BTreeSet::new(),
        rows: Vec::new(),
        account: Account::new(),
    };
    let mut record = StringRecord::new();
    loop {
        match table.next(&mut record)? {
            Next::End => break,
            Next::Damaged(line) => schools.account.leave_out(Why::Damaged, line),
            Next::Row(line) => schools.add(&record, line),
        }
    }
    usable(path, schools.finish())
}

/// The schools so far.
struct Schools {
    reader: RowReader,
    links: Option<Links>,
    groups: Groups,
    seen: BTreeSet<u32>,
    rows: Vec<RegisterRow>,
    account: Account,
}

impl Schools {
    /// Adds the school of a row, or the reason why it is left out.
    fn add(&mut self, record: &StringRecord, line: u64) {
        match self.reader.read(record) {
            Ok(kept) if !self.seen.insert(kept.row.urn) => {
                self.account.leave_out(Why::Duplicate, line);
            }
            Ok(kept) => self.keep(kept, record),
            Err(why) => self.account.leave_out(why, line),
        }
    }

    /// Adds a school with its group and its neighbourhood.
    fn keep(&mut self, kept: Kept, record: &StringRecord) {
        let Kept { mut row, gaps, kind, group } = kept;
        let linked = self.links.as_mut().and_then(|links| links.take(row.urn, kind));
        let group = linked.or(group);
        if kind == Kind::Unstated {
            // Without its kind, a school in an academy trust is still known to be an academy.
            row.academy = group.as_ref().is_some_and(|group| group.fits(Kind::Academy));
        }
        row.group = group.map(|group| self.groups.position(group));
        row.neighbourhood = self.reader.neighbourhood(record);
        self.account.use_row(&row, gaps);
        self.rows.push(row);
    }

    /// The register.
    fn finish(mut self) -> Register {
        self.account.group_links = self.links.map(Links::finish);
        self.account.sum_up(&self.rows, &self.groups.list);
        Register { rows: self.rows, groups: self.groups.list, account: self.account }
    }
}

/// The register, when enough of it can be used.
fn usable(path: &Path, register: Register) -> Result<Register, RegisterError> {
    let account = &register.account;
    let path = path.to_path_buf();
    refuse_damage(path.clone(), account.read, account.damaged())?;
    if register.rows.is_empty() {
        return Err(RegisterError::NoneUsed { path, account: Box::new(register.account) });
    }
    for measure in MEASURES {
        let column = account.empty.iter().find(|emptied| emptied.column == measure.column);
        let Some(emptied) = column else { continue };
        let stated = account.used - emptied.missing;
        if stated >= ENOUGH && emptied.implausible * 2 > stated {
            return Err(RegisterError::Swapped {
                path,
                emptied: emptied.clone(),
                stated,
                range: measure.words,
            });
        }
    }
    Ok(register)
}

/// Refuses a file without rows, or with more than half of them damaged.
fn refuse_damage(path: PathBuf, read: usize, damaged: &LeftOut) -> Result<(), RegisterError> {
    if read == 0 {
        return Err(RegisterError::NoRows { path });
    }
    if damaged.count * 2 > read {
        let (damaged, lines) = (damaged.count, damaged.first_lines.clone());
        return Err(RegisterError::Damaged { path, damaged, read, lines });
    }
    Ok(())
}
