//! Practice in each of six domains follows the school's climate, and drifts.
//!
//! Each domain keeps part of itself, moves towards what the climate supports, and varies by chance:
//! partly the school's, shared by all domains, partly the domain's own. In the long run the spread
//! of the mean between schools is about that of climate.
//! Evidence: the lags of school results (`variance-budget`); the rest is assumed.
//! Limits: nobody chooses what to improve yet; domains differ by chance alone.

use bevy_ecs::prelude::*;

use super::{Now, rows};
use crate::agent::*;
use crate::catalogue::{Entry, triangular};
use crate::draw::{Purpose, Seed, normals, purpose};
use crate::math;
use crate::parameters::parameters;

/// No lever acts here yet.
pub(crate) const READS: &[Entry] = &[];

const CHANCE: Purpose = purpose("practice.chance");

parameters! {
    /// How practice follows climate.
    pub struct Parameters of "practice" {
        #[doc = "Share of its practice that a school keeps from one year to the next."]
        persistence: 0.50 in 0.0..=0.99, "share a year", triangular(0.5, 0.50, 0.85), "variance-budget", B;
        #[doc = "Practice on which a school settles with each SD of climate."]
        climate_gain: 0.6 in -1.0..=1.3, "SD per SD", triangular(0.2, 0.6, 0.8), "assumption", C;
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
    mut schools: Query<(&Climate, &mut Practice)>,
) {
    let Some((climates, mut practices)) = rows(schools.contiguous_iter_mut()) else { return };
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
        let climates = &climates[block * BLOCK..];
        for ((climate, practice), scores) in
            climates.iter().zip(practices).zip(scores.as_chunks::<WORDS>().0)
        {
            let common = shared * f64::from(scores[DOMAINS]);
            let towards = (1.0 - kept) * p.climate_gain * climate.0;
            for (strength, score) in practice.0.iter_mut().zip(scores) {
                *strength = kept * *strength + towards + luck * (common + own * f64::from(*score));
            }
        }
    }
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
}
