//! What life in an area adds to its pupils' growth, outside of what schools do.
//!
//! Where pupils' families come from differs between areas, and with it how much their children gain
//! while at school: an input to the model, not a result of it. Each region has the part of its
//! published mean progress that a parameter ascribes to this; authorities of a region differ by
//! chance.
//! Evidence: `region-progress` (mean mathematics progress at 11 in 2018 and Progress 8 in 2019 by
//! region); that London's lead is wholly accounted for by its pupils, `london-premium`.
//! Limits: constant over time.

use super::{AUTHORITIES, Schools};
use crate::agent::{AreaGrowth, Region};
use crate::catalogue::triangular;
use crate::draw::{Purpose, Seed, normal, purpose};
use crate::math;
use crate::parameters::parameters;
use crate::units::PupilSd;

const AUTHORITY: Purpose = purpose("population.authority_growth");

parameters! {
    /// How areas differ in their pupils' growth.
    pub struct Parameters of "area" {
        #[doc = "Part of a region's published mean progress that its pupils bring, whatever its schools do."]
        region_share: 0.9 in 0.0..=2.0, "share", triangular(0.5, 0.9, 1.2), "region-progress", B;
        #[doc = "Spread between authorities of a region in what their pupils' growth adds over the years from 7 to 11."]
        authority_sd_primary: 0.07 in 0.0..=0.5, "pupil SD", triangular(0.0, 0.07, 0.1), "region-progress", C;
        #[doc = "Spread between authorities of a region in what their pupils' growth adds over the years from 11 to 16."]
        authority_sd_secondary: 0.061 in 0.0..=0.5, "pupil SD", triangular(0.0, 0.061, 0.1), "region-progress", C;
    }
}

/// Mean mathematics progress of primary schools by region against the nation, 2018, in points.
const PRIMARY_POINTS: [f64; Region::ALL.len()] =
    [-0.45, -0.56, 1.32, 0.86, 0.34, -0.41, -0.60, -0.17, -0.04];
/// Mean Progress 8 of secondary schools that are not selective by region, 2019, in units.
const PROGRESS_8: [f64; Region::ALL.len()] =
    [-0.03, 0.03, 0.24, -0.19, -0.14, -0.03, -0.07, -0.04, 0.02];
/// Points and units in one SD of pupils' progress; that SD in pupil SD of attainment.
#[expect(clippy::approx_constant, reason = "a published spread that happens to be close to 2π")]
const POINTS: f64 = 6.28;
const UNITS: f64 = 1.285;
const PROGRESS_SD: f64 = 0.714;
/// Years of teaching between the tests at 7 and 11, and between 11 and 16.
const YEARS: [f64; 2] = [4.0, 5.0];

/// Growth of each school's area, with a mean of 0 over pupils.
pub(super) fn growth(p: &Parameters, schools: &Schools, seed: Seed) -> Vec<AreaGrowth> {
    let mut draws = seed.draws(AUTHORITY);
    let by_authority: Vec<[PupilSd; 2]> = (0..AUTHORITIES.len())
        .map(|authority| {
            let scores = draws.at::<2>(authority as u32, 0, 0).map(normal);
            of_authority(p, AUTHORITIES[authority].region, scores)
        })
        .collect();
    let of = |school: usize| by_authority[usize::from(schools.authority[school].0)];
    let pupils: f64 = schools.roll.iter().map(|roll| f64::from(roll.0)).sum();
    let mean: [f64; 2] = core::array::from_fn(|stage| {
        let sum = schools.roll.iter().enumerate().map(|(i, roll)| f64::from(roll.0) * of(i)[stage]);
        math::ratio(sum.sum(), pupils)
    });
    let centred = |school| AreaGrowth([of(school)[0] - mean[0], of(school)[1] - mean[1]]);
    (0..schools.id.len()).map(centred).collect()
}

/// Growth in a year of each key stage, by standard normal scores.
fn of_authority(p: &Parameters, region: Region, scores: [f64; 2]) -> [PupilSd; 2] {
    let published = [PRIMARY_POINTS[region.index()] / POINTS, PROGRESS_8[region.index()] / UNITS];
    let spread = [p.authority_sd_primary, p.authority_sd_secondary];
    core::array::from_fn(|stage| {
        let region = p.region_share * published[stage] * PROGRESS_SD;
        (region + spread[stage] * scores[stage]) / YEARS[stage]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_a_key_stage_a_region_adds_its_part_of_published_progress() {
        let p = Parameters { region_share: 0.5, ..Parameters::default() };
        let [primary, secondary] = of_authority(&p, Region::London, [0.0, 0.0]);
        assert!((4.0 * primary - 0.5 * 1.32 / POINTS * 0.714).abs() < 1e-12);
        assert!((5.0 * secondary - 0.5 * 0.24 / 1.285 * 0.714).abs() < 1e-12);
    }

    #[test]
    fn authorities_differ_by_their_spread() {
        let p =
            Parameters { region_share: 0.0, authority_sd_primary: 0.06, ..Parameters::default() };
        assert!((4.0 * of_authority(&p, Region::London, [1.0, 0.0])[0] - 0.06).abs() < 1e-12);
    }
}
