//! A population comes back from its file as it was written; no other file gives one.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use analysis::population_file::{
    Facts, Held, PopulationError, PopulationWriter, Written, population_hash, read_population,
};
use sha2::{Digest, Sha256};
use sim::population::{self, Population};
use sim::scenario::Scenario;

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn drawn(schools: u32) -> (Population, Scenario) {
    let mut scenario = Scenario::default();
    scenario.population.schools = schools;
    (population::synthetic(&scenario), scenario)
}

fn facts(settled: bool) -> Facts {
    Facts {
        program_version: "0.1.0".into(),
        settled,
        start: 2026,
        values: vec![("learning.decay".into(), 0.1 + 0.2), ("a.b".into(), -1e-300)],
        without: vec!["budget".into(), "climate".into()],
        account: "40 rows read, 40 used\nfilled in: nothing\n".into(),
    }
}

fn written(name: &str, population: &Population, facts: &Facts) -> Written {
    PopulationWriter::create(path(name), population, facts).unwrap().finish().unwrap()
}

/// What is said of a file that holds these bytes; none when it gives a population.
fn refused(name: &str, bytes: &[u8]) -> Option<PopulationError> {
    fs::write(path(name), bytes).unwrap();
    read_population(path(name)).err()
}

#[test]
fn a_settled_population_comes_back_with_its_hash_its_facts_and_its_journeys() {
    let (population, scenario) = drawn(120);
    let population = sim::burn_in(population, &scenario);
    let Written { hash, bytes } = written("settled.parquet", &population, &facts(true));
    assert_eq!(hash, population_hash(&population));
    assert_eq!(bytes, fs::metadata(path("settled.parquet")).unwrap().len());
    let Held { population: back, facts: said, hash: found } =
        read_population(path("settled.parquet")).unwrap();
    assert!(back == population);
    assert_eq!((said, found), (facts(true), hash));
}

#[test]
fn more_schools_than_a_row_group_holds_come_back_in_their_order() {
    let (population, _) = drawn(20_050);
    written("groups.parquet", &population, &facts(false));
    assert!(read_population(path("groups.parquet")).unwrap().population == population);
}

#[test]
fn the_same_population_gives_the_same_bytes_and_another_seed_another_hash() {
    let (population, mut scenario) = drawn(40);
    let one = written("one.parquet", &population, &facts(false));
    assert_eq!(written("two.parquet", &population, &facts(false)), one);
    let bytes = |name: &str| fs::read(path(name)).unwrap();
    assert!(bytes("one.parquet") == bytes("two.parquet"));
    scenario.population.seed = Some(3);
    assert_ne!(population_hash(&population::synthetic(&scenario)), one.hash);
}

#[test]
fn a_number_that_is_not_finite_is_not_written_and_leaves_no_file() {
    let (mut population, _) = drawn(40);
    population.schools.climate[7].0 = f64::NAN;
    let mut writer =
        PopulationWriter::create(path("nan.parquet"), &population, &facts(false)).unwrap();
    let said = writer.write_some().unwrap_err().to_string();
    drop(writer);
    assert!(said.contains("`climate`") && said.contains("row 7"), "{said}");
    assert!(!path("nan.parquet").exists() && !path("nan.parquet.partial").exists());
}

#[test]
fn other_files_are_refused_in_words_that_name_them() {
    let missing = read_population(path("nowhere.parquet")).unwrap_err().to_string();
    assert!(missing.contains("cannot read") && missing.contains("nowhere.parquet"), "{missing}");
    let folder = read_population(env!("CARGO_TARGET_TMPDIR")).unwrap_err().to_string();
    assert!(folder.contains("a folder"), "{folder}");
    for (bytes, expected) in [
        (&b""[..], "no Parquet file"),
        (b"URN,Name\n100000,Tide School\n", "no Parquet file"),
        (b"PAR1", "no Parquet file"),
        (b"PAR1 and nothing that Parquet would know PAR1", "without the seal"),
    ] {
        let said = refused("foreign.parquet", bytes).unwrap().to_string();
        assert!(said.contains(expected) && said.contains("foreign.parquet"), "{said}");
        assert!(said.contains("risingtide population"), "{said}");
    }
}

#[test]
fn another_table_of_ours_is_no_population() {
    use analysis::export::ParquetWriter;
    use analysis::table::{ColumnDef, Kind, TableSpec, Values};
    let columns = vec![ColumnDef::new("year", Kind::Int, "year", "Year.")];
    let spec = TableSpec::new("nation", columns).unwrap();
    let mut writer = ParquetWriter::create(path("nation.parquet"), &spec).unwrap();
    writer.write(&[Values::Int(vec![1; 100])]).unwrap();
    writer.finish().unwrap();
    let said = read_population(path("nation.parquet")).unwrap_err().to_string();
    assert!(said.contains("Parquet file without the seal"), "{said}");
}

#[test]
fn a_file_with_a_changed_byte_or_cut_short_anywhere_is_refused() {
    let (population, _) = drawn(6);
    written("small.parquet", &population, &facts(false));
    let whole = fs::read(path("small.parquet")).unwrap();
    assert!(refused("again.parquet", &whole).is_none());
    let step = (whole.len() / 400).max(1);
    let last = whole.len() - 64..whole.len();
    for at in (0..whole.len()).step_by(step).chain(last) {
        let mut changed = whole.clone();
        changed[at] ^= 0x41;
        assert!(refused("changed.parquet", &changed).is_some(), "byte {at}");
        assert!(refused("cut.parquet", &whole[..at]).is_some(), "cut at {at}");
    }
    let mut longer = whole.clone();
    longer.push(b'\n');
    assert!(refused("longer.parquet", &longer).is_some());
    let mut changed = whole.clone();
    changed[whole.len() / 2] ^= 1;
    let said = refused("changed.parquet", &changed).unwrap().to_string();
    assert!(said.contains("changed or damaged"), "{said}");
}

/// The bytes with a seal that fits them.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let end = bytes.len();
    let footer: [u8; 4] = bytes[end - 8..end - 4].try_into().unwrap();
    let seal = end - 8 - u32::from_le_bytes(footer) as usize - 40;
    let mut digest = Sha256::new();
    digest.update(&bytes[..seal]);
    digest.update(&bytes[seal + 40..]);
    bytes[seal + 8..seal + 40].copy_from_slice(&digest.finalize());
    bytes
}

#[test]
fn even_behind_a_fitting_seal_a_changed_file_gives_the_same_population_or_none() {
    let (population, _) = drawn(6);
    let hash = written("behind.parquet", &population, &facts(false)).hash;
    let whole = fs::read(path("behind.parquet")).unwrap();
    let step = (whole.len() / 1500).max(1);
    for at in (4..whole.len() - 8).step_by(step) {
        for flip in [0x01, 0x80] {
            let mut changed = whole.clone();
            changed[at] ^= flip;
            fs::write(path("behind.parquet"), sealed(changed)).unwrap();
            if let Ok(held) = read_population(path("behind.parquet")) {
                assert_eq!(held.hash, hash, "byte {at}");
            }
        }
    }
}

#[test]
fn a_file_of_a_later_format_is_refused_as_such() {
    let (population, _) = drawn(6);
    written("later.parquet", &population, &facts(false));
    let mut bytes = fs::read(path("later.parquet")).unwrap();
    let key = b"format\x18\x011";
    let at = bytes.windows(key.len()).rposition(|window| window == key).unwrap();
    bytes[at + key.len() - 1] = b'2';
    let said = refused("later.parquet", &sealed(bytes)).unwrap().to_string();
    assert!(said.contains("format 2") && said.contains("reads format 1"), "{said}");
}

/// The definition of the hash in docs/determinism.md, in Python.
const SCRIPT: &str = include_str!("population_hash.py");

#[test]
fn python_reads_the_lists_and_finds_the_same_hash_as_the_definition_says() {
    let (population, scenario) = drawn(60);
    let population = sim::burn_in(population, &scenario);
    let hash = written("python.parquet", &population, &facts(true)).hash;
    let run = Command::new("python3").args(["-c", SCRIPT]).arg(path("python.parquet")).output();
    match run {
        Ok(output) if output.status.success() => {
            assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), hash);
        }
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(said.contains("No module named 'pyarrow'"), "{said}");
            not_run("pyarrow is not installed");
        }
        Err(error) => not_run(&format!("python3 did not start: {error}")),
    }
}

/// Says that the comparison was not made; a failure when every test is asked for.
#[expect(clippy::print_stderr, reason = "a test that could not run says so")]
fn not_run(why: &str) {
    assert!(std::env::var_os("RISINGTIDE_FULL_TESTS").is_none(), "not run: {why}");
    eprintln!("not run: {why}");
}
