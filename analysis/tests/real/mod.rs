//! Reads the published files into samples.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use analysis::convention::unit::{attainment_8_points, from_ks2_points, from_progress_8};
use analysis::target::{Leavers, School, Year};
use flate2::read::GzDecoder;
use sim::population::RegisterRow;
use sim::records::SchoolRow;

const REGISTER: &str = "gias_england_mainstream_open_2022-07.csv.gz";
const KS2: &str = "ks2_england_school_2015-16_to_2017-18.csv.gz";
const KS4: &str = "ks4_england_2018-19_dfe_headings.csv.gz";

/// Leavers of a school at 16, where the file does not give them: enough to count.
const LEAVERS_AT_16: f64 = 150.0;

/// The folder of the files.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// The folder that `RISINGTIDE_DATA` names, or `../shared/data` beside the project.
    pub(crate) fn find() -> Option<Self> {
        let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
        let folder = std::env::var_os("RISINGTIDE_DATA").map_or_else(beside, PathBuf::from);
        [REGISTER, KS2, KS4].iter().all(|file| folder.join(file).is_file()).then_some(Self(folder))
    }

    /// The named columns of a file, row by row; missing is empty.
    fn columns<const N: usize>(&self, file: &str, names: [&str; N]) -> Vec<[String; N]> {
        let mut text = String::new();
        GzDecoder::new(File::open(self.0.join(file)).unwrap()).read_to_string(&mut text).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        let places = names.map(|name| {
            header.iter().position(|own| own == name).unwrap_or_else(|| panic!("{file}: no {name}"))
        });
        reader.records().map(|row| row.unwrap()).map(|row| places.map(|i| row[i].into())).collect()
    }
}

/// A number; none for an empty cell or a code such as `SUPP` or `NE`.
fn number(text: &str) -> Option<f64> {
    text.trim_end_matches('%').parse().ok()
}

/// The register, with the position of each school's number.
pub(crate) struct Register {
    rows: Vec<RegisterRow>,
    places: BTreeMap<String, usize>,
    /// Whether a school's admissions policy is "Non-selective" or "Selective".
    has_policy: BTreeMap<String, bool>,
}

impl Register {
    /// Reads it as the program does.
    pub(crate) fn read(folder: &Folder) -> Self {
        let rows = scenarios::read_register(folder.0.join(REGISTER), None).unwrap().rows;
        let places = rows.iter().enumerate().map(|(i, row)| (row.urn.to_string(), i)).collect();
        let policies = folder.columns(REGISTER, ["URN", "AdmissionsPolicy (name)"]);
        let known = |policy: &str| matches!(policy, "Non-selective" | "Selective");
        let has_policy = policies.into_iter().map(|[urn, policy]| (urn, known(&policy))).collect();
        Self { rows, places, has_policy }
    }

    /// Its schools.
    pub(crate) fn schools(&self) -> Vec<School> {
        let school = |row: &RegisterRow| School {
            phase: row.phase,
            low_age: row.low_age,
            high_age: row.high_age,
            region: row.region,
            authority: u32::from(row.authority),
            neighbourhood: row.neighbourhood,
            setting: row.setting,
            place: row.place,
            capacity: row.capacity.map(f64::from),
            free_meals: row.free_meals,
            selective: row.selective,
            trust: None,
        };
        self.rows.iter().map(school).collect()
    }

    /// Its rolls, as of one year.
    pub(crate) fn year(&self) -> Year {
        let row = |row: &RegisterRow| {
            Some(SchoolRow { roll: i64::from(row.roll?), ..SchoolRow::default() })
        };
        Year { year: 2021, rows: self.rows.iter().map(row).collect(), ..Year::default() }
    }

    /// Its grades, as of the year of the register.
    pub(crate) fn graded(&self) -> Year {
        let row = |row: &RegisterRow| {
            let grade = row.grade.map_or(0, |grade| grade.index() as i64 + 1);
            Some(SchoolRow { grade, ..SchoolRow::default() })
        };
        Year { year: 2022, rows: self.rows.iter().map(row).collect(), ..Year::default() }
    }
}

/// Mathematics at 11: progress, share at the expected standard, leavers; 2016 to 2018.
pub(crate) fn ks2(folder: &Folder, register: &Register) -> Vec<Year> {
    let names = ["URN", "AcademicYearLabel", "KS2 Pupils", "Maths Progress", "Overall Meet Std"];
    let mut years: BTreeMap<String, Year> = BTreeMap::new();
    for [urn, label, pupils, progress, standard] in folder.columns(KS2, names) {
        let ended = 1 + label[..4].parse::<i64>().unwrap();
        let empty =
            || Year { year: ended, at_11: vec![None; register.rows.len()], ..Year::default() };
        let year = years.entry(label).or_insert_with(empty);
        let (Some(place), Some(pupils)) = (register.places.get(&urn), number(&pupils)) else {
            continue;
        };
        year.at_11[*place] = Some(Leavers {
            pupils,
            attainment: number(&standard),
            progress: number(&progress).map(from_ks2_points),
            groups: None,
        });
    }
    years.into_values().collect()
}

/// Examinations at 16 in 2019: Progress 8 and Attainment 8 of schools with an admissions policy.
pub(crate) fn ks4(folder: &Folder, register: &Register) -> Year {
    let mut at_16 = vec![None; register.rows.len()];
    for [urn, progress, attainment] in folder.columns(KS4, ["URN", "P8MEA", "ATT8SCR"]) {
        let Some(place) = register.places.get(&urn) else { continue };
        if register.has_policy[&urn] {
            at_16[*place] = Some(Leavers {
                pupils: LEAVERS_AT_16,
                attainment: number(&attainment).map(|points| points / attainment_8_points()),
                progress: number(&progress).map(from_progress_8),
                groups: None,
            });
        }
    }
    Year { year: 2019, at_16, ..Year::default() }
}
