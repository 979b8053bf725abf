//! What is measured in England, and whether a run reproduces it.
//!
//! The targets stand in one file, `analysis/targets.toml`: definition, number, tolerance, source. Each
//! number that the model can answer has one statistic here, a function of a [`Sample`]; a sample is one
//! replicate of a run ([`Sample::of_run`]), or real data in the same shape, so that both are reckoned
//! by the same code. [`compare`] sets the statistics of several replicates against the targets.
//!
//! What a change would do is found by paired runs beside the run itself ([`Experiments`]).
//!
//! A statistic without data (nothing recorded yet, or too few schools) is "no data", never a guess.

mod areas;
mod balances;
mod chart;
mod choice;
mod disadvantage;
mod experiment;
mod fifths;
mod file;
mod gaps;
mod grades;
mod heads;
mod label;
mod page;
mod partners;
mod population;
mod posts;
mod recovery;
mod sample;
mod segregation;
mod selective;
mod simulated;
mod spread;
mod staff;
mod still;
mod table;
mod trusts;
mod verdict;
mod visits;

pub use chart::target_chart;
pub use experiment::{
    CutEffect, Effects, ExecutiveEffect, Experiments, HubEffect, Hubs, LabelEffect, LabelYear,
    NetworkEffect,
};
pub use file::{Source, Target, TargetRow, targets};
pub use page::{counted, markdown, text};
pub use sample::{Leavers, Sample, School, Visit, Year};
pub use table::{definitions, target_rows, target_table};
pub use verdict::{Account, Compared, Counts, Verdict, compare};

/// A number reckoned from one sample; none without data.
pub(crate) type Statistic = fn(&Sample) -> Option<f64>;

/// Id and part of a row of the targets, and the statistic that answers it.
pub(crate) type Named = (&'static str, &'static str, Statistic);

/// Every statistic, by subject.
const SUBJECTS: [&[Named]; 24] = [
    spread::STATISTICS,
    gaps::STATISTICS,
    segregation::STATISTICS,
    staff::STATISTICS,
    heads::STATISTICS,
    choice::STATISTICS,
    disadvantage::STATISTICS,
    areas::STATISTICS,
    population::STATISTICS,
    selective::STATISTICS,
    recovery::STATISTICS,
    still::STATISTICS,
    grades::STATISTICS,
    visits::STATISTICS,
    label::STATISTICS,
    posts::STATISTICS,
    balances::STATISTICS,
    experiment::funding::STATISTICS,
    experiment::label::STATISTICS,
    experiment::network::STATISTICS,
    experiment::executive::STATISTICS,
    partners::STATISTICS,
    trusts::STATISTICS,
    experiment::hubs::STATISTICS,
];

/// The statistic of a row of the targets; none when the model cannot answer it yet.
fn statistic(id: &str, part: &str) -> Option<Statistic> {
    let named =
        SUBJECTS.iter().copied().flatten().find(|named| named.0 == id && named.1 == part)?;
    Some(named.2)
}

/// The statistic of one row of the targets from one sample, in the row's unit.
///
/// None without data, and for a row that the model cannot answer yet.
pub fn value(sample: &Sample, id: &str, part: &str) -> Option<f64> {
    statistic(id, part)?(sample).filter(|value| value.is_finite())
}

/// The statistics of all rows of all targets from one sample, in the order of the file.
pub fn values(targets: &[Target], sample: &Sample) -> Vec<Option<f64>> {
    let rows = targets.iter().flat_map(|target| target.rows.iter().map(move |row| (target, row)));
    rows.map(|(target, row)| value(sample, &target.id, &row.part)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_statistic_or_says_what_it_waits_for() {
        for target in targets().unwrap() {
            for row in &target.rows {
                let answered = statistic(&target.id, &row.part).is_some();
                let waits = row.waits.is_some();
                assert_ne!(answered, waits, "{} {}: answered {answered}", target.id, row.part);
            }
        }
    }

    #[test]
    fn every_statistic_answers_one_row() {
        let targets = targets().unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for (id, part, _) in SUBJECTS.iter().copied().flatten() {
            let target = targets.iter().find(|target| target.id == *id).unwrap();
            assert!(target.rows.iter().any(|row| row.part == *part), "{id} {part}");
            assert!(seen.insert((id, part)), "{id} {part} twice");
        }
    }

    #[test]
    fn an_empty_sample_has_no_data_and_no_fault() {
        let targets = targets().unwrap();
        assert!(values(&targets, &Sample::default()).iter().all(Option::is_none));
    }
}
