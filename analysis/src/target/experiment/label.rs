//! What the grade Inadequate does to secondary schools that nearly had it: T11.
//!
//! The schools are those whose next judgement would lie so near the line to Inadequate that luck
//! decides. In one arm they are Inadequate on the eve of the first term, in the other they require
//! improvement; in both the visit has just been, and was the first low one.

use sim::Model;
use sim::agent::{Grade, Inspected, Phase};
use sim::population::Population;
use sim::process::inspection;
use sim::scenario::Scenario;

use crate::paired::{
    self, ATTAINMENT_16, Both, MEASURED_16, MEASURED_16_DISADVANTAGED, MEASURED_16_OTHER, Outcome,
    Pair, contrast, school_year,
};
use crate::target::Named;
use crate::target::sample::Sample;

/// What this file answers.
pub(in crate::target) const STATISTICS: &[Named] = &[
    ("T11", "measured, year 2", |s| Some(in_year(s, 2)?.measured)),
    ("T11", "measured, year 5", |s| Some(in_year(s, 5)?.measured)),
    ("T11", "learned, year 2", |s| Some(in_year(s, 2)?.learned)),
    ("T11", "learned, year 5", |s| Some(in_year(s, 5)?.learned)),
    ("T11", "measured, year 2, disadvantaged pupils", |s| Some(in_year(s, 2)?.disadvantaged)),
    ("T11", "measured, year 2, other pupils", |s| Some(in_year(s, 2)?.other)),
];

/// School years that are run.
const YEARS: u32 = 5;
/// How far from the line a school's expected score may lie [SD].
const NEAR: f64 = 0.15;
/// Fewest schools of which an effect is given.
const FEWEST: usize = 5;

/// What the label changed in each of the five years; empty with fewer than five schools.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LabelEffect {
    /// Schools near the line.
    pub schools: usize,
    /// The first year to the last.
    pub years: Vec<LabelYear>,
}

/// Mean over schools of what the label changed in a year at 16, pupil SD.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LabelYear {
    /// Measured attainment of all pupils.
    pub measured: f64,
    /// True attainment of all pupils.
    pub learned: f64,
    /// Measured attainment of disadvantaged pupils.
    pub disadvantaged: f64,
    /// Measured attainment of other pupils.
    pub other: f64,
}

/// The effect in a year, the first being 1.
fn in_year(sample: &Sample, year: usize) -> Option<&LabelYear> {
    sample.effects.as_ref()?.label.years.get(year - 1)
}

/// The schools, and the population with either label.
pub(super) struct Labels {
    scenario: Scenario,
    /// Whether a school got the label, by number.
    got: Vec<bool>,
    failed: Population,
    passed: Population,
}

impl Labels {
    /// Both populations; none where too few schools lie near the line.
    pub(super) fn new(scenario: &Scenario, population: &Population) -> Option<Self> {
        let got = near_the_line(scenario, population);
        if got.iter().filter(|got| **got).count() < FEWEST {
            return None;
        }
        let mut scenario = scenario.clone();
        scenario.run.years = YEARS;
        let failed = labelled(population, &got, Grade::Inadequate);
        let passed = labelled(population, &got, Grade::RequiresImprovement);
        Some(Self { scenario, got, failed, passed })
    }

    /// What the label changes in one replicate; none when asked to stop.
    pub(super) fn replicate(
        &self,
        replicate: u32,
        world: &mut Option<Model>,
        go_on: &dyn Fn() -> bool,
    ) -> Option<LabelEffect> {
        let pair = Pair::of_populations(&self.scenario, &self.failed, &self.passed);
        paired::replicate(&pair, replicate, world, go_on, |both| self.found(both))
    }

    fn found(&self, both: &Both) -> LabelEffect {
        let years = (1..=YEARS).map(|nth| self.in_year(both, school_year(&self.scenario, nth)));
        let schools = self.got.iter().filter(|got| **got).count();
        // A year without its results would shift those after it.
        LabelEffect { schools, years: years.collect::<Option<_>>().unwrap_or_default() }
    }

    fn in_year(&self, both: &Both, year: i64) -> Option<LabelYear> {
        let of = |outcome: &Outcome| {
            let (with, without) =
                (outcome.by_school(&both.with, year), outcome.by_school(&both.without, year));
            let got = |school: usize| self.got.get(school).copied().unwrap_or(false);
            let found = contrast(&with, &without, got).filter(|found| found.schools >= FEWEST);
            Some(found?.difference)
        };
        Some(LabelYear {
            measured: of(&MEASURED_16)?,
            learned: of(&ATTAINMENT_16)?,
            disadvantaged: of(&MEASURED_16_DISADVANTAGED)?,
            other: of(&MEASURED_16_OTHER)?,
        })
    }
}

/// Whether each school is an open secondary school, not selective, whose expected score lies near the
/// line to Inadequate.
fn near_the_line(scenario: &Scenario, population: &Population) -> Vec<bool> {
    let line = inspection::Parameters::from_values(&scenario.values).inadequate(false);
    let schools = &population.schools;
    let near = |i: usize| {
        let plain = schools.phase[i] == Phase::Secondary && !schools.selective[i].0;
        plain && schools.open[i].0 && (schools.visits[i].expected - line).abs() <= NEAR
    };
    (0..population.len()).map(near).collect()
}

/// The population with this grade in some schools, fresh from their first low visit.
fn labelled(population: &Population, got: &[bool], grade: Grade) -> Population {
    let mut changed = population.clone();
    for school in (0..got.len()).filter(|school| got[*school]) {
        changed.schools.inspected[school] = Inspected(Some(grade));
        changed.schools.visits[school].terms = 0;
        changed.schools.visits[school].low = 1;
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::population::synthetic;

    fn small() -> (Scenario, Population) {
        let mut scenario = Scenario::default();
        scenario.population.schools = 120;
        let mut population = synthetic(&scenario);
        let line = inspection::Parameters::from_values(&scenario.values).inadequate(false);
        population.schools.visits.iter_mut().for_each(|visits| visits.expected = line + 0.1);
        (scenario, population)
    }

    #[test]
    fn secondary_schools_near_the_line_alone_get_the_label() {
        let (scenario, mut population) = small();
        let all = near_the_line(&scenario, &population);
        let first = all.iter().position(|near| *near).unwrap();
        for (near, phase) in all.iter().zip(&population.schools.phase) {
            assert!(!near || *phase == Phase::Secondary);
        }
        population.schools.visits[first].expected += 0.1;
        assert!(!near_the_line(&scenario, &population)[first]);
    }

    #[test]
    fn both_arms_differ_in_the_grade_alone() {
        let (scenario, population) = small();
        let labels = Labels::new(&scenario, &population).unwrap();
        let school = labels.got.iter().position(|got| *got).unwrap();
        let grade = |of: &Population| of.schools.inspected[school].0;
        assert_eq!(grade(&labels.failed), Some(Grade::Inadequate));
        assert_eq!(grade(&labels.passed), Some(Grade::RequiresImprovement));
        let mut same = labels.failed.clone();
        same.schools.inspected = labels.passed.schools.inspected.clone();
        assert_eq!(same, labels.passed);
        assert_eq!(labels.failed.schools.visits[school].low, 1);
    }

    #[test]
    fn too_few_schools_near_the_line_are_no_experiment() {
        let (scenario, mut population) = small();
        population.schools.visits.iter_mut().for_each(|visits| visits.expected = 0.0);
        assert!(Labels::new(&scenario, &population).is_none());
    }

    #[test]
    fn the_effect_has_five_years() {
        let (scenario, population) = small();
        let labels = Labels::new(&scenario, &population).unwrap();
        let found = labels.replicate(0, &mut None, &|| true).unwrap();
        assert_eq!(found.years.len(), 5);
        assert!(found.schools >= FEWEST && found.years[4] != LabelYear::default());
        let effects = super::super::Effects { label: found.clone(), ..Default::default() };
        let sample = Sample { effects: Some(effects), ..Sample::default() };
        assert_eq!(in_year(&sample, 2), Some(&found.years[1]));
        assert_eq!(in_year(&Sample::default(), 2), None);
    }
}
