//! Schools that an evaluator would compare: most alike before anything was done.

use sim::math;
use sim::population::Population;

/// What schools are matched by: published progress of some years, free meals, size.
const FEATURES: usize = 3;

/// Schools with which others may be compared, by stage.
#[derive(Clone, Debug)]
pub struct Matching {
    features: Vec<[f64; FEATURES]>,
    primary: Vec<bool>,
    /// Candidates of each stage, in ascending order of the first feature.
    candidates: [Vec<usize>; 2],
}

impl Matching {
    /// Matches with those schools of a settled population that are `free` and open.
    pub fn of(population: &Population, free: &[bool]) -> Self {
        let schools = &population.schools;
        let features: Vec<[f64; FEATURES]> = (0..population.len())
            .map(|school| {
                let roll = f64::from(schools.roll[school].0.max(1));
                // The logarithm of the roll is spread by about half a unit.
                [
                    schools.record[school].progress,
                    schools.disadvantage[school].0,
                    2.0 * math::ln(roll),
                ]
            })
            .collect();
        let primary: Vec<bool> = schools.phase.iter().map(|phase| phase.is_primary()).collect();
        let candidates = [true, false].map(|stage| {
            let fits = |school: &usize| {
                primary[*school] == stage && free[*school] && schools.open[*school].0
            };
            let mut of_stage: Vec<usize> = (0..population.len()).filter(fits).collect();
            of_stage.sort_by(|a, b| features[*a][0].total_cmp(&features[*b][0]).then(a.cmp(b)));
            of_stage
        });
        Self { features, primary, candidates }
    }

    /// The candidate most like a school; none without one. A school is never its own match.
    pub fn nearest(&self, school: usize) -> Option<usize> {
        let own = &self.features[school];
        let candidates = &self.candidates[usize::from(!self.primary[school])];
        let far = |other: usize| {
            let pairs = self.features[other].iter().zip(own);
            pairs.map(|(a, b)| (a - b) * (a - b)).sum::<f64>()
        };
        let start = candidates.partition_point(|other| self.features[*other][0] < own[0]);
        let mut best: Option<(f64, usize)> = None;
        // Outwards from the same progress, until progress alone is too far.
        let (mut below, mut above) = (start, start);
        loop {
            let next_below = below.checked_sub(1).map(|at| candidates[at]);
            let next_above = candidates.get(above).copied();
            let gap = |other: Option<usize>| {
                other.map_or(f64::INFINITY, |other| (self.features[other][0] - own[0]).abs())
            };
            let down = gap(next_below) <= gap(next_above);
            let Some(other) = (if down { next_below } else { next_above }) else { break };
            let apart = gap(Some(other));
            if best.is_some_and(|(least, _)| apart * apart > least) {
                break;
            }
            if down {
                below -= 1;
            } else {
                above += 1;
            }
            let distance = far(other);
            if other != school && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, other));
            }
        }
        best.map(|(_, other)| other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::population::synthetic;
    use sim::scenario::Scenario;

    #[test]
    fn the_match_is_the_candidate_that_looking_at_all_of_them_finds() {
        let mut scenario = Scenario::default();
        scenario.population.schools = 400;
        let mut population = synthetic(&scenario);
        for school in 0..population.len() {
            population.schools.record[school].progress = ((school * 37) % 101) as f64 / 25.0;
        }
        let free: Vec<bool> = (0..population.len()).map(|school| school % 3 == 0).collect();
        let matching = Matching::of(&population, &free);
        for school in 0..50 {
            let found = matching.nearest(school).unwrap();
            let far = |other: usize| {
                let pairs = matching.features[other].iter().zip(&matching.features[school]);
                pairs.map(|(a, b)| (a - b) * (a - b)).sum::<f64>()
            };
            let stage = |school: usize| population.schools.phase[school].is_primary();
            let fits =
                |other: &usize| *other != school && free[*other] && stage(*other) == stage(school);
            let least = (0..population.len()).filter(fits).map(far).fold(f64::INFINITY, f64::min);
            assert_eq!(far(found), least, "school {school}");
        }
    }

    #[test]
    fn without_candidates_there_is_no_match() {
        let mut scenario = Scenario::default();
        scenario.population.schools = 60;
        let population = synthetic(&scenario);
        let matching = Matching::of(&population, &vec![false; population.len()]);
        assert_eq!(matching.nearest(0), None);
    }
}
