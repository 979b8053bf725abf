//! A made-up register, and the files it is written to.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;
use scenarios::{Register, read_register};

/// The header of a made-up register, in an order of its own.
pub(crate) const HEADER: &str = "EstablishmentName,URN,LA (code),EstablishmentStatus (name),\
PhaseOfEducation (name),StatutoryLowAge,StatutoryHighAge,SchoolCapacity,NumberOfPupils,\
PercentageFSM,Extra,GOR (name),UrbanRural (name),Easting,Northing";

/// A row of the made-up register with a URN and, by position in the header, other cells.
pub(crate) fn row(urn: u32, changes: &[(usize, &str)]) -> String {
    let urn = urn.to_string();
    let mut cells = vec![
        "\"Tide, St Mary's\"",
        &urn,
        "878",
        "Open",
        "Primary",
        "4",
        "11",
        "210",
        "200",
        "12.5",
        "",
        "South West",
        "(England/Wales) Urban city and town",
        "300000",
        "100000",
    ];
    for (at, cell) in changes {
        cells[*at] = cell;
    }
    cells.join(",")
}

/// A register of these rows.
pub(crate) fn text(rows: &[String]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

/// Writes bytes to a file of that name.
pub(crate) fn file(name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("register");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// Bytes packed with gzip.
pub(crate) fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// The register in a file of these bytes.
pub(crate) fn register(name: &str, bytes: impl AsRef<[u8]>) -> Register {
    read_register(file(name, bytes), None).unwrap_or_else(|error| panic!("{error}"))
}

/// What is said of a file of these bytes.
pub(crate) fn said(name: &str, bytes: impl AsRef<[u8]>) -> String {
    read_register(file(name, bytes), None).unwrap_err().to_string()
}
