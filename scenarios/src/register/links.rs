//! A file of groups: which trust or federation each school belongs to.

use std::collections::BTreeMap;
use std::path::Path;

use csv::StringRecord;
use sim::population::GroupKind;

use super::groups::Stated;
use super::kind::Kind;
use super::links_account::{LinksAccount, Why};
use super::table::{Next, Table, cell, position};
use super::{RegisterError, bytes, recognise};

/// The groups of schools, by school.
pub(super) struct Links {
    by_school: BTreeMap<u32, Vec<(Stated, u64)>>,
    account: LinksAccount,
}

/// Positions of the columns.
struct Columns {
    urn: usize,
    code: usize,
    name: usize,
    kind: usize,
    status: Option<usize>,
    closed: Option<usize>,
}

impl Columns {
    /// The columns of a header, or the names of those that it lacks.
    fn find(header: &StringRecord) -> Result<Self, Vec<&'static str>> {
        let mut lacking = Vec::new();
        let mut needed = |names: &[&str], called| {
            let found = names.iter().find_map(|name| position(header, name));
            if found.is_none() {
                lacking.push(called);
            }
            found.unwrap_or(0)
        };
        let columns = Self {
            urn: needed(&["URN"], "URN"),
            code: needed(&["Linked UID", "Group UID"], "Linked UID (or Group UID)"),
            name: needed(&["Group Name"], "Group Name"),
            kind: needed(&["Group Type", "Group Type (name)"], "Group Type"),
            status: position(header, "Group Status")
                .or_else(|| position(header, "Group Status (name)")),
            closed: position(header, "Closed Date"),
        };
        if lacking.is_empty() { Ok(columns) } else { Err(lacking) }
    }

    /// The school and the group of a row, or why it is left out.
    fn read(&self, record: &StringRecord) -> Result<(u32, Stated), Why> {
        let of = |column: usize| record.get(column).map(str::trim).ok_or(Why::Damaged);
        let urn = of(self.urn)?.parse().map_err(|_| Why::Damaged)?;
        let (code, name, kind) = (of(self.code)?, of(self.name)?, of(self.kind)?);
        let code =
            if code.is_empty() { None } else { Some(code.parse().map_err(|_| Why::Damaged)?) };
        if kind.is_empty() || (code.is_none() && name.is_empty()) {
            return Err(Why::Damaged);
        }
        let kind = group_kind(kind).ok_or(Why::Kind)?;
        let (status, closed) = (cell(record, self.status), cell(record, self.closed));
        let is_open = if status.is_empty() {
            closed.is_empty()
        } else {
            status.to_ascii_lowercase().starts_with("open")
        };
        let group = Stated { kind, code, name: name.to_owned() };
        if is_open { Ok((urn, group)) } else { Err(Why::Closed) }
    }
}

/// The kind of group of that name; none for a kind that no school of the model is run by.
fn group_kind(name: &str) -> Option<GroupKind> {
    let kinds = [
        ("multi-academy trust", GroupKind::MultiAcademyTrust),
        ("single-academy trust", GroupKind::SingleAcademyTrust),
        ("federation", GroupKind::Federation),
    ];
    kinds.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, kind)| *kind)
}

impl Links {
    /// Reads the file.
    pub(super) fn read(path: &Path) -> Result<Self, RegisterError> {
        let text = bytes::text(path)?;
        let mut table = Table::new(path, &text);
        let columns =
            Columns::find(&table.header).map_err(|lacking| RegisterError::NoGroupLinks {
                path: path.to_path_buf(),
                lacking,
                found: table.names(),
                looks_like: recognise::as_group_links(&table.header),
            })?;
        let mut links = Self { by_school: BTreeMap::new(), account: LinksAccount::new() };
        let mut record = StringRecord::new();
        loop {
            let (read, line) = match table.next(&mut record)? {
                Next::End => break,
                Next::Damaged(line) => (Err(Why::Damaged), line),
                Next::Row(line) => (columns.read(&record), line),
            };
            links.account.read += 1;
            match read {
                Ok((urn, group)) => links.by_school.entry(urn).or_default().push((group, line)),
                Err(why) => links.account.leave_out(why, line),
            }
        }
        let (account, path) = (&links.account, path.to_path_buf());
        super::refuse_damage(path, account.read, account.damaged())?;
        Ok(links)
    }

    /// The group of a school that is used: the first in the file that a school of its kind can be in.
    pub(super) fn take(&mut self, urn: u32, kind: Kind) -> Option<Stated> {
        let mut found = None;
        for (group, line) in self.by_school.remove(&urn).unwrap_or_default() {
            if !group.fits(kind) {
                self.account.leave_out(Why::Misfit, line);
            } else if found.is_some() {
                self.account.leave_out(Why::Second, line);
            } else {
                found = Some(group);
                self.account.used += 1;
            }
        }
        found
    }

    /// The account, when every school of the register has taken its group.
    pub(super) fn finish(mut self) -> LinksAccount {
        let mut lines: Vec<u64> =
            self.by_school.into_values().flatten().map(|(_, line)| line).collect();
        lines.sort_unstable();
        lines.into_iter().for_each(|line| self.account.leave_out(Why::NoSchool, line));
        self.account
    }
}
