//! Trusts and federations from a second file.

use std::path::PathBuf;

use scenarios::{Register, read_register};
use sim::population::GroupKind;

use crate::made_up::{HEADER, file, packed, row};

const LINKS: &str = "URN,Group UID,Group Name,Group Type,Closed Date,Group Status\n";

/// Three schools: an academy in a trust of the register's own, one without, a maintained school.
fn schools() -> PathBuf {
    let header =
        format!("{HEADER},TypeOfEstablishment (name),TrustSchoolFlag (name),Trusts (name)");
    let rows = [
        format!("{},Academy converter,Supported by a multi-academy trust,Ebb Trust", row(1, &[])),
        format!("{},Free schools,Not supported by a trust,", row(2, &[])),
        format!("{},Foundation school,Supported by a trust,Foundation", row(3, &[])),
        format!("{},Studio schools,,", row(4, &[])),
    ];
    file("with-trusts.csv", format!("{header}\n{}\n", rows.join("\n")))
}

fn linked(name: &str, links: &str) -> Register {
    let links = file(name, packed(format!("{LINKS}{links}").as_bytes()));
    read_register(schools(), Some(&links)).unwrap_or_else(|error| panic!("{error}"))
}

/// Name of each school's group.
fn names(register: &Register) -> Vec<&str> {
    let of = |group: u32| register.groups[group as usize].name.as_str();
    register.rows.iter().map(|row| row.group.map_or("", of)).collect()
}

#[test]
fn the_register_states_trusts_of_academies_only() {
    let register = read_register(schools(), None).unwrap();
    assert_eq!(names(&register), ["Ebb Trust", "", "", ""]);
    assert_eq!(register.account.academies_without_trust, 2);
}

#[test]
fn the_file_of_groups_wins_over_the_register_and_fills_what_it_lacks() {
    let register = linked(
        "links.csv.gz",
        "1,50,Tide Trust,Multi-academy trust,,Open\n\
         2,51,EBB TRUST,Multi-academy trust,,Open\n\
         3,52,Federation of Two,Federation,,\n",
    );
    assert_eq!(names(&register), ["Tide Trust", "EBB TRUST", "Federation of Two", ""]);
    assert_eq!(register.groups[2].kind, GroupKind::Federation);
    let links = register.account.group_links.as_ref().unwrap();
    assert_eq!((links.read, links.used), (3, 3));
    assert_eq!((register.account.academies, register.account.academies_without_trust), (3, 1));
}

#[test]
fn every_row_of_the_file_of_groups_is_used_or_accounted_for() {
    let register = linked(
        "links-left-out.csv.gz",
        "1,50,Tide Trust,Multi-academy trust,,Open\n\
         1,51,Second Trust,Single-academy trust,,Open\n\
         2,60,Sponsor,School sponsor,,Open\n\
         2,61,Gone Trust,Multi-academy trust,01-01-2020,Closed\n\
         2,62,Gone Too,Multi-academy trust,01-01-2020,\n\
         3,63,Odd Trust,Multi-academy trust,,Open\n\
         999,50,Tide Trust,Multi-academy trust,,Open\n\
         x,50,Tide Trust,Multi-academy trust,,Open\n\
         4,50,Tide Trust,Multi-academy trust,,Open\n",
    );
    assert_eq!(names(&register), ["Tide Trust", "", "", "Tide Trust"]);
    assert_eq!(register.groups.len(), 1);
    let links = register.account.group_links.as_ref().unwrap();
    let counts: Vec<usize> = links.left_out.iter().map(|left_out| left_out.count).collect();
    assert_eq!(((links.read, links.used), counts), ((9, 2), vec![1, 2, 1, 1, 1, 1]));
    let shown = register.account.to_string();
    assert!(shown.contains("group links: 9 rows read, 2 used"), "{shown}");
    assert!(shown.contains("group links: 2 (group closed; lines 5, 6)"), "{shown}");
    assert!(shown.contains("multi-academy trusts: 1, with 2 schools"), "{shown}");
}

#[test]
fn a_school_in_an_academy_trust_is_an_academy_where_the_register_says_no_kind() {
    let plain = file("kindless.csv", format!("{HEADER}\n{}\n{}\n", row(1, &[]), row(2, &[])));
    let links = file("kindless-links.csv", format!("{LINKS}1,5,Tide,Single-academy trust,,Open\n"));
    let register = read_register(plain, Some(&links)).unwrap();
    assert_eq!([register.rows[0].academy, register.rows[1].academy], [true, false]);
}
