//! Schools publish results: what pupils have learned, as tests see it.
//!
//! A measured result is the truth, plus the luck of which pupils a year group happens to hold, plus a
//! shock that the whole school has in a year. Pupils' luck stays with them to the next test in part.
//! A school that is judged by the tests at seven is taken to prepare for them; at other schools they
//! are but the start from which progress is counted. Progress is computed as officials do, and what
//! is published moves reputation slowly.
//! Evidence: `ks2-volatility`, `variance-budget` for the shock; `junior-baseline` for the tests at
//! seven; `grade-predictive`, `grade-choice` for reputation.
//! Limits: nobody prepares for the tests at 11 and 16 beyond the base year's way yet; every subject
//! is one; a school without results at 11 or 16 keeps the reputation with which it was drawn.

use bevy_ecs::prelude::*;

use super::{Now, rows};
use crate::agent::*;
use crate::catalogue::{Entry, triangular};
use crate::draw::{Purpose, Seed, normals, purpose};
use crate::math;
use crate::parameters::parameters;
use crate::population::{Baseline, Layout, Published};
use crate::units::PupilSd;

/// No lever acts here yet.
pub(crate) const READS: &[Entry] = &[];

const CHANCE: Purpose = purpose("results.chance");

parameters! {
    /// How results are measured and read.
    pub struct Parameters of "results" {
        #[doc = "Slope of a pupil's result on the result of the earlier stage."]
        prior_slope: 0.70 in 0.0..=0.99, "pupil SD per pupil SD", triangular(0.70, 0.70, 0.78), "variance-budget", A;
        #[doc = "Spread of the shock that a school's results at 11 have in a year, whatever its size."]
        shock_primary: 0.057 in 0.0..=0.3, "pupil SD", triangular(0.0, 0.057, 0.08), "ks2-volatility", B;
        #[doc = "Spread of the shock that a school's results at 16 have in a year, whatever its size."]
        shock_secondary: 0.068 in 0.0..=0.3, "pupil SD", triangular(0.0, 0.068, 0.08), "variance-budget", B;
        #[doc = "Share of the year's passing gain that the tests at seven do not see."]
        unseen_at_7: 0.2 in 0.0..=1.0, "share", triangular(0.0, 0.2, 0.5), "variance-budget", C;
        #[doc = "Extra results at seven in schools that are judged by them."]
        judged_at_7: 0.16 in -0.5..=0.5, "pupil SD", triangular(0.10, 0.16, 0.22), "junior-baseline", B;
        #[doc = "Weight of raw attainment, beside progress, in what parents take from published results."]
        raw_weight: 0.8 in 0.0..=1.0, "share", triangular(0.2, 0.8, 0.9), "assumption", C;
        #[doc = "Share of its reputation that a school keeps from one year to the next."]
        reputation_persistence: 0.75 in 0.0..=0.99, "share a year", triangular(0.6, 0.75, 0.9), "grade-predictive", C;
    }
}

/// Words of a school's year: its shock, and one for each test and group.
const WORDS: usize = 1 + TESTS * GROUPS;
/// Schools whose chance is drawn together.
const BLOCK: usize = 64;

/// Every school's results; then progress and reputation against the nation.
pub(super) fn run(
    now: Res<Now>,
    seed: Res<Seed>,
    p: Res<Parameters>,
    layout: Res<Layout>,
    baseline: Res<Baseline>,
    mut schools: Query<(&mut Results, &mut Reputation)>,
    mut cohorts: Query<((&YearGroup, &Pupils, &Intake, &Outside, &Lasting, &Passing), &mut Prior)>,
) {
    let Some((mut results, mut reputation)) = rows(schools.contiguous_iter_mut()) else {
        return;
    };
    let Some(((years, pupils, intake, outside, lasting, passing), mut prior)) =
        rows(cohorts.contiguous_iter_mut())
    else {
        return;
    };
    let results = results.bypass_change_detection();
    let reputation = reputation.bypass_change_detection();
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
    for (results, reputation) in results.iter_mut().zip(reputation) {
        set_progress(&p, &mut results.at_11, means[0]);
        set_progress(&p, &mut results.at_16, means[1]);
        if let Some(news) = news(&p, results, &baseline.published) {
            let kept = p.reputation_persistence;
            reputation.0 = kept * reputation.0 + (1.0 - kept) * news;
        }
    }
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
}

/// What the test says, and what it leaves for the next stage.
fn measure(p: &Parameters, sitting: &Sitting, prior: &mut Prior) -> Leavers {
    let (shock, slope, tuned) = match sitting.test {
        AT_7 => (0.0, 0.0, if sitting.judged_at_7 { p.judged_at_7 } else { 0.0 }),
        AT_11 => (p.shock_primary, p.prior_slope, 0.0),
        _ => (p.shock_secondary, p.prior_slope, 0.0),
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
struct Gained {
    sum: f64,
    pupils: f64,
}

impl Gained {
    fn add(&mut self, p: &Parameters, leavers: &Leavers) {
        for group in 0..GROUPS {
            self.sum += leavers.pupils[group] * gained(p, leavers, group);
            self.pupils += leavers.pupils[group];
        }
    }

    fn mean(&self) -> f64 {
        math::ratio(self.sum, self.pupils)
    }
}

fn gained(p: &Parameters, leavers: &Leavers, group: usize) -> PupilSd {
    leavers.measured[group] - p.prior_slope * leavers.prior[group]
}

/// Progress by the official method: result less what is expected from the earlier one, by pupil,
/// against the nation's `mean`, in SD of pupils' progress.
fn set_progress(p: &Parameters, leavers: &mut Leavers, mean: PupilSd) {
    let mut own = Gained::default();
    own.add(p, leavers);
    if own.pupils > 0.0 {
        leavers.progress = (own.mean() - mean) / (1.0 - p.prior_slope * p.prior_slope).sqrt();
    }
}

/// What the year's results say to parents, in SD; none from a school without results.
fn news(p: &Parameters, results: &Results, published: &[Published; 2]) -> Option<f64> {
    let of = |leavers: &Leavers, published: &Published| {
        let pupils: f64 = leavers.pupils.iter().sum();
        (pupils > 0.0 && published.raw_sd > 0.0 && published.progress_sd > 0.0).then(|| {
            let raw: f64 = leavers.pupils.iter().zip(leavers.measured).map(|(n, y)| n * y).sum();
            // Against the base year's nation, not this year's: families compare schools near by, and
            // what happens elsewhere shall not reach them through a national mean.
            let mut base = *leavers;
            set_progress(p, &mut base, published.gained);
            p.raw_weight * (raw / pupils - published.raw_mean) / published.raw_sd
                + (1.0 - p.raw_weight) * (base.progress - published.progress_mean)
                    / published.progress_sd
        })
    };
    of(&results.at_16, &published[1]).or_else(|| of(&results.at_11, &published[0]))
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
        }
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

    #[test]
    fn an_average_school_makes_no_news_and_one_without_results_none_at_all() {
        let p = Parameters::default();
        let usual = Published {
            raw_mean: 0.1,
            raw_sd: 0.3,
            progress_mean: 0.0,
            progress_sd: 0.4,
            gained: 0.1,
        };
        let mut results = Results::default();
        assert_eq!(news(&p, &results, &[usual; 2]), None);
        results.at_11 =
            Leavers { pupils: [10.0, 10.0], measured: [0.0, 0.2], ..Leavers::default() };
        assert!(news(&p, &results, &[usual; 2]).unwrap().abs() < 1e-12);
    }
}
