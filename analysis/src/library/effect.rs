//! Every metric of every scenario against the baseline, under the same seeds.

use sim::Model;
use sim::population::Population;
use sim::records::Records;
use sim::scenario::Scenario;

use super::Reached;
use crate::metric::{Classes, Measured, Metric, metrics};
use crate::paired::{Arm, Pair, records};
use crate::statistic::{Paired, paired, standard_deviation, standard_error};

/// A scenario, the schools in which it is measured, and the school year (named by its summer).
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The schools in which it is measured.
    pub reached: &'a Reached,
    /// The school year.
    pub year: i64,
}

/// What a metric does in the reached schools.
#[derive(Clone, Copy, Debug)]
pub struct Moved {
    /// The metric.
    pub metric: &'static Metric,
    /// The scenario against the baseline, replicate by replicate.
    pub paired: Paired,
    /// Standard error of the mean difference over replicates; none below two.
    pub standard_error: Option<f64>,
    /// Standard deviation of the metric over schools in the baseline; none where a single school has no
    /// value, or all the same.
    pub between_schools: Option<f64>,
}

impl Moved {
    /// The difference over the spread between schools.
    pub fn in_spreads(&self) -> Option<f64> {
        Some(self.paired.difference / self.between_schools.filter(|sd| *sd > 0.0)?)
    }

    /// Whether the difference is more than `errors` standard errors and more than `share` of the spread
    /// between schools.
    pub fn is_more_than(&self, errors: f64, share: f64) -> bool {
        let difference = self.paired.difference.abs();
        let certain = self.standard_error.is_some_and(|error| difference > errors * error);
        certain && self.in_spreads().is_some_and(|spreads| spreads.abs() > share)
    }
}

/// Every metric of one scenario.
#[derive(Clone, Debug)]
pub struct Effects {
    /// The metrics that have a value on both sides.
    pub moved: Vec<Moved>,
    /// Pupils of the reached schools, mean over replicates of the baseline.
    pub pupils: f64,
}

impl Effects {
    /// What a metric does; none where it has no value in the reached schools.
    pub fn of(&self, metric: &str) -> Option<&Moved> {
        self.moved.iter().find(|one| one.metric.name == metric)
    }
}

/// What one replicate gave.
struct Found {
    /// For each scenario and metric, without it and with it.
    values: Vec<Vec<Option<(f64, f64)>>>,
    /// For each scenario, pupils of the reached schools without it.
    pupils: Vec<f64>,
    /// For each metric, its spread over schools in the baseline's year of the first scenario.
    between: Vec<Option<f64>>,
}

/// Runs the baseline and all scenarios on one settled population, in as many replicates, on `threads`
/// threads; what every metric does, scenario by scenario. The answer does not depend on the threads.
pub fn effects(
    baseline: &Scenario,
    asked: &[Asked<'_>],
    population: &Population,
    (replicates, threads): (u32, u32),
) -> Vec<Effects> {
    let chosen: Vec<Classes> =
        asked.iter().map(|one| Classes::of_chosen(population, &one.reached.schools)).collect();
    let each = Classes::of_each_school(population);
    let all = All { baseline, asked, population, chosen, each };
    let threads = threads.clamp(1, replicates.max(1));
    let mut found: Vec<(u32, Found)> = std::thread::scope(|scope| {
        let start = |thread: u32| {
            let all = &all;
            scope.spawn(move || {
                let mut world = None;
                (thread..replicates)
                    .step_by(threads as usize)
                    .filter_map(|replicate| {
                        Some((replicate, all.replicate(replicate, &mut world)?))
                    })
                    .collect::<Vec<_>>()
            })
        };
        let running: Vec<_> = (0..threads).map(start).collect();
        running.into_iter().flat_map(|one| one.join().unwrap_or_default()).collect()
    });
    found.sort_by_key(|(replicate, _)| *replicate);
    let found: Vec<Found> = found.into_iter().map(|(_, found)| found).collect();
    (0..asked.len()).map(|scenario| gathered(&found, scenario)).collect()
}

/// What all replicates share.
struct All<'a> {
    baseline: &'a Scenario,
    asked: &'a [Asked<'a>],
    population: &'a Population,
    /// For each scenario all schools, and those that it reaches.
    chosen: Vec<Classes>,
    /// Every school as a class of its own.
    each: Classes,
}

impl All<'_> {
    fn replicate(&self, replicate: u32, world: &mut Option<Model>) -> Option<Found> {
        let seed =
            Pair::of_scenarios(self.baseline, self.baseline, self.population).seed(replicate);
        let arm = |scenario| Arm { scenario, population: self.population };
        let base = records(arm(self.baseline), seed, world, &|| true)?;
        let mut found = Found { values: Vec::new(), pupils: Vec::new(), between: Vec::new() };
        for (one, classes) in self.asked.iter().zip(&self.chosen) {
            let with = records(arm(one.scenario), seed, world, &|| true)?;
            let (without, with) =
                (self.values(&base, one, classes), self.values(&with, one, classes));
            let pairs = without.into_iter().zip(with).map(|(first, second)| first.zip(second));
            found.values.push(pairs.collect());
            found.pupils.push(pupils(&base, one));
        }
        if let (0, Some(first)) = (replicate, self.asked.first()) {
            found.between = self.between(&base, first.year);
        }
        Some(found)
    }

    /// Every metric in the reached schools, which are the second class.
    fn values(&self, records: &Records, one: &Asked<'_>, classes: &Classes) -> Vec<Option<f64>> {
        let measured = Measured::since(records, classes, self.baseline, one.year);
        let value = |metric| measured.value(metric, one.year, 1).filter(|value| value.is_finite());
        metrics().map(value).collect()
    }

    /// Spread of every metric over schools, each measured by itself.
    fn between(&self, records: &Records, year: i64) -> Vec<Option<f64>> {
        let measured = Measured::since(records, &self.each, self.baseline, year);
        let spread = |metric| {
            let own =
                (1..self.each.classes.len()).filter_map(|at| measured.value(metric, year, at));
            let own: Vec<f64> = own.filter(|value| value.is_finite()).collect();
            standard_deviation(&own).filter(|sd| *sd > 0.0)
        };
        metrics().map(spread).collect()
    }
}

/// Pupils of the reached schools in the year.
fn pupils(records: &Records, one: &Asked<'_>) -> f64 {
    let rows = &records.schools;
    let of = (0..rows.school_id.len()).filter(|row| {
        let school = rows.school_id[*row] as usize;
        rows.school_year[*row] == one.year && one.reached.schools.get(school) == Some(&true)
    });
    of.map(|row| rows.roll[row] as f64).sum()
}

fn gathered(found: &[Found], scenario: usize) -> Effects {
    let between = |metric: usize| found.first()?.between.get(metric).copied().flatten();
    let one = |(at, metric): (usize, &'static Metric)| {
        let pairs: Vec<(f64, f64)> =
            found.iter().filter_map(|replicate| replicate.values[scenario][at]).collect();
        let differences: Vec<f64> = pairs.iter().map(|(without, with)| with - without).collect();
        Some(Moved {
            metric,
            paired: paired(&pairs, 0.95)?,
            standard_error: standard_error(&differences),
            between_schools: between(at),
        })
    };
    let pupils = found.iter().map(|replicate| replicate.pupils[scenario]).sum::<f64>();
    Effects {
        moved: metrics().enumerate().filter_map(one).collect(),
        pupils: pupils / found.len().max(1) as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::catalogue::position;
    use sim::population::synthetic;

    #[test]
    fn a_scenario_that_changes_nothing_moves_nothing_and_money_moves_what_is_spent() {
        let mut baseline = Scenario::default();
        (baseline.population.schools, baseline.run.years) = (80, 2);
        let population = synthetic(&baseline);
        let mut dearer = baseline.clone();
        dearer.values.set(position("funding.grant_per_pupil_gbp").unwrap(), 100.0);
        let mut half = Reached { schools: vec![false; population.len()] };
        half.schools[..40].fill(true);
        let asked =
            [&baseline, &dearer].map(|scenario| Asked { scenario, reached: &half, year: 2028 });
        let one = effects(&baseline, &asked, &population, (3, 1));
        for moved in &one[0].moved {
            assert_eq!(moved.paired.difference, 0.0, "{}", moved.metric.name);
            assert!(!moved.is_more_than(3.0, 0.005));
        }
        let spent = one[1].of("spend_per_pupil").unwrap();
        assert!(spent.paired.difference > 50.0 && spent.is_more_than(3.0, 0.005), "{spent:?}");
        assert!(one[1].pupils > 0.0);
        let two = effects(&baseline, &asked, &population, (3, 2));
        assert_eq!(format!("{one:?}"), format!("{two:?}"), "on two threads");
    }
}
