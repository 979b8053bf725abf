//! Which runs a sweep has, in which order, and how they are cut into parts.

use std::ops::Range;

use sim::draw::Seed;

/// One factor of the design.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// Path of the lever, parameter, level or mechanism.
    pub path: String,
    /// Unit of its values.
    pub unit: String,
}

/// Every run of a sweep.
///
/// The order is breadth-first: every scenario at every point once, then all of them again under the next
/// replicate's seed, so that a sweep that is interrupted is balanced, and replicates can be added behind
/// those that are there. Scenarios go fastest.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Names of the scenarios.
    pub scenarios: Vec<String>,
    /// The factors.
    pub factors: Vec<Axis>,
    /// The factors' values, point after point.
    pub values: Vec<f64>,
    /// Number of points; one where there is no factor.
    pub points: usize,
    /// Runs of every scenario at every point.
    pub replicates: u32,
    /// Root seed; the replicates' seeds are derived from it.
    pub seed: u64,
    /// Runs of a part, at most.
    pub part_runs: usize,
}

/// One run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedRun {
    /// Its number, from 0.
    pub run: usize,
    /// Position of its scenario.
    pub scenario: usize,
    /// Its point of the design, from 0.
    pub point: usize,
    /// Its replicate, from 0.
    pub replicate: u32,
    /// Seed of its draws: all runs of a replicate have the same.
    pub seed: u64,
}

/// Years that schools live through in a part: a few seconds of work.
const PART_SCHOOL_YEARS: u64 = 250_000;
/// Runs of a part, at most.
const MOST_RUNS: u64 = 500;

impl Plan {
    /// Runs of a part where schools times years of a run are so many; the same on every machine, because
    /// the names of the parts depend on it.
    pub fn usual_part_runs(school_years: u64) -> usize {
        (PART_SCHOOL_YEARS / school_years.max(1)).clamp(1, MOST_RUNS) as usize
    }

    /// Runs of one replicate.
    fn round(&self) -> usize {
        self.points * self.scenarios.len()
    }

    /// Number of runs.
    pub fn runs(&self) -> usize {
        self.round() * self.replicates as usize
    }

    /// The run of that number, from 0.
    pub fn run(&self, run: usize) -> PlannedRun {
        let within = run % self.round();
        let replicate = (run / self.round()) as u32;
        PlannedRun {
            run,
            scenario: within % self.scenarios.len(),
            point: within / self.scenarios.len(),
            replicate,
            seed: Seed(self.seed).of_replicate(replicate).0,
        }
    }

    /// The factors' values at a point.
    pub fn point(&self, point: usize) -> &[f64] {
        let factors = self.factors.len();
        &self.values[point * factors..(point + 1) * factors]
    }

    /// The runs of every part, in order. No part reaches over two replicates, so that the parts of the
    /// first replicates stay what they are when more are added.
    pub fn parts(&self) -> Vec<Range<usize>> {
        let round = self.round();
        // As few parts as the size allows, and all of nearly one size.
        let size = round.div_ceil(round.div_ceil(self.part_runs.max(1)).max(1)).max(1);
        let mut parts = Vec::new();
        for replicate in 0..self.replicates as usize {
            let (start, end) = (replicate * round, (replicate + 1) * round);
            parts.extend((start..end).step_by(size).map(|first| first..(first + size).min(end)));
        }
        parts
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn small() -> Plan {
        Plan {
            scenarios: vec!["england".into(), "balanced".into()],
            factors: vec![Axis { path: "accountability.stakes".into(), unit: "share".into() }],
            values: vec![0.1, 0.5, 0.9],
            points: 3,
            replicates: 2,
            seed: 7,
            part_runs: 4,
        }
    }

    #[test]
    fn every_scenario_at_every_point_comes_before_the_next_replicate() {
        let plan = small();
        let runs: Vec<(usize, usize, u32)> = (0..plan.runs())
            .map(|run| plan.run(run))
            .map(|run| (run.point, run.scenario, run.replicate))
            .collect();
        let expected = [
            (0, 0, 0),
            (0, 1, 0),
            (1, 0, 0),
            (1, 1, 0),
            (2, 0, 0),
            (2, 1, 0),
            (0, 0, 1),
            (0, 1, 1),
            (1, 0, 1),
            (1, 1, 1),
            (2, 0, 1),
            (2, 1, 1),
        ];
        assert_eq!(runs, expected);
        assert_eq!(plan.point(2), [0.9]);
        // Common random numbers: one seed a replicate, that of `run`.
        assert_eq!(plan.run(3).seed, Seed(7).of_replicate(0).0);
        assert_eq!(plan.run(6).seed, Seed(7).of_replicate(1).0);
    }

    #[test]
    fn parts_cover_every_run_once_and_more_replicates_leave_them_as_they_are() {
        let plan = small();
        let parts = plan.parts();
        assert_eq!(parts, [0..3, 3..6, 6..9, 9..12]);
        let more = Plan { replicates: 5, ..small() };
        assert_eq!(more.parts()[..4], parts);
        assert_eq!(more.parts().last().unwrap().end, more.runs());
        assert_eq!(more.run(9), plan.run(9));
    }

    #[test]
    fn parts_are_a_few_seconds_of_work() {
        assert_eq!(Plan::usual_part_runs(5_000), 50);
        assert_eq!(Plan::usual_part_runs(202_000), 1);
        assert_eq!(Plan::usual_part_runs(0), 500);
    }
}
