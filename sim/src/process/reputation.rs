//! What is published of a school makes its name, slowly.
//!
//! Published measures are progress and raw attainment. They may allow for the pupils whom a school has,
//! and count against the year's other schools or against a fixed standard. Inspectors have a record
//! of some years of them. Parents take in what is published, the last grade of inspection, and
//! what a school does to win them.
//! Evidence: `grade-predictive`, `grade-choice` for parents; that they see raw results more than
//! progress is assumed.
//! Limits: a school without results at 11 or 16 keeps the record and, but for its grade, the reputation
//! with which it was drawn; every parent reads the same.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::results::{self, Gained, has_pupils, mean_of, set_progress};
use super::rows;
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::driver::accountability;
use crate::math;
use crate::parameters::parameters;
use crate::population::{Baseline, Published};
use crate::units::Share;

/// What is published, and how.
pub(crate) const READS: &[Entry] = &[
    accountability::CONTEXT_ADJUSTMENT,
    accountability::RELATIVE_MEASURE,
    accountability::PUBLICATION,
    accountability::REPORT_CARD,
];

parameters! {
    /// How measures are read.
    pub struct Parameters of "reputation" {
        #[doc = "Weight of raw attainment, beside progress, in what parents take from published results."]
        raw_weight: 0.8 in 0.0..=1.0, "share", triangular(0.2, 0.8, 0.9), "assumption", C;
        #[doc = "Share of its reputation that a school keeps from one year to the next."]
        persistence: 0.75 in 0.0..=0.99, "share a year", triangular(0.6, 0.75, 0.9), "grade-predictive", C;
        #[doc = "Reputation on which a school settles by each grade of inspection between Good and the next."]
        grade_weight: 0.44 in -1.0..=2.0, "SD of results a grade", triangular(0.0, 0.44, 0.7), "grade-choice", C;
        #[doc = "Reputation on which a school settles when it doubles its time for winning pupils."]
        marketing_gain: 0.03 in -1.0..=2.0, "SD of results", contested(0.3, -0.05, 0.03, 0.3), "assumption", C;
        #[doc = "Share of the record of results on which inspectors judge that is of earlier years."]
        record_kept: 0.2 in 0.0..=0.95, "share a year", triangular(0.0, 0.2, 0.7), "assumption", C;
    }
}

/// Every summer: what is published, and what is made of it.
pub(super) fn run(
    p: Res<Parameters>,
    measures: Res<results::Parameters>,
    levers: Res<Levers>,
    baseline: Res<Baseline>,
    mut schools: Query<(
        (&Results, &Disadvantage, &Inspected, &Attention, &Effort),
        (&mut TrackRecord, &mut Reputation),
    )>,
) {
    let Some(((results, disadvantage, grades, attention, efforts), (mut records, mut reputation))) =
        rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let records = records.bypass_change_detection();
    let reputation = reputation.bypass_change_detection();
    let (context, relative) = (
        levers.of(&accountability::CONTEXT_ADJUSTMENT),
        levers.of(&accountability::RELATIVE_MEASURE),
    );
    let (publication, card) =
        (levers.of(&accountability::PUBLICATION), levers.of(&accountability::REPORT_CARD));
    let nation = Nation::of(&measures, results);
    for school in 0..results.len() {
        let grade = p.grade_weight * worth(grades[school].0) * (1.0 - card[school]);
        let more = baseline.leadership.more_competition(efforts[school], &attention[school]);
        let won = p.marketing_gain * more;
        let against = Against {
            nation: &nation,
            relative: relative[school],
            context: context[school],
            disadvantage: disadvantage[school].0,
        };
        if let Some(published) = published(&measures, &results[school], &baseline, &against) {
            let record = &mut records[school];
            let kept = p.record_kept;
            record.progress = kept * record.progress + (1.0 - kept) * published.progress;
            record.raw = kept * record.raw + (1.0 - kept) * published.raw;
            let news = p.raw_weight * published.raw + (1.0 - p.raw_weight) * published.progress;
            let towards = publication[school] * news + grade + won;
            let kept = p.persistence;
            reputation[school].0 = kept * reputation[school].0 + (1.0 - kept) * towards;
        }
    }
}

/// What a grade is worth to parents, in steps from Good.
fn worth(grade: Option<Grade>) -> f64 {
    match grade {
        Some(Grade::Outstanding) => 1.0,
        None | Some(Grade::Good) => 0.0,
        Some(Grade::RequiresImprovement) => -1.0,
        Some(Grade::Inadequate) => -2.0,
    }
}

/// This year's means over pupils, at 11 and at 16.
#[derive(Clone, Copy, Debug, Default)]
struct Nation {
    /// Result less what the earlier result foretells.
    gained: [f64; 2],
    /// Measured attainment.
    raw: [f64; 2],
}

impl Nation {
    fn of(measures: &results::Parameters, results: &[Results]) -> Self {
        let stage = |leavers: fn(&Results) -> &Leavers| {
            let (mut gained, mut raw, mut pupils) = (Gained::default(), 0.0, 0.0);
            for leavers in results.iter().map(leavers) {
                gained.add(measures, leavers);
                for (n, measured) in leavers.pupils.iter().zip(leavers.measured) {
                    raw += n * measured;
                    pupils += n;
                }
            }
            (gained.mean(), math::ratio(raw, pupils))
        };
        let stages = [stage(|results| &results.at_11), stage(|results| &results.at_16)];
        Self { gained: stages.map(|stage| stage.0), raw: stages.map(|stage| stage.1) }
    }
}

/// What a school's results are held against.
struct Against<'a> {
    nation: &'a Nation,
    /// Against the year's nation (1) or the base year's (0).
    relative: Share,
    /// How far the measure allows for the school's pupils.
    context: Share,
    /// Free-meal share in SD of the stage.
    disadvantage: f64,
}

/// The school's measures as they are published, in SD of schools; none without results.
fn published(
    measures: &results::Parameters,
    results: &Results,
    baseline: &Baseline,
    against: &Against<'_>,
) -> Option<TrackRecord> {
    let of = |stage: usize, leavers: &Leavers| {
        let usual = &baseline.published[stage];
        let known = has_pupils(leavers) && usual.raw_sd > 0.0 && usual.progress_sd > 0.0;
        known.then(|| standard(measures, leavers, usual, stage, against))
    };
    of(1, &results.at_16).or_else(|| of(0, &results.at_11))
}

fn standard(
    measures: &results::Parameters,
    leavers: &Leavers,
    usual: &Published,
    stage: usize,
    against: &Against<'_>,
) -> TrackRecord {
    let move_to = |usual: f64, now: f64| usual + against.relative * (now - usual);
    let raw = mean_of(leavers.pupils, leavers.measured).unwrap_or(usual.raw_mean);
    let raw = raw - move_to(usual.raw_pupils, against.nation.raw[stage]) + usual.raw_pupils;
    let mut own = *leavers;
    set_progress(measures, &mut own, move_to(usual.gained, against.nation.gained[stage]));
    let allowed = against.context * against.disadvantage;
    TrackRecord {
        progress: (own.progress - usual.progress_mean) / usual.progress_sd
            - allowed * usual.progress_by_poverty,
        raw: (raw - usual.raw_mean) / usual.raw_sd - allowed * usual.raw_by_poverty,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn baseline() -> Baseline {
        let usual = Published {
            raw_mean: 0.1,
            raw_sd: 0.3,
            raw_pupils: 0.0,
            raw_by_poverty: -0.5,
            progress_mean: 0.0,
            progress_sd: 0.4,
            progress_by_poverty: -0.3,
            gained: 0.1,
        };
        Baseline { published: [usual; 2], ..Baseline::default() }
    }

    fn results() -> Results {
        let at_11 = Leavers { pupils: [10.0, 10.0], measured: [0.0, 0.2], ..Leavers::default() };
        Results { at_11, ..Results::default() }
    }

    fn against(nation: &Nation) -> Against<'_> {
        Against { nation, relative: 0.0, context: 0.0, disadvantage: 1.0 }
    }

    #[test]
    fn an_average_school_stands_at_nought_and_one_without_results_nowhere() {
        let (p, nation) = (results::Parameters::default(), Nation::default());
        assert_eq!(published(&p, &Results::default(), &baseline(), &against(&nation)), None);
        let record = published(&p, &results(), &baseline(), &against(&nation)).unwrap();
        assert!(record.raw.abs() < 1e-12 && record.progress.abs() < 1e-12);
    }

    #[test]
    fn a_relative_measure_takes_off_what_the_nation_gains() {
        let p = results::Parameters::default();
        let nation = Nation { gained: [0.2, 0.0], raw: [0.03, 0.0] };
        let relative = Against { relative: 1.0, ..against(&nation) };
        let record = published(&p, &results(), &baseline(), &relative).unwrap();
        assert!((record.raw + 0.1).abs() < 1e-12);
        assert!((record.progress + 0.1 / 0.51_f64.sqrt() / 0.4).abs() < 1e-12);
    }

    #[test]
    fn an_adjusted_measure_takes_off_what_poverty_foretells() {
        let (p, nation) = (results::Parameters::default(), Nation::default());
        let adjusted = Against { context: 1.0, ..against(&nation) };
        let record = published(&p, &results(), &baseline(), &adjusted).unwrap();
        assert!((record.raw - 0.5).abs() < 1e-12 && (record.progress - 0.3).abs() < 1e-12);
    }
}
