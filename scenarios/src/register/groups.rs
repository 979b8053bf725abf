//! Trusts and federations: what a row states of them, and one number for each.

use std::collections::BTreeMap;

use csv::StringRecord;
use sim::population::{GroupKind, SchoolGroup};

use super::columns::Columns;
use super::kind::Kind;
use super::table::cell;

/// A group as a row of a register or of a file of groups states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) kind: GroupKind,
    pub(super) code: Option<u32>,
    pub(super) name: String,
}

impl Stated {
    /// Whether a school of this kind can be in such a group.
    pub(super) fn fits(&self, kind: Kind) -> bool {
        match kind {
            Kind::Academy => self.kind != GroupKind::Federation,
            Kind::Maintained => self.kind == GroupKind::Federation,
            Kind::Unstated => true,
            Kind::Outside => false,
        }
    }
}

/// The groups so far.
#[derive(Default)]
pub(super) struct Groups {
    pub(super) list: Vec<SchoolGroup>,
    by_code: BTreeMap<u32, u32>,
    by_name: BTreeMap<(GroupKind, String), u32>,
}

impl Groups {
    /// The position of a group: that of the same number, or of the same kind and name where one of the
    /// two has no number.
    pub(super) fn position(&mut self, stated: Stated) -> u32 {
        if let Some(at) = stated.code.and_then(|code| self.by_code.get(&code)) {
            return *at;
        }
        let key = (stated.kind, stated.name.to_lowercase());
        let named = self.by_name.get(&key).copied();
        let same = |at: &u32| {
            let code = self.list[*at as usize].code;
            !key.1.is_empty() && (code.is_none() || stated.code.is_none())
        };
        let at = named.filter(same).unwrap_or_else(|| {
            let Stated { kind, code, name } = stated.clone();
            self.list.push(SchoolGroup { code, name, kind });
            self.list.len() as u32 - 1
        });
        if let Some(code) = stated.code {
            self.by_code.insert(code, at);
            self.list[at as usize].code = Some(code);
        }
        self.by_name.entry(key).or_insert(at);
        at
    }
}

/// The group that the register itself states for a school of this kind.
pub(super) fn stated(record: &StringRecord, columns: &Columns, kind: Kind) -> Option<Stated> {
    let of = |column| cell(record, column);
    let in_trust = || trust(of(columns.trust_flag), of(columns.trust_code), of(columns.trust_name));
    let in_federation = || {
        let federated =
            of(columns.federation_flag).eq_ignore_ascii_case("supported by a federation");
        let (code, name) = (of(columns.federation_code), of(columns.federation_name));
        federated.then(|| (GroupKind::Federation, first(code), first(name)))
    };
    let found = match kind {
        Kind::Maintained => in_federation(),
        Kind::Academy => in_trust(),
        Kind::Unstated => in_trust().or_else(in_federation),
        Kind::Outside => None,
    };
    let (kind, code, name) = found?;
    let stated = Stated { kind, code: code.parse().ok(), name: name.to_owned() };
    (stated.code.is_some() || !stated.name.is_empty()).then_some(stated)
}

/// The academy trust among the trusts that a school states, separated by `~`. A trust that supports a
/// maintained school, and an umbrella trust, do not run it.
fn trust<'a>(flags: &str, codes: &'a str, names: &'a str) -> Option<(GroupKind, &'a str, &'a str)> {
    let kinds = [
        ("supported by a multi-academy trust", GroupKind::MultiAcademyTrust),
        ("supported by a single-academy trust", GroupKind::SingleAcademyTrust),
    ];
    let kind_of = |flag: &str| {
        let known = kinds.iter().find(|(words, _)| words.eq_ignore_ascii_case(flag.trim()));
        known.map(|(_, kind)| *kind)
    };
    let (at, kind) =
        flags.split('~').enumerate().find_map(|(at, flag)| Some((at, kind_of(flag)?)))?;
    let part = |cell: &'a str| cell.split('~').nth(at).unwrap_or_else(|| first(cell)).trim();
    Some((kind, part(codes), part(names)))
}

/// The first part of a cell with several.
fn first(cell: &str) -> &str {
    cell.split('~').next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(code: Option<u32>, name: &str) -> Stated {
        Stated { kind: GroupKind::MultiAcademyTrust, code, name: name.to_owned() }
    }

    #[test]
    fn one_group_has_one_position_by_number_or_by_name() {
        let mut groups = Groups::default();
        assert_eq!(groups.position(group(Some(1), "Tide")), 0);
        assert_eq!(groups.position(group(None, "TIDE")), 0);
        assert_eq!(groups.position(group(Some(1), "Tide Trust")), 0);
        assert_eq!(groups.position(group(Some(2), "Tide")), 1, "another number is another trust");
        assert_eq!(groups.position(group(None, "Ebb")), 2);
        assert_eq!(groups.position(group(Some(3), "Ebb")), 2);
        assert_eq!(groups.position(group(None, "")), 3);
        assert_eq!(groups.position(group(Some(9), "")), 4);
        assert_eq!(groups.list[2].code, Some(3));
    }

    #[test]
    fn an_academy_trust_is_found_beside_other_trusts() {
        let flags = "Supported by an umbrella trust~Supported by a multi-academy trust";
        let found = trust(flags, "7~8", "Umbrella~Tide");
        assert_eq!(found, Some((GroupKind::MultiAcademyTrust, "8", "Tide")));
        assert_eq!(trust("Supported by a trust", "7", "Foundation"), None);
        assert_eq!(trust("Not supported by a trust", "", ""), None);
    }
}
