//! The register as it was published, where it is at hand.

use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use scenarios::{LeftOut, Register, read_register};

use crate::flavours::{BULK, cp1252, quoted};
use crate::made_up::{file, packed};

/// A file of the published register; nothing, with a word about it, where it is not at hand.
fn published(name: &str) -> Option<PathBuf> {
    let path = Path::new("../../shared/data").join(name);
    if !path.exists() {
        let _ = writeln!(std::io::stderr(), "not run: {} is not here", path.display());
        return None;
    }
    Some(path)
}

/// Open state schools of July 2022.
fn open_schools() -> Option<PathBuf> {
    published("gias_england_mainstream_open_2022-07.csv.gz")
}

fn rows(left_out: &[LeftOut]) -> usize {
    left_out.iter().map(|left_out| left_out.count).sum()
}

#[test]
fn the_published_register_is_used_or_accounted_for() {
    let Some(path) = open_schools() else { return };
    let register = read_register(path, None).unwrap();
    let account = &register.account;
    assert_eq!((account.read, account.used + rows(&account.left_out)), (20_188, 20_188));
    assert_eq!(register.rows.len(), account.used);
    assert!(account.used > 20_000, "{account}");
    assert!(register.rows.iter().filter(|row| row.academy).count() > 9_000);
    assert!(register.rows.iter().filter(|row| row.grade.is_some()).count() > 16_000);
    assert!(register.rows.iter().all(|row| row.neighbourhood.is_some() && row.place.is_some()));
    let _ = writeln!(std::io::stderr(), "{account}");
}

#[test]
fn the_published_links_give_most_academies_their_trust() {
    let Some(path) = open_schools() else { return };
    let Some(links) = published("gias_grouplinks_academies_2019-06-01.csv.gz") else { return };
    let register = read_register(&path, Some(&links)).unwrap();
    let account = &register.account;
    let of_links = account.group_links.as_ref().unwrap();
    assert_eq!((of_links.read, of_links.used + rows(&of_links.left_out)), (14_621, 14_621));
    assert_eq!(register.rows.iter().filter(|row| row.group.is_some()).count(), of_links.used);
    assert!(account.academies_without_trust * 4 < account.academies, "{account}");
    let swapped = read_register(&links, Some(&path)).unwrap_err().to_string();
    assert!(swapped.contains("it looks like a file of groups and their schools"), "{swapped}");
    let twice = read_register(&path, Some(&path)).unwrap_err().to_string();
    assert!(twice.contains("it looks like the register of schools"), "{twice}");
    let _ = writeln!(std::io::stderr(), "{account}");
}

/// The published register as the download of all establishments writes it.
fn as_bulk(path: &Path) -> String {
    let mut plain = String::new();
    GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_string(&mut plain).unwrap();
    let mut reader = csv::Reader::from_reader(plain.as_bytes());
    let header = reader.headers().unwrap().clone();
    let names: Vec<&str> = BULK.split(',').collect();
    let places: Vec<Option<usize>> =
        names.iter().map(|name| header.iter().position(|known| known == *name)).collect();
    let mut text = format!("{}\r\n", quoted(&names));
    for record in reader.records() {
        let record = record.unwrap();
        let cells: Vec<&str> =
            places.iter().map(|at| at.map_or("", |column| &record[column])).collect();
        let _ = write!(text, "{}\r\n", quoted(&cells));
    }
    text
}

#[test]
fn the_published_register_reads_the_same_as_a_download_of_all_establishments() {
    let Some(path) = open_schools() else { return };
    let expected: Register = read_register(&path, None).unwrap();
    let bulk = cp1252(&as_bulk(&path));
    let plain = read_register(file("bulk-whole.csv", &bulk), None).unwrap();
    assert!(plain == expected, "{}", plain.account);
    let again = read_register(file("bulk-whole.csv.gz", packed(&bulk)), None).unwrap();
    assert!(again.rows == expected.rows);
}
