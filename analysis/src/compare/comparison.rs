//! Every metric of every scenario, replicate by replicate.

use crate::metric::{Class, Classes, Measured, Metric, metrics};
use crate::statistic::{Paired, paired};

/// Every metric of one run: school years times classes times metrics.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurements {
    years: Vec<i64>,
    classes: usize,
    /// Values, years slowest; what there is none of is not a number.
    values: Vec<f64>,
}

impl Measurements {
    /// Measures every metric for every class in every school year.
    pub fn of(measured: &Measured<'_>, classes: &Classes) -> Self {
        let years: Vec<i64> = measured.years().collect();
        let count = classes.classes.len();
        let mut values = Vec::with_capacity(years.len() * count * metrics().count());
        for year in &years {
            for class in 0..count {
                values
                    .extend(metrics().map(|m| measured.value(m, *year, class).unwrap_or(f64::NAN)));
            }
        }
        Self { years, classes: count, values }
    }

    /// The value of a metric (by its position), in a school year and class (by theirs).
    pub fn value(&self, year: usize, class: usize, metric: usize) -> Option<f64> {
        let at = (year * self.classes + class) * metrics().count() + metric;
        self.values.get(at).copied().filter(|value| value.is_finite())
    }

    /// The first value that is infinite: a name for messages.
    pub fn first_infinite(&self) -> Option<String> {
        let at = self.values.iter().position(|value| value.is_infinite())?;
        metrics().nth(at % metrics().count()).map(|metric| metric.name.to_owned())
    }
}

/// Scenarios under the same seeds; the first is what the others are held against.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Names of the scenarios.
    pub names: Vec<String>,
    /// Titles of the scenarios.
    pub titles: Vec<String>,
    /// Classes of schools.
    pub classes: Vec<Class>,
    /// School years, named by their summers, ascending.
    pub years: Vec<i64>,
    /// Confidence of every interval (0 to 1).
    pub confidence: f64,
    /// For each replicate its seed, and what each scenario gave.
    runs: Vec<(u64, Vec<Measurements>)>,
}

impl Comparison {
    /// A comparison without a replicate so far.
    pub fn new(names: Vec<String>, titles: Vec<String>, classes: Vec<Class>) -> Self {
        Self { names, titles, classes, years: Vec::new(), confidence: 0.95, runs: Vec::new() }
    }

    /// Adds the next replicate: its seed, and what each scenario gave, in their order.
    pub fn add(&mut self, seed: u64, scenarios: Vec<Measurements>) {
        if self.years.is_empty() {
            self.years = scenarios.first().map(|first| first.years.clone()).unwrap_or_default();
        }
        self.runs.push((seed, scenarios));
    }

    /// Number of replicates.
    pub fn replicates(&self) -> usize {
        self.runs.len()
    }

    /// Seed of a replicate.
    pub fn seed(&self, replicate: usize) -> u64 {
        self.runs[replicate].0
    }

    /// Position of the last school year.
    pub fn last_year(&self) -> usize {
        self.years.len().saturating_sub(1)
    }

    /// The value of a metric in a run.
    pub fn value(
        &self,
        replicate: usize,
        scenario: usize,
        (year, class, metric): (usize, usize, usize),
    ) -> Option<f64> {
        self.runs[replicate].1[scenario].value(year, class, metric)
    }

    /// A metric of a scenario against the first one, over the replicates in which both have a value.
    pub fn paired(&self, scenario: usize, cell: (usize, usize, usize)) -> Option<Paired> {
        self.paired_at(scenario, cell, self.confidence)
    }

    /// The same with another confidence.
    pub fn paired_at(
        &self,
        scenario: usize,
        cell: (usize, usize, usize),
        confidence: f64,
    ) -> Option<Paired> {
        let both = |replicate: usize| {
            Some((self.value(replicate, 0, cell)?, self.value(replicate, scenario, cell)?))
        };
        let pairs: Vec<(f64, f64)> = (0..self.replicates()).filter_map(both).collect();
        paired(&pairs, confidence)
    }

    /// Every metric with its position.
    pub fn metrics() -> impl Iterator<Item = (usize, &'static Metric)> {
        metrics().enumerate()
    }
}
