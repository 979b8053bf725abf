//! Schools publish results: what pupils have learned, as tests see it.
//!
//! A measured result is the truth, plus the luck of which pupils a year group happens to hold, plus a
//! shock that the whole school has in a year, plus what the school has done for the tests and not for
//! its pupils. Pupils' luck stays with them to the next test in part. A school that is judged by the
//! tests at seven is taken to prepare for them; at other schools they are but the start from which
//! progress is counted. Progress is computed as officials do.
//! Evidence: `ks2-volatility`, `variance-budget` for the shock; `junior-baseline` for the tests at
//! seven; `fail-effect-primary` for how little preparation can do.
//! Limits: every subject is one; tests at seven are prepared for in the base year's way alone.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::{Now, rows};
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::draw::{Purpose, Seed, normals, purpose};
use crate::driver::accountability;
use crate::math;
use crate::parameters::parameters;
use crate::population::{Baseline, Layout};
use crate::units::PupilSd;

/// How many measures there are to prepare for.
pub(crate) const READS: &[Entry] = &[accountability::DIMENSIONS];

const CHANCE: Purpose = purpose("results.chance");

parameters! {
    /// How results are measured and read.
    pub struct Parameters of "results" {
        #[doc = "Slope of a pupil's result on the result of the earlier stage."]
        prior_slope: 0.70 in 0.0..=0.99, "pupil SD per pupil SD", triangular(0.70, 0.70, 0.78), "variance-budget", A;
        #[doc = "Spread of the shock that a school's results at 11 have in a year, whatever its size."]
        shock_primary: 0.042 in 0.0..=0.3, "pupil SD", triangular(0.0, 0.042, 0.08), "ks2-volatility", B;
        #[doc = "Spread of the shock that a school's results at 16 have in a year, whatever its size."]
        shock_secondary: 0.059 in 0.0..=0.3, "pupil SD", triangular(0.0, 0.059, 0.08), "variance-budget", B;
        #[doc = "Share of the year's passing gain that the tests at seven do not see."]
        unseen_at_7: 0.2 in 0.0..=1.0, "share", triangular(0.0, 0.2, 0.5), "variance-budget", C;
        #[doc = "Extra results at seven in schools that are judged by them."]
        judged_at_7: 0.16 in -0.5..=0.5, "pupil SD", triangular(0.10, 0.16, 0.22), "junior-baseline", B;
        #[doc = "Most that preparing for the tests at 11 and 16 adds to results."]
        most_tuning: 0.05 in -0.2..=0.5, "pupil SD", contested(0.2, -0.01, 0.05, 0.10), "fail-effect-primary", C;
        #[doc = "How fast that is reached: effort for compliance, in usual ones, that brings it near by a factor of e."]
        tuning_pace: 1.0 in 0.05..=10.0, "usual efforts", triangular(0.5, 1.0, 2.0), "assumption", C;
    }
}

/// Words of a school's year: its shock, and one for each test and group.
const WORDS: usize = 1 + TESTS * GROUPS;
/// Schools whose chance is drawn together.
const BLOCK: usize = 64;

/// Every school's results; then progress against the nation.
pub(super) fn run(
    now: Res<Now>,
    seed: Res<Seed>,
    p: Res<Parameters>,
    layout: Res<Layout>,
    baseline: Res<Baseline>,
    levers: Res<Levers>,
    mut schools: Query<(&Attention, &Effort, &mut TestPreparation, &mut Results)>,
    mut cohorts: Query<((&YearGroup, &Pupils, &Intake, &Outside, &Lasting, &Passing), &mut Prior)>,
) {
    let Some((attention, efforts, mut preparations, mut results)) =
        rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let Some(((years, pupils, intake, outside, lasting, passing), mut prior)) =
        rows(cohorts.contiguous_iter_mut())
    else {
        return;
    };
    let results = results.bypass_change_detection();
    let preparations = preparations.bypass_change_detection();
    let dimensions = levers.of(&accountability::DIMENSIONS);
    let usual = &baseline.leadership;
    let prior = prior.bypass_change_detection();
    let mut draws = seed.draws(CHANCE);
    let mut words = [[0; 8]; BLOCK * WORDS];
    let mut scores = [0.0_f32; BLOCK * WORDS];
    let mut nation = [Gained::default(); 2];
    for school in 0..layout.schools() {
        if school % BLOCK == 0 {
            draws.fill((school / BLOCK) as u32, now.address(), &mut words);
            normals(&words, &mut scores);
        }
        let scores = &scores[school % BLOCK * WORDS..][..WORDS];
        let groups = layout.cohorts(school);
        let judged_at_7 = years[groups.end - 1].0 < YEAR_OF_11;
        results[school] = Results::default();
        let time = efforts[school].0 * attention[school].0[COMPLIANCE];
        let tuning = tuning(&p, math::ratio(time, usual.compliance), dimensions[school]);
        preparations[school].tuning = tuning;
        let prepared = preparations[school].tips - usual.tips + tuning - usual.tuning;
        for group in groups {
            let test = match years[group].0 {
                YEAR_OF_7 => AT_7,
                YEAR_OF_11 => AT_11,
                YEAR_OF_16 => AT_16,
                _ => continue,
            };
            let seen = if test == AT_7 { 1.0 - p.unseen_at_7 } else { 1.0 };
            let common = intake[group].0 + lasting[group].0 + seen * passing[group].0
                - baseline.attainment[test];
            let sitting = Sitting {
                test,
                pupils: pupils[group].0,
                attainment: outside[group].0.map(|place| place + common),
                shock: f64::from(scores[0]),
                chance: [0, 1].map(|g| f64::from(scores[1 + test * GROUPS + g])),
                judged_at_7,
                prepared,
            };
            let leavers = measure(&p, &sitting, &mut prior[group]);
            match test {
                AT_11 => results[school].at_11 = leavers,
                AT_16 => results[school].at_16 = leavers,
                _ => continue,
            }
            nation[test - AT_11].add(&p, &leavers);
        }
    }
    let means = nation.map(|gained| gained.mean());
    for results in results.iter_mut() {
        set_progress(&p, &mut results.at_11, means[0]);
        set_progress(&p, &mut results.at_16, means[1]);
    }
}

/// What a year's preparation for the tests adds to results, with effort for compliance as a multiple of
/// the usual [pupil SD]: `T (1 − e^(−effort / κ)) / √measures`.
fn tuning(p: &Parameters, effort: f64, dimensions: f64) -> PupilSd {
    p.most_tuning * (1.0 - math::exp(-effort / p.tuning_pace)) / dimensions.sqrt()
}

/// A year group before a test.
struct Sitting {
    test: usize,
    pupils: [f64; GROUPS],
    attainment: [PupilSd; GROUPS],
    /// Standard normal score of the school's year.
    shock: f64,
    /// Standard normal scores of the pupils' chance, by group.
    chance: [f64; GROUPS],
    judged_at_7: bool,
    /// What the school has done for the tests alone, beyond the usual.
    prepared: PupilSd,
}

/// What the test says, and what it leaves for the next stage.
fn measure(p: &Parameters, sitting: &Sitting, prior: &mut Prior) -> Leavers {
    let (shock, slope, tuned) = match sitting.test {
        AT_7 => (0.0, 0.0, if sitting.judged_at_7 { p.judged_at_7 } else { 0.0 }),
        AT_11 => (p.shock_primary, p.prior_slope, sitting.prepared),
        _ => (p.shock_secondary, p.prior_slope, sitting.prepared),
    };
    let luck: [f64; GROUPS] = core::array::from_fn(|group| {
        slope * prior.luck[group] + fresh_luck(slope, sitting.pupils[group], sitting.chance[group])
    });
    let measured = core::array::from_fn(|group| {
        sitting.attainment[group] + tuned + shock * sitting.shock + luck[group]
    });
    let before = *prior;
    *prior = Prior { measured, luck };
    Leavers {
        pupils: sitting.pupils,
        attainment: sitting.attainment,
        measured,
        prior: before.measured,
        progress: 0.0,
    }
}

/// What this stage adds to the luck of `pupils` pupils: the spread of one pupil's result given the
/// earlier one is `√(1 − slope²)`.
fn fresh_luck(slope: f64, pupils: f64, score: f64) -> PupilSd {
    math::ratio((1.0 - slope * slope).sqrt() * score, pupils.sqrt())
}

/// Sums of result less slope times earlier result, over pupils.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gained {
    sum: f64,
    pupils: f64,
}

impl Gained {
    pub(super) fn add(&mut self, p: &Parameters, leavers: &Leavers) {
        for group in 0..GROUPS {
            self.sum += leavers.pupils[group] * gained(p, leavers, group);
            self.pupils += leavers.pupils[group];
        }
    }

    pub(super) fn mean(&self) -> f64 {
        math::ratio(self.sum, self.pupils)
    }
}

fn gained(p: &Parameters, leavers: &Leavers, group: usize) -> PupilSd {
    leavers.measured[group] - p.prior_slope * leavers.prior[group]
}

/// Progress by the official method: result less what is expected from the earlier one, by pupil,
/// against the nation's `mean`, in SD of pupils' progress.
pub(super) fn set_progress(p: &Parameters, leavers: &mut Leavers, mean: PupilSd) {
    let mut own = Gained::default();
    own.add(p, leavers);
    if own.pupils > 0.0 {
        leavers.progress = (own.mean() - mean) / (1.0 - p.prior_slope * p.prior_slope).sqrt();
    }
}

/// Whether a school's results of the year are worth publishing at that stage.
pub(crate) fn has_pupils(leavers: &Leavers) -> bool {
    leavers.pupils[DISADVANTAGED] + leavers.pupils[OTHER] > 0.0
}

/// Pupil-weighted mean over groups; none without pupils.
pub(crate) fn mean_of(pupils: [f64; GROUPS], values: [PupilSd; GROUPS]) -> Option<f64> {
    let all: f64 = pupils.iter().sum();
    let sum: f64 = pupils.iter().zip(values).map(|(n, v)| n * v).sum();
    (all > 0.0).then(|| sum / all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sitting(test: usize) -> Sitting {
        Sitting {
            test,
            pupils: [25.0, 100.0],
            attainment: [-0.3, 0.2],
            shock: 0.0,
            chance: [0.0, 0.0],
            judged_at_7: false,
            prepared: 0.0,
        }
    }

    #[test]
    fn preparation_raises_results_and_not_what_pupils_know_and_leaves_the_tests_at_seven_alone() {
        let p = Parameters::default();
        let prepared = Sitting { prepared: 0.04, ..sitting(AT_16) };
        let leavers = measure(&p, &prepared, &mut Prior::default());
        assert!((leavers.measured[0] - leavers.attainment[0] - 0.04).abs() < 1e-15);
        let young = Sitting { prepared: 0.04, ..sitting(AT_7) };
        let leavers = measure(&p, &young, &mut Prior::default());
        assert_eq!(leavers.measured, leavers.attainment);
    }

    #[test]
    fn tuning_has_a_limit_and_is_thinner_with_more_measures() {
        let p = Parameters::default();
        assert_eq!(tuning(&p, 0.0, 1.0), 0.0);
        assert!((tuning(&p, 99.0, 1.0) - p.most_tuning).abs() < 1e-12);
        assert!((tuning(&p, 1.0, 4.0) - 0.5 * tuning(&p, 1.0, 1.0)).abs() < 1e-15);
    }

    #[test]
    fn without_chance_the_measure_is_the_truth() {
        let p = Parameters::default();
        let leavers = measure(&p, &sitting(AT_16), &mut Prior::default());
        assert_eq!(leavers.measured, leavers.attainment);
    }

    #[test]
    fn luck_shrinks_with_the_root_of_the_number_of_pupils() {
        let p = Parameters::default();
        let lucky = Sitting { chance: [1.0, 1.0], ..sitting(AT_7) };
        let mut prior = Prior::default();
        let leavers = measure(&p, &lucky, &mut prior);
        assert!((leavers.measured[0] - (-0.3 + 0.2)).abs() < 1e-15);
        assert!((prior.luck[1] - 0.1).abs() < 1e-15);
    }

    #[test]
    fn over_two_stages_the_luck_of_one_pupil_keeps_spread_one() {
        let p = Parameters::default();
        let fresh = fresh_luck(p.prior_slope, 1.0, 1.0);
        assert!((p.prior_slope * p.prior_slope + fresh * fresh - 1.0).abs() < 1e-15);
    }

    #[test]
    fn progress_takes_the_luck_of_the_earlier_test_out() {
        let p = Parameters::default();
        let mut prior = Prior { measured: [0.5, 0.5], luck: [0.5, 0.5] };
        let start = sitting(AT_11);
        let mut leavers = measure(&p, &start, &mut prior);
        assert!((leavers.measured[0] - (-0.3 + 0.7 * 0.5)).abs() < 1e-15);
        set_progress(&p, &mut leavers, 0.0);
        assert!((leavers.progress - 0.1 / 0.51_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn only_schools_judged_at_seven_gain_there() {
        let p = Parameters::default();
        let judged = Sitting { judged_at_7: true, ..sitting(AT_7) };
        let leavers = measure(&p, &judged, &mut Prior::default());
        assert!((leavers.measured[1] - (0.2 + p.judged_at_7)).abs() < 1e-15);
        let judged_at_11 = Sitting { judged_at_7: true, ..sitting(AT_11) };
        assert_eq!(measure(&p, &judged_at_11, &mut Prior::default()).measured[1], 0.2);
    }
}
