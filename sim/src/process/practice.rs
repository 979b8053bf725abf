//! Practice in each of six domains follows the school's climate and its own work, and drifts.
//!
//! Each domain keeps part of itself, moves towards what the climate supports and what comes of the
//! school's work on it, and varies by chance: partly the school's, shared by all domains, partly the
//! domain's own. Domains that nobody works on fall back. Freedom to depart from the norm widens chance
//! and high stakes narrow it, as reviews without training do, its mean unchanged. In the long run the spread of the mean between
//! schools is about that of climate.
//! Evidence: the lags of school results (`variance-budget`); the rest is assumed.
//! Limits: what was built up in one domain does not help another.

use bevy_ecs::prelude::*;

use super::improvement::UNATTENDED;
use super::policy::Levers;
use super::{Now, rows};
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::draw::{Purpose, Seed, normals, purpose};
use crate::driver::{accountability, autonomy, collaboration};
use crate::groups::Groups;
use crate::math;
use crate::parameters::parameters;
use crate::population::Baseline;
use crate::units::Share;

/// What widens and narrows the spread of practice.
pub(crate) const READS: &[Entry] = &[
    autonomy::FREEDOM,
    accountability::STAKES,
    collaboration::GOVERNANCE,
    collaboration::UNIFORMITY,
];

const CHANCE: Purpose = purpose("practice.chance");

parameters! {
    /// How practice follows climate.
    pub struct Parameters of "practice" {
        #[doc = "Share of its practice that a school keeps from one year to the next."]
        persistence: 0.50 in 0.0..=0.99, "share a year", triangular(0.5, 0.50, 0.85), "variance-budget", B;
        #[doc = "Practice on which a school settles with each SD of climate."]
        climate_gain: 0.6 in -1.0..=1.3, "SD per SD", triangular(0.2, 0.6, 0.8), "assumption", C;
        #[doc = "Practice on which a domain settles with each unit of the logarithm of what comes of the work on it."]
        work_gain: 0.5 in -1.0..=2.0, "SD per log", triangular(0.1, 0.5, 1.0), "assumption", C;
        #[doc = "Growth of the spread of chance with full freedom and without stakes."]
        exploration: 0.3 in -1.0..=2.0, "share per unit", contested(0.35, -0.1, 0.3, 0.8), "assumption", C;
        #[doc = "Share of the spread of chance lost in a trust or federation where all is binding and the same."]
        uniformity: 0.3 in -1.0..=1.0, "share", contested(0.35, -0.1, 0.3, 0.6), "assumption", C;
        #[doc = "Share of the spread of chance lost where all are reviewed by reviewers without training."]
        review_conformity: 0.2 in -1.0..=1.0, "share", contested(0.35, -0.1, 0.2, 0.5), "assumption", C;
        #[doc = "Share of the chance in practice that all domains of a school share."]
        shared_chance: 0.8 in 0.0..=1.0, "share", triangular(0.5, 0.8, 1.0), "assumption", C;
    }
}

/// Words of a school: one for each domain, and one that they share.
const WORDS: usize = DOMAINS + 1;
/// Schools whose chance is drawn together.
const BLOCK: usize = 64;

/// Share of the variance of practice that climate makes when its gain is 1: climate moves.
const CLIMATE_REACH: f64 = 0.6;

/// One term of practice for every school.
pub(super) fn run(
    now: Res<Now>,
    seed: Res<Seed>,
    p: Res<Parameters>,
    levers: Res<Levers>,
    baseline: Res<Baseline>,
    groups: Res<Groups>,
    mut schools: Query<(&Climate, &Priorities, &Exchange, &InGroup, &mut Practice)>,
) {
    let Some((climates, priorities, exchanges, in_group, mut practices)) =
        rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let (freedom, stakes) = (levers.of(&autonomy::FREEDOM), levers.of(&accountability::STAKES));
    let (binding, same) =
        (levers.of(&collaboration::GOVERNANCE), levers.of(&collaboration::UNIFORMITY));
    let practices = practices.bypass_change_detection();
    let (kept, luck) = math::term_step(p.persistence, chance(&p));
    let (shared, own) = (p.shared_chance.sqrt(), (1.0 - p.shared_chance).sqrt());
    let mut draws = seed.draws(CHANCE);
    let mut words = [[0; 8]; BLOCK * WORDS];
    let mut scores = [0.0_f32; BLOCK * WORDS];
    for (block, practices) in practices.chunks_mut(BLOCK).enumerate() {
        let count = practices.len() * WORDS;
        draws.fill(block as u32, now.address(), &mut words[..count]);
        normals(&words[..count], &mut scores[..count]);
        let first = block * BLOCK;
        let scores = scores.as_chunks::<WORDS>().0;
        for (i, practice) in practices.iter_mut().enumerate() {
            let school = first + i;
            let alike = exchanges[school].conformity - baseline.leadership.conformity;
            let mut luck = luck * exploration(&p, freedom[school], stakes[school], alike);
            if groups.members(in_group[school].0).len() > 1 {
                luck *= uniform(&p, binding[school] * same[school]);
            }
            let common = shared * f64::from(scores[i][DOMAINS]);
            let climate = p.climate_gain * climates[school].0;
            let towards = |push: f64| {
                (1.0 - kept) * (climate + p.work_gain * (push - baseline.leadership.push))
            };
            let Priorities { chosen, push } = priorities[school];
            let (worked_on, left_alone) = (towards(push), towards(UNATTENDED));
            for (d, strength) in practice.0.iter_mut().enumerate() {
                let towards = if chosen & (1 << d) == 0 { left_alone } else { worked_on };
                let chance = common + own * f64::from(scores[i][d]);
                *strength = kept * *strength + towards + luck * chance;
            }
        }
    }
}

/// Factor on the spread of chance, with reviews that make schools do as all do, beyond the usual.
fn exploration(p: &Parameters, freedom: Share, stakes: Share, alike: f64) -> f64 {
    let beyond = (freedom - autonomy::FREEDOM.default) - (stakes - accountability::STAKES.default);
    (1.0 + p.exploration * beyond).max(0.0) * (1.0 - p.review_conformity * alike).max(0.0)
}

/// Factor on the spread of chance in a group that asks the same of all its schools, against today's groups.
fn uniform(p: &Parameters, asked: Share) -> f64 {
    let usual = collaboration::GOVERNANCE.default * collaboration::UNIFORMITY.default;
    (1.0 - p.uniformity * (asked - usual)).max(0.0)
}

/// Spread of practice by chance, so that with climate's part the spread is about 1.
fn chance(p: &Parameters) -> f64 {
    (1.0 - p.climate_gain * p.climate_gain * CLIMATE_REACH).max(0.05).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_takes_what_climate_leaves() {
        let p = Parameters::default();
        let climate = p.climate_gain * p.climate_gain * CLIMATE_REACH;
        assert!((chance(&p) * chance(&p) + climate - 1.0).abs() < 1e-12);
    }

    #[test]
    fn freedom_widens_chance_as_far_as_stakes_narrow_it() {
        let p = Parameters::default();
        assert_eq!(exploration(&p, 0.5, 0.5, 0.0), 1.0);
        assert_eq!(exploration(&p, 1.0, 1.0, 0.0), 1.0);
        assert!((exploration(&p, 1.0, 0.0, 0.0) - 1.0 - p.exploration).abs() < 1e-12);
    }

    #[test]
    fn groups_that_ask_more_of_the_same_than_today_narrow_chance() {
        let p = Parameters::default();
        let usual = collaboration::GOVERNANCE.default * collaboration::UNIFORMITY.default;
        assert_eq!(uniform(&p, usual), 1.0);
        assert!((uniform(&p, 1.0) - 1.0 + p.uniformity * (1.0 - usual)).abs() < 1e-12);
    }
}
