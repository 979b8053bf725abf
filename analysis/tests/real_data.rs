//! The statistics of the targets, reckoned from the files that the published figures came from.
//!
//! The files are not part of the project. The tests read them from the folder that the environment
//! variable `RISINGTIDE_DATA` names, or from `../shared/data` beside the project; without either they
//! say that they were not run. `cargo test -p risingtide-analysis --test real_data -- --nocapture`
//! prints every number.
//!
//! Not in reach of these files, and so not checked here:
//! - T3, T4: no school-level results by group.
//! - T2 and X6 for secondary schools, and every lag over 3 years: one year of results at 16.
//! - T6, T7, T17, X12 to X14, X20 to X22: no school-level workforce, headship or admissions.
//! - X10 between neighbourhoods: the model has no such areas.
//!
//! Results carry the number that a school had in their year. Schools that became academies later have
//! another number in the register of 2022, so joins lose them: a quarter of the primary schools of 2016,
//! a sixth of those of 2018. The published figures followed them to their successors; tolerances allow for it.

mod real;

use analysis::target::{Sample, Year, value};
use real::{Folder, Register, ks2, ks4};

/// One figure: id and part of the target, published value, how far the file's may lie from it.
type Figure = (&'static str, &'static str, f64, f64);

/// Reckons each figure from the sample and compares it with what was published.
#[expect(clippy::print_stdout, reason = "shows every number that was found")]
fn check(sample: &Sample, figures: &[Figure]) {
    let mut wrong = Vec::new();
    for (id, part, published, tolerance) in figures {
        let found = value(sample, id, part);
        let shown = found.map_or("no data".into(), |found| format!("{found:.4}"));
        let line = format!("{id} {part}: {shown}, published {published} ± {tolerance}");
        println!("{line}");
        if found.is_none_or(|found| (found - published).abs() > *tolerance) {
            wrong.push(line);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The data, or a word that the test was not run.
#[expect(clippy::print_stdout, reason = "a test that could not run says so")]
fn data() -> Option<Folder> {
    let folder = Folder::find();
    if folder.is_none() {
        println!("not run: set RISINGTIDE_DATA to the folder of the published files");
    }
    folder
}

/// Schools, places, rolls and free meals. The published numbers came from this very file: the
/// tolerances are those of rounding, and of the handful of rows that a reader of the register leaves
/// out or empties (no ages, implausible numbers).
#[test]
fn the_register_gives_the_published_segregation_poverty_and_occupancy() {
    let Some(folder) = data() else { return };
    let register = Register::read(&folder);
    let sample =
        Sample { schools: register.schools(), years: vec![register.year()], effects: None };
    check(
        &sample,
        &[
            ("T5", "primary national", 0.263, 0.001),
            ("T5", "secondary national", 0.235, 0.001),
            // By share × roll, as here and in the model; from the register's counts of pupils with free
            // meals they are 0.221 and 0.197, for a count leaves the sixth form out of the share.
            ("T5", "primary within authorities", 0.222, 0.003),
            ("T5", "secondary within authorities", 0.180, 0.001),
            ("X10", "primary mean", 0.212, 0.001),
            ("X10", "primary SD", 0.145, 0.001),
            ("X10", "primary between authorities", 0.244, 0.001),
            ("X10", "primary nearest school", 0.571, 0.01),
            ("X10", "secondary mean", 0.207, 0.001),
            ("X10", "secondary SD", 0.117, 0.001),
            ("X10", "secondary between authorities", 0.32, 0.001),
            ("X10", "secondary nearest school", 0.401, 0.01),
            ("X11", "primary mean", 0.921, 0.001),
            ("X11", "primary SD", 0.160, 0.001),
            ("X11", "primary 10th percentile", 0.729, 0.001),
            ("X11", "primary rural village mean", 0.855, 0.001),
            ("X11", "secondary mean", 0.897, 0.001),
            ("X11", "secondary SD", 0.191, 0.001),
            ("X11", "secondary 10th percentile", 0.637, 0.002),
            ("X11", "secondary rural village mean", 0.848, 0.003),
        ],
    );
}

/// Mathematics at 11 in 2016 to 2018, schools of the register.
#[test]
fn results_at_11_give_the_published_spread_and_persistence() {
    let Some(folder) = data() else { return };
    let register = Register::read(&folder);
    let sample =
        Sample { schools: register.schools(), years: ks2(&folder, &register), effects: None };
    check(
        &sample,
        &[
            // Published over four years to 2019; the last year, which varied less, is not here.
            ("X1", "primary", 0.40, 0.02),
            ("T1", "primary", 0.124, 0.02),
            ("T2", "primary r1", 0.581, 0.03),
            ("T2", "primary r2", 0.442, 0.03),
            // These came from the same three years.
            ("X2", "up to 30 leavers", 0.039, 0.001),
            ("X2", "31 to 60 leavers", 0.038, 0.001),
            ("X2", "over 60 leavers", 0.026, 0.001),
            ("X3", "up to 30 leavers", 0.75, 0.01),
            ("X3", "31 to 60 leavers", 0.71, 0.01),
            ("X3", "over 60 leavers", 0.78, 0.01),
            // Free meals are those of 2021; published for 2018 (0.02) and 2019 (0.00).
            ("X4", "primary", 0.00, 0.05),
            ("X5", "primary", -0.37, 0.03),
            ("X8", "primary", -0.16, 0.03),
            ("X9", "primary by authority", 0.103, 0.02),
            ("X9", "primary by region", 0.060, 0.02),
            ("T18", "primary 1 year", 0.46, 0.06),
            ("T18", "primary 2 years", 0.64, 0.06),
        ],
    );
}

/// Examinations at 16 in 2019, schools of the register whose policy is "Non-selective" or "Selective":
/// the published figures leave out those without a policy, and university technical colleges and studio
/// schools, whose pupils come at 14. The file has no number of leavers, so that no school is left out
/// for being small.
#[test]
fn results_at_16_give_the_published_spread_and_relation_to_poverty() {
    let Some(folder) = data() else { return };
    let register = Register::read(&folder);
    let year: Year = ks4(&folder, &register);
    let sample = Sample { schools: register.schools(), years: vec![year], effects: None };
    check(
        &sample,
        &[
            ("X1", "secondary", 0.327, 0.01),
            ("X4", "secondary", -0.34, 0.02),
            ("X4", "secondary outside London", -0.41, 0.02),
            ("X4", "secondary London", -0.29, 0.02),
            ("X4", "secondary within authorities", -0.45, 0.02),
            ("X4", "secondary slope within authorities", -0.020, 0.002),
            ("X4", "secondary slope between authorities", -0.001, 0.003),
            ("X5", "secondary", -0.59, 0.02),
            ("X5", "secondary outside London", -0.67, 0.02),
            ("X5", "secondary slope", -0.343, 0.02),
            ("X7", "secondary", 0.43, 0.01),
            ("X9", "secondary by authority", 0.138, 0.02),
            ("X9", "secondary by region", 0.077, 0.02),
        ],
    );
}
